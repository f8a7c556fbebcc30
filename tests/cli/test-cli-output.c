/* test-cli-output.c: what inflight-cli run prints
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define FIRST_TITLE "A lighthouse keeps its own hours"

static void
test_text (void)
{
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) columns = NULL;

  run = cli_run ("run", "--lab", "--order=input", "/posts/1", "/posts/2?status=500",
                 "/posts/3?reset", NULL);
  g_assert_cmpint (run->status, ==, 1);

  lines = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[3], ==, "");

  columns = g_strsplit (lines[0], "\t", -1);
  g_assert_cmpuint (g_strv_length (columns), ==, 6);
  g_assert_cmpuint (g_ascii_strtoull (columns[0], NULL, 10), >=, 1);
  g_assert_cmpstr (columns[1], ==, "succeeded");
  g_assert_cmpstr (columns[2], ==, "200");
  g_assert_true (g_ascii_isdigit (columns[3][0]));
  g_assert_cmpstr (columns[4], ==, FIRST_TITLE);
  g_assert_true (g_str_has_suffix (columns[5], "/posts/1"));

  cli_assert_contains (lines[1], "\tfailed\t500\t");
  cli_assert_contains (lines[1], "\tHTTP 500");
  cli_assert_contains (lines[2], "\tfailed\t");
}

/* The last segment of a path is nobody's title. */
static void
test_no_title (void)
{
  g_autoptr (CliRun) text = cli_run ("run", "--lab", "/posts", NULL);
  g_autoptr (CliRun) json = cli_run ("run", "--lab", "--format=jsonl", "/posts", NULL);
  g_auto (GStrv) columns = g_strsplit (text->out, "\t", -1);
  JsonObject *task = cli_run_get_task (json, 1);

  g_assert_cmpuint (g_strv_length (columns), ==, 6);
  g_assert_cmpstr (columns[4], ==, "");
  g_assert_true (g_str_has_suffix (columns[5], "/posts\n"));

  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "succeeded");
  g_assert_true (json_object_get_null_member (task, "title"));
}

/* Every field of a task, and null where nothing happened. */
static void
test_jsonl (void)
{
  g_autoptr (CliRun) run = NULL;
  JsonObject *task;

  run = cli_run ("run", "--lab", "--format=jsonl", "/posts/1", "/posts/2?status=404",
                 "/posts/3?hang", "--within=0.3", NULL);
  g_assert_cmpint (run->status, ==, 3);
  cli_run_assert_wait (run, "timed-out", 2, 1);
  g_assert_cmpint (json_object_get_int_member (run->wait, "elapsed_us"), >=, 300 * 1000);
  g_assert_cmpstr (json_object_get_string_member (run->wait, "until"), ==, "all");

  task = cli_run_get_task (run, 1);
  g_assert_cmpuint (json_object_get_size (task), ==, 13);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "succeeded");
  g_assert_cmpint (json_object_get_int_member (task, "status"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (task, "title"), ==, FIRST_TITLE);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (task, "url"), "/posts/1"));
  g_assert_cmpint (json_object_get_int_member (task, "bytes"), >, 100);
  g_assert_cmpint (json_object_get_int_member (task, "elapsed_us"), >, 0);
  g_assert_cmpint (json_object_get_int_member (task, "attempts"), ==, 1);
  g_assert_true (json_object_get_null_member (task, "error"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (task, "earlier")), ==, 0);

  task = cli_run_get_task (run, 2);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "failed");
  g_assert_cmpint (json_object_get_int_member (task, "status"), ==, 404);
  g_assert_false (json_object_get_null_member (task, "title"));
  task = json_object_get_object_member (task, "error");
  g_assert_cmpstr (json_object_get_string_member (task, "code"), ==, "http-status");
  g_assert_cmpstr (json_object_get_string_member (task, "message"), !=, "");

  task = cli_run_get_task (run, 3);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "cancelled");
  g_assert_cmpint (json_object_get_int_member (task, "rank"), ==, 3);
  g_assert_true (json_object_get_null_member (task, "status"));
  g_assert_true (json_object_get_null_member (task, "title"));
  g_assert_true (json_object_get_null_member (task, "bytes"));
  g_assert_true (json_object_get_null_member (task, "error"));
}

static void
test_json (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  JsonArray *tasks;

  run = cli_run ("run", "--lab", "--format=json", "/posts/[1-3]", NULL);
  g_assert_cmpint (run->status, ==, 0);

  node = json_from_string (run->out, &error);
  g_assert_no_error (error);

  root = json_node_get_object (node);
  tasks = json_object_get_array_member (root, "tasks");
  g_assert_cmpuint (json_array_get_length (tasks), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (tasks, i),
                                                 "rank"), ==, i + 1);

  root = json_object_get_object_member (root, "wait");
  g_assert_cmpstr (json_object_get_string_member (root, "outcome"), ==, "satisfied");
  g_assert_cmpint (json_object_get_int_member (root, "done"), ==, 3);
}

