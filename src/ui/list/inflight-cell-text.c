/* inflight-cell-text.c: a text in a cell, and a remark behind it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cell-text.h"

#include "inflight-address-cut.h"
#include "inflight-text.h"

#include <string.h>

/* A text of which there is more to read has an ellipsis in any case. */
#define LEAST_CHARS 7

/* Between a text and its remark, in an em. */
#define GAP 1.0

/* What of the width is the remark's where there is too little for both. */
#define REMARK_SHARE 0.4

/* What would be too little of a remark to be read, in characters. */
#define LEAST_OF_REMARK 5

/* Of what is longer, parts are not measured. */
#define MAX_PARTED 2048

#define LEFT_TO_RIGHT_MARK    "\u200e"
#define RIGHT_TO_LEFT_MARK    "\u200f"
#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define POP_ISOLATE           "\u2069"

/**
 * InflightCellText:
 *
 * A line of text, behind which there may be a remark in a paler colour. Where there
 * is too little room for both each has its share, so that the beginning of the remark
 * can be read; where that would be nothing, the remark goes. Of an address goes first
 * what others have, too, see inflight_address_cut().
 *
 * Each is in a #GtkInscription, which takes the room that it is given, so that it may
 * change at any time: a text that changes ten times a second moves nothing.
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
  GtkWidget *remark_inscription;

  char      *text;
  char      *remark;
  guint64    telling;
  gboolean   is_address;
  gboolean   numeric;

  /* Where it was put last */
  int        height;
  int        baseline;
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

static PangoLayout *
create_layout (InflightCellText *self,
               const char       *text)
{
  return gtk_widget_create_pango_layout (self->inscription, text);
}

static int
get_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  /* What is a part of a pixel wider is cut. */
  return width + 1;
}

static int
get_gap (InflightCellText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->inscription);
  const PangoFontDescription *font = pango_context_get_font_description (context);

  return GAP * pango_font_description_get_size (font) / PANGO_SCALE;
}

static int
get_chars_width (InflightCellText *self,
                 int               n_chars)
{
  PangoContext *context = gtk_widget_get_pango_context (self->inscription);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = n_chars * pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS (width);
}

static void
put (InflightCellText             *self,
     GtkWidget                    *inscription,
     const char                   *text,
     gboolean                      is_address,
     GtkInscriptionOverflow        overflow,
     gboolean                      is_cut)
{
  g_autofree char *line = NULL;

  if (is_cut)
    line = g_strconcat (is_address && needs_marks (self, text) ? LEFT_TO_RIGHT_MARK : "",
                        text, NULL);
  else
    line = align (self, text, is_address);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), overflow);
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), line);
}

static void
show_text (InflightCellText *self,
           PangoLayout      *layout,
           int               width)
{
  GtkInscriptionOverflow overflow = GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END;
  gboolean is_cut = layout != NULL && width > 0 && get_width (layout) > width;
  g_autofree char *text = NULL;
  gboolean in_middle = TRUE;

  if (self->is_address && is_cut && strlen (self->text) <= MAX_PARTED)
    text = inflight_address_cut (layout, self->telling, width, &in_middle);
  if (self->is_address && is_cut && in_middle)
    overflow = GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE;

  put (self, self->inscription, text != NULL ? text : self->text, self->is_address,
       overflow, is_cut);
}

/* How much of the width is the remark's, with the gap before it, and whether it is
 * too little for all of it. */
static int
divide (InflightCellText *self,
        PangoLayout      *layout,
        int               width,
        gboolean         *is_cut)
{
  g_autoptr (PangoLayout) remark = create_layout (self, self->remark);
  int wanted = get_width (remark);
  int room = width - get_gap (self);
  int share = MIN (width * REMARK_SHARE, room - get_chars_width (self, LEAST_CHARS));
  int given = MIN (wanted, MAX (share, room - get_width (layout)));

  *is_cut = given < wanted;
  if (given < MIN (wanted, get_chars_width (self, LEAST_OF_REMARK)))
    return 0;

  return given + get_gap (self);
}

static gboolean
depends_on_width (InflightCellText *self)
{
  return self->remark != NULL || self->is_address || needs_marks (self, self->text);
}

/* Says what fits, and returns how wide the remark is, with the gap before it. */
static int
show (InflightCellText *self,
      int               width)
{
  g_autoptr (PangoLayout) layout = NULL;
  gboolean remark_is_cut = FALSE;
  int remark_width = 0;

  if (depends_on_width (self))
    layout = create_layout (self, self->text);

  if (self->remark != NULL)
    {
      remark_width = divide (self, layout, width, &remark_is_cut);
      width -= remark_width;
    }

  if (self->remark_inscription != NULL)
    put (self, self->remark_inscription, self->remark != NULL ? self->remark : "", FALSE,
         GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, remark_is_cut);

  show_text (self, layout, width);

  return remark_width;
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
  InflightCellText *self = INFLIGHT_CELL_TEXT (widget);

  gtk_widget_measure (self->inscription, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->remark_inscription != NULL)
    *minimum = MIN (get_chars_width (self, LEAST_CHARS), *natural);
}

