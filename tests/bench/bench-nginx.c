/* bench-nginx.c: a local nginx to be measured against
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-nginx.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define CERTIFICATE "certificate.pem"
#define GIVE_UP_US (10 * G_USEC_PER_SEC)

struct _BenchNginx
{
  GSubprocess *process;
  char        *directory;
  guint16      port;
  guint16      tls_port;
  guint16      http2_port;
};

/* The one that an interruption finds. */
static BenchNginx *running;
G_LOCK_DEFINE_STATIC (running);

/* Leaving */

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

static void
stop (BenchNginx *self)
{
  if (self->process != NULL)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }

  remove_directory (self->directory);
}

static gpointer
interrupt_thread_func (gpointer data)
{
  const sigset_t *signals = data;
  int number;

  sigwait (signals, &number);

  G_LOCK (running);
  if (running != NULL)
    stop (running);
  _exit (128 + number);
}

/* Nothing stays behind when somebody loses patience: a thread waits for the
 * signal, as much of what is to be done cannot be done in a handler. */
static void
expect_interrupts (BenchNginx *self)
{
  static sigset_t signals;

  running = self;
  sigemptyset (&signals);
  sigaddset (&signals, SIGHUP);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  g_thread_unref (g_thread_new ("bench-interrupt", interrupt_thread_func, &signals));
}

static void give_up (BenchNginx *self,
                     const char *format,
                     ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;

static void
give_up (BenchNginx *self,
         const char *format,
         ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  g_printerr ("%s\n", text);
  if (self->directory != NULL)
    stop (self);

  exit (EXIT_FAILURE);
}

/* Preparing */

static guint16
find_free_port (GSocketListener *listener)
{
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  if (port == 0)
    g_error ("No free port: %s", error->message);

  return port;
}

/* All at once, so that they differ. */
static void
find_free_ports (BenchNginx *self)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  self->port = find_free_port (listener);
  self->tls_port = find_free_port (listener);
  self->http2_port = find_free_port (listener);
  g_socket_listener_close (listener);
}

static void
write_bytes (BenchNginx *self,
             const char *name,
             const char *bytes,
             gssize      size)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, bytes, size, &error))
    give_up (self, "%s", error->message);
}

static void
make_folder (BenchNginx *self,
             const char *name)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);

  g_mkdir (path, 0700);
}

static void
write_posts (BenchNginx *self)
{
  make_folder (self, "posts");
  for (int i = 1; i <= BENCH_NGINX_N_POSTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("posts/%d", i);
      g_autofree char *text =
        g_strdup_printf ("{\n  \"userId\": %d,\n  \"id\": %d,\n"
                         "  \"title\": \"the %d. of a hundred short titles\",\n"
                         "  \"body\": \"Some lines that nobody reads, because only\\n"
                         "the title is looked for,\\nand as long as those that\\n"
                         "practice servers on the net\\nsend to whoever asks\"\n}",
                         (i + 9) / 10, i, i);

      write_bytes (self, name, text, -1);
    }
}

/* One body under a hundred names. */
static void
write_hundred (BenchNginx *self,
               const char *folder,
               const char *bytes,
               gsize       size)
{
  g_autofree char *first_name = g_strdup_printf ("%s/1", folder);
  g_autofree char *first = g_build_filename (self->directory, first_name, NULL);

  make_folder (self, folder);
  write_bytes (self, first_name, bytes, size);

  for (int i = 2; i <= BENCH_NGINX_N_POSTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s/%d", self->directory, folder, i);

      if (link (first, path) != 0)
        give_up (self, "%s: %s", path, g_strerror (errno));
    }
}

static void
write_large (BenchNginx *self)
{
  g_autofree char *bytes = g_strnfill (BENCH_NGINX_LARGE_BYTES, 'x');

  write_hundred (self, "large", bytes, BENCH_NGINX_LARGE_BYTES);
}

