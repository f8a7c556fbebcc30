/* hostile-row.h: what a server does to us, and what must come of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "real-network.h"

G_BEGIN_DECLS

/* In place of an #InflightError. */
#define HOSTILE_SUCCESS -1

/* In place of a status. */
#define HOSTILE_ANY_STATUS G_MAXUINT

#define HOSTILE_NO_LIMIT G_MAXUINT64

/* Bytes that may contain NUL. */
#define HOSTILE_BYTES(literal) .bytes = literal, .size = sizeof (literal) - 1

typedef struct _HostileRow HostileRow;

/**
 * HostileFunc:
 * @net: the network and the server
 * @row: the row
 * @path: what is asked for
 *
 * Adds to what the server was told by the row.
 */
typedef void (*HostileFunc) (RealNetwork      *net,
                             const HostileRow *row,
                             const char       *path);

/**
 * HostileCheck:
 * @net: the network and the server
 * @row: the row
 * @task: a task, settled
 *
 * Looks for what is special about the row.
 */
typedef void (*HostileCheck) (RealNetwork      *net,
                              const HostileRow *row,
                              InflightTask     *task);

/**
 * HostileRow:
 * @name: its name, and the path that is asked for
 * @bytes: what the server answers
 * @size: how much that is
 * @end: what it does then
 * @tail: (nullable): what it sends for ever
 * @greeting: whether it does this before it reads a request
 * @prepare: (nullable): what is special about the server
 * @address: (nullable): what is asked for instead of a path
 * @scheme: (nullable): the scheme of the address, `http` if %NULL
 * @certificate: (nullable): what the server shows; no TLS if %NULL
 * @deadline_ms: how long it may take in milliseconds; 0 for ten seconds
 * @limit_bytes: the largest body; 0 for 100,000 bytes
 * @code: the #InflightError, or %HOSTILE_SUCCESS
 * @or_code: another that is as good; 0 for none
 * @or_newer: whether that is so only since libcurl 8.14 and libsoup 3.6, to which the
 *   status may be known, too
 * @may_be_overtaken: whether a reset may overtake the answer, so that it has a few tries
 * @status: the HTTP status, 0 if no header was complete
 * @message: (nullable): the message of the error
 * @kept: (nullable): how the kept part of the body begins
 * @max_kept: the most that may be kept of the body; 0 for no such limit
 * @max_sent: the most that the server may get rid of; 0 for no such limit
 * @fresh: whether the next request must come on another connection
 * @curl_keeps: whether libcurl does not mind: it passes over what is too much, and
 *   uses the connection again
 * @check: (nullable): what else must be true
 * @what: (nullable): what the server does, in the words of the help, if libcurl or
 *   libsoup makes something else of it and no row before says the same
 * @curl_code: what libcurl makes of it; 0 if that is @code
 * @soup_code: what libsoup makes of it; 0 if that is @code
 *
 * A row of the table in HAZARDS, as a test.
 */
struct _HostileRow
{
  const char   *name;
  const char   *bytes;
  gsize         size;
  RawEnd        end;
  const char   *tail;
  gboolean      greeting;
  HostileFunc   prepare;
  const char   *address;
  const char   *scheme;
  const char   *certificate;
  gint64        deadline_ms;
  guint64       limit_bytes;

  int           code;
  int           or_code;
  gboolean      or_newer;
  gboolean      may_be_overtaken;
  guint         status;
  const char   *message;
  const char   *kept;
  gsize         max_kept;
  guint64       max_sent;
  gboolean      fresh;
  gboolean      curl_keeps;
  HostileCheck  check;

  const char   *what;
  int           curl_code;
  int           soup_code;
};

/**
 * HostileTable:
 * @name: the beginning of the names of its tests
 * @rows: (array length=n_rows): its rows
 * @n_rows: how many
 */
typedef struct
{
  const char       *name;
  const HostileRow *rows;
  gsize             n_rows;
} HostileTable;

void             hostile_add_rows        (const HostileTable        *table);
char            *hostile_dup_differences (const HostileTable *const *tables);
GTlsCertificate *hostile_get_certificate (const char                *name);
void             hostile_trust_issuer    (void);

G_END_DECLS
