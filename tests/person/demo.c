/* demo.c: starts Inflight, lets the first answer win, and takes a picture
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_RACERS 5

/* Whether the first of the tasks succeeded and the rest were cancelled. One that
 * was answered in the moment in which it was to be cancelled may have succeeded. */
static gboolean
is_won (GPtrArray *rows)
{
  guint n_cancelled = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *row = g_ptr_array_index (rows, i);

      if (strstr (row, ", Cancelled") != NULL)
        n_cancelled++;
      else if (strstr (row, ", Succeeded") == NULL)
        return FALSE;
    }

  return rows->len == N_RACERS && n_cancelled > 0 &&
         strstr (g_ptr_array_index (rows, 0), ", Succeeded") != NULL;
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

  printf ("Finished:\n");
  for (guint i = 0; i < rows->len; i++)
    printf ("  %s\n", (const char *) g_ptr_array_index (rows, i));

  sentence = person_dup_name (card);
  printf ("%s\n", sentence);

  return is_won (rows);
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

  if (!person_take_picture (self, argv[2], &error) || !person_close (self, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
