/* inflight-curl-request.c: a request as libcurl wants it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include "inflight-base-private.h"

#include <string.h>

/* An idle connection older than this is not used again, and closed when the next
 * transfer looks for one. */
#define MAX_IDLE_SECONDS 30

/* The kernel gives up before that. */
#define CONNECT_TIMEOUT_SECONDS 3600

/**
 * InflightCurlFields:
 * @options: whose header fields these are
 * @foreign: whether the secret ones are left out
 * @sends_body: whether those that describe a body are in
 * @leaves_cookies: whether the field Cookie is left out, for another one
 * @has_authorization: whether one of them is Authorization
 *
 * The header fields that requests with the same options have in common. libcurl
 * wants the list to stay where it is while it is used.
 */
struct _InflightCurlFields
{
  InflightOptions   *options;
  gboolean           foreign;
  gboolean           sends_body;
  gboolean           leaves_cookies;
  gboolean           has_authorization;
  gboolean           has_user_agent;
  gboolean           has_accept_encoding;
  struct curl_slist *list;
};

static void
append (InflightCurlFields *self,
        const char         *line)
{
  self->list = curl_slist_append (self->list, line);
}

/* What describes a body that is not sent any more, and what is a secret, stay
 * behind (RFC 9110, section 15.4). */
static void
add_field_cb (const char *name,
              const char *value,
              gpointer    user_data)
{
  InflightCurlFields *self = user_data;
  gboolean describes_body = g_ascii_strncasecmp (name, "Content-", 8) == 0;
  g_autofree char *line = NULL;

  if (self->foreign && inflight_header_is_secret (name))
    return;

  if (self->leaves_cookies && g_ascii_strcasecmp (name, "Cookie") == 0)
    return;

  if (describes_body && !self->sends_body && inflight_options_get_body (self->options) != NULL)
    return;

  self->has_authorization |= g_ascii_strcasecmp (name, "Authorization") == 0;
  self->has_user_agent |= g_ascii_strcasecmp (name, "User-Agent") == 0;
  self->has_accept_encoding |= g_ascii_strcasecmp (name, "Accept-Encoding") == 0;

  /* A field without a value is written with a semicolon, or libcurl leaves out
   * what it would send by itself. */
  line = *value != '\0' ? g_strconcat (name, ": ", value, NULL) : g_strconcat (name, ";", NULL);
  append (self, line);
}

/**
 * inflight_curl_fields_new:
 * @order: a transfer
 *
 * Returns: (transfer full): the fields of its request
 */
InflightCurlFields *
inflight_curl_fields_new (const InflightOrder *order)
{
  InflightCurlFields *self = g_rc_box_new0 (InflightCurlFields);

  self->options = inflight_options_ref ((InflightOptions *) order->options);
  self->foreign = order->foreign;
  self->sends_body = order->sends_body;
  self->leaves_cookies = order->cookies != NULL;
  inflight_options_foreach_header (order->options, add_field_cb, self);

  if (!self->has_accept_encoding)
    append (self, "Accept-Encoding: gzip, deflate");
  if (!self->has_user_agent)
    append (self, "User-Agent: Inflight/" PACKAGE_VERSION);
  /* What libcurl would wait for. */
  if (self->sends_body)
    append (self, "Expect:");

  return self;
}

InflightCurlFields *
inflight_curl_fields_ref (InflightCurlFields *self)
{
  return g_rc_box_acquire (self);
}

static void
fields_clear (gpointer data)
{
  InflightCurlFields *self = data;

  inflight_options_unref (self->options);
  curl_slist_free_all (self->list);
}

void
inflight_curl_fields_unref (InflightCurlFields *self)
{
  g_rc_box_release_full (self, fields_clear);
}

/**
 * inflight_curl_fields_fit:
 * @self: fields
 * @order: a transfer
 *
 * Returns: whether they are those of its request
 */
gboolean
inflight_curl_fields_fit (InflightCurlFields  *self,
                          const InflightOrder *order)
{
  return self->options == order->options && self->foreign == order->foreign &&
         self->sends_body == order->sends_body &&
         self->leaves_cookies == (order->cookies != NULL);
}

