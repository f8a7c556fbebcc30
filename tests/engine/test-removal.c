/* test-removal.c: removing tasks, and having them back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-removal.h"
#include "inflight-statistics.h"
#include "inflight-task-private.h"
#include "inflight-wait.h"
#include "virtual-tasks.h"

#define MIB (1 << 20)

static GListModel *
tasks_of (VirtualNetwork *net)
{
  return inflight_batch_get_tasks (net->batch);
}

static GPtrArray *
pick (GPtrArray *tasks,
      guint      first,
      guint      step)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = first; i < tasks->len; i += step)
    g_ptr_array_add (picked, nth (tasks, i));

  return picked;
}

/* Each list, as somebody sees it who only hears its signals. */
typedef struct
{
  GListModel *model;
  GPtrArray  *items;
  guint       n_signals;
} Mirror;

static void
mirror_cb (GListModel *model,
           guint       position,
           guint       n_removed,
           guint       n_added,
           gpointer    user_data)
{
  Mirror *self = user_data;

  self->n_signals++;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->items, position + i, at (model, position + i));
}

static void
mirror_set_up (Mirror     *self,
               GListModel *model)
{
  *self = (Mirror) { .model = model, .items = g_ptr_array_new () };
  mirror_cb (model, 0, 0, g_list_model_get_n_items (model), self);
  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), self);
  self->n_signals = 0;
}

static void
mirror_check (Mirror *self)
{
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->items->len; i++)
    g_assert_true (at (self->model, i) == nth (self->items, i));
}

static void
mirror_tear_down (Mirror *self)
{
  mirror_check (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_ptr_array_unref (self->items);
}

/* Half of many go, and come back, with one signal of each list. */
static void
test_half (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add_many (net, "ok?at=1&size=10", 20000);
  g_autoptr (GPtrArray) half = pick (tasks, 1, 2);
  InflightRemoval *removal;
  Mirror rows;
  Mirror finished;

  inflight_network_set_caps (net->network, 1024, 1024);
  inflight_network_launch (net->network, tasks);
  fake_run_until (net, G_USEC_PER_SEC);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 200000);
  mirror_set_up (&rows, tasks_of (net));
  mirror_set_up (&finished, finished_of (net));

  removal = inflight_batch_remove (net->batch, half);
  g_assert_cmpuint (inflight_removal_get_n_tasks (removal), ==, 10000);
  g_assert_cmpuint (inflight_batch_get_n_tasks (net->batch), ==, 10000);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_SUCCEEDED),
                    ==, 10000);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 100000);
  g_assert_cmpuint (inflight_task_get_position (at (tasks_of (net), 1)), ==, 3);
  g_assert_cmpuint (rows.n_signals, ==, 1);
  g_assert_cmpuint (finished.n_signals, ==, 1);
  mirror_check (&rows);
  mirror_check (&finished);

  inflight_removal_undo (removal);
  g_assert_cmpuint (rows.n_signals, ==, 2);
  g_assert_cmpuint (finished.n_signals, ==, 2);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 200000);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_true (at (tasks_of (net), i) == nth (tasks, i));
  for (guint i = 0; i < tasks->len; i++)
    g_assert_cmpuint (inflight_task_get_rank (at (finished_of (net), i)), ==, i + 1);

  mirror_tear_down (&rows);
  mirror_tear_down (&finished);
}

