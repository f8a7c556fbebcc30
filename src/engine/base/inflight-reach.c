/* inflight-reach.c: what is public and what is private
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-reach-private.h"

#include <net/if.h>
#include <string.h>

/**
 * Block:
 * @prefix: the bytes that the addresses begin with
 * @n_bits: how many bits of them count
 * @inner: where an IPv4 address begins that decides instead, or 0
 */
typedef struct
{
  guint8 prefix[16];
  guint8 n_bits;
  guint8 inner;
} Block;

/* Those for documentation and benchmarks (RFC 5737, RFC 2544) are not among them:
 * nothing private is there, and some tunnels give public names such addresses. */
static const Block blocks_ipv4[] = {
  { { 0 }, 8 },           /* this network, and the unspecified address: RFC 1122, 3.2.1.3 */
  { { 10 }, 8 },          /* private use: RFC 1918, section 3 */
  { { 100, 64 }, 10 },    /* shared with a provider's NAT: RFC 6598 */
  { { 127 }, 8 },         /* loopback: RFC 1122, 3.2.1.3 */
  { { 169, 254 }, 16 },   /* link-local, and metadata of clouds: RFC 3927 */
  { { 172, 16 }, 12 },    /* private use: RFC 1918, section 3 */
  { { 192, 0, 0 }, 24 },  /* protocol assignments, as DS-Lite: RFC 6890, RFC 6333 */
  { { 192, 168 }, 16 },   /* private use: RFC 1918, section 3 */
  { { 224 }, 4 },         /* multicast: RFC 5771 */
  { { 240 }, 4 },         /* reserved: RFC 1112, section 4; broadcast: RFC 919 */
};

/* An address that wraps an IPv4 one leads where that leads. Loopback and the
 * unspecified address (RFC 4291, sections 2.5.2 and 2.5.3) have the form of a
 * compatible one, of 0.0.0.1 and 0.0.0.0. */
static const Block blocks_ipv6[] = {
  { { [10] = 0xff, 0xff }, 96, 12 },               /* mapped: RFC 4291, 2.5.5.2 */
  { { 0x00, 0x64, 0xff, 0x9b }, 96, 12 },          /* NAT64: RFC 6052, section 2.1 */
  { { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 }, 48 },  /* NAT64 of the place: RFC 8215 */
  { { 0x20, 0x02 }, 16, 2 },                       /* 6to4: RFC 3056, section 2 */
  { { 0 }, 96, 12 },                               /* compatible: RFC 4291, 2.5.5.1 */
  { { 0xfc }, 7 },                                 /* unique local: RFC 4193 */
  { { 0xfe, 0x80 }, 10 },                          /* link-local: RFC 4291, 2.5.6 */
  { { 0xfe, 0xc0 }, 10 },                          /* site-local: RFC 3879 */
  { { 0xff }, 8 },                                 /* multicast: RFC 4291, 2.7 */
};

static gboolean
block_has (const Block  *self,
           const guint8 *bytes)
{
  guint n_bytes = self->n_bits / 8;
  guint n_rest = self->n_bits % 8;

  if (memcmp (self->prefix, bytes, n_bytes) != 0)
    return FALSE;

  return n_rest == 0 || (self->prefix[n_bytes] ^ bytes[n_bytes]) >> (8 - n_rest) == 0;
}

/* Returns: (nullable): the first that has it. */
static const Block *
find_block (const Block  *blocks,
            gsize         n_blocks,
            const guint8 *bytes)
{
  for (gsize i = 0; i < n_blocks; i++)
    if (block_has (&blocks[i], bytes))
      return &blocks[i];

  return NULL;
}

static gboolean
is_private_ipv4 (const guint8 *bytes)
{
  return find_block (blocks_ipv4, G_N_ELEMENTS (blocks_ipv4), bytes) != NULL;
}

static gboolean
is_private_ipv6 (const guint8 *bytes)
{
  const Block *block = find_block (blocks_ipv6, G_N_ELEMENTS (blocks_ipv6), bytes);

  if (block != NULL && block->inner > 0)
    return is_private_ipv4 (bytes + block->inner);

  return block != NULL;
}

