/* hostile-tls.c: the table of HAZARDS, as far as it concerns TLS
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-tables.h"

#define OK "HTTP/1.1 200 OK\r\n"

static void
prepare_insecure (RealNetwork      *net,
                  const HostileRow *row,
                  const char       *path)
{
  inflight_options_set_insecure (net->options, TRUE);
}

/* Whose it is, by whom and for how long is known of every certificate, good or not. */
static void
check_names (RealNetwork      *net,
             const HostileRow *row,
             InflightTask     *task)
{
  const InflightConnection *connection = inflight_task_get_exchange (task)->connection;
  int first_year = g_str_has_suffix (row->name, "not-yet-valid") ? 2125 : 2000;
  int last_year = g_str_has_suffix (row->name, "expired") ? 2001 : 2126;
  gboolean is_unknown = g_str_has_suffix (row->name, "unknown-issuer");
  g_autoptr (GDateTime) begin = g_date_time_new_utc (first_year, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_new_utc (last_year, 1, 1, 0, 0, 0);

  g_assert_nonnull (connection);
  g_assert_cmpstr (connection->certificate_subject, ==, "CN=Inflight server");
  g_assert_cmpstr (connection->certificate_issuer, ==,
                   is_unknown ? "CN=Inflight stranger" : "CN=Inflight issuer");
  g_assert_cmpint (connection->certificate_begins_s, ==, g_date_time_to_unix (begin));
  g_assert_cmpint (connection->certificate_ends_s, ==, g_date_time_to_unix (end));
  g_assert_cmpint (inflight_task_get_exchange (task)->timings.secure_connection_start_us, >, 0);
}

/* What went wrong is not taken for the connection. */
static void
check_handshake (RealNetwork      *net,
                 const HostileRow *row,
                 InflightTask     *task)
{
  const InflightTimings *timings = &inflight_task_get_exchange (task)->timings;

  g_assert_cmpint (timings->connect_start_us, >, 0);
  g_assert_cmpint (timings->secure_connection_start_us, >=, timings->connect_start_us);
  g_assert_cmpint (timings->connect_end_us, ==, 0);
  g_assert_cmpint (timings->fetch_end_us, >=, timings->secure_connection_start_us);
}

/* That nothing was checked is no reason not to know what is wrong. */
#define DEFINE_CHECK(fault) \
  static void \
  check_##fault (RealNetwork      *net, \
                 const HostileRow *row, \
                 InflightTask     *task) \
  { \
    const InflightExchange *exchange = inflight_task_get_exchange (task); \
    g_assert_true (inflight_task_is_unchecked (task)); \
    g_assert_cmpuint (exchange->connection->certificate_errors, ==, \
                      G_TLS_CERTIFICATE_##fault); \
    check_names (net, row, task); \
  }

DEFINE_CHECK (UNKNOWN_CA)
DEFINE_CHECK (BAD_IDENTITY)
DEFINE_CHECK (EXPIRED)
DEFINE_CHECK (NOT_ACTIVATED)

static void
check_verified (RealNetwork      *net,
                const HostileRow *row,
                InflightTask     *task)
{
  g_assert_false (inflight_task_is_unverified (task));
}

static const HostileRow rows[] = {
  /* HAZARDS: nothing; but without it the others would prove nothing. */
  { "trusted", HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\nhello"), .scheme = "https",
    .certificate = "good", .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello",
    .check = check_names },

  /* HAZARDS: TLS: unknown issuer, wrong host, expired, not yet valid: certificate
   * error, one sentence each, no click-through. */
  { "unknown-issuer", .scheme = "https", .certificate = "unknown-issuer",
    .code = INFLIGHT_ERROR_CERTIFICATE,
    .message = "the issuer of the certificate is unknown", .check = check_names },
  { "other-host", .scheme = "https", .certificate = "other-host",
    .code = INFLIGHT_ERROR_CERTIFICATE,
    .message = "the certificate is for another host", .check = check_names },
  { "expired", .scheme = "https", .certificate = "expired",
    .code = INFLIGHT_ERROR_CERTIFICATE,
    .message = "the certificate has expired", .check = check_names },
  { "not-yet-valid", .scheme = "https", .certificate = "not-yet-valid",
    .code = INFLIGHT_ERROR_CERTIFICATE,
    .message = "the certificate is not valid yet", .check = check_names },

  /* Whoever says in advance that it does not matter gets the answer, marked. */
#define INSECURE(row_name, fault) \
  { "insecure-" row_name, HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\nhello"), \
    .scheme = "https", .certificate = row_name, .prepare = prepare_insecure, \
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .fresh = TRUE, \
    .check = check_##fault }
  INSECURE ("unknown-issuer", UNKNOWN_CA),
  INSECURE ("other-host", BAD_IDENTITY),
  INSECURE ("expired", EXPIRED),
  INSECURE ("not-yet-valid", NOT_ACTIVATED),

  /* HAZARDS: TLS to a plain port: TLS error. */
  { "plain-port", HOSTILE_BYTES ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
    .greeting = TRUE, .end = RAW_CLOSE, .scheme = "https", .code = INFLIGHT_ERROR_TLS,
    .check = check_handshake },
  { "ssh-port", HOSTILE_BYTES ("SSH-2.0-OpenSSH_9.2p1\r\n"),
    .greeting = TRUE, .end = RAW_HANG, .scheme = "https", .code = INFLIGHT_ERROR_TLS },
  { "endless-garbage", HOSTILE_BYTES ("garbage"), .tail = "garbage", .max_sent = 8 << 20,
    .greeting = TRUE, .end = RAW_REPEAT, .scheme = "https", .code = INFLIGHT_ERROR_TLS },
  { "closed-in-handshake", HOSTILE_BYTES (""),
    .greeting = TRUE, .end = RAW_CLOSE, .scheme = "https", .code = INFLIGHT_ERROR_TLS,
    .or_code = INFLIGHT_ERROR_RESET },
  { "closed-in-server-hello", HOSTILE_BYTES ("\x16\x03\x03\x7f"),
    .greeting = TRUE, .end = RAW_CLOSE, .scheme = "https", .code = INFLIGHT_ERROR_TLS,
    .or_code = INFLIGHT_ERROR_RESET },

  /* HAZARDS: reset before headers, in the body: reset, with the stage. If the stage
   * is TLS, the error may be that of TLS. */
  { "reset-in-handshake", HOSTILE_BYTES (""),
    .greeting = TRUE, .end = RAW_RESET, .scheme = "https", .code = INFLIGHT_ERROR_TLS,
    .or_code = INFLIGHT_ERROR_RESET },
  /* libcurl 8.14 takes a reset under TLS for an end. */
  { "reset-in-body", HOSTILE_BYTES (OK "Content-Length: 100\r\n\r\nhello"), .end = RAW_RESET,
    .scheme = "https", .certificate = "good", .code = INFLIGHT_ERROR_RESET,
    .or_code = INFLIGHT_ERROR_TRUNCATED, .or_newer = TRUE, .status = 200,
    .message = "the connection was reset in the body of the answer" },

  /* HAZARDS: says nothing: timed out. There is no connection before TLS is. */
  { "silent-handshake", HOSTILE_BYTES (""), .deadline_ms = 300,
    .greeting = TRUE, .end = RAW_HANG, .scheme = "https",
    .code = INFLIGHT_ERROR_TIMED_OUT_CONNECTING, .check = check_handshake },
  { "dripping-handshake", HOSTILE_BYTES (""), .tail = "\x16\x03\x03\x16\x03", .deadline_ms = 350,
    .greeting = TRUE, .end = RAW_DRIP, .scheme = "https",
    .code = INFLIGHT_ERROR_TIMED_OUT_CONNECTING },
  { "silent", HOSTILE_BYTES (""), .end = RAW_HANG, .deadline_ms = 1000,
    .scheme = "https", .certificate = "good", .code = INFLIGHT_ERROR_TIMED_OUT_WAITING },

  /* HAZARDS: promises 100 bytes, sends 5: truncated. */
  { "truncated", HOSTILE_BYTES (OK "Content-Length: 100\r\n\r\nhello"), .end = RAW_CLOSE,
    .scheme = "https", .certificate = "good",
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },

  /* RFC 9112, section 9.8: only with TLS's own farewell is the end of a connection the
   * end of a body. */
  { "closed", HOSTILE_BYTES (OK "\r\nhello"), .end = RAW_CLOSE,
    .scheme = "https", .certificate = "good",
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .check = check_verified },
  /* libcurl 8.14 takes an end that TLS did not announce for a reset. */
  { "cut", HOSTILE_BYTES (OK "\r\nhello"), .end = RAW_CUT,
    .scheme = "https", .certificate = "good", .or_code = INFLIGHT_ERROR_RESET, .or_newer = TRUE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },
  { "cut-in-header", HOSTILE_BYTES (OK "X: y\r\n"), .end = RAW_CUT,
    .scheme = "https", .certificate = "good", .code = INFLIGHT_ERROR_PROTOCOL,
    .or_code = INFLIGHT_ERROR_RESET, .or_newer = TRUE },
  { "cut-after-length", HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\nhello"), .end = RAW_CUT,
    .scheme = "https", .certificate = "good",
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello" },
  { "cut-after-length-with-close", HOSTILE_BYTES (OK "Connection: close\r\nContent-Length: 5\r\n"
    "\r\nhello"), .end = RAW_CUT, .scheme = "https", .certificate = "good",
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello" },
  { "cut-in-length", HOSTILE_BYTES (OK "Content-Length: 100\r\n\r\nhello"), .end = RAW_CUT,
    .scheme = "https", .certificate = "good", .or_code = INFLIGHT_ERROR_RESET, .or_newer = TRUE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },

  /* HAZARDS: garbage: protocol error. That is an alert to somebody who speaks HTTP;
   * those who close without reading what they got lose it in a reset. */
  { "plain-http-alert", HOSTILE_BYTES ("\x15\x03\x01\x00\x02\x02\x0a"), .greeting = TRUE,
    .end = RAW_CLOSE, .code = INFLIGHT_ERROR_PROTOCOL },
  { "plain-http", .scheme = "http", .certificate = "good",
    .code = INFLIGHT_ERROR_PROTOCOL, .or_code = INFLIGHT_ERROR_RESET },
};

const HostileTable hostile_tls = { "tls", rows, G_N_ELEMENTS (rows) };
