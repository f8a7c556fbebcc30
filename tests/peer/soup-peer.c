/* soup-peer.c: libsoup's server, with every kind of answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#define JSON "application/json"

static const char *folder;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, JSON, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                name, value);
}

static GBytes *
compress (const char *text,
          gsize       size)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GConverter) compressor = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  stream = g_converter_output_stream_new (memory, compressor);
  g_output_stream_write_all (stream, text, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Compresses what is asked for under /gzip/. */
static void
send_file (SoupServerMessage *message,
           const char        *path)
{
  gboolean is_compressed = g_str_has_prefix (path, "/gzip/");
  g_autofree char *file = g_build_filename (folder, is_compressed ? "posts" : "",
                                            is_compressed ? path + strlen ("/gzip") : path,
                                            NULL);
  g_autofree char *text = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *sum = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gsize size;

  if (!g_file_get_contents (file, &text, &size, NULL))
    {
      answer (message, SOUP_STATUS_NOT_FOUND, "{\"title\": \"missing\"}");
      return;
    }

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, size);
  tag = g_strdup_printf ("\"%s\"", sum);
  set_header (message, "ETag", tag);
  if (g_strcmp0 (soup_message_headers_get_list (headers, "If-None-Match"), tag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  set_header (message, "Content-Type", JSON);
  if (is_compressed)
    {
      g_autoptr (GBytes) compressed = compress (text, size);

      set_header (message, "Content-Encoding", "gzip");
      soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                      compressed);
      return;
    }

  soup_message_body_append (soup_server_message_get_response_body (message),
                            SOUP_MEMORY_COPY, text, size);
}

static void
send_chunks (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  set_header (message, "Content-Type", JSON);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "{\"title\": ", 10);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "\"chunked\"}", 10);
  soup_message_body_complete (body);
}

static void
welcome (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *cookie = soup_message_headers_get_list (headers, "Cookie");

  if (g_strcmp0 (cookie, "key=value") == 0)
    answer (message, SOUP_STATUS_OK, "{\"title\": \"welcome\"}");
  else
    answer (message, SOUP_STATUS_FORBIDDEN, "");
}

static void
put (SoupServerMessage *message,
     const char        *path)
{
  g_autofree char *file = g_build_filename (folder, path, NULL);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, body->data, body->length, &error);
  g_assert_no_error (error);
  answer (message, SOUP_STATUS_CREATED, "");
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (strcmp (method, "POST") == 0)
    answer (message, SOUP_STATUS_OK, body->data);
  else if (strcmp (method, "PUT") == 0)
    put (message, path);
  else if (strcmp (path, "/empty") == 0)
    soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  else if (strcmp (path, "/chunked") == 0)
    send_chunks (message);
  else if (strcmp (path, "/login") == 0)
    {
      answer (message, SOUP_STATUS_FOUND, "");
      set_header (message, "Location", "/welcome");
      set_header (message, "Set-Cookie", "key=value; Path=/");
    }
  else if (strcmp (path, "/welcome") == 0)
    welcome (message);
  else
    send_file (message, path);
}

/* Before the body of the request is read. */
static void
handle_early_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  answer (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "");
}

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *path = g_build_filename (folder, "both.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_secured;

  if (argc != 4)
    g_error ("Usage: %s PORT FOLDER tls|plain", argv[0]);

  folder = argv[2];
  is_secured = strcmp (argv[3], "tls") == 0;
  if (is_secured)
    {
      g_autoptr (GTlsCertificate) certificate = load_certificate ();

      soup_server_set_tls_certificate (server, certificate);
    }
  soup_server_add_handler (server, NULL, handle_cb, NULL, NULL);
  soup_server_add_early_handler (server, "/refuse", handle_early_cb, NULL, NULL);

  address = g_inet_socket_address_new_from_string ("127.0.0.1", atoi (argv[1]));
  soup_server_listen (server, address, is_secured ? SOUP_SERVER_LISTEN_HTTPS : 0, &error);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_main_loop_run (loop);

  return 0;
}
