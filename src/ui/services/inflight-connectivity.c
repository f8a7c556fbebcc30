/* inflight-connectivity.c: whether there is a network, and when it changes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-connectivity.h"

/* A change of network comes as a dozen small ones. */
#define SETTLED_MS 500

/**
 * InflightConnectivity:
 *
 * Asks the system whether there is a network, and says when it became another one.
 * It asks once there is time: that takes a while, and the first window does not
 * wait for it.
 */
struct _InflightConnectivity
{
  GObject          parent_instance;

  /* Borrowed */
  GNetworkMonitor *monitor;

  guint            begin_id;
  guint            changed_id;
  gboolean         offline;
};

enum {
  PROP_0,
  PROP_OFFLINE,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightConnectivity, inflight_connectivity, G_TYPE_OBJECT)

static void
update (InflightConnectivity *self)
{
  gboolean offline = !g_network_monitor_get_network_available (self->monitor);

  if (offline == self->offline)
    return;

  self->offline = offline;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
}

static gboolean
settled_cb (gpointer user_data)
{
  InflightConnectivity *self = user_data;

  g_assert (INFLIGHT_IS_CONNECTIVITY (self));

  self->changed_id = 0;
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
network_changed_cb (GNetworkMonitor      *monitor,
                    gboolean              available,
                    InflightConnectivity *self)
{
  g_assert (INFLIGHT_IS_CONNECTIVITY (self));

  update (self);

  g_clear_handle_id (&self->changed_id, g_source_remove);
  self->changed_id = g_timeout_add (SETTLED_MS, settled_cb, self);
  g_source_set_name_by_id (self->changed_id, "[inflight] change of network");
}

static gboolean
begin_cb (gpointer user_data)
{
  InflightConnectivity *self = user_data;

  g_assert (INFLIGHT_IS_CONNECTIVITY (self));

  self->begin_id = 0;
  self->monitor = g_network_monitor_get_default ();
  g_signal_connect_object (self->monitor, "network-changed",
                           G_CALLBACK (network_changed_cb), self, 0);
  update (self);

  return G_SOURCE_REMOVE;
}

static void
inflight_connectivity_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  InflightConnectivity *self = INFLIGHT_CONNECTIVITY (object);

  switch (prop_id)
    {
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_connectivity_dispose (GObject *object)
{
  InflightConnectivity *self = INFLIGHT_CONNECTIVITY (object);

  g_clear_handle_id (&self->begin_id, g_source_remove);
  g_clear_handle_id (&self->changed_id, g_source_remove);

  G_OBJECT_CLASS (inflight_connectivity_parent_class)->dispose (object);
}

static void
inflight_connectivity_class_init (InflightConnectivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_connectivity_get_property;
  object_class->dispose = inflight_connectivity_dispose;

  /**
   * InflightConnectivity:offline:
   *
   * Whether nothing but this computer can be reached.
   */
  properties[PROP_OFFLINE] =
    g_param_spec_boolean ("offline", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InflightConnectivity::changed:
   * @self: what knows
   *
   * The computer is connected differently now.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inflight_connectivity_init (InflightConnectivity *self)
{
  self->begin_id = g_idle_add_full (G_PRIORITY_LOW, begin_cb, self, NULL);
  g_source_set_name_by_id (self->begin_id, "[inflight] look for a network");
}

/**
 * inflight_connectivity_new:
 *
 * Returns: (transfer full): what knows, once the program is idle, whether there is
 *   a network
 */
InflightConnectivity *
inflight_connectivity_new (void)
{
  return g_object_new (INFLIGHT_TYPE_CONNECTIVITY, NULL);
}
