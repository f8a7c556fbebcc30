/* inflight-window-focus.c: how Tab goes through a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-focus-keeper.h"

/* Returns: (nullable): the list that a widget is a row of, or in a row of */
static GtkWidget *
find_list (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget))
      return widget;

  return NULL;
}

/* In GTK 4.8 Tab goes from row to row, and nobody gets past 100,000 of them. Rows
 * are for the arrow keys: a list that does not take the focus is left at once. */
static void
move_focus_cb (GtkWidget        *widget,
               GtkDirectionType  direction,
               gpointer          user_data)
{
  GtkWidget *list = find_list (gtk_window_get_focus (GTK_WINDOW (widget)));

  g_assert (INFLIGHT_IS_WINDOW (widget));

  if (list == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return;

  g_signal_stop_emission_by_name (widget, "move-focus");
  gtk_widget_set_can_focus (list, FALSE);
  if (!gtk_widget_child_focus (widget, direction))
    {
      gtk_window_set_focus (GTK_WINDOW (widget), NULL);
      gtk_widget_child_focus (widget, direction);
    }
  gtk_widget_set_can_focus (list, TRUE);
}

/**
 * inflight_window_add_focus:
 * @self: a window that is being made
 *
 * Has Tab go from one part of the window to the next, and the focus never be where
 * nobody sees it.
 */
void
inflight_window_add_focus (InflightWindow *self)
{
  g_signal_connect (self, "move-focus", G_CALLBACK (move_focus_cb), NULL);
  inflight_focus_keeper_attach (GTK_WINDOW (self));
}

/**
 * inflight_window_hand_on_focus:
 * @self: a window
 * @start: its button *Start*
 * @again: its button *Run Again*
 * @menu: the button of its menu *Start and Wait*
 *
 * Has the focus go from each of them, when it goes or is for nothing more, to the
 * one that takes its place, or to the list: not to what stands first in the header
 * bar, which the next press would open.
 */
void
inflight_window_hand_on_focus (InflightWindow *self,
                               GtkWidget      *start,
                               GtkWidget      *again,
                               GtkWidget      *menu)
{
  GtkWidget *table = inflight_task_list_get_table (inflight_window_get_task_list (self));
  GtkWidget *const heirs[] = { start, again, menu, table, NULL };

  for (guint i = 0; heirs[i] != table; i++)
    inflight_focus_keeper_set_heirs (heirs[i], heirs);
}
