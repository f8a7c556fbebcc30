/* inflight-curl-tls.c: what OpenSSL knows of a connection of libcurl's
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#ifdef HAVE_OPENSSL
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#endif

/**
 * InflightCurlTls:
 * @insecure: whether every certificate is accepted
 * @is_closed: whether the server said that nothing more will come
 * @certificate_errors: what is wrong with its certificate
 * @certificate: (nullable): that, once it was looked at
 *
 * What happened in the TLS of one connection. It is known where libcurl uses
 * OpenSSL.
 */
struct _InflightCurlTls
{
  gboolean             insecure;
  gboolean             is_closed;
  GTlsCertificateFlags certificate_errors;
#ifdef HAVE_OPENSSL
  X509                *certificate;
#endif
};

InflightCurlTls *
inflight_curl_tls_ref (InflightCurlTls *self)
{
  return g_rc_box_acquire (self);
}

static void
tls_clear (gpointer data)
{
#ifdef HAVE_OPENSSL
  InflightCurlTls *self = data;

  X509_free (self->certificate);
#endif
}

void
inflight_curl_tls_unref (InflightCurlTls *self)
{
  g_rc_box_release_full (self, tls_clear);
}

/**
 * inflight_curl_tls_is_cut:
 * @self: TLS of a connection that ended
 *
 * Returns: whether it ended without a close_notify alert, so that somebody may
 *   have cut it (RFC 8446, section 6.1; RFC 9112, section 9.8)
 */
gboolean
inflight_curl_tls_is_cut (InflightCurlTls *self)
{
  return !self->is_closed;
}

/**
 * inflight_curl_tls_get_errors:
 * @self: TLS of a connection
 *
 * Returns: what is wrong with the certificate of the server
 */
GTlsCertificateFlags
inflight_curl_tls_get_errors (InflightCurlTls *self)
{
  return self->certificate_errors;
}

#ifdef HAVE_OPENSSL

static int context_index = -1;

static InflightCurlTls *
get_tls (const SSL *ssl)
{
  return SSL_CTX_get_ex_data (SSL_get_SSL_CTX (ssl), context_index);
}

static void
free_cb (void           *parent,
         void           *data,
         CRYPTO_EX_DATA *ex_data,
         int             index,
         long            argl,
         void           *argp)
{
  if (data != NULL)
    inflight_curl_tls_unref (data);
}

static void
info_cb (const SSL *ssl,
         int        where,
         int        value)
{
  if (where == SSL_CB_READ_ALERT && (value & 0xff) == SSL_AD_CLOSE_NOTIFY)
    get_tls (ssl)->is_closed = TRUE;
}

static GTlsCertificateFlags
translate_verify_error (int code)
{
  switch (code)
    {
    case X509_V_OK:
      return G_TLS_CERTIFICATE_NO_FLAGS;

    case X509_V_ERR_CERT_HAS_EXPIRED:
      return G_TLS_CERTIFICATE_EXPIRED;

    case X509_V_ERR_CERT_NOT_YET_VALID:
      return G_TLS_CERTIFICATE_NOT_ACTIVATED;

    case X509_V_ERR_CERT_REVOKED:
      return G_TLS_CERTIFICATE_REVOKED;

    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return G_TLS_CERTIFICATE_BAD_IDENTITY;

    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return G_TLS_CERTIFICATE_INSECURE;

    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
      return G_TLS_CERTIFICATE_UNKNOWN_CA;

    default:
      return G_TLS_CERTIFICATE_GENERIC_ERROR;
    }
}

/* The chain is looked at from its end; this is its beginning. */
static void
note_certificate (InflightCurlTls *self,
                  X509            *certificate)
{
  if (self->certificate != NULL || certificate == NULL)
    return;

  X509_up_ref (certificate);
  self->certificate = certificate;
}

/* Every fault is noted; where certificates do not matter, none is one to OpenSSL
 * or libcurl. */
static int
verify_cb (int             verified,
           X509_STORE_CTX *store)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (store, SSL_get_ex_data_X509_STORE_CTX_idx ());
  InflightCurlTls *self = get_tls (ssl);

  note_certificate (self, X509_STORE_CTX_get0_cert (store));
  if (!verified)
    self->certificate_errors |= translate_verify_error (X509_STORE_CTX_get_error (store));

  if (!self->insecure)
    return verified;

  X509_STORE_CTX_set_error (store, X509_V_OK);

  return 1;
}

/* With a proxy over TLS the first handshake is the proxy's, whose certificate always
 * matters: it is shown the password. */
static gboolean
is_for_proxy (const InflightCurlTransfer *transfer)
{
  return transfer->order.proxy != NULL && g_str_has_prefix (transfer->order.proxy, "https:") &&
         transfer->tls == NULL;
}

/* CURLOPT_SSL_CTX_FUNCTION: libcurl makes a context for each connection. */
static CURLcode
context_cb (CURL *easy,
            void *context,
            void *user_data)
{
  InflightCurlHandle *handle = user_data;
  InflightCurlTls *self = g_rc_box_new0 (InflightCurlTls);
  gboolean for_proxy = is_for_proxy (handle->transfer);

  self->insecure = handle->insecure && !for_proxy;
  if (!for_proxy)
    handle->transfer->order.record->timings.secure_connection_start_us = g_get_monotonic_time ();
  g_clear_pointer (&handle->transfer->tls, inflight_curl_tls_unref);
  handle->transfer->tls = inflight_curl_tls_ref (self);
  inflight_curl_transfer_note_connection (handle->transfer);
  SSL_CTX_set_ex_data (context, context_index, self);
  SSL_CTX_set_info_callback (context, info_cb);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, verify_cb);

  return CURLE_OK;
}

