/* inflight-curl-transport.c: transfers over libcurl
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include "inflight-base-private.h"

#include <string.h>

/* As much as bodies under way may take together before less is kept of each. */
#define MAX_MEMORY_BYTES (64 << 20)

/* A handle that is free takes 6 kB. */
#define MAX_SPARE_HANDLES 128

/**
 * CurlTransport:
 * @multi: what carries out what begins now
 * @transfers: (element-type InflightCurlTransfer): those under way
 * @spare: (element-type InflightCurlHandle): handles that are free
 * @fields: (nullable): the header fields of the last request
 * @memory_bytes: what the bodies of those under way take in memory
 * @known_origin: (nullable): an origin whose host needs no look-up
 *
 * How libcurl is held: in the main context of the network thread, without a
 * look-up of its own, following no redirect, decoding nothing, and told of all
 * that a server says line by line.
 */
typedef struct
{
  InflightTransport   parent;
  InflightCurlMulti  *multi;
  GHashTable         *transfers;
  GPtrArray          *spare;
  InflightCurlLinks  *links;
  InflightCurlNames  *names;
  InflightCurlFields *fields;
  gsize               memory_bytes;
  char               *known_origin;
} CurlTransport;

static CurlTransport *
get_transport (InflightCurlTransfer *transfer)
{
  return (CurlTransport *) transfer->transport;
}

/* Handles */

static InflightCurlHandle *
take_handle (CurlTransport *self)
{
  if (self->spare->len > 0)
    return g_ptr_array_steal_index (self->spare, self->spare->len - 1);

  return inflight_curl_handle_new (self->links);
}

/* After an error libcurl keeps its reason, which is not that of the next one. */
static void
return_handle (CurlTransport      *self,
               InflightCurlHandle *handle,
               gboolean            is_clean)
{
  if (!is_clean || self->spare->len == MAX_SPARE_HANDLES)
    {
      inflight_curl_handle_free (handle);
      return;
    }

  inflight_curl_handle_release (handle);
  g_ptr_array_add (self->spare, handle);
}

/* Exchanges */

static void
transfer_free (gpointer data)
{
  InflightCurlTransfer *self = data;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fields, inflight_curl_fields_unref);
  g_clear_pointer (&self->body, inflight_body_free);
  g_clear_pointer (&self->answer, inflight_answer_free);
  g_clear_pointer (&self->tls, inflight_curl_tls_unref);
  inflight_head_clear (&self->head);
  inflight_uri_unref (self->order.uri);
  inflight_exchange_unref (self->order.record);
  g_free ((char *) self->order.proxy);
  g_free ((char *) self->order.cookies);
  g_free (self->addresses);
  g_free (self);
}

/**
 * inflight_curl_transport_account:
 * @transfer: a transfer of which some of the body arrived
 *
 * Counts what it takes in memory. Of bodies that stall somebody pays for all: when
 * there are too many, one that takes more than its share is cut down to how it
 * begins.
 */
void
inflight_curl_transport_account (InflightCurlTransfer *transfer)
{
  CurlTransport *self = get_transport (transfer);
  gsize memory_bytes = inflight_body_get_memory (transfer->body);

  if (self->memory_bytes - transfer->memory_bytes + memory_bytes > MAX_MEMORY_BYTES &&
      memory_bytes > MAX_MEMORY_BYTES / g_hash_table_size (self->transfers))
    {
      inflight_body_shorten_head (transfer->body);
      memory_bytes = inflight_body_get_memory (transfer->body);
    }

  self->memory_bytes += memory_bytes - transfer->memory_bytes;
  transfer->memory_bytes = memory_bytes;
}

/* The one way out for a transfer. */
static void
settle (InflightCurlTransfer *self)
{
  CurlTransport *transport = get_transport (self);
  const InflightTransferEvents *events = self->events;
  gpointer user_data = self->user_data;
  InflightAnswer *answer = g_steal_pointer (&self->answer);

  if (self->opened)
    inflight_curl_links_leave (transport->links, self);
  if (self->handle != NULL)
    return_handle (transport, self->handle, self->handle->message[0] == '\0');

  transport->memory_bytes -= self->memory_bytes;
  g_hash_table_remove (transport->transfers, self);
  events->settled (user_data, answer);
}

static void begin (InflightCurlTransfer *self);

