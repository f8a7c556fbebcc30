/* inflight-window-removing.c: adding, removing and clearing, which can be undone
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-removal.h"

#include <glib/gi18n.h>

/* What a task that can come back keeps, its strings and list places included. */
#define BYTES_A_TASK 1024

static void
tell_back (InflightWindow *self,
           guint           n_tasks)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%u task is back", "%u tasks are back", n_tasks), n_tasks);
  inflight_window_toast (self, text);
}

/* Removing */

static void
undo_removal (gpointer data,
              gpointer user_data)
{
  guint n_tasks = inflight_removal_get_n_tasks (data);

  inflight_window_finish_copying (INFLIGHT_WINDOW (user_data));
  inflight_removal_undo (data);
  tell_back (INFLIGHT_WINDOW (user_data), n_tasks);
}

static void
remove_tasks (InflightWindow *self,
              GPtrArray      *tasks)
{
  g_autoptr (InflightRemoval) removal = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  guint n_tasks;

  inflight_window_finish_copying (self);
  removal = inflight_batch_remove (inflight_window_get_batch (self), tasks);
  n_tasks = inflight_removal_get_n_tasks (removal);
  if (n_tasks == 0)
    return;

  text = g_strdup_printf (ngettext ("%u task removed", "%u tasks removed", n_tasks), n_tasks);
  label = g_strdup_printf (ngettext ("_Undo Removal of %u Task", "_Undo Removal of %u Tasks",
                                     n_tasks),
                           n_tasks);
  inflight_window_done (self, text, label, undo_removal, g_steal_pointer (&removal),
                        (GDestroyNotify) inflight_removal_free,
                        (gsize) n_tasks * BYTES_A_TASK);
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) selected =
    inflight_task_list_dup_selected (inflight_window_get_task_list (self));

  remove_tasks (self, selected);
}

/* Whether cancelling would change something. There is nothing to be cancelled of
 * a task that was not started: it can go, and come back as it was. */
static gboolean
is_under_way (InflightTask *task)
{
  InflightTaskState state = inflight_task_get_state (task);

  return !inflight_task_state_is_settled (state) &&
         state != INFLIGHT_TASK_STATE_READY &&
         state != INFLIGHT_TASK_STATE_CANCELLING;
}

/* Without a selection it is the row that has the focus. */
static GPtrArray *
dup_chosen (InflightTaskList *list)
{
  GPtrArray *chosen = inflight_task_list_dup_selected (list);
  InflightTask *current = chosen->len == 0 ? inflight_task_list_get_current (list) : NULL;

  if (current != NULL)
    g_ptr_array_add (chosen, current);

  return chosen;
}

/* The Delete key: first it ends what is under way, then it removes it. */
static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) selected = dup_chosen (inflight_window_get_task_list (self));

  for (guint i = 0; i < selected->len; i++)
    if (is_under_way (g_ptr_array_index (selected, i)))
      {
        inflight_network_cancel (inflight_window_get_network (self), selected,
                                 INFLIGHT_CANCEL_REASON_USER, 0);
        return;
      }

  remove_tasks (self, selected);
}

/* Clearing */

typedef struct
{
  InflightBatch *batch;
  GPtrArray     *waits;
} Cleared;

static void
cleared_free (gpointer data)
{
  Cleared *self = data;

  g_object_unref (self->batch);
  g_ptr_array_unref (self->waits);
  g_free (self);
}

static GPtrArray *
dup_waits (InflightWindow *self)
{
  GListModel *model = inflight_window_get_waits (self);
  GPtrArray *waits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (waits, g_list_model_get_item (model, i));

  return waits;
}

/* What was begun since stays, behind what comes back, and its waits in front. */
static void
undo_clear (gpointer data,
            gpointer user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  Cleared *cleared = data;
  guint n_tasks = inflight_batch_get_n_tasks (cleared->batch);
  g_autoptr (GPtrArray) waits = dup_waits (self);

  for (guint i = 0; i < cleared->waits->len; i++)
    g_ptr_array_add (waits, g_object_ref (g_ptr_array_index (cleared->waits, i)));

  inflight_batch_reinstate (cleared->batch);
  inflight_batch_adopt (cleared->batch, inflight_window_get_batch (self));
  inflight_window_show_batch (self, cleared->batch, waits);
  cleared_free (cleared);
  tell_back (self, n_tasks);
}

