/* inflight-condition-popover.c: every condition of a wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-condition-popover.h"

#include "inflight-accessible.h"
#include "inflight-choices.h"
#include "inflight-preset.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

/* The first row of the presets is for none of them. */
#define OWN_CONDITION 0

/* Large text must not make it wider than the least window. */
#define MAX_CHARS 20

/* As in the template. */
#define WIDTH 300

/**
 * InflightConditionPopover:
 *
 * Asks for a condition, a time limit and an aftermath, says in words what such a
 * wait does, and activates the action `win.wait-custom` with them. Presets fill
 * the fields in.
 */
struct _InflightConditionPopover
{
  GtkPopover      parent_instance;

  /* Template */
  GtkStringList  *preset_names;
  GtkDropDown    *preset;
  GtkLabel       *meaning;
  GtkDropDown    *until;
  GtkDropDown    *then;
  GtkWidget      *k;
  GtkWidget      *limit;
  GtkAdjustment  *k_adjustment;
  GtkAdjustment  *limit_adjustment;
  GtkCheckButton *limit_check;
  GtkCheckButton *cancelled_check;
  GtkLabel       *plan;
  GtkWidget      *wait_button;

  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (InflightConditionPopover, inflight_condition_popover, GTK_TYPE_POPOVER)

/* The rows are in the order of the enumerations. */
static InflightCondition
get_condition (InflightConditionPopover *self)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  condition.until = gtk_drop_down_get_selected (self->until);
  condition.then = gtk_drop_down_get_selected (self->then);
  condition.k = gtk_adjustment_get_value (self->k_adjustment);
  if (gtk_check_button_get_active (self->limit_check))
    condition.within_us = gtk_adjustment_get_value (self->limit_adjustment) * G_USEC_PER_SEC;
  if (gtk_check_button_get_active (self->cancelled_check))
    condition.cancelled_as = INFLIGHT_CANCELLED_AS_ERROR;

  return condition;
}

static const InflightPreset *
get_preset (InflightConditionPopover *self)
{
  guint row = gtk_drop_down_get_selected (self->preset);

  return row != OWN_CONDITION ? inflight_preset_get (row - 1) : NULL;
}

static gboolean
is_like (const InflightCondition *condition,
         const InflightPreset    *preset)
{
  return condition->until == preset->condition.until &&
         condition->within_us == preset->condition.within_us &&
         condition->then == preset->condition.then &&
         condition->cancelled_as == preset->condition.cancelled_as;
}

/* What is shown of the fields; they are no preset's any more if one was changed. */
static void
show (InflightConditionPopover *self)
{
  InflightCondition condition = get_condition (self);
  const InflightPreset *preset = get_preset (self);
  g_autofree char *plan = inflight_words_plan (&condition);

  if (preset != NULL && !is_like (&condition, preset))
    {
      gtk_drop_down_set_selected (self->preset, OWN_CONDITION);
      return;
    }

  gtk_widget_set_sensitive (self->k, condition.until == INFLIGHT_UNTIL_OK ||
                                     condition.until == INFLIGHT_UNTIL_DONE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancelled_check),
                            condition.until == INFLIGHT_UNTIL_FIRST_ERROR);
  gtk_label_set_text (self->plan, plan);
  gtk_label_set_text (self->meaning, preset != NULL ? _(preset->meaning) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->meaning), preset != NULL);
}

static void
show_unless_filling (InflightConditionPopover *self)
{
  if (!self->filling)
    show (self);
}

static void
fill_in (InflightConditionPopover *self,
         const InflightCondition  *condition)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->until, condition->until);
  gtk_drop_down_set_selected (self->then, condition->then);
  gtk_check_button_set_active (self->limit_check, condition->within_us != INFLIGHT_NO_LIMIT);
  gtk_check_button_set_active (self->cancelled_check,
                               condition->cancelled_as == INFLIGHT_CANCELLED_AS_ERROR);
  self->filling = FALSE;
}

static void
preset_changed_cb (GtkDropDown              *drop_down,
                   GParamSpec               *pspec,
                   InflightConditionPopover *self)
{
  const InflightPreset *preset;

  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  preset = get_preset (self);
  if (preset != NULL)
    fill_in (self, &preset->condition);

  show (self);
}

static void
choice_changed_cb (GtkDropDown              *drop_down,
                   GParamSpec               *pspec,
                   InflightConditionPopover *self)
{
  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  show_unless_filling (self);
}

