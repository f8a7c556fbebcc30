// bench-undici.js BASE COUNT [--connections=N] [--ca=FILE]: asks for BASE1 to
// BASE100 in turn and finds the titles, with node and undici, over HTTP/1.1
// Copyright 2026 The Inflight developers
// SPDX-License-Identifier: GPL-3.0-or-later

'use strict';

const fs = require('fs');
const { parseArgs } = require('util');
const { Pool } = require('undici');

const N_ADDRESSES = 100;

const { values, positionals } = parseArgs({
  options: {
    connections: { type: 'string', default: '32' },
    ca: { type: 'string' },
  },
  allowPositionals: true,
});
const base = new URL(positionals[0]);
const count = Number(positionals[1]);
const connections = Number(values.connections);
const pool = new Pool(base.origin, {
  connections,
  pipelining: 1,
  connect: values.ca ? { ca: fs.readFileSync(values.ca) } : undefined,
});
const titles = [];
let begun = 0;

async function work() {
  while (begun < count) {
    const path = base.pathname + (begun++ % N_ADDRESSES + 1);
    const { statusCode, headers, body } = await pool.request({ method: 'GET', path });

    if (statusCode !== 200)
      throw new Error(`HTTP ${statusCode}`);

    if (headers['content-type'] === 'application/json')
      titles.push((await body.json()).title);
    else
      titles.push((await body.arrayBuffer()) && path);
  }
}

Promise.all(Array.from({ length: connections }, work)).then(async () => {
  await pool.close();
  if (titles.length !== count)
    throw new Error(`${titles.length} titles`);
});
