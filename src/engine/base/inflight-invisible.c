/* inflight-invisible.c: the characters that cannot be seen
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-invisible.h"

/* Default_Ignorable_Code_Point of Unicode 15 (DerivedCoreProperties.txt), the annotation
 * marks, and the symbols without ink, in ascending order. */
static const struct
{
  gunichar          first;
  gunichar          last;
  InflightInvisible kind;
} ranges[] = {
  { 0x00ad, 0x00ad, INFLIGHT_INVISIBLE_NOTHING },
  { 0x034f, 0x034f, INFLIGHT_INVISIBLE_SPELLING },
  { 0x061c, 0x061c, INFLIGHT_INVISIBLE_NOTHING },
  { 0x115f, 0x1160, INFLIGHT_INVISIBLE_NOTHING },
  { 0x17b4, 0x17b5, INFLIGHT_INVISIBLE_SPELLING },
  { 0x180b, 0x180d, INFLIGHT_INVISIBLE_MODIFIER },
  { 0x180e, 0x180e, INFLIGHT_INVISIBLE_SPELLING },
  { 0x180f, 0x180f, INFLIGHT_INVISIBLE_MODIFIER },
  { 0x200b, 0x200b, INFLIGHT_INVISIBLE_NOTHING },
  { 0x200c, 0x200d, INFLIGHT_INVISIBLE_MODIFIER },
  { 0x200e, 0x200f, INFLIGHT_INVISIBLE_NOTHING },
  { 0x202a, 0x202e, INFLIGHT_INVISIBLE_DIRECTION },
  { 0x2060, 0x2065, INFLIGHT_INVISIBLE_NOTHING },
  { 0x2066, 0x2069, INFLIGHT_INVISIBLE_DIRECTION },
  { 0x206a, 0x206f, INFLIGHT_INVISIBLE_NOTHING },
  { 0x2800, 0x2800, INFLIGHT_INVISIBLE_BLANK },
  { 0x3164, 0x3164, INFLIGHT_INVISIBLE_NOTHING },
  { 0xfe00, 0xfe0f, INFLIGHT_INVISIBLE_MODIFIER },
  { 0xfeff, 0xfeff, INFLIGHT_INVISIBLE_NOTHING },
  { 0xffa0, 0xffa0, INFLIGHT_INVISIBLE_NOTHING },
  { 0xfff0, 0xfffb, INFLIGHT_INVISIBLE_NOTHING },
  { 0x1bca0, 0x1bca3, INFLIGHT_INVISIBLE_NOTHING },
  { 0x1d159, 0x1d159, INFLIGHT_INVISIBLE_BLANK },
  { 0x1d173, 0x1d17a, INFLIGHT_INVISIBLE_NOTHING },
  { 0xe0000, 0xe001f, INFLIGHT_INVISIBLE_NOTHING },
  { 0xe0020, 0xe007f, INFLIGHT_INVISIBLE_TAG },
  { 0xe0080, 0xe00ff, INFLIGHT_INVISIBLE_NOTHING },
  { 0xe0100, 0xe01ef, INFLIGHT_INVISIBLE_MODIFIER },
  { 0xe01f0, 0xe0fff, INFLIGHT_INVISIBLE_NOTHING },
};

/**
 * inflight_invisible_look_up:
 * @c: a character
 *
 * Controls and white space are not looked for.
 *
 * Returns: why @c cannot be seen, or that it can
 */
InflightInvisible
inflight_invisible_look_up (gunichar c)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (ranges);

  if (c < ranges[0].first)
    return INFLIGHT_INVISIBLE_NOT;

  /* The last range that does not begin behind it. */
  while (high - low > 1)
    {
      gsize middle = (low + high) / 2;

      if (ranges[middle].first <= c)
        low = middle;
      else
        high = middle;
    }

  return c <= ranges[low].last ? ranges[low].kind : INFLIGHT_INVISIBLE_NOT;
}
