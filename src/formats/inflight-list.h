/* inflight-list.h: many lines of addresses and patterns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_LIST (inflight_list_get_type ())

typedef struct _InflightList InflightList;

/**
 * InflightDuplicate:
 * @index: which address of the list it is, from 0
 * @line: in which line it is, from 1
 * @first_line: in which line it was first
 *
 * An address that is the same as one before it.
 */
typedef struct
{
  guint64 index;
  guint   line;
  guint   first_line;
} InflightDuplicate;

GType                  inflight_list_get_type         (void);
InflightList          *inflight_list_parse            (const char   *text,
                                                       gssize        length,
                                                       gboolean      glob,
                                                       const char   *base);
InflightList          *inflight_list_ref              (InflightList *self);
void                   inflight_list_unref            (InflightList *self);
guint64                inflight_list_get_count        (InflightList *self);
guint                  inflight_list_get_n_problems   (InflightList *self);
const InflightProblem *inflight_list_get_problem      (InflightList *self,
                                                       guint         index);
GArray                *inflight_list_find_duplicates  (InflightList *self,
                                                       guint         max,
                                                       guint        *n_duplicates);
GPtrArray             *inflight_list_dup_addresses    (InflightList *self,
                                                       gboolean      unique);
char                  *inflight_list_dup_address      (InflightList *self,
                                                       guint64       index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightList, inflight_list_unref)

G_END_DECLS
