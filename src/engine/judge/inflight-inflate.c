/* inflight-inflate.c: one content coding of zlib's, undone
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-inflate-private.h"

#include "inflight-types.h"

/* Each of these that goes in must give a byte. A name without an end in gzip's
 * header, blocks and members without content, and what follows the last member
 * give none for ever. */
#define SLICE_BYTES (64 << 10)

/* In zlib's data_type: it stopped before a block, or behind the last one. */
#define AT_BLOCK 128

/**
 * InflightInflate:
 * @n_out: how many bytes came out
 * @n_blocks: how many blocks began or ended; not counted of the outermost coding
 * @memory_bytes: what zlib holds
 *
 * Undoes gzip or deflate, piece by piece. What is wrong with the bytes is told in
 * the same way and after the same output however they are cut into pieces.
 *
 * gzip is a series of members (RFC 1952, section 2.2), each of which begins with
 * 1f 8b. What else follows a member is ignored, as by gzip(1): zeros are common
 * there, from what was padded to whole blocks.
 */

static voidpf
allocate (voidpf opaque,
          uInt   n,
          uInt   size)
{
  InflightInflate *self = opaque;
  gpointer memory = g_try_malloc_n (n, size);

  if (memory != NULL)
    self->memory_bytes += (gsize) n * size;

  return memory;
}

/* It lets go of everything at once, in inflight_inflate_clear(). */
static void
release (voidpf opaque,
         voidpf memory)
{
  g_free (memory);
}

/**
 * inflight_inflate_init:
 * @self: memory for it
 * @coding: what is to be undone
 * @is_inner: whether the bytes come out of another one
 *
 * Takes no memory until there is something to inflate.
 */
void
inflight_inflate_init (InflightInflate       *self,
                       InflightInflateCoding  coding,
                       gboolean               is_inner)
{
  *self = (InflightInflate) {
    .slice_bytes = SLICE_BYTES,
    .coding = coding,
    .is_inner = is_inner,
  };
}

void
inflight_inflate_clear (InflightInflate *self)
{
  inflateEnd (&self->stream);
  self->memory_bytes = 0;
}

static gboolean
fail (InflightInflate  *self,
      int               code,
      GError          **error)
{
  if (code == Z_MEM_ERROR)
    g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_FAILED,
                         "no memory to decompress the body");
  else
    g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_DECODE,
                 "the compressed body is corrupt: %s",
                 code == Z_NEED_DICT ? "a dictionary is needed" : self->stream.msg);

  return FALSE;
}

/* Blocks are what an inner coding can be made to waste time with, as more of them
 * come out of an outer one than arrive: they are counted. The outermost coding is
 * told that the bytes are the last, so that it does without a window (32 KiB) if
 * they are; if not, it waits for more. Sets @at_mark if zlib stopped although it
 * could go on. */
static gboolean
inflate_bytes (InflightInflate  *self,
               const guint8    **data,
               gsize            *size,
               gboolean         *at_mark,
               GError          **error)
{
  z_stream *stream = &self->stream;
  guint n_room = stream->avail_out;
  int code;

  stream->next_in = (Bytef *) *data;
  stream->avail_in = *size;
  code = inflate (stream, self->is_inner ? Z_BLOCK : Z_FINISH);
  *data = stream->next_in;
  *size = stream->avail_in;
  self->n_out += n_room - stream->avail_out;

  if (self->is_inner && (stream->data_type & AT_BLOCK) != 0)
    {
      self->n_blocks++;
      *at_mark = TRUE;
    }

  if (code == Z_STREAM_END)
    {
      self->has_ended = TRUE;
      self->n_lead = 0;
      self->state = self->coding == INFLIGHT_INFLATE_CODING_GZIP ? INFLIGHT_INFLATE_STATE_LEAD
                                                                 : INFLIGHT_INFLATE_STATE_BEHIND;
      return TRUE;
    }

  return code == Z_OK || code == Z_BUF_ERROR || fail (self, code, error);
}

/* “deflate” is zlib's format (RFC 9110, section 8.4.1.2), but some servers send
 * it bare. zlib's begins with 8 and a window of at most 7, and is a multiple of
 * 31 (RFC 1950, section 2.2). */
