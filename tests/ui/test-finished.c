/* test-finished.c: the finished list while tasks settle
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-inspector.h"
#include "inflight-task-cell.h"
#include "ui-fixture.h"

#define N_TASKS 400

/* Each second task settles at once, the others later, when asked to. */
static void
set_up (UiFixture     *self,
        gconstpointer  user_data)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  ui_fixture_set_up (self, user_data);
  inflight_network_set_caps (self->virtual.network, 1024, 1024);

  for (guint i = 1; i <= N_TASKS; i++)
    {
      g_autofree char *uri = g_strdup_printf ("http://fake/ok?at=%u&title=task%u",
                                              i % 2 == 0 ? 10 : 500, i);

      g_ptr_array_add (requests, inflight_request_new (uri, self->virtual.options, NULL));
    }

  inflight_window_add_requests (self->window, requests, TRUE);
  fake_run_until (&self->virtual, 20 * MS);
}

#define FINISHED_ADD(path, func) \
  g_test_add (path, UiFixture, NULL, set_up, func, ui_fixture_tear_down)

static GtkWidget *
get_view (UiFixture *self)
{
  return ui_find (GTK_WIDGET (inflight_window_get_finished (self->window)),
                  GTK_TYPE_LIST_VIEW, NULL);
}

static GtkAdjustment *
get_adjustment (UiFixture *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
}

static guint
count_rows (UiFixture *self)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_view (self)))));
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  guint *n_frames = user_data;

  *n_frames += 1;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

/* Until what was asked for has been laid out, and longer than the list waits. */
static void
await_frames (UiFixture *self)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (get_view (self), count_frame_cb, &n_frames, NULL);

  ui_await (n_frames > 8);
  gtk_widget_remove_tick_callback (get_view (self), id);
}

static void
scroll_to (UiFixture *self,
           double     fraction)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  /* What lies below a row has a height only once it has been there. */
  for (guint i = 0; i < 3; i++)
    {
      gtk_adjustment_set_value (adjustment, fraction * (gtk_adjustment_get_upper (adjustment) -
                                                        gtk_adjustment_get_page_size (adjustment)));
      await_frames (self);
    }
}

typedef struct
{
  InflightTask *task;
  int           y;
} Sight;

static InflightTask *
get_task (GtkWidget *row)
{
  GtkWidget *cell = ui_find (row, INFLIGHT_TYPE_TASK_CELL, NULL);

  return cell != NULL ? inflight_task_cell_get_task (INFLIGHT_TASK_CELL (cell)) : NULL;
}

/* The uppermost row that is seen whole, and where it is; or the lowest in sight. */
static Sight
look (UiFixture *self,
      gboolean   lowest)
{
  GtkWidget *view = get_view (self);
  Sight sight = { NULL, 0 };

  for (GtkWidget *row = gtk_widget_get_first_child (view);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      /* Those out of sight are not laid out, and stay where they were. */
      g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_first_child (row), view,
                                                &bounds));
      if (get_task (row) == NULL || !gtk_widget_get_mapped (row) || bounds.origin.y < 0 ||
          bounds.origin.y >= gtk_widget_get_height (view))
        continue;

      if (sight.task == NULL || (bounds.origin.y > sight.y) == lowest)
        sight = (Sight) { get_task (row), bounds.origin.y };
    }

  g_assert_nonnull (sight.task);

  return sight;
}

static void
assert_stays (UiFixture *self)
{
  Sight before = look (self, FALSE);
  Sight after;

  fake_run_until (&self->virtual, 600 * MS);
  ui_await (count_rows (self) == N_TASKS);
  await_frames (self);

  after = look (self, FALSE);
  g_assert_true (after.task == before.task);
  /* GTK keeps the place of a row as a part of the height of the view, and cuts off what
   * lies above: a product that is too large by its last bit is a pixel. */
  g_assert_cmpint (after.y, >=, before.y);
  g_assert_cmpint (after.y, <=, before.y + 1);
}

