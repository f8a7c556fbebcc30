/* inflight-wire-connection.c: a TCP connection that is read through a wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wire-connection-private.h"

#include "inflight-wire-private.h"

/**
 * InflightWireConnection:
 *
 * libsoup leaves it to GIO to make connections, and GIO leaves it to a factory of
 * which type they are. This one differs from its parent in what is read from it.
 */
struct _InflightWireConnection
{
  GTcpConnection  parent_instance;

  InflightWire   *wire;
};

G_DEFINE_FINAL_TYPE (InflightWireConnection, inflight_wire_connection, G_TYPE_TCP_CONNECTION)

static GInputStream *
inflight_wire_connection_get_input_stream (GIOStream *stream)
{
  InflightWireConnection *self = INFLIGHT_WIRE_CONNECTION (stream);
  GIOStreamClass *parent_class = G_IO_STREAM_CLASS (inflight_wire_connection_parent_class);

  if (self->wire == NULL)
    self->wire = inflight_wire_new (parent_class->get_input_stream (stream));

  return G_INPUT_STREAM (self->wire);
}

static void
inflight_wire_connection_finalize (GObject *object)
{
  InflightWireConnection *self = INFLIGHT_WIRE_CONNECTION (object);

  g_clear_object (&self->wire);

  G_OBJECT_CLASS (inflight_wire_connection_parent_class)->finalize (object);
}

static void
inflight_wire_connection_class_init (InflightWireConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inflight_wire_connection_finalize;
  G_IO_STREAM_CLASS (klass)->get_input_stream = inflight_wire_connection_get_input_stream;
}

static void
inflight_wire_connection_init (InflightWireConnection *self)
{
}

/**
 * inflight_wire_connection_register:
 *
 * From here on, every TCP connection that GIO makes in this program is of this
 * type. To be called once, before there is a second thread.
 */
void
inflight_wire_connection_register (void)
{
  static const GSocketFamily families[] = { G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6 };
  static const int protocols[] = { G_SOCKET_PROTOCOL_DEFAULT, G_SOCKET_PROTOCOL_TCP };

  /* It registers itself for the same sockets; the last one to do so wins. */
  g_type_ensure (G_TYPE_TCP_CONNECTION);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (protocols); j++)
      g_socket_connection_factory_register_type (INFLIGHT_TYPE_WIRE_CONNECTION, families[i],
                                                 G_SOCKET_TYPE_STREAM, protocols[j]);
}
