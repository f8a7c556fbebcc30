/* inflight-attempt.c: one attempt, from its place to its result
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-attempt-private.h"

#include "inflight-title.h"
#include "inflight-uri.h"

#include <string.h>

InflightAttempt *
inflight_attempt_new (InflightScheduler *scheduler,
                      InflightRequest   *request,
                      gint64             now_us)
{
  const InflightOptions *options = inflight_request_get_options (request);
  InflightAttempt *self = g_new0 (InflightAttempt, 1);

  self->scheduler = scheduler;
  self->uri = inflight_uri_ref (inflight_request_peek_uri (request));
  self->method = inflight_options_get_method (options);
  self->sends_body = inflight_options_get_body (options) != NULL;
  self->since_us = now_us;

  return self;
}

void
inflight_attempt_free (InflightAttempt *self)
{
  g_assert (self->transfer == NULL);

  inflight_uri_unref (self->uri);
  g_clear_pointer (&self->cookies, inflight_cookies_free);
  g_free (self);
}

static void
find_cookie_cb (const char *name,
                const char *value,
                gpointer    user_data)
{
  const char **found = user_data;

  if (g_ascii_strcasecmp (name, "Cookie") == 0)
    *found = value;
}

/**
 * inflight_attempt_dup_cookies:
 * @self: an attempt
 * @options: the options of its request
 *
 * Returns: (transfer full) (nullable): the field Cookie of the next transfer: what
 *   redirects have set, behind what the person has as long as that stays at home;
 *   %NULL if none has set any
 */
char *
inflight_attempt_dup_cookies (const InflightAttempt *self,
                              const InflightOptions *options)
{
  const char *own = NULL;
  g_autofree char *set = NULL;

  if (self->cookies != NULL)
    set = inflight_cookies_dup (self->cookies, self->uri);

  if (set == NULL || self->foreign)
    return g_steal_pointer (&set);

  inflight_options_foreach_header (options, find_cookie_cb, &own);

  return own != NULL ? g_strconcat (own, "; ", set, NULL) : g_steal_pointer (&set);
}

/* RFC 9110, section 15.4: 303 asks for the answer to be fetched elsewhere; after
 * 301 and 302 POST becomes GET, as everybody has it; 307 and 308 repeat the
 * request as it was. */
static void
adapt_method (InflightAttempt *self,
              guint            status)
{
  gboolean rewrites = status == 303 ? strcmp (self->method, "HEAD") != 0
                                    : (status == 301 || status == 302) &&
                                      strcmp (self->method, "POST") == 0;

  if (!rewrites)
    return;

  self->method = "GET";
  self->sends_body = FALSE;
}

/* Without them the target might answer something else altogether. */
static gboolean
take_cookies (InflightAttempt *self,
              InflightAnswer  *answer)
{
  if (!inflight_cookies_are_in (answer->headers))
    return TRUE;

  if (self->cookies == NULL)
    self->cookies = inflight_cookies_new (&answer->error);
  if (self->cookies == NULL)
    return FALSE;

  inflight_cookies_take (self->cookies, self->uri, answer->headers);

  return TRUE;
}

/**
 * inflight_attempt_follow:
 * @self: an attempt
 * @options: the options of its request
 * @answer: what its last transfer brought; gets an error if it is a redirect that
 *   cannot be followed
 *
 * Returns: whether @answer is a redirect and @self now points to its target
 */
