/* inflight-lab-posts-private.h: what the practice server has to offer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INFLIGHT_LAB_N_POSTS       100
#define INFLIGHT_LAB_SLOW_DELAY_MS 5000

#define INFLIGHT_LAB_PADDING_BYTES (256 * 1024)

#define INFLIGHT_LAB_JSON "application/json; charset=utf-8"
#define INFLIGHT_LAB_HTML "text/html; charset=utf-8"

typedef struct
{
  GBytes     *body;
  const char *content_type;
  guint       delay_ms;
} InflightLabPage;

typedef struct _InflightLabPosts InflightLabPosts;

InflightLabPosts      *inflight_lab_posts_new    (void);
void                   inflight_lab_posts_free   (InflightLabPosts       *self);
const InflightLabPage *inflight_lab_posts_lookup (const InflightLabPosts *self,
                                                  const char             *path);
GBytes                *inflight_lab_posts_get_padding
                                                 (const InflightLabPosts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightLabPosts, inflight_lab_posts_free)

G_END_DECLS
