/* inflight-task-order.c: which tasks are shown, and in which order
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-order.h"

#include "inflight-words.h"

#include <string.h>

/* What has no status, size or time yet comes last, whichever way it is sorted. */
#define NOTHING G_MAXUINT64

/* All that is needed of a task, so that it can be looked at on any thread. Titles
 * and requests never change; what else is searched is taken from it. */
typedef struct
{
  InflightTask    *task;
  InflightRequest *request;
  const char      *title;
  const char      *origin;
  char            *note;
  char            *text;
  guint64          number;
  guint64          bytes;
  gint64           elapsed_us;
  guint            position;
  guint            status;
  guint            state;
} Entry;

/**
 * InflightTaskOrder:
 *
 * The computation of a list: which tasks match a search, in which order. Tasks
 * are added, and taken out again, on the main thread; what takes long is
 * computed in between, on any thread.
 */
struct _InflightTaskOrder
{
  InflightSortKey  key;
  gboolean         descending;
  InflightShared   shared;
  char            *search;

  GArray          *entries;
  guint            n_matching;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->task);
  g_free (entry->note);
  g_free (entry->text);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (!g_str_is_ascii (text))
    normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_ascii_strdown (text, -1);
}

/**
 * inflight_task_order_new:
 * @key: what to sort by; what is equal stays in the order of its numbers
 * @descending: whether the greatest comes first
 * @search: (nullable): what a text of the row must contain, whatever the case of
 *   its letters: number, title, address, note, state, size, time, or what its HTTP
 *   status means
 * @shared: what of addresses is not shown
 *
 * Returns: (transfer full): an order without tasks
 */
InflightTaskOrder *
inflight_task_order_new (InflightSortKey  key,
                         gboolean         descending,
                         const char      *search,
                         InflightShared   shared)
{
  InflightTaskOrder *self = g_new0 (InflightTaskOrder, 1);

  self->key = key;
  self->descending = descending;
  self->shared = shared;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);

  if (search != NULL && *search != '\0')
    self->search = fold (search);

  return self;
}

/**
 * inflight_task_order_free:
 * @self: an order
 *
 * To be called on the main thread, which owns the tasks in it.
 */
void
inflight_task_order_free (InflightTaskOrder *self)
{
  g_array_unref (self->entries);
  g_free (self->search);
  g_free (self);
}

static guint64
get_number (InflightTaskOrder *self,
            InflightTask      *task,
            gint64             now_us)
{
  guint64 number = 0;

  switch (self->key)
    {
    case INFLIGHT_SORT_STATE:
      return inflight_task_get_state (task);

    case INFLIGHT_SORT_STATUS:
      number = inflight_task_get_status (task);
      break;

    case INFLIGHT_SORT_SIZE:
      number = inflight_task_get_bytes (task);
      break;

    case INFLIGHT_SORT_TIME:
      number = inflight_task_get_elapsed_us (task, now_us);
      break;

    case INFLIGHT_SORT_STARTED:
      number = inflight_task_get_started_us (task);
      break;

    case INFLIGHT_SORT_NUMBER:
      return inflight_task_get_position (task);

    case INFLIGHT_SORT_LABEL:
    case INFLIGHT_SORT_ADDRESS:
    case INFLIGHT_SORT_HOST:
      return 0;
    }

  return number > 0 ? number : NOTHING;
}

/**
 * inflight_task_order_add:
 * @self: an order
 * @task: a task
 * @now_us: the time on the network's clock, in microseconds
 *
 * Has @task be part of it, as it is now, if it matches.
 */
void
inflight_task_order_add (InflightTaskOrder *self,
                         InflightTask      *task,
                         gint64             now_us)
{
  InflightRequest *request = inflight_task_get_request (task);
  Entry entry = {
    .task = g_object_ref (task),
    .request = request,
    .origin = inflight_request_get_origin (request),
    .position = inflight_task_get_position (task),
    .number = get_number (self, task, now_us),
  };

  if (inflight_words_has_title (task))
    entry.title = inflight_task_get_title (task);

  if (self->search != NULL)
    {
      entry.note = inflight_words_note (task, now_us);
      entry.status = inflight_task_get_status (task);
      entry.state = inflight_task_get_state (task);
      entry.bytes = inflight_task_get_bytes (task);
      entry.elapsed_us = inflight_task_get_elapsed_us (task, now_us);
    }

  g_array_append_val (self->entries, entry);
}

/* Searching. Those that do not match go to the end: the main thread lets go of
 * them. */

static gboolean
contains (InflightTaskOrder *self,
          const char        *text)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL && strstr (folded, self->search) != NULL;
}

/* Takes the text. */
static gboolean
contains_made (InflightTaskOrder *self,
               char              *text)
{
  g_autofree char *owned = text;

  return contains (self, owned);
}

