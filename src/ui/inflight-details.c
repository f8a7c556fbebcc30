/* inflight-details.c: all about one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-details.h"

#include "inflight-refresher.h"
#include "inflight-text.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anybody reads here, and what a text view lays out without a pause. */
#define SHOWN_BYTES (64 << 10)

/**
 * InflightDetails:
 *
 * Address, status, the whole error, how its requests went, header and the head of
 * the body of a task. It follows the task while it is under way. Whatever comes from outside is
 * shown as text.
 */
struct _InflightDetails
{
  GtkWidget          parent_instance;

  /* Template */
  GtkStack          *stack;
  GtkLabel          *title;
  GtkLabel          *state;
  GtkWidget         *try_now;
  GtkLabel          *reason;
  GtkLabel          *note;
  GtkLabel          *address;
  GtkLabel          *final_address;
  GtkLabel          *status;
  GtkLabel          *size;
  GtkLabel          *elapsed;
  GtkLabel          *steps;
  GtkLabel          *phases;
  GtkLabel          *protocol;
  GtkLabel          *connection;
  GtkLabel          *security;
  GtkLabel          *certificate;
  GtkTextView       *headers;
  GtkTextView       *body;
  GtkLabel          *body_note;

  /* Owned */
  InflightRefresher *refresher;
  InflightTask      *task;
};

G_DEFINE_FINAL_TYPE (InflightDetails, inflight_details, GTK_TYPE_WIDGET)

/* Takes the text. */
static void
set_label (GtkLabel *label,
           char     *text)
{
  g_autofree char *owned = text;

  gtk_label_set_text (label, owned != NULL ? owned : "–");
}

/* A row that most tasks have nothing for is left out then. Takes the text. */
static void
set_label_if (GtkLabel *label,
              char     *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  set_label (label, text);
}

static void
set_text (GtkTextView *view,
          const char  *text,
          gsize        size)
{
  g_autofree char *clean = inflight_text_clean_block (text, size);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), clean, -1);
}

static char *
get_reason (InflightTask *task)
{
  g_autofree char *failure = inflight_words_failure (task);
  g_autofree char *cancelled = inflight_words_cancelled (task);

  if (failure != NULL && cancelled != NULL)
    /* Translators: why a task failed, and that it was cancelled before that */
    return g_strdup_printf (_("%s; %s"), failure, cancelled);

  return failure != NULL ? g_steal_pointer (&failure) : g_steal_pointer (&cancelled);
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
  return g_strdup_printf (_("%s, %s"), state, hold);
}

/* What changes while time passes; nobody looks where nothing is shown. */
static void
show_times (InflightDetails *self)
{
  gint64 now_us = inflight_refresher_get_now_us (self->refresher);
  gint64 elapsed_us = inflight_task_get_elapsed_us (self->task, now_us);

  set_label (self->state, get_state (self->task, now_us));
  set_label (self->elapsed, elapsed_us > 0 ? inflight_words_duration (elapsed_us) : NULL);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    inflight_refresher_queue_running (self->refresher, GTK_WIDGET (self), self->task);
}

static void
refresh (GtkWidget *widget)
{
  InflightDetails *self = INFLIGHT_DETAILS (widget);

  if (self->task != NULL)
    show_times (self);
}

/* How its requests went */

static char *
get_certificate (const InflightExchange *exchange)
{
  g_auto (GStrv) clauses = NULL;

  if (exchange->connection == NULL || exchange->connection->certificate_errors == 0)
    return NULL;

  clauses = inflight_words_certificate (exchange->connection->certificate_errors);

  return g_strjoinv (C_("certificate", "; "), clauses);
}

static void
show_exchange (InflightDetails *self)
{
  const InflightExchange *exchange = inflight_task_get_exchange (self->task);

  set_label_if (self->steps, inflight_words_steps (self->task));
  set_label_if (self->phases, inflight_words_phases (self->task));
  set_label_if (self->protocol, exchange != NULL ? g_strdup (exchange->protocol) : NULL);
  set_label_if (self->connection,
                exchange != NULL ? inflight_words_connection (exchange) : NULL);
  set_label_if (self->security, exchange != NULL ? inflight_words_security (exchange) : NULL);
  set_label_if (self->certificate, exchange != NULL ? get_certificate (exchange) : NULL);
}

