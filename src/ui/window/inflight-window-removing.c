/* inflight-window-removing.c: adding, removing and clearing, which can be undone
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-gathering.h"
#include "inflight-removal.h"

#include <glib/gi18n.h>

/* What a task that can come back keeps, its strings and list places included. */
#define BYTES_A_TASK 1024

/* So many are removed between two looks at the clock. */
#define TASKS_AT_ONCE 512

static void
tell_back (InflightWindow *self,
           guint           n_tasks)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%u task is back", "%u tasks are back", n_tasks), n_tasks);
  inflight_window_toast (self, text);
  inflight_window_focus_list (self);
}

/* Removing */

/**
 * Removing:
 *
 * A million tasks can be removed, and be back. What takes long is done some in each
 * turn of the main loop, before they all go, or come back, at once.
 */
typedef struct
{
  InflightWindow    *window;        /* not held */
  InflightGathering *gathering;     /* of those that are to go, or an array */
  GPtrArray         *tasks;
  guint              n_seen;
  guint              n_added;
  gboolean           cancels;       /* and does no more, if there is what to cancel */
  InflightRemoval   *removal;
} Removing;

static void
removing_free (gpointer data)
{
  Removing *self = data;

  g_clear_pointer (&self->gathering, inflight_gathering_free);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->removal, inflight_removal_free);
  g_free (self);
}

static gboolean
come_back (gpointer data,
           gint64   end_us)
{
  Removing *self = data;
  guint n_tasks = inflight_removal_get_n_tasks (self->removal);

  if (!inflight_removal_prepare_undo (self->removal, end_us))
    return FALSE;

  inflight_removal_undo (g_steal_pointer (&self->removal));
  tell_back (self->window, n_tasks);

  return TRUE;
}

static void
undo_removal (gpointer data,
              gpointer user_data)
{
  Removing *removing = g_new0 (Removing, 1);

  removing->window = INFLIGHT_WINDOW (user_data);
  removing->removal = data;
  inflight_window_do (removing->window, come_back, removing, removing_free);
}

static void
tell_gone (InflightWindow  *self,
           InflightRemoval *removal)
{
  guint n_tasks = inflight_removal_get_n_tasks (removal);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  text = g_strdup_printf (ngettext ("%u task removed", "%u tasks removed", n_tasks), n_tasks);
  label = g_strdup_printf (ngettext ("_Undo Removal of %u Task", "_Undo Removal of %u Tasks",
                                     n_tasks),
                           n_tasks);
  inflight_window_done (self, text, label, undo_removal, removal,
                        (GDestroyNotify) inflight_removal_free,
                        (gsize) n_tasks * BYTES_A_TASK);
}

static void
add_some (Removing *self)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  guint end = MIN (self->tasks->len, self->n_added + TASKS_AT_ONCE);

  while (self->n_added < end)
    g_ptr_array_add (some, g_ptr_array_index (self->tasks, self->n_added++));

  inflight_removal_add (self->removal, some);
}

/* Returns whether all that are to go were added. */
static gboolean
add_all (Removing *self,
         gint64    end_us)
{
  while (self->n_added < self->tasks->len && g_get_monotonic_time () <= end_us)
    add_some (self);

  return self->n_added == self->tasks->len;
}

static gboolean
gather_all (Removing *self,
            gint64    end_us)
{
  if (self->tasks != NULL)
    return TRUE;

  if (!inflight_gathering_work (self->gathering, end_us))
    return FALSE;

  self->tasks = g_ptr_array_ref (inflight_gathering_get_tasks (self->gathering));

  return TRUE;
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

/* Returns whether all were looked at, or one is under way. */
static gboolean
look_for_cancelling (Removing *self,
                     gint64    end_us,
                     gboolean *found)
{
  *found = FALSE;
  while (self->cancels && !*found && self->n_seen < self->tasks->len)
    {
      *found = is_under_way (g_ptr_array_index (self->tasks, self->n_seen++));
      if (self->n_seen % TASKS_AT_ONCE == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return !self->cancels || *found || self->n_seen == self->tasks->len;
}

static gboolean
go (gpointer data,
    gint64   end_us)
{
  Removing *self = data;
  gboolean found;

  if (!gather_all (self, end_us) || !look_for_cancelling (self, end_us, &found))
    return FALSE;

  if (found)
    {
      inflight_network_cancel (inflight_window_get_network (self->window), self->tasks,
                               INFLIGHT_CANCEL_REASON_USER, 0);
      return TRUE;
    }

  if (!add_all (self, end_us) || !inflight_removal_prepare (self->removal, end_us))
    return FALSE;

  inflight_removal_carry_out (self->removal);
  if (inflight_removal_get_n_tasks (self->removal) > 0)
    tell_gone (self->window, g_steal_pointer (&self->removal));

  return TRUE;
}

/* The tasks given, or those selected. */
static void
remove_tasks (InflightWindow *self,
              GPtrArray      *tasks,
              gboolean        cancels)
{
  Removing *removing;

  inflight_window_finish_chores (self);
  removing = g_new0 (Removing, 1);
  removing->window = self;
  removing->cancels = cancels;
  removing->removal = inflight_removal_new (inflight_window_get_batch (self));
  if (tasks != NULL)
    removing->tasks = g_ptr_array_ref (tasks);
  else
    removing->gathering = inflight_gathering_new (inflight_window_get_task_list (self));

  inflight_window_do (self, go, removing, removing_free);
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  remove_tasks (INFLIGHT_WINDOW (user_data), NULL, FALSE);
}

/* The Delete key: first it ends what is under way, then it removes it. Without a
 * selection it is about the row that has the focus. */
static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) current = NULL;
  InflightTask *task;

  inflight_window_finish_chores (self);
  if (inflight_window_get_n_selected (self) > 0)
    {
      remove_tasks (self, NULL, TRUE);
      return;
    }

  current = g_ptr_array_new_with_free_func (g_object_unref);
  task = inflight_task_list_get_current (inflight_window_get_task_list (self));
  if (task != NULL)
    g_ptr_array_add (current, task);
  remove_tasks (self, current, TRUE);
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
  g_autoptr (InflightBatch) fresh = inflight_batch_new (inflight_window_get_network (self));
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  Cleared *cleared;
  guint n_tasks;

  inflight_window_finish_chores (self);
  n_tasks = inflight_batch_get_n_tasks (batch);
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

/* They are removed as any other, so that they can come back. */
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

  remove_tasks (self, tasks, FALSE);
}

/**
 * inflight_window_end_adding:
 * @self: a window
 *
 * Has adding not be undone any more: something was done since that cannot be undone,
 * and what was done last is what a person expects to undo.
 */
void
inflight_window_end_adding (InflightWindow *self)
{
  inflight_window_finish_chores (self);
  inflight_window_make_final (self, undo_adding);
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
