/* inflight-scheduler-transfers.c: the transfers of an attempt
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-core-private.h"

#include "inflight-base-private.h"
#include "inflight-attempt-private.h"

#include <string.h>

/* As much of the address of a redirect as a record says. */
#define MAX_RECORD_BYTES 2048

static guint
take_slot (InflightScheduler *self)
{
  guint slot = 0;

  while (slot < self->slots->len && self->slots->data[slot])
    slot++;

  if (slot == self->slots->len)
    g_byte_array_set_size (self->slots, slot + 1);

  self->slots->data[slot] = TRUE;

  return slot;
}

/* A server can lead from one address of 64 KiB to another, and a record is kept. */
static char *
dup_for_record (InflightUri *uri)
{
  char *text = inflight_uri_to_string (uri);
  gsize length = strlen (text);

  if (length <= MAX_RECORD_BYTES)
    return text;

  strcpy (text + MAX_RECORD_BYTES - strlen ("…"), "…");

  return g_realloc (text, MAX_RECORD_BYTES + 1);
}

static void
fail (InflightJob *job,
      GError      *error)
{
  InflightAnswer *answer = inflight_answer_new ();

  answer->error = error;
  job->attempt->events->settled (job, answer);
}

static void
begin (InflightScheduler *self,
       InflightJob       *job,
       const char        *proxy)
{
  const InflightOptions *options = inflight_request_get_options (job->request);
  InflightAttempt *attempt = job->attempt;
  g_autofree char *cookies = inflight_attempt_dup_cookies (attempt, options);
  const char *zone = inflight_host_find_missing_zone (inflight_uri_get_host (attempt->uri));
  InflightOrder order = {
    .uri = attempt->uri,
    .options = options,
    .method = attempt->method,
    .proxy = proxy,
    .cookies = cookies,
    .sends_body = attempt->sends_body,
    .slot = attempt->slot,
    .foreign = attempt->foreign,
    .guarded = attempt->guarded,
    .http_version = self->http_version,
    .record = job->exchange,
  };

  /* A proxy has interfaces of its own. */
  if (zone != NULL && proxy == NULL)
    {
      fail (job, g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_NO_INTERFACE,
                              "no network interface %s", zone));
      return;
    }

  inflight_job_debug (job, "has a transfer, %u in flight%s", self->in_flight,
                      proxy != NULL ? ", through a proxy" : "");
  attempt->transport = self->transport;
  attempt->transfer = self->transport->class->start (self->transport, &order,
                                                     attempt->events, job);
}

/* The desktop has answered, or its answer is not awaited any more. */
static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InflightJob) job = user_data;
  InflightScheduler *self = job->attempt->scheduler;
  g_autofree char *proxy = NULL;
  GError *error = NULL;

  proxy = inflight_proxies_ask_finish (self->proxies, result, &error);
  g_clear_object (&job->attempt->asking);

  if (error != NULL)
    fail (job, error);
  else
    begin (self, job, proxy);
}

static void
ask (InflightScheduler *self,
     InflightJob       *job)
{
  g_autofree char *url = inflight_uri_to_url (job->attempt->uri);

  job->attempt->asking = g_cancellable_new ();
  job->attempt->events->state (job, INFLIGHT_TASK_STATE_CONNECTING);
  inflight_proxies_ask_async (self->proxies, url, job->attempt->asking, asked_cb,
                              inflight_job_ref (job));
}

/**
 * inflight_scheduler_start_transfer:
 * @self: a scheduler
 * @job: a job that was admitted, with an attempt
 * @events: how to report
 *
 * Takes a place, finds out about a proxy, and has the transport begin. If there
 * is none because something is wrong, the transfer settles within this call.
 */
void
inflight_scheduler_start_transfer (InflightScheduler            *self,
                                   InflightJob                  *job,
                                   const InflightTransferEvents *events)
{
  const InflightOptions *options = inflight_request_get_options (job->request);
  InflightAttempt *attempt = job->attempt;
  const char *proxy = NULL;
  GError *error = NULL;

  attempt->events = events;
  attempt->slot = take_slot (self);
  attempt->stage = INFLIGHT_TASK_STATE_QUEUED;
  self->in_flight++;
  /* Nothing that was public leads to what is private. */
  if (inflight_host_is_public (job->host) && !inflight_options_get_allows_private (options))
    attempt->guarded = TRUE;

  if (!attempt->has_record)
    job->exchange = inflight_exchange_new (g_steal_pointer (&job->exchange), job->attempts);
  attempt->has_record = FALSE;
  if (attempt->n_redirects > 0 && job->exchange->uri == NULL)
    job->exchange->uri = dup_for_record (attempt->uri);

  switch (inflight_proxies_find (self->proxies, inflight_uri_get_scheme (attempt->uri),
                                 inflight_uri_get_host (attempt->uri),
                                 inflight_uri_get_port (attempt->uri), &proxy, &error))
    {
    case INFLIGHT_PROXY_DIRECT:
      begin (self, job, NULL);
      break;

    case INFLIGHT_PROXY_THROUGH:
      begin (self, job, proxy);
      break;

    case INFLIGHT_PROXY_ASK:
      ask (self, job);
      break;

    case INFLIGHT_PROXY_FAULTY:
      fail (job, error);
      break;
    }
}

/**
 * inflight_scheduler_has_transfer:
 * @job: a job
 *
 * Returns: whether a transfer of it has begun and not settled
 */
gboolean
inflight_scheduler_has_transfer (InflightJob *job)
{
  return job->attempt != NULL &&
         (job->attempt->transfer != NULL || job->attempt->asking != NULL);
}

/**
 * inflight_scheduler_stop_transfer:
 * @job: a job with a transfer under way
 *
 * Asks for its end; it settles later.
 */
void
inflight_scheduler_stop_transfer (InflightJob *job)
{
  InflightAttempt *attempt = job->attempt;

  if (attempt->asking != NULL)
    g_cancellable_cancel (attempt->asking);
  else
    attempt->transport->class->cancel (attempt->transport, attempt->transfer);
}

/**
 * inflight_scheduler_release_transfer:
 * @self: a scheduler
 * @job: a job whose transfer settled
 *
 * Gives its place up.
 */
void
inflight_scheduler_release_transfer (InflightScheduler *self,
                                     InflightJob       *job)
{
  self->slots->data[job->attempt->slot] = FALSE;
  self->in_flight--;
  job->attempt->transfer = NULL;
  inflight_hosts_release (self->hosts, job);
}
