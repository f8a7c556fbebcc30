/* inflight-origins.c: how many tasks of a batch go where
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-origins-private.h"

#include "inflight-branches-private.h"

/*
 * InflightOrigins:
 *
 * The origins of the tasks of a batch, each with how many they are: kept, not
 * counted. An origin is one string for all that go there, which its tasks hold, so
 * that it is compared, and kept here, as a pointer. Where their addresses part ways is
 * kept with them.
 */
struct _InflightOrigins
{
  GHashTable       *counts;
  InflightBranches *branches;
  guint             n_tasks;
  guint             n_secure;
};

/*
 * inflight_origins_new:
 *
 * Returns: (transfer full): those of no task
 */
InflightOrigins *
inflight_origins_new (void)
{
  InflightOrigins *self = g_new0 (InflightOrigins, 1);

  self->counts = g_hash_table_new (NULL, NULL);
  self->branches = inflight_branches_new ();

  return self;
}

void
inflight_origins_free (InflightOrigins *self)
{
  g_hash_table_unref (self->counts);
  inflight_branches_free (self->branches);
  g_free (self);
}

static void
change (InflightOrigins *self,
        char            *origin,
        int              by)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, origin)) + by;

  if (count > 0)
    g_hash_table_insert (self->counts, origin, GUINT_TO_POINTER (count));
  else
    g_hash_table_remove (self->counts, origin);

  self->n_tasks += by;
  if (g_str_has_prefix (origin, "https:"))
    self->n_secure += by;
}

/*
 * inflight_origins_add:
 * @self: the origins of a batch
 * @task: a task that has come into it
 */
void
inflight_origins_add (InflightOrigins *self,
                      InflightTask    *task)
{
  change (self, inflight_request_get_origin (inflight_task_get_request (task)), 1);
  inflight_branches_add (self->branches, inflight_task_get_request (task));
}

/*
 * inflight_origins_remove:
 * @self: the origins of a batch
 * @task: a task that leaves it, and still holds its request
 */
void
inflight_origins_remove (InflightOrigins *self,
                         InflightTask    *task)
{
  change (self, inflight_request_get_origin (inflight_task_get_request (task)), -1);
  inflight_branches_remove (self->branches, inflight_task_get_request (task));
}

/*
 * inflight_origins_add_all:
 * @self: the origins of a batch
 * @others: those of other tasks, which hold their requests
 * @by: 1 if they have come into it, -1 if they leave it
 */
void
inflight_origins_add_all (InflightOrigins *self,
                          InflightOrigins *others,
                          int              by)
{
  GHashTableIter iter;
  gpointer origin;
  gpointer count;

  g_hash_table_iter_init (&iter, others->counts);
  while (g_hash_table_iter_next (&iter, &origin, &count))
    change (self, origin, by * (int) GPOINTER_TO_UINT (count));

  inflight_branches_add_all (self->branches, others->branches, by);
}

/*
 * inflight_origins_get_shared:
 * @self: the origins of a batch
 *
 * Returns: what the addresses of all tasks have in common; of no task, nothing
 */
InflightShared
inflight_origins_get_shared (InflightOrigins *self)
{
  if (g_hash_table_size (self->counts) == 1)
    return INFLIGHT_SHARED_ORIGIN;

  if (self->n_tasks > 0 && (self->n_secure == 0 || self->n_secure == self->n_tasks))
    return INFLIGHT_SHARED_SCHEME;

  return INFLIGHT_SHARED_NOTHING;
}

/*
 * inflight_origins_get_counts:
 * @self: the origins of a batch
 *
 * Returns: (transfer none) (element-type utf8 guint): how many tasks go to each
 */
GHashTable *
inflight_origins_get_counts (InflightOrigins *self)
{
  return self->counts;
}

/*
 * inflight_origins_get_telling:
 * @self: the origins of a batch
 * @task: a task of the batch
 *
 * Returns: which parts of its address tell it from others, see
 *   inflight_batch_get_telling()
 */
guint64
inflight_origins_get_telling (InflightOrigins *self,
                              InflightTask    *task)
{
  return inflight_branches_get (self->branches, inflight_task_get_request (task));
}
