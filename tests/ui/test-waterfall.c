/* test-waterfall.c: time drawn
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-exchange-private.h"
#include "inflight-phases.h"
#include "inflight-refresher.h"
#include "inflight-removal.h"
#include "inflight-retrial.h"
#include "inflight-task-cell.h"
#include "inflight-task-private.h"
#include "inflight-waterfall.h"
#include "inflight-words.h"
#include "ui-fixture.h"
#include "virtual-network.h"

#include <adwaita.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define WIDTH  100
#define HEIGHT 20

typedef struct
{
  VirtualNetwork    virtual;
  InflightTimeAxis *axis;
  GtkWidget        *widget;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  virtual_network_set_up (&self->virtual, NULL);
  fake_run_until (&self->virtual, SECOND);
  self->axis = inflight_time_axis_new ();
  inflight_time_axis_set_batch (self->axis, self->virtual.batch);
  self->widget = g_object_ref_sink (inflight_waterfall_new (self->axis));
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_assert_finalize_object (self->widget);
  g_assert_finalize_object (self->axis);
  virtual_network_tear_down (&self->virtual, NULL);
}

#define WATERFALL_ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

/* What is drawn */

static void
collect (GskRenderNode *node,
         GPtrArray     *rectangles)
{
  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      collect (gsk_container_node_get_child (node, i), rectangles);
  else if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    collect (gsk_transform_node_get_child (node), rectangles);
  else
    g_ptr_array_add (rectangles, gsk_render_node_ref (node));
}

static guint
count_labels (GPtrArray *nodes)
{
  guint n_labels = 0;

  for (guint i = 0; i < nodes->len; i++)
    if (gsk_render_node_get_node_type (g_ptr_array_index (nodes, i)) == GSK_TEXT_NODE)
      n_labels++;

  return n_labels;
}

/* Returns: (transfer full): the nodes of a widget of that size, none of which
 * lies beyond it. */
static GPtrArray *
draw (GtkWidget *widget,
      int        width)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) root = NULL;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation) { 0, 0, width, HEIGHT }, -1);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  root = gtk_snapshot_free_to_node (snapshot);
  if (root != NULL)
    {
      graphene_rect_t bounds;
      int slack;

      collect (root, nodes);
      /* Those of letters are rounded to be on the safe side. */
      slack = count_labels (nodes) > 0 ? 2 : 0;
      gsk_render_node_get_bounds (root, &bounds);
      g_assert_cmpfloat (bounds.origin.x, >=, -slack);
      g_assert_cmpfloat (bounds.origin.y, >=, -slack);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width + slack);
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, HEIGHT + slack);
    }

  return nodes;
}

static void
assert_span (GPtrArray *nodes,
             guint      index,
             int        from,
             int        to,
             int        height)
{
  graphene_rect_t bounds;

  g_assert_cmpuint (index, <, nodes->len);
  g_assert_cmpint (gsk_render_node_get_node_type (g_ptr_array_index (nodes, index)), ==,
                   GSK_COLOR_NODE);
  gsk_render_node_get_bounds (g_ptr_array_index (nodes, index), &bounds);
  g_assert_cmpfloat (bounds.origin.x, ==, from);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, ==, to);
  g_assert_cmpfloat (bounds.size.height, ==, height);
}

static void
assert_color (GPtrArray     *nodes,
              guint          index,
              const GdkRGBA *expected)
{
  const GdkRGBA *color = gsk_color_node_get_color (g_ptr_array_index (nodes, index));

  g_assert_true (gdk_rgba_equal (color, expected));
}

/* Takes the exchange and the error. A task launched at one second that left the
 * queue 10 ms later and settled after 40; an axis lasts 50. */
