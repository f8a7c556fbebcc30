/* soup-floor.c: as many requests as libsoup can make, and nothing besides
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>

/* libsoup looks at every connection of a session, and disconnects signal handlers
 * by looking at those of every message in it: 4 each take 200,000 instructions a
 * request, 16 take 221,000, and 32 take 234,000. */
#define CONNECTIONS_PER_SESSION 4

#define N_ADDRESSES 100
#define READ_BYTES  (64 << 10)

static int n_connections = 32;
static char *ca_path;

static const GOptionEntry entries[] = {
  { "connections", 0, 0, G_OPTION_ARG_INT, &n_connections, "Connections (32)", "N" },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_path, "Whom to trust with TLS", "FILE" },
  G_OPTION_ENTRY_NULL
};

/**
 * Floor:
 * @uris: (element-type GUri): parsed once, and asked for in turn
 * @n_wanted: requests to be made
 * @n_begun: requests begun
 * @n_done: requests answered
 * @buffer: what all bodies are read into
 *
 * A loop around libsoup without queue, titles, states or deadlines: the rate
 * that Inflight is measured against.
 */
typedef struct
{
  GMainContext *context;
  GPtrArray    *uris;
  guint8       *buffer;
  guint         n_wanted;
  guint         n_begun;
  guint         n_done;
  guint64       n_bytes;
} Floor;

/**
 * Lane:
 * @message: what is under way
 * @spare: what was before, of which libsoup lets go a little later
 *
 * One of so many at once. Its two messages are sent again and again, which saves
 * 5 % of the instructions.
 */
typedef struct
{
  Floor        *floor;
  SoupSession  *session;
  SoupMessage  *message;
  SoupMessage  *spare;
  GInputStream *stream;
} Lane;

static void     send_next   (Lane                 *self);
static gboolean readable_cb (GPollableInputStream *stream,
                             gpointer              user_data);

static void
wait_for_body (Lane *self)
{
  g_autoptr (GSource) source = NULL;

  source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->stream), NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (source, self->floor->context);
}

static void
read_body (Lane *self)
{
  Floor *floor = self->floor;
  g_autoptr (GError) error = NULL;
  gssize n_read;

  do
    {
      n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->stream),
                                                         floor->buffer, READ_BYTES, NULL,
                                                         &error);
      if (n_read > 0)
        floor->n_bytes += n_read;
    }
  while (n_read > 0);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      wait_for_body (self);
      return;
    }

  if (n_read < 0)
    g_error ("%s", error->message);

  g_clear_object (&self->stream);
  floor->n_done++;
  send_next (self);
}

static gboolean
readable_cb (GPollableInputStream *stream,
             gpointer              user_data)
{
  read_body (user_data);

  return G_SOURCE_REMOVE;
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Lane *self = user_data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (self->stream == NULL)
    g_error ("%s", error->message);

  if (soup_message_get_status (self->message) != SOUP_STATUS_OK)
    g_error ("HTTP %u", soup_message_get_status (self->message));

  read_body (self);
}

static void
send_next (Lane *self)
{
  Floor *floor = self->floor;
  SoupMessage *message = self->spare;
  GUri *uri;

  if (floor->n_begun == floor->n_wanted)
    return;

  uri = g_ptr_array_index (floor->uris, floor->n_begun++ % N_ADDRESSES);
  if (message != NULL)
    {
      soup_message_set_uri (message, uri);
    }
  else
    {
      message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
    }

  self->spare = self->message;
  self->message = message;
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, send_cb, self);
}

/* Without anything that a session has of its own accord. */
static SoupSession *
new_session (void)
{
  SoupSession *session;

  session = soup_session_new_with_options ("max-conns", CONNECTIONS_PER_SESSION,
                                           "max-conns-per-host", CONNECTIONS_PER_SESSION,
                                           "timeout", 0,
                                           "idle-timeout", 0,
                                           "proxy-resolver", NULL,
                                           NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  if (ca_path != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_path, &error);

      if (database == NULL)
        g_error ("%s: %s", ca_path, error->message);

      soup_session_set_tls_database (session, database);
    }

  return session;
}

static GPtrArray *
make_uris (const char *base)
{
  GPtrArray *uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);

  for (int i = 1; i <= N_ADDRESSES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%d", base, i);
      g_autoptr (GError) error = NULL;
      GUri *uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, &error);

      if (uri == NULL)
        g_error ("%s: %s", text, error->message);

      g_ptr_array_add (uris, uri);
    }

  return uris;
}

static void
run (Floor *self)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree Lane *lanes = g_new0 (Lane, n_connections);

  for (int i = 0; i < n_connections; i++)
    {
      if (i % CONNECTIONS_PER_SESSION == 0)
        g_ptr_array_add (sessions, new_session ());

      lanes[i].floor = self;
      lanes[i].session = g_ptr_array_index (sessions, sessions->len - 1);
      send_next (&lanes[i]);
    }

  while (self->n_done < self->n_wanted)
    g_main_context_iteration (self->context, TRUE);

  for (int i = 0; i < n_connections; i++)
    {
      g_clear_object (&lanes[i].message);
      g_clear_object (&lanes[i].spare);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("BASE COUNT");
  g_autoptr (GError) error = NULL;
  Floor floor = { 0 };
  gint64 begin_us;
  double seconds;

  g_option_context_set_summary (context, "Asks for BASE1 to BASE100 in turn.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "An argument is missing");
      return 2;
    }

  /* As the engine does: otherwise one connection is made after the other. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);

  floor.context = g_main_context_default ();
  floor.uris = make_uris (argv[1]);
  floor.n_wanted = g_ascii_strtoull (argv[2], NULL, 10);
  floor.buffer = g_malloc (READ_BYTES);

  begin_us = g_get_monotonic_time ();
  run (&floor);
  seconds = (g_get_monotonic_time () - begin_us) / (double) G_USEC_PER_SEC;
  g_print ("%u requests, %" G_GUINT64_FORMAT " bytes, %.3f s, %.0f a second\n",
           floor.n_done, floor.n_bytes, seconds, floor.n_done / seconds);

  g_ptr_array_unref (floor.uris);
  g_free (floor.buffer);

  return 0;
}
