/* peer-kinds.c: which servers there are, and how each is started
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "peer.h"

#include <signal.h>

const PeerKind peer_soup = {
  .name = "soup",
  .arguments = { "@PORT@", "@FOLDER@", "@OPTION@" },
  .options = { "plain", "tls" },
  .end_signal = SIGTERM,
};

const PeerKind peer_servers[] = {
  {
    .name = "nginx",
    .program = "nginx",
    .arguments = { "-p", "@FOLDER@", "-e", "@FOLDER@/error.log", "-c", "nginx.conf" },
    .files = { "nginx.conf" },
    .options = { "", "ssl http2" },
    .end_signal = SIGTERM,
    .has_http2 = TRUE,
  },
  {
    .name = "haproxy",
    .program = "haproxy",
    .arguments = { "-db", "-f", "@FOLDER@/haproxy.cfg" },
    .files = { "haproxy.cfg" },
    .options = { "", "ssl crt @FOLDER@/both.pem alpn h2,http/1.1" },
    .end_signal = SIGTERM,
    .has_http2 = TRUE,
    .has_origin = TRUE,
    .resets_uploads = TRUE,
    .closes_empty = TRUE,
  },
  {
    .name = "python",
    .program = "python3",
    .arguments = { "@FOLDER@/python.py", "@PORT@", "@FOLDER@", "@OPTION@" },
    .files = { "python.py" },
    .options = { "plain", "tls" },
    .end_signal = SIGTERM,
  },
  {
    .name = "node",
    .program = "node",
    .arguments = { "@FOLDER@/node.js", "@PORT@", "@FOLDER@", "@OPTION@" },
    .files = { "node.js" },
    .options = { "plain", "tls" },
    .end_signal = SIGTERM,
    .has_http2 = TRUE,
    .hangs_up = TRUE,
  },
  {
    .name = "soup",
    .arguments = { "@PORT@", "@FOLDER@", "@OPTION@" },
    .options = { "plain", "tls" },
    .end_signal = SIGTERM,
    .closes_empty = TRUE,
  },
};

const gsize peer_n_servers = G_N_ELEMENTS (peer_servers);

/* It takes two seconds to end when it is asked to. */
const PeerKind peer_squid = {
  .name = "squid",
  .program = "squid",
  .arguments = { "-N", "-f", "@FOLDER@/squid.conf" },
  .files = { "squid.conf", "accept" },
  .options = { "http_access allow all", "http_access allow known" },
  .drops_root = TRUE,
  .end_signal = SIGKILL,
};
