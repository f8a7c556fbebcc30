/* inflight-about.c: a window that says what this is and who made it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-about.h"

#include "inflight-accessible.h"

#include <glib/gi18n.h>

/* What runs, for whoever reports a fault. */
static char *
describe_versions (void)
{
  return g_strdup_printf ("Inflight %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n",
                          PACKAGE_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version);
}

static void
add_libraries (AdwAboutWindow *about)
{
  static const struct {
    const char *title;
    const char *copyright;
    GtkLicense  license;
    const char *link;
  } libraries[] = {
    { "GTK", "© The GTK team", GTK_LICENSE_LGPL_2_1 },
    { "libadwaita", "© Purism SPC and others", GTK_LICENSE_LGPL_2_1 },
    { "GtkSourceView", "© The GtkSourceView team", GTK_LICENSE_LGPL_2_1 },
    { "GLib", "© The GLib team", GTK_LICENSE_LGPL_2_1 },
#ifdef HAVE_LIBCURL
    { "libcurl", "© Daniel Stenberg and others", GTK_LICENSE_CUSTOM,
      "<a href=\"https://curl.se/docs/copyright.html\">curl.se</a>" },
#ifdef HAVE_OPENSSL
    { "OpenSSL", "© The OpenSSL Project Authors", GTK_LICENSE_APACHE_2_0 },
#endif
#endif
    { "libsoup", "© The libsoup authors", GTK_LICENSE_LGPL_2_1 },
    { "zlib", "© Jean-loup Gailly and Mark Adler", GTK_LICENSE_CUSTOM,
      "<a href=\"https://zlib.net/zlib_license.html\">zlib.net</a>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    adw_about_window_add_legal_section (about, libraries[i].title, libraries[i].copyright,
                                        libraries[i].license, libraries[i].link);
}

/* What is new, as the metainfo has it, from which the catalogues have the texts, too.
 *
 * Returns: (transfer full): the markup of AdwAboutWindow */
static char *
make_release_notes (void)
{
  static const struct {
    const char *before;
    const char *text;
    const char *behind;
  } pieces[] = {
#include "data/inflight-release-notes.h"
  };
  GString *notes = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = g_markup_escape_text (_(pieces[i].text), -1);

      g_string_append_printf (notes, "%s%s%s", pieces[i].before, text, pieces[i].behind);
    }

  return g_string_free (notes, FALSE);
}

/**
 * inflight_about_new:
 * @parent: the window that asks
 *
 * Returns: (transfer full): a window
 */
GtkWidget *
inflight_about_new (GtkWindow *parent)
{
  static const char *const developers[] = { "The Inflight developers", NULL };
  g_autofree char *versions = describe_versions ();
  g_autofree char *notes = make_release_notes ();
  GtkWidget *about;

  about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                        "transient-for", parent,
                        "modal", TRUE,
                        "application-name", "Inflight",
                        "application-icon", APPLICATION_ID,
                        "version", PACKAGE_VERSION,
                        "release-notes-version", PACKAGE_VERSION,
                        "release-notes", notes,
                        "developer-name", _("The Inflight developers"),
                        "developers", developers,
                        "documenters", developers,
                        "copyright", _("© 2026 The Inflight developers"),
                        "license-type", GTK_LICENSE_GPL_3_0,
                        "comments", _("Launches many HTTP fetches at once and lets you "
                                      "decide when to stop waiting."),
                        "debug-info", versions,
                        "debug-info-filename", "inflight-versions.txt",
                        /* Translators: your name, and your address if you like */
                        "translator-credits", _("translator-credits"),
                        NULL);
  add_libraries (ADW_ABOUT_WINDOW (about));
  inflight_accessible_name_inner (about, GTK_TYPE_BUTTON, "app-version", PACKAGE_VERSION);

  return about;
}
