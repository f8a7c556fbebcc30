/* inflight-exchange.c: a request sent and its answer, as it went
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-exchange-private.h"

#include <string.h>

/* More than anybody is called. */
#define MAX_NAME_BYTES 1024

G_DEFINE_BOXED_TYPE (InflightExchange, inflight_exchange,
                     inflight_exchange_ref, inflight_exchange_unref)

/**
 * inflight_exchange_new:
 * @previous: (transfer full) (nullable): the one before it
 * @attempt: the attempt it belongs to, from 1
 *
 * Returns: (transfer full): a record of an exchange that has not begun
 */
InflightExchange *
inflight_exchange_new (InflightExchange *previous,
                       guint             attempt)
{
  InflightExchange *self = g_new0 (InflightExchange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->previous = previous;
  self->attempt = attempt;
  self->retry_after_us = -1;

  return self;
}

/**
 * inflight_exchange_forget:
 * @self: a record that nobody else holds
 *
 * Makes it that of an exchange that has not begun.
 */
void
inflight_exchange_forget (InflightExchange *self)
{
  g_clear_pointer (&self->connection, inflight_connection_unref);
  memset (&self->timings, 0, sizeof self->timings);
  self->status = 0;
  self->reused = FALSE;
}

/**
 * inflight_exchange_ref:
 * @self: an exchange
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightExchange *
inflight_exchange_ref (InflightExchange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_exchange_unref:
 * @self: (transfer full): an exchange
 *
 * May be called on any thread.
 */
void
inflight_exchange_unref (InflightExchange *self)
{
  g_return_if_fail (self != NULL);

  /* A loop, so that no chain is too long for the stack. */
  while (self != NULL && g_atomic_ref_count_dec (&self->ref_count))
    {
      InflightExchange *previous = self->previous;

      g_clear_pointer (&self->connection, inflight_connection_unref);
      g_clear_error (&self->error);
      g_free (self->uri);
      g_free (self);
      self = previous;
    }
}

/**
 * inflight_exchange_is_unchecked:
 * @self: an exchange
 *
 * Returns: whether there was something wrong with the server's certificate, and
 *   an answer was taken from it all the same
 */
gboolean
inflight_exchange_is_unchecked (const InflightExchange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status != 0 && self->connection != NULL &&
         self->connection->certificate_errors != 0;
}

/**
 * inflight_exchange_count_redirects:
 * @self: the last exchange of an attempt
 *
 * Returns: how many redirects of the attempt led to it
 */
guint
inflight_exchange_count_redirects (const InflightExchange *self)
{
  guint n_redirects = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (const InflightExchange *e = self->previous;
       e != NULL && e->attempt == self->attempt;
       e = e->previous)
    n_redirects++;

  return n_redirects;
}

/**
 * inflight_exchange_get_end_us:
 * @self: an exchange
 *
 * Returns: when it ended, on the monotonic clock in microseconds; while it has not,
 *   when the last was heard of it
 */
gint64
inflight_exchange_get_end_us (const InflightExchange *self)
{
  const InflightTimings *timings = &self->timings;
  const gint64 times_us[] = {
    timings->fetch_start_us, timings->domain_lookup_start_us, timings->domain_lookup_end_us,
    timings->connect_start_us, timings->secure_connection_start_us, timings->connect_end_us,
    timings->request_start_us, timings->request_end_us, timings->response_start_us,
    timings->response_end_us,
  };
  gint64 end_us = timings->fetch_end_us;

  if (end_us != 0)
    return end_us;

  for (gsize i = 0; i < G_N_ELEMENTS (times_us); i++)
    end_us = MAX (end_us, times_us[i]);

  return end_us;
}

/**
 * inflight_exchange_get_phases:
 * @self: an exchange
 * @spans: (out caller-allocates) (array fixed-size=6): when each phase was
 *
 * No time belongs to two phases: where they overlap it is that of the one that comes
 * first. What broke off lasted until the exchange ended.
 */
void
inflight_exchange_get_phases (const InflightExchange *self,
                              InflightPhaseSpan      *spans)
{
  const InflightTimings *timings = &self->timings;
  gint64 secure_us = timings->secure_connection_start_us;
  const gint64 times_us[INFLIGHT_N_PHASES][2] = {
    [INFLIGHT_PHASE_LOOKUP] = { timings->domain_lookup_start_us, timings->domain_lookup_end_us },
    [INFLIGHT_PHASE_CONNECT] = { timings->connect_start_us,
                                 secure_us != 0 ? secure_us : timings->connect_end_us },
    [INFLIGHT_PHASE_SECURE] = { secure_us, timings->connect_end_us },
    [INFLIGHT_PHASE_SEND] = { timings->request_start_us, timings->request_end_us },
    [INFLIGHT_PHASE_WAIT] = { timings->request_end_us, timings->response_start_us },
    [INFLIGHT_PHASE_RECEIVE] = { timings->response_start_us, timings->response_end_us },
  };
  gint64 until_us = inflight_exchange_get_end_us (self);
  gint64 reached_us = 0;

  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    {
      gint64 start_us = times_us[phase][0];
      gint64 end_us = times_us[phase][1];

      spans[phase] = (InflightPhaseSpan) { 0 };
      if (start_us == 0)
        continue;

      reached_us = MAX (reached_us, start_us);
      spans[phase].is_finished = end_us != 0;
      spans[phase].start_us = reached_us;
      reached_us = MAX (reached_us, end_us != 0 ? MIN (end_us, until_us) : until_us);
      spans[phase].end_us = reached_us;
    }
}

InflightConnection *
inflight_connection_new (void)
{
  return g_atomic_rc_box_new0 (InflightConnection);
}

InflightConnection *
inflight_connection_ref (InflightConnection *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
connection_clear (gpointer data)
{
  InflightConnection *self = data;

  g_free (self->remote_address);
  g_free (self->tls_version);
  g_free (self->tls_cipher);
  g_free (self->certificate_subject);
  g_free (self->certificate_issuer);
}

void
inflight_connection_unref (InflightConnection *self)
{
  g_atomic_rc_box_release_full (self, connection_clear);
}

/**
 * inflight_connection_bound_name:
 * @name: (nullable): a distinguished name from a certificate
 * @length: its length in bytes, or -1 if it ends in a zero
 *
 * Returns: (transfer full) (nullable): it, or its beginning, as valid UTF-8
 */
char *
inflight_connection_bound_name (const char *name,
                                gssize      length)
{
  if (name == NULL)
    return NULL;

  if (length < 0)
    length = strlen (name);

  return g_utf8_make_valid (name, MIN (length, MAX_NAME_BYTES));
}
