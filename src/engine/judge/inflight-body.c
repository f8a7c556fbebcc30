/* inflight-body.c: a body as it arrives, decoded and bounded
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-private.h"

#include "inflight-codings-private.h"
#include "inflight-inflate-private.h"
#include "inflight-record-private.h"
#include "inflight-types.h"

#include <string.h>

/* What comes out at a time: of an inner coding's input less, as it can cost more
 * than anything else, and is only looked at afterwards. */
#define OUTER_BYTES (4 << 10)
#define INNER_BYTES (16 << 10)

/* As much of an encoded body as is kept in case that it cannot be decoded. */
#define RAW_BYTES (64 << 10)

/* As much as is kept when memory is short: a title comes early. */
#define SHORT_BYTES (16 << 10)

/* Room is made for as much as is announced, and for more only once this arrived. */
#define BELIEVED_BYTES (64 << 10)

/* A page compresses 5 to 20 times; what exceeds this is a trap. */
#define MAX_RATIO  200
#define FREE_BYTES (1 << 20)

/* To begin a block takes zlib as long as this many bytes, if not longer. */
#define BLOCK_BYTES 2048

typedef struct
{
  guint8  *data;
  guint32  size;
  guint32  room;
} Buffer;

/* @stages are in the order in which they are undone. @credit_bytes is what may
 * still come out of them. */
typedef struct
{
  InflightInflate stages[INFLIGHT_MAX_CODINGS];
  guint           n_stages;
  gint64          credit_bytes;
  Buffer          raw;
} Decoding;

/**
 * InflightBody:
 *
 * Takes a body in pieces as the wire delivers them, undoes its content encoding
 * (RFC 9110, section 8.4), counts its bytes against a limit, and keeps the head
 * that a title is looked for in.
 *
 * The limit holds for what arrives, and for what comes out of each coding. What
 * comes out of them all, of any part of the body, may be 1 MiB and 200 times what
 * went in: so it is known how long a piece takes, whatever it contains.
 */
struct _InflightBody
{
  guint64   limit_bytes;
  guint64   wire_bytes;
  Buffer    head;
  Decoding *decoding;
  char     *encoding;
  guint32   encoding_bytes;
  guint32   remaining_length;
  guint32   expected_bytes;
  gboolean  corrupt : 1;
  gboolean  overlong : 1;       /* more arrived than the limit allows */
  gboolean  forgotten : 1;
  gboolean  shortened : 1;
};

/* Returns: %FALSE if there is no memory for it */
static gboolean
buffer_append (Buffer       *self,
               guint32       max_bytes,
               guint32       expected_bytes,
               const guint8 *data,
               gsize         size)
{
  size = MIN (size, max_bytes - self->size);
  if (size == 0)
    return TRUE;

  if (self->size + size > self->room)
    {
      guint32 wanted = self->room > 0 ? MAX (2 * self->room, expected_bytes)
                                      : MIN (BELIEVED_BYTES, expected_bytes);
      guint32 room = MIN (MAX (wanted, self->size + size), max_bytes);
      guint8 *grown = g_try_realloc (self->data, room);

      if (grown == NULL)
        return FALSE;
      self->data = grown;
      self->room = room;
    }

  memcpy (self->data + self->size, data, size);
  self->size += size;

  return TRUE;
}

static void
buffer_shorten (Buffer *self)
{
  if (self->room <= SHORT_BYTES)
    return;

  self->size = MIN (self->size, SHORT_BYTES);
  self->room = SHORT_BYTES;
  self->data = g_realloc (self->data, self->room);
}

static void
buffer_clear (Buffer *self)
{
  g_free (self->data);
  *self = (Buffer) { NULL };
}

InflightBody *
inflight_body_new (guint64 limit_bytes)
{
  InflightBody *self = g_new (InflightBody, 1);

  *self = (InflightBody) { .limit_bytes = limit_bytes };

  return self;
}