/* What is under way is cancelled; a wait over it returns. What is ready is not. */
static void
test_pending (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) running = virtual_network_launch (net, "never?cancel=20", "ok?at=5", NULL);
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", NULL);
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightWait) wait = NULL;
  InflightRemoval *removal;

  wait = inflight_wait_new (net->network, running, &condition, NULL, NULL);
  g_ptr_array_add (doomed, nth (running, 0));
  g_ptr_array_add (doomed, nth (ready, 0));
  fake_run_until (net, 2 * MS);

  removal = inflight_batch_remove (net->batch, doomed);
  g_assert_cmpint (inflight_task_get_state (nth (running, 0)), ==,
                   INFLIGHT_TASK_STATE_CANCELLING);
  g_assert_cmpint (inflight_task_get_state (nth (ready, 0)), ==, INFLIGHT_TASK_STATE_READY);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 1);
  g_assert_cmpint (inflight_wait_get_outcome (wait), ==, INFLIGHT_OUTCOME_NONE);

  fake_run_until (net, 50 * MS);
  g_assert_false (inflight_statistics_is_under_way (inflight_batch_get_statistics (net->batch)));
  g_assert_cmpint (inflight_wait_get_outcome (wait), ==, INFLIGHT_OUTCOME_SATISFIED);
  g_assert_cmpuint (inflight_wait_get_tally (wait)->cancelled, ==, 1);
  g_assert_cmpuint (inflight_wait_get_tally (wait)->members, ==, 2);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_CANCELLED), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 1);

  inflight_removal_undo (removal);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_CANCELLED), ==, 1);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_READY), ==, 1);
  g_assert_true (at (finished_of (net), 1) == nth (running, 0));
  g_assert_cmpuint (inflight_task_get_rank (nth (running, 0)), ==, 2);

  /* It can be tried again, in its place. */
  g_assert_true (virtual_network_retry (net, nth (running, 0)) == at (tasks_of (net), 0));
  g_assert_cmpuint (inflight_network_launch (net->network, ready), ==, 1);
}

/* A ready task that a wait is about is cancelled, or the wait would never end; one
 * that is asked to start after it was removed does not. */
static void
test_ready (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, "ok?at=1", "ok?at=1", NULL);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightWait) wait = NULL;
  InflightRemoval *removal;

  g_ptr_array_add (members, nth (tasks, 0));
  wait = inflight_wait_new (net->network, members, &condition, NULL, NULL);

  removal = inflight_batch_remove (net->batch, tasks);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 0)), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpuint (inflight_network_launch (net->network, tasks), ==, 0);
  fake_run_until (net, 10 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (wait), ==, INFLIGHT_OUTCOME_SATISFIED);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 1)), ==, INFLIGHT_TASK_STATE_READY);

  inflight_removal_undo (removal);
  g_assert_cmpuint (inflight_network_launch (net->network, tasks), ==, 1);
  fake_run_until (net, 20 * MS);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 1)), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

/* Of 100 MiB of bodies 64 are kept, removed ones included until that is final. */
static void
test_bodies (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autofree char *address = g_strdup_printf ("ok?at=1&size=%d", MIB);
  g_autoptr (GPtrArray) tasks = virtual_network_add_many (net, address, 8);
  g_autoptr (GPtrArray) some = pick (tasks, 0, 3);
  InflightRemoval *removal;

  inflight_network_launch (net->network, tasks);
  fake_run_until (net, G_USEC_PER_SEC);

  removal = inflight_batch_remove (net->batch, some);
  inflight_batch_set_kept_bytes (net->batch, 7 * MIB);
  g_assert_true (inflight_task_is_body_dropped (nth (tasks, 0)));
  g_assert_false (inflight_task_is_body_dropped (nth (tasks, 1)));
  inflight_removal_undo (removal);
  g_assert_nonnull (inflight_task_get_body (nth (tasks, 3)));

  /* Two of the three have one: there is room for as many when they are gone. */
  inflight_removal_free (inflight_batch_remove (net->batch, some));
  inflight_batch_set_kept_bytes (net->batch, 5 * MIB);
  g_assert_nonnull (inflight_task_get_body (nth (tasks, 1)));
  inflight_batch_set_kept_bytes (net->batch, 4 * MIB);
  g_assert_true (inflight_task_is_body_dropped (nth (tasks, 1)));
}

/* What is about to go is in the batch, and counts, whatever becomes of it, until all
 * goes; what settles before, and what does after, come back in the order of ranks. */