static void
test_completion_middle (UiFixture     *self,
                        gconstpointer  user_data)
{
  ui_await (count_rows (self) == N_TASKS / 2);
  scroll_to (self, 0.5);
  g_assert_cmpuint (inflight_task_get_rank (look (self, FALSE).task), >, 50);
  assert_stays (self);
}

static void
test_completion_top (UiFixture     *self,
                     gconstpointer  user_data)
{
  ui_await (count_rows (self) == N_TASKS / 2);
  await_frames (self);
  assert_stays (self);
  g_assert_cmpuint (inflight_task_get_rank (look (self, FALSE).task), ==, 1);
}

static void
test_input_middle (UiFixture     *self,
                   gconstpointer  user_data)
{
  inflight_finished_list_set_input_order (inflight_window_get_finished (self->window), TRUE);
  ui_await (count_rows (self) == N_TASKS / 2);
  scroll_to (self, 0.5);
  g_assert_cmpuint (inflight_task_get_position (look (self, FALSE).task), >, 100);
  assert_stays (self);
  g_assert_cmpuint (inflight_task_get_position (look (self, TRUE).task), <, 300);
}

static void
test_input_top (UiFixture     *self,
                gconstpointer  user_data)
{
  inflight_finished_list_set_input_order (inflight_window_get_finished (self->window), TRUE);
  ui_await (count_rows (self) == N_TASKS / 2);
  scroll_to (self, 0.017);
  assert_stays (self);
}

/* Who reads the end goes on reading the end. */
static void
test_end (UiFixture     *self,
          gconstpointer  user_data)
{
  ui_await (count_rows (self) == N_TASKS / 2);
  scroll_to (self, 1);
  g_assert_cmpuint (inflight_task_get_rank (look (self, TRUE).task), ==, N_TASKS / 2);

  fake_run_until (&self->virtual, 600 * MS);
  ui_await (count_rows (self) == N_TASKS);
  await_frames (self);
  g_assert_cmpuint (inflight_task_get_rank (look (self, TRUE).task), ==, N_TASKS);

  /* And again, from where that has led. */
  ui_add (self, TRUE, "ok?at=10", NULL);
  fake_run_until (&self->virtual, 800 * MS);
  ui_await (count_rows (self) == N_TASKS + 1);
  await_frames (self);
  g_assert_cmpuint (inflight_task_get_rank (look (self, TRUE).task), ==, N_TASKS + 1);
}

/* In input order a retried task is there once it has settled again. */
static void
test_retry (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) first = NULL;

  inflight_finished_list_set_input_order (inflight_window_get_finished (self->window), TRUE);
  ui_await (count_rows (self) == N_TASKS / 2);

  ui_select (self, 2, 2);
  await_frames (self);
  ui_activate (self, "retry");
  inflight_window_finish_chores (self->window);
  g_assert_cmpuint (count_rows (self), ==, N_TASKS / 2 - 1);
  fake_run_until (&self->virtual, 40 * MS);
  ui_await (count_rows (self) == N_TASKS / 2);
  await_frames (self);
  first = g_list_model_get_item (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_view (self)))), 0);
  g_assert_true (first == ui_get_task (self, 2));
}

/* In completion order, too, a task has one line, and ranks have gaps. */
static void
test_retry_completion (UiFixture     *self,
                       gconstpointer  user_data)
{
  InflightFinishedList *finished = inflight_window_get_finished (self->window);
  g_auto (GStrv) titles = NULL;
  g_autofree char *text = NULL;

  ui_await (count_rows (self) == N_TASKS / 2);
  for (guint i = 0; i < 3; i++)
    {
      ui_select (self, 2, 2);
      ui_activate (self, "retry");
      inflight_window_finish_chores (self->window);
      ui_await (count_rows (self) == N_TASKS / 2 - 1);
      fake_run_until (&self->virtual, self->virtual.now_us + 20 * MS);
      ui_await (count_rows (self) == N_TASKS / 2);
    }

  await_frames (self);
  g_assert_cmpuint (inflight_task_get_rank (look (self, FALSE).task), ==, 2);
  g_assert_cmpuint (inflight_task_get_rank (ui_get_task (self, 2)), ==, N_TASKS / 2 + 3);

  text = ui_dup_titles (finished);
  titles = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (titles), ==, N_TASKS / 2 + 1);
  g_assert_cmpstr (titles[0], ==, "task4");
  g_assert_cmpstr (titles[N_TASKS / 2 - 1], ==, "task2");
}

