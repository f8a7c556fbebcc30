/* inflight-refresher.c: at most one refresh of a cell a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-refresher.h"

#include "inflight-words.h"

/* Those that are due between two beats are refreshed at the second, together. */
#define BEAT_US (G_USEC_PER_SEC / 10)

/* How long those are refreshed in a frame that are out of view. */
#define HIDDEN_US 2000

/**
 * InflightRefresher:
 *
 * Cells say that what they show has changed, as often as it does; once a frame
 * each of them is refreshed. One that shows a time that runs says when that is
 * another in words. The frame clock is asked for a frame only then: one that is
 * frozen, because nobody sees the window, is not waited for, and a view that is not
 * mapped does not even ask. What it shows is brought up to date when it is mapped.
 *
 * A list of GTK 4 has some 200 rows, most of them out of view. Those in view come
 * first, the others when there is time.
 */
struct _InflightRefresher
{
  GObject              parent_instance;

  /* Borrowed */
  GtkWidget           *view;

  /* Owned */
  InflightNetwork     *network;
  InflightBatch       *batch;
  GHashTable          *queued;
  GPtrArray           *order;
  GHashTable          *due;

  InflightRefreshFunc  func;
  guint                tick_id;
  guint                wake_id;
  gint64               wake_us;
};

G_DEFINE_FINAL_TYPE (InflightRefresher, inflight_refresher, G_TYPE_OBJECT)

static void
rest (InflightRefresher *self)
{
  if (self->tick_id != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick_id);

  self->tick_id = 0;
  g_clear_handle_id (&self->wake_id, g_source_remove);
}

static void
view_gone_cb (gpointer  user_data,
              GObject  *view)
{
  InflightRefresher *self = user_data;

  self->view = NULL;
  rest (self);
}

static void
inflight_refresher_finalize (GObject *object)
{
  InflightRefresher *self = INFLIGHT_REFRESHER (object);

  rest (self);
  if (self->view != NULL)
    g_object_weak_unref (G_OBJECT (self->view), view_gone_cb, self);
  g_clear_object (&self->network);
  g_clear_object (&self->batch);
  g_hash_table_unref (self->queued);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->due);

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
  self->order = g_ptr_array_new ();
  self->due = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

static void
add (InflightRefresher *self,
     GtkWidget         *widget)
{
  if (g_hash_table_add (self->queued, widget))
    g_ptr_array_add (self->order, widget);
}

/* Cells of a row are queued one after the other, and are all where it is. */
static gboolean
is_in_view (InflightRefresher  *self,
            GtkWidget          *cell,
            GtkWidget         **known_row,
            gboolean           *known)
{
  GtkWidget *parent = gtk_widget_get_parent (cell);
  GtkWidget *row = parent != NULL ? gtk_widget_get_parent (parent) : NULL;
  double y;

  if (row == NULL || cell == self->view)
    return TRUE;

  /* In a column that is not shown. */
  if (!gtk_widget_get_visible (parent))
    return FALSE;

  if (row != *known_row)
    {
      *known_row = row;
      *known = !gtk_widget_translate_coordinates (row, self->view, 0, 0, NULL, &y) ||
               (y < gtk_widget_get_height (self->view) && y + gtk_widget_get_height (row) > 0);
    }

  return *known;
}

/* A refresh may queue and forget: what is refreshed is no longer queued. */
static void
refresh_queued (InflightRefresher *self,
                gboolean           in_view,
                gint64             until_us)
{
  g_autoptr (GPtrArray) order = g_steal_pointer (&self->order);
  GtkWidget *row = NULL;
  gboolean known = FALSE;

  self->order = g_ptr_array_new ();
  for (guint i = 0; i < order->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (order, i);

      if (!g_hash_table_contains (self->queued, cell))
        continue;

      if ((in_view && !is_in_view (self, cell, &row, &known)) ||
          (!in_view && g_get_monotonic_time () > until_us))
        {
          g_ptr_array_add (self->order, cell);
          continue;
        }

      g_hash_table_remove (self->queued, cell);
      self->func (cell);
    }
}

static void
queue_due (InflightRefresher *self,
           gint64             now_us)
{
  GHashTableIter iter;
  gpointer cell;
  gpointer due_us;

  g_hash_table_iter_init (&iter, self->due);
  while (g_hash_table_iter_next (&iter, &cell, &due_us))
    if (*(gint64 *) due_us <= now_us)
      {
        add (self, cell);
        g_hash_table_iter_remove (&iter);
      }
}

