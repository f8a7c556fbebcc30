/* test-cli-input.c: addresses, lists and options of inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <netdb.h>
#include <string.h>

/* What is refused, and what the one line about it says. */

typedef struct
{
  const char *name;
  const char *arguments[4];
  const char *says;
} Refusal;

static const Refusal refusals[] = {
  { "command", { "fly" }, "fly" },
  { "no-command", { NULL }, "--help" },
  { "option", { "run", "--nonsense" }, "--nonsense" },
  { "no-address", { "run" }, "--help" },
  { "until", { "run", "--until=soon", "http://127.0.0.1/" }, "soon" },
  { "until/ok-0", { "run", "--until=ok:0", "http://127.0.0.1/" }, "--until" },
  { "until/ok-99", { "run", "--until=ok:99", "http://127.0.0.1/[1-98]" }, "99" },
  { "until/done-2", { "run", "--until=done:2", "http://127.0.0.1/" }, "2" },
  { "within", { "run", "--within=soon", "http://127.0.0.1/" }, "soon" },
  { "within/nan", { "run", "--within=nan", "http://127.0.0.1/" }, "nan" },
  { "then", { "run", "--then=wonder", "http://127.0.0.1/" }, "leave" },
  { "cancelled", { "run", "--cancelled=no", "http://127.0.0.1/" }, "settled" },
  { "errors", { "run", "--errors=none", "http://127.0.0.1/" }, "network" },
  { "order", { "run", "--order=random", "http://127.0.0.1/" }, "completion" },
  { "format", { "run", "--format=xml", "http://127.0.0.1/" }, "jsonl" },
  { "timeout", { "run", "--timeout=-1", "http://127.0.0.1/" }, "--timeout" },
  { "max-in-flight", { "run", "--max-in-flight=0", "http://127.0.0.1/" }, "1024" },
  { "per-host", { "run", "--per-host=1025", "http://127.0.0.1/" }, "1024" },
  { "header/no-colon", { "run", "--header=Accept", "http://127.0.0.1/" }, "--header" },
  { "header/line-feed", { "run", "--header=A: b\nC: d", "http://127.0.0.1/" }, "--header" },
  { "pattern", { "run", "http://127.0.0.1/[5-1]" }, "column 18" },
  { "pattern/set", { "run", "http://127.0.0.1/{a,b" }, "column 18" },
  { "scheme", { "run", "ftp://127.0.0.1/" }, "ftp" },
  { "missing-file", { "run", "/nonexistent/list.txt" }, "/nonexistent/list.txt: there is no" },
  { "missing-file/list", { "run", "ulrs.txt" }, "ulrs.txt: there is no such file" },
  { "missing-file/capitals", { "run", "ULRS.TXT" }, "ULRS.TXT: there is no such file" },
  { "missing-file/path", { "run", "./ulrs" }, "./ulrs: there is no such file" },
  { "missing-file/below-file", { "run", "/dev/null/x" }, "/dev/null/x: there is no such file" },
  { "missing-file/among-others", { "run", "http://127.0.0.1:1/", "ulrs.jsonl" },
    "ulrs.jsonl: there is no such file" },
  { "file-name/pattern", { "run", "urls[1-2].txt" }, "the name of a file" },
  { "file-name/port", { "run", "urls.txt:80" }, "the name of a file" },
  { "file-name/drive", { "run", "C:/urls" }, "the name of a file" },
  { "folder", { "run", "/dev" }, "/dev: a folder" },
  { "folder/this", { "run", "." }, ".: a folder" },
  { "nothing", { "run", "" }, "nothing there" },
  { "escape/command", { "\x1b[31m" }, "␛[31m" },
  { "escape/option", { "run", "--\x1b[31m" }, "--␛[31m" },
  { "escape/integer", { "run", "--retries=\x1b[31m" }, "␛[31m" },
  { "escape/choice", { "run", "--until=\x1b[31m" }, "␛[31m" },
  { "escape/address", { "run", "http://127.0.0.1/\x1b[31m" }, "127.0.0.1/␛[31m: column 18" },
  { "escape/file", { "run", "./\x1b[31m" }, "./␛[31m: there is no" },
  { "escape/data-file", { "run", "--data-file=\x1b[31m" }, "␛[31m" },
  { "escape/lab", { "lab", "--\x1b[31m" }, "␛[31m" },
  { "escape/c1", { "run", "--\xc2\x9b" "31m" }, "--\ufffd31m" },
  { "bytes/option", { "run", "--\xff" }, "--\ufffd" },
  { "bytes/address", { "run", "http://127.0.0.1/\xff" }, "127.0.0.1/\ufffd: column 18" },
  { "secret/command", { "http://u:SECRET@h/" }, "http://h/" },
  { "secret/option", { "run", "--headr=Authorization: SECRET" }, "--headr=…" },
  { "secret/short-option", { "run", "-uname:SECRET" }, "-u…" },
  { "secret/integer", { "run", "--retries", "http://u:SECRET@h/" }, "http://h/" },
  { "secret/choice", { "run", "--until", "http://u:SECRET@h/" }, "http://h/" },
  { "secret/word", { "run", "--order=http://u:SECRET@h/" }, "http://h/" },
  { "secret/title", { "run", "--title=https://h/?token=SECRET" }, "token=…" },
  { "secret/data-file", { "run", "--data-file", "http://u:SECRET@h/" }, "http://h/" },
  { "secret/lab", { "lab", "--token=SECRET" }, "--token=…" },
  { "zone", { "run", "http://[fe80::1%25e!]/" }, "http://[fe80:…: column 20" },
  { "too-many", { "run", "http://127.0.0.1/[1-2000000]" }, "2000000" },
  { "too-many/product", { "run", "http://127.0.0.1/[1-2000]/[1-2000]" }, "4000000" },
  { "too-many/together",
    { "run", "http://127.0.0.1/[1-600000]", "http://localhost/[1-600000]" }, "1200000" },
};

