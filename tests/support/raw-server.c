/* raw-server.c: a server that sends what a test writes down, byte for byte
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "raw-server.h"

#include "real-network.h"

#include <string.h>
#include <sys/socket.h>

#define MAX_REQUEST_BYTES 65536
#define TRICKLE_US 2000
#define DRIP_US 100000

typedef struct
{
  RawEnd  end;
  GBytes *bytes;
  char   *tail;
} Answer;

/**
 * RawServer:
 * @lock: for all that follows it
 * @greeting: (nullable): what is said before a request is read
 * @certificate: (nullable): what it shows, if it speaks TLS
 * @requests: (element-type utf8): each request, in order, with its body
 * @sent_bytes: how much it could send, on all connections, before any TLS
 * @n_gone: how many connections are over
 *
 * A server on the loopback interface with a thread for each connection, that
 * answers each path with the bytes it was given. Paths it does not know are
 * answered with 200 and no body.
 */
struct _RawServer
{
  GSocketListener *listener;
  GCancellable    *cancellable;
  GThread         *accepter;
  guint16          port;

  GMutex           lock;
  GHashTable      *answers;
  Answer          *greeting;
  GTlsCertificate *certificate;
  GPtrArray       *requests;
  GPtrArray       *threads;
  guint64          sent_bytes;
  guint            n_connections;
  guint            n_gone;
  guint            peak;
};

typedef struct
{
  RawServer         *server;
  GSocketConnection *connection;
  GIOStream         *stream;
} Client;

static void
answer_clear (gpointer data)
{
  Answer *answer = data;

  g_bytes_unref (answer->bytes);
  g_free (answer->tail);
}

static void
answer_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, answer_clear);
}

static Answer *
answer_new (RawEnd      end,
            GBytes     *bytes,
            const char *tail)
{
  Answer *answer = g_atomic_rc_box_new0 (Answer);

  answer->end = end;
  answer->bytes = g_bytes_ref (bytes);
  answer->tail = g_strdup (tail);

  return answer;
}

/* Returns: how long the body is that follows a header. */
static gsize
get_body_bytes (const char *header)
{
  static const char name[] = "\r\nContent-Length: ";
  const char *field = strstr (header, name);

  return field != NULL ? g_ascii_strtoull (field + strlen (name), NULL, 10) : 0;
}

/* Returns: (nullable): the next request, with as much of its body as there is room
 * for. */
static char *
read_request (Client *client)
{
  GInputStream *in = g_io_stream_get_input_stream (client->stream);
  g_autofree char *buffer = g_malloc (MAX_REQUEST_BYTES + 1);
  gsize wanted = MAX_REQUEST_BYTES;
  gsize length = 0;

  while (length < wanted)
    {
      gssize n = g_input_stream_read (in, buffer + length, MAX_REQUEST_BYTES - length,
                                      client->server->cancellable, NULL);
      const char *end;

      if (n <= 0)
        return NULL;

      length += n;
      buffer[length] = '\0';
      end = strstr (buffer, "\r\n\r\n");
      if (end != NULL)
        wanted = MIN (end + 4 - buffer + get_body_bytes (buffer), MAX_REQUEST_BYTES);
    }

  return strstr (buffer, "\r\n\r\n") != NULL ? g_steal_pointer (&buffer) : NULL;
}

static gboolean
send_text (Client     *client,
           const char *data,
           gsize       size)
{
  GOutputStream *out = g_io_stream_get_output_stream (client->stream);
  gboolean sent;
  gsize n_written;

  sent = g_output_stream_write_all (out, data, size, &n_written,
                                    client->server->cancellable, NULL);

  g_mutex_lock (&client->server->lock);
  client->server->sent_bytes += n_written;
  g_mutex_unlock (&client->server->lock);

  return sent;
}

/* Waits a while for the client to close. */
static gboolean
is_gone (Client *client,
         gint64  wait_us)
{
  GSocket *socket = g_socket_connection_get_socket (client->connection);
  char buffer[256];

  if (!g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, wait_us,
                                      client->server->cancellable, NULL))
    return g_cancellable_is_cancelled (client->server->cancellable);

  return g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL) <= 0;
}

static void
send_repeatedly (Client     *client,
                 const char *tail)
{
  g_autoptr (GString) block = g_string_new (NULL);

  while (block->len < 16384)
    g_string_append (block, tail);

  while (send_text (client, block->str, block->len))
    ;
}

static void
send_in_pieces (Client     *client,
                const char *tail,
                gsize       piece,
                gint64      pause_us)
{
  gsize size = strlen (tail);
  gsize begin = 0;

  while (send_text (client, tail + begin, MIN (piece, size - begin)) &&
         !is_gone (client, pause_us))
    begin = begin + piece < size ? begin + piece : 0;
}

/* Until the client breaks the connection off, or the server goes. */
static void
stall (Client *client)
{
  g_socket_condition_wait (g_socket_connection_get_socket (client->connection),
                           G_IO_HUP | G_IO_ERR, client->server->cancellable, NULL);
}

