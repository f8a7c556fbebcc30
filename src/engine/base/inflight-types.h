/* inflight-types.h: the enumerations and the error domain of the engine
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InflightTaskState:
 * @INFLIGHT_TASK_STATE_READY: described, not launched
 * @INFLIGHT_TASK_STATE_QUEUED: launched, waiting for a free place
 * @INFLIGHT_TASK_STATE_HELD: waiting out a back-off
 * @INFLIGHT_TASK_STATE_CONNECTING: making a connection
 * @INFLIGHT_TASK_STATE_WAITING: request sent or being sent, no answer yet
 * @INFLIGHT_TASK_STATE_RECEIVING: the answer's header arrived, its body arrives
 * @INFLIGHT_TASK_STATE_CANCELLING: cancel was asked for, not yet answered
 * @INFLIGHT_TASK_STATE_SUCCEEDED: settled with an answer
 * @INFLIGHT_TASK_STATE_FAILED: settled with an error
 * @INFLIGHT_TASK_STATE_CANCELLED: settled by a cancel
 *
 * The states of a task. The last three are final: the task is *settled*
 * (asyncio's “done”); in all others it is *pending*.
 */
typedef enum {
  INFLIGHT_TASK_STATE_READY,
  INFLIGHT_TASK_STATE_QUEUED,
  INFLIGHT_TASK_STATE_HELD,
  INFLIGHT_TASK_STATE_CONNECTING,
  INFLIGHT_TASK_STATE_WAITING,
  INFLIGHT_TASK_STATE_RECEIVING,
  INFLIGHT_TASK_STATE_CANCELLING,
  INFLIGHT_TASK_STATE_SUCCEEDED,
  INFLIGHT_TASK_STATE_FAILED,
  INFLIGHT_TASK_STATE_CANCELLED,
} InflightTaskState;

#define INFLIGHT_N_TASK_STATES (INFLIGHT_TASK_STATE_CANCELLED + 1)

/**
 * InflightShared:
 * @INFLIGHT_SHARED_NOTHING: nothing that can be relied on
 * @INFLIGHT_SHARED_SCHEME: the scheme
 * @INFLIGHT_SHARED_ORIGIN: scheme, host and port
 *
 * What the addresses of all tasks of a batch have in common.
 */
typedef enum {
  INFLIGHT_SHARED_NOTHING,
  INFLIGHT_SHARED_SCHEME,
  INFLIGHT_SHARED_ORIGIN,
} InflightShared;

/**
 * InflightUntil:
 * @INFLIGHT_UNTIL_ALL: every member settled (asyncio's ALL_COMPLETED)
 * @INFLIGHT_UNTIL_FIRST: one member settled (asyncio's FIRST_COMPLETED)
 * @INFLIGHT_UNTIL_FIRST_ERROR: one member failed, or every member settled
 *   (asyncio's FIRST_EXCEPTION)
 * @INFLIGHT_UNTIL_FIRST_SUCCESS: one member succeeded (Promise.any)
 * @INFLIGHT_UNTIL_OK: K members succeeded
 * @INFLIGHT_UNTIL_DONE: K members settled
 *
 * The condition of a wait.
 */
typedef enum {
  INFLIGHT_UNTIL_ALL,
  INFLIGHT_UNTIL_FIRST,
  INFLIGHT_UNTIL_FIRST_ERROR,
  INFLIGHT_UNTIL_FIRST_SUCCESS,
  INFLIGHT_UNTIL_OK,
  INFLIGHT_UNTIL_DONE,
} InflightUntil;

/**
 * InflightThen:
 * @INFLIGHT_THEN_LEAVE: pending members go on (asyncio's behaviour)
 * @INFLIGHT_THEN_CANCEL: pending members are cancelled
 *
 * The aftermath of a wait: what happens to its pending members when it returns.
 */
typedef enum {
  INFLIGHT_THEN_LEAVE,
  INFLIGHT_THEN_CANCEL,
} InflightThen;

/**
 * InflightCancelledAs:
 * @INFLIGHT_CANCELLED_AS_SETTLED: a cancelled member is merely settled (asyncio)
 * @INFLIGHT_CANCELLED_AS_ERROR: it is an error, too (Promise, Kotlin, libdex)
 *
 * How a cancelled member counts. Only %INFLIGHT_UNTIL_FIRST_ERROR reads it.
 */
typedef enum {
  INFLIGHT_CANCELLED_AS_SETTLED,
  INFLIGHT_CANCELLED_AS_ERROR,
} InflightCancelledAs;

/**
 * InflightOutcome:
 * @INFLIGHT_OUTCOME_NONE: the wait has not returned
 * @INFLIGHT_OUTCOME_SATISFIED: its condition came true
 * @INFLIGHT_OUTCOME_IMPOSSIBLE: its condition cannot come true any more
 * @INFLIGHT_OUTCOME_TIMED_OUT: its time limit passed first
 * @INFLIGHT_OUTCOME_ABANDONED: somebody stopped waiting
 *
 * Why a wait returned.
 */
