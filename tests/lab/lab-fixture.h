/* lab-fixture.h: a practice server and clients for its tests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-lab.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define LAB_GIVE_UP_S 20

#define LAB_ADD(path, func) \
  g_test_add (path, LabFixture, NULL, lab_fixture_set_up, func, \
              lab_fixture_tear_down)

typedef struct
{
  InflightLab *lab;
  SoupSession *session;
} LabFixture;

typedef struct
{
  SoupMessage *message;
  GBytes      *body;
  GError      *error;
  gint64       begun_us;
  gint64       elapsed_us;
  gboolean     is_sent;
  gboolean     is_done;
} LabReply;

extern int lab_n_gone;
extern int lab_n_pauses;

void               lab_await_count       (const int           *counter,
                                          int                  count);
void               lab_fixture_set_up    (LabFixture          *self,
                                          gconstpointer        user_data);
void               lab_fixture_tear_down (LabFixture          *self,
                                          gconstpointer        user_data);
void               lab_reply_free        (LabReply            *self);
LabReply          *lab_send              (LabFixture          *fixture,
                                          const char          *method,
                                          const char          *path);
void               lab_await             (const gboolean      *flag);
LabReply          *lab_request           (LabFixture          *fixture,
                                          const char          *method,
                                          const char          *path);
LabReply          *lab_get               (LabFixture          *fixture,
                                          const char          *path);
char              *lab_reply_dup_text    (LabReply            *self);
const char        *lab_reply_get_header  (LabReply            *self,
                                          const char          *name);
JsonNode          *lab_reply_parse       (LabReply            *self);
void               lab_assert_reply      (LabReply            *self,
                                          guint                status,
                                          const char          *text);
void               lab_assert_post       (LabReply            *self,
                                          guint                id);
GSocketConnection *lab_raw_connect       (LabFixture          *fixture);
void               lab_raw_write         (GSocketConnection   *connection,
                                          const char          *text);
GSocketConnection *lab_raw_send          (LabFixture          *fixture,
                                          const char          *method,
                                          const char          *path);
gsize              lab_raw_read          (GSocketConnection   *connection,
                                          char                *buffer,
                                          gsize                size,
                                          GError             **error);
void               lab_test_init         (int                 *argc,
                                          char              ***argv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabReply, lab_reply_free)

G_END_DECLS
