/* ui-language.c: speaks a language in a test
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-language.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <unistd.h>

#define C_UTF8 "/usr/lib/locale/C.utf8"
#define NAME "en_US.UTF-8"

/* glibc translates nothing in the locale C, and 2.41 nothing in C.UTF-8 either, which
 * is the one that every system has. All depends on the name: it gets another. */
static void
leave_c (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "locale", NULL);
  g_autofree char *path = g_build_filename (folder, NAME, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  if (symlink (C_UTF8, path) != 0)
    g_assert_cmpint (errno, ==, EEXIST);
  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", NAME, TRUE);
  g_assert_cmpstr (setlocale (LC_ALL, ""), ==, NAME);
}

/**
 * ui_dup_compiled_domains:
 *
 * Returns: (transfer full): where the catalogues are as they were compiled, not as
 *   some are installed
 */
char *
ui_dup_compiled_domains (void)
{
  return g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);
}

/**
 * ui_speak:
 * @language: a language, such as “de”
 * @directory: where its catalogue is
 *
 * From now on messages are those of a catalogue.
 */
void
ui_speak (const char *language,
          const char *directory)
{
  leave_c ();
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
