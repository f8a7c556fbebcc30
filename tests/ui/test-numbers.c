/* test-numbers.c: how fast answers arrive, drawn and written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-chart.h"
#include "inflight-numbers.h"
#include "ui-fixture.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static GtkWidget *
get_numbers (UiFixture *self)
{
  GtkWidget *numbers = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_NUMBERS, NULL);

  g_assert_nonnull (numbers);

  return numbers;
}

static void
show (UiFixture  *self,
      const char *page)
{
  GtkWidget *stack = ui_find (GTK_WIDGET (self->window), ADW_TYPE_VIEW_STACK, NULL);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), page);
}

static gboolean
is_shown (UiFixture  *self,
          const char *text)
{
  GtkWidget *label = ui_find (get_numbers (self), GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

/* Nothing is said before there is something to say. */
static void
test_empty (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "fail?at=10", NULL);
  show (self, "numbers");
  fake_run_until (&self->virtual, SECOND);
  ui_await (is_shown (self, "No answers yet"));
  g_assert_false (is_shown (self, "Throughput"));
}

static void
test_text (UiFixture     *self,
           gconstpointer  user_data)
{
  GtkWidget *chart;

  ui_add (self, TRUE, "ok?at=84", "ok?at=310", "ok?at=12", "ok?at=20&status=404", "ok?at=4000",
          NULL);
  fake_run_until (&self->virtual, 400 * MS);
  show (self, "numbers");
  ui_await (is_shown (self, "4 answers in 0.4 s."));
  g_assert_true (is_shown (self, "The fastest answer took 12 ms, the slowest 310 ms."));

  /* It follows what happens. */
  fake_run_until (&self->virtual, 5 * SECOND);
  ui_await (is_shown (self, "5 answers in 4.00 s: 1.2 per second on average"));
  g_assert_true (is_shown (self, "Half of the answers took 84 ms or less, 95 % of them 4.00 s"));

  chart = ui_find (get_numbers (self), INFLIGHT_TYPE_CHART, NULL);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Throughput");
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "5 answers in 4.00 s: 1.2 per second on average, "
                                       "6.2 at most.");
}

/* Time passes though nothing happens; when all has settled it stands still. */
static void
test_time (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=84", "ok?at=600", NULL);
  show (self, "numbers");
  fake_run_until (&self->virtual, 100 * MS);
  ui_await (is_shown (self, "1 answer in 0.1 s."));
  fake_run_until (&self->virtual, 500 * MS);
  ui_await (is_shown (self, "1 answer in 0.5 s."));

  fake_run_until (&self->virtual, SECOND);
  ui_await (is_shown (self, "2 answers in 600 ms."));
  fake_run_until (&self->virtual, 2 * SECOND);
  ui_settle ();
  g_assert_true (is_shown (self, "2 answers in 600 ms."));
}

/* Where it cannot be seen it is not brought up to date. */
static void
test_hidden (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=84", NULL);
  show (self, "numbers");
  fake_run_until (&self->virtual, 100 * MS);
  ui_await (is_shown (self, "1 answer in 84 ms."));

  show (self, "waits");
  ui_await (!gtk_widget_get_mapped (get_numbers (self)));
  ui_add (self, TRUE, "ok?at=16", NULL);
  fake_run_until (&self->virtual, SECOND);
  ui_settle ();
  g_assert_nonnull (ui_find (get_numbers (self), GTK_TYPE_LABEL, "1 answer in 84 ms."));

  show (self, "numbers");
  ui_await (is_shown (self, "2 answers in 100 ms."));
}

/* With other tasks it begins anew. */
static void
test_cleared (UiFixture     *self,
              gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=84", NULL);
  show (self, "numbers");
  fake_run_until (&self->virtual, 100 * MS);
  ui_await (is_shown (self, "1 answer in 84 ms."));

  inflight_window_clear (self->window);
  ui_add (self, TRUE, "never", NULL);
  ui_await (is_shown (self, "No answers yet"));
}

/* Everything there can be, from one microsecond to hours, can be drawn. */
static void
test_extremes (UiFixture     *self,
               gconstpointer  user_data)
{
  inflight_options_set_deadline_us (self->virtual.options, 0);
  ui_add (self, TRUE, "ok", NULL);
  show (self, "numbers");
  ui_await (gtk_widget_get_mapped (get_numbers (self)));
  fake_run_until (&self->virtual, MS);
  ui_await (is_shown (self, "1 answer in 0 ms."));

  ui_add (self, TRUE, "ok?at=86400000", "ok?at=1", NULL);
  fake_run_until (&self->virtual, 100000 * SECOND);
  ui_await (is_shown (self, "3 answers in 1440 min 00 s"));
}

static void
test_width (UiFixture     *self,
            gconstpointer  user_data)
{
  int width;

  gtk_widget_measure (get_numbers (self), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, 320);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/numbers/empty", test_empty);
  UI_ADD ("/ui/numbers/text", test_text);
  UI_ADD ("/ui/numbers/time", test_time);
  UI_ADD ("/ui/numbers/hidden", test_hidden);
  UI_ADD ("/ui/numbers/cleared", test_cleared);
  UI_ADD ("/ui/numbers/extremes", test_extremes);
  UI_ADD ("/ui/numbers/width", test_width);

  return g_test_run ();
}
