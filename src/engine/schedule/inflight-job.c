/* inflight-job.c: what travels between the main and network threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-job-private.h"

InflightJob *
inflight_job_new (InflightRequest *request,
                  gpointer         owner,
                  gint64           launched_us)
{
  InflightJob *self = g_new0 (InflightJob, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->request = inflight_request_ref (request);
  self->owner = owner;
  self->launched_us = launched_us;
  self->state = INFLIGHT_TASK_STATE_READY;
  self->link.data = self;

  return self;
}

InflightJob *
inflight_job_ref (InflightJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
inflight_job_unref (InflightJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (self->owner == NULL);
  g_assert (self->attempt == NULL);

  g_clear_pointer (&self->exchange, inflight_exchange_unref);
  inflight_request_unref (self->request);
  g_free (self);
}

InflightLimit *
inflight_limit_new (gpointer owner,
                    gint64   at_us)
{
  InflightLimit *self = g_new0 (InflightLimit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->owner = owner;
  self->at_us = at_us;

  return self;
}

InflightLimit *
inflight_limit_ref (InflightLimit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
inflight_limit_unref (InflightLimit *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

void
inflight_event_clear (InflightEvent *self)
{
  g_clear_pointer (&self->job, inflight_job_unref);
  g_clear_pointer (&self->limit, inflight_limit_unref);
  g_clear_pointer (&self->result, inflight_result_free);
}
