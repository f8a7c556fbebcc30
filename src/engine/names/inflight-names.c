/* inflight-names.c: look-ups of host names, on threads of their own
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-names-private.h"

#include "inflight-addrinfo-private.h"
#include "inflight-base-private.h"

#include <sys/socket.h>

/* getaddrinfo() does not tell for how long an answer is good. */
#define KEEP_FOUND_US   (60 * G_USEC_PER_SEC)
#define KEEP_MISSING_US (10 * G_USEC_PER_SEC)
#define MAX_KEPT        4096

/**
 * InflightNames:
 * @lookups: (element-type utf8 Lookup): what is being looked up or was answered
 *   of late, by key
 * @queue: (element-type Lookup): those that no thread has taken yet
 * @kept: (element-type Lookup): those answered, the oldest first; of @lookups
 *
 * Asks getaddrinfo() on threads that do nothing else, so that slow names make
 * nobody wait but those who asked for them. A thread ends when there is nothing
 * left to look up. A look-up cannot be interrupted: nobody waits for threads,
 * and each of them holds a reference.
 *
 * All of it, and the state of look-ups and waiters, is under the mutex. Answers
 * do not change any more.
 */
struct _InflightNames
{
  gatomicrefcount  ref_count;
  guint            max_threads;
  const gint64    *clock_us;

  GMutex           mutex;
  guint            n_threads;
  GHashTable      *lookups;
  GQueue           queue;
  GQueue           kept;
};

/* One call of getaddrinfo(), shared by all who ask the same. */
typedef struct
{
  char      *key;
  int        family;
  GPtrArray *waiters;

  gboolean   answered;
  GList     *addresses;
  GError    *error;
  gint64     expires_us;
  GList      link;
} Lookup;

/* One who asked. The handler of its cancellable holds it too, which may outlive
 * the rest of it. */
typedef struct
{
  InflightNames *names;
  GTask         *task;
  Lookup        *lookup;
  gulong         handler_id;
  gboolean       waiting;
} Waiter;

static void
lookup_clear (gpointer data)
{
  Lookup *self = data;

  g_free (self->key);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_resolver_free_addresses (self->addresses);
  g_clear_error (&self->error);
}

static void
lookup_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, lookup_clear);
}

static void
waiter_clear (gpointer data)
{
  Waiter *self = data;

  g_clear_object (&self->task);
  g_clear_pointer (&self->lookup, lookup_unref);
  g_clear_pointer (&self->names, inflight_names_unref);
}

static void
waiter_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, waiter_clear);
}

/* One character for the family and then the name: case makes no difference
 * between names (RFC 4343). */
static char *
dup_key (const char *name,
         int         family)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strdup_printf ("%c%s",
                          family == AF_INET ? '4' : family == AF_INET6 ? '6' : '*',
                          lower);
}

static Lookup *
lookup_new (char *key,
            int   family)
{
  Lookup *self = g_atomic_rc_box_new0 (Lookup);

  self->key = key;
  self->family = family;
  self->waiters = g_ptr_array_new_with_free_func (waiter_unref);
  self->link.data = self;

  return self;
}

/* Answers */

static gpointer
copy_address (gconstpointer address,
              gpointer      user_data)
{
  return g_object_ref ((gpointer) address);
}

/* The way out of a task, except for one that is cancelled while it waits. */
static void
waiter_settle (Waiter *self)
{
  Lookup *lookup = self->lookup;

  g_cancellable_disconnect (g_task_get_cancellable (self->task), self->handler_id);

  if (lookup == NULL)
    g_task_return_error_if_cancelled (self->task);
  else if (lookup->error != NULL)
    g_task_return_error (self->task, g_error_copy (lookup->error));
  else
    g_task_return_pointer (self->task,
                           g_list_copy_deep (lookup->addresses, copy_address, NULL),
                           (GDestroyNotify) g_resolver_free_addresses);
}

static gboolean
settle_cb (gpointer user_data)
{
  waiter_settle (user_data);

  return G_SOURCE_REMOVE;
}

/* The task goes along, so that this thread holds nothing of its caller's when
 * that has its answer. */
static void
settle_later (gpointer data,
              gpointer user_data)
{
  Waiter *waiter = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "inflight-names");
  g_source_set_priority (source, g_task_get_priority (waiter->task));
  g_source_set_callback (source, settle_cb, waiter, waiter_unref);
  g_source_attach (source, g_task_get_context (waiter->task));
}

