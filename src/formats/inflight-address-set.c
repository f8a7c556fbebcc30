/* inflight-address-set.c: which addresses there were
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address-set-private.h"

#include <string.h>

static guint64
rotate (guint64 value,
        guint   bits)
{
  return value << bits | value >> (64 - bits);
}

static void
sip_round (guint64 v[4])
{
  v[0] += v[1];
  v[1] = rotate (v[1], 13) ^ v[0];
  v[0] = rotate (v[0], 32);
  v[2] += v[3];
  v[3] = rotate (v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate (v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate (v[1], 17) ^ v[2];
  v[2] = rotate (v[2], 32);
}

static const guint64 *
get_key (void)
{
  static guint64 key[2];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (key); i++)
        key[i] = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&once, 1);
    }

  return key;
}

/* SipHash-1-3 (Aumasson and Bernstein, 2012) with a key of this process. Against
 * g_str_hash(), a pattern of “{Ez,FY}” nineteen times over makes half a
 * million addresses with one hash, and a table that takes hours to fill. */
static guint
address_hash (gconstpointer data)
{
  const char *text = data;
  const guint64 *key = get_key ();
  gsize length = strlen (text);
  gsize rest = length;
  guint64 v[4] = {
    key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
    key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
    key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
    key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573),
  };
  guint64 word = 0;

  for (; rest >= sizeof word; rest -= sizeof word, text += sizeof word)
    {
      memcpy (&word, text, sizeof word);
      v[3] ^= word;
      sip_round (v);
      v[0] ^= word;
    }

  word = 0;
  memcpy (&word, text, rest);
  word ^= (guint64) length << 56;
  v[3] ^= word;
  sip_round (v);
  v[0] ^= word;

  v[2] ^= 0xff;
  for (guint i = 0; i < 3; i++)
    sip_round (v);

  word = v[0] ^ v[1] ^ v[2] ^ v[3];

  return word ^ word >> 32;
}

/* Returns: a set that takes addresses and owns none. */
GHashTable *
inflight_address_set_new (void)
{
  return g_hash_table_new (address_hash, g_str_equal);
}
