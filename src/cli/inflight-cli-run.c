/* inflight-cli-run.c: inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli.h"

#include "inflight-batch.h"
#include "inflight-cli-input.h"
#include "inflight-cli-options.h"
#include "inflight-cli-output.h"
#include "inflight-cli-signals.h"
#include "inflight-wait.h"
#include "inflight-words.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

/* A second signal after this long is meant, and a third one in any case. */
#define INSISTENCE_US (G_USEC_PER_SEC / 4)
#define MEANT         3

/* How long the reader has then for what is there. */
#define LAST_WORDS_MS 100

/* After SIGTERM, a reader that takes nothing for so long is not waited for. */
#define STUCK_MS 1000

typedef struct
{
  GMainLoop          *loop;
  InflightCliOptions *options;
  InflightLab        *lab;
  InflightNetwork    *network;
  InflightBatch      *batch;
  GPtrArray          *tasks;
  GPtrArray          *guesses;
  InflightWait       *wait;
  InflightCliOutput  *output;
  InflightCliStatus   status;
  gboolean            held_up;
  guint               n_interruptions;
  gboolean            insisted;
  gint64              interrupted_us;
  guint               last_words_id;
  guint               stuck_id;
  gsize               written;
} Run;

/* The tasks stay: taking a great many apart takes a while, and the system does it at
 * once. They stay within reach, too, so that who looks for leaks finds others. */
