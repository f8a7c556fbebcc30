/* inflight-curl-transfer.c: what libcurl tells of a transfer, judged
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include "inflight-base-private.h"
#include "inflight-title.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* As much as is read of an answer whose body decides nothing. */
#define IDLE_BODY_BYTES (64 << 10)

/* As much of a body as is decoded at once: 4 ms at the worst. */
#define FEED_BYTES (8 << 10)

/* libcurl reads what a proxy says to CONNECT byte by byte. */
#define MAX_TUNNEL_BYTES (8 << 10)

/* Says what went wrong, and has libcurl stop; what it says to that does not
 * overwrite the reason. */
static size_t
fail (InflightCurlTransfer *self,
      InflightError         code,
      const char           *message)
{
  if (self->answer->error == NULL)
    self->answer->error = g_error_new_literal (INFLIGHT_ERROR, code, message);

  return 0;
}

/* The socket */

static GInetAddress *
get_address (const struct curl_sockaddr *address,
             guint                      *port)
{
  g_autoptr (GSocketAddress) socket_address =
    g_socket_address_new_from_native ((gpointer) &address->addr, address->addrlen);

  if (!G_IS_INET_SOCKET_ADDRESS (socket_address))
    return NULL;

  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (socket_address));

  return g_object_ref (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (socket_address)));
}

static InflightConnection *
new_connection (InflightCurlTransfer *self,
                GInetAddress         *address,
                guint                 port)
{
  InflightConnection *connection = inflight_connection_new ();
  g_autofree char *text = g_inet_address_to_string (address);
  gboolean brackets = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  connection->remote_address = g_strdup_printf (brackets ? "[%s]:%u" : "%s:%u", text, port);
  connection->via_proxy = self->order.proxy != NULL;

  return connection;
}

/* CURLOPT_OPENSOCKETFUNCTION: each address that is tried comes by here. What counts
 * is the address that is connected to, not the name that led to it; a proxy is what
 * the person chose. */
curl_socket_t
inflight_curl_open_socket_cb (void                 *user_data,
                              curlsocktype          purpose,
                              struct curl_sockaddr *address)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTransfer *self = handle->transfer;
  guint port = 0;
  g_autoptr (GInetAddress) inet = get_address (address, &port);
  gboolean is_private = inet == NULL || inflight_inet_address_is_private (inet);
  curl_socket_t fd;

  if (self->order.guarded && self->order.proxy == NULL && is_private)
    {
      self->met_private = TRUE;
      return CURL_SOCKET_BAD;
    }

  fd = socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (fd < 0)
    {
      self->no_descriptor |= errno == EMFILE || errno == ENFILE || errno == ENOBUFS;
      return CURL_SOCKET_BAD;
    }

  if (!self->opened)
    self->order.record->timings.connect_start_us = g_get_monotonic_time ();
  self->opened = TRUE;
  /* libcurl may begin again by itself, with a tunnel to be asked for. */
  self->ready = FALSE;
  self->tunnel_bytes = 0;
  g_clear_pointer (&self->tls, inflight_curl_tls_unref);
  self->link = inflight_curl_links_add (handle->links, fd, self, is_private);
  if (inet != NULL)
    self->link->connection = new_connection (self, inet, port);
  self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);

  return fd;
}

static void
set_connection (InflightCurlTransfer *self,
                InflightConnection   *connection)
{
  g_clear_pointer (&self->order.record->connection, inflight_connection_unref);
  self->order.record->connection = inflight_connection_ref (connection);
}

/**
 * inflight_curl_transfer_note_connection:
 * @self: a transfer whose TLS handshake begins
 *
 * Has its record say what it is connected to, even if the handshake fails.
 */
void
inflight_curl_transfer_note_connection (InflightCurlTransfer *self)
{
  if (self->link != NULL && self->link->connection != NULL)
    set_connection (self, self->link->connection);
}

/* The connection is there: a new one, or one that others have used. */
static InflightCurlLink *
settle_link (InflightCurlHandle *handle,
             const char         *remote_ip,
             int                 remote_port,
             int                 local_port)
{
  InflightCurlTransfer *self = handle->transfer;
  InflightCurlLink *link = inflight_curl_links_find (handle->links, remote_ip, remote_port,
                                                     local_port);

  if (link != NULL || !self->opened)
    return link;

  /* Of several addresses that were tried the others are closed by now. */
  self->link = NULL;
  link = inflight_curl_links_find_made (handle->links, self);
  if (link == NULL)
    return NULL;

  inflight_curl_links_establish (link, remote_ip, remote_port, local_port);
  if (link->connection != NULL && self->tls != NULL)
    {
      link->tls = inflight_curl_tls_ref (self->tls);
      inflight_curl_tls_look (handle->easy, inflight_uri_get_host (self->order.uri),
                              link->connection);
    }

  return link;
}

