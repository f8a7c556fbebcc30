/* inflight-options.c: what many requests have in common
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-options.h"

#include "inflight-base-private.h"

#include <string.h>

/**
 * InflightOptions:
 *
 * Everything about a fetch but its address: method, headers, limits, what
 * counts as a failure and where the title is.
 *
 * One object serves a whole list of requests. It is set up on the main thread
 * and not changed after the first request was made with it, so that any thread
 * may read it without a lock.
 */
struct _InflightOptions
{
  gatomicrefcount      ref_count;
  char                *method;
  GBytes              *body;
  gint64               deadline_us;
  gint64               run_deadline_us;
  guint64              limit_bytes;
  guint                max_redirects;
  guint                max_retries;
  gboolean             retries_unsafe;
  gboolean             insecure;
  gboolean             allows_private;
  gboolean             keeps_answer;
  InflightErrorPolicy  error_policy;
  char                *title_pointer;
  GPtrArray           *names;
  GPtrArray           *values;
};

G_DEFINE_BOXED_TYPE (InflightOptions, inflight_options,
                     inflight_options_ref, inflight_options_unref)

/**
 * inflight_options_new:
 *
 * Returns: (transfer full): options for a GET with the default limits
 */
InflightOptions *
inflight_options_new (void)
{
  InflightOptions *self = g_new0 (InflightOptions, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup ("GET");
  self->deadline_us = INFLIGHT_DEFAULT_DEADLINE_US;
  self->limit_bytes = INFLIGHT_DEFAULT_LIMIT_BYTES;
  self->max_redirects = INFLIGHT_DEFAULT_MAX_REDIRECTS;
  self->keeps_answer = TRUE;
  self->error_policy = INFLIGHT_ERROR_POLICY_STATUS;
  self->title_pointer = g_strdup ("/title");
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * inflight_options_ref:
 * @self: options
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightOptions *
inflight_options_ref (InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_options_unref:
 * @self: (transfer full): options
 *
 * May be called on any thread.
 */
void
inflight_options_unref (InflightOptions *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->method);
  g_free (self->title_pointer);
  g_free (self);
}

/**
 * inflight_options_get_method:
 * @self: options
 *
 * Returns: the method of the requests (RFC 9110, section 9)
 */
const char *
inflight_options_get_method (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * inflight_options_set_method:
 * @self: options
 * @method: a method, which is case-sensitive (RFC 9110, section 9.1)
 * @error: return location for an error
 *
 * Returns: whether @method is a token, and none that turns the connection into
 *   something else; otherwise %INFLIGHT_ERROR_INVALID_METHOD
 */
gboolean
inflight_options_set_method (InflightOptions  *self,
                             const char       *method,
                             GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (method != NULL, FALSE);

  if (!inflight_header_is_token (method, strlen (method)))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_METHOD,
                   "“%s” is not a method such as GET", method);
      return FALSE;
    }

  if (strcmp (method, "CONNECT") == 0)
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_METHOD,
                           "CONNECT is for proxies");
      return FALSE;
    }

  g_free (self->method);
  self->method = g_strdup (method);

  return TRUE;
}

/**
 * inflight_options_is_safe:
 * @self: options
 *
 * Returns: whether the method asks for nothing to be changed (RFC 9110, section
 *   9.2.1); a method that is not known may change anything
 */
gboolean
inflight_options_is_safe (const InflightOptions *self)
{
  static const char *const safe[] = { "GET", "HEAD", "OPTIONS", "TRACE", NULL };

  g_return_val_if_fail (self != NULL, FALSE);

  return g_strv_contains (safe, self->method);
}

/**
 * inflight_method_is_idempotent:
 * @method: a method
 *
 * Returns: whether asking twice comes to the same as asking once (RFC 9110,
 *   section 9.2.2)
 */
gboolean
inflight_method_is_idempotent (const char *method)
{
  static const char *const methods[] = {
    "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", NULL,
  };

  return g_strv_contains (methods, method);
}

/**
 * inflight_options_is_idempotent:
 * @self: options
 *
 * Returns: whether the method is, see inflight_method_is_idempotent()
 */
gboolean
inflight_options_is_idempotent (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return inflight_method_is_idempotent (self->method);
}

/**
 * inflight_options_get_body:
 * @self: options
 *
 * Returns: (transfer none) (nullable): what is sent with each request
 */
