/* test-cli-requests.c: what inflight-cli run sends, and what it takes for an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "hostile-row.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define SECRET "s3cret"
#define OK     "HTTP/1.1 200 OK\r\n"
#define PIPES  (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE)

/* What is refused, and what the one line about it says. */

typedef struct
{
  const char *name;
  const char *options[2];
  const char *says[2];
} Refusal;

static const Refusal refusals[] = {
  { "retries/many", { "--retries=101" }, { "--retries: “101”", "from 0 to 100" } },
  { "retries/negative", { "--retries=-1" }, { "--retries: “-1”", "from 0 to 100" } },
  { "interval", { "--interval=-1" }, { "--interval: “-1”", "seconds" } },
  { "interval/word", { "--interval=1s" }, { "--interval: “1s”", "seconds" } },
  { "deadline", { "--deadline=soon" }, { "--deadline: “soon”", "seconds" } },
  { "deadline/negative", { "--deadline=-0.5" }, { "--deadline: “-0.5”", "seconds" } },
  { "max-body/none", { "--max-body=0" }, { "--max-body: “0”", "from 1" } },
  { "max-body/none-of-many", { "--max-body=0G" }, { "--max-body: “0G”", "from 1" } },
  { "max-body/negative", { "--max-body=-1" }, { "--max-body: “-1”", "from 1" } },
  { "max-body/empty", { "--max-body=" }, { "--max-body: “”", "from 1" } },
  { "max-body/no-number", { "--max-body=K" }, { "--max-body: “K”", "from 1" } },
  { "max-body/unit", { "--max-body=5KB" }, { "--max-body: “5KB”", "500K" } },
  { "max-body/space", { "--max-body=5 K" }, { "--max-body: “5 K”", "500K" } },
  { "max-body/overflow", { "--max-body=8589934592G" }, { "--max-body", "8589934592G" } },
  { "max-redirects/many", { "--max-redirects=101" }, { "“101”", "from 0 to 100" } },
  { "max-redirects/negative", { "--max-redirects=-1" }, { "“-1”", "from 0 to 100" } },
  { "method", { "--method=GE T" }, { "--method", "GE T" } },
  { "method/empty", { "--method=" }, { "--method", "GET" } },
  { "method/connect", { "--method=CONNECT" }, { "--method", "CONNECT" } },
  { "data/both", { "--data=a", "--data-file=/dev/null" }, { "--data", "--data-file" } },
  { "data-file/missing", { "--data-file=/nonexistent/body" },
    { "--data-file", "/nonexistent/body" } },
  { "data-file/folder", { "--data-file=/" }, { "--data-file", "" } },
  { "data-file/endless", { "--data-file=/dev/zero" }, { "--data-file", "64 MiB" } },
  { "transport", { "--transport=wget" }, { "--transport: “wget”", "libcurl, libsoup" } },
  { "http", { "--http=3" }, { "--http: “3”", "1.1, 2" } },
  { "title", { "--title=/a~2" }, { "--title", "/a~2" } },

  /* What may hold a secret is not repeated. */
  { "header/no-colon", { "--header=Authorization Bearer " SECRET }, { "--header", "" } },
  { "header/line-feed", { "--header=Authorization: Bearer " SECRET "\nX: y" },
    { "--header", "Authorization" } },
  { "header/framing", { "--header=Content-Length: 5" }, { "--header", "Content-Length" } },
  { "proxy/scheme", { "--proxy=ftp://user:" SECRET "@127.0.0.1:1/" },
    { "--proxy: the scheme", "http://host:port" } },
  { "proxy/no-host", { "--proxy=http://user:" SECRET "@" },
    { "--proxy: there is no host", "http://host:port" } },
  { "proxy/bad-port", { "--proxy=http://user:" SECRET "@host:99999" },
    { "--proxy: the port", "from 1 to 65535" } },
  { "proxy/no-at", { "--proxy=user:" SECRET }, { "--proxy: the port", "http://host:port" } },
  { "proxy/path", { "--proxy=http://host:1/" SECRET },
    { "--proxy: there is something after the port", "http://host:port" } },
  { "proxy/fragment", { "--proxy=host:1#" SECRET },
    { "--proxy: there is something after the port", "http://host:port" } },
  { "proxy/space", { "--proxy=http://host :1" }, { "--proxy: it has a space", "" } },
  { "proxy/ipv6", { "--proxy=::1:8080" }, { "--proxy: an IPv6 address", "brackets" } },
  { "proxy/at", { "--proxy=user:" SECRET "@x@host" }, { "--proxy: an @", "%40" } },
  { "proxy/empty", { "--proxy=" }, { "--proxy: it is empty", "direct://" } },

  /* Nothing is opened before. */
  { "proxy/first", { "--proxy=http://", "/nonexistent/list" },
    { "--proxy: there is no host", "" } },
};