static void
record_ready (InflightCurlTransfer *self)
{
  InflightTimings *timings = &self->order.record->timings;
  curl_off_t connected_us = 0;

  timings->request_start_us = g_get_monotonic_time ();
  self->order.record->reused = !self->opened;
  inflight_debug ("%s %s over a %s connection", self->order.method,
                  inflight_uri_get_host (self->order.uri), self->opened ? "new" : "kept");
  if (!self->opened)
    return;

  timings->connect_end_us = timings->request_start_us;
  if (!inflight_uri_is_secure (self->order.uri) || timings->secure_connection_start_us != 0)
    return;

  curl_easy_getinfo (self->handle->easy, CURLINFO_CONNECT_TIME_T, &connected_us);
  timings->secure_connection_start_us = self->begun_us + connected_us;
}

/* CURLOPT_PREREQFUNCTION: what comes next is the request. */
int
inflight_curl_ready_cb (void *user_data,
                        char *remote_ip,
                        char *local_ip,
                        int   remote_port,
                        int   local_port)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTransfer *self = handle->transfer;
  InflightCurlLink *link = settle_link (handle, remote_ip, remote_port, local_port);

  self->ready = TRUE;
  record_ready (self);

  if (link != NULL && link->connection != NULL)
    set_connection (self, link->connection);

  if (link != NULL && link->tls != NULL && self->tls != link->tls)
    {
      g_clear_pointer (&self->tls, inflight_curl_tls_unref);
      self->tls = inflight_curl_tls_ref (link->tls);
    }

  if (self->order.guarded && self->order.proxy == NULL && (link == NULL || link->is_private))
    {
      self->met_private = TRUE;
      return CURL_PREREQFUNC_ABORT;
    }

  self->events->state (self->user_data, INFLIGHT_TASK_STATE_WAITING);

  return CURL_PREREQFUNC_OK;
}

/* The body of the request */

/* Returns: (nullable): what goes along */
static const char *
get_body (InflightCurlTransfer *self,
          gsize                *size)
{
  *size = 0;

  return self->order.sends_body
       ? g_bytes_get_data (inflight_options_get_body (self->order.options), size) : NULL;
}

/* CURLOPT_READFUNCTION. */
size_t
inflight_curl_read_cb (char   *buffer,
                       size_t  size,
                       size_t  n_items,
                       void   *user_data)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTransfer *self = handle->transfer;
  gsize body_bytes;
  const char *body = get_body (self, &body_bytes);
  gsize n_bytes = MIN (body_bytes - self->sent_bytes, size * n_items);

  if (n_bytes > 0)
    memcpy (buffer, body + self->sent_bytes, n_bytes);
  self->sent_bytes += n_bytes;
  if (self->sent_bytes == body_bytes)
    self->order.record->timings.request_end_us = g_get_monotonic_time ();

  return n_bytes;
}

/* CURLOPT_SEEKFUNCTION: it begins anew on another connection. */
int
inflight_curl_seek_cb (void       *user_data,
                       curl_off_t  offset,
                       int         origin)
{
  InflightCurlHandle *handle = user_data;

  if (origin != SEEK_SET || offset != 0)
    return CURL_SEEKFUNC_CANTSEEK;

  handle->transfer->sent_bytes = 0;
  handle->transfer->order.record->timings.request_end_us = 0;

  return CURL_SEEKFUNC_OK;
}

/* The header of the answer */

/* What a proxy says to CONNECT (RFC 9110, section 9.3.6). Anything but a tunnel is
 * the end: libcurl would read the body that comes with a 407 for as long as it
 * comes, without going back to the loop. */
static size_t
judge_tunnel (InflightCurlTransfer *self,
              const char           *line,
              gsize                 size)
{
  g_autofree char *status = NULL;
  const char *space;

  self->tunnel_bytes += size;
  if (self->tunnel_bytes > MAX_TUNNEL_BYTES)
    return fail (self, INFLIGHT_ERROR_PROXY, "the proxy's answer to CONNECT is too long");

  if (size < strlen ("HTTP/") || strncmp (line, "HTTP/", strlen ("HTTP/")) != 0)
    return size;

  space = memchr (line, ' ', size);
  if (space != NULL)
    status = g_strndup (space + 1, MIN (3, size - (space + 1 - line)));

  if (status != NULL && status[0] == '2')
    return size;

  if (self->answer->error == NULL)
    self->answer->error = g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY,
                                       "the proxy refused the tunnel: HTTP %u",
                                       status != NULL ? (guint) strtoul (status, NULL, 10) : 0);

  return 0;
}

