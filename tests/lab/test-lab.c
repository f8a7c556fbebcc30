/* test-lab.c: what the practice server answers, over real connections
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab-dice-private.h"
#include "lab-fixture.h"

#include <string.h>

static void
test_posts (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GHashTable) titles = NULL;
  g_autoptr (GHashTable) bodies = NULL;

  titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint id = 1; id <= 100; id++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/%u", id);
      g_autoptr (LabReply) reply = lab_get (fixture, path);
      g_autoptr (JsonNode) node = lab_reply_parse (reply);
      JsonObject *object = json_node_get_object (node);

      g_assert_cmpuint (soup_message_get_status (reply->message), ==, 200);
      g_assert_cmpstr (lab_reply_get_header (reply, "Content-Type"), ==,
                       "application/json; charset=utf-8");
      lab_assert_post (reply, id);
      g_assert_true (g_hash_table_add (titles, g_strdup (
        json_object_get_string_member (object, "title"))));
      g_assert_true (g_hash_table_add (bodies, g_strdup (
        json_object_get_string_member (object, "body"))));
    }
}

static void
test_list (LabFixture    *fixture,
           gconstpointer  user_data)
{
  g_autoptr (LabReply) reply = lab_get (fixture, "/posts");
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/42");
  g_autoptr (LabReply) padded = lab_get (fixture, "/posts/042");
  g_autofree char *text = lab_reply_dup_text (post);
  g_autoptr (JsonNode) list = lab_reply_parse (reply);
  g_autoptr (JsonNode) node = lab_reply_parse (post);
  JsonArray *array = json_node_get_array (list);

  g_assert_cmpuint (json_array_get_length (array), ==, 100);
  g_assert_true (json_node_equal (json_array_get_element (array, 41), node));
  lab_assert_reply (padded, 200, text);
}

static void
test_pages (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (LabReply) page = lab_get (fixture, "/pages/100");
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/100");
  g_autofree char *text = lab_reply_dup_text (page);
  g_autoptr (JsonNode) node = lab_reply_parse (post);
  g_autofree char *title = NULL;

  title = g_strdup_printf ("<title>%s</title>", json_object_get_string_member (
    json_node_get_object (node), "title"));

  g_assert_cmpuint (soup_message_get_status (page->message), ==, 200);
  g_assert_cmpstr (lab_reply_get_header (page, "Content-Type"), ==,
                   "text/html; charset=utf-8");
  g_assert_nonnull (strstr (text, title));
}

static void
test_index (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (LabReply) reply = lab_get (fixture, "/");
  g_autofree char *text = lab_reply_dup_text (reply);

  g_assert_cmpuint (soup_message_get_status (reply->message), ==, 200);
  g_assert_nonnull (strstr (text, "<title>The Inflight lab</title>"));
}

static void
test_not_found (LabFixture    *fixture,
                gconstpointer  user_data)
{
  static const char *const paths[] = {
    "/posts/0", "/posts/101", "/posts/", "/posts/1/", "/posts/+1", "/posts/x",
    "/posts/18446744073709551617", "/pages", "/pages/0", "/nothing", "/index.html",
    "/posts/0?status=200",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (LabReply) reply = lab_get (fixture, paths[i]);

      g_test_message ("%s", paths[i]);
      lab_assert_reply (reply, 404, "{\"error\":\"not found\"}");
    }
}

static void
test_head (LabFixture    *fixture,
           gconstpointer  user_data)
{
  static const char *const paths[] = { "/posts/1", "/posts/1?trickle=20" };
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/1");
  g_autofree char *length = NULL;

  length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (post->body));

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (LabReply) head = lab_request (fixture, "HEAD", paths[i]);

      lab_assert_reply (head, 200, "");
      g_assert_cmpstr (lab_reply_get_header (head, "Content-Length"), ==,
                       length);
    }
}

/* A megabyte is read and forgotten before the answer. */
static void
test_upload (LabFixture    *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GSocketConnection) connection = lab_raw_connect (fixture);
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/1");
  g_autofree char *expected = lab_reply_dup_text (post);
  g_autofree char *upload = g_strnfill (1000000, 'x');
  g_autofree char *answer = g_malloc0 (4096);

  lab_raw_write (connection, "POST /posts/1?delay=1 HTTP/1.1\r\nHost: a\r\n"
                             "Content-Length: 1000000\r\n"
                             "Connection: close\r\n\r\n");
  lab_raw_write (connection, upload);
  lab_raw_read (connection, answer, 4095, NULL);

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  g_assert_true (g_str_has_suffix (answer, expected));
}

