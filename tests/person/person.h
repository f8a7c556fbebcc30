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

typedef struct _Person Person;

void             person_init        (void);

GSubprocess     *person_spawn       (const char *const  *argv,
                                     GSubprocessFlags    flags,
                                     GError            **error);
Person          *person_new         (const char         *program,
                                     const char *const  *arguments,
                                     GError            **error);
void             person_free        (Person *self);

AtspiAccessible *person_get_window  (Person     *self,
                                     const char *name);
AtspiAccessible *person_find        (AtspiAccessible *root,
                                     AtspiRole        role,
                                     const char      *pattern);
AtspiAccessible *person_await       (Person     *self,
                                     AtspiRole   role,
                                     const char *pattern);
gboolean         person_await_window
                                    (Person     *self,
                                     const char *name,
                                     gboolean    present);
char            *person_await_summary
                                    (Person     *self,
                                     const char *pattern);

gboolean         person_await_state (AtspiAccessible *accessible,
                                     AtspiStateType   state);

gboolean         person_press       (Person     *self,
                                     AtspiRole   role,
                                     const char *name);
gboolean         person_click       (AtspiAccessible *accessible);
gboolean         person_key         (const char *key);
gboolean         person_type        (const char *text);
gboolean         person_close       (Person  *self,
                                     GError **error);

GPtrArray       *person_dup_finished (Person *self);

char            *person_dup_name    (AtspiAccessible *accessible);
gboolean         person_has_state   (AtspiAccessible *accessible,
                                     AtspiStateType   state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

G_END_DECLS
