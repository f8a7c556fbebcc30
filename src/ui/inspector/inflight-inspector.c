/* inflight-inspector.c: all about one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-inspector.h"

#include "inflight-body-view.h"
#include "inflight-header-list.h"
#include "inflight-overview.h"
#include "inflight-refresher.h"
#include "inflight-request-text.h"
#include "inflight-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_PAGES 4

/**
 * InflightInspector:
 *
 * A task on four pages: what became of it and how long each part took, what was
 * sent, the header of the answer, and its body. It follows the task while it is
 * under way. What does not change is left alone, so that nobody loses the place
 * or the selection.
 */
struct _InflightInspector
{
  GtkWidget           parent_instance;

  /* Template */
  GtkStack           *stack;
  GtkStack           *pages;
  GtkToggleButton    *overview_button;
  GtkToggleButton    *request_button;
  GtkToggleButton    *response_button;
  GtkToggleButton    *body_button;
  InflightOverview   *overview;
  GtkLabel           *request_line;
  InflightHeaderList *request_headers;
  InflightBodyView   *request_body;
  GtkStack           *response;
  GtkLabel           *no_response;
  GtkLabel           *status_line;
  GtkLabel           *header_dropped;
  InflightHeaderList *response_headers;
  InflightBodyView   *body;

  /* Borrowed */
  GtkToggleButton    *buttons[N_PAGES];

  /* Owned */
  InflightRefresher  *refresher;
  InflightTask       *task;
};

/* In the order of their buttons. */
static const char *const page_names[N_PAGES] = { "overview", "request", "response", "body" };

G_DEFINE_FINAL_TYPE (InflightInspector, inflight_inspector, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (strcmp (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* Pages */

static void
page_toggled_cb (GtkToggleButton   *button,
                 InflightInspector *self)
{
  g_assert (INFLIGHT_IS_INSPECTOR (self));

  for (guint i = 0; i < N_PAGES; i++)
    if (self->buttons[i] == button && gtk_toggle_button_get_active (button))
      gtk_stack_set_visible_child_name (self->pages, page_names[i]);
}

/* What was sent */

static void
show_request (InflightInspector *self)
{
  InflightRequest *request = inflight_task_get_request (self->task);
  const InflightOptions *options = inflight_request_get_options (request);
  GBytes *body = inflight_options_get_body (options);
  g_autofree char *address = inflight_request_dup_display (request);
  g_autofree char *clean = inflight_text_clean (address, -1);
  g_autofree char *isolated = inflight_text_isolate (clean);
  g_autofree char *line = NULL;
  g_autofree char *headers = inflight_request_text_dup_headers (request);
  g_autofree char *type = inflight_request_text_dup_field (headers, "Content-Type");

  line = g_strdup_printf ("%s %s", inflight_options_get_method (options), isolated);
  set_label (self->request_line, line);
  inflight_header_list_set_text (self->request_headers, headers);
  gtk_widget_set_visible (GTK_WIDGET (self->request_body), body != NULL);
  if (body != NULL)
    inflight_body_view_set_body (self->request_body, body, type, FALSE, g_bytes_get_size (body),
                                 TRUE);
}

/* The answer */

static void
show_response (InflightInspector *self)
{
  const InflightExchange *exchange = inflight_task_get_exchange (self->task);
  const char *headers = inflight_task_get_headers (self->task);
  guint status = inflight_task_get_status (self->task);
  const char *protocol = exchange != NULL ? exchange->protocol : NULL;
  g_autofree char *line = NULL;

  if (status == 0)
    {
      set_label (self->no_response, inflight_task_is_settled (self->task)
                                      ? _("There was no answer.") : _("There is no answer yet."));
      gtk_stack_set_visible_child_name (self->response, "none");
      return;
    }

  line = g_strdup_printf ("%s %u", protocol != NULL ? protocol : "HTTP", status);
  set_label (self->status_line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->header_dropped),
                          headers == NULL && inflight_task_is_body_dropped (self->task));
  inflight_header_list_set_text (self->response_headers, headers != NULL ? headers : "");
  gtk_stack_set_visible_child_name (self->response, "response");
}

static const char *
get_missing (InflightTask *task)
{
  if (!inflight_task_is_settled (task))
    return _("There is no answer yet.");

  if (inflight_task_is_body_dropped (task))
    return _("The body was let go of to save memory.");

  if (inflight_task_get_status (task) == 0)
    return _("There was no answer.");

  if (g_error_matches (inflight_task_get_error (task), INFLIGHT_ERROR,
                       INFLIGHT_ERROR_TOO_LARGE))
    return _("The body was let go of: it is too large.");

  if (!inflight_task_is_body_whole (task))
    return _("The body did not arrive.");

  return _("The answer has no body.");
}

static void
show_body (InflightInspector *self)
{
  GBytes *body = inflight_task_get_body (self->task);
  const char *headers = inflight_task_get_headers (self->task);
  g_autofree char *type = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0)
    {
      inflight_body_view_set_missing (self->body, get_missing (self->task));
      return;
    }

  type = inflight_request_text_dup_field (headers != NULL ? headers : "", "Content-Type");
  inflight_body_view_set_body (self->body, body, type,
                               inflight_task_get_encoding (self->task) != NULL,
                               inflight_task_get_bytes (self->task),
                               inflight_task_is_body_whole (self->task));
}

/* Following a task */

/* Nobody looks where nothing is shown. */
static void
queue_refresh (InflightInspector *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    inflight_refresher_queue_running (self->refresher, GTK_WIDGET (self), self->task);
}

static void
refresh (GtkWidget *widget)
{
  InflightInspector *self = INFLIGHT_INSPECTOR (widget);

  if (self->task == NULL)
    return;

  inflight_overview_show_times (self->overview, self->task,
                                inflight_refresher_get_now_us (self->refresher));

  /* A body may be let go of at any time. */
  show_body (self);
  queue_refresh (self);
}

static void
show_task (InflightInspector *self)
{
  inflight_overview_show_task (self->overview, self->task,
                               inflight_refresher_get_network (self->refresher));
  show_request (self);
  show_response (self);
  show_body (self);
  queue_refresh (self);
}

static void
task_changed_cb (InflightTask      *task,
                 GParamSpec        *pspec,
                 InflightInspector *self)
{
  g_assert (INFLIGHT_IS_INSPECTOR (self));

  show_task (self);
}

static void
inflight_inspector_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inflight_inspector_parent_class)->map (widget);

  refresh (widget);
}