static void
test_keep_alive (LabFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (LabReply) first = lab_get (fixture, "/posts/1");
  g_autoptr (LabReply) second = lab_get (fixture, "/posts/2?delay=1&size=999");
  g_autoptr (LabReply) third = lab_get (fixture, "/posts/3");

  lab_assert_post (third, 3);
  g_assert_cmpuint (soup_message_get_connection_id (first->message), ==,
                    soup_message_get_connection_id (second->message));
  g_assert_cmpuint (soup_message_get_connection_id (second->message), ==,
                    soup_message_get_connection_id (third->message));
}

/* The second request lies in the socket while the first is held. */
static void
test_pipelined (LabFixture    *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GSocketConnection) connection = lab_raw_connect (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc0 (4096);

  lab_raw_write (connection,
             "GET /posts/1?delay=20&status=404&size=0 HTTP/1.1\r\nHost: a\r\n\r\n"
             "GET /posts/2?size=2 HTTP/1.1\r\nHost: a\r\n"
             "Connection: close\r\n\r\n");
  lab_raw_read (connection, text, 4095, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 404 "));
  g_assert_true (g_str_has_suffix (text, "\r\n\r\n{}"));
}

static void
test_delay (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (LabReply) reply = lab_get (fixture, "/posts/7?delay=60");

  g_assert_cmpint (reply->elapsed_us, >=, 59 * 1000);
  lab_assert_post (reply, 7);
}

static void
test_slow (LabFixture    *fixture,
           gconstpointer  user_data)
{
  g_autoptr (LabReply) slow = lab_send (fixture, "GET", "/slow");
  g_autoptr (LabReply) other = lab_get (fixture, "/posts/1?delay=100");
  g_autoptr (LabReply) overridden = lab_get (fixture, "/slow?delay=0");

  g_assert_true (slow->is_sent);
  g_assert_false (slow->is_done);
  lab_assert_post (overridden, 101);

  soup_session_abort (fixture->session);
  lab_await (&slow->is_done);
  g_assert_error (slow->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_jitter (LabFixture    *fixture,
             gconstpointer  user_data)
{
  g_autoptr (InflightLabDice) dice = inflight_lab_dice_new ();
  gint64 longest_us = 0;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (LabReply) reply = NULL;
      double first, second;
      gint64 expected_us;

      inflight_lab_dice_throw (dice, 3, "/posts/1", &first, &second);
      expected_us = (gint64) (first * 101) * 1000;
      longest_us = MAX (longest_us, expected_us);

      reply = lab_get (fixture, "/posts/1?delay=0&jitter=100&seed=3");
      g_assert_cmpint (reply->elapsed_us, >=, expected_us - 1000);
    }

  /* Otherwise the above would say nothing. */
  g_assert_cmpint (longest_us, >, 50 * 1000);
}

static void
test_dice (void)
{
  g_autoptr (InflightLabDice) one = inflight_lab_dice_new ();
  g_autoptr (InflightLabDice) two = inflight_lab_dice_new ();
  double first[4], second[4];
  double again, other;

  for (guint i = 0; i < 4; i++)
    {
      inflight_lab_dice_throw (one, 5, "/a", &first[i], &second[i]);
      g_assert_cmpfloat (first[i], >=, 0);
      g_assert_cmpfloat (first[i], <, 1);
      g_assert_cmpfloat (first[i], !=, second[i]);
    }

  g_assert_cmpfloat (first[0], !=, first[1]);

  /* What happens elsewhere does not matter. */
  for (guint i = 0; i < 4; i++)
    {
      inflight_lab_dice_throw (two, 5, "/b", &again, &other);
      g_assert_cmpfloat (again, !=, first[i]);
      inflight_lab_dice_throw (two, 6, "/a", &again, &other);
      g_assert_cmpfloat (again, !=, first[i]);
      inflight_lab_dice_throw (two, -1, "/a", &again, &other);
      inflight_lab_dice_throw (two, 5, "/a", &again, &other);
      g_assert_cmpfloat (again, ==, first[i]);
      g_assert_cmpfloat (other, ==, second[i]);
    }
}

/* Every client may bring a seed of its own. */
static void
test_many_seeds (void)
{
  g_autoptr (InflightLabDice) dice = inflight_lab_dice_new ();
  double first, second, again;

  inflight_lab_dice_throw (dice, 0, "/a", &first, &second);
  for (gint64 seed = 1; seed <= 65536; seed++)
    inflight_lab_dice_throw (dice, seed, "/a", &again, &second);

  /* It was forgotten that this seed had been used. */
  inflight_lab_dice_throw (dice, 0, "/a", &again, &second);
  g_assert_cmpfloat (again, ==, first);
}

static void
test_status (LabFixture    *fixture,
             gconstpointer  user_data)
{
  static const guint statuses[] = { 200, 201, 299, 400, 404, 418, 500, 599 };
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/1");
  g_autofree char *text = lab_reply_dup_text (post);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/1?status=%u", statuses[i]);
      g_autoptr (LabReply) reply = lab_get (fixture, path);

      lab_assert_reply (reply, statuses[i], text);
      g_assert_null (lab_reply_get_header (reply, "Location"));
    }
}

static void
test_no_body (LabFixture    *fixture,
              gconstpointer  user_data)
{
  g_autoptr (LabReply) no_content = lab_get (fixture, "/posts/1?status=204&trickle=10");
  g_autoptr (LabReply) not_modified = lab_get (fixture, "/posts/1?status=304");
  g_autoptr (LabReply) next = lab_get (fixture, "/posts/1");

  lab_assert_reply (no_content, 204, "");
  lab_assert_reply (not_modified, 304, "");
  lab_assert_post (next, 1);
}

static void
test_redirect (LabFixture    *fixture,
               gconstpointer  user_data)
{
  static const struct {
    const char *path;
    guint       status;
    const char *location;
  } cases[] = {
    { "/posts/9?status=301", 301, "/posts/1" },
    { "/posts/9?status=302", 302, "/posts/1" },
    { "/posts/9?status=303", 303, "/posts/1" },
    { "/posts/9?status=307&location=/pages/2", 307, "/pages/2" },
    { "/posts/9?status=308&location=http%3A%2F%2Fa.test%2F%3Fb%26c", 308,
      "http://a.test/?b&c" },
    { "/posts/9?location=file:///etc/passwd", 302, "file:///etc/passwd" },
    { "/posts/9?status=300", 300, NULL },
    { "/posts/9?status=200&location=/posts/2", 200, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LabReply) reply = lab_get (fixture, cases[i].path);

      g_assert_cmpuint (soup_message_get_status (reply->message), ==,
                        cases[i].status);
      g_assert_cmpstr (lab_reply_get_header (reply, "Location"), ==,
                       cases[i].location);
      lab_assert_post (reply, 9);
    }
}

/* Bytes come one by one: some of them are here long before the last. */
static void
test_drops (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end = NULL;

  connection = lab_raw_send (fixture, "GET", "/posts/7?trickle=20000");

  while (end == NULL || strlen (end) < strlen ("\r\n\r\n{\n "))
    {
      char byte;

      g_assert_cmpuint (lab_raw_read (connection, &byte, 1, NULL), ==, 1);
      g_string_append_c (text, byte);
      end = strstr (text->str, "\r\n\r\n");
    }

  g_assert_cmpstr (end, ==, "\r\n\r\n{\n ");
  g_assert_cmpint (g_socket_get_available_bytes (
    g_socket_connection_get_socket (connection)), <, 20);
}

static void
test_trickle (LabFixture    *fixture,
              gconstpointer  user_data)
{
  g_autoptr (LabReply) reply = lab_get (fixture, "/posts/7?trickle=200");
  g_autoptr (LabReply) brief = lab_get (fixture, "/posts/7?trickle=1");
  g_autoptr (LabReply) byte = lab_get (fixture, "/posts/7?trickle=20&size=1");
  g_autoptr (LabReply) large = lab_get (fixture, "/posts/7?trickle=50&size=3000000");

  lab_assert_post (reply, 7);
  g_assert_cmpint (reply->elapsed_us, >=, 199 * 1000);

  lab_assert_post (brief, 7);
  lab_assert_reply (byte, 200, "0");
  lab_assert_post (large, 7);
  g_assert_cmpuint (g_bytes_get_size (large->body), ==, 3000000);
  g_assert_cmpint (large->elapsed_us, >=, 49 * 1000);
}

static void
test_size (LabFixture    *fixture,
           gconstpointer  user_data)
{
  static const gsize sizes[] = {
    1000, 262144, 262145, 1000000, 5000000,
  };
  g_autoptr (LabReply) none = lab_get (fixture, "/posts/3?size=0");
  g_autoptr (LabReply) one = lab_get (fixture, "/posts/3?size=1");
  g_autoptr (LabReply) ten = lab_get (fixture, "/posts/3?size=10");
  g_autoptr (LabReply) cut = lab_get (fixture, "/pages/3?size=15");

  lab_assert_reply (none, 200, "");
  lab_assert_reply (one, 200, "0");
  lab_assert_reply (ten, 200, "{}        ");
  lab_assert_reply (cut, 200, "<!DOCTYPE html>");

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, sizes[i]);
      g_autoptr (LabReply) reply = NULL;

      path = g_strdup_printf ("/posts/3?size=%s", length);
      reply = lab_get (fixture, path);

      g_assert_cmpstr (lab_reply_get_header (reply, "Content-Length"), ==, length);
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, sizes[i]);
      lab_assert_post (reply, 3);
    }
}