static void
place (InflightCellText *self,
       GtkWidget        *inscription,
       int               x,
       int               width)
{
  GtkAllocation box = { .x = x, .width = MAX (0, width), .height = self->height };

  gtk_widget_size_allocate (inscription, &box, self->baseline);
}

/* The remark stands right behind the text where there is room. */
static void
show_in (InflightCellText *self,
         int               width)
{
  int remark_width = show (self, width);
  int text_width = width;
  int remark_x = width;

  if (remark_width > 0)
    {
      const char *shown = gtk_inscription_get_text (GTK_INSCRIPTION (self->inscription));
      g_autoptr (PangoLayout) layout = create_layout (self, shown);

      text_width = MIN (get_width (layout), width - remark_width);
      remark_x = text_width + get_gap (self);
    }

  place (self, self->inscription, is_rtl (self) ? width - text_width : 0, text_width);
  if (self->remark_inscription != NULL)
    place (self, self->remark_inscription, is_rtl (self) ? 0 : remark_x, width - remark_x);
}

static void
inflight_cell_text_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (widget);

  self->height = height;
  self->baseline = baseline;
  show_in (self, width);
}

static void
update_alignment (InflightCellText *self)
{
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->inscription),
                              self->numeric && !is_rtl (self) ? 1.0 : 0.0);
}

/* A list has its cells refreshed when it is drawn, when nothing may be laid out anew:
 * whoever has been given room divides it. */
static void
update (InflightCellText *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (width > 0)
    show_in (self, width);
  else
    show (self, width);
}

static void
inflight_cell_text_direction_changed (GtkWidget        *widget,
                                      GtkTextDirection  previous)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (widget);

  GTK_WIDGET_CLASS (inflight_cell_text_parent_class)->direction_changed (widget, previous);

  update_alignment (self);
  update (self);
}

static void
inflight_cell_text_dispose (GObject *object)
{
  InflightCellText *self = INFLIGHT_CELL_TEXT (object);

  g_clear_pointer (&self->inscription, gtk_widget_unparent);
  g_clear_pointer (&self->remark_inscription, gtk_widget_unparent);

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

static GtkWidget *
new_inscription (InflightCellText *self)
{
  GtkWidget *inscription = gtk_inscription_new ("");

  /* GTK 4.8 puts a text with an ellipsis at the top, and others in the middle. */
  gtk_widget_set_valign (inscription, GTK_ALIGN_BASELINE);
  gtk_widget_set_parent (inscription, GTK_WIDGET (self));

  return inscription;
}

static void
inflight_cell_text_init (InflightCellText *self)
{
  self->text = g_strdup ("");
  self->inscription = new_inscription (self);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_BASELINE);
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
     guint64           telling,
     const char       *remark,
     gboolean          is_address)
{
  /* GTK 4.8 complains when a text that is NULL is read out. */
  if (text == NULL)
    text = "";

  if (g_str_equal (self->text, text) && g_strcmp0 (self->remark, remark) == 0 &&
      self->telling == telling && self->is_address == is_address)
    return;

  g_assert (remark == NULL || self->remark_inscription != NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->remark);
  self->remark = g_strdup (remark);
  self->telling = telling;
  self->is_address = is_address;
  update (self);
}

/**
 * inflight_cell_text_have_remark:
 * @self: a text
 *
 * From now on it may have a remark. To be called before it is shown.
 */
void
inflight_cell_text_have_remark (InflightCellText *self)
{
  g_return_if_fail (INFLIGHT_IS_CELL_TEXT (self));
  g_return_if_fail (self->remark_inscription == NULL);

  self->remark_inscription = new_inscription (self);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->inscription), 0);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->remark_inscription), 0);
  gtk_widget_add_css_class (self->remark_inscription, "remark");
}

/**
 * inflight_cell_text_set_text:
 * @self: a text
 * @text: (nullable): what to show; of what does not fit the end is cut
 * @remark: (nullable): what to show behind it, of one that may have a remark; its end
 *   is cut, too
 */
void
inflight_cell_text_set_text (InflightCellText *self,
                             const char       *text,
                             const char       *remark)
{
  g_return_if_fail (INFLIGHT_IS_CELL_TEXT (self));

  set (self, text, 0, remark, FALSE);
}

/**
 * inflight_cell_text_set_address:
 * @self: a text
 * @address: an address to show, which is read from the left
 * @telling: which parts of it tell it from others, see inflight_batch_get_telling()
 * @remark: (nullable): what to show behind it, of one that may have a remark; its end
 *   is cut, too
 */
void
inflight_cell_text_set_address (InflightCellText *self,
                                const char       *address,
                                guint64           telling,
                                const char       *remark)
{
  g_return_if_fail (INFLIGHT_IS_CELL_TEXT (self));

  set (self, address, telling, remark, TRUE);
}
