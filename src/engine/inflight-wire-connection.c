/* inflight-wire-connection.c: TCP that is read through a wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wire-connection-private.h"

#include "inflight-wire-private.h"

/* libsoup leaves it to GIO to make connections, and GIO asks a factory for their type.
 * A subclass cannot take the place of GTcpConnection there: of a type that is registered
 * for the same sockets as another GIO 2.74 keeps a pointer to memory that it has freed.
 * So it is the class that is changed, as for TLS: the one entry of it that says what is
 * read from. */

typedef GInputStream *(*GetInputStream) (GIOStream *stream);

static GetInputStream get_input_stream;

static GInputStream *
get_wire (GIOStream *connection)
{
  return inflight_wire_attach (connection, get_input_stream (connection));
}

/**
 * inflight_wire_connection_install:
 *
 * From here on, every TCP connection that GIO makes in this program is read through a
 * wire. To be called before there is a second thread; doing so again changes nothing.
 */
void
inflight_wire_connection_install (void)
{
  GIOStreamClass *klass;

  if (get_input_stream != NULL)
    return;

  /* Never let go, as it must not be made anew. */
  klass = g_type_class_ref (G_TYPE_TCP_CONNECTION);
  get_input_stream = klass->get_input_stream;
  klass->get_input_stream = get_wire;
}
