/* test-offline.c: a network that comes and goes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-fixture.h"

#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())

G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

/**
 * FakeMonitor:
 *
 * What GIO takes for the system's opinion.
 */
struct _FakeMonitor
{
  GObject  parent_instance;

  gboolean available;
};

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY
};

static gboolean
fake_monitor_initable_init (GInitable     *initable,
                            GCancellable  *cancellable,
                            GError       **error)
{
  FAKE_MONITOR (initable)->available = TRUE;

  return TRUE;
}

static void
fake_monitor_init_initable (GInitableIface *iface)
{
  iface->init = fake_monitor_initable_init;
}

static void
fake_monitor_init_monitor (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor, fake_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      fake_monitor_init_initable)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                      fake_monitor_init_monitor))

static void
fake_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FakeMonitor *self = FAKE_MONITOR (object);

  if (prop_id == PROP_AVAILABLE)
    g_value_set_boolean (value, self->available);
  else if (prop_id == PROP_METERED)
    g_value_set_boolean (value, FALSE);
  else
    g_value_set_enum (value, self->available ? G_NETWORK_CONNECTIVITY_FULL
                                             : G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
}

static void
set_available (gboolean available)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  g_assert_true (FAKE_IS_MONITOR (monitor));
  FAKE_MONITOR (monitor)->available = available;
  g_signal_emit_by_name (monitor, "network-changed", available);
}

static GtkInfoBar *
get_banner (UiFixture *self)
{
  return GTK_INFO_BAR (ui_find (GTK_WIDGET (self->window), GTK_TYPE_INFO_BAR, NULL));
}

static gboolean
is_looking (void)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  return g_signal_has_handler_pending (monitor,
                                       g_signal_lookup ("network-changed",
                                                        G_OBJECT_TYPE (monitor)),
                                       0, FALSE);
}

static void
test_banner (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_await (is_looking ());
  g_assert_false (gtk_info_bar_get_revealed (get_banner (self)));

  set_available (FALSE);
  g_assert_true (gtk_info_bar_get_revealed (get_banner (self)));
  ui_await (gtk_widget_get_mapped (ui_find (GTK_WIDGET (get_banner (self)), GTK_TYPE_LABEL,
                                            "No network: tasks to other hosts will fail")));

  /* It says so, and stops nobody. */
  ui_add (self, TRUE, "ok?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 1)), ==,
                   INFLIGHT_TASK_STATE_SUCCEEDED);

  set_available (TRUE);
  g_assert_false (gtk_info_bar_get_revealed (get_banner (self)));
}

/* A window that comes later knows. */
static void
test_new_window (UiFixture     *self,
                 gconstpointer  user_data)
{
  InflightWindow *second;
  GtkInfoBar *banner;

  ui_await (is_looking ());
  set_available (FALSE);
  second = inflight_application_make_window (self->app);
  gtk_window_present (GTK_WINDOW (second));
  banner = GTK_INFO_BAR (ui_find (GTK_WIDGET (second), GTK_TYPE_INFO_BAR, NULL));
  g_assert_true (gtk_info_bar_get_revealed (banner));
  gtk_window_destroy (GTK_WINDOW (second));
  set_available (TRUE);
}

static void
changed_cb (InflightConnectivity *connectivity,
            guint                *n_changed)
{
  *n_changed += 1;
}

/* A dozen signals are one change. */
static void
test_changed (UiFixture     *self,
              gconstpointer  user_data)
{
  InflightConnectivity *connectivity = inflight_services_get_connectivity (self->services);
  guint n_changed = 0;
  gulong id;

  ui_await (is_looking ());
  id = g_signal_connect (connectivity, "changed", G_CALLBACK (changed_cb), &n_changed);
  for (guint i = 0; i < 12; i++)
    set_available (i % 2 == 1);

  g_assert_cmpuint (n_changed, ==, 0);
  ui_await (n_changed > 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_signal_handler_disconnect (connectivity, id);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "fake", TRUE);
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME,
                                  FAKE_TYPE_MONITOR, "fake", 100);

  UI_ADD ("/ui/offline/banner", test_banner);
  UI_ADD ("/ui/offline/new-window", test_new_window);
  UI_ADD ("/ui/offline/changed", test_changed);

  return g_test_run ();
}
