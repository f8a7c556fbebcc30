/* inflight-lab-serve.c: what the practice server answers to a request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab-serve-private.h"

#include "inflight-lab-answer-private.h"
#include "inflight-lab-params-private.h"

#include <string.h>

static void
respond_error (SoupServerMessage *message,
               guint              status,
               const char        *text)
{
  g_autofree char *body = g_strdup_printf ("{\"error\":\"%s\"}", text);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, INFLIGHT_LAB_JSON,
                                    SOUP_MEMORY_COPY, body, strlen (body));
}

static void
respond_page (SoupServerMessage     *message,
              const InflightLabPage *page)
{
  SoupMessageHeaders *headers = NULL;
  SoupMessageBody *body = NULL;

  headers = soup_server_message_get_response_headers (message);
  body = soup_server_message_get_response_body (message);
  soup_message_headers_replace (headers, "Content-Type", page->content_type);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_body_append_bytes (body, page->body);
}

/* RFC 9110, section 15.4: those that lead elsewhere. */
static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY ||
         status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_SEE_OTHER ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT ||
         status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static guint
choose_status (const InflightLabParams *params,
               gboolean                 fails)
{
  if (fails)
    return SOUP_STATUS_SERVICE_UNAVAILABLE;

  if (params->status > 0)
    return params->status;

  if (params->location != NULL)
    return SOUP_STATUS_FOUND;

  if (params->retry_after_s >= 0 && params->flaky_percent < 0)
    return SOUP_STATUS_SERVICE_UNAVAILABLE;

  return SOUP_STATUS_OK;
}

static void
set_head (SoupServerMessage       *message,
          const InflightLabPage   *page,
          const InflightLabParams *params,
          gboolean                 fails)
{
  SoupMessageHeaders *headers = NULL;
  guint status = choose_status (params, fails);

  headers = soup_server_message_get_response_headers (message);
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Content-Type", page->content_type);

  if (is_redirect (status))
    soup_message_headers_replace (headers, "Location",
                                  params->location != NULL ? params->location
                                                           : "/posts/1");

  /* Among flaky answers only those that failed are to be tried again. */
  if (params->retry_after_s >= 0 && (fails || params->flaky_percent < 0))
    {
      g_autofree char *seconds = NULL;

      seconds = g_strdup_printf ("%" G_GINT64_FORMAT, params->retry_after_s);
      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
}

/* A page of HTML may be cut short. JSON must stay JSON, so that it becomes
 * shorter JSON when there is no room for the post. */
static GBytes *
fit_body (const InflightLabPage *page,
          gint64                 size_bytes)
{
  if (size_bytes >= (gint64) g_bytes_get_size (page->body) ||
      !g_str_equal (page->content_type, INFLIGHT_LAB_JSON))
    return g_bytes_ref (page->body);

  return size_bytes >= 2 ? g_bytes_new_static ("{}", 2)
                         : g_bytes_new_static ("0", 1);
}

static void
respond_as_asked (InflightLabPosts        *posts,
                  InflightLabDice         *dice,
                  SoupServerMessage       *message,
                  const char              *path,
                  GSocket                 *socket,
                  const InflightLabPage   *page,
                  const InflightLabParams *params)
{
  InflightLabPlan plan = { 0 };
  g_autoptr (GBytes) body = NULL;
  double jitter = 0;
  double luck = 1;

  if (params->jitter_ms > 0 || params->flaky_percent > 0)
    inflight_lab_dice_throw (dice, params->seed, path, &jitter, &luck);

  set_head (message, page, params, luck * 100 < params->flaky_percent);

  plan.size_bytes = params->size_bytes;
  if (plan.size_bytes < 0)
    plan.size_bytes = g_bytes_get_size (page->body);
  plan.body = body = fit_body (page, plan.size_bytes);
  plan.padding = inflight_lab_posts_get_padding (posts);
  plan.delay_ms = params->delay_ms >= 0 ? params->delay_ms : page->delay_ms;
  if (params->jitter_ms > 0)
    plan.delay_ms += (gint64) (jitter * (params->jitter_ms + 1));
  plan.trickle_ms = MAX (params->trickle_ms, 0);
  plan.hang = params->hang;
  plan.reset = params->reset;

  inflight_lab_answer (message, socket, &plan);
}

/**
 * inflight_lab_serve:
 * @posts: what there is
 * @dice: chance
 * @message: a request that was read
 * @path: the path of its address, decoded
 * @socket: the socket it came from
 *
 * Answers @message, at once or over the turns of the main context to come. A
 * request without a query is the common case, and cheap.
 */
void
inflight_lab_serve (InflightLabPosts  *posts,
                    InflightLabDice   *dice,
                    SoupServerMessage *message,
                    const char        *path,
                    GSocket           *socket)
{
  g_auto (InflightLabParams) params = { 0 };
  g_autoptr (GError) error = NULL;
  const InflightLabPage *page = NULL;
  const char *query = NULL;

  g_return_if_fail (posts != NULL);
  g_return_if_fail (dice != NULL);
  g_return_if_fail (SOUP_IS_SERVER_MESSAGE (message));
  g_return_if_fail (path != NULL);
  g_return_if_fail (G_IS_SOCKET (socket));

  query = g_uri_get_query (soup_server_message_get_uri (message));
  page = inflight_lab_posts_lookup (posts, path);

  if (page == NULL)
    respond_error (message, SOUP_STATUS_NOT_FOUND, "not found");
  else if (query == NULL && page->delay_ms == 0)
    respond_page (message, page);
  else if (inflight_lab_params_init (&params, query, &error))
    respond_as_asked (posts, dice, message, path, socket, page, &params);
  else
    respond_error (message, SOUP_STATUS_BAD_REQUEST, error->message);
}
