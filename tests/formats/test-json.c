/* test-json.c: tests of tasks as JSON
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json.h"
#include "virtual-network.h"

#include <json-glib/json-glib.h>

/* The names of its members, in their order, and the marks behind them. */
static void
assert_members (InflightTask *task,
                const char   *marks)
{
  g_autofree char *line = inflight_json_from_task (task);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  g_autoptr (GList) names = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (node);

  names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s ", (char *) l->data);

  if (marks != NULL)
    found = json_to_string (json_object_get_member (object, "marks"), FALSE);
  g_assert_cmpstr (found, ==, marks);

  expected = g_strconcat ("type position rank url state status title bytes elapsed_us "
                          "attempts error ", marks != NULL ? "marks " : NULL, NULL);
  g_assert_cmpstr (text->str, ==, expected);
}

/* As they were before there were marks. */
static void
test_no_marks (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "fail?at=50",
                                                        "never", NULL);

  assert_members (g_ptr_array_index (tasks, 0), NULL);
  fake_run_until (net, 100 * MS);
  virtual_network_cancel (net, g_ptr_array_index (tasks, 2));
  fake_run_until (net, 200 * MS);

  for (guint i = 0; i < 3; i++)
    assert_members (g_ptr_array_index (tasks, i), NULL);
}

/* They settle in their own way although cancel was asked for. */
static void
test_although_cancelled (VirtualNetwork *net,
                         gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50&cancel=no",
                                                        "fail?at=50&cancel=no", NULL);

  fake_run_until (net, 10 * MS);
  for (guint i = 0; i < 2; i++)
    {
      virtual_network_cancel (net, g_ptr_array_index (tasks, i));
      assert_members (g_ptr_array_index (tasks, i), NULL);
    }

  fake_run_until (net, 100 * MS);
  for (guint i = 0; i < 2; i++)
    assert_members (g_ptr_array_index (tasks, i), "[\"although-cancelled\"]");
}

/* What never left the queue changed nothing. */
static void
test_outcome_unknown (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  g_assert_true (inflight_options_set_method (net->options, "POST", NULL));
  inflight_network_set_caps (net->network, 1, 1);
  tasks = virtual_network_launch (net, "never", "never", NULL);
  fake_run_until (net, 10 * MS);

  for (guint i = 0; i < 2; i++)
    virtual_network_cancel (net, g_ptr_array_index (tasks, i));
  fake_run_until (net, 20 * MS);

  assert_members (g_ptr_array_index (tasks, 0), "[\"outcome-unknown\"]");
  assert_members (g_ptr_array_index (tasks, 1), NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VIRTUAL_ADD ("/formats/json/no-marks", test_no_marks);
  VIRTUAL_ADD ("/formats/json/although-cancelled", test_although_cancelled);
  VIRTUAL_ADD ("/formats/json/outcome-unknown", test_outcome_unknown);

  return g_test_run ();
}
