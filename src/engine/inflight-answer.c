/* inflight-answer.c: what the network brought back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-answer-private.h"

InflightAnswer *
inflight_answer_new (void)
{
  return g_new0 (InflightAnswer, 1);
}

void
inflight_answer_free (InflightAnswer *self)
{
  g_free (self->location);
  g_free (self->content_type);
  g_free (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

void
inflight_result_free (InflightResult *self)
{
  g_free (self->final_uri);
  g_free (self->headers);
  g_free (self->title);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}
