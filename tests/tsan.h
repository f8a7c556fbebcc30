/* tsan.h: what GLib's locks and queues do, for the sanitizer of threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* With -Db_sanitize=thread this is included before everything else.
 *
 * GLib is not instrumented, and its locks are none of the C library's that the sanitizer
 * knows: it would take for a race whatever they protect. Each function here says what
 * happens before what, and calls GLib's. */

void __tsan_acquire (void *address);
void __tsan_release (void *address);

static inline void
tsan_mutex_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

static inline gboolean
tsan_mutex_trylock (GMutex *mutex)
{
  gboolean locked = g_mutex_trylock (mutex);

  if (locked)
    __tsan_acquire (mutex);

  return locked;
}

static inline void
tsan_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  g_mutex_unlock (mutex);
}

static inline void
tsan_cond_wait (GCond  *cond,
                GMutex *mutex)
{
  __tsan_release (mutex);
  g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

static inline gboolean
tsan_cond_wait_until (GCond  *cond,
                      GMutex *mutex,
                      gint64  end_us)
{
  gboolean signalled;

  __tsan_release (mutex);
  signalled = g_cond_wait_until (cond, mutex, end_us);
  __tsan_acquire (mutex);

  return signalled;
}

static inline void
tsan_async_queue_push (GAsyncQueue *queue,
                       gpointer     data)
{
  __tsan_release (queue);
  g_async_queue_push (queue, data);
}

static inline gpointer
tsan_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = g_async_queue_pop (queue);

  __tsan_acquire (queue);

  return data;
}

static inline gpointer
tsan_async_queue_try_pop (GAsyncQueue *queue)
{
  gpointer data = g_async_queue_try_pop (queue);

  __tsan_acquire (queue);

  return data;
}

/* Who lets go last has seen what all others did before they let go. */
static inline gboolean
tsan_ref_count_dec (gatomicrefcount *count)
{
  gboolean last;

  __tsan_release (count);
  last = g_atomic_ref_count_dec (count);
  if (last)
    __tsan_acquire (count);

  return last;
}

static __thread GDestroyNotify tsan_rc_box_clear;

static inline void
tsan_rc_box_clear_cb (gpointer box)
{
  __tsan_acquire (box);
  tsan_rc_box_clear (box);
}

static inline void
tsan_rc_box_release_full (gpointer       box,
                          GDestroyNotify clear)
{
  GDestroyNotify outer = tsan_rc_box_clear;

  __tsan_release (box);
  tsan_rc_box_clear = clear;
  g_atomic_rc_box_release_full (box, tsan_rc_box_clear_cb);
  tsan_rc_box_clear = outer;
}

/* Whoever made and attached a source did so before it calls back. One that needs a cast
 * to be a GSourceFunc takes other arguments, and is left alone. */
typedef struct
{
  GSource       *source;
  GSourceFunc    func;
  gpointer       data;
  GDestroyNotify notify;
} TsanCallback;

static inline gboolean
tsan_source_cb (gpointer user_data)
{
  TsanCallback *self = user_data;

  __tsan_acquire (self);
  __tsan_acquire (self->source);

  return self->func (self->data);
}

static inline void
tsan_source_free_cb (gpointer user_data)
{
  TsanCallback *self = user_data;

  __tsan_acquire (self);
  __tsan_acquire (self->source);
  if (self->notify != NULL)
    self->notify (self->data);
  g_free (self);
}

static inline void
tsan_source_set_callback (GSource        *source,
                          GSourceFunc     func,
                          gpointer        data,
                          GDestroyNotify  notify)
{
  TsanCallback *self = g_new (TsanCallback, 1);

  *self = (TsanCallback) { source, func, data, notify };
  __tsan_release (self);
  g_source_set_callback (source, tsan_source_cb, self, tsan_source_free_cb);
}

static inline guint
tsan_source_attach (GSource      *source,
                    GMainContext *context)
{
  __tsan_release (source);

  return g_source_attach (source, context);
}

#define g_source_set_callback(source, func, data, notify) \
  __builtin_choose_expr (__builtin_types_compatible_p (__typeof__ (func), gboolean (gpointer)), \
                         tsan_source_set_callback, (g_source_set_callback)) \
    ((source), (func), (data), (notify))

#define g_source_attach              tsan_source_attach
#define g_mutex_lock                 tsan_mutex_lock
#define g_mutex_trylock              tsan_mutex_trylock
#define g_mutex_unlock               tsan_mutex_unlock
#define g_cond_wait                  tsan_cond_wait
#define g_cond_wait_until            tsan_cond_wait_until
#define g_async_queue_push           tsan_async_queue_push
#define g_async_queue_pop            tsan_async_queue_pop
#define g_async_queue_try_pop        tsan_async_queue_try_pop
#undef g_atomic_ref_count_dec
#define g_atomic_ref_count_dec       tsan_ref_count_dec
#define g_atomic_rc_box_release_full tsan_rc_box_release_full
