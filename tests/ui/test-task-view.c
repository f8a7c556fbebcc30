/* test-task-view.c: filtering, searching and sorting tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-view.h"
#include "ui-fixture.h"

/* More than are looked at in one go. */
#define MANY 20000

/* The numbers of the tasks shown, in order: “3 1 2”. */
static char *
dup_numbers (InflightTaskView *view)
{
  GString *text = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (view));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (view), i);

      g_string_append_printf (text, "%s%u", i > 0 ? " " : "",
                              inflight_task_get_position (task));
    }

  return g_string_free (text, FALSE);
}

static void
assert_numbers (InflightTaskView *view,
                const char       *expected)
{
  g_autofree char *numbers = dup_numbers (view);

  g_assert_cmpstr (numbers, ==, expected);
}

/* Whoever listens to a list only must know at any time what is in it. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  GPtrArray  *copy)
{
  g_assert_cmpuint (position + n_removed, <=, copy->len);

  if (n_removed > 0)
    g_ptr_array_remove_range (copy, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (copy, position + i, g_list_model_get_item (model, position + i));

  g_assert_cmpuint (copy->len, ==, g_list_model_get_n_items (model));
}

static void
assert_copy (InflightTaskView *view,
             GPtrArray        *copy)
{
  for (guint i = 0; i < copy->len; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (view), i);

      g_assert_true (task == g_ptr_array_index (copy, i));
    }
}

static InflightTaskView *
new_view (UiFixture *self,
          GPtrArray *copy)
{
  InflightTaskView *view = inflight_task_view_new (GTK_WIDGET (self->window));

  g_signal_connect (view, "items-changed", G_CALLBACK (items_changed_cb), copy);
  inflight_task_view_set_batch (view, inflight_window_get_batch (self->window));

  return view;
}

static void
test_plain (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);

  ui_add (self, FALSE, "ok", "ok", NULL);
  assert_numbers (view, "1 2");
  ui_add (self, FALSE, "ok", NULL);
  assert_numbers (view, "1 2 3");

  inflight_task_view_set_sorting (view, INFLIGHT_SORT_NUMBER, TRUE);
  assert_numbers (view, "3 2 1");
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_NUMBER, FALSE);
  assert_numbers (view, "1 2 3");
  assert_copy (view, copy);
  g_assert_finalize_object (g_steal_pointer (&view));
}

static void
test_sorting (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);

  fake_run_until (&self->virtual, 1 * MS);
  ui_add (self, TRUE, "ok?at=30&title=b", "ok?at=10&title=C",
          "ok?at=20&title=a", "never", "fail?at=5&error=refused", NULL);
  fake_run_until (&self->virtual, 100 * MS);

  inflight_task_view_set_sorting (view, INFLIGHT_SORT_LABEL, FALSE);
  assert_numbers (view, "5 4 3 1 2");
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_STATE, FALSE);
  assert_numbers (view, "4 1 2 3 5");

  inflight_task_view_set_sorting (view, INFLIGHT_SORT_TIME, TRUE);
  assert_numbers (view, "4 1 3 2 5");

  /* What has no status stays at the end. */
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_STATUS, TRUE);
  assert_numbers (view, "1 2 3 4 5");
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_STATUS, FALSE);
  assert_numbers (view, "1 2 3 4 5");

  assert_copy (view, copy);
  g_assert_finalize_object (g_steal_pointer (&view));
}

static void
add_at (UiFixture  *self,
        const char *uri)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  g_ptr_array_add (requests, inflight_request_new (uri, self->virtual.options, NULL));
  inflight_window_add_requests (self->window, requests, FALSE);
}

static void
test_hosts (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);

  add_at (self, "https://b.example/1");
  add_at (self, "http://a.example/2");
  add_at (self, "https://a.example/3");
  add_at (self, "https://a.example:444/4");
  add_at (self, "http://b.example/5");

  inflight_task_view_set_sorting (view, INFLIGHT_SORT_HOST, FALSE);
  assert_numbers (view, "2 3 4 1 5");

  /* With TLS and without it is one host, at another port another. */
  inflight_task_view_set_host (view, "a.example");
  assert_numbers (view, "2 3");
  inflight_task_view_set_host (view, "a.example:444");
  assert_numbers (view, "4");
  inflight_task_view_set_host (view, "elsewhere.example");
  assert_numbers (view, "");
  inflight_task_view_set_host (view, NULL);
  assert_numbers (view, "2 3 4 1 5");
  assert_copy (view, copy);
}

