/* inflight-window-private.h: what the window and its actions share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-chores.h"
#include "inflight-condition.h"
#include "inflight-finished-list.h"
#include "inflight-inspector.h"
#include "inflight-task-list.h"
#include "inflight-tasks-page.h"
#include "inflight-undo.h"
#include "inflight-wait-bar.h"
#include "inflight-wait-list.h"
#include "inflight-window.h"

G_BEGIN_DECLS

void                  inflight_window_add_actions      (InflightWindow          *self);
void                  inflight_window_enable           (InflightWindow          *self,
                                                        const char              *name,
                                                        gboolean                 enabled);
void                  inflight_window_hand_on_focus    (InflightWindow          *self,
                                                        GtkWidget               *start,
                                                        GtkWidget               *again,
                                                        GtkWidget               *menu);
void                  inflight_window_focus_list       (InflightWindow          *self);
void                  inflight_window_update_actions   (InflightWindow          *self);
void                  inflight_window_add_view_actions (InflightWindow          *self,
                                                        GMenu                   *menu);
void                  inflight_window_save_view        (InflightWindow          *self,
                                                        GSettings               *store);
void                  inflight_window_restore_size     (InflightWindow          *self,
                                                        GSettings               *store);
void                  inflight_window_show_view        (InflightWindow          *self,
                                                        GtkWidget               *search_button);
void                  inflight_window_add_inspector_actions    (InflightWindow  *self);
void                  inflight_window_update_inspector_actions (InflightWindow  *self);

void                  inflight_window_add_attention    (InflightWindow          *self,
                                                        GtkInfoBar              *offline);
void                  inflight_window_end_attention    (InflightWindow          *self);
void                  inflight_window_report_busy      (InflightWindow          *self);
guint                 inflight_window_get_n_in_flight  (InflightWindow          *self);
gboolean              inflight_window_asks_before_closing (InflightWindow       *self);
gboolean              inflight_window_is_closed        (InflightWindow          *self);

char                 *inflight_window_dup_summary      (InflightWindow          *self);
void                  inflight_window_show_summary     (InflightWindow          *self);
void                  inflight_window_save             (InflightWindow          *self);
InflightNetwork      *inflight_window_get_network      (InflightWindow          *self);
InflightServices     *inflight_window_get_services     (InflightWindow          *self);
InflightTasksPage    *inflight_window_get_page         (InflightWindow          *self);
InflightTaskList     *inflight_window_get_task_list    (InflightWindow          *self);
InflightFinishedList *inflight_window_get_finished     (InflightWindow          *self);
InflightInspector    *inflight_window_get_inspector    (InflightWindow          *self);
gboolean              inflight_window_has_page         (InflightWindow          *self);
guint                 inflight_window_get_n_selected   (InflightWindow          *self);
GListModel           *inflight_window_get_waits        (InflightWindow          *self);
void                  inflight_window_update           (InflightWindow          *self);
void                  inflight_window_show_batch       (InflightWindow          *self,
                                                        InflightBatch           *batch,
                                                        GPtrArray               *waits);
void                  inflight_window_show_then        (InflightWindow          *self,
                                                        InflightThen             then);
void                  inflight_window_show_details     (InflightWindow          *self,
                                                        InflightTask            *task);
void                  inflight_window_show_tasks       (InflightWindow          *self);
void                  inflight_window_complain         (InflightWindow          *self,
                                                        const char              *title,
                                                        const char              *text);
void                  inflight_window_tell_saved       (InflightWindow          *self,
                                                        const char              *saved,
                                                        const GError            *error);
void                  inflight_window_add_toast        (InflightWindow          *self,
                                                        AdwToast                *toast);

/* inflight-window-adding.c */
void                  inflight_window_add_requests     (InflightWindow          *self,
                                                        GPtrArray               *requests,
                                                        gboolean                 start);
void                  inflight_window_add_and_wait     (InflightWindow          *self,
                                                        GPtrArray               *requests,
                                                        const InflightCondition *condition);

