/* inflight-window-copy.c: requests and titles as text for the clipboard
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-curl.h"

#include <glib/gi18n.h>

/* What a clipboard is given at the most. */
#define MAX_COPIED_BYTES (64 << 20)

/* How long requests are collected at a stretch, and after how many the clock is
 * asked. */
#define SLICE_US    2500
#define TASKS_A_LOOK 128

/**
 * Copying:
 *
 * A million rows may be selected. Their requests are collected some in each turn
 * of the main loop, which owns the tasks, and written on another thread, which may
 * have requests. Before rows go somewhere else, or go at all, the rest is collected
 * at once: what is copied is what was selected when the key was pressed.
 */
typedef struct
{
  InflightWindow   *window;     /* not held while requests are collected */
  InflightTaskView *tasks;
  GtkBitset        *selected;
  GtkBitsetIter     iter;
  guint             position;
  gboolean          more;
  guint             idle_id;

  gboolean          commands;   /* and not addresses */
  guint             n_toasts;   /* see inflight_window_get_n_toasts() */
  GPtrArray        *requests;
  guint             n_requests;
  GString          *text;
  guint             n_copied;
  gboolean          has_secrets;
} Copying;

static G_DEFINE_QUARK (inflight-window-copying, copying)

static void reorder_cb (InflightTaskView *tasks,
                        InflightWindow   *window);

static void
copying_free (gpointer data)
{
  Copying *self = data;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_func (self->tasks, reorder_cb, self->window);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static Copying *
copying_new (InflightWindow *window,
             gboolean        commands)
{
  Copying *self = g_new0 (Copying, 1);

  self->window = window;
  self->commands = commands;
  self->n_toasts = inflight_window_get_n_toasts (window);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  self->text = g_string_new (NULL);

  return self;
}

/* Writing */

static void
write_request (Copying         *self,
               InflightRequest *request)
{
  g_autofree char *line = self->commands ? inflight_curl_from_request (request)
                                         : inflight_request_dup_display (request);

  g_string_append (self->text, line);
  g_string_append_c (self->text, '\n');
  self->has_secrets |= self->commands && inflight_curl_has_secrets (request);
}

/* On a thread: a hundred thousand commands take a while, and a body is in each. It
 * is also where the requests are let go of. */
static void
write_requests (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Copying *self = task_data;

  self->n_requests = self->requests->len;
  while (self->n_copied < self->n_requests && self->text->len < MAX_COPIED_BYTES)
    write_request (self, g_ptr_array_index (self->requests, self->n_copied++));

  /* One command is no list of lines. */
  if (self->commands && self->n_requests == 1)
    g_string_truncate (self->text, self->text->len - 1);

  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_task_return_boolean (task, TRUE);
}

static char *
word_copied (const Copying *self)
{
  guint n = self->n_copied;

  if (!self->commands && n == self->n_requests)
    return g_strdup (_("Addresses copied"));

  if (!self->commands)
    return g_strdup_printf (ngettext ("Only the first %u address copied",
                                      "Only the first %u addresses copied", n), n);

  if (n < self->n_requests)
    return g_strdup_printf (ngettext ("Only the first %u command copied",
                                      "Only the first %u commands copied", n), n);

  if (self->has_secrets)
    return g_strdup_printf (ngettext ("%u command copied, with credentials",
                                      "%u commands copied, with credentials", n), n);

  return g_strdup_printf (ngettext ("%u command copied", "%u commands copied", n), n);
}

/* What is as it was wanted is no news after something else was done. */
static gboolean
is_told (const Copying  *self,
         InflightWindow *window)
{
  return self->n_toasts == inflight_window_get_n_toasts (window) || self->has_secrets ||
         self->n_copied < self->n_requests;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (InflightWindow) window = INFLIGHT_WINDOW (user_data);
  Copying *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *toast = NULL;

  if (inflight_window_is_closed (window))
    return;

  /* As bytes, which nobody makes a copy of. */
  toast = word_copied (self);
  bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));
  provider = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", bytes);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), provider);
  if (is_told (self, window))
    inflight_window_toast (window, toast);
}

/* Takes what was collected. Not the task holds the window: its last hold may be
 * dropped on the thread. */
static void
start_writing (Copying *self)
{
  g_autoptr (GTask) task = NULL;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_func (self->tasks, reorder_cb, self->window);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->selected, gtk_bitset_unref);

  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self->window));
  g_task_set_source_tag (task, start_writing);
  g_task_set_task_data (task, self, copying_free);
  g_task_run_in_thread (task, write_requests);
}

