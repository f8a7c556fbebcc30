/* test-words.c: states, numbers and failures as sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-private.h"
#include "inflight-words.h"
#include "virtual-tasks.h"

#include <string.h>

#define NBSP "\u00a0"
#define ISOLATED(text) "\u2068" text "\u2069"

/* A sentence can be shown as it is: one line, no markup that would be read as
 * such matters, nothing that turns the rest of a row around. */
static void
assert_showable (const char *sentence)
{
  g_assert_nonnull (sentence);
  g_assert_cmpstr (sentence, !=, "");
  g_assert_true (g_utf8_validate (sentence, -1, NULL));

  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_false (c >= 0x202a && c <= 0x202e);
    }
}

/* Numbers */

static void
test_duration (void)
{
  const struct {
    gint64      us;
    const char *text;
  } rows[] = {
    { 0, "0 ms" },
    { 499, "0 ms" },
    { 84 * MS, "84 ms" },
    { 999 * MS + 499, "999 ms" },
    { 999 * MS + 500, "1.00 s" },
    { 1320 * MS, "1.32 s" },
    { 9994 * MS, "9.99 s" },
    { 9995 * MS, "10.0 s" },
    { 59949 * MS, "59.9 s" },
    { 59950 * MS, "1 min 00 s" },
    { 60 * G_USEC_PER_SEC, "1 min 00 s" },
    { 119 * G_USEC_PER_SEC + 499 * MS, "1 min 59 s" },
    { 119 * G_USEC_PER_SEC + 500 * MS, "2 min 00 s" },
    { 86400 * (gint64) G_USEC_PER_SEC, "1440 min 00 s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = inflight_words_duration (rows[i].us);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_size (void)
{
  const struct {
    guint64     bytes;
    const char *text;
  } rows[] = {
    { 0, "0 B" },
    { 292, "292 B" },
    { 999, "999 B" },
    { 1000, "1.0" NBSP "kB" },
    { 1200000, "1.2" NBSP "MB" },
    { G_MAXUINT64, "18.4" NBSP "EB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = inflight_words_size (rows[i].bytes);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_states (void)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    {
      const char *word = inflight_words_state (state);

      assert_showable (word);
      g_assert_true (g_hash_table_add (words, (gpointer) word));
    }

  g_assert_cmpstr (inflight_words_state (INFLIGHT_TASK_STATE_CANCELLING), ==, "Cancelling");
}

/* Failures */

/* Takes the error. */
static InflightTask *
new_failed (InflightOptions *options,
            const char      *uri,
            GError          *failure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightRequest) request = inflight_request_new (uri, options, &error);
  g_autoptr (InflightJob) job = NULL;
  InflightEvent event = { .kind = INFLIGHT_EVENT_SETTLED, .state = INFLIGHT_TASK_STATE_FAILED };
  InflightTask *task;

  g_assert_no_error (error);
  task = inflight_task_new (request, NULL, 1);
  job = inflight_task_launch (task, 0);
  event.result = g_new0 (InflightResult, 1);
  event.result->error = failure;
  inflight_task_apply (task, &event, 1);

  return task;
}

static void
test_every_failure (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                            g_free, NULL);

  for (int code = 0; code <= INFLIGHT_ERROR_HTTP_STATUS; code++)
    {
      g_autoptr (InflightTask) task =
        new_failed (options, "http://fake/ok",
                    g_error_new (INFLIGHT_ERROR, code, "detail of %d", code));
      g_autofree char *note = inflight_words_note (task, 0);
      char *sentence = inflight_words_failure (task);

      g_test_message ("%s: %s", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, code), sentence);
      assert_showable (sentence);
      g_assert_cmpstr (note, ==, sentence);
      g_assert_true (g_hash_table_add (sentences, sentence));
    }
}

/* What libraries and servers say is quoted, not believed. */
static void
test_hostile_message (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  const char *messages[] = {
    "<b>bold</b> &amp; %s %n",
    "\u202Edesrever\u2066",
    "two\nlines\r\n\ttabbed",
    "bell \a escape \033[31m red",
    "not \xff\xfe UTF-8 \xc3",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    for (int code = 0; code <= INFLIGHT_ERROR_HTTP_STATUS; code++)
      {
        g_autoptr (InflightTask) task =
          new_failed (options, "http://fake/ok",
                      g_error_new_literal (INFLIGHT_ERROR, code, messages[i]));
        g_autofree char *sentence = inflight_words_failure (task);
        g_autofree char *note = inflight_words_note (task, 0);
        g_autofree char *row = inflight_words_row (task, 0);

        if (note != NULL)
          assert_showable (note);
        assert_showable (row);
        g_assert_true (g_utf8_validate (sentence, -1, NULL));
        g_assert_cmpuint (g_utf8_strlen (sentence, -1), <, 600);
      }
}

static void
test_long_message (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autofree char *message = g_strnfill (1 << 20, 'x');
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *sentence = NULL;

  task = new_failed (options, "http://fake/ok",
                     g_error_new_literal (INFLIGHT_ERROR, INFLIGHT_ERROR_TLS, message));
  sentence = inflight_words_failure (task);

  g_assert_true (g_str_has_prefix (sentence, "no secure connection (xxx"));
  g_assert_true (g_str_has_suffix (sentence, "x…)"));
  g_assert_cmpuint (g_utf8_strlen (sentence, -1), <, 600);
}

static void
assert_failure (InflightTask *task,
                const char   *expected)
{
  g_autofree char *sentence = inflight_words_failure (task);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_no_interface (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightTask) task =
    new_failed (options, "http://fake/ok",
                g_error_new_literal (INFLIGHT_ERROR, INFLIGHT_ERROR_NO_INTERFACE,
                                     "no network interface nosuch0"));

  assert_failure (task, "no network interface “nosuch0”");
}

/* Those whose sentence holds a number of the task or of its request. */
static void
test_failure_numbers (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) more = NULL;

  inflight_options_set_deadline_us (net->options, 2 * G_USEC_PER_SEC);
  inflight_options_set_limit_bytes (net->options, 1 << 20);
  inflight_options_set_max_redirects (net->options, 1);

  tasks = virtual_network_launch (net, "ok?status=404", "ok?status=499", "never",
                                  "never?head=10", "never?wait=9000", NULL);
  more = virtual_network_launch (net, "redirect?to=/redirect?to=/ok", "fail?error=too-large",
                                 "ok", NULL);
  fake_run_until (net, 3 * G_USEC_PER_SEC);

  assert_failure (nth (tasks, 0), "HTTP 404: not found");
  assert_failure (nth (tasks, 1), "HTTP 499");
  assert_failure (nth (tasks, 2), "timed out: no answer within 2.00 s");
  assert_failure (nth (tasks, 3), "timed out: answer not complete within 2.00 s");
  assert_failure (nth (tasks, 4), "timed out: no connection within 2.00 s");
  assert_failure (nth (more, 0), "more than 1 redirect");
  assert_failure (nth (more, 1), "larger than 1.0" NBSP "MiB");
  assert_failure (nth (more, 2), NULL);
}

/* Problems of input */

static void
test_every_problem (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                            g_free, NULL);

  for (int kind = 0; kind <= INFLIGHT_PROBLEM_MORE; kind++)
    {
      g_autoptr (InflightProblem) problem = inflight_problem_new (kind, 3, 70, "<\u202E\n>", -1);
      g_autoptr (InflightProblem) bare = inflight_problem_new (kind, 1, 0, NULL, 0);
      g_autofree char *bare_sentence = inflight_words_problem (bare);
      char *sentence;

      problem->line = 7;
      sentence = inflight_words_problem (problem);
      g_test_message ("%s", sentence);

      assert_showable (sentence);
      assert_showable (bare_sentence);
      g_assert_true (g_str_has_prefix (sentence, "line 7, column 3: "));
      g_assert_true (g_hash_table_add (sentences, sentence));
    }
}