/* Which of @n requests fail: on ten addresses in turn, one after the other. */
static char *
dup_luck (LabFixture *fixture,
          const char *format,
          guint       n)
{
  GString *luck = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/%u?%s", i % 10 + 1, format);
      g_autoptr (LabReply) reply = lab_get (fixture, path);
      guint status = soup_message_get_status (reply->message);

      g_assert_true (status == 200 || status == 503);
      lab_assert_post (reply, i % 10 + 1);
      g_string_append_c (luck, status == 200 ? '.' : 'x');
    }

  return g_string_free (luck, FALSE);
}

static guint
count_failures (const char *luck)
{
  guint n_failures = 0;

  for (const char *p = luck; *p != '\0'; p++)
    n_failures += *p == 'x';

  return n_failures;
}

static void
test_flaky (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autofree char *never = dup_luck (fixture, "flaky=0", 50);
  g_autofree char *always = dup_luck (fixture, "flaky=100", 50);
  g_autofree char *mixed = dup_luck (fixture, "flaky=30&seed=1", 200);

  g_assert_cmpuint (count_failures (never), ==, 0);
  g_assert_cmpuint (count_failures (always), ==, 50);
  g_assert_cmpuint (count_failures (mixed), >, 40);
  g_assert_cmpuint (count_failures (mixed), <, 80);
}

