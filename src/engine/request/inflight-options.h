/* inflight-options.h: what many requests have in common
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_OPTIONS (inflight_options_get_type ())

#define INFLIGHT_DEFAULT_DEADLINE_US   (30 * G_USEC_PER_SEC)
#define INFLIGHT_DEFAULT_LIMIT_BYTES   (G_GUINT64_CONSTANT (16) << 20)
#define INFLIGHT_DEFAULT_MAX_REDIRECTS 20
#define INFLIGHT_MAX_RETRIES           100
#define INFLIGHT_MAX_REDIRECTS         100

typedef struct _InflightOptions InflightOptions;

typedef void (*InflightHeaderFunc) (const char *name,
                                    const char *value,
                                    gpointer    user_data);

GType                inflight_options_get_type            (void);
InflightOptions     *inflight_options_new                 (void);
InflightOptions     *inflight_options_ref                 (InflightOptions       *self);
void                 inflight_options_unref               (InflightOptions       *self);

const char          *inflight_options_get_method          (const InflightOptions *self);
gboolean             inflight_method_is_idempotent       (const char            *method);
gboolean             inflight_options_is_safe             (const InflightOptions *self);
gboolean             inflight_options_is_idempotent       (const InflightOptions *self);
GBytes              *inflight_options_get_body            (const InflightOptions *self);
gint64               inflight_options_get_deadline_us     (const InflightOptions *self);
gint64               inflight_options_get_run_deadline_us (const InflightOptions *self);
guint64              inflight_options_get_limit_bytes     (const InflightOptions *self);
guint                inflight_options_get_max_redirects   (const InflightOptions *self);
guint                inflight_options_get_max_retries     (const InflightOptions *self);
gboolean             inflight_options_get_retries_unsafe  (const InflightOptions *self);
gboolean             inflight_options_get_insecure        (const InflightOptions *self);
gboolean             inflight_options_get_allows_private  (const InflightOptions *self);
gboolean             inflight_options_get_keeps_answer    (const InflightOptions *self);
const char          *inflight_options_get_title_pointer   (const InflightOptions *self);
InflightErrorPolicy  inflight_options_get_error_policy    (const InflightOptions *self);
void                 inflight_options_foreach_header      (const InflightOptions *self,
                                                           InflightHeaderFunc     func,
                                                           gpointer               user_data);

gboolean             inflight_options_set_method          (InflightOptions       *self,
                                                           const char            *method,
                                                           GError               **error);
void                 inflight_options_set_body            (InflightOptions       *self,
                                                           GBytes                *body);
void                 inflight_options_set_deadline_us     (InflightOptions       *self,
                                                           gint64                 deadline_us);
void                 inflight_options_set_run_deadline_us (InflightOptions       *self,
                                                           gint64                 run_deadline_us);
void                 inflight_options_set_limit_bytes     (InflightOptions       *self,
                                                           guint64                limit_bytes);
void                 inflight_options_set_max_redirects   (InflightOptions       *self,
                                                           guint                  max_redirects);
void                 inflight_options_set_max_retries     (InflightOptions       *self,
                                                           guint                  max_retries);
void                 inflight_options_set_retries_unsafe  (InflightOptions       *self,
                                                           gboolean               retries_unsafe);
void                 inflight_options_set_insecure        (InflightOptions       *self,
                                                           gboolean               insecure);
void                 inflight_options_set_allows_private  (InflightOptions       *self,
                                                           gboolean               allows_private);
void                 inflight_options_set_keeps_answer    (InflightOptions       *self,
                                                           gboolean               keeps_answer);
gboolean             inflight_options_set_title_pointer   (InflightOptions       *self,
                                                           const char            *pointer,
                                                           GError               **error);
void                 inflight_options_set_error_policy    (InflightOptions       *self,
                                                           InflightErrorPolicy    policy);
gboolean             inflight_options_add_header          (InflightOptions       *self,
                                                           const char            *line,
                                                           GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightOptions, inflight_options_unref)

G_END_DECLS