static void
reset (Client *client)
{
  GSocket *socket = g_socket_connection_get_socket (client->connection);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  g_assert_cmpint (setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER,
                               &linger, sizeof linger), ==, 0);
}

/* Returns whether the connection may carry another request. */
static gboolean
give_answer (Client       *client,
             const Answer *answer)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->bytes, &size);

  if (!send_text (client, data, size))
    return FALSE;

  switch (answer->end)
    {
    case RAW_KEEP:
      return TRUE;

    case RAW_CLOSE:
      return FALSE;

    case RAW_CUT:
      g_io_stream_close (G_IO_STREAM (client->connection), NULL, NULL);
      return FALSE;

    case RAW_RESET:
      reset (client);
      return FALSE;

    case RAW_HANG:
      while (!is_gone (client, G_USEC_PER_SEC))
        ;
      return FALSE;

    case RAW_STALL:
      stall (client);
      return FALSE;

    case RAW_REPEAT:
      send_repeatedly (client, answer->tail);
      return FALSE;

    case RAW_TRICKLE:
      send_in_pieces (client, answer->tail, strlen (answer->tail), TRICKLE_US);
      return FALSE;

    case RAW_DRIP:
      send_in_pieces (client, answer->tail, 1, DRIP_US);
      return FALSE;
    }

  g_assert_not_reached ();
}

/* Takes note of the request. Returns: (transfer full): what its path is answered
 * with; it may be replaced meanwhile. */
static Answer *
take_request (RawServer *self,
              char      *request)
{
  g_auto (GStrv) words = g_strsplit (request, " ", 3);
  Answer *answer;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, request);
  answer = g_hash_table_lookup (self->answers, words[1]);
  if (answer == NULL)
    answer = g_hash_table_lookup (self->answers, "*");
  g_atomic_rc_box_acquire (answer);
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (NULL);

  return answer;
}

/* Returns whether a request may be read now. */
static gboolean
greet (Client       *client,
       const Answer *greeting)
{
  GInputStream *in = g_io_stream_get_input_stream (client->stream);
  char buffer[4096];

  /* Closing with something unread would be a reset. */
  return g_input_stream_read (in, buffer, sizeof buffer,
                              client->server->cancellable, NULL) > 0 &&
         give_answer (client, greeting);
}

static gboolean
shake_hands (Client          *client,
             GTlsCertificate *certificate)
{
  GIOStream *stream;

  stream = g_tls_server_connection_new (client->stream, certificate, NULL);
  g_object_unref (client->stream);
  client->stream = stream;

  return g_tls_connection_handshake (G_TLS_CONNECTION (stream),
                                     client->server->cancellable, NULL);
}

/* Returns whether the connection may carry a request. */
static gboolean
begin_connection (Client *client)
{
  RawServer *self = client->server;
  g_autoptr (GTlsCertificate) certificate = NULL;
  Answer *greeting;
  gboolean ready = TRUE;

  client->stream = G_IO_STREAM (g_object_ref (client->connection));

  g_mutex_lock (&self->lock);
  g_set_object (&certificate, self->certificate);
  greeting = self->greeting;
  if (greeting != NULL)
    g_atomic_rc_box_acquire (greeting);
  g_mutex_unlock (&self->lock);

  if (greeting != NULL)
    {
      ready = greet (client, greeting);
      answer_unref (greeting);
    }

  return ready && (certificate == NULL || shake_hands (client, certificate));
}

static gpointer
client_thread_func (gpointer data)
{
  Client *client = data;
  RawServer *self = client->server;
  gboolean more = begin_connection (client);
  char *request;

  while (more && (request = read_request (client)) != NULL)
    {
      Answer *answer = take_request (self, request);

      more = give_answer (client, answer);
      answer_unref (answer);
    }

  g_io_stream_close (client->stream, NULL, NULL);
  g_object_unref (client->stream);
  g_object_unref (client->connection);
  g_free (client);

  g_mutex_lock (&self->lock);
  self->n_gone++;
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (NULL);

  return NULL;
}

static gpointer
accepter_thread_func (gpointer data)
{
  RawServer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL,
                                                 self->cancellable, NULL)) != NULL)
    {
      Client *client = g_new0 (Client, 1);

      client->server = self;
      client->connection = connection;

      g_mutex_lock (&self->lock);
      self->n_connections++;
      self->peak = MAX (self->peak, self->n_connections - self->n_gone);
      g_ptr_array_add (self->threads,
                       g_thread_new ("raw-client", client_thread_func, client));
      g_mutex_unlock (&self->lock);
      g_main_context_wakeup (NULL);
    }

  return NULL;
}

static RawServer *
new_with_family (GSocketFamily family)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  /* Held, that tests may count descriptors: it would come and go with each wait. */
  g_cancellable_get_fd (self->cancellable);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_unref);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->threads = g_ptr_array_new ();
  raw_server_add (self, "*", RAW_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", NULL);

  self->listener = g_socket_listener_new ();
  g_socket_listener_set_backlog (self->listener, 512);
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->accepter = g_thread_new ("raw-accepter", accepter_thread_func, self);

  return self;
}