static void
assert_problem (InflightProblemKind  kind,
                guint                line,
                guint                column,
                guint64              count,
                const char          *expected)
{
  g_autoptr (InflightProblem) problem = inflight_problem_new (kind, column, count, NULL, 0);
  g_autofree char *sentence = NULL;

  problem->line = line;
  sentence = inflight_words_problem (problem);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_problem_places (void)
{
  assert_problem (INFLIGHT_PROBLEM_NO_HOST, 0, 1, 0, "no host");
  assert_problem (INFLIGHT_PROBLEM_NO_HOST, 0, 8, 0, "column 8: no host");
  assert_problem (INFLIGHT_PROBLEM_NO_HOST, 7, 0, 0, "line 7: no host");
  assert_problem (INFLIGHT_PROBLEM_NO_HOST, 7, 8, 0, "line 7, column 8: no host");
  assert_problem (INFLIGHT_PROBLEM_CONTROL_CHARACTER, 0, 0, 0x1b,
                  "a control character, U+001B");
  assert_problem (INFLIGHT_PROBLEM_INVISIBLE, 0, 0, 0x200b,
                  "an invisible character inside an address, U+200B");
  assert_problem (INFLIGHT_PROBLEM_SPACE, 0, 0, ' ', "a space inside an address; write %20");
  assert_problem (INFLIGHT_PROBLEM_SPACE, 0, 0, 0xa0,
                  "white space inside an address, U+00A0; write %20");
  assert_problem (INFLIGHT_PROBLEM_BAD_HOST, 0, 0, 0, "the host name is not one");
  assert_problem (INFLIGHT_PROBLEM_FILE_NAME, 3, 1, 0,
                  "line 3, column 1: the name of a file, not of a host; "
                  "an address begins with https://");
  assert_problem (INFLIGHT_PROBLEM_MORE, 0, 0, 1, "1 more problem");
  assert_problem (INFLIGHT_PROBLEM_MORE, 0, 0, 2, "2 more problems");
  assert_problem (INFLIGHT_PROBLEM_TOO_MANY, 0, 0, 2000000,
                  "2000000 addresses; 1000000 at most");
  assert_problem (INFLIGHT_PROBLEM_TOO_MANY, 0, 0, G_MAXUINT64,
                  "more addresses than can be counted; 1000000 at most");
}

/* Times that run */

/* What is said of a time is true for just so long. */
static void
test_elapsed (void)
{
  static const struct
  {
    gint64      elapsed_us;
    const char *text;
    gint64      lasts_us;
  } rows[] = {
    { 0, "0.0 s", 100 * MS },
    { 99 * MS, "0.0 s", MS },
    { 100 * MS, "0.1 s", 100 * MS },
    { 1320 * MS, "1.3 s", 80 * MS },
    { 9999 * MS, "9.9 s", MS },
    { 10000 * MS, "10 s", 1000 * MS },
    { 59999 * MS, "59 s", MS },
    { 62500 * MS, "1 min 02 s", 500 * MS },
    { 86400000 * MS, "1440 min 00 s", 1000 * MS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = inflight_words_elapsed (rows[i].elapsed_us);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpint (inflight_words_elapsed_lasts_us (rows[i].elapsed_us), ==,
                       rows[i].lasts_us);
    }
}

static void
test_left (void)
{
  static const struct
  {
    gint64      left_us;
    const char *text;
    gint64      lasts_us;
  } rows[] = {
    { 1, "0.1 s", 1 },
    { 100 * MS, "0.1 s", 100 * MS },
    { 1320 * MS, "1.4 s", 20 * MS },
    { 9910 * MS, "10 s", 10 * MS },
    { 10000 * MS, "10 s", 100 * MS },
    { 10001 * MS, "11 s", MS },
    { 60000 * MS, "1 min 00 s", 1000 * MS },
    { 61500 * MS, "1 min 02 s", 500 * MS },
  };

  g_assert_cmpint (inflight_words_left_lasts_us (0), >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = inflight_words_left (rows[i].left_us);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpint (inflight_words_left_lasts_us (rows[i].left_us), ==, rows[i].lasts_us);
    }
}

/* Rows */

static void
assert_row (InflightTask *task,
            gint64        now_us,
            const char   *expected)
{
  g_autofree char *row = inflight_words_row (task, now_us);

  g_assert_cmpstr (row, ==, expected);
}

static void
test_row (VirtualNetwork *net,
          gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_add (net, "ok?at=84&title=sunt%20aut%20facere", "fail?at=12&error=refused",
                         "never", "ok", NULL);
  g_autoptr (GPtrArray) launched = g_ptr_array_new ();

  assert_row (nth (tasks, 0), net->now_us,
              "1, Ready, " ISOLATED ("http://fake/ok?at=84&title=sunt%20aut%20facere"));

  /* At the time 0 nothing has ever happened. */
  fake_run_until (net, MS);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (launched, nth (tasks, i));
  inflight_network_launch (net->network, launched);
  fake_run_until (net, 101 * MS);
  virtual_network_cancel (net, nth (tasks, 3));

  assert_row (nth (tasks, 0), net->now_us,
              "1, Succeeded, " ISOLATED ("sunt aut facere") ", 84 ms, "
              ISOLATED ("http://fake/ok?at=84&title=sunt%20aut%20facere"));
  assert_row (nth (tasks, 1), net->now_us,
              "2, Failed, " ISOLATED ("http://fake/fail?at=12&error=refused") ", "
              ISOLATED ("connection refused") ", 12 ms");
  assert_row (nth (tasks, 2), net->now_us,
              "3, Waiting, " ISOLATED ("http://fake/never"));
  assert_row (nth (tasks, 3), net->now_us,
              "4, Cancelled, " ISOLATED ("http://fake/ok") ", " ISOLATED ("cancelled by you"));
}

/* A title is the answer's; what has none goes by what was asked for. */
static void
test_name (VirtualNetwork *net,
           gconstpointer   user_data)
{
  static const char *const rows[][2] = {
    { "ok?title=One", "One" }, { "ok", "/ok" }, { "http://fake/ok?a=b%20c#d", "/ok?a=b%20c#d" },
    { "http://fake/ok?token=abc", "/ok?token=…" },
    { "fail?title=One", "/fail?title=One" },
    { "ok?status=404&title=One", "/ok?status=404&title=One" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightTask) task = virtual_network_fetch (net, rows[i][0]);
      g_autofree char *name = NULL;

      fake_run_until (net, net->now_us + MS);
      g_assert_true (inflight_task_is_settled (task));
      name = inflight_words_name (task, INFLIGHT_SHARED_ORIGIN);
      g_assert_cmpstr (name, ==, rows[i][1]);
    }
}

static void
test_address (void)
{
  static const char *const rows[][4] = {
    { "http://me:secret@fake/", "http://fake/", "fake/", "fake" },
    { "https://fake:8443", "https://fake:8443", "fake:8443", "fake:8443" },
    { "http://fake?a=b", "http://fake?a=b", "fake?a=b", "?a=b" },
    { "http://[::1]:8080/a//", "http://[::1]:8080/a//", "[::1]:8080/a//", "/a//" },
    { "http://[::1]:8080/", "http://[::1]:8080/", "[::1]:8080/", "[::1]:8080" },
    { "http://fake/a@b:c/d", "http://fake/a@b:c/d", "fake/a@b:c/d", "/a@b:c/d" },
    { "http://fake/?sig=x", "http://fake/?sig=…", "fake/?sig=…", "/?sig=…" },
    { "http://fake/\u202ea", "http://fake/\ufffda", "fake/\ufffda", "/\ufffda" },
  };
  g_autoptr (InflightOptions) options = inflight_options_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int shared = INFLIGHT_SHARED_NOTHING; shared <= INFLIGHT_SHARED_ORIGIN; shared++)
      {
        g_autoptr (InflightRequest) request = inflight_request_new (rows[i][0], options, NULL);
        g_autofree char *address = inflight_words_address (request, shared);

        g_assert_cmpstr (address, ==, rows[i][1 + shared]);
      }
}

/* Credentials of an address are for the server alone. */
static void
test_row_hides_credentials (VirtualNetwork *net,
                            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, "http://me:secret@fake/ok", NULL);
  g_autofree char *row = inflight_words_row (nth (tasks, 0), 0);

  g_assert_null (strstr (row, "secret"));
}

