/* turn-watch.c: how long a loop is kept from its next iteration
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "turn-watch.h"

#include <time.h>

/* A figure of 32 bits, so that another thread can read it: it is 35 minutes at the
 * most. */
static int longest_us;

static gint64
get_thread_us (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* What is between two calls is a turn. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout_ms)
{
  static _Thread_local gint64 left_us = -1;
  int n_ready;

  if (left_us >= 0 && get_thread_us () - left_us > g_atomic_int_get (&longest_us))
    g_atomic_int_set (&longest_us, get_thread_us () - left_us);

  n_ready = g_poll (fds, n_fds, timeout_ms);
  left_us = get_thread_us ();

  return n_ready;
}

/**
 * turn_watch_begin:
 * @context: the main context of another thread
 *
 * Watches its iterations from the next one on; those of one context at a time.
 */
void
turn_watch_begin (GMainContext *context)
{
  g_atomic_int_set (&longest_us, 0);
  g_main_context_set_poll_func (context, poll_cb);
}

/**
 * turn_watch_get_longest_us:
 *
 * Returns: for how long the thread worked in one iteration, at the worst, in
 *   microseconds of its own processor time: what else the machine has to do does not
 *   count
 */
gint64
turn_watch_get_longest_us (void)
{
  return g_atomic_int_get (&longest_us);
}
