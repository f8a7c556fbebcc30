/* inflight-words-phases.c: what a task spent its time on, in words
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* What is shorter is no part of the whole that anybody could miss. */
#define LEAST_US 500

/* How long each phase took in all requests of the last attempt. */
typedef struct
{
  gint64   sums_us[INFLIGHT_N_PHASES];
  gboolean began[INFLIGHT_N_PHASES];
  gboolean broke_off[INFLIGHT_N_PHASES];
  gint64   known_us;
} Sums;

/**
 * inflight_words_phase:
 * @phase: a phase
 *
 * Returns: its name
 */
const char *
inflight_words_phase (InflightPhase phase)
{
  switch (phase)
    {
    case INFLIGHT_PHASE_LOOKUP:
      return _("Name lookup");

    case INFLIGHT_PHASE_CONNECT:
      return _("Connecting");

    case INFLIGHT_PHASE_SECURE:
      return _("TLS handshake");

    case INFLIGHT_PHASE_SEND:
      return _("Sending");

    case INFLIGHT_PHASE_WAIT:
      return _("Waiting");

    case INFLIGHT_PHASE_RECEIVE:
      return _("Receiving");
    }

  g_return_val_if_reached ("");
}

static void
add_exchange (Sums                   *sums,
              const InflightExchange *exchange)
{
  InflightPhaseSpan spans[INFLIGHT_N_PHASES];

  inflight_exchange_get_phases (exchange, spans);
  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    {
      gint64 length_us = spans[phase].end_us - spans[phase].start_us;

      if (spans[phase].start_us == 0)
        continue;

      sums->began[phase] = TRUE;
      sums->broke_off[phase] |= !spans[phase].is_finished;
      sums->sums_us[phase] += length_us;
      sums->known_us += length_us;
    }
}

static void
sum_up (Sums         *sums,
        InflightTask *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);
  guint attempt = exchange != NULL ? exchange->attempt : 0;

  for (; exchange != NULL && exchange->attempt == attempt; exchange = exchange->previous)
    add_exchange (sums, exchange);
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
  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    {
      const char *name = inflight_words_phase (phase);
      g_autofree char *duration = inflight_words_duration (sums->sums_us[phase]);

      if (sums->broke_off[phase])
        /* Translators: a phase of a request, such as TLS handshake, and how long it
         * lasted until the request was given up */
        g_ptr_array_add (lines, g_strdup_printf (_("%s: %s, not finished"), name, duration));
      else if (sums->began[phase])
        /* Translators: a phase of a request, such as TLS handshake, and how long it
         * took */
        g_ptr_array_add (lines, g_strdup_printf (C_("phase: duration", "%s: %s"), name,
                                                 duration));
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
