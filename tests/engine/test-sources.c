/* test-sources.c: what the sources promise about themselves
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_COLUMNS 100
#define MAX_LINES   700

#define MAX_THREAD_NAME 15

typedef void (*SourceFunc) (const char  *name,
                            char       **lines);

/* Names are relative to the root of the sources, as “src/engine/inflight-task.c”. */

static void
visit (const char *root,
       const char *name,
       SourceFunc  func,
       guint      *n_files)
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

static void
visit_sources (const char *name,
               SourceFunc  func)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", NULL);
  guint n_files = 0;

  visit (root, name, func, &n_files);
  g_assert_cmpuint (n_files, >, 0);
}

static void
complain (const char *name,
          guint       line,
          const char *message)
{
  g_test_message ("%s:%u: %s", name, line + 1, message);
  g_test_fail ();
}

/* Returns: (nullable) (transfer full): the file that a line includes. */
static char *
get_include (const char *line)
{
  static const char directive[] = "#include ";
  const char *begin;

  if (!g_str_has_prefix (line, directive))
    return NULL;

  begin = line + strlen (directive) + 1;

  return g_strndup (begin, strcspn (begin, ">\""));
}

static void
check_includes (const char  *name,
                char       **lines)
{
  gboolean may_soup = g_str_has_prefix (name, "src/engine/inflight-soup-") ||
                      g_str_has_prefix (name, "src/lab/");
  gboolean may_curl = g_str_has_prefix (name, "src/engine/inflight-curl-");
  gboolean is_ui = g_str_has_prefix (name, "src/ui/") || strcmp (name, "src/main.c") == 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *include = get_include (lines[i]);

      if (include == NULL)
        continue;

      if (g_str_has_prefix (include, "libsoup/") && !may_soup)
        complain (name, i, "libsoup is for what is loaded with it");
      if ((g_str_has_prefix (include, "curl/") || g_str_has_prefix (include, "openssl/")) &&
          !may_curl)
        complain (name, i, "libcurl is for its transport");
      if ((g_str_has_prefix (include, "gtk/") || g_str_has_prefix (include, "gdk/") ||
           strcmp (include, "adwaita.h") == 0) && !is_ui)
        complain (name, i, "GTK is for the window");
    }
}

/* Folders may include only those to the left of them. */
static void
check_layers (const char  *name,
              char       **lines)
{
  static const char *const engine[] = { "formats", "journal", "lab", "words", "cli", "ui", NULL };
  static const char *const middle[] = { "cli", "ui", NULL };
  g_auto (GStrv) parts = g_strsplit (name, "/", 3);
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", "src", NULL);
  const char *const *forbidden = middle;

  if (g_str_equal (parts[1], "cli") || g_str_equal (parts[1], "ui") || parts[2] == NULL)
    return;
  if (g_str_equal (parts[1], "engine"))
    forbidden = engine;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *include = get_include (lines[i]);

      for (guint j = 0; include != NULL && forbidden[j] != NULL; j++)
        {
          g_autofree char *path = g_build_filename (root, forbidden[j], include, NULL);

          if (g_file_test (path, G_FILE_TEST_EXISTS))
            complain (name, i, "a folder that it must not know");
        }
    }
}

/* What is private to a folder stays in it; the cli and the ui see nothing of the
 * engine's. */
static void
check_private (const char  *name,
               char       **lines)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", NULL);
  g_autofree char *folder = g_path_get_dirname (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *include = get_include (lines[i]);
      g_autofree char *path = NULL;

      if (include == NULL || !g_str_has_suffix (include, "-private.h"))
        continue;

      path = g_build_filename (root, folder, include, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        complain (name, i, "a private header of another folder");
    }
}

static void
check_head (const char  *name,
            char       **lines)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *first = g_strconcat ("/* ", base, ": ", NULL);

  if (g_strv_length (lines) < 4)
    {
      complain (name, 0, "too short for a head");
      return;
    }

  if (!g_str_has_prefix (lines[0], first))
    complain (name, 0, "the first line says what it is for");
  if (strcmp (lines[1], " * Copyright 2026 The Inflight developers") != 0)
    complain (name, 1, "the second line is the copyright");
  if (strcmp (lines[2], " * SPDX-License-Identifier: GPL-3.0-or-later */") != 0)
    complain (name, 2, "the third line is the licence");
  if (g_str_has_suffix (name, ".h") && strcmp (lines[4], "#pragma once") != 0)
    complain (name, 4, "a header begins with “#pragma once”");
}

static void
check_layout (const char  *name,
              char       **lines)
{
  guint n_lines = g_strv_length (lines);

  for (guint i = 0; i < n_lines; i++)
    {
      if (!g_utf8_validate (lines[i], -1, NULL))
        complain (name, i, "not UTF-8");
      else if (g_utf8_strlen (lines[i], -1) > MAX_COLUMNS)
        complain (name, i, "a long line");
      if (strchr (lines[i], '\t') != NULL)
        complain (name, i, "a tab");
      if (g_str_has_suffix (lines[i], " ") || g_str_has_suffix (lines[i], "\r"))
        complain (name, i, "white space at the end");
    }

  if (n_lines > MAX_LINES + 1)
    complain (name, n_lines - 1, "a long file");
  if (*lines[n_lines - 1] != '\0' || (n_lines > 1 && *lines[n_lines - 2] == '\0'))
    complain (name, n_lines - 1, "the end is one line feed");
}

/* Linux cuts the name of a thread after 15 bytes, prctl(2). */
static void
check_threads (const char  *name,
               char       **lines)
{
  static const char *const calls[] = { "g_thread_new (\"", "g_thread_try_new (\"" };

  for (guint i = 0; lines[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (calls); j++)
      {
        const char *call = strstr (lines[i], calls[j]);

        if (call != NULL && strcspn (call + strlen (calls[j]), "\"") > MAX_THREAD_NAME)
          complain (name, i, "a long name of a thread");
      }
}

static void
test_includes (void)
{
  visit_sources ("src", check_includes);
}

static void
test_layers (void)
{
  visit_sources ("src", check_layers);
}

static void
test_private (void)
{
  visit_sources ("src", check_private);
}

static void
test_head (void)
{
  visit_sources ("src", check_head);
  visit_sources ("tests", check_head);
}

static void
test_layout (void)
{
  visit_sources ("src", check_layout);
  visit_sources ("tests", check_layout);
}

static void
test_threads (void)
{
  visit_sources ("src", check_threads);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sources/includes", test_includes);
  g_test_add_func ("/engine/sources/layers", test_layers);
  g_test_add_func ("/engine/sources/private", test_private);
  g_test_add_func ("/engine/sources/head", test_head);
  g_test_add_func ("/engine/sources/layout", test_layout);
  g_test_add_func ("/engine/sources/threads", test_threads);

  return g_test_run ();
}
