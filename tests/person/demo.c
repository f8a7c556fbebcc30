/* demo.c: starts Inflight, lets the first answer win, and takes a picture
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static gboolean
take_picture (const char  *path,
              GError     **error)
{
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, "import", "-window", "root",
                              path, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, error);
}

static gboolean
race (Person *self)
{
  g_autoptr (AtspiAccessible) card = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *summary = NULL;

  if (!person_press (self, ATSPI_ROLE_LIST_ITEM, "First Answer Wins"))
    return FALSE;

  card = person_await (self, ATSPI_ROLE_LABEL, "Returned after *");
  summary = person_await_summary (self, "5 of 5 done*");
  if (card == NULL || summary == NULL)
    return FALSE;

  rows = person_dup_finished (self);
  if (rows->len != 5)
    return FALSE;

  printf ("Finished:\n");
  for (guint i = 0; i < rows->len; i++)
    printf ("  %s\n", (const char *) g_ptr_array_index (rows, i));

  sentence = person_dup_name (card);
  printf ("%s\n", sentence);

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (Person) self = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      fprintf (stderr, "Usage: %s APPLICATION PICTURE.png\n", argv[0]);
      return 2;
    }

  setlocale (LC_ALL, "");
  person_init ();

  self = person_new (argv[1], NULL, &error);
  if (self == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  if (!race (self))
    {
      fprintf (stderr, "The race did not end as it should\n");
      return EXIT_FAILURE;
    }

  if (!take_picture (argv[2], &error) || !person_close (self, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
