/* inflight-no-proxy.c: the hosts that NO_PROXY keeps from the proxy
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-no-proxy-private.h"

#include "inflight-base-private.h"

#include <arpa/inet.h>
#include <string.h>

/**
 * Address:
 * @family: AF_INET or AF_INET6
 * @bytes: 4 or 16 of them, in network order
 */
typedef struct
{
  int    family;
  guint8 bytes[16];
} Address;

typedef enum
{
  ENTRY_ALL,
  ENTRY_DOMAIN,
  ENTRY_BLOCK,
} EntryKind;

/**
 * Entry:
 * @kind: what it covers
 * @port: the only port that it covers, or 0 for any
 * @domain: (nullable): a domain, without dots at its ends
 * @block: an address of the block
 * @n_bits: how many bits of that count
 */
typedef struct
{
  EntryKind  kind;
  guint16    port;
  char      *domain;
  Address    block;
  guint8     n_bits;
} Entry;

struct _InflightNoProxy
{
  GArray *entries;
};

static gboolean
address_parse (Address    *self,
               const char *text)
{
  if (inet_pton (AF_INET, text, self->bytes) == 1)
    self->family = AF_INET;
  else if (inet_pton (AF_INET6, text, self->bytes) == 1)
    self->family = AF_INET6;
  else
    return FALSE;

  return TRUE;
}

static guint
address_get_n_bits (const Address *self)
{
  return self->family == AF_INET ? 32 : 128;
}

/* A host may name the zone of a link-local address (RFC 4007, section 11). */
static gboolean
address_parse_host (Address    *self,
                    const char *host)
{
  char text[INET6_ADDRSTRLEN];
  gsize length = strcspn (host, "%");

  if (length >= sizeof text)
    return FALSE;

  memcpy (text, host, length);
  text[length] = '\0';

  return address_parse (self, text);
}

static void
entry_clear (gpointer data)
{
  Entry *self = data;

  g_free (self->domain);
}

static gboolean
read_number (const char *text,
             guint       min,
             guint       max,
             guint      *number)
{
  guint64 read;

  if (!g_ascii_string_to_unsigned (text, 10, min, max, &read, NULL))
    return FALSE;

  *number = read;

  return TRUE;
}

/* “192.0.2.0/24”, or an address on its own. Cuts the text at the slash. */
static gboolean
read_block (Entry *self,
            char  *text)
{
  char *slash = strchr (text, '/');
  guint n_bits;

  if (slash != NULL)
    *slash = '\0';

  if (!address_parse (&self->block, text))
    return FALSE;

  n_bits = address_get_n_bits (&self->block);
  if (slash != NULL && !read_number (slash + 1, 0, n_bits, &n_bits))
    return FALSE;

  self->kind = ENTRY_BLOCK;
  self->n_bits = n_bits;

  return TRUE;
}

static gboolean
read_domain (Entry      *self,
             const char *text)
{
  g_autofree char *ascii = g_hostname_to_ascii (text);
  const char *domain = ascii;
  gsize length;

  if (domain == NULL)
    return FALSE;

  if (strcmp (domain, "*") == 0)
    {
      self->kind = ENTRY_ALL;
      return TRUE;
    }

  if (g_str_has_prefix (domain, "*."))
    domain++;
  if (*domain == '.')
    domain++;

  length = strlen (domain);
  if (length > 0 && domain[length - 1] == '.')
    length--;
  if (length == 0)
    return FALSE;

  self->kind = ENTRY_DOMAIN;
  self->domain = g_strndup (domain, length);

  return TRUE;
}

/* Cuts “:port” off, and takes the brackets from around “[::1]”. An IPv6 address
 * without brackets is whole. */
static gboolean
read_port (Entry  *self,
           char  **text)
{
  Address address;
  char *colon = strrchr (*text, ':');
  gsize length;
  guint port;

  if (colon != NULL && address_parse_host (&address, *text))
    return TRUE;

  if (colon != NULL && strchr (colon, ']') == NULL && strchr (*text, '/') == NULL)
    {
      if (!read_number (colon + 1, 1, G_MAXUINT16, &port))
        return FALSE;

      self->port = port;
      *colon = '\0';
    }

  length = strlen (*text);
  if (length >= 2 && (*text)[0] == '[' && (*text)[length - 1] == ']')
    {
      (*text)[length - 1] = '\0';
      (*text)++;
    }

  return TRUE;
}

/* What makes no sense covers nothing. */
static void
add_entry (GArray *entries,
           char   *text)
{
  Entry entry = { 0 };
  gboolean may_be_domain = strchr (text, '/') == NULL;

  if (!read_port (&entry, &text))
    return;

  if (read_block (&entry, text) || (may_be_domain && read_domain (&entry, text)))
    g_array_append_val (entries, entry);
}

/**
 * inflight_no_proxy_new:
 * @text: what the variable `no_proxy` or `NO_PROXY` holds
 *
 * Hosts, separated by commas and blanks, as curl has them: a domain, with a dot in
 * front of it or without, stands for itself and all within it; an address may be a
 * block, as `192.0.2.0/24`; `*` stands for every host. And as other programs have
 * them: `*.example.com` is `example.com`, `[::1]` is `::1`, and `example.com:8080`
 * is one port of it only.
 *
 * Returns: (transfer full): the list, see inflight_no_proxy_free()
 */
InflightNoProxy *
inflight_no_proxy_new (const char *text)
{
  InflightNoProxy *self = g_new0 (InflightNoProxy, 1);
  g_auto (GStrv) parts = g_strsplit_set (text, ", \t\r\n", -1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      add_entry (self->entries, parts[i]);

  return self;
}

void
inflight_no_proxy_free (InflightNoProxy *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

static gboolean
block_has (const Entry   *self,
           const Address *address)
{
  guint n_bytes = self->n_bits / 8;
  guint n_rest = self->n_bits % 8;

  if (self->block.family != address->family ||
      memcmp (self->block.bytes, address->bytes, n_bytes) != 0)
    return FALSE;

  return n_rest == 0 ||
         (self->block.bytes[n_bytes] ^ address->bytes[n_bytes]) >> (8 - n_rest) == 0;
}

/**
 * inflight_no_proxy_covers:
 * @self: (nullable): a list; %NULL for an empty one
 * @host: the host of an address, in ASCII, an IPv6 literal without its brackets
 * @port: its port
 *
 * Takes no memory.
 *
 * Returns: whether a request to there uses no proxy
 */
gboolean
inflight_no_proxy_covers (const InflightNoProxy *self,
                          const char            *host,
                          guint                  port)
{
  Address address;
  gboolean is_literal;

  if (self == NULL)
    return FALSE;

  is_literal = address_parse_host (&address, host);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->port != 0 && entry->port != port)
        continue;

      if (entry->kind == ENTRY_ALL ||
          (entry->kind == ENTRY_BLOCK && is_literal && block_has (entry, &address)) ||
          (entry->kind == ENTRY_DOMAIN && !is_literal &&
           inflight_host_is_within (host, entry->domain)))
        return TRUE;
    }

  return FALSE;
}

/**
 * inflight_host_is_ip_literal:
 * @host: the host of an address, in ASCII, an IPv6 literal without its brackets
 *
 * Returns: whether it is an IP address rather than a name; it may have a zone
 */
gboolean
inflight_host_is_ip_literal (const char *host)
{
  Address address;

  return address_parse_host (&address, host);
}