/* Collecting */

static void
collect (Copying *self,
         gint64   end_us)
{
  while (self->more)
    {
      g_autoptr (InflightTask) task =
        g_list_model_get_item (G_LIST_MODEL (self->tasks), self->position);

      if (task != NULL)
        g_ptr_array_add (self->requests,
                         inflight_request_ref (inflight_task_get_request (task)));

      self->more = gtk_bitset_iter_next (&self->iter, &self->position);
      if (self->requests->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        return;
    }
}

static gboolean
collect_cb (gpointer user_data)
{
  Copying *self = user_data;

  collect (self, g_get_monotonic_time () + SLICE_US);
  if (self->more)
    return G_SOURCE_CONTINUE;

  self->idle_id = 0;
  g_object_steal_qdata (G_OBJECT (self->window), copying_quark ());
  start_writing (self);

  return G_SOURCE_REMOVE;
}

static void
reorder_cb (InflightTaskView *tasks,
            InflightWindow   *window)
{
  g_assert (INFLIGHT_IS_WINDOW (window));

  inflight_window_finish_copying (window);
}

static void
copy_selected (InflightWindow *window,
               gboolean        commands)
{
  InflightTaskList *list = inflight_window_get_task_list (window);
  Copying *self = copying_new (window, commands);

  /* Before anything is connected: letting go of what it was copying disconnects. */
  g_object_set_qdata (G_OBJECT (window), copying_quark (), NULL);

  self->tasks = g_object_ref (inflight_task_list_get_view (list));
  self->selected = inflight_task_list_dup_selection (list);
  self->more = gtk_bitset_iter_init_first (&self->iter, self->selected, &self->position);
  collect (self, g_get_monotonic_time () + SLICE_US);
  if (!self->more)
    {
      start_writing (self);
      return;
    }

  g_signal_connect_object (self->tasks, "reorder", G_CALLBACK (reorder_cb), window, 0);
  self->idle_id = g_idle_add (collect_cb, self);
  g_source_set_name_by_id (self->idle_id, "inflight-copy");
  g_object_set_qdata_full (G_OBJECT (window), copying_quark (), self, copying_free);
}

/**
 * inflight_window_finish_copying:
 * @self: a window some of whose tasks are about to go, or to be somewhere else
 *
 * Collects the rest of what is being copied, if anything is.
 */
void
inflight_window_finish_copying (InflightWindow *self)
{
  Copying *copying = g_object_steal_qdata (G_OBJECT (self), copying_quark ());

  if (copying == NULL)
    return;

  collect (copying, G_MAXINT64);
  start_writing (copying);
}

/**
 * inflight_window_copy_command:
 * @self: a window
 * @task: one of its tasks
 *
 * Copies its request as a command, whatever is selected.
 */
void
inflight_window_copy_command (InflightWindow *self,
                              InflightTask   *task)
{
  Copying *copying = copying_new (self, TRUE);

  g_ptr_array_add (copying->requests, inflight_request_ref (inflight_task_get_request (task)));
  start_writing (copying);
}

static void
copy_addresses_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  copy_selected (INFLIGHT_WINDOW (user_data), FALSE);
}

static void
copy_curl_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  copy_selected (INFLIGHT_WINDOW (user_data), TRUE);
}

/* Titles */

typedef struct
{
  InflightWindow *window;       /* not held: it ends what it does before it goes */
  GString        *text;
  guint           position;
} Titles;

static void
titles_free (gpointer data)
{
  Titles *self = data;

  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
copy_some_titles (gpointer data,
                  gint64   end_us)
{
  Titles *self = data;
  InflightFinishedList *finished = inflight_window_get_finished (self->window);

  if (!inflight_finished_list_add_titles (finished, self->text, &self->position, end_us))
    return FALSE;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)),
                          self->text->str);
  inflight_window_toast (self->window, _("Titles copied"));

  return TRUE;
}

static void
copy_titles_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  Titles *titles = g_new0 (Titles, 1);

  titles->window = INFLIGHT_WINDOW (user_data);
  titles->text = g_string_new (NULL);
  inflight_window_do (titles->window, copy_some_titles, titles, titles_free);
}

/**
 * inflight_window_add_copy_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_copy_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-addresses", .activate = copy_addresses_cb },
    { .name = "copy-curl", .activate = copy_curl_cb },
    { .name = "copy-titles", .activate = copy_titles_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
