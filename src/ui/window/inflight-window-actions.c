/* inflight-window-actions.c: what can be done in a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-input.h"
#include "inflight-list.h"
#include "inflight-sample.h"
#include "inflight-save.h"

#include <glib/gi18n.h>

void
inflight_window_enable (InflightWindow *self,
                        const char     *name,
                        gboolean        enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Adding: see also inflight-window-input.c */

/* Fetches a sample of the lab, and waits as it says. */
static void
sample_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  InflightServices *services = inflight_window_get_services (self);
  const InflightSample *sample = inflight_sample_find (g_variant_get_string (parameter, NULL));
  InflightCondition condition;
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightOptions) options = NULL;
  g_autoptr (InflightList) list = NULL;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  if (sample == NULL)
    return;

  if (!inflight_services_start_lab (services, &error))
    {
      inflight_window_complain (self, _("The Lab Could Not Be Started"), error->message);
      return;
    }

  options = inflight_settings_make_options (inflight_services_get_settings (services));
  list = inflight_list_parse (sample->list, -1, TRUE, inflight_services_get_lab (services));
  addresses = inflight_list_dup_addresses (list, FALSE);
  requests = inflight_input_make_requests (addresses, options, NULL);
  condition = inflight_sample_get_wait (sample);
  inflight_window_add_and_wait (self, requests, &condition);
}

/* Waiting */

/* What a wait over everything else comes too late for. */
static InflightTally
count_settled (InflightBatch *batch)
{
  InflightTally settled = {
    .succeeded = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_SUCCEEDED),
    .failed = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_FAILED),
    .cancelled = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_CANCELLED),
  };

  settled.members = inflight_tally_get_done (&settled);

  return settled;
}

static void
wait_for (InflightWindow    *self,
          InflightCondition *condition,
          const char        *until)
{
  g_autoptr (GPtrArray) tasks = inflight_window_dup_scope (self);
  InflightTally before = count_settled (inflight_window_get_batch (self));
  gboolean is_chosen = inflight_window_get_scope (self).n_selected > 0;
  g_autoptr (GError) error = NULL;

  if (!inflight_condition_set_until (condition, until, &error))
    {
      g_warning ("%s", error->message);
      return;
    }

  inflight_window_wait (self, tasks, condition, is_chosen ? NULL : &before);
}

static void
wait_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  condition.then = inflight_window_get_then (INFLIGHT_WINDOW (user_data));
  wait_for (INFLIGHT_WINDOW (user_data), &condition, g_variant_get_string (parameter, NULL));
}

static void
wait_custom_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  const char *until;
  const char *nick;
  gboolean as_error;
  int then;

  g_variant_get (parameter, "(&sxb&s)", &until, &condition.within_us, &as_error, &nick);
  if (inflight_enum_from_nick (INFLIGHT_TYPE_THEN, nick, &then))
    condition.then = then;
  condition.cancelled_as = as_error ? INFLIGHT_CANCELLED_AS_ERROR
                                    : INFLIGHT_CANCELLED_AS_SETTLED;
  wait_for (INFLIGHT_WINDOW (user_data), &condition, until);
}

/* The row of a menu, which narrows no other wait. */
static void
wait_for_this_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_window_finish_chores (self);
  tasks = inflight_task_list_dup_selected (inflight_window_get_task_list (self));
  condition.then = inflight_window_get_then (self);
  inflight_window_wait (self, tasks, &condition, NULL);
}

static void
change_then_cb (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  int then;

  if (inflight_enum_from_nick (INFLIGHT_TYPE_THEN, g_variant_get_string (value, NULL), &then))
    inflight_window_show_then (INFLIGHT_WINDOW (user_data), then);
}

/* Starting */

static void
start_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) tasks = inflight_window_dup_scope (self);

  inflight_window_end_adding (self);
  inflight_network_launch (inflight_window_get_network (self), tasks);
}

static void
start_and_wait_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GError) error = NULL;

  condition.then = inflight_window_get_then (self);
  if (inflight_condition_set_until (&condition, g_variant_get_string (parameter, NULL), &error))
    inflight_window_start_and_wait (self, &condition);
  else
    g_warning ("%s", error->message);
}

static void
try_now_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) selected = NULL;

  inflight_window_finish_chores (self);
  selected = inflight_task_list_dup_selected (inflight_window_get_task_list (self));
  inflight_window_end_adding (self);
  inflight_network_skip_hold (inflight_window_get_network (self), selected);
}

/* Selecting and showing */

static void
select_all_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);

  inflight_window_finish_chores (self);
  inflight_task_list_select_all (inflight_window_get_task_list (self));
}

/* With a finger, as a press with Ctrl does with a pointer. */
static void
extend_selection_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  inflight_task_list_extend (inflight_window_get_task_list (INFLIGHT_WINDOW (user_data)));
}

static void
select_none_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  inflight_task_list_select_none (inflight_window_get_task_list (INFLIGHT_WINDOW (user_data)));
}

static void
details_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (InflightTask) task =
    inflight_task_list_get_current (inflight_window_get_task_list (self));

  inflight_window_show_details (self, task);
}

/* Taking away */

/**
 * inflight_window_tell_saved:
 * @self: a window, which may be closed
 * @saved: what is said if the file was written
 * @error: (nullable): why it was not
 *
 * Ends what a hold on the application began, and says how it ended.
 */
