/* inflight-cell-text.c: a text in a cell, and a remark behind it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cell-text.h"

#include "inflight-text.h"

#include <string.h>

/* A text of which there is more to read has an ellipsis in any case. */
#define LEAST_CHARS 7

/* Between a text and its remark: an em quad. */
#define GAP "\u2001"

#define LEFT_TO_RIGHT_MARK    "\u200e"
#define RIGHT_TO_LEFT_MARK    "\u200f"
#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define POP_ISOLATE           "\u2069"

/* Of 65535. */
#define REMARK_ALPHA 46000

/* As much of the room as a remark may keep a text from, in per cent, and what of it
 * would be too little to be read, in pixels. */
#define REMARK_SHARE 40
#define LEAST_REMARK 56

/**
 * InflightCellText:
 *
 * A line of text, behind which there may be a remark in a paler colour. Where there
 * is too little room for both, the text is cut so far that the beginning of the remark
 * can be read; where that would be nothing, the remark goes. Of an address the middle
 * is cut: both ends say which it is.
 *
 * It is in a #GtkInscription, which takes the room that its column gives it, so that
 * it may change at any time: a text that changes ten times a second moves nothing.
 *
 * Texts are aligned to where lines begin in the person's language, numbers to the
 * right in every language, where their units are below each other. Pango aligns a
 * text at the other end if its direction is not that of the widget; so the line
 * begins with a mark that makes it that, and the text is isolated in it (UAX 9). A
 * text that is cut is at both ends, and its ellipsis belongs at its own.
 */
struct _InflightCellText
{
  GtkWidget  parent_instance;

  GtkWidget *inscription;

  char      *text;
  char      *remark;
  gboolean   is_address;
  gboolean   numeric;
};

G_DEFINE_FINAL_TYPE (InflightCellText, inflight_cell_text, GTK_TYPE_WIDGET)

static gboolean
is_rtl (InflightCellText *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Whether some of it may be read from the right: Unicode keeps blocks for that. */
static gboolean
has_rtl (const char *text)
{
  if (g_str_is_ascii (text))
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if ((c >= 0x0590 && c < 0x0900) || (c >= 0xfb1d && c < 0xff00) ||
          (c >= 0x10800 && c < 0x11000) || (c >= 0x1e800 && c < 0x1f000))
        return TRUE;
    }

  return FALSE;
}

/* Where everything is read from the left nothing is needed. */
static gboolean
needs_marks (InflightCellText *self,
             const char       *text)
{
  return *text != '\0' && (is_rtl (self) || has_rtl (text));
}

static char *
align (InflightCellText *self,
       const char       *text,
       gboolean          is_address)
{
  g_autofree char *isolated = NULL;

  if (!needs_marks (self, text))
    return g_strdup (text);

  isolated = is_address ? g_strconcat (LEFT_TO_RIGHT_ISOLATE, text, POP_ISOLATE, NULL)
                        : inflight_text_isolate (text);

  return g_strconcat (is_rtl (self) ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, isolated, NULL);
}

static int
get_width (InflightCellText *self,
           const char       *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->inscription, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* So many characters of the text: of an address from both ends. */
static char *
dup_part (InflightCellText *self,
          glong             n_chars)
{
  glong n_last = self->is_address ? n_chars / 2 : 0;
  const char *last = self->text + strlen (self->text);
  const char *first_end = g_utf8_offset_to_pointer (self->text, n_chars - n_last);

  for (; n_last > 0; n_last--)
    last = g_utf8_prev_char (last);

  return g_strdup_printf ("%.*s…%s", (int) (first_end - self->text), self->text, last);
}

/* Returns: (transfer full) (nullable): as much of the text as there is room for. */
static char *
dup_cut (InflightCellText *self,
         int               width)
{
  g_autofree char *best = NULL;
  glong least = 1;
  /* Few characters are as narrow as that, and an address may have 64 Ki of them. */
  glong most = MIN (g_utf8_strlen (self->text, -1) - 1, MAX (0, width / 2));

  while (least <= most)
    {
      glong n_chars = (least + most) / 2;
      g_autofree char *part = dup_part (self, n_chars);

      if (get_width (self, part) > width)
        {
          most = n_chars - 1;
          continue;
        }

      least = n_chars + 1;
      g_free (best);
      best = g_steal_pointer (&part);
    }

  return g_steal_pointer (&best);
}

/* Returns: (transfer full) (nullable): what of the text to show before its remark;
 *   %NULL if there is no room for that */
static char *
dup_before_remark (InflightCellText *self,
                   int               width)
{
  g_autofree char *remark = g_strconcat (GAP, self->remark, NULL);
  int remark_width = MIN (get_width (self, remark), width * REMARK_SHARE / 100);

  if (get_width (self, self->text) + remark_width <= width)
    return g_strdup (self->text);

  return remark_width < LEAST_REMARK ? NULL : dup_cut (self, width - remark_width);
}

static void
set_remark_from (InflightCellText *self,
                 gsize             start)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *alpha = pango_attr_foreground_alpha_new (REMARK_ALPHA);

  alpha->start_index = start;
  pango_attr_list_insert (attributes, alpha);
  gtk_inscription_set_attributes (GTK_INSCRIPTION (self->inscription), attributes);
}