static void
test_seed (LabFixture    *fixture,
           gconstpointer  user_data)
{
  LabFixture fresh = { 0 };
  g_autofree char *first = dup_luck (fixture, "flaky=50&seed=8", 100);
  g_autofree char *more = dup_luck (fixture, "flaky=50&seed=8", 100);
  g_autofree char *other = dup_luck (fixture, "flaky=50&seed=9", 100);
  g_autofree char *again = NULL;

  lab_fixture_set_up (&fresh, NULL);
  again = dup_luck (&fresh, "flaky=50&seed=8", 100);
  lab_fixture_tear_down (&fresh, NULL);

  g_assert_cmpstr (again, ==, first);
  g_assert_cmpstr (other, !=, first);

  /* Trying again is another chance. */
  g_assert_cmpstr (more, !=, first);
}

static void
test_retry_after (LabFixture    *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (LabReply) alone = lab_get (fixture, "/posts/1?retry-after=2");
  g_autoptr (LabReply) other = lab_get (fixture, "/posts/1?retry-after=0&status=429");
  g_autoptr (LabReply) lucky = lab_get (fixture, "/posts/1?retry-after=2&flaky=0");
  g_autoptr (LabReply) unlucky = lab_get (fixture, "/posts/1?retry-after=2&flaky=100");

  g_assert_cmpuint (soup_message_get_status (alone->message), ==, 503);
  g_assert_cmpstr (lab_reply_get_header (alone, "Retry-After"), ==, "2");
  g_assert_cmpuint (soup_message_get_status (other->message), ==, 429);
  g_assert_cmpstr (lab_reply_get_header (other, "Retry-After"), ==, "0");
  g_assert_cmpuint (soup_message_get_status (lucky->message), ==, 200);
  g_assert_null (lab_reply_get_header (lucky, "Retry-After"));
  g_assert_cmpuint (soup_message_get_status (unlucky->message), ==, 503);
  g_assert_cmpstr (lab_reply_get_header (unlucky, "Retry-After"), ==, "2");
}

