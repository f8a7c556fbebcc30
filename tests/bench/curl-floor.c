/* curl-floor.c: as many requests as libcurl can make, and nothing besides
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <curl/curl.h>
#include <glib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define N_ADDRESSES 100
#define N_EVENTS    64

static int n_connections = 32;
static char *ca_path;
static char *http_version;
static gboolean insecure;
static gboolean compressed;

static const GOptionEntry entries[] = {
  { "connections", 0, 0, G_OPTION_ARG_INT, &n_connections, "In flight at once (32)", "N" },
  { "http", 0, 0, G_OPTION_ARG_STRING, &http_version, "Version of HTTP (1.1)", "1.1|2" },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_path, "Whom to trust with TLS", "FILE" },
  { "insecure", 0, 0, G_OPTION_ARG_NONE, &insecure, "Trust everybody", NULL },
  { "compressed", 0, 0, G_OPTION_ARG_NONE, &compressed, "Ask for gzip and decode it", NULL },
  G_OPTION_ENTRY_NULL
};

/**
 * Floor:
 * @epoll_fd: what libcurl's sockets are watched with
 * @due_us: when libcurl wants to be called though nothing happened, -1 if never
 * @addresses: asked for in turn
 * @n_wanted: requests to be made
 * @n_begun: requests begun
 * @n_done: requests answered
 *
 * A loop around libcurl without queue, titles, states or deadlines: the rate that
 * Inflight is measured against. Each handle is used again and again.
 */
typedef struct
{
  CURLM   *multi;
  int      epoll_fd;
  gint64   due_us;
  char   **addresses;
  guint    n_wanted;
  guint    n_begun;
  guint    n_done;
  guint64  n_bytes;
} Floor;

/* What libcurl asks for */

static int
socket_cb (CURL          *easy,
           curl_socket_t  fd,
           int            what,
           void          *user_data,
           void          *known)
{
  Floor *self = user_data;
  struct epoll_event event = { .data.fd = fd };

  if (what == CURL_POLL_REMOVE)
    {
      epoll_ctl (self->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
      return 0;
    }

  if (what & CURL_POLL_IN)
    event.events |= EPOLLIN;
  if (what & CURL_POLL_OUT)
    event.events |= EPOLLOUT;
  epoll_ctl (self->epoll_fd, known != NULL ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
  curl_multi_assign (self->multi, fd, self);

  return 0;
}

static int
timer_cb (CURLM *multi,
          long   timeout_ms,
          void  *user_data)
{
  Floor *self = user_data;

  self->due_us = timeout_ms < 0 ? -1 : g_get_monotonic_time () + timeout_ms * 1000;

  return 0;
}

static size_t
write_cb (char   *bytes,
          size_t  size,
          size_t  n_items,
          void   *user_data)
{
  Floor *self = user_data;

  self->n_bytes += size * n_items;

  return size * n_items;
}

/* Requests */

static CURL *
new_handle (Floor *self)
{
  gboolean http2 = g_strcmp0 (http_version, "2") == 0;
  CURL *easy = curl_easy_init ();

  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (easy, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION,
                    http2 ? (long) CURL_HTTP_VERSION_2TLS : (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_PIPEWAIT, http2 ? 1L : 0L);
  if (ca_path != NULL)
    curl_easy_setopt (easy, CURLOPT_CAINFO, ca_path);
  if (insecure)
    {
      curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 0L);
      curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
  if (compressed)
    curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");

  return easy;
}

/* Returns whether there was one more. */
static gboolean
send_next (Floor *self,
           CURL  *easy)
{
  if (self->n_begun == self->n_wanted)
    return FALSE;

  curl_easy_setopt (easy, CURLOPT_URL, self->addresses[self->n_begun++ % N_ADDRESSES]);
  curl_multi_add_handle (self->multi, easy);

  return TRUE;
}

static void
take_answers (Floor *self)
{
  CURLMsg *message;
  int n_left;

  while ((message = curl_multi_info_read (self->multi, &n_left)) != NULL)
    {
      CURL *easy = message->easy_handle;

      if (message->data.result != CURLE_OK)
        g_error ("%s", curl_easy_strerror (message->data.result));

      self->n_done++;
      curl_multi_remove_handle (self->multi, easy);
      if (!send_next (self, easy))
        curl_easy_cleanup (easy);
    }
}

static int
get_timeout_ms (Floor *self)
{
  gint64 left_us;

  if (self->due_us < 0)
    return -1;

  left_us = self->due_us - g_get_monotonic_time ();

  return left_us > 0 ? (left_us + 999) / 1000 : 0;
}

static void
step (Floor *self)
{
  struct epoll_event events[N_EVENTS];
  int n_events = epoll_wait (self->epoll_fd, events, N_EVENTS, get_timeout_ms (self));
  int n_running;

  for (int i = 0; i < n_events; i++)
    {
      int mask = 0;

      if (events[i].events & (EPOLLIN | EPOLLHUP))
        mask |= CURL_CSELECT_IN;
      if (events[i].events & EPOLLOUT)
        mask |= CURL_CSELECT_OUT;
      if (events[i].events & EPOLLERR)
        mask |= CURL_CSELECT_ERR;
      curl_multi_socket_action (self->multi, events[i].data.fd, mask, &n_running);
    }

  if (self->due_us >= 0 && self->due_us <= g_get_monotonic_time ())
    {
      self->due_us = -1;
      curl_multi_socket_action (self->multi, CURL_SOCKET_TIMEOUT, 0, &n_running);
    }

  take_answers (self);
}

static void
run (Floor *self)
{
  self->multi = curl_multi_init ();
  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self->due_us = -1;
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, socket_cb);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, timer_cb);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_MAXCONNECTS, (long) n_connections);

  for (int i = 0; i < n_connections && self->n_begun < self->n_wanted; i++)
    send_next (self, new_handle (self));

  while (self->n_done < self->n_wanted)
    step (self);

  curl_multi_cleanup (self->multi);
  close (self->epoll_fd);
}

static char **
make_addresses (const char *base)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 1; i <= N_ADDRESSES; i++)
    {
      g_autofree char *address = g_strdup_printf ("%s%d", base, i);

      g_strv_builder_add (builder, address);
    }

  return g_strv_builder_end (builder);
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

  curl_global_init (CURL_GLOBAL_DEFAULT);
  floor.addresses = make_addresses (argv[1]);
  floor.n_wanted = g_ascii_strtoull (argv[2], NULL, 10);

  begin_us = g_get_monotonic_time ();
  run (&floor);
  seconds = (g_get_monotonic_time () - begin_us) / (double) G_USEC_PER_SEC;
  g_print ("%u requests, %" G_GUINT64_FORMAT " bytes, %.3f s, %.0f a second\n",
           floor.n_done, floor.n_bytes, seconds, floor.n_done / seconds);

  g_strfreev (floor.addresses);
  curl_global_cleanup ();

  return 0;
}
