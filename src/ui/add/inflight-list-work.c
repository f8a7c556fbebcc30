/* inflight-list-work.c: from a text to requests, on other threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list-work.h"

#include "inflight-input.h"

/* Of those that are told one by one; more than anybody reads. */
#define MAX_DUPLICATES 1000

/* Reading */

typedef struct
{
  char         *text;
  char         *base;
  InflightList *list;
  GArray       *duplicates;
  guint         n_duplicates;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->text);
  g_free (self->base);
  g_clear_pointer (&self->list, inflight_list_unref);
  g_clear_pointer (&self->duplicates, g_array_unref);
  g_free (self);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;

  reading->list = inflight_list_parse (reading->text, -1, TRUE, reading->base);
  reading->duplicates = inflight_list_find_duplicates (reading->list, MAX_DUPLICATES,
                                                       &reading->n_duplicates);
  g_task_return_boolean (task, TRUE);
}

/**
 * inflight_list_work_read_async:
 * @text: (transfer full): a list
 * @base: (nullable): what addresses that begin with “/” are relative to
 * @cancellable: a cancellable
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Reads a list, which can be megabytes, and looks for duplicates in it.
 */
void
inflight_list_work_read_async (char                *text,
                               const char          *base,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (text != NULL);

  reading = g_new0 (Reading, 1);
  reading->text = text;
  reading->base = g_strdup (base);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, inflight_list_work_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * inflight_list_work_read_finish:
 * @result: the result
 * @duplicates: (out) (transfer full) (element-type InflightDuplicate): the first
 *   addresses that are the same as one before them
 * @n_duplicates: (out): how many there are
 *
 * Returns: (transfer full) (nullable): what is in the text; %NULL if nobody wants to
 *   know any more
 */
InflightList *
inflight_list_work_read_finish (GAsyncResult  *result,
                                GArray       **duplicates,
                                guint         *n_duplicates)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return NULL;

  *duplicates = g_steal_pointer (&reading->duplicates);
  *n_duplicates = reading->n_duplicates;

  return g_steal_pointer (&reading->list);
}

/* Making */

typedef struct
{
  InflightList    *list;
  InflightOptions *options;
  gboolean         unique;
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  inflight_list_unref (self->list);
  inflight_options_unref (self->options);
  g_free (self);
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Making *making = task_data;
  g_autoptr (GPtrArray) addresses = inflight_list_dup_addresses (making->list,
                                                                 making->unique);
  g_autoptr (GError) error = NULL;
  GPtrArray *requests;

  requests = inflight_input_make_requests (addresses, making->options, &error);
  if (requests != NULL)
    g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * inflight_list_work_make_async:
 * @list: a list
 * @options: what the requests shall have in common
 * @unique: whether to leave out what is the same as an address before it
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Makes requests of the addresses of a list.
 */
void
inflight_list_work_make_async (InflightList        *list,
                               InflightOptions     *options,
                               gboolean             unique,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Making *making;

  g_return_if_fail (list != NULL);
  g_return_if_fail (options != NULL);

  making = g_new (Making, 1);
  making->list = inflight_list_ref (list);
  making->options = inflight_options_ref (options);
  making->unique = unique;

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, inflight_list_work_make_async);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * inflight_list_work_make_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type InflightRequest): the requests
 */
GPtrArray *
inflight_list_work_make_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
