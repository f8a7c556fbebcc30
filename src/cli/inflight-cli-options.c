/* inflight-cli-options.c: the options of inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-options.h"

#include "inflight-cli-data.h"
#include "inflight-cli-written.h"
#include "inflight-network.h"
#include "inflight-proxy.h"
#include "inflight-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* What was left out when the program was built is refused before anything runs. */
static gboolean
read_transport (const InflightCliWritten  *written,
                InflightCliOptions        *self,
                GError                   **error)
{
  if (!inflight_value_read_choice ("transport", written->transport,
                                   INFLIGHT_TYPE_TRANSPORT_KIND, &self->transport, error))
    return FALSE;

  if (self->transport < 0 || inflight_transport_kind_is_built_in (self->transport))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--transport=%s: this program was built without it"), written->transport);

  return FALSE;
}

static gboolean
read_condition (const InflightCliWritten  *written,
                InflightCondition         *condition,
                GError                   **error)
{
  condition->then = INFLIGHT_THEN_CANCEL;

  return inflight_value_read_condition (written->until, written->within, written->then,
                                        written->cancelled, condition, error);
}

static gboolean
read_deadlines (const InflightCliWritten  *written,
                InflightOptions           *options,
                GError                   **error)
{
  gint64 deadline_us = INFLIGHT_DEFAULT_DEADLINE_US;
  gint64 run_deadline_us = 0;

  if (written->timeout != NULL &&
      !inflight_value_read_seconds ("timeout", written->timeout, FALSE, &deadline_us, error))
    return FALSE;

  if (written->deadline != NULL &&
      !inflight_value_read_seconds ("deadline", written->deadline, FALSE, &run_deadline_us, error))
    return FALSE;

  inflight_options_set_deadline_us (options, deadline_us);
  inflight_options_set_run_deadline_us (options, run_deadline_us);

  return TRUE;
}

static gboolean
read_limits (const InflightCliWritten  *written,
             InflightOptions           *options,
             GError                   **error)
{
  guint64 limit_bytes = INFLIGHT_DEFAULT_LIMIT_BYTES;
  guint max_redirects;

  if (written->max_body != NULL &&
      !inflight_value_read_size ("max-body", written->max_body, &limit_bytes, error))
    return FALSE;

  if (!inflight_value_read_number ("max-redirects", written->max_redirects,
                                   0, INFLIGHT_MAX_REDIRECTS, _("a number from 0 to 100"),
                                   &max_redirects, error))
    return FALSE;

  inflight_options_set_limit_bytes (options, limit_bytes);
  inflight_options_set_max_redirects (options, max_redirects);

  return TRUE;
}

static gboolean
read_retries (const InflightCliWritten  *written,
              InflightOptions           *options,
              GError                   **error)
{
  guint max_retries;

  if (!inflight_value_read_number ("retries", written->retries, 0, INFLIGHT_MAX_RETRIES,
                                   _("a number from 0 to 100"), &max_retries, error))
    return FALSE;

  inflight_options_set_max_retries (options, max_retries);
  inflight_options_set_retries_unsafe (options, written->retry_unsafe);

  return TRUE;
}

static gboolean
read_body (const InflightCliWritten  *written,
           InflightOptions           *options,
           GError                   **error)
{
  g_autoptr (GBytes) body = NULL;

  if (written->data != NULL && written->data_file != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--data and --data-file: only one of them"));
      return FALSE;
    }

  if (written->data_file != NULL)
    {
      body = inflight_cli_read_data (written->data_file, error);
      if (body == NULL)
        {
          g_prefix_error_literal (error, "--data-file: ");
          return FALSE;
        }
    }
  else if (written->data != NULL)
    {
      body = g_bytes_new (written->data, strlen (written->data));
    }

  inflight_options_set_body (options, body);

  return TRUE;
}

