/* inflight-branches.c: where the addresses of a batch part ways
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-branches-private.h"

#include "inflight-uri.h"

/* Of more beginnings, which no list of a person's has, those that come later are
 * taken for ones that one task alone has. */
#define MAX_BEGINNINGS 65536

/* Of FNV-1a. */
#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

/*
 * InflightBranches:
 *
 * How many addresses begin with what: with an origin, with that and the first
 * segment of a path, and so on, but for the last part of each address, which the
 * address has for itself. A part tells an address from others if some of those that
 * are the same up to it go on otherwise.
 *
 * Beginnings are known by a hash: should two have the same, an address is cut
 * elsewhere than it might.
 */
struct _InflightBranches
{
  GHashTable *counts;
  guint       n_addresses;
};

/*
 * inflight_branches_new:
 *
 * Returns: (transfer full): those of no address
 */
InflightBranches *
inflight_branches_new (void)
{
  InflightBranches *self = g_new0 (InflightBranches, 1);

  self->counts = g_hash_table_new (NULL, NULL);

  return self;
}

void
inflight_branches_free (InflightBranches *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

static gpointer
to_key (guint64 hash)
{
  return (gpointer) (gsize) hash;
}

static guint64
from_key (gpointer key)
{
  return (gsize) key;
}

static guint64
add_to_hash (guint64     hash,
             const char *text,
             gsize       length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * HASH_PRIME;

  return hash;
}

static guint
get_count (InflightBranches *self,
           guint64           hash)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, to_key (hash)));
}

static void
change_count (InflightBranches *self,
              guint64           hash,
              int               by)
{
  guint count = get_count (self, hash);

  if (by < 0 && count <= (guint) -by)
    g_hash_table_remove (self->counts, to_key (hash));
  else if (count > 0 || g_hash_table_size (self->counts) < MAX_BEGINNINGS)
    g_hash_table_insert (self->counts, to_key (hash), GUINT_TO_POINTER (count + by));
}

/* One origin is one string for all that go there. */
static guint64
hash_origin (InflightRequest *request)
{
  return (HASH_START ^ (gsize) inflight_request_get_origin (request)) * HASH_PRIME;
}

static const char *
get_target (InflightRequest *request)
{
  return inflight_uri_get_target (inflight_request_peek_uri (request));
}

static void
change (InflightBranches *self,
        InflightRequest  *request,
        int               by)
{
  guint64 hash = hash_origin (request);
  const char *part = get_target (request);
  gsize length = inflight_uri_measure_part (part);

  self->n_addresses += by;
  change_count (self, hash, by);
  for (int i = 1; i < INFLIGHT_MAX_PARTS && part[length] != '\0'; i++)
    {
      hash = add_to_hash (hash, part, length);
      change_count (self, hash, by);
      part += length;
      length = inflight_uri_measure_part (part);
    }
}

/*
 * inflight_branches_add:
 * @self: the branches of a batch
 * @request: what has come into it
 *
 * Costs as much as its address is long.
 */
void
inflight_branches_add (InflightBranches *self,
                       InflightRequest  *request)
{
  change (self, request, 1);
}

/*
 * inflight_branches_remove:
 * @self: the branches of a batch
 * @request: what leaves it
 */
void
inflight_branches_remove (InflightBranches *self,
                          InflightRequest  *request)
{
  change (self, request, -1);
}

/*
 * inflight_branches_add_all:
 * @self: the branches of a batch
 * @others: those of other tasks
 * @by: 1 if they have come into it, -1 if they leave it
 */
void
inflight_branches_add_all (InflightBranches *self,
                           InflightBranches *others,
                           int               by)
{
  GHashTableIter iter;
  gpointer key;
  gpointer count;

  self->n_addresses += by * (int) others->n_addresses;
  g_hash_table_iter_init (&iter, others->counts);
  while (g_hash_table_iter_next (&iter, &key, &count))
    change_count (self, from_key (key), by * (int) GPOINTER_TO_UINT (count));
}

/*
 * inflight_branches_get:
 * @self: the branches of a batch
 * @request: what is in it
 *
 * Returns: which parts of its address tell it from others: a bit for each, from the
 *   lowest for the origin on, see inflight_uri_measure_part()
 */
guint64
inflight_branches_get (InflightBranches *self,
                       InflightRequest  *request)
{
  guint64 hash = hash_origin (request);
  const char *part = get_target (request);
  guint n_before = self->n_addresses;
  guint64 telling = 0;

  for (int i = 0; i < INFLIGHT_MAX_PARTS; i++)
    {
      gsize length = inflight_uri_measure_part (part);
      gboolean is_last = i > 0 && part[length] == '\0';
      guint n_same;

      if (i > 0)
        hash = add_to_hash (hash, part, length);
      n_same = is_last ? 1 : MAX (1, get_count (self, hash));
      if (n_before > n_same)
        telling |= G_GUINT64_CONSTANT (1) << i;

      if (is_last)
        break;
      if (i > 0)
        part += length;
      n_before = n_same;
    }

  return telling;
}
