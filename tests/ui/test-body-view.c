/* test-body-view.c: no body holds up the window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-text.h"
#include "inflight-body-view.h"
#include "ui-fixture.h"

#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <string.h>
#include <time.h>

#define MIB (1 << 20)

/* How much text a turn of the main loop may bring at the most. */
#define MAX_TURN_BYTES (32 << 10)

/* Of the processor's time for one turn. A fault here is one of seconds; the bar is
 * for slow machines and sanitizers, and what was measured is printed. */
#define MAX_TURN_US (2 * G_USEC_PER_SEC)

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  gsize      n_inserted;
  gint64     worst_us;
  guint      n_turns;
} Fixture;

static gint64
get_thread_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static GtkTextBuffer *
get_buffer (Fixture *self)
{
  GtkWidget *child = NULL;
  GQueue queue = G_QUEUE_INIT;

  g_queue_push_tail (&queue, self->view);
  while ((child = g_queue_pop_head (&queue)) != NULL && !GTK_SOURCE_IS_VIEW (child))
    for (GtkWidget *next = gtk_widget_get_first_child (child); next != NULL;
         next = gtk_widget_get_next_sibling (next))
      g_queue_push_tail (&queue, next);

  g_queue_clear (&queue);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (child));
}

static gsize
count (Fixture *self)
{
  return gtk_text_buffer_get_char_count (get_buffer (self));
}

/* A turn of the main loop, and what it cost. */
static void
turn (Fixture *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  gsize n_before = count (self);
  gint64 begin_us = get_thread_us ();
  gint64 turn_us;

  g_main_context_iteration (NULL, TRUE);
  turn_us = get_thread_us () - begin_us;
  self->worst_us = MAX (self->worst_us, turn_us);
  self->n_turns++;
  g_assert_cmpint (turn_us, <, MAX_TURN_US);

  /* A body has a buffer of its own. */
  g_assert_cmpuint (count (self) - (buffer == get_buffer (self) ? n_before : 0), <=,
                    MAX_TURN_BYTES);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Until the view is laid out and coloured, which is done when nothing else is. */
static void
settle (Fixture *self)
{
  gboolean passed = FALSE;

  while (inflight_body_view_is_busy (INFLIGHT_BODY_VIEW (self->view)))
    turn (self);

  g_idle_add_full (G_PRIORITY_LOW + 100, passed_cb, &passed, NULL);
  while (!passed)
    turn (self);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->view = g_object_new (INFLIGHT_TYPE_BODY_VIEW, NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->view))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Takes @data. */
static void
show (Fixture    *self,
      char       *data,
      gsize       size,
      const char *type)
{
  g_autoptr (GBytes) body = g_bytes_new_take (data, size);

  inflight_body_view_set_body (INFLIGHT_BODY_VIEW (self->view), body, type, FALSE, size, TRUE);
}

static guint
get_longest_line (GtkTextBuffer *buffer)
{
  GtkTextIter iter;
  int longest = 0;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  do
    longest = MAX (longest, gtk_text_iter_get_chars_in_line (&iter));
  while (gtk_text_iter_forward_line (&iter));

  return longest;
}

/* Finds the button by what it says. */
static void
press (Fixture    *self,
       GtkWidget  *root,
       const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    g_signal_emit_by_name (root, "clicked");

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    press (self, child, label);
}

static void
test_hostile (Fixture       *self,
              gconstpointer  user_data)
{
  static const struct
  {
    const char *name;
    const char *unit;
    const char *type;
    gboolean    is_coloured;
  } rows[] = {
    { "minified JSON", "{\"id\":12,\"a\":[1,2]},", "application/json", FALSE },
    { "deep JSON", "[", "application/json", FALSE },
    { "deep lines", "[\n", "application/json", FALSE },
    { "escapes", "[\"\\u0000\\u0000\\u0000\"]", "application/json", FALSE },
    { "words in a tag", "<a lorem ipsum", "text/html", FALSE },
    { "scripts", "<script>`${\n", "text/html", TRUE },
    { "one line", "lorem ipsum ", "text/plain", FALSE },
    { "one word", "x", "text/plain", FALSE },
    { "minified HTML", "<p class='x'>text &amp; <b>bold</b></p>", "text/html", FALSE },
    { "minified script", "function f(a){return a+'b'}/*c*/", "text/javascript", FALSE },
    { "HTML", "<p class='x'>text &amp; <b>bold</b></p>\n", "text/html", TRUE },
    { "Arabic", "\u0645\u0631\u062d\u0628\u0627 ", "text/plain", FALSE },
    { "marks", "\u0301\u0316", "text/plain; charset=utf-8", FALSE },
    { "tabs", "\t", "text/plain", FALSE },
    { "empty lines", "\n", "text/plain", FALSE },
    { "binary", "\x01\x02\x7f", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkTextBuffer *buffer;

      self->worst_us = self->n_turns = 0;
      show (self, ui_repeat (rows[i].unit, MIB), MIB, rows[i].type);
      settle (self);
      press (self, self->view, "Wrap");
      settle (self);
      press (self, self->view, "Wrap");
      settle (self);

      buffer = get_buffer (self);
      g_test_message ("%s: worst of %u turns %.1f ms, %d characters in %d lines", rows[i].name,
                      self->n_turns, self->worst_us / 1000.0,
                      gtk_text_buffer_get_char_count (buffer),
                      gtk_text_buffer_get_line_count (buffer));
      g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 1000);
      g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <=, 2 * INFLIGHT_BODY_MAX_BYTES);
      g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), <=, INFLIGHT_BODY_MAX_LINES + 1);
      g_assert_cmpuint (get_longest_line (buffer), <=, INFLIGHT_BODY_MAX_COLUMNS + 1);

      /* A long line is never coloured. */
      g_assert_cmpint (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (buffer)) != NULL, ==,
                       rows[i].is_coloured);
    }
}