GBytes *
inflight_options_get_body (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

/**
 * inflight_options_set_body:
 * @self: options
 * @body: (nullable): what to send with each request; its type is said by a
 *   header field Content-Type, see inflight_options_add_header()
 */
void
inflight_options_set_body (InflightOptions *self,
                           GBytes          *body)
{
  g_return_if_fail (self != NULL);

  if (body != NULL)
    g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
}

/**
 * inflight_options_get_deadline_us:
 * @self: options
 *
 * Returns: how long an attempt may take, in microseconds, redirects included
 *   and time in the queue not; 0 for no limit
 */
gint64
inflight_options_get_deadline_us (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->deadline_us;
}

void
inflight_options_set_deadline_us (InflightOptions *self,
                                  gint64           deadline_us)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (deadline_us >= 0);

  self->deadline_us = deadline_us;
}

/**
 * inflight_options_get_run_deadline_us:
 * @self: options
 *
 * Returns: how long after its launch a task may take in all, in microseconds,
 *   with the time in the queue, holds and retries; 0 for no limit
 */
gint64
inflight_options_get_run_deadline_us (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->run_deadline_us;
}

void
inflight_options_set_run_deadline_us (InflightOptions *self,
                                      gint64           run_deadline_us)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (run_deadline_us >= 0);

  self->run_deadline_us = run_deadline_us;
}

/**
 * inflight_options_get_limit_bytes:
 * @self: options
 *
 * Returns: the size in bytes beyond which a body fails the task
 */
guint64
inflight_options_get_limit_bytes (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->limit_bytes;
}

void
inflight_options_set_limit_bytes (InflightOptions *self,
                                  guint64          limit_bytes)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (limit_bytes > 0);

  self->limit_bytes = limit_bytes;
}

/**
 * inflight_options_get_max_redirects:
 * @self: options
 *
 * Returns: how many redirects are followed before the task fails
 */
guint
inflight_options_get_max_redirects (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_redirects;
}

void
inflight_options_set_max_redirects (InflightOptions *self,
                                    guint            max_redirects)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (max_redirects <= INFLIGHT_MAX_REDIRECTS);

  self->max_redirects = max_redirects;
}

/**
 * inflight_options_get_max_retries:
 * @self: options
 *
 * Returns: how often a failed attempt is made again; 0, the default, for never
 */
guint
inflight_options_get_max_retries (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_retries;
}

/**
 * inflight_options_set_max_retries:
 * @self: options
 * @max_retries: how often a failed attempt is made again, 0 for never
 *
 * Only what is likely to pass is tried again: no connection, no answer in time,
 * and the statuses 429, 502, 503 and 504. And only what may be asked twice, see
 * inflight_options_set_retries_unsafe().
 */
void
inflight_options_set_max_retries (InflightOptions *self,
                                  guint            max_retries)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (max_retries <= INFLIGHT_MAX_RETRIES);

  self->max_retries = max_retries;
}

/**
 * inflight_options_get_retries_unsafe:
 * @self: options
 *
 * Returns: whether methods that are not idempotent are tried again, too
 */
gboolean
inflight_options_get_retries_unsafe (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->retries_unsafe;
}

void
inflight_options_set_retries_unsafe (InflightOptions *self,
                                     gboolean         retries_unsafe)
{
  g_return_if_fail (self != NULL);

  self->retries_unsafe = retries_unsafe;
}

/**
 * inflight_options_get_insecure:
 * @self: options
 *
 * Returns: whether an answer is taken although something is wrong with the
 *   server's certificate; inflight_task_is_unchecked() says where that was so
 */
gboolean
inflight_options_get_insecure (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->insecure;
}

void
inflight_options_set_insecure (InflightOptions *self,
                               gboolean         insecure)
{
  g_return_if_fail (self != NULL);

  self->insecure = insecure;
}

/**
 * inflight_options_get_allows_private:
 * @self: options
 *
 * Returns: whether a public host may lead, by a redirect or the answer of the
 *   name service, to a loopback, link-local or private address
 */
gboolean
inflight_options_get_allows_private (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->allows_private;
}

void
inflight_options_set_allows_private (InflightOptions *self,
                                     gboolean         allows_private)
{
  g_return_if_fail (self != NULL);

  self->allows_private = allows_private;
}

