/* inflight-settings.c: preferences, also where their schema is missing
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-settings.h"

#include "inflight-batch.h"
#include "inflight-words.h"

/**
 * InflightSettings:
 *
 * The preferences. Where the schema is not installed the defaults hold, because
 * g_settings_new() would end the program.
 */
struct _InflightSettings
{
  GObject    parent_instance;

  GSettings *store;
};

G_DEFINE_FINAL_TYPE (InflightSettings, inflight_settings, G_TYPE_OBJECT)

static void
inflight_settings_finalize (GObject *object)
{
  InflightSettings *self = INFLIGHT_SETTINGS (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (inflight_settings_parent_class)->finalize (object);
}

static void
inflight_settings_class_init (InflightSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_settings_finalize;
}

/* One that another version has installed may lack some. */
static gboolean
has_every_key (GSettingsSchema *schema)
{
  static const char *const keys[] = {
    "max-in-flight", "per-host", "interval", "timeout", "run-deadline", "retries",
    "max-redirects", "max-body-mib", "error-policy", "then", "finished-order", "kept-mib", "proxy",
    "transport", "http-version",
    "accept-every-certificate", "allow-private", "inhibit-suspend",
    "window-width", "window-height", "window-maximized",
    "columns", "sort-by", "sort-descending",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return FALSE;

  return TRUE;
}

static void
inflight_settings_init (InflightSettings *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  if (schema != NULL && has_every_key (schema))
    self->store = g_settings_new_full (schema, NULL, NULL);
}

/**
 * inflight_settings_new:
 *
 * Returns: (transfer full): the preferences
 */
InflightSettings *
inflight_settings_new (void)
{
  return g_object_new (INFLIGHT_TYPE_SETTINGS, NULL);
}

/**
 * inflight_settings_get_store:
 * @self: the preferences
 *
 * Returns: (transfer none) (nullable): where they are kept; %NULL if the schema
 *   is not installed
 */
GSettings *
inflight_settings_get_store (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), NULL);

  return self->store;
}

/**
 * inflight_settings_get_max_in_flight:
 * @self: the preferences
 *
 * Returns: most tasks in flight at once
 */
guint
inflight_settings_get_max_in_flight (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), INFLIGHT_DEFAULT_MAX_IN_FLIGHT);

  return self->store != NULL ? g_settings_get_uint (self->store, "max-in-flight")
                             : INFLIGHT_DEFAULT_MAX_IN_FLIGHT;
}

/**
 * inflight_settings_get_per_host:
 * @self: the preferences
 *
 * Returns: most tasks in flight to one origin
 */
guint
inflight_settings_get_per_host (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), INFLIGHT_DEFAULT_PER_HOST);

  return self->store != NULL ? g_settings_get_uint (self->store, "per-host")
                             : INFLIGHT_DEFAULT_PER_HOST;
}

/**
 * inflight_settings_get_interval_us:
 * @self: the preferences
 *
 * Returns: the least time between two requests begun at one host, in
 *   microseconds; 0 for none
 */
gint64
inflight_settings_get_interval_us (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), 0);

  return self->store != NULL
    ? inflight_us_from_seconds (g_settings_get_double (self->store, "interval"))
    : 0;
}

/**
 * inflight_settings_dup_proxy:
 * @self: the preferences
 *
 * Returns: (transfer full) (nullable): the proxy, see
 *   inflight_network_set_proxy(); %NULL for what the system is set to
 */
char *
inflight_settings_dup_proxy (InflightSettings *self)
{
  g_autofree char *proxy = NULL;

  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), NULL);

  if (self->store == NULL)
    return NULL;

  proxy = g_settings_get_string (self->store, "proxy");

  return *proxy != '\0' ? g_steal_pointer (&proxy) : NULL;
}

static gboolean
get_choice (InflightSettings *self,
            const char       *key,
            GType             type,
            int              *value)
{
  g_autofree char *nick = NULL;

  if (self->store == NULL)
    return FALSE;

  nick = g_settings_get_string (self->store, key);

  return inflight_enum_from_nick (type, nick, value);
}

