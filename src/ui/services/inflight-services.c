/* inflight-services.c: what the windows of the program share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-services.h"

/**
 * InflightServices:
 *
 * What there is once in the program, however many windows it has: the network, which
 * is kept as the preferences want it; these preferences; the practice server, once
 * somebody wants it; what knows whether there is a network; and what keeps the
 * computer awake. The application makes it and hands it down.
 */
struct _InflightServices
{
  GObject               parent_instance;

  InflightNetwork      *network;
  InflightSettings     *settings;
  InflightLab          *lab;
  InflightConnectivity *connectivity;
  InflightPower        *power;
};

G_DEFINE_FINAL_TYPE (InflightServices, inflight_services, G_TYPE_OBJECT)

/* The network as the preferences want it */

static void
apply_caps (InflightServices *self)
{
  inflight_network_set_caps (self->network,
                             inflight_settings_get_max_in_flight (self->settings),
                             inflight_settings_get_per_host (self->settings));
  inflight_network_set_interval (self->network,
                                 inflight_settings_get_interval_us (self->settings));
}

/* What is no proxy was written by somebody else: the preferences refuse it. */
static void
apply_proxy (InflightServices *self)
{
  g_autofree char *proxy = inflight_settings_dup_proxy (self->settings);
  g_autoptr (GError) error = NULL;

  if (proxy == NULL)
    inflight_network_set_desktop_proxy (self->network);
  else if (!inflight_network_set_proxy (self->network, proxy, &error))
    g_message ("The proxy in the settings is passed over: %s", error->message);
}

static void
apply_transport (InflightServices *self)
{
  int value;

  if (inflight_settings_get_transport (self->settings, &value))
    inflight_network_set_transport (self->network, value, NULL);

  if (inflight_settings_get_http_version (self->settings, &value))
    inflight_network_set_http_version (self->network, value);
}

static void
caps_changed_cb (GSettings        *store,
                 const char       *key,
                 InflightServices *self)
{
  g_assert (INFLIGHT_IS_SERVICES (self));

  apply_caps (self);
}

static void
proxy_changed_cb (GSettings        *store,
                  const char       *key,
                  InflightServices *self)
{
  g_assert (INFLIGHT_IS_SERVICES (self));

  apply_proxy (self);
}

static void
transport_changed_cb (GSettings        *store,
                      const char       *key,
                      InflightServices *self)
{
  g_assert (INFLIGHT_IS_SERVICES (self));

  apply_transport (self);
}

static void
follow_settings (InflightServices *self)
{
  GSettings *store = inflight_settings_get_store (self->settings);
  const struct {
    const char *signal;
    GCallback callback;
  } keys[] = {
    { "changed::max-in-flight", G_CALLBACK (caps_changed_cb) },
    { "changed::per-host", G_CALLBACK (caps_changed_cb) },
    { "changed::interval", G_CALLBACK (caps_changed_cb) },
    { "changed::transport", G_CALLBACK (transport_changed_cb) },
    { "changed::http-version", G_CALLBACK (transport_changed_cb) },
    { "changed::proxy", G_CALLBACK (proxy_changed_cb) },
  };

  if (store == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_signal_connect_object (store, keys[i].signal, keys[i].callback, self, 0);
}

static void
connectivity_changed_cb (InflightConnectivity *connectivity,
                         InflightServices     *self)
{
  g_assert (INFLIGHT_IS_SERVICES (self));

  if (self->network != NULL)
    inflight_network_changed (self->network);
}

/* The object */

static void
inflight_services_dispose (GObject *object)
{
  InflightServices *self = INFLIGHT_SERVICES (object);

  g_clear_object (&self->power);
  g_clear_object (&self->connectivity);

  /* Batches that wait for a tick hold the network, and no tick will come. */
  if (self->network != NULL)
    g_object_run_dispose (G_OBJECT (self->network));
  g_clear_object (&self->network);
  g_clear_object (&self->lab);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (inflight_services_parent_class)->dispose (object);
}

static void
inflight_services_class_init (InflightServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_services_dispose;
}

static void
inflight_services_init (InflightServices *self)
{
  self->settings = inflight_settings_new ();
  self->network = inflight_network_new ();
  self->connectivity = inflight_connectivity_new ();
  g_signal_connect_object (self->connectivity, "changed",
                           G_CALLBACK (connectivity_changed_cb), self, 0);

  apply_caps (self);
  apply_proxy (self);
  apply_transport (self);
  follow_settings (self);
}

/**
 * inflight_services_new:
 * @application: the application, which is starting
 *
 * Starts the network.
 *
 * Returns: (transfer full): what its windows share
 */
InflightServices *
inflight_services_new (GtkApplication *application)
{
  InflightServices *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = g_object_new (INFLIGHT_TYPE_SERVICES, NULL);
  self->power = inflight_power_new (application, self->settings);

  return self;
}

/**
 * inflight_services_get_network:
 * @self: what the windows share
 *
 * Returns: (transfer none) (nullable): where all tasks run
 */
InflightNetwork *
inflight_services_get_network (InflightServices *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), NULL);

  return self->network;
}

/**
 * inflight_services_set_network:
 * @self: what the windows share
 * @network: (nullable): where the tasks of windows made from now on shall run
 *
 * For those who want another network than the real one.
 */
void
inflight_services_set_network (InflightServices *self,
                               InflightNetwork  *network)
{
  g_return_if_fail (INFLIGHT_IS_SERVICES (self));
  g_return_if_fail (network == NULL || INFLIGHT_IS_NETWORK (network));

  g_set_object (&self->network, network);
}

/**
 * inflight_services_get_settings:
 * @self: what the windows share
 *
 * Returns: (transfer none): the preferences
 */
InflightSettings *
inflight_services_get_settings (InflightServices *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), NULL);

  return self->settings;
}

/**
 * inflight_services_get_connectivity:
 * @self: what the windows share
 *
 * Returns: (transfer none): what knows whether there is a network
 */
InflightConnectivity *
inflight_services_get_connectivity (InflightServices *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), NULL);

  return self->connectivity;
}

/**
 * inflight_services_get_power:
 * @self: what the windows share
 *
 * Returns: (transfer none): what keeps the computer awake
 */
InflightPower *
inflight_services_get_power (InflightServices *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), NULL);

  return self->power;
}

/**
 * inflight_services_start_lab:
 * @self: what the windows share
 * @error: return location for an error
 *
 * Starts the practice server, unless it is running.
 *
 * Returns: whether it is running now
 */
gboolean
inflight_services_start_lab (InflightServices  *self,
                             GError           **error)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), FALSE);

  if (self->lab == NULL)
    self->lab = inflight_lab_new (0, error);

  return self->lab != NULL;
}

/**
 * inflight_services_get_lab:
 * @self: what the windows share
 *
 * Returns: (nullable): the address of the practice server, if it is running
 */
const char *
inflight_services_get_lab (InflightServices *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (self), NULL);

  return self->lab != NULL ? inflight_lab_get_base_uri (self->lab) : NULL;
}
