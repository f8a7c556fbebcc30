/* inflight-lab.c: the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab.h"

#include "inflight-lab-dice-private.h"
#include "inflight-lab-posts-private.h"
#include "inflight-lab-serve-private.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

/* GIO's own 10 is too few: the kernel drops the connections beyond it, and the
 * clients try again after a second. */
#define BACKLOG 1024

#define ACCEPT_PAUSE_MS 50

#define SOCKET_KEY "inflight-lab-socket"

/**
 * InflightLab:
 *
 * A web server on the loopback interface, with posts to fetch that come late,
 * in drops, in part or not at all, as the query of their address says.
 *
 * It runs in a thread of its own. What it has is set up before the thread
 * starts and torn down after it ended, or belongs to that thread alone.
 */
struct _InflightLab
{
  GObject           parent_instance;

  char             *base_uri;
  GMainContext     *context;
  GMainLoop        *loop;
  GThread          *thread;

  /* Of the lab's thread */
  SoupServer       *server;
  GSocket          *listener;
  GSocketAddress   *address;
  GSource          *accept_source;
  InflightLabPosts *posts;
  InflightLabDice  *dice;
};

G_DEFINE_FINAL_TYPE (InflightLab, inflight_lab, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *form,
           gpointer           user_data)
{
  InflightLab *self = user_data;
  GSocketAddress *remote = NULL;

  g_assert (SOUP_IS_SERVER (server));
  g_assert (SOUP_IS_SERVER_MESSAGE (message));
  g_assert (INFLIGHT_IS_LAB (self));

  remote = soup_server_message_get_remote_address (message);
  inflight_lab_serve (self->posts, self->dice, message, path,
                      g_object_get_data (G_OBJECT (remote), SOCKET_KEY));
}

/* What a client sends is read and forgotten, however long it is. */
static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  SoupMessageBody *body = NULL;

  g_assert (SOUP_IS_SERVER (server));
  g_assert (SOUP_IS_SERVER_MESSAGE (message));

  body = soup_server_message_get_request_body (message);
  soup_message_body_set_accumulate (body, FALSE);
}

/* The address knows the socket because libsoup tells the socket of a message
 * only for connections that it accepted itself. The connection keeps both. */
static void
take_connection (InflightLab *self,
                 GSocket     *socket)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  g_autoptr (GError) error = NULL;

  remote = g_socket_get_remote_address (socket, &error);
  if (remote == NULL)
    {
      g_debug ("A client went away at once: %s", error->message);
      return;
    }

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_object_set_data (G_OBJECT (remote), SOCKET_KEY, socket);
  connection = g_socket_connection_factory_create_connection (socket);
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection),
                               self->address, remote, NULL);
}

static void start_accepting (InflightLab *self);

static gboolean
accept_again_cb (gpointer user_data)
{
  InflightLab *self = user_data;

  g_assert (INFLIGHT_IS_LAB (self));

  start_accepting (self);

  return G_SOURCE_REMOVE;
}

static gboolean
accept_cb (GSocket      *listener,
           GIOCondition  condition,
           gpointer      user_data)
{
  InflightLab *self = user_data;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  g_assert (G_IS_SOCKET (listener));
  g_assert (INFLIGHT_IS_LAB (self));

  socket = g_socket_accept (listener, NULL, &error);
  if (socket != NULL)
    {
      take_connection (self, socket);
      return G_SOURCE_CONTINUE;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;

  /* Out of descriptors, most likely: the client keeps waiting in the backlog,
   * and asking again at once would only keep the processor busy. */
  g_debug ("Accepting pauses: %s", error->message);
  clear_source (&self->accept_source);
  self->accept_source = g_timeout_source_new (ACCEPT_PAUSE_MS);
  g_source_set_callback (self->accept_source, accept_again_cb, self, NULL);
  g_source_attach (self->accept_source, self->context);

  return G_SOURCE_REMOVE;
}

static void
start_accepting (InflightLab *self)
{
  clear_source (&self->accept_source);

  self->accept_source = g_socket_create_source (self->listener, G_IO_IN, NULL);
  g_source_set_callback (self->accept_source, G_SOURCE_FUNC (accept_cb),
                         self, NULL);
  g_source_attach (self->accept_source, self->context);
}

static GSocket *
listen_on_loopback (guint16   port,
                    GError  **error)
{
  g_autoptr (GInetAddress) loopback = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) listener = NULL;

  listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                           G_SOCKET_PROTOCOL_TCP, error);
  if (listener == NULL)
    return NULL;

  loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  address = g_inet_socket_address_new (loopback, port);
  g_socket_set_blocking (listener, FALSE);
  g_socket_set_listen_backlog (listener, BACKLOG);

  if (!g_socket_bind (listener, address, TRUE, error) ||
      !g_socket_listen (listener, error))
    return NULL;

  return g_steal_pointer (&listener);
}