static void
test_in_turns (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok?at=1&size=8", "never?cancel=5", "never?cancel=50",
                            "ok?at=70", NULL);
  g_autoptr (GPtrArray) doomed = pick (tasks, 0, 1);
  InflightRemoval *removal = inflight_removal_new (net->batch);

  g_ptr_array_set_size (doomed, 3);
  fake_run_until (net, 2 * MS);
  inflight_removal_add (removal, doomed);
  g_assert_true (inflight_removal_prepare (removal, G_MAXINT64));
  fake_run_until (net, 20 * MS);
  g_assert_cmpuint (inflight_batch_get_n_tasks (net->batch), ==, 4);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 2);

  inflight_removal_carry_out (removal);
  g_assert_cmpuint (inflight_batch_get_n_tasks (net->batch), ==, 1);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 1);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 0);

  fake_run_until (net, 100 * MS);
  g_assert_true (inflight_removal_prepare_undo (removal, G_MAXINT64));
  inflight_removal_undo (removal);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_CANCELLED), ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    {
      g_assert_true (at (tasks_of (net), i) == nth (tasks, i));
      g_assert_true (at (finished_of (net), i) == nth (tasks, i));
    }
}

/* A task that is let go of while the network has it goes when it has settled. */
static void
test_final (VirtualNetwork *net,
            gconstpointer   user_data)
{
  GPtrArray *tasks = virtual_network_launch (net, "ok?at=10&cancel=no", "never?cancel=5", NULL);
  InflightTask *first = nth (tasks, 0);
  InflightTask *second = nth (tasks, 1);

  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  fake_run_until (net, 2 * MS);
  inflight_removal_free (inflight_batch_remove (net->batch, tasks));
  g_ptr_array_unref (tasks);
  g_assert_nonnull (first);

  g_assert_false (inflight_statistics_is_under_way (inflight_batch_get_statistics (net->batch)));
  fake_run_until (net, 20 * MS);
  g_assert_null (first);
  g_assert_null (second);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 0);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
}

/* What was begun after a clear stands behind what that is undone for. */
static void
test_adopt (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (InflightBatch) cleared = g_object_ref (net->batch);
  g_autoptr (InflightBatch) later = NULL;
  g_autoptr (GPtrArray) old = virtual_network_launch (net, "ok?at=1&size=8", "never", NULL);
  g_autoptr (GPtrArray) new = NULL;
  g_autoptr (InflightTask) tried = NULL;
  g_autoptr (InflightTask) again = NULL;

  fake_run_until (net, 5 * MS);
  inflight_batch_withdraw (cleared);

  later = inflight_batch_new (net->network);
  g_set_object (&net->batch, later);
  new = virtual_network_launch (net, "fail?at=1", "ok?at=20&size=4", NULL);
  fake_run_until (net, 10 * MS);
  tried = g_object_ref (nth (new, 0));
  again = g_object_ref (virtual_network_retry (net, tried));

  inflight_batch_reinstate (cleared);
  inflight_batch_adopt (cleared, later);
  g_set_object (&net->batch, cleared);
  g_assert_cmpuint (inflight_batch_get_n_tasks (later), ==, 0);
  g_assert_cmpuint (inflight_batch_get_n_tasks (cleared), ==, 4);
  g_assert_true (at (tasks_of (net), 2) == again);
  g_assert_cmpuint (inflight_task_get_position (tried), ==, 3);
  g_assert_cmpuint (inflight_task_get_position (nth (new, 1)), ==, 4);
  g_assert_cmpuint (inflight_task_get_rank (nth (old, 1)), ==, 2);
  g_assert_cmpuint (inflight_task_get_rank (tried), ==, 3);
  g_assert_cmpuint (inflight_batch_get_n_pending (cleared), ==, 2);

  fake_run_until (net, 50 * MS);
  g_assert_cmpuint (inflight_task_get_rank (nth (new, 1)), ==, 4);
  g_assert_cmpuint (inflight_batch_get_bytes (cleared), ==, 12);
  g_assert_cmpuint (inflight_statistics_get_n_answers (inflight_batch_get_statistics (cleared)),
                    ==, 2);
  g_assert_cmpuint (inflight_batch_get_n_pending (cleared), ==, 1);
  g_assert_cmpuint (inflight_batch_get_count (cleared, INFLIGHT_TASK_STATE_CANCELLED), ==, 1);
}

