/* partner.h: a process that answers schedules, line for line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Partner Partner;

/* Returns: (transfer full): the answer to a line. */
typedef char *(*PartnerFunc) (const char *line);

Partner  *partner_new     (const char *const *argv);
void      partner_free    (Partner           *self);
void      partner_restart (Partner           *self,
                           gboolean           quiet);
void      partner_finish  (Partner           *self);
void      partner_tell    (Partner           *self,
                           const char        *line);
char     *partner_hear    (Partner           *self);
int       partner_serve   (PartnerFunc        func);

G_END_DECLS
