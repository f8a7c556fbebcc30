/* inflight-curl-private.h: what the files that know libcurl share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-judge-private.h"
#include "inflight-seam-private.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/* As many as are kept to be used again, however many are in use. */
#define INFLIGHT_MAX_CONNECTIONS 1024

typedef struct _InflightCurlTransfer InflightCurlTransfer;
typedef struct _InflightCurlFields   InflightCurlFields;
typedef struct _InflightCurlHandle   InflightCurlHandle;
typedef struct _InflightCurlLinks    InflightCurlLinks;
typedef struct _InflightCurlMulti    InflightCurlMulti;
typedef struct _InflightCurlNames    InflightCurlNames;
typedef struct _InflightCurlTls      InflightCurlTls;

/**
 * InflightCurlLink:
 * @links: the table it is in
 * @fd: its socket
 * @transfer: (nullable): for whom it is being made; %NULL once it is there
 * @connection: (nullable): what the record of a transfer says of it
 * @tls: (nullable): how its TLS goes
 * @wanted: what of its socket libcurl wants to hear of, as epoll has it
 * @watched: what of it epoll is told to watch
 * @is_private: whether it leads to a loopback, link-local or private address
 * @remote_ip: where it leads, as text
 * @remote_port: that port
 * @local_port: ours
 *
 * A connection, as those that use it again know it.
 */
typedef struct
{
  InflightCurlLinks    *links;
  curl_socket_t         fd;
  InflightCurlTransfer *transfer;
  InflightConnection   *connection;
  InflightCurlTls      *tls;
  guint32               wanted;
  guint32               watched;
  gboolean              is_private;
  char                 *remote_ip;
  int                   remote_port;
  int                   local_port;
} InflightCurlLink;

/**
 * InflightCurlTransfer:
 * @order: what was asked for
 * @multi: (nullable): what carries it out, once it has begun
 * @handle: (nullable): its handle there
 * @cancellable: (nullable): of what goes on before that: the look-up of a name
 * @fields: (nullable): the header fields of the request
 * @addresses: (nullable): what the host's name stands for, for CURLOPT_RESOLVE
 * @head: the header of the answer
 * @body: (nullable): its body, once the header is complete
 * @answer: what it came to so far
 * @link: (nullable): the connection that is being made for it
 * @tls: (nullable): how the TLS of its connection goes
 * @ending: (nullable): its link among those to be ended from outside
 * @memory_bytes: what its body takes in memory
 * @sent_bytes: how much of the request's body libcurl has taken
 * @tunnel_bytes: how much a proxy said before the connection was ready
 * @begun_us: when libcurl was given it
 * @ready: whether the connection is there and the request is being sent
 * @opened: whether a socket was opened for it
 * @decided: whether nothing that is to come changes what it came to
 * @no_descriptor: whether there was none for a socket
 * @met_private: whether an address was passed over because it is private
 * @paused: whether it waits for its next turn to take more of the body
 * @again: whether it was begun a second time, on a connection of its own
 */
struct _InflightCurlTransfer
{
  InflightTransport       *transport;
  const InflightTransferEvents *events;
  gpointer                 user_data;
  InflightOrder            order;

  InflightCurlMulti       *multi;
  InflightCurlHandle      *handle;
  GCancellable            *cancellable;
  InflightCurlFields      *fields;
  char                    *addresses;

  InflightHead             head;
  InflightBody            *body;
  InflightAnswer          *answer;
  InflightCurlLink        *link;
  InflightCurlTls         *tls;
  GList                   *ending;
  gsize                    memory_bytes;
  gsize                    sent_bytes;
  gsize                    tunnel_bytes;
  gint64                   begun_us;

  guint                    ready : 1;
  guint                    opened : 1;
  guint                    decided : 1;
  guint                    no_descriptor : 1;
  guint                    met_private : 1;
  guint                    paused : 1;
  guint                    again : 1;
};

/**
 * InflightCurlHandle:
 * @easy: the handle of libcurl
 * @transfer: (nullable): whose it is now
 * @url: where it leads, without path and query
 * @origin: (nullable): that, as inflight_uri_get_origin() has it
 * @message: what libcurl says went wrong
 *
 * A handle that is used again; what it was told last time it is not told anew.
 */
struct _InflightCurlHandle
{
  CURL                 *easy;
  InflightCurlTransfer *transfer;
  InflightCurlLinks    *links;

  CURLU                *url;
  char                 *origin;

  const char           *method;
  InflightCurlFields   *fields;
  struct curl_slist    *private_fields;
  struct curl_slist    *addresses;
  char                 *address_text;
  char                 *proxy;
  char                 *cookies;
  InflightHttpVersion   http_version;
  gboolean              secure;
  gboolean              insecure;
  gboolean              fresh;
  gboolean              alone;
  gboolean              uploads;

  char                  message[CURL_ERROR_SIZE];
};

typedef void (*InflightCurlDoneFunc) (InflightCurlTransfer *transfer,
                                      CURLcode              code);

void                  inflight_curl_transport_account (InflightCurlTransfer *transfer);

/* One multi handle in a main context */
InflightCurlMulti    *inflight_curl_multi_new         (InflightCurlLinks    *links,
                                                       InflightCurlDoneFunc  done);
void                  inflight_curl_multi_retire      (InflightCurlMulti    *self);
void                  inflight_curl_multi_add         (InflightCurlMulti    *self,
                                                       InflightCurlTransfer *transfer);