void
inflight_window_tell_saved (InflightWindow *self,
                            const char     *saved,
                            const GError   *error)
{
  g_application_release (g_application_get_default ());
  if (inflight_window_is_closed (self))
    return;

  if (error == NULL)
    inflight_window_toast (self, saved);
  else
    inflight_window_complain (self, _("The File Could Not Be Written"), error->message);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InflightWindow) self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  inflight_save_finish (INFLIGHT_BATCH (object), result, &error);
  inflight_window_tell_saved (self, _("Saved"), error);
}

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  InflightWindow  *self)
{
  g_autoptr (GFile) file = NULL;

  g_assert (INFLIGHT_IS_WINDOW (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      inflight_window_finish_chores (self);

      /* The program does not end before the file is written. */
      g_application_hold (g_application_get_default ());
      inflight_save_async (inflight_window_get_batch (self), inflight_window_get_waits (self),
                           file, NULL, saved_cb, g_object_ref (self));
    }

  g_object_unref (dialog);
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (_("Save as JSON Lines"), GTK_WINDOW (user_data),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "inflight.jsonl");
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * inflight_window_add_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "sample", .activate = sample_cb, .parameter_type = "s" },
    { .name = "wait", .activate = wait_cb, .parameter_type = "s" },
    { .name = "wait-for-this", .activate = wait_for_this_cb },
    { .name = "wait-custom", .activate = wait_custom_cb, .parameter_type = "(sxbs)" },
    { .name = "then", .parameter_type = "s", .state = "'leave'", .change_state = change_then_cb },
    { .name = "start", .activate = start_cb },
    { .name = "start-and-wait", .activate = start_and_wait_cb, .parameter_type = "s" },
    { .name = "try-now", .activate = try_now_cb },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "extend-selection", .activate = extend_selection_cb },
    { .name = "select-none", .activate = select_none_cb },
    { .name = "details", .activate = details_cb },
    { .name = "save", .activate = save_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  inflight_window_add_input_actions (self);
  inflight_window_add_undo_action (self);
  inflight_window_add_removing_actions (self);
  inflight_window_add_copy_actions (self);
  inflight_window_add_retry_actions (self);
  inflight_window_add_cancel_actions (self);
}

/* What the actions are about */

static gboolean
is_ready (InflightTask *task)
{
  return inflight_task_get_state (task) == INFLIGHT_TASK_STATE_READY;
}

static gboolean
is_held (InflightTask *task)
{
  return inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD;
}

static gboolean
is_pending (InflightTask *task)
{
  return !inflight_task_is_settled (task);
}

static gboolean
may_have (InflightWindow *self,
          InflightTaskIs  is)
{
  return inflight_window_get_n_selected (self) > 0 &&
         inflight_task_list_may_have (inflight_window_get_task_list (self), is);
}

/**
 * inflight_window_update_actions:
 * @self: a window
 *
 * Has the actions say whether there is something for them to do.
 */
void
inflight_window_update_actions (InflightWindow *self)
{
  InflightBatch *batch = inflight_window_get_batch (self);
  guint n_tasks = inflight_batch_get_n_tasks (batch);
  guint n_pending = inflight_batch_get_n_pending (batch);
  guint n_selected = inflight_window_get_n_selected (self);
  gboolean can_start = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY) > 0 &&
                       inflight_window_may_scope (self, is_ready);
  gboolean has_scope = n_pending > 0 || n_selected >= INFLIGHT_LEAST_TO_NARROW;

  inflight_window_enable (self, "wait", has_scope);
  inflight_window_enable (self, "wait-custom", has_scope);
  inflight_window_enable (self, "wait-for-this",
                          n_selected == 1 && may_have (self, is_pending));
  inflight_window_enable (self, "start", can_start);
  inflight_window_enable (self, "start-and-wait", can_start || (n_tasks > 0 && n_pending == 0));
  inflight_window_enable (self, "cancel-pending",
                          n_pending > 0 && inflight_window_may_scope (self, is_pending));
  inflight_window_enable (self, "cancel-selected",
                          n_pending > 0 && may_have (self, is_pending));
  inflight_window_enable (self, "try-now",
                          inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_HELD) > 0 &&
                          may_have (self, is_held));
  inflight_window_enable (self, "retry",
                          n_pending < n_tasks && may_have (self, inflight_task_is_settled));
  inflight_window_enable (self, "run-again", n_tasks > 0 && n_pending == 0);
  inflight_window_enable (self, "retry-failed",
                          inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_FAILED) > 0);
  inflight_window_enable (self, "save", n_tasks > 0);
  inflight_window_enable (self, "find", n_tasks > 0);
  inflight_window_enable (self, "only-host", n_tasks > 0);
  inflight_window_enable (self, "select-all", n_tasks > 0);
  inflight_window_enable (self, "select-none", n_selected > 0);
  inflight_window_enable (self, "extend-selection",
                          n_selected == 1 &&
                          inflight_task_list_can_extend (inflight_window_get_task_list (self)));
  inflight_window_enable (self, "details", n_tasks > 0);
  inflight_window_enable (self, "copy-addresses", n_selected > 0);
  inflight_window_enable (self, "copy-titles", n_pending < n_tasks);
  inflight_window_update_removing (self);
  inflight_window_update_inspector_actions (self);
}