static gsize
estimate_bytes (InflightBatch *batch)
{
  return (gsize) inflight_batch_get_n_tasks (batch) * BYTES_A_TASK +
         MIN (inflight_batch_get_bytes (batch), INFLIGHT_DEFAULT_KEPT_BYTES);
}

/**
 * inflight_window_clear:
 * @self: a window
 *
 * Starts again with nothing, which can be undone. What is under way is cancelled.
 */
void
inflight_window_clear (InflightWindow *self)
{
  InflightBatch *batch = inflight_window_get_batch (self);
  guint n_tasks = inflight_batch_get_n_tasks (batch);
  g_autoptr (InflightBatch) fresh = inflight_batch_new (inflight_window_get_network (self));
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  Cleared *cleared;

  cleared = g_new0 (Cleared, 1);
  cleared->batch = g_object_ref (batch);
  cleared->waits = dup_waits (self);

  inflight_batch_withdraw (batch);
  inflight_window_show_batch (self, fresh, NULL);

  text = g_strdup_printf (ngettext ("%u task cleared", "%u tasks cleared", n_tasks), n_tasks);
  label = g_strdup_printf (ngettext ("_Undo Clearing of %u Task", "_Undo Clearing of %u Tasks",
                                     n_tasks),
                           n_tasks);
  inflight_window_done (self, text, label, undo_clear, cleared, cleared_free,
                        estimate_bytes (cleared->batch));
}

static void
clear_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  inflight_window_clear (INFLIGHT_WINDOW (user_data));
}

/* Adding */

typedef struct
{
  guint first;
  guint last;
} Added;

/* Where the first task is that has at least that position. */
static guint
find_position (GListModel *tasks,
               guint       position)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (tasks);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (InflightTask) task = g_list_model_get_item (tasks, middle);

      if (inflight_task_get_position (task) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What is at their positions now: they may have been retried. They are removed as
 * any other, so that they can come back. */
static void
undo_adding (gpointer data,
             gpointer user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autofree Added *added = data;
  GListModel *model = inflight_batch_get_tasks (inflight_window_get_batch (self));
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  guint end = find_position (model, added->last + 1);

  for (guint i = find_position (model, added->first); i < end; i++)
    g_ptr_array_add (tasks, g_list_model_get_item (model, i));

  remove_tasks (self, tasks);
}

/**
 * inflight_window_note_added:
 * @self: a window
 * @tasks: (element-type InflightTask): new tasks of its batch, in order
 *
 * Has adding them be what is undone next.
 */
void
inflight_window_note_added (InflightWindow *self,
                            GPtrArray      *tasks)
{
  g_autofree char *label = NULL;
  Added *added;

  if (tasks->len == 0)
    return;

  added = g_new (Added, 1);
  added->first = inflight_task_get_position (g_ptr_array_index (tasks, 0));
  added->last = inflight_task_get_position (g_ptr_array_index (tasks, tasks->len - 1));
  label = g_strdup_printf (ngettext ("_Undo Adding of %u Task", "_Undo Adding of %u Tasks",
                                     tasks->len),
                           tasks->len);
  inflight_window_done (self, NULL, label, undo_adding, added, g_free, sizeof *added);
}

/**
 * inflight_window_update_removing:
 * @self: a window
 *
 * Has the actions say whether there is something for them to do.
 */
void
inflight_window_update_removing (InflightWindow *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (inflight_window_get_batch (self));

  inflight_window_enable (self, "remove", inflight_window_get_n_selected (self) > 0);
  inflight_window_enable (self, "delete", n_tasks > 0);
  inflight_window_enable (self, "clear", n_tasks > 0);
}

/**
 * inflight_window_add_removing_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_removing_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "remove", .activate = remove_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "clear", .activate = clear_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
