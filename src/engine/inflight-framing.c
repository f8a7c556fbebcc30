/* inflight-framing.c: where an answer of HTTP/1.1 begins and ends
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-framing-steps-private.h"

#include <string.h>

/**
 * InflightFraming:
 *
 * Reads along as an answer arrives, and tells where it ends and whether it is
 * one (RFC 9112). Bytes are taken one by one only where they mean something: the
 * values of most fields, and bodies, are passed over in runs.
 *
 * What is no use to the one who reads after it, and does them harm, is taken out:
 * empty lines before the answer, what follows a chunk's size on its line, and
 * trailers. libsoup 3.2 reads one line of trailers and leaves the rest to the
 * next answer, and has room for 128 bytes of a chunk's line.
 *
 * Objections to the fields that frame a body wait for the end of the header: a
 * person is to see what it said.
 */

static gboolean
step (InflightFraming *self,
      guint8           byte)
{
  if (self->budget_bytes > 0)
    {
      self->budget_bytes--;

      if (self->state < FRAMING_CHUNK_START)
        return inflight_framing_step_header (self, byte);

      return inflight_framing_step_chunk (self, byte);
    }

  if (self->state < FRAMING_CHUNK_START)
    return framing_fail (self, INFLIGHT_ERROR_HEADERS_TOO_LARGE, "more than 64 KiB of header");

  if (self->state < FRAMING_TRAILER_START)
    return framing_fail_protocol (self, "more than 4 KiB in the line of a chunk");

  return framing_fail_protocol (self, "more than 64 KiB of trailer");
}

/* Whether there is a byte below 0x20 among eight. */
static gboolean
has_control (const guint8 *data)
{
  const guint64 ones = G_MAXUINT64 / 0xff;
  guint64 word;

  memcpy (&word, data, sizeof word);

  return ((word - ones * 0x20) & ~word & ones * 0x80) != 0;
}

/* How many of the bytes, all within one line, mean nothing; and the end of that
 * line, if it is one of the header, and here. */
static gsize
run_through_text (InflightFraming *self,
                  const guint8    *data,
                  gsize            size)
{
  gsize end = MIN (size, self->budget_bytes);
  gsize n = 0;

  while (end - n >= sizeof (guint64) && !has_control (data + n))
    n += sizeof (guint64);

  while (n < end && (data[n] >= ' ' || data[n] == '\t'))
    n++;

  if (self->state == FRAMING_TEXT && end - n >= 2 && data[n] == '\r' && data[n + 1] == '\n')
    {
      self->state = FRAMING_LINE_START;
      n += 2;
    }

  self->budget_bytes -= n;

  return n;
}

static gsize
run_through_body (InflightFraming *self,
                  gsize            size)
{
  gsize n = MIN (size, self->left_bytes);

  self->left_bytes -= n;
  if (self->left_bytes > 0)
    return n;

  if (self->state == FRAMING_CHUNK_BODY)
    {
      self->state = FRAMING_CHUNK_END;
      self->budget_bytes = INFLIGHT_FRAMING_CHUNK_LINE_BYTES;
    }
  else
    {
      self->state = FRAMING_COMPLETE;
    }

  return n;
}

/* Takes bytes, at least one. Returns how many; @keep is whether they are passed
 * on. */
static gsize
take (InflightFraming *self,
      const guint8    *data,
      gsize            size,
      gboolean        *keep)
{
  FramingState state = self->state;

  *keep = TRUE;

  if (state >= FRAMING_CHUNK_BODY)
    return state == FRAMING_BODY_UNTIL_CLOSE ? size : run_through_body (self, size);

  if (state == FRAMING_TEXT || state == FRAMING_CHUNK_EXTENSION || state == FRAMING_TRAILER)
    {
      gsize n = run_through_text (self, data, size);

      *keep = state == FRAMING_TEXT;
      if (n > 0)
        return n;
    }

  *keep = step (self, *data);

  return 1;
}

