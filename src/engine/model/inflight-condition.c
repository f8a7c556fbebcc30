/* inflight-condition.c: when a wait returns, as a value
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-condition.h"

#include <string.h>

static gboolean
takes_k (InflightUntil until)
{
  return until == INFLIGHT_UNTIL_OK || until == INFLIGHT_UNTIL_DONE;
}

static gboolean
parse_k (const char *text,
         guint      *k)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &value, NULL))
    return FALSE;

  *k = value;

  return TRUE;
}

/**
 * inflight_condition_set_until:
 * @self: a condition
 * @text: `all`, `first`, `first-error`, `first-success`, `ok:K` or `done:K`
 * @error: return location for an error
 *
 * Returns: whether @text is one of these; otherwise
 *   %INFLIGHT_ERROR_INVALID_CONDITION, and @self is untouched
 */
gboolean
inflight_condition_set_until (InflightCondition  *self,
                              const char         *text,
                              GError            **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *nick = colon ? g_strndup (text, colon - text) : g_strdup (text);
  guint k = 0;
  int until;

  if (!inflight_enum_from_nick (INFLIGHT_TYPE_UNTIL, nick, &until) ||
      takes_k (until) != (colon != NULL))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION,
                   "“%s” is none of all, first, first-error, first-success, "
                   "ok:K, done:K", text);
      return FALSE;
    }

  if (colon != NULL && !parse_k (colon + 1, &k))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION,
                   "“%s” is not a number of tasks from 1", colon + 1);
      return FALSE;
    }

  self->until = until;
  self->k = k;

  return TRUE;
}

/**
 * inflight_condition_dup_until:
 * @self: a condition
 *
 * Returns: (transfer full): what inflight_condition_set_until() would take
 */
char *
inflight_condition_dup_until (const InflightCondition *self)
{
  const char *nick = inflight_enum_to_nick (INFLIGHT_TYPE_UNTIL, self->until);

  if (takes_k (self->until))
    return g_strdup_printf ("%s:%u", nick, self->k);

  return g_strdup (nick);
}

/**
 * inflight_condition_check:
 * @self: a condition
 * @members: the number of members it shall be asked about
 * @error: return location for an error
 *
 * Returns: whether a wait can be made of it; otherwise
 *   %INFLIGHT_ERROR_NO_MEMBERS (asyncio: ValueError, “Set of Tasks/Futures is
 *   empty”) or %INFLIGHT_ERROR_INVALID_CONDITION
 */
gboolean
inflight_condition_check (const InflightCondition  *self,
                          guint                     members,
                          GError                  **error)
{
  if (self->until > INFLIGHT_UNTIL_DONE)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION,
                   "%d is not a condition", self->until);
      return FALSE;
    }

  if (members == 0)
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_NO_MEMBERS,
                           "there is no task to wait for");
      return FALSE;
    }

  if (takes_k (self->until) && (self->k < 1 || self->k > members))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION,
                   "%u is not between 1 and the number of tasks, %u",
                   self->k, members);
      return FALSE;
    }

  return TRUE;
}

/**
 * inflight_tally_get_done:
 * @self: a tally
 *
 * Returns: how many members are settled
 */
guint
inflight_tally_get_done (const InflightTally *self)
{
  return self->succeeded + self->failed + self->cancelled;
}

/**
 * inflight_condition_get_errors:
 * @self: a condition
 * @tally: how tasks stand
 *
 * Returns: how many of them are an error to it: those that failed; and those that
 *   were cancelled, if it is %INFLIGHT_UNTIL_FIRST_ERROR and was told so
 */
guint
inflight_condition_get_errors (const InflightCondition *self,
                               const InflightTally     *tally)
{
  if (self->until == INFLIGHT_UNTIL_FIRST_ERROR &&
      self->cancelled_as == INFLIGHT_CANCELLED_AS_ERROR)
    return tally->failed + tally->cancelled;

  return tally->failed;
}

/**
 * inflight_condition_minds_errors:
 * @self: a condition
 *
 * Returns: whether an error among the members that are done is bad news although
 *   the condition came true; not so if that is about successes alone
 */
gboolean
inflight_condition_minds_errors (const InflightCondition *self)
{
  return self->until != INFLIGHT_UNTIL_FIRST_SUCCESS && self->until != INFLIGHT_UNTIL_OK;
}

static InflightOutcome
evaluate_succeeded (const InflightTally *tally,
                    guint                k)
{
  if (tally->succeeded >= k)
    return INFLIGHT_OUTCOME_SATISFIED;

  if (tally->members - tally->failed - tally->cancelled < k)
    return INFLIGHT_OUTCOME_IMPOSSIBLE;

  return INFLIGHT_OUTCOME_NONE;
}

/**
 * inflight_condition_evaluate:
 * @self: a condition
 * @tally: how its members stand at the end of a tick
 *
 * The condition proper, as asyncio's `_wait` has it (Lib/asyncio/tasks.py),
 * without the time limit.
 *
 * Returns: %INFLIGHT_OUTCOME_SATISFIED, %INFLIGHT_OUTCOME_IMPOSSIBLE, or
 *   %INFLIGHT_OUTCOME_NONE while there is something to wait for
 */
InflightOutcome
inflight_condition_evaluate (const InflightCondition *self,
                             const InflightTally     *tally)
{
  guint done = inflight_tally_get_done (tally);
  gboolean satisfied = FALSE;

  switch (self->until)
    {
    case INFLIGHT_UNTIL_ALL:
      satisfied = done == tally->members;
      break;

    case INFLIGHT_UNTIL_FIRST:
      satisfied = done >= 1;
      break;

    case INFLIGHT_UNTIL_FIRST_ERROR:
      satisfied = inflight_condition_get_errors (self, tally) >= 1 || done == tally->members;
      break;

    case INFLIGHT_UNTIL_FIRST_SUCCESS:
      return evaluate_succeeded (tally, 1);

    case INFLIGHT_UNTIL_OK:
      return evaluate_succeeded (tally, self->k);

    case INFLIGHT_UNTIL_DONE:
      satisfied = done >= self->k;
      break;
    }

  return satisfied ? INFLIGHT_OUTCOME_SATISFIED : INFLIGHT_OUTCOME_NONE;
}
