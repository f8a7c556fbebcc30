/* inflight-address-cut.c: what of an address is worth most
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address-cut.h"

#include "inflight-uri.h"

#include <string.h>

#define ELLIPSIS "…"

/* A part, and how wide it is. */
typedef struct
{
  gsize    start;
  int      width;
  gboolean telling;
  gboolean kept;
} Part;

typedef struct
{
  const char *text;
  Part        parts[INFLIGHT_MAX_PARTS + 1];
  int         n_parts;
  int         last;
  int         ellipsis;
} Cut;

static int
measure_to (PangoLayout *layout,
            gsize        index)
{
  PangoRectangle place;

  pango_layout_index_to_pos (layout, index, &place);

  return PANGO_PIXELS (place.x);
}

static gsize
measure_origin (const char *text)
{
  const char *slashes = strstr (text, "://");
  gsize scheme = slashes != NULL ? slashes - text + strlen ("://") : 0;

  return scheme + strcspn (text + scheme, "/?#");
}

/* An address whose origin all share begins with its path. */
static void
split (Cut         *self,
       PangoLayout *layout,
       guint64      telling)
{
  gsize start = 0;
  int bit = *self->text == '/' || *self->text == '?' ? 1 : 0;

  self->last = -1;
  while (self->text[start] != '\0' && bit < INFLIGHT_MAX_PARTS)
    {
      Part *part = &self->parts[self->n_parts];
      gsize length = bit == 0 ? measure_origin (self->text)
                              : inflight_uri_measure_part (self->text + start);

      part->start = start;
      part->telling = (telling >> bit & 1) != 0;
      part->width = ABS (measure_to (layout, start + length) - measure_to (layout, start));
      if (part->telling)
        self->last = self->n_parts;

      start += length;
      self->n_parts++;
      bit++;
    }

  self->parts[self->n_parts].start = start;
}

/* With an ellipsis for each gap, and one for what is behind the last. */
static int
measure (Cut      *self,
         gboolean  with_rest)
{
  int width = 0;

  for (int i = 0; i <= self->last; i++)
    if (self->parts[i].kept)
      width += self->parts[i].width;
    else if (i == 0 || self->parts[i - 1].kept)
      width += self->ellipsis;

  if (!with_rest)
    return self->last + 1 < self->n_parts ? width + self->ellipsis : width;

  for (int i = self->last + 1; i < self->n_parts; i++)
    width += self->parts[i].width;

  return width;
}

static void
keep (Cut      *self,
      int       i,
      gboolean  with_rest,
      int       room)
{
  self->parts[i].kept = TRUE;
  if (measure (self, with_rest) > room)
    self->parts[i].kept = FALSE;
}

/* What tells one from its closest kin is worth most, then what does from others, then
 * what comes behind it, then the rest of the path, and the origin last. */
static void
choose (Cut *self,
        int  room)
{
  int first = self->text[0] == '/' || self->text[0] == '?' ? 0 : 1;
  gboolean with_rest;

  self->parts[self->last].kept = TRUE;
  for (int i = self->last - 1; i >= first; i--)
    if (self->parts[i].telling)
      keep (self, i, FALSE, room);

  with_rest = measure (self, TRUE) <= room;
  for (int i = self->last - 1; i >= 0; i--)
    if (!self->parts[i].kept)
      keep (self, i, with_rest, room);
}

/* What is left of the room is for what comes behind: the rest of the text. */
static char *
join (Cut      *self,
      gboolean  with_rest)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i <= self->last; i++)
    if (self->parts[i].kept)
      g_string_append_len (out, self->text + self->parts[i].start,
                           self->parts[i + 1].start - self->parts[i].start);
    else if (i == 0 || self->parts[i - 1].kept)
      g_string_append (out, ELLIPSIS);

  if (with_rest || self->last + 1 == self->n_parts)
    g_string_append (out, self->text + self->parts[self->last + 1].start);
  else
    g_string_append (out, ELLIPSIS);

  return g_string_free (out, FALSE);
}

static int
measure_ellipsis (PangoLayout *layout)
{
  g_autoptr (PangoLayout) ellipsis = pango_layout_copy (layout);
  int width;

  pango_layout_set_text (ellipsis, ELLIPSIS, -1);
  pango_layout_get_pixel_size (ellipsis, &width, NULL);

  return width;
}

/**
 * inflight_address_cut:
 * @layout: an address
 * @telling: which parts of it tell it from others, see inflight_batch_get_telling()
 * @room: how much room there is, in pixels, which is less than it needs
 * @in_middle: (out): whether the middle is to be cut of what does not fit even so,
 *   because nothing is known of which end tells more; else the end
 *
 * Has an ellipsis stand for parts that others have, too.
 *
 * Returns: (transfer full): what is to be shown in that room
 */
char *
inflight_address_cut (PangoLayout *layout,
                      guint64      telling,
                      int          room,
                      gboolean    *in_middle)
{
  Cut cut = { .text = pango_layout_get_text (layout), };

  *in_middle = TRUE;
  split (&cut, layout, telling);
  if (cut.last < 0)
    return g_strdup (cut.text);

  cut.ellipsis = measure_ellipsis (layout);
  choose (&cut, room);
  *in_middle = measure (&cut, FALSE) > room;

  return join (&cut, !*in_middle);
}
