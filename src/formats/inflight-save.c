/* inflight-save.c: a batch as a file of JSON Lines
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-save.h"

#include "inflight-json.h"

/* How long the text is written at a stretch. */
#define SLICE_US 4000

typedef struct
{
  GPtrArray *tasks;
  GPtrArray *waits;
  GFile     *file;
  GString   *text;
  guint      n_written;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->waits);
  g_object_unref (self->file);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_line (Saving *self,
             char   *line)
{
  g_autofree char *owned = line;

  g_string_append (self->text, owned);
  g_string_append_c (self->text, '\n');
}

static void
replaced_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_file (GTask *task)
{
  Saving *self = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));

  /* Written beside the file and renamed: what is there stays until all is. */
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task),
                                       replaced_cb, g_object_ref (task));
}

/* Returns whether there was one more. */
static gboolean
append_next (Saving *self)
{
  guint n = self->n_written++;

  if (n < self->tasks->len)
    append_line (self, inflight_json_from_task (g_ptr_array_index (self->tasks, n)));
  else if (n - self->tasks->len < self->waits->len)
    append_line (self, inflight_json_from_wait (g_ptr_array_index (self->waits,
                                                                   n - self->tasks->len)));
  else
    return FALSE;

  return TRUE;
}

static gboolean
write_slice_cb (gpointer user_data)
{
  GTask *task = user_data;
  Saving *self = g_task_get_task_data (task);
  gint64 end_us = g_get_monotonic_time () + SLICE_US;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  while (g_get_monotonic_time () < end_us)
    if (!append_next (self))
      {
        write_file (task);
        return G_SOURCE_REMOVE;
      }

  return G_SOURCE_CONTINUE;
}

static void
add_items (GPtrArray  *items,
           GListModel *model)
{
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));
}

/* In completion order, and those that have not settled behind. */
static GPtrArray *
dup_tasks (InflightBatch *batch)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) pending = inflight_batch_dup_pending (batch);

  add_items (tasks, inflight_batch_get_finished (batch));
  g_ptr_array_extend_and_steal (tasks, g_steal_pointer (&pending));

  return tasks;
}

/**
 * inflight_save_async:
 * @batch: what to save
 * @waits: (element-type InflightWait): the waits over it
 * @file: where to; replaced only once everything is written
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Writes a line for each task and each wait, as `inflight-cli run
 * --format=jsonl` prints them. The main loop goes on meanwhile.
 */
void
inflight_save_async (InflightBatch       *batch,
                     GListModel          *waits,
                     GFile               *file,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (INFLIGHT_IS_BATCH (batch));
  g_return_if_fail (G_IS_LIST_MODEL (waits));
  g_return_if_fail (G_IS_FILE (file));

  saving = g_new0 (Saving, 1);
  saving->tasks = dup_tasks (batch);
  saving->waits = g_ptr_array_new_with_free_func (g_object_unref);
  add_items (saving->waits, waits);
  saving->file = g_object_ref (file);
  saving->text = g_string_new (NULL);

  task = g_task_new (batch, cancellable, callback, user_data);
  g_task_set_source_tag (task, inflight_save_async);
  g_task_set_task_data (task, saving, saving_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, write_slice_cb, g_object_ref (task), g_object_unref);
}

/**
 * inflight_save_finish:
 * @batch: what was saved
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it was; otherwise a #GIOErrorEnum, and the file is what it was
 */
gboolean
inflight_save_finish (InflightBatch  *batch,
                      GAsyncResult   *result,
                      GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, batch), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