/* What is known; under the mutex */

static gint64
get_now_us (InflightNames *self)
{
  return self->clock_us != NULL ? *self->clock_us : g_get_monotonic_time ();
}

/* A look-up that is forgotten goes on for those who wait for it. */
static gboolean
is_known (InflightNames *self,
          Lookup        *lookup)
{
  return g_hash_table_lookup (self->lookups, lookup->key) == lookup;
}

static void
drop (InflightNames *self,
      Lookup        *lookup)
{
  if (lookup->answered)
    g_queue_unlink (&self->kept, &lookup->link);

  g_hash_table_remove (self->lookups, lookup->key);
}

static void
keep (InflightNames *self,
      Lookup        *lookup)
{
  if (!is_known (self, lookup))
    return;

  /* The other errors may be gone the next moment. */
  if (lookup->error != NULL &&
      !g_error_matches (lookup->error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    {
      g_hash_table_remove (self->lookups, lookup->key);
      return;
    }

  lookup->expires_us = get_now_us (self) +
                       (lookup->error != NULL ? KEEP_MISSING_US : KEEP_FOUND_US);
  g_queue_push_tail_link (&self->kept, &lookup->link);
  if (self->kept.length > MAX_KEPT)
    drop (self, g_queue_peek_head (&self->kept));
}

/* Threads */

/* Takes the ownership of @addresses and @error. */
static void
answer (InflightNames *self,
        Lookup        *lookup,
        GList         *addresses,
        GError        *error)
{
  g_autoptr (GPtrArray) waiters = NULL;

  g_mutex_lock (&self->mutex);
  lookup->addresses = addresses;
  lookup->error = error;
  lookup->answered = TRUE;
  keep (self, lookup);
  waiters = g_steal_pointer (&lookup->waiters);
  for (guint i = 0; i < waiters->len; i++)
    ((Waiter *) g_ptr_array_index (waiters, i))->waiting = FALSE;
  g_mutex_unlock (&self->mutex);

  g_ptr_array_set_free_func (waiters, NULL);
  g_ptr_array_foreach (waiters, settle_later, NULL);
}

static Lookup *
take_lookup (InflightNames *self)
{
  Lookup *lookup;

  g_mutex_lock (&self->mutex);
  lookup = g_queue_pop_head (&self->queue);
  if (lookup == NULL)
    self->n_threads--;
  g_mutex_unlock (&self->mutex);

  return lookup;
}

static gpointer
names_thread_func (gpointer data)
{
  g_autoptr (InflightNames) self = data;
  Lookup *lookup;

  while ((lookup = take_lookup (self)) != NULL)
    {
      GError *error = NULL;
      GList *addresses = inflight_addrinfo_get (lookup->key + 1, lookup->family, &error);

      answer (self, lookup, addresses, error);
      lookup_unref (lookup);
    }

  return NULL;
}

/* Under the mutex. All threads that there are have something to do. */
static void
start_thread (InflightNames *self)
{
  g_autoptr (GThread) thread = NULL;

  if (self->n_threads == self->max_threads)
    return;

  thread = g_thread_try_new ("inflight-names", names_thread_func,
                             inflight_names_ref (self), NULL);
  if (thread != NULL)
    self->n_threads++;
  else
    inflight_names_unref (self);
}

/* Callers */

/* Under the mutex. Returns: (transfer none): a look-up to share, or a new one. */
static Lookup *
get_lookup (InflightNames *self,
            const char    *name,
            int            family)
{
  g_autofree char *key = dup_key (name, family);
  Lookup *lookup = g_hash_table_lookup (self->lookups, key);

  if (lookup != NULL && lookup->answered && lookup->expires_us <= get_now_us (self))
    {
      drop (self, lookup);
      lookup = NULL;
    }

  if (lookup == NULL)
    {
      lookup = lookup_new (g_steal_pointer (&key), family);
      g_hash_table_insert (self->lookups, lookup->key, lookup);
      g_queue_push_tail (&self->queue, g_atomic_rc_box_acquire (lookup));
      start_thread (self);
    }

  return lookup;
}

/* Under the mutex. Nobody waits for it any more; what a thread has taken goes on. */
static void
abandon (InflightNames *self,
         Lookup        *lookup)
{
  if (!g_queue_remove (&self->queue, lookup))
    return;

  if (is_known (self, lookup))
    drop (self, lookup);
  lookup_unref (lookup);
}

static void
cancelled_cb (GCancellable *cancellable,
              Waiter       *self)
{
  InflightNames *names = self->names;
  g_autoptr (GTask) task = NULL;

  g_mutex_lock (&names->mutex);
  if (self->waiting)
    {
      self->waiting = FALSE;
      task = g_steal_pointer (&self->task);
      g_ptr_array_remove (self->lookup->waiters, self);
      if (self->lookup->waiters->len == 0)
        abandon (names, self->lookup);
    }
  g_mutex_unlock (&names->mutex);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);
}

static Waiter *
waiter_new (InflightNames *names,
            GTask         *task)
{
  Waiter *self = g_atomic_rc_box_new0 (Waiter);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->names = inflight_names_ref (names);
  self->task = task;
  if (cancellable != NULL)
    self->handler_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                              g_atomic_rc_box_acquire (self),
                                              waiter_unref);

  return self;
}