static gint64
get_next_us (InflightRefresher *self)
{
  gint64 next_us = G_MAXINT64;
  GHashTableIter iter;
  gpointer due_us;

  g_hash_table_iter_init (&iter, self->due);
  while (g_hash_table_iter_next (&iter, NULL, &due_us))
    next_us = MIN (next_us, *(gint64 *) due_us);

  return next_us;
}

static void arm (InflightRefresher *self);

static gboolean
wake_cb (gpointer user_data)
{
  InflightRefresher *self = user_data;

  g_assert (INFLIGHT_IS_REFRESHER (self));

  self->wake_id = 0;
  arm (self);

  return G_SOURCE_REMOVE;
}

/* Wakes up for the next of those that are due, if there is one. */
static void
sleep_until (InflightRefresher *self,
             gint64             wake_us)
{
  gint64 pause_us = MAX (0, wake_us - g_get_monotonic_time ());

  g_clear_handle_id (&self->wake_id, g_source_remove);
  if (wake_us == G_MAXINT64)
    return;

  self->wake_us = wake_us;
  self->wake_id = g_timeout_add ((pause_us + 999) / 1000, wake_cb, self);
  g_source_set_name_by_id (self->wake_id, "inflight refresher");
}

static gboolean
tick_cb (GtkWidget     *view,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightRefresher *self = user_data;

  g_assert (INFLIGHT_IS_REFRESHER (self));

  queue_due (self, gdk_frame_clock_get_frame_time (frame_clock));
  refresh_queued (self, TRUE, 0);
  refresh_queued (self, FALSE, g_get_monotonic_time () + HIDDEN_US);
  if (g_hash_table_size (self->queued) > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  sleep_until (self, get_next_us (self));

  return G_SOURCE_REMOVE;
}

static void
arm (InflightRefresher *self)
{
  if (self->tick_id != 0 || self->view == NULL || !gtk_widget_get_mapped (self->view))
    return;

  g_clear_handle_id (&self->wake_id, g_source_remove);
  self->tick_id = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
}

static void
mapped_cb (GtkWidget         *view,
           InflightRefresher *self)
{
  g_assert (INFLIGHT_IS_REFRESHER (self));

  if (g_hash_table_size (self->queued) > 0 || g_hash_table_size (self->due) > 0)
    arm (self);
}

static void
unmapped_cb (GtkWidget         *view,
             InflightRefresher *self)
{
  g_assert (INFLIGHT_IS_REFRESHER (self));

  rest (self);
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
  g_signal_connect_object (view, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (view, "unmap", G_CALLBACK (unmapped_cb), self, 0);

  return self;
}

/**
 * inflight_refresher_set_network:
 * @self: a refresher
 * @network: whose clock the times of its tasks are on
 */
void
inflight_refresher_set_network (InflightRefresher *self,
                                InflightNetwork   *network)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));
  g_return_if_fail (INFLIGHT_IS_NETWORK (network));

  g_set_object (&self->network, network);
}

/**
 * inflight_refresher_get_network:
 * @self: a refresher
 *
 * Returns: (transfer none) (nullable): the network that its tasks run on
 */
InflightNetwork *
inflight_refresher_get_network (InflightRefresher *self)
{
  g_return_val_if_fail (INFLIGHT_IS_REFRESHER (self), NULL);

  return self->network;
}

/**
 * inflight_refresher_set_batch:
 * @self: a refresher
 * @batch: of which its tasks are; their times are on the clock of its network
 */
void
inflight_refresher_set_batch (InflightRefresher *self,
                              InflightBatch     *batch)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  g_set_object (&self->batch, batch);
  inflight_refresher_set_network (self, inflight_batch_get_network (batch));
}

/**
 * inflight_refresher_get_shared:
 * @self: a refresher
 *
 * Returns: what the addresses of its batch have in common
 */
InflightShared
inflight_refresher_get_shared (InflightRefresher *self)
{
  g_return_val_if_fail (INFLIGHT_IS_REFRESHER (self), INFLIGHT_SHARED_NOTHING);

  return self->batch != NULL ? inflight_batch_get_shared (self->batch) : INFLIGHT_SHARED_NOTHING;
}

/**
 * inflight_refresher_get_telling:
 * @self: a refresher
 * @task: a task of its batch
 *
 * Returns: which parts of its address tell it from others, see
 *   inflight_batch_get_telling()
 */
