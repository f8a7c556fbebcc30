/* inflight-addrinfo.c: what getaddrinfo() says, in GIO's terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For EAI_NODATA. */
#define _GNU_SOURCE

#include "config.h"

#include "inflight-addrinfo-private.h"

#include <errno.h>
#include <netdb.h>

/* Returns: (transfer full): the addresses in the order of getaddrinfo(), which
 *   is that of RFC 6724. */
static GList *
read_addresses (struct addrinfo *info)
{
  GList *addresses = NULL;

  for (; info != NULL; info = info->ai_next)
    {
      g_autoptr (GSocketAddress) address =
        g_socket_address_new_from_native (info->ai_addr, info->ai_addrlen);

      if (G_IS_INET_SOCKET_ADDRESS (address))
        {
          GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);

          addresses = g_list_prepend (addresses,
                                      g_object_ref (g_inet_socket_address_get_address (inet)));
        }
    }

  return g_list_reverse (addresses);
}

/* The same distinctions as GLib's own resolver, and one more: being out of
 * descriptors says nothing about the name. */
static GError *
new_error (const char *name,
           int         code,
           int         system_errno)
{
  GResolverError resolver_code;
  g_autofree char *reason = NULL;

  if (code == EAI_SYSTEM && system_errno == EMFILE)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, "%s: %s", name,
                        g_strerror (system_errno));

  switch (code)
    {
    case EAI_FAIL:
    case EAI_NODATA:
    case EAI_NONAME:
      resolver_code = G_RESOLVER_ERROR_NOT_FOUND;
      break;

    case EAI_AGAIN:
      resolver_code = G_RESOLVER_ERROR_TEMPORARY_FAILURE;
      break;

    default:
      resolver_code = G_RESOLVER_ERROR_INTERNAL;
      break;
    }

  if (code == EAI_SYSTEM)
    reason = g_strdup (g_strerror (system_errno));
  else
    reason = g_locale_to_utf8 (gai_strerror (code), -1, NULL, NULL, NULL);

  return g_error_new (G_RESOLVER_ERROR, resolver_code, "%s: %s", name,
                      reason != NULL ? reason : "unknown error");
}

/* Where the machine has no address of a family, nobody is asked for those of a name
 * (%AI_ADDRCONFIG), and the C library says that there is no such name. Whether there is
 * one, or only no network, it tells who asks for both. */
static int
get_info (const char       *name,
          int               family,
          struct addrinfo **info)
{
  /* The type of socket only keeps answers from coming once for each. */
  struct addrinfo hints = {
    .ai_flags = AI_ADDRCONFIG,
    .ai_family = family,
    .ai_socktype = SOCK_STREAM,
    .ai_protocol = IPPROTO_TCP,
  };
  int code = getaddrinfo (name, NULL, &hints, info);
  int code_of_both;

  if (code != EAI_NONAME || family == AF_UNSPEC)
    return code;

  hints.ai_family = AF_UNSPEC;
  code_of_both = getaddrinfo (name, NULL, &hints, info);
  if (code_of_both != 0)
    return code_of_both;

  freeaddrinfo (*info);

  return code;
}

/**
 * inflight_addrinfo_get:
 * @name: a name in ASCII
 * @family: `AF_INET`, `AF_INET6`, or `AF_UNSPEC` for both
 * @error: return location for an error of %G_RESOLVER_ERROR, or
 *   %G_IO_ERROR_TOO_MANY_OPEN_FILES
 *
 * Asks getaddrinfo(), which blocks for as long as it likes.
 *
 * Returns: (transfer full) (element-type GInetAddress): the addresses, the best
 *   first
 */
GList *
inflight_addrinfo_get (const char  *name,
                       int          family,
                       GError     **error)
{
  struct addrinfo *info = NULL;
  GList *addresses;
  int code = get_info (name, family, &info);

  if (code != 0)
    {
      g_propagate_error (error, new_error (name, code, errno));
      return NULL;
    }

  addresses = read_addresses (info);
  freeaddrinfo (info);
  if (addresses == NULL)
    g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND,
                 "%s: no address of the internet", name);

  return addresses;
}
