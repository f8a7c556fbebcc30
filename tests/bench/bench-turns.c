/* bench-turns.c: how long the main loop is away for what a person does to many tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-session.h"
#include "inflight-network-private.h"
#include "turn-watch.h"
#include "ui-fixture.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Nothing is sent: the tasks are queued, and what is awaited is their cancelling. */
#define ADDRESS "http://127.0.0.1:9/%u"

/* meson test --benchmark --verbose turns
 *
 * For each operation, in processor time of the main thread: its longest turn, which
 * is how long no key and no frame is looked at, and all of its turns until the
 * window has been quiet for half a second. */

typedef struct
{
  UiFixture ui;
  guint     n_tasks;
  gint64    begin_us;
  char     *name;
} Bench;

static gint64
get_thread_us (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static void
begin (Bench      *self,
       const char *name)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;

  /* A turn begins where the loop comes from waiting. */
  turn_watch_begin (NULL);
  g_main_context_iteration (NULL, FALSE);
  turn_watch_begin (NULL);
  self->name = g_strdup (name);
  self->begin_us = get_thread_us ();
}

static void
end (Bench *self)
{
  gint64 longest_us;
  gint64 spent_us;

  ui_settle ();
  longest_us = turn_watch_get_longest_us ();
  spent_us = get_thread_us () - self->begin_us;
  g_print ("%-36s %8.1f %10.1f\n", self->name, longest_us / 1000.0, spent_us / 1000.0);
  g_clear_pointer (&self->name, g_free);
}

static InflightBatch *
get_batch (Bench *self)
{
  return inflight_window_get_batch (self->ui.window);
}

static void
await_pending (Bench *self,
               guint  n_pending)
{
  ui_await (inflight_batch_get_n_pending (get_batch (self)) == n_pending);
}

static void
await_tasks (Bench *self,
             guint  n_tasks)
{
  ui_await (inflight_batch_get_n_tasks (get_batch (self)) == n_tasks);
}

static void
act (Bench      *self,
     const char *name,
     const char *action)
{
  begin (self, name);
  ui_activate (&self->ui, action);
}

static GPtrArray *
make_requests (Bench *self)
{
  GPtrArray *requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  for (guint i = 0; i < self->n_tasks; i++)
    {
      g_autofree char *uri = g_strdup_printf (ADDRESS, i);

      g_ptr_array_add (requests,
                       inflight_request_new (uri, self->ui.virtual.options, NULL));
    }

  return requests;
}

static void
bench_add (Bench *self)
{
  g_autoptr (GPtrArray) requests = make_requests (self);

  begin (self, "add");
  inflight_window_add_requests (self->ui.window, requests, FALSE);
  await_tasks (self, self->n_tasks);
  end (self);
}

static guint
count_selected (Bench *self)
{
  return inflight_task_list_get_selected (inflight_window_get_task_list (self->ui.window));
}

static void
select_half (Bench *self)
{
  g_autoptr (GPtrArray) half = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *tasks = inflight_batch_get_tasks (get_batch (self));

  for (guint i = 0; i < self->n_tasks; i += 2)
    g_ptr_array_add (half, g_list_model_get_item (tasks, i));

  begin (self, "select every second row");
  inflight_task_list_select (inflight_window_get_task_list (self->ui.window), half);
  ui_await (count_selected (self) == half->len);
  end (self);
}

static void
bench_removing (Bench *self)
{
  act (self, "select all", "select-all");
  end (self);
  act (self, "remove all", "remove");
  await_tasks (self, 0);
  end (self);
  act (self, "undo the removal of all", "undo");
  await_tasks (self, self->n_tasks);
  end (self);

  select_half (self);
  act (self, "remove every second row", "remove");
  await_tasks (self, self->n_tasks / 2);
  end (self);
  act (self, "undo the removal of them", "undo");
  await_tasks (self, self->n_tasks);
  end (self);
}

static void
bench_cancelling (Bench *self)
{
  act (self, "cancel pending, not started", "cancel-pending");
  await_pending (self, 0);
  end (self);

  act (self, "run again", "run-again");
  ui_await (inflight_batch_get_count (get_batch (self), INFLIGHT_TASK_STATE_QUEUED) ==
            self->n_tasks);
  end (self);

  act (self, "cancel pending, under way", "cancel-pending");
  await_pending (self, 0);
  end (self);
}

static void
bench_clearing (Bench *self)
{
  act (self, "clear, settled", "clear");
  await_tasks (self, 0);
  end (self);
  act (self, "undo the clearing", "undo");
  await_tasks (self, self->n_tasks);
  end (self);

  act (self, "run again", "run-again");
  ui_await (inflight_batch_get_count (get_batch (self), INFLIGHT_TASK_STATE_QUEUED) ==
            self->n_tasks);
  end (self);

  act (self, "clear, under way", "clear");
  end (self);
  act (self, "undo the clearing", "undo");
  await_pending (self, 0);
  end (self);
}

static void
set_up (Bench *self)
{
  g_autoptr (GError) error = NULL;

  fake_session_start ();
  self->ui.app = inflight_application_new ();
  g_application_register (G_APPLICATION (self->ui.app), NULL, &error);
  g_assert_no_error (error);
  self->ui.virtual.network = inflight_network_new ();
  self->ui.virtual.options = inflight_options_new ();
  inflight_network_set_caps (self->ui.virtual.network, 0, 1);
  self->ui.services = inflight_application_get_services (self->ui.app);
  inflight_services_set_network (self->ui.services, self->ui.virtual.network);

  self->ui.window = inflight_application_make_window (self->ui.app);
  gtk_window_present (GTK_WINDOW (self->ui.window));
  inflight_window_get_task_list (self->ui.window);
  ui_settle ();
}

int
main (int    argc,
      char **argv)
{
  Bench self = { .n_tasks = argc > 1 ? strtoul (argv[1], NULL, 10) : 1000000 };

  inflight_engine_init ();
  set_up (&self);

  g_print ("%u tasks, ms of the main thread   longest turn        all\n", self.n_tasks);
  bench_add (&self);
  bench_removing (&self);
  bench_cancelling (&self);
  bench_clearing (&self);

  /* What is left is a window that the program's end closes. */
  _exit (0);
}
