/* raw-exchange.c: what a raw server is often asked, and answers
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "raw-server.h"

#include <string.h>

/* Adds an answer that leads from @path to @location, without a body. */
void
raw_server_add_redirect (RawServer  *self,
                         const char *path,
                         guint       status,
                         const char *location)
{
  g_autofree char *bytes = NULL;

  bytes = g_strdup_printf ("HTTP/1.1 %u Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                           status, location);
  raw_server_add (self, path, RAW_KEEP, bytes, NULL);
}

/* Asserts that the request of that number, from 0, has @text in it, or has not. */
void
assert_sent (RawServer  *self,
             guint       index,
             const char *text,
             gboolean    there)
{
  g_autofree char *request = raw_server_dup_request (self, index);

  if ((strstr (request, text) != NULL) != there)
    g_error ("Request %u: “%s” is %s: %s", index, text, there ? "missing" : "there", request);
}
