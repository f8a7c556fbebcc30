/* hunt.c: many random schedules, and the smallest that fails
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hunt.h"

#include <signal.h>

/* So many are under way at once: few enough for the buffer of a pipe. */
#define BATCH 24

static guint size = 2000;

/* One hunt that is on. */
typedef struct
{
  const Hunt *hunt;
  Partner    *partners[HUNT_MAX_PARTNERS];
  guint       n_partners;
  guint32     seed;
  guint       n_made;
  guint       n_good;
  guint       n_out;
} Pursuit;

/**
 * hunt_set_size:
 * @n_schedules: how many schedules must count, unless INFLIGHT_SCHEDULES says
 *   otherwise
 */
void
hunt_set_size (guint n_schedules)
{
  size = n_schedules;
}

static guint
get_number (const char *variable,
            guint       fallback)
{
  const char *text = g_getenv (variable);
  guint64 number;

  if (text == NULL)
    return fallback;

  g_assert_true (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL));

  return number;
}

/* The n-th schedule depends on the seed and its number alone. */
static Schedule *
make (Pursuit *self)
{
  const guint32 seeds[] = { self->seed, self->n_made++ };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));

  return self->hunt->make (rand);
}

static void
tell (Pursuit        *self,
      const Schedule *schedule)
{
  g_autofree char *text = schedule_to_text (schedule, "; ");

  for (guint i = 0; i < self->n_partners; i++)
    partner_tell (self->partners[i], text);
}

/* Returns: the parts of all answers, after each other. */
static char **
hear (Pursuit *self)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < self->n_partners; i++)
    {
      g_autofree char *answer = partner_hear (self->partners[i]);

      if (i > 0)
        g_string_append_c (joined, '\t');
      g_string_append (joined, answer);
    }

  return g_strsplit (joined->str, "\t", -1);
}

static void
restart (Pursuit  *self,
         gboolean  quiet)
{
  for (guint i = 0; i < self->n_partners; i++)
    partner_restart (self->partners[i], quiet);
}

static Verdict
try (Pursuit         *self,
     const Schedule  *schedule,
     char          ***answers)
{
  tell (self, schedule);
  *answers = hear (self);

  return self->hunt->judge ((const char *const *) *answers);
}

static Schedule *
find_smaller (Pursuit        *self,
              const Schedule *schedule)
{
  g_autofree char *text = schedule_to_text (schedule, "; ");
  g_autoptr (GPtrArray) candidates = schedule_dup_smaller (schedule);

  for (guint i = 0; i < candidates->len; i++)
    {
      Schedule *candidate = g_ptr_array_index (candidates, i);
      g_autofree char *other = schedule_to_text (candidate, "; ");
      g_auto (GStrv) answers = NULL;

      if (g_str_equal (text, other) || *other == '\0')
        continue;

      if (try (self, candidate, &answers) == VERDICT_BAD)
        return g_ptr_array_steal_index (candidates, i);
    }

  return NULL;
}

static void
say_lines (const char *title,
           const char *text,
           const char *separator)
{
  g_auto (GStrv) lines = g_strsplit (text, separator, -1);

  g_test_message ("%s:", title);
  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("  %s", lines[i]);
}

static void
report (Pursuit        *self,
        const Schedule *schedule)
{
  g_autofree char *text = schedule_to_text (schedule, "; ");
  g_auto (GStrv) answers = NULL;

  restart (self, FALSE);
  if (try (self, schedule, &answers) != VERDICT_BAD)
    g_test_message ("It does not fail every time.");

  say_lines ("The smallest schedule that fails", text, "; ");
  for (guint i = 0; answers[i] != NULL && self->hunt->names[i] != NULL; i++)
    say_lines (self->hunt->names[i], answers[i], "; ");
}

/* A local minimum: no single step makes it smaller and lets it fail. */
static void
shrink (Pursuit  *self,
        Schedule *schedule,
        guint     number)
{
  g_autofree char *text = schedule_to_text (schedule, "; ");
  g_autoptr (Schedule) smallest = schedule_new_parsed (self->hunt->grammar, text);
  Schedule *smaller;

  g_test_message ("Schedule %u of seed %u fails: %s", number, self->seed, text);
  restart (self, TRUE);

  while ((smaller = find_smaller (self, smallest)) != NULL)
    {
      schedule_free (smallest);
      smallest = smaller;
    }

  report (self, smallest);
  g_test_fail ();
}

/* Returns whether all of them were good or kept out. */
static gboolean
try_batch (Pursuit *self)
{
  Schedule *schedules[BATCH];
  guint first = self->n_made;
  guint bad = BATCH;

  for (guint i = 0; i < BATCH; i++)
    {
      schedules[i] = make (self);
      tell (self, schedules[i]);
    }

  for (guint i = 0; i < BATCH && bad == BATCH; i++)
    {
      g_auto (GStrv) answers = hear (self);

      switch (self->hunt->judge ((const char *const *) answers))
        {
        case VERDICT_GOOD:
          self->n_good++;
          break;

        case VERDICT_BAD:
          bad = i;
          break;

        case VERDICT_OUT:
          self->n_out++;
          break;
        }
    }

  if (bad < BATCH)
    shrink (self, schedules[bad], first + bad);

  for (guint i = 0; i < BATCH; i++)
    schedule_free (schedules[i]);

  return bad == BATCH;
}

/**
 * hunt_run:
 * @self: what to hunt for
 *
 * Tries schedules until enough of them counted, or one is bad. That one is made
 * smaller until no step makes it still smaller, and shown.
 *
 * INFLIGHT_SEED and INFLIGHT_SCHEDULES in the environment repeat a hunt.
 */
void
hunt_run (const Hunt *self)
{
  Pursuit pursuit = { .hunt = self };
  guint wanted = get_number ("INFLIGHT_SCHEDULES", size);
  gboolean good = TRUE;

  /* A partner that died is noticed by its silence. */
  signal (SIGPIPE, SIG_IGN);

  pursuit.seed = get_number ("INFLIGHT_SEED", g_test_rand_int ());
  g_test_message ("INFLIGHT_SEED=%u INFLIGHT_SCHEDULES=%u", pursuit.seed, wanted);

  while (pursuit.n_partners < HUNT_MAX_PARTNERS &&
         self->partners[pursuit.n_partners] != NULL)
    {
      pursuit.partners[pursuit.n_partners] =
        partner_new (self->partners[pursuit.n_partners]);
      pursuit.n_partners++;
    }

  while (good && pursuit.n_good < wanted)
    good = try_batch (&pursuit);

  g_test_message ("%u schedules compared, %u kept out", pursuit.n_good, pursuit.n_out);

  for (guint i = 0; i < pursuit.n_partners; i++)
    {
      partner_finish (pursuit.partners[i]);
      partner_free (pursuit.partners[i]);
    }
}