static GBytes *
compress (BenchNginx    *self,
          const GString *text)
{
  g_autoptr (GConverter) compressor =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_converter_output_stream_new (memory, compressor);
  if (!g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, &error) ||
      !g_output_stream_close (stream, NULL, &error))
    give_up (self, "%s", error->message);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* A list of posts, as it is and as small as gzip makes it. */
static void
write_lists (BenchNginx *self)
{
  g_autoptr (GString) text = g_string_new ("{\"title\":\"many posts\",\"posts\":[");
  g_autoptr (GBytes) compressed = NULL;

  for (guint i = 1; text->len < BENCH_NGINX_LIST_BYTES; i++)
    g_string_append_printf (text, "%s{\"id\":%u,\"title\":\"the %u. of many\"}",
                            i > 1 ? "," : "", i, i);
  g_string_append (text, "]}");

  compressed = compress (self, text);
  write_hundred (self, "chunks", text->str, text->len);
  write_hundred (self, "gzip", g_bytes_get_data (compressed, NULL), g_bytes_get_size (compressed));
}

/* Signed by itself, and by what is trusted by those who are told so. */
static void
write_certificate (BenchNginx *self)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (openssl == NULL)
    {
      self->tls_port = 0;
      self->http2_port = 0;
      return;
    }

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_launcher_set_cwd (launcher, self->directory);
  process = g_subprocess_launcher_spawn (launcher, &error, openssl, "req", "-x509",
                                         "-newkey", "ec", "-pkeyopt",
                                         "ec_paramgen_curve:prime256v1", "-nodes",
                                         "-keyout", "key.pem", "-out", CERTIFICATE,
                                         "-days", "2", "-subj", "/CN=127.0.0.1",
                                         "-addext", "subjectAltName=IP:127.0.0.1", NULL);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
    give_up (self, "openssl: %s", error->message);

  if (!g_subprocess_get_successful (process))
    give_up (self, "openssl: %s", output);
}

/* nginx knows no sleep, but it delays the answer to whoever has no password, on
 * its own timer and for each request; here it then answers all the same. What may
 * hold a server-side include has no length: it comes in chunks, each as large as
 * the buffer. */
static void
write_configuration (BenchNginx *self)
{
  g_autofree char *tls = NULL;
  g_autofree char *text = NULL;

  if (self->tls_port != 0)
    tls = g_strdup_printf ("    listen 127.0.0.1:%u ssl backlog=1024;\n"
                           "    listen 127.0.0.1:%u ssl http2 backlog=1024;\n"
                           "    ssl_certificate " CERTIFICATE ";\n"
                           "    ssl_certificate_key key.pem;\n",
                           self->tls_port, self->http2_port);

  text = g_strdup_printf ("daemon off;\n"
                          "master_process off;\n"
                          "worker_processes 1;\n"
                          "pid nginx.pid;\n"
                          "error_log stderr crit;\n"
                          "events { worker_connections 2048; }\n"
                          "http {\n"
                          "  access_log off;\n"
                          "  sendfile on;\n"
                          "  open_file_cache max=500;\n"
                          "  open_file_cache_valid 1h;\n"
                          "  keepalive_requests 10000000;\n"
                          "  default_type application/json;\n"
                          "  client_body_temp_path client;\n"
                          "  proxy_temp_path proxy;\n"
                          "  fastcgi_temp_path fastcgi;\n"
                          "  uwsgi_temp_path uwsgi;\n"
                          "  scgi_temp_path scgi;\n"
                          "  limit_req_zone $server_port zone=limited:64k rate=%dr/s;\n"
                          "  server {\n"
                          "    listen 127.0.0.1:%u backlog=1024;\n"
                          "%s"
                          "    root .;\n"
                          "    location /large/ { default_type application/octet-stream; }\n"
                          "    location /gzip/ { add_header Content-Encoding gzip; }\n"
                          "    location /chunks/ {\n"
                          "      ssi on;\n"
                          "      ssi_types *;\n"
                          "      output_buffers 1 %d;\n"
                          "    }\n"
                          "    location /delayed/ {\n"
                          "      auth_basic delayed;\n"
                          "      auth_basic_user_file nobody;\n"
                          "      auth_delay %dms;\n"
                          "      error_page 401 =200 @delayed;\n"
                          "    }\n"
                          "    location /limited/ {\n"
                          "      limit_req zone=limited burst=2000;\n"
                          "      rewrite ^/limited/(.*)$ /posts/$1 break;\n"
                          "    }\n"
                          "    location @delayed { rewrite ^/delayed/(.*)$ /posts/$1 break; }\n"
                          "  }\n"
                          "}\n",
                          BENCH_NGINX_LIMIT, self->port,
                          tls != NULL ? tls : "",
                          BENCH_NGINX_CHUNK_BYTES, BENCH_NGINX_DELAY_MS);

  write_bytes (self, "nginx.conf", text, -1);
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

  give_up (self, "nginx does not answer");
}

