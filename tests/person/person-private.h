/* person-private.h: what is shared by seeing and doing
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "person.h"

G_BEGIN_DECLS

struct _Person
{
  GSubprocess     *process;
  AtspiAccessible *application;
};

gboolean person_is_patient (gint64 begin_us);
void     person_complain   (const char *what,
                            const char *name);
void     person_list_names (AtspiAccessible *root,
                            AtspiRole        role);

G_END_DECLS
