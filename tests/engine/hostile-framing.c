/* hostile-framing.c: where an answer begins and ends
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-tables.h"

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define LENGTH(n) OK "Content-Length: " n "\r\n\r\n"

/* Without a length, libsoup would not use the connection again. */
#define NO_CONTENT "HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n"

#define X64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define X256 X64 X64 X64 X64

#define GOOD(row_name, text) \
  { row_name, HOSTILE_BYTES (text), .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", \
    .max_kept = 5 }
#define BROKEN(row_name, text) \
  { row_name, HOSTILE_BYTES (text), .code = INFLIGHT_ERROR_PROTOCOL, .fresh = TRUE, \
    .status = HOSTILE_ANY_STATUS }
#define CUT(row_name, text, words) \
  { row_name, HOSTILE_BYTES (text), .end = RAW_CLOSE, .code = INFLIGHT_ERROR_TRUNCATED, \
    .status = 200, .kept = "hello", .max_kept = 5, .fresh = TRUE, \
    .what = words, .soup_code = HOSTILE_SUCCESS }

#define UPLOAD_BYTES (16 << 20)

/* More than the kernel takes off our hands. */
static void
prepare_upload (RealNetwork      *net,
                const HostileRow *row,
                const char       *path)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (UPLOAD_BYTES), UPLOAD_BYTES);

  g_assert_true (inflight_options_set_method (net->options, "POST", NULL));
  inflight_options_set_body (net->options, body);
}

#define TOO_LARGE "HTTP/1.1 413 X\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"

static const HostileRow rows[] = {
  GOOD ("length", LENGTH ("5") "hello"),
  { "length-twice-in-one", HOSTILE_BYTES (LENGTH ("5, 5") "hello"),
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5,
    .what = "gives the length twice in one line", .soup_code = INFLIGHT_ERROR_PROTOCOL },
  GOOD ("chunked", CHUNKED "5\r\nhello\r\n0\r\n\r\n"),
  GOOD ("trailer", CHUNKED "5\r\nhello\r\n0\r\nX: y\r\n\r\n"),
  GOOD ("trailers", CHUNKED "5\r\nhello\r\n0\r\nX: y\r\nZ: " X256 X256 "\r\n\r\n"),
  GOOD ("extension", CHUNKED "5;x=y\r\nhello\r\n0\r\n\r\n"),
  { "extension-long", HOSTILE_BYTES (CHUNKED "5;" X256 "\r\nhello\r\n0;" X256 "\r\n\r\n"),
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5,
    .what = "adds more than 120 characters to the size of a chunk",
    .soup_code = INFLIGHT_ERROR_TRUNCATED },
  { "empty-line-first", HOSTILE_BYTES ("\r\n" LENGTH ("5") "hello"),
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5,
    .what = "sends an empty line before its answer", .curl_code = INFLIGHT_ERROR_PROTOCOL },
  { "204", HOSTILE_BYTES (NO_CONTENT), .code = HOSTILE_SUCCESS, .status = 204 },
  { "304", HOSTILE_BYTES ("HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n"),
    .code = HOSTILE_SUCCESS, .status = 304 },

  { "chunked-and-more", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\n0\r\n\r\n\r\n"), .fresh = TRUE,
    .curl_keeps = TRUE,
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },
  { "chunked-and-length", HOSTILE_BYTES (OK "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"
    "\r\n5\r\nhello\r\n0\r\n\r\n"),
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },

  { "size-too-small", HOSTILE_BYTES (CHUNKED "4\r\nhello\r\n0\r\n\r\n"), .fresh = TRUE,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "gives a chunk a smaller size than it has", .soup_code = HOSTILE_SUCCESS },
  { "endless-extension", HOSTILE_BYTES (CHUNKED "5;"), .end = RAW_REPEAT, .tail = "x",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_PROTOCOL, .status = 200, .fresh = TRUE,
    .what = "adds characters to the size of a chunk for ever", .deadline_ms = 1000,
    .curl_code = INFLIGHT_ERROR_TIMED_OUT_RECEIVING,
    .soup_code = INFLIGHT_ERROR_TRUNCATED },
  BROKEN ("coding-unknown", OK "Transfer-Encoding: gzip\r\n\r\n"),
  BROKEN ("coding-twice", OK "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
  BROKEN ("http-0.9-version", "HTTP/0.9 200 OK\r\n\r\n"),
  BROKEN ("another-protocol", "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
  { "endless-empty-lines", HOSTILE_BYTES ("\r\n"), .end = RAW_REPEAT, .tail = "\r\n",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_PROTOCOL, .fresh = TRUE },

  CUT ("cut-after-chunk", CHUNKED "5\r\nhello", "closes the connection at the end of a chunk"),
  CUT ("cut-in-trailers", CHUNKED "5\r\nhello\r\n0\r\nX: y\r\n",
       "closes the connection between two lines of the trailer"),
  { "reset-in-chunk", HOSTILE_BYTES (CHUNKED "10\r\nhello"), .end = RAW_RESET,
    .code = INFLIGHT_ERROR_RESET, .status = 200, .fresh = TRUE },

  /* An answer before the upload ends is the answer (RFC 9112, section 9.5). */
  { "early-refusal", HOSTILE_BYTES (TOO_LARGE), .end = RAW_HANG, .prepare = prepare_upload,
    .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 413, .kept = "hello" },
  { "early-refusal-and-close", HOSTILE_BYTES (TOO_LARGE), .end = RAW_CLOSE,
    .prepare = prepare_upload, .code = INFLIGHT_ERROR_HTTP_STATUS,
    .may_be_overtaken = TRUE, .status = 413, .kept = "hello",
    .what = "refuses an upload before its end, and closes the connection",
    .soup_code = INFLIGHT_ERROR_RESET },
  { "early-refusal-and-stall", HOSTILE_BYTES (TOO_LARGE), .end = RAW_STALL, .deadline_ms = 1000,
    .prepare = prepare_upload, .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 413, .kept = "hello",
    .what = "refuses an upload before its end, and does not read on",
    .soup_code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  /* libcurl 8.14 waits, at times, for what it cannot get rid of. */
  { "early-success-and-stall", HOSTILE_BYTES (LENGTH ("5") "hello"), .end = RAW_STALL,
    .deadline_ms = 1000, .prepare = prepare_upload, .code = HOSTILE_SUCCESS,
    .or_code = INFLIGHT_ERROR_TIMED_OUT_RECEIVING, .or_newer = TRUE, .status = 200,
    .kept = "hello", .what = "accepts an upload before its end, and does not read on",
    .soup_code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  /* What libsoup makes of it is said by the rows before. */
  { "early-unknown-and-stall", HOSTILE_BYTES ("HTTP/1.1 501 X\r\nContent-Length: 5\r\n\r\nhello"),
    .end = RAW_STALL, .deadline_ms = 1000, .prepare = prepare_upload,
    .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 501, .kept = "hello",
    .soup_code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
};

const HostileTable hostile_framing = { "framing", rows, G_N_ELEMENTS (rows) };
