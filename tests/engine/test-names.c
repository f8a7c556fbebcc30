/* test-names.c: who shares a look-up, and how long an answer is kept
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "resolver-fixture.h"
#include "slow-names.h"

#define SECOND_US G_USEC_PER_SEC

static void
test_shared (ResolverFixture *self,
             gconstpointer    user_data)
{
  ResolverAnswer first, second, capital;

  resolver_start (self, &first, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);
  resolver_start (self, &second, "a.slow.test", DEFAULT, NULL);
  resolver_start (self, &capital, "A.Slow.Test", DEFAULT, NULL);
  slow_names_release ();

  resolver_assert_addresses (self, &first, "127.0.0.1");
  resolver_assert_addresses (self, &second, "127.0.0.1");
  resolver_assert_addresses (self, &capital, "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);
}

/* Slow names do not make others wait. */
static void
test_beside_slow (ResolverFixture *self,
                  gconstpointer    user_data)
{
  ResolverAnswer answers[7];

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.slow.test", i);

      resolver_start (self, &answers[i], name, DEFAULT, NULL);
    }
  slow_names_await_calls (G_N_ELEMENTS (answers));

  resolver_look_up (self, "quick.test", "127.0.0.1");
  resolver_look_up (self, "other.test", "127.0.0.1");

  slow_names_release ();
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    resolver_assert_addresses (self, &answers[i], "127.0.0.1");
}

/* More than there may be threads: they wait their turn. */
static void
test_queued (ResolverFixture *self,
             gconstpointer    user_data)
{
  ResolverAnswer slow, first, second;

  resolver_start (self, &slow, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);
  resolver_start (self, &first, "first.test", DEFAULT, NULL);
  resolver_start (self, &second, "second.test", DEFAULT, NULL);
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);

  slow_names_release ();
  resolver_assert_addresses (self, &second, "127.0.0.1");
  resolver_assert_addresses (self, &first, "127.0.0.1");
  resolver_assert_addresses (self, &slow, "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 3);
}

static void
test_kept (ResolverFixture *self,
           gconstpointer    user_data)
{
  resolver_look_up (self, "dual.test", "::1 127.0.0.2 127.0.0.1");
  resolver_advance (60 * SECOND_US - 1);
  resolver_look_up (self, "dual.test", "::1 127.0.0.2 127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);

  resolver_advance (1);
  resolver_look_up (self, "dual.test", "::1 127.0.0.2 127.0.0.1");
  resolver_look_up (self, "dual.test", "::1 127.0.0.2 127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 2);
}

static void
test_kept_missing (ResolverFixture *self,
                   gconstpointer    user_data)
{
  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  resolver_advance (10 * SECOND_US - 1);
  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);

  resolver_advance (1);
  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 2);
}