static InflightTask *
new_settled (Fixture          *self,
             InflightExchange *exchange,
             GError           *error)
{
  g_autoptr (InflightRequest) request = inflight_request_new ("https://fake/ok",
                                                              self->virtual.options, NULL);
  g_autoptr (InflightJob) job = NULL;
  InflightTask *task = inflight_task_new (request, NULL, 1);
  InflightEvent event = {
    .kind = INFLIGHT_EVENT_SETTLED,
    .state = error != NULL ? INFLIGHT_TASK_STATE_FAILED : INFLIGHT_TASK_STATE_SUCCEEDED,
    .stamp_us = SECOND + 40 * MS,
  };
  InflightEvent waiting = {
    .kind = INFLIGHT_EVENT_STATE,
    .state = INFLIGHT_TASK_STATE_WAITING,
    .stamp_us = SECOND + 10 * MS,
  };

  job = inflight_task_launch (task, SECOND);
  inflight_task_apply (task, &waiting, 1);
  event.result = g_new0 (InflightResult, 1);
  event.result->elapsed_us = 30 * MS;
  event.result->exchange = exchange;
  event.result->error = error;
  inflight_task_apply (task, &event, 2);
  inflight_waterfall_set_task (INFLIGHT_WATERFALL (self->widget), task);

  return task;
}

static InflightExchange *
new_exchange (InflightExchange *previous)
{
  InflightExchange *exchange = inflight_exchange_new (previous, 1);

  exchange->timings = (InflightTimings) {
    .fetch_start_us = SECOND + 10 * MS,
    .domain_lookup_start_us = SECOND + 10 * MS,
    .domain_lookup_end_us = SECOND + 12 * MS,
    .connect_start_us = SECOND + 12 * MS,
    .secure_connection_start_us = SECOND + 15 * MS,
    .connect_end_us = SECOND + 20 * MS,
    .request_start_us = SECOND + 20 * MS,
    .request_end_us = SECOND + 20 * MS + 100,
    .response_start_us = SECOND + 35 * MS,
    .response_end_us = SECOND + 40 * MS,
  };

  return exchange;
}

/* The axis */

static void
count_cb (InflightTimeAxis *axis,
          GParamSpec       *pspec,
          guint            *n_times)
{
  (*n_times)++;
}

/* It grows by steps, not with every frame, and never far beyond what it shows. */
static void
test_axis_grows (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (&self->virtual, "never");
  guint n_times = 0;

  g_signal_connect (self->axis, "notify::serial", G_CALLBACK (count_cb), &n_times);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 50 * MS);

  for (guint i = 1; i <= 1000; i++)
    {
      gint64 extent_us;

      inflight_time_axis_update (self->axis, SECOND + i * 10 * MS);
      extent_us = inflight_time_axis_get_extent_us (self->axis);
      g_assert_cmpint (extent_us, >=, i * 10 * MS);
      g_assert_cmpint (extent_us, <=, MAX (50 * MS, i * 10 * MS * 14 / 10));
    }

  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 10 * SECOND);
  g_assert_cmpuint (n_times, >, 10);
  g_assert_cmpuint (n_times, <, 30);
}

/* When all has settled it stays as it is; it is told by the batch. */
static void
test_axis_settles (Fixture       *self,
                   gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (&self->virtual, "ok?at=90");

  fake_run_until (&self->virtual, SECOND + 100 * MS);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);
  fake_run_until (&self->virtual, 100 * SECOND);
  inflight_time_axis_update (self->axis, 100 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);
}

/* What is run again later begins where the axis does. */
static void
test_axis_runs (Fixture       *self,
                gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (&self->virtual, "ok?at=90");
  g_autoptr (InflightTask) later = NULL;

  fake_run_until (&self->virtual, 60 * SECOND);
  later = virtual_network_fetch (&self->virtual, "ok?at=90");
  fake_run_until (&self->virtual, 61 * SECOND);

  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);
  g_assert_cmpint (inflight_time_axis_get_origin_us (self->axis, SECOND), ==, SECOND);
  g_assert_cmpint (inflight_time_axis_get_origin_us (self->axis, 60 * SECOND), ==, 60 * SECOND);
}

