/* inflight-preferences.c: the preferences window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-preferences.h"

#include <glib/gi18n.h>

/**
 * InflightPreferences:
 *
 * Shows the preferences, each of which holds as soon as it is changed.
 */
struct _InflightPreferences
{
  AdwPreferencesWindow  parent_instance;

  /* Template */
  GtkWidget            *page;
  GtkSpinButton        *max_in_flight;
  GtkSpinButton        *per_host;
  GtkSpinButton        *timeout;
  AdwComboRow          *error_policy;
  AdwComboRow          *then;
  AdwComboRow          *finished_order;
};

G_DEFINE_FINAL_TYPE (InflightPreferences, inflight_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
inflight_preferences_class_init (InflightPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, page);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, max_in_flight);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, per_host);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, timeout);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, error_policy);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, then);
  gtk_widget_class_bind_template_child (widget_class, InflightPreferences, finished_order);
}

static void
inflight_preferences_init (InflightPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The rows of a choice are in the order of the schema's enumeration, whose nicks
 * they are told apart by. */
typedef struct
{
  const char *nicks[2];
} Choice;

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
      adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
      return GTK_WIDGET (self);
    }

  g_settings_bind (store, "max-in-flight", self->max_in_flight, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (store, "per-host", self->per_host, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (store, "timeout", self->timeout, "value", G_SETTINGS_BIND_DEFAULT);
  bind_choice (store, "error-policy", self->error_policy, &error_policies);
  bind_choice (store, "then", self->then, &aftermaths);
  bind_choice (store, "finished-order", self->finished_order, &orders);

  return GTK_WIDGET (self);
}