static gboolean
is_openssl (void)
{
  const char *name = curl_version_info (CURLVERSION_NOW)->ssl_version;

  return name != NULL && g_str_has_prefix (name, "OpenSSL/");
}

static gboolean
init_once (void)
{
  static gsize initialized;
  static gboolean usable;

  if (g_once_init_enter (&initialized))
    {
      usable = is_openssl ();
      if (usable)
        context_index = SSL_CTX_get_ex_new_index (0, NULL, NULL, NULL, free_cb);
      g_once_init_leave (&initialized, 1);
    }

  return usable;
}

/* A certificate that nobody has to be right about is looked at all the same. */
static gboolean
is_for_host (SSL        *ssl,
             const char *host)
{
  X509 *certificate = SSL_get0_peer_certificate (ssl);
  gsize length = strlen (host);

  if (certificate == NULL)
    return FALSE;

  if (g_hostname_is_ip_address (host))
    return X509_check_ip_asc (certificate, host, 0) == 1;

  if (length > 0 && host[length - 1] == '.')
    length--;

  return X509_check_host (certificate, host, length, 0, NULL) == 1;
}

static char *
dup_name (X509_NAME *name)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  char *bounded = NULL;
  long length;

  /* What is not ASCII is left as it is. */
  if (X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0)
    {
      length = BIO_get_mem_data (bio, &text);
      bounded = inflight_connection_bound_name (text, length);
    }

  BIO_free (bio);

  return bounded;
}

static gint64
to_seconds (const ASN1_TIME *time)
{
  g_autoptr (GDateTime) date = NULL;
  struct tm tm;

  if (ASN1_TIME_to_tm (time, &tm) != 1)
    return 0;

  date = g_date_time_new_utc (tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                              tm.tm_hour, tm.tm_min, tm.tm_sec);

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/**
 * inflight_curl_tls_describe:
 * @self: TLS of a connection
 * @connection: what is to say whose certificate was shown, if one was
 */
void
inflight_curl_tls_describe (InflightCurlTls    *self,
                            InflightConnection *connection)
{
  X509 *certificate = self->certificate;

  if (certificate == NULL || connection->certificate_subject != NULL)
    return;

  connection->certificate_subject = dup_name (X509_get_subject_name (certificate));
  connection->certificate_issuer = dup_name (X509_get_issuer_name (certificate));
  connection->certificate_begins_s = to_seconds (X509_get0_notBefore (certificate));
  connection->certificate_ends_s = to_seconds (X509_get0_notAfter (certificate));
}

static SSL *
get_ssl (CURL *easy)
{
  struct curl_tlssessioninfo *session = NULL;

  if (!init_once () ||
      curl_easy_getinfo (easy, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK ||
      session == NULL || session->backend != CURLSSLBACKEND_OPENSSL)
    return NULL;

  return session->internals;
}

/**
 * inflight_curl_tls_prepare:
 * @easy: a handle
 * @handle: what it belongs to
 *
 * Has what happens in the TLS of its connections noted, where that can be.
 */
void
inflight_curl_tls_prepare (CURL               *easy,
                           InflightCurlHandle *handle)
{
  if (!init_once ())
    return;

  curl_easy_setopt (easy, CURLOPT_SSL_CTX_FUNCTION, context_cb);
  curl_easy_setopt (easy, CURLOPT_SSL_CTX_DATA, handle);
}

/**
 * inflight_curl_tls_can_look:
 *
 * Returns: whether the certificates of servers are checked by functions of this
 *   file, so that libcurl can be left to check them where they do not matter
 */
gboolean
inflight_curl_tls_can_look (void)
{
  return init_once ();
}

/**
 * inflight_curl_tls_look:
 * @easy: a handle whose connection is there
 * @host: the host that it is meant to lead to
 * @connection: gets what is known of its TLS, if it can be looked into
 */
void
inflight_curl_tls_look (CURL               *easy,
                        const char         *host,
                        InflightConnection *connection)
{
  SSL *ssl = get_ssl (easy);
  InflightCurlTls *self;

  if (ssl == NULL)
    return;

  self = get_tls (ssl);
  if (self == NULL)
    return;

  if (!is_for_host (ssl, host))
    self->certificate_errors |= G_TLS_CERTIFICATE_BAD_IDENTITY;

  /* “TLSv1.3” is “TLS 1.3” everywhere else. */
  connection->tls_version = g_strdup (SSL_get_version (ssl));
  if (g_str_has_prefix (connection->tls_version, "TLSv"))
    connection->tls_version[strlen ("TLS")] = ' ';
  connection->tls_cipher = g_strdup (SSL_get_cipher_name (ssl));
  connection->certificate_errors = self->certificate_errors;

  /* Nothing is verified anew where a session is resumed. */
  note_certificate (self, SSL_get0_peer_certificate (ssl));
  inflight_curl_tls_describe (self, connection);
}

#else

void
inflight_curl_tls_prepare (CURL               *easy,
                           InflightCurlHandle *handle)
{
}

gboolean
inflight_curl_tls_can_look (void)
{
  return FALSE;
}

void
inflight_curl_tls_describe (InflightCurlTls    *self,
                            InflightConnection *connection)
{
}

void
inflight_curl_tls_look (CURL               *easy,
                        const char         *host,
                        InflightConnection *connection)
{
}

#endif
