/* inflight-window-closing.c: asks before tasks in flight are lost
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-alert.h"

#include <glib/gi18n.h>

static G_DEFINE_QUARK (inflight-closing-question, question)

/* Whether it was while something that it had asked for was done. */
gboolean
inflight_window_is_closed (InflightWindow *self)
{
  return inflight_window_get_batch (self) == NULL;
}

/* Those that wait for a press of Start lose nothing. */
guint
inflight_window_get_n_in_flight (InflightWindow *self)
{
  InflightBatch *batch = inflight_window_get_batch (self);

  if (batch == NULL)
    return 0;

  return inflight_batch_get_n_pending (batch) -
         inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY);
}

void
inflight_window_save (InflightWindow *self)
{
  InflightServices *services = inflight_window_get_services (self);
  GSettings *store = inflight_settings_get_store (inflight_services_get_settings (services));

  if (store != NULL)
    inflight_window_save_view (self, store);
}

static GtkWidget *
ask (InflightWindow *self,
     const char     *heading,
     const char     *body,
     const char     *close)
{
  GtkWidget *question = inflight_alert_new (heading, body);

  inflight_alert_add_response (question, "keep", _("_Keep Open"));
  inflight_alert_add_destruction (question, "close", close);
  g_object_set (question,
                "default-response", "keep",
                "close-response", "keep",
                NULL);
  g_object_set_qdata (G_OBJECT (self), question_quark (), question);
  inflight_alert_present (question, GTK_WINDOW (self));

  return question;
}

/* Asking twice is not asking better. */
static gboolean
is_asking (InflightWindow *self)
{
  GtkWidget *question = g_object_get_qdata (G_OBJECT (self), question_quark ());

  if (question != NULL)
    inflight_alert_present (question, GTK_WINDOW (self));

  return question != NULL;
}

/* The question goes by itself. */
static gboolean
is_consent (InflightWindow *self,
            const char     *response)
{
  g_object_set_qdata (G_OBJECT (self), question_quark (), NULL);

  return g_str_equal (response, "close");
}

static void
finish (InflightWindow *self)
{
  inflight_window_save (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
close_response_cb (GtkWidget      *question,
                   const char     *response,
                   InflightWindow *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  if (is_consent (self, response))
    finish (self);
}

/**
 * inflight_window_asks_before_closing:
 * @self: a window that was asked to close
 *
 * Returns: whether the person is asked first; the window closes later, or not
 */
gboolean
inflight_window_asks_before_closing (InflightWindow *self)
{
  guint n_tasks = inflight_window_get_n_in_flight (self);
  g_autofree char *heading = NULL;
  GtkWidget *question;

  if (n_tasks == 0)
    return FALSE;

  if (is_asking (self))
    return TRUE;

  heading = g_strdup_printf (ngettext ("Close and Cancel %u Task?",
                                       "Close and Cancel %u Tasks?", n_tasks), n_tasks);
  question = ask (self, heading,
                  ngettext ("It is not done yet. What it has brought so far is lost.",
                            "They are not done yet. What they have brought so far is lost.",
                            n_tasks),
                  _("_Close"));
  g_signal_connect_object (question, "response", G_CALLBACK (close_response_cb), self, 0);

  return TRUE;
}

/* All windows */

/* One that closes may take others along. */
static void
close_all (GtkApplication *application,
           gboolean        asked)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (g_list_find (gtk_application_get_windows (application), l->data) == NULL)
        continue;

      if (asked && INFLIGHT_IS_WINDOW (l->data))
        finish (l->data);
      else
        gtk_window_close (l->data);
    }
}

static void
quit_response_cb (GtkWidget      *question,
                  const char     *response,
                  InflightWindow *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  if (is_consent (self, response))
    close_all (gtk_window_get_application (GTK_WINDOW (self)), TRUE);
}

/**
 * inflight_window_close_all:
 * @application: the application
 *
 * Closes every window. If tasks are in flight the person is asked first, once for
 * all of them; until that is answered nothing closes.
 */
void
inflight_window_close_all (GtkApplication *application)
{
  InflightWindow *asking = NULL;
  g_autofree char *heading = NULL;
  GtkWidget *question;
  guint n_windows = 0;
  guint n_tasks = 0;

  /* The list begins with the window that was used last. */
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      guint n = INFLIGHT_IS_WINDOW (l->data) ? inflight_window_get_n_in_flight (l->data) : 0;

      n_windows += INFLIGHT_IS_WINDOW (l->data);
      n_tasks += n;
      if (asking == NULL && n > 0)
        asking = l->data;
    }

  if (n_tasks == 0)
    {
      close_all (application, FALSE);
      return;
    }

  if (n_windows == 1)
    {
      inflight_window_asks_before_closing (asking);
      return;
    }

  if (is_asking (asking))
    return;

  heading = g_strdup_printf (ngettext ("Quit and Cancel %u Task?",
                                       "Quit and Cancel %u Tasks?", n_tasks), n_tasks);
  question = ask (asking, heading, _("All windows are closed. What the tasks in flight have "
                                     "brought so far is lost."),
                  _("_Quit"));
  g_signal_connect_object (question, "response", G_CALLBACK (quit_response_cb), asking, 0);
}