static int
get_window_bits (const InflightInflate *self)
{
  guint first = self->lead[0];

  if (self->coding == INFLIGHT_INFLATE_CODING_GZIP)
    return 16 + MAX_WBITS;

  if ((first & 0x0f) == 8 && first >> 4 <= 7 && (first << 8 | self->lead[1]) % 31 == 0)
    return MAX_WBITS;

  return -MAX_WBITS;
}

static int
begin (InflightInflate *self)
{
  if (self->has_ended)
    return inflateReset (&self->stream);

  self->stream.zalloc = allocate;
  self->stream.zfree = release;
  self->stream.opaque = self;

  return inflateInit2 (&self->stream, get_window_bits (self));
}

/* The first two bytes decide on the format, or whether there is another member.
 * Then zlib takes both at once: in no format they give more than one byte. */
static gboolean
take_lead (InflightInflate  *self,
           const guint8    **data,
           gsize            *size,
           gboolean         *at_mark,
           GError          **error)
{
  const guint8 *lead = self->lead;
  gsize n_lead = sizeof self->lead;
  int code;

  while (*size > 0 && self->n_lead < n_lead)
    {
      self->lead[self->n_lead++] = *(*data)++;
      (*size)--;
    }

  if (self->n_lead < n_lead)
    return TRUE;

  if (self->has_ended && (lead[0] != 0x1f || lead[1] != 0x8b))
    {
      self->state = INFLIGHT_INFLATE_STATE_BEHIND;
      return TRUE;
    }

  code = begin (self);
  if (code != Z_OK)
    return fail (self, code, error);
  self->state = INFLIGHT_INFLATE_STATE_INSIDE;

  return inflate_bytes (self, &lead, &n_lead, at_mark, error);
}

static gboolean
step (InflightInflate  *self,
      const guint8    **data,
      gsize            *size,
      gboolean         *at_mark,
      GError          **error)
{
  switch (self->state)
    {
    case INFLIGHT_INFLATE_STATE_LEAD:
      return take_lead (self, data, size, at_mark, error);

    case INFLIGHT_INFLATE_STATE_INSIDE:
      return inflate_bytes (self, data, size, at_mark, error);

    case INFLIGHT_INFLATE_STATE_BEHIND:
      *data += *size;
      *size = 0;
      return TRUE;
    }

  g_assert_not_reached ();
}

static gboolean
end_slice (InflightInflate  *self,
           GError          **error)
{
  if (self->n_out == self->n_out_before)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_DECODE,
                   "%d bytes of the compressed body give nothing", SLICE_BYTES);
      return FALSE;
    }

  self->n_out_before = self->n_out;
  self->slice_bytes = SLICE_BYTES;

  return TRUE;
}

/**
 * inflight_inflate_run:
 * @self: a coding
 * @data: (inout): the next bytes
 * @size: (inout): how many
 * @room: where to write what comes out
 * @n_room: how much fits there, at least a byte
 * @n_written: (out): how much came out, also before an error
 * @error: return location for an error
 *
 * Goes on until there is nothing to read, or no room to write. If all the room
 * was used, more may come out without more to read.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_DECODE if the bytes are not in that coding,
 *   or go on for 64 KiB without giving one, %INFLIGHT_ERROR_FAILED without memory
 */
gboolean
inflight_inflate_run (InflightInflate  *self,
                      const guint8    **data,
                      gsize            *size,
                      guint8           *room,
                      gsize             n_room,
                      gsize            *n_written,
                      GError          **error)
{
  gboolean fine;
  gboolean at_mark;

  self->stream.next_out = room;
  self->stream.avail_out = n_room;

  do
    {
      gsize n_offered = MIN (*size, self->slice_bytes);
      gsize n_left = n_offered;

      at_mark = FALSE;
      fine = step (self, data, &n_left, &at_mark, error);
      *size -= n_offered - n_left;
      self->slice_bytes -= n_offered - n_left;

      if (fine && self->slice_bytes == 0)
        fine = end_slice (self, error);
    }
  while (fine && self->stream.avail_out > 0 && (*size > 0 || at_mark));

  *n_written = n_room - self->stream.avail_out;

  return fine;
}

/**
 * inflight_inflate_is_complete:
 * @self: a coding that nothing more will be given to
 *
 * Returns: whether it is at its end
 */
gboolean
inflight_inflate_is_complete (const InflightInflate *self)
{
  return self->has_ended && self->state != INFLIGHT_INFLATE_STATE_INSIDE;
}