typedef enum {
  INFLIGHT_OUTCOME_NONE,
  INFLIGHT_OUTCOME_SATISFIED,
  INFLIGHT_OUTCOME_IMPOSSIBLE,
  INFLIGHT_OUTCOME_TIMED_OUT,
  INFLIGHT_OUTCOME_ABANDONED,
} InflightOutcome;

/**
 * InflightErrorPolicy:
 * @INFLIGHT_ERROR_POLICY_STATUS: an HTTP status of 400 or more fails the task
 * @INFLIGHT_ERROR_POLICY_NETWORK: only the lack of an answer does
 *
 * What counts as a failure.
 */
typedef enum {
  INFLIGHT_ERROR_POLICY_STATUS,
  INFLIGHT_ERROR_POLICY_NETWORK,
} InflightErrorPolicy;

/**
 * InflightCancelReason:
 * @INFLIGHT_CANCEL_REASON_NONE: no cancel was asked for
 * @INFLIGHT_CANCEL_REASON_USER: by the person
 * @INFLIGHT_CANCEL_REASON_WAIT: by the aftermath of a wait
 * @INFLIGHT_CANCEL_REASON_QUIT: because the program ends
 *
 * Who asked for a cancel. A #GCancellable has no place for it.
 */
typedef enum {
  INFLIGHT_CANCEL_REASON_NONE,
  INFLIGHT_CANCEL_REASON_USER,
  INFLIGHT_CANCEL_REASON_WAIT,
  INFLIGHT_CANCEL_REASON_QUIT,
} InflightCancelReason;

/**
 * InflightTransportKind:
 * @INFLIGHT_TRANSPORT_KIND_LIBCURL: libcurl, where the program was built with it
 * @INFLIGHT_TRANSPORT_KIND_LIBSOUP: libsoup, which is always there
 *
 * What carries out requests.
 */
typedef enum {
  INFLIGHT_TRANSPORT_KIND_LIBCURL,
  INFLIGHT_TRANSPORT_KIND_LIBSOUP,
} InflightTransportKind;

#define INFLIGHT_N_TRANSPORT_KINDS (INFLIGHT_TRANSPORT_KIND_LIBSOUP + 1)

/**
 * InflightHttpVersion:
 * @INFLIGHT_HTTP_VERSION_1_1: HTTP/1.1 only (RFC 9112)
 * @INFLIGHT_HTTP_VERSION_2: HTTP/2 (RFC 9113) over TLS where the server offers it
 *
 * The highest version of HTTP that is offered to servers.
 */
typedef enum {
  INFLIGHT_HTTP_VERSION_1_1,
  INFLIGHT_HTTP_VERSION_2,
} InflightHttpVersion;

#define INFLIGHT_ERROR (inflight_error_quark ())

/**
 * InflightError:
 * @INFLIGHT_ERROR_FAILED: any other reason; the message has it
 * @INFLIGHT_ERROR_INVALID_ADDRESS: not an http or https address
 * @INFLIGHT_ERROR_INVALID_HEADER: not a header field of RFC 9110
 * @INFLIGHT_ERROR_INVALID_METHOD: not a method of RFC 9110
 * @INFLIGHT_ERROR_INVALID_CONDITION: an unknown condition or a K out of range
 * @INFLIGHT_ERROR_NO_MEMBERS: a wait needs at least one member
 * @INFLIGHT_ERROR_TIMED_OUT_CONNECTING: the deadline passed without a connection
 * @INFLIGHT_ERROR_TIMED_OUT_WAITING: it passed before the answer's header came
 * @INFLIGHT_ERROR_TIMED_OUT_RECEIVING: it passed before the body was complete
 * @INFLIGHT_ERROR_RUN_TIMED_OUT: the deadline of the whole run passed
 * @INFLIGHT_ERROR_NAME_NOT_FOUND: the host has no address
 * @INFLIGHT_ERROR_NAME_LOOKUP: the name could not be looked up for now
 * @INFLIGHT_ERROR_REFUSED: connection refused
 * @INFLIGHT_ERROR_UNREACHABLE: no way to the host or its network
 * @INFLIGHT_ERROR_NO_INTERFACE: the machine has no network interface that is called as
 *   the zone of the address (RFC 6874), which is the last word of the message
 * @INFLIGHT_ERROR_RESET: the connection was reset or broke
 * @INFLIGHT_ERROR_CERTIFICATE: the server's certificate is not acceptable
 * @INFLIGHT_ERROR_TLS: TLS could not be negotiated
 * @INFLIGHT_ERROR_PROXY: the proxy refused or failed
 * @INFLIGHT_ERROR_PROTOCOL: the answer is not HTTP, or contradicts itself
 * @INFLIGHT_ERROR_HEADERS_TOO_LARGE: more than 64 KiB of header
 * @INFLIGHT_ERROR_TRUNCATED: the body ended early
 * @INFLIGHT_ERROR_TOO_LARGE: the body is larger than the request allows
 * @INFLIGHT_ERROR_DECODE: the body could not be decompressed
 * @INFLIGHT_ERROR_REDIRECT_LIMIT: more redirects than the request allows
 * @INFLIGHT_ERROR_BAD_REDIRECT: a redirect to something that is not http(s)
 * @INFLIGHT_ERROR_PRIVATE_ADDRESS: a public host led to an address that is not
 * @INFLIGHT_ERROR_RETRY_LATER: the server asked to wait longer than is waited
 * @INFLIGHT_ERROR_HTTP_STATUS: the status is 400 or more
 *
 * Errors of the engine. Messages are untranslated; src/words has the sentences.
 */