static void
test_hostile_title (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok?title=%3Cb%3Ebold%3C/b%3E%20%26amp%3B%20%25s%25n",
                            "ok?title=%E2%80%AEdesrever%E2%81%A6",
                            "ok?title=nul%5Cu0000%5Cn%5Cu001b%5B31m",
                            "ok?title=", "ok?title=%20%20", NULL);

  fake_run_until (net, MS);

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *tip = inflight_words_tip (nth (tasks, i), net->network);
      g_autofree char *row = inflight_words_row (nth (tasks, i), net->now_us);

      g_assert_cmpint (inflight_task_get_state (nth (tasks, i)), ==,
                       INFLIGHT_TASK_STATE_SUCCEEDED);
      g_assert_nonnull (strchr (tip, '\n'));
      g_strdelimit (tip, "\n", ' ');
      assert_showable (tip);
      assert_showable (row);
    }

  assert_row (nth (tasks, 0), 0, "1, Succeeded, " ISOLATED ("<b>bold</b> &amp; %s%n") ", "
              ISOLATED ("http://fake/ok?title=%3Cb%3Ebold%3C/b%3E%20%26amp%3B%20%25s%25n"));
  assert_row (nth (tasks, 1), 0, "2, Succeeded, " ISOLATED ("\ufffddesrever\ufffd") ", "
              ISOLATED ("http://fake/ok?title=%E2%80%AEdesrever%E2%81%A6"));
}

