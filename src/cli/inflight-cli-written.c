/* inflight-cli-written.c: the options of inflight-cli run, as they were written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-written.h"

#include <glib/gi18n.h>

/* All are bytes to GLib, as names of files are: it would take them from the character
 * set of the locale to UTF-8, and in that of C there is nothing but ASCII. */

static void
add_wait_entries (GOptionContext     *context,
                  InflightCliWritten *self)
{
  const GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_FILENAME, &self->until,
      N_("When to stop waiting (default: all)"),
      "all|first|first-error|first-success|ok:K|done:K" },
    { "within", 0, 0, G_OPTION_ARG_FILENAME, &self->within,
      N_("Stop waiting after that long"), N_("SECONDS") },
    { "then", 0, 0, G_OPTION_ARG_FILENAME, &self->then,
      N_("What happens to pending tasks (default: cancel)"), "cancel|leave" },
    { "cancelled", 0, 0, G_OPTION_ARG_FILENAME, &self->cancelled,
      N_("How a cancelled task counts (default: settled)"), "settled|error" },
    { "errors", 0, 0, G_OPTION_ARG_FILENAME, &self->errors,
      N_("What counts as a failure (default: status)"), "status|network" },
    { "order", 0, 0, G_OPTION_ARG_FILENAME, &self->order,
      N_("In which order to print (default: completion)"), "completion|input" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &self->format,
      N_("How to print (default: text)"), "text|jsonl|json" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet,
      N_("Print nothing on standard error but problems"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_pace_entries (GOptionContext     *context,
                  InflightCliWritten *self)
{
  const GOptionEntry entries[] = {
    { "max-in-flight", 0, 0, G_OPTION_ARG_INT, &self->max_in_flight,
      N_("Most tasks in flight at once (default: 64)"), "N" },
    { "per-host", 0, 0, G_OPTION_ARG_INT, &self->per_host,
      N_("Most tasks in flight to one host (default: 6)"), "N" },
    { "interval", 0, 0, G_OPTION_ARG_FILENAME, &self->interval,
      N_("Least time between two requests to one host (default: 0)"), N_("SECONDS") },
    { "timeout", 0, 0, G_OPTION_ARG_FILENAME, &self->timeout,
      N_("Deadline of an attempt, 0 for none (default: 30)"), N_("SECONDS") },
    { "deadline", 0, 0, G_OPTION_ARG_FILENAME, &self->deadline,
      N_("Deadline of the whole run, 0 for none (default: 0)"), N_("SECONDS") },
    { "retries", 0, 0, G_OPTION_ARG_INT, &self->retries,
      N_("How often to try again what is likely to pass (default: 0)"), "N" },
    { "retry-unsafe", 0, 0, G_OPTION_ARG_NONE, &self->retry_unsafe,
      N_("Try again even methods such as POST"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_request_entries (GOptionContext     *context,
                     InflightCliWritten *self)
{
  const GOptionEntry entries[] = {
    { "method", 'X', 0, G_OPTION_ARG_FILENAME, &self->method,
      N_("Method of the requests (default: GET, with data POST)"), N_("METHOD") },
    { "header", 'H', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->headers,
      N_("Send a header field with each request"), N_("'NAME: VALUE'") },
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &self->data,
      N_("Send this text with each request"), N_("TEXT") },
    { "data-file", 0, 0, G_OPTION_ARG_FILENAME, &self->data_file,
      N_("Send what this file holds with each request"), N_("FILE") },
    { "max-body", 0, 0, G_OPTION_ARG_FILENAME, &self->max_body,
      /* Translators: M stands for MiB */
      N_("Most bytes of a body, such as 500K or 2G (default: 16M)"), N_("SIZE") },
    { "max-redirects", 0, 0, G_OPTION_ARG_INT, &self->max_redirects,
      N_("Most redirects that an attempt follows (default: 20)"), "N" },
    { "proxy", 0, 0, G_OPTION_ARG_FILENAME, &self->proxy,
      N_("Use this proxy, direct:// for none (default: the environment’s)"), "URL" },
    { "insecure", 'k', 0, G_OPTION_ARG_NONE, &self->insecure,
      N_("Accept every certificate, and mark the tasks where that mattered"), NULL },
    { "allow-private", 0, 0, G_OPTION_ARG_NONE, &self->allow_private,
      N_("Let public hosts lead to private addresses"), NULL },
    { "http", 0, 0, G_OPTION_ARG_FILENAME, &self->http,
      N_("Most of HTTP to use over TLS, where a server offers it (default: 2)"), "1.1|2" },
    { "transport", 0, 0, G_OPTION_ARG_FILENAME, &self->transport,
      N_("Carry out requests with this library (default: libcurl where it is there)"),
      "libcurl|libsoup" },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &self->title,
      N_("Where the title is in a JSON answer (default: /title)"), N_("POINTER") },
    { "no-glob", 0, 0, G_OPTION_ARG_NONE, &self->no_glob,
      N_("Take [ ] and { } literally"), NULL },
    { "lab", 0, 0, G_OPTION_ARG_NONE, &self->lab,
      N_("Serve the practice server for this run; /posts/1 is then on it"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->inputs, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * inflight_cli_written_parse:
 * @self: what to fill; what is not written stays as it is
 * @argc: number of arguments
 * @argv: the arguments, from the name of the command on
 * @error: return location for an error
 *
 * Takes the arguments apart, without a look at what the values mean.
 *
 * Returns: whether all are options, or inputs; otherwise an error that says which
 *   is not
 */
gboolean
inflight_cli_written_parse (InflightCliWritten  *self,
                            int                  argc,
                            char               **argv,
                            GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_("[URL|PATTERN|FILE|-]…"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                _("Launches many fetches at once and waits for them."));
  g_option_context_set_description (context,
    _("Exit status: 0 satisfied, 1 satisfied but a task failed, 2 faulty input or\n"
      "output, 3 timed out, 4 impossible, 130 interrupted, 143 terminated."));
  add_wait_entries (context, self);
  add_pace_entries (context, self);
  add_request_entries (context, self);

  return g_option_context_parse (context, &argc, &argv, error);
}

void
inflight_cli_written_clear (InflightCliWritten *self)
{
  g_free (self->until);
  g_free (self->within);
  g_free (self->then);
  g_free (self->cancelled);
  g_free (self->errors);
  g_free (self->order);
  g_free (self->format);
  g_free (self->timeout);
  g_free (self->deadline);
  g_free (self->interval);
  g_free (self->max_body);
  g_free (self->method);
  g_free (self->data);
  g_free (self->data_file);
  g_free (self->proxy);
  g_free (self->transport);
  g_free (self->http);
  g_free (self->title);
  g_strfreev (self->headers);
  g_strfreev (self->inputs);
}