static void
test_refusal (gconstpointer user_data)
{
  const Refusal *refusal = user_data;
  g_autoptr (CliRun) run = NULL;

  run = cli_run ("run", "http://127.0.0.1:1/", refusal->options[0], refusal->options[1], NULL);

  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "inflight-cli: "));
  g_assert_true (strchr (run->err, '\n') == run->err + strlen (run->err) - 1);
  cli_assert_contains (run->err, refusal->says[0]);
  cli_assert_contains (run->err, refusal->says[1]);
  g_assert_null (strstr (run->err, SECRET));
}

/* Attempts at one task of the lab, and how the last of them ended. */

typedef struct
{
  const char *name;
  const char *arguments[4];
  int         status;
  const char *code;
  guint       attempts;
} Attempts;

static const Attempts attempts[] = {
  { "none", { "/posts/1?retry-after=0" }, 1, "http-status", 1 },
  { "all-fail", { "/posts/1?retry-after=0", "--retries=1" }, 1, "http-status", 2 },
  { "second-succeeds", { "/posts/1?flaky=50&seed=7", "--retries=1" }, 0, NULL, 2 },
  { "lasting", { "/posts/1?status=404", "--retries=1" }, 1, "http-status", 1 },
  { "internal-error", { "/posts/1?status=500", "--retries=1" }, 1, "http-status", 1 },
  { "no-failure", { "/posts/1?retry-after=0", "--retries=1", "--errors=network" }, 0, NULL, 1 },
  { "too-long", { "/posts/1?retry-after=3601", "--retries=1" }, 1, "retry-later", 1 },
  { "too-long/unasked", { "/posts/1?retry-after=3601" }, 1, "http-status", 1 },
  { "held", { "/posts/1?retry-after=3600", "--retries=1", "--deadline=0.3" },
    1, "run-timed-out", 1 },
  { "unsafe", { "/posts/1?retry-after=0", "--retries=1", "--method=POST" },
    1, "http-status", 1 },
  { "unsafe/told", { "/posts/1?retry-after=0", "--retries=1", "--method=POST",
                     "--retry-unsafe" }, 1, "http-status", 2 },
  { "idempotent", { "/posts/1?retry-after=0", "--retries=1", "--method=PUT" },
    1, "http-status", 2 },
};

/* The sizes that a body may have, and one byte more. */
static const Attempts limits[] = {
  { "max-body", { "/posts/1?size=2048", "--max-body=2048" }, 0, NULL, 1 },
  { "max-body/more", { "/posts/1?size=2049", "--max-body=2048" }, 1, "too-large", 1 },
  { "max-body/k", { "/posts/1?size=2048", "--max-body=2k" }, 0, NULL, 1 },
  { "max-body/k/more", { "/posts/1?size=2049", "--max-body=2K" }, 1, "too-large", 1 },
  { "max-body/kib", { "/posts/1?size=2048", "--max-body=2KiB" }, 0, NULL, 1 },
  { "max-body/kib/more", { "/posts/1?size=2049", "--max-body=2kib" }, 1, "too-large", 1 },
  { "max-body/m", { "/posts/1?size=1048576", "--max-body=1M" }, 0, NULL, 1 },
  { "max-body/m/more", { "/posts/1?size=1048577", "--max-body=1MiB" }, 1, "too-large", 1 },
  { "max-body/g", { "/posts/1?size=2000", "--max-body=8589934591G" }, 0, NULL, 1 },
  { "timeout/short", { "/posts/1?delay=200", "--timeout=1e-7" }, 1, "timed-out-", 1 },
  { "timeout/shorter", { "/posts/1?delay=200", "--timeout=1e-400" }, 1, "timed-out-", 1 },
  { "deadline/short", { "/posts/1?delay=200", "--deadline=1e-7" }, 1, "run-timed-out", 0 },
};

/* Returns: (transfer full): the code of its error; “” if there is none. */
static char *
dup_code (JsonObject *task)
{
  if (json_object_get_null_member (task, "error"))
    return g_strdup ("");

  task = json_object_get_object_member (task, "error");

  return g_strdup (json_object_get_string_member (task, "code"));
}

