# python.py: the server of Python's standard library, with every kind of answer
# Copyright 2026 The Inflight developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# python.py PORT FOLDER [tls]

import gzip
import hashlib
import http.server
import os
import ssl
import sys

port, folder, option = int(sys.argv[1]), sys.argv[2], sys.argv[3]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = -1

    def answer(self, status, body=b'', headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and status not in (204, 304):
            self.wfile.write(body)

    def read_body(self):
        return self.rfile.read(int(self.headers['Content-Length'] or 0))

    def send_chunks(self, pieces):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for piece in pieces:
            self.wfile.write(b'%x\r\n%s\r\n' % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b'0\r\n\r\n')

    def send_file(self, path, compressed=False):
        try:
            with open(folder + path, 'rb') as file:
                body = file.read()
        except OSError:
            self.answer(404, b'{"title": "missing"}')
            return
        tag = '"%s"' % hashlib.sha256(body).hexdigest()
        if self.headers['If-None-Match'] == tag:
            self.answer(304, headers=[('ETag', tag)])
        elif compressed:
            self.answer(200, gzip.compress(body), [('Content-Encoding', 'gzip')])
        else:
            self.answer(200, body, [('ETag', tag)])

    def do_GET(self):
        if self.path == '/empty':
            self.answer(204)
        elif self.path == '/chunked':
            self.send_chunks([b'{"title": ', b'"chunked"}'])
        elif self.path == '/login':
            self.answer(302, headers=[('Location', '/welcome'),
                                      ('Set-Cookie', 'key=value; Path=/')])
        elif self.path == '/welcome' and self.headers['Cookie'] != 'key=value':
            self.answer(403)
        elif self.path == '/welcome':
            self.answer(200, b'{"title": "welcome"}')
        elif self.path.startswith('/gzip/'):
            self.send_file(self.path.replace('/gzip/', '/posts/'), compressed=True)
        else:
            self.send_file(self.path)

    do_HEAD = do_GET

    def do_POST(self):
        self.answer(200, self.read_body())

    # Without having read the body, of which some is on its way.
    def refuse(self):
        self.answer(413, headers=[('Connection', 'close')])
        self.wfile.flush()
        while self.rfile.read1():
            pass

    def do_PUT(self):
        if self.path == '/refuse':
            self.refuse()
            return
        with open(folder + '/put/' + os.path.basename(self.path), 'wb') as file:
            file.write(self.read_body())
        self.answer(201)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server(('127.0.0.1', port), Handler)
if option == 'tls':
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + '/both.pem')
    # The handshake is for the thread of the connection.
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)
server.serve_forever()
