/* inflight-wait-bar.c: the buttons that wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-bar.h"

#include "inflight-condition-popover.h"
#include "inflight-first-fit.h"

#include <glib/gi18n.h>

/* In the order in which they stand. */
typedef enum {
  PART_ALL,
  PART_FIRST,
  PART_FIRST_ERROR,
  PART_MORE,
  PART_SCOPE,
  PART_THEN,
  PART_CANCEL,
} Part;

#define N_PARTS (PART_CANCEL + 1)
#define SPACING 6

/**
 * InflightWaitBar:
 *
 * The wait buttons, what they would be about, the aftermath, and *Cancel
 * Pending*. The buttons activate actions of the window.
 *
 * It measures what fits. First *Cancel Pending* and the aftermath take their
 * shorter forms; then the bar takes two lines; only then the wait buttons fold into
 * *More Conditions*, the last of them first, and *Cancel Pending* is but an icon.
 */
struct _InflightWaitBar
{
  GtkWidget                 parent_instance;

  /* Template */
  GtkWidget                *all;
  GtkWidget                *first;
  GtkWidget                *first_error;
  GtkWidget                *more;
  GtkWidget                *scope;
  GtkWidget                *then;
  GtkWidget                *cancel;
  GtkLabel                 *scope_label;
  GtkWidget                *scope_clears;
  GtkLabel                 *then_label;
  GtkLabel                 *short_then_label;
  GtkLabel                 *cancel_label;
  GtkWidget                *short_cancel;
  GtkLabel                 *short_cancel_label;
  InflightConditionPopover *popover;

  /* Borrowed */
  GtkWidget                *parts[N_PARTS];
};

G_DEFINE_FINAL_TYPE (InflightWaitBar, inflight_wait_bar, GTK_TYPE_WIDGET)

/* Its parts from one to another, how wide each is, and what they want for. */
typedef struct
{
  Part first;
  Part last;
  int  widths[N_PARTS];
  int  missing;
} Line;

static int
get_width (InflightWaitBar *self,
           Part             part,
           gboolean         least)
{
  int minimum;
  int natural;

  gtk_widget_measure (self->parts[part], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural,
                      NULL, NULL);

  return least ? minimum : natural;
}

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Wide enough for how many it cancels, which is the last that it does without. */
static int
get_short_cancel_width (InflightWaitBar *self)
{
  int natural = get_width (self, PART_CANCEL, FALSE);
  int inside = get_natural_width (gtk_button_get_child (GTK_BUTTON (self->cancel)));

  return natural - inside + get_natural_width (self->short_cancel);
}

static void
give (Line *line,
      Part  part,
      int   width)
{
  line->missing -= line->widths[part] - width;
  line->widths[part] = width;
}

static void
give_least (InflightWaitBar *self,
            Line            *line,
            Part             part)
{
  give (line, part, get_width (self, part, TRUE));
}

static Line
fit (InflightWaitBar *self,
     Part             first,
     Part             last,
     int              width)
{
  Line line = { .first = first, .last = last, .missing = -SPACING - width };

  for (int part = first; part <= (int) last; part++)
    {
      line.widths[part] = get_width (self, part, FALSE);
      line.missing += line.widths[part] + SPACING;
    }

  if (line.missing > 0 && last >= PART_CANCEL)
    give (&line, PART_CANCEL, get_short_cancel_width (self));
  if (line.missing > 0 && last >= PART_THEN)
    give_least (self, &line, PART_THEN);

  return line;
}

/* Returns how many lines it takes. */
static int
lay_out (InflightWaitBar *self,
         int              width,
         Line             lines[2])
{
  Line *line = &lines[0];

  lines[0] = fit (self, PART_ALL, PART_CANCEL, width);
  if (line->missing <= 0)
    return 1;

  lines[0] = fit (self, PART_ALL, PART_MORE, width);
  lines[1] = fit (self, PART_SCOPE, PART_CANCEL, width);

  for (int part = PART_FIRST_ERROR; line->missing > 0 && part >= PART_FIRST; part--)
    {
      line->missing -= line->widths[part] + SPACING;
      line->widths[part] = 0;
    }

  if (line->missing > 0)
    give_least (self, line, PART_ALL);

  line = &lines[1];
  if (line->missing > 0)
    give_least (self, line, PART_CANCEL);
  if (line->missing > 0)
    line->widths[PART_SCOPE] = MAX (get_width (self, PART_SCOPE, TRUE),
                                    line->widths[PART_SCOPE] - line->missing);

  return 2;
}

