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
                          "attempts error tls ", marks != NULL ? "marks " : "", "earlier ", NULL);
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

/* A message as an error has it, and as it is written: RFC 8259, section 7. */
typedef struct
{
  const char *name;
  const char *says;
  const char *written;
} Text;

static const Text texts[] = {
  { "plain", "as%20it%20is", "\"as it is\"" },
  { "empty", "", "\"\"" },
  { "quote", "%E2%80%9Ca%E2%80%9D%22b%22", "\"“a”\\\"b\\\"\"" },
  { "backslash", "a%5C%5C", "\"a\\\\\"" },
  { "slash", "a/b", "\"a/b\"" },
  { "short", "%5Cb%5Cf%5Cn%5Cr%5Ct", "\"\\b\\f\\n\\r\\t\"" },
  { "control", "%5C001x%5C033%5C037%5C177", "\"\\u0001x\\u001b\\u001f\\u007f\"" },
  { "characters", "%C3%A9%E2%80%A8%F0%9F%98%80", "\"é\u2028\U0001f600\"" },
  { "not-utf8", "a%5C377b", "\"a\ufffdb\"" },
  { "cut-short", "a%5C342%5C202", "\"a\ufffd\ufffd\"" },
};

static void
test_text (VirtualNetwork *net,
           gconstpointer   user_data)
{
  const Text *text = user_data;
  g_autofree char *address = g_strconcat ("fail?at=50&says=", text->says, NULL);
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, address, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  InflightTask *task = g_ptr_array_index (tasks, 0);
  g_autofree char *valid = NULL;
  JsonObject *object;

  fake_run_until (net, 100 * MS);
  line = inflight_json_from_task (task);
  expected = g_strconcat ("\"message\":", text->written, "},\"tls\":null,\"earlier\":[]}", NULL);
  if (!g_str_has_suffix (line, expected))
    g_error ("There is no %s at the end of %s", expected, line);

  node = json_from_string (line, &error);
  g_assert_no_error (error);
  object = json_object_get_object_member (json_node_get_object (node), "error");
  valid = g_utf8_make_valid (inflight_task_get_error (task)->message, -1);
  g_assert_cmpstr (json_object_get_string_member (object, "message"), ==, valid);
}

/* All of it, so that nobody who reads it by its columns is surprised. */
static void
test_line (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok?at=50&title=%5C%22One%5C%22%20%C3%A9", "fail?at=60",
                            "never", NULL);
  static const char *const lines[] = {
    "{\"type\":\"task\",\"position\":1,\"rank\":1,"
    "\"url\":\"http://fake/ok?at=50&title=%5C%22One%5C%22%20%C3%A9\","
    "\"state\":\"succeeded\",\"status\":200,\"title\":\"\\\"One\\\" é\",\"bytes\":23,"
    "\"elapsed_us\":50000,\"attempts\":1,\"error\":null,\"tls\":null,\"earlier\":[]}",
    "{\"type\":\"task\",\"position\":2,\"rank\":2,\"url\":\"http://fake/fail?at=60\","
    "\"state\":\"failed\",\"status\":null,\"title\":null,\"bytes\":null,\"elapsed_us\":60000,"
    "\"attempts\":1,\"error\":{\"code\":\"reset\",\"message\":\"as the address says\"},"
    "\"tls\":null,\"earlier\":[]}",
    "{\"type\":\"task\",\"position\":3,\"rank\":null,\"url\":\"http://fake/never\","
    "\"state\":\"waiting\",\"status\":null,\"title\":null,\"bytes\":null,"
    "\"elapsed_us\":null,\"attempts\":0,\"error\":null,\"tls\":null,\"earlier\":[]}",
  };

  fake_run_until (net, 100 * MS);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = inflight_json_from_task (g_ptr_array_index (tasks, i));

      g_assert_cmpstr (line, ==, lines[i]);
    }
}

/* What a person retried is in the line of what is in its place, and without it. */
static void
test_earlier (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (InflightTask) first = virtual_network_fetch (net, "fail?at=5&times=1");
  g_autofree char *old_line = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) expected = NULL;
  g_autofree char *expected_line = NULL;
  JsonArray *earlier;
  InflightTask *task = first;

  fake_run_until (net, 10 * MS);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) again = g_ptr_array_new ();

      task = virtual_network_retry (net, task);
      g_ptr_array_add (again, task);
      inflight_network_launch (net->network, again);
      fake_run_until (net, net->now_us + 10 * MS);
    }

  line = inflight_json_from_task (task);
  node = json_from_string (line, NULL);
  earlier = json_object_get_array_member (json_node_get_object (node), "earlier");
  g_assert_cmpuint (json_array_get_length (earlier), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (earlier, i),
                                                 "rank"), ==, i + 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "rank"), ==, 3);

  old_line = inflight_json_from_task (first);
  g_assert_true (g_str_has_suffix (old_line, ",\"earlier\":[]}"));
  expected_line = g_strdup_printf ("%.*s}", (int) (strlen (old_line) - strlen (",\"earlier\":[]}")),
                                   old_line);
  expected = json_from_string (expected_line, NULL);
  g_assert_true (json_node_equal (json_array_get_element (earlier, 0), expected));
}

static void
test_wait (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "never", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightWait) wait = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (inflight_condition_set_until (&condition, "done:1", NULL));
  wait = inflight_wait_new (net->network, tasks, &condition, NULL, &error);
  g_assert_no_error (error);
  fake_run_until (net, 100 * MS);

  line = inflight_json_from_wait (wait);
  g_assert_cmpstr (line, ==,
                   "{\"type\":\"wait\",\"until\":\"done:1\",\"outcome\":\"satisfied\","
                   "\"done\":1,\"pending\":1,\"elapsed_us\":50000}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VIRTUAL_ADD ("/formats/json/no-marks", test_no_marks);
  VIRTUAL_ADD ("/formats/json/although-cancelled", test_although_cancelled);
  VIRTUAL_ADD ("/formats/json/outcome-unknown", test_outcome_unknown);
  VIRTUAL_ADD ("/formats/json/line", test_line);
  VIRTUAL_ADD ("/formats/json/earlier", test_earlier);
  VIRTUAL_ADD ("/formats/json/wait", test_wait);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/json/text/", texts[i].name, NULL);

      g_test_add (path, VirtualNetwork, &texts[i], virtual_network_set_up, test_text,
                  virtual_network_tear_down);
    }

  return g_test_run ();
}
