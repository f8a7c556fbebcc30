/* inflight-body.c: a body as it arrives, decoded and bounded
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-private.h"

#include "inflight-answer-private.h"
#include "inflight-types.h"

#include <string.h>

#define MAX_DECODERS 3
#define DECODE_BYTES 16384

/* As much of an encoded body as is kept in case that it cannot be decoded. */
#define RAW_BYTES (64 << 10)

/* A page compresses 5 to 20 times; what exceeds this is a trap. */
#define MAX_RATIO            200
#define RATIO_MATTERS_BYTES  (1 << 20)

/**
 * InflightBody:
 *
 * Takes a body in pieces as the wire delivers them, undoes its content encoding
 * (RFC 9110, section 8.4), counts its bytes against a limit, and keeps the head
 * that a title is looked for in. libsoup's own decoder is not used because it
 * reports a body that is cut or corrupt as complete.
 */
struct _InflightBody
{
  guint64     limit_bytes;
  guint64     wire_bytes;
  guint64     bytes;
  GByteArray *head;
  GByteArray *raw;
  char       *encoding;

  GConverter *decoders[MAX_DECODERS];
  gboolean    finished[MAX_DECODERS];
  guint       n_decoders;
  gboolean    raw_or_zlib;
  gboolean    unknown;
  gboolean    corrupt;
};

InflightBody *
inflight_body_new (guint64 limit_bytes)
{
  InflightBody *self = g_new0 (InflightBody, 1);

  self->limit_bytes = limit_bytes;
  self->head = g_byte_array_new ();

  return self;
}

void
inflight_body_free (InflightBody *self)
{
  for (guint i = 0; i < self->n_decoders; i++)
    g_object_unref (self->decoders[i]);

  g_clear_pointer (&self->head, g_byte_array_unref);
  g_clear_pointer (&self->raw, g_byte_array_unref);
  g_free (self->encoding);
  g_free (self);
}

static GConverter *
new_decoder (const char *coding)
{
  GZlibCompressorFormat format;

  if (g_ascii_strcasecmp (coding, "gzip") == 0 ||
      g_ascii_strcasecmp (coding, "x-gzip") == 0)
    format = G_ZLIB_COMPRESSOR_FORMAT_GZIP;
  else if (g_ascii_strcasecmp (coding, "deflate") == 0)
    format = G_ZLIB_COMPRESSOR_FORMAT_ZLIB;
  else
    return NULL;

  return G_CONVERTER (g_zlib_decompressor_new (format));
}

/**
 * inflight_body_set_encoding:
 * @self: a body of which nothing was fed yet
 * @encoding: the field Content-Encoding
 * @error: return location for an error
 *
 * An encoding that was not asked for, and is not known, is left as it is.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL if there are more than three
 */
gboolean
inflight_body_set_encoding (InflightBody  *self,
                            const char    *encoding,
                            GError       **error)
{
  g_auto (GStrv) codings = g_strsplit (encoding, ",", MAX_DECODERS + 2);
  guint n_codings = g_strv_length (codings);

  if (n_codings > MAX_DECODERS)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL,
                   "more than %d content encodings", MAX_DECODERS);
      return FALSE;
    }

  self->encoding = g_strdup (encoding);

  /* They are listed in the order in which they were applied. */
  for (guint i = n_codings; i > 0; i--)
    {
      const char *coding = g_strstrip (codings[i - 1]);
      GConverter *decoder = new_decoder (coding);

      if (decoder == NULL && g_ascii_strcasecmp (coding, "identity") != 0)
        {
          self->unknown = TRUE;
          return TRUE;
        }

      if (decoder != NULL)
        {
          if (self->n_decoders == 0)
            self->raw_or_zlib = g_ascii_strcasecmp (coding, "deflate") == 0;
          self->decoders[self->n_decoders++] = decoder;
        }
    }

  return TRUE;
}

/**
 * inflight_body_expect:
 * @self: a body of which nothing was fed yet
 * @size: how many bytes are announced
 *
 * Makes room for the head at once, as far as the announcement can be believed:
 * growing it piece by piece would copy it again and again.
 */
void
inflight_body_expect (InflightBody *self,
                      guint64       size)
{
  if (self->n_decoders > 0)
    return;

  size = MIN (size, MIN (INFLIGHT_HEAD_BYTES, self->limit_bytes));
  g_byte_array_unref (self->head);
  self->head = g_byte_array_sized_new (size);
}

/* “deflate” is zlib's format (RFC 9110, section 8.4.1.2), but some servers send
 * it bare. zlib's begins with 8 and is a multiple of 31 (RFC 1950). */
static void
settle_deflate_format (InflightBody *self,
                       const guint8 *data,
                       gsize         size)
{
  gboolean zlib = (data[0] & 0x0f) == 8 &&
                  (size < 2 || ((data[0] << 8) | data[1]) % 31 == 0);

  self->raw_or_zlib = FALSE;
  if (zlib)
    return;

  g_object_unref (self->decoders[0]);
  self->decoders[0] =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
}

