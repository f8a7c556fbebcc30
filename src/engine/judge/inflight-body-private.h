/* inflight-body-private.h: a body as it arrives, decoded and bounded
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _InflightBody InflightBody;

InflightBody *inflight_body_new          (guint64        limit_bytes);
void          inflight_body_free         (InflightBody  *self);
gboolean      inflight_body_set_encoding (InflightBody  *self,
                                          const char    *encoding,
                                          GError       **error);
void          inflight_body_expect       (InflightBody  *self,
                                          guint64        size);
gboolean      inflight_body_feed         (InflightBody  *self,
                                          const guint8  *data,
                                          gsize          size,
                                          GError       **error);
gboolean      inflight_body_end          (InflightBody  *self,
                                          GError       **error);
guint64       inflight_body_get_wire     (InflightBody  *self);
guint64       inflight_body_get_bytes    (InflightBody  *self);
gsize         inflight_body_get_memory   (InflightBody  *self);
void          inflight_body_forget_head  (InflightBody  *self);
void          inflight_body_shorten_head (InflightBody  *self);
gboolean      inflight_body_is_shortened (InflightBody  *self);
GBytes       *inflight_body_steal_head   (InflightBody  *self,
                                          char         **encoding);

G_END_DECLS
