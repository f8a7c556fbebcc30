/* inflight-window-toast.c: the toast that says what was just done in a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include <glib/gi18n.h>

/* libadwaita 1.2 uses a toast after it was freed if it is dismissed while it still
 * comes in, which takes half a second, and until a frame was painted after that:
 * on a busy machine frames come late. */
#define SAFE_AGE_MS 600
#define SAFE_FRAMES 2

/**
 * Toast:
 *
 * There is one, for what was done last, and maybe it offers to undo that: another
 * would wait behind it, or come again after it, and tell of what is past.
 */
typedef struct
{
  AdwToast *toast;
  guint     dismiss_id;
  guint     tick_id;
  guint     n_frames;
  gint64    shown_us;
  gboolean  offers;
  guint     n_changes;
} Toast;

static G_DEFINE_QUARK (inflight-window-toast, toast)

static void
toast_free (gpointer data)
{
  Toast *self = data;

  g_clear_handle_id (&self->dismiss_id, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  g_free (self);
}

static Toast *
get_toast (InflightWindow *window)
{
  Toast *self = g_object_get_qdata (G_OBJECT (window), toast_quark ());

  if (self == NULL)
    {
      self = g_new0 (Toast, 1);
      g_object_set_qdata_full (G_OBJECT (window), toast_quark (), self, toast_free);
    }

  return self;
}

static void
keep (Toast          *self,
      InflightWindow *window)
{
  g_clear_handle_id (&self->dismiss_id, g_source_remove);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (window), self->tick_id);
  self->tick_id = 0;
}

/* The toast is on its way out, and not ours any more. As it goes, it can be said to
 * be dismissed again. */
static void
dismissed_cb (AdwToast       *toast,
              InflightWindow *window)
{
  Toast *self = get_toast (window);

  if (self->toast != toast)
    return;

  keep (self, window);
  g_clear_weak_pointer (&self->toast);
}

static void
button_clicked_cb (AdwToast       *toast,
                   InflightWindow *window)
{
  if (get_toast (window)->offers)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
}

static gboolean
dismiss_tick_cb (GtkWidget     *widget,
                 GdkFrameClock *frame_clock,
                 gpointer       user_data)
{
  Toast *self = get_toast (INFLIGHT_WINDOW (widget));

  if (++self->n_frames < SAFE_FRAMES)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  return G_SOURCE_REMOVE;
}

static gboolean
dismiss_cb (gpointer user_data)
{
  InflightWindow *window = user_data;
  Toast *self;

  g_assert (INFLIGHT_IS_WINDOW (window));

  self = get_toast (window);
  self->dismiss_id = 0;
  self->n_frames = 0;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (window), dismiss_tick_cb,
                                                NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* One that is shown already is shown for as long again. */
static void
show (InflightWindow *window,
      const char     *text,
      gboolean        offers)
{
  Toast *self = get_toast (window);

  self->n_changes++;
  self->offers = offers;
  keep (self, window);

  if (self->toast == NULL)
    {
      g_set_weak_pointer (&self->toast, adw_toast_new (text));
      self->shown_us = g_get_monotonic_time ();
      adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
      g_signal_connect_object (self->toast, "button-clicked",
                               G_CALLBACK (button_clicked_cb), window, 0);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), window, 0);
    }
  else
    {
      g_object_ref (self->toast);
    }

  adw_toast_set_title (self->toast, text);
  adw_toast_set_button_label (self->toast, offers ? _("Undo") : NULL);
  inflight_window_add_toast (window, self->toast);
}

/**
 * inflight_window_toast:
 * @self: a window
 * @text: what was done, in our own words: a toast takes it for markup
 *
 * Says so, and no more what was said before.
 */
void
inflight_window_toast (InflightWindow *self,
                       const char     *text)
{
  show (self, text, FALSE);
}

/**
 * inflight_window_toast_undo:
 * @self: a window
 * @text: what was done, in our own words
 *
 * Says so, and offers to undo it.
 */
void
inflight_window_toast_undo (InflightWindow *self,
                            const char     *text)
{
  show (self, text, TRUE);
}

/**
 * inflight_window_end_toast:
 * @self: a window in which something is done that nothing is said of
 *
 * Takes away what was said before: its button would undo something else.
 */
void
inflight_window_end_toast (InflightWindow *self)
{
  Toast *toast = get_toast (self);
  gint64 age_ms = (g_get_monotonic_time () - toast->shown_us) / 1000;

  toast->n_changes++;
  toast->offers = FALSE;
  if (toast->toast == NULL || toast->dismiss_id != 0 || toast->tick_id != 0)
    return;

  toast->dismiss_id = g_timeout_add (MAX (0, SAFE_AGE_MS - age_ms), dismiss_cb, self);
  g_source_set_name_by_id (toast->dismiss_id, "inflight-toast");
}

/**
 * inflight_window_get_n_toasts:
 * @self: a window
 *
 * Returns: another number whenever something else was said since, or undone
 */
guint
inflight_window_get_n_toasts (InflightWindow *self)
{
  return get_toast (self)->n_changes;
}