static gboolean
depends_on_width (InflightCellText *self)
{
  return self->remark != NULL || needs_marks (self, self->text);
}

static void
show (InflightCellText *self,
      int               width)
{
  GtkInscription *inscription = GTK_INSCRIPTION (self->inscription);
  g_autofree char *before = self->remark != NULL ? dup_before_remark (self, width) : NULL;
  g_autofree char *line = NULL;

  if (before != NULL)
    line = align (self, before, self->is_address);
  else if (!depends_on_width (self) || get_width (self, self->text) < width)
    line = align (self, self->text, self->is_address);
  else
    line = g_strconcat (self->is_address ? LEFT_TO_RIGHT_MARK : "", self->text, NULL);

  if (before != NULL)
    {
      g_autofree char *remark = align (self, self->remark, FALSE);
      char *both = g_strconcat (line, GAP, remark, NULL);

      set_remark_from (self, strlen (line));
      g_free (line);
      line = both;
    }
  else if (gtk_inscription_get_attributes (inscription) != NULL)
    {
      gtk_inscription_set_attributes (inscription, NULL);
    }

  gtk_inscription_set_text_overflow (inscription, self->is_address && before == NULL
                                                    ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                                    : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_text (inscription, line);
}

static void
inflight_cell_text_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (INFLIGHT_CELL_TEXT (widget)->inscription, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
inflight_cell_text_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (widget);

  gtk_widget_allocate (self->inscription, width, height, baseline, NULL);
  if (depends_on_width (self))
    show (self, width);
}

static void
update_alignment (InflightCellText *self)
{
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->inscription),
                              self->numeric && !is_rtl (self) ? 1.0 : 0.0);
}

static void
inflight_cell_text_direction_changed (GtkWidget        *widget,
                                      GtkTextDirection  previous)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (widget);

  GTK_WIDGET_CLASS (inflight_cell_text_parent_class)->direction_changed (widget, previous);

  update_alignment (self);
  show (self, gtk_widget_get_width (widget));
}

static void
inflight_cell_text_dispose (GObject *object)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (object);

  g_clear_pointer (&self->inscription, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_cell_text_parent_class)->dispose (object);
}

static void
inflight_cell_text_finalize (GObject *object)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (object);

  g_free (self->text);
  g_free (self->remark);

  G_OBJECT_CLASS (inflight_cell_text_parent_class)->finalize (object);
}

static void
inflight_cell_text_class_init (InflightCellTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_cell_text_dispose;
  object_class->finalize = inflight_cell_text_finalize;
  widget_class->measure = inflight_cell_text_measure;
  widget_class->size_allocate = inflight_cell_text_size_allocate;
  widget_class->direction_changed = inflight_cell_text_direction_changed;

  gtk_widget_class_set_css_name (widget_class, "celltext");
}

static void
inflight_cell_text_init (InflightCellText *self)
{
  self->text = g_strdup ("");
  self->inscription = gtk_inscription_new ("");

  /* GTK 4.8 puts a text with an ellipsis at the top, and others in the middle. */
  gtk_widget_set_valign (self->inscription, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_BASELINE);
  gtk_widget_set_parent (self->inscription, GTK_WIDGET (self));
}

/**
 * inflight_cell_text_new:
 * @n_chars: for how many characters it asks for room
 * @numeric: whether it is for a number, with or without a unit
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *
inflight_cell_text_new (guint    n_chars,
                        gboolean numeric)
{
  InflightCellText *self = g_object_new (INFLIGHT_TYPE_CELL_TEXT, "hexpand", TRUE, NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (self->inscription);

  self->numeric = numeric;
  gtk_inscription_set_min_chars (inscription, MIN (n_chars, LEAST_CHARS));
  gtk_inscription_set_nat_chars (inscription, n_chars);
  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (numeric)
    gtk_widget_add_css_class (self->inscription, "numeric");
  update_alignment (self);

  return GTK_WIDGET (self);
}

static void
set (InflightCellText *self,
     const char       *text,
     const char       *remark,
     gboolean          is_address)
{
  /* GTK 4.8 complains when a text that is NULL is read out. */
  if (text == NULL)
    text = "";

  if (g_str_equal (self->text, text) && g_strcmp0 (self->remark, remark) == 0 &&
      self->is_address == is_address)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->remark);
  self->remark = g_strdup (remark);
  self->is_address = is_address;
  show (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/**
 * inflight_cell_text_set_text:
 * @self: a text
 * @text: (nullable): what to show; of what does not fit the end is cut
 * @remark: (nullable): what to show behind it, as far as that fits
 */
void
inflight_cell_text_set_text (InflightCellText *self,
                             const char       *text,
                             const char       *remark)
{
  g_return_if_fail (INFLIGHT_IS_CELL_TEXT (self));

  set (self, text, remark, FALSE);
}

/**
 * inflight_cell_text_set_address:
 * @self: a text
 * @address: an address to show, which is read from the left; of what does not fit
 *   the middle is cut
 * @remark: (nullable): what to show behind it, as far as that fits
 */
void
inflight_cell_text_set_address (InflightCellText *self,
                                const char       *address,
                                const char       *remark)
{
  g_return_if_fail (INFLIGHT_IS_CELL_TEXT (self));

  set (self, address, remark, TRUE);
}
