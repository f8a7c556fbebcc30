/* inflight-transport.c: what can carry out requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-transport-private.h"

/**
 * inflight_transport_kind_is_built_in:
 * @kind: a kind of transport
 *
 * Returns: whether this program was built with it
 */
gboolean
inflight_transport_kind_is_built_in (InflightTransportKind kind)
{
#ifdef HAVE_LIBCURL
  return kind == INFLIGHT_TRANSPORT_KIND_LIBCURL || kind == INFLIGHT_TRANSPORT_KIND_LIBSOUP;
#else
  return kind == INFLIGHT_TRANSPORT_KIND_LIBSOUP;
#endif
}

/**
 * inflight_transport_kind_get_default:
 *
 * Returns: what carries out requests unless somebody chooses
 */
InflightTransportKind
inflight_transport_kind_get_default (void)
{
#ifdef HAVE_LIBCURL
  return INFLIGHT_TRANSPORT_KIND_LIBCURL;
#else
  return INFLIGHT_TRANSPORT_KIND_LIBSOUP;
#endif
}

/**
 * inflight_transport_new:
 * @kind: a kind that is built in
 *
 * Makes a transport for the thread-default main context of the calling thread,
 * on which it must stay.
 *
 * Returns: (transfer full): a transport
 */
InflightTransport *
inflight_transport_new (InflightTransportKind kind)
{
  switch (kind)
    {
    case INFLIGHT_TRANSPORT_KIND_LIBCURL:
#ifdef HAVE_LIBCURL
      return inflight_curl_transport_new ();
#endif
    case INFLIGHT_TRANSPORT_KIND_LIBSOUP:
      return inflight_soup_transport_new ();
    }

  g_assert_not_reached ();
}
