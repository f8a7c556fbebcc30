/* inflight-window-attention.c: what a window tells those who look elsewhere
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-alert.h"
#include "inflight-attention.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

static G_DEFINE_QUARK (inflight-window-attention, attention)

static InflightAttention *
get_attention (InflightWindow *self)
{
  return g_object_get_qdata (G_OBJECT (self), attention_quark ());
}

static void
announcement_cb (InflightAttention *attention,
                 GParamSpec        *pspec,
                 InflightWindow    *self)
{
  g_autofree char *text = NULL;
  guint number;

  g_assert (INFLIGHT_IS_WINDOW (self));

  if (inflight_window_get_batch (self) == NULL)
    return;

  inflight_window_show_summary (self);
  if (inflight_attention_get_announcement (attention) == NULL)
    return;

  number = inflight_attention_get_announced (attention);
  /* Translators: the number of a wait; why it returned is on its card */
  text = g_strdup_printf (_("Wait %u returned"), number);
  inflight_window_offer_wait (self, number, text);
}

/**
 * inflight_window_add_attention:
 * @self: a window that the application knows, with its waits
 * @offline: what shows that there is no network
 *
 * Has the window say when waits return, and when there is no network.
 */
void
inflight_window_add_attention (InflightWindow *self,
                               GtkInfoBar     *offline)
{
  InflightServices *services = inflight_window_get_services (self);
  InflightAttention *attention = inflight_attention_new (GTK_APPLICATION_WINDOW (self),
                                                         inflight_window_get_waits (self));

  g_object_set_qdata_full (G_OBJECT (self), attention_quark (), attention, g_object_unref);
  g_signal_connect_object (attention, "notify::announcement",
                           G_CALLBACK (announcement_cb), self, 0);
  g_object_bind_property (inflight_services_get_connectivity (services), "offline",
                          offline, "revealed", G_BINDING_SYNC_CREATE);
}

/**
 * inflight_window_end_attention:
 * @self: a window that closes
 */
void
inflight_window_end_attention (InflightWindow *self)
{
  g_object_set_qdata (G_OBJECT (self), attention_quark (), NULL);
  inflight_power_set_busy (inflight_services_get_power (inflight_window_get_services (self)),
                           self, FALSE);
}

/**
 * inflight_window_report_busy:
 * @self: a window whose batch changed
 *
 * Keeps the computer awake while tasks are in flight.
 */
void
inflight_window_report_busy (InflightWindow *self)
{
  inflight_power_set_busy (inflight_services_get_power (inflight_window_get_services (self)),
                           self, inflight_window_get_n_in_flight (self) > 0);
}

/**
 * inflight_window_dup_summary:
 * @self: a window
 *
 * Returns: (transfer full): how the batch stands; for a while after a wait returned
 *   its outcome comes first, and with nothing left to change it is all that is said
 */
char *
inflight_window_dup_summary (InflightWindow *self)
{
  InflightBatch *batch = inflight_window_get_batch (self);
  g_autofree char *summary = inflight_words_summary (batch);
  InflightAttention *attention = get_attention (self);
  const char *announcement = NULL;

  if (attention != NULL)
    announcement = inflight_attention_get_announcement (attention);

  if (announcement == NULL)
    return g_steal_pointer (&summary);

  if (inflight_batch_get_n_pending (batch) == 0)
    return g_strdup (announcement);

  /* Translators: the sentence why a wait returned, with the numbers of then, and how
   * the tasks stand now: “Returned after 1.32 s: 1 of 2 done. Now: 1 of 2 done” */
  return g_strdup_printf (C_("outcome, summary", "%s Now: %s"), announcement, summary);
}

/* The text may come from outside. */
void
inflight_window_complain (InflightWindow *self,
                          const char     *title,
                          const char     *text)
{
  GtkWidget *alert = inflight_alert_new (title, text);

  inflight_alert_add_response (alert, "close", _("_Close"));
  inflight_alert_present (alert, GTK_WINDOW (self));
}