/* Completion order is the order of the ranks; input order that of the positions. */

static void
assert_ascending (CliRun     *run,
                  const char *member)
{
  for (guint i = 0; i < run->tasks->len; i++)
    g_assert_cmpint (json_object_get_int_member (g_ptr_array_index (run->tasks, i), member),
                     ==, i + 1);
}

static void
test_order (void)
{
  g_autoptr (CliRun) completion = NULL;
  g_autoptr (CliRun) input = NULL;

  completion = cli_run ("run", "--lab", "--format=jsonl", "/posts/1?delay=400",
                        "/posts/2?delay=200", "/posts/3", NULL);
  assert_ascending (completion, "rank");
  g_assert_cmpint (json_object_get_int_member (cli_run_get_task (completion, 3), "rank"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (cli_run_get_task (completion, 2), "rank"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (cli_run_get_task (completion, 1), "rank"), ==, 3);

  input = cli_run ("run", "--lab", "--format=jsonl", "--order=input", "/posts/1?delay=400",
                   "/posts/2?delay=200", "/posts/3", NULL);
  assert_ascending (input, "position");
  g_assert_cmpint (json_object_get_int_member (cli_run_get_task (input, 3), "rank"), ==, 1);
}

/* The main job, without a window. */
static void
test_hundred_titles (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 positions = 0;

  run = cli_run ("run", "--lab", "--format=jsonl", "/posts/[1-100]", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 100);
  assert_ascending (run, "rank");
  cli_run_assert_wait (run, "satisfied", 100, 0);

  for (guint i = 0; i < 100; i++)
    {
      JsonObject *task = g_ptr_array_index (run->tasks, i);
      const char *title = json_object_get_string_member (task, "title");

      g_assert_cmpstr (title, !=, "");
      g_hash_table_add (titles, (gpointer) title);
      positions += json_object_get_int_member (task, "position");
    }

  g_assert_cmpuint (g_hash_table_size (titles), ==, 100);
  g_assert_cmpint (positions, ==, 5050);
}

static void
test_sentence (void)
{
  g_autoptr (CliRun) loud = cli_run ("run", "--lab", "/posts/[1-2]", NULL);
  g_autoptr (CliRun) quiet = cli_run ("run", "--lab", "--quiet", "/posts/[1-2]", NULL);

  g_assert_true (g_str_has_prefix (loud->err, "Returned after "));
  g_assert_true (g_str_has_suffix (loud->err, ": all 2 done.\n"));
  g_assert_cmpstr (quiet->err, ==, "");
  g_assert_cmpint (quiet->status, ==, 0);
}

static void
test_help_and_version (void)
{
  g_autoptr (CliRun) help = cli_run ("--help", NULL);
  g_autoptr (CliRun) run_help = cli_run ("run", "--help", NULL);
  g_autoptr (CliRun) lab_help = cli_run ("lab", "--help", NULL);
  g_autoptr (CliRun) version = cli_run ("--version", NULL);

  g_assert_cmpint (help->status, ==, 0);
  cli_assert_contains (help->out, "inflight-cli run");
  g_assert_cmpint (run_help->status, ==, 0);
  cli_assert_contains (run_help->out, "\n  inflight-cli run [OPTION…] [URL|PATTERN|FILE|-]…\n");
  cli_assert_contains (run_help->out, "--until=");
  cli_assert_contains (run_help->out, "130 interrupted");
  g_assert_cmpint (lab_help->status, ==, 0);
  cli_assert_contains (lab_help->out, "\n  inflight-cli lab [OPTION…]\n");
  g_assert_cmpint (version->status, ==, 0);
  g_assert_cmpstr (version->out, ==, "inflight-cli " PACKAGE_VERSION "\n");
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  g_test_add_func ("/cli/output/text", test_text);
  g_test_add_func ("/cli/output/jsonl", test_jsonl);
  g_test_add_func ("/cli/output/json", test_json);
  g_test_add_func ("/cli/output/order", test_order);
  g_test_add_func ("/cli/output/no-title", test_no_title);
  g_test_add_func ("/cli/output/hundred-titles", test_hundred_titles);
  g_test_add_func ("/cli/output/sentence", test_sentence);
  g_test_add_func ("/cli/output/help-and-version", test_help_and_version);

  return g_test_run ();
}