/**
 * inflight_settings_get_transport:
 * @self: the preferences
 * @kind: (out): an #InflightTransportKind
 *
 * Returns: whether the preferences say what carries out requests, and this program
 *   was built with it
 */
gboolean
inflight_settings_get_transport (InflightSettings *self,
                                 int              *kind)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), FALSE);

  return get_choice (self, "transport", INFLIGHT_TYPE_TRANSPORT_KIND, kind) &&
         inflight_transport_kind_is_built_in (*kind);
}

/**
 * inflight_settings_get_http_version:
 * @self: the preferences
 * @version: (out): an #InflightHttpVersion
 *
 * Returns: whether the preferences say which version of HTTP is used
 */
gboolean
inflight_settings_get_http_version (InflightSettings *self,
                                    int              *version)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), FALSE);

  return get_choice (self, "http-version", INFLIGHT_TYPE_HTTP_VERSION, version);
}

/**
 * inflight_settings_get_kept_bytes:
 * @self: the preferences
 *
 * Returns: how much of the bodies that arrived is kept in a window, in bytes
 */
gsize
inflight_settings_get_kept_bytes (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), INFLIGHT_DEFAULT_KEPT_BYTES);

  return self->store != NULL ? (gsize) g_settings_get_uint (self->store, "kept-mib") << 20
                             : INFLIGHT_DEFAULT_KEPT_BYTES;
}

/**
 * inflight_settings_get_then:
 * @self: the preferences
 *
 * Returns: the aftermath that a new window begins with
 */
InflightThen
inflight_settings_get_then (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), INFLIGHT_THEN_LEAVE);

  return self->store != NULL ? (InflightThen) g_settings_get_enum (self->store, "then")
                             : INFLIGHT_THEN_LEAVE;
}

/**
 * inflight_settings_get_input_order:
 * @self: the preferences
 *
 * Returns: whether a new window lists finished tasks in input order
 */
gboolean
inflight_settings_get_input_order (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), FALSE);

  return self->store != NULL && g_settings_get_enum (self->store, "finished-order") != 0;
}

/**
 * inflight_settings_get_inhibit_suspend:
 * @self: the preferences
 *
 * Returns: whether the computer is kept awake while tasks are in flight
 */
gboolean
inflight_settings_get_inhibit_suspend (InflightSettings *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), TRUE);

  return self->store == NULL || g_settings_get_boolean (self->store, "inhibit-suspend");
}

/**
 * inflight_settings_make_options:
 * @self: the preferences
 *
 * Returns: (transfer full): the options that new requests have in common
 */
InflightOptions *
inflight_settings_make_options (InflightSettings *self)
{
  InflightOptions *options = inflight_options_new ();

  g_return_val_if_fail (INFLIGHT_IS_SETTINGS (self), options);

  if (self->store == NULL)
    return options;

  inflight_options_set_deadline_us (
    options, inflight_us_from_seconds (g_settings_get_double (self->store, "timeout")));
  inflight_options_set_run_deadline_us (
    options, inflight_us_from_seconds (g_settings_get_double (self->store, "run-deadline")));
  inflight_options_set_max_retries (options, g_settings_get_uint (self->store, "retries"));
  inflight_options_set_max_redirects (options,
                                      g_settings_get_uint (self->store, "max-redirects"));
  inflight_options_set_limit_bytes (
    options, (guint64) g_settings_get_uint (self->store, "max-body-mib") << 20);
  inflight_options_set_insecure (options, g_settings_get_boolean (self->store,
                                                                  "accept-every-certificate"));
  inflight_options_set_allows_private (options, g_settings_get_boolean (self->store,
                                                                        "allow-private"));
  inflight_options_set_error_policy (options,
                                     g_settings_get_enum (self->store, "error-policy"));

  return options;
}