/* Options */

static gboolean
is_method (const InflightOrder *order,
           const char          *method)
{
  return strcmp (order->method, method) == 0;
}

/* RFC 9110, section 8.6: these say that there is nothing, too. */
static gboolean
announces_body (const InflightOrder *order)
{
  return order->sends_body || is_method (order, "POST") || is_method (order, "PUT") ||
         is_method (order, "PATCH");
}

static curl_off_t
get_body_size (const InflightOrder *order)
{
  return order->sends_body ? g_bytes_get_size (inflight_options_get_body (order->options)) : 0;
}

/* Taking an address apart and putting it together again is a fifth of the work of
 * libcurl for a small answer, and would not leave it as it was written. So it is
 * given the origin, taken apart once, and the target as it is to be sent: to a proxy
 * the whole address (RFC 9112, section 3.2.2). */
static void
set_address (InflightCurlHandle  *self,
             const InflightOrder *order)
{
  char *origin = inflight_uri_get_origin (order->uri);
  const char *target = inflight_uri_get_target (order->uri);
  g_autofree char *url = NULL;

  if (order->proxy != NULL || self->origin != origin)
    url = inflight_uri_to_url (order->uri);

  curl_easy_setopt (self->easy, CURLOPT_REQUEST_TARGET,
                    order->proxy != NULL && !inflight_uri_is_secure (order->uri) ? url : target);

  if (self->origin == origin)
    return;

  g_clear_pointer (&self->origin, inflight_origin_release);
  self->origin = inflight_origin_acquire (origin);
  url[strlen (url) - strlen (target)] = '\0';
  if (curl_url_set (self->url, CURLUPART_URL, url, 0) == CURLUE_OK)
    return;

  /* Nowhere at all rather than where the last one went. */
  g_clear_pointer (&self->origin, inflight_origin_release);
  curl_url_set (self->url, CURLUPART_URL, NULL, 0);
}

static void
set_method (InflightCurlHandle  *self,
            const InflightOrder *order)
{
  gboolean uploads = announces_body (order);

  if (self->method != NULL && strcmp (self->method, order->method) == 0 &&
      self->uploads == uploads && !uploads)
    return;

  curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, NULL);
  if (uploads)
    {
      curl_easy_setopt (self->easy, CURLOPT_NOBODY, 0L);
      curl_easy_setopt (self->easy, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt (self->easy, CURLOPT_INFILESIZE_LARGE, get_body_size (order));
    }
  else if (is_method (order, "HEAD"))
    {
      curl_easy_setopt (self->easy, CURLOPT_UPLOAD, 0L);
      curl_easy_setopt (self->easy, CURLOPT_NOBODY, 1L);
    }
  else
    {
      curl_easy_setopt (self->easy, CURLOPT_UPLOAD, 0L);
      curl_easy_setopt (self->easy, CURLOPT_HTTPGET, 1L);
    }

  if (uploads || (!is_method (order, "HEAD") && !is_method (order, "GET")))
    curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, order->method);

  self->method = g_intern_string (order->method);
  self->uploads = uploads;
}

/* A list of libcurl's is read only: what goes before can be of one request. */
static void
set_fields (InflightCurlHandle   *self,
            InflightCurlTransfer *transfer)
{
  g_autofree char *basic = NULL;

  if (!transfer->fields->has_authorization)
    basic = inflight_uri_dup_basic (transfer->order.uri);

  if (basic == NULL && self->private_fields == NULL && self->fields == transfer->fields)
    return;

  if (self->private_fields != NULL)
    {
      self->private_fields->next = NULL;
      g_clear_pointer (&self->private_fields, curl_slist_free_all);
    }

  g_clear_pointer (&self->fields, inflight_curl_fields_unref);
  self->fields = inflight_curl_fields_ref (transfer->fields);

  if (basic != NULL)
    {
      g_autofree char *line = g_strconcat ("Authorization: ", basic, NULL);

      self->private_fields = curl_slist_append (NULL, line);
      self->private_fields->next = self->fields->list;
    }

  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER,
                    self->private_fields != NULL ? self->private_fields : self->fields->list);
}

