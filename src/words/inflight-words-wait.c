/* inflight-words-wait.c: conditions and outcomes as translated sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/**
 * inflight_words_condition:
 * @condition: a condition
 *
 * Returns: (transfer full): what it waits for, in few words
 */
char *
inflight_words_condition (const InflightCondition *condition)
{
  switch (condition->until)
    {
    case INFLIGHT_UNTIL_ALL:
      return g_strdup (C_("wait for", "All"));

    case INFLIGHT_UNTIL_FIRST:
      return g_strdup (C_("wait for", "First"));

    case INFLIGHT_UNTIL_FIRST_ERROR:
      return g_strdup (C_("wait for", "First Error"));

    case INFLIGHT_UNTIL_FIRST_SUCCESS:
      return g_strdup (C_("wait for", "First Success"));

    case INFLIGHT_UNTIL_OK:
      /* Translators: a wait that returns when so many tasks succeeded */
      return g_strdup_printf (ngettext ("%u Succeeded", "%u Succeeded", condition->k),
                              condition->k);

    case INFLIGHT_UNTIL_DONE:
      /* Translators: a wait that returns when so many tasks settled */
      return g_strdup_printf (ngettext ("%u Done", "%u Done", condition->k),
                              condition->k);
    }

  g_return_val_if_reached (NULL);
}

static char *
word_until (const InflightCondition *condition)
{
  switch (condition->until)
    {
    case INFLIGHT_UNTIL_ALL:
      return g_strdup (_("Waits until all are done."));

    case INFLIGHT_UNTIL_FIRST:
      return g_strdup (_("Waits until the first is done."));

    case INFLIGHT_UNTIL_FIRST_ERROR:
      return g_strdup (_("Waits until the first fails, or all are done."));

    case INFLIGHT_UNTIL_FIRST_SUCCESS:
      return g_strdup (_("Waits until the first succeeds."));

    case INFLIGHT_UNTIL_OK:
      /* Translators: a wait returns when so many tasks succeeded */
      return g_strdup_printf (ngettext ("Waits until %u succeeded.",
                                        "Waits until %u succeeded.", condition->k),
                              condition->k);

    case INFLIGHT_UNTIL_DONE:
      /* Translators: a wait returns when so many tasks settled */
      return g_strdup_printf (ngettext ("Waits until %u is done.",
                                        "Waits until %u are done.", condition->k),
                              condition->k);
    }

  g_return_val_if_reached (NULL);
}

/**
 * inflight_words_plan:
 * @condition: a condition
 *
 * Returns: (transfer full): what a wait for it does, in whole sentences: “Waits
 *   until all are done. Gives up after 5 s. Pending tasks are cancelled then.”
 */
char *
inflight_words_plan (const InflightCondition *condition)
{
  g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (plan, word_until (condition));

  if (condition->until == INFLIGHT_UNTIL_FIRST_ERROR &&
      condition->cancelled_as == INFLIGHT_CANCELLED_AS_ERROR)
    g_ptr_array_add (plan, g_strdup (_("A cancelled task counts as an error.")));

  if (condition->within_us != INFLIGHT_NO_LIMIT)
    {
      g_autofree char *span = inflight_words_duration (condition->within_us);

      /* Translators: a wait times out after so long */
      g_ptr_array_add (plan, g_strdup_printf (_("Gives up after %s."), span));
    }

  g_ptr_array_add (plan, g_strdup (condition->then == INFLIGHT_THEN_CANCEL
                                     ? _("Pending tasks are cancelled then.")
                                     : _("Pending tasks are left running.")));
  g_ptr_array_add (plan, NULL);

  /* Translators: what stands between two sentences */
  return g_strjoinv (C_("sentences", " "), (char **) plan->pdata);
}

/**
 * inflight_words_wait:
 * @wait: a wait
 *
 * Returns: (transfer full): what it is called: “Wait 2 · First”
 */
char *
inflight_words_wait (InflightWait *wait)
{
  g_autofree char *condition = inflight_words_condition (inflight_wait_get_condition (wait));

  /* Translators: the number of a wait, and what it waits for */
  return g_strdup_printf (_("Wait %u · %s"), inflight_wait_get_number (wait), condition);
}

