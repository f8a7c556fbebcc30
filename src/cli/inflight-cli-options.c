/* inflight-cli-options.c: the options of inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-options.h"

#include "inflight-cli-data.h"
#include "inflight-network.h"
#include "inflight-proxy.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More than anybody waits, and far from what overflows in microseconds. */
#define MAX_SECONDS (366.0 * 24 * 60 * 60)

/* The options as they were written. */
typedef struct
{
  char     *until;
  char     *within;
  char     *then;
  char     *cancelled;
  char     *errors;
  char     *order;
  char     *format;
  char     *timeout;
  char     *deadline;
  char     *interval;
  char     *max_body;
  char     *method;
  char     *data;
  char     *data_file;
  char     *proxy;
  char     *transport;
  char     *http;
  char     *title;
  char    **headers;
  char    **inputs;
  int       max_in_flight;
  int       per_host;
  int       retries;
  int       max_redirects;
  gboolean  retry_unsafe;
  gboolean  insecure;
  gboolean  allow_private;
  gboolean  no_glob;
  gboolean  quiet;
  gboolean  lab;
} Written;

static void
written_clear (Written *self)
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

static void
add_wait_entries (GOptionContext *context,
                  Written        *self)
{
  const GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_STRING, &self->until,
      N_("When to stop waiting (default: all)"),
      "all|first|first-error|first-success|ok:K|done:K" },
    { "within", 0, 0, G_OPTION_ARG_STRING, &self->within,
      N_("Stop waiting after that long"), N_("SECONDS") },
    { "then", 0, 0, G_OPTION_ARG_STRING, &self->then,
      N_("What happens to pending tasks (default: cancel)"), "cancel|leave" },
    { "cancelled", 0, 0, G_OPTION_ARG_STRING, &self->cancelled,
      N_("How a cancelled task counts (default: settled)"), "settled|error" },
    { "errors", 0, 0, G_OPTION_ARG_STRING, &self->errors,
      N_("What counts as a failure (default: status)"), "status|network" },
    { "order", 0, 0, G_OPTION_ARG_STRING, &self->order,
      N_("In which order to print (default: completion)"), "completion|input" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &self->format,
      N_("How to print (default: text)"), "text|jsonl|json" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet,
      N_("Print nothing on standard error but problems"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_pace_entries (GOptionContext *context,
                  Written        *self)
{
  const GOptionEntry entries[] = {
    { "max-in-flight", 0, 0, G_OPTION_ARG_INT, &self->max_in_flight,
      N_("Most tasks in flight at once (default: 64)"), "N" },
    { "per-host", 0, 0, G_OPTION_ARG_INT, &self->per_host,
      N_("Most tasks in flight to one host (default: 6)"), "N" },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &self->interval,
      N_("Least time between two requests to one host (default: 0)"), N_("SECONDS") },
    { "timeout", 0, 0, G_OPTION_ARG_STRING, &self->timeout,
      N_("Deadline of an attempt, 0 for none (default: 30)"), N_("SECONDS") },
    { "deadline", 0, 0, G_OPTION_ARG_STRING, &self->deadline,
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
add_request_entries (GOptionContext *context,
                     Written        *self)
{
  const GOptionEntry entries[] = {
    { "method", 'X', 0, G_OPTION_ARG_STRING, &self->method,
      N_("Method of the requests (default: GET, with data POST)"), N_("METHOD") },
    { "header", 'H', 0, G_OPTION_ARG_STRING_ARRAY, &self->headers,
      N_("Send a header field with each request"), N_("'NAME: VALUE'") },
    { "data", 'd', 0, G_OPTION_ARG_STRING, &self->data,
      N_("Send this text with each request"), N_("TEXT") },
    { "data-file", 0, 0, G_OPTION_ARG_FILENAME, &self->data_file,
      N_("Send what this file holds with each request"), N_("FILE") },
    { "max-body", 0, 0, G_OPTION_ARG_STRING, &self->max_body,
      /* Translators: M stands for MiB */
      N_("Most bytes of a body, such as 500K or 2G (default: 16M)"), N_("SIZE") },
    { "max-redirects", 0, 0, G_OPTION_ARG_INT, &self->max_redirects,
      N_("Most redirects that an attempt follows (default: 20)"), "N" },
    { "proxy", 0, 0, G_OPTION_ARG_STRING, &self->proxy,
      N_("Use this proxy, direct:// for none (default: the environment’s)"), "URL" },
    { "insecure", 'k', 0, G_OPTION_ARG_NONE, &self->insecure,
      N_("Accept every certificate, and mark the tasks where that mattered"), NULL },
    { "allow-private", 0, 0, G_OPTION_ARG_NONE, &self->allow_private,
      N_("Let public hosts lead to private addresses"), NULL },
    { "http", 0, 0, G_OPTION_ARG_STRING, &self->http,
      N_("Most of HTTP to use over TLS, where a server offers it (default: 2)"), "1.1|2" },
    { "transport", 0, 0, G_OPTION_ARG_STRING, &self->transport,
      N_("Carry out requests with this library (default: libcurl where it is there)"),
      "libcurl|libsoup" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self->title,
      N_("Where the title is in a JSON answer (default: /title)"), N_("POINTER") },
    { "no-glob", 0, 0, G_OPTION_ARG_NONE, &self->no_glob,
      N_("Take [ ] and { } literally"), NULL },
    { "lab", 0, 0, G_OPTION_ARG_NONE, &self->lab,
      N_("Serve the practice server for this run; /posts/1 is then on it"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->inputs, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static gboolean
read_written (Written   *self,
              int        argc,
              char     **argv,
              GError   **error)
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

static gboolean
fail (GError     **error,
      const char  *option,
      const char  *value,
      const char  *expected)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: option, its value, what it should have been */
               _("--%s: “%s” is not %s"), option, value, expected);

  return FALSE;
}

/* Decimal, with a point in every locale. */
static gboolean
read_seconds (const char  *option,
              const char  *text,
              gboolean     may_be_negative,
              gint64      *us,
              GError     **error)
{
  char *end;
  double seconds;

  errno = 0;
  seconds = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (seconds) ||
      fabs (seconds) > MAX_SECONDS || (seconds < 0 && !may_be_negative))
    return fail (error, option, text, _("a number of seconds"));

  /* What is too little for a number is more than none, all the same. */
  *us = errno == ERANGE ? 1 : inflight_us_from_seconds (seconds);

  return TRUE;
}

/* A number and nothing, or K, M, G, KiB, MiB, GiB: 1,024 and its powers. */
static gboolean
read_size (const char  *option,
           const char  *text,
           guint64     *bytes,
           GError     **error)
{
  static const char *const units[] = { "", "k", "m", "g", "kib", "mib", "gib" };
  const gsize n_powers = 3;
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, n_digits);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      guint shift = 10 * (i > n_powers ? i - n_powers : i);

      if (g_ascii_strcasecmp (text + n_digits, units[i]) == 0 &&
          g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64 >> shift, bytes, NULL))
        {
          *bytes <<= shift;
          return TRUE;
        }
    }

  return fail (error, option, text, _("a number of bytes from 1, such as 4096, 500K or 16MiB"));
}

static gboolean
read_choice (const char  *option,
             const char  *text,
             GType        type,
             int         *value,
             GError     **error)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  g_autofree char *choices = NULL;

  if (text == NULL || inflight_enum_from_nick (type, text, value))
    return TRUE;

  for (guint i = 0; i < class->n_values; i++)
    g_ptr_array_add (nicks, (gpointer) class->values[i].value_nick);
  g_ptr_array_add (nicks, NULL);
  choices = g_strjoinv (", ", (char **) nicks->pdata);

  return fail (error, option, text, choices);
}

/* What was left out when the program was built is refused before anything runs. */
static gboolean
read_transport (const Written       *written,
                InflightCliOptions  *self,
                GError             **error)
{
  if (!read_choice ("transport", written->transport, INFLIGHT_TYPE_TRANSPORT_KIND,
                    &self->transport, error))
    return FALSE;

  if (self->transport < 0 || inflight_transport_kind_is_built_in (self->transport))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--transport=%s: this program was built without it"), written->transport);

  return FALSE;
}

static gboolean
read_word (const char         *option,
           const char         *text,
           const char *const  *words,
           int                *index,
           GError            **error)
{
  g_autofree char *choices = NULL;

  *index = 0;
  if (text == NULL)
    return TRUE;

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *index = i;
        return TRUE;
      }

  choices = g_strjoinv (", ", (char **) words);

  return fail (error, option, text, choices);
}

