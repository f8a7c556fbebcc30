/* cost-watch.c: what something costs in time, memory and attention
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cost-watch.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SAMPLE_US 1000

/**
 * CostWatch:
 * @late_us: the longest time that the main loop came late to its sampler
 * @busy_us: the longest time that its thread worked meanwhile
 *
 * Looks at the main loop of the thread that made it, and at the memory of the
 * whole process, from its beginning on.
 */
struct _CostWatch
{
  GSource *sampler;
  gint64   since_us;
  gint64   late_us;
  gint64   busy_us;
  gint64   worked_us;
  gint64   resident_bytes;
  gint64   peak_bytes;
};

typedef struct
{
  GSource    parent;
  CostWatch *watch;
} Sampler;

static gint64
get_thread_us (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gboolean
sampler_dispatch (GSource     *source,
                  GSourceFunc  callback,
                  gpointer     user_data)
{
  CostWatch *watch = ((Sampler *) source)->watch;
  gint64 now_us = g_get_monotonic_time ();
  gint64 worked_us = get_thread_us ();

  watch->busy_us = MAX (watch->busy_us, worked_us - watch->worked_us);
  watch->worked_us = worked_us;
  watch->late_us = MAX (watch->late_us, now_us - g_source_get_ready_time (source));
  g_source_set_ready_time (source, now_us + SAMPLE_US);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs sampler_funcs = { .dispatch = sampler_dispatch };

/* Returns: a value of /proc/self/status in bytes, or -1. */
static gint64
read_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;

  line = strstr (text, key);

  return line != NULL ? g_ascii_strtoll (line + strlen (key), NULL, 10) * 1024 : -1;
}

/* Makes the peak what is resident now (man 5 proc_pid_clear_refs). */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;

  fputs ("5", file);
  fclose (file);
}

/**
 * cost_watch_new:
 *
 * Returns: (transfer full): a watch that runs
 */
CostWatch *
cost_watch_new (void)
{
  CostWatch *self = g_new0 (CostWatch, 1);

  forget_peak ();
  self->resident_bytes = read_status ("\nVmRSS:");
  self->peak_bytes = read_status ("\nVmHWM:");
  self->since_us = g_get_monotonic_time ();
  self->worked_us = get_thread_us ();

  self->sampler = g_source_new (&sampler_funcs, sizeof (Sampler));
  ((Sampler *) self->sampler)->watch = self;
  g_source_set_static_name (self->sampler, "cost-watch");
  g_source_set_priority (self->sampler, G_PRIORITY_HIGH);
  g_source_set_ready_time (self->sampler, self->since_us + SAMPLE_US);
  g_source_attach (self->sampler, g_main_context_get_thread_default ());

  return self;
}

void
cost_watch_free (CostWatch *self)
{
  g_source_destroy (self->sampler);
  g_source_unref (self->sampler);
  g_free (self);
}

gint64
cost_watch_get_elapsed_us (CostWatch *self)
{
  return g_get_monotonic_time () - self->since_us;
}

/**
 * cost_watch_get_late_us:
 * @self: a watch
 *
 * Returns: how long the main loop was kept from its work, at the worst
 */
gint64
cost_watch_get_late_us (CostWatch *self)
{
  return self->late_us;
}

/**
 * cost_watch_get_busy_us:
 * @self: a watch
 *
 * Returns: how long the thread of the main loop worked without coming back to
 *   it, at the worst; unlike the lateness it does not depend on what else the
 *   machine has to do, and misses sleep
 */
gint64
cost_watch_get_busy_us (CostWatch *self)
{
  return self->busy_us;
}

/**
 * cost_watch_get_growth_bytes:
 * @self: a watch
 *
 * Returns: how much more was resident at once, at the most; too little where the
 *   kernel does not forget the peak of before; -1 where that means nothing
 */
gint64
cost_watch_get_growth_bytes (CostWatch *self)
{
  gint64 resident_bytes = read_status ("\nVmRSS:");
  gint64 peak_bytes = read_status ("\nVmHWM:");

  if (cost_watch_is_slowed () || self->resident_bytes < 0 || self->peak_bytes < 0)
    return -1;

  if (peak_bytes > self->peak_bytes)
    return peak_bytes - self->resident_bytes;

  return MAX (0, resident_bytes - self->resident_bytes);
}

/**
 * cost_watch_is_slowed:
 *
 * Returns: whether a sanitizer or valgrind is at work, so that neither time nor
 *   memory are what they would be
 */
gboolean
cost_watch_is_slowed (void)
{
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
  return TRUE;
#elif defined (__has_feature)
#if __has_feature (address_sanitizer) || __has_feature (thread_sanitizer)
  return TRUE;
#endif
#endif

  return strstr (g_getenv ("LD_PRELOAD") ? g_getenv ("LD_PRELOAD") : "", "vgpreload") != NULL;
}