/* Of a challenge that is not answered the header says nearly all. */
static gboolean
is_idle_status (guint status)
{
  return status == 401 || status == 407 || status == 421;
}

static gboolean
prepare_body (InflightCurlTransfer *self)
{
  const InflightHead *head = &self->head;
  guint64 limit_bytes = inflight_options_get_limit_bytes (self->order.options);

  if (head->length_bytes > 0 && (guint64) head->length_bytes > limit_bytes &&
      !is_idle_status (head->status))
    {
      fail (self, INFLIGHT_ERROR_TOO_LARGE, "the answer announces more than the limit");
      return FALSE;
    }

  self->body = inflight_body_new (limit_bytes);
  if (head->content_encoding != NULL &&
      !inflight_body_set_encoding (self->body, head->content_encoding, &self->answer->error))
    return FALSE;

  if (head->length_bytes > 0)
    inflight_body_expect (self->body, head->length_bytes);

  return TRUE;
}

static void
take_header (InflightCurlTransfer *self)
{
  InflightAnswer *answer = self->answer;
  InflightHead *head = &self->head;

  answer->status = head->status;
  answer->location = g_steal_pointer (&head->location);
  answer->content_type = g_steal_pointer (&head->content_type);
  answer->headers = inflight_head_steal_fields (head);
  self->order.record->protocol = head->protocol;
  self->order.record->retry_after_us = head->retry_after_us;
  self->events->state (self->user_data, INFLIGHT_TASK_STATE_RECEIVING);
}

/* RFC 9110, section 15.4: a redirect is decided by its header. What comes with it
 * can still come to its end in this turn, and its connection be used again. */
static gboolean
end_header (InflightCurlTransfer *self)
{
  /* libcurl does not know that the answer to a HEAD that has a body has none. */
  if (inflight_answer_is_redirect (self->answer) ||
      (self->handle->uploads && strcmp (self->order.method, "HEAD") == 0))
    {
      self->decided = TRUE;
      inflight_curl_multi_end (self->multi, self);
      return TRUE;
    }

  return !inflight_head_has_body (&self->head) || prepare_body (self);
}

/* CURLOPT_HEADERFUNCTION: a line, with its end. */
size_t
inflight_curl_header_cb (char   *line,
                         size_t  size,
                         size_t  n_items,
                         void   *user_data)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTransfer *self = handle->transfer;
  gboolean good;

  size *= n_items;
  if (self->answer->error != NULL)
    return 0;

  if (!self->ready)
    return judge_tunnel (self, line, size);

  if (self->head.complete)
    return inflight_head_feed_trailer (&self->head, line, size, &self->answer->error) ? size : 0;

  if (self->order.record->timings.response_start_us == 0)
    self->order.record->timings.response_start_us = g_get_monotonic_time ();

  /* What is wrong with a header may show in its last line only. */
  good = inflight_head_feed (&self->head, line, size, &self->answer->error);
  if (self->head.complete)
    take_header (self);

  return good && (!self->head.complete || end_header (self)) ? size : 0;
}

/* The body of the answer */

/* What is compressed can stand for two hundred times as much. */
static gboolean
feed_body (InflightCurlTransfer *self,
           const guint8         *data,
           gsize                 size)
{
  while (size > 0)
    {
      gsize piece = MIN (size, FEED_BYTES);

      if (!inflight_body_feed (self->body, data, piece, &self->answer->error))
        return FALSE;

      data += piece;
      size -= piece;
    }

  return TRUE;
}

static size_t
take_idle (InflightCurlTransfer *self,
           const char           *data,
           gsize                 size)
{
  guint64 left_bytes = IDLE_BODY_BYTES - inflight_body_get_wire (self->body);

  if (size < left_bytes)
    return inflight_body_feed (self->body, (const guint8 *) data, size,
                               &self->answer->error) ? size : 0;

  inflight_body_feed (self->body, (const guint8 *) data, left_bytes, &self->answer->error);
  self->decided = TRUE;

  return 0;
}