static void
test_attempts (gconstpointer user_data)
{
  const Attempts *row = user_data;
  g_autoptr (CliRun) run = NULL;
  g_autofree char *code = NULL;
  JsonObject *task;

  run = cli_run ("run", "--lab", "--format=jsonl", row->arguments[0], row->arguments[1],
                 row->arguments[2], row->arguments[3], NULL);
  g_assert_cmpint (run->status, ==, row->status);
  cli_run_assert_wait (run, "satisfied", 1, 0);

  task = cli_run_get_task (run, 1);
  code = dup_code (task);
  /* How far it came in no time at all is nobody's business. */
  if (row->code != NULL && g_str_has_suffix (row->code, "-"))
    g_assert_true (g_str_has_prefix (code, row->code));
  else
    g_assert_cmpstr (code, ==, row->code != NULL ? row->code : "");
  g_assert_cmpint (json_object_get_int_member (task, "attempts"), ==, row->attempts);
}

/* Two hang, and only one of them has a place; both fail at the same time. */
static void
test_deadline (void)
{
  g_autoptr (CliRun) run = NULL;

  run = cli_run ("run", "--lab", "--format=jsonl", "--timeout=0", "--deadline=0.2",
                 "--per-host=1", "/posts/[1-2]?hang", NULL);
  g_assert_cmpint (run->status, ==, 1);
  cli_run_assert_wait (run, "satisfied", 2, 0);
  g_assert_cmpint (json_object_get_int_member (run->wait, "elapsed_us"), >=, 200 * 1000);

  for (guint i = 1; i <= 2; i++)
    {
      JsonObject *task = cli_run_get_task (run, i);
      g_autofree char *code = dup_code (task);

      g_assert_cmpstr (code, ==, "run-timed-out");
      g_assert_cmpint (json_object_get_int_member (task, "attempts"), ==, 2 - i);
    }
}

/* There are two pauses between three requests. */
static void
test_interval (void)
{
  g_autoptr (CliRun) run = NULL;

  run = cli_run ("run", "--lab", "--format=jsonl", "--interval=0.15", "/posts/[1-3]", NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (run->wait, "elapsed_us"), >=, 300 * 1000);
}

/* What a server gets, and what is said of its answer. */

typedef RawServer *Server;

static void
set_up (Server        *self,
        gconstpointer  user_data)
{
  *self = raw_server_new ();
}

static void
tear_down (Server        *self,
           gconstpointer  user_data)
{
  g_clear_pointer (self, raw_server_free);
}

