/* inflight-request.c: the immutable description of one fetch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-request.h"

#include "inflight-base-private.h"

/**
 * InflightRequest:
 *
 * An address and the options it shares with its neighbours. Immutable, so that
 * the main thread and the network thread may both hold it.
 *
 * The two are one piece of memory and share a reference count: who holds the
 * address holds the request.
 */
struct _InflightRequest
{
  InflightOptions *options;
  InflightUri      uri;
};

G_DEFINE_BOXED_TYPE (InflightRequest, inflight_request,
                     inflight_request_ref, inflight_request_unref)

static InflightRequest *
request_from_uri (InflightUri *uri)
{
  return (InflightRequest *) ((char *) uri - G_STRUCT_OFFSET (InflightRequest, uri));
}

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
  InflightUri *address;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  address = inflight_uri_new_in_request (uri, G_STRUCT_OFFSET (InflightRequest, uri), error);
  if (address == NULL)
    return NULL;

  self = request_from_uri (address);
  self->options = inflight_options_ref (options);

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

  inflight_uri_ref (&self->uri);

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

  inflight_uri_unref (&self->uri);
}

/*
 * inflight_uri_free_request:
 * @uri: an address that nobody holds any more
 *
 * Frees the request that it is part of.
 */
void
inflight_uri_free_request (InflightUri *uri)
{
  InflightRequest *self = request_from_uri (uri);

  inflight_options_unref (self->options);
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

  return inflight_uri_get_text (&self->uri);
}

/**
 * inflight_request_peek_uri:
 * @self: a request
 *
 * Returns: (transfer none): its address, taken apart; a reference to it keeps
 *   @self, too
 */
InflightUri *
inflight_request_peek_uri (InflightRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->uri;
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

  return inflight_uri_get_origin (&self->uri);
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

  return inflight_uri_dup_display (inflight_uri_get_text (&self->uri));
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
