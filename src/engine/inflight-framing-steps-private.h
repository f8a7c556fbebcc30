/* inflight-framing-steps-private.h: how an answer of HTTP/1.1 is read on
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-framing-private.h"

G_BEGIN_DECLS

/* In the order in which an answer goes through them. */
typedef enum {
  FRAMING_UNUSED,

  FRAMING_START,
  FRAMING_VERSION,
  FRAMING_MINOR,
  FRAMING_SPACE,
  FRAMING_STATUS,
  FRAMING_AFTER_STATUS,

  FRAMING_LINE_START,
  FRAMING_NAME_LENGTH,
  FRAMING_NAME_CODING,
  FRAMING_LENGTH,
  FRAMING_CODING,
  FRAMING_TEXT,
  FRAMING_CR,
  FRAMING_LAST_CR,

  FRAMING_CHUNK_START,
  FRAMING_CHUNK_SIZE,
  FRAMING_CHUNK_SPACE,
  FRAMING_CHUNK_EXTENSION,
  FRAMING_CHUNK_CR,
  FRAMING_CHUNK_END,
  FRAMING_CHUNK_END_CR,
  FRAMING_TRAILER_START,
  FRAMING_TRAILER,
  FRAMING_TRAILER_CR,
  FRAMING_TRAILER_LAST_CR,

  FRAMING_CHUNK_BODY,
  FRAMING_LENGTH_BODY,
  FRAMING_BODY_UNTIL_CLOSE,

  FRAMING_COMPLETE,
  FRAMING_FAILED,
  FRAMING_SPENT,
  N_FRAMING_STATES,
} FramingState;

static inline gboolean
framing_fail (InflightFraming *self,
              InflightError    code,
              const char      *message)
{
  self->state = FRAMING_FAILED;
  self->code = code;
  self->message = message;

  return FALSE;
}

static inline gboolean
framing_fail_protocol (InflightFraming *self,
                       const char      *message)
{
  return framing_fail (self, INFLIGHT_ERROR_PROTOCOL, message);
}

static inline gboolean
framing_go (InflightFraming *self,
            FramingState     state)
{
  self->state = state;

  return TRUE;
}

void     inflight_framing_begin_answer (InflightFraming *self);
gboolean inflight_framing_step_header  (InflightFraming *self,
                                        guint8           byte);
void     inflight_framing_begin_chunk  (InflightFraming *self);
gboolean inflight_framing_step_chunk   (InflightFraming *self,
                                        guint8           byte);

G_END_DECLS
