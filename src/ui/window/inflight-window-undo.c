/* inflight-window-undo.c: undoing what was done in a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-undo.h"

#include <glib/gi18n.h>

static G_DEFINE_QUARK (inflight-window-steps, steps)

static InflightUndo *
get_steps (InflightWindow *self)
{
  InflightUndo *steps = g_object_get_qdata (G_OBJECT (self), steps_quark ());

  if (steps == NULL)
    {
      steps = inflight_undo_new ();
      g_object_set_qdata_full (G_OBJECT (self), steps_quark (), steps,
                               (GDestroyNotify) inflight_undo_free);
    }

  return steps;
}

/**
 * inflight_window_done:
 * @self: a window
 * @text: (nullable): what was done, in our own words: a toast takes it for markup;
 *   %NULL for what needs no toast
 * @label: what undoing it is called, for a menu
 * @func: undoes it; it is given the window
 * @data: (transfer full): what @func needs
 * @destroy: makes it final
 * @n_bytes: about how much memory that keeps, in bytes
 *
 * Offers to undo what was just done, in a toast and with Ctrl+Z.
 */
void
inflight_window_done (InflightWindow   *self,
                      const char       *text,
                      const char       *label,
                      InflightUndoFunc  func,
                      gpointer          data,
                      GDestroyNotify    destroy,
                      gsize             n_bytes)
{
  inflight_undo_push (get_steps (self), label, func, data, destroy, n_bytes);
  if (text != NULL)
    inflight_window_toast_undo (self, text);
  else
    inflight_window_end_toast (self);
  inflight_window_update_undo (self);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);

  inflight_window_finish_chores (self);
  inflight_window_end_toast (self);
  inflight_undo_pop (get_steps (self), self);
  inflight_window_update_undo (self);
}

/* A text has an undo of its own, even when there is nothing to undo in it. */
static gboolean
has_own_undo (GtkWidget *focus)
{
  if (GTK_IS_TEXT (focus))
    return gtk_editable_get_editable (GTK_EDITABLE (focus));

  return GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
}

static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  if (has_own_undo (gtk_window_get_focus (GTK_WINDOW (widget))))
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (widget, "win.undo", NULL);
}

/**
 * inflight_window_update_undo:
 * @self: a window
 *
 * Has the action say whether there is something to undo, and the menu what.
 */
void
inflight_window_update_undo (InflightWindow *self)
{
  const char *label = inflight_undo_get_label (get_steps (self));

  inflight_window_enable (self, "undo", label != NULL);
  inflight_window_show_undo (self, label != NULL ? label : _("_Undo"));
}

/**
 * inflight_window_make_final:
 * @self: a window
 * @func: undoes a kind of step
 *
 * Has steps of that kind not be undone any more.
 */
void
inflight_window_make_final (InflightWindow   *self,
                            InflightUndoFunc  func)
{
  inflight_undo_drop (get_steps (self), func);
  inflight_window_update_undo (self);
}

/**
 * inflight_window_add_undo_action:
 * @self: a window that is being made
 */
void
inflight_window_add_undo_action (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                               gtk_callback_action_new (undo_key_cb, NULL, NULL));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  inflight_window_update_undo (self);
}