static void
test_refusal (gconstpointer user_data)
{
  const Refusal *refusal = user_data;
  g_autoptr (CliRun) run = cli_run_with (NULL, refusal->arguments);

  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "inflight-cli: "));
  g_assert_true (g_utf8_validate (run->err, -1, NULL));
  g_assert_null (strchr (run->err, '\x1b'));
  g_assert_null (strstr (run->err, "SECRET"));
  cli_assert_contains (run->err, refusal->says);
}

/* Lists */

#define LIST "# the first of them\n" \
             "/posts/1\n" \
             "\n" \
             "   \n" \
             "/posts/[2-3]\r\n" \
             "/posts/{4,5}\n"

static char *
write_list (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int descriptor = g_file_open_tmp ("inflight-XXXXXX.txt", &path, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static void
assert_five_posts (CliRun *run)
{
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 5);

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/%u", i);
      JsonObject *task = cli_run_get_task (run, i);

      g_assert_true (g_str_has_suffix (json_object_get_string_member (task, "url"), path));
    }
}

static void
test_list_file (void)
{
  g_autofree char *path = write_list (LIST);
  g_autoptr (CliRun) run = cli_run ("run", "--lab", "--format=jsonl", path, NULL);

  g_unlink (path);
  assert_five_posts (run);
}

/* It is read as often as it is named. */
static void
test_list_file_twice (void)
{
  g_autofree char *path = write_list ("/posts/1\n");
  g_autoptr (CliRun) run = cli_run ("run", "--lab", "--format=jsonl", path, path, NULL);

  g_unlink (path);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 2);
}

static void
test_list_stdin (void)
{
  const char *const arguments[] = { "run", "--lab", "--format=jsonl", "-", NULL };
  g_autoptr (CliRun) run = cli_run_with (LIST, arguments);

  assert_five_posts (run);
}

/* Nothing is fetched if a line is not understood; all such lines are named. */
static void
test_list_bad_lines (void)
{
  static const char bad[] = "# a list\n"
                            "http://127.0.0.1/\n"
                            "http://\n"
                            "http://127.0.0.1/[5-1]\n"
                            "ulrs.txt\n";
  const char *const arguments[] = { "run", "-", NULL };
  g_autofree char *path = write_list (bad);
  g_autoptr (CliRun) file = cli_run ("run", path, NULL);
  g_autoptr (CliRun) input = cli_run_with (bad, arguments);

  g_unlink (path);

  g_assert_cmpint (file->status, ==, 2);
  g_assert_cmpstr (file->out, ==, "");
  cli_assert_contains (file->err, path);
  cli_assert_contains (file->err, "line 3, column 8");
  cli_assert_contains (file->err, "line 4, column 18");
  cli_assert_contains (file->err, "line 5, column 1: the name of a file");

  g_assert_cmpint (input->status, ==, 2);
  g_assert_cmpstr (input->out, ==, "");
  cli_assert_contains (input->err, "line 3, column 8");
  cli_assert_contains (input->err, "line 4, column 18");
}

