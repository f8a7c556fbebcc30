/* inflight-wire-tls.c: TLS that is read through a wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wire-tls-private.h"

#include "inflight-wire-private.h"

/* libsoup asks GIO's backend for the type of a TLS connection and makes one itself,
 * without telling anybody. A backend of ours could name a subclass, but from 2.78 on
 * those of glib-networking are final. What is left is the one entry of their class
 * that says what is read from; the entry is as public as the class is. */

typedef GInputStream *(*GetInputStream) (GIOStream *stream);

static GetInputStream get_input_stream;

static GInputStream *
get_wire (GIOStream *connection)
{
  return inflight_wire_attach (connection, get_input_stream (connection));
}

static gpointer
install_once (gpointer user_data)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  GType type = g_tls_backend_get_client_connection_type (backend);
  GIOStreamClass *klass;

  if (!g_tls_backend_supports_tls (backend) || !g_type_is_a (type, G_TYPE_TLS_CONNECTION))
    return NULL;

  /* Never let go, as it must not be made anew. */
  klass = g_type_class_ref (type);
  get_input_stream = klass->get_input_stream;
  klass->get_input_stream = get_wire;

  return klass;
}

/**
 * inflight_wire_tls_install:
 *
 * From here on, every TLS connection to a server that is made in this program is read
 * through a wire. To be called on the thread that makes them, before the first one;
 * it loads the backend.
 */
void
inflight_wire_tls_install (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, install_once, NULL);
}
