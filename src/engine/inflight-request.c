/* inflight-request.c: the immutable description of one fetch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-request.h"

/**
 * InflightRequest:
 *
 * An address and the options it shares with its neighbours. Immutable, so that
 * the main thread and the network thread may both hold it.
 */
struct _InflightRequest
{
  gatomicrefcount  ref_count;
  InflightOptions *options;
  InflightUri     *uri;
};

G_DEFINE_BOXED_TYPE (InflightRequest, inflight_request,
                     inflight_request_ref, inflight_request_unref)

/**
 * inflight_request_new:
 * @uri: an absolute http or https address
 * @options: (transfer none): everything else
 * @error: return location for an error
 *
 * Returns: (transfer full): a request, or %NULL with
 *   %INFLIGHT_ERROR_INVALID_ADDRESS
 */
InflightRequest *
inflight_request_new (const char       *uri,
                      InflightOptions  *options,
                      GError          **error)
{
  InflightRequest *self;
  InflightUri *parsed;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  parsed = inflight_uri_new (uri, error);
  if (parsed == NULL)
    return NULL;

  self = g_new (InflightRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->options = inflight_options_ref (options);
  self->uri = parsed;

  return self;
}

/**
 * inflight_request_ref:
 * @self: a request
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightRequest *
inflight_request_ref (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_request_unref:
 * @self: (transfer full): a request
 *
 * May be called on any thread.
 */
void
inflight_request_unref (InflightRequest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  inflight_options_unref (self->options);
  inflight_uri_unref (self->uri);
  g_free (self);
}

/**
 * inflight_request_get_uri:
 * @self: a request
 *
 * It may hold credentials: show inflight_request_dup_display() instead.
 *
 * Returns: the absolute address as it was typed
 */
const char *
inflight_request_get_uri (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return inflight_uri_get_text (self->uri);
}

/**
 * inflight_request_peek_uri:
 * @self: a request
 *
 * Returns: (transfer none): its address, taken apart
 */
InflightUri *
inflight_request_peek_uri (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/**
 * inflight_request_get_origin:
 * @self: a request
 *
 * Returns: (transfer none): where it goes, see inflight_uri_get_origin()
 */
char *
inflight_request_get_origin (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return inflight_uri_get_origin (self->uri);
}

/**
 * inflight_request_dup_display:
 * @self: a request
 *
 * Returns: (transfer full): the address without what must not be shown, see
 *   inflight_uri_dup_display()
 */
char *
inflight_request_dup_display (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return inflight_uri_dup_display (inflight_uri_get_text (self->uri));
}

/**
 * inflight_request_get_options:
 * @self: a request
 *
 * Returns: (transfer none): the options
 */
const InflightOptions *
inflight_request_get_options (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->options;
}