static void
run_end (Run *self)
{
  /* Waits and batches that expect a tick hold the network, and none will come. */
  if (self->network != NULL)
    g_object_run_dispose (G_OBJECT (self->network));
  g_clear_handle_id (&self->last_words_id, g_source_remove);
  g_clear_handle_id (&self->stuck_id, g_source_remove);
  g_clear_object (&self->network);
  g_clear_object (&self->lab);
  g_clear_pointer (&self->output, inflight_cli_output_free);
  g_clear_pointer (&self->guesses, g_ptr_array_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

static void
cancel_pending (Run *self)
{
  g_autoptr (GPtrArray) pending = inflight_batch_dup_pending (self->batch);

  inflight_network_cancel (self->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
}

/* Nothing begins while the reader holds up what is there already. */
static void
hold_up (Run      *self,
         gboolean  held_up)
{
  if (self->held_up == held_up)
    return;

  self->held_up = held_up;
  inflight_network_set_caps (self->network, held_up ? 0 : self->options->max_in_flight,
                             self->options->per_host);
}

static gboolean
is_over (Run *self)
{
  return self->insisted ||
         (inflight_batch_get_n_pending (self->batch) == 0 &&
          inflight_wait_get_outcome (self->wait) != INFLIGHT_OUTCOME_NONE);
}

/* Goes on after anything has happened. The loop ends when the last line is written,
 * or none can be. */
static void
go_on (Run *self)
{
  if (inflight_cli_output_get_error (self->output) != 0)
    g_main_loop_quit (self->loop);
  else if (!is_over (self))
    hold_up (self, !inflight_cli_output_update (self->output, self->batch));
  else if (inflight_cli_output_finish (self->output, self->batch, self->wait,
                                       self->n_interruptions > 0))
    g_main_loop_quit (self->loop);
}

static gboolean
output_cb (gpointer user_data)
{
  go_on (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
last_words_cb (gpointer user_data)
{
  Run *self = user_data;

  self->last_words_id = 0;
  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

static gboolean
stuck_cb (gpointer user_data)
{
  Run *self = user_data;

  if (inflight_cli_output_is_stuck (self->output, &self->written))
    g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

/* Nothing is waited for any more. */
static void
insist (Run *self)
{
  if (self->insisted)
    {
      g_main_loop_quit (self->loop);
      return;
    }

  self->insisted = TRUE;
  self->last_words_id = g_timeout_add (LAST_WORDS_MS, last_words_cb, self);
  go_on (self);
}

/* Cancels what is pending; what settles because of it is printed still. The
 * second time round nothing is waited for, unless it is the same interruption:
 * timeout(1) and shells send the signal to the process and to its group. */
static void
interrupt (Run               *self,
           InflightCliStatus  status)
{
  gint64 now_us = g_get_monotonic_time ();

  self->status = status;
  if (++self->n_interruptions > 1)
    {
      if (self->n_interruptions >= MEANT || now_us - self->interrupted_us > INSISTENCE_US)
        insist (self);
      return;
    }

  self->interrupted_us = now_us;
  inflight_wait_abandon (self->wait);
  cancel_pending (self);
}

static void
signal_cb (int      number,
           gpointer user_data)
{
  Run *self = user_data;

  if (number == SIGINT)
    {
      interrupt (self, INFLIGHT_CLI_INTERRUPTED);
      return;
    }

  /* Who sends SIGTERM does not look at the screen, nor press a key again. */
  if (self->stuck_id == 0)
    self->stuck_id = g_timeout_add (STUCK_MS, stuck_cb, self);
  interrupt (self, INFLIGHT_CLI_TERMINATED);
}

/* Decided when the wait returns: what happens to the rest changes nothing. */
static InflightCliStatus
judge (InflightWait *wait)
{
  switch (inflight_wait_get_outcome (wait))
    {
    case INFLIGHT_OUTCOME_TIMED_OUT:
      return INFLIGHT_CLI_TIMED_OUT;

    case INFLIGHT_OUTCOME_IMPOSSIBLE:
      return INFLIGHT_CLI_IMPOSSIBLE;

    case INFLIGHT_OUTCOME_SATISFIED:
      return inflight_wait_found_error (wait) ? INFLIGHT_CLI_FAILED : INFLIGHT_CLI_SATISFIED;

    case INFLIGHT_OUTCOME_NONE:
    case INFLIGHT_OUTCOME_ABANDONED:
      return INFLIGHT_CLI_INTERRUPTED;
    }

  g_return_val_if_reached (INFLIGHT_CLI_INTERRUPTED);
}

static void
returned_cb (InflightWait *wait,
             GParamSpec   *pspec,
             Run          *self)
{
  g_assert (INFLIGHT_IS_WAIT (wait));

  /* Abandoned for the sake of an interruption, which is told at the end. */
  if (self->n_interruptions == 0)
    {
      self->status = judge (wait);
      inflight_cli_output_returned (self->output, wait);
    }

  go_on (self);
}

static void
changed_cb (InflightBatch *batch,
            GParamSpec    *pspec,
            Run           *self)
{
  g_assert (INFLIGHT_IS_BATCH (batch));

  go_on (self);
}

/* Who closes a pipe knows why. */
static void
complain_about_output (Run *self)
{
  int error = inflight_cli_output_get_error (self->output);

  if (error == EPIPE)
    {
      self->status = INFLIGHT_CLI_INTERRUPTED;
    }
  else if (error != 0)
    {
      /* Translators: %s is why */
      inflight_cli_complain (_("cannot write: %s"), g_strerror (error));
      self->status = INFLIGHT_CLI_USAGE;
    }
}

static void
run_tasks (Run *self)
{
  guint signals_id = inflight_cli_signals_watch (signal_cb, self);

  g_signal_connect (self->wait, "notify::outcome", G_CALLBACK (returned_cb), self);
  g_signal_connect (self->batch, "notify::serial", G_CALLBACK (changed_cb), self);

  inflight_cli_input_watch (self->guesses, self->tasks);
  inflight_network_launch (self->network, self->tasks);
  g_main_loop_run (self->loop);

  inflight_cli_signals_unwatch (signals_id);
  g_signal_handlers_disconnect_by_data (self->wait, self);
  g_signal_handlers_disconnect_by_data (self->batch, self);

  complain_about_output (self);
  inflight_cli_input_explain (self->guesses);
}

static gboolean
set_up_network (Run                       *self,
                const InflightCliOptions  *options,
                GError                   **error)
{
  self->network = inflight_network_new ();
  inflight_network_set_caps (self->network, options->max_in_flight, options->per_host);
  inflight_network_set_interval (self->network, options->interval_us);
  inflight_network_set_proxy (self->network, options->proxy, NULL);
  if (options->http_version >= 0)
    inflight_network_set_http_version (self->network, options->http_version);

  return options->transport < 0 ||
         inflight_network_set_transport (self->network, options->transport, error);
}

/* Returns its address, or NULL if it does not run. */
static const char *
start_lab (Run     *self,
           GError **error)
{
  const InflightLabFunctions *functions = inflight_cli_load_lab (error);

  if (functions != NULL)
    self->lab = functions->create (0, error);

  return self->lab != NULL ? functions->get_base_uri (self->lab) : NULL;
}

static InflightCliStatus
run (Run                *self,
     InflightCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const char *base = NULL;

  self->status = INFLIGHT_CLI_USAGE;
  self->options = options;

  if (options->lab)
    {
      base = start_lab (self, &error);
      if (base == NULL)
        {
          inflight_cli_complain ("%s", error->message);
          return self->status;
        }
    }

  /* Before the input is read: its thread has libraries to get ready. */
  if (!set_up_network (self, options, &error))
    {
      inflight_cli_complain ("%s", error->message);
      return self->status;
    }

  requests = inflight_cli_input_gather (options, base, &self->guesses);
  if (requests == NULL)
    return self->status;

  self->loop = g_main_loop_new (NULL, FALSE);

  self->batch = inflight_batch_new (self->network);
  self->output = inflight_cli_output_new (options->format, options->input_order,
                                          options->quiet, output_cb, self);

  self->tasks = inflight_batch_append (self->batch, requests);
  g_clear_pointer (&requests, g_ptr_array_unref);
  self->wait = inflight_wait_new (self->network, self->tasks, &options->condition, NULL, &error);
  if (self->wait == NULL)
    {
      inflight_cli_complain ("--until: %s", error->message);
      return self->status;
    }

  run_tasks (self);

  return self->status;
}

/**
 * inflight_cli_run:
 * @argc: number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Returns: the exit status
 */
InflightCliStatus
inflight_cli_run (int    argc,
                  char **argv)
{
  static Run self;
  g_auto (InflightCliOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  InflightCliStatus status;

  if (!inflight_cli_options_parse (&options, argc, argv, &error))
    {
      inflight_cli_complain_about_arguments (error->message);
      return INFLIGHT_CLI_USAGE;
    }

  status = run (&self, &options);
  inflight_cli_leave (status);
  run_end (&self);

  return status;
}