static gboolean
read_method (const InflightCliWritten  *written,
             InflightOptions           *options,
             GError                   **error)
{
  const char *method = written->method;

  if (!read_body (written, options, error))
    return FALSE;

  if (method == NULL)
    method = inflight_options_get_body (options) != NULL ? "POST" : "GET";

  if (!inflight_options_set_method (options, method, error))
    {
      g_prefix_error_literal (error, "--method: ");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_title_and_headers (const InflightCliWritten  *written,
                        InflightOptions           *options,
                        GError                   **error)
{
  if (written->title != NULL &&
      !inflight_options_set_title_pointer (options, written->title, error))
    {
      g_prefix_error_literal (error, "--title: ");
      return FALSE;
    }

  for (gsize i = 0; written->headers != NULL && written->headers[i] != NULL; i++)
    if (!inflight_options_add_header (options, written->headers[i], error))
      {
        g_prefix_error_literal (error, "--header: ");
        return FALSE;
      }

  return TRUE;
}

/* It is read before anything is: the list may come from somebody who types. */
static gboolean
read_proxy (const InflightCliWritten  *written,
            InflightCliOptions        *options,
            GError                   **error)
{
  if (written->proxy == NULL)
    return TRUE;

  options->proxy = inflight_proxy_check (written->proxy, error);
  if (options->proxy != NULL)
    return TRUE;

  g_prefix_error_literal (error, "--proxy: ");

  return FALSE;
}

static gboolean
read_caps (const InflightCliWritten  *written,
           InflightCliOptions        *self,
           GError                   **error)
{
  const char *expected = _("a number from 1 to 1024");

  return inflight_value_read_number ("max-in-flight", written->max_in_flight,
                                     1, INFLIGHT_MAX_IN_FLIGHT, expected,
                                     &self->max_in_flight, error) &&
         inflight_value_read_number ("per-host", written->per_host,
                                     1, INFLIGHT_MAX_IN_FLIGHT, expected,
                                     &self->per_host, error);
}

static gboolean
read_request_options (const InflightCliWritten  *written,
                      InflightOptions           *options,
                      GError                   **error)
{
  int policy = INFLIGHT_ERROR_POLICY_STATUS;

  if (!inflight_value_read_choice ("errors", written->errors, INFLIGHT_TYPE_ERROR_POLICY,
                                   &policy, error))
    return FALSE;

  inflight_options_set_error_policy (options, policy);
  inflight_options_set_keeps_answer (options, FALSE);
  inflight_options_set_insecure (options, written->insecure);
  inflight_options_set_allows_private (options, written->allow_private);

  return read_deadlines (written, options, error) &&
         read_limits (written, options, error) &&
         read_retries (written, options, error) &&
         read_method (written, options, error) &&
         read_title_and_headers (written, options, error);
}

/**
 * inflight_cli_options_parse:
 * @self: (out caller-allocates): the options
 * @argc: number of arguments
 * @argv: the arguments, from the name of the command on
 * @error: return location for an error
 *
 * Returns: whether all options are understood; otherwise an error that says
 *   which is not
 */
gboolean
inflight_cli_options_parse (InflightCliOptions  *self,
                            int                  argc,
                            char               **argv,
                            GError             **error)
{
  static const char *const orders[] = { "completion", "input", NULL };
  static const char *const formats[] = { "text", "jsonl", "json", NULL };
  g_auto (InflightCliWritten) written = {
    .max_in_flight = INFLIGHT_DEFAULT_MAX_IN_FLIGHT,
    .per_host = INFLIGHT_DEFAULT_PER_HOST,
    .max_redirects = INFLIGHT_DEFAULT_MAX_REDIRECTS,
  };
  int order;
  int format;

  *self = (InflightCliOptions) {
    .condition = INFLIGHT_CONDITION_INIT,
    .transport = -1,
    .http_version = -1,
  };
  self->options = inflight_options_new ();

  if (!inflight_cli_written_parse (&written, argc, argv, error) ||
      !read_condition (&written, &self->condition, error) ||
      !read_request_options (&written, self->options, error) ||
      !read_proxy (&written, self, error) ||
      !read_transport (&written, self, error) ||
      !inflight_value_read_choice ("http", written.http, INFLIGHT_TYPE_HTTP_VERSION,
                                   &self->http_version, error) ||
      !inflight_value_read_word ("order", written.order, orders, &order, error) ||
      !inflight_value_read_word ("format", written.format, formats, &format, error) ||
      !read_caps (&written, self, error))
    return FALSE;

  if (written.interval != NULL &&
      !inflight_value_read_seconds ("interval", written.interval, FALSE, &self->interval_us, error))
    return FALSE;

  self->input_order = order == 1;
  self->format = format;
  self->quiet = written.quiet;
  self->glob = !written.no_glob;
  self->lab = written.lab;
  self->inputs = g_steal_pointer (&written.inputs);

  return TRUE;
}

void
inflight_cli_options_clear (InflightCliOptions *self)
{
  g_clear_pointer (&self->options, inflight_options_unref);
  g_clear_pointer (&self->proxy, g_free);
  g_clear_pointer (&self->inputs, g_strfreev);
}