/* All that can be seen of it; what is not shown of an address is not found either. */
static gboolean
matches (InflightTaskOrder *self,
         const Entry       *entry)
{
  char number[16];

  g_snprintf (number, sizeof number, "%u", entry->position);

  return contains (self, entry->title) || contains (self, entry->note) ||
         contains (self, inflight_words_state (entry->state)) ||
         contains (self, number) ||
         contains_made (self, inflight_words_address (entry->request, INFLIGHT_SHARED_NOTHING)) ||
         contains_made (self, inflight_words_task_size (entry->state, entry->bytes)) ||
         contains_made (self, inflight_words_task_time (entry->state, entry->elapsed_us)) ||
         (entry->status > 0 && contains_made (self, inflight_words_status (entry->status)));
}

static void
drop_others (InflightTaskOrder *self)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      Entry swapped = *entry;

      if (!matches (self, entry))
        continue;

      *entry = g_array_index (self->entries, Entry, n_kept);
      g_array_index (self->entries, Entry, n_kept) = swapped;
      n_kept++;
    }

  self->n_matching = n_kept;
}

/* Sorting */

static char *
make_collation_key (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_collate_key (folded, -1);
}

static void
add_label_keys (InflightTaskOrder *self)
{
  for (guint i = 0; i < self->n_matching; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autofree char *address = NULL;

      if (entry->title == NULL)
        address = inflight_words_address (entry->request, self->shared);
      entry->text = make_collation_key (address != NULL ? address : entry->title);
    }
}

static void
add_address_keys (InflightTaskOrder *self)
{
  for (guint i = 0; i < self->n_matching; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autofree char *address = inflight_words_address (entry->request, self->shared);

      entry->text = make_collation_key (address);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      keys)
{
  return strcmp (g_hash_table_lookup (keys, *(const char *const *) a),
                 g_hash_table_lookup (keys, *(const char *const *) b));
}

/* There are few hosts, and each is the same string for all its tasks: they are
 * sorted, and the tasks by their hosts' ranks. */
static void
add_host_numbers (InflightTaskOrder *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) ranks = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) origins = g_ptr_array_new ();

  for (guint i = 0; i < self->n_matching; i++)
    {
      const char *origin = g_array_index (self->entries, Entry, i).origin;
      g_autofree char *host = NULL;

      if (g_hash_table_contains (keys, origin))
        continue;

      host = inflight_uri_dup_host (origin);
      g_hash_table_insert (keys, (gpointer) origin, make_collation_key (host));
      g_ptr_array_add (origins, (gpointer) origin);
    }

  g_ptr_array_sort_with_data (origins, compare_keys, keys);
  for (guint i = 0; i < origins->len; i++)
    g_hash_table_insert (ranks, g_ptr_array_index (origins, i), GUINT_TO_POINTER (i));

  for (guint i = 0; i < self->n_matching; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      entry->number = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, entry->origin));
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const InflightTaskOrder *self = user_data;
  const Entry *x = a;
  const Entry *y = b;
  int order;

  if (x->text != NULL)
    order = strcmp (x->text, y->text);
  else if (x->number != y->number && (x->number == NOTHING || y->number == NOTHING))
    return x->number == NOTHING ? 1 : -1;
  else
    order = (x->number > y->number) - (x->number < y->number);

  if (order != 0)
    return self->descending ? -order : order;

  return (x->position > y->position) - (x->position < y->position);
}

/**
 * inflight_task_order_compute:
 * @self: an order
 *
 * Finds what matches, and sorts it. May be called on any thread.
 */
void
inflight_task_order_compute (InflightTaskOrder *self)
{
  self->n_matching = self->entries->len;
  if (self->search != NULL)
    drop_others (self);

  if (self->key == INFLIGHT_SORT_LABEL)
    add_label_keys (self);
  else if (self->key == INFLIGHT_SORT_ADDRESS)
    add_address_keys (self);
  else if (self->key == INFLIGHT_SORT_HOST)
    add_host_numbers (self);

  if (self->n_matching > 1)
    g_qsort_with_data (self->entries->data, self->n_matching, sizeof (Entry),
                       compare_entries, self);
}

/**
 * inflight_task_order_steal_tasks:
 * @self: an order that was computed
 *
 * To be called on the main thread, once.
 *
 * Returns: (transfer full) (element-type InflightTask): its tasks, in order
 */
GPtrArray *
inflight_task_order_steal_tasks (InflightTaskOrder *self)
{
  GPtrArray *tasks = g_ptr_array_new_full (self->n_matching, g_object_unref);

  for (guint i = 0; i < self->n_matching; i++)
    g_ptr_array_add (tasks, g_steal_pointer (&g_array_index (self->entries, Entry, i).task));

  return tasks;
}