/* Another body before the first is there: nothing of the first is seen. */
static void
test_replaced (Fixture       *self,
               gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  show (self, ui_repeat ("x\n", MIB), MIB, "text/plain");
  turn (self);
  show (self, g_strdup ("{\"a\":1}"), 7, "application/json");
  settle (self);

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "{\n  \"a\": 1\n}");
  g_assert_nonnull (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (get_buffer (self))));

  press (self, self->view, "Formatted");
  settle (self);
  g_free (text);
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "{\"a\":1}");
}

/* The same body again is no news: who reads it keeps the place. */
static void
test_same (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("text", 4);
  GtkTextBuffer *buffer;

  inflight_body_view_set_body (INFLIGHT_BODY_VIEW (self->view), body, NULL, FALSE, 4, TRUE);
  settle (self);
  buffer = get_buffer (self);

  inflight_body_view_set_body (INFLIGHT_BODY_VIEW (self->view), body, NULL, FALSE, 4, TRUE);
  g_assert_false (inflight_body_view_is_busy (INFLIGHT_BODY_VIEW (self->view)));
  settle (self);
  g_assert_true (buffer == get_buffer (self));
}

/* A hyphen where a line is broken would be read as part of the body. */
static void
test_verbatim (Fixture       *self,
               gconstpointer  user_data)
{
  GtkTextIter iter;
  GSList *tags;
  gboolean hyphens = TRUE;

  show (self, g_strdup ("text"), 4, "text/plain");
  settle (self);

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, 3);
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *tag = tags; tag != NULL && hyphens; tag = tag->next)
    g_object_get (tag->data, "insert-hyphens", &hyphens, NULL);
  g_slist_free (tags);
  g_assert_false (hyphens);
}

static void
test_scheme (Fixture       *self,
             gconstpointer  user_data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSourceStyleScheme *scheme;

  show (self, g_strdup ("text"), 4, "text/plain");
  settle (self);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  scheme = gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)));
  g_assert_cmpstr (gtk_source_style_scheme_get_id (scheme), ==, "Adwaita-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  scheme = gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)));
  g_assert_cmpstr (gtk_source_style_scheme_get_id (scheme), ==, "Adwaita");
}

/* Closing while a body is prepared, and while it is put in. */
static void
test_closed (Fixture       *self,
             gconstpointer  user_data)
{
  GtkWidget *view = g_object_ref (self->view);

  show (self, ui_repeat ("[1,2],", MIB), MIB, "application/json");
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  self->view = NULL;

  g_object_run_dispose (G_OBJECT (view));
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  g_object_unref (view);
  while (view != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Of a mark alone nothing is left to be put in later, by when the view may be gone. */
static void
test_no_text (Fixture       *self,
              gconstpointer  user_data)
{
  GtkWidget *view = g_object_ref (self->view);

  show (self, g_strdup ("\xef\xbb\xbf"), 3, "text/plain");
  while (inflight_body_view_is_busy (INFLIGHT_BODY_VIEW (view)))
    g_main_context_iteration (NULL, TRUE);

  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  self->view = NULL;
  g_object_run_dispose (G_OBJECT (view));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (view);
}

#define VIEW_ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  VIEW_ADD ("/ui/body-view/hostile", test_hostile);
  VIEW_ADD ("/ui/body-view/replaced", test_replaced);
  VIEW_ADD ("/ui/body-view/same", test_same);
  VIEW_ADD ("/ui/body-view/verbatim", test_verbatim);
  VIEW_ADD ("/ui/body-view/scheme", test_scheme);
  VIEW_ADD ("/ui/body-view/closed", test_closed);
  VIEW_ADD ("/ui/body-view/no-text", test_no_text);

  return g_test_run ();
}