static gboolean
read_cap (const char  *option,
          int          written,
          guint       *cap,
          GError     **error)
{
  g_autofree char *text = NULL;

  if (written >= 1 && written <= INFLIGHT_MAX_IN_FLIGHT)
    {
      *cap = written;
      return TRUE;
    }

  text = g_strdup_printf ("%d", written);

  return fail (error, option, text, _("a number from 1 to 1024"));
}

static gboolean
read_condition (const Written      *written,
                InflightCondition  *condition,
                GError            **error)
{
  int then = INFLIGHT_THEN_CANCEL;
  int cancelled_as = INFLIGHT_CANCELLED_AS_SETTLED;

  if (written->until != NULL &&
      !inflight_condition_set_until (condition, written->until, error))
    {
      g_prefix_error_literal (error, "--until: ");
      return FALSE;
    }

  if (written->within != NULL &&
      !read_seconds ("within", written->within, TRUE, &condition->within_us, error))
    return FALSE;

  if (!read_choice ("then", written->then, INFLIGHT_TYPE_THEN, &then, error) ||
      !read_choice ("cancelled", written->cancelled, INFLIGHT_TYPE_CANCELLED_AS,
                    &cancelled_as, error))
    return FALSE;

  condition->then = then;
  condition->cancelled_as = cancelled_as;

  return TRUE;
}