static void
count_gone_cb (GListModel *model,
               guint       position,
               guint       n_removed,
               guint       n_added,
               guint      *n_gone)
{
  *n_gone += n_removed;
}

/* Those between two that are retried stay where they are. */
static void
test_retry_far_apart (UiFixture     *self,
                      gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  GtkSelectionModel *model;
  guint n_gone = 0;

  inflight_finished_list_set_input_order (inflight_window_get_finished (self->window), TRUE);
  ui_await (count_rows (self) == N_TASKS / 2);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (get_view (self)));
  g_signal_connect (model, "items-changed", G_CALLBACK (count_gone_cb), &n_gone);

  g_ptr_array_add (tasks, ui_get_task (self, 2));
  g_ptr_array_add (tasks, ui_get_task (self, 4));
  g_ptr_array_add (tasks, ui_get_task (self, N_TASKS));
  inflight_task_list_select (inflight_window_get_task_list (self->window), tasks);
  ui_activate (self, "retry");
  inflight_window_finish_chores (self->window);
  g_assert_cmpuint (count_rows (self), ==, N_TASKS / 2 - 3);
  g_assert_cmpuint (n_gone, ==, 3);

  fake_run_until (&self->virtual, 40 * MS);
  ui_await (count_rows (self) == N_TASKS / 2);
  g_signal_handlers_disconnect_by_func (model, count_gone_cb, &n_gone);
}

/* Places in the list are not numbers any more once tasks were removed. */
static void
test_removed (UiFixture     *self,
              gconstpointer  user_data)
{
  inflight_finished_list_set_input_order (inflight_window_get_finished (self->window), TRUE);
  ui_await (count_rows (self) == N_TASKS / 2);

  ui_select (self, 1, 10);
  ui_activate (self, "remove");
  ui_await (count_rows (self) == N_TASKS / 2 - 5);

  fake_run_until (&self->virtual, 600 * MS);
  ui_await (count_rows (self) == N_TASKS - 10);

  ui_activate (self, "undo");
  ui_await (count_rows (self) == N_TASKS);
}

static void
test_activate (UiFixture     *self,
               gconstpointer  user_data)
{
  GtkWidget *details = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_INSPECTOR, NULL);
  InflightTaskList *list = inflight_window_get_task_list (self->window);
  g_autoptr (InflightTask) focused = NULL;

  ui_await (count_rows (self) == N_TASKS / 2);
  g_signal_emit_by_name (get_view (self), "activate", 4);
  focused = inflight_task_list_get_focused (list);
  g_assert_true (focused == ui_get_task (self, 10));

  details = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_INSPECTOR, NULL);
  ui_await (gtk_widget_get_mapped (details));
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "task10"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  FINISHED_ADD ("/ui/finished/completion-middle", test_completion_middle);
  FINISHED_ADD ("/ui/finished/completion-top", test_completion_top);
  FINISHED_ADD ("/ui/finished/input-middle", test_input_middle);
  FINISHED_ADD ("/ui/finished/input-top", test_input_top);
  FINISHED_ADD ("/ui/finished/end", test_end);
  FINISHED_ADD ("/ui/finished/retry", test_retry);
  FINISHED_ADD ("/ui/finished/retry-completion", test_retry_completion);
  FINISHED_ADD ("/ui/finished/retry-far-apart", test_retry_far_apart);
  FINISHED_ADD ("/ui/finished/removed", test_removed);
  FINISHED_ADD ("/ui/finished/activate", test_activate);

  return g_test_run ();
}
