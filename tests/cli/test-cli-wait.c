/* test-cli-wait.c: conditions, limits and exit statuses of inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

/* Conditions: what is asked for, and how it ends. */

typedef struct
{
  const char *name;
  const char *options[6];
  int         status;
  const char *outcome;
  guint       n_done;
  guint       n_pending;
} Ending;

static const Ending endings[] = {
  { "all", { "/posts/[1-3]" }, 0, "satisfied", 3, 0 },
  { "all/failed", { "/posts/[1-2]", "/posts/3?status=500" }, 1, "satisfied", 3, 0 },
  { "all/errors-network", { "/posts/1?status=500", "--errors=network" },
    0, "satisfied", 1, 0 },
  { "all/errors-network/reset", { "/posts/1?reset", "--errors=network" },
    1, "satisfied", 1, 0 },
  { "first", { "/posts/1", "/posts/2?hang", "--until=first" }, 0, "satisfied", 1, 1 },
  { "first/failed", { "/posts/1?status=404", "/posts/2?hang", "--until=first" },
    1, "satisfied", 1, 1 },
  { "first-error", { "/posts/1?status=404", "/posts/2?hang", "--until=first-error" },
    1, "satisfied", 1, 1 },
  { "first-error/none", { "/posts/[1-2]", "--until=first-error" }, 0, "satisfied", 2, 0 },
  { "first-success",
    { "/posts/1?status=500", "/posts/2?delay=100", "/posts/3?hang", "--until=first-success" },
    0, "satisfied", 2, 1 },
  { "first-success/impossible", { "/posts/[1-2]?status=500", "--until=first-success" },
    4, "impossible", 2, 0 },
  { "ok", { "/posts/1?status=500", "/posts/[2-3]?delay=100", "/posts/4?hang",
            "--until=ok:2", "--order=input" },
    0, "satisfied", 3, 1 },
  { "ok/impossible", { "/posts/1?status=500", "/posts/2?hang", "--until=ok:2" },
    4, "impossible", 1, 1 },
  { "done", { "/posts/[1-2]", "/posts/3?hang", "--until=done:2" }, 0, "satisfied", 2, 1 },
  { "done/failed", { "/posts/1?status=500", "/posts/2", "/posts/3?hang", "--until=done:2" },
    1, "satisfied", 2, 1 },
  { "within", { "/posts/1?hang", "--within=0.05" }, 3, "timed-out", 0, 1 },
  { "within/satisfied", { "/posts/1", "--within=30" }, 0, "satisfied", 1, 0 },
  { "within/zero", { "/posts/[1-2]?delay=200", "--within=0" }, 3, "timed-out", 0, 2 },
  { "within/zero-left", { "/posts/[1-2]?delay=200", "--within=0", "--then=leave" },
    3, "timed-out", 0, 2 },
  { "within/negative", { "/posts/1?delay=200", "--within=-1" }, 3, "timed-out", 0, 1 },
  { "cancelled", { "/posts/1", "--until=first-error", "--cancelled=error" },
    0, "satisfied", 1, 0 },
  { "timeout", { "/posts/1?hang", "--timeout=0.1" }, 1, "satisfied", 1, 0 },
};

static void
test_ending (gconstpointer user_data)
{
  const Ending *ending = user_data;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (CliRun) run = NULL;

  g_ptr_array_add (arguments, (gpointer) "run");
  g_ptr_array_add (arguments, (gpointer) "--lab");
  g_ptr_array_add (arguments, (gpointer) "--format=jsonl");
  for (gsize i = 0; i < G_N_ELEMENTS (ending->options) && ending->options[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) ending->options[i]);
  g_ptr_array_add (arguments, NULL);

  run = cli_run_with (NULL, (const char *const *) arguments->pdata);

  cli_run_assert_wait (run, ending->outcome, ending->n_done, ending->n_pending);
  g_assert_cmpint (run->status, ==, ending->status);

  /* Whatever the wait left behind is printed, too. */
  g_assert_cmpuint (run->tasks->len, ==, ending->n_done + ending->n_pending);
}