/**
 * inflight_options_get_keeps_answer:
 * @self: options
 *
 * Returns: whether the header and the head of the body of an answer are kept once
 *   the task has settled
 */
gboolean
inflight_options_get_keeps_answer (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->keeps_answer;
}

/**
 * inflight_options_set_keeps_answer:
 * @self: options
 * @keeps_answer: whether somebody will look at the header and the body of an answer,
 *   besides its title; %TRUE by default
 *
 * What is not kept is as if it had not been there: inflight_task_get_headers() and
 * inflight_task_get_body() know nothing of it.
 */
void
inflight_options_set_keeps_answer (InflightOptions *self,
                                   gboolean         keeps_answer)
{
  g_return_if_fail (self != NULL);

  self->keeps_answer = keeps_answer;
}

/**
 * inflight_options_get_title_pointer:
 * @self: options
 *
 * Returns: the JSON Pointer (RFC 6901) of the title in a JSON answer
 */
const char *
inflight_options_get_title_pointer (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title_pointer;
}

/* RFC 6901, section 3: empty, or a “/” before every token; “~” only in the
 * escapes “~0” and “~1”. */
static gboolean
is_json_pointer (const char *pointer)
{
  if (*pointer != '\0' && *pointer != '/')
    return FALSE;

  for (const char *p = strchr (pointer, '~'); p != NULL; p = strchr (p + 1, '~'))
    if (p[1] != '0' && p[1] != '1')
      return FALSE;

  return g_utf8_validate (pointer, -1, NULL);
}

/**
 * inflight_options_set_title_pointer:
 * @self: options
 * @pointer: a JSON Pointer (RFC 6901), such as `/items/0/name`; a bare member
 *   name without “/” and “~” is taken as a member of the root
 * @error: return location for an error
 *
 * Returns: whether @pointer is one; otherwise %INFLIGHT_ERROR_FAILED
 */
gboolean
inflight_options_set_title_pointer (InflightOptions  *self,
                                    const char       *pointer,
                                    GError          **error)
{
  g_autofree char *rooted = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (pointer != NULL, FALSE);

  if (*pointer != '\0' && strpbrk (pointer, "/~") == NULL)
    rooted = g_strconcat ("/", pointer, NULL);
  else
    rooted = g_strdup (pointer);

  if (!is_json_pointer (rooted))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_FAILED,
                   "“%s” is not a JSON Pointer", pointer);
      return FALSE;
    }

  g_free (self->title_pointer);
  self->title_pointer = g_steal_pointer (&rooted);

  return TRUE;
}

/**
 * inflight_options_get_error_policy:
 * @self: options
 *
 * Returns: what counts as a failure
 */
InflightErrorPolicy
inflight_options_get_error_policy (const InflightOptions *self)
{
  g_return_val_if_fail (self != NULL, INFLIGHT_ERROR_POLICY_STATUS);

  return self->error_policy;
}

void
inflight_options_set_error_policy (InflightOptions     *self,
                                   InflightErrorPolicy  policy)
{
  g_return_if_fail (self != NULL);

  self->error_policy = policy;
}

/**
 * inflight_options_add_header:
 * @self: options
 * @line: a header field, `Name: value` (RFC 9110, section 5)
 * @error: return location for an error
 *
 * Adds a header field to every request. Fields that frame the message, such as
 * Content-Length and Host, belong to Inflight and are refused.
 *
 * Returns: whether @line is one; otherwise %INFLIGHT_ERROR_INVALID_HEADER
 */
gboolean
inflight_options_add_header (InflightOptions  *self,
                             const char       *line,
                             GError          **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (line != NULL, FALSE);

  if (!inflight_header_split (line, &name, &value, error))
    return FALSE;

  g_ptr_array_add (self->names, g_steal_pointer (&name));
  g_ptr_array_add (self->values, g_steal_pointer (&value));

  return TRUE;
}

/**
 * inflight_options_foreach_header:
 * @self: options
 * @func: (scope call): called with each header field, in the order added
 * @user_data: passed to @func
 */
void
inflight_options_foreach_header (const InflightOptions *self,
                                 InflightHeaderFunc     func,
                                 gpointer               user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  for (guint i = 0; i < self->names->len; i++)
    func (g_ptr_array_index (self->names, i),
          g_ptr_array_index (self->values, i),
          user_data);
}
