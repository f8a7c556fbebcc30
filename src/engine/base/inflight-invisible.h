/* inflight-invisible.h: the characters that cannot be seen
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightInvisible:
 * @INFLIGHT_INVISIBLE_NOT: it can be seen
 * @INFLIGHT_INVISIBLE_NOTHING: it has no width and says nothing
 * @INFLIGHT_INVISIBLE_BLANK: it has a width and no ink, and is a symbol to Unicode, as
 *   Braille’s blank is
 * @INFLIGHT_INVISIBLE_SPELLING: a script needs it inside a word
 * @INFLIGHT_INVISIBLE_DIRECTION: it directs the text behind it (embeddings, overrides
 *   and isolates of UAX 9)
 * @INFLIGHT_INVISIBLE_MODIFIER: it makes another character of the one before: joiners,
 *   as Persian words and emoji have, and variation selectors
 * @INFLIGHT_INVISIBLE_TAG: so do the tags of flags, which could hide whole sentences
 *
 * What a character is that gets copied along unseen.
 */
typedef enum
{
  INFLIGHT_INVISIBLE_NOT,
  INFLIGHT_INVISIBLE_NOTHING,
  INFLIGHT_INVISIBLE_BLANK,
  INFLIGHT_INVISIBLE_SPELLING,
  INFLIGHT_INVISIBLE_DIRECTION,
  INFLIGHT_INVISIBLE_MODIFIER,
  INFLIGHT_INVISIBLE_TAG,
} InflightInvisible;

InflightInvisible inflight_invisible_look_up (gunichar c);

G_END_DECLS
