/* test-differential.c: what waits return, beside asyncio and brute force
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hunt.h"
#include "inflight-network.h"
#include "wait-schedule.h"

#include <stdlib.h>

/* What is kept out of the schedules, and why, is said in asyncio-waits.py. */

#define OUT "out"

enum { ANSWER_ENGINE, ANSWER_RULES, ANSWER_ASYNCIO, N_ANSWERS };

static const char *engine_argv[] = { NULL, "--engine", NULL };
static const char *asyncio_argv[] = { NULL, NULL, NULL };

static const char *const names[] = {
  [ANSWER_ENGINE] = "In the engine",
  [ANSWER_RULES] = "By brute force",
  [ANSWER_ASYNCIO] = "In asyncio",
  [N_ANSWERS] = NULL,
};

static Verdict
judge_by_rules (const char *const *answers)
{
  if (g_strv_length ((char **) answers) != N_ANSWERS)
    return VERDICT_BAD;

  if (g_str_equal (answers[ANSWER_RULES], OUT))
    return g_str_has_prefix (answers[ANSWER_ENGINE], "T0 ") ? VERDICT_OUT : VERDICT_BAD;

  return g_str_equal (answers[ANSWER_ENGINE], answers[ANSWER_RULES]) ? VERDICT_GOOD
                                                                     : VERDICT_BAD;
}

/* One that asyncio was not asked about must hold, but does not count. */
static Verdict
judge_by_asyncio (const char *const *answers)
{
  Verdict verdict = judge_by_rules (answers);

  if (verdict != VERDICT_GOOD)
    return verdict;

  if (g_str_equal (answers[ANSWER_ASYNCIO], OUT))
    return VERDICT_OUT;

  return g_str_equal (answers[ANSWER_ENGINE], answers[ANSWER_ASYNCIO]) ? VERDICT_GOOD
                                                                       : VERDICT_BAD;
}

static void
test_asyncio (void)
{
  const Hunt hunt = {
    .grammar = &wait_grammar,
    .make = wait_schedule_make_plain,
    .judge = judge_by_asyncio,
    .partners = { engine_argv, asyncio_argv },
    .names = names,
  };

  hunt_run (&hunt);
}

static void
test_conditions (void)
{
  const Hunt hunt = {
    .grammar = &wait_grammar,
    .make = wait_schedule_make_any,
    .judge = judge_by_rules,
    .partners = { engine_argv, asyncio_argv },
    .names = names,
  };

  hunt_run (&hunt);
}

/* test-differential PYTHON SCRIPT NUMBER: so many schedules
 * test-differential --engine: answers schedules, one a line */
int
main (int   argc,
      char *argv[])
{
  inflight_engine_init ();
  if (argc == 2 && g_str_equal (argv[1], "--engine"))
    return partner_serve (wait_schedule_dup_answer);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4);
  engine_argv[0] = argv[0];
  asyncio_argv[0] = argv[1];
  asyncio_argv[1] = argv[2];
  hunt_set_size (atoi (argv[3]));

  g_test_add_func ("/differential/asyncio", test_asyncio);
  g_test_add_func ("/differential/conditions", test_conditions);

  return g_test_run ();
}
