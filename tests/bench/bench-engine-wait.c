/* bench-engine-wait.c: what a wait costs, and how soon its aftermath is over
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-engine.h"

#include "bench-peer.h"
#include "bench-report.h"
#include "bench-run.h"
#include "inflight-network-private.h"

#define FEW_MEMBERS  10
#define N_REPEATS    3
#define BAR_RATIO    1.25

#define N_AFTERMATHS 20
#define IN_FLIGHT    64
#define BAR_CLOSE_MS 20

/* A wire that holds one request, until it is told to answer it: no system calls,
 * so that what is left is the engine. */
typedef struct
{
  InflightTransport        parent;
  const InflightTransferEvents *events;
  gpointer                 user_data;
} Wire;

static gpointer
wire_start (InflightTransport       *transport,
            const InflightOrder     *transfer,
            const InflightTransferEvents *events,
            gpointer                 user_data)
{
  Wire *self = (Wire *) transport;

  self->events = events;
  self->user_data = user_data;
  events->state (user_data, INFLIGHT_TASK_STATE_WAITING);

  return self;
}

static void
wire_cancel (InflightTransport *transport,
             gpointer           exchange)
{
}

static void
wire_free (InflightTransport *transport)
{
  g_free (transport);
}

static void
wire_answer (Wire *self)
{
  InflightAnswer *answer = inflight_answer_new ();

  answer->status = 200;
  self->events->settled (self->user_data, answer);
}

static Wire *
wire_new (void)
{
  static const InflightTransportClass class = {
    .start = wire_start,
    .cancel = wire_cancel,
    .free = wire_free,
  };
  Wire *self = g_new0 (Wire, 1);

  self->parent.class = &class;

  return self;
}

/* Waits that share the tasks among them, so many each. */
static GPtrArray *
make_waits (InflightNetwork *network,
            GPtrArray       *tasks,
            guint            n_members)
{
  GPtrArray *waits = g_ptr_array_new_with_free_func (g_object_unref);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  for (guint i = 0; n_members > 0 && i + n_members <= tasks->len; i += n_members)
    {
      g_autoptr (GPtrArray) members = g_ptr_array_new ();

      for (guint j = 0; j < n_members; j++)
        g_ptr_array_add (members, g_ptr_array_index (tasks, i + j));

      g_ptr_array_add (waits, inflight_wait_new (network, members, &condition, NULL, NULL));
    }

  return waits;
}

/* One task settles a tick, each the member of one wait. Returns the processor
 * time that each of them took, in nanoseconds. */
static double
settle_all (guint n_tasks,
            guint n_members)
{
  Wire *wire = wire_new ();
  gint64 clock_us = 1;
  g_autoptr (InflightNetwork) network = inflight_network_new_virtual (&wire->parent, &clock_us);
  g_autoptr (InflightBatch) batch = inflight_batch_new (network);
  g_autoptr (GPtrArray) requests = bench_requests_new (80, "wait", 100, n_tasks);
  g_autoptr (GPtrArray) tasks = inflight_batch_append (batch, requests);
  g_autoptr (GPtrArray) waits = make_waits (network, tasks, n_members);
  double begin_us;
  double end_us;

  inflight_network_set_caps (network, 1, 1);
  inflight_network_launch (network, tasks);
  inflight_network_advance (network);

  begin_us = bench_get_cpu_us ();
  for (guint i = 0; i < n_tasks; i++)
    {
      clock_us++;
      wire_answer (wire);
      inflight_network_advance (network);
    }
  end_us = bench_get_cpu_us ();

  g_assert (inflight_batch_get_n_pending (batch) == 0);
  for (guint i = 0; i < waits->len; i++)
    g_assert (inflight_wait_get_outcome (g_ptr_array_index (waits, i)) ==
              INFLIGHT_OUTCOME_SATISFIED);

  g_object_run_dispose (G_OBJECT (network));

  return (end_us - begin_us) * 1000 / n_tasks;
}

void
bench_engine_wait (const BenchSetting *setting)
{
  g_autoptr (GArray) none = bench_values_new ();
  g_autoptr (GArray) few = bench_values_new ();
  g_autoptr (GArray) all = bench_values_new ();
  g_autofree char *text = NULL;
  g_autofree char *ratio = NULL;

  for (int i = 0; i < N_REPEATS; i++)
    {
      bench_values_add (none, settle_all (setting->n_queued, 0));
      bench_values_add (few, settle_all (setting->n_queued, FEW_MEMBERS));
      bench_values_add (all, settle_all (setting->n_queued, setting->n_queued));
    }

  text = g_strdup_printf ("the same in a wait over %u", setting->n_queued);
  ratio = g_strdup_printf ("that, to one over %d", FEW_MEMBERS);
  bench_report ("a task that settles and is in no wait", bench_values_get (none, 0.5), "ns");
  bench_report ("the same in a wait over 10", bench_values_get (few, 0.5), "ns");
  bench_report (text, bench_values_get (all, 0.5), "ns");
  bench_report_at_most (ratio, bench_values_get (all, 0.5) / bench_values_get (few, 0.5), "",
                        BAR_RATIO);
}

/* All are in flight, one is answered, the others are cancelled by the wait that it
 * fulfils. Returns the milliseconds between the tick and the last socket. */
static double
close_all (void)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (BenchPeer) peer = bench_peer_new ();
  g_autoptr (GPtrArray) requests = bench_requests_new (bench_peer_get_port (peer), "hang",
                                                       IN_FLIGHT, IN_FLIGHT);
  g_auto (BenchRun) run;
  gint64 begin_us;
  gint64 returned_us;

  condition.until = INFLIGHT_UNTIL_FIRST;
  condition.then = INFLIGHT_THEN_CANCEL;
  bench_run_init (&run, IN_FLIGHT);
  bench_run_append (&run, requests);
  begin_us = inflight_network_get_now_us (run.network);
  bench_run_wait (&run, &condition);
  inflight_network_launch (run.network, run.tasks);

  while (bench_peer_get_n_requests (peer) < IN_FLIGHT)
    g_main_context_iteration (NULL, TRUE);

  bench_peer_answer_one (peer);
  while (inflight_wait_get_outcome (run.wait) == INFLIGHT_OUTCOME_NONE)
    g_main_context_iteration (NULL, TRUE);

  returned_us = begin_us + inflight_wait_get_elapsed_us (run.wait, 0);
  while (bench_peer_get_n_gone (peer) < IN_FLIGHT - 1)
    g_main_context_iteration (NULL, TRUE);

  bench_run_until_done (&run);

  return (bench_peer_get_last_gone_us (peer) - returned_us) / 1000.0;
}

void
bench_engine_aftermath (const BenchSetting *setting)
{
  g_autoptr (GArray) times_ms = bench_values_new ();

  for (int i = 0; i < N_AFTERMATHS; i++)
    bench_values_add (times_ms, close_all ());

  bench_report_at_most ("a wait returns, until the last of 63 sockets is closed: median",
                        bench_values_get (times_ms, 0.5), "ms", BAR_CLOSE_MS);
  bench_report_at_most ("the worst of twenty", bench_values_get (times_ms, 1), "ms",
                        BAR_CLOSE_MS);
}
