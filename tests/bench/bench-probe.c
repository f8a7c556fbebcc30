/* bench-probe.c: how late a main loop is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-probe.h"

#include "bench-report.h"

#define INTERVAL_US 1000
#define BAR_MS      10

/**
 * BenchProbe:
 * @due_us: when it shall be dispatched next
 * @late_ms: (element-type double): by how much it was late, for every
 *   millisecond
 *
 * A source that wants to be dispatched every millisecond, with the priority that
 * input has. If the loop is away for long, each millisecond of it counts: a click
 * could have come in any of them.
 */
struct _BenchProbe
{
  GSource *source;
  gint64   due_us;
  GArray  *late_ms;
};

static gboolean
probe_cb (gpointer user_data)
{
  BenchProbe *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  while (self->due_us <= now_us)
    {
      bench_values_add (self->late_ms, (now_us - self->due_us) / 1000.0);
      self->due_us += INTERVAL_US;
    }

  g_source_set_ready_time (self->source, self->due_us);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  return callback (user_data);
}

/**
 * bench_probe_new:
 *
 * Returns: (transfer full): a probe of the default main context, begun now
 */
BenchProbe *
bench_probe_new (void)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  BenchProbe *self = g_new0 (BenchProbe, 1);

  self->late_ms = bench_values_new ();
  self->due_us = g_get_monotonic_time () + INTERVAL_US;
  self->source = g_source_new (&funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "bench-probe");
  g_source_set_callback (self->source, probe_cb, self, NULL);
  g_source_set_ready_time (self->source, self->due_us);
  g_source_attach (self->source, NULL);

  return self;
}

void
bench_probe_free (BenchProbe *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_array_unref (self->late_ms);
  g_free (self);
}

/**
 * bench_probe_report:
 * @self: a probe
 * @when: what the loop did meanwhile
 *
 * Prints how late it was from the beginning up to now.
 */
void
bench_probe_report (BenchProbe *self,
                    const char *when)
{
  g_autofree char *most = g_strdup_printf ("main loop late %s: 99.9 %%", when);
  g_autofree char *worst = g_strdup_printf ("main loop late %s: worst", when);

  bench_report_at_most (most, bench_values_get (self->late_ms, 0.999), "ms", BAR_MS);
  bench_report (worst, bench_values_get (self->late_ms, 1), "ms");
}