static void
inflight_inspector_dispose (GObject *object)
{
  InflightInspector *self = INFLIGHT_INSPECTOR (object);

  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, task_changed_cb, self);
  g_clear_object (&self->task);
  g_clear_object (&self->refresher);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (inflight_inspector_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, pages);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, overview_button);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, request_button);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, response_button);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, body_button);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, overview);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, request_line);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, request_headers);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, request_body);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, response);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, no_response);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, status_line);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, header_dropped);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, response_headers);
  gtk_widget_class_bind_template_child (widget_class, InflightInspector, body);
  gtk_widget_class_bind_template_callback (widget_class, page_toggled_cb);
}

static void
inflight_inspector_class_init (InflightInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inflight_inspector_dispose;
  widget_class->map = inflight_inspector_map;

  g_type_ensure (INFLIGHT_TYPE_BODY_VIEW);
  g_type_ensure (INFLIGHT_TYPE_HEADER_LIST);
  g_type_ensure (INFLIGHT_TYPE_OVERVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-inspector.ui");
  bind_children (widget_class);
}

/* So that the four fit into the narrowest window in any language. */
static void
allow_ellipsis (GtkToggleButton *button)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
}

static void
inflight_inspector_init (InflightInspector *self)
{
  GtkToggleButton *buttons[N_PAGES];

  gtk_widget_init_template (GTK_WIDGET (self));

  buttons[0] = self->overview_button;
  buttons[1] = self->request_button;
  buttons[2] = self->response_button;
  buttons[3] = self->body_button;
  for (guint i = 0; i < N_PAGES; i++)
    {
      self->buttons[i] = buttons[i];
      allow_ellipsis (buttons[i]);
    }

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);
}

/**
 * inflight_inspector_set_network:
 * @self: an inspector
 * @network: where the tasks that it shows run
 */
void
inflight_inspector_set_network (InflightInspector *self,
                                InflightNetwork   *network)
{
  g_return_if_fail (INFLIGHT_IS_INSPECTOR (self));

  inflight_refresher_set_network (self->refresher, network);
}

/**
 * inflight_inspector_set_task:
 * @self: an inspector
 * @task: (nullable): what to show
 */
void
inflight_inspector_set_task (InflightInspector *self,
                             InflightTask      *task)
{
  g_return_if_fail (INFLIGHT_IS_INSPECTOR (self));

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
      inflight_overview_scroll_up (self->overview);
    }

  gtk_stack_set_visible_child_name (self->stack, task != NULL ? "task" : "none");
}

/**
 * inflight_inspector_get_task:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): what it shows
 */
InflightTask *
inflight_inspector_get_task (InflightInspector *self)
{
  g_return_val_if_fail (INFLIGHT_IS_INSPECTOR (self), NULL);

  return self->task;
}