static int
get_height (InflightWaitBar *self,
            const Line      *line)
{
  int height = 0;

  for (int part = line->first; part <= (int) line->last; part++)
    {
      int natural;

      gtk_widget_measure (self->parts[part], GTK_ORIENTATION_VERTICAL, -1, NULL, &natural,
                          NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static GtkSizeRequestMode
inflight_wait_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (InflightWaitBar *self,
               int             *minimum,
               int             *natural)
{
  int waiting = get_width (self, PART_ALL, TRUE) + SPACING + get_width (self, PART_MORE, TRUE);
  int others = -SPACING;

  *natural = -SPACING;
  for (int part = 0; part < N_PARTS; part++)
    {
      *natural += get_width (self, part, FALSE) + SPACING;
      if (part >= PART_SCOPE)
        others += get_width (self, part, TRUE) + SPACING;
    }

  *minimum = MAX (waiting, others);
}

static void
inflight_wait_bar_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  InflightWaitBar *self = INFLIGHT_WAIT_BAR (widget);
  Line lines[2];
  int n_lines;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  n_lines = lay_out (self, for_size < 0 ? G_MAXINT / 2 : for_size, lines);
  *minimum = get_height (self, &lines[0]);
  if (n_lines == 2)
    *minimum += SPACING + get_height (self, &lines[1]);
  *natural = *minimum;
}

/* What folds away leaves the focus to what it folds into. */
static void
show_part (InflightWaitBar *self,
           Part             part,
           gboolean         shown)
{
  GtkWidget *widget = self->parts[part];
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) == widget;

  gtk_widget_set_child_visible (widget, shown);
  if (focused && !shown)
    gtk_widget_grab_focus (self->more);
}

/* What is over stands between the scope and what is behind it. */
static void
place_line (InflightWaitBar *self,
            const Line      *line,
            int              width,
            int              y,
            int              height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (int part = line->first; part <= (int) line->last; part++)
    {
      GtkAllocation place = { x, y, line->widths[part], height };

      show_part (self, part, place.width > 0);
      if (place.width == 0)
        continue;

      if (mirrored)
        place.x = width - x - place.width;
      gtk_widget_size_allocate (self->parts[part], &place, -1);
      x += place.width + SPACING;
      if (part == PART_SCOPE)
        x += MAX (0, -line->missing);
    }
}

static void
inflight_wait_bar_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  InflightWaitBar *self = INFLIGHT_WAIT_BAR (widget);
  Line lines[2];
  int y = 0;
  int n_lines = lay_out (self, width, lines);

  for (int i = 0; i < n_lines; i++)
    {
      int line_height = get_height (self, &lines[i]);

      place_line (self, &lines[i], width, y, line_height);
      y += line_height + SPACING;
    }
}

static void
inflight_wait_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_wait_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, all);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, first);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, first_error);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, more);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, scope);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, then);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, scope_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, scope_clears);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, then_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, short_then_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, cancel_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, short_cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, short_cancel_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, popover);
}

