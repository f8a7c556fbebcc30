// node.js: the servers of node's standard library, with every kind of answer
// Copyright 2026 The Inflight developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node.js PORT FOLDER [tls]

'use strict';

const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const http2 = require('http2');
const path = require('path');
const zlib = require('zlib');

const [, , port, folder, option] = process.argv;
const json = { 'Content-Type': 'application/json' };

function answer(response, status, body = '', headers = {}) {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function sendFile(request, response, name, compressed) {
  let body;

  try {
    body = fs.readFileSync(folder + name);
  } catch {
    answer(response, 404, '{"title": "missing"}', json);
    return;
  }

  const tag = `"${crypto.createHash('sha256').update(body).digest('hex')}"`;
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, { ETag: tag });
    response.end();
  } else if (compressed) {
    answer(response, 200, zlib.gzipSync(body), { ...json, 'Content-Encoding': 'gzip' });
  } else {
    answer(response, 200, body, { ...json, ETag: tag });
  }
}

let hasHungUp = false;

// Without an answer, the first time.
function hangUp(request, response) {
  if (hasHungUp) {
    answer(response, 200, '{"title": "again"}', json);
    return;
  }

  hasHungUp = true;
  if (request.stream)
    request.stream.session.destroy();
  else
    request.socket.destroy();
}

function get(request, response) {
  const { url } = request;

  if (url === '/empty') {
    response.writeHead(204);
    response.end();
  } else if (url === '/chunked') {
    response.writeHead(200, json);
    response.write('{"title": ');
    setImmediate(() => response.end('"chunked"}'));
  } else if (url === '/login') {
    answer(response, 302, '', { Location: '/welcome', 'Set-Cookie': 'key=value; Path=/' });
  } else if (url === '/welcome') {
    const known = request.headers.cookie === 'key=value';
    answer(response, known ? 200 : 403, known ? '{"title": "welcome"}' : '', json);
  } else if (url === '/hang-up') {
    hangUp(request, response);
  } else if (url.startsWith('/gzip/')) {
    sendFile(request, response, url.replace('/gzip/', '/posts/'), true);
  } else {
    sendFile(request, response, url, false);
  }
}

function handle(request, response) {
  const pieces = [];

  // Without having read the body, of which some is on its way.
  if (request.url === '/refuse') {
    answer(response, 413);
    request.resume();
    return;
  }

  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces);

    if (request.method === 'POST') {
      answer(response, 200, body);
    } else if (request.method === 'PUT') {
      fs.writeFileSync(path.join(folder, 'put', path.basename(request.url)), body);
      answer(response, 201);
    } else {
      get(request, response);
    }
  });
}

function makeServer() {
  if (option !== 'tls')
    return http.createServer(handle);

  const pem = fs.readFileSync(`${folder}/both.pem`);
  return http2.createSecureServer({ key: pem, cert: pem, allowHTTP1: true }, handle);
}

makeServer().listen(Number(port), '127.0.0.1');