/* A row that waits for its turn says whose. */
static void
test_tip_queued (VirtualNetwork *net,
                 gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *running = NULL;
  g_autofree char *queued = NULL;
  g_autofree char *turn = NULL;
  g_autofree char *expected = NULL;

  inflight_network_set_caps (net->network, 64, 1);
  tasks = virtual_network_launch (net, "never", "never", NULL);
  fake_run_until (net, MS);

  running = inflight_words_tip (nth (tasks, 0), net->network);
  queued = inflight_words_tip (nth (tasks, 1), net->network);
  turn = inflight_words_turn (net->network);
  expected = g_strconcat ("http://fake/never\nQueued\n", turn, NULL);
  g_assert_cmpstr (running, ==, "http://fake/never\nWaiting");
  g_assert_cmpstr (queued, ==, expected);
}

static void
assert_cancelled (InflightTask *task,
                  const char   *expected)
{
  g_autofree char *sentence = inflight_words_cancelled (task);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_cancelled (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok", "never", "never", "ok?at=50&cancel=no",
                            "never", NULL);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  virtual_network_cancel (net, nth (tasks, 1));
  virtual_network_cancel (net, nth (tasks, 3));
  g_ptr_array_add (one, nth (tasks, 2));
  inflight_network_cancel (net->network, one, INFLIGHT_CANCEL_REASON_WAIT, 3);
  g_ptr_array_index (one, 0) = nth (tasks, 4);
  inflight_network_cancel (net->network, one, INFLIGHT_CANCEL_REASON_QUIT, 0);
  fake_run_until (net, 100 * MS);

  assert_cancelled (nth (tasks, 0), NULL);
  assert_cancelled (nth (tasks, 1), "cancelled by you");
  assert_cancelled (nth (tasks, 2), "cancelled by wait 3");
  assert_cancelled (nth (tasks, 4), "cancelled at the end of the program");
}

