/* inflight-curl-error.c: what libcurl says went wrong, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include "inflight-base-private.h"

#include <errno.h>
#include <string.h>

/* Before 8.6 it says instead that it has no memory. */
#if LIBCURL_VERSION_NUM < 0x080600
#define CURLE_TOO_LARGE ((CURLcode) 100)
#endif

static GError *
new_error (InflightError  code,
           const char    *message)
{
  return g_error_new_literal (INFLIGHT_ERROR, code, message);
}

static InflightError
translate_errno (long number)
{
  switch (number)
    {
    case ECONNREFUSED:
      return INFLIGHT_ERROR_REFUSED;

    case ECONNRESET:
    case EPIPE:
      return INFLIGHT_ERROR_RESET;

    default:
      return INFLIGHT_ERROR_UNREACHABLE;
    }
}

/* No connection to a proxy is the proxy's fault, whoever asked for it. */
static GError *
new_connect_error (InflightCurlTransfer *transfer)
{
  long number = 0;
  InflightError code;

  curl_easy_getinfo (transfer->handle->easy, CURLINFO_OS_ERRNO, &number);
  code = translate_errno (number);

  if (transfer->met_private)
    return new_error (INFLIGHT_ERROR_PRIVATE_ADDRESS,
                      "a public host leads to a private address");

  if (transfer->no_descriptor)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                                "no descriptor for a socket");

  if (transfer->order.proxy != NULL)
    return g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY, "the proxy: %s",
                        number != 0 ? g_strerror (number) : "no connection");

  return new_error (code, number != 0 ? g_strerror (number) : "no connection");
}

static GError *
new_certificate_error (InflightCurlTransfer *transfer)
{
  GTlsCertificateFlags flags = G_TLS_CERTIFICATE_BAD_IDENTITY;

  /* OpenSSL found nothing wrong with it: it is libcurl that compares names. */
  if (transfer->tls != NULL && inflight_curl_tls_get_errors (transfer->tls) != 0)
    flags = inflight_curl_tls_get_errors (transfer->tls);

  if (transfer->order.record->connection != NULL)
    {
      transfer->order.record->connection->certificate_errors = flags;
      if (transfer->tls != NULL)
        inflight_curl_tls_describe (transfer->tls, transfer->order.record->connection);
    }

  return new_error (INFLIGHT_ERROR_CERTIFICATE,
                    inflight_net_error_describe_certificate (flags));
}

static gboolean
says (InflightCurlTransfer *transfer,
      const char           *words)
{
  return strstr (transfer->handle->message, words) != NULL;
}

/* libcurl has one code for a connection that broke and for chunks that are none
 * (RFC 9112, section 7.1). */
static GError *
new_receive_error (InflightCurlTransfer *transfer)
{
  if (!transfer->ready && transfer->order.proxy != NULL)
    return new_error (INFLIGHT_ERROR_PROXY, "the proxy broke the connection");

  if (says (transfer, "chunk"))
    return new_error (INFLIGHT_ERROR_PROTOCOL, "the chunks of the body are broken");

  return new_error (INFLIGHT_ERROR_RESET, transfer->head.complete
                      ? "the connection was reset in the body of the answer"
                      : "the connection was reset before the header of the answer");
}

static GError *
new_tls_error (InflightCurlTransfer *transfer)
{
  if (says (transfer, "reset by peer") || says (transfer, "SSL_ERROR_SYSCALL"))
    return new_error (INFLIGHT_ERROR_RESET, "the connection was reset in the TLS handshake");

  return new_error (INFLIGHT_ERROR_TLS, *transfer->handle->message != '\0'
                      ? transfer->handle->message : "no TLS connection");
}

/**
 * inflight_curl_translate_error:
 * @transfer: a transfer that failed
 * @code: what libcurl reported
 *
 * Messages of libcurl are not passed on but where they can hold nothing of an
 * address.
 *
 * Returns: (transfer full): the error in the domain %INFLIGHT_ERROR, or
 *   %G_IO_ERROR_TOO_MANY_OPEN_FILES
 */
GError *
inflight_curl_translate_error (InflightCurlTransfer *transfer,
                               CURLcode              code)
{
  if (transfer->met_private || transfer->no_descriptor)
    return new_connect_error (transfer);

  if (code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT)
    return new_connect_error (transfer);

  if (code == CURLE_URL_MALFORMAT)
    return new_error (INFLIGHT_ERROR_INVALID_ADDRESS, "not an address that libcurl takes");

  if (code == CURLE_PEER_FAILED_VERIFICATION)
    return new_certificate_error (transfer);

  if (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR)
    return new_receive_error (transfer);

  if (code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CACERT_BADFILE ||
      code == CURLE_SSL_CIPHER || code == CURLE_SSL_CERTPROBLEM)
    return new_tls_error (transfer);

  if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY)
    return new_error (INFLIGHT_ERROR_PROXY, "the proxy failed");

  if (code == CURLE_COULDNT_RESOLVE_HOST)
    return new_error (INFLIGHT_ERROR_NAME_LOOKUP, "the name could not be looked up");

  /* With HTTP/2 also for an answer whose header never came. */
  if (code == CURLE_PARTIAL_FILE && transfer->head.complete)
    return new_error (INFLIGHT_ERROR_TRUNCATED, "the body ended early");

  if (code == CURLE_PARTIAL_FILE || code == CURLE_GOT_NOTHING)
    return new_error (INFLIGHT_ERROR_PROTOCOL, "the connection was closed without an answer");

  /* The server gave the stream up (RFC 9113, section 5.4.2), unless it was libcurl that
   * did, because of what the server had sent. */
  if (code == CURLE_HTTP2_STREAM && !says (transfer, "PROTOCOL_ERROR"))
    return new_error (INFLIGHT_ERROR_RESET, transfer->head.complete
                        ? "the stream was reset in the body of the answer"
                        : "the stream was reset before the header of the answer");

  /* It says that of a field that it cannot split, too. */
  if (code == CURLE_BAD_FUNCTION_ARGUMENT && transfer->ready)
    return new_error (INFLIGHT_ERROR_PROTOCOL, "a line of the header is none");

  if (code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM || code == CURLE_WEIRD_SERVER_REPLY ||
      code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_BAD_CONTENT_ENCODING)
    return new_error (INFLIGHT_ERROR_PROTOCOL, "the answer is not HTTP, or contradicts itself");

  /* Its buffer for a line of the header is the only one that can be full. */
  if ((code == CURLE_OUT_OF_MEMORY || code == CURLE_TOO_LARGE) && transfer->ready &&
      !transfer->head.complete)
    return new_error (INFLIGHT_ERROR_HEADERS_TOO_LARGE, "more than 64 KiB of header");

  if (code == CURLE_TOO_LARGE)
    return new_error (INFLIGHT_ERROR_PROTOCOL, "a line of the trailer is too long");

  return new_error (INFLIGHT_ERROR_FAILED, curl_easy_strerror (code));
}