void                  inflight_curl_multi_remove      (InflightCurlMulti    *self,
                                                       InflightCurlTransfer *transfer);
void                  inflight_curl_multi_end         (InflightCurlMulti    *self,
                                                       InflightCurlTransfer *transfer);
void                  inflight_curl_multi_pause       (InflightCurlMulti    *self,
                                                       InflightCurlTransfer *transfer);
gboolean              inflight_curl_multi_is_late     (InflightCurlMulti    *self);
gboolean              inflight_curl_multi_is_empty    (InflightCurlMulti    *self);

/* Handles */
InflightCurlHandle   *inflight_curl_handle_new        (InflightCurlLinks    *links);
void                  inflight_curl_handle_free       (InflightCurlHandle   *self);
void                  inflight_curl_handle_prepare    (InflightCurlHandle   *self,
                                                       InflightCurlTransfer *transfer);
void                  inflight_curl_handle_release    (InflightCurlHandle   *self);

/* The header fields of requests */
InflightCurlFields   *inflight_curl_fields_new        (const InflightOrder  *order);
InflightCurlFields   *inflight_curl_fields_ref        (InflightCurlFields   *self);
void                  inflight_curl_fields_unref      (InflightCurlFields   *self);
gboolean              inflight_curl_fields_fit        (InflightCurlFields   *self,
                                                       const InflightOrder  *order);

/* What libcurl calls while a transfer goes on; user data is a handle */
size_t                inflight_curl_header_cb         (char                 *line,
                                                       size_t                size,
                                                       size_t                n_items,
                                                       void                 *user_data);
size_t                inflight_curl_write_cb          (char                 *data,
                                                       size_t                size,
                                                       size_t                n_items,
                                                       void                 *user_data);
size_t                inflight_curl_read_cb           (char                 *buffer,
                                                       size_t                size,
                                                       size_t                n_items,
                                                       void                 *user_data);
int                   inflight_curl_seek_cb           (void                 *user_data,
                                                       curl_off_t            offset,
                                                       int                   origin);
int                   inflight_curl_ready_cb          (void                 *user_data,
                                                       char                 *remote_ip,
                                                       char                 *local_ip,
                                                       int                   remote_port,
                                                       int                   local_port);
curl_socket_t         inflight_curl_open_socket_cb    (void                 *user_data,
                                                       curlsocktype          purpose,
                                                       struct curl_sockaddr *address);
void                  inflight_curl_transfer_note_connection (InflightCurlTransfer *self);
void                  inflight_curl_transfer_conclude (InflightCurlTransfer *self,
                                                       CURLcode              code);
gboolean              inflight_curl_transfer_may_repeat (InflightCurlTransfer *self,
                                                       CURLcode              code);
void                  inflight_curl_transfer_reset    (InflightCurlTransfer *self);

/* What libcurl says went wrong, in our terms */
GError               *inflight_curl_translate_error   (InflightCurlTransfer *transfer,
                                                       CURLcode              code);

/* Connections */
InflightCurlLinks    *inflight_curl_links_new         (void);
void                  inflight_curl_links_free        (InflightCurlLinks    *self);
InflightCurlLink     *inflight_curl_links_add         (InflightCurlLinks    *self,
                                                       curl_socket_t         fd,
                                                       InflightCurlTransfer *transfer,
                                                       gboolean              is_private);
InflightCurlLink     *inflight_curl_links_find        (InflightCurlLinks    *self,
                                                       const char           *remote_ip,
                                                       int                   remote_port,
                                                       int                   local_port);
InflightCurlLink     *inflight_curl_links_get         (InflightCurlLinks    *self,
                                                       curl_socket_t         fd);
void                  inflight_curl_links_establish   (InflightCurlLink     *link,
                                                       const char           *remote_ip,
                                                       int                   remote_port,
                                                       int                   local_port);
InflightCurlLink     *inflight_curl_links_find_made   (InflightCurlLinks    *self,
                                                       InflightCurlTransfer *transfer);
void                  inflight_curl_links_leave       (InflightCurlLinks    *self,
                                                       InflightCurlTransfer *transfer);
int                   inflight_curl_close_socket_cb   (void                 *links,
                                                       curl_socket_t         fd);

/* TLS, as far as it can be looked into */
void                  inflight_curl_tls_prepare       (CURL                 *easy,
                                                       InflightCurlHandle   *handle);
gboolean              inflight_curl_tls_can_look      (void);
void                  inflight_curl_tls_look          (CURL                 *easy,
                                                       const char           *host,
                                                       InflightConnection   *connection);
void                  inflight_curl_tls_describe      (InflightCurlTls      *self,
                                                       InflightConnection   *connection);
GTlsCertificateFlags  inflight_curl_tls_get_errors    (InflightCurlTls      *self);
InflightCurlTls      *inflight_curl_tls_ref           (InflightCurlTls      *self);
void                  inflight_curl_tls_unref         (InflightCurlTls      *self);
gboolean              inflight_curl_tls_is_cut        (InflightCurlTls      *self);

/* Host names */
InflightCurlNames    *inflight_curl_names_new         (void);
void                  inflight_curl_names_free        (InflightCurlNames    *self);
const char           *inflight_curl_names_peek        (InflightCurlNames    *self,
                                                       const char           *host);
void                  inflight_curl_names_forget      (InflightCurlNames    *self);
void                  inflight_curl_names_ask_async   (InflightCurlNames    *self,
                                                       const char           *host,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
const char           *inflight_curl_names_ask_finish  (InflightCurlNames    *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