static void
test_get (Server        *self,
          gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/x");
  g_autofree char *request = NULL;
  g_autoptr (CliRun) run = NULL;

  run = cli_run ("run", uri, "--header=X-One: 1", "--header=X-Two:2", "--proxy=direct://",
                 "--allow-private", NULL);
  g_assert_cmpint (run->status, ==, 0);

  request = raw_server_dup_request (*self, 0);
  g_assert_true (g_str_has_prefix (request, "GET /x HTTP/1.1\r\n"));
  cli_assert_contains (request, "\r\nX-One: 1\r\n");
  cli_assert_contains (request, "\r\nX-Two: 2\r\n");
  cli_assert_contains (request, "\r\nAccept: */*\r\n");
  cli_assert_contains (request, "\r\nAccept-Encoding: gzip, deflate\r\n");
  g_assert_null (strstr (request, "Content-"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n"));
}

/* Two redirects to where an answer is. */
static void
test_max_redirects (Server        *self,
                    gconstpointer  user_data)
{
  g_autofree char *far = raw_server_dup_uri (*self, "/far");
  g_autofree char *near = raw_server_dup_uri (*self, "/near");
  static const struct
  {
    const char *option;
    const char *codes[2];
  } rows[] = {
    { "--max-redirects=2", { "", "" } },
    { "--max-redirects=1", { "redirect-limit", "" } },
    { "--max-redirects=0", { "redirect-limit", "redirect-limit" } },
  };

  raw_server_add (*self, "/far", RAW_KEEP,
                  "HTTP/1.1 302 F\r\nLocation: /near\r\nContent-Length: 0\r\n\r\n", NULL);
  raw_server_add (*self, "/near", RAW_KEEP,
                  "HTTP/1.1 302 F\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CliRun) run = cli_run ("run", rows[i].option, "--format=jsonl", far, near, NULL);

      for (guint j = 0; j < 2; j++)
        {
          g_autofree char *code = dup_code (cli_run_get_task (run, j + 1));

          g_assert_cmpstr (code, ==, rows[i].codes[j]);
        }
    }
}

static void
test_accept (Server        *self,
             gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/x");
  g_autofree char *request = NULL;
  g_autoptr (CliRun) run = cli_run ("run", uri, "-H", "Accept: text/plain", NULL);

  g_assert_cmpint (run->status, ==, 0);
  request = raw_server_dup_request (*self, 0);
  cli_assert_contains (request, "\r\nAccept: text/plain\r\n");
  g_assert_null (strstr (request, "*/*"));
}

/* The one that is always there, and what every server speaks. */
static void
test_transport (Server        *self,
                gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/x");
  g_autofree char *request = NULL;
  g_autoptr (CliRun) run = cli_run ("run", uri, "--transport=libsoup", "--http=1.1", NULL);

  g_assert_cmpint (run->status, ==, 0);
  request = raw_server_dup_request (*self, 0);
  g_assert_true (g_str_has_prefix (request, "GET /x HTTP/1.1\r\n"));
}

/* What the text is, nobody knows but who wrote it. */
static void
test_data (Server        *self,
           gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/x");
  g_autofree char *post = NULL;
  g_autofree char *put = NULL;
  g_autoptr (CliRun) first = cli_run ("run", uri, "--data=hello", NULL);
  g_autoptr (CliRun) second = NULL;

  second = cli_run ("run", uri, "-X", "PUT", "-d", "{}", "-H", "Content-Type: application/json",
                    NULL);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpint (second->status, ==, 0);

  post = raw_server_dup_request (*self, 0);
  g_assert_true (g_str_has_prefix (post, "POST /x HTTP/1.1\r\n"));
  cli_assert_contains (post, "\r\nContent-Length: 5\r\n");
  g_assert_null (strstr (post, "Content-Type"));
  g_assert_true (g_str_has_suffix (post, "\r\n\r\nhello"));

  put = raw_server_dup_request (*self, 1);
  g_assert_true (g_str_has_prefix (put, "PUT /x HTTP/1.1\r\n"));
  cli_assert_contains (put, "\r\nContent-Type: application/json\r\n");
  g_assert_true (g_str_has_suffix (put, "\r\n\r\n{}"));
}

static void
test_data_file (Server        *self,
                gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/x");
  g_autofree char *path = NULL;
  g_autofree char *option = NULL;
  g_autofree char *request = NULL;
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = g_file_open_tmp ("inflight-XXXXXX.txt", &path, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, "two\nlines\n", -1, &error);
  g_assert_no_error (error);

  option = g_strconcat ("--data-file=", path, NULL);
  run = cli_run ("run", uri, option, NULL);
  g_unlink (path);
  g_assert_cmpint (run->status, ==, 0);

  request = raw_server_dup_request (*self, 0);
  g_assert_true (g_str_has_prefix (request, "POST /x HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\ntwo\nlines\n"));
}

static void
test_proxy (Server        *self,
            gconstpointer  user_data)
{
  const char *schemes[] = { "http://", "" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *option = NULL;
      g_autofree char *request = NULL;
      g_autoptr (CliRun) run = NULL;

      option = g_strdup_printf ("--proxy=%suser:" SECRET "@127.0.0.1:%u", schemes[i],
                                raw_server_get_port (*self));
      run = cli_run ("run", option, "http://example.org/x", NULL);
      g_assert_cmpint (run->status, ==, 0);
      cli_assert_contains (run->out, "http://example.org/x\n");
      g_assert_null (strstr (run->out, SECRET));
      g_assert_null (strstr (run->err, SECRET));

      request = raw_server_dup_request (*self, i);
      g_assert_true (g_str_has_prefix (request, "GET http://example.org/x HTTP/1.1\r\n"));
      cli_assert_contains (request, "\r\nHost: example.org\r\n");
      cli_assert_contains (request, "\r\nProxy-Authorization: Basic dXNlcjpzM2NyZXQ=\r\n");
    }
}

/* Marks */

static void
assert_marks (JsonObject *task,
              const char *expected)
{
  g_autoptr (GString) marks = g_string_new (NULL);
  JsonArray *array;

  if (json_object_has_member (task, "marks"))
    {
      array = json_object_get_array_member (task, "marks");
      g_assert_cmpuint (json_array_get_length (array), >, 0);
      for (guint i = 0; i < json_array_get_length (array); i++)
        g_string_append_printf (marks, "%s ", json_array_get_string_element (array, i));
    }

  g_assert_cmpstr (marks->str, ==, expected);
}

static void
test_insecure (Server        *self,
               gconstpointer  user_data)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/x", raw_server_get_port (*self));
  g_autofree char *code = NULL;
  g_autoptr (CliRun) refused = NULL;
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) json = NULL;

  raw_server_set_certificate (*self, hostile_get_certificate ("unknown-issuer"));

  refused = cli_run ("run", "--format=jsonl", uri, NULL);
  g_assert_cmpint (refused->status, ==, 1);
  code = dup_code (cli_run_get_task (refused, 1));
  g_assert_cmpstr (code, ==, "certificate");
  assert_marks (cli_run_get_task (refused, 1), "");

  text = cli_run ("run", "--insecure", uri, NULL);
  g_assert_cmpint (text->status, ==, 0);
  cli_assert_contains (text->out, "\t[certificate not checked]\thttps://");

  json = cli_run ("run", "-k", "--format=jsonl", uri, NULL);
  g_assert_cmpint (json->status, ==, 0);
  assert_marks (cli_run_get_task (json, 1), "unchecked ");
}

