/* test-chores.c: tests of work that is done in turns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-chores.h"

/* Every step of a chore is a turn of its own. */
#define NO_TIME -1

typedef struct
{
  InflightChores *chores;
  GString        *log;
} Fixture;

typedef struct Chore Chore;

/* A chore of some steps, which are written down; at its end it may do something. */
struct Chore
{
  Fixture    *fixture;
  const char *name;
  guint       n_steps;
  void      (*at_end) (Fixture *fixture);
};

static gboolean
step (gpointer data,
      gint64   end_us)
{
  Chore *self = data;

  do
    {
      g_string_append (self->fixture->log, self->name);
      self->n_steps--;
    }
  while (self->n_steps > 0 && g_get_monotonic_time () <= end_us);

  if (self->n_steps == 0 && self->at_end != NULL)
    self->at_end (self->fixture);

  return self->n_steps == 0;
}

static void
chore_free (gpointer data)
{
  Chore *self = data;

  g_string_append (self->fixture->log, ".");
  g_free (self);
}

static void
add (Fixture    *self,
     const char *name,
     guint       n_steps,
     void      (*at_end) (Fixture *fixture))
{
  Chore *chore = g_new (Chore, 1);

  *chore = (Chore) { self, name, n_steps, at_end };
  inflight_chores_add (self->chores, step, chore, chore_free);
}

static void
assert_log (Fixture    *self,
            const char *log)
{
  g_assert_cmpstr (self->log->str, ==, log);
  g_string_truncate (self->log, 0);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->chores = inflight_chores_new (NO_TIME);
  self->log = g_string_new (NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_clear_pointer (&self->chores, inflight_chores_free);
  g_assert_false (g_main_context_pending (NULL));
  g_string_free (self->log, TRUE);
}

/* What is small is done before anybody looks. */
static void
test_small (Fixture       *self,
            gconstpointer  user_data)
{
  add (self, "a", 1, NULL);
  assert_log (self, "a.");
  g_assert_true (inflight_chores_is_empty (self->chores));
  g_assert_false (g_main_context_pending (NULL));
}

/* A turn of the loop for each slice, one chore after the other. */
static void
test_turns (Fixture       *self,
            gconstpointer  user_data)
{
  add (self, "a", 3, NULL);
  add (self, "b", 2, NULL);
  assert_log (self, "a");
  g_assert_false (inflight_chores_is_empty (self->chores));

  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "a");
  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "a.b");
  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "b.");
  g_assert_true (inflight_chores_is_empty (self->chores));
  g_assert_false (g_main_context_pending (NULL));
}

static void
test_finish (Fixture       *self,
             gconstpointer  user_data)
{
  add (self, "a", 3, NULL);
  add (self, "b", 2, NULL);
  inflight_chores_finish (self->chores);
  assert_log (self, "aaa.bb.");
  g_assert_true (inflight_chores_is_empty (self->chores));

  inflight_chores_finish (self->chores);
  assert_log (self, "");
}

static void
add_and_finish (Fixture *self)
{
  add (self, "c", 2, NULL);
  inflight_chores_finish (self->chores);
  g_string_append (self->log, "|");
}

/* What a chore asks for comes after those that were asked for before. */
static void
test_nested (Fixture       *self,
             gconstpointer  user_data)
{
  add (self, "a", 2, add_and_finish);
  add (self, "b", 1, NULL);
  assert_log (self, "a");
  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "a|.b.c");
  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "c.");
}

static void
let_go (Fixture *self)
{
  g_clear_pointer (&self->chores, inflight_chores_free);
}

/* A chore may be the last thing that its window does. */
static void
test_freed (Fixture       *self,
            gconstpointer  user_data)
{
  add (self, "a", 2, let_go);
  add (self, "b", 2, NULL);
  assert_log (self, "a");
  g_main_context_iteration (NULL, FALSE);
  assert_log (self, "a..");
  g_assert_null (self->chores);
}

/* What is not done then is not done. */
static void
test_left_undone (Fixture       *self,
                  gconstpointer  user_data)
{
  add (self, "a", 3, NULL);
  add (self, "b", 1, NULL);
  let_go (self);
  assert_log (self, "a..");
}

static gboolean
paint_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A view that paints all the time keeps nothing from being done. */
static void
test_painting (Fixture       *self,
               gconstpointer  user_data)
{
  guint paint_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, paint_cb, NULL, NULL);

  add (self, "a", 3, NULL);
  while (!inflight_chores_is_empty (self->chores))
    g_main_context_iteration (NULL, TRUE);
  assert_log (self, "aaa.");
  g_source_remove (paint_id);
}

static void
test_all_at_once (Fixture       *self,
                  gconstpointer  user_data)
{
  let_go (self);
  self->chores = inflight_chores_new (G_MAXINT64);
  add (self, "a", 3, NULL);
  assert_log (self, "aaa.");
}

int
main (int   argc,
      char *argv[])
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);

  ADD ("/engine/chores/small", test_small);
  ADD ("/engine/chores/turns", test_turns);
  ADD ("/engine/chores/finish", test_finish);
  ADD ("/engine/chores/nested", test_nested);
  ADD ("/engine/chores/freed", test_freed);
  ADD ("/engine/chores/left-undone", test_left_undone);
  ADD ("/engine/chores/painting", test_painting);
  ADD ("/engine/chores/all-at-once", test_all_at_once);

  return g_test_run ();
}