static void
done_cb (InflightCurlTransfer *self,
         CURLcode              code)
{
  if (inflight_curl_transfer_may_repeat (self, code))
    {
      get_transport (self)->memory_bytes -= self->memory_bytes;
      self->memory_bytes = 0;
      inflight_curl_transfer_reset (self);
      return_handle (get_transport (self), g_steal_pointer (&self->handle), FALSE);
      self->again = TRUE;
      begin (self);
      return;
    }

  inflight_curl_transfer_conclude (self, code);
  settle (self);
}

static InflightCurlFields *
get_fields (CurlTransport       *self,
            const InflightOrder *order)
{
  if (self->fields == NULL || !inflight_curl_fields_fit (self->fields, order))
    {
      g_clear_pointer (&self->fields, inflight_curl_fields_unref);
      self->fields = inflight_curl_fields_new (order);
    }

  return inflight_curl_fields_ref (self->fields);
}

static void
begin (InflightCurlTransfer *self)
{
  CurlTransport *transport = get_transport (self);

  if (self->fields == NULL)
    self->fields = get_fields (transport, &self->order);
  self->handle = take_handle (transport);
  inflight_curl_handle_prepare (self->handle, self);
  inflight_curl_multi_add (transport->multi, self);
}

/* Names */

/* The host that is connected to. */
static gboolean
get_peer (InflightCurlTransfer *self,
          char                **host,
          guint                *port)
{
  g_autoptr (GUri) proxy = NULL;

  if (self->order.proxy == NULL)
    {
      *host = g_strdup (inflight_uri_get_host (self->order.uri));
      *port = inflight_uri_get_port (self->order.uri);
      return TRUE;
    }

  proxy = g_uri_parse (self->order.proxy, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_NON_DNS, NULL);
  if (proxy == NULL || g_uri_get_host (proxy) == NULL)
    return FALSE;

  *host = g_strdup (g_uri_get_host (proxy));
  *port = g_uri_get_port (proxy);

  return TRUE;
}

/* libcurl knows what these are (RFC 6761, section 6.3). */
static gboolean
needs_look_up (const char *host)
{
  gsize length = strlen (host);

  if (length > 0 && host[length - 1] == '.')
    length--;

  if (length >= strlen ("localhost") &&
      strncmp (host + length - strlen ("localhost"), "localhost", strlen ("localhost")) == 0 &&
      (length == strlen ("localhost") || host[length - strlen (".localhost")] == '.'))
    return FALSE;

  return strchr (host, ':') == NULL && !g_hostname_is_ip_address (host);
}

static void
set_addresses (InflightCurlTransfer *self,
               const char           *host,
               guint                 port,
               const char           *addresses)
{
  self->addresses = g_strdup_printf ("+%s:%u:%s", host, port, addresses);
}

static void
fail_look_up (InflightCurlTransfer *self,
              const GError         *error)
{
  InflightAnswer *answer = self->answer;
  g_autoptr (GError) translated = inflight_net_error_translate (error, FALSE);

  if (self->order.proxy != NULL && translated->domain == INFLIGHT_ERROR)
    answer->error = g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY,
                                 "the proxy's name: %s", translated->message);
  else
    answer->error = g_steal_pointer (&translated);

  settle (self);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  InflightCurlTransfer *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;
  const char *addresses;
  guint port;

  addresses = inflight_curl_names_ask_finish (get_transport (self)->names, result, &error);
  self->order.record->timings.domain_lookup_end_us = g_get_monotonic_time ();

  if (addresses == NULL)
    {
      fail_look_up (self, error);
      return;
    }

  get_peer (self, &host, &port);
  set_addresses (self, host, port, addresses);
  begin (self);
}

static void
look_up (InflightCurlTransfer *self,
         const char           *host)
{
  self->cancellable = g_cancellable_new ();
  self->order.record->timings.domain_lookup_start_us = g_get_monotonic_time ();
  self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);
  inflight_curl_names_ask_async (get_transport (self)->names, host, self->cancellable,
                                 looked_up_cb, self);
}

static void
remember_origin (CurlTransport *self,
                 InflightUri   *uri)
{
  g_clear_pointer (&self->known_origin, inflight_origin_release);
  self->known_origin = inflight_origin_acquire (inflight_uri_get_origin (uri));
}

