/* inflight-window-inspector.c: what can be done with one task and its answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-file-name.h"
#include "inflight-header-list.h"
#include "inflight-request-text.h"

#include <glib/gi18n.h>
#include <string.h>

static InflightTask *
get_task (InflightWindow *self)
{
  if (!inflight_window_has_page (self))
    return NULL;

  return inflight_inspector_get_task (inflight_window_get_inspector (self));
}

/* Returns: (transfer full): the task that is inspected, whatever is selected */
static GPtrArray *
dup_shown (InflightWindow *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  InflightTask *task = get_task (self);

  if (task != NULL)
    g_ptr_array_add (shown, g_object_ref (task));

  return shown;
}

static void
copy (InflightWindow *self,
      const char     *text,
      const char     *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  inflight_window_toast (self, toast);
}

/* The body */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (object), result, NULL, &error);
  inflight_window_tell_saved (self, _("Body saved"), error);
}

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  InflightWindow  *self)
{
  GBytes *body = g_object_get_data (G_OBJECT (dialog), "body");
  g_autoptr (GFile) file = NULL;

  g_assert (INFLIGHT_IS_WINDOW (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      /* The program does not end before the file is written. */
      g_application_hold (g_application_get_default ());
      g_file_replace_contents_bytes_async (file, body, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                           saved_cb, g_object_ref (self));
    }

  g_object_unref (dialog);
}

static char *
suggest_name (InflightTask *task)
{
  const char *headers = inflight_task_get_headers (task);
  g_autofree char *address = inflight_task_dup_final_address (task);
  g_autofree char *type = NULL;

  type = inflight_request_text_dup_field (headers != NULL ? headers : "", "Content-Type");

  return inflight_file_name_suggest (address, type);
}

static void
save_body_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  InflightTask *task = get_task (INFLIGHT_WINDOW (user_data));
  GBytes *body = task != NULL ? inflight_task_get_body (task) : NULL;
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  /* It may have been let go of since the action was looked at. */
  if (body == NULL)
    {
      inflight_window_toast (INFLIGHT_WINDOW (user_data), _("There is no body to save"));
      return;
    }

  name = suggest_name (task);
  dialog = gtk_file_chooser_native_new (_("Save Body"), GTK_WINDOW (user_data),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "body", g_bytes_ref (body),
                          (GDestroyNotify) g_bytes_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
copy_its_curl_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  InflightTask *task = get_task (INFLIGHT_WINDOW (user_data));

  if (task != NULL)
    inflight_window_copy_command (INFLIGHT_WINDOW (user_data), task);
}

/* The rest */

/* What is in front of the “@” is ours, and other programs can read what a
 * browser is started with. */
static char *
dup_browser_address (InflightTask *task)
{
  return inflight_uri_to_url (inflight_request_peek_uri (inflight_task_get_request (task)));
}

static void
open_in_browser (InflightWindow *self,
                 InflightTask   *task)
{
  g_autofree char *address = task != NULL ? dup_browser_address (task) : NULL;

  if (address != NULL)
    gtk_show_uri (GTK_WINDOW (self), address, GDK_CURRENT_TIME);
}

static void
open_browser_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (InflightTask) task =
    inflight_task_list_get_current (inflight_window_get_task_list (self));

  open_in_browser (self, task);
}

static void
open_it_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  open_in_browser (INFLIGHT_WINDOW (user_data), get_task (INFLIGHT_WINDOW (user_data)));
}

static void
cancel_it_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) shown = dup_shown (self);

  inflight_network_cancel (inflight_window_get_network (self), shown,
                           INFLIGHT_CANCEL_REASON_USER, 0);
}

static void
try_it_now_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) shown = dup_shown (self);

  inflight_network_skip_hold (inflight_window_get_network (self), shown);
}

static void
retry_it_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) shown = dup_shown (self);

  inflight_window_retry (self, shown);
}

static void
copy_value_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  copy (INFLIGHT_WINDOW (user_data), g_variant_get_string (parameter, NULL), _("Value copied"));
}

static void
copy_headers_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  InflightTask *task = get_task (INFLIGHT_WINDOW (user_data));
  const char *headers = task != NULL ? inflight_task_get_headers (task) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (headers == NULL)
    return;

  lines = g_strsplit (headers, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = inflight_header_list_dup_clean (lines[i], strlen (lines[i]));

      if (*clean != '\0')
        g_string_append_printf (text, "%s\n", clean);
    }

  copy (INFLIGHT_WINDOW (user_data), text->str, _("Header copied"));
}

/**
 * inflight_window_add_inspector_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_inspector_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "save-body", .activate = save_body_cb },
    { .name = "copy-headers", .activate = copy_headers_cb },
    { .name = "copy-value", .activate = copy_value_cb, .parameter_type = "s" },
    { .name = "open-in-browser", .activate = open_browser_cb },
    { .name = "copy-its-curl", .activate = copy_its_curl_cb },
    { .name = "open-it", .activate = open_it_cb },
    { .name = "cancel-it", .activate = cancel_it_cb },
    { .name = "try-it-now", .activate = try_it_now_cb },
    { .name = "retry-it", .activate = retry_it_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * inflight_window_update_inspector_actions:
 * @self: a window
 *
 * Has the actions say whether there is something for them to do.
 */
void
inflight_window_update_inspector_actions (InflightWindow *self)
{
  InflightTask *task = get_task (self);
  guint n_selected = inflight_window_get_n_selected (self);
  gboolean settled = task != NULL && inflight_task_is_settled (task);

  inflight_window_enable (self, "save-body",
                          task != NULL && inflight_task_get_body_size (task) > 0);
  inflight_window_enable (self, "copy-headers",
                          task != NULL && inflight_task_get_headers (task) != NULL);
  inflight_window_enable (self, "copy-its-curl", task != NULL);
  inflight_window_enable (self, "open-it", task != NULL);
  inflight_window_enable (self, "cancel-it", task != NULL && !settled);
  inflight_window_enable (self, "retry-it",
                          settled && inflight_batch_contains (inflight_window_get_batch (self),
                                                              task));
  inflight_window_enable (self, "try-it-now",
                          task != NULL &&
                          inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD);
  inflight_window_enable (self, "open-in-browser", n_selected == 1);
  inflight_window_enable (self, "copy-curl", n_selected > 0);
}
