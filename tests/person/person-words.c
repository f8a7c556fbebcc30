/* person-words.c: what the application says to its terminal
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

static void read_on (Person *self);

/* GTK itself complains of being asked for what has just gone. */
static gboolean
is_trouble (const char *line)
{
  static const char *const patterns[] = {
    "*GLib-GObject-CRITICAL*", "*GLib-GObject-WARNING*", "*GLib-GIO-CRITICAL*",
    "*Gtk-WARNING*", "*Adwaita-CRITICAL*", "*Adwaita-WARNING*",
    "*nflight-CRITICAL*", "*nflight-WARNING*",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_pattern_match_simple (patterns[i], line))
      return TRUE;

  return FALSE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Person *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL,
                                               &error);

  /* Nobody is there any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (line == NULL)
    {
      self->is_silent = TRUE;
      return;
    }

  g_printerr ("%s\n", line);
  if (is_trouble (line))
    self->n_troubles++;

  read_on (self);
}

static void
read_on (Person *self)
{
  g_data_input_stream_read_line_async (self->words, G_PRIORITY_DEFAULT, self->leaving,
                                       read_cb, self);
}

/**
 * person_read_words:
 * @self: a person
 *
 * Passes on what the application says from now on, and counts what it should not
 * have to say.
 */
void
person_read_words (Person *self)
{
  self->leaving = g_cancellable_new ();
  self->words = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  read_on (self);
}

/**
 * person_count_troubles:
 * @self: a person whose application has ended
 *
 * Returns: how often it complained
 */
guint
person_count_troubles (Person *self)
{
  while (!self->is_silent)
    g_main_context_iteration (NULL, TRUE);

  return self->n_troubles;
}
