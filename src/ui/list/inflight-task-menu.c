/* inflight-task-menu.c: what can be done with the tasks of a row
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-menu.h"

#include "inflight-accessible.h"

#include <glib/gi18n.h>

static void
append_section (GMenu      *menu,
                const char *const labels[],
                const char *const actions[])
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (int i = 0; labels[i] != NULL; i++)
    g_menu_append (section, _(labels[i]), actions[i]);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* In GTK 4.8 the focus is nowhere when a menu has been closed, and the row that
 * was pressed stays so: the menu has taken the release. */
static void
closed_cb (GtkWidget *menu,
           gpointer   user_data)
{
  g_autoptr (GtkWidget) at = g_object_steal_data (G_OBJECT (menu), "at");
  GtkWidget *parent = gtk_widget_get_parent (menu);
  GtkWidget *row = NULL;

  for (GtkWidget *widget = at;
       widget != NULL && widget != parent;
       widget = gtk_widget_get_parent (widget))
    {
      gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_ACTIVE);
      if (row == NULL && gtk_widget_get_focusable (widget))
        row = widget;
    }

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
ask_for_menu (GtkGesture *gesture,
              double      x,
              double      y)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  InflightTaskMenuFunc func = g_object_get_data (G_OBJECT (gesture), "func");

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  func (widget, x, y);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  ask_for_menu (GTK_GESTURE (gesture), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 gpointer             user_data)
{
  ask_for_menu (GTK_GESTURE (gesture), x, y);
}

static void
add_gesture (GtkWidget            *widget,
             GtkGesture           *gesture,
             InflightTaskMenuFunc  func)
{
  g_object_set_data (G_OBJECT (gesture), "func", func);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (gesture));
}

/**
 * inflight_task_menu_listen:
 * @widget: a widget that is being made
 * @func: shows the menu
 *
 * Has a press of the secondary button, or a long one of a finger, ask for a menu.
 */
void
inflight_task_menu_listen (GtkWidget            *widget,
                           InflightTaskMenuFunc  func)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  add_gesture (widget, click, func);

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), NULL);
  add_gesture (widget, long_press, func);
}

/**
 * inflight_task_menu_new:
 *
 * Returns: (transfer floating): a menu about the selected tasks
 */
GtkWidget *
inflight_task_menu_new (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  append_section (menu,
                  (const char *[]) { N_("Show _Details"), N_("Only This _Host"), NULL },
                  (const char *[]) { "win.details", "win.only-host" });
  append_section (menu,
                  (const char *[]) { N_("_Wait for This"), N_("_Cancel"), N_("_Try Now"),
                                     N_("_Retry"), N_("Re_move"), NULL },
                  (const char *[]) { "win.wait-for-this", "win.cancel-selected", "win.try-now",
                                     "win.retry", "win.remove" });
  append_section (menu,
                  (const char *[]) { N_("Add to _Selection"), N_("Select A_ll"), NULL },
                  (const char *[]) { "win.extend-selection", "win.select-all" });
  append_section (menu,
                  (const char *[]) { N_("Copy _Addresses"), N_("Copy as c_URL"),
                                     N_("Open in _Browser"), NULL },
                  (const char *[]) { "win.copy-addresses", "win.copy-curl",
                                     "win.open-in-browser" });

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  inflight_accessible_name_menus (popover);

  return popover;
}

/**
 * inflight_task_menu_popup:
 * @menu: a menu that has a parent
 * @at: a widget inside of that parent
 * @x: where in @at, in pixels
 * @y: where in @at, in pixels
 *
 * Shows the menu there. The row there has the focus when it is closed.
 */
void
inflight_task_menu_popup (GtkWidget *menu,
                          GtkWidget *at,
                          double     x,
                          double     y)
{
  GtkWidget *parent = gtk_widget_get_parent (menu);
  graphene_point_t point;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (!gtk_widget_compute_point (at, parent, &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  place.x = point.x;
  place.y = point.y;
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &place);
  g_object_set_data_full (G_OBJECT (menu), "at", g_object_ref (at), g_object_unref);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/**
 * inflight_task_menu_get_at:
 * @menu: a menu
 *
 * Returns: (transfer none) (nullable): the widget that it is shown at, while it is
 */
GtkWidget *
inflight_task_menu_get_at (GtkWidget *menu)
{
  return g_object_get_data (G_OBJECT (menu), "at");
}
