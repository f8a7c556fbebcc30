/* test-growing-slice.c: a long list given to its view a few rows a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-growing-slice.h"
#include "ui-fixture.h"

#define N_ROWS       1000
#define FIRST_ROWS   24
#define MOST_AT_ONCE 8

/* From here on a view makes no more widgets. */
#define ROWS_OF_VIEW 248

typedef struct
{
  GtkWidget         *window;
  GtkStringList     *list;
  GtkSliceListModel *slice;
  guint              n_at_once;
} Fixture;

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->slice));
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  Fixture    *self)
{
  if (position > 0 && position < ROWS_OF_VIEW)
    self->n_at_once = MAX (self->n_at_once, n_added);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->window = gtk_window_new ();
  self->list = gtk_string_list_new (NULL);
  self->slice = inflight_growing_slice_new (self->window);
  gtk_slice_list_model_set_model (self->slice, G_LIST_MODEL (self->list));
  g_signal_connect (self->slice, "items-changed", G_CALLBACK (items_changed_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_signal_handlers_disconnect_by_data (self->slice, self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_finalize_object (self->slice);
  g_assert_finalize_object (self->list);
}

static void
append (Fixture *self,
        guint    n_rows)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, (char *) "row");
  g_ptr_array_add (rows, NULL);

  gtk_string_list_splice (self->list, g_list_model_get_n_items (G_LIST_MODEL (self->list)), 0,
                          (const char *const *) rows->pdata);
}

/* In the end there is everything, but the rows that a view has widgets for came
 * a few at a time. */
static void
test_grows (Fixture       *self,
            gconstpointer  user_data)
{
  append (self, N_ROWS);
  g_assert_cmpuint (count (self), ==, FIRST_ROWS);
  ui_await (count (self) == N_ROWS);
  g_assert_cmpuint (self->n_at_once, ==, MOST_AT_ONCE);

  append (self, 1);
  g_assert_cmpuint (count (self), ==, N_ROWS + 1);
}

static void
test_short (Fixture       *self,
            gconstpointer  user_data)
{
  append (self, FIRST_ROWS - 1);
  g_assert_cmpuint (count (self), ==, FIRST_ROWS - 1);
  append (self, 11);
  g_assert_cmpuint (count (self), ==, FIRST_ROWS);
  ui_await (count (self) == FIRST_ROWS + 10);
}

static void
test_starts_again (Fixture       *self,
                   gconstpointer  user_data)
{
  append (self, N_ROWS);
  ui_await (count (self) == N_ROWS);

  gtk_string_list_splice (self->list, 0, N_ROWS, NULL);
  g_assert_cmpuint (count (self), ==, 0);
  append (self, N_ROWS);
  g_assert_cmpuint (count (self), ==, FIRST_ROWS);
  ui_await (count (self) == N_ROWS);
}

static void
test_finish (Fixture       *self,
             gconstpointer  user_data)
{
  append (self, N_ROWS);
  inflight_growing_slice_finish (self->slice);
  g_assert_cmpuint (count (self), ==, N_ROWS);
}

/* The view goes first, in the middle of growing. */
static void
test_view_gone (Fixture       *self,
                gconstpointer  user_data)
{
  append (self, N_ROWS);
  ui_await (count (self) > FIRST_ROWS);
  g_assert_cmpuint (count (self), <, N_ROWS);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  ADD ("/ui/growing-slice/grows", test_grows);
  ADD ("/ui/growing-slice/short", test_short);
  ADD ("/ui/growing-slice/starts-again", test_starts_again);
  ADD ("/ui/growing-slice/finish", test_finish);
  ADD ("/ui/growing-slice/view-gone", test_view_gone);

  return g_test_run ();
}
