/* test-wire-tls.c: broken answers do not pass for good ones over TLS
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <glib/gstdio.h>
#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define LENGTH(n) OK "Content-Length: " n "\r\n\r\n"

#define SUCCESS -1

/* For 127.0.0.1, until 2126. Whoever has the key can pretend to be this test. */
static const char certificate_pem[] =
  "-----BEGIN PRIVATE KEY-----\n"
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3jEOhGncPtnKZMqy\n"
  "cWEjxZutiNUwx2lDLlYmiK0HPZChRANCAARHEMEIontCYTyZY4W6Nx+ACWyPwgDm\n"
  "SqtO+DquviavKOoK1z0qSaFz0ntSgyROLun+wxiqZVv+nHP/sGaiPfoW\n"
  "-----END PRIVATE KEY-----\n"
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBUTCB96ADAgECAgEBMAoGCCqGSM49BAMCMBAxDjAMBgNVBAMMBXRlc3RzMCAX\n"
  "DTIwMDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAwWjAQMQ4wDAYDVQQDDAV0ZXN0\n"
  "czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEcQwQiie0JhPJljhbo3H4AJbI/C\n"
  "AOZKq074Oq6+Jq8o6grXPSpJoXPSe1KDJE4u6f7DGKplW/6cc/+wZqI9+hajQDA+\n"
  "MA8GA1UdEQQIMAaHBH8AAAEwDAYDVR0TBAUwAwEB/zAdBgNVHQ4EFgQUfKw4o+Id\n"
  "5U5e8pLrkq7uOG/3208wCgYIKoZIzj0EAwIDSQAwRgIhAPEj9v2CK7fR5ytL+cUi\n"
  "gX0+59wy8jM/BqWpQPCSDdMIAiEArfdgJYAbNBiRMIIVrwAlKYgJdagrML+RKMKR\n"
  "mFtEPPQ=\n"
  "-----END CERTIFICATE-----\n";

/* @n_connections are those of it and the next request. */
typedef struct
{
  const char *name;
  const char *bytes;
  gboolean    closes;
  int         code;
  guint       n_bytes;
  int         n_connections;
} Row;

static const Row rows[] = {
  { "length", LENGTH ("5") "hello", FALSE, SUCCESS, 5, 1 },
  { "chunked", CHUNKED "5\r\nhello\r\n0\r\n\r\n", FALSE, SUCCESS, 5, 1 },
  { "trailers", CHUNKED "5\r\nhello\r\n0\r\nX: y\r\nZ: z\r\n\r\n", FALSE, SUCCESS, 5, 1 },
  { "until-close", OK "\r\nhello", TRUE, SUCCESS, 5, 2 },
  { "sends-more", LENGTH ("5") "hello, world", FALSE, SUCCESS, 5, 2 },
  { "size-word", CHUNKED "5\r\nhello\r\nZZZ\r\n", FALSE, INFLIGHT_ERROR_PROTOCOL, 5, 2 },
  { "cut-between-chunks", CHUNKED "5\r\nhello\r\n", TRUE, INFLIGHT_ERROR_TRUNCATED, 5, 2 },
  { "cut-in-chunk", CHUNKED "10\r\nhello", TRUE, INFLIGHT_ERROR_TRUNCATED, 5, 2 },
  { "cut-in-length", LENGTH ("10") "hello", TRUE, INFLIGHT_ERROR_TRUNCATED, 5, 2 },
  { "cut-in-header", OK "X: y\r\n", TRUE, INFLIGHT_ERROR_PROTOCOL, 0, 2 },
};

/* A server in a thread of its own, that answers “/row” with a row and all else with
 * nothing. */
typedef struct
{
  RealNetwork       net;
  GSocketService   *service;
  GTlsCertificate  *certificate;
  const Row        *row;
  guint16           port;
  int               n_connections;
  int               service_gone;
} Fixture;

static gboolean
read_request (GInputStream *in,
              char         *buffer,
              gsize         size)
{
  gsize length = 0;
  gssize n;

  while ((n = g_input_stream_read (in, buffer + length, size - 1 - length, NULL, NULL)) > 0)
    {
      length += n;
      buffer[length] = '\0';
      if (strstr (buffer, "\r\n\r\n") != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        Fixture                *self)
{
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) error = NULL;
  char request[4096];
  gboolean more = TRUE;

  g_atomic_int_inc (&self->n_connections);
  tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);
  g_assert_no_error (error);

  while (more && read_request (g_io_stream_get_input_stream (tls), request, sizeof request))
    {
      gboolean is_row = g_str_has_prefix (request, "GET /row ");
      const char *answer = is_row ? self->row->bytes : LENGTH ("0");

      g_output_stream_write_all (g_io_stream_get_output_stream (tls), answer, strlen (answer),
                                 NULL, NULL, NULL);
      more = !is_row || !self->row->closes;
    }

  g_io_stream_close (tls, NULL, NULL);

  return TRUE;
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  real_network_set_up (&self->net, NULL);
  self->row = user_data;
  self->certificate = g_tls_certificate_new_from_pem (certificate_pem, -1, &error);
  g_assert_no_error (error);

  self->service = g_threaded_socket_service_new (10);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL,
                                                    &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
}

static void
service_gone_cb (gpointer  data,
                 GObject  *service)
{
  Fixture *self = data;

  g_atomic_int_set (&self->service_gone, TRUE);
  g_main_context_wakeup (NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  guint give_up;

  real_network_tear_down (&self->net, NULL);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));

  /* Its threads end as their connections do, and hold it until then. */
  give_up = give_up_later ();
  g_object_weak_ref (G_OBJECT (self->service), service_gone_cb, self);
  g_object_unref (self->service);
  while (!g_atomic_int_get (&self->service_gone))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (give_up);

  g_clear_object (&self->certificate);
}

static InflightTask *
fetch (Fixture    *self,
       const char *path)
{
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u%s", self->port, path);

  return real_network_fetch (&self->net, address);
}

static void
test_row (Fixture       *self,
          gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autoptr (InflightTask) task = fetch (self, "/row");
  g_autoptr (InflightTask) next = NULL;

  if (row->code == SUCCESS)
    assert_succeeded (task, 200, NULL);
  else
    assert_failed (task, row->code);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, row->n_bytes);

  next = fetch (self, "/next");
  assert_succeeded (next, 200, "next");
  g_assert_cmpint (g_atomic_int_get (&self->n_connections), ==, row->n_connections);
}

/* Makes the certificate of this test the only one to be trusted.
 *
 * Returns: (transfer full): the file it is in, which is read later */
static char *
trust_ourselves (void)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  char *name;
  int fd;

  fd = g_file_open_tmp ("inflight-XXXXXX.pem", &name, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (name, strstr (certificate_pem, "-----BEGIN CERT"), -1, &error);
  g_assert_no_error (error);

  database = g_tls_file_database_new (name, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);

  return name;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *trusted = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  trusted = trust_ourselves ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/wire/tls/", rows[i].name, NULL);

      g_test_add (path, Fixture, &rows[i], set_up, test_row, tear_down);
    }

  status = g_test_run ();
  g_unlink (trusted);

  return status;
}
