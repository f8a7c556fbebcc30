/* test-scheduler-random.c: the scheduler's promises, whatever is asked of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hunt.h"
#include "inflight-network.h"
#include "launch-schedule.h"

#include <stdlib.h>

static const char *engine_argv[] = { NULL, "--engine", NULL };
static const char *const names[] = { "It is wrong that", NULL };

static Verdict
judge (const char *const *answers)
{
  return g_str_equal (answers[0], LAUNCH_SCHEDULE_FINE) ? VERDICT_GOOD : VERDICT_BAD;
}

static void
test_promises (void)
{
  const Hunt hunt = {
    .grammar = &launch_grammar,
    .make = launch_schedule_make,
    .judge = judge,
    .partners = { engine_argv },
    .names = names,
  };

  hunt_run (&hunt);
}

/* test-scheduler-random NUMBER: so many schedules
 * test-scheduler-random --engine: answers schedules, one a line */
int
main (int   argc,
      char *argv[])
{
  inflight_engine_init ();
  if (argc == 2 && g_str_equal (argv[1], "--engine"))
    return partner_serve (launch_schedule_dup_answer);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  engine_argv[0] = argv[0];
  hunt_set_size (atoi (argv[1]));

  g_test_add_func ("/differential/scheduler", test_promises);

  return g_test_run ();
}
