/* inflight-overview.c: what became of a task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-overview.h"

#include "inflight-text.h"
#include "inflight-timing-view.h"
#include "inflight-verbatim.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order in which they are shown. */
typedef enum {
  FACT_STATE,
  FACT_REASON,
  FACT_NOTE,
  FACT_ADDRESS,
  FACT_FINAL_ADDRESS,
  FACT_STATUS,
  FACT_SIZE,
  FACT_TIME,
  FACT_QUEUE,
  FACT_ATTEMPTS,
  FACT_PROTOCOL,
  FACT_CONNECTION,
  FACT_SECURITY,
  FACT_CERTIFICATE,
  FACT_SUBJECT,
  FACT_ISSUER,
  FACT_VALIDITY,
} Fact;

#define N_FACTS (FACT_VALIDITY + 1)

static const char *const fact_names[N_FACTS] = {
  [FACT_STATE] = N_("State"),
  [FACT_REASON] = N_("Reason"),
  [FACT_NOTE] = N_("Note"),
  [FACT_ADDRESS] = N_("Address"),
  [FACT_FINAL_ADDRESS] = N_("Final address"),
  [FACT_STATUS] = N_("Status"),
  [FACT_SIZE] = N_("Size"),
  [FACT_TIME] = N_("Time"),
  [FACT_QUEUE] = N_("In the queue"),
  [FACT_ATTEMPTS] = N_("Attempts"),
  [FACT_PROTOCOL] = N_("Protocol"),
  [FACT_CONNECTION] = N_("Connection"),
  [FACT_SECURITY] = N_("TLS"),
  [FACT_CERTIFICATE] = N_("Certificate"),
  [FACT_SUBJECT] = N_("Certified"),
  [FACT_ISSUER] = N_("Certified by"),
  [FACT_VALIDITY] = N_("Valid"),
};

/**
 * InflightOverview:
 *
 * Title, state, addresses, times and connection of a task, the requests it came
 * to, how long each phase of them took, and what came of it before it was retried.
 * Whatever comes from outside is shown
 * as text.
 */
struct _InflightOverview
{
  GtkWidget           parent_instance;

  /* Template */
  GtkScrolledWindow  *scrolled;
  GtkLabel           *title;
  GtkWidget          *try_now;
  GtkWidget          *preferences;
  GtkGrid            *grid;
  GtkWidget          *steps_box;
  GtkLabel           *steps;
  GtkWidget          *timing_box;
  InflightTimingView *timing;
  GtkWidget          *earlier_box;
  GtkLabel           *earlier;

  GtkLabel           *names[N_FACTS];
  GtkLabel           *facts[N_FACTS];
};

G_DEFINE_FINAL_TYPE (InflightOverview, inflight_overview, GTK_TYPE_WIDGET)

/* A label that has the text already keeps its selection. */
static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (strcmp (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* What most tasks have nothing for is left out then. Takes the text. */
static void
set_fact (InflightOverview *self,
          Fact              fact,
          char             *text)
{
  g_autofree char *owned = text;

  set_label (self->facts[fact], owned != NULL ? owned : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts[fact]), owned != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->names[fact]), owned != NULL);
}

static char *
get_reason (InflightTask *task)
{
  g_autofree char *failure = inflight_words_failure (task);
  g_autofree char *cancelled = inflight_words_cancelled (task);

  if (failure != NULL && cancelled != NULL)
    /* Translators: why a task failed, and that it was cancelled before that */
    return g_strdup_printf (C_("failure; cancellation", "%s; %s"), failure, cancelled);

  return failure != NULL ? g_steal_pointer (&failure) : g_steal_pointer (&cancelled);
}

/* Why it is not under way, with the numbers that were chosen. */
static char *
get_turn (InflightTask    *task,
          InflightNetwork *network)
{
  if (inflight_task_get_state (task) != INFLIGHT_TASK_STATE_QUEUED)
    return NULL;

  return inflight_words_turn (network);
}

/* Of these our own sentence says all there is to say. */
static gboolean
is_told_in_full (const GError *error)
{
  return error->code == INFLIGHT_ERROR_HTTP_STATUS ||
         error->code == INFLIGHT_ERROR_RETRY_LATER ||
         error->code == INFLIGHT_ERROR_RUN_TIMED_OUT ||
         error->code == INFLIGHT_ERROR_RESET ||
         error->code == INFLIGHT_ERROR_CERTIFICATE;
}

