/* inflight-alert.c: a few words that want an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-alert.h"

#include "inflight-accessible.h"
#include "inflight-capabilities.h"

/**
 * inflight_alert_get_type:
 *
 * Returns: the type of all dialogs made here: parts of their window where libadwaita
 *   has such, windows of their own otherwise
 */
GType
inflight_alert_get_type (void)
{
#if INFLIGHT_HAS_ALERT_DIALOG
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return ADW_TYPE_ALERT_DIALOG;
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return ADW_TYPE_MESSAGE_DIALOG;
#endif
}

/**
 * inflight_alert_new:
 * @heading: what it is about
 * @body: (nullable): more of it, which may come from outside
 *
 * Makes a dialog. Whatever its type, it has the signal “response” and, to be set as
 * properties, “heading”, “body”, “default-response” and “close-response”. It goes by
 * itself once there was a response.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
inflight_alert_new (const char *heading,
                    const char *body)
{
  return g_object_new (INFLIGHT_TYPE_ALERT,
                       "heading", heading,
                       "body", body != NULL ? body : "",
                       NULL);
}

/**
 * inflight_alert_add_response:
 * @alert: a dialog
 * @id: what the signal says
 * @label: what the button says, with a mnemonic
 */
void
inflight_alert_add_response (GtkWidget  *alert,
                             const char *id,
                             const char *label)
{
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (alert, INFLIGHT_TYPE_ALERT));

#if INFLIGHT_HAS_ALERT_DIALOG
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), id, label);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (alert), id, label);
#endif
}

/**
 * inflight_alert_add_destruction:
 * @alert: a dialog
 * @id: what the signal says
 * @label: what the button says, with a mnemonic
 *
 * Adds a response after which something is lost.
 */
void
inflight_alert_add_destruction (GtkWidget  *alert,
                                const char *id,
                                const char *label)
{
  inflight_alert_add_response (alert, id, label);

#if INFLIGHT_HAS_ALERT_DIALOG
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), id,
                                            ADW_RESPONSE_DESTRUCTIVE);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (alert), id,
                                              ADW_RESPONSE_DESTRUCTIVE);
#endif
}

#if !INFLIGHT_HAS_ALERT_DIALOG

/* It goes by itself, and must not go with the window before that. */
static void
response_cb (GtkWindow  *dialog,
             const char *response,
             gpointer    user_data)
{
  g_assert (GTK_IS_WINDOW (dialog));

  gtk_window_set_destroy_with_parent (dialog, FALSE);
}

#endif

/**
 * inflight_alert_present:
 * @alert: a dialog
 * @window: the window that it belongs to, each time the same
 *
 * Has it seen, with its window; it may be there already. Closing a window closes what
 * is a part of it first.
 */
void
inflight_alert_present (GtkWidget *alert,
                        GtkWindow *window)
{
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (alert, INFLIGHT_TYPE_ALERT));
  g_return_if_fail (GTK_IS_WINDOW (window));

#if INFLIGHT_HAS_ALERT_DIALOG
  gtk_window_present (window);
  if (gtk_widget_get_root (alert) != NULL)
    return;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (window));
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  if (gtk_window_get_transient_for (GTK_WINDOW (alert)) == NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (alert), window);
      gtk_window_set_destroy_with_parent (GTK_WINDOW (alert), TRUE);
      g_signal_connect (alert, "response", G_CALLBACK (response_cb), NULL);
      inflight_accessible_name_buttons (alert);
    }
  gtk_window_present (GTK_WINDOW (alert));
#endif
}
