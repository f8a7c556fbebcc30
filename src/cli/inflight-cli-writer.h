/* inflight-cli-writer.h: writing without waiting for the reader
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InflightCliWriter InflightCliWriter;

InflightCliWriter *inflight_cli_writer_new            (GSourceFunc        func,
                                                       gpointer           user_data);
void               inflight_cli_writer_free           (InflightCliWriter *self);
void               inflight_cli_writer_write          (InflightCliWriter *self,
                                                       int                descriptor,
                                                       const char        *text,
                                                       gsize              length);
gsize              inflight_cli_writer_get_backlog    (InflightCliWriter *self);
gboolean           inflight_cli_writer_is_stuck       (InflightCliWriter *self,
                                                       gsize             *written);
int                inflight_cli_writer_get_error      (InflightCliWriter *self);
void               inflight_cli_writer_tell_when_done (InflightCliWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightCliWriter, inflight_cli_writer_free)

G_END_DECLS