guint64
inflight_refresher_get_telling (InflightRefresher *self,
                                InflightTask      *task)
{
  g_return_val_if_fail (INFLIGHT_IS_REFRESHER (self), 0);

  return self->batch != NULL ? inflight_batch_get_telling (self->batch, task) : 0;
}

/**
 * inflight_refresher_get_now_us:
 * @self: a refresher
 *
 * Returns: the time on the clock of its network, in microseconds
 */
gint64
inflight_refresher_get_now_us (InflightRefresher *self)
{
  g_return_val_if_fail (INFLIGHT_IS_REFRESHER (self), 0);

  return self->network != NULL ? inflight_network_get_now_us (self->network)
                               : g_get_monotonic_time ();
}

/**
 * inflight_refresher_queue:
 * @self: a refresher
 * @widget: a cell
 *
 * Has @widget refreshed in the next frame, or soon after if it is out of view.
 */
void
inflight_refresher_queue (InflightRefresher *self,
                          GtkWidget         *widget)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));

  add (self, widget);
  arm (self);
}

/**
 * inflight_refresher_refresh_view:
 * @self: a refresher
 *
 * Refreshes at once what is queued and in view. To be called before the view is
 * drawn: rows that were scrolled into view since the frame began show what they
 * did elsewhere.
 */
void
inflight_refresher_refresh_view (InflightRefresher *self)
{
  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));

  if (g_hash_table_size (self->queued) > 0)
    refresh_queued (self, TRUE, 0);
}

/**
 * inflight_refresher_queue_in:
 * @self: a refresher
 * @widget: a cell that shows a time that runs
 * @delay_us: when it will show something else, in microseconds from now
 *
 * Has @widget refreshed once more then, or a tenth of a second later at most; or
 * sooner, if it had asked for that.
 */
void
inflight_refresher_queue_in (InflightRefresher *self,
                             GtkWidget         *widget,
                             gint64             delay_us)
{
  gint64 due_us = g_get_monotonic_time () + delay_us;
  const gint64 *sooner_us;

  g_return_if_fail (INFLIGHT_IS_REFRESHER (self));
  g_return_if_fail (delay_us > 0);

  due_us = (due_us + BEAT_US - 1) / BEAT_US * BEAT_US;
  sooner_us = g_hash_table_lookup (self->due, widget);
  if (sooner_us != NULL && *sooner_us <= due_us)
    return;

  g_hash_table_replace (self->due, widget, g_memdup2 (&due_us, sizeof due_us));

  /* Who is awake looks for the next one at the end. */
  if (self->tick_id == 0 && self->view != NULL && gtk_widget_get_mapped (self->view) &&
      (self->wake_id == 0 || due_us < self->wake_us))
    sleep_until (self, due_us);
}

/**
 * inflight_refresher_queue_soon:
 * @self: a refresher
 * @widget: a cell that shows what may change at any rate
 *
 * Has @widget refreshed within a tenth of a second, however often it is queued.
 */
void
inflight_refresher_queue_soon (InflightRefresher *self,
                               GtkWidget         *widget)
{
  inflight_refresher_queue_in (self, widget, 1);
}

/**
 * inflight_refresher_queue_running:
 * @self: a refresher
 * @widget: a cell
 * @task: what it shows
 *
 * Has @widget refreshed when a time of @task that runs is another in words: that
 * since it left the queue, or that until it is tried again.
 */
void
inflight_refresher_queue_running (InflightRefresher *self,
                                  GtkWidget         *widget,
                                  InflightTask      *task)
{
  gint64 now_us = inflight_refresher_get_now_us (self);
  gint64 left_us = inflight_task_get_held_until_us (task) - now_us;
  gint64 elapsed_us = inflight_task_get_elapsed_us (task, now_us);

  /* A hold is told in whole seconds, rounded up. */
  if (left_us > 0)
    inflight_refresher_queue_in (self, widget, (left_us - 1) % G_USEC_PER_SEC + 1);
  else if (!inflight_task_is_settled (task) && elapsed_us > 0)
    inflight_refresher_queue_in (self, widget, inflight_words_elapsed_lasts_us (elapsed_us));
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

  /* The order may still have it, and is looked up in what is queued. */
  g_hash_table_remove (self->queued, widget);
  g_hash_table_remove (self->due, widget);
}
