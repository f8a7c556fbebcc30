/* resolver-fixture.c: a resolver of a test, and what it returns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "resolver-fixture.h"

#include "real-network.h"
#include "slow-names.h"

/* The clock by which answers age. Look-ups that hang outlive the fixture. */
static gint64 now_us;

void
resolver_fixture_set_up (ResolverFixture *self,
                         gconstpointer    user_data)
{
  g_autoptr (InflightNames) names = NULL;

  slow_names_hold ();
  names = inflight_names_new (GPOINTER_TO_UINT (user_data), &now_us);
  self->resolver = inflight_resolver_new (names);
}

void
resolver_fixture_tear_down (ResolverFixture *self,
                            gconstpointer    user_data)
{
  g_assert_finalize_object (self->resolver);
  slow_names_release ();
  slow_names_await_ends ();
}

void
resolver_advance (gint64 us)
{
  now_us += us;
}

void
resolver_answered_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  ResolverAnswer *answer = user_data;

  g_assert (INFLIGHT_IS_RESOLVER (object));
  g_assert_null (answer->result);
  g_assert (answer->thread == g_thread_self ());

  answer->result = g_object_ref (result);
}

void
resolver_start (ResolverFixture          *self,
                ResolverAnswer           *answer,
                const char               *name,
                GResolverNameLookupFlags  flags,
                GCancellable             *cancellable)
{
  answer->thread = g_thread_self ();
  answer->result = NULL;
  g_resolver_lookup_by_name_with_flags_async (G_RESOLVER (self->resolver), name, flags,
                                              cancellable, resolver_answered_cb, answer);
  g_assert_null (answer->result);
}

void
resolver_await (ResolverAnswer *answer)
{
  guint give_up = give_up_later ();

  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

GList *
resolver_finish (ResolverFixture  *self,
                 ResolverAnswer   *answer,
                 GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  resolver_await (answer);
  result = g_steal_pointer (&answer->result);

  return g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (self->resolver), result,
                                                      error);
}

char *
resolver_dup_text (GList *addresses)
{
  GString *text = g_string_new (NULL);

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      g_autofree char *address = g_inet_address_to_string (l->data);

      g_string_append_printf (text, "%s%s", l == addresses ? "" : " ", address);
    }

  return g_string_free (text, FALSE);
}

void
resolver_assert_addresses (ResolverFixture *self,
                           ResolverAnswer  *answer,
                           const char      *expected)
{
  g_autoptr (GError) error = NULL;
  GList *addresses = resolver_finish (self, answer, &error);
  g_autofree char *text = resolver_dup_text (addresses);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_resolver_free_addresses (addresses);
}

void
resolver_assert_error (ResolverFixture *self,
                       ResolverAnswer  *answer,
                       GQuark           domain,
                       int              code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (resolver_finish (self, answer, &error));
  g_assert_error (error, domain, code);
}

void
resolver_look_up (ResolverFixture *self,
                  const char      *name,
                  const char      *expected)
{
  ResolverAnswer answer;

  resolver_start (self, &answer, name, DEFAULT, NULL);
  resolver_assert_addresses (self, &answer, expected);
}

void
resolver_fail (ResolverFixture *self,
               const char      *name,
               GResolverError   code)
{
  ResolverAnswer answer;

  resolver_start (self, &answer, name, DEFAULT, NULL);
  resolver_assert_error (self, &answer, G_RESOLVER_ERROR, code);
}
