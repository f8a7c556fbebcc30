/* inflight-preferences.c: the preferences window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-preferences.h"

#include "inflight-proxy.h"

#include <glib/gi18n.h>

/**
 * InflightPreferences:
 *
 * Shows the preferences, each of which holds as soon as it is changed.
 */
struct _InflightPreferences
{
  AdwWindow        parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkWidget       *page;
  GtkSpinButton   *max_in_flight;
  GtkSpinButton   *per_host;
  GtkSpinButton   *interval;
  AdwComboRow     *transport;
  AdwComboRow     *http_version;
  AdwEntryRow     *proxy;
  GtkLabel        *proxy_error;
  GtkSpinButton   *timeout;
  GtkSpinButton   *run_deadline;
  GtkSpinButton   *retries;
  GtkSpinButton   *max_redirects;
  GtkSpinButton   *max_body;
  AdwComboRow     *error_policy;
  GtkSwitch       *accept_any;
  GtkSwitch       *allow_private;
  GtkSpinButton   *kept_mib;
  GtkSwitch       *inhibit;
  AdwComboRow     *then;
  AdwComboRow     *finished_order;

  /* Owned */
  GSettings       *store;
};

G_DEFINE_FINAL_TYPE (InflightPreferences, inflight_preferences, ADW_TYPE_WINDOW)

/* The proxy */

static void
show_proxy_error (InflightPreferences *self,
                  const char          *text)
{
  gtk_label_set_text (self->proxy_error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->proxy_error), text != NULL);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->proxy), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->proxy), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->proxy), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                            : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->proxy),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* What is none is not kept. */
static gboolean
try_proxy (InflightPreferences *self,
           const char          *proxy)
{
  g_autofree char *checked = NULL;

  if (*proxy != '\0')
    checked = inflight_proxy_check (proxy, NULL);

  if (*proxy == '\0' || checked != NULL)
    {
      show_proxy_error (self, NULL);
      return TRUE;
    }

  show_proxy_error (self, _("A proxy is http://host:port, socks5://host:port or direct:// "
                            "for none. The one before stays."));

  return FALSE;
}

static void
proxy_applied_cb (AdwEntryRow         *row,
                  InflightPreferences *self)
{
  g_autofree char *proxy = NULL;

  g_assert (INFLIGHT_IS_PREFERENCES (self));

  proxy = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  if (try_proxy (self, proxy))
    g_settings_set_string (self->store, "proxy", proxy);
}

static void
proxy_changed_cb (GtkEditable         *editable,
                  InflightPreferences *self)
{
  g_assert (INFLIGHT_IS_PREFERENCES (self));

  show_proxy_error (self, NULL);
}

/* It may have been written into the settings by hand. */
static void
show_proxy (InflightPreferences *self)
{
  g_autofree char *proxy = g_settings_get_string (self->store, "proxy");

  gtk_editable_set_text (GTK_EDITABLE (self->proxy), proxy);
  try_proxy (self, proxy);
}

static void
inflight_preferences_dispose (GObject *object)
{
  InflightPreferences *self = INFLIGHT_PREFERENCES (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (inflight_preferences_parent_class)->dispose (object);
}

static void
inflight_preferences_class_init (InflightPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, toasts);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, page);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, max_in_flight);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, per_host);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, interval);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, transport);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, http_version);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, proxy);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, proxy_error);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, timeout);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, run_deadline);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, retries);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, max_redirects);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, max_body);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, error_policy);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, accept_any);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, allow_private);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, kept_mib);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, inhibit);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, then);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, finished_order);
  gtk_widget_class_bind_template_callback (widget_class, proxy_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, proxy_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
inflight_preferences_init (InflightPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The title labels the row as well, in GTK 4.18 both large and small: it would be
   * read twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->proxy),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* The rows of a choice, and what they are called in the store. */
typedef struct
{
  const char *nicks[2];
} Choice;

static const Choice transports = { { "libcurl", "libsoup" } };
static const Choice http_versions = { { "2", "1.1" } };
static const Choice error_policies = { { "status", "network" } };
static const Choice aftermaths = { { "leave", "cancel" } };
static const Choice orders = { { "completion", "input" } };

static gboolean
choice_from_store (GValue   *value,
                   GVariant *variant,
                   gpointer  user_data)
{
  const Choice *choice = user_data;

  g_value_set_uint (value, g_str_equal (g_variant_get_string (variant, NULL),
                                        choice->nicks[1]));

  return TRUE;
}

static GVariant *
choice_to_store (const GValue       *value,
                 const GVariantType *type,
                 gpointer            user_data)
{
  const Choice *choice = user_data;

  return g_variant_new_string (choice->nicks[g_value_get_uint (value) == 1]);
}

static void
bind_choice (GSettings    *store,
             const char   *key,
             AdwComboRow  *row,
             const Choice *choice)
{
  g_settings_bind_with_mapping (store, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                choice_from_store, choice_to_store,
                                (gpointer) choice, NULL);
}

/* Where there is only one, nobody is asked; what was chosen elsewhere stays. */
static void
bind_transport (InflightPreferences *self)
{
  gboolean is_choice = inflight_transport_kind_is_built_in (INFLIGHT_TRANSPORT_KIND_LIBCURL);

  gtk_widget_set_visible (GTK_WIDGET (self->transport), is_choice);
  if (is_choice)
    bind_choice (self->store, "transport", self->transport, &transports);
}

static void
bind_store (InflightPreferences *self)
{
  const struct {
    const char *key;
    gpointer    widget;
    const char *property;
  } rows[] = {
    { "max-in-flight", self->max_in_flight, "value" },
    { "per-host", self->per_host, "value" },
    { "interval", self->interval, "value" },
    { "timeout", self->timeout, "value" },
    { "run-deadline", self->run_deadline, "value" },
    { "retries", self->retries, "value" },
    { "max-redirects", self->max_redirects, "value" },
    { "max-body-mib", self->max_body, "value" },
    { "kept-mib", self->kept_mib, "value" },
    { "accept-every-certificate", self->accept_any, "active" },
    { "allow-private", self->allow_private, "active" },
    { "inhibit-suspend", self->inhibit, "active" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_settings_bind (self->store, rows[i].key, rows[i].widget, rows[i].property,
                     G_SETTINGS_BIND_DEFAULT);

  bind_transport (self);
  bind_choice (self->store, "http-version", self->http_version, &http_versions);
  bind_choice (self->store, "error-policy", self->error_policy, &error_policies);
  bind_choice (self->store, "then", self->then, &aftermaths);
  bind_choice (self->store, "finished-order", self->finished_order, &orders);
}

/**
 * inflight_preferences_new:
 * @parent: the window that asks
 * @settings: the preferences
 *
 * Returns: (transfer full): a window
 */
GtkWidget *
inflight_preferences_new (GtkWindow        *parent,
                          InflightSettings *settings)
{
  InflightPreferences *self = g_object_new (INFLIGHT_TYPE_PREFERENCES,
                                            "transient-for", parent,
                                            "modal", TRUE,
                                            NULL);
  GSettings *store = inflight_settings_get_store (settings);

  if (store == NULL)
    {
      AdwToast *toast = adw_toast_new (_("Preferences are not installed; the defaults hold"));

      gtk_widget_set_sensitive (self->page, FALSE);
      adw_toast_overlay_add_toast (self->toasts, toast);
      return GTK_WIDGET (self);
    }

  self->store = g_object_ref (store);
  bind_store (self);
  show_proxy (self);

  return GTK_WIDGET (self);
}