static void
test_search (UiFixture     *self,
             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);

  ui_add (self, TRUE, "ok?at=10&title=Grüße", "ok?at=10&title=GRÜSSE", "ok?at=10&title=other",
          NULL);
  add_at (self, "https://me:swordfish@c.example/4?token=swordfish");
  fake_run_until (&self->virtual, 100 * MS);

  inflight_task_view_set_search (view, "OTHER");
  assert_numbers (view, "3");
  inflight_task_view_set_search (view, "grüße");
  assert_numbers (view, "1 2");
  inflight_task_view_set_search (view, "C.Example/4");
  assert_numbers (view, "4");

  /* What is not shown cannot be found out by searching. */
  inflight_task_view_set_search (view, "sword");
  assert_numbers (view, "");
  inflight_task_view_set_search (view, "");
  assert_numbers (view, "1 2 3 4");
  assert_copy (view, copy);
}

/* Whatever stands in a row is found, with any blank between a number and its unit. */
static void
test_search_numbers (UiFixture     *self,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);

  ui_add (self, TRUE, "ok?at=1510&size=246912", "ok?at=70&size=21", "never", NULL);
  fake_run_until (&self->virtual, 1650 * MS);

  inflight_task_view_set_search (view, "246.9 kb");
  assert_numbers (view, "1");
  inflight_task_view_set_search (view, "1.51 s");
  assert_numbers (view, "1");
  inflight_task_view_set_search (view, "21 B");
  assert_numbers (view, "2");
  inflight_task_view_set_search (view, "70 ms");
  assert_numbers (view, "2");

  inflight_task_view_set_search (view, "3");
  assert_numbers (view, "3");
}

/* Tasks come and go by themselves as they go from state to state. */
static void
test_live (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);
  GListModel *model = G_LIST_MODEL (view);

  inflight_task_view_set_group (view, INFLIGHT_STATE_GROUP_SUCCEEDED);
  ui_add (self, TRUE, "ok?at=10", "ok?at=20", "never", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);

  fake_run_until (&self->virtual, 15 * MS);
  ui_await (g_list_model_get_n_items (model) == 1);
  fake_run_until (&self->virtual, 25 * MS);
  ui_await (g_list_model_get_n_items (model) == 2);
  assert_numbers (view, "1 2");
  assert_copy (view, copy);
}

static void
add_many (UiFixture *self)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://%c.example/%05d", 'a' + i % 3, i);

      g_ptr_array_add (requests, inflight_request_new (uri, self->virtual.options, NULL));
    }

  inflight_window_add_requests (self->window, requests, FALSE);
}

/* Of many it is the same, later; and what is wanted last counts. */
static void
test_many (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTaskView) view = new_view (self, copy);
  GListModel *model = G_LIST_MODEL (view);
  g_autoptr (InflightTask) first = NULL;

  add_many (self);
  ui_await (g_list_model_get_n_items (model) == MANY);

  inflight_task_view_set_search (view, "/0000");
  g_assert_true (inflight_task_view_get_busy (view));
  inflight_task_view_set_search (view, "/000");
  ui_await (!inflight_task_view_get_busy (view));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 100);

  inflight_task_view_set_sorting (view, INFLIGHT_SORT_HOST, TRUE);
  ui_await (!inflight_task_view_get_busy (view));
  first = g_list_model_get_item (model, 0);
  g_assert_cmpuint (inflight_task_get_position (first), ==, 3);

  inflight_task_view_set_search (view, "nothing of the kind");
  inflight_task_view_set_search (view, NULL);
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_NUMBER, FALSE);
  g_assert_false (inflight_task_view_get_busy (view));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, MANY);
  assert_copy (view, copy);
}

/* It may be gone while another thread is sorting. */
static void
test_gone (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  InflightTaskView *view = new_view (self, copy);
  gpointer watched = view;

  add_many (self);
  inflight_task_view_set_sorting (view, INFLIGHT_SORT_LABEL, TRUE);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, TRUE);

  g_object_add_weak_pointer (G_OBJECT (view), &watched);
  g_object_run_dispose (G_OBJECT (view));
  g_object_unref (view);
  ui_await (watched == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/task-view/plain", test_plain);
  UI_ADD ("/ui/task-view/sorting", test_sorting);
  UI_ADD ("/ui/task-view/hosts", test_hosts);
  UI_ADD ("/ui/task-view/search", test_search);
  UI_ADD ("/ui/task-view/search-numbers", test_search_numbers);
  UI_ADD ("/ui/task-view/live", test_live);
  UI_ADD ("/ui/task-view/many", test_many);
  UI_ADD ("/ui/task-view/gone", test_gone);

  return g_test_run ();
}
