/* test-peer-nginx.c: a hundred posts from a server that nobody here wrote
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define N_POSTS    100
#define GIVE_UP_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char        *folder;
  guint16      port;
  GSubprocess *nginx;
} Fixture;

static const char *program;

/* Titles, each of which somebody somewhere gets wrong. */
static const char *const titles[] = {
  "plain",
  "Grüße aus Łódź – Ελλάδα, Россия, 東京, 서울, القاهرة",
  "“quoted” and \"quoted\" and 'quoted'",
  "back\\slash, {braces}, [brackets], 100 %, %s %n",
  "<b>bold</b> &amp; <script>alert(1)</script>",
  "👩‍👩‍👧‍👦 🏳️‍🌈 🚀",
  "e\314\201 is not \303\251",
  "null",
  "0",
  "https://example.com/?q=1&token=none",
};

static char *
make_title (guint id)
{
  return g_strdup_printf ("%s (%u)", titles[id % G_N_ELEMENTS (titles)], id);
}

static void
write_file (Fixture    *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (path, 0644));
}

/* JSON by json-glib's generator; every other one with all but ASCII escaped. */
static void
write_post (Fixture *self,
            guint    id)
{
  g_autofree char *name = g_strdup_printf ("posts/%u", id);
  g_autofree char *title = make_title (id);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GString) ascii = g_string_new (NULL);
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "userId", (id - 1) / 10 + 1);
  json_object_set_int_member (object, "id", id);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "body", "quia et suscipit\nsuscipit");
  json_node_set_object (node, object);
  text = json_to_string (node, id % 3 == 0);

  if (id % 2 == 0)
    {
      write_file (self, name, text);
      return;
    }

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        g_string_append_c (ascii, c);
      else if (c < 0x10000)
        g_string_append_printf (ascii, "\\u%04x", c);
      else
        g_string_append_printf (ascii, "\\u%04x\\u%04X", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  write_file (self, name, ascii->str);
}

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return port;
}

/* Everything nginx writes is in the folder; without a master process it keeps
 * the user it was started by, be that root or not. */
static void
write_configuration (Fixture *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("daemon off;\n"
                          "master_process off;\n"
                          "pid nginx.pid;\n"
                          "error_log error.log;\n"
                          "events { worker_connections 256; }\n"
                          "http {\n"
                          "  access_log off;\n"
                          "  client_body_temp_path temp;\n"
                          "  proxy_temp_path temp;\n"
                          "  fastcgi_temp_path temp;\n"
                          "  uwsgi_temp_path temp;\n"
                          "  scgi_temp_path temp;\n"
                          "  default_type application/json;\n"
                          "  gzip on;\n"
                          "  gzip_min_length 0;\n"
                          "  gzip_types application/json;\n"
                          "  server {\n"
                          "    listen 127.0.0.1:%u;\n"
                          "    root .;\n"
                          "  }\n"
                          "}\n", self->port);
  write_file (self, "nginx.conf", text);
}

static void
make_folder (Fixture    *self,
             const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_no_errno (g_mkdir (path, 0755));
}

static gboolean
is_answering (Fixture *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);

  return connection != NULL;
}

static void
await_answer (Fixture *self)
{
  gint64 give_up_us = g_get_monotonic_time () + GIVE_UP_US;

  /* It says nowhere that it listens: knock until it opens. */
  while (!is_answering (self))
    {
      g_assert_nonnull (g_subprocess_get_identifier (self->nginx));
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* A test that fails takes it along. */
static void
child_setup_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_nginx (Fixture    *self,
             const char *nginx)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *log = g_build_filename (self->folder, "error.log", NULL);
  g_autoptr (GError) error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  self->nginx = g_subprocess_launcher_spawn (launcher, &error, nginx, "-p", self->folder,
                                             "-e", log, "-c", "nginx.conf", NULL);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autofree char *nginx = g_find_program_in_path ("nginx");
  g_autoptr (GError) error = NULL;

  if (nginx == NULL)
    nginx = g_find_program_in_path ("/usr/sbin/nginx");
  if (nginx == NULL)
    return;

  self->folder = g_dir_make_tmp ("inflight-XXXXXX", &error);
  g_assert_no_error (error);
  make_folder (self, "posts");
  make_folder (self, "temp");
  for (guint id = 1; id <= N_POSTS; id++)
    write_post (self, id);

  self->port = find_free_port ();
  write_configuration (self);
  start_nginx (self, nginx);
  await_answer (self);
}

static void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  children = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_folder (child);

  g_file_delete (folder, NULL, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;

  if (self->nginx == NULL)
    return;

  g_subprocess_send_signal (self->nginx, SIGTERM);
  g_subprocess_wait (self->nginx, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->nginx);

  folder = g_file_new_for_path (self->folder);
  remove_folder (folder);
  g_clear_pointer (&self->folder, g_free);
}

static char *
run (Fixture    *self,
     const char *path)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/%s", self->port, path);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "run",
                              "--quiet", "--format=jsonl", "--order=input", address, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);

  return out;
}

static void
test_titles (Fixture       *self,
             gconstpointer  user_data)
{
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;

  if (self->nginx == NULL)
    {
      g_test_skip ("nginx is not installed");
      return;
    }

  out = run (self, "posts/[1-100]");
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_POSTS + 2);

  for (guint id = 1; id <= N_POSTS; id++)
    {
      g_autofree char *title = make_title (id);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[id - 1], &error);
      JsonObject *task;

      g_assert_no_error (error);
      task = json_node_get_object (node);
      g_assert_cmpint (json_object_get_int_member (task, "position"), ==, id);
      g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "succeeded");
      g_assert_cmpint (json_object_get_int_member (task, "status"), ==, 200);
      g_assert_cmpstr (json_object_get_string_member (task, "title"), ==, title);
    }
  g_assert_nonnull (strstr (lines[N_POSTS], "\"done\":100"));
}

/* Its own pages of errors are HTML. */
static void
test_missing (Fixture       *self,
              gconstpointer  user_data)
{
  g_autofree char *out = NULL;

  if (self->nginx == NULL)
    {
      g_test_skip ("nginx is not installed");
      return;
    }

  out = run (self, "posts/101");
  g_assert_nonnull (strstr (out, "\"state\":\"failed\",\"status\":404,"
                                 "\"title\":\"404 Not Found\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc != 2)
    g_error ("Usage: %s PATH-OF-INFLIGHT-CLI", argv[0]);
  program = argv[1];

  g_test_add ("/peer/nginx/titles", Fixture, NULL, set_up, test_titles, tear_down);
  g_test_add ("/peer/nginx/missing", Fixture, NULL, set_up, test_missing, tear_down);

  return g_test_run ();
}