static gboolean
read_deadlines (const Written    *written,
                InflightOptions  *options,
                GError          **error)
{
  gint64 deadline_us = INFLIGHT_DEFAULT_DEADLINE_US;
  gint64 run_deadline_us = 0;

  if (written->timeout != NULL &&
      !read_seconds ("timeout", written->timeout, FALSE, &deadline_us, error))
    return FALSE;

  if (written->deadline != NULL &&
      !read_seconds ("deadline", written->deadline, FALSE, &run_deadline_us, error))
    return FALSE;

  inflight_options_set_deadline_us (options, deadline_us);
  inflight_options_set_run_deadline_us (options, run_deadline_us);

  return TRUE;
}

static gboolean
read_limits (const Written    *written,
             InflightOptions  *options,
             GError          **error)
{
  guint64 limit_bytes = INFLIGHT_DEFAULT_LIMIT_BYTES;

  if (written->max_body != NULL &&
      !read_size ("max-body", written->max_body, &limit_bytes, error))
    return FALSE;

  if (written->max_redirects < 0 || written->max_redirects > INFLIGHT_MAX_REDIRECTS)
    {
      g_autofree char *text = g_strdup_printf ("%d", written->max_redirects);

      return fail (error, "max-redirects", text, _("a number from 0 to 100"));
    }

  inflight_options_set_limit_bytes (options, limit_bytes);
  inflight_options_set_max_redirects (options, written->max_redirects);

  return TRUE;
}

static gboolean
read_retries (const Written    *written,
              InflightOptions  *options,
              GError          **error)
{
  if (written->retries < 0 || written->retries > INFLIGHT_MAX_RETRIES)
    {
      g_autofree char *text = g_strdup_printf ("%d", written->retries);

      return fail (error, "retries", text, _("a number from 0 to 100"));
    }

  inflight_options_set_max_retries (options, written->retries);
  inflight_options_set_retries_unsafe (options, written->retry_unsafe);

  return TRUE;
}

static gboolean
read_body (const Written    *written,
           InflightOptions  *options,
           GError          **error)
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
read_method (const Written    *written,
             InflightOptions  *options,
             GError          **error)
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
read_title_and_headers (const Written    *written,
                        InflightOptions  *options,
                        GError          **error)
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
read_proxy (const Written       *written,
            InflightCliOptions  *options,
            GError             **error)
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
read_request_options (const Written    *written,
                      InflightOptions  *options,
                      GError          **error)
{
  int policy = INFLIGHT_ERROR_POLICY_STATUS;

  if (!read_choice ("errors", written->errors, INFLIGHT_TYPE_ERROR_POLICY,
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
  g_auto (Written) written = {
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

  if (!read_written (&written, argc, argv, error) ||
      !read_condition (&written, &self->condition, error) ||
      !read_request_options (&written, self->options, error) ||
      !read_proxy (&written, self, error) ||
      !read_transport (&written, self, error) ||
      !read_choice ("http", written.http, INFLIGHT_TYPE_HTTP_VERSION,
                    &self->http_version, error) ||
      !read_word ("order", written.order, orders, &order, error) ||
      !read_word ("format", written.format, formats, &format, error) ||
      !read_cap ("max-in-flight", written.max_in_flight, &self->max_in_flight, error) ||
      !read_cap ("per-host", written.per_host, &self->per_host, error))
    return FALSE;

  if (written.interval != NULL &&
      !read_seconds ("interval", written.interval, FALSE, &self->interval_us, error))
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
