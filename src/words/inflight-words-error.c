/* inflight-words-error.c: failures and faulty input as translated sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
word_time_out (InflightTask *task,
               int           code)
{
  const InflightOptions *options =
    inflight_request_get_options (inflight_task_get_request (task));
  g_autofree char *deadline =
    inflight_words_duration (inflight_options_get_deadline_us (options));

  if (code == INFLIGHT_ERROR_TIMED_OUT_CONNECTING)
    /* Translators: %s is a time span */
    return g_strdup_printf (_("timed out: no connection within %s"), deadline);

  if (code == INFLIGHT_ERROR_TIMED_OUT_WAITING)
    /* Translators: %s is a time span */
    return g_strdup_printf (_("timed out: no answer within %s"), deadline);

  /* Translators: %s is a time span */
  return g_strdup_printf (_("timed out: answer not complete within %s"), deadline);
}

static char *
word_run_time_out (InflightTask *task)
{
  const InflightOptions *options =
    inflight_request_get_options (inflight_task_get_request (task));
  g_autofree char *deadline =
    inflight_words_duration (inflight_options_get_run_deadline_us (options));

  /* Translators: %s is a time span; the run is all that was started together */
  return g_strdup_printf (_("timed out: not done when the %s for the whole run were over"),
                          deadline);
}

static char *
word_retry_later (guint                   status_code,
                  const InflightExchange *exchange)
{
  g_autofree char *status = inflight_words_status (status_code);
  g_autofree char *pause = NULL;

  if (exchange == NULL)
    return g_strdup (_("the server asked to wait too long"));

  pause = inflight_words_duration (exchange->retry_after_us);

  /* Translators: an HTTP status and what it means, a time span */
  return g_strdup_printf (_("%s; the server asked to wait %s"), status, pause);
}

static char *
word_too_large (InflightTask *task)
{
  const InflightOptions *options =
    inflight_request_get_options (inflight_task_get_request (task));
  guint64 limit_bytes = inflight_options_get_limit_bytes (options);
  g_autofree char *limit = g_format_size_full (limit_bytes, G_FORMAT_SIZE_IEC_UNITS);

  /* Decompression can be stopped before the limit is reached. */
  if (inflight_task_get_bytes (task) > 0 &&
      inflight_task_get_bytes (task) <= limit_bytes)
    return g_strdup (_("decompresses to suspiciously many bytes"));

  /* Translators: %s is a size, such as 16 MiB */
  return g_strdup_printf (_("larger than %s"), limit);
}

/* What the library said, in its own language, behind what we say. */
static char *
with_detail (const char *sentence,
             const char *detail)
{
  g_autofree char *clean = inflight_text_clean (detail, -1);

  /* Translators: what went wrong, and the words of the library that noticed */
  return g_strdup_printf (C_("error, detail", "%s (%s)"), sentence, clean);
}

/* Where nobody knows what is wrong, something is all the same. */
static char *
word_certificate (const InflightExchange *exchange)
{
  GTlsCertificateFlags faults = G_TLS_CERTIFICATE_GENERIC_ERROR;
  g_auto (GStrv) clauses = NULL;

  if (exchange != NULL && exchange->connection != NULL &&
      exchange->connection->certificate_errors != 0)
    faults = exchange->connection->certificate_errors;

  clauses = inflight_words_certificate (faults);

  return g_strjoinv (C_("certificate", "; "), clauses);
}

static char *
word_interface (const char *message)
{
  const char *space = strrchr (message, ' ');
  g_autofree char *name = inflight_text_clean (space != NULL ? space + 1 : message, -1);

  /* Translators: %s is a name such as eth0 */
  return g_strdup_printf (_("no network interface “%s”"), name);
}

