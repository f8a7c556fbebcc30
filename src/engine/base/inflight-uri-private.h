/* inflight-uri-private.h: what an address is made of
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-uri.h"

G_BEGIN_DECLS

/**
 * InflightUri:
 * @origin: scheme, host and port, see inflight_uri_get_origin()
 * @ref_count: of the address, and of the request that it is part of
 * @target: where in @text the path begins
 * @has_user: whether the user name stands behind the first end of @text
 * @has_password: whether the password stands behind that
 * @in_request: whether it is part of a request
 * @text: the address as it was typed; what is not sent as it was, behind it
 *
 * An absolute http or https address. Immutable, so that any thread may hold it.
 *
 * What is sent is what is written: nothing is decoded, no case changed, and dot
 * segments and empty segments stay. A server may have signed it.
 *
 * There is one of these for each queued task, hence the frugality.
 */
struct _InflightUri
{
  char            *origin;
  gatomicrefcount  ref_count;
  guint32          target : 29;
  guint32          has_user : 1;
  guint32          has_password : 1;
  guint32          in_request : 1;
  char             text[];
};

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

InflightUri *inflight_uri_new_in_request (const char        *text,
                                          gsize              offset,
                                          GError           **error);
void         inflight_uri_free_request   (InflightUri       *self);

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
