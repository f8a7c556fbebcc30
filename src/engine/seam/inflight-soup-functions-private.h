/* inflight-soup-functions-private.h: what the engine has of libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-transport-private.h"

G_BEGIN_DECLS

/**
 * InflightSoupFunctions:
 * @transport_new: makes a transport for the thread-default main context of the
 *   calling thread, on which it must stay
 * @jar_new: makes a cookie jar (RFC 6265), freed with g_object_unref()
 * @jar_add: keeps what an answer sets, the value of a field Set-Cookie, as far as
 *   the address that answered may set it
 * @jar_dup: (transfer full) (nullable): the field Cookie for an address
 *
 * All that needs libsoup. That library and those behind it take a fifth of the time
 * of a program that fetches one address over libcurl: so they are loaded by whoever
 * asks for this.
 */
typedef struct
{
  InflightTransport *(*transport_new) (void);
  GObject           *(*jar_new)       (void);
  void               (*jar_add)       (GObject    *jar,
                                       const char *url,
                                       const char *value);
  char              *(*jar_dup)       (GObject    *jar,
                                       const char *url);
} InflightSoupFunctions;

extern const InflightSoupFunctions inflight_soup_functions;

const InflightSoupFunctions *inflight_soup_load (GError **error);

G_END_DECLS