/* What libraries and servers said beyond our own sentence. */
static char *
get_reason_in_full (InflightTask *task)
{
  const GError *error = inflight_task_get_error (task);
  g_autofree char *reason = get_reason (task);
  g_autofree char *detail = NULL;

  if (error == NULL || is_told_in_full (error))
    return g_steal_pointer (&reason);

  detail = inflight_text_clean (error->message, -1);
  if (strstr (reason, detail) != NULL)
    return g_steal_pointer (&reason);

  return g_strdup_printf ("%s\n%s", reason, detail);
}

static char *
get_final_address (InflightTask *task)
{
  g_autofree char *address = NULL;

  if (inflight_task_get_n_redirects (task) == 0)
    return NULL;

  address = inflight_task_dup_final_address (task);

  return inflight_text_clean (address, -1);
}

static char *
get_state (InflightTask *task,
           gint64        now_us)
{
  const char *state = inflight_words_state (inflight_task_get_state (task));
  g_autofree char *hold = inflight_words_hold (task, now_us);

  if (hold == NULL)
    return g_strdup (state);

  /* Translators: the state “Held”, and “again in 7 s” */
  return g_strdup_printf (C_("state, hold", "%s, %s"), state, hold);
}

static char *
get_certificate (const InflightExchange *exchange)
{
  g_auto (GStrv) clauses = NULL;

  if (exchange->connection == NULL || exchange->connection->certificate_errors == 0)
    return NULL;

  clauses = inflight_words_certificate (exchange->connection->certificate_errors);

  return g_strjoinv (C_("certificate", "; "), clauses);
}

/* A server may call itself anything. */
static char *
clean_name (const char *name)
{
  return name != NULL ? inflight_text_clean (name, -1) : NULL;
}

static void
show_connection (InflightOverview *self,
                 InflightTask     *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);
  const InflightConnection *connection = exchange != NULL ? exchange->connection : NULL;
  gboolean has = exchange != NULL;

  set_fact (self, FACT_PROTOCOL, has ? g_strdup (exchange->protocol) : NULL);
  set_fact (self, FACT_CONNECTION, has ? inflight_words_connection (exchange) : NULL);
  set_fact (self, FACT_SECURITY, has ? inflight_words_security (exchange) : NULL);
  set_fact (self, FACT_CERTIFICATE, has ? get_certificate (exchange) : NULL);
  set_fact (self, FACT_SUBJECT,
            connection != NULL ? clean_name (connection->certificate_subject) : NULL);
  set_fact (self, FACT_ISSUER,
            connection != NULL ? clean_name (connection->certificate_issuer) : NULL);
  set_fact (self, FACT_VALIDITY, has ? inflight_words_validity (exchange) : NULL);
}

static void
show_requests (InflightOverview *self,
               InflightTask     *task)
{
  g_autofree char *steps = inflight_words_steps (task);

  set_label (self->steps, steps != NULL ? steps : "");
  gtk_widget_set_visible (self->steps_box, steps != NULL);
  inflight_timing_view_set_task (self->timing, task);
  gtk_widget_set_visible (self->timing_box, inflight_task_get_exchange (task) != NULL);
}

static void
show_earlier (InflightOverview *self,
              InflightTask     *task)
{
  g_autofree char *earlier = inflight_words_earlier (task);

  set_label (self->earlier, earlier != NULL ? earlier : "");
  gtk_widget_set_visible (self->earlier_box, earlier != NULL);
}

static void
show_title (InflightOverview *self,
            const char       *title)
{
  set_label (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL);
}

/**
 * inflight_overview_show_task:
 * @self: an overview
 * @task: the task to show
 * @network: where it runs
 *
 * Shows @task as it is now.
 */
