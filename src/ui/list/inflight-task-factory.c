/* inflight-task-factory.c: the cells of a column of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-factory.h"

#include "inflight-row.h"

/* What the cells of a column are made with. */
typedef struct
{
  InflightColumn        column;
  InflightRefresher    *refresher;
  InflightTimeAxis     *axis;
  InflightTaskMenuFunc  show_menu;
} Making;

static void
making_free (gpointer  data,
             GClosure *closure)
{
  Making *self = data;

  g_object_unref (self->refresher);
  g_object_unref (self->axis);
  g_free (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  Making *making = user_data;
  GtkWidget *cell;

  cell = inflight_task_cell_new (making->column, making->refresher, making->axis);
  g_object_set_data (G_OBJECT (cell), "item", item);
  inflight_task_menu_listen (cell, making->show_menu);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  InflightTaskCell *cell = INFLIGHT_TASK_CELL (gtk_list_item_get_child (item));
  InflightRow *row = gtk_list_item_get_item (item);

  inflight_row_add_cell (row, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  InflightTaskCell *cell = INFLIGHT_TASK_CELL (gtk_list_item_get_child (item));

  inflight_row_remove_cell (gtk_list_item_get_item (item), cell);
}

/**
 * inflight_task_factory_new:
 * @column: a column
 * @refresher: what has the cells show what changed
 * @axis: what bars are drawn to
 * @show_menu: shows the menu of a row, given one of its cells
 *
 * Returns: (transfer full): what makes the cells of that column
 */
GtkListItemFactory *
inflight_task_factory_new (InflightColumn        column,
                           InflightRefresher    *refresher,
                           InflightTimeAxis     *axis,
                           InflightTaskMenuFunc  show_menu)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Making *making = g_new (Making, 1);

  *making = (Making) { column, g_object_ref (refresher), g_object_ref (axis), show_menu };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), making, making_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}

/**
 * inflight_task_factory_find_cell:
 * @widget: a row of the list, or a part of it
 *
 * Returns: (transfer none) (nullable): the first cell in it
 */
InflightTaskCell *
inflight_task_factory_find_cell (GtkWidget *widget)
{
  InflightTaskCell *found = NULL;

  if (INFLIGHT_IS_TASK_CELL (widget))
    return INFLIGHT_TASK_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = inflight_task_factory_find_cell (child);

  return found;
}

/**
 * inflight_task_factory_get_position:
 * @cell: a cell
 *
 * Returns: the place of its row in the list
 */
guint
inflight_task_factory_get_position (InflightTaskCell *cell)
{
  return gtk_list_item_get_position (g_object_get_data (G_OBJECT (cell), "item"));
}
