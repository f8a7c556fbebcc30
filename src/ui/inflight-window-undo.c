/* inflight-window-undo.c: removing, clearing, and undoing it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-removal.h"
#include "inflight-undo.h"

#include <glib/gi18n.h>

/* What a task that can come back keeps, its strings and list places included. */
#define BYTES_A_TASK 1024

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
 * @text: what was done, in our own words: a toast takes it for markup
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
                      InflightUndoFunc  func,
                      gpointer          data,
                      GDestroyNotify    destroy,
                      gsize             n_bytes)
{
  inflight_undo_push (get_past (self)->steps, func, data, destroy, n_bytes);
  show_toast (self, text);
  inflight_window_update_undo (self);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  Past *past = get_past (self);

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

/* Removing */

static void
undo_removal (gpointer data,
              gpointer user_data)
{
  inflight_removal_undo (data);
}

static void
remove_tasks (InflightWindow *self,
              GPtrArray      *tasks)
{
  g_autoptr (InflightRemoval) removal = NULL;
  g_autofree char *text = NULL;
  guint n_tasks;

  removal = inflight_batch_remove (inflight_window_get_batch (self), tasks);
  n_tasks = inflight_removal_get_n_tasks (removal);
  if (n_tasks == 0)
    return;

  text = g_strdup_printf (ngettext ("%u task removed", "%u tasks removed", n_tasks), n_tasks);
  inflight_window_done (self, text, undo_removal, g_steal_pointer (&removal),
                        (GDestroyNotify) inflight_removal_free,
                        (gsize) n_tasks * BYTES_A_TASK);
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) selected =
    inflight_task_list_dup_selected (inflight_window_get_task_list (self));

  remove_tasks (self, selected);
}

/* Whether cancelling would change something. There is nothing to be cancelled of
 * a task that was not started: it can go, and come back as it was. */
static gboolean
is_under_way (InflightTask *task)
{
  InflightTaskState state = inflight_task_get_state (task);

  return !inflight_task_state_is_settled (state) &&
         state != INFLIGHT_TASK_STATE_READY &&
         state != INFLIGHT_TASK_STATE_CANCELLING;
}

/* Without a selection it is the row that has the focus. */
static GPtrArray *
dup_chosen (InflightTaskList *list)
{
  GPtrArray *chosen = inflight_task_list_dup_selected (list);
  InflightTask *current = chosen->len == 0 ? inflight_task_list_get_current (list) : NULL;

  if (current != NULL)
    g_ptr_array_add (chosen, current);

  return chosen;
}

/* The Delete key: first it ends what is under way, then it removes it. */
static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (GPtrArray) selected = dup_chosen (inflight_window_get_task_list (self));

  for (guint i = 0; i < selected->len; i++)
    if (is_under_way (g_ptr_array_index (selected, i)))
      {
        inflight_network_cancel (inflight_window_get_network (self), selected,
                                 INFLIGHT_CANCEL_REASON_USER, 0);
        return;
      }

  remove_tasks (self, selected);
}

/* Clearing */

typedef struct
{
  InflightBatch *batch;
  GPtrArray     *waits;
} Cleared;

static void
cleared_free (gpointer data)
{
  Cleared *self = data;

  g_object_unref (self->batch);
  g_ptr_array_unref (self->waits);
  g_free (self);
}

static GPtrArray *
dup_waits (InflightWindow *self)
{
  GListModel *model = inflight_window_get_waits (self);
  GPtrArray *waits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (waits, g_list_model_get_item (model, i));

  return waits;
}

/* What was begun since stays, behind what comes back, and its waits in front. */
static void
undo_clear (gpointer data,
            gpointer user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  Cleared *cleared = data;
  g_autoptr (GPtrArray) waits = dup_waits (self);

  for (guint i = 0; i < cleared->waits->len; i++)
    g_ptr_array_add (waits, g_object_ref (g_ptr_array_index (cleared->waits, i)));

  inflight_batch_reinstate (cleared->batch);
  inflight_batch_adopt (cleared->batch, inflight_window_get_batch (self));
  inflight_window_show_batch (self, cleared->batch, waits);
  cleared_free (cleared);
}

static gsize
estimate_bytes (InflightBatch *batch)
{
  return (gsize) inflight_batch_get_n_tasks (batch) * BYTES_A_TASK +
         MIN (inflight_batch_get_bytes (batch), INFLIGHT_DEFAULT_KEPT_BYTES);
}

/**
 * inflight_window_clear:
 * @self: a window
 *
 * Starts again with nothing, which can be undone. What is under way is cancelled.
 */
void
inflight_window_clear (InflightWindow *self)
{
  InflightBatch *batch = inflight_window_get_batch (self);
  guint n_tasks = inflight_batch_get_n_tasks (batch);
  g_autoptr (InflightBatch) fresh = inflight_batch_new (inflight_window_get_network (self));
  g_autofree char *text = NULL;
  Cleared *cleared;

  cleared = g_new0 (Cleared, 1);
  cleared->batch = g_object_ref (batch);
  cleared->waits = dup_waits (self);

  inflight_batch_withdraw (batch);
  inflight_window_show_batch (self, fresh, NULL);

  text = g_strdup_printf (ngettext ("%u task cleared", "%u tasks cleared", n_tasks), n_tasks);
  inflight_window_done (self, text, undo_clear, cleared, cleared_free,
                        estimate_bytes (cleared->batch));
}

static void
clear_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  inflight_window_clear (INFLIGHT_WINDOW (user_data));
}

/**
 * inflight_window_update_undo:
 * @self: a window
 *
 * Has the actions say whether there is something for them to do.
 */
void
inflight_window_update_undo (InflightWindow *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (inflight_window_get_batch (self));
  guint n_selected = inflight_window_get_n_selected (self);

  inflight_window_enable (self, "remove", n_selected > 0);
  inflight_window_enable (self, "delete", n_tasks > 0);
  inflight_window_enable (self, "clear", n_tasks > 0);
  inflight_window_enable (self, "undo", inflight_undo_get_n_steps (get_past (self)->steps) > 0);
}

/**
 * inflight_window_add_undo_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_undo_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "remove", .activate = remove_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "clear", .activate = clear_cb },
    { .name = "undo", .activate = undo_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                               gtk_callback_action_new (undo_key_cb, NULL, NULL));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