/* What hangs does not make all others short, nor when it is given up. */
static void
test_axis_cut (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_options_set_deadline_us (self->virtual.options, 30 * SECOND);
  tasks = virtual_network_launch (&self->virtual, "never", "never", "ok?at=90", NULL);
  fake_run_until (&self->virtual, SECOND + 20 * MS);
  inflight_time_axis_update (self->axis, SECOND + 20 * MS);
  fake_run_until (&self->virtual, 20 * SECOND);
  inflight_time_axis_update (self->axis, 20 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);

  virtual_network_cancel (&self->virtual, g_ptr_array_index (tasks, 0));
  fake_run_until (&self->virtual, 60 * SECOND);
  g_assert_cmpuint (inflight_batch_get_n_pending (self->virtual.batch), ==, 0);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);
}

/* Where all was given up there is nothing else to go by; until something ends. */
static void
test_axis_given_up (Fixture       *self,
                    gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) later = NULL;

  inflight_options_set_deadline_us (self->virtual.options, 8 * SECOND);
  task = virtual_network_fetch (&self->virtual, "never");
  fake_run_until (&self->virtual, 60 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 8 * SECOND);

  later = virtual_network_fetch (&self->virtual, "ok?at=90");
  fake_run_until (&self->virtual, 61 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);
}

/* It is as long as what is there: what took longest is gone when it is run again. */
static void
test_axis_again (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) more = NULL;

  inflight_options_set_deadline_us (self->virtual.options, 30 * SECOND);
  tasks = virtual_network_launch (&self->virtual, "never", "never", NULL);
  fake_run_until (&self->virtual, 60 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 30 * SECOND);

  again = inflight_batch_retry (self->virtual.batch, tasks);
  inflight_network_launch (self->virtual.network, again);
  fake_run_until (&self->virtual, 61 * SECOND + 850 * MS);
  virtual_network_cancel (&self->virtual, g_ptr_array_index (again, 0));
  fake_run_until (&self->virtual, 61 * SECOND + 860 * MS);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 2 * SECOND);

  more = virtual_network_launch (&self->virtual, "ok?at=100", NULL);
  fake_run_until (&self->virtual, 70 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 2 * SECOND);
}

static void
test_axis_removed (Fixture       *self,
                   gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (&self->virtual, "ok?at=90",
                                                        "ok?at=8000", NULL);
  g_autoptr (GPtrArray) slow = g_ptr_array_new ();
  InflightRemoval *removal;

  fake_run_until (&self->virtual, 10 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 8 * SECOND);

  g_ptr_array_add (slow, g_ptr_array_index (tasks, 1));
  removal = inflight_batch_remove (self->virtual.batch, slow);
  fake_run_until (&self->virtual, 11 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 100 * MS);

  inflight_removal_undo (removal);
  fake_run_until (&self->virtual, 12 * SECOND);
  g_assert_cmpint (inflight_time_axis_get_extent_us (self->axis), ==, 8 * SECOND);
}

static void
test_axis_steps (void)
{
  g_assert_cmpint (inflight_time_axis_choose_step (3 * SECOND, 1), ==, 5 * SECOND);
  g_assert_cmpint (inflight_time_axis_choose_step (3 * SECOND, 3), ==, SECOND);
  g_assert_cmpint (inflight_time_axis_choose_step (3 * SECOND, 6), ==, SECOND / 2);
  g_assert_cmpint (inflight_time_axis_choose_step (0, 6), ==, 1);
}

/* Bars */

static void
test_empty (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (&self->virtual, "ok", NULL);
  g_autoptr (GPtrArray) without = draw (self->widget, WIDTH);
  g_autoptr (GPtrArray) ready = NULL;

  g_assert_cmpuint (without->len, ==, 0);
  inflight_waterfall_set_task (INFLIGHT_WATERFALL (self->widget), g_ptr_array_index (tasks, 0));
  ready = draw (self->widget, WIDTH);
  g_assert_cmpuint (ready->len, ==, 0);
}