/**
 * inflight_names_new:
 * @max_threads: most look-ups at once, from 1
 * @clock_us: (nullable): the clock by which answers age, which stays where it is
 *   until the end of the program; or %NULL for the monotonic one
 *
 * Answers are kept for a minute, that there is no such name for ten seconds, and
 * other errors not at all.
 *
 * Returns: (transfer full): look-ups, with no thread yet
 */
InflightNames *
inflight_names_new (guint         max_threads,
                    const gint64 *clock_us)
{
  InflightNames *self = g_new0 (InflightNames, 1);

  g_assert (max_threads > 0);

  g_atomic_ref_count_init (&self->ref_count);
  self->max_threads = max_threads;
  self->clock_us = clock_us;
  g_mutex_init (&self->mutex);
  self->lookups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, lookup_unref);

  return self;
}

InflightNames *
inflight_names_ref (InflightNames *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_names_unref:
 * @self: (transfer full): look-ups
 *
 * Does not wait for those that hang: their threads hold @self.
 */
void
inflight_names_unref (InflightNames *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (g_queue_is_empty (&self->queue));

  g_hash_table_unref (self->lookups);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * inflight_names_look_up:
 * @self: look-ups
 * @name: a name in ASCII
 * @family: `AF_INET`, `AF_INET6`, or `AF_UNSPEC` for both
 * @task: (transfer full): a task that returns a #GList of #GInetAddress, with
 *   errors of %G_RESOLVER_ERROR or, when there are no descriptors left,
 *   %G_IO_ERROR_TOO_MANY_OPEN_FILES
 *
 * Returns @task in its main context, never within this call. If its cancellable
 * is cancelled it returns at once; those who wait for the same look-up do not
 * notice.
 */
void
inflight_names_look_up (InflightNames *self,
                        const char    *name,
                        int            family,
                        GTask         *task)
{
  Waiter *waiter = waiter_new (self, task);
  Lookup *stuck = NULL;
  gboolean waiting;

  g_mutex_lock (&self->mutex);
  /* Cancelled after this, it is the handler that finds it waiting. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      waiter->lookup = g_atomic_rc_box_acquire (get_lookup (self, name, family));
      waiter->waiting = !waiter->lookup->answered;
      if (waiter->waiting)
        g_ptr_array_add (waiter->lookup->waiters, g_atomic_rc_box_acquire (waiter));
      if (self->n_threads == 0)
        stuck = g_queue_pop_tail (&self->queue);
    }
  waiting = waiter->waiting;
  g_mutex_unlock (&self->mutex);
  inflight_debug ("Look-up of %s%s", name, waiting ? "" : ": known already");

  if (!waiting)
    waiter_settle (waiter);

  if (stuck != NULL)
    {
      answer (self, stuck, NULL,
              g_error_new (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                           "%s: no thread to look it up", name));
      lookup_unref (stuck);
    }

  waiter_unref (waiter);
}

/**
 * inflight_names_forget:
 * @self: look-ups
 *
 * Drops the answers that are kept. Those who wait get theirs; who asks from now
 * on shares none that was asked for before.
 */
void
inflight_names_forget (InflightNames *self)
{
  g_mutex_lock (&self->mutex);
  g_queue_init (&self->kept);
  g_hash_table_remove_all (self->lookups);
  g_mutex_unlock (&self->mutex);
}
