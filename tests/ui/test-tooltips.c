/* test-tooltips.c: tooltips that make room for what is opened
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-cell.h"
#include "inflight-task-list-private.h"
#include "ui-fixture.h"
#include "ui-views.h"

#define ROOT(self) GTK_WIDGET ((self)->window)

/* The first there that is shown and has one. */
static GtkWidget *
find_with_tooltip (GtkWidget *root,
                   GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_has_tooltip (root) &&
      gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_with_tooltip (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_button (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *button;

  ui_add (self, FALSE, "ok", NULL);
  ui_await ((button = find_with_tooltip (ROOT (self), GTK_TYPE_MENU_BUTTON)) != NULL);
  for (int i = 0; i < 2; i++)
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      ui_await (!gtk_widget_get_has_tooltip (button));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      ui_await (gtk_widget_get_has_tooltip (button));
    }
}

static GtkWidget *
find_open_menu (UiFixture *self)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (self->window));

  for (GtkWidget *child = gtk_widget_get_first_child (list);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_mapped (child))
      return child;

  return NULL;
}

/* What its menu points to is a row, and not what the menu belongs to. */
static void
test_row (UiFixture     *self,
          gconstpointer  user_data)
{
  GtkWidget *cell;
  GtkWidget *menu;

  ui_add (self, FALSE, "ok", NULL);
  ui_await ((cell = find_with_tooltip (ROOT (self), INFLIGHT_TYPE_TASK_CELL)) != NULL);
  ui_run_frames (ROOT (self), 3);
  inflight_task_list_show_menu (cell, gtk_widget_get_width (cell) / 2.0,
                                gtk_widget_get_height (cell) / 2.0);
  ui_await ((menu = find_open_menu (self)) != NULL);
  g_assert_false (gtk_widget_get_has_tooltip (cell));

  gtk_popover_popdown (GTK_POPOVER (menu));
  ui_await (gtk_widget_get_has_tooltip (cell));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/tooltips/button", test_button);
  UI_ADD ("/ui/tooltips/row", test_row);

  return g_test_run ();
}