/* The queue, and the phases in their colours, those too short to be seen left
 * out; from the last to the first. */
static void
test_phases (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_settled (self, new_exchange (NULL), NULL);
  g_autoptr (GPtrArray) nodes = draw (self->widget, WIDTH);
  InflightPhaseColors colors;

  inflight_phase_colors_load (&colors, self->widget);
  g_assert_cmpuint (nodes->len, ==, 6);
  assert_span (nodes, 0, 0, 80, 2);
  assert_color (nodes, 0, &colors.track);
  assert_span (nodes, 1, 70, 80, 8);
  assert_color (nodes, 1, &colors.phases[INFLIGHT_PHASE_RECEIVE]);
  assert_span (nodes, 2, 40, 70, 8);
  assert_color (nodes, 2, &colors.phases[INFLIGHT_PHASE_WAIT]);
  assert_span (nodes, 3, 30, 40, 8);
  assert_color (nodes, 3, &colors.phases[INFLIGHT_PHASE_SECURE]);
  assert_span (nodes, 4, 24, 30, 8);
  assert_color (nodes, 4, &colors.phases[INFLIGHT_PHASE_CONNECT]);
  assert_span (nodes, 5, 20, 24, 8);
  assert_color (nodes, 5, &colors.phases[INFLIGHT_PHASE_LOOKUP]);
}

static void
test_mirrored (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_settled (self, new_exchange (NULL), NULL);
  g_autoptr (GPtrArray) nodes = NULL;

  gtk_widget_set_direction (self->widget, GTK_TEXT_DIR_RTL);
  nodes = draw (self->widget, WIDTH);
  assert_span (nodes, 0, 20, 100, 2);
  assert_span (nodes, 1, 20, 30, 8);
  assert_span (nodes, 5, 76, 80, 8);
}

/* One that failed has a high cap, and its last phase lasts until then. */
static void
test_failed (Fixture       *self,
             gconstpointer  user_data)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  InflightPhaseColors colors;

  exchange->timings.connect_start_us = SECOND + 10 * MS;
  exchange->timings.fetch_end_us = SECOND + 40 * MS;
  task = new_settled (self, exchange, g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_REFUSED, "no"));
  nodes = draw (self->widget, WIDTH);
  inflight_phase_colors_load (&colors, self->widget);

  g_assert_cmpuint (nodes->len, ==, 3);
  assert_span (nodes, 1, 20, 80, 8);
  assert_color (nodes, 1, &colors.phases[INFLIGHT_PHASE_CONNECT]);
  assert_span (nodes, 2, 77, 80, 16);
  assert_color (nodes, 2, &colors.failed);
}

/* What broke off in an attempt before the last is drawn, too, until that ended. */
static void
test_tried_again (Fixture       *self,
                  gconstpointer  user_data)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  exchange->timings.connect_start_us = SECOND + 10 * MS;
  exchange->timings.connect_end_us = SECOND + 15 * MS;
  exchange->timings.request_start_us = SECOND + 15 * MS;
  exchange->timings.fetch_end_us = SECOND + 25 * MS;
  exchange = inflight_exchange_new (exchange, 2);
  exchange->timings.request_end_us = SECOND + 30 * MS;
  exchange->timings.response_start_us = SECOND + 40 * MS;
  exchange->timings.response_end_us = SECOND + 40 * MS;
  task = new_settled (self, exchange, NULL);
  nodes = draw (self->widget, WIDTH);

  g_assert_cmpuint (nodes->len, ==, 4);
  assert_span (nodes, 1, 60, 80, 8);
  assert_span (nodes, 2, 30, 50, 8);
  assert_span (nodes, 3, 20, 30, 8);
}

/* However many exchanges there are, there is at most one node a pixel; all of
 * them together can be seen even if none of them could. */