/* What is written behind --until is what is said to have been asked for. */
static void
test_until_is_echoed (void)
{
  static const char *const untils[] = {
    "all", "first", "first-error", "first-success", "ok:1", "done:1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (untils); i++)
    {
      g_autofree char *option = g_strconcat ("--until=", untils[i], NULL);
      g_autoptr (CliRun) run = NULL;

      run = cli_run ("run", "--lab", "/posts/1", "--format=jsonl", option, NULL);
      g_assert_cmpint (run->status, ==, 0);
      g_assert_cmpstr (json_object_get_string_member (run->wait, "until"), ==, untils[i]);
    }
}

static void
test_then_leave (void)
{
  g_autoptr (CliRun) run = NULL;

  run = cli_run ("run", "--lab", "--format=jsonl", "--until=first", "--then=leave",
                 "/posts/1", "/posts/2?delay=150", "/posts/3?delay=150&status=500", NULL);

  /* The failure comes after the wait has returned: it changes nothing. */
  g_assert_cmpint (run->status, ==, 0);
  cli_run_assert_wait (run, "satisfied", 1, 2);
  g_assert_cmpstr (json_object_get_string_member (cli_run_get_task (run, 2), "state"), ==,
                   "succeeded");
  g_assert_cmpstr (json_object_get_string_member (cli_run_get_task (run, 3), "state"), ==,
                   "failed");
}

static void
test_then_cancel (void)
{
  g_autoptr (CliRun) run = NULL;
  JsonObject *task;

  run = cli_run ("run", "--lab", "--format=jsonl", "--within=0.1", "--then=cancel",
                 "--per-host=1", "/posts/1?hang", "/posts/2", NULL);
  g_assert_cmpint (run->status, ==, 3);

  task = cli_run_get_task (run, 1);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "cancelled");
  g_assert_cmpint (json_object_get_int_member (task, "attempts"), ==, 1);
  g_assert_false (json_object_get_null_member (task, "elapsed_us"));

  /* This one never left the queue. */
  task = cli_run_get_task (run, 2);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "cancelled");
  g_assert_cmpint (json_object_get_int_member (task, "attempts"), ==, 0);
  g_assert_true (json_object_get_null_member (task, "elapsed_us"));
}

/* First answer wins; the rest are cancelled at once. */

static gint64
race (void)
{
  g_autoptr (CliRun) run = NULL;
  gint64 first_us = G_MAXINT64;
  gint64 last_us = 0;
  guint n_succeeded = 0;
  guint n_done;

  run = cli_run ("run", "--lab", "--until=first", "--then=cancel", "--format=jsonl",
                 "/posts/[1-3]?delay=50&jitter=200", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      JsonObject *task = g_ptr_array_index (run->tasks, i);
      gint64 elapsed_us = json_object_get_int_member (task, "elapsed_us");

      last_us = MAX (last_us, elapsed_us);
      if (g_str_equal (json_object_get_string_member (task, "state"), "succeeded"))
        {
          first_us = MIN (first_us, elapsed_us);
          n_succeeded++;
        }
      else
        g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "cancelled");
    }

  /* One can succeed although it was cancelled, after the wait returned. */
  n_done = json_object_get_int_member (run->wait, "done");
  g_assert_cmpuint (n_done, >=, 1);
  g_assert_cmpuint (n_done, <=, n_succeeded);
  cli_run_assert_wait (run, "satisfied", n_done, 3 - n_done);

  return last_us - first_us;
}

/* A busy machine makes one race slow; a fault makes every one slow. */
static void
test_race (void)
{
  gint64 best_us = G_MAXINT64;

  for (int i = 0; i < 5 && best_us > 20 * 1000; i++)
    best_us = MIN (best_us, race ());

  g_assert_cmpint (best_us, <=, 20 * 1000);
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/wait/ending/", endings[i].name, NULL);

      g_test_add_data_func (path, &endings[i], test_ending);
    }
  g_test_add_func ("/cli/wait/until-is-echoed", test_until_is_echoed);
  g_test_add_func ("/cli/wait/then-leave", test_then_leave);
  g_test_add_func ("/cli/wait/then-cancel", test_then_cancel);
  g_test_add_func ("/cli/wait/race", test_race);

  return g_test_run ();
}