static char *
count_succeeded (const InflightTally *tally)
{
  /* Translators: the first number is of tasks that succeeded, the second of all
   * that the wait is about */
  return g_strdup_printf (ngettext ("%u of %u succeeded", "%u of %u succeeded",
                                    tally->members),
                          tally->succeeded, tally->members);
}

static char *
count_failed (const InflightTally *tally,
              guint                n_errors)
{
  /* Translators: the first number is of tasks that failed, the second of all
   * that the wait is about */
  return g_strdup_printf (ngettext ("%u of %u failed", "%u of %u failed",
                                    tally->members),
                          n_errors, tally->members);
}

static char *
count_done (const InflightTally *tally)
{
  guint done = inflight_tally_get_done (tally);

  if (done < tally->members)
    /* Translators: the first number is of settled tasks, the second of all that
     * the wait is about */
    return g_strdup_printf (ngettext ("%u of %u done", "%u of %u done",
                                      tally->members),
                            done, tally->members);

  if (tally->failed == 0)
    return g_strdup_printf (ngettext ("%u done", "all %u done", done), done);

  /* Translators: the first number is of all tasks of the wait, all of them
   * settled; the second of those that failed */
  return g_strdup_printf (ngettext ("%u done, %u failed", "all %u done, %u failed", done),
                          done, tally->failed);
}

/* What the condition looked at. */
static char *
count_what_matters (const InflightCondition *condition,
                    const InflightTally     *tally)
{
  guint n_errors = inflight_condition_get_errors (condition, tally);

  switch (condition->until)
    {
    case INFLIGHT_UNTIL_FIRST_ERROR:
      if (n_errors > 0)
        return count_failed (tally, n_errors);
      if (inflight_tally_get_done (tally) == tally->members)
        return g_strdup_printf (ngettext ("%u done, without an error",
                                          "all %u done, without an error",
                                          tally->members),
                                tally->members);
      return count_done (tally);

    case INFLIGHT_UNTIL_FIRST_SUCCESS:
    case INFLIGHT_UNTIL_OK:
      return count_succeeded (tally);

    case INFLIGHT_UNTIL_ALL:
    case INFLIGHT_UNTIL_FIRST:
    case INFLIGHT_UNTIL_DONE:
      return count_done (tally);
    }

  g_return_val_if_reached (NULL);
}

/* What the wait came too late for. */
static char *
count_before (const InflightCondition *condition,
              const InflightTally     *before)
{
  guint n_errors = inflight_condition_get_errors (condition, before);
  guint done = inflight_tally_get_done (before);

  if (done == 0)
    return NULL;

  if (n_errors == done || (n_errors > 0 && condition->until == INFLIGHT_UNTIL_FIRST_ERROR))
    /* Translators: so many tasks failed before the person began to wait */
    return g_strdup_printf (ngettext ("%u had failed before", "%u had failed before", n_errors),
                            n_errors);

  if (n_errors == 0)
    /* Translators: so many tasks settled before the person began to wait */
    return g_strdup_printf (ngettext ("%u was done before", "%u were done before", done), done);

  /* Translators: the first number is of tasks that settled before the person began
   * to wait, the second of those among them that failed */
  return g_strdup_printf (ngettext ("%u was done before, %u of them failed",
                                    "%u were done before, %u of them failed", done),
                          done, n_errors);
}

/* Takes both; the second may be missing. */
static char *
join (char *counts,
      char *more)
{
  g_autofree char *first = counts;
  g_autofree char *second = more;

  if (second == NULL)
    return g_steal_pointer (&first);

  /* Translators: two parts of a sentence, such as “2 of 5 succeeded” and “3 left
   * running”, or “6 of 10 done” and “6 had failed before” */
  return g_strdup_printf (C_("done; pending", "%s; %s"), first, second);
}

/* That a task was cancelled is not seen in the number of those that are done; it is in
 * that of those that failed, where it counts as an error. It is one number, whoever
 * cancelled them: @n_more of those that were pending, too. */
static char *
count_cancelled (const InflightCondition *condition,
                 const InflightTally     *tally,
                 guint                    n_more)
{
  gboolean is_error = inflight_condition_get_errors (condition, tally) > tally->failed;
  guint n_cancelled = is_error ? n_more : tally->cancelled + n_more;

  if (n_cancelled == 0)
    return NULL;

  /* Translators: tasks of a wait that were cancelled by its return, or before it */
  return g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", n_cancelled), n_cancelled);
}

