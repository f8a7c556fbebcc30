/* test-curl.c: what a shell makes of curl commands
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* A curl that prints its arguments, each with a NUL behind it, and its input. */
static const char stub[] =
  "#!/bin/sh\n"
  "for argument; do printf '%s\\0' \"$argument\"; done\n"
  "case \" $* \" in *' @- '*) cat ;; esac\n";

typedef struct
{
  char             *folder;
  char             *path;
  char             *script;
  InflightOptions  *options;
  GPtrArray        *words;
  GBytes           *input;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("inflight-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "curl", NULL);
  g_file_set_contents_full (self->path, stub, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  self->script = g_build_filename (self->folder, "script", NULL);
  self->options = inflight_options_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_remove (self->path);
  g_remove (self->script);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->script);
  g_free (self->folder);
  inflight_options_unref (self->options);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->input, g_bytes_unref);
}

static InflightRequest *
new_request (Fixture    *self,
             const char *address)
{
  g_autoptr (GError) error = NULL;
  InflightRequest *request = inflight_request_new (address, self->options, &error);

  g_assert_no_error (error);

  return request;
}

/* Splits what the stub printed: words that end in a NUL, then the input. */
static void
read_output (Fixture *self,
             GBytes  *output,
             guint    n_words)
{
  gsize size;
  const char *data = g_bytes_get_data (output, &size);
  const char *end = data + size;

  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->input, g_bytes_unref);
  self->words = g_ptr_array_new_with_free_func (g_free);
  while (data < end && self->words->len < n_words)
    {
      g_ptr_array_add (self->words, g_strdup (data));
      data += strlen (data) + 1;
    }

  self->input = g_bytes_new (data, end - data);
}

static char *
run (Fixture    *self,
     const char *address,
     guint       n_words)
{
  g_autoptr (InflightRequest) request = new_request (self, address);
  g_autofree char *command = inflight_curl_from_request (request);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (self->folder, ":/usr/bin:/bin", NULL);

  g_assert_null (strchr (command, '\n'));

  g_file_set_contents (self->script, command, -1, &error);
  g_assert_no_error (error);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "/bin/sh", self->script, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  read_output (self, output, n_words);

  return g_steal_pointer (&command);
}

static gboolean
has_word (Fixture    *self,
          const char *word)
{
  return g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, NULL);
}

static gboolean
has_option (Fixture    *self,
            const char *option,
            const char *value)
{
  for (guint i = 0; i + 1 < self->words->len; i++)
    if (g_str_equal (g_ptr_array_index (self->words, i), option) &&
        g_str_equal (g_ptr_array_index (self->words, i + 1), value))
      return TRUE;

  return FALSE;
}

static void
test_plain (Fixture       *self,
            gconstpointer  user_data)
{
  g_autofree char *command = run (self, "https://example.com/posts/1", 99);

  g_assert_cmpstr (command, ==,
                   "curl https://example.com/posts/1 --user-agent Inflight/" PACKAGE_VERSION
                   " --compressed --location --max-redirs 20 --max-time 30");
}

/* Everything that a shell could take for something else. */
static void
test_quoting (Fixture       *self,
              gconstpointer  user_data)
{
  static const char *const addresses[] = {
    "http://example.com/?a=1&b=2;c=$(touch%20x)`id`",
    "http://example.com/it's/''/~root/*?/!!#frag$HOME",
    "http://example.com/?filter[name]={a,b}|c>d<e(f)",
    "http://example.com/?q=\"double\"",
    "http://example.com/\xc3\xbc",
    "http://user:p'a$s@example.com/?token=secret",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *command = NULL;
      g_autoptr (InflightRequest) request =
        inflight_request_new (addresses[i], self->options, NULL);

      if (request == NULL)
        {
          g_test_message ("Refused: %s", addresses[i]);
          continue;
        }

      command = run (self, addresses[i], 99);
      g_assert_cmpstr (g_ptr_array_index (self->words, 0), ==, addresses[i]);
      g_assert_cmpint (has_word (self, "--globoff"), ==, strchr (addresses[i], '[') != NULL);
    }
}

static void
test_headers (Fixture       *self,
              gconstpointer  user_data)
{
  g_autofree char *command = NULL;

  inflight_options_add_header (self->options, "X-It: it's `$(id)` \"\\\" 100%", NULL);
  inflight_options_add_header (self->options, "X-Empty:", NULL);
  inflight_options_add_header (self->options, "user-agent: mine", NULL);
  inflight_options_add_header (self->options, "Accept-Encoding: br", NULL);
  command = run (self, "http://example.com/", 99);

  g_assert_true (has_option (self, "--header", "X-It: it's `$(id)` \"\\\" 100%"));
  g_assert_true (has_option (self, "--header", "X-Empty;"));
  g_assert_true (has_option (self, "--header", "user-agent: mine"));
  g_assert_false (has_word (self, "--user-agent"));
  g_assert_false (has_word (self, "--compressed"));
}