/**
 * inflight_inet_address_is_private:
 * @address: an address, best that of the peer of a connected socket
 *
 * Whether an address is of this machine or of a network that it is in, rather
 * than of the internet: loopback, link-local, private, shared, multicast,
 * broadcast and unspecified ones; and those that wrap such a one of IPv4.
 *
 * Returns: whether it is
 */
gboolean
inflight_inet_address_is_private (GInetAddress *address)
{
  const guint8 *bytes;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), TRUE);

  bytes = g_inet_address_to_bytes (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return is_private_ipv4 (bytes);

  return is_private_ipv6 (bytes);
}

/**
 * inflight_host_is_within:
 * @host: the host of an address, in ASCII, maybe with a final dot
 * @domain: a domain, without a final dot
 *
 * Whether the last labels of a host are those of a domain: `a.local` and `local`
 * are within `local`, `alocal` is not.
 *
 * Returns: whether they are
 */
gboolean
inflight_host_is_within (const char *host,
                         const char *domain)
{
  gsize length = strlen (host);
  gsize domain_length = strlen (domain);
  const char *rest;

  if (length > 0 && host[length - 1] == '.')
    length--;

  if (length < domain_length)
    return FALSE;

  rest = host + length - domain_length;

  return g_ascii_strncasecmp (rest, domain, domain_length) == 0 &&
         (rest == host || rest[-1] == '.');
}

static gboolean
is_local_name (const char *name)
{
  static const char *const suffixes[] = {
    "localhost",                                  /* RFC 6761, section 6.3 */
    "test",                                       /* RFC 6761, section 6.2 */
    "local",                                      /* RFC 6762, section 3 */
    "home.arpa",                                  /* RFC 8375 */
    "internal",                                   /* reserved by ICANN in 2024 */
    "intranet", "private", "corp", "home", "lan", /* RFC 6762, appendix G */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (inflight_host_is_within (name, suffixes[i]))
      return TRUE;

  /* Looked up in the domain of the machine, if at all. */
  return strchr (name, '.') == NULL;
}

/* Returns: (nullable) (transfer full): the address that a host is, without the
 *   zone that a link-local one may have (RFC 4007, section 11). */
static GInetAddress *
parse_literal (const char *host)
{
  g_autofree char *address = g_strndup (host, strcspn (host, "%"));

  return g_inet_address_new_from_string (address);
}

/**
 * inflight_host_find_missing_zone:
 * @host: the host of an address, an IPv6 literal without its brackets
 *
 * A zone is the name or the number of a network interface (RFC 4007, section 11.2).
 *
 * Returns: (nullable): the zone in @host, if this machine has no interface for it
 */
const char *
inflight_host_find_missing_zone (const char *host)
{
  const char *zone = strchr (host, '%');
  char name[IF_NAMESIZE];
  guint64 number;

  if (zone == NULL || if_nametoindex (zone + 1) != 0)
    return NULL;

  if (g_ascii_string_to_unsigned (zone + 1, 10, 1, G_MAXUINT, &number, NULL) &&
      if_indextoname (number, name) != NULL)
    return NULL;

  return zone + 1;
}

/**
 * inflight_host_is_public_name:
 * @host: the host of an address, in ASCII, an IPv6 literal without its brackets
 *
 * Whether a host claims to be on the internet: then an address that is private
 * is not what the person asked for, be it by a redirect or by an answer of the
 * DNS. It is an IP literal that is not private, or a name of two labels or more
 * that is in none of the domains kept for a machine or a network.
 *
 * `example`, `invalid` and `onion` count as public: there is nothing private in
 * them.
 *
 * Returns: whether it does
 */
gboolean
inflight_host_is_public_name (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = parse_literal (host);
  if (address != NULL)
    return !inflight_inet_address_is_private (address);

  name = g_strdup (host);
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';

  return !is_local_name (name);
}