static gboolean
take_decoded (InflightBody  *self,
              const guint8  *data,
              gsize          size,
              GError       **error)
{
  gsize room = MIN (INFLIGHT_HEAD_BYTES, self->limit_bytes) - self->head->len;

  self->bytes += size;
  g_byte_array_append (self->head, data, MIN (room, size));

  if (self->bytes > self->limit_bytes)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TOO_LARGE,
                   "larger than %" G_GUINT64_FORMAT " bytes", self->limit_bytes);
      return FALSE;
    }

  if (self->bytes > RATIO_MATTERS_BYTES &&
      self->bytes / MAX_RATIO > self->wire_bytes)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TOO_LARGE,
                   "decompresses to more than %d times its size", MAX_RATIO);
      return FALSE;
    }

  return TRUE;
}

static gboolean decode (InflightBody  *self,
                        guint          stage,
                        const guint8  *data,
                        gsize          size,
                        gboolean       at_end,
                        GError       **error);

static gboolean
decode_error (InflightBody  *self,
              const GError  *cause,
              GError       **error)
{
  self->corrupt = TRUE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TRUNCATED,
                         "the compressed body ends early");
  else
    g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_DECODE,
                 "the compressed body is corrupt: %s", cause->message);

  return FALSE;
}

static gboolean
run_decoder (InflightBody  *self,
             guint          stage,
             const guint8  *data,
             gsize          size,
             gboolean       at_end,
             GError       **error)
{
  guint8 buffer[DECODE_BYTES];
  GConverterFlags flags = at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;

  while (!self->finished[stage] && (size > 0 || at_end))
    {
      g_autoptr (GError) local_error = NULL;
      GConverterResult result;
      gsize n_read;
      gsize n_written;

      result = g_converter_convert (self->decoders[stage], data, size, buffer,
                                    sizeof buffer, flags, &n_read, &n_written,
                                    &local_error);
      if (result == G_CONVERTER_ERROR)
        {
          if (!at_end && g_error_matches (local_error, G_IO_ERROR,
                                          G_IO_ERROR_PARTIAL_INPUT))
            return TRUE;
          return decode_error (self, local_error, error);
        }

      data += n_read;
      size -= n_read;
      self->finished[stage] = result == G_CONVERTER_FINISHED;

      if (!decode (self, stage + 1, buffer, n_written, FALSE, error))
        return FALSE;
    }

  return !at_end || decode (self, stage + 1, NULL, 0, TRUE, error);
}

/* Passes bytes to the decoder of a stage, and what comes out of it to the next;
 * behind the last one is the body proper. */
static gboolean
decode (InflightBody  *self,
        guint          stage,
        const guint8  *data,
        gsize          size,
        gboolean       at_end,
        GError       **error)
{
  if (stage < self->n_decoders)
    return run_decoder (self, stage, data, size, at_end, error);

  return size == 0 || take_decoded (self, data, size, error);
}

static void
keep_raw (InflightBody *self,
          const guint8 *data,
          gsize         size)
{
  if (self->raw == NULL)
    self->raw = g_byte_array_new ();

  g_byte_array_append (self->raw, data, MIN (size, RAW_BYTES - self->raw->len));
}

/**
 * inflight_body_feed:
 * @self: a body
 * @data: the next bytes, as they arrived
 * @size: how many
 * @error: return location for an error
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
  if (size == 0)
    return TRUE;

  self->wire_bytes += size;
  if (self->n_decoders > 0)
    keep_raw (self, data, size);
  if (self->raw_or_zlib)
    settle_deflate_format (self, data, size);

  return decode (self, 0, data, size, FALSE, error);
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
  if (self->wire_bytes == 0)
    return TRUE;

  return decode (self, 0, NULL, 0, TRUE, error);
}

/**
 * inflight_body_get_wire:
 * @self: a body
 *
 * Returns: how many bytes arrived, encoded
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
 * Returns: how many bytes arrived, decoded
 */
guint64
inflight_body_get_bytes (InflightBody *self)
{
  return self->bytes;
}

/**
 * inflight_body_steal_head:
 * @self: a body
 * @encoding: (out) (nullable): the encoding that the bytes are still in, as sent;
 *   %NULL if they are decoded
 *
 * Returns: (transfer full): the first %INFLIGHT_HEAD_BYTES of it; of a body that
 *   could not be decoded the first 64 KiB as they arrived
 */
GBytes *
inflight_body_steal_head (InflightBody  *self,
                          char         **encoding)
{
  GByteArray *head = self->corrupt ? g_steal_pointer (&self->raw)
                                   : g_steal_pointer (&self->head);
  gsize size = head->len;
  guint8 *data = g_byte_array_free (head, FALSE);

  *encoding = NULL;
  if (self->corrupt || self->unknown)
    *encoding = g_steal_pointer (&self->encoding);

  /* It is kept: without the room to grow. */
  return g_bytes_new_take (g_realloc (data, size), size);
}
