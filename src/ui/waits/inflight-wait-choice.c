/* inflight-wait-choice.c: what to wait for as soon as tasks start
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-choice.h"

#include "inflight-accessible.h"
#include "inflight-choices.h"
#include "inflight-words.h"
#include "inflight-wrap-layout.h"

/* The first row of the conditions is for none of them. */
#define NO_CONDITION 0

/* Large text must not make it wider than the least window. */
#define MAX_CHARS 30

/**
 * InflightWaitChoice:
 *
 * Asks whether a wait shall be made together with tasks, and for what: the fields
 * of a condition appear with one. It says in words what such a wait does.
 */
struct _InflightWaitChoice
{
  GtkWidget       parent_instance;

  /* Template */
  GtkDropDown    *until;
  GtkWidget      *fields;
  GtkWidget      *k;
  GtkDropDown    *then;
  GtkAdjustment  *k_adjustment;
  GtkAdjustment  *limit_adjustment;
  GtkCheckButton *limit_check;
  GtkLabel       *plan;
};

G_DEFINE_FINAL_TYPE (InflightWaitChoice, inflight_wait_choice, GTK_TYPE_WIDGET)

static void
show (InflightWaitChoice *self)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  gboolean waits = inflight_wait_choice_get_condition (self, &condition);
  g_autofree char *plan = waits ? inflight_words_plan (&condition) : g_strdup ("");

  gtk_widget_set_visible (self->fields, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->plan), waits);
  gtk_widget_set_visible (self->k, waits && (condition.until == INFLIGHT_UNTIL_OK ||
                                             condition.until == INFLIGHT_UNTIL_DONE));
  gtk_label_set_text (self->plan, plan);
}

static void
choice_changed_cb (GtkDropDown        *drop_down,
                   GParamSpec         *pspec,
                   InflightWaitChoice *self)
{
  g_assert (INFLIGHT_IS_WAIT_CHOICE (self));

  show (self);
}

static void
toggled_cb (GtkCheckButton     *check,
            InflightWaitChoice *self)
{
  g_assert (INFLIGHT_IS_WAIT_CHOICE (self));

  show (self);
}

static void
number_changed_cb (GtkAdjustment      *adjustment,
                   InflightWaitChoice *self)
{
  g_assert (INFLIGHT_IS_WAIT_CHOICE (self));

  show (self);
}

static void
inflight_wait_choice_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_wait_choice_parent_class)->dispose (object);
}

static void
inflight_wait_choice_class_init (InflightWaitChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_wait_choice_dispose;

  g_type_ensure (INFLIGHT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, until);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, fields);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, k);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, then);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, k_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, limit_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, limit_check);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitChoice, plan);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
}

static void
inflight_wait_choice_init (InflightWaitChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_choices_cut (self->until, MAX_CHARS);
  inflight_choices_cut (self->then, MAX_CHARS);
  inflight_accessible_name_drop_down (self->until, NULL);
  inflight_accessible_name_drop_down (self->then, NULL);
  show (self);
}

/**
 * inflight_wait_choice_get_condition:
 * @self: a choice
 * @condition: (out): what was chosen, if anything
 *
 * Returns: whether there shall be a wait
 */
gboolean
inflight_wait_choice_get_condition (InflightWaitChoice *self,
                                    InflightCondition  *condition)
{
  guint row;

  g_return_val_if_fail (INFLIGHT_IS_WAIT_CHOICE (self), FALSE);

  row = gtk_drop_down_get_selected (self->until);
  if (row == NO_CONDITION)
    return FALSE;

  /* The rows are in the order of the enumerations. */
  *condition = (InflightCondition) INFLIGHT_CONDITION_INIT;
  condition->until = row - 1;
  condition->then = gtk_drop_down_get_selected (self->then);
  condition->k = gtk_adjustment_get_value (self->k_adjustment);
  if (gtk_check_button_get_active (self->limit_check))
    condition->within_us = gtk_adjustment_get_value (self->limit_adjustment) * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * inflight_wait_choice_set_members:
 * @self: a choice
 * @members: how many tasks a wait would be about
 */
void
inflight_wait_choice_set_members (InflightWaitChoice *self,
                                  guint               members)
{
  g_return_if_fail (INFLIGHT_IS_WAIT_CHOICE (self));

  /* A value beyond the new end would stay where it is. */
  gtk_adjustment_set_upper (self->k_adjustment, MAX (1, members));
  gtk_adjustment_set_value (self->k_adjustment,
                            gtk_adjustment_get_value (self->k_adjustment));
}

/**
 * inflight_wait_choice_set_then:
 * @self: a choice
 * @then: the aftermath that it begins with
 */
void
inflight_wait_choice_set_then (InflightWaitChoice *self,
                               InflightThen        then)
{
  g_return_if_fail (INFLIGHT_IS_WAIT_CHOICE (self));

  gtk_drop_down_set_selected (self->then, then);
}
