/* test-answers.c: random answers, as Inflight and as the curl program take them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "answers.h"
#include "real-network.h"

#include <string.h>

#define N_ANSWERS 500

/* INFLIGHT_SEED in the environment has others. */
#define SEED 9110

/**
 * Verdict:
 * @good: whether this is a whole answer
 * @status: its status; 0 if there was none
 * @bytes: how long its body was, decoded
 * @why: (nullable): what is wrong with it
 */
typedef struct
{
  gboolean  good;
  guint     status;
  guint64   bytes;
  char     *why;
} Verdict;

typedef enum
{
  STRICTER,
  MILDER,
  OTHER_STATUS,
  OTHER_LENGTH,
} Kind;

/**
 * Explanation:
 * @feature: what is unusual about the answer
 * @kind: in what Inflight differs
 * @why: why that is so
 */
typedef struct
{
  const char *feature;
  Kind        kind;
  const char *why;
} Explanation;

static const char *const kind_names[] = { "stricter", "milder", "other status", "other length" };

static const Explanation explanations[] = {
  { "switching", STRICTER, "a protocol that was not asked for is none (RFC 9110, section 7.8)" },
  { "lower-case", STRICTER, "the name of HTTP is in capitals (RFC 9112, section 2.3)" },
  { "two-spaces", STRICTER, "there is one space before a status (RFC 9112, section 4)" },
  { "return-in-value", STRICTER, "a bare CR is not for fields (RFC 9112, section 2.2)" },
  { "length-huge", STRICTER, "a length too large to count is none (RFC 9110, section 8.6)" },
  { "length-plus", STRICTER, "a length has digits only (RFC 9110, section 8.6)" },
  { "length-unit", STRICTER, "also where there is no body (RFC 9110, section 8.6)" },
  { "length-negative", STRICTER, "also where there is no body (RFC 9110, section 8.6)" },
  { "coding-unknown", STRICTER, "it cannot be undone, body or not (RFC 9112, section 6.1)" },
  { "chunked-twice", STRICTER, "chunked is applied once (RFC 9112, section 6.1)" },
  { "gzip-cut", STRICTER, "sum and size end a member (RFC 1952, section 2.3.1)" },
  { "cut", STRICTER, "a header or a coding that was cut is not whole (RFC 9112, section 8)" },
  { "gzip-two-members", MILDER, "members follow each other (RFC 1952, section 2.2)" },
  { "gzip-and-more", MILDER, "what follows the last member is left alone, as gzip has it" },
  { "unknown-coding", MILDER, "it is kept as it came, and says so (RFC 9110, section 8.4)" },
};

static Verdict
judge (InflightTask *task)
{
  const GError *error = inflight_task_get_error (task);
  Verdict verdict = { error == NULL, inflight_task_get_status (task),
                      inflight_task_get_bytes (task), NULL };

  if (error != NULL)
    verdict.why = g_strdup (error->message);

  return verdict;
}

/* As a person would ask it to carry the same out. */
static Verdict
ask_curl (const char *program,
          const char *uri)
{
  const char *const argv[] = {
    program, "-q", "--silent", "--http1.1", "--compressed", "--noproxy", "*", "--max-time", "10",
    "--output", "-", "--write-out", "%{stderr}%{http_code} %{exitcode} %{errormsg}", uri, NULL
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *said = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);

  said = g_strndup (g_bytes_get_data (err, NULL), g_bytes_get_size (err));
  words = g_strsplit (said, " ", 3);
  g_assert_cmpuint (g_strv_length (words), ==, 3);

  return (Verdict) { strcmp (words[1], "0") == 0, strtoul (words[0], NULL, 10),
                     g_bytes_get_size (out), g_strdup (words[2]) };
}

/* Returns whether there is a difference. Of what both refuse nobody uses anything. */
static gboolean
find_difference (const Verdict *ours,
                 const Verdict *theirs,
                 Kind          *kind)
{
  if (ours->good != theirs->good)
    *kind = ours->good ? MILDER : STRICTER;
  else if (!ours->good)
    return FALSE;
  else if (ours->status != theirs->status)
    *kind = OTHER_STATUS;
  else if (ours->bytes != theirs->bytes)
    *kind = OTHER_LENGTH;
  else
    return FALSE;

  return TRUE;
}

/* Returns: (nullable): a line of the table. */
static const Explanation *
find_explanation (const Answer *answer,
                  Kind          kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    if (explanations[i].kind == kind &&
        g_ptr_array_find_with_equal_func (answer->features, explanations[i].feature,
                                          g_str_equal, NULL))
      return &explanations[i];

  return NULL;
}

static char *
dup_features (const Answer *answer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < answer->features->len; i++)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (answer->features, i));

  return g_string_free (text, FALSE);
}

/* Returns whether the two agree, or there is a reason why not. */
static gboolean
compare (const Answer  *answer,
         guint          number,
         const Verdict *ours,
         const Verdict *theirs,
         guint         *n_used)
{
  g_autofree char *features = dup_features (answer);
  const Explanation *explanation;
  Kind kind;

  if (!find_difference (ours, theirs, &kind))
    return TRUE;

  explanation = find_explanation (answer, kind);
  if (explanation != NULL)
    {
      n_used[explanation - explanations]++;
      return TRUE;
    }

  g_test_message ("Answer %u: %s: %s: %u, %" G_GUINT64_FORMAT " bytes, %s; with curl %u, %"
                  G_GUINT64_FORMAT " bytes, %s", number, features, kind_names[kind],
                  ours->status, ours->bytes, ours->good ? "good" : ours->why, theirs->status,
                  theirs->bytes, theirs->good ? "good" : theirs->why);

  return FALSE;
}

static GPtrArray *
add_answers (RealNetwork *net)
{
  const char *text = g_getenv ("INFLIGHT_SEED");
  guint32 seed = text != NULL ? g_ascii_strtoull (text, NULL, 10) : SEED;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      Answer *answer = answer_new (random);
      g_autofree char *path = g_strdup_printf ("/%u", i);

      raw_server_add_bytes (net->server, path, RAW_CLOSE, answer->bytes, NULL);
      g_ptr_array_add (answers, answer);
    }

  return answers;
}

/* Each difference stands in the table; how many a line explains is up to curl's version. */
static void
test_curl (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autofree char *program = g_find_program_in_path ("curl");
  g_autoptr (GPtrArray) answers = NULL;
  guint n_used[G_N_ELEMENTS (explanations)] = { 0 };
  guint n_unexplained = 0;

  if (program == NULL)
    {
      g_test_skip ("There is no curl here");
      return;
    }

  inflight_options_set_error_policy (net->options, INFLIGHT_ERROR_POLICY_NETWORK);
  answers = add_answers (net);
  for (guint i = 0; i < answers->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *uri = raw_server_dup_uri (net->server, path);
      g_autoptr (InflightTask) task = real_network_fetch (net, path);
      Verdict ours = judge (task);
      Verdict theirs = ask_curl (program, uri);

      if (!compare (g_ptr_array_index (answers, i), i, &ours, &theirs, n_used))
        n_unexplained++;
      g_free (ours.why);
      g_free (theirs.why);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    g_test_message ("%u × %s, %s: %s", n_used[i], explanations[i].feature,
                    kind_names[explanations[i].kind], explanations[i].why);
  g_assert_cmpuint (n_unexplained, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/differential/answers/curl", test_curl);

  return g_test_run ();
}