/* It was cancelled before anything was sent; so it must be sent first. */
static void
test_finished_although_cancelled (VirtualNetwork *net,
                                  gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (net, "ok?at=50&cancel=no");

  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, task);
  assert_cancelled (task, "cancelled by you");
  fake_run_until (net, 100 * MS);

  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_cancelled (task, "finished although cancelled");
}

/* The summary */

static void
assert_summary (VirtualNetwork *net,
                const char     *expected)
{
  g_autofree char *summary = inflight_words_summary (net->batch);

  g_assert_cmpstr (summary, ==, expected);
}

static void
test_summary (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) more = NULL;

  assert_summary (net, "No tasks");

  tasks = virtual_network_launch (net, "ok?at=10&size=292", NULL);
  assert_summary (net, "0 of 1 done");

  more = virtual_network_launch (net, "fail?at=10", "never", "never", "ok?at=10&size=41000", NULL);
  fake_run_until (net, 5 * MS);
  assert_summary (net, "0 of 5 done · 5 in flight");

  fake_run_until (net, 20 * MS);
  assert_summary (net, "3 of 5 done · 2 in flight · 1 failed · 41.3" NBSP "kB · 2/s");

  virtual_network_cancel (net, nth (more, 1));
  fake_run_until (net, 30 * MS);
  assert_summary (net, "4 of 5 done · 1 in flight · 1 failed · 1 cancelled · 41.3" NBSP "kB · 2/s");

  virtual_network_cancel (net, nth (more, 2));
  fake_run_until (net, 40 * MS);
  assert_summary (net, "5 of 5 done · 1 failed · 2 cancelled · 41.3" NBSP "kB");
}

