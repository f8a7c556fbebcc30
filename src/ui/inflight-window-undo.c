/* inflight-window-undo.c: undoing what was done in a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-undo.h"

#include <glib/gi18n.h>

/* libadwaita 1.2 uses a toast after it was freed if it is dismissed while it still
 * comes in, which takes half a second, and until a frame was painted after that:
 * on a busy machine frames come late. */
#define SAFE_AGE_MS 600
#define SAFE_FRAMES 2

/* The steps of a window, and the toast that offers to undo the last of them. */
typedef struct
{
  InflightUndo *steps;
  AdwToast     *toast;
  guint         dismiss_id;
  guint         tick_id;
  guint         n_frames;
  gint64        shown_us;
  gboolean      offers;
} Past;

static void
past_free (gpointer data)
{
  Past *self = data;

  g_clear_handle_id (&self->dismiss_id, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  inflight_undo_free (self->steps);
  g_free (self);
}

static Past *
get_past (InflightWindow *self)
{
  static GQuark quark;
  Past *past;

  if (quark == 0)
    quark = g_quark_from_static_string ("inflight-window-past");

  past = g_object_get_qdata (G_OBJECT (self), quark);
  if (past == NULL)
    {
      past = g_new0 (Past, 1);
      past->steps = inflight_undo_new ();
      g_object_set_qdata_full (G_OBJECT (self), quark, past, past_free);
    }

  return past;
}

static void
keep_toast (InflightWindow *self)
{
  Past *past = get_past (self);

  g_clear_handle_id (&past->dismiss_id, g_source_remove);
  if (past->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), past->tick_id);
  past->tick_id = 0;
}

/* The toast is on its way out, and not ours any more. As it goes, it can be said to
 * be dismissed again. */
static void
dismissed_cb (AdwToast       *toast,
              InflightWindow *self)
{
  Past *past = get_past (self);

  if (past->toast != toast)
    return;

  keep_toast (self);
  g_clear_weak_pointer (&past->toast);
}

static void
button_clicked_cb (AdwToast       *toast,
                   InflightWindow *self)
{
  if (get_past (self)->offers)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

static gboolean
dismiss_tick_cb (GtkWidget     *widget,
                 GdkFrameClock *frame_clock,
                 gpointer       user_data)
{
  Past *past = get_past (INFLIGHT_WINDOW (widget));

  if (++past->n_frames < SAFE_FRAMES)
    return G_SOURCE_CONTINUE;

  past->tick_id = 0;
  if (past->toast != NULL)
    adw_toast_dismiss (past->toast);

  return G_SOURCE_REMOVE;
}

static gboolean
dismiss_cb (gpointer user_data)
{
  InflightWindow *self = user_data;
  Past *past;

  g_assert (INFLIGHT_IS_WINDOW (self));

  past = get_past (self);
  past->dismiss_id = 0;
  past->n_frames = 0;
  past->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), dismiss_tick_cb, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* No toast may outlive its step: its button would undo another one. */
static void
end_toast (InflightWindow *self)
{
  Past *past = get_past (self);
  gint64 age_ms = (g_get_monotonic_time () - past->shown_us) / 1000;

  past->offers = FALSE;
  if (past->toast == NULL || past->dismiss_id != 0 || past->tick_id != 0)
    return;

  past->dismiss_id = g_timeout_add (MAX (0, SAFE_AGE_MS - age_ms), dismiss_cb, self);
  g_source_set_name_by_id (past->dismiss_id, "inflight-undo-toast");
}

/* There is one toast, for the last step. A toast that is shown already is shown
 * for as long again. */
static void
show_toast (InflightWindow *self,
            const char     *text)
{
  Past *past = get_past (self);

  past->offers = TRUE;
  keep_toast (self);

  if (past->toast != NULL)
    {
      adw_toast_set_title (past->toast, text);
      inflight_window_add_toast (self, g_object_ref (past->toast));
      return;
    }

  g_set_weak_pointer (&past->toast, adw_toast_new (text));
  past->shown_us = g_get_monotonic_time ();
  adw_toast_set_button_label (past->toast, _("Undo"));
  adw_toast_set_priority (past->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (past->toast, "button-clicked",
                           G_CALLBACK (button_clicked_cb), self, 0);
  g_signal_connect_object (past->toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  inflight_window_add_toast (self, past->toast);
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
  inflight_undo_push (get_past (self)->steps, label, func, data, destroy, n_bytes);
  if (text != NULL)
    show_toast (self, text);
  else
    end_toast (self);
  inflight_window_update_undo (self);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  Past *past = get_past (self);

  inflight_window_finish_chores (self);
  end_toast (self);
  inflight_undo_pop (past->steps, self);
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
  const char *label = inflight_undo_get_label (get_past (self)->steps);

  inflight_window_enable (self, "undo", label != NULL);
  inflight_window_show_undo (self, label != NULL ? label : _("_Undo"));
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
