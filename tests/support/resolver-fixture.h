/* resolver-fixture.h: a resolver of a test, and what it returns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-resolver-private.h"

G_BEGIN_DECLS

#define DEFAULT   G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT
#define IPV4_ONLY G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY
#define IPV6_ONLY G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY

#define RESOLVER_ADD(path, func) \
  g_test_add (path, ResolverFixture, GUINT_TO_POINTER (8), \
              resolver_fixture_set_up, func, resolver_fixture_tear_down)
#define RESOLVER_ADD_ONE_THREAD(path, func) \
  g_test_add (path, ResolverFixture, GUINT_TO_POINTER (1), \
              resolver_fixture_set_up, func, resolver_fixture_tear_down)

/* Slow names are held, and none was looked up yet. The data of the fixture is how
 * many threads there may be. */
typedef struct
{
  InflightResolver *resolver;
} ResolverFixture;

/* What is returned to one caller. */
typedef struct
{
  GThread      *thread;
  GAsyncResult *result;
} ResolverAnswer;

void   resolver_fixture_set_up    (ResolverFixture           *self,
                                   gconstpointer              user_data);
void   resolver_fixture_tear_down (ResolverFixture           *self,
                                   gconstpointer              user_data);
void   resolver_advance           (gint64                     us);
void   resolver_answered_cb       (GObject                   *object,
                                   GAsyncResult              *result,
                                   gpointer                   user_data);
void   resolver_start             (ResolverFixture           *self,
                                   ResolverAnswer            *answer,
                                   const char                *name,
                                   GResolverNameLookupFlags   flags,
                                   GCancellable              *cancellable);
void   resolver_await             (ResolverAnswer            *answer);
GList *resolver_finish            (ResolverFixture           *self,
                                   ResolverAnswer            *answer,
                                   GError                   **error);
char  *resolver_dup_text          (GList                     *addresses);
void   resolver_assert_addresses  (ResolverFixture           *self,
                                   ResolverAnswer            *answer,
                                   const char                *expected);
void   resolver_assert_error      (ResolverFixture           *self,
                                   ResolverAnswer            *answer,
                                   GQuark                     domain,
                                   int                        code);
void   resolver_look_up           (ResolverFixture           *self,
                                   const char                *name,
                                   const char                *expected);
void   resolver_fail              (ResolverFixture           *self,
                                   const char                *name,
                                   GResolverError             code);

G_END_DECLS