void
inflight_body_free (InflightBody *self)
{
  Decoding *decoding = self->decoding;

  if (decoding != NULL)
    {
      for (guint i = 0; i < decoding->n_stages; i++)
        inflight_inflate_clear (&decoding->stages[i]);
      g_free (decoding->raw.data);
      g_free (decoding);
    }

  g_free (self->head.data);
  g_free (self->encoding);
  g_free (self);
}

/**
 * inflight_body_set_encoding:
 * @self: a body of which nothing was fed yet
 * @encoding: the field Content-Encoding
 * @error: return location for an error
 *
 * An encoding that was not asked for, and is not known, is left as it is, with
 * those that were applied before it; those applied after it are undone.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL if there are more than three
 */
gboolean
inflight_body_set_encoding (InflightBody  *self,
                            const char    *encoding,
                            GError       **error)
{
  InflightCodings codings;

  if (!inflight_codings_parse (&codings, encoding, error))
    return FALSE;

  self->encoding = codings.label;
  self->encoding_bytes = codings.label_bytes;
  self->remaining_length = codings.remaining_length;

  if (codings.n_known == 0)
    return TRUE;

  self->decoding = g_new (Decoding, 1);
  self->decoding->n_stages = codings.n_known;
  self->decoding->credit_bytes = FREE_BYTES;
  self->decoding->raw = (Buffer) { NULL };
  for (guint i = 0; i < codings.n_known; i++)
    inflight_inflate_init (&self->decoding->stages[i], codings.known[i], i > 0);

  return TRUE;
}

/**
 * inflight_body_expect:
 * @self: a body of which nothing was fed yet
 * @size: how many bytes are announced
 *
 * Has room made for what is kept of them when the first arrive, and not again and
 * again: at once, or in two steps if they are more than 64 KiB.
 */
void
inflight_body_expect (InflightBody *self,
                      guint64       size)
{
  self->expected_bytes = MIN (size, INFLIGHT_HEAD_BYTES);
}

/* How much is kept of what could be @most. */
static guint32
get_most (const InflightBody *self,
          guint32             most)
{
  if (self->forgotten)
    return 0;

  return MIN (self->shortened ? SHORT_BYTES : most, self->limit_bytes);
}

static void
keep (InflightBody *self,
      const guint8 *data,
      gsize         size)
{
  guint32 max_bytes = get_most (self, INFLIGHT_HEAD_BYTES);
  guint32 expected_bytes = self->decoding == NULL ? self->expected_bytes : 0;

  if (!buffer_append (&self->head, max_bytes, expected_bytes, data, size))
    inflight_body_forget_head (self);
}

static void
keep_raw (InflightBody *self,
          const guint8 *data,
          gsize         size)
{
  guint32 max_bytes = get_most (self, RAW_BYTES);

  if (!buffer_append (&self->decoding->raw, max_bytes, self->expected_bytes, data, size))
    inflight_body_forget_head (self);
}

/* Decoding */

/* What arrives earns the right to come to more; but what a body saved up before,
 * it must not spend at once. */
static void
earn (Decoding *decoding,
      gsize     n_bytes)
{
  decoding->credit_bytes = MIN (decoding->credit_bytes, FREE_BYTES) +
                           (gint64) n_bytes * MAX_RATIO;
}

static gboolean
spend (Decoding  *decoding,
       gsize      n_bytes,
       guint      n_blocks,
       GError   **error)
{
  decoding->credit_bytes -= (gint64) n_bytes + (gint64) n_blocks * BLOCK_BYTES;
  if (decoding->credit_bytes >= 0)
    return TRUE;

  g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TOO_LARGE,
               "decompresses to more than %d times its size", MAX_RATIO);

  return FALSE;
}

static gboolean
exceeds (InflightBody  *self,
         GError       **error)
{
  g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TOO_LARGE,
               "larger than %" G_GUINT64_FORMAT " bytes", self->limit_bytes);

  return FALSE;
}