/* A batch that was put away is not launched, not even by what was under way. */
static void
test_withdrawn (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, "ok?at=1", NULL);

  inflight_batch_withdraw (net->batch);
  g_assert_cmpuint (inflight_network_launch (net->network, tasks), ==, 0);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 0)), ==, INFLIGHT_TASK_STATE_READY);
  inflight_batch_reinstate (net->batch);
  g_assert_cmpuint (inflight_network_launch (net->network, tasks), ==, 1);
}

/* Random histories, beside a model that does the same in the simplest way */

typedef struct
{
  GPtrArray       *tries;       /* the last is the task itself */
  InflightRemoval *removal;     /* with which it is away */
  gboolean         gone;
} Row;

typedef struct
{
  VirtualNetwork *net;
  GPtrArray      *rows;
  GPtrArray      *removals;
  Mirror          tasks;
  Mirror          finished;
} History;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_ptr_array_unref (self->tries);
  g_free (self);
}

static InflightTask *
row_task (Row *row)
{
  return nth (row->tries, row->tries->len - 1);
}

static void
history_append (History *self)
{
  static const char *const addresses[] = {
    "ok?at=3&size=7", "fail?at=9", "never", "never?cancel=30", "ok?at=40&cancel=no&size=3",
  };
  const char *address;
  g_autoptr (GPtrArray) tasks = NULL;

  address = addresses[g_test_rand_int_range (0, G_N_ELEMENTS (addresses))];
  tasks = virtual_network_add_many (self->net, address, g_test_rand_int_range (1, 400));
  for (guint i = 0; i < tasks->len; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->tries = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (row->tries, g_object_ref (nth (tasks, i)));
      g_ptr_array_add (self->rows, row);
      g_assert_cmpuint (inflight_task_get_position (nth (tasks, i)), ==, self->rows->len);
    }

  if (g_test_rand_bit ())
    inflight_network_launch (self->net->network, tasks);
}

static void
history_remove (History *self)
{
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  InflightRemoval *removal;
  guint first = g_test_rand_int_range (0, self->rows->len + 1);
  guint last = g_test_rand_bit () ? self->rows->len : MIN (first + 50, self->rows->len);
  guint percent = g_test_rand_bit () ? 100 : 20;

  for (guint i = first; i < last; i++)
    if ((guint) g_test_rand_int_range (0, 100) < percent)
      g_ptr_array_add (doomed, row_task (g_ptr_array_index (self->rows, i)));

  removal = inflight_batch_remove (self->net->batch, doomed);
  g_ptr_array_add (self->removals, removal);

  for (guint i = 0; i < doomed->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows,
                                    inflight_task_get_position (nth (doomed, i)) - 1);

      if (row->removal == NULL && !row->gone)
        row->removal = removal;
    }
}

/* In any order: a person undoes the last one first, this does not rely on it. */
static void
history_end_removal (History *self)
{
  InflightRemoval *removal;
  gboolean undo = g_test_rand_int_range (0, 4) > 0;

  if (self->removals->len == 0)
    return;

  removal = g_ptr_array_steal_index (self->removals,
                                     g_test_rand_int_range (0, self->removals->len));
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->removal == removal)
        {
          row->removal = NULL;
          row->gone = !undo;
        }
    }

  if (undo)
    inflight_removal_undo (removal);
  else
    inflight_removal_free (removal);
}

static void
history_retry (History *self)
{
  for (guint i = g_test_rand_int_range (0, 7); i < self->rows->len; i += 7)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      InflightTask *task = row_task (row);
      InflightTask *again = virtual_network_retry (self->net, task);

      g_assert_true ((again != NULL) == (inflight_task_is_settled (task) && !row->gone &&
                                         row->removal == NULL));
      if (again != NULL)
        g_ptr_array_add (row->tries, g_object_ref (again));
    }
}

