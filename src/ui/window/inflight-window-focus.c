/* inflight-window-focus.c: where the focus goes in a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-focus-keeper.h"

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

/**
 * inflight_window_focus_list:
 * @self: a window in whose list is what a person asked for
 *
 * Has the focus go to the list, or stay in it: not at the toast that offered it, which
 * goes, nor at what stands first on a page that is shown anew.
 */
void
inflight_window_focus_list (InflightWindow *self)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (self));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, list) && gtk_widget_get_mapped (focus))
    return;

  /* That page may not have been yet. */
  inflight_window_update (self);
  gtk_widget_grab_focus (inflight_task_list_get_table (INFLIGHT_TASK_LIST (list)));
}