/* SoupServer keeps a connection for the next request only while it listens, but
 * its listener goes deaf for good at the first accept() that fails
 * (soup-listener.c of libsoup 3.2). So it is given the socket in a context that
 * never runs, and accepting is done here. */
static gboolean
start_server (InflightLab  *self,
              GError      **error)
{
  g_autoptr (GMainContext) nowhere = g_main_context_new ();
  gboolean listens;

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  g_signal_connect (self->server, "request-started",
                    G_CALLBACK (request_started_cb), NULL);

  g_main_context_push_thread_default (nowhere);
  listens = soup_server_listen_socket (self->server, self->listener, 0, error);
  g_main_context_pop_thread_default (nowhere);

  return listens;
}

static void
stop_server (InflightLab *self)
{
  clear_source (&self->accept_source);

  if (self->server != NULL)
    soup_server_disconnect (self->server);

  g_clear_object (&self->server);
}

static gpointer
thread_cb (gpointer data)
{
  InflightLab *self = data;

  g_assert (INFLIGHT_IS_LAB (self));

  g_main_context_push_thread_default (self->context);
  start_accepting (self);
  g_main_loop_run (self->loop);
  stop_server (self);

  /* Closing leaves callbacks behind. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;

  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  InflightLab *self = user_data;

  g_assert (INFLIGHT_IS_LAB (self));

  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

/* From within the loop: quitting one that does not run yet would be lost. */
static void
stop_thread (InflightLab *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, quit_cb, self, NULL);
  g_source_attach (source, self->context);

  g_clear_pointer (&self->thread, g_thread_join);
}

static void
inflight_lab_dispose (GObject *object)
{
  InflightLab *self = INFLIGHT_LAB (object);

  if (self->thread != NULL)
    stop_thread (self);

  stop_server (self);
  g_clear_object (&self->listener);
  g_clear_object (&self->address);

  G_OBJECT_CLASS (inflight_lab_parent_class)->dispose (object);
}

static void
inflight_lab_finalize (GObject *object)
{
  InflightLab *self = INFLIGHT_LAB (object);

  g_clear_pointer (&self->dice, inflight_lab_dice_free);
  g_clear_pointer (&self->posts, inflight_lab_posts_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->base_uri, g_free);

  G_OBJECT_CLASS (inflight_lab_parent_class)->finalize (object);
}

static void
inflight_lab_class_init (InflightLabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_lab_dispose;
  object_class->finalize = inflight_lab_finalize;
}

static void
inflight_lab_init (InflightLab *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->posts = inflight_lab_posts_new ();
  self->dice = inflight_lab_dice_new ();
}

/**
 * inflight_lab_new:
 * @port: a TCP port, or 0 for any that is free
 * @error: return location for an error
 *
 * Starts a practice server on 127.0.0.1, out of reach of other machines. It
 * listens when this returns, and until it is disposed. Disposing closes every
 * connection at once, whatever state its answer is in; it waits for no client.
 *
 * Returns: (transfer full): the server, or %NULL with a #GIOErrorEnum, such as
 *   %G_IO_ERROR_ADDRESS_IN_USE
 */
InflightLab *
inflight_lab_new (guint16   port,
                  GError  **error)
{
  g_autoptr (InflightLab) self = g_object_new (INFLIGHT_TYPE_LAB, NULL);
  GInetSocketAddress *address = NULL;

  self->listener = listen_on_loopback (port, error);
  if (self->listener == NULL)
    return NULL;

  self->address = g_socket_get_local_address (self->listener, error);
  if (self->address == NULL || !start_server (self, error))
    return NULL;

  address = G_INET_SOCKET_ADDRESS (self->address);
  self->base_uri = g_strdup_printf ("http://127.0.0.1:%u",
                                    g_inet_socket_address_get_port (address));
  self->thread = g_thread_new ("inflight-lab", thread_cb, self);

  return g_steal_pointer (&self);
}

/**
 * inflight_lab_get_base_uri:
 * @self: a lab
 *
 * Returns: (transfer none): the address of the lab without a slash at its end,
 *   such as `http://127.0.0.1:40123`
 */
const char *
inflight_lab_get_base_uri (InflightLab *self)
{
  g_return_val_if_fail (INFLIGHT_IS_LAB (self), NULL);

  return self->base_uri;
}

const InflightLabFunctions inflight_lab_functions = {
  .create = inflight_lab_new,
  .get_base_uri = inflight_lab_get_base_uri,
};
