/* test-framing.c: where answers end, however they arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-framing-private.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define LENGTH(n) OK "Content-Length: " n "\r\n\r\n"
#define CONTINUE "HTTP/1.1 100 Continue\r\n\r\n"
#define CONTINUE8 CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE

#define SUCCESS -1

/* What a connection is good for after an answer. */
typedef enum {
  REUSED,
  DROPPED,
} After;

/* @kept is what is passed on, if that is not all of @bytes. */
typedef struct
{
  const char *name;
  const char *bytes;
  int         code;
  After       after;
  const char *kept;
} Row;

static const Row rows[] = {
  { "length", LENGTH ("5") "hello", SUCCESS, REUSED, NULL },
  { "length-0", LENGTH ("0"), SUCCESS, REUSED, NULL },
  { "length-padded", LENGTH (" \t5 \t") "hello", SUCCESS, REUSED, NULL },
  { "length-zeros", LENGTH ("0005") "hello", SUCCESS, REUSED, NULL },
  { "length-case", OK "cOnTENT-lENGTH:5\r\n\r\nhello", SUCCESS, REUSED, NULL },
  { "length-twice", OK "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    SUCCESS, REUSED, NULL },
  { "length-twice-in-one", OK "Content-Length: 5, 5\r\n\r\nhello", SUCCESS, REUSED,
    OK "Content-Length: 5\r\n\r\nhello" },
  { "length-and-more", LENGTH ("5") "hello, world", SUCCESS, DROPPED, LENGTH ("5") "hello" },
  { "length-0-and-more", LENGTH ("0") "x", SUCCESS, DROPPED, LENGTH ("0") },
  { "length-largest", LENGTH ("9223372036854775807"), INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "length-cut", LENGTH ("5") "hell", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "length-cut-at-once", LENGTH ("5"), INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "length-negative", LENGTH ("-5"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-plus", LENGTH ("+5"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-word", LENGTH ("abc"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-none", LENGTH (""), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-two-words", LENGTH ("5 5"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-hex", LENGTH ("0x5"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-huge", LENGTH ("9223372036854775808"), INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-differs", OK "Content-Length: 5\r\nContent-Length: 3\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-differs-in-one", OK "Content-Length: 5,3\r\n\r\n", INFLIGHT_ERROR_PROTOCOL,
    DROPPED, OK "Content-Length: 5\r\n\r\n" },
  { "length-space", OK "Content-Length : 5\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "length-folded", OK "Content-Length: 5\r\n 5\r\n\r\n", INFLIGHT_ERROR_PROTOCOL,
    DROPPED, NULL },

  { "until-close", OK "\r\nhello", SUCCESS, DROPPED, NULL },
  { "until-close-empty", OK "\r\n", SUCCESS, DROPPED, NULL },
  { "other-names", OK "Content-Lengthy: 5\r\nContent-Lengt: 5\r\nX-Content-Length: 5\r\n"
    "Content-Type: x\r\nTransfer-Encoding-X: y\r\nTE: z\r\nContent-Length\r\n\r\n",
    SUCCESS, DROPPED, NULL },
  { "no-colon", OK "hello\r\nContent-Length: 0\r\n\r\n", SUCCESS, REUSED, NULL },
  { "folded", OK "X: a\r\n\tb\r\n Content-Length: 9\r\nContent-Length: 0\r\n\r\n",
    SUCCESS, REUSED, NULL },
  { "identity", OK "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n",
    SUCCESS, REUSED, NULL },
  { "line-feeds", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", SUCCESS, REUSED, NULL },
  { "line-feeds-chunked", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\nX: y\n\n",
    SUCCESS, REUSED, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n" },
  { "empty-lines-first", "\r\n\n\r\n" LENGTH ("0"), SUCCESS, REUSED, LENGTH ("0") },
  { "204", "HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n", SUCCESS, REUSED, NULL },
  { "204-chunked", "HTTP/1.1 204 X\r\nTransfer-Encoding: chunked\r\n\r\n", SUCCESS, REUSED, NULL },
  { "204-and-more", "HTTP/1.1 204 X\r\n\r\nhello", SUCCESS, DROPPED, "HTTP/1.1 204 X\r\n\r\n" },
  { "304", "HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n", SUCCESS, REUSED, NULL },
  { "100-first", CONTINUE "HTTP/1.1 103 \r\nX: y\r\n\r\n" LENGTH ("0"), SUCCESS, REUSED, NULL },
  { "100-with-length", "HTTP/1.1 100 X\r\nContent-Length: 5\r\n\r\n" LENGTH ("0"),
    SUCCESS, REUSED, NULL },
  { "100-32-times", CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE8 LENGTH ("0"), SUCCESS, REUSED, NULL },
  { "no-reason", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", SUCCESS, REUSED, NULL },
  { "status-999", "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n", SUCCESS, REUSED, NULL },

  { "chunked", CHUNKED "5\r\nhello\r\n0\r\n\r\n", SUCCESS, REUSED, NULL },
  { "chunked-case", OK "TRANSFER-ENCODING:\tChunKed \r\n\r\n0\r\n\r\n", SUCCESS, REUSED, NULL },
  { "chunked-two", CHUNKED "5\r\nhello\r\n00A\r\n0123456789\r\n000\r\n\r\n",
    SUCCESS, REUSED, NULL },
  { "chunked-like-its-framing", CHUNKED "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", SUCCESS, REUSED, NULL },
  { "chunked-extensions", CHUNKED "5;a=b;c=\"d\"\r\nhello\r\n0 ;z\r\n\r\n", SUCCESS, REUSED,
    CHUNKED "5\r\nhello\r\n0\r\n\r\n" },
  { "chunked-padded", CHUNKED "5 \t \r\nhello\r\n0\t\r\n\r\n", SUCCESS, REUSED,
    CHUNKED "5\r\nhello\r\n0\r\n\r\n" },
  { "chunked-trailers", CHUNKED "5\r\nhello\r\n0\r\nX: y\r\nHTTP/1.1 200 OK\r\n\r\n",
    SUCCESS, REUSED, CHUNKED "5\r\nhello\r\n0\r\n\r\n" },
  { "chunked-and-more", CHUNKED "0\r\n\r\n\r\n", SUCCESS, DROPPED, CHUNKED "0\r\n\r\n" },
  { "chunked-and-length", OK "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n0\r\n\r\n", SUCCESS, DROPPED, NULL },
  { "chunked-1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    SUCCESS, DROPPED, NULL },
  { "chunk-largest", CHUNKED "7fffffffffffffff\r\nhello", INFLIGHT_ERROR_TRUNCATED,
    DROPPED, NULL },
  { "chunk-too-large", CHUNKED "8000000000000000\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED,
    CHUNKED "800000000000000" },
  { "chunk-17-digits", CHUNKED "00000000000000005\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED,
    CHUNKED "0000000000000000" },
  { "chunk-word", CHUNKED "ZZZ\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED },
  { "chunk-second-word", CHUNKED "5\r\nhello\r\nZZZ\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED,
    CHUNKED "5\r\nhello\r\n" },
  { "chunk-negative", CHUNKED "-5\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED },
  { "chunk-hex", CHUNKED "0x5\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED "0" },
  { "chunk-empty-size", CHUNKED "\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED },
  { "chunk-two-sizes", CHUNKED "5 5\r\nhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED "5" },
  { "chunk-longer", CHUNKED "5\r\nhello!\r\n0\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED,
    CHUNKED "5\r\nhello" },
  { "chunk-shorter", CHUNKED "6\r\nhello\r\n0\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED,
    CHUNKED "6\r\nhello\r" },
  { "chunk-return", CHUNKED "5\rhello", INFLIGHT_ERROR_PROTOCOL, DROPPED, CHUNKED "5\r" },
  { "chunked-cut-in-chunk", CHUNKED "5\r\nhel", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-after-chunk", CHUNKED "5\r\nhello", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-between", CHUNKED "5\r\nhello\r\n", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-in-size", CHUNKED "5\r\nhello\r\n1", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-at-once", CHUNKED, INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-in-end", CHUNKED "0\r\n\r", INFLIGHT_ERROR_TRUNCATED, DROPPED, NULL },
  { "chunked-cut-in-trailer", CHUNKED "0\r\nX: y\r\n", INFLIGHT_ERROR_TRUNCATED, DROPPED,
    CHUNKED "0\r\n" },
  { "coding-unknown", OK "Transfer-Encoding: gzip\r\n\r\n", INFLIGHT_ERROR_PROTOCOL,
    DROPPED, NULL },
  { "coding-longer", OK "Transfer-Encoding: chunkedd\r\n\r\n", INFLIGHT_ERROR_PROTOCOL,
    DROPPED, NULL },
  { "coding-two", OK "Transfer-Encoding: gzip, chunked\r\n\r\n", INFLIGHT_ERROR_PROTOCOL,
    DROPPED, NULL },
  { "coding-twice", OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "coding-not-last", OK "Transfer-Encoding: chunked, identity\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "coding-folded", OK "Transfer-Encoding: identity\r\n , chunked\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },

  { "nothing", "", SUCCESS, DROPPED, NULL },
  { "cut-in-status", "HTTP/1.", INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "cut-in-header", OK "X: y", INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "cut-before-end", OK "X: y\r\n\r", INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "empty-lines", "\n\n\n\n\n\n\n\n\n" LENGTH ("0"), INFLIGHT_ERROR_PROTOCOL, DROPPED, "" },
  { "http-0.9", "<html>", INFLIGHT_ERROR_PROTOCOL, DROPPED, "" },
  { "http-0.9-version", "HTTP/0.9 200 OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/" },
  { "http-1.2", "HTTP/1.2 200 OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1." },
  { "http-1.10", "HTTP/1.10 200 OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1.1" },
  { "http-3.9", "HTTP/3.9 200 OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/" },
  { "icy", "ICY 200 OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "" },
  { "status-99", "HTTP/1.1 99 X\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1.1 99" },
  { "status-099", "HTTP/1.1 099 X\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1.1 " },
  { "status-1000", "HTTP/1.1 1000 X\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1.1 100" },
  { "status-word", "HTTP/1.1 200OK\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, "HTTP/1.1 200" },
  { "101", "HTTP/1.1 101 X\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, NULL },
  { "100-33-times", CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE LENGTH ("0"),
    INFLIGHT_ERROR_PROTOCOL, DROPPED, CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE },
  { "return-in-header", OK "X: a\rb\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, OK "X: a\r" },
  { "return-before-end", OK "X: a\r\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, OK "X: a\r" },
  { "return-at-line-start", OK "\rX: a\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, DROPPED, OK "\r" },
};

typedef struct
{
  InflightFraming  framing;
  GString         *kept;
} Wire;

static void
feed (Wire       *wire,
      const char *bytes,
      gsize       size)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  gsize n = inflight_framing_feed (&wire->framing, copy, size);

  g_assert_cmpuint (n, <=, size);
  g_string_append_len (wire->kept, (char *) copy, n);
}

/* Ends an answer, and looks at what it came to. */
static void
assert_verdict (Wire      *wire,
                const Row *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  gboolean fine;

  fine = inflight_framing_is_complete (&wire->framing)
           ? inflight_framing_check (&wire->framing, &error)
           : inflight_framing_eof (&wire->framing, &error);

  if (row->code == SUCCESS)
    g_assert_no_error (error);
  else
    g_assert_error (error, INFLIGHT_ERROR, row->code);

  g_assert_true (fine == (error == NULL));
  g_assert_cmpstr (wire->kept->str, ==, row->kept != NULL ? row->kept : row->bytes);
  g_assert_true (inflight_framing_is_spent (&wire->framing) == (row->after == DROPPED));
  g_assert_true (inflight_framing_is_complete (&wire->framing) ==
                 (row->code == SUCCESS && row->bytes[0] != '\0'));

  /* A spent one stays what it is; the other is as good as new. */
  inflight_framing_begin (&wire->framing, FALSE);
  g_assert_true (inflight_framing_is_spent (&wire->framing) == (row->after == DROPPED));
  g_assert_true (inflight_framing_check (&wire->framing, &again));
}

static void
judge (const Row   *row,
       const gsize *cuts,
       gsize        n_cuts)
{
  Wire wire = { 0 };
  gsize size = strlen (row->bytes);
  gsize from = 0;

  wire.kept = g_string_new (NULL);
  inflight_framing_begin (&wire.framing, FALSE);

  for (gsize i = 0; i <= n_cuts; i++)
    {
      gsize to = i < n_cuts ? MIN (cuts[i], size) : size;

      feed (&wire, row->bytes + from, to - from);
      from = to;
    }

  assert_verdict (&wire, row);
  g_string_free (wire.kept, TRUE);
}

static void
test_row (gconstpointer user_data)
{
  const Row *row = user_data;
  gsize size = strlen (row->bytes);
  g_autofree gsize *cuts = g_new (gsize, size + 1);

  judge (row, NULL, 0);

  for (gsize i = 0; i < size; i++)
    cuts[i] = i + 1;
  judge (row, cuts, size);

  for (gsize i = 0; i <= size; i++)
    judge (row, &i, 1);

  for (guint i = 0; i < 500; i++)
    {
      gsize n_cuts = g_test_rand_int_range (1, 9);

      cuts[0] = 0;
      for (gsize j = 1; j < MIN (n_cuts, size); j++)
        cuts[j] = cuts[j - 1] + g_test_rand_int_range (0, 1 + (int) (2 * size / n_cuts));
      judge (row, cuts, MIN (n_cuts, size));
    }
}

/* Answers one after the other, of which the second is judged like the first. */
static void
test_in_turn (void)
{
  static const char *const kinds[] = {
    "length", "chunked-trailers", "204", "304", "100-first", "length-twice-in-one",
    "chunked-extensions", "100-32-times",
  };
  Wire wire = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      const char *kind = kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))];
      const Row *row = rows;

      while (!g_str_equal (row->name, kind))
        row++;

      wire.kept = g_string_new (NULL);
      inflight_framing_begin (&wire.framing, FALSE);
      feed (&wire, row->bytes, strlen (row->bytes));
      assert_verdict (&wire, row);
      g_string_free (wire.kept, TRUE);
    }
}

static void
test_head (void)
{
  InflightFraming framing = { 0 };
  char header[] = LENGTH ("5");
  gsize size = strlen (header);

  inflight_framing_begin (&framing, TRUE);
  g_assert_cmpuint (inflight_framing_feed (&framing, (guint8 *) header, size), ==, size);
  g_assert_true (inflight_framing_is_complete (&framing));
  g_assert_false (inflight_framing_is_spent (&framing));

  /* The next one has a body again. */
  inflight_framing_begin (&framing, FALSE);
  g_assert_cmpuint (inflight_framing_feed (&framing, (guint8 *) header, size), ==, size);
  g_assert_false (inflight_framing_is_complete (&framing));

  /* It is left in the middle: nothing can follow it. */
  inflight_framing_begin (&framing, FALSE);
  g_assert_true (inflight_framing_is_spent (&framing));
}

static void
test_zero_bytes (void)
{
  static const char *const begins[] = {
    "HTTP", "HTTP/1.1 200 O", OK "X", OK "Content-Le", OK "Content-Length: ",
    OK "Content-Length: 5", OK "Transfer-Encoding: ", OK "X: y", CHUNKED, CHUNKED "5",
    CHUNKED "5;a", CHUNKED "0\r\nX",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autofree char *bytes = g_strdup (begins[i]);
      gsize size = strlen (bytes);
      InflightFraming framing = { 0 };
      g_autoptr (GError) error = NULL;

      inflight_framing_begin (&framing, FALSE);
      inflight_framing_feed (&framing, (guint8 *) bytes, size);
      g_assert_true (inflight_framing_check (&framing, &error));
      g_assert_cmpuint (inflight_framing_feed (&framing, (guint8 *) "", 1), ==, 0);
      g_assert_false (inflight_framing_check (&framing, &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);
    }
}

/* Feeds @tail until there is an error. Returns: how many bytes that took. */
static gsize
feed_for_ever (const char *begin,
               const char *tail,
               int         code)
{
  InflightFraming framing = { 0 };
  g_autoptr (GError) error = NULL;
  const char *next = begin;
  gsize n_fed = 0;

  inflight_framing_begin (&framing, FALSE);
  while (!inflight_framing_is_spent (&framing))
    {
      char byte = *next++;

      inflight_framing_feed (&framing, (guint8 *) &byte, 1);
      if (*next == '\0')
        next = tail;
      n_fed++;
    }

  g_assert_false (inflight_framing_check (&framing, &error));
  g_assert_error (error, INFLIGHT_ERROR, code);

  return n_fed;
}

static void
test_limits (void)
{
  const gsize header = INFLIGHT_FRAMING_HEADER_BYTES + 1;
  const gsize trailer = INFLIGHT_FRAMING_TRAILER_BYTES + 1;
  const gsize line = INFLIGHT_FRAMING_CHUNK_LINE_BYTES + 1;

  g_assert_cmpuint (feed_for_ever (OK "X: ", "y", INFLIGHT_ERROR_HEADERS_TOO_LARGE), ==, header);
  g_assert_cmpuint (feed_for_ever (OK, "X: y\r\n", INFLIGHT_ERROR_HEADERS_TOO_LARGE), ==, header);
  g_assert_cmpuint (feed_for_ever (OK, "Content-Length: 1\r\n", INFLIGHT_ERROR_HEADERS_TOO_LARGE),
                    ==, header);
  g_assert_cmpuint (feed_for_ever (OK "Content-Length: ", "1",
                                   INFLIGHT_ERROR_HEADERS_TOO_LARGE), ==, header);
  g_assert_cmpuint (feed_for_ever (CHUNKED "0\r\n", "X: y\r\n", INFLIGHT_ERROR_PROTOCOL), ==,
                    strlen (CHUNKED "0\r\n") + trailer);
  g_assert_cmpuint (feed_for_ever (CHUNKED "0\r\nX", "x", INFLIGHT_ERROR_PROTOCOL), ==,
                    strlen (CHUNKED "0\r\n") + trailer);
  g_assert_cmpuint (feed_for_ever (CHUNKED "5;", "x", INFLIGHT_ERROR_PROTOCOL), ==,
                    strlen (CHUNKED) + line);
  g_assert_cmpuint (feed_for_ever (CHUNKED "5", " ", INFLIGHT_ERROR_PROTOCOL), ==,
                    strlen (CHUNKED) + line);
  g_assert_cmpuint (feed_for_ever ("\n", "\n", INFLIGHT_ERROR_PROTOCOL), ==, 9);
}

/* Nothing that comes makes it pass on more than came, or go on for ever. */
static void
test_noise (void)
{
  static const char *const words[] = {
    "HTTP/1.1 200 OK", "\r\n", "\n", "\r", "Content-Length: ", "Transfer-Encoding: ", "chunked",
    "5", "0", "ffff", ":", ";", ",", " ", "\t", "x", "\xff", "",
  };

  for (guint i = 0; i < 20000; i++)
    {
      InflightFraming framing = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean fine;

      inflight_framing_begin (&framing, g_test_rand_int_range (0, 8) == 0);
      for (guint j = 0; j < 40; j++)
        {
          const char *word = j == 0 ? OK : words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
          gsize size = MAX (strlen (word), 1);
          g_autofree guint8 *copy = g_memdup2 (word, size);

          g_assert_cmpuint (inflight_framing_feed (&framing, copy, size), <=, size);
        }

      fine = inflight_framing_eof (&framing, &error);
      g_assert_true (fine == inflight_framing_is_complete (&framing));
      g_assert_true (fine == (error == NULL));
      g_assert_true (inflight_framing_is_spent (&framing));
    }
}

/* Bodies are counted, not read: any bytes will do. */
static void
test_large_body (void)
{
  g_autofree guint8 *block = g_malloc0 (1 << 20);
  InflightFraming framing = { 0 };
  char header[] = CHUNKED "40000000\r\n";

  inflight_framing_begin (&framing, FALSE);
  inflight_framing_feed (&framing, (guint8 *) header, strlen (header));
  for (guint i = 0; i < 1024; i++)
    g_assert_cmpuint (inflight_framing_feed (&framing, block, 1 << 20), ==, 1 << 20);

  g_assert_cmpuint (inflight_framing_feed (&framing, (guint8 *) header, 1), ==, 0);
  g_assert_false (inflight_framing_check (&framing, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/framing/answer/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/engine/framing/in-turn", test_in_turn);
  g_test_add_func ("/engine/framing/head", test_head);
  g_test_add_func ("/engine/framing/zero-bytes", test_zero_bytes);
  g_test_add_func ("/engine/framing/limits", test_limits);
  g_test_add_func ("/engine/framing/noise", test_noise);
  g_test_add_func ("/engine/framing/large-body", test_large_body);

  return g_test_run ();
}
