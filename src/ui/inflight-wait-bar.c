/* inflight-wait-bar.c: the buttons that wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-bar.h"

#include "inflight-accessible.h"
#include "inflight-condition-popover.h"

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
  GtkWidget                *squeezer;
  GtkLabel                 *wide_scope_label;
  GtkLabel                 *narrow_scope_label;
  GtkLabel                 *small_scope_label;
  GtkWidget                *wide_scope;
  GtkWidget                *narrow_scope;
  GtkWidget                *small_scope;
  GtkMenuButton            *wide_then;
  GtkMenuButton            *narrow_then;
  GtkMenuButton            *small_then;
  GtkWidget                *narrow_split;
  GtkWidget                *small_split;
  InflightConditionPopover *wide_popover;
  InflightConditionPopover *narrow_popover;
  InflightConditionPopover *small_popover;

  guint                     resize_id;
};

G_DEFINE_FINAL_TYPE (InflightWaitBar, inflight_wait_bar, GTK_TYPE_WIDGET)

static gboolean
resize_cb (gpointer user_data)
{
  InflightWaitBar *self = user_data;

  g_assert (INFLIGHT_IS_WAIT_BAR (self));

  self->resize_id = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* This happens while the bar is laid out with the height of the form before. */
static void
squeezed_cb (AdwSqueezer     *squeezer,
             GParamSpec      *pspec,
             InflightWaitBar *self)
{
  g_assert (INFLIGHT_IS_WAIT_BAR (self));

  if (self->resize_id == 0)
    self->resize_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_cb, self, NULL);
}

static void
inflight_wait_bar_dispose (GObject *object)
{
  InflightWaitBar *self = INFLIGHT_WAIT_BAR (object);

  g_clear_handle_id (&self->resize_id, g_source_remove);
  g_clear_pointer (&self->squeezer, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_wait_bar_parent_class)->dispose (object);
}

static void
inflight_wait_bar_class_init (InflightWaitBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_wait_bar_dispose;

  g_type_ensure (INFLIGHT_TYPE_CONDITION_POPOVER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, squeezer);
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
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, narrow_split);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitBar, small_split);
  gtk_widget_class_bind_template_callback (widget_class, squeezed_cb);
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
word_scope (guint n_pending,
            guint n_selected)
{
  if (n_selected > 0)
    /* Translators: a wait is about so many selected tasks; press to clear */
    return g_strdup_printf (ngettext ("%u selected ✕", "%u selected ✕", n_selected),
                            n_selected);

  if (n_pending == 0)
    return g_strdup (_("nothing to wait for"));

  /* Translators: a wait is about so many tasks that have not settled */
  return g_strdup_printf (ngettext ("%u unsettled", "%u unsettled", n_pending), n_pending);
}

static void
show_scope (GtkWidget  *button,
            GtkLabel   *label,
            const char *scope)
{
  gtk_label_set_text (label, scope);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, scope, -1);
}

/**
 * inflight_wait_bar_set_scope:
 * @self: a bar
 * @n_pending: tasks that have not settled
 * @n_selected: tasks selected; if there are any, a wait is about them
 */
void
inflight_wait_bar_set_scope (InflightWaitBar *self,
                             guint            n_pending,
                             guint            n_selected)
{
  g_autofree char *scope = word_scope (n_pending, n_selected);
  guint members = n_selected > 0 ? n_selected : n_pending;

  g_return_if_fail (INFLIGHT_IS_WAIT_BAR (self));

  show_scope (self->wide_scope, self->wide_scope_label, scope);
  show_scope (self->narrow_scope, self->narrow_scope_label, scope);
  show_scope (self->small_scope, self->small_scope_label, scope);
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
