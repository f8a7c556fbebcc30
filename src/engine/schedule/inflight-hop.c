/* inflight-hop.c: one exchange of an attempt, from its place to the transport
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-core-private.h"

#include "inflight-base-private.h"
#include "inflight-flight-private.h"

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
  job->flight->events->settled (job, answer);
}

static void
begin (InflightScheduler *self,
       InflightJob       *job,
       const char        *proxy)
{
  const InflightOptions *options = inflight_request_get_options (job->request);
  InflightFlight *flight = job->flight;
  g_autofree char *cookies = inflight_flight_dup_cookies (flight, options);
  const char *zone = inflight_host_find_missing_zone (inflight_uri_get_host (flight->uri));
  InflightHop hop = {
    .uri = flight->uri,
    .options = options,
    .method = flight->method,
    .proxy = proxy,
    .cookies = cookies,
    .sends_body = flight->sends_body,
    .slot = flight->slot,
    .foreign = flight->foreign,
    .guarded = flight->guarded,
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

  flight->transport = self->transport;
  flight->exchange = self->transport->class->start (self->transport, &hop,
                                                    flight->events, job);
}

/* The desktop has answered, or its answer is not awaited any more. */
static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InflightJob) job = user_data;
  InflightScheduler *self = job->flight->scheduler;
  g_autofree char *proxy = NULL;
  GError *error = NULL;

  proxy = inflight_proxies_ask_finish (self->proxies, result, &error);
  g_clear_object (&job->flight->asking);

  if (error != NULL)
    fail (job, error);
  else
    begin (self, job, proxy);
}

static void
ask (InflightScheduler *self,
     InflightJob       *job)
{
  g_autofree char *url = inflight_uri_to_url (job->flight->uri);

  job->flight->asking = g_cancellable_new ();
  job->flight->events->state (job, INFLIGHT_TASK_STATE_CONNECTING);
  inflight_proxies_ask_async (self->proxies, url, job->flight->asking, asked_cb,
                              inflight_job_ref (job));
}

/**
 * inflight_hop_start:
 * @self: a scheduler
 * @job: a job that was admitted, with an attempt
 * @events: how to report
 *
 * Takes a place, finds out about a proxy, and has the transport begin. If there
 * is none because something is wrong, the exchange settles within this call.
 */
void
inflight_hop_start (InflightScheduler       *self,
                    InflightJob             *job,
                    const InflightHopEvents *events)
{
  const InflightOptions *options = inflight_request_get_options (job->request);
  InflightFlight *flight = job->flight;
  const char *proxy = NULL;
  GError *error = NULL;

  flight->events = events;
  flight->slot = take_slot (self);
  flight->stage = INFLIGHT_TASK_STATE_QUEUED;
  self->in_flight++;
  /* Nothing that was public leads to what is private. */
  if (inflight_host_is_public (job->host) && !inflight_options_get_allows_private (options))
    flight->guarded = TRUE;

  if (!flight->has_record)
    job->exchange = inflight_exchange_new (g_steal_pointer (&job->exchange), job->attempts);
  flight->has_record = FALSE;
  if (flight->n_redirects > 0 && job->exchange->uri == NULL)
    job->exchange->uri = dup_for_record (flight->uri);

  switch (inflight_proxies_find (self->proxies, inflight_uri_get_scheme (flight->uri),
                                 inflight_uri_get_host (flight->uri),
                                 inflight_uri_get_port (flight->uri), &proxy, &error))
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
 * inflight_hop_is_under_way:
 * @job: a job
 *
 * Returns: whether an exchange of it has begun and not settled
 */
gboolean
inflight_hop_is_under_way (InflightJob *job)
{
  return job->flight != NULL &&
         (job->flight->exchange != NULL || job->flight->asking != NULL);
}

/**
 * inflight_hop_stop:
 * @job: a job with an exchange under way
 *
 * Asks for its end; it settles later.
 */
void
inflight_hop_stop (InflightJob *job)
{
  InflightFlight *flight = job->flight;

  if (flight->asking != NULL)
    g_cancellable_cancel (flight->asking);
  else
    flight->transport->class->cancel (flight->transport, flight->exchange);
}

/**
 * inflight_hop_release:
 * @self: a scheduler
 * @job: a job whose exchange settled
 *
 * Gives its place up.
 */
void
inflight_hop_release (InflightScheduler *self,
                      InflightJob       *job)
{
  self->slots->data[job->flight->slot] = FALSE;
  self->in_flight--;
  job->flight->exchange = NULL;
  inflight_hosts_release (self->hosts, job);
}
