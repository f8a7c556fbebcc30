/* hostile-row.c: what a server does to us, and what must come of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-row.h"

#include "inflight-network-private.h"

#include "cost-watch.h"
#include "turn-watch.h"

#include <string.h>

#define DEFAULT_DEADLINE_MS 10000
#define DEFAULT_LIMIT_BYTES 100000

/* What is promised is 100 ms; but no test may depend on the speed of a machine,
 * which is why the figures are only reported. */
#define GRACE_US (5 * G_USEC_PER_SEC)

/* One in 25 is, on a machine under load. */
#define MAX_OVERTAKEN 4

#define MAX_GROWTH_BYTES (64 << 20)

#define MAX_TURN_US 10000

static char *
dup_address (RealNetwork      *net,
             const HostileRow *row,
             const char       *path)
{
  if (row->address != NULL)
    return g_strdup (row->address);

  return g_strdup_printf ("%s://127.0.0.1:%u%s",
                          row->scheme != NULL ? row->scheme : "http",
                          raw_server_get_port (net->server), path);
}

/* Where everything takes longer, it may. */
static gint64
get_deadline_us (const HostileRow *row)
{
  gint64 deadline_ms = row->deadline_ms > 0 ? row->deadline_ms : DEFAULT_DEADLINE_MS;

  return deadline_ms * 1000 * (cost_watch_is_slowed () ? 10 : 1);
}

static void
instruct_server (RealNetwork      *net,
                 const HostileRow *row,
                 const char       *path)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->bytes, row->size);

  if (row->greeting)
    raw_server_set_greeting (net->server, row->end, bytes, row->tail);
  else if (row->bytes != NULL)
    raw_server_add_bytes (net->server, path, row->end, bytes, row->tail);

  if (row->certificate != NULL)
    raw_server_set_certificate (net->server, hostile_get_certificate (row->certificate));

  if (row->prepare != NULL)
    row->prepare (net, row, path);
}

static void
check_cost (CostWatch *watch,
            gint64     deadline_us)
{
  gint64 elapsed_us = cost_watch_get_elapsed_us (watch);
  gint64 growth_bytes = cost_watch_get_growth_bytes (watch);

  g_test_message ("settled after %.1f ms of %.1f ms; "
                  "main loop late by up to %.1f ms, %.1f ms of it at work; "
                  "memory grew by %.1f MiB",
                  elapsed_us / 1e3, deadline_us / 1e3,
                  cost_watch_get_late_us (watch) / 1e3,
                  cost_watch_get_busy_us (watch) / 1e3, growth_bytes / 1048576.0);

  if (cost_watch_is_slowed ())
    return;

  g_assert_cmpint (elapsed_us, <, deadline_us + GRACE_US);
  g_assert_cmpint (growth_bytes, <, MAX_GROWTH_BYTES);
}

/* Returns: what the transport is known to make of it instead of what it should; 0 if
 * it does what it should. */
static int
get_other_code (const HostileRow *row)
{
  return real_network_is_curl () ? row->curl_code : row->soup_code;
}

/* What a newer library makes of it may be what the older one should. */
static gboolean
is_as_good (const HostileRow *row,
            int               code)
{
  if (real_network_is_newer () && code == row->code)
    return TRUE;

  return row->or_code != 0 && row->or_code == code && (!row->or_newer || real_network_is_newer ());
}

static void
check_code (const HostileRow *row,
            InflightTask     *task,
            int               code)
{
  const GError *error = inflight_task_get_error (task);

  if (error != NULL)
    g_test_message ("%s: %s", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, error->code),
                    error->message);

  if (is_as_good (row, error != NULL ? error->code : HOSTILE_SUCCESS))
    code = error != NULL ? error->code : HOSTILE_SUCCESS;

  if (code == HOSTILE_SUCCESS)
    g_assert_no_error (error);
  else
    assert_failed (task, code);
}

/* No answer holds the network thread for longer. libsoup's own work on it is not
 * ours to judge. */
