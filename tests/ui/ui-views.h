/* ui-views.h: everything that the application can show
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui-fixture.h"

G_BEGIN_DECLS

/**
 * UiViewFunc:
 * @self: a fixture
 * @name: what is shown, fit for the name of a file
 * @root: (transfer none): the window or popover that shows it
 * @user_data: what was given
 */
typedef void (*UiViewFunc) (UiFixture  *self,
                            const char *name,
                            GtkWidget  *root,
                            gpointer    user_data);

typedef enum {
  UI_VIEWS_WELCOME = 1 << 0,
  UI_VIEWS_TASKS   = 1 << 1,
  UI_VIEWS_OTHERS  = 1 << 2,
  UI_VIEWS_ALL     = UI_VIEWS_WELCOME | UI_VIEWS_TASKS | UI_VIEWS_OTHERS,
} UiViews;

void ui_views_add_tasks  (UiFixture  *self);
void ui_views_visit      (UiFixture  *self,
                          UiViews     views,
                          guint       n_frames,
                          UiViewFunc  func,
                          gpointer    user_data);
void ui_run_frames       (GtkWidget  *widget,
                          guint       n_frames);
void ui_undecorate       (GtkWidget  *window);
void ui_resize           (GtkWidget  *window,
                          int         width,
                          int         height);
void ui_save_picture     (GtkWidget  *root,
                          const char *path);

G_END_DECLS
