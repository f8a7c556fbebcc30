/* inflight-curl-links.c: the connections that libcurl has
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include <unistd.h>

/**
 * InflightCurlLinks:
 * @by_fd: (element-type InflightCurlLink): all of them, by their socket
 * @by_ends: (element-type InflightCurlLink): those that are established, by
 *   addresses and ports
 *
 * What is known of each connection, as long as its socket is open, so that those
 * who use it again need not find out. libcurl 7.88 has no name for a connection
 * but its two ends.
 */
struct _InflightCurlLinks
{
  GHashTable *by_fd;
  GHashTable *by_ends;
};

static guint
hash_ends (gconstpointer key)
{
  const InflightCurlLink *link = key;

  return g_str_hash (link->remote_ip) ^ ((guint) link->remote_port << 16) ^
         (guint) link->local_port;
}

static gboolean
equal_ends (gconstpointer a,
            gconstpointer b)
{
  const InflightCurlLink *link_a = a;
  const InflightCurlLink *link_b = b;

  return link_a->local_port == link_b->local_port &&
         link_a->remote_port == link_b->remote_port &&
         g_str_equal (link_a->remote_ip, link_b->remote_ip);
}

static void
link_free (gpointer data)
{
  InflightCurlLink *link = data;

  if (link->transfer != NULL && link->transfer->link == link)
    link->transfer->link = NULL;

  g_clear_pointer (&link->connection, inflight_connection_unref);
  g_clear_pointer (&link->tls, inflight_curl_tls_unref);
  g_free (link->remote_ip);
  g_free (link);
}

InflightCurlLinks *
inflight_curl_links_new (void)
{
  InflightCurlLinks *self = g_new0 (InflightCurlLinks, 1);

  self->by_fd = g_hash_table_new_full (NULL, NULL, NULL, link_free);
  self->by_ends = g_hash_table_new (hash_ends, equal_ends);

  return self;
}

void
inflight_curl_links_free (InflightCurlLinks *self)
{
  g_hash_table_unref (self->by_ends);
  g_hash_table_unref (self->by_fd);
  g_free (self);
}

/**
 * inflight_curl_links_add:
 * @self: links
 * @fd: a socket that was just opened
 * @transfer: for whom
 * @is_private: whether it leads to a private address
 *
 * Of several addresses that are tried at once each has one, until one of them is
 * established.
 *
 * Returns: (transfer none): a connection that is being made
 */
InflightCurlLink *
inflight_curl_links_add (InflightCurlLinks    *self,
                         curl_socket_t         fd,
                         InflightCurlTransfer *transfer,
                         gboolean              is_private)
{
  InflightCurlLink *link = g_new0 (InflightCurlLink, 1);

  link->links = self;
  link->fd = fd;
  link->transfer = transfer;
  link->is_private = is_private;
  g_hash_table_insert (self->by_fd, GINT_TO_POINTER (fd), link);

  return link;
}

/**
 * inflight_curl_links_find:
 * @self: links
 * @remote_ip: where it leads
 * @remote_port: that port
 * @local_port: ours
 *
 * Returns: (transfer none) (nullable): the connection that is established there
 */
InflightCurlLink *
inflight_curl_links_find (InflightCurlLinks *self,
                          const char        *remote_ip,
                          int                remote_port,
                          int                local_port)
{
  InflightCurlLink key = {
    .remote_ip = (char *) remote_ip,
    .remote_port = remote_port,
    .local_port = local_port,
  };

  return g_hash_table_lookup (self->by_ends, &key);
}

/**
 * inflight_curl_links_get:
 * @self: links
 * @fd: a socket
 *
 * Returns: (transfer none) (nullable): its connection
 */
InflightCurlLink *
inflight_curl_links_get (InflightCurlLinks *self,
                         curl_socket_t      fd)
{
  return g_hash_table_lookup (self->by_fd, GINT_TO_POINTER (fd));
}

/**
 * inflight_curl_links_establish:
 * @link: a connection that is there now
 * @remote_ip: where it leads
 * @remote_port: that port
 * @local_port: ours
 *
 * Has inflight_curl_links_find() find it.
 */
void
inflight_curl_links_establish (InflightCurlLink *link,
                               const char       *remote_ip,
                               int               remote_port,
                               int               local_port)
{
  link->transfer = NULL;
  link->remote_ip = g_strdup (remote_ip);
  link->remote_port = remote_port;
  link->local_port = local_port;
  g_hash_table_replace (link->links->by_ends, link, link);
}

/**
 * inflight_curl_links_find_made:
 * @self: links
 * @transfer: a transfer for which sockets were opened
 *
 * Returns: (transfer none) (nullable): the connection that is being made for it
 */
InflightCurlLink *
inflight_curl_links_find_made (InflightCurlLinks    *self,
                               InflightCurlTransfer *transfer)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_fd);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((InflightCurlLink *) value)->transfer == transfer)
      return value;

  return NULL;
}

/**
 * inflight_curl_links_leave:
 * @self: links
 * @transfer: a transfer that ends
 *
 * What libcurl goes on making for it is nobody's.
 */
void
inflight_curl_links_leave (InflightCurlLinks    *self,
                           InflightCurlTransfer *transfer)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_fd);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      InflightCurlLink *link = value;

      if (link->transfer == transfer)
        link->transfer = NULL;
    }
}

/* CURLOPT_CLOSESOCKETFUNCTION. */
int
inflight_curl_close_socket_cb (void          *links,
                               curl_socket_t  fd)
{
  InflightCurlLinks *self = links;
  InflightCurlLink *link = inflight_curl_links_get (self, fd);

  if (link != NULL)
    {
      if (link->remote_ip != NULL &&
          g_hash_table_lookup (self->by_ends, link) == link)
        g_hash_table_remove (self->by_ends, link);
      g_hash_table_remove (self->by_fd, GINT_TO_POINTER (fd));
    }

  return close (fd);
}