/* “+” has libcurl forget them after a minute, as it does its own. */
static void
set_addresses (InflightCurlHandle   *self,
               InflightCurlTransfer *transfer)
{
  if (transfer->addresses == NULL && self->addresses == NULL)
    return;

  g_clear_pointer (&self->addresses, curl_slist_free_all);
  if (transfer->addresses != NULL)
    self->addresses = curl_slist_append (NULL, transfer->addresses);

  curl_easy_setopt (self->easy, CURLOPT_RESOLVE, self->addresses);
}

/* Without one, the environment must not choose one. */
static void
set_proxy (InflightCurlHandle  *self,
           const InflightOrder *order)
{
  const char *proxy = order->proxy != NULL ? order->proxy : "";

  if (g_strcmp0 (self->proxy, proxy) == 0)
    return;

  g_free (self->proxy);
  self->proxy = g_strdup (proxy);
  curl_easy_setopt (self->easy, CURLOPT_PROXY, proxy);
}

static void
set_cookies (InflightCurlHandle  *self,
             const InflightOrder *order)
{
  if (g_strcmp0 (self->cookies, order->cookies) == 0)
    return;

  g_free (self->cookies);
  self->cookies = g_strdup (order->cookies);
  curl_easy_setopt (self->easy, CURLOPT_COOKIE, order->cookies);
}

/* Plain http does not wait for another connection to find out what it can do. */
static void
set_version (InflightCurlHandle  *self,
             const InflightOrder *order)
{
  gboolean secure = inflight_uri_is_secure (order->uri);
  gboolean allows_2 = order->http_version == INFLIGHT_HTTP_VERSION_2;

  if (self->http_version == order->http_version && self->secure == secure)
    return;

  self->http_version = order->http_version;
  self->secure = secure;
  curl_easy_setopt (self->easy, CURLOPT_HTTP_VERSION,
                    allows_2 ? (long) CURL_HTTP_VERSION_2TLS : (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (self->easy, CURLOPT_PIPEWAIT, allows_2 && secure ? 1L : 0L);
}

/* Where OpenSSL can be looked into it is we who accept a certificate, and note what
 * is wrong with it. */
static void
set_insecure (InflightCurlHandle  *self,
              const InflightOrder *order)
{
  gboolean insecure = inflight_options_get_insecure (order->options);

  if (self->insecure == insecure)
    return;

  self->insecure = insecure;
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, insecure ? 0L : 2L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER,
                    insecure && !inflight_curl_tls_can_look () ? 0L : 1L);
}

/* RFC 9110, section 9.2.2: libcurl sends a request again when a connection that it
 * used again turns out to be dead, whatever its method. Such a request goes over a
 * connection of its own, which is not kept either: they would pile up. */
static void
set_fresh (InflightCurlHandle   *self,
           InflightCurlTransfer *transfer)
{
  gboolean alone = !inflight_method_is_idempotent (transfer->order.method);
  gboolean fresh = alone || transfer->again;

  if (self->fresh == fresh && self->alone == alone)
    return;

  self->fresh = fresh;
  self->alone = alone;
  curl_easy_setopt (self->easy, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
  curl_easy_setopt (self->easy, CURLOPT_FORBID_REUSE, alone ? 1L : 0L);
}

/**
 * inflight_curl_handle_prepare:
 * @self: a handle that is free
 * @transfer: what it is to carry out
 *
 * Tells libcurl what to do. What it was told the last time is not told anew: that
 * was as much work as the request itself.
 */
void
inflight_curl_handle_prepare (InflightCurlHandle   *self,
                              InflightCurlTransfer *transfer)
{
  const InflightOrder *order = &transfer->order;

  self->transfer = transfer;
  self->message[0] = '\0';
  set_address (self, order);
  set_method (self, order);
  set_fields (self, transfer);
  set_addresses (self, transfer);
  set_proxy (self, order);
  set_cookies (self, order);
  set_version (self, order);
  set_insecure (self, order);
  set_fresh (self, transfer);
}

/* What does not differ between transfers. */
static void
set_constants (InflightCurlHandle *self)
{
  CURL *easy = self->easy;

  curl_easy_setopt (easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, self->message);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, (long) CONNECT_TIMEOUT_SECONDS);
  curl_easy_setopt (easy, CURLOPT_MAXAGE_CONN, (long) MAX_IDLE_SECONDS);
  curl_easy_setopt (easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  curl_easy_setopt (easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 0L);

  /* With a folder of certificates besides the file that has them all, libcurl
   * reads both anew for each connection, which takes 20 ms. */
  curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);

  /* As OpenSSL and the curl program have it. */
  if (g_getenv ("SSL_CERT_FILE") != NULL)
    curl_easy_setopt (easy, CURLOPT_CAINFO, g_getenv ("SSL_CERT_FILE"));

  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, inflight_curl_header_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, inflight_curl_write_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (easy, CURLOPT_READFUNCTION, inflight_curl_read_cb);
  curl_easy_setopt (easy, CURLOPT_READDATA, self);
  curl_easy_setopt (easy, CURLOPT_SEEKFUNCTION, inflight_curl_seek_cb);
  curl_easy_setopt (easy, CURLOPT_SEEKDATA, self);
  curl_easy_setopt (easy, CURLOPT_PREREQFUNCTION, inflight_curl_ready_cb);
  curl_easy_setopt (easy, CURLOPT_PREREQDATA, self);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, inflight_curl_open_socket_cb);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (easy, CURLOPT_CLOSESOCKETFUNCTION, inflight_curl_close_socket_cb);
  curl_easy_setopt (easy, CURLOPT_CLOSESOCKETDATA, self->links);
  inflight_curl_tls_prepare (easy, self);
}