typedef enum {
  INFLIGHT_ERROR_FAILED,
  INFLIGHT_ERROR_INVALID_ADDRESS,
  INFLIGHT_ERROR_INVALID_HEADER,
  INFLIGHT_ERROR_INVALID_METHOD,
  INFLIGHT_ERROR_INVALID_CONDITION,
  INFLIGHT_ERROR_NO_MEMBERS,
  INFLIGHT_ERROR_TIMED_OUT_CONNECTING,
  INFLIGHT_ERROR_TIMED_OUT_WAITING,
  INFLIGHT_ERROR_TIMED_OUT_RECEIVING,
  INFLIGHT_ERROR_RUN_TIMED_OUT,
  INFLIGHT_ERROR_NAME_NOT_FOUND,
  INFLIGHT_ERROR_NAME_LOOKUP,
  INFLIGHT_ERROR_REFUSED,
  INFLIGHT_ERROR_UNREACHABLE,
  INFLIGHT_ERROR_NO_INTERFACE,
  INFLIGHT_ERROR_RESET,
  INFLIGHT_ERROR_CERTIFICATE,
  INFLIGHT_ERROR_TLS,
  INFLIGHT_ERROR_PROXY,
  INFLIGHT_ERROR_PROTOCOL,
  INFLIGHT_ERROR_HEADERS_TOO_LARGE,
  INFLIGHT_ERROR_TRUNCATED,
  INFLIGHT_ERROR_TOO_LARGE,
  INFLIGHT_ERROR_DECODE,
  INFLIGHT_ERROR_REDIRECT_LIMIT,
  INFLIGHT_ERROR_BAD_REDIRECT,
  INFLIGHT_ERROR_PRIVATE_ADDRESS,
  INFLIGHT_ERROR_RETRY_LATER,
  INFLIGHT_ERROR_HTTP_STATUS,
} InflightError;

#define INFLIGHT_TYPE_TASK_STATE    (inflight_task_state_get_type ())
#define INFLIGHT_TYPE_UNTIL         (inflight_until_get_type ())
#define INFLIGHT_TYPE_THEN          (inflight_then_get_type ())
#define INFLIGHT_TYPE_CANCELLED_AS  (inflight_cancelled_as_get_type ())
#define INFLIGHT_TYPE_OUTCOME       (inflight_outcome_get_type ())
#define INFLIGHT_TYPE_ERROR_POLICY  (inflight_error_policy_get_type ())
#define INFLIGHT_TYPE_CANCEL_REASON (inflight_cancel_reason_get_type ())
#define INFLIGHT_TYPE_TRANSPORT_KIND (inflight_transport_kind_get_type ())
#define INFLIGHT_TYPE_HTTP_VERSION  (inflight_http_version_get_type ())
#define INFLIGHT_TYPE_ERROR         (inflight_error_get_type ())

GType       inflight_task_state_get_type    (void);
GType       inflight_until_get_type         (void);
GType       inflight_then_get_type          (void);
GType       inflight_cancelled_as_get_type  (void);
GType       inflight_outcome_get_type       (void);
GType       inflight_error_policy_get_type  (void);
GType       inflight_cancel_reason_get_type (void);
GType       inflight_transport_kind_get_type (void);
GType       inflight_http_version_get_type  (void);
GType       inflight_error_get_type         (void);
GQuark      inflight_error_quark            (void);

gboolean    inflight_transport_kind_is_built_in (InflightTransportKind kind);
InflightTransportKind
            inflight_transport_kind_get_default (void);
gboolean    inflight_task_state_is_settled   (InflightTaskState state);
gboolean    inflight_task_state_is_in_flight (InflightTaskState state);
gboolean    inflight_task_state_may_follow   (InflightTaskState from,
                                              InflightTaskState to);
gint64      inflight_us_from_seconds         (double            seconds);
const char *inflight_enum_to_nick            (GType             type,
                                              int               value);
gboolean    inflight_enum_from_nick          (GType             type,
                                              const char       *nick,
                                              int              *value);

G_END_DECLS
