/* inflight-lab-dice.c: chance that can be had again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab-dice-private.h"

/* Clients choose the seeds: what is remembered about them is bounded. */
#define MAX_COUNTERS 65536

/* How many throws there were, by seed and path. */
struct _InflightLabDice
{
  GHashTable *counters;
};

/**
 * inflight_lab_dice_new:
 *
 * Returns: (transfer full): dice that were never thrown
 */
InflightLabDice *
inflight_lab_dice_new (void)
{
  InflightLabDice *self = g_new0 (InflightLabDice, 1);

  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal,
                                          g_free, NULL);

  return self;
}

/**
 * inflight_lab_dice_free:
 * @self: (transfer full): dice
 */
void
inflight_lab_dice_free (InflightLabDice *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->counters);
  g_free (self);
}

static guint
count_throw (InflightLabDice *self,
             gint64           seed,
             const char      *path)
{
  char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", seed, path);
  guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (self->counters, key)) + 1;

  if (nth == 1 && g_hash_table_size (self->counters) >= MAX_COUNTERS)
    g_hash_table_remove_all (self->counters);

  g_hash_table_replace (self->counters, key, GUINT_TO_POINTER (nth));

  return nth;
}

/**
 * inflight_lab_dice_throw:
 * @self: dice
 * @seed: the client's seed, or -1 for real chance
 * @path: the path of the address
 * @first: (out): a number from 0 up to but not including 1
 * @second: (out): another
 *
 * With a seed the numbers depend on the seed, the path and how often the two
 * came together before, and on nothing else: concurrent requests to different
 * addresses do not disturb each other, and a retry gets a chance of its own.
 */
void
inflight_lab_dice_throw (InflightLabDice *self,
                         gint64           seed,
                         const char      *path,
                         double          *first,
                         double          *second)
{
  g_autoptr (GRand) rand = NULL;
  guint32 seeds[4];

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL);

  if (seed < 0)
    {
      *first = g_random_double ();
      *second = g_random_double ();
      return;
    }

  seeds[0] = seed & G_MAXUINT32;
  seeds[1] = seed >> 32;
  seeds[2] = g_str_hash (path);
  seeds[3] = count_throw (self, seed, path);

  rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  *first = g_rand_double (rand);
  *second = g_rand_double (rand);
}
