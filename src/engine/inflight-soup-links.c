/* inflight-soup-links.c: the connections that libsoup has
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

/* A link and the table it is in. */
typedef struct
{
  InflightSoupLink   link;
  InflightSoupLinks *links;
  guint64            id;
  GObject           *socket;
} Entry;

/**
 * InflightSoupLinks:
 *
 * What is known of each connection, from the first exchange on it until its
 * socket goes, so that those after it need not find out again.
 */
struct _InflightSoupLinks
{
  GHashTable *by_id;
};

static void
socket_gone_cb (gpointer  user_data,
                GObject  *socket)
{
  Entry *entry = user_data;

  entry->socket = NULL;
  g_hash_table_remove (entry->links->by_id, &entry->id);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (entry->socket != NULL)
    g_object_weak_unref (entry->socket, socket_gone_cb, entry);

  g_clear_object (&entry->link.wire);
  inflight_connection_unref (entry->link.connection);
  g_free (entry);
}

InflightSoupLinks *
inflight_soup_links_new (void)
{
  InflightSoupLinks *self = g_new0 (InflightSoupLinks, 1);

  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);

  return self;
}

void
inflight_soup_links_free (InflightSoupLinks *self)
{
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * inflight_soup_links_find:
 * @self: links
 * @id: see inflight_soup_get_connection_id()
 *
 * Returns: (transfer none) (nullable): the connection, if it was used before
 */
const InflightSoupLink *
inflight_soup_links_find (InflightSoupLinks *self,
                          guint64            id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * inflight_soup_links_add:
 * @self: links
 * @id: see inflight_soup_get_connection_id()
 * @socket: (transfer none): what the connection lives as long as
 * @link: (transfer none): what is known of it
 *
 * Returns: (transfer none): the connection, remembered
 */
const InflightSoupLink *
inflight_soup_links_add (InflightSoupLinks      *self,
                         guint64                 id,
                         GObject                *socket,
                         const InflightSoupLink *link)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->links = self;
  entry->id = id;
  entry->socket = socket;
  g_set_object (&entry->link.wire, link->wire);
  entry->link.connection = inflight_connection_ref (link->connection);
  entry->link.is_private = link->is_private;

  g_object_weak_ref (socket, socket_gone_cb, entry);
  g_hash_table_replace (self->by_id, &entry->id, entry);

  return &entry->link;
}