/* In no locale does it take more than UTF-8 to say what to fetch, and less to name a
 * file. */
static void
test_locale_c_file (void)
{
  g_autofree char *path = write_list ("/posts/1\n/posts/[2-1]\n");
  g_autofree char *bytes = g_strconcat (path, "\xff\x1b", NULL);
  g_autoptr (CliRun) run = NULL;

  g_assert_cmpint (g_rename (path, bytes), ==, 0);
  g_setenv ("LC_ALL", "C", TRUE);
  run = cli_run ("run", "--lab", bytes, NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_unlink (bytes);

  g_assert_cmpint (run->status, ==, 2);
  cli_assert_contains (run->err, "\ufffd␛: line 2, column 8");
}

static void
test_locale_c_address (void)
{
  g_autoptr (CliRun) run = NULL;

  g_setenv ("LC_ALL", "C", TRUE);
  run = cli_run ("run", "--lab", "--format=jsonl", "--data=ü", "--title=ü", "/posts/ü", NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (run->tasks->len, ==, 1);
  g_assert_true (g_str_has_suffix (
    json_object_get_string_member (cli_run_get_task (run, 1), "url"), "/posts/%C3%BC"));
}

/* The help has letters that the locale C has not. */
static void
test_locale_c_help (void)
{
  g_autoptr (CliRun) run = NULL;

  g_setenv ("LC_ALL", "C", TRUE);
  run = cli_run ("run", "--help", NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);

  g_assert_cmpint (run->status, ==, 0);
  cli_assert_contains (run->out, "[OPTION…] [URL|PATTERN|FILE|-]…");
}

/* A list as Windows writes it. */
static void
test_list_utf16 (void)
{
  static const char text[] = "\xff\xfe/\0p\0o\0s\0t\0s\0/\0[\0001\0-\0005\0]\0\r\0\n";
  g_autofree char *path = write_list ("");
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, sizeof text, &error);
  g_assert_no_error (error);
  run = cli_run ("run", "--lab", "--format=jsonl", path, NULL);

  g_unlink (path);
  assert_five_posts (run);
}

/* Without a network nobody says that there is no such host. */
static gboolean
skip_without_names (void)
{
  struct addrinfo *addresses = NULL;
  int code = getaddrinfo ("urls.invalid", NULL, NULL, &addresses);

  if (code == EAI_NONAME)
    return FALSE;

  if (code == 0)
    freeaddrinfo (addresses);
  g_test_skip ("There is nobody here to ask for names");

  return TRUE;
}

/* A word that may be a host is asked for; that it is no file is said when it is none. */
static void
test_guess (void)
{
  g_autoptr (CliRun) run = cli_run ("run", "-q", "no..host", "http://127.0.0.1:1/", NULL);
  g_autoptr (CliRun) word = NULL;

  g_assert_cmpint (run->status, ==, 2);
  if (skip_without_names ())
    return;

  word = cli_run ("run", "-q", "http://urls.invalid/", "urls.invalid", NULL);
  g_assert_cmpint (word->status, ==, 1);
  g_assert_cmpstr (word->err, ==,
                   "inflight-cli: “urls.invalid”: there is no such file, and no such host\n");
}

/* Returns: (nullable): a run where there is no network; NULL, after it skipped the test,
 * where that cannot be. */
static CliRun *
run_offline (const char *address)
{
  const char *const probe[] = { "-rn", "true", NULL };
  const char *program = cli_test_swap_program ("unshare");
  const char *const arguments[] = { "-rn", program, "run", "-q", address, NULL };
  g_autofree char *unshare = g_find_program_in_path ("unshare");
  g_autoptr (CliRun) probed = unshare != NULL ? cli_run_with (NULL, probe) : NULL;
  CliRun *run = NULL;

  if (probed != NULL && probed->status == 0)
    run = cli_run_with (NULL, arguments);
  else
    g_test_skip ("No network can be taken away here");

  cli_test_swap_program (program);

  return run;
}

/* Who can ask nobody for a name cannot say that there is no such host. */
static void
test_guess_offline (void)
{
  g_autoptr (CliRun) run = run_offline ("urls.invalid");

  if (run == NULL)
    return;

  g_assert_cmpint (run->status, ==, 1);
#ifdef HAVE_LIBCURL
  g_assert_cmpstr (run->err, ==, "");
#else
  /* GIO, which libsoup has look names up, can tell on some machines. */
  g_assert_true ((strstr (run->out, "for now") != NULL) ==
                 (strstr (run->err, "no such host") == NULL));
#endif
}

/* A list that was read is a file, quotes around its name or not. */
static void
test_guess_unwrapped (void)
{
  g_autofree char *path = write_list ("http://host.invalid/\n");
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", path);
  g_autoptr (CliRun) file = cli_run ("run", "-q", quoted, NULL);
  g_autoptr (CliRun) word = NULL;

  g_unlink (path);

  g_assert_cmpint (file->status, ==, 1);
  g_assert_cmpstr (file->err, ==, "");
  if (skip_without_names ())
    return;

  word = cli_run ("run", "-q", "\"urls.invalid\"", NULL);
  g_assert_cmpint (word->status, ==, 1);
  cli_assert_contains (word->err, "urls.invalid");
}

static void
test_list_empty (void)
{
  const char *const arguments[] = { "run", "-", NULL };
  g_autoptr (CliRun) run = cli_run_with ("# nothing\n\n", arguments);

  g_assert_cmpint (run->status, ==, 2);
  cli_assert_contains (run->err, "no address");
}

/* Several arguments keep their order, and their doubles. */
static void
test_order_of_arguments (void)
{
  const char *const arguments[] = {
    "run", "--lab", "--format=jsonl", "/posts/9", "-", "/posts/9", NULL
  };
  g_autoptr (CliRun) run = cli_run_with ("/posts/[7-8]", arguments);
  static const char *const paths[] = { "/posts/9", "/posts/7", "/posts/8", "/posts/9" };

  g_assert_cmpuint (run->tasks->len, ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_true (g_str_has_suffix (
      json_object_get_string_member (cli_run_get_task (run, i + 1), "url"), paths[i]));
}

/* To a shell, the quotes of a text are characters like others. */
static void
test_unwrapped (void)
{
  g_autoptr (CliRun) run = cli_run ("run", "--lab", "--format=jsonl", "“/posts/1”", "</posts/2>",
                                    "«/posts/3»", "(“/posts/4”),", "/posts/5", NULL);
  g_autoptr (CliRun) file = cli_run ("run", "“ulrs.txt”", NULL);

  assert_five_posts (run);
  g_assert_cmpint (file->status, ==, 2);
  cli_assert_contains (file->err, ": ulrs.txt: there is no such file");
}

static void
test_no_glob (void)
{
  g_autoptr (CliRun) run = cli_run ("run", "--lab", "--format=jsonl", "--no-glob",
                                    "/posts/[1-2]", NULL);

  g_assert_cmpuint (run->tasks->len, ==, 1);
  g_assert_cmpint (json_object_get_int_member (cli_run_get_task (run, 1), "status"), ==, 404);
}

static void
test_title (void)
{
  g_autoptr (CliRun) text = cli_run ("run", "--lab", "--format=jsonl", "--title=/body",
                                     "/posts/42", NULL);
  g_autoptr (CliRun) number = cli_run ("run", "--lab", "--format=jsonl", "--title=/id",
                                       "/posts/42", NULL);

  cli_assert_contains (json_object_get_string_member (cli_run_get_task (text, 1), "title"),
                       "It began on a morning");
  g_assert_true (json_object_get_null_member (cli_run_get_task (number, 1), "title"));
}

/* A password, or a token, is sent and never shown. */

#define SECRET "opensesame"

static void
assert_no_secret (CliRun *run)
{
  g_assert_null (strstr (run->out, SECRET));
  g_assert_null (strstr (run->err, SECRET));
}

static void
test_secrets_of_tasks (CliLab        *lab,
                       gconstpointer  user_data)
{
  g_autofree char *address = NULL;

  address = g_strdup_printf ("http://ali:%s@%s/posts/[1-2]?token=%s", SECRET,
                             lab->base + strlen ("http://"), SECRET);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const formats[] = {
        "--format=text", "--format=jsonl", "--format=json"
      };
      g_autoptr (CliRun) run = NULL;

      run = cli_run ("run", formats[i], address, "http://ali:" SECRET "@127.0.0.1:1/", NULL);
      g_assert_cmpint (run->status, ==, 1);
      cli_assert_contains (run->out, "/posts/2");
      assert_no_secret (run);
    }
}

static void
test_secrets_of_refusals (gconstpointer user_data)
{
  const char *const arguments[] = { "run", "-", NULL };
  g_autoptr (CliRun) argument = cli_run ("run", user_data, NULL);
  g_autoptr (CliRun) input = cli_run_with (user_data, arguments);

  g_assert_cmpint (argument->status, ==, 2);
  assert_no_secret (argument);
  g_assert_cmpint (input->status, ==, 2);
  assert_no_secret (input);
}

/* It was no file, and no host. */
static void
test_secrets_of_guesses (gconstpointer user_data)
{
  g_autoptr (CliRun) run = NULL;

  if (skip_without_names ())
    return;

  run = cli_run ("run", "-q", user_data, NULL);
  g_assert_cmpint (run->status, ==, 1);
  cli_assert_contains (run->err, "nosuch.invalid");
  assert_no_secret (run);
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/input/refusal/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/cli/input/list/file", test_list_file);
  g_test_add_func ("/cli/input/list/file-twice", test_list_file_twice);
  g_test_add_func ("/cli/input/list/stdin", test_list_stdin);
  g_test_add_func ("/cli/input/list/bad-lines", test_list_bad_lines);
  g_test_add_func ("/cli/input/list/empty", test_list_empty);
  g_test_add_func ("/cli/input/list/utf16", test_list_utf16);
  g_test_add_func ("/cli/input/locale-c/file", test_locale_c_file);
  g_test_add_func ("/cli/input/locale-c/address", test_locale_c_address);
  g_test_add_func ("/cli/input/locale-c/help", test_locale_c_help);
  g_test_add_func ("/cli/input/guess", test_guess);
  g_test_add_func ("/cli/input/guess/offline", test_guess_offline);
  g_test_add_func ("/cli/input/guess/unwrapped", test_guess_unwrapped);
  g_test_add_func ("/cli/input/order-of-arguments", test_order_of_arguments);
  g_test_add_func ("/cli/input/unwrapped", test_unwrapped);
  g_test_add_func ("/cli/input/no-glob", test_no_glob);
  g_test_add_func ("/cli/input/title", test_title);
  g_test_add ("/cli/input/secrets/tasks", CliLab, NULL,
              cli_lab_set_up, test_secrets_of_tasks, cli_lab_tear_down);
  g_test_add_data_func ("/cli/input/secrets/refusal/pattern",
                        "http://ali:" SECRET "@127.0.0.1/[5-1]", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/port",
                        "http://ali:" SECRET "@127.0.0.1:99999/?token=" SECRET,
                        test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/scheme",
                        "ftp://ali:" SECRET "@127.0.0.1/", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/slash",
                        "http://ali:p/" SECRET "@127.0.0.1/", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/one-slash",
                        "http:/ali:" SECRET "@127.0.0.1", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/no-scheme",
                        "ali:" SECRET "@127.0.0.1:99999/", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/no-colon",
                        "https//ali:" SECRET "@127.0.0.1/", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/name",
                        "http://127.0.0.1:0/?a[token]=" SECRET "&to%6ben=" SECRET "&jwt=" SECRET,
                        test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/space",
                        "http://ali:" SECRET " @127.0.0.1/", test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/refusal/too-many",
                        "http://ali:" SECRET "@127.0.0.1/[1-2000000]",
                        test_secrets_of_refusals);
  g_test_add_data_func ("/cli/input/secrets/guess/path",
                        "nosuch.invalid/a/token=" SECRET, test_secrets_of_guesses);
  g_test_add_data_func ("/cli/input/secrets/guess/parameter",
                        "nosuch.invalid/a;jsessionid=" SECRET, test_secrets_of_guesses);
  g_test_add_data_func ("/cli/input/secrets/guess/encoded",
                        "nosuch.invalid/https%3A%2F%2Fali%3A" SECRET "%40h",
                        test_secrets_of_guesses);

  return g_test_run ();
}