/* A benchmark that dies takes it along. */
static void
child_setup_cb (gpointer user_data)
{
  sigset_t none;

  sigemptyset (&none);
  pthread_sigmask (SIG_SETMASK, &none, NULL);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start (BenchNginx *self,
       const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (0);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program,
                                               "-p", self->directory, "-c", "nginx.conf",
                                               "-e", "stderr", NULL);
  if (self->process == NULL)
    give_up (self, "%s", error->message);
}

/**
 * bench_nginx_new:
 * @program: the path of nginx
 *
 * Starts a server with one worker that answers, with and without TLS,
 * `/posts/1` to `/posts/100` (short JSON), `/large/1` to `/large/100` (1 MiB),
 * `/gzip/1` to `/gzip/100` (64 KiB of JSON, compressed), `/chunks/1` to
 * `/chunks/100` (the same in chunks), `/delayed/1` to `/delayed/100` (a post,
 * 100 ms late) and `/limited/1` to `/limited/100` (a post, of which there are so
 * many a second at most, whoever asks). It ends with this process, however that ends.
 *
 * To be called on the main thread, before there is a second one: signals that
 * end the program are from then on waited for.
 *
 * Returns: (transfer full): a server
 */
BenchNginx *
bench_nginx_new (const char *program)
{
  BenchNginx *self = g_new0 (BenchNginx, 1);
  g_autoptr (GError) error = NULL;

  find_free_ports (self);
  self->directory = g_dir_make_tmp ("inflight-nginx-XXXXXX", &error);
  if (self->directory == NULL)
    give_up (self, "%s", error->message);

  expect_interrupts (self);
  write_posts (self);
  write_large (self);
  write_lists (self);
  write_certificate (self);
  write_configuration (self);
  start (self, program);
  await_answer (self);

  return self;
}

void
bench_nginx_free (BenchNginx *self)
{
  G_LOCK (running);
  running = NULL;
  G_UNLOCK (running);
  stop (self);

  g_object_unref (self->process);
  g_free (self->directory);
  g_free (self);
}

guint16
bench_nginx_get_port (BenchNginx *self)
{
  return self->port;
}

/**
 * bench_nginx_get_tls_port:
 * @self: a server
 *
 * Returns: its port for HTTP/1.1 over TLS, or 0 if there is no openssl to make a certificate
 */
guint16
bench_nginx_get_tls_port (BenchNginx *self)
{
  return self->tls_port;
}

/**
 * bench_nginx_get_http2_port:
 * @self: a server
 *
 * Returns: its port for TLS where it offers HTTP/2, too, or 0 as above
 */
guint16
bench_nginx_get_http2_port (BenchNginx *self)
{
  return self->http2_port;
}

/**
 * bench_nginx_get_directory:
 * @self: a server
 *
 * Returns: a directory of its own, which goes with it and what is put there
 */
const char *
bench_nginx_get_directory (BenchNginx *self)
{
  return self->directory;
}

/**
 * bench_nginx_dup_certificate:
 * @self: a server
 *
 * Returns: (transfer full): the path of its certificate, to be trusted
 */
char *
bench_nginx_dup_certificate (BenchNginx *self)
{
  return g_build_filename (self->directory, CERTIFICATE, NULL);
}
