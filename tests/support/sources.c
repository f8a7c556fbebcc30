/* sources.c: the sources of Inflight, to be looked through
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sources.h"

#include <gio/gio.h>
#include <string.h>

static void
visit (const char  *root,
       const char  *name,
       SourcesFunc  func,
       guint       *n_files)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *child;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      dir = g_dir_open (path, 0, &error);
      g_assert_no_error (error);
      while ((child = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child_name = g_build_filename (name, child, NULL);

          visit (root, child_name, func, n_files);
        }
    }
  else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h"))
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      lines = g_strsplit (text, "\n", -1);
      func (name, lines);
      (*n_files)++;
    }
}

/**
 * sources_visit:
 * @folder: a folder, relative to the root of the sources
 * @func: called for each file of C in it and below it
 */
void
sources_visit (const char  *folder,
               SourcesFunc  func)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", NULL);
  guint n_files = 0;

  visit (root, folder, func, &n_files);
  g_assert_cmpuint (n_files, >, 0);
}

/**
 * sources_complain:
 * @name: a file
 * @line: one of its lines, from 0
 * @message: what is wrong with it
 *
 * Has the test fail, and go on.
 */
void
sources_complain (const char *name,
                  guint       line,
                  const char *message)
{
  g_test_message ("%s:%u: %s", name, line + 1, message);
  g_test_fail ();
}

/**
 * sources_dup_include:
 * @line: a line of a file
 *
 * Returns: (nullable) (transfer full): the file that it includes
 */
char *
sources_dup_include (const char *line)
{
  static const char directive[] = "#include ";
  const char *begin;

  if (!g_str_has_prefix (line, directive))
    return NULL;

  begin = line + strlen (directive) + 1;

  return g_strndup (begin, strcspn (begin, ">\""));
}
