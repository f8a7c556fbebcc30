/* test-help-languages.c: the help in a language, and in one that is badly translated
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-help-text.h"
#include "inflight-help.h"
#include "ui-language.h"
#include "ui-views.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "/io/github/inflight/Inflight/help/"
#define NARROW 360

static const char *language;

static char *
dup_page (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".md", NULL);
  g_autoptr (GBytes) text = g_resources_lookup_data (path, 0, NULL);

  g_assert_nonnull (text);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* Visiting */

typedef struct
{
  GString *text;
  guint    n_links;
} Seen;

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    n++;

  return n;
}

static void
check_label (GtkLabel *label,
             Seen     *seen)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = gtk_label_get_text (label);
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  if (pango_layout_is_ellipsized (layout) ||
      extents.width > gtk_widget_get_width (GTK_WIDGET (label)) + 1 ||
      extents.height > gtk_widget_get_height (GTK_WIDGET (label)) + 1)
    g_error ("Cut in %s: %s", language, text);
  if (gtk_label_get_use_markup (label))
    seen->n_links += count (gtk_label_get_label (label), "<a href=");
  g_string_append_printf (seen->text, "%s\n", text);
}

static void
visit (GtkWidget *widget,
       Seen      *seen)
{
  if (GTK_IS_LABEL (widget))
    check_label (GTK_LABEL (widget), seen);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, seen);
}

/* Returns: (transfer none): what the pages stand in */
static GtkWidget *
find_content (InflightHelp *help)
{
  return ui_find (GTK_WIDGET (help), ADW_TYPE_CLAMP, NULL);
}

static InflightHelp *
present_narrow (void)
{
  InflightHelp *help = g_object_new (INFLIGHT_TYPE_HELP, "default-width", NARROW,
                                     "default-height", 600, NULL);

  gtk_window_present (GTK_WINDOW (help));
  ui_await (gtk_widget_get_mapped (GTK_WIDGET (help)));
  ui_undecorate (GTK_WIDGET (help));
  ui_resize (GTK_WIDGET (help), NARROW, 600);

  return help;
}

static void
save_picture (InflightHelp *help,
              const char   *page)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "ui", "help", NULL);
  g_autofree char *file = g_strdup_printf ("%s-%s.png", language, page);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  ui_save_picture (GTK_WIDGET (help), path);
}

/* A language */

/* Every page fits a phone, is no longer English, and leads where the original does. */
static void
test_pages (UiFixture     *self,
            gconstpointer  user_data)
{
  const char *const *pages = inflight_help_get_pages ();
  InflightHelp *help = present_narrow ();

  for (gsize i = 0; pages[i] != NULL; i++)
    {
      g_autofree char *source = dup_page (pages[i]);
      g_autoptr (GString) text = g_string_new (NULL);
      Seen seen = { .text = text };
      int least;

      g_assert_true (inflight_help_show_page (help, pages[i]));
      ui_run_frames (GTK_WIDGET (help), 3);
      gtk_widget_measure (find_content (help), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                          NULL, NULL, NULL);
      g_assert_cmpint (least, <=, NARROW);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (help)), ==, NARROW);
      visit (find_content (help), &seen);
      g_assert_cmpuint (seen.n_links, ==, count (source, ".md)"));
      save_picture (help, pages[i]);
    }

  gtk_window_destroy (GTK_WINDOW (help));
}

/* A page is called alike in the list and at its head. */
static void
test_title (void)
{
  g_autofree char *source = dup_page ("index");
  g_autofree char *title = inflight_help_text_dup_title (source);
  g_autoptr (GPtrArray) blocks = inflight_help_text_parse (source);
  InflightHelpBlock *heading = g_ptr_array_index (blocks, 0);

  g_assert_cmpstr (title, !=, "What Inflight does");
  g_assert_cmpstr (heading->text, ==, title);
}