static gboolean decode (InflightBody  *self,
                        guint          index,
                        const guint8  *data,
                        gsize          size,
                        GError       **error);

/* What came out of a stage is for the next one, or it is the body. */
static gboolean
pass_on (InflightBody  *self,
         guint          index,
         const guint8  *data,
         gsize          size,
         GError       **error)
{
  if (index + 1 < self->decoding->n_stages)
    return decode (self, index + 1, data, size, error);

  keep (self, data, size);

  return TRUE;
}

/* One more byte than the limit allows shows that there are more. */
static gsize
get_room (InflightBody *self,
          guint         index)
{
  gsize n_room = index + 1 < self->decoding->n_stages ? OUTER_BYTES : INNER_BYTES;
  guint64 allowed_bytes = self->limit_bytes - self->decoding->stages[index].n_out;

  return allowed_bytes < n_room ? allowed_bytes + 1 : n_room;
}

/* Undoes as much as there is room for. What came out of a stage before it failed
 * is passed on first, so that it does not matter how the bytes came in pieces. */
static gboolean
decode_once (InflightBody  *self,
             guint          index,
             const guint8 **data,
             gsize         *size,
             gboolean      *has_more,
             GError       **error)
{
  InflightInflate *stage = &self->decoding->stages[index];
  g_autoptr (GError) local_error = NULL;
  guint8 room[INNER_BYTES];
  gsize n_room = get_room (self, index);
  guint n_blocks = stage->n_blocks;
  gsize n_bytes = *size;
  gsize n_written;

  inflight_inflate_run (stage, data, size, room, n_room, &n_written, &local_error);
  *has_more = *size > 0 || n_written == n_room;

  if (index == 0)
    earn (self->decoding, n_bytes - *size);
  if (!spend (self->decoding, n_written, stage->n_blocks - n_blocks, error) ||
      !pass_on (self, index, room, n_written, error))
    return FALSE;

  if (local_error != NULL)
    {
      self->corrupt = TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return stage->n_out <= self->limit_bytes || exceeds (self, error);
}

static gboolean
decode (InflightBody  *self,
        guint          index,
        const guint8  *data,
        gsize          size,
        GError       **error)
{
  gboolean has_more;

  do
    if (!decode_once (self, index, &data, &size, &has_more, error))
      return FALSE;
  while (has_more);

  return TRUE;
}

/**
 * inflight_body_feed:
 * @self: a body
 * @data: the next bytes, as they arrived
 * @size: how many
 * @error: return location for an error
 *
 * Nothing may be fed after an error. Takes no longer than it takes to inflate
 * 1 MiB and 200 times @size.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_TOO_LARGE beyond the limit or for what
 *   decompresses suspiciously well, %INFLIGHT_ERROR_DECODE for what does not
 */
gboolean
inflight_body_feed (InflightBody  *self,
                    const guint8  *data,
                    gsize          size,
                    GError       **error)
{
  gsize allowed_bytes = MIN (size, self->limit_bytes - self->wire_bytes);

  self->wire_bytes += MIN (size, allowed_bytes + 1);

  if (self->decoding == NULL)
    keep (self, data, allowed_bytes);
  else
    {
      keep_raw (self, data, allowed_bytes);
      if (!decode (self, 0, data, allowed_bytes, error))
        return FALSE;
    }

  if (allowed_bytes == size)
    return TRUE;

  self->overlong = TRUE;

  return exceeds (self, error);
}

/**
 * inflight_body_end:
 * @self: a body of which nothing more will come
 * @error: return location for an error
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_TRUNCATED if its encoding is not at its
 *   end, unless the body is empty (as for an answer to HEAD)
 */
gboolean
inflight_body_end (InflightBody  *self,
                   GError       **error)
{
  if (self->wire_bytes == 0 || self->decoding == NULL)
    return TRUE;

  for (guint i = 0; i < self->decoding->n_stages; i++)
    {
      if (inflight_inflate_is_complete (&self->decoding->stages[i]))
        continue;

      self->corrupt = TRUE;
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TRUNCATED,
                           "the compressed body ends early");
      return FALSE;
    }

  return TRUE;
}

