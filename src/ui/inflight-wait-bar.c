/* inflight-wait-bar.c: the buttons that wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-bar.h"

#include "inflight-accessible.h"
#include "inflight-condition-popover.h"
#include "inflight-first-fit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * InflightWaitBar:
 *
 * The wait buttons, what they would be about, the aftermath, and *Cancel
 * Pending*; in a shorter form where there is no room, and in two lines on a
 * phone. The buttons activate actions of the window.
 */
struct _InflightWaitBar
{
  GtkWidget                 parent_instance;

  /* Template */
  GtkWidget                *forms;
  GtkLabel                 *wide_scope_label;
  GtkLabel                 *narrow_scope_label;
  GtkLabel                 *small_scope_label;
  GtkWidget                *wide_scope;
  GtkWidget                *narrow_scope;
  GtkWidget                *small_scope;
  GtkMenuButton            *wide_then;
  GtkMenuButton            *narrow_then;
  GtkMenuButton            *small_then;
  GtkLabel                 *wide_cancel_label;
  GtkWidget                *wide_cancel;
  GtkWidget                *narrow_cancel;
  GtkWidget                *small_cancel;
  GtkWidget                *narrow_split;
  GtkWidget                *small_split;
  InflightConditionPopover *wide_popover;
  InflightConditionPopover *narrow_popover;
  InflightConditionPopover *small_popover;
};

G_DEFINE_FINAL_TYPE (InflightWaitBar, inflight_wait_bar, GTK_TYPE_WIDGET)

static void
inflight_wait_bar_dispose (GObject *object)
{
  InflightWaitBar *self = INFLIGHT_WAIT_BAR (object);

  g_clear_pointer (&self->forms, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_wait_bar_parent_class)->dispose (object);
}

static void
inflight_wait_bar_class_init (InflightWaitBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_wait_bar_dispose;

  g_type_ensure (INFLIGHT_TYPE_CONDITION_POPOVER);
  g_type_ensure (INFLIGHT_TYPE_FIRST_FIT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, forms);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_scope);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_scope);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_scope);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_scope_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_scope_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_scope_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_then);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_then);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_then);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_popover);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_popover);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_popover);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, wide_cancel_label);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_split);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_split);
}

static void
inflight_wait_bar_init (InflightWaitBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  inflight_accessible_name_inner (self->narrow_split, GTK_TYPE_MENU_BUTTON, NULL,
                                  _("More Conditions"));
  inflight_accessible_name_inner (self->small_split, GTK_TYPE_MENU_BUTTON, NULL,
                                  _("More Conditions"));
}

static char *
word_scope (const InflightScope *scope)
{
  guint n_selected = scope->n_selected;
  guint n_pending = scope->n_pending;

  if (n_selected > 0)
    /* Translators: a wait is about so many selected tasks; press to clear */
    return g_strdup_printf (ngettext ("%u selected ✕", "%u selected ✕", n_selected),
                            n_selected);

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

static void
describe (GtkWidget  *button,
          const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Not the text of the button itself, which would be its name, too. */
static void
show_text (GtkWidget  *button,
           GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text);
  describe (button, text);
}

static void
show_tooltip (GtkWidget  *button,
              const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  describe (button, text);
}

/**
 * inflight_wait_bar_set_scope:
 * @self: a bar
 * @scope: which tasks a wait, and *Cancel Pending*, would be about now
 *
 * Has the buttons say so. *Cancel Pending* stays the name of its button; what it
 * will do is its text, or its tooltip where there is only room for an icon, and
 * its description.
 */
void
inflight_wait_bar_set_scope (InflightWaitBar     *self,
                             const InflightScope *scope)
{
  g_autofree char *text = word_scope (scope);
  g_autofree char *cancel = word_cancel (scope);
  guint members = scope->n_selected > 0 ? scope->n_selected : scope->n_pending;

  g_return_if_fail (INFLIGHT_IS_WAIT_BAR (self));

  show_text (self->wide_scope, self->wide_scope_label, text);
  show_text (self->narrow_scope, self->narrow_scope_label, text);
  show_text (self->small_scope, self->small_scope_label, text);
  show_text (self->wide_cancel, self->wide_cancel_label, cancel);
  show_tooltip (self->narrow_cancel, cancel);
  show_tooltip (self->small_cancel, cancel);
  inflight_condition_popover_set_members (self->wide_popover, members);
  inflight_condition_popover_set_members (self->narrow_popover, members);
  inflight_condition_popover_set_members (self->small_popover, members);
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
  g_return_if_fail (INFLIGHT_IS_WAIT_BAR (self));

  gtk_menu_button_set_label (self->wide_then,
                             then == INFLIGHT_THEN_CANCEL ? _("then Cancel")
                                                          : _("then Leave"));
  gtk_menu_button_set_label (self->narrow_then,
                             then == INFLIGHT_THEN_CANCEL ? _("Cancel") : _("Leave"));
  inflight_condition_popover_set_then (self->wide_popover, then);
  gtk_menu_button_set_label (self->small_then,
                             then == INFLIGHT_THEN_CANCEL ? _("Cancel") : _("Leave"));
  inflight_condition_popover_set_then (self->narrow_popover, then);
  inflight_condition_popover_set_then (self->small_popover, then);
}
