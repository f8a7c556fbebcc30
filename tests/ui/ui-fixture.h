/* ui-fixture.h: a real window on a fake network
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-application.h"
#include "inflight-window-private.h"
#include "virtual-network.h"

G_BEGIN_DECLS

#define UI_ADD(path, func) \
  g_test_add (path, UiFixture, NULL, ui_fixture_set_up, func, ui_fixture_tear_down)

/* Runs the main loop until something is true, and gives up loudly. */
#define ui_await(condition)                              \
  G_STMT_START {                                         \
    guint give_up_id = ui_give_up_later (#condition);    \
    while (!(condition))                                 \
      g_main_context_iteration (NULL, TRUE);             \
    g_source_remove (give_up_id);                        \
  } G_STMT_END

/**
 * UiFixture:
 * @virtual: the network, its wire and its clock
 * @app: an application that runs on it
 * @services: what its windows share
 * @window: its window
 */
typedef struct
{
  VirtualNetwork       virtual;
  InflightApplication *app;
  InflightServices    *services;
  InflightWindow      *window;
} UiFixture;

void          ui_fixture_set_up    (UiFixture     *self,
                                    gconstpointer  user_data);
void          ui_fixture_tear_down (UiFixture     *self,
                                    gconstpointer  user_data);
guint         ui_give_up_later     (const char    *what);
void          ui_settle            (void);
void          ui_add               (UiFixture     *self,
                                    gboolean       start,
                                    const char    *address,
                                    ...) G_GNUC_NULL_TERMINATED;
void          ui_activate          (UiFixture     *self,
                                    const char    *action);
gboolean      ui_is_enabled        (UiFixture     *self,
                                    const char    *action);
void          ui_select            (UiFixture     *self,
                                    guint          first,
                                    guint          last);
InflightTask *ui_get_task          (UiFixture     *self,
                                    guint          position);
InflightWait *ui_get_wait          (UiFixture     *self,
                                    guint          index);
gboolean      ui_press             (GtkWidget     *widget,
                                    const char    *key);
GtkWidget    *ui_find              (GtkWidget     *root,
                                    GType          type,
                                    const char    *text);
GtkWidget    *ui_find_anywhere     (GType          type);
char         *ui_repeat            (const char    *unit,
                                    gsize          size);
char         *ui_dup_titles        (InflightFinishedList *finished);

G_END_DECLS