gboolean
inflight_attempt_follow (InflightAttempt       *self,
                         const InflightOptions *options,
                         InflightAnswer        *answer)
{
  guint max_redirects = inflight_options_get_max_redirects (options);
  g_autoptr (GError) local_error = NULL;
  InflightUri *target;

  if (answer->error != NULL || !inflight_answer_is_redirect (answer))
    return FALSE;

  if (self->n_redirects >= max_redirects)
    {
      g_set_error (&answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_REDIRECT_LIMIT,
                   "more than %u redirects", max_redirects);
      return FALSE;
    }

  target = inflight_uri_resolve (self->uri, answer->location, &local_error);
  if (target == NULL)
    {
      g_set_error (&answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_BAD_REDIRECT,
                   "redirect to an address that is not followed: %s",
                   local_error->message);
      return FALSE;
    }

  if (inflight_uri_get_origin (target) != inflight_uri_get_origin (self->uri))
    self->foreign = TRUE;

  if (!take_cookies (self, answer))
    {
      inflight_uri_unref (target);
      return FALSE;
    }

  adapt_method (self, answer->status);
  inflight_uri_unref (self->uri);
  self->uri = target;
  self->n_redirects++;

  return TRUE;
}

/**
 * inflight_attempt_expire:
 * @self: an attempt
 * @run: whether it was the deadline of the run that passed, not the attempt's
 *
 * Remembers that a deadline passed; the first reason stands.
 */
void
inflight_attempt_expire (InflightAttempt *self,
                         gboolean         run)
{
  if (self->expired != 0)
    return;

  if (run)
    self->expired = INFLIGHT_ERROR_RUN_TIMED_OUT;
  else if (self->stage == INFLIGHT_TASK_STATE_RECEIVING)
    self->expired = INFLIGHT_ERROR_TIMED_OUT_RECEIVING;
  else if (self->stage == INFLIGHT_TASK_STATE_WAITING)
    self->expired = INFLIGHT_ERROR_TIMED_OUT_WAITING;
  else
    self->expired = INFLIGHT_ERROR_TIMED_OUT_CONNECTING;
}

/**
 * inflight_attempt_new_expiry:
 * @code: a time-out
 *
 * Returns: (transfer full): the error of a deadline that passed
 */
GError *
inflight_attempt_new_expiry (InflightError code)
{
  const char *message = "timed out making a connection";

  if (code == INFLIGHT_ERROR_RUN_TIMED_OUT)
    message = "the time for the whole run is over";
  else if (code == INFLIGHT_ERROR_TIMED_OUT_RECEIVING)
    message = "timed out before the body was complete";
  else if (code == INFLIGHT_ERROR_TIMED_OUT_WAITING)
    message = "timed out waiting for an answer";

  return g_error_new_literal (INFLIGHT_ERROR, code, message);
}

/**
 * inflight_attempt_conclude:
 * @self: an attempt
 * @request: its request
 * @answer: (transfer full): what its last transfer brought
 *
 * Judges an answer by the options of the request, and finds its title.
 *
 * Returns: (transfer full): the result, with an error if the task failed
 */
InflightResult *
inflight_attempt_conclude (InflightAttempt *self,
                           InflightRequest *request,
                           InflightAnswer  *answer)
{
  const InflightOptions *options = inflight_request_get_options (request);
  InflightResult *result = g_new0 (InflightResult, 1);
  g_autoptr (InflightAnswer) owned = answer;

  /* A transport that stops at a status says so; whether it is an error is not
   * for it to decide. */
  if (g_error_matches (answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS))
    g_clear_error (&answer->error);

  if (self->expired != 0 && answer->error != NULL)
    result->error = inflight_attempt_new_expiry (self->expired);
  else if (answer->error != NULL)
    result->error = g_steal_pointer (&answer->error);
  else if (answer->status >= 400 &&
           inflight_options_get_error_policy (options) == INFLIGHT_ERROR_POLICY_STATUS)
    result->error = g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS,
                                 "HTTP %u", answer->status);

  if (answer->status != 0)
    result->title = inflight_title_find (answer->body, answer->bytes, answer->content_type,
                                         inflight_options_get_title_pointer (options));

  result->status = answer->status;
  result->encoding = g_steal_pointer (&answer->encoding);
  if (inflight_options_get_keeps_answer (options))
    {
      result->headers = g_steal_pointer (&answer->headers);
      inflight_result_take_body (result, g_steal_pointer (&answer->body));
    }
  result->bytes = answer->bytes;
  result->unverified = answer->unverified;
  result->body_dropped = answer->shortened;

  return result;
}