/* What is not in the list any more as it was. */
static char *
count_retried (guint n_retried)
{
  if (n_retried == 0)
    return NULL;

  /* Translators: so many tasks of a wait were run again by the person since they
   * settled; the wait keeps what they came to before */
  return g_strdup_printf (ngettext ("%u later retried", "%u later retried", n_retried),
                          n_retried);
}

/**
 * inflight_words_progress:
 * @wait: a wait that has not returned
 *
 * Returns: (transfer full): how far it has come: “6 of 10 done”, what it came too
 *   late for, and what was retried since
 */
char *
inflight_words_progress (InflightWait *wait)
{
  const InflightCondition *condition = inflight_wait_get_condition (wait);
  const InflightTally *tally = inflight_wait_get_tally (wait);
  char *counts = inflight_condition_minds_errors (condition) ? count_done (tally)
                                                             : count_succeeded (tally);

  counts = join (counts, count_before (condition, inflight_wait_get_before (wait)));
  counts = join (counts, count_cancelled (condition, tally, 0));

  return join (counts, count_retried (inflight_wait_get_retried (wait)));
}

/* What became of those that were still pending, and of those cancelled before. */
static char *
join_pending (char                    *counts,
              const InflightCondition *condition,
              const InflightTally     *tally,
              InflightOutcome          outcome)
{
  guint n_pending = tally->members - inflight_tally_get_done (tally);

  if (condition->then == INFLIGHT_THEN_CANCEL && outcome != INFLIGHT_OUTCOME_ABANDONED)
    return join (counts, count_cancelled (condition, tally, n_pending));

  counts = join (counts, count_cancelled (condition, tally, 0));
  if (n_pending == 0)
    return counts;

  /* Translators: tasks that go on after the return of a wait */
  return join (counts, g_strdup_printf (ngettext ("%u left running", "%u left running",
                                                  n_pending),
                                        n_pending));
}

static char *
word_outcome (InflightOutcome  outcome,
              const char      *duration,
              const char      *counts)
{
  switch (outcome)
    {
    case INFLIGHT_OUTCOME_NONE:
      return NULL;

    case INFLIGHT_OUTCOME_SATISFIED:
      /* Translators: a time span, and “2 of 5 succeeded; 3 left running” */
      return g_strdup_printf (_("Returned after %s: %s."), duration, counts);

    case INFLIGHT_OUTCOME_IMPOSSIBLE:
      /* Translators: a time span, and “2 of 5 succeeded; 1 left running” */
      return g_strdup_printf (_("Impossible after %s: only %s."), duration, counts);

    case INFLIGHT_OUTCOME_TIMED_OUT:
      /* Translators: a time span, and “2 of 5 done; 3 left running” */
      return g_strdup_printf (_("Timed out after %s: %s."), duration, counts);

    case INFLIGHT_OUTCOME_ABANDONED:
      /* Translators: a time span, and “2 of 5 done; 3 left running” */
      return g_strdup_printf (_("Stopped waiting after %s: %s."), duration, counts);
    }

  g_return_val_if_reached (NULL);
}

/**
 * inflight_words_outcome:
 * @wait: a wait
 *
 * Returns: (transfer full) (nullable): the sentence that says why it returned,
 *   such as “Returned after 1.32 s: 2 of 5 succeeded; 3 left running.”, with what
 *   it came too late for and what was retried since; %NULL if it has not
 */
char *
inflight_words_outcome (InflightWait *wait)
{
  const InflightCondition *condition = inflight_wait_get_condition (wait);
  const InflightTally *tally = inflight_wait_get_tally (wait);
  InflightOutcome outcome = inflight_wait_get_outcome (wait);
  g_autofree char *duration = NULL;
  g_autofree char *counts = NULL;

  duration = inflight_words_duration (inflight_wait_get_elapsed_us (wait, 0));
  counts = join (count_what_matters (condition, tally),
                 count_before (condition, inflight_wait_get_before (wait)));
  counts = join_pending (g_steal_pointer (&counts), condition, tally, outcome);
  counts = join (g_steal_pointer (&counts), count_retried (inflight_wait_get_retried (wait)));

  return word_outcome (outcome, duration, counts);
}