static void
test_bad_values (LabFixture    *fixture,
                 gconstpointer  user_data)
{
  static const struct {
    const char *query;
    const char *text;
  } cases[] = {
    { "delay=soon", "delay: not a number of milliseconds" },
    { "delay=", "delay: not a number of milliseconds" },
    { "delay", "delay: not a number of milliseconds" },
    { "delay=-1", "delay: not a number of milliseconds" },
    { "delay=1.5", "delay: not a number of milliseconds" },
    { "delay=600001", "delay: not between 0 and 600000" },
    { "delay=99999999999999999999", "delay: not between 0 and 600000" },
    { "jitter=600001", "jitter: not between 0 and 600000" },
    { "trickle=600001", "trickle: not between 0 and 600000" },
    { "size=1k", "size: not a number of bytes" },
    { "size=10000000001", "size: not between 0 and 10000000000" },
    { "status=ok", "status: not a status" },
    { "status=199", "status: not between 200 and 599" },
    { "status=600", "status: not between 200 and 599" },
    { "flaky=half", "flaky: not a percentage" },
    { "flaky=101", "flaky: not between 0 and 100" },
    { "retry-after=later", "retry-after: not a number of seconds" },
    { "retry-after=86401", "retry-after: not between 0 and 86400" },
    { "seed=x", "seed: not a whole number" },
    { "hang=yes", "hang: takes no value" },
    { "reset=%22", "reset: takes no value" },
    { "location=", "location: not an address" },
    { "location=/a%0d%0aSet-Cookie:%20b", "location: not an address" },
    { "location=%c3%a9", "location: not an address" },
    { "status=404&delay=0&jitter=x", "jitter: not a number of milliseconds" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/posts/1?", cases[i].query, NULL);
      g_autofree char *text = g_strdup_printf ("{\"error\":\"%s\"}", cases[i].text);
      g_autoptr (LabReply) reply = lab_get (fixture, path);

      g_test_message ("%s", cases[i].query);
      lab_assert_reply (reply, 400, text);
      g_assert_cmpstr (lab_reply_get_header (reply, "Content-Type"), ==,
                       "application/json; charset=utf-8");
    }
}

/* What no client of libsoup would send. */
static void
test_malformed (LabFixture    *fixture,
                gconstpointer  user_data)
{
  static const struct {
    const char *path;
    const char *answer;
  } cases[] = {
    { "/posts/1?delay=%zz", "HTTP/1.1 400" },
    { "/posts/1?%", "HTTP/1.1 400" },
    { "/posts/1?delay=%00", "HTTP/1.1 400" },
    { "/posts/1?\x80=%80", "HTTP/1.1 200" },
    { "/posts/1?delay=0#f", "HTTP/1.1 200" },
    { "/posts/%", "HTTP/1.1 400" },
    { "/posts/%00", "HTTP/1.1 400" },
    { "posts/1", "HTTP/1.1 400" },
    { "//", "HTTP/1.1 404" },
    { "*", "HTTP/1.1 404" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketConnection) connection = NULL;
      char answer[] = "HTTP/1.1 ...";

      connection = lab_raw_send (fixture, "GET", cases[i].path);
      lab_raw_read (connection, answer, strlen (answer), NULL);
      g_assert_cmpstr (answer, ==, cases[i].answer);
    }
}

static void
test_good_values (LabFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char *const queries[] = {
    "", "&", "=", "&&x", "unknown=1", "a=b=c", "d%65lay=0", "seed=0",
    "delay=600000&delay=0", "seed=9223372036854775807&jitter=0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat ("/posts/1?", queries[i], NULL);
      g_autoptr (LabReply) reply = lab_get (fixture, path);

      g_assert_cmpuint (soup_message_get_status (reply->message), ==, 200);
      lab_assert_post (reply, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  lab_test_init (&argc, &argv);

  LAB_ADD ("/lab/posts", test_posts);
  LAB_ADD ("/lab/list", test_list);
  LAB_ADD ("/lab/pages", test_pages);
  LAB_ADD ("/lab/index", test_index);
  LAB_ADD ("/lab/not-found", test_not_found);
  LAB_ADD ("/lab/head", test_head);
  LAB_ADD ("/lab/upload", test_upload);
  LAB_ADD ("/lab/keep-alive", test_keep_alive);
  LAB_ADD ("/lab/pipelined", test_pipelined);
  LAB_ADD ("/lab/delay", test_delay);
  LAB_ADD ("/lab/slow", test_slow);
  LAB_ADD ("/lab/jitter", test_jitter);
  g_test_add_func ("/lab/dice", test_dice);
  g_test_add_func ("/lab/many-seeds", test_many_seeds);
  LAB_ADD ("/lab/status", test_status);
  LAB_ADD ("/lab/no-body", test_no_body);
  LAB_ADD ("/lab/redirect", test_redirect);
  LAB_ADD ("/lab/trickle", test_trickle);
  LAB_ADD ("/lab/drops", test_drops);
  LAB_ADD ("/lab/size", test_size);
  LAB_ADD ("/lab/flaky", test_flaky);
  LAB_ADD ("/lab/seed", test_seed);
  LAB_ADD ("/lab/retry-after", test_retry_after);
  LAB_ADD ("/lab/bad-values", test_bad_values);
  LAB_ADD ("/lab/malformed", test_malformed);
  LAB_ADD ("/lab/good-values", test_good_values);

  return g_test_run ();
}
