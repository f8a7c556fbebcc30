/* inflight-transport-kind.c: what can carry out requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-transport-kind-private.h"

#include "inflight-soup-functions-private.h"

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
 * inflight_transport_kind_load:
 * @kind: a kind of transport
 * @error: return location for an error
 *
 * Has ready what inflight_transport_new() needs of libraries.
 *
 * Returns: whether there can be one; otherwise %INFLIGHT_ERROR_FAILED
 */
gboolean
inflight_transport_kind_load (InflightTransportKind   kind,
                              GError                **error)
{
  if (!inflight_transport_kind_is_built_in (kind))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_FAILED,
                   "this program was built without %s",
                   inflight_enum_to_nick (INFLIGHT_TYPE_TRANSPORT_KIND, kind));
      return FALSE;
    }

  return kind != INFLIGHT_TRANSPORT_KIND_LIBSOUP || inflight_soup_load (error) != NULL;
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
 * @kind: a kind that inflight_transport_kind_load() has ready
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
      return inflight_soup_load (NULL)->transport_new ();
    }

  g_assert_not_reached ();
}
