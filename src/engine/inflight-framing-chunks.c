/* inflight-framing-chunks.c: the chunks of a body and what follows them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-framing-steps-private.h"

#define MAX_SIZE_DIGITS 16

static const char bare_return[] = "a carriage return without a line feed";
static const char wrong_size[] = "a chunk does not end where its size says";

void
inflight_framing_begin_chunk (InflightFraming *self)
{
  self->state = FRAMING_CHUNK_START;
  self->n_digits = 0;
  self->number = 0;
  self->budget_bytes = INFLIGHT_FRAMING_CHUNK_LINE_BYTES;
}

/* Chunks (RFC 9112, section 7.1). Some servers end lines with a line feed alone, and
 * are understood by libsoup and others; but one that ends the size with both is held
 * to it, or a size that is too small by one would not be noticed. */

static void
end_chunk_line (InflightFraming *self)
{
  if (self->number > 0)
    {
      self->left_bytes = self->number;
      self->state = FRAMING_CHUNK_BODY;
    }
  else
    {
      self->state = FRAMING_TRAILER_START;
      self->budget_bytes = INFLIGHT_FRAMING_TRAILER_BYTES;
    }
}

static gboolean
step_chunk_space (InflightFraming *self,
                  guint8           byte)
{
  switch (byte)
    {
    case '\n':
      self->bare_lines = TRUE;
      end_chunk_line (self);
      return TRUE;

    case '\r':
      self->bare_lines = FALSE;
      return framing_go (self, FRAMING_CHUNK_CR);

    case ' ':
    case '\t':
      self->state = FRAMING_CHUNK_SPACE;
      return FALSE;

    case ';':
      self->state = FRAMING_CHUNK_EXTENSION;
      return FALSE;

    default:
      return framing_fail_protocol (self, "the size of a chunk is no number");
    }
}

static gboolean
step_chunk_size (InflightFraming *self,
                 guint8           byte)
{
  int digit = g_ascii_xdigit_value (byte);

  if (digit < 0 && self->n_digits > 0)
    return step_chunk_space (self, byte);

  if (digit < 0)
    return framing_fail_protocol (self, "the size of a chunk is no number");

  if (++self->n_digits > MAX_SIZE_DIGITS || self->number > G_MAXINT64 >> 4)
    return framing_fail_protocol (self, "the size of a chunk is out of range");

  self->number = self->number << 4 | digit;

  return framing_go (self, FRAMING_CHUNK_SIZE);
}

static gboolean
step_chunk_extension (InflightFraming *self,
                      guint8           byte)
{
  if (byte == '\0')
    return framing_fail_protocol (self, "a zero byte in the line of a chunk");

  return (byte == '\r' || byte == '\n') && step_chunk_space (self, byte);
}

static gboolean
step_chunk_cr (InflightFraming *self,
               guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, bare_return);

  end_chunk_line (self);

  return TRUE;
}

static gboolean
step_chunk_end (InflightFraming *self,
                guint8           byte)
{
  if (byte == '\r')
    return framing_go (self, FRAMING_CHUNK_END_CR);

  if (byte != '\n' || !self->bare_lines)
    return framing_fail_protocol (self, wrong_size);

  inflight_framing_begin_chunk (self);

  return TRUE;
}

static gboolean
step_chunk_end_cr (InflightFraming *self,
                   guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, wrong_size);

  inflight_framing_begin_chunk (self);

  return TRUE;
}

static gboolean
step_trailer (InflightFraming *self,
              guint8           byte)
{
  if (byte == '\0')
    return framing_fail_protocol (self, "a zero byte in the trailer");

  if (byte == '\n')
    self->state = FRAMING_TRAILER_START;
  else if (byte == '\r')
    self->state = FRAMING_TRAILER_CR;
  else
    self->state = FRAMING_TRAILER;

  return FALSE;
}

static gboolean
step_trailer_start (InflightFraming *self,
                    guint8           byte)
{
  if (byte == '\n')
    return framing_go (self, FRAMING_COMPLETE);

  if (byte == '\r')
    return framing_go (self, FRAMING_TRAILER_LAST_CR);

  return step_trailer (self, byte);
}

static gboolean
step_trailer_cr (InflightFraming *self,
                 guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, bare_return);

  self->state = FRAMING_TRAILER_START;

  return FALSE;
}

static gboolean
step_trailer_last_cr (InflightFraming *self,
                      guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, bare_return);

  return framing_go (self, FRAMING_COMPLETE);
}

typedef gboolean (*StepFunc) (InflightFraming *self,
                              guint8           byte);

static const StepFunc steps[N_FRAMING_STATES] = {
  [FRAMING_CHUNK_START] = step_chunk_size,
  [FRAMING_CHUNK_SIZE] = step_chunk_size,
  [FRAMING_CHUNK_SPACE] = step_chunk_space,
  [FRAMING_CHUNK_EXTENSION] = step_chunk_extension,
  [FRAMING_CHUNK_CR] = step_chunk_cr,
  [FRAMING_CHUNK_END] = step_chunk_end,
  [FRAMING_CHUNK_END_CR] = step_chunk_end_cr,
  [FRAMING_TRAILER_START] = step_trailer_start,
  [FRAMING_TRAILER] = step_trailer,
  [FRAMING_TRAILER_CR] = step_trailer_cr,
  [FRAMING_TRAILER_LAST_CR] = step_trailer_last_cr,
};

/* Returns whether the byte is passed on. */
gboolean
inflight_framing_step_chunk (InflightFraming *self,
                             guint8           byte)
{
  return steps[self->state] (self, byte);
}
