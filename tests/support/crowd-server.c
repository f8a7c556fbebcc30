/* crowd-server.c: a server that serves a crowd from one thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For accept4(). */
#define _GNU_SOURCE

#include "config.h"

#include "crowd-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
#define MAX_EVENTS 64

/**
 * CrowdServer:
 * @leaves: whether it goes when a connection is used for the second time
 * @lock: for all that follows it
 * @counts: (element-type utf8 guint): how often each request line was read
 * @n_left: how many connections it closed at that moment
 *
 * Answers each request on any address of the loopback interface with two bytes.
 * It can be asked to do what a server does whose patience with an idle connection
 * ends just when a request comes (RFC 9112, section 9.3.1): by turns the request is
 * read and the connection closed, read and reset, not read and reset; or the
 * connection is closed right after an answer.
 */
struct _CrowdServer
{
  int         listener;
  int         epoll;
  int         wakeup;
  guint16     port;
  gboolean    leaves;
  GThread    *thread;
  GPtrArray  *clients;

  GMutex      lock;
  GHashTable *counts;
  guint       n_requests;
  guint       n_left;
};

typedef enum
{
  LEAVE_READ,
  LEAVE_RESET,
  LEAVE_UNREAD,
  LEAVE_ANSWERED,
  N_LEAVES,
} Leave;

typedef struct
{
  int       fd;
  Leave     leave;
  gboolean  answered;
  GString  *input;
} Client;

static void
client_free (gpointer data)
{
  Client *client = data;

  close (client->fd);
  g_string_free (client->input, TRUE);
  g_free (client);
}

static void
watch (CrowdServer *self,
       int          fd,
       gpointer     data)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = data };

  g_assert_no_errno (epoll_ctl (self->epoll, EPOLL_CTL_ADD, fd, &event));
}

static void
accept_client (CrowdServer *self)
{
  struct sockaddr_in peer;
  socklen_t size = sizeof peer;
  int fd = accept4 (self->listener, (struct sockaddr *) &peer, &size, SOCK_CLOEXEC);
  Client *client;

  if (fd < 0)
    return;

  /* Nobody else is served. */
  if (ntohl (peer.sin_addr.s_addr) >> 24 != IN_LOOPBACKNET)
    {
      close (fd);
      return;
    }

  client = g_new0 (Client, 1);
  client->fd = fd;
  client->leave = self->clients->len % N_LEAVES;
  client->input = g_string_new (NULL);
  g_ptr_array_add (self->clients, client);
  watch (self, fd, client);
}

/* Returns whether a whole request has arrived. */
static gboolean
has_request (Client *client)
{
  static const char name[] = "\r\nContent-Length: ";
  const char *end = strstr (client->input->str, "\r\n\r\n");
  const char *field;
  gsize body_bytes = 0;

  if (end == NULL)
    return FALSE;

  field = strstr (client->input->str, name);
  if (field != NULL && field < end)
    body_bytes = g_ascii_strtoull (field + strlen (name), NULL, 10);

  return client->input->len - (end + 4 - client->input->str) >= body_bytes;
}

