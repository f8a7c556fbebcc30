/* test-sources.c: what the sources promise about themselves
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sources.h"

#include <string.h>

#define MAX_COLUMNS 100
#define MAX_LINES   700

#define MAX_THREAD_NAME 15

static void
check_head (const char  *name,
            char       **lines)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *first = g_strconcat ("/* ", base, ": ", NULL);

  if (g_strv_length (lines) < 4)
    {
      sources_complain (name, 0, "too short for a head");
      return;
    }

  if (!g_str_has_prefix (lines[0], first))
    sources_complain (name, 0, "the first line says what it is for");
  if (strcmp (lines[1], " * Copyright 2026 The Inflight developers") != 0)
    sources_complain (name, 1, "the second line is the copyright");
  if (strcmp (lines[2], " * SPDX-License-Identifier: GPL-3.0-or-later */") != 0)
    sources_complain (name, 2, "the third line is the licence");
  if (g_str_has_suffix (name, ".h") && strcmp (lines[4], "#pragma once") != 0)
    sources_complain (name, 4, "a header begins with “#pragma once”");
}

static void
check_layout (const char  *name,
              char       **lines)
{
  guint n_lines = g_strv_length (lines);

  for (guint i = 0; i < n_lines; i++)
    {
      if (!g_utf8_validate (lines[i], -1, NULL))
        sources_complain (name, i, "not UTF-8");
      else if (g_utf8_strlen (lines[i], -1) > MAX_COLUMNS)
        sources_complain (name, i, "a long line");
      if (strchr (lines[i], '\t') != NULL)
        sources_complain (name, i, "a tab");
      if (g_str_has_suffix (lines[i], " ") || g_str_has_suffix (lines[i], "\r"))
        sources_complain (name, i, "white space at the end");
    }

  if (n_lines > MAX_LINES + 1)
    sources_complain (name, n_lines - 1, "a long file");
  if (*lines[n_lines - 1] != '\0' || (n_lines > 1 && *lines[n_lines - 2] == '\0'))
    sources_complain (name, n_lines - 1, "the end is one line feed");
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
          sources_complain (name, i, "a long name of a thread");
      }
}

static void
test_head (void)
{
  sources_visit ("src", check_head);
  sources_visit ("tests", check_head);
}

static void
test_layout (void)
{
  sources_visit ("src", check_layout);
  sources_visit ("tests", check_layout);
}

static void
test_threads (void)
{
  sources_visit ("src", check_threads);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sources/head", test_head);
  g_test_add_func ("/engine/sources/layout", test_layout);
  g_test_add_func ("/engine/sources/threads", test_threads);

  return g_test_run ();
}