static void
check_turns (void)
{
  gint64 longest_us = turn_watch_get_longest_us ();

  g_test_message ("longest turn of the network thread: %.1f ms", longest_us / 1e3);
  if (real_network_is_curl () && !cost_watch_is_slowed ())
    g_assert_cmpint (longest_us, <=, MAX_TURN_US);
}

/* A server that closes while there is more to read resets the connection, and the
 * reset may overtake its answer (RFC 9112, section 9.6). */
static gboolean
was_overtaken (const HostileRow *row,
               InflightTask     *task)
{
  return row->may_be_overtaken && get_other_code (row) == 0 &&
         g_error_matches (inflight_task_get_error (task), INFLIGHT_ERROR, INFLIGHT_ERROR_RESET);
}

static void
check_verdict (const HostileRow *row,
               InflightTask     *task)
{
  const GError *error = inflight_task_get_error (task);

  check_code (row, task, row->code);
  if (row->status != HOSTILE_ANY_STATUS &&
      !(row->or_newer && row->or_code == 0 && real_network_is_newer ()))
    g_assert_cmpuint (inflight_task_get_status (task), ==, row->status);
  if (row->message != NULL && error->code == row->code)
    g_assert_cmpstr (error->message, ==, row->message);
}

static void
check_kept (const HostileRow *row,
            InflightTask     *task)
{
  GBytes *body = inflight_task_get_body (task);
  gsize size = body != NULL ? g_bytes_get_size (body) : 0;

  if (row->kept != NULL)
    {
      g_assert_cmpuint (size, >=, strlen (row->kept));
      g_assert_cmpmem (g_bytes_get_data (body, NULL), strlen (row->kept),
                       row->kept, strlen (row->kept));
    }

  if (row->max_kept > 0)
    g_assert_cmpuint (size, <=, row->max_kept);
}

/* It spoils nothing for the one that comes after it: the same port, as a server
 * that means well. */
static void
check_next (RealNetwork      *net,
            const HostileRow *row)
{
  g_autofree char *address = NULL;
  g_autoptr (InflightTask) next = NULL;
  guint n_before = raw_server_get_n_connections (net->server);

  raw_server_set_greeting (net->server, RAW_KEEP, NULL, NULL);
  if (row->certificate != NULL)
    raw_server_set_certificate (net->server, hostile_get_certificate ("good"));

  address = g_strdup_printf ("%s://127.0.0.1:%u/next",
                             row->certificate != NULL ? "https" : "http",
                             raw_server_get_port (net->server));
  real_network_renew_options (net);
  next = real_network_fetch (net, address);
  assert_succeeded (next, 200, NULL);

  if (row->fresh && get_other_code (row) == 0 &&
      !(row->curl_keeps && real_network_is_curl ()))
    g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, n_before + 1);
}

static void
test_row (RealNetwork   *net,
          gconstpointer  user_data)
{
  const HostileRow *row = user_data;
  gint64 deadline_us = get_deadline_us (row);
  g_autofree char *path = g_strconcat ("/", row->name, NULL);
  g_autofree char *address = dup_address (net, row, path);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (CostWatch) watch = NULL;

  instruct_server (net, row, path);
  inflight_options_set_deadline_us (net->options, deadline_us);
  inflight_options_set_limit_bytes (net->options, row->limit_bytes > 0 ? row->limit_bytes
                                                                       : DEFAULT_LIMIT_BYTES);

  turn_watch_begin (inflight_network_peek_context (net->network));
  watch = cost_watch_new ();
  task = real_network_fetch (net, address);
  for (int i = 0; i < MAX_OVERTAKEN && was_overtaken (row, task); i++)
    {
      g_object_unref (task);
      task = real_network_fetch (net, address);
    }
  check_cost (watch, deadline_us);
  check_turns ();
  if (get_other_code (row) == 0)
    {
      check_verdict (row, task);
      check_kept (row, task);
      if (row->check != NULL)
        row->check (net, row, task);
    }
  else
    {
      check_code (row, task, get_other_code (row));
    }
  check_next (net, row);

  if (row->end != RAW_KEEP && row->end != RAW_STALL)
    raw_server_await_gone (net->server, 1);
  if (row->max_sent > 0 && get_other_code (row) == 0)
    g_assert_cmpuint (raw_server_get_sent_bytes (net->server), <=, row->max_sent);
}