static void
toggled_cb (GtkCheckButton           *check,
            InflightConditionPopover *self)
{
  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  show_unless_filling (self);
}

static void
number_changed_cb (GtkAdjustment            *adjustment,
                   InflightConditionPopover *self)
{
  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  show_unless_filling (self);
}

static void
wait_clicked_cb (GtkButton                *button,
                 InflightConditionPopover *self)
{
  InflightCondition condition;
  g_autofree char *until = NULL;

  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  condition = get_condition (self);
  until = inflight_condition_dup_until (&condition);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.wait-custom", "(sxbs)", until,
                              condition.within_us,
                              condition.cancelled_as == INFLIGHT_CANCELLED_AS_ERROR,
                              inflight_enum_to_nick (INFLIGHT_TYPE_THEN, condition.then));
}

/* The popover is as high as a label would be at its natural width: that has to be
 * the width which it will get, whatever the size of the text. */
static void
inflight_condition_popover_css_changed (GtkWidget         *widget,
                                        GtkCssStyleChange *change)
{
  InflightConditionPopover *self = INFLIGHT_CONDITION_POPOVER (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics;
  int char_width;

  GTK_WIDGET_CLASS (inflight_condition_popover_parent_class)->css_changed (widget, change);

  metrics = pango_context_get_metrics (context, NULL, NULL);
  char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                    pango_font_metrics_get_approximate_digit_width (metrics));
  gtk_label_set_max_width_chars (self->plan, WIDTH * PANGO_SCALE / MAX (1, char_width));
  gtk_label_set_max_width_chars (self->meaning, WIDTH * PANGO_SCALE / MAX (1, char_width));
  pango_font_metrics_unref (metrics);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, preset_names);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, preset);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, meaning);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, until);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, then);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, k);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, limit);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, k_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, limit_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, limit_check);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, cancelled_check);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, plan);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, wait_button);
  gtk_widget_class_bind_template_callback (widget_class, preset_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_clicked_cb);
}

static void
inflight_condition_popover_class_init (InflightConditionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->css_changed = inflight_condition_popover_css_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-condition-popover.ui");
  bind_children (widget_class);
}

/* Return in a number waits. */
static void
activate_default (GtkWidget *spin_button)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (spin_button));

  gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
}

static void
inflight_condition_popover_init (InflightConditionPopover *self)
{
  const InflightPreset *preset;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: a choice beside names such as “Promise.all” */
  gtk_string_list_append (self->preset_names, _("Own condition"));
  for (guint i = 0; (preset = inflight_preset_get (i)) != NULL; i++)
    gtk_string_list_append (self->preset_names, preset->name);
  inflight_choices_cut (self->preset, MAX_CHARS);
  inflight_choices_cut (self->until, MAX_CHARS);
  inflight_choices_cut (self->then, MAX_CHARS);
  inflight_accessible_name_drop_down (GTK_DROP_DOWN (self->preset), _("Preset"));
  inflight_accessible_name_drop_down (GTK_DROP_DOWN (self->until), NULL);
  inflight_accessible_name_drop_down (GTK_DROP_DOWN (self->then), NULL);

  activate_default (self->k);
  activate_default (self->limit);
  self->filling = FALSE;
  show (self);
}

/**
 * inflight_condition_popover_set_members:
 * @self: a popover
 * @members: how many tasks a wait would be about now
 */
void
inflight_condition_popover_set_members (InflightConditionPopover *self,
                                        guint                     members)
{
  g_return_if_fail (INFLIGHT_IS_CONDITION_POPOVER (self));

  /* A value beyond the new end would stay where it is. */
  gtk_adjustment_set_upper (self->k_adjustment, MAX (1, members));
  gtk_adjustment_set_value (self->k_adjustment,
                            gtk_adjustment_get_value (self->k_adjustment));
  gtk_widget_set_sensitive (self->wait_button, members > 0);
}

/**
 * inflight_condition_popover_set_then:
 * @self: a popover
 * @then: the aftermath that it begins with
 */
void
inflight_condition_popover_set_then (InflightConditionPopover *self,
                                     InflightThen              then)
{
  g_return_if_fail (INFLIGHT_IS_CONDITION_POPOVER (self));

  gtk_drop_down_set_selected (self->then, then);
}
