/* inflight-condition-popover.c: every condition of a wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-condition-popover.h"

#include "inflight-condition.h"

/**
 * InflightConditionPopover:
 *
 * Asks for a condition and a time limit, and activates the action
 * `win.wait-custom` with them.
 */
struct _InflightConditionPopover
{
  GtkPopover      parent_instance;

  /* Template */
  GtkDropDown    *until;
  GtkWidget      *k;
  GtkAdjustment  *k_adjustment;
  GtkAdjustment  *limit_adjustment;
  GtkCheckButton *limit_check;
  GtkCheckButton *cancelled_check;
};

G_DEFINE_FINAL_TYPE (InflightConditionPopover, inflight_condition_popover, GTK_TYPE_POPOVER)

/* The rows are in the order of the enumeration. */
static InflightUntil
get_until (InflightConditionPopover *self)
{
  return gtk_drop_down_get_selected (self->until);
}

static void
until_changed_cb (GtkDropDown              *drop_down,
                  GParamSpec               *pspec,
                  InflightConditionPopover *self)
{
  InflightUntil until;

  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  until = get_until (self);
  gtk_widget_set_sensitive (self->k, until == INFLIGHT_UNTIL_OK ||
                                     until == INFLIGHT_UNTIL_DONE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancelled_check),
                            until == INFLIGHT_UNTIL_FIRST_ERROR);
}

static void
wait_clicked_cb (GtkButton                *button,
                 InflightConditionPopover *self)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autofree char *text = NULL;

  g_assert (INFLIGHT_IS_CONDITION_POPOVER (self));

  condition.until = get_until (self);
  condition.k = gtk_adjustment_get_value (self->k_adjustment);
  text = inflight_condition_dup_until (&condition);

  if (gtk_check_button_get_active (self->limit_check))
    condition.within_us = gtk_adjustment_get_value (self->limit_adjustment) *
                          G_USEC_PER_SEC;

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.wait-custom", "(sxb)", text,
                              condition.within_us,
                              gtk_check_button_get_active (self->cancelled_check));
}

static void
inflight_condition_popover_class_init (InflightConditionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-condition-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, until);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, k);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, k_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, limit_adjustment);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, limit_check);
  gtk_widget_class_bind_template_child (widget_class, InflightConditionPopover, cancelled_check);
  gtk_widget_class_bind_template_callback (widget_class, until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_clicked_cb);
}

static void
inflight_condition_popover_init (InflightConditionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
}
