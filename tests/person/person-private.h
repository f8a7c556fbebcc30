/* person-private.h: what is shared by seeing, hearing and doing
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "person.h"

G_BEGIN_DECLS

struct _Person
{
  GSubprocess        *process;
  AtspiAccessible    *application;
  AtspiEventListener *listener;

  /* What the application says. */
  GDataInputStream   *words;
  GCancellable       *leaving;
  gboolean            is_silent;
  guint               n_troubles;

  /* What was said last when the focus moved. */
  AtspiRole           heard_role;
  char               *heard;
};

gboolean person_is_patient (Person     *self,
                            gint64      begin_us);
void     person_complain   (const char *what,
                            const char *name);

gboolean person_rest       (GError                **error);

void     person_listen     (Person *self);
void     person_turn_away  (Person *self);
void     person_read_words (Person *self);

G_END_DECLS