static void
test_merged (Fixture       *self,
             gconstpointer  user_data)
{
  InflightExchange *exchange = NULL;
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      exchange = inflight_exchange_new (exchange, i + 1);
      exchange->timings.request_start_us = SECOND + 20 * MS + i * 2;
      exchange->timings.request_end_us = SECOND + 20 * MS + i * 2 + 1;
      exchange->timings.response_start_us = SECOND + 20 * MS + i * 2 + 2;
      exchange->timings.response_end_us = SECOND + 20 * MS + i * 2 + 2;
    }

  task = new_settled (self, exchange, NULL);
  nodes = draw (self->widget, WIDTH);
  g_assert_cmpuint (nodes->len, <=, 1 + 5);
  g_clear_pointer (&nodes, g_ptr_array_unref);

  nodes = draw (self->widget, 10);
  g_assert_cmpuint (nodes->len, ==, 2);
  assert_span (nodes, 1, 4, 6, 8);
}

/* One at the very end stays within bounds. */
static void
test_end (Fixture       *self,
          gconstpointer  user_data)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  exchange->timings.connect_start_us = SECOND + 90 * MS;
  exchange->timings.connect_end_us = SECOND + 90 * MS;
  task = new_settled (self, exchange, NULL);
  nodes = draw (self->widget, WIDTH);
  assert_span (nodes, 1, 98, 100, 8);
}

/* What is under way */

static void
test_under_way (Fixture       *self,
                gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (&self->virtual, "ok?at=45&head=20");
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) receiving = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  InflightPhaseColors colors;

  inflight_waterfall_set_task (INFLIGHT_WATERFALL (self->widget), task);
  inflight_phase_colors_load (&colors, self->widget);
  fake_run_until (&self->virtual, SECOND + 10 * MS);
  waiting = draw (self->widget, WIDTH);
  g_assert_cmpuint (waiting->len, ==, 2);
  assert_span (waiting, 1, 0, 20, 8);
  assert_color (waiting, 1, &colors.phases[INFLIGHT_PHASE_WAIT]);

  fake_run_until (&self->virtual, SECOND + 30 * MS);
  receiving = draw (self->widget, WIDTH);
  assert_span (receiving, 1, 0, 60, 8);
  assert_color (receiving, 1, &colors.phases[INFLIGHT_PHASE_RECEIVE]);

  fake_run_until (&self->virtual, SECOND + 90 * MS);
  settled = draw (self->widget, WIDTH);
  assert_span (settled, 1, 0, 90, 8);
}

/* It runs out of the axis in dashes, and then looks the same for ever. */
static void
test_cut (Fixture       *self,
          gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (&self->virtual, "never", "ok?at=40", NULL);
  InflightWaterfall *waterfall = INFLIGHT_WATERFALL (self->widget);
  g_autoptr (GPtrArray) within = NULL;
  g_autoptr (GPtrArray) beyond = NULL;

  inflight_waterfall_set_task (waterfall, g_ptr_array_index (tasks, 0));
  fake_run_until (&self->virtual, SECOND + 45 * MS);
  within = draw (self->widget, WIDTH);
  g_assert_cmpuint (within->len, ==, 2);
  assert_span (within, 1, 0, 90, 8);
  g_assert_cmpint (inflight_waterfall_get_lasts_us (waterfall), ==, MS / 2);

  fake_run_until (&self->virtual, 20 * SECOND);
  beyond = draw (self->widget, WIDTH);
  g_assert_cmpuint (beyond->len, ==, 6);
  assert_span (beyond, 3, 0, 92, 8);
  assert_span (beyond, 4, 94, 96, 8);
  assert_span (beyond, 5, 98, 100, 8);
  g_assert_cmpint (inflight_waterfall_get_lasts_us (waterfall), ==, 0);
}

static guint n_refreshes;

static void
refresh_cb (GtkWidget *cell)
{
  n_refreshes++;
  inflight_task_cell_refresh (cell);
}

/* What had run out of the axis goes on when that grows, with nothing else to wake
 * it up. */