/**
 * inflight_framing_begin:
 * @self: a framing
 * @head_request: whether the request was for the header alone
 *
 * The next bytes are the answer to another request.
 */
void
inflight_framing_begin (InflightFraming *self,
                        gboolean         head_request)
{
  /* An answer that was left in the middle leaves nothing to begin with. */
  if (inflight_framing_is_spent (self) ||
      (self->state > FRAMING_START && self->state < FRAMING_COMPLETE))
    {
      self->state = FRAMING_SPENT;
      return;
    }

  inflight_framing_begin_answer (self);
  self->head_request = head_request;
  self->n_informational = 0;
  self->n_blank = 0;
  self->budget_bytes = INFLIGHT_FRAMING_HEADER_BYTES;
}

/**
 * inflight_framing_feed:
 * @self: a framing for which an answer was begun
 * @data: (inout) (array length=size): the next bytes
 * @size: how many
 *
 * Judges bytes, and pulls those together that are to be passed on: neither what
 * follows the end of the answer, nor what follows an error, nor what is left out.
 *
 * Returns: how many bytes to pass on, from the beginning of @data
 */
gsize
inflight_framing_feed (InflightFraming *self,
                       guint8          *data,
                       gsize            size)
{
  gsize n_taken = 0;
  gsize n_kept = 0;

  while (n_taken < size && self->state < FRAMING_COMPLETE)
    {
      gboolean keep;
      gsize n = take (self, data + n_taken, size - n_taken, &keep);

      if (keep)
        {
          if (n_kept < n_taken)
            memmove (data + n_kept, data + n_taken, n);
          n_kept += n;
        }

      n_taken += n;
    }

  if (n_taken < size)
    self->surplus = TRUE;

  return n_kept;
}

/**
 * inflight_framing_eof:
 * @self: a framing for which an answer was begun
 * @error: return location for an error
 *
 * The connection was closed. Before the first byte of an answer that is no error
 * of this one's: a server may close a connection that it kept for reuse.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL in a header, with
 *   %INFLIGHT_ERROR_TRUNCATED in a body
 */
gboolean
inflight_framing_eof (InflightFraming  *self,
                      GError          **error)
{
  self->closing = TRUE;

  if (self->state == FRAMING_BODY_UNTIL_CLOSE)
    self->state = FRAMING_COMPLETE;
  else if (self->state > FRAMING_START && self->state < FRAMING_CHUNK_START)
    framing_fail_protocol (self, "closed in the header");
  else if (self->state >= FRAMING_CHUNK_START && self->state < FRAMING_COMPLETE)
    framing_fail (self, INFLIGHT_ERROR_TRUNCATED, "closed before the last chunk");

  return inflight_framing_check (self, error);
}

/**
 * inflight_framing_check:
 * @self: a framing
 * @error: return location for an error
 *
 * Returns: %FALSE with the error found so far
 */
gboolean
inflight_framing_check (const InflightFraming  *self,
                        GError                **error)
{
  if (self->state != FRAMING_FAILED)
    return TRUE;

  if (self->code == INFLIGHT_ERROR_TRUNCATED && self->has_length && !self->chunked)
    g_set_error (error, INFLIGHT_ERROR, self->code,
                 "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes arrived",
                 self->length_bytes - self->left_bytes, self->length_bytes);
  else
    g_set_error_literal (error, INFLIGHT_ERROR, self->code, self->message);

  return FALSE;
}

/**
 * inflight_framing_is_complete:
 * @self: a framing
 *
 * Returns: whether the answer arrived to its end
 */
gboolean
inflight_framing_is_complete (const InflightFraming *self)
{
  return self->state == FRAMING_COMPLETE;
}

/**
 * inflight_framing_is_spent:
 * @self: a framing
 *
 * Returns: whether nothing more is to be read from this connection
 */
gboolean
inflight_framing_is_spent (const InflightFraming *self)
{
  return self->state > FRAMING_COMPLETE ||
         (self->state <= FRAMING_START && self->closing) ||
         (self->state == FRAMING_COMPLETE && (self->surplus || self->closing));
}
