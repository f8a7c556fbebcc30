/* person.h: a person in front of the real application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* libatspi leaves these to its users. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

typedef struct _Person Person;

/* The program */
void             person_init         (void);
GSubprocess     *person_spawn        (const char *const  *argv,
                                      GSubprocessFlags    flags,
                                      GError            **error);
Person          *person_new          (const char         *program,
                                      const char *const  *arguments,
                                      GError            **error);
gboolean         person_close        (Person  *self,
                                      GError **error);
gboolean         person_await_end    (Person  *self,
                                      GError **error);
guint            person_count_troubles
                                     (Person  *self);
void             person_free         (Person *self);

/* Seeing */
char            *person_dup_name     (AtspiAccessible *accessible);
gboolean         person_has_state    (AtspiAccessible *accessible,
                                      AtspiStateType   state);
AtspiAccessible *person_get_application
                                     (Person *self);
AtspiAccessible *person_get_window   (Person     *self,
                                      const char *pattern);
AtspiAccessible *person_find         (AtspiAccessible *root,
                                      AtspiRole        role,
                                      const char      *pattern);
char            *person_dup_summary  (Person *self);
GPtrArray       *person_dup_finished (Person *self);
void             person_tell         (Person *self);

/* Awaiting */
AtspiAccessible *person_await        (Person     *self,
                                      AtspiRole   role,
                                      const char *pattern);
gboolean         person_await_gone   (Person     *self,
                                      AtspiRole   role,
                                      const char *pattern);
gboolean         person_await_window (Person     *self,
                                      const char *name,
                                      gboolean    present);
gboolean         person_await_state  (Person          *self,
                                      AtspiAccessible *accessible,
                                      AtspiStateType   state);
gboolean         person_await_text   (Person     *self,
                                      AtspiRole   role,
                                      const char *name,
                                      const char *pattern);
char            *person_await_summary
                                     (Person     *self,
                                      const char *pattern);
gboolean         person_await_finished
                                     (Person     *self,
                                      guint       index,
                                      const char *pattern);

/* Doing */
gboolean         person_take_picture (Person      *self,
                                      const char  *path,
                                      GError     **error);
gboolean         person_press        (Person     *self,
                                      AtspiRole   role,
                                      const char *name);
gboolean         person_click        (AtspiAccessible *accessible);
gboolean         person_hold         (const char *key,
                                      gboolean    held);
gboolean         person_key          (const char *key);
gboolean         person_type         (const char *text);
gboolean         person_look_away    (Person     *self);
gboolean         person_face         (Person     *self);
gboolean         person_tab_to       (Person     *self,
                                      AtspiRole   role,
                                      const char *pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

G_END_DECLS