static void
set_body (Fixture    *self,
          const char *data,
          gsize       size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  inflight_options_set_body (self->options, body);
}

static void
test_body (Fixture       *self,
           gconstpointer  user_data)
{
  static const char binary[] = "@file\n%d 'x' \\n \0 \xff\x7f" "8 \t1";
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *large = g_strnfill (1 << 20, 'x');
  g_autofree char *sent = NULL;

  /* What begins with “@” is no file. */
  inflight_options_set_method (self->options, "POST", NULL);
  set_body (self, "@/etc/passwd it's", strlen ("@/etc/passwd it's"));
  text = run (self, "http://example.com/", 99);
  g_assert_true (has_option (self, "--data-raw", "@/etc/passwd it's"));
  g_assert_true (has_option (self, "--header", "Content-Type:"));
  g_assert_false (has_word (self, "--request"));

  inflight_options_add_header (self->options, "Content-Type: text/plain", NULL);
  inflight_options_set_method (self->options, "PUT", NULL);
  set_body (self, binary, sizeof binary);
  escaped = run (self, "http://example.com/", 15);
  g_assert_true (has_option (self, "--request", "PUT"));
  g_assert_true (has_option (self, "--data-binary", "@-"));
  g_assert_false (has_option (self, "--header", "Content-Type:"));
  g_assert_cmpmem (g_bytes_get_data (self->input, NULL), g_bytes_get_size (self->input),
                   binary, sizeof binary);

  /* More than an argument may have. */
  set_body (self, large, 1 << 20);
  sent = run (self, "http://example.com/", 15);
  g_assert_cmpmem (g_bytes_get_data (self->input, NULL), g_bytes_get_size (self->input),
                   large, 1 << 20);
}

static void
test_methods (Fixture       *self,
              gconstpointer  user_data)
{
  g_autofree char *head = NULL;
  g_autofree char *post = NULL;
  g_autofree char *get = NULL;

  inflight_options_set_method (self->options, "HEAD", NULL);
  head = run (self, "http://example.com/", 99);
  g_assert_true (has_word (self, "--head"));

  inflight_options_set_method (self->options, "POST", NULL);
  post = run (self, "http://example.com/", 99);
  g_assert_true (has_option (self, "--request", "POST"));

  inflight_options_set_method (self->options, "GET", NULL);
  set_body (self, "x", 1);
  get = run (self, "http://example.com/", 99);
  g_assert_true (has_option (self, "--request", "GET"));
}

static void
test_limits (Fixture       *self,
             gconstpointer  user_data)
{
  g_autofree char *command = NULL;

  inflight_options_set_insecure (self->options, TRUE);
  inflight_options_set_max_redirects (self->options, 3);
  inflight_options_set_deadline_us (self->options, 2500000);
  command = run (self, "http://example.com/", 99);

  g_assert_true (has_word (self, "--insecure"));
  g_assert_true (has_option (self, "--max-redirs", "3"));
  g_assert_true (has_option (self, "--max-time", "2.5"));
}

static void
test_secrets (Fixture       *self,
              gconstpointer  user_data)
{
  static const struct
  {
    const char *address;
    gboolean    has_secrets;
  } rows[] = {
    { "http://example.com/?q=1", FALSE },
    { "http://user:password@example.com/", TRUE },
    { "http://user@example.com/", TRUE },
    { "http://example.com/?api_key=1", TRUE },
  };
  g_autoptr (InflightRequest) with_header = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightRequest) request = new_request (self, rows[i].address);

      g_assert_cmpint (inflight_curl_has_secrets (request), ==, rows[i].has_secrets);
    }

  inflight_options_add_header (self->options, "authorization: Bearer x", NULL);
  with_header = new_request (self, rows[0].address);
  g_assert_true (inflight_curl_has_secrets (with_header));
}

#define CURL_ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  CURL_ADD ("/formats/curl/plain", test_plain);
  CURL_ADD ("/formats/curl/quoting", test_quoting);
  CURL_ADD ("/formats/curl/headers", test_headers);
  CURL_ADD ("/formats/curl/body", test_body);
  CURL_ADD ("/formats/curl/methods", test_methods);
  CURL_ADD ("/formats/curl/limits", test_limits);
  CURL_ADD ("/formats/curl/secrets", test_secrets);

  return g_test_run ();
}
