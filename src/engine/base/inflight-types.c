/* inflight-types.c: the enumerations and the error domain of the engine
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-types.h"

G_DEFINE_ENUM_TYPE (
  InflightTaskState, inflight_task_state,
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_READY, "ready"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_QUEUED, "queued"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_HELD, "held"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_CONNECTING, "connecting"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_RECEIVING, "receiving"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_CANCELLING, "cancelling"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_SUCCEEDED, "succeeded"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TASK_STATE_CANCELLED, "cancelled"))

G_DEFINE_ENUM_TYPE (
  InflightUntil, inflight_until,
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_ALL, "all"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_FIRST, "first"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_FIRST_ERROR, "first-error"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_FIRST_SUCCESS, "first-success"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_OK, "ok"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_UNTIL_DONE, "done"))

G_DEFINE_ENUM_TYPE (
  InflightThen, inflight_then,
  G_DEFINE_ENUM_VALUE (INFLIGHT_THEN_LEAVE, "leave"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_THEN_CANCEL, "cancel"))

G_DEFINE_ENUM_TYPE (
  InflightCancelledAs, inflight_cancelled_as,
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCELLED_AS_SETTLED, "settled"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCELLED_AS_ERROR, "error"))

G_DEFINE_ENUM_TYPE (
  InflightOutcome, inflight_outcome,
  G_DEFINE_ENUM_VALUE (INFLIGHT_OUTCOME_NONE, "none"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_OUTCOME_SATISFIED, "satisfied"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_OUTCOME_IMPOSSIBLE, "impossible"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_OUTCOME_TIMED_OUT, "timed-out"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_OUTCOME_ABANDONED, "abandoned"))

G_DEFINE_ENUM_TYPE (
  InflightErrorPolicy, inflight_error_policy,
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_POLICY_STATUS, "status"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_POLICY_NETWORK, "network"))

G_DEFINE_ENUM_TYPE (
  InflightCancelReason, inflight_cancel_reason,
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCEL_REASON_NONE, "none"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCEL_REASON_USER, "user"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCEL_REASON_WAIT, "wait"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_CANCEL_REASON_QUIT, "quit"))

G_DEFINE_ENUM_TYPE (
  InflightTransportKind, inflight_transport_kind,
  G_DEFINE_ENUM_VALUE (INFLIGHT_TRANSPORT_KIND_LIBCURL, "libcurl"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_TRANSPORT_KIND_LIBSOUP, "libsoup"))

G_DEFINE_ENUM_TYPE (
  InflightHttpVersion, inflight_http_version,
  G_DEFINE_ENUM_VALUE (INFLIGHT_HTTP_VERSION_1_1, "1.1"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_HTTP_VERSION_2, "2"))

G_DEFINE_ENUM_TYPE (
  InflightError, inflight_error,
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_INVALID_ADDRESS, "invalid-address"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_INVALID_HEADER, "invalid-header"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_INVALID_METHOD, "invalid-method"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_INVALID_CONDITION, "invalid-condition"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_NO_MEMBERS, "no-members"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TIMED_OUT_CONNECTING, "timed-out-connecting"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TIMED_OUT_WAITING, "timed-out-waiting"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TIMED_OUT_RECEIVING, "timed-out-receiving"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_RUN_TIMED_OUT, "run-timed-out"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_NAME_NOT_FOUND, "name-not-found"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_NAME_LOOKUP, "name-lookup"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_UNREACHABLE, "unreachable"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_NO_INTERFACE, "no-interface"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_RESET, "reset"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_CERTIFICATE, "certificate"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TLS, "tls"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_PROXY, "proxy"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_PROTOCOL, "protocol"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_HEADERS_TOO_LARGE, "headers-too-large"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TRUNCATED, "truncated"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_TOO_LARGE, "too-large"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_DECODE, "decode"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_REDIRECT_LIMIT, "redirect-limit"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_BAD_REDIRECT, "bad-redirect"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_PRIVATE_ADDRESS, "private-address"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_RETRY_LATER, "retry-later"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_ERROR_HTTP_STATUS, "http-status"))

G_DEFINE_QUARK (inflight-error-quark, inflight_error)

/**
 * inflight_task_state_is_settled:
 * @state: a state
 *
 * Returns: whether @state is final, asyncio's `Future.done()`
 */
