/* inflight-retry.c: whether, and when, an attempt is made again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-retry-private.h"

/* The longest back-off is a second after the first attempt, and doubles. */
#define BASE_US G_USEC_PER_SEC
#define MAX_US  (60 * G_USEC_PER_SEC)

/* Those that say “not now” (RFC 6585, section 4; RFC 9110, section 15.6). */
static gboolean
is_passing_status (guint status)
{
  return status == 429 || status == 502 || status == 503 || status == 504;
}

/* Those after which the server has not seen the request, or may not have. */
static gboolean
is_passing_error (int               code,
                  InflightTaskState stage)
{
  switch ((InflightError) code)
    {
    case INFLIGHT_ERROR_REFUSED:
    case INFLIGHT_ERROR_UNREACHABLE:
    case INFLIGHT_ERROR_NAME_LOOKUP:
    case INFLIGHT_ERROR_TIMED_OUT_CONNECTING:
    case INFLIGHT_ERROR_TIMED_OUT_WAITING:
      return TRUE;

    /* While the connection was made. */
    case INFLIGHT_ERROR_RESET:
      return stage <= INFLIGHT_TASK_STATE_CONNECTING;

    case INFLIGHT_ERROR_FAILED:
    case INFLIGHT_ERROR_INVALID_ADDRESS:
    case INFLIGHT_ERROR_INVALID_HEADER:
    case INFLIGHT_ERROR_INVALID_METHOD:
    case INFLIGHT_ERROR_INVALID_CONDITION:
    case INFLIGHT_ERROR_NO_MEMBERS:
    case INFLIGHT_ERROR_TIMED_OUT_RECEIVING:
    case INFLIGHT_ERROR_RUN_TIMED_OUT:
    case INFLIGHT_ERROR_NAME_NOT_FOUND:
    case INFLIGHT_ERROR_NO_INTERFACE:
    case INFLIGHT_ERROR_CERTIFICATE:
    case INFLIGHT_ERROR_TLS:
    case INFLIGHT_ERROR_PROXY:
    case INFLIGHT_ERROR_PROTOCOL:
    case INFLIGHT_ERROR_HEADERS_TOO_LARGE:
    case INFLIGHT_ERROR_TRUNCATED:
    case INFLIGHT_ERROR_TOO_LARGE:
    case INFLIGHT_ERROR_DECODE:
    case INFLIGHT_ERROR_REDIRECT_LIMIT:
    case INFLIGHT_ERROR_BAD_REDIRECT:
    case INFLIGHT_ERROR_PRIVATE_ADDRESS:
    case INFLIGHT_ERROR_RETRY_LATER:
    case INFLIGHT_ERROR_HTTP_STATUS:
      return FALSE;
    }

  return FALSE;
}

/**
 * inflight_retry_is_wanted:
 * @options: the options of the request
 * @attempts: how many attempts were made
 * @result: what the last of them came to
 * @stage: how far it came
 *
 * Returns: whether another attempt is to be made: some are left, it failed in a
 *   way that is likely to pass, and the method may be asked for twice (RFC 9110,
 *   section 9.2.2)
 */
gboolean
inflight_retry_is_wanted (const InflightOptions *options,
                          guint                  attempts,
                          const InflightResult  *result,
                          InflightTaskState      stage)
{
  if (result->error == NULL || attempts > inflight_options_get_max_retries (options))
    return FALSE;

  if (!inflight_options_is_idempotent (options) &&
      !inflight_options_get_retries_unsafe (options))
    return FALSE;

  if (result->error->code == INFLIGHT_ERROR_HTTP_STATUS)
    return is_passing_status (result->status);

  return is_passing_error (result->error->code, stage);
}

/**
 * inflight_retry_get_backoff_us:
 * @attempts: how many attempts were made, from 1
 * @rand: the dice
 *
 * Exponential back-off with full jitter: any time up to a second, two, four, and
 * so on up to a minute, so that those who failed together do not come back
 * together.
 *
 * Returns: how long to wait, in microseconds
 */
gint64
inflight_retry_get_backoff_us (guint  attempts,
                               GRand *rand)
{
  gint64 longest_us = MAX_US;

  if (attempts < 7)
    longest_us = MIN (MAX_US, (gint64) BASE_US << (attempts - 1));

  return g_rand_double (rand) * longest_us;
}