/* Version and cipher are known once TLS came about. */
static void
assert_tls (JsonObject *task,
            gboolean    came_about,
            const char *expires,
            gboolean    verified)
{
  JsonObject *tls = json_object_get_object_member (task, "tls");

  g_assert_nonnull (tls);
  g_assert_cmpuint (json_object_get_size (tls), ==, 6);
  if (came_about)
    {
      g_assert_cmpstr (json_object_get_string_member (tls, "version"), ==, "TLS 1.3");
      cli_assert_contains (json_object_get_string_member (tls, "cipher"), "AES");
    }
  g_assert_cmpstr (json_object_get_string_member (tls, "subject"), ==, "CN=Inflight server");
  g_assert_cmpstr (json_object_get_string_member (tls, "issuer"), ==, "CN=Inflight issuer");
  g_assert_cmpstr (json_object_get_string_member (tls, "expires"), ==, expires);
  g_assert_cmpint (json_object_get_boolean_member (tls, "verified"), ==, verified);
}

/* Whose certificate it was is told whether it was taken or not, and whatever carried
 * the request. */
static void
test_tls (Server        *self,
          gconstpointer  user_data)
{
  static const struct
  {
    const char *certificate;
    const char *expires;
  } rows[] = {
    { "other-host", "2126-01-01T00:00:00Z" },
    { "expired", "2001-01-01T00:00:00Z" },
  };
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/x", raw_server_get_port (*self));
  g_autofree char *plain = raw_server_dup_uri (*self, "/x");
  g_autoptr (CliRun) without = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CliRun) refused = NULL;
      g_autoptr (CliRun) taken = NULL;

      raw_server_set_certificate (*self, hostile_get_certificate (rows[i].certificate));
      refused = cli_run ("run", user_data, "--format=jsonl", uri, NULL);
      g_assert_cmpint (refused->status, ==, 1);
      assert_tls (cli_run_get_task (refused, 1), FALSE, rows[i].expires, FALSE);

      taken = cli_run ("run", user_data, "--insecure", "--format=jsonl", uri, NULL);
      g_assert_cmpint (taken->status, ==, 0);
      assert_tls (cli_run_get_task (taken, 1), TRUE, rows[i].expires, FALSE);
    }

  raw_server_set_certificate (*self, NULL);
  without = cli_run ("run", user_data, "--format=jsonl", plain, NULL);
  g_assert_cmpint (without->status, ==, 0);
  g_assert_true (json_object_get_null_member (cli_run_get_task (without, 1), "tls"));
}

#ifdef HAVE_LIBCURL
/* Whom another process trusts can be told to OpenSSL alone. */
static void
test_trusted (Server        *self,
              gconstpointer  user_data)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/x", raw_server_get_port (*self));
  g_autoptr (CliRun) run = NULL;

  raw_server_set_certificate (*self, hostile_get_certificate ("good"));
  run = cli_run ("run", "--format=jsonl", uri, NULL);
  g_assert_cmpint (run->status, ==, 0);
  assert_tls (cli_run_get_task (run, 1), TRUE, "2126-01-01T00:00:00Z", TRUE);
}
#endif