/* Has the host that is connected to looked up, if it is a name. */
static void
find_peer (InflightCurlTransfer *self)
{
  CurlTransport *transport = get_transport (self);
  g_autofree char *host = NULL;
  const char *addresses;
  guint port = 0;

  if (!get_peer (self, &host, &port) || !needs_look_up (host))
    {
      if (self->order.proxy == NULL)
        remember_origin (transport, self->order.uri);
      begin (self);
      return;
    }

  addresses = inflight_curl_names_peek (transport->names, host);
  if (addresses != NULL)
    {
      set_addresses (self, host, port, addresses);
      begin (self);
    }
  else
    {
      look_up (self, host);
    }
}

/* The class */

static InflightCurlTransfer *
transfer_new (InflightTransport            *transport,
              const InflightOrder          *order,
              const InflightTransferEvents *events,
              gpointer                      user_data)
{
  InflightCurlTransfer *self = g_new0 (InflightCurlTransfer, 1);

  self->transport = transport;
  self->events = events;
  self->user_data = user_data;
  self->order = *order;
  self->order.uri = inflight_uri_ref (order->uri);
  self->order.record = inflight_exchange_ref (order->record);
  self->order.proxy = g_strdup (order->proxy);
  self->order.cookies = g_strdup (order->cookies);
  self->answer = inflight_answer_new ();
  inflight_curl_transfer_reset (self);
  order->record->timings.fetch_start_us = g_get_monotonic_time ();

  return self;
}

static gpointer
curl_transport_start (InflightTransport            *transport,
                      const InflightOrder          *order,
                      const InflightTransferEvents *events,
                      gpointer                      user_data)
{
  CurlTransport *self = (CurlTransport *) transport;
  InflightCurlTransfer *transfer = transfer_new (transport, order, events, user_data);

  g_hash_table_add (self->transfers, transfer);

  if (order->proxy == NULL && inflight_uri_get_origin (order->uri) == self->known_origin)
    begin (transfer);
  else
    find_peer (transfer);

  return transfer;
}

static void
curl_transport_cancel (InflightTransport *transport,
                       gpointer           transfer)
{
  InflightCurlTransfer *self = transfer;

  if (self->multi == NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }

  /* What has come to its end by itself stands. */
  if (self->ending != NULL)
    return;

  if (self->answer->error == NULL)
    self->answer->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  inflight_curl_multi_end (self->multi, self);
}

static void
curl_transport_renew (InflightTransport *transport)
{
  CurlTransport *self = (CurlTransport *) transport;

  inflight_curl_multi_retire (self->multi);
  self->multi = inflight_curl_multi_new (self->links, done_cb);
  inflight_curl_names_forget (self->names);
}

static void
curl_transport_rest (InflightTransport *transport)
{
  curl_transport_renew (transport);
}

static void
curl_transport_free (InflightTransport *transport)
{
  CurlTransport *self = (CurlTransport *) transport;

  g_assert (g_hash_table_size (self->transfers) == 0);

  g_hash_table_unref (self->transfers);
  g_ptr_array_unref (self->spare);
  inflight_curl_multi_retire (self->multi);
  g_clear_pointer (&self->fields, inflight_curl_fields_unref);
  g_clear_pointer (&self->known_origin, inflight_origin_release);
  inflight_curl_links_free (self->links);
  inflight_curl_names_free (self->names);
  g_free (self);
}

static const InflightTransportClass curl_transport_class = {
  .start = curl_transport_start,
  .cancel = curl_transport_cancel,
  .renew = curl_transport_renew,
  .rest = curl_transport_rest,
  .free = curl_transport_free,
};

/**
 * inflight_curl_transport_new:
 *
 * Makes a transport for the thread-default main context of the calling thread,
 * on which it must stay. inflight_engine_init() must have been called.
 *
 * Returns: (transfer full): a transport over HTTP/1.1 and HTTP/2
 */
InflightTransport *
inflight_curl_transport_new (void)
{
  CurlTransport *self = g_new0 (CurlTransport, 1);

  self->parent.class = &curl_transport_class;
  self->links = inflight_curl_links_new ();
  self->names = inflight_curl_names_new ();
  self->multi = inflight_curl_multi_new (self->links, done_cb);
  self->transfers = g_hash_table_new_full (NULL, NULL, transfer_free, NULL);
  self->spare = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_curl_handle_free);

  return &self->parent;
}
