/* inflight-words-status.c: HTTP statuses as translated words
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

typedef struct
{
  guint       status;
  const char *phrase;
} StatusInfo;

/* Those of IANA's HTTP Status Code Registry, in order, 418 as RFC 2324 has it. What
 * a server writes there is not shown. */
static const StatusInfo infos[] = {
  /* Translators: what HTTP statuses mean, from 100 to 511; see their registry */
  { 100, N_("continue") },
  { 101, N_("switching protocols") },
  { 102, N_("processing") },
  { 103, N_("early hints") },
  { 104, N_("upload resumption supported") },
  { 200, N_("OK") },
  { 201, N_("created") },
  { 202, N_("accepted") },
  { 203, N_("non-authoritative information") },
  { 204, N_("no content") },
  { 205, N_("reset content") },
  { 206, N_("partial content") },
  { 207, N_("multi-status") },
  { 208, N_("already reported") },
  { 226, N_("IM used") },
  { 300, N_("multiple choices") },
  { 301, N_("moved permanently") },
  { 302, N_("found") },
  { 303, N_("see other") },
  { 304, N_("not modified") },
  { 305, N_("use proxy") },
  { 307, N_("temporary redirect") },
  { 308, N_("permanent redirect") },
  { 400, N_("bad request") },
  { 401, N_("authentication required") },
  { 402, N_("payment required") },
  { 403, N_("forbidden") },
  { 404, N_("not found") },
  { 405, N_("method not allowed") },
  { 406, N_("not acceptable") },
  { 407, N_("proxy authentication required") },
  { 408, N_("request timeout") },
  { 409, N_("conflict") },
  { 410, N_("gone") },
  { 411, N_("length required") },
  { 412, N_("precondition failed") },
  { 413, N_("content too large") },
  { 414, N_("address too long") },
  { 415, N_("unsupported media type") },
  { 416, N_("range not satisfiable") },
  { 417, N_("expectation failed") },
  { 418, N_("I’m a teapot") },
  { 421, N_("misdirected request") },
  { 422, N_("unprocessable content") },
  { 423, N_("locked") },
  { 424, N_("failed dependency") },
  { 425, N_("too early") },
  { 426, N_("upgrade required") },
  { 428, N_("precondition required") },
  { 429, N_("too many requests") },
  { 431, N_("request header fields too large") },
  { 451, N_("unavailable for legal reasons") },
  { 500, N_("internal server error") },
  { 501, N_("not implemented") },
  { 502, N_("bad gateway") },
  { 503, N_("service unavailable") },
  { 504, N_("gateway timeout") },
  { 505, N_("HTTP version not supported") },
  { 506, N_("variant also negotiates") },
  { 507, N_("insufficient storage") },
  { 508, N_("loop detected") },
  { 510, N_("not extended") },
  { 511, N_("network authentication required") },
};

static const char *
find_phrase (guint status)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (infos);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (infos[middle].status < status)
        low = middle + 1;
      else
        high = middle;
    }

  return low < G_N_ELEMENTS (infos) && infos[low].status == status ? _(infos[low].phrase) : NULL;
}

/**
 * inflight_words_status:
 * @status: an HTTP status
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): the status, and what it means if that is registered:
 *   “HTTP 404: not found”
 */
char *
inflight_words_status (guint status)
{
  const char *phrase = find_phrase (status);

  if (phrase == NULL)
    /* Translators: %u is an HTTP status, such as 404 */
    return g_strdup_printf (_("HTTP %u"), status);

  /* Translators: an HTTP status, such as 404, and what it means */
  return g_strdup_printf (_("HTTP %u: %s"), status, phrase);
}
