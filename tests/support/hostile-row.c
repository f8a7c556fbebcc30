/* hostile-row.c: what a server does to us, and what must come of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-row.h"

#include "cost-watch.h"

#include <string.h>

#define DEFAULT_DEADLINE_MS 10000
#define DEFAULT_LIMIT_BYTES 100000

/* What is promised is 100 ms; but no test may depend on the speed of a machine,
 * which is why the figures are only reported. */
#define GRACE_US (5 * G_USEC_PER_SEC)

#define MAX_GROWTH_BYTES (64 << 20)

/* libsoup 3.2 hands “-5” to a property that takes no such number, after we have
 * said no to it. */
static gboolean
is_fatal_cb (const char     *log_domain,
             GLogLevelFlags  log_level,
             const char     *message,
             gpointer        user_data)
{
  return strstr (message, "property 'content-length'") == NULL;
}

static void
log_cb (const char     *log_domain,
        GLogLevelFlags  log_level,
        const char     *message,
        gpointer        user_data)
{
  if (is_fatal_cb (log_domain, log_level, message, user_data))
    g_log_default_handler (log_domain, log_level, message, user_data);
}

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

static void
check_verdict (const HostileRow *row,
               InflightTask     *task)
{
  const GError *error = inflight_task_get_error (task);
  int code = error != NULL ? error->code : HOSTILE_SUCCESS;

  if (error != NULL)
    g_test_message ("%s: %s", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, code),
                    error->message);

  if (row->or_code == 0 || row->or_code != code)
    code = row->code;
  if (code == HOSTILE_SUCCESS)
    assert_succeeded (task, row->status, NULL);
  else
    assert_failed (task, code);

  if (row->status != HOSTILE_ANY_STATUS)
    g_assert_cmpuint (inflight_task_get_status (task), ==, row->status);
  if (row->message != NULL)
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
  assert_succeeded (next, 200, "next");

  if (row->fresh)
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
  guint log_handler;

  log_handler = g_log_set_handler ("GLib-GObject", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL,
                                   log_cb, NULL);
  g_test_log_set_fatal_handler (is_fatal_cb, NULL);

  instruct_server (net, row, path);
  inflight_options_set_deadline_us (net->options, deadline_us);
  inflight_options_set_limit_bytes (net->options, row->limit_bytes > 0 ? row->limit_bytes
                                                                       : DEFAULT_LIMIT_BYTES);

  watch = cost_watch_new ();
  task = real_network_fetch (net, address);
  check_cost (watch, deadline_us);
  check_verdict (row, task);
  check_kept (row, task);
  if (row->check != NULL)
    row->check (net, row, task);
  check_next (net, row);

  if (row->end != RAW_KEEP)
    raw_server_await_gone (net->server, 1);
  if (row->max_sent > 0)
    g_assert_cmpuint (raw_server_get_sent_bytes (net->server), <=, row->max_sent);

  g_log_remove_handler ("GLib-GObject", log_handler);
}

/**
 * hostile_add_rows:
 * @prefix: the beginning of the names of tests
 * @rows: (array length=n_rows): rows; they must stay
 * @n_rows: how many
 */
void
hostile_add_rows (const char       *prefix,
                  const HostileRow *rows,
                  gsize             n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat (prefix, rows[i].name, NULL);

      g_test_add (path, RealNetwork, &rows[i], real_network_set_up, test_row,
                  real_network_tear_down);
    }
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
 * Makes the issuer of the tests the only one that this program trusts.
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
}
