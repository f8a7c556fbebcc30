/* inflight-values.h: what the values of options mean
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"

G_BEGIN_DECLS

gboolean inflight_value_read_seconds   (const char         *option,
                                        const char         *text,
                                        gboolean            may_be_negative,
                                        gint64             *us,
                                        GError            **error);
gboolean inflight_value_read_size      (const char         *option,
                                        const char         *text,
                                        guint64            *bytes,
                                        GError            **error);
gboolean inflight_value_read_choice    (const char         *option,
                                        const char         *text,
                                        GType               type,
                                        int                *value,
                                        GError            **error);
gboolean inflight_value_read_word      (const char         *option,
                                        const char         *text,
                                        const char *const  *words,
                                        int                *index,
                                        GError            **error);
gboolean inflight_value_read_number    (const char         *option,
                                        int                 written,
                                        int                 least,
                                        int                 most,
                                        const char         *expected,
                                        guint              *number,
                                        GError            **error);
gboolean inflight_value_read_condition (const char         *until,
                                        const char         *within,
                                        const char         *then,
                                        const char         *cancelled,
                                        InflightCondition  *condition,
                                        GError            **error);

G_END_DECLS
