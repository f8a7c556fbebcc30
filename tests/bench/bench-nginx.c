/* bench-nginx.c: a local nginx that serves a hundred posts
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-nginx.h"

#include <glib/gstdio.h>

#define N_POSTS 100
#define GIVE_UP_US (10 * G_USEC_PER_SEC)

struct _BenchNginx
{
  GSubprocess *process;
  char        *directory;
  guint16      port;
};

static guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  if (port == 0)
    g_error ("No free port: %s", error->message);

  g_socket_listener_close (listener);

  return port;
}

static void
write_file (BenchNginx *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
}

static void
write_posts (BenchNginx *self)
{
  g_autofree char *posts = g_build_filename (self->directory, "posts", NULL);

  g_mkdir (posts, 0700);
  for (int i = 1; i <= N_POSTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("posts/%d", i);
      g_autofree char *text =
        g_strdup_printf ("{\n  \"userId\": %d,\n  \"id\": %d,\n"
                         "  \"title\": \"the %d. of a hundred short titles\",\n"
                         "  \"body\": \"Some lines that nobody reads, because only\\n"
                         "the title is looked for,\\nand as long as those that\\n"
                         "practice servers on the net\\nsend to whoever asks\"\n}",
                         (i + 9) / 10, i, i);

      write_file (self, name, text);
    }
}

static void
write_configuration (BenchNginx *self)
{
  g_autofree char *text =
    g_strdup_printf ("daemon off;\n"
                     "master_process off;\n"
                     "worker_processes 1;\n"
                     "pid nginx.pid;\n"
                     "error_log stderr crit;\n"
                     "events { worker_connections 2048; }\n"
                     "http {\n"
                     "  access_log off;\n"
                     "  keepalive_requests 1000000;\n"
                     "  default_type application/json;\n"
                     "  client_body_temp_path client;\n"
                     "  proxy_temp_path proxy;\n"
                     "  fastcgi_temp_path fastcgi;\n"
                     "  uwsgi_temp_path uwsgi;\n"
                     "  scgi_temp_path scgi;\n"
                     "  server {\n"
                     "    listen 127.0.0.1:%u backlog=1024;\n"
                     "    root .;\n"
                     "  }\n"
                     "}\n", self->port);

  write_file (self, "nginx.conf", text);
}

static void
await_answer (BenchNginx *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gint64 end_us = g_get_monotonic_time () + GIVE_UP_US;

  while (g_get_monotonic_time () < end_us)
    {
      g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);

      if (connection != NULL)
        return;

      g_usleep (10000);
    }

  g_error ("nginx does not answer");
}

/**
 * bench_nginx_new:
 * @program: the path of nginx
 *
 * Returns: (transfer full): a server with one worker, which answers
 *   `/posts/1` to `/posts/100`
 */
BenchNginx *
bench_nginx_new (const char *program)
{
  BenchNginx *self = g_new0 (BenchNginx, 1);
  g_autoptr (GError) error = NULL;

  self->port = find_free_port ();
  self->directory = g_dir_make_tmp ("inflight-nginx-XXXXXX", &error);
  if (self->directory == NULL)
    g_error ("%s", error->message);

  write_posts (self);
  write_configuration (self);

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program,
                                    "-p", self->directory, "-c", "nginx.conf",
                                    "-e", "stderr", NULL);
  if (self->process == NULL)
    g_error ("%s", error->message);

  await_answer (self);

  return self;
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_directory (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
bench_nginx_free (BenchNginx *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  remove_directory (self->directory);

  g_object_unref (self->process);
  g_free (self->directory);
  g_free (self);
}

guint16
bench_nginx_get_port (BenchNginx *self)
{
  return self->port;
}