static void
begin_easy (InflightCurlHandle *self)
{
  self->easy = curl_easy_init ();
  curl_easy_setopt (self->easy, CURLOPT_CURLU, self->url);
  set_constants (self);

  /* So that the first transfer tells it. */
  self->http_version = INFLIGHT_HTTP_VERSION_2 + 1;
}

static void
end_easy (InflightCurlHandle *self)
{
  curl_easy_cleanup (self->easy);

  if (self->private_fields != NULL)
    self->private_fields->next = NULL;
  g_clear_pointer (&self->private_fields, curl_slist_free_all);
  g_clear_pointer (&self->fields, inflight_curl_fields_unref);
  g_clear_pointer (&self->addresses, curl_slist_free_all);
  g_clear_pointer (&self->proxy, g_free);
  g_clear_pointer (&self->cookies, g_free);
  self->method = NULL;
  self->secure = self->insecure = FALSE;
  self->fresh = self->alone = self->uploads = FALSE;
}

/**
 * inflight_curl_handle_new:
 * @links: (transfer none): what is told of the connections made
 *
 * Returns: (transfer full): a handle that is free
 */
InflightCurlHandle *
inflight_curl_handle_new (InflightCurlLinks *links)
{
  InflightCurlHandle *self = g_new0 (InflightCurlHandle, 1);

  self->url = curl_url ();
  self->links = links;
  begin_easy (self);

  return self;
}

/* libcurl 7.88 keeps a pointer to a field of the last answer, which it has freed, and
 * follows it when the next begins with a folded line; 8.1.1 does not any more. */
static gboolean
may_use_again (void)
{
  return curl_version_info (CURLVERSION_NOW)->version_num >= 0x080101;
}

/**
 * inflight_curl_handle_release:
 * @self: a handle whose transfer ended
 *
 * Makes it free.
 */
void
inflight_curl_handle_release (InflightCurlHandle *self)
{
  self->transfer = NULL;
  if (may_use_again ())
    return;

  end_easy (self);
  begin_easy (self);
}

void
inflight_curl_handle_free (InflightCurlHandle *self)
{
  end_easy (self);
  curl_url_cleanup (self->url);
  g_clear_pointer (&self->origin, inflight_origin_release);
  g_free (self);
}
