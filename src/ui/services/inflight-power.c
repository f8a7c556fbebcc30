/* inflight-power.c: keeps the computer awake while tasks run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-power.h"

#include <glib/gi18n.h>

/**
 * InflightPower:
 *
 * Has the session not suspend the computer by itself as long as any window has
 * tasks in flight and the person wants it so. Logging out and switching users are
 * never in question. It is asked for once, however many windows are busy.
 */
struct _InflightPower
{
  GObject           parent_instance;

  /* Borrowed */
  GtkApplication   *application;

  /* Owned */
  InflightSettings *settings;
  GHashTable       *busy;

  gboolean          inhibiting;
  guint             cookie;
};

G_DEFINE_FINAL_TYPE (InflightPower, inflight_power, G_TYPE_OBJECT)

static void
update (InflightPower *self)
{
  gboolean wanted = g_hash_table_size (self->busy) > 0 &&
                    inflight_settings_get_inhibit_suspend (self->settings);

  if (wanted == self->inhibiting)
    return;

  self->inhibiting = wanted;
  if (wanted)
    /* No cookie: nobody is there who could suspend. */
    self->cookie = gtk_application_inhibit (self->application, NULL,
                                            GTK_APPLICATION_INHIBIT_SUSPEND,
                                            _("Tasks are in flight"));
  else if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);

  if (!wanted)
    self->cookie = 0;
}

static void
setting_changed_cb (GSettings     *store,
                    const char    *key,
                    InflightPower *self)
{
  g_assert (INFLIGHT_IS_POWER (self));

  update (self);
}

static void
inflight_power_dispose (GObject *object)
{
  InflightPower *self = INFLIGHT_POWER (object);

  if (self->settings != NULL)
    {
      g_hash_table_remove_all (self->busy);
      update (self);
    }
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (inflight_power_parent_class)->dispose (object);
}

static void
inflight_power_finalize (GObject *object)
{
  InflightPower *self = INFLIGHT_POWER (object);

  g_hash_table_unref (self->busy);

  G_OBJECT_CLASS (inflight_power_parent_class)->finalize (object);
}

static void
inflight_power_class_init (InflightPowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_power_dispose;
  object_class->finalize = inflight_power_finalize;
}

static void
inflight_power_init (InflightPower *self)
{
  self->busy = g_hash_table_new (NULL, NULL);
}

/**
 * inflight_power_new:
 * @application: (transfer none): the application, which holds what is returned
 * @settings: the preferences
 *
 * Returns: (transfer full): what keeps the computer awake
 */
InflightPower *
inflight_power_new (GtkApplication   *application,
                    InflightSettings *settings)
{
  InflightPower *self = g_object_new (INFLIGHT_TYPE_POWER, NULL);
  GSettings *store = inflight_settings_get_store (settings);

  self->application = application;
  self->settings = g_object_ref (settings);
  if (store != NULL)
    g_signal_connect_object (store, "changed::inhibit-suspend",
                             G_CALLBACK (setting_changed_cb), self, 0);

  return self;
}

/**
 * inflight_power_set_busy:
 * @self: what keeps the computer awake
 * @who: any address that tells the caller from others
 * @busy: whether it has tasks in flight
 */
void
inflight_power_set_busy (InflightPower *self,
                         gpointer       who,
                         gboolean       busy)
{
  g_return_if_fail (INFLIGHT_IS_POWER (self));

  if (busy)
    g_hash_table_add (self->busy, who);
  else
    g_hash_table_remove (self->busy, who);

  update (self);
}

/**
 * inflight_power_is_inhibiting:
 * @self: what keeps the computer awake
 *
 * Returns: whether it does, as far as it can
 */
gboolean
inflight_power_is_inhibiting (InflightPower *self)
{
  g_return_val_if_fail (INFLIGHT_IS_POWER (self), FALSE);

  return self->inhibiting;
}
