/* inflight-window-cancelling.c: asking for the end of tasks of a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-gathering.h"

/* A million tasks may be selected: they are collected in turns of the main loop,
 * before the engine cancels them. */
typedef struct
{
  InflightNetwork   *network;
  InflightGathering *gathering;
} Cancelling;

static void
cancelling_free (gpointer data)
{
  Cancelling *self = data;

  inflight_gathering_free (self->gathering);
  g_object_unref (self->network);
  g_free (self);
}

static gboolean
cancel (gpointer data,
        gint64   end_us)
{
  Cancelling *self = data;

  if (!inflight_gathering_work (self->gathering, end_us))
    return FALSE;

  inflight_network_cancel (self->network, inflight_gathering_get_tasks (self->gathering),
                           INFLIGHT_CANCEL_REASON_USER, 0);

  return TRUE;
}

static void
cancel_selected (InflightWindow *self)
{
  Cancelling *cancelling = g_new (Cancelling, 1);

  cancelling->network = g_object_ref (inflight_window_get_network (self));
  cancelling->gathering = inflight_gathering_new (inflight_window_get_task_list (self));
  inflight_window_do (self, cancel, cancelling, cancelling_free);
}

static void
cancel_pending_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);

  inflight_window_end_adding (self);
  if (inflight_window_is_narrowed (self))
    cancel_selected (self);
  else
    inflight_batch_cancel (inflight_window_get_batch (self), NULL, INFLIGHT_CANCEL_REASON_USER);
}

static void
cancel_selected_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);

  inflight_window_end_adding (self);
  cancel_selected (self);
}

/**
 * inflight_window_add_cancel_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_cancel_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "cancel-pending", .activate = cancel_pending_cb },
    { .name = "cancel-selected", .activate = cancel_selected_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