/* As many as are kept, and one more: the first one goes. */
static void
test_kept_limit (ResolverFixture *self,
                 gconstpointer    user_data)
{
  for (guint i = 0; i <= 4096; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u.test", i);

      resolver_look_up (self, name, "127.0.0.1");
    }

  resolver_look_up (self, "n1.test", "127.0.0.1");
  resolver_look_up (self, "n0.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls ("n1.test"), ==, 1);
  g_assert_cmpuint (slow_names_get_n_calls ("n0.test"), ==, 2);
}

/* What can be over the next moment is asked again. */
static void
test_errors_not_kept (ResolverFixture *self,
                      gconstpointer    user_data)
{
  resolver_fail (self, "later.test", G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  resolver_fail (self, "later.test", G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  g_assert_cmpuint (slow_names_get_n_calls ("later.test"), ==, 2);

  resolver_fail (self, "broken.test", G_RESOLVER_ERROR_INTERNAL);
  resolver_fail (self, "broken.test", G_RESOLVER_ERROR_INTERNAL);
  g_assert_cmpuint (slow_names_get_n_calls ("broken.test"), ==, 2);
}

static void
test_forget (ResolverFixture *self,
             gconstpointer    user_data)
{
  resolver_look_up (self, "quick.test", "127.0.0.1");
  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  inflight_resolver_forget (self->resolver);
  resolver_look_up (self, "quick.test", "127.0.0.1");
  resolver_fail (self, "missing.test", G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpuint (slow_names_get_n_calls ("quick.test"), ==, 2);
  g_assert_cmpuint (slow_names_get_n_calls ("missing.test"), ==, 2);

  /* The system's configuration changed. */
  g_signal_emit_by_name (self->resolver, "reload");
  resolver_look_up (self, "quick.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls ("quick.test"), ==, 3);
}

/* An answer that was asked for before is not shared with those after. */
static void
test_forget_running (ResolverFixture *self,
                     gconstpointer    user_data)
{
  ResolverAnswer before, after;

  resolver_start (self, &before, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);
  inflight_resolver_forget (self->resolver);
  resolver_start (self, &after, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (2);
  slow_names_release ();
  resolver_assert_addresses (self, &before, "127.0.0.1");
  resolver_assert_addresses (self, &after, "127.0.0.1");

  inflight_resolver_forget (self->resolver);
  resolver_look_up (self, "a.slow.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 3);
}

static void
test_forget_queued (ResolverFixture *self,
                    gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer slow, before, after;

  resolver_start (self, &slow, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);
  resolver_start (self, &before, "quick.test", DEFAULT, cancellable);
  inflight_resolver_forget (self->resolver);
  resolver_start (self, &after, "quick.test", DEFAULT, NULL);
  g_cancellable_cancel (cancellable);
  resolver_assert_error (self, &before, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  slow_names_release ();
  resolver_assert_addresses (self, &after, "127.0.0.1");
  resolver_assert_addresses (self, &slow, "127.0.0.1");
  resolver_look_up (self, "quick.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls ("quick.test"), ==, 1);
}

static void
test_cancel_one (ResolverFixture *self,
                 gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer first, second;

  resolver_start (self, &first, "a.slow.test", DEFAULT, cancellable);
  resolver_start (self, &second, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);

  g_cancellable_cancel (cancellable);
  g_assert_null (first.result);
  resolver_assert_error (self, &first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (second.result);

  slow_names_release ();
  resolver_assert_addresses (self, &second, "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);
}

/* A look-up that nobody waits for any more goes on, and its answer is kept. */
static void
test_cancel_all (ResolverFixture *self,
                 gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer first, second;

  resolver_start (self, &first, "a.slow.test", DEFAULT, cancellable);
  resolver_start (self, &second, "a.slow.test", DEFAULT, cancellable);
  slow_names_await_calls (1);
  g_cancellable_cancel (cancellable);
  resolver_assert_error (self, &first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  resolver_assert_error (self, &second, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  slow_names_release ();
  resolver_look_up (self, "a.slow.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 1);
}

static void
test_cancel_before (ResolverFixture *self,
                    gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer answer;

  g_cancellable_cancel (cancellable);
  resolver_start (self, &answer, "quick.test", DEFAULT, cancellable);
  resolver_assert_error (self, &answer, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (slow_names_get_n_calls (NULL), ==, 0);

  resolver_look_up (self, "quick.test", "127.0.0.1");
  resolver_start (self, &answer, "quick.test", DEFAULT, cancellable);
  resolver_assert_error (self, &answer, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nobody waits for it any more when its turn comes: it is not asked. */
static void
test_cancel_queued (ResolverFixture *self,
                    gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ResolverAnswer slow, queued;

  resolver_start (self, &slow, "a.slow.test", DEFAULT, NULL);
  slow_names_await_calls (1);
  resolver_start (self, &queued, "quick.test", DEFAULT, cancellable);
  g_cancellable_cancel (cancellable);
  resolver_assert_error (self, &queued, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  slow_names_release ();
  resolver_assert_addresses (self, &slow, "127.0.0.1");
  resolver_look_up (self, "other.test", "127.0.0.1");
  g_assert_cmpuint (slow_names_get_n_calls ("quick.test"), ==, 0);
}

static gpointer
cancel_thread_func (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

/* An answer and a cancel from another thread at once: one of them counts. */
static void
test_cancel_race (ResolverFixture *self,
                  gconstpointer    user_data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("n%u.test", i);
      GThread *thread;
      ResolverAnswer answer;
      GList *addresses;

      resolver_start (self, &answer, name, DEFAULT, cancellable);
      thread = g_thread_new ("cancel", cancel_thread_func, cancellable);
      addresses = resolver_finish (self, &answer, &error);
      g_assert_true ((addresses != NULL) != (error != NULL));
      if (error != NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_resolver_free_addresses (addresses);
      g_thread_join (thread);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  RESOLVER_ADD ("/engine/names/shared", test_shared);
  RESOLVER_ADD ("/engine/names/beside-slow", test_beside_slow);
  RESOLVER_ADD_ONE_THREAD ("/engine/names/queued", test_queued);
  RESOLVER_ADD ("/engine/names/kept", test_kept);
  RESOLVER_ADD ("/engine/names/kept/missing", test_kept_missing);
  RESOLVER_ADD_ONE_THREAD ("/engine/names/kept/limit", test_kept_limit);
  RESOLVER_ADD ("/engine/names/errors/not-kept", test_errors_not_kept);
  RESOLVER_ADD ("/engine/names/forget", test_forget);
  RESOLVER_ADD ("/engine/names/forget/running", test_forget_running);
  RESOLVER_ADD_ONE_THREAD ("/engine/names/forget/queued", test_forget_queued);
  RESOLVER_ADD ("/engine/names/cancel/one", test_cancel_one);
  RESOLVER_ADD ("/engine/names/cancel/all", test_cancel_all);
  RESOLVER_ADD ("/engine/names/cancel/before", test_cancel_before);
  RESOLVER_ADD_ONE_THREAD ("/engine/names/cancel/queued", test_cancel_queued);
  RESOLVER_ADD ("/engine/names/cancel/race", test_cancel_race);

  return g_test_run ();
}
