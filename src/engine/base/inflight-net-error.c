/* inflight-net-error.c: what libraries say went wrong, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-net-error-private.h"

#include "inflight-types.h"

static InflightError
translate_io (int      code,
              gboolean in_body)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return INFLIGHT_ERROR_REFUSED;

    case G_IO_ERROR_HOST_NOT_FOUND:
      return INFLIGHT_ERROR_NAME_NOT_FOUND;

    /* A connection that the kernel gave up on. */
    case G_IO_ERROR_TIMED_OUT:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return INFLIGHT_ERROR_UNREACHABLE;

    case G_IO_ERROR_CONNECTION_CLOSED:
      return INFLIGHT_ERROR_RESET;

    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return INFLIGHT_ERROR_PROXY;

    case G_IO_ERROR_PARTIAL_INPUT:
      return in_body ? INFLIGHT_ERROR_TRUNCATED : INFLIGHT_ERROR_PROTOCOL;

    default:
      return INFLIGHT_ERROR_FAILED;
    }
}

static const char *
choose_message (const GError  *error,
                InflightError  code,
                gboolean       in_body)
{
  if (code != INFLIGHT_ERROR_RESET)
    return error->message;

  return in_body ? "the connection was reset in the body of the answer"
                 : "the connection was reset before the header of the answer";
}

/**
 * inflight_net_error_translate:
 * @error: what a library reported
 * @in_body: whether the header of the answer had arrived
 *
 * Our own errors stay what they are; so do cancellation and the lack of descriptors,
 * which are not failures of a task.
 *
 * Returns: (transfer full): the error in the domain %INFLIGHT_ERROR
 */
GError *
inflight_net_error_translate (const GError *error,
                              gboolean      in_body)
{
  InflightError code = INFLIGHT_ERROR_FAILED;

  if (error->domain == INFLIGHT_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    return g_error_copy (error);

  if (error->domain == G_IO_ERROR)
    code = translate_io (error->code, in_body);
  else if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    code = INFLIGHT_ERROR_NAME_NOT_FOUND;
  else if (error->domain == G_RESOLVER_ERROR)
    code = INFLIGHT_ERROR_NAME_LOOKUP;
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    code = INFLIGHT_ERROR_CERTIFICATE;
  else if (error->domain == G_TLS_ERROR)
    code = INFLIGHT_ERROR_TLS;

  return g_error_new_literal (INFLIGHT_ERROR, code,
                              choose_message (error, code, in_body));
}

/**
 * inflight_net_error_describe_certificate:
 * @flags: what is wrong with the certificate of a server
 *
 * Of several faults it names the one that the others depend on: who signed a
 * certificate comes before what it says.
 *
 * Returns: the message of an %INFLIGHT_ERROR_CERTIFICATE
 */
const char *
inflight_net_error_describe_certificate (GTlsCertificateFlags flags)
{
  static const struct
  {
    GTlsCertificateFlags  flag;
    const char           *message;
  } faults[] = {
    { G_TLS_CERTIFICATE_REVOKED, "the certificate was revoked" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "the issuer of the certificate is unknown" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, "the certificate is for another host" },
    { G_TLS_CERTIFICATE_EXPIRED, "the certificate has expired" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "the certificate is not valid yet" },
    { G_TLS_CERTIFICATE_INSECURE, "the certificate is signed in an insecure way" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (flags & faults[i].flag)
      return faults[i].message;

  return "the certificate is not acceptable";
}
