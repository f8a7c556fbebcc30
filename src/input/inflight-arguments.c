/* inflight-arguments.c: from the arguments of a launch to requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-arguments.h"

#include "inflight-input.h"
#include "inflight-text.h"
#include "inflight-values.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

/* More than anybody reads. */
#define MAX_PROBLEMS 20

typedef struct
{
  char            **arguments;
  char             *directory;
  char             *base;
  InflightOptions  *options;
  GString          *complaints;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_strfreev (self->arguments);
  g_free (self->directory);
  g_free (self->base);
  inflight_options_unref (self->options);
  g_string_free (self->complaints, TRUE);
  g_free (self);
}

static void
append_problems (InflightInput *input,
                 GString       *text)
{
  guint n_problems = inflight_input_get_n_problems (input);

  for (guint i = 0; i < MIN (n_problems, MAX_PROBLEMS); i++)
    {
      const char *source;
      const InflightProblem *problem = inflight_input_get_problem (input, i, &source);
      g_autofree char *sentence = inflight_words_problem (problem);
      g_autofree char *clean = inflight_text_clean (source, -1);

      g_string_append_printf (text, "%s: %s\n", clean, sentence);
    }

  if (n_problems > MAX_PROBLEMS)
    g_string_append (text, "…\n");
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *self = task_data;
  g_autoptr (InflightInput) input = inflight_input_new (TRUE, self->base);
  g_autoptr (GError) error = NULL;
  GPtrArray *requests;

  for (gsize i = 0; self->arguments[i] != NULL; i++)
    if (!inflight_input_add_argument (input, self->arguments[i], self->directory, &error))
      {
        g_autofree char *clean = inflight_text_clean (error->message, -1);

        g_string_append_printf (self->complaints, "%s\n", clean);
        g_clear_error (&error);
      }

  append_problems (input, self->complaints);

  requests = inflight_input_make_requests (inflight_input_get_addresses (input),
                                           self->options, &error);
  if (requests != NULL)
    g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * inflight_arguments_read_async:
 * @arguments: addresses, patterns and names of files
 * @directory: (nullable): what file names are relative to
 * @base: (nullable): what an address that begins with “/” is relative to
 * @options: what the requests shall have in common
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Reads on another thread: a pattern can mean a million addresses, and a file
 * can be on a slow disk.
 */
void
inflight_arguments_read_async (char                **arguments,
                               const char           *directory,
                               const char           *base,
                               InflightOptions      *options,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (arguments != NULL);
  g_return_if_fail (options != NULL);

  reading = g_new0 (Reading, 1);
  reading->arguments = g_strdupv (arguments);
  reading->directory = g_strdup (directory);
  reading->base = g_strdup (base);
  reading->options = inflight_options_ref (options);
  reading->complaints = g_string_new (NULL);

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, inflight_arguments_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * inflight_arguments_read_finish:
 * @result: the result
 * @complaints: (out): what could not be understood, a line each; empty if all was
 *
 * Returns: (transfer full) (nullable) (element-type InflightRequest): a request
 *   for each address that could be understood
 */
GPtrArray *
inflight_arguments_read_finish (GAsyncResult  *result,
                                char         **complaints)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GPtrArray *requests = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_string_append_printf (reading->complaints, "%s\n", error->message);

  *complaints = g_strdup (reading->complaints->str);

  return requests;
}

static const char *
look_up (GVariantDict *options,
         const char   *name)
{
  const char *value = NULL;

  g_variant_dict_lookup (options, name, "&s", &value);

  return value;
}

/**
 * inflight_arguments_wait:
 * @options: the options of a launch
 *
 * Returns: whether a wait shall be made together with the tasks, which are started
 *   then: one of the options of a wait is there
 */
gboolean
inflight_arguments_wait (GVariantDict *options)
{
  return g_variant_dict_contains (options, "until") ||
         g_variant_dict_contains (options, "within") ||
         g_variant_dict_contains (options, "then") ||
         g_variant_dict_contains (options, "cancelled");
}

/**
 * inflight_arguments_read_wait:
 * @options: the options of a launch, which may come from another process
 * @condition: (inout): what a wait shall wait for; what no option says stays
 * @error: return location for an error
 *
 * The options are those of inflight-cli.
 *
 * Returns: whether they can be understood, and there is something to wait for, if
 *   there are any
 */
gboolean
inflight_arguments_read_wait (GVariantDict       *options,
                              InflightCondition  *condition,
                              GError            **error)
{
  if (!inflight_value_read_condition (look_up (options, "until"), look_up (options, "within"),
                                      look_up (options, "then"),
                                      look_up (options, "cancelled"), condition, error))
    return FALSE;

  if (!inflight_arguments_wait (options) || g_variant_dict_contains (options, G_OPTION_REMAINING))
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("There is no address to wait for"));

  return FALSE;
}