static void
follow (GtkWidget *widget)
{
  gboolean followed = FALSE;

  if (GTK_IS_LABEL (widget) &&
      strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a href=\"waiting.md\">") != NULL)
    g_signal_emit_by_name (widget, "activate-link", "waiting.md", &followed);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    follow (child);
}

static void
test_link (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightHelp *help = present_narrow ();

  g_assert_true (inflight_help_show_page (help, "index"));
  follow (find_content (help));
  ui_await (g_str_equal (inflight_help_get_page (help), "waiting"));
  gtk_window_destroy (GTK_WINDOW (help));
}

/* A bad translation */

#define PAGE "# Title\n\nText with `code`.\n"
#define MESSAGE "help\004Text with `code`."

/* A catalogue with one translation, as msgfmt would not make it. */
static void
write_catalogue (const char *path,
                 const char *translation)
{
  static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
  const char *texts[] = { "", MESSAGE, head, translation };
  guint32 numbers[7 + 8] = { 0x950412de, 0, 2, 7 * 4, 7 * 4 + 4 * 4, 0, 7 * 4 + 8 * 4 };
  g_autoptr (GString) catalogue = g_string_new (NULL);
  guint32 offset = sizeof numbers;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      numbers[7 + 2 * i] = strlen (texts[i]);
      numbers[7 + 2 * i + 1] = offset;
      offset += strlen (texts[i]) + 1;
    }

  g_string_append_len (catalogue, (const char *) numbers, sizeof numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_len (catalogue, texts[i], strlen (texts[i]) + 1);
  g_assert_true (g_file_set_contents (path, catalogue->str, catalogue->len, NULL));
}

/* A folder of its own each: gettext keeps what it has read. */
static void
speak_badly (const char *translation)
{
  g_autofree char *root = g_dir_make_tmp ("inflight-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (root, "bad", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (folder, GETTEXT_PACKAGE ".mo", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  write_catalogue (path, translation);
  ui_speak ("bad", root);
  g_assert_cmpstr (g_dpgettext2 (NULL, "help", strchr (MESSAGE, '\004') + 1), ==, translation);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  *strrchr (folder, '/') = '\0';
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

static void
test_bad (void)
{
  static const struct {
    const char *translation;
    const char *shown;
  } rows[] = {
    { "", "" },
    { "Ein `Wort", "Ein `Wort" },
    { "<b>&amp; </i> &#0; *<*", "<b>&amp; </i> &#0; <" },
    { "**a *b** c* [x](y [](z) [z]()", "a *b c* x z" },
    { "| a |\n# b\n    c\n", "| a |\n# b\n    c\n" },
    { "a \x01 \x1b[31m b", "a \x01 \x1b[31m b" },
    { "%s %n %1$s", "%s %n %1$s" },
    { "\xff\xfe und \xc3", "Text with code." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) blocks = NULL;
      GtkWidget *label = g_object_ref_sink (gtk_label_new ("unread"));
      InflightHelpBlock *block;

      speak_badly (rows[i].translation);
      blocks = inflight_help_text_parse (PAGE);
      g_assert_cmpuint (blocks->len, ==, 2);
      block = g_ptr_array_index (blocks, 1);
      g_assert_cmpint (block->kind, ==, INFLIGHT_HELP_PARAGRAPH);

      /* A warning, if it were no markup, would end the test. */
      gtk_label_set_markup (GTK_LABEL (label), block->text);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, rows[i].shown);
      g_object_unref (label);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = ui_dup_compiled_domains ();

  g_assert_cmpint (argc, >, 1);
  language = argv[1];
  ui_speak (language, directory);
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  adw_init ();

  if (g_str_equal (language, "bad"))
    {
      g_test_add_func ("/ui/help-languages/bad", test_bad);
    }
  else
    {
      g_test_add_func ("/ui/help-languages/title", test_title);
      UI_ADD ("/ui/help-languages/pages", test_pages);
      UI_ADD ("/ui/help-languages/link", test_link);
    }

  return g_test_run ();
}
