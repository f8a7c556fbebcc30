/* inflight-cli-run.c: inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli.h"

#include "inflight-batch.h"
#include "inflight-cli-options.h"
#include "inflight-cli-output.h"
#include "inflight-input.h"
#include "inflight-lab.h"
#include "inflight-wait.h"
#include "inflight-words.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* What is fetched from the lab if nothing is named. */
#define LAB_PATTERN "/posts/[1-100]"

/* A second signal after this long is meant. */
#define INSISTENCE_US (G_USEC_PER_SEC / 4)

typedef struct
{
  GMainLoop         *loop;
  InflightLab       *lab;
  InflightNetwork   *network;
  InflightBatch     *batch;
  InflightWait      *wait;
  InflightCliOutput *output;
  InflightCliStatus  status;
  gboolean           interrupted;
  gint64             interrupted_us;
} Run;

static void
run_clear (Run *self)
{
  /* Waits and batches that expect a tick hold the network, and none will come. */
  if (self->network != NULL)
    g_object_run_dispose (G_OBJECT (self->network));
  g_clear_object (&self->wait);
  g_clear_object (&self->batch);
  g_clear_object (&self->network);
  g_clear_object (&self->lab);
  g_clear_pointer (&self->output, inflight_cli_output_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
cancel_pending (Run *self)
{
  g_autoptr (GPtrArray) pending = inflight_batch_dup_pending (self->batch);

  inflight_network_cancel (self->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
}

/* Cancels what is pending; what settles because of it is printed still. The
 * second time round nothing is waited for, unless it is the same interruption:
 * timeout(1) and shells send the signal to the process and to its group. */
static void
interrupt (Run *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->interrupted)
    {
      if (now_us - self->interrupted_us > INSISTENCE_US)
        g_main_loop_quit (self->loop);
      return;
    }

  self->interrupted = TRUE;
  self->interrupted_us = now_us;
  self->status = INFLIGHT_CLI_INTERRUPTED;
  inflight_wait_abandon (self->wait);
  cancel_pending (self);
}

static gboolean
signal_cb (gpointer user_data)
{
  interrupt (user_data);

  return G_SOURCE_CONTINUE;
}

/* Decided when the wait returns: what happens to the rest changes nothing. */
static InflightCliStatus
judge (InflightWait *wait)
{
  const InflightCondition *condition = inflight_wait_get_condition (wait);
  const InflightTally *tally = inflight_wait_get_tally (wait);

  switch (inflight_wait_get_outcome (wait))
    {
    case INFLIGHT_OUTCOME_TIMED_OUT:
      return INFLIGHT_CLI_TIMED_OUT;

    case INFLIGHT_OUTCOME_IMPOSSIBLE:
      return INFLIGHT_CLI_IMPOSSIBLE;

    case INFLIGHT_OUTCOME_SATISFIED:
      if (condition->until != INFLIGHT_UNTIL_FIRST_SUCCESS &&
          condition->until != INFLIGHT_UNTIL_OK && tally->failed > 0)
        return INFLIGHT_CLI_FAILED;
      return INFLIGHT_CLI_SATISFIED;

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
  if (!self->interrupted)
    {
      self->status = judge (wait);
      inflight_cli_output_returned (self->output, wait);
    }

  if (inflight_batch_get_n_pending (self->batch) == 0)
    g_main_loop_quit (self->loop);
}

static void
changed_cb (InflightBatch *batch,
            GParamSpec    *pspec,
            Run           *self)
{
  g_assert (INFLIGHT_IS_BATCH (batch));

  if (!inflight_cli_output_update (self->output, batch))
    {
      /* Nobody reads any more. */
      self->interrupted = TRUE;
      self->status = INFLIGHT_CLI_INTERRUPTED;
      g_main_loop_quit (self->loop);
      return;
    }

  if (inflight_batch_get_n_pending (batch) == 0 &&
      inflight_wait_get_outcome (self->wait) != INFLIGHT_OUTCOME_NONE)
    g_main_loop_quit (self->loop);
}

/* Input */

static gboolean
add_inputs (InflightInput      *input,
            char              **inputs,
            GError            **error)
{
  for (gsize i = 0; inputs != NULL && inputs[i] != NULL; i++)
    {
      gboolean added;

      if (g_str_equal (inputs[i], "-"))
        added = inflight_input_add_descriptor (input, STDIN_FILENO,
                                               _("standard input"), error);
      else
        added = inflight_input_add_argument (input, inputs[i], NULL, error);

      if (!added)
        return FALSE;
    }

  return TRUE;
}

static void
complain_about (InflightInput *input)
{
  for (guint i = 0; i < inflight_input_get_n_problems (input); i++)
    {
      const char *source;
      const InflightProblem *problem = inflight_input_get_problem (input, i, &source);
      g_autofree char *sentence = inflight_words_problem (problem);

      inflight_cli_complain ("%s: %s", source, sentence);
    }
}

/* Returns the requests, or NULL after it said why there are none. */
static GPtrArray *
gather_requests (InflightCliOptions *options,
                 const char         *base)
{
  g_autoptr (InflightInput) input = inflight_input_new (options->glob, base);
  g_autoptr (GError) error = NULL;
  GPtrArray *addresses;
  GPtrArray *requests;

  if (options->inputs == NULL && options->lab)
    inflight_input_add_argument (input, LAB_PATTERN, NULL, NULL);

  if (!add_inputs (input, options->inputs, &error))
    {
      inflight_cli_complain ("%s", error->message);
      return NULL;
    }

  if (inflight_input_get_n_problems (input) > 0)
    {
      complain_about (input);
      return NULL;
    }

  addresses = inflight_input_get_addresses (input);
  if (addresses->len == 0)
    {
      inflight_cli_complain (_("no address given; try inflight-cli run --help"));
      return NULL;
    }

  requests = inflight_input_make_requests (addresses, options->options, &error);
  if (requests == NULL)
    inflight_cli_complain ("%s", error->message);

  return requests;
}

static void
run_tasks (Run       *self,
           GPtrArray *tasks)
{
  g_signal_connect (self->wait, "notify::outcome", G_CALLBACK (returned_cb), self);
  g_signal_connect (self->batch, "notify::serial", G_CALLBACK (changed_cb), self);

  inflight_network_launch (self->network, tasks);
  g_main_loop_run (self->loop);

  g_signal_handlers_disconnect_by_data (self->wait, self);
  g_signal_handlers_disconnect_by_data (self->batch, self);

  if (!inflight_cli_output_finish (self->output, self->batch, self->wait))
    self->status = INFLIGHT_CLI_INTERRUPTED;
  else if (self->interrupted)
    inflight_cli_output_interrupted (self->output, self->batch);
}

static void
set_up_network (Run                      *self,
                const InflightCliOptions *options)
{
  self->network = inflight_network_new ();
  inflight_network_set_caps (self->network, options->max_in_flight, options->per_host);
  inflight_network_set_interval (self->network, options->interval_us);
  inflight_network_set_proxy (self->network, options->proxy, NULL);
}

static InflightCliStatus
run (InflightCliOptions *options)
{
  g_auto (Run) self = { .status = INFLIGHT_CLI_USAGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  guint signal_ids[2];

  if (options->lab)
    {
      self.lab = inflight_lab_new (0, &error);
      if (self.lab == NULL)
        {
          inflight_cli_complain ("%s", error->message);
          return INFLIGHT_CLI_USAGE;
        }
    }

  requests = gather_requests (options, self.lab ? inflight_lab_get_base_uri (self.lab) : NULL);
  if (requests == NULL)
    return INFLIGHT_CLI_USAGE;

  self.loop = g_main_loop_new (NULL, FALSE);
  set_up_network (&self, options);

  self.batch = inflight_batch_new (self.network);
  self.output = inflight_cli_output_new (options->format, options->input_order,
                                         options->quiet);

  tasks = inflight_batch_append (self.batch, requests);
  self.wait = inflight_wait_new (self.network, tasks, &options->condition, NULL, &error);
  if (self.wait == NULL)
    {
      inflight_cli_complain ("--until: %s", error->message);
      return INFLIGHT_CLI_USAGE;
    }

  signal_ids[0] = g_unix_signal_add (SIGINT, signal_cb, &self);
  signal_ids[1] = g_unix_signal_add (SIGTERM, signal_cb, &self);
  run_tasks (&self, tasks);
  g_source_remove (signal_ids[0]);
  g_source_remove (signal_ids[1]);

  return self.status;
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
  g_auto (InflightCliOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!inflight_cli_options_parse (&options, argc, argv, &error))
    {
      inflight_cli_complain ("%s", error->message);
      return INFLIGHT_CLI_USAGE;
    }

  return run (&options);
}
