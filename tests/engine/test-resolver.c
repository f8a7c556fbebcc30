/* test-resolver.c: host names without GIO's shared threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "resolver-fixture.h"
#include "slow-names.h"

/* A resolver that knows a name and a TXT record, and no other records. */

G_DECLARE_FINAL_TYPE (OtherResolver, other_resolver, OTHER, RESOLVER, GResolver)

struct _OtherResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (OtherResolver, other_resolver, G_TYPE_RESOLVER)

static char *
other_resolver_lookup_by_address (GResolver     *resolver,
                                  GInetAddress  *address,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  return g_strdup ("name.test");
}

static GList *
other_resolver_lookup_records (GResolver            *resolver,
                               const char           *rrname,
                               GResolverRecordType   record_type,
                               GCancellable         *cancellable,
                               GError              **error)
{
  if (record_type == G_RESOLVER_RECORD_TXT)
    return g_list_append (NULL, g_variant_ref_sink (g_variant_new_string (rrname)));

  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such records");

  return NULL;
}

static void
other_resolver_lookup_by_address_async (GResolver           *resolver,
                                        GInetAddress        *address,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup ("name.test"), g_free);
}

static char *
other_resolver_lookup_by_address_finish (GResolver     *resolver,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
other_resolver_lookup_records_async (GResolver           *resolver,
                                     const char          *rrname,
                                     GResolverRecordType  record_type,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList *records = other_resolver_lookup_records (resolver, rrname, record_type, cancellable,
                                                  &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, records, NULL);
}

static GList *
other_resolver_lookup_records_finish (GResolver     *resolver,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
other_resolver_class_init (OtherResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_address = other_resolver_lookup_by_address;
  resolver_class->lookup_by_address_async = other_resolver_lookup_by_address_async;
  resolver_class->lookup_by_address_finish = other_resolver_lookup_by_address_finish;
  resolver_class->lookup_records = other_resolver_lookup_records;
  resolver_class->lookup_records_async = other_resolver_lookup_records_async;
  resolver_class->lookup_records_finish = other_resolver_lookup_records_finish;
}

static void
other_resolver_init (OtherResolver *self)
{
}

/* Takes the ownership of what it is given, as assert_records() does. */
static void
assert_name (char *name)
{
  g_assert_cmpstr (name, ==, "name.test");
  g_free (name);
}

static void
assert_records (GList *records)
{
  g_assert_cmpuint (g_list_length (records), ==, 1);
  g_assert_cmpstr (g_variant_get_string (records->data, NULL), ==, "a.test");
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);
}

static void
test_flags (ResolverFixture *self,
            gconstpointer    user_data)
{
  ResolverAnswer both, ipv4, ipv6, lacking;

  resolver_start (self, &both, "dual.test", DEFAULT, NULL);
  resolver_start (self, &ipv4, "dual.test", IPV4_ONLY, NULL);
  resolver_start (self, &ipv6, "dual.test", IPV6_ONLY, NULL);
  resolver_start (self, &lacking, "quick.test", IPV6_ONLY, NULL);

  resolver_assert_addresses (self, &both, "::1 127.0.0.2 127.0.0.1");
  resolver_assert_addresses (self, &ipv4, "127.0.0.2 127.0.0.1");
  resolver_assert_addresses (self, &ipv6, "::1");
  resolver_assert_error (self, &lacking, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpuint (slow_names_get_n_calls ("dual.test"), ==, 3);
}

static void
test_errors (ResolverFixture *self,
             gconstpointer    user_data)
{
  ResolverAnswer answer;

  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  resolver_fail (self, "nodata.test", G_RESOLVER_ERROR_NOT_FOUND);
  resolver_fail (self, "failing.test", G_RESOLVER_ERROR_NOT_FOUND);
  resolver_fail (self, "later.test", G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  resolver_fail (self, "broken.test", G_RESOLVER_ERROR_INTERNAL);

  resolver_start (self, &answer, "files.test", DEFAULT, NULL);
  resolver_assert_error (self, &answer, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
}

/* What one family lacks says nothing about a name as long as nobody was asked. */
static void
test_families (ResolverFixture *self,
               gconstpointer    user_data)
{
  static const GResolverNameLookupFlags families[] = { IPV4_ONLY, IPV6_ONLY };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      ResolverAnswer offline, missing;

      resolver_start (self, &offline, "offline.test", families[i], NULL);
      resolver_start (self, &missing, "missing.test", families[i], NULL);
      resolver_assert_error (self, &offline, G_RESOLVER_ERROR,
                             G_RESOLVER_ERROR_TEMPORARY_FAILURE);
      resolver_assert_error (self, &missing, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
    }
}

typedef struct
{
  ResolverFixture *fixture;
  ResolverAnswer   answer;
} Start;

static gboolean
start_cb (gpointer user_data)
{
  Start *self = user_data;

  /* Asserts that nothing was returned within the call. */
  resolver_start (self->fixture, &self->answer, "quick.test", DEFAULT, NULL);

  return G_SOURCE_REMOVE;
}

static void
test_in_callback (ResolverFixture *self,
                  gconstpointer    user_data)
{
  Start data = { .fixture = self };

  resolver_look_up (self, "quick.test", "127.0.0.1");
  g_idle_add (start_cb, &data);
  resolver_assert_addresses (self, &data.answer, "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);
}

static gpointer
context_thread_func (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  ResolverFixture *self = data;
  ResolverAnswer answer;

  g_main_context_push_thread_default (context);
  resolver_start (self, &answer, "quick.test", DEFAULT, NULL);
  while (answer.result == NULL)
    g_main_context_iteration (context, TRUE);
  resolver_assert_addresses (self, &answer, "127.0.0.1");
  g_main_context_pop_thread_default (context);

  return NULL;
}

static void
test_context (ResolverFixture *self,
              gconstpointer    user_data)
{
  g_thread_join (g_thread_new ("context", context_thread_func, self));
  resolver_look_up (self, "quick.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);
}

static void
assert_sync (ResolverFixture          *self,
             const char               *name,
             GResolverNameLookupFlags  flags,
             const char               *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GList *addresses;

  addresses = g_resolver_lookup_by_name_with_flags (G_RESOLVER (self->resolver), name, flags,
                                                    NULL, &error);
  text = resolver_dup_text (addresses);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_resolver_free_addresses (addresses);
}

static void
test_sync (ResolverFixture *self,
           gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  assert_sync (self, "dual.test", DEFAULT, "::1 127.0.0.2 127.0.0.1");
  assert_sync (self, "dual.test", IPV4_ONLY, "127.0.0.2 127.0.0.1");
  assert_sync (self, "dual.test", DEFAULT, "::1 127.0.0.2 127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 2);

  g_assert_null (g_resolver_lookup_by_name (G_RESOLVER (self->resolver), "missing.test", NULL,
                                            &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (g_resolver_lookup_by_name (G_RESOLVER (self->resolver), "a.slow.test",
                                            cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What needs no look-up has none. */
static void
test_literals (ResolverFixture *self,
               gconstpointer    user_data)
{
  resolver_look_up (self, "127.0.0.1", "127.0.0.1");
  resolver_look_up (self, "::1", "::1");
  resolver_look_up (self, "localhost", "::1 127.0.0.1");
  resolver_look_up (self, "a.localhost", "::1 127.0.0.1");
  resolver_fail (self, "127.1", G_RESOLVER_ERROR_NOT_FOUND);
  resolver_fail (self, "2130706433", G_RESOLVER_ERROR_NOT_FOUND);
}

/* Neither addresses nor records are for its threads: the default before it has
 * them. */
static void
test_delegated (void)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (GResolver) previous = g_object_new (other_resolver_get_type (), NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) error = NULL;
  ResolverFixture fixture;
  GResolver *resolver;
  ResolverAnswer name = { .thread = g_thread_self () };
  ResolverAnswer records = { .thread = g_thread_self () };
  ResolverAnswer service = { .thread = g_thread_self () };

  g_resolver_set_default (previous);
  resolver_fixture_set_up (&fixture, GUINT_TO_POINTER (1));
  resolver = G_RESOLVER (fixture.resolver);
  g_resolver_set_default (before);

  assert_name (g_resolver_lookup_by_address (resolver, loopback, NULL, NULL));
  assert_records (g_resolver_lookup_records (resolver, "a.test", G_RESOLVER_RECORD_TXT, NULL,
                                             NULL));

  g_resolver_lookup_by_address_async (resolver, loopback, NULL, resolver_answered_cb, &name);
  g_resolver_lookup_records_async (resolver, "a.test", G_RESOLVER_RECORD_TXT, NULL,
                                   resolver_answered_cb, &records);
  g_resolver_lookup_service_async (resolver, "http", "tcp", "a.test", NULL,
                                   resolver_answered_cb, &service);
  resolver_await (&name);
  resolver_await (&records);
  resolver_await (&service);
  assert_name (g_resolver_lookup_by_address_finish (resolver, name.result, NULL));
  assert_records (g_resolver_lookup_records_finish (resolver, records.result, NULL));
  g_assert_null (g_resolver_lookup_service_finish (resolver, service.result, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);

  g_clear_object (&name.result);
  g_clear_object (&records.result);
  g_clear_object (&service.result);
  resolver_fixture_tear_down (&fixture, NULL);
}

/* The tear-down finalises the resolver before the look-up may end. */
static void
test_finalize_running (ResolverFixture *self,
                       gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer answer;

  resolver_start (self, &answer, "a.slow.test", DEFAULT, cancellable);
  slow_names_await_calls (1);
  g_cancellable_cancel (cancellable);
  resolver_assert_error (self, &answer, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A program ends although look-ups hang, and somebody waits for them. */
static void
test_exit_running (void)
{
  if (g_test_subprocess ())
    {
      static ResolverFixture fixture;
      static ResolverAnswer answers[20];

      resolver_fixture_set_up (&fixture, GUINT_TO_POINTER (G_N_ELEMENTS (answers)));
      for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
        {
          g_autofree char *name = g_strdup_printf ("%u.slow.test", i);

          resolver_start (&fixture, &answers[i], name, DEFAULT, NULL);
        }
      slow_names_await_calls (G_N_ELEMENTS (answers));

      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_install (void)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (GResolver) first = NULL;
  g_autoptr (GResolver) second = NULL;

  g_assert_false (INFLIGHT_IS_RESOLVER (before));
  inflight_resolver_install ();
  first = g_resolver_get_default ();
  g_assert_true (INFLIGHT_IS_RESOLVER (first));
  inflight_resolver_install ();
  second = g_resolver_get_default ();
  g_assert_true (first == second);

  g_resolver_set_default (before);
  g_clear_object (&second);
  g_assert_finalize_object (g_steal_pointer (&first));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  RESOLVER_ADD ("/engine/resolver/flags", test_flags);
  RESOLVER_ADD ("/engine/resolver/errors", test_errors);
  RESOLVER_ADD ("/engine/resolver/families", test_families);
  RESOLVER_ADD ("/engine/resolver/in-callback", test_in_callback);
  RESOLVER_ADD ("/engine/resolver/context", test_context);
  RESOLVER_ADD ("/engine/resolver/sync", test_sync);
  RESOLVER_ADD ("/engine/resolver/literals", test_literals);
  g_test_add_func ("/engine/resolver/delegated", test_delegated);
  RESOLVER_ADD ("/engine/resolver/finalize/running", test_finalize_running);
  g_test_add_func ("/engine/resolver/exit/running", test_exit_running);
  g_test_add_func ("/engine/resolver/install", test_install);

  return g_test_run ();
}