static void
count_request (CrowdServer *self,
               Client      *client)
{
  const char *end = strstr (client->input->str, " HTTP/");
  char *line = g_strndup (client->input->str, end != NULL ? end - client->input->str : 0);
  gpointer count;

  g_mutex_lock (&self->lock);
  count = g_hash_table_lookup (self->counts, line);
  g_hash_table_replace (self->counts, line, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
  self->n_requests++;
  g_mutex_unlock (&self->lock);
}

static void
set_reset (Client *client)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  g_assert_no_errno (setsockopt (client->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
}

/* Returns whether the connection stays. */
static gboolean
answer (CrowdServer *self,
        Client      *client)
{
  gboolean again = client->answered;

  count_request (self, client);
  g_string_truncate (client->input, 0);
  client->answered = TRUE;

  if (self->leaves && again)
    {
      if (client->leave == LEAVE_RESET)
        set_reset (client);
      return FALSE;
    }

  return send (client->fd, ANSWER, strlen (ANSWER), MSG_NOSIGNAL) == strlen (ANSWER) &&
         !(self->leaves && client->leave == LEAVE_ANSWERED);
}

/* Returns whether the connection stays. */
static gboolean
serve (CrowdServer *self,
       Client      *client)
{
  char buffer[4096];
  gssize n;

  if (self->leaves && client->answered && client->leave == LEAVE_UNREAD)
    return recv (client->fd, buffer, 1, MSG_PEEK) < 0;

  n = recv (client->fd, buffer, sizeof buffer, 0);
  if (n <= 0)
    return FALSE;

  g_string_append_len (client->input, buffer, n);

  return !has_request (client) || answer (self, client);
}

/* Of those that the client has not closed itself. */
static void
count_left (CrowdServer *self,
            Client      *client)
{
  char byte;

  if (!self->leaves || !client->answered ||
      recv (client->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0)
    return;

  g_mutex_lock (&self->lock);
  self->n_left++;
  g_mutex_unlock (&self->lock);
}

static gpointer
thread_func (gpointer data)
{
  CrowdServer *self = data;
  struct epoll_event events[MAX_EVENTS];

  for (;;)
    {
      int n_events = epoll_wait (self->epoll, events, MAX_EVENTS, -1);

      for (int i = 0; i < n_events; i++)
        {
          Client *client = events[i].data.ptr;

          if (events[i].data.ptr == &self->wakeup)
            return NULL;
          else if (events[i].data.ptr == &self->listener)
            accept_client (self);
          else if (!serve (self, client))
            {
              count_left (self, client);
              g_ptr_array_remove_fast (self->clients, client);
            }
        }
    }
}

/* As many as the machine allows: the program under test has its own. */
static void
raise_limit (void)
{
  struct rlimit limit;

  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  limit.rlim_cur = limit.rlim_max;
  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));
}

/**
 * crowd_server_new:
 * @leaves: whether it goes when a connection is used for the second time
 *
 * Returns: (transfer full): a server on a port of its own
 */
CrowdServer *
crowd_server_new (gboolean leaves)
{
  CrowdServer *self = g_new0 (CrowdServer, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = INADDR_ANY };
  socklen_t size = sizeof address;

  raise_limit ();
  g_mutex_init (&self->lock);
  self->leaves = leaves;
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clients = g_ptr_array_new_with_free_func (client_free);
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->wakeup = eventfd (0, EFD_CLOEXEC);
  g_assert_no_errno (bind (self->listener, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (self->listener, 4096));
  g_assert_no_errno (getsockname (self->listener, (struct sockaddr *) &address, &size));
  self->port = ntohs (address.sin_port);
  watch (self, self->listener, &self->listener);
  watch (self, self->wakeup, &self->wakeup);
  self->thread = g_thread_new ("crowd-server", thread_func, self);

  return self;
}

void
crowd_server_free (CrowdServer *self)
{
  g_assert_no_errno (eventfd_write (self->wakeup, 1));
  g_thread_join (self->thread);
  g_ptr_array_unref (self->clients);
  g_hash_table_unref (self->counts);
  close (self->listener);
  close (self->epoll);
  close (self->wakeup);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
crowd_server_get_port (CrowdServer *self)
{
  return self->port;
}

guint
crowd_server_get_n_requests (CrowdServer *self)
{
  guint n_requests;

  g_mutex_lock (&self->lock);
  n_requests = self->n_requests;
  g_mutex_unlock (&self->lock);

  return n_requests;
}

/**
 * crowd_server_get_n_left:
 * @self: a server
 *
 * Returns: how many connections it closed before the client did
 */
guint
crowd_server_get_n_left (CrowdServer *self)
{
  guint n_left;

  g_mutex_lock (&self->lock);
  n_left = self->n_left;
  g_mutex_unlock (&self->lock);

  return n_left;
}

/**
 * crowd_server_count:
 * @self: a server
 * @line: a method and a path
 *
 * Returns: how often it read such a request
 */
guint
crowd_server_count (CrowdServer *self,
                    const char  *line)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, line));
  g_mutex_unlock (&self->lock);

  return count;
}