static void
test_summary_percentiles (VirtualNetwork *net,
                          gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok?at=10", "ok?at=84", "ok?at=310", "ok?at=20", "ok?at=100",
                            "never", NULL);

  fake_run_until (net, 200 * MS);
  assert_summary (net, "4 of 6 done · 2 in flight · 4/s");
  fake_run_until (net, 400 * MS);
  assert_summary (net, "5 of 6 done · 1 in flight · 5/s · median 84 ms, 95 % 310 ms");

  virtual_network_cancel (net, nth (tasks, 5));
  fake_run_until (net, 500 * MS);
  assert_summary (net, "6 of 6 done · 1 cancelled · median 84 ms, 95 % 310 ms");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/words/elapsed", test_elapsed);
  g_test_add_func ("/words/left", test_left);
  g_test_add_func ("/words/duration", test_duration);
  g_test_add_func ("/words/size", test_size);
  g_test_add_func ("/words/states", test_states);
  g_test_add_func ("/words/failure/every", test_every_failure);
  g_test_add_func ("/words/failure/hostile", test_hostile_message);
  g_test_add_func ("/words/failure/long", test_long_message);
  g_test_add_func ("/words/failure/no-interface", test_no_interface);
  VIRTUAL_ADD ("/words/failure/numbers", test_failure_numbers);
  g_test_add_func ("/words/problem/every", test_every_problem);
  g_test_add_func ("/words/problem/places", test_problem_places);
  VIRTUAL_ADD ("/words/row", test_row);
  VIRTUAL_ADD ("/words/row/credentials", test_row_hides_credentials);
  VIRTUAL_ADD ("/words/row/name", test_name);
  g_test_add_func ("/words/row/name/request", test_address);
  VIRTUAL_ADD ("/words/row/hostile", test_hostile_title);
  VIRTUAL_ADD ("/words/tip/queued", test_tip_queued);
  VIRTUAL_ADD ("/words/cancelled", test_cancelled);
  VIRTUAL_ADD ("/words/cancelled/finished", test_finished_although_cancelled);
  VIRTUAL_ADD ("/words/summary", test_summary);
  VIRTUAL_ADD ("/words/summary/percentiles", test_summary_percentiles);

  return g_test_run ();
}