/**
 * hostile_add_rows:
 * @table: a table; it must stay
 */
void
hostile_add_rows (const HostileTable *table)
{
  for (gsize i = 0; i < table->n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/network/%s/%s", table->name,
                                               table->rows[i].name);

      g_test_add (path, RealNetwork, &table->rows[i], real_network_set_up, test_row,
                  real_network_tear_down);
    }
}

/* Returns: (transfer full): a verdict, in the words of the help. */
static char *
dup_verdict (const HostileRow *row,
             int               code)
{
  switch (code != 0 ? code : row->code)
    {
    case HOSTILE_SUCCESS:
      return g_strdup ("succeeded");

    case INFLIGHT_ERROR_HTTP_STATUS:
      return g_strdup_printf ("HTTP %u", row->status);

    case INFLIGHT_ERROR_PROTOCOL:
      return g_strdup ("protocol error");

    case INFLIGHT_ERROR_TIMED_OUT_WAITING:
    case INFLIGHT_ERROR_TIMED_OUT_RECEIVING:
      return g_strdup ("timed out");

    default:
      return g_strdup (inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, code != 0 ? code : row->code));
    }
}

static void
append_difference (GString          *text,
                   const HostileRow *row)
{
  g_autofree char *wanted = dup_verdict (row, row->code);
  g_autofree char *curl = dup_verdict (row, row->curl_code);
  g_autofree char *soup = dup_verdict (row, row->soup_code);

  g_string_append_printf (text, "| %s | %s | %s | %s |\n", row->what, wanted, curl, soup);
}

/**
 * hostile_dup_differences:
 * @tables: (array zero-terminated=1): tables
 *
 * Returns: (transfer full): what libcurl and libsoup make of the rows that they do not
 *   judge alike, as a table of Markdown
 */
char *
hostile_dup_differences (const HostileTable *const *tables)
{
  GString *text = g_string_new ("| A server that … | should be | with libcurl | with libsoup |\n"
                                "|---|---|---|---|\n");

  for (gsize i = 0; tables[i] != NULL; i++)
    for (gsize j = 0; j < tables[i]->n_rows; j++)
      if (tables[i]->rows[j].what != NULL)
        append_difference (text, &tables[i]->rows[j]);

  return g_string_free (text, FALSE);
}

static char *
dup_certificate_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_test_build_filename (G_TEST_DIST, "support", "certificates", file, NULL);
}

/**
 * hostile_get_certificate:
 * @name: one of those in tests/support/certificates
 *
 * Returns: (transfer none): it, with its key
 */
GTlsCertificate *
hostile_get_certificate (const char *name)
{
  static GHashTable *certificates;
  GTlsCertificate *certificate;

  if (certificates == NULL)
    certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  certificate = g_hash_table_lookup (certificates, name);
  if (certificate == NULL)
    {
      g_autofree char *path = dup_certificate_path (name);
      g_autofree char *key_path = dup_certificate_path ("key");
      g_autoptr (GError) error = NULL;

      certificate = g_tls_certificate_new_from_files (path, key_path, &error);
      g_assert_no_error (error);
      g_hash_table_insert (certificates, g_strdup (name), certificate);
    }

  return certificate;
}

/**
 * hostile_trust_issuer:
 *
 * Makes the issuer of the tests the only one that this program trusts, be it with
 * GIO or with OpenSSL. To be called before there is a second thread.
 */
void
hostile_trust_issuer (void)
{
  g_autofree char *path = dup_certificate_path ("issuer");
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  g_setenv ("SSL_CERT_FILE", path, TRUE);
}
