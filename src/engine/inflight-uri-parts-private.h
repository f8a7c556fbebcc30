/* inflight-uri-parts-private.h: an address taken apart
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightUriParts:
 * @origin: (transfer full): scheme, host and port, see inflight_uri_get_origin()
 * @user: (nullable): the user name, as it is written
 * @user_length: its length in bytes
 * @password: (nullable): the password, as it is written
 * @password_length: its length in bytes
 * @rest: what follows the host and the port
 *
 * The beginning of an address; the pointers point into its text.
 */
typedef struct
{
  char       *origin;
  const char *user;
  gsize       user_length;
  const char *password;
  gsize       password_length;
  const char *rest;
} InflightUriParts;

gboolean    inflight_uri_fail            (GError           **error,
                                          const char        *message);
const char *inflight_uri_split_scheme    (const char        *text,
                                          gboolean          *is_secure,
                                          GError           **error);
gboolean    inflight_uri_split_authority (const char        *text,
                                          gboolean           is_secure,
                                          InflightUriParts  *parts,
                                          GError           **error);
const char *inflight_uri_skip_sendable   (const char        *text);
void        inflight_uri_append_target   (GString           *out,
                                          const char        *text);
void        inflight_uri_append_resolved (GString           *out,
                                          const char        *base,
                                          const char        *reference);

G_END_DECLS