/* What was tried before goes along with the last. */
static void
row_check (Row *self)
{
  GPtrArray *earlier = inflight_task_get_earlier (row_task (self));
  guint n_earlier = earlier != NULL ? earlier->len : 0;

  g_assert_cmpuint (n_earlier, ==, self->tries->len - 1);
  g_assert_null (inflight_task_get_latest (row_task (self)));
  for (guint i = 0; i < n_earlier; i++)
    {
      g_assert_true (nth (earlier, i) == nth (self->tries, i));
      g_assert_true (inflight_task_get_latest (nth (earlier, i)) == row_task (self));
      g_assert_null (inflight_task_get_earlier (nth (earlier, i)));
    }
}

static int
compare_ranks (gconstpointer one,
               gconstpointer other)
{
  return (int) inflight_task_get_rank (*(InflightTask **) one) -
         (int) inflight_task_get_rank (*(InflightTask **) other);
}

static void
assert_list (Mirror    *mirror,
             GPtrArray *expected)
{
  mirror_check (mirror);
  g_assert_cmpuint (mirror->items->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    g_assert_true (nth (mirror->items, i) == nth (expected, i));
}

static void
history_check (History *self)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GPtrArray) finished = g_ptr_array_new ();
  guint counts[INFLIGHT_N_TASK_STATES] = { 0 };
  guint64 bytes = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->removal != NULL || row->gone)
        continue;

      g_ptr_array_add (tasks, row_task (row));
      counts[inflight_task_get_state (row_task (row))]++;
      if (inflight_task_get_rank (row_task (row)) > 0)
        {
          g_ptr_array_add (finished, row_task (row));
          bytes += inflight_task_get_bytes (row_task (row));
        }
      row_check (row);
    }

  g_ptr_array_sort (finished, compare_ranks);
  assert_list (&self->tasks, tasks);
  assert_list (&self->finished, finished);
  g_assert_cmpuint (inflight_batch_get_bytes (self->net->batch), ==, bytes);
  for (guint i = 0; i < INFLIGHT_N_TASK_STATES; i++)
    g_assert_cmpuint (inflight_batch_get_count (self->net->batch, i), ==, counts[i]);
}

static void
history_step (History *self)
{
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      history_append (self);
      break;
    case 1:
      history_remove (self);
      break;
    case 2:
      history_end_removal (self);
      break;
    case 3:
      history_retry (self);
      break;
    case 4:
      history_remove (self);
      history_end_removal (self);
      break;
    default:
      break;
    }

  /* To the end of a tick: until then the finished list says nothing. */
  fake_run_until (self->net, self->net->now_us + g_test_rand_int_range (0, 20) * MS);
}

static void
test_random (VirtualNetwork *net,
             gconstpointer   user_data)
{
  History self = { .net = net };

  inflight_network_set_caps (net->network, 512, 512);
  self.rows = g_ptr_array_new_with_free_func (row_free);
  self.removals = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_removal_free);
  mirror_set_up (&self.tasks, tasks_of (net));
  mirror_set_up (&self.finished, finished_of (net));

  for (int i = 0; i < 300; i++)
    {
      history_step (&self);
      history_check (&self);
    }

  mirror_tear_down (&self.tasks);
  mirror_tear_down (&self.finished);
  g_ptr_array_unref (self.removals);
  g_ptr_array_unref (self.rows);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/engine/removal/half", test_half);
  VIRTUAL_ADD ("/engine/removal/pending", test_pending);
  VIRTUAL_ADD ("/engine/removal/ready", test_ready);
  VIRTUAL_ADD ("/engine/removal/bodies", test_bodies);
  VIRTUAL_ADD ("/engine/removal/in-turns", test_in_turns);
  VIRTUAL_ADD ("/engine/removal/final", test_final);
  VIRTUAL_ADD ("/engine/removal/adopt", test_adopt);
  VIRTUAL_ADD ("/engine/removal/withdrawn", test_withdrawn);
  VIRTUAL_ADD ("/engine/removal/random", test_random);

  return g_test_run ();
}
