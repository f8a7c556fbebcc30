/* inflight-window-input.c: every way in which addresses come into a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-add-dialog.h"
#include "inflight-arguments.h"
#include "inflight-focus-keeper.h"
#include "inflight-list-files.h"

#include <glib/gi18n.h>
#include <string.h>

/* The dialog */

static void
added_cb (InflightAddDialog *dialog,
          GPtrArray         *requests,
          gboolean           start,
          InflightWindow    *self)
{
  InflightCondition condition;

  g_assert (INFLIGHT_IS_WINDOW (self));

  if (inflight_add_dialog_get_wait (dialog, &condition))
    inflight_window_add_and_wait (self, requests, &condition);
  else
    inflight_window_add_requests (self, requests, start);
}

static void
undo_cancelled (gpointer data,
                gpointer user_data)
{
  g_autofree char *text = data;

  inflight_window_show_add_dialog (INFLIGHT_WINDOW (user_data), text, NULL);
}

static void
cancelled_cb (InflightAddDialog *dialog,
              const char        *text,
              InflightWindow    *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_window_done (self, _("Adding cancelled"), _("_Undo Cancelling"), undo_cancelled,
                        g_strdup (text), g_free, strlen (text));
}

/**
 * inflight_window_show_add_dialog:
 * @self: a window
 * @text: (nullable): what to begin with
 * @notes: (nullable): what has to be said about @text, which may hold names of
 *   files
 *
 * Asks what to add.
 */
void
inflight_window_show_add_dialog (InflightWindow *self,
                                 const char     *text,
                                 const char     *notes)
{
  InflightServices *services = inflight_window_get_services (self);
  g_autoptr (InflightOptions) options = NULL;
  GtkWidget *dialog;

  options = inflight_settings_make_options (inflight_services_get_settings (services));
  dialog = inflight_add_dialog_new (GTK_WINDOW (self), options,
                                    inflight_services_get_lab (services));
  inflight_add_dialog_set_then (INFLIGHT_ADD_DIALOG (dialog), inflight_window_get_then (self));
  if (text != NULL)
    inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), text);
  if (notes != NULL)
    inflight_add_dialog_set_notes (INFLIGHT_ADD_DIALOG (dialog), notes);

  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, 0);
  g_signal_connect_object (dialog, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  inflight_focus_keeper_attach (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  inflight_window_show_add_dialog (INFLIGHT_WINDOW (user_data), NULL, NULL);
}

/* Files */

static void
files_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  g_autofree char *complaints = NULL;
  g_autofree char *text = inflight_list_files_read_finish (result, &complaints, NULL);

  if (text == NULL || inflight_window_is_closed (self))
    return;

  g_strchomp (complaints);
  if (*text != '\0')
    inflight_window_show_add_dialog (self, text, complaints);
  else
    inflight_window_complain (self, _("The List Could Not Be Read"), complaints);
}

static void
read_files (InflightWindow *self,
            GPtrArray      *files)
{
  if (files->len > 0)
    inflight_list_files_read_async (files, NULL, files_read_cb, g_object_ref (self));
}

static void
read_file_list (InflightWindow *self,
                const GValue   *value)
{
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);

  read_files (self, files);
}

static void
open_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  InflightWindow  *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        g_ptr_array_add (files, g_list_model_get_item (model, i));

      read_files (self, files);
    }

  g_object_unref (dialog);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (_("Open a List"), GTK_WINDOW (user_data),
                                        GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _("_Open"), _("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The clipboard */

static void
text_pasted_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (inflight_window_is_closed (self))
    return;

  if (text != NULL && *text != '\0')
    inflight_window_show_add_dialog (self, text, NULL);
  else
    inflight_window_toast (self, _("There is no text in the clipboard"));
}

static void
paste_text (InflightWindow *self,
            GdkClipboard   *clipboard)
{
  gdk_clipboard_read_text_async (clipboard, NULL, text_pasted_cb, g_object_ref (self));
}

static void
files_pasted_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);

  if (inflight_window_is_closed (self))
    return;

  if (value != NULL)
    read_file_list (self, value);
  else
    paste_text (self, GDK_CLIPBOARD (object));
}

/* Files that were copied have a text form, too: their names, which are no
 * addresses. */
static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_pasted_cb, g_object_ref (self));
  else
    paste_text (self, clipboard);
}

/* Dropping */

static gboolean
dropped_cb (GtkDropTarget  *target,
            const GValue   *value,
            double          x,
            double          y,
            InflightWindow *self)
{
  const char *text;

  g_assert (INFLIGHT_IS_WINDOW (self));

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      read_file_list (self, value);
      return TRUE;
    }

  text = g_value_get_string (value);
  if (text == NULL || *text == '\0')
    return FALSE;

  inflight_window_show_add_dialog (self, text, NULL);

  return TRUE;
}

/* On what the window holds: the theme, and style.css, mark a widget under which
 * something would be dropped. */
static void
add_drop_target (InflightWindow *self)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self));
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_LINK);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_css_class (content, "drop-area");
  gtk_widget_add_controller (content, GTK_EVENT_CONTROLLER (target));
}

/**
 * inflight_window_add_input_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_input_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "add", .activate = add_cb },
    { .name = "paste", .activate = paste_cb },
    { .name = "open", .activate = open_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_drop_target (self);
}

/* The command line */

/**
 * inflight_window_add_read:
 * @self: a window
 * @requests: (nullable) (element-type InflightRequest): what arguments were read as
 * @complaints: what of them could not be understood, a line each; empty if all was
 * @condition: (nullable): what to wait for
 *
 * Adds what was understood, and says what was not. With a condition the tasks are
 * started, and a wait is made together with them; otherwise nothing is started.
 */
void
inflight_window_add_read (InflightWindow          *self,
                          GPtrArray               *requests,
                          const char              *complaints,
                          const InflightCondition *condition)
{
  g_return_if_fail (INFLIGHT_IS_WINDOW (self));
  g_return_if_fail (complaints != NULL);

  if (*complaints != '\0')
    inflight_window_complain (self, _("Not Everything Was Understood"), complaints);

  if (requests == NULL || requests->len == 0)
    return;

  if (condition != NULL)
    inflight_window_add_and_wait (self, requests, condition);
  else
    inflight_window_add_requests (self, requests, FALSE);
}

static void
arguments_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  g_autofree char *complaints = NULL;
  g_autoptr (GPtrArray) requests = inflight_arguments_read_finish (result, &complaints);

  if (!inflight_window_is_closed (self))
    inflight_window_add_read (self, requests, complaints, NULL);
}

/**
 * inflight_window_add_arguments:
 * @self: a window
 * @arguments: addresses, patterns and names of files
 * @directory: (nullable): what file names are relative to
 *
 * Adds what can be understood as soon as it is read, and says what cannot. Nothing is
 * started.
 */
void
inflight_window_add_arguments (InflightWindow  *self,
                               char           **arguments,
                               const char      *directory)
{
  g_autoptr (InflightOptions) options = NULL;
  InflightServices *services;

  g_return_if_fail (INFLIGHT_IS_WINDOW (self));
  g_return_if_fail (arguments != NULL);

  services = inflight_window_get_services (self);
  options = inflight_settings_make_options (inflight_services_get_settings (services));
  inflight_arguments_read_async (arguments, directory, inflight_services_get_lab (services),
                                 options, arguments_read_cb, g_object_ref (self));
}