static char *
word_error (InflightTask           *task,
            const GError           *error,
            guint                   status,
            const InflightExchange *exchange)
{
  switch ((InflightError) error->code)
    {
    case INFLIGHT_ERROR_HTTP_STATUS:
      return inflight_words_status (status);

    case INFLIGHT_ERROR_TIMED_OUT_CONNECTING:
    case INFLIGHT_ERROR_TIMED_OUT_WAITING:
    case INFLIGHT_ERROR_TIMED_OUT_RECEIVING:
      return word_time_out (task, error->code);

    case INFLIGHT_ERROR_RUN_TIMED_OUT:
      return word_run_time_out (task);

    case INFLIGHT_ERROR_RETRY_LATER:
      return word_retry_later (status, exchange);

    case INFLIGHT_ERROR_PRIVATE_ADDRESS:
      return g_strdup (_("blocked: a public host leads to a private address, "
                         "which was not allowed"));

    case INFLIGHT_ERROR_TOO_LARGE:
      return word_too_large (task);

    case INFLIGHT_ERROR_NAME_NOT_FOUND:
      return g_strdup (_("no such host name"));

    case INFLIGHT_ERROR_NAME_LOOKUP:
      return g_strdup (_("the host name could not be looked up for now"));

    case INFLIGHT_ERROR_REFUSED:
      return g_strdup (_("connection refused"));

    case INFLIGHT_ERROR_UNREACHABLE:
      return g_strdup (_("host unreachable"));

    case INFLIGHT_ERROR_NO_INTERFACE:
      return word_interface (error->message);

    case INFLIGHT_ERROR_RESET:
      return g_strdup (status != 0 ? _("connection reset by the server in the body")
                                   : _("connection reset by the server before the answer"));

    case INFLIGHT_ERROR_CERTIFICATE:
      return word_certificate (exchange);

    case INFLIGHT_ERROR_TLS:
      return with_detail (_("no secure connection"), error->message);

    case INFLIGHT_ERROR_PROXY:
      return with_detail (_("the proxy failed"), error->message);

    case INFLIGHT_ERROR_PROTOCOL:
      return with_detail (_("not a valid HTTP answer"), error->message);

    case INFLIGHT_ERROR_HEADERS_TOO_LARGE:
      return g_strdup (_("the answer’s header is larger than 64 KiB"));

    case INFLIGHT_ERROR_TRUNCATED:
      return g_strdup (_("the answer ends early"));

    case INFLIGHT_ERROR_DECODE:
      return g_strdup (_("the answer could not be decompressed"));

    case INFLIGHT_ERROR_REDIRECT_LIMIT:
      return g_strdup_printf (ngettext ("more than %u redirect",
                                        "more than %u redirects",
                                        inflight_task_get_n_redirects (task)),
                              inflight_task_get_n_redirects (task));

    case INFLIGHT_ERROR_BAD_REDIRECT:
      return g_strdup (_("redirected to an address that is not http or https"));

    case INFLIGHT_ERROR_FAILED:
    case INFLIGHT_ERROR_INVALID_ADDRESS:
    case INFLIGHT_ERROR_INVALID_HEADER:
    case INFLIGHT_ERROR_INVALID_METHOD:
    case INFLIGHT_ERROR_INVALID_CONDITION:
    case INFLIGHT_ERROR_NO_MEMBERS:
      return inflight_text_clean (error->message, -1);
    }

  return inflight_text_clean (error->message, -1);
}

/**
 * inflight_words_failure:
 * @task: a task that failed
 *
 * Returns: (transfer full) (nullable): why, fit to be shown; %NULL if it did not
 */
char *
inflight_words_failure (InflightTask *task)
{
  const GError *error = inflight_task_get_error (task);

  if (error == NULL)
    return NULL;

  return word_error (task, error, inflight_task_get_status (task),
                     inflight_task_get_exchange (task));
}

/**
 * inflight_words_exchange_failure:
 * @task: a task
 * @exchange: an exchange of @task, the last of an attempt that was made again
 *
 * Returns: (transfer full): why the attempt failed, fit to be shown
 */
char *
inflight_words_exchange_failure (InflightTask           *task,
                                 const InflightExchange *exchange)
{
  if (exchange->error == NULL)
    return inflight_words_status (exchange->status);

  return word_error (task, exchange->error, exchange->status, exchange);
}

static char *
word_count_problem (const InflightProblem *problem)
{
  g_autofree char *count = NULL;

  if (problem->count == G_MAXUINT64)
    return g_strdup_printf (_("more addresses than can be counted; %d at most"),
                            INFLIGHT_MAX_ADDRESSES);

  count = g_strdup_printf ("%" G_GUINT64_FORMAT, problem->count);

  /* Translators: both are numbers of addresses */
  return g_strdup_printf (_("%s addresses; %d at most"), count, INFLIGHT_MAX_ADDRESSES);
}

