/* answers.c: random answers of a server, right and wrong
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "answers.h"

#include <string.h>

#define MAX_BODY_BYTES 3000
#define MAX_CHUNK_BYTES 400

/* Of each kind the first is the usual one. */
typedef struct
{
  const char *name;
  const char *text;
} Piece;

static const Piece informational[] = {
  { NULL, "" },
  { "continue", "HTTP/1.1 100 Continue\r\n\r\n" },
  { "early-hints", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" },
  { "three-processing", "HTTP/1.1 102 X\r\n\r\nHTTP/1.1 102 X\r\n\r\nHTTP/1.1 102 X\r\n\r\n" },
  { "empty-line-first", "\r\n" },
  { "switching", "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n" },
};

static const Piece status_lines[] = {
  { NULL, "HTTP/1.1 200 OK\r\n" },
  { "not-found", "HTTP/1.1 404 Not Found\r\n" },
  { "server-error", "HTTP/1.1 500 Oops\r\n" },
  { "no-content", "HTTP/1.1 204 No Content\r\n" },
  { "not-modified", "HTTP/1.1 304 Not Modified\r\n" },
  { "no-location", "HTTP/1.1 302 Found\r\n" },
  { "http-1.0", "HTTP/1.0 200 OK\r\n" },
  { "no-reason", "HTTP/1.1 200\r\n" },
  { "empty-reason", "HTTP/1.1 200 \r\n" },
  { "status-599", "HTTP/1.1 599 X\r\n" },
  { "status-999", "HTTP/1.1 999 X\r\n" },
  { "status-two-digits", "HTTP/1.1 20 X\r\n" },
  { "status-four-digits", "HTTP/1.1 2000 X\r\n" },
  { "status-word", "HTTP/1.1 abc X\r\n" },
  { "http-1.2", "HTTP/1.2 200 OK\r\n" },
  { "http-3.9", "HTTP/3.9 200 OK\r\n" },
  { "lower-case", "http/1.1 200 OK\r\n" },
  { "two-spaces", "HTTP/1.1  200 OK\r\n" },
  { "icy", "ICY 200 OK\r\n" },
  { "line-feed", "HTTP/1.1 200 OK\n" },
};

static const Piece fields[] = {
  { NULL, "Content-Type: text/plain\r\n" },
  { "empty-value", "X-Empty:\r\n" },
  { "eight-bits", "X-Name: \303\274\r\n" },
  { "long-value", NULL },
  { "fold", "X-Fold: a\r\n b\r\n" },
  { "fold-first", " X-Fold: a\r\n" },
  { "no-colon", "X-No-Colon\r\n" },
  { "space-before-colon", "X-Space : a\r\n" },
  { "empty-name", ": a\r\n" },
  { "space-in-name", "X Space: a\r\n" },
  { "line-feed-in-fields", "X-Line: a\n" },
  { "return-in-value", "X-Return: a\rb\r\n" },
};

typedef enum
{
  BODY_LENGTH,
  BODY_CHUNKS,
  BODY_CLOSE,
} BodyKind;

/**
 * Framing:
 * @name: (nullable): its name
 * @kind: how the body is sent
 * @field: a format of fields, whose `%u`, if any, are the length and one beyond it
 * @size: a format of a chunk's size
 * @after: what follows the bytes of a chunk
 * @last: what ends the chunks
 */
typedef struct
{
  const char *name;
  BodyKind    kind;
  const char *field;
  const char *size;
  const char *after;
  const char *last;
} Framing;

#define CHUNKED "Transfer-Encoding: chunked\r\n"
#define CHUNKS(name, size, after, last) { name, BODY_CHUNKS, CHUNKED, size, after, last }

static const Framing framings[] = {
  { NULL, BODY_LENGTH, "Content-Length: %1$u\r\n" },
  { NULL, BODY_CLOSE, "" },
  CHUNKS (NULL, "%x\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("sizes-padded", "000%X\r\n", "\r\n", "000\r\n\r\n"),
  CHUNKS ("extensions", "%x;a=b;c=\"d\"\r\n", "\r\n", "0;e\r\n\r\n"),
  CHUNKS ("trailer", "%x\r\n", "\r\n", "0\r\nX-Trailer: a\r\n\r\n"),
  CHUNKS ("trailer-no-colon", "%x\r\n", "\r\n", "0\r\nX-Trailer\r\n\r\n"),
  CHUNKS ("size-space", "%x \r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("size-word", "x%x\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("size-negative", "-%x\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("size-hex", "0x%x\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("size-long", "10000000000000%03x\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("size-line-feed", "%x\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("chunk-line-feed", "%x\r\n", "\n", "0\r\n\r\n"),
  CHUNKS ("chunk-no-end", "%x\r\n", "", "0\r\n\r\n"),
  CHUNKS ("chunk-comma", "%x,\r\n", "\r\n", "0\r\n\r\n"),
  CHUNKS ("no-last-chunk", "%x\r\n", "\r\n", ""),
  CHUNKS ("no-last-line", "%x\r\n", "\r\n", "0\r\n"),
  CHUNKS ("more-after-chunks", "%x\r\n", "\r\n", "0\r\n\r\nmore"),
  { "chunks-and-length", BODY_CHUNKS, "Content-Length: %1$u\r\n" CHUNKED, "%x\r\n", "\r\n",
    "0\r\n\r\n" },
  { "chunked-twice", BODY_CHUNKS, CHUNKED CHUNKED, "%x\r\n", "\r\n", "0\r\n\r\n" },
  { "coding-unknown", BODY_CLOSE, "Transfer-Encoding: x\r\n" },
  { "coding-identity", BODY_CLOSE, "Transfer-Encoding: identity\r\n" },
  { "length-long", BODY_LENGTH, "X-Length: %1$u\r\nContent-Length: %2$u\r\n" },
  { "length-zero", BODY_LENGTH, "Content-Length: 0\r\n" },
  { "length-twice", BODY_LENGTH, "Content-Length: %1$u\r\nContent-Length: %1$u\r\n" },
  { "length-list", BODY_LENGTH, "Content-Length: %1$u, %1$u\r\n" },
  { "length-contradicts", BODY_LENGTH, "Content-Length: %1$u\r\nContent-Length: %2$u\r\n" },
  { "length-negative", BODY_LENGTH, "Content-Length: -%1$u\r\n" },
  { "length-plus", BODY_LENGTH, "Content-Length: +%1$u\r\n" },
  { "length-word", BODY_LENGTH, "Content-Length: a%1$u\r\n" },
  { "length-unit", BODY_LENGTH, "Content-Length: %1$ub\r\n" },
  { "length-empty", BODY_LENGTH, "Content-Length:\r\n" },
  { "length-huge", BODY_LENGTH, "Content-Length: 99999999999999999999\r\n" },
};

typedef enum
{
  CODING_NONE,
  CODING_GZIP,
  CODING_GZIP_CUT,
  CODING_GZIP_CRC,
  CODING_GZIP_MORE,
  CODING_GZIP_TWICE,
  CODING_GZIP_NOT,
  CODING_ZLIB,
  CODING_DEFLATE,
  CODING_OTHER,
} CodingKind;

static const struct
{
  const char *name;
  CodingKind  kind;
  const char *field;
} codings[] = {
  { NULL, CODING_NONE, "" },
  { "gzip", CODING_GZIP, "Content-Encoding: gzip\r\n" },
  { "x-gzip", CODING_GZIP, "Content-Encoding: x-gzip\r\n" },
  { "gzip-upper-case", CODING_GZIP, "Content-Encoding: GZip\r\n" },
  { "gzip-empty-element", CODING_GZIP, "Content-Encoding: , gzip\r\n" },
  { "gzip-cut", CODING_GZIP_CUT, "Content-Encoding: gzip\r\n" },
  { "gzip-bad-sum", CODING_GZIP_CRC, "Content-Encoding: gzip\r\n" },
  { "gzip-and-more", CODING_GZIP_MORE, "Content-Encoding: gzip\r\n" },
  { "gzip-two-members", CODING_GZIP_TWICE, "Content-Encoding: gzip\r\n" },
  { "gzip-not", CODING_GZIP_NOT, "Content-Encoding: gzip\r\n" },
  { "zlib", CODING_ZLIB, "Content-Encoding: deflate\r\n" },
  { "deflate", CODING_DEFLATE, "Content-Encoding: deflate\r\n" },
  { "identity", CODING_NONE, "Content-Encoding: identity\r\n" },
  { "unknown-coding", CODING_OTHER, "Content-Encoding: x-own\r\n" },
};

/* Returns: one of so many, the usual one most of the time. */
static guint
pick (GRand *random,
      guint  n_usual,
      guint  n_pieces)
{
  if (n_usual == n_pieces || g_rand_int_range (random, 0, 4) != 0)
    return g_rand_int_range (random, 0, n_usual);

  return g_rand_int_range (random, n_usual, n_pieces);
}

static void
note (Answer     *self,
      const char *name)
{
  if (name != NULL)
    g_ptr_array_add (self->features, (gpointer) name);
}

static void
add_piece (Answer      *self,
           GString     *bytes,
           GRand       *random,
           const Piece *pieces,
           guint        n_pieces)
{
  const Piece *piece = &pieces[pick (random, 1, n_pieces)];

  note (self, piece->name);
  if (piece->text != NULL)
    g_string_append (bytes, piece->text);
  else
    g_string_append_printf (bytes, "X-Long: %0*d\r\n", 20000, 0);
}

/* Bodies */

static GString *
new_text (GRand *random)
{
  GString *text = g_string_new (NULL);
  gsize size = g_rand_int_range (random, 0, MAX_BODY_BYTES);

  while (text->len < size)
    g_string_append_c (text, g_rand_int_range (random, 'a', 'z' + 1));

  return text;
}

static void
compress (GString               *body,
          GZlibCompressorFormat  format)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (format, -1);
  g_autofree char *buffer = g_malloc (body->len + 1024);
  gsize n_read;
  gsize n_written;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), body->str, body->len, buffer,
                                        body->len + 1024, G_CONVERTER_INPUT_AT_END, &n_read,
                                        &n_written, NULL), ==, G_CONVERTER_FINISHED);
  g_string_truncate (body, 0);
  g_string_append_len (body, buffer, n_written);
}

static void
encode (GString    *body,
        CodingKind  kind)
{
  g_autofree char *member = NULL;
  gsize size;

  if (kind == CODING_NONE || kind == CODING_GZIP_NOT || kind == CODING_OTHER)
    return;

  if (kind == CODING_ZLIB || kind == CODING_DEFLATE)
    {
      compress (body, kind == CODING_ZLIB ? G_ZLIB_COMPRESSOR_FORMAT_ZLIB
                                          : G_ZLIB_COMPRESSOR_FORMAT_RAW);
      return;
    }

  compress (body, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  size = body->len;
  if (kind == CODING_GZIP_CUT)
    g_string_truncate (body, size - 9);
  if (kind == CODING_GZIP_CRC)
    body->str[size - 6] ^= 0x55;
  if (kind == CODING_GZIP_MORE)
    g_string_append (body, "more of something else");
  if (kind == CODING_GZIP_TWICE)
    {
      member = g_memdup2 (body->str, size);
      g_string_append_len (body, member, size);
    }
}

/* The formats of the tables above have what is given to them. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void
append_fields (GString       *bytes,
               const Framing *framing,
               guint          length)
{
  if (strchr (framing->field, '%') == NULL)
    g_string_append (bytes, framing->field);
  else
    g_string_append_printf (bytes, framing->field, length, length + 7);
}

static void
append_chunks (GString       *bytes,
               GRand         *random,
               const Framing *framing,
               const GString *body)
{
  gsize begin = 0;

  while (begin < body->len)
    {
      guint size = g_rand_int_range (random, 1, MAX_CHUNK_BYTES);

      size = MIN (size, body->len - begin);
      g_string_append_printf (bytes, framing->size, size);
      g_string_append_len (bytes, body->str + begin, size);
      g_string_append (bytes, framing->after);
      begin += size;
    }

  g_string_append (bytes, framing->last);
}

#pragma GCC diagnostic pop

/**
 * answer_new:
 * @random: a source of randomness
 *
 * Returns: (transfer full): an answer with a few things that are unusual or wrong,
 *   or none
 */
Answer *
answer_new (GRand *random)
{
  Answer *self = g_new0 (Answer, 1);
  GString *bytes = g_string_new (NULL);
  const Framing *framing = &framings[pick (random, 3, G_N_ELEMENTS (framings))];
  guint coding = pick (random, 1, G_N_ELEMENTS (codings));
  GString *body = new_text (random);

  self->features = g_ptr_array_new ();
  add_piece (self, bytes, random, informational, G_N_ELEMENTS (informational));
  add_piece (self, bytes, random, status_lines, G_N_ELEMENTS (status_lines));
  add_piece (self, bytes, random, fields, G_N_ELEMENTS (fields));
  note (self, framing->name);
  note (self, codings[coding].name);

  encode (body, codings[coding].kind);
  g_string_append (bytes, codings[coding].field);
  append_fields (bytes, framing, body->len);
  g_string_append (bytes, "\r\n");
  if (framing->kind == BODY_CHUNKS)
    append_chunks (bytes, random, framing, body);
  else
    g_string_append_len (bytes, body->str, body->len);

  if (bytes->len > 0 && g_rand_int_range (random, 0, 12) == 0)
    {
      note (self, "cut");
      g_string_truncate (bytes, g_rand_int_range (random, 0, bytes->len));
    }

  g_string_free (body, TRUE);
  self->bytes = g_string_free_to_bytes (bytes);

  return self;
}

void
answer_free (Answer *self)
{
  g_bytes_unref (self->bytes);
  g_ptr_array_unref (self->features);
  g_free (self);
}
