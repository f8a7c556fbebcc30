/* inflight-words-phases.c: what a task spent its time on, in words
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is shorter is no part of the whole that anybody could miss. */
#define LEAST_US 500

/* How long each phase took in all requests of the last attempt. */
typedef struct
{
  gint64   sums_us[INFLIGHT_N_PHASE_SPANS];
  gboolean began[INFLIGHT_N_PHASE_SPANS];
  gboolean broke_off[INFLIGHT_N_PHASE_SPANS];
  gint64   known_us;
} Sums;

/**
 * inflight_words_get_phases:
 * @timings: when what happened
 * @phases: (out caller-allocates) (array fixed-size=6): the phases, in their order,
 *   whether they happened or not
 */
void
inflight_words_get_phases (const InflightTimings *timings,
                           InflightPhaseSpan     *phases)
{
  gint64 secure_us = timings->secure_connection_start_us;
  const InflightPhaseSpan rows[INFLIGHT_N_PHASE_SPANS] = {
    { _("Name lookup"), timings->domain_lookup_start_us, timings->domain_lookup_end_us },
    { _("Connecting"), timings->connect_start_us,
      secure_us != 0 ? secure_us : timings->connect_end_us },
    { _("TLS handshake"), secure_us, timings->connect_end_us },
    { _("Sending"), timings->request_start_us, timings->request_end_us },
    { _("Waiting"), timings->request_end_us, timings->response_start_us },
    { _("Receiving"), timings->response_start_us, timings->response_end_us },
  };

  memcpy (phases, rows, sizeof rows);
}

/* No time is counted twice, and none after @until_us, so that all of it is never more
 * than passed. */
static void
add_exchange (Sums                   *sums,
              const InflightExchange *exchange,
              gint64                  until_us)
{
  InflightPhaseSpan phases[INFLIGHT_N_PHASE_SPANS];
  gint64 reached_us = 0;

  inflight_words_get_phases (&exchange->timings, phases);
  for (guint i = 0; i < INFLIGHT_N_PHASE_SPANS; i++)
    {
      gint64 end_us = phases[i].end_us != 0 ? MIN (phases[i].end_us, until_us) : until_us;

      if (phases[i].start_us == 0)
        continue;

      reached_us = MAX (reached_us, phases[i].start_us);
      sums->began[i] = TRUE;
      sums->broke_off[i] |= phases[i].end_us == 0;
      sums->sums_us[i] += MAX (0, end_us - reached_us);
      sums->known_us += MAX (0, end_us - reached_us);
      reached_us = MAX (reached_us, end_us);
    }
}

static void
sum_up (Sums         *sums,
        InflightTask *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);
  guint attempt = exchange != NULL ? exchange->attempt : 0;
  gint64 until_us = inflight_task_get_launched_us (task) +
                    inflight_task_get_since_launch_us (task);

  for (; exchange != NULL && exchange->attempt == attempt; exchange = exchange->previous)
    {
      add_exchange (sums, exchange, until_us);
      until_us = exchange->timings.fetch_start_us;
    }
}

/* Takes nothing if there is nothing to tell. */
static void
add_line (GPtrArray  *lines,
          const char *name,
          gint64      time_us)
{
  g_autofree char *duration = NULL;

  if (time_us < LEAST_US)
    return;

  duration = inflight_words_duration (time_us);

  /* Translators: a phase of a request, such as TLS handshake, and how long it took */
  g_ptr_array_add (lines, g_strdup_printf (C_("phase: duration", "%s: %s"), name, duration));
}

static void
add_phases (GPtrArray  *lines,
            const Sums *sums)
{
  static const InflightTimings none;
  InflightPhaseSpan phases[INFLIGHT_N_PHASE_SPANS];

  inflight_words_get_phases (&none, phases);
  for (guint i = 0; i < INFLIGHT_N_PHASE_SPANS; i++)
    {
      g_autofree char *duration = inflight_words_duration (sums->sums_us[i]);

      if (sums->broke_off[i])
        /* Translators: a phase of a request, such as TLS handshake, and how long it
         * lasted until the request was given up */
        g_ptr_array_add (lines, g_strdup_printf (_("%s: %s, not finished"), phases[i].name,
                                                 duration));
      else if (sums->began[i])
        /* Translators: a phase of a request, such as TLS handshake, and how long it
         * took */
        g_ptr_array_add (lines, g_strdup_printf (C_("phase: duration", "%s: %s"),
                                                 phases[i].name, duration));
    }
}

/* What is neither queue nor phase, such as the time until the end was told of, is part
 * of an attempt only if there was one before the last. What was cancelled in a hold
 * has no attempt that is the last. */
static gint64
get_earlier_us (InflightTask *task)
{
  gint64 elapsed_us = inflight_task_get_elapsed_us (task, 0);

  if (inflight_task_get_attempts (task) <= (elapsed_us > 0 ? 1 : 0))
    return 0;

  return inflight_task_get_since_launch_us (task) - inflight_task_get_queued_us (task) -
         elapsed_us;
}

/**
 * inflight_words_phases:
 * @task: a task
 *
 * What a settled task spent its time on, redirects included. The lines add up to
 * the last one, the time since its launch: in the queue or held, in attempts before
 * the last, and in each phase of that.
 *
 * Returns: (transfer full) (nullable): a line for each; %NULL before it settled
 */
char *
inflight_words_phases (InflightTask *task)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gint64 whole_us = inflight_task_get_since_launch_us (task);
  gint64 queued_us = inflight_task_get_queued_us (task);
  gint64 earlier_us = get_earlier_us (task);
  g_autofree char *queued = NULL;
  g_autofree char *whole = NULL;
  Sums sums = { 0 };

  if (!inflight_task_is_settled (task))
    return NULL;

  if (inflight_task_get_elapsed_us (task, 0) > 0)
    sum_up (&sums, task);
  queued = inflight_words_duration (queued_us);
  whole = inflight_words_duration (whole_us);

  /* Translators: %s is how long a task was queued or held */
  g_ptr_array_add (lines, g_strdup_printf (_("In the queue: %s"), queued));
  add_line (lines, _("Earlier attempts"), earlier_us);
  add_phases (lines, &sums);
  add_line (lines, _("Other"), whole_us - queued_us - earlier_us - sums.known_us);

  /* Translators: %s is the time from the launch of a task to its end */
  g_ptr_array_add (lines, g_strdup_printf (_("In all: %s"), whole));
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * inflight_words_waterfall:
 * @task: a task
 * @now_us: the time on the clock of its network
 *
 * Returns: (transfer full): what its bar in a waterfall shows, in words
 */
char *
inflight_words_waterfall (InflightTask *task,
                          gint64        now_us)
{
  gint64 launched_us = inflight_task_get_launched_us (task);
  gint64 elapsed_us = inflight_task_get_elapsed_us (task, now_us);
  const char *state = inflight_words_state (inflight_task_get_state (task));
  g_autofree char *phases = inflight_words_phases (task);
  g_autofree char *duration = NULL;

  if (phases != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (phases, "\n", -1);

      return g_strjoinv (C_("phases", ", "), lines);
    }

  if (launched_us == 0)
    return g_strdup (state);

  duration = inflight_words_elapsed (elapsed_us > 0 ? elapsed_us
                                                    : MAX (0, now_us - launched_us));

  /* Translators: the state of a task that has not settled, and for how long it has
   * been under way, or in the queue */
  return g_strdup_printf (_("%s: %s so far"), state, duration);
}