void
inflight_overview_show_task (InflightOverview *self,
                             InflightTask     *task,
                             InflightNetwork  *network)
{
  g_autofree char *address = NULL;
  g_autofree char *turn = NULL;
  guint status;
  guint attempts;

  g_return_if_fail (INFLIGHT_IS_OVERVIEW (self));
  g_return_if_fail (INFLIGHT_IS_TASK (task));

  address = inflight_request_dup_display (inflight_task_get_request (task));
  status = inflight_task_get_status (task);
  attempts = inflight_task_get_attempts (task);

  show_title (self, inflight_task_get_title (task));
  gtk_widget_set_visible (self->try_now,
                          inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD);
  turn = get_turn (task, network);
  gtk_widget_set_visible (self->preferences, turn != NULL);
  set_fact (self, FACT_REASON, turn != NULL ? g_steal_pointer (&turn)
                                            : get_reason_in_full (task));
  set_fact (self, FACT_NOTE, inflight_words_marks (task));
  set_fact (self, FACT_ADDRESS, inflight_text_clean (address, -1));
  set_fact (self, FACT_FINAL_ADDRESS, get_final_address (task));
  set_fact (self, FACT_STATUS, status > 0 ? inflight_words_status (status) : NULL);
  set_fact (self, FACT_SIZE,
            status > 0 ? inflight_words_size (inflight_task_get_bytes (task)) : NULL);
  set_fact (self, FACT_ATTEMPTS, attempts > 0 ? g_strdup_printf ("%u", attempts) : NULL);
  set_fact (self, FACT_QUEUE,
            inflight_task_is_settled (task)
              ? inflight_words_duration (inflight_task_get_queued_us (task)) : NULL);
  inflight_overview_show_times (self, task, inflight_network_get_now_us (network));
  show_connection (self, task);
  show_requests (self, task);
  show_earlier (self, task);
}

/**
 * inflight_overview_show_times:
 * @self: an overview
 * @task: the task that it shows
 * @now_us: the time of its network, in microseconds
 *
 * Shows what changes while time passes.
 */
void
inflight_overview_show_times (InflightOverview *self,
                              InflightTask     *task,
                              gint64            now_us)
{
  gint64 elapsed_us;

  g_return_if_fail (INFLIGHT_IS_OVERVIEW (self));
  g_return_if_fail (INFLIGHT_IS_TASK (task));

  elapsed_us = inflight_task_get_elapsed_us (task, now_us);
  set_fact (self, FACT_STATE, get_state (task, now_us));
  if (elapsed_us == 0)
    set_fact (self, FACT_TIME, NULL);
  else if (inflight_task_is_settled (task))
    set_fact (self, FACT_TIME, inflight_words_duration (elapsed_us));
  else
    set_fact (self, FACT_TIME, inflight_words_elapsed (elapsed_us));
}

/**
 * inflight_overview_scroll_up:
 * @self: an overview
 *
 * Shows its beginning: it is about another task now.
 */
void
inflight_overview_scroll_up (InflightOverview *self)
{
  g_return_if_fail (INFLIGHT_IS_OVERVIEW (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static GtkLabel *
add_label (InflightOverview *self,
           const char       *text,
           int               column,
           int               row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  inflight_verbatim_label (GTK_LABEL (label));
  gtk_widget_set_visible (label, FALSE);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);

  return GTK_LABEL (label);
}

static void
add_facts (InflightOverview *self)
{
  for (int i = 0; i < N_FACTS; i++)
    {
      self->names[i] = add_label (self, _(fact_names[i]), 0, i);
      gtk_widget_add_css_class (GTK_WIDGET (self->names[i]), "dim-label");
      self->facts[i] = add_label (self, "", 1, i);
      gtk_label_set_selectable (self->facts[i], TRUE);
      gtk_widget_set_hexpand (GTK_WIDGET (self->facts[i]), TRUE);
    }

  gtk_widget_add_css_class (GTK_WIDGET (self->facts[FACT_TIME]), "numeric");
}

static void
inflight_overview_dispose (GObject *object)
{
  InflightOverview *self = INFLIGHT_OVERVIEW (object);

  if (self->scrolled != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scrolled));
  self->scrolled = NULL;

  G_OBJECT_CLASS (inflight_overview_parent_class)->dispose (object);
}

static void
inflight_overview_class_init (InflightOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inflight_overview_dispose;

  g_type_ensure (INFLIGHT_TYPE_TIMING_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, scrolled);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, title);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, try_now);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, preferences);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, grid);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, steps_box);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, steps);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, timing_box);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, timing);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, earlier_box);
  gtk_widget_class_bind_template_child (widget_class, InflightOverview, earlier);
}

static void
inflight_overview_init (InflightOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_facts (self);
}