static void
inflight_wait_bar_class_init (InflightWaitBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_wait_bar_dispose;
  widget_class->get_request_mode = inflight_wait_bar_get_request_mode;
  widget_class->measure = inflight_wait_bar_measure;
  widget_class->size_allocate = inflight_wait_bar_size_allocate;

  g_type_ensure (INFLIGHT_TYPE_CONDITION_POPOVER);
  g_type_ensure (INFLIGHT_TYPE_FIRST_FIT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-bar.ui");
  bind_children (widget_class);
}

static void
inflight_wait_bar_init (InflightWaitBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->parts[PART_ALL] = self->all;
  self->parts[PART_FIRST] = self->first;
  self->parts[PART_FIRST_ERROR] = self->first_error;
  self->parts[PART_MORE] = self->more;
  self->parts[PART_SCOPE] = self->scope;
  self->parts[PART_THEN] = self->then;
  self->parts[PART_CANCEL] = self->cancel;
}

static char *
word_scope (const InflightScope *scope)
{
  guint n_selected = scope->n_selected;
  guint n_pending = scope->n_pending;

  if (n_selected > 0)
    /* Translators: a wait is about so many selected tasks; press to clear */
    return g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);

  if (n_pending == 0)
    return g_strdup (_("nothing to wait for"));

  /* Translators: a wait is about so many tasks that have not settled */
  return g_strdup_printf (ngettext ("%u unsettled", "%u unsettled", n_pending), n_pending);
}

static char *
word_cancel (const InflightScope *scope)
{
  guint n_cancelled = scope->n_cancelled;
  guint n_pending = scope->n_pending;

  if (scope->n_selected > 0 && !scope->counted)
    return g_strdup (_("Cancel Selected"));

  if (scope->n_selected > 0 && n_cancelled > 0)
    /* Translators: a button that cancels so many of the selected tasks */
    return g_strdup_printf (ngettext ("Cancel %u Selected", "Cancel %u Selected", n_cancelled),
                            n_cancelled);

  if (scope->n_selected > 0 || n_pending == 0)
    return g_strdup (_("Cancel Pending"));

  /* Translators: a button that cancels all tasks that have not settled, so many */
  return g_strdup_printf (ngettext ("Cancel %u", "Cancel All %u", n_pending), n_pending);
}

/* Nothing where how many is not known, or is none. */
static char *
word_short_cancel (const InflightScope *scope)
{
  gboolean counted = scope->n_selected == 0 || scope->counted;
  guint n = scope->n_selected > 0 ? scope->n_cancelled : scope->n_pending;

  return counted && n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
}

static void
describe (GtkWidget  *button,
          const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * inflight_wait_bar_set_scope:
 * @self: a bar
 * @scope: which tasks a wait, and *Cancel Pending*, would be about now
 *
 * Has the buttons say so. *Cancel Pending* stays the name of its button; what it
 * will do is its text, its tooltip, for where there is only room for an icon, and
 * its description.
 */
void
inflight_wait_bar_set_scope (InflightWaitBar     *self,
                             const InflightScope *scope)
{
  g_autofree char *text = word_scope (scope);
  g_autofree char *cancel = word_cancel (scope);
  g_autofree char *short_cancel = word_short_cancel (scope);
  guint members = scope->n_selected > 0 ? scope->n_selected : scope->n_pending;

  g_return_if_fail (INFLIGHT_IS_WAIT_BAR (self));

  /* Not the text of the buttons themselves, which would be their name, too. */
  gtk_label_set_text (self->scope_label, text);
  gtk_widget_set_visible (self->scope_clears, scope->n_selected > 0);
  describe (self->scope, text);
  gtk_label_set_text (self->cancel_label, cancel);
  gtk_label_set_text (self->short_cancel_label, short_cancel);
  gtk_widget_set_visible (GTK_WIDGET (self->short_cancel_label), *short_cancel != '\0');
  gtk_widget_set_tooltip_text (self->cancel, cancel);
  describe (self->cancel, cancel);
  inflight_condition_popover_set_members (self->popover, members);
}

/**
 * inflight_wait_bar_set_then:
 * @self: a bar
 * @then: the aftermath that waits are made with
 */
void
inflight_wait_bar_set_then (InflightWaitBar *self,
                            InflightThen     then)
{
  gboolean cancels = then == INFLIGHT_THEN_CANCEL;
  const char *text = cancels ? _("then Cancel") : _("then Leave");

  g_return_if_fail (INFLIGHT_IS_WAIT_BAR (self));

  gtk_label_set_text (self->then_label, text);
  gtk_label_set_text (self->short_then_label, cancels ? _("Cancel") : _("Leave"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->then),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  inflight_condition_popover_set_then (self->popover, then);
}
