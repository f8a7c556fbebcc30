/* test-fuzz.c: gives the seeds of a fuzzer to its target
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"

#include <glib.h>

/* Copied, so that what is read beyond its end is found. */
static void
replay (const char *data,
        gsize       size)
{
  g_autofree char *copy = size > 0 ? g_memdup2 (data, size) : g_strdup ("");

  LLVMFuzzerTestOneInput ((const uint8_t *) copy, size);
}

/* Whole, and cut everywhere. */
static void
test_seed (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  for (gsize n = 0; n <= size; n++)
    replay (data, n);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("The folder with the seeds is missing");

  folder = g_dir_open (argv[1], 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/fuzz/", name, NULL);
      char *path = g_build_filename (argv[1], name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add_data_func (test, path, test_seed);
    }

  if (paths->len == 0)
    g_error ("There are no seeds in %s", argv[1]);

  return g_test_run ();
}
