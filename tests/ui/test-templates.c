/* test-templates.c: every template can be made, and goes again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"
#include "inflight-body-view.h"
#include "inflight-condition-popover.h"
#include "inflight-finished-list.h"
#include "inflight-header-list.h"
#include "inflight-inspector.h"
#include "inflight-numbers.h"
#include "inflight-overview.h"
#include "inflight-preferences.h"
#include "inflight-refresher.h"
#include "inflight-state-chips.h"
#include "inflight-task-cell.h"
#include "inflight-task-list.h"
#include "inflight-timing-view.h"
#include "inflight-wait-bar.h"
#include "inflight-wait-card.h"
#include "inflight-welcome.h"
#include "ui-fixture.h"

/* A template with a fault is a critical, which is fatal here. */
static void
test_widget (gconstpointer user_data)
{
  GType type = ((GType (*) (void)) user_data) ();
  GtkWidget *widget = g_object_ref_sink (g_object_new (type, NULL));

  g_assert_finalize_object (widget);
}

/* Toplevels are GTK's own until they are destroyed. */
static void
destroy (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cell (void)
{
  GtkWidget *view = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (InflightTimeAxis) axis = inflight_time_axis_new ();

  for (int column = 0; column <= INFLIGHT_COLUMN_SINCE_LAUNCH; column++)
    {
      g_autoptr (InflightRefresher) refresher =
        inflight_refresher_new (view, inflight_task_cell_refresh);
      GtkWidget *cell = g_object_ref_sink (inflight_task_cell_new (column, refresher, axis));

      g_assert_finalize_object (cell);
      g_assert_finalize_object (g_steal_pointer (&refresher));
    }

  g_assert_finalize_object (view);
}

static void
test_card (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (&self->virtual, "ok?at=10", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightWait) wait = NULL;
  GtkWidget *card;

  wait = inflight_wait_new (self->virtual.network, tasks, &condition, NULL, NULL);
  card = g_object_ref_sink (inflight_wait_card_new (self->virtual.network, wait));
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_finalize_object (card);
  g_assert_finalize_object (g_steal_pointer (&wait));
}

static void
test_add_dialog (UiFixture     *self,
                 gconstpointer  user_data)
{
  GtkWidget *dialog = inflight_add_dialog_new (GTK_WINDOW (self->window),
                                               self->virtual.options, NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  destroy (dialog);
}

static void
test_preferences (UiFixture     *self,
                  gconstpointer  user_data)
{
  InflightSettings *settings = inflight_services_get_settings (self->services);
  GtkWidget *preferences;

  g_assert_nonnull (inflight_settings_get_store (settings));
  preferences = inflight_preferences_new (GTK_WINDOW (self->window), settings);
  gtk_window_present (GTK_WINDOW (preferences));
  destroy (preferences);
}

/* A window can be closed with tasks under way and waits not returned. */
static void
test_window (UiFixture     *self,
             gconstpointer  user_data)
{
  InflightWindow *window = inflight_application_make_window (self->app);
  g_autoptr (GPtrArray) requests = NULL;

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  g_ptr_array_add (requests, inflight_request_new ("http://fake/never",
                                                   self->virtual.options, NULL));
  gtk_window_present (GTK_WINDOW (window));
  inflight_window_add_requests (window, requests, TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (window), "wait", g_variant_new_string ("all"));
  fake_run_until (&self->virtual, 10 * MS);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (window == NULL);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    GType (*get_type) (void);
  } widgets[] = {
    { "/ui/templates/body-view", inflight_body_view_get_type },
    { "/ui/templates/condition-popover", inflight_condition_popover_get_type },
    { "/ui/templates/finished-list", inflight_finished_list_get_type },
    { "/ui/templates/header-list", inflight_header_list_get_type },
    { "/ui/templates/inspector", inflight_inspector_get_type },
    { "/ui/templates/numbers", inflight_numbers_get_type },
    { "/ui/templates/overview", inflight_overview_get_type },
    { "/ui/templates/state-chips", inflight_state_chips_get_type },
    { "/ui/templates/task-list", inflight_task_list_get_type },
    { "/ui/templates/timing-view", inflight_timing_view_get_type },
    { "/ui/templates/wait-bar", inflight_wait_bar_get_type },
    { "/ui/templates/welcome", inflight_welcome_get_type },
  };

  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  adw_init ();

  /* The application knows where the icons and the style are. */
  UI_ADD ("/ui/templates/window", test_window);
  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    g_test_add_data_func (widgets[i].path, widgets[i].get_type, test_widget);
  g_test_add_func ("/ui/templates/task-cell", test_cell);
  UI_ADD ("/ui/templates/wait-card", test_card);
  UI_ADD ("/ui/templates/add-dialog", test_add_dialog);
  UI_ADD ("/ui/templates/preferences", test_preferences);

  return g_test_run ();
}
