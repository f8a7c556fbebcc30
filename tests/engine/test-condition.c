/* test-condition.c: when a wait returns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-condition.h"

#include <string.h>

#define MAX_MEMBERS 5

static void
test_text (void)
{
  const char *texts[] = {
    "all", "first", "first-error", "first-success", "ok:1", "ok:7", "done:1",
    "done:4294967295",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (inflight_condition_set_until (&condition, texts[i], &error));
      g_assert_no_error (error);
      text = inflight_condition_dup_until (&condition);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_bad_text (void)
{
  const char *texts[] = {
    "", "last", "All", "all ", " all", "all:1", "first:1", "ok", "ok:", "ok:0", "ok:-1",
    "ok:+1", "ok: 1", "ok:1 ", "ok:1.5", "ok:x", "ok:4294967296", "ok:99999999999999999999",
    "done", "done:0", "done:1:2", ":", ":1", "INFLIGHT_UNTIL_ALL",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      InflightCondition condition = { .until = INFLIGHT_UNTIL_OK, .k = 9 };
      g_autoptr (GError) error = NULL;

      g_test_message ("text %" G_GSIZE_FORMAT, i);
      g_assert_false (inflight_condition_set_until (&condition, texts[i], &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION);
      g_assert_cmpint (condition.until, ==, INFLIGHT_UNTIL_OK);
      g_assert_cmpuint (condition.k, ==, 9);
    }
}

static void
assert_check (InflightUntil until,
              guint         k,
              guint         members,
              int           code)
{
  InflightCondition condition = { .until = until, .k = k };
  g_autoptr (GError) error = NULL;

  if (code < 0)
    {
      g_assert_true (inflight_condition_check (&condition, members, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_false (inflight_condition_check (&condition, members, &error));
      g_assert_error (error, INFLIGHT_ERROR, code);
    }
}

static void
test_check (void)
{
  assert_check (INFLIGHT_UNTIL_ALL, 0, 1, -1);
  assert_check (INFLIGHT_UNTIL_OK, 1, 1, -1);
  assert_check (INFLIGHT_UNTIL_OK, 3, 3, -1);
  assert_check (INFLIGHT_UNTIL_DONE, 3, 3, -1);

  assert_check (INFLIGHT_UNTIL_ALL, 0, 0, INFLIGHT_ERROR_NO_MEMBERS);
  assert_check (INFLIGHT_UNTIL_OK, 1, 0, INFLIGHT_ERROR_NO_MEMBERS);
  assert_check (INFLIGHT_UNTIL_OK, 0, 3, INFLIGHT_ERROR_INVALID_CONDITION);
  assert_check (INFLIGHT_UNTIL_OK, 4, 3, INFLIGHT_ERROR_INVALID_CONDITION);
  assert_check (INFLIGHT_UNTIL_DONE, 0, 3, INFLIGHT_ERROR_INVALID_CONDITION);
  assert_check (INFLIGHT_UNTIL_DONE, 4, 3, INFLIGHT_ERROR_INVALID_CONDITION);
  assert_check (INFLIGHT_UNTIL_DONE + 1, 1, 3, INFLIGHT_ERROR_INVALID_CONDITION);
  assert_check (INFLIGHT_UNTIL_DONE + 1, 1, 0, INFLIGHT_ERROR_INVALID_CONDITION);
}

/* One row for each line of the table in the semantics. */
static void
test_table (void)
{
  const struct
  {
    const char          *until;
    InflightTally        tally;
    InflightCancelledAs  cancelled_as;
    InflightOutcome      outcome;
  } rows[] = {
    { "all", { 3, 2, 0, 0 }, 0, INFLIGHT_OUTCOME_NONE },
    { "all", { 3, 1, 1, 1 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "first", { 3, 0, 0, 0 }, 0, INFLIGHT_OUTCOME_NONE },
    { "first", { 3, 0, 0, 1 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "first-error", { 3, 1, 0, 1 }, 0, INFLIGHT_OUTCOME_NONE },
    { "first-error", { 3, 1, 0, 1 }, INFLIGHT_CANCELLED_AS_ERROR, INFLIGHT_OUTCOME_SATISFIED },
    { "first-error", { 3, 0, 1, 0 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "first-error", { 3, 2, 0, 1 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "first-success", { 3, 0, 2, 0 }, 0, INFLIGHT_OUTCOME_NONE },
    { "first-success", { 3, 1, 2, 0 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "first-success", { 3, 0, 2, 1 }, 0, INFLIGHT_OUTCOME_IMPOSSIBLE },
    { "ok:2", { 4, 1, 2, 0 }, 0, INFLIGHT_OUTCOME_NONE },
    { "ok:2", { 4, 2, 2, 0 }, 0, INFLIGHT_OUTCOME_SATISFIED },
    { "ok:2", { 4, 0, 3, 0 }, 0, INFLIGHT_OUTCOME_IMPOSSIBLE },
    { "ok:2", { 4, 0, 1, 2 }, 0, INFLIGHT_OUTCOME_IMPOSSIBLE },
    { "done:2", { 3, 0, 0, 1 }, 0, INFLIGHT_OUTCOME_NONE },
    { "done:2", { 3, 0, 1, 1 }, 0, INFLIGHT_OUTCOME_SATISFIED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_true (inflight_condition_set_until (&condition, rows[i].until, NULL));
      condition.cancelled_as = rows[i].cancelled_as;
      g_assert_cmpint (inflight_condition_evaluate (&condition, &rows[i].tally), ==,
                       rows[i].outcome);
    }
}

/* Whether the condition is true of members as they stand, each one a letter:
 * “+” succeeded, “-” failed, “c” cancelled, “.” pending. */
static gboolean
holds (const InflightCondition *condition,
       const char              *members)
{
  guint n_ok = 0;
  guint n_done = 0;
  gboolean error = FALSE;
  guint n = strlen (members);

  for (const char *m = members; *m != '\0'; m++)
    {
      n_ok += *m == '+';
      n_done += *m != '.';
      error = error || *m == '-' ||
              (*m == 'c' && condition->cancelled_as == INFLIGHT_CANCELLED_AS_ERROR);
    }

  switch (condition->until)
    {
    case INFLIGHT_UNTIL_ALL:
      return n_done == n;

    case INFLIGHT_UNTIL_FIRST:
      return n_done > 0;

    case INFLIGHT_UNTIL_FIRST_ERROR:
      return error || n_done == n;

    case INFLIGHT_UNTIL_FIRST_SUCCESS:
      return n_ok > 0;

    case INFLIGHT_UNTIL_OK:
      return n_ok >= condition->k;

    case INFLIGHT_UNTIL_DONE:
      return n_done >= condition->k;
    }

  g_assert_not_reached ();
}

/* Whether some way for the pending members to settle makes it true: tried, not
 * counted. */
static gboolean
can_hold (const InflightCondition *condition,
          char                    *members)
{
  char *pending = strchr (members, '.');
  gboolean found = holds (condition, members);

  if (pending == NULL)
    return found;

  for (const char *end = "+-c"; *end != '\0' && !found; end++)
    {
      *pending = *end;
      found = can_hold (condition, members);
    }
  *pending = '.';

  return found;
}

static void
check_members (const InflightCondition *condition,
               char                    *members)
{
  InflightTally tally = { .members = strlen (members) };
  InflightOutcome expected = INFLIGHT_OUTCOME_NONE;

  for (const char *m = members; *m != '\0'; m++)
    {
      tally.succeeded += *m == '+';
      tally.failed += *m == '-';
      tally.cancelled += *m == 'c';
    }

  if (holds (condition, members))
    expected = INFLIGHT_OUTCOME_SATISFIED;
  else if (!can_hold (condition, members))
    expected = INFLIGHT_OUTCOME_IMPOSSIBLE;

  if (inflight_condition_evaluate (condition, &tally) != expected)
    g_error ("until %d, k %u, cancelled as %d, members %s: not %d", condition->until,
             condition->k, condition->cancelled_as, members, expected);
}

static void
check_all_members (const InflightCondition *condition,
                   char                    *members,
                   guint                    at)
{
  if (members[at] == '\0')
    {
      check_members (condition, members);
      return;
    }

  for (const char *state = "+-c."; *state != '\0'; state++)
    {
      members[at] = *state;
      check_all_members (condition, members, at + 1);
    }
}

/* Every condition, every K, every way up to five members can stand. */
static void
test_brute_force (void)
{
  for (guint n = 1; n <= MAX_MEMBERS; n++)
    for (int until = INFLIGHT_UNTIL_ALL; until <= INFLIGHT_UNTIL_DONE; until++)
      for (guint k = 1; k <= n; k++)
        for (int as = INFLIGHT_CANCELLED_AS_SETTLED; as <= INFLIGHT_CANCELLED_AS_ERROR; as++)
          {
            InflightCondition condition = { .until = until, .k = k, .cancelled_as = as };
            g_autofree char *members = g_strnfill (n, '.');

            check_all_members (&condition, members, 0);
          }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/condition/text", test_text);
  g_test_add_func ("/engine/condition/text/bad", test_bad_text);
  g_test_add_func ("/engine/condition/check", test_check);
  g_test_add_func ("/engine/condition/table", test_table);
  g_test_add_func ("/engine/condition/brute-force", test_brute_force);

  return g_test_run ();
}