gboolean
inflight_task_state_is_settled (InflightTaskState state)
{
  return state >= INFLIGHT_TASK_STATE_SUCCEEDED;
}

/**
 * inflight_task_state_is_in_flight:
 * @state: a state
 *
 * Returns: whether a task in @state occupies one of the places that the
 *   “in flight” limit counts. A task that is being cancelled may or may not.
 */
gboolean
inflight_task_state_is_in_flight (InflightTaskState state)
{
  return state == INFLIGHT_TASK_STATE_CONNECTING ||
         state == INFLIGHT_TASK_STATE_WAITING ||
         state == INFLIGHT_TASK_STATE_RECEIVING;
}

#define BIT(state) (1u << INFLIGHT_TASK_STATE_##state)

/**
 * inflight_task_state_may_follow:
 * @from: a state
 * @to: another
 *
 * The table of legal edges.
 *
 * Returns: whether a task may go from @from to @to
 */
gboolean
inflight_task_state_may_follow (InflightTaskState from,
                                InflightTaskState to)
{
  static const guint followers[INFLIGHT_N_TASK_STATES] = {
    [INFLIGHT_TASK_STATE_READY] = BIT (QUEUED) | BIT (CANCELLED),
    [INFLIGHT_TASK_STATE_QUEUED] = BIT (CONNECTING) | BIT (WAITING) | BIT (HELD) |
                                   BIT (FAILED) | BIT (CANCELLING) | BIT (CANCELLED),
    [INFLIGHT_TASK_STATE_HELD] = BIT (QUEUED) | BIT (FAILED) | BIT (CANCELLING),
    [INFLIGHT_TASK_STATE_CONNECTING] = BIT (WAITING) | BIT (HELD) | BIT (FAILED) |
                                       BIT (CANCELLING),
    [INFLIGHT_TASK_STATE_WAITING] = BIT (RECEIVING) | BIT (QUEUED) | BIT (HELD) |
                                    BIT (SUCCEEDED) | BIT (FAILED) | BIT (CANCELLING),
    [INFLIGHT_TASK_STATE_RECEIVING] = BIT (QUEUED) | BIT (HELD) | BIT (SUCCEEDED) |
                                      BIT (FAILED) | BIT (CANCELLING),
    [INFLIGHT_TASK_STATE_CANCELLING] = BIT (CANCELLED) | BIT (SUCCEEDED) |
                                       BIT (FAILED),
  };

  return (followers[from] & (1u << to)) != 0;
}

#undef BIT

/**
 * inflight_us_from_seconds:
 * @seconds: a time in seconds
 *
 * Returns: the time in microseconds. However little more than nothing it is, it is
 *   not 0, which stands for no limit in many places.
 */
gint64
inflight_us_from_seconds (double seconds)
{
  gint64 us = seconds * G_USEC_PER_SEC;

  return us == 0 && seconds > 0 ? 1 : us;
}

/**
 * inflight_enum_to_nick:
 * @type: an enumeration type
 * @value: one of its values
 *
 * Returns: (transfer none): the nick of @value, as used on the command line
 *   and in files
 */
const char *
inflight_enum_to_nick (GType type,
                       int   value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (class, value);

  g_return_val_if_fail (found != NULL, NULL);

  /* The strings are literals: they outlive the class. */
  return found->value_nick;
}

/**
 * inflight_enum_from_nick:
 * @type: an enumeration type
 * @nick: text that may be one of its nicks
 * @value: (out): the value
 *
 * Returns: whether @nick is a nick of @type; if not, @value is untouched
 */
gboolean
inflight_enum_from_nick (GType       type,
                         const char *nick,
                         int        *value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value_by_nick (class, nick);

  if (found == NULL)
    return FALSE;

  *value = found->value;

  return TRUE;
}