static char *
word_problem_kind (const InflightProblem *problem)
{
  g_autofree char *clean = inflight_text_clean (problem->text ? problem->text : "", -1);
  g_autofree char *size = g_format_size_full (problem->count, G_FORMAT_SIZE_IEC_UNITS);

  switch (problem->kind)
    {
    case INFLIGHT_PROBLEM_EMPTY:
      return g_strdup (_("nothing there"));

    case INFLIGHT_PROBLEM_NOT_UTF8:
      return g_strdup (_("not text in UTF-8"));

    case INFLIGHT_PROBLEM_NOT_UTF16:
      return g_strdup (_("not text in UTF-16"));

    case INFLIGHT_PROBLEM_CONTROL_CHARACTER:
      /* Translators: %04X is the code point of a character */
      return g_strdup_printf (_("a control character, U+%04X"), (guint) problem->count);

    case INFLIGHT_PROBLEM_SPACE:
      if (problem->count == ' ')
        /* xgettext:no-c-format */
        return g_strdup (_("a space inside an address; write %20"));
      /* Translators: %04X is the code point of a character, such as of a tab */
      return g_strdup_printf (_("white space inside an address, U+%04X; write %%20"),
                              (guint) problem->count);

    case INFLIGHT_PROBLEM_INVISIBLE:
      /* Translators: %04X is the code point of a character */
      return g_strdup_printf (_("an invisible character inside an address, U+%04X"),
                              (guint) problem->count);

    case INFLIGHT_PROBLEM_BACKSLASH:
      return g_strdup (_("a backslash"));

    case INFLIGHT_PROBLEM_BAD_ADDRESS:
      return g_strdup (_("not an address"));

    case INFLIGHT_PROBLEM_BAD_SCHEME:
      if (problem->text == NULL)
        return g_strdup (_("the scheme is neither http nor https"));
      /* Translators: %s is a scheme such as ftp */
      return g_strdup_printf (_("“%s” is neither http nor https"), clean);

    case INFLIGHT_PROBLEM_NO_HOST:
      return g_strdup (_("no host"));

    case INFLIGHT_PROBLEM_BAD_HOST:
      if (problem->text == NULL)
        return g_strdup (_("the host name is not one"));
      /* Translators: %s is one or more characters */
      return g_strdup_printf (_("“%s” cannot be in a host name"), clean);

    case INFLIGHT_PROBLEM_FILE_NAME:
      return g_strdup (_("the name of a file, not of a host; an address begins with https://"));

    case INFLIGHT_PROBLEM_HOST_TOO_LONG:
      return g_strdup (_("the host name is too long"));

    case INFLIGHT_PROBLEM_BAD_PORT:
      return g_strdup (_("the port is not a number from 1 to 65535"));

    case INFLIGHT_PROBLEM_UNBALANCED:
      /* Translators: %s is a bracket or brace */
      return g_strdup_printf (_("“%s” has no counterpart"), clean);

    case INFLIGHT_PROBLEM_EMPTY_SET:
      return g_strdup (_("“{}” stands for nothing"));

    case INFLIGHT_PROBLEM_NESTED:
      return g_strdup (_("a set inside a set"));

    case INFLIGHT_PROBLEM_BAD_RANGE:
      if (problem->text == NULL)
        return g_strdup (_("a range that is none"));
      /* Translators: %s is a range such as [9-1] */
      return g_strdup_printf (_("“%s” is not a range"), clean);

    case INFLIGHT_PROBLEM_TOO_MANY:
      return word_count_problem (problem);

    case INFLIGHT_PROBLEM_TOO_MANY_BYTES:
      /* Translators: %s is a size */
      return g_strdup_printf (_("the addresses would take %s together"), size);

    case INFLIGHT_PROBLEM_TOO_MANY_HOSTS:
      return g_strdup (_("too many hosts in one pattern"));

    case INFLIGHT_PROBLEM_LINE_TOO_LONG:
      /* Translators: %s is a size */
      return g_strdup_printf (_("a line of %s; 64 KiB at most"), size);

    case INFLIGHT_PROBLEM_TOO_LARGE:
      /* Translators: %s is a size */
      return g_strdup_printf (_("a list of %s; 64 MiB at most"), size);

    case INFLIGHT_PROBLEM_NO_FILE:
      return g_strdup (_("there is no such file; an address begins with https://"));

    case INFLIGHT_PROBLEM_FOLDER:
      return g_strdup (_("a folder, not a file; an address begins with https://"));

    case INFLIGHT_PROBLEM_MORE:
      return g_strdup_printf (ngettext ("%u more problem", "%u more problems",
                                        (gulong) problem->count),
                              (guint) problem->count);
    }

  g_return_val_if_reached (NULL);
}

/**
 * inflight_words_problem:
 * @problem: what is wrong with an address, a pattern or a list
 *
 * Returns: (transfer full): that, with the place where it is
 */
char *
inflight_words_problem (const InflightProblem *problem)
{
  g_autofree char *what = word_problem_kind (problem);

  if (problem->line > 0 && problem->column > 0)
    /* Translators: line, column, what is wrong there */
    return g_strdup_printf (_("line %u, column %u: %s"),
                            problem->line, problem->column, what);

  if (problem->line > 0)
    /* Translators: line, what is wrong there */
    return g_strdup_printf (_("line %u: %s"), problem->line, what);

  if (problem->column > 1)
    /* Translators: column, what is wrong there */
    return g_strdup_printf (_("column %u: %s"), problem->column, what);

  return g_steal_pointer (&what);
}