/* CURLOPT_WRITEFUNCTION. */
size_t
inflight_curl_write_cb (char   *data,
                        size_t  size,
                        size_t  n_items,
                        void   *user_data)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTransfer *self = handle->transfer;

  size *= n_items;
  if (self->answer->error != NULL)
    return 0;

  if (inflight_answer_is_redirect (self->answer))
    return size;

  /* libcurl hands over nothing that RFC 9112, section 6.3, does not allow. */
  if (self->body == NULL)
    return size;

  if (inflight_curl_multi_is_late (self->multi))
    {
      inflight_curl_multi_pause (self->multi, self);
      return CURL_WRITEFUNC_PAUSE;
    }

  if (is_idle_status (self->answer->status))
    return take_idle (self, data, size);

  /* Nobody will look at it, not even for a title. */
  if (size > 0 && inflight_body_get_wire (self->body) == 0 &&
      self->head.content_encoding == NULL &&
      !inflight_options_get_keeps_answer (self->order.options) &&
      !inflight_title_may_be_in (self->answer->content_type, data, size))
    inflight_body_forget_head (self->body);

  if (!feed_body (self, (const guint8 *) data, size))
    return 0;

  inflight_curl_transport_account (self);
  self->events->progress (self->user_data, inflight_body_get_bytes (self->body));

  return size;
}

/* The end */

static void
end_body (InflightCurlTransfer *self)
{
  InflightAnswer *answer = self->answer;

  gboolean open_ended = inflight_head_ends_with_connection (&self->head);

  if (open_ended && self->tls != NULL && inflight_curl_tls_is_cut (self->tls))
    fail (self, INFLIGHT_ERROR_TRUNCATED, "the connection ended without TLS saying so");
  else if (self->body != NULL)
    inflight_body_end (self->body, &answer->error);

  /* TLS says where the end is, if it can be looked into (RFC 9112, section 9.8). */
  answer->unverified = open_ended && self->tls == NULL;
}

/* A request without a body goes out in one piece: whatever came after was waiting. What
 * is not sent whole is sent until an answer begins, if one does. */
static void
record_end (InflightCurlTransfer *self)
{
  InflightTimings *timings = &self->order.record->timings;
  gsize body_bytes;

  if (self->begun_us > 0)
    timings->response_end_us = g_get_monotonic_time ();

  get_body (self, &body_bytes);
  if (timings->request_end_us == 0)
    timings->request_end_us = self->sent_bytes == body_bytes ? timings->request_start_us
                                                             : timings->response_start_us;
}

/**
 * inflight_curl_transfer_conclude:
 * @self: a transfer that libcurl does not have any more
 * @code: how it ended there
 *
 * Judges what came of it.
 */
void
inflight_curl_transfer_conclude (InflightCurlTransfer *self,
                                 CURLcode              code)
{
  InflightAnswer *answer = self->answer;

  record_end (self);

  if (self->decided)
    {
      g_clear_error (&answer->error);
    }
  else if (answer->error == NULL)
    {
      if (code != CURLE_OK)
        answer->error = inflight_curl_translate_error (self, code);
      else if (!self->head.complete)
        fail (self, INFLIGHT_ERROR_PROTOCOL, "the connection was closed in the header");
      else
        end_body (self);
    }

  if (self->body != NULL)
    {
      answer->bytes = inflight_body_get_bytes (self->body);
      answer->shortened = inflight_body_is_shortened (self->body);
      answer->body = inflight_body_steal_head (self->body, &answer->encoding);
    }
}

/**
 * inflight_curl_transfer_may_repeat:
 * @self: a transfer that libcurl does not have any more
 * @code: how it ended there
 *
 * A server may close a connection that is kept at the very moment in which a
 * request is sent (RFC 9112, section 9.3.1); or what comes is the rest of an answer
 * that went on behind its end.
 *
 * Returns: whether it came to nothing because of that, and may be begun again
 */
gboolean
inflight_curl_transfer_may_repeat (InflightCurlTransfer *self,
                                   CURLcode              code)
{
  return (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING ||
          code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM || code == CURLE_PARTIAL_FILE ||
          code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY) &&
         self->ready && !self->opened && !self->again && self->answer->error == NULL &&
         self->head.status == 0 && inflight_method_is_idempotent (self->order.method);
}

/**
 * inflight_curl_transfer_reset:
 * @self: a transfer that is to be begun, or begun again
 *
 * Forgets what came of it.
 */
void
inflight_curl_transfer_reset (InflightCurlTransfer *self)
{
  inflight_head_clear (&self->head);
  inflight_head_init (&self->head, strcmp (self->order.method, "HEAD") == 0);
  if (self->order.http_version == INFLIGHT_HTTP_VERSION_2 &&
      inflight_uri_is_secure (self->order.uri))
    inflight_head_set_http2 (&self->head);
  g_clear_pointer (&self->body, inflight_body_free);
  g_clear_pointer (&self->tls, inflight_curl_tls_unref);
  self->sent_bytes = 0;
  self->order.record->timings.request_end_us = 0;
  self->tunnel_bytes = 0;
  self->ready = FALSE;
  self->opened = FALSE;
}