/**
 * inflight_body_get_wire:
 * @self: a body
 *
 * Returns: how many bytes arrived, encoded; one more than the limit if it was
 *   exceeded
 */
guint64
inflight_body_get_wire (InflightBody *self)
{
  return self->wire_bytes;
}

/**
 * inflight_body_get_bytes:
 * @self: a body
 *
 * Returns: how many bytes arrived, decoded; one more than the limit if they, or
 *   what arrived, exceeded it; after another error, how many came out before that
 */
guint64
inflight_body_get_bytes (InflightBody *self)
{
  Decoding *decoding = self->decoding;

  if (decoding == NULL || self->overlong)
    return self->wire_bytes;

  return decoding->stages[decoding->n_stages - 1].n_out;
}

/**
 * inflight_body_get_memory:
 * @self: a body
 *
 * Returns: how many bytes of memory it holds: the head and the room for what was
 *   announced of it, the bytes as they arrived if they are encoded, and what
 *   inflating them takes (up to 44 KiB a coding)
 */
gsize
inflight_body_get_memory (InflightBody *self)
{
  gsize memory_bytes = sizeof *self + self->head.room + self->encoding_bytes;

  if (self->decoding == NULL)
    return memory_bytes;

  for (guint i = 0; i < self->decoding->n_stages; i++)
    memory_bytes += self->decoding->stages[i].memory_bytes;

  return memory_bytes + sizeof *self->decoding + self->decoding->raw.room;
}

/**
 * inflight_body_forget_head:
 * @self: a body
 *
 * Lets go of what is kept of it, and keeps nothing from now on. It is decoded,
 * counted and limited as before.
 */
void
inflight_body_forget_head (InflightBody *self)
{
  self->forgotten = TRUE;
  buffer_clear (&self->head);
  if (self->decoding != NULL)
    buffer_clear (&self->decoding->raw);
}

/**
 * inflight_body_shorten_head:
 * @self: a body
 *
 * Lets go of all but the first 16 KiB of what is kept of it, and keeps no more from
 * now on. It is decoded, counted and limited as before.
 */
void
inflight_body_shorten_head (InflightBody *self)
{
  self->shortened = TRUE;
  buffer_shorten (&self->head);
  if (self->decoding != NULL)
    buffer_shorten (&self->decoding->raw);
}

/**
 * inflight_body_is_shortened:
 * @self: a body
 *
 * Returns: whether less is kept of it than would be
 */
gboolean
inflight_body_is_shortened (InflightBody *self)
{
  return self->shortened && inflight_body_get_bytes (self) > SHORT_BYTES;
}

/**
 * inflight_body_steal_head:
 * @self: a body
 * @encoding: (out) (nullable): the encoding that the bytes are still in; %NULL if
 *   they are decoded
 *
 * Returns: (transfer full) (nullable): the first %INFLIGHT_HEAD_BYTES of it; of a
 *   body that could not be decoded the first 64 KiB as they arrived; %NULL if it
 *   was forgotten
 */
GBytes *
inflight_body_steal_head (InflightBody  *self,
                          char         **encoding)
{
  Buffer *buffer = self->corrupt ? &self->decoding->raw : &self->head;
  Buffer head = *buffer;

  *encoding = NULL;
  if (self->forgotten)
    return NULL;

  if (!self->corrupt && self->encoding != NULL)
    self->encoding[self->remaining_length] = '\0';
  if (self->encoding != NULL && *self->encoding != '\0')
    *encoding = g_steal_pointer (&self->encoding);

  /* It is kept: without the room to grow. */
  *buffer = (Buffer) { NULL };
  if (head.size < head.room)
    head.data = g_realloc (head.data, head.size);

  return g_bytes_new_take (head.data, head.size);
}
