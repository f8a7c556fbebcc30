/* answers.h: random answers of a server, right and wrong
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Answer:
 * @bytes: all that the server says before it closes the connection
 * @features: (element-type utf8): what is unusual about them
 */
typedef struct
{
  GBytes    *bytes;
  GPtrArray *features;
} Answer;

Answer *answer_new  (GRand  *random);
void    answer_free (Answer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

G_END_DECLS
