/* inflight-task-list-follow.c: brings new tasks of the list into view
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-list-private.h"

#include "inflight-growing-slice.h"
#include "inflight-task-factory.h"

/* Whoever went somewhere between the beginning and the end is reading there; where
 * the list was brought by itself does not count. */
static gboolean
is_reading (InflightTaskList *self,
            GtkAdjustment    *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) -
               gtk_adjustment_get_page_size (adjustment);

  return value > 1 && value < end - 1 && value != self->followed_to;
}

static guint
count_rows_in_view (InflightTaskList *self,
                    GtkAdjustment    *adjustment)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  double upper = gtk_adjustment_get_upper (adjustment);

  return upper > 0 ? gtk_adjustment_get_page_size (adjustment) * n_rows / upper : 0;
}

/* The last of the new rows that there is room for together with the first. */
static guint
find_last_to_show (InflightTaskList *self,
                   GtkAdjustment    *adjustment)
{
  guint n_seen = count_rows_in_view (self, adjustment);
  guint n_rows;

  inflight_growing_slice_finish (self->shown);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (self->first_new >= n_rows)
    return GTK_INVALID_LIST_POSITION;

  return MIN (n_rows - 1, self->first_new + MAX (1, n_seen) - 1);
}

static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *frame_clock,
           gpointer       user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (self->first_new != GTK_INVALID_LIST_POSITION)
    {
      self->follow_to = find_last_to_show (self, adjustment);
      self->first_new = GTK_INVALID_LIST_POSITION;
      return G_SOURCE_CONTINUE;
    }

  /* New rows have a place now, without which GTK 4.18 does not get to them. */
  if (self->follow_to != GTK_INVALID_LIST_POSITION)
    {
      inflight_task_list_scroll_to (self, self->follow_to);
      self->follow_to = GTK_INVALID_LIST_POSITION;
      return G_SOURCE_CONTINUE;
    }

  /* The list is where it was brought. */
  self->followed_to = gtk_adjustment_get_value (adjustment);
  self->follow_id = 0;

  return G_SOURCE_REMOVE;
}

/**
 * inflight_task_list_follow:
 * @self: a list to which tasks were added
 * @position: the place of the first of them
 *
 * Brings them into view, in the next frame: as many of them, from the first, as
 * there is room for. Who has scrolled to somewhere in the middle of the list is
 * left there.
 */
void
inflight_task_list_follow (InflightTaskList *self,
                           guint             position)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (position == 0 || is_reading (self, adjustment))
    return;

  self->first_new = position;
  if (self->follow_id == 0)
    self->follow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static gboolean
show_focus_cb (GtkWidget     *widget,
               GdkFrameClock *frame_clock,
               gpointer       user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);
  InflightTaskCell *cell = inflight_task_list_find_current_cell (self);

  if (cell != NULL)
    inflight_task_list_scroll_to (self, inflight_task_factory_get_position (cell));

  return G_SOURCE_REMOVE;
}

static void
focus_entered_cb (GtkEventControllerFocus *controller,
                  InflightTaskList        *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_focus_cb, NULL, NULL);
}

/**
 * inflight_task_list_show_focus:
 * @self: a list that is being made
 *
 * Has the row that Tab leads to be in view: GTK goes back to the one that had the
 * focus before, wherever the list was scrolled since.
 */
void
inflight_task_list_show_focus (InflightTaskList *self)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (controller, "enter", G_CALLBACK (focus_entered_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}
