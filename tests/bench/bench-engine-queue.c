/* bench-engine-queue.c: what it costs to queue many tasks, and to cancel them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-engine.h"

#include "bench-peer.h"
#include "bench-probe.h"
#include "bench-report.h"
#include "bench-run.h"

#define MAX_IN_FLIGHT   32
#define N_CANCELS       5
#define BAR_BYTES       600
#define BAR_QUEUEING_MS 300
#define BAR_CANCEL_MS   100

/* How long is waited for what comes after something that was done. */
#define BREAK_US G_USEC_PER_SEC

static void
await_requests (BenchPeer *peer,
                guint      n_requests)
{
  while (bench_peer_get_n_requests (peer) < n_requests)
    g_main_context_iteration (NULL, TRUE);
}

static void
report_memory (const char *what,
               double      bytes,
               guint       n_tasks,
               double      bar)
{
  g_autofree char *text = g_strdup_printf ("%u queued tasks, %s", n_tasks, what);

  if (bar > 0)
    bench_report_at_most (text, bytes / n_tasks, "B", bar);
  else
    bench_report (text, bytes / n_tasks, "B");
}

/* A first task is in flight before, so that threads, sessions and a connection
 * are there, and only the queue grows. */
void
bench_engine_memory (const BenchSetting *setting)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (BenchPeer) peer = bench_peer_new ();
  g_autoptr (GPtrArray) first = bench_requests_new (bench_peer_get_port (peer), "first", 1, 1);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (InflightBatch) first_batch = NULL;
  g_autoptr (GPtrArray) first_tasks = NULL;
  g_auto (BenchRun) run;
  double before;
  double queued;
  gsize addresses;

  bench_run_init (&run, 1);
  first_batch = inflight_batch_new (run.network);
  first_tasks = inflight_batch_append (first_batch, first);
  inflight_network_launch (run.network, first_tasks);
  await_requests (peer, 1);
  bench_pass (BREAK_US / 4);

  before = bench_get_resident_bytes ();
  requests = bench_requests_new (bench_peer_get_port (peer), "queued", G_MAXUINT,
                                 setting->n_queued);
  addresses = bench_requests_size (requests);
  bench_run_append (&run, requests);
  g_clear_pointer (&requests, g_ptr_array_unref);
  inflight_network_launch (run.network, run.tasks);
  bench_pass (BREAK_US);
  queued = bench_get_resident_bytes ();
  report_memory ("resident each beyond its address", queued - before - addresses,
                 setting->n_queued, BAR_BYTES);

  bench_run_wait (&run, &condition);
  bench_pass (BREAK_US / 4);
  report_memory ("a wait over all of them, each", bench_get_resident_bytes () - queued,
                 setting->n_queued, 0);

  inflight_network_cancel (run.network, run.tasks, INFLIGHT_CANCEL_REASON_USER, 0);
  inflight_network_cancel (run.network, first_tasks, INFLIGHT_CANCEL_REASON_USER, 0);
  bench_run_until_done (&run);
}

/* From ready tasks, and a wait over all of them, to the first byte that a server
 * sees. What comes before that, the addresses and the tasks, is told apart. */
void
bench_engine_queue (const BenchSetting *setting)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (BenchPeer) peer = bench_peer_new ();
  g_autoptr (BenchProbe) probe = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *text = NULL;
  g_auto (BenchRun) run;
  gint64 parse_us;
  gint64 add_us;
  gint64 begin_us;

  bench_run_init (&run, MAX_IN_FLIGHT);
  bench_pass (BREAK_US / 4);

  parse_us = g_get_monotonic_time ();
  requests = bench_requests_new (bench_peer_get_port (peer), "queued", G_MAXUINT,
                                 setting->n_queued);

  add_us = g_get_monotonic_time ();
  bench_run_append (&run, requests);
  bench_run_wait (&run, &condition);

  probe = bench_probe_new ();
  begin_us = g_get_monotonic_time ();
  inflight_network_launch (run.network, run.tasks);
  await_requests (peer, 1);
  bench_pass (BREAK_US);

  text = g_strdup_printf ("%u tasks queued, until the first is on the wire", setting->n_queued);
  bench_report_at_most (text, (bench_peer_get_first_us (peer) - begin_us) / 1000.0, "ms",
                        BAR_QUEUEING_MS);
  bench_report ("before that, their addresses parsed", (add_us - parse_us) / 1000.0, "ms");
  bench_report ("and tasks and a wait made of them", (begin_us - add_us) / 1000.0, "ms");
  bench_probe_report (probe, "while they are queued");

  inflight_network_cancel (run.network, run.tasks, INFLIGHT_CANCEL_REASON_USER, 0);
  bench_run_until_done (&run);
}

/* As the button does it. */
static double
cancel_once (const BenchSetting *setting)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (BenchPeer) peer = bench_peer_new ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_auto (BenchRun) run;
  gint64 begin_us;
  gint64 end_us;

  bench_run_init (&run, MAX_IN_FLIGHT);
  requests = bench_requests_new (bench_peer_get_port (peer), "queued", G_MAXUINT,
                                 setting->n_queued);
  bench_run_append (&run, requests);
  bench_run_wait (&run, &condition);
  inflight_network_launch (run.network, run.tasks);
  await_requests (peer, MAX_IN_FLIGHT);

  begin_us = g_get_monotonic_time ();
  pending = inflight_batch_dup_pending (run.batch);
  inflight_network_cancel (run.network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  bench_run_until_done (&run);
  end_us = g_get_monotonic_time ();

  g_assert (inflight_batch_get_count (run.batch, INFLIGHT_TASK_STATE_CANCELLED) ==
            setting->n_queued);

  return (end_us - begin_us) / 1000.0;
}

void
bench_engine_cancel (const BenchSetting *setting)
{
  g_autoptr (GArray) times_ms = bench_values_new ();
  g_autofree char *text = NULL;

  for (int i = 0; i < N_CANCELS; i++)
    bench_values_add (times_ms, cancel_once (setting));

  text = g_strdup_printf ("Cancel Pending on %u, until the last is cancelled", setting->n_queued);
  bench_report_at_most (text, bench_values_get (times_ms, 0.5), "ms", BAR_CANCEL_MS);
  bench_report ("the worst of five times", bench_values_get (times_ms, 1), "ms");
}