/* inflight-window-cancelling.c */
void                  inflight_window_add_cancel_actions (InflightWindow        *self);

/* inflight-window-chores.c */
void                  inflight_window_do               (InflightWindow          *self,
                                                        InflightChoreFunc        func,
                                                        gpointer                 data,
                                                        GDestroyNotify           destroy);
void                  inflight_window_finish_chores    (InflightWindow          *self);

/* inflight-window-retrying.c */
void                  inflight_window_add_retry_actions (InflightWindow         *self);
void                  inflight_window_retry            (InflightWindow          *self,
                                                        GPtrArray               *tasks);
void                  inflight_window_retry_and_wait   (InflightWindow          *self,
                                                        const InflightCondition *condition);

/* inflight-window-scope.c */
InflightScope         inflight_window_get_scope        (InflightWindow          *self);
GPtrArray            *inflight_window_dup_scope        (InflightWindow          *self);
gboolean              inflight_window_is_narrowed      (InflightWindow          *self);
void                  inflight_window_show_start       (InflightWindow          *self,
                                                        GtkWidget               *start,
                                                        GtkWidget               *again);
gboolean              inflight_window_may_scope        (InflightWindow          *self,
                                                        InflightTaskIs           is);

/* inflight-window-waits.c */
void                  inflight_window_add_waits        (InflightWindow          *self,
                                                        InflightWaitList        *list);
gboolean              inflight_window_may_wait         (InflightWindow          *self,
                                                        const InflightCondition *condition,
                                                        guint                    n_tasks);
void                  inflight_window_wait             (InflightWindow          *self,
                                                        GPtrArray               *tasks,
                                                        const InflightCondition *condition,
                                                        const InflightTally     *before);
void                  inflight_window_start_and_wait   (InflightWindow          *self,
                                                        const InflightCondition *condition);
void                  inflight_window_offer_wait       (InflightWindow          *self,
                                                        guint                    number,
                                                        const char              *text);

/* inflight-window-input.c */
void                  inflight_window_add_input_actions (InflightWindow         *self);
void                  inflight_window_show_add_dialog  (InflightWindow          *self,
                                                        const char              *text,
                                                        const char              *notes);

/* inflight-window-toast.c */
void                  inflight_window_toast            (InflightWindow          *self,
                                                        const char              *text);
void                  inflight_window_toast_undo       (InflightWindow          *self,
                                                        const char              *text);
void                  inflight_window_end_toast        (InflightWindow          *self);
guint                 inflight_window_get_n_toasts     (InflightWindow          *self);

/* inflight-window-undo.c */
void                  inflight_window_add_undo_action  (InflightWindow          *self);
void                  inflight_window_update_undo      (InflightWindow          *self);
void                  inflight_window_make_final       (InflightWindow          *self,
                                                        InflightUndoFunc         func);
void                  inflight_window_show_undo        (InflightWindow          *self,
                                                        const char              *label);
void                  inflight_window_done             (InflightWindow          *self,
                                                        const char              *text,
                                                        const char              *label,
                                                        InflightUndoFunc         func,
                                                        gpointer                 data,
                                                        GDestroyNotify           destroy,
                                                        gsize                    n_bytes);

/* inflight-window-copy.c */
void                  inflight_window_add_copy_actions (InflightWindow          *self);
void                  inflight_window_finish_copying   (InflightWindow          *self);
void                  inflight_window_copy_command     (InflightWindow          *self,
                                                        InflightTask            *task);

/* inflight-window-removing.c */
void                  inflight_window_add_removing_actions (InflightWindow      *self);
void                  inflight_window_update_removing  (InflightWindow          *self);
void                  inflight_window_end_adding       (InflightWindow          *self);
void                  inflight_window_note_added       (InflightWindow          *self,
                                                        GPtrArray               *tasks);
void                  inflight_window_clear            (InflightWindow          *self);

G_END_DECLS
