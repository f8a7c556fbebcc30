/* inflight-soup-transfer-private.h: one transfer over libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-judge-private.h"
#include "inflight-soup-private.h"

G_BEGIN_DECLS

/* The size of what bodies are read into. */
#define INFLIGHT_SOUP_READ_BYTES (64 << 10)

/**
 * InflightSoupTransport:
 * @transfers: (element-type InflightSoupTransfer): those under way
 * @buffer: what bodies are read into; one for all, as reads do not block
 *
 * How libsoup is held: it never has more messages than are in flight, follows
 * no redirect, answers no challenge, decodes nothing and waits for nothing. Where an
 * answer begins and ends is what libsoup says.
 */
typedef struct
{
  InflightTransport     parent;
  InflightSoupSessions *sessions;
  GHashTable           *transfers;
  guint8               *buffer;
} InflightSoupTransport;

/**
 * InflightSoupTransfer:
 * @tls: (nullable): the TLS of a connection that was made for this transfer
 * @n_tunnel: how many informational answers came to the tunnel of a proxy
 * @connected: whether a connection was made, and not used yet
 * @complete: whether the connection can be used again
 */
typedef struct
{
  InflightSoupTransport   *transport;
  const InflightTransferEvents *events;
  gpointer                 user_data;
  InflightOrder            order;

  SoupSession             *session;
  SoupMessage             *message;
  GCancellable            *cancellable;
  GTlsConnection          *tls;
  GInputStream            *stream;
  GSource                 *source;
  InflightHead             head;
  InflightBody            *body;
  InflightAnswer          *answer;
  guint                    n_tunnel;
  gboolean                 connected;
  gboolean                 complete;
} InflightSoupTransfer;

void inflight_soup_transfer_settle (InflightSoupTransfer *self);
void inflight_soup_transfer_fail   (InflightSoupTransfer *self,
                                    InflightError         code,
                                    const char           *message);
void inflight_soup_transfer_read   (InflightSoupTransfer *self);

G_END_DECLS