/* Why less is shown than arrived. */
static char *
get_body_note (InflightTask *task,
               gsize         n_shown)
{
  guint64 bytes = inflight_task_get_bytes (task);
  g_autofree char *shown = inflight_words_size (n_shown);
  g_autofree char *all = inflight_words_size (bytes);

  if (inflight_task_is_body_dropped (task))
    return g_strdup (_("The body was let go of to save memory."));

  if (n_shown == 0 || n_shown >= bytes)
    return NULL;

  /* Translators: both are sizes */
  return g_strdup_printf (_("The first %s of %s are shown."), shown, all);
}

static void
show_body (InflightDetails *self)
{
  GBytes *body = inflight_task_get_body (self->task);
  gsize n_shown = body != NULL ? MIN (g_bytes_get_size (body), SHOWN_BYTES) : 0;
  g_autofree char *note = get_body_note (self->task, n_shown);

  set_text (self->body, n_shown > 0 ? g_bytes_get_data (body, NULL) : "", n_shown);
  gtk_label_set_text (self->body_note, note != NULL ? note : "");
}

static void
show_task (InflightDetails *self)
{
  InflightTask *task = self->task;
  const char *headers = inflight_task_get_headers (task);
  g_autofree char *address = inflight_request_dup_display (inflight_task_get_request (task));
  guint status = inflight_task_get_status (task);

  set_label (self->title, g_strdup (inflight_task_get_title (task)));
  gtk_widget_set_visible (GTK_WIDGET (self->title), inflight_task_get_title (task) != NULL);
  gtk_widget_set_visible (self->try_now,
                          inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD);
  set_label_if (self->note, inflight_words_marks (task));
  set_label_if (self->reason, get_reason_in_full (task));
  set_label (self->address, inflight_text_clean (address, -1));
  set_label_if (self->final_address, get_final_address (task));
  set_label (self->status, status > 0 ? g_strdup_printf ("%u", status) : NULL);
  set_label (self->size, status > 0 ? inflight_words_size (inflight_task_get_bytes (task))
                                    : NULL);
  show_times (self);
  show_exchange (self);
  set_text (self->headers, headers != NULL ? headers : "",
            headers != NULL ? strlen (headers) : 0);
  show_body (self);
}

static void
task_changed_cb (InflightTask    *task,
                 GParamSpec      *pspec,
                 InflightDetails *self)
{
  g_assert (INFLIGHT_IS_DETAILS (self));

  show_task (self);
}

static void
inflight_details_dispose (GObject *object)
{
  InflightDetails *self = INFLIGHT_DETAILS (object);

  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, task_changed_cb, self);
  g_clear_object (&self->task);
  g_clear_object (&self->refresher);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (inflight_details_parent_class)->dispose (object);
}

static void
inflight_details_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inflight_details_parent_class)->map (widget);

  refresh (widget);
}

static void
inflight_details_class_init (InflightDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_details_dispose;
  widget_class->map = inflight_details_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-details.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, title);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, state);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, try_now);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, reason);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, note);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, address);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, final_address);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, status);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, size);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, elapsed);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, steps);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, phases);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, protocol);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, connection);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, security);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, certificate);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, headers);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, body);
  gtk_widget_class_bind_template_child (widget_class, InflightDetails, body_note);
}

static void
inflight_details_init (InflightDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);
}

/**
 * inflight_details_set_network:
 * @self: a pane
 * @network: where the tasks that it shows run
 */
void
inflight_details_set_network (InflightDetails *self,
                              InflightNetwork *network)
{
  g_return_if_fail (INFLIGHT_IS_DETAILS (self));

  inflight_refresher_set_network (self->refresher, network);
}

/**
 * inflight_details_set_task:
 * @self: a pane
 * @task: (nullable): what to show
 */
void
inflight_details_set_task (InflightDetails *self,
                           InflightTask    *task)
{
  g_return_if_fail (INFLIGHT_IS_DETAILS (self));

  if (self->task == task)
    return;

  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, task_changed_cb, self);

  inflight_refresher_forget (self->refresher, GTK_WIDGET (self));
  g_set_object (&self->task, task);

  if (task != NULL)
    {
      g_signal_connect_object (task, "notify::state", G_CALLBACK (task_changed_cb), self, 0);
      show_task (self);
    }

  gtk_stack_set_visible_child_name (self->stack, task != NULL ? "task" : "none");
}