RawServer *
raw_server_new (void)
{
  return new_with_family (G_SOCKET_FAMILY_IPV4);
}

/**
 * raw_server_new_ipv6:
 *
 * Returns: (transfer full) (nullable): a server on ::1, %NULL where the machine
 *   has no IPv6
 */
RawServer *
raw_server_new_ipv6 (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) probe = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_TCP, NULL);

  if (probe == NULL || !g_socket_bind (probe, address, FALSE, NULL))
    return NULL;

  return new_with_family (G_SOCKET_FAMILY_IPV6);
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->accepter);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));

  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_cancellable_release_fd (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->answers);
  g_clear_pointer (&self->greeting, answer_unref);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * raw_server_add:
 * @self: a server
 * @path: path and query, `*` for those not added
 * @end: what happens after @bytes
 * @bytes: the answer, from its first line
 * @tail: (nullable): what is sent for ever
 */
void
raw_server_add (RawServer  *self,
                const char *path,
                RawEnd      end,
                const char *bytes,
                const char *tail)
{
  g_autoptr (GBytes) wrapped = g_bytes_new (bytes, strlen (bytes));

  raw_server_add_bytes (self, path, end, wrapped, tail);
}

void
raw_server_add_bytes (RawServer  *self,
                      const char *path,
                      RawEnd      end,
                      GBytes     *bytes,
                      const char *tail)
{
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->answers, g_strdup (path), answer_new (end, bytes, tail));
  g_mutex_unlock (&self->lock);
}

/**
 * raw_server_set_greeting:
 * @self: a server
 * @end: what happens after @bytes
 * @bytes: (nullable): what is sent on each new connection, %NULL for nothing
 * @tail: (nullable): what is sent for ever
 *
 * Answers the first bytes that arrive, whatever they are.
 */
void
raw_server_set_greeting (RawServer  *self,
                         RawEnd      end,
                         GBytes     *bytes,
                         const char *tail)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->greeting, answer_unref);
  if (bytes != NULL)
    self->greeting = answer_new (end, bytes, tail);
  g_mutex_unlock (&self->lock);
}

/**
 * raw_server_set_certificate:
 * @self: a server
 * @certificate: (nullable): with its key; %NULL for a server without TLS
 *
 * Changes how new connections begin.
 */
void
raw_server_set_certificate (RawServer       *self,
                            GTlsCertificate *certificate)
{
  g_mutex_lock (&self->lock);
  g_set_object (&self->certificate, certificate);
  g_mutex_unlock (&self->lock);
}

char *
raw_server_dup_uri (RawServer  *self,
                    const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

guint16
raw_server_get_port (RawServer *self)
{
  return self->port;
}

static guint
read_counter (RawServer   *self,
              const guint *counter)
{
  guint value;

  g_mutex_lock (&self->lock);
  value = *counter;
  g_mutex_unlock (&self->lock);

  return value;
}

guint
raw_server_get_n_connections (RawServer *self)
{
  return read_counter (self, &self->n_connections);
}

/**
 * raw_server_get_peak:
 * @self: a server
 *
 * Returns: how many connections there were at once, at the most
 */
guint
raw_server_get_peak (RawServer *self)
{
  return read_counter (self, &self->peak);
}

guint
raw_server_get_n_requests (RawServer *self)
{
  return read_counter (self, &self->requests->len);
}

/**
 * raw_server_get_sent_bytes:
 * @self: a server
 *
 * Returns: how much it could send: what was read, and what the kernel holds
 */
guint64
raw_server_get_sent_bytes (RawServer *self)
{
  guint64 value;

  g_mutex_lock (&self->lock);
  value = self->sent_bytes;
  g_mutex_unlock (&self->lock);

  return value;
}

/**
 * raw_server_dup_request:
 * @self: a server
 * @index: the number of a request, from 0
 *
 * Returns: (transfer full): its header and body, as they arrived
 */
char *
raw_server_dup_request (RawServer *self,
                        guint      index)
{
  char *text;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (index, <, self->requests->len);
  text = g_strdup (g_ptr_array_index (self->requests, index));
  g_mutex_unlock (&self->lock);

  return text;
}

static void
await_counter (RawServer   *self,
               const guint *counter,
               guint        value)
{
  guint give_up = give_up_later ();

  while (read_counter (self, counter) < value)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

/* Runs the main loop until so many requests have arrived. */
void
raw_server_await_requests (RawServer *self,
                           guint      n_requests)
{
  await_counter (self, &self->requests->len, n_requests);
}

/* Runs the main loop until so many connections were made. */
void
raw_server_await_connections (RawServer *self,
                              guint      n_connections)
{
  await_counter (self, &self->n_connections, n_connections);
}

/* Runs the main loop until so many connections are over. */
void
raw_server_await_gone (RawServer *self,
                       guint      n_gone)
{
  await_counter (self, &self->n_gone, n_gone);
}