static void
test_outgrown (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (&self->virtual, "never", "ok?at=40",
                                                        "ok?at=3000", NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gtk_label_new (NULL);
  InflightRefresher *refresher = inflight_refresher_new (view, refresh_cb);
  GtkWidget *cell = NULL;

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  fake_run_until (&self->virtual, SECOND + 200 * MS);

  cell = inflight_task_cell_new (INFLIGHT_COLUMN_WATERFALL, refresher, self->axis);
  g_object_ref_sink (cell);
  n_refreshes = 0;
  inflight_task_cell_set_task (INFLIGHT_TASK_CELL (cell), g_ptr_array_index (tasks, 0));
  ui_await (n_refreshes == 1);

  fake_run_until (&self->virtual, 5 * SECOND);
  ui_await (n_refreshes == 2);

  inflight_task_cell_set_task (INFLIGHT_TASK_CELL (cell), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (cell);
  g_assert_finalize_object (refresher);
}

static void
test_tooltip (Fixture       *self,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_settled (self, new_exchange (NULL), NULL);
  g_autofree char *phases = inflight_words_phases (task);
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (self->widget, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_true (shown);
  g_assert_true (gtk_widget_get_has_tooltip (self->widget));
  g_assert_nonnull (strstr (phases, "TLS handshake: 5 ms"));
  g_object_unref (tooltip);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (&self->virtual, "never?cancel=10",
                                                        "never", NULL);
  InflightTask *task = g_ptr_array_index (tasks, 0);
  g_autoptr (GPtrArray) cancelling = NULL;
  g_autoptr (GPtrArray) cancelled = NULL;

  inflight_network_set_caps (self->virtual.network, 1, 1);
  fake_run_until (&self->virtual, SECOND + 10 * MS);
  virtual_network_cancel (&self->virtual, task);
  inflight_waterfall_set_task (INFLIGHT_WATERFALL (self->widget), task);
  cancelling = draw (self->widget, WIDTH);
  g_assert_cmpuint (cancelling->len, ==, 2);
  assert_span (cancelling, 1, 0, 20, 4);

  fake_run_until (&self->virtual, SECOND + 30 * MS);
  cancelled = draw (self->widget, WIDTH);
  g_assert_cmpuint (cancelled->len, ==, 3);
  assert_span (cancelled, 1, 0, 40, 4);
  assert_span (cancelled, 2, 38, 40, 8);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  inflight_engine_init ();

  WATERFALL_ADD ("/ui/time-axis/grows", test_axis_grows);
  WATERFALL_ADD ("/ui/time-axis/settles", test_axis_settles);
  WATERFALL_ADD ("/ui/time-axis/runs", test_axis_runs);
  WATERFALL_ADD ("/ui/time-axis/cut", test_axis_cut);
  WATERFALL_ADD ("/ui/time-axis/given-up", test_axis_given_up);
  WATERFALL_ADD ("/ui/time-axis/again", test_axis_again);
  WATERFALL_ADD ("/ui/time-axis/removed", test_axis_removed);
  g_test_add_func ("/ui/time-axis/steps", test_axis_steps);
  WATERFALL_ADD ("/ui/waterfall/empty", test_empty);
  WATERFALL_ADD ("/ui/waterfall/phases", test_phases);
  WATERFALL_ADD ("/ui/waterfall/mirrored", test_mirrored);
  WATERFALL_ADD ("/ui/waterfall/failed", test_failed);
  WATERFALL_ADD ("/ui/waterfall/tried-again", test_tried_again);
  WATERFALL_ADD ("/ui/waterfall/merged", test_merged);
  WATERFALL_ADD ("/ui/waterfall/end", test_end);
  WATERFALL_ADD ("/ui/waterfall/under-way", test_under_way);
  WATERFALL_ADD ("/ui/waterfall/cut", test_cut);
  WATERFALL_ADD ("/ui/waterfall/outgrown", test_outgrown);
  WATERFALL_ADD ("/ui/waterfall/tooltip", test_tooltip);
  WATERFALL_ADD ("/ui/waterfall/cancelled", test_cancelled);

  return g_test_run ();
}