static void
test_marks (Server        *self,
            gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/{plain,until-close,br,both}");
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) json = NULL;

  raw_server_add (*self, "/until-close", RAW_CLOSE, OK "\r\nhello", NULL);
  raw_server_add (*self, "/br", RAW_KEEP,
                  OK "Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello", NULL);
  raw_server_add (*self, "/both", RAW_CLOSE, OK "Content-Encoding: br\r\n\r\nhello", NULL);

  text = cli_run ("run", uri, NULL);
  g_assert_cmpint (text->status, ==, 0);
  cli_assert_contains (text->out, "\t\thttp://");
  cli_assert_contains (text->out, "\t[completeness not verifiable]\thttp://");
  cli_assert_contains (text->out, "\t[encoded: br]\thttp://");
  cli_assert_contains (text->out, "\t[completeness not verifiable, encoded: br]\thttp://");

  json = cli_run ("run", "--format=jsonl", uri, NULL);
  g_assert_cmpint (json->status, ==, 0);
  assert_marks (cli_run_get_task (json, 1), "");
  assert_marks (cli_run_get_task (json, 2), "unverified ");
  assert_marks (cli_run_get_task (json, 3), "encoded ");
  assert_marks (cli_run_get_task (json, 4), "unverified encoded ");
}

/* A person presses Ctrl+C when the request has arrived. */
static CliRun *
interrupt (RawServer  *server,
           const char *method,
           const char *format,
           guint       n_requests)
{
  g_autofree char *uri = raw_server_dup_uri (server, "/silent");
  const char *const arguments[] = {
    "run", uri, "--timeout=0", "-X", method, format, NULL
  };
  g_autoptr (GSubprocess) process = NULL;

  raw_server_add (server, "/silent", RAW_HANG, "", NULL);
  process = cli_spawn (PIPES, arguments);
  raw_server_await_requests (server, n_requests);
  g_subprocess_send_signal (process, SIGINT);

  return cli_run_finish (process, "");
}

static void
test_outcome_unknown (Server        *self,
                      gconstpointer  user_data)
{
  g_autoptr (CliRun) post = interrupt (*self, "POST", "--format=text", 1);
  g_autoptr (CliRun) get = interrupt (*self, "GET", "--format=text", 2);
  g_autoptr (CliRun) json = interrupt (*self, "POST", "--format=jsonl", 3);

  g_assert_cmpint (post->status, ==, 130);
  cli_assert_contains (post->out, "\tcancelled by you, outcome unknown\thttp://");

  g_assert_cmpint (get->status, ==, 130);
  cli_assert_contains (get->out, "\tcancelled by you\thttp://");

  g_assert_cmpint (json->status, ==, 130);
  cli_run_parse_lines (json);
  assert_marks (cli_run_get_task (json, 1), "outcome-unknown ");
}

/* The header arrives, and with it a title; that is not what matters then. */
static void
test_outcome_unknown_in_body (Server        *self,
                              gconstpointer  user_data)
{
  g_autofree char *uri = raw_server_dup_uri (*self, "/half");
  g_autoptr (CliRun) run = NULL;

  raw_server_add (*self, "/half", RAW_HANG, OK "Content-Length: 10\r\n\r\nhello", NULL);
  run = cli_run ("run", uri, "--timeout=0", "--within=0.3", "--data=x", NULL);

  g_assert_cmpint (run->status, ==, 3);
  cli_assert_contains (run->out, "\tcancelled by wait 1, outcome unknown\thttp://");
}

#define ADD(path, func) \
  g_test_add ("/cli/requests/" path, Server, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);
  hostile_trust_issuer ();

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/requests/refusal/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/requests/retries/", attempts[i].name, NULL);

      g_test_add_data_func (path, &attempts[i], test_attempts);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/requests/limits/", limits[i].name, NULL);

      g_test_add_data_func (path, &limits[i], test_attempts);
    }
  g_test_add_func ("/cli/requests/deadline", test_deadline);
  g_test_add_func ("/cli/requests/interval", test_interval);
  ADD ("get", test_get);
  ADD ("max-redirects", test_max_redirects);
  ADD ("accept", test_accept);
  ADD ("transport", test_transport);
  ADD ("data", test_data);
  ADD ("data-file", test_data_file);
  ADD ("proxy", test_proxy);
  ADD ("insecure", test_insecure);
  g_test_add ("/cli/requests/tls/libsoup", Server, "--transport=libsoup", set_up, test_tls,
              tear_down);
#ifdef HAVE_LIBCURL
  g_test_add ("/cli/requests/tls/libcurl", Server, "--transport=libcurl", set_up, test_tls,
              tear_down);
  ADD ("tls/trusted", test_trusted);
#endif
  ADD ("marks", test_marks);
  ADD ("outcome-unknown", test_outcome_unknown);
  ADD ("outcome-unknown/in-body", test_outcome_unknown_in_body);

  return g_test_run ();
}
