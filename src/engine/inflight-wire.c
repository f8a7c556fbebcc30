/* inflight-wire.c: what comes in from a server, judged
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wire-private.h"

#include "inflight-framing-private.h"

/**
 * InflightWire:
 * @base: the stream of the socket, or of TLS
 * @armed: whether answers are judged; before the first request nothing is
 *
 * The bytes of a connection, on their way to libsoup, which takes many a broken
 * answer for a good one. What is good is passed on as it comes. What is wrong ends
 * in an error of the domain %INFLIGHT_ERROR; what follows the end of an answer is
 * the end of the stream, so that libsoup drops the connection.
 *
 * Closing a wire leaves its base alone: connections close their own streams.
 */
struct _InflightWire
{
  GInputStream     parent_instance;

  GInputStream    *base;
  InflightFraming  framing;
  gboolean         armed;
};

static G_DEFINE_QUARK (inflight-wire, wire)

static void inflight_wire_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightWire, inflight_wire, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      inflight_wire_pollable_init))

static gssize
read_judged (InflightWire  *self,
             guint8        *buffer,
             gsize          count,
             gboolean       blocking,
             GCancellable  *cancellable,
             GError       **error)
{
  gssize n;

  /* Again only if nothing is left of what came, which framing bounds. */
  do
    {
      if (inflight_framing_is_spent (&self->framing))
        return inflight_framing_check (&self->framing, error) ? 0 : -1;

      n = g_pollable_stream_read (self->base, buffer, count, blocking, cancellable, error);
      if (n < 0)
        return n;
      if (n == 0)
        return inflight_framing_eof (&self->framing, error) ? 0 : -1;

      n = inflight_framing_feed (&self->framing, buffer, n);
    }
  while (n == 0);

  return n;
}

static gssize
read_either (InflightWire  *self,
             void          *buffer,
             gsize          count,
             gboolean       blocking,
             GCancellable  *cancellable,
             GError       **error)
{
  if (self->armed)
    return read_judged (self, buffer, count, blocking, cancellable, error);

  return g_pollable_stream_read (self->base, buffer, count, blocking, cancellable, error);
}

static gssize
inflight_wire_read (GInputStream  *stream,
                    void          *buffer,
                    gsize          count,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return read_either (INFLIGHT_WIRE (stream), buffer, count, TRUE, cancellable, error);
}

static gssize
inflight_wire_read_nonblocking (GPollableInputStream  *stream,
                                void                  *buffer,
                                gsize                  count,
                                GError               **error)
{
  return read_either (INFLIGHT_WIRE (stream), buffer, count, FALSE, NULL, error);
}

static gboolean
inflight_wire_can_poll (GPollableInputStream *stream)
{
  InflightWire *self = INFLIGHT_WIRE (stream);

  return G_IS_POLLABLE_INPUT_STREAM (self->base) &&
         g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (self->base));
}

/* What remains to be said needs nothing from the base. */
static gboolean
has_last_word (InflightWire *self)
{
  return self->armed && inflight_framing_is_spent (&self->framing);
}

static gboolean
inflight_wire_is_readable (GPollableInputStream *stream)
{
  InflightWire *self = INFLIGHT_WIRE (stream);

  return has_last_word (self) ||
         g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (self->base));
}

static GSource *
inflight_wire_create_source (GPollableInputStream *stream,
                             GCancellable         *cancellable)
{
  InflightWire *self = INFLIGHT_WIRE (stream);
  g_autoptr (GSource) child = NULL;

  if (has_last_word (self))
    child = g_timeout_source_new (0);
  else
    child = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->base),
                                                   cancellable);

  return g_pollable_source_new_full (self, child, NULL);
}

static void
inflight_wire_finalize (GObject *object)
{
  InflightWire *self = INFLIGHT_WIRE (object);

  g_clear_object (&self->base);

  G_OBJECT_CLASS (inflight_wire_parent_class)->finalize (object);
}

static void
inflight_wire_class_init (InflightWireClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  object_class->finalize = inflight_wire_finalize;

  stream_class->read_fn = inflight_wire_read;
}

static void
inflight_wire_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = inflight_wire_can_poll;
  iface->is_readable = inflight_wire_is_readable;
  iface->read_nonblocking = inflight_wire_read_nonblocking;
  iface->create_source = inflight_wire_create_source;
}

static void
inflight_wire_init (InflightWire *self)
{
}

/**
 * inflight_wire_new:
 * @base: a stream
 *
 * Returns: (transfer full): a wire that passes on what @base gives, and judges
 *   nothing until it is told that an answer begins
 */
InflightWire *
inflight_wire_new (GInputStream *base)
{
  InflightWire *self = g_object_new (INFLIGHT_TYPE_WIRE, NULL);

  self->base = g_object_ref (base);

  return self;
}

/**
 * inflight_wire_attach:
 * @connection: a connection
 * @base: (nullable): what would be read from it without a wire
 *
 * Returns: (transfer none) (nullable): the wire that @connection is read through,
 *   which is made the first time and goes with it; %NULL if @base is, as a TLS
 *   connection for datagrams has no stream
 */
GInputStream *
inflight_wire_attach (GIOStream    *connection,
                      GInputStream *base)
{
  InflightWire *wire = g_object_get_qdata (G_OBJECT (connection), wire_quark ());

  if (base == NULL)
    return NULL;

  if (wire == NULL)
    {
      wire = inflight_wire_new (base);
      g_object_set_qdata_full (G_OBJECT (connection), wire_quark (), wire, g_object_unref);
    }

  return G_INPUT_STREAM (wire);
}

/**
 * inflight_wire_find:
 * @connection: a connection as #GSocketClient or libsoup made it
 *
 * A connection through a SOCKS proxy may be wrapped.
 *
 * Returns: (transfer none) (nullable): the wire that is read from it
 */
InflightWire *
inflight_wire_find (GIOStream *connection)
{
  GInputStream *stream;

  if (G_IS_TCP_WRAPPER_CONNECTION (connection))
    connection =
      g_tcp_wrapper_connection_get_base_io_stream (G_TCP_WRAPPER_CONNECTION (connection));

#ifdef HAVE_HTTP2
  /* Its frames are another thing (RFC 9113). */
  if (G_IS_TLS_CONNECTION (connection) &&
      g_strcmp0 (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (connection)),
                 "h2") == 0)
    return NULL;
#endif

  stream = g_io_stream_get_input_stream (connection);

  return INFLIGHT_IS_WIRE (stream) ? INFLIGHT_WIRE (stream) : NULL;
}

/**
 * inflight_wire_begin:
 * @self: a wire
 * @head_request: whether the request asks for a header alone
 *
 * A request is about to be sent: what comes next is its answer, or nothing.
 */
void
inflight_wire_begin (InflightWire *self,
                     gboolean      head_request)
{
  self->armed = TRUE;
  inflight_framing_begin (&self->framing, head_request);
}

/**
 * inflight_wire_is_complete:
 * @self: a wire
 *
 * Returns: whether the answer that was begun arrived to its end
 */
gboolean
inflight_wire_is_complete (InflightWire *self)
{
  return inflight_framing_is_complete (&self->framing);
}
