/* ui-language.c: speaks a language in a test
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-language.h"

#include <libintl.h>
#include <locale.h>

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
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
