/* inflight-refresher.c: at most one refresh of a cell a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-refresher.h"

/* How often a time that runs is shown anew. */
#define LIVE_INTERVAL_US (G_USEC_PER_SEC / 10)

/**
 * InflightRefresher:
 *
 * Cells say that what they show has changed, as often as it does; once a frame
 * each of them is refreshed. A live cell shows a time that runs and is refreshed
 * ten times a second. The frame clock is asked for frames only while there is
 * something to do, and a view that is not mapped gets none.
 */
struct _InflightRefresher
{
  GObject              parent_instance;

  /* Borrowed */
  GtkWidget           *view;

  GHashTable          *queued;
  GHashTable          *live;
  InflightRefreshFunc  func;
  guint                tick_id;
  gint64               live_us;
};

G_DEFINE_FINAL_TYPE (InflightRefresher, inflight_refresher, G_TYPE_OBJECT)

static void
view_gone_cb (gpointer  user_data,
              GObject  *view)
{
  InflightRefresher *self = user_data;

  self->view = NULL;
  self->tick_id = 0;
}

static void
inflight_refresher_finalize (GObject *object)
{
  InflightRefresher *self = INFLIGHT_REFRESHER (object);

  if (self->view != NULL)
    {
      if (self->tick_id != 0)
        gtk_widget_remove_tick_callback (self->view, self->tick_id);
      g_object_weak_unref (G_OBJECT (self->view), view_gone_cb, self);
    }

  g_hash_table_unref (self->queued);
  g_hash_table_unref (self->live);

  G_OBJECT_CLASS (inflight_refresher_parent_class)->finalize (object);
}

static void
inflight_refresher_class_init (InflightRefresherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_refresher_finalize;
}

static void
inflight_refresher_init (InflightRefresher *self)
{
  self->queued = g_hash_table_new (NULL, NULL);
  self->live = g_hash_table_new (NULL, NULL);
}

/**
 * inflight_refresher_new:
 * @view: the widget whose frame clock is used
 * @func: refreshes one cell
 *
 * Returns: (transfer full): a refresher
 */
InflightRefresher *
inflight_refresher_new (GtkWidget           *view,
                        InflightRefreshFunc  func)
{
  InflightRefresher *self = g_object_new (INFLIGHT_TYPE_REFRESHER, NULL);

  self->view = view;
  self->func = func;
  g_object_weak_ref (G_OBJECT (view), view_gone_cb, self);

  return self;
}

/* A refresh may queue, forget or make live: the set is emptied first. */
static void
refresh_queued (InflightRefresher *self)
{
  guint n_cells;
  g_autofree gpointer *cells = g_hash_table_get_keys_as_array (self->queued, &n_cells);

  g_hash_table_remove_all (self->queued);
  for (guint i = 0; i < n_cells; i++)
    self->func (cells[i]);
}

static void
queue_live (InflightRefresher *self,
            gint64             now_us)
{
  GHashTableIter iter;
  gpointer cell;

  if (now_us - self->live_us < LIVE_INTERVAL_US)
    return;

  self->live_us = now_us;
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    g_hash_table_add (self->queued, cell);
}

static gboolean
tick_cb (GtkWidget     *view,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightRefresher *self = user_data;

  g_assert (INFLIGHT_IS_REFRESHER (self));

  queue_live (self, gdk_frame_clock_get_frame_time (frame_clock));
  refresh_queued (self);

  if (g_hash_table_size (self->queued) > 0 || g_hash_table_size (self->live) > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
arm (InflightRefresher *self)
{
  if (self->tick_id == 0 && self->view != NULL)
    self->tick_id = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
}

/**
 * inflight_refresher_queue:
 * @self: a refresher
 * @widget: a cell
 *
 * Has @widget refreshed in the next frame.
 */
void
inflight_refresher_queue (InflightRefresher *self,
                          GtkWidget         *widget)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));

  g_hash_table_add (self->queued, widget);
  arm (self);
}

/**
 * inflight_refresher_set_live:
 * @self: a refresher
 * @widget: a cell
 * @live: whether it shows a time that runs
 */
void
inflight_refresher_set_live (InflightRefresher *self,
                             GtkWidget         *widget,
                             gboolean           live)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));

  if (!live)
    {
      g_hash_table_remove (self->live, widget);
      return;
    }

  g_hash_table_add (self->live, widget);
  arm (self);
}

/**
 * inflight_refresher_forget:
 * @self: a refresher
 * @widget: a cell that shows nothing any more
 */
void
inflight_refresher_forget (InflightRefresher *self,
                           GtkWidget         *widget)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));

  g_hash_table_remove (self->queued, widget);
  g_hash_table_remove (self->live, widget);
}
