/* test-net-error.c: what libraries say went wrong, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-net-error-private.h"
#include "inflight-types.h"

static void
assert_translated (GQuark      domain,
                   int         code,
                   gboolean    in_body,
                   int         our_code,
                   const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "theirs");
  g_autoptr (GError) ours = inflight_net_error_translate (error, in_body);

  g_assert_error (ours, INFLIGHT_ERROR, our_code);
  g_assert_cmpstr (ours->message, ==, message);
}

static void
test_translate (void)
{
  assert_translated (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FALSE,
                     INFLIGHT_ERROR_REFUSED, "theirs");
  assert_translated (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, FALSE,
                     INFLIGHT_ERROR_UNREACHABLE, "theirs");
  assert_translated (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, FALSE,
                     INFLIGHT_ERROR_PROTOCOL, "theirs");
  assert_translated (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, TRUE,
                     INFLIGHT_ERROR_TRUNCATED, "theirs");
  assert_translated (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FALSE,
                     INFLIGHT_ERROR_NAME_NOT_FOUND, "theirs");
  assert_translated (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, FALSE,
                     INFLIGHT_ERROR_NAME_LOOKUP, "theirs");
  assert_translated (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, FALSE,
                     INFLIGHT_ERROR_CERTIFICATE, "theirs");
  assert_translated (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, FALSE,
                     INFLIGHT_ERROR_TLS, "theirs");
  assert_translated (G_IO_ERROR, G_IO_ERROR_FAILED, FALSE,
                     INFLIGHT_ERROR_FAILED, "theirs");
}

/* One code for both, but not one message. */
static void
test_stage_of_reset (void)
{
  assert_translated (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, FALSE, INFLIGHT_ERROR_RESET,
                     "the connection was reset before the header of the answer");
  assert_translated (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, TRUE, INFLIGHT_ERROR_RESET,
                     "the connection was reset in the body of the answer");
}

static void
test_no_failures (void)
{
  const int codes[] = { G_IO_ERROR_CANCELLED, G_IO_ERROR_TOO_MANY_OPEN_FILES };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, codes[i], "theirs");
      g_autoptr (GError) same = inflight_net_error_translate (error, FALSE);

      g_assert_error (same, G_IO_ERROR, codes[i]);
    }
}

static void
test_certificate (void)
{
  static const struct
  {
    GTlsCertificateFlags  flags;
    const char           *message;
  } rows[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "the issuer of the certificate is unknown" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, "the certificate is for another host" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "the certificate is not valid yet" },
    { G_TLS_CERTIFICATE_EXPIRED, "the certificate has expired" },
    { G_TLS_CERTIFICATE_REVOKED, "the certificate was revoked" },
    { G_TLS_CERTIFICATE_INSECURE, "the certificate is signed in an insecure way" },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, "the certificate is not acceptable" },
    { G_TLS_CERTIFICATE_NO_FLAGS, "the certificate is not acceptable" },

    /* That of a router's own pages has most of these faults at once. */
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED,
      "the issuer of the certificate is unknown" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED,
      "the certificate is for another host" },
    { G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_INSECURE, "the certificate has expired" },
    { G_TLS_CERTIFICATE_VALIDATE_ALL, "the certificate was revoked" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (inflight_net_error_describe_certificate (rows[i].flags),
                     ==, rows[i].message);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/net-error/translate", test_translate);
  g_test_add_func ("/engine/net-error/stage-of-reset", test_stage_of_reset);
  g_test_add_func ("/engine/net-error/no-failures", test_no_failures);
  g_test_add_func ("/engine/net-error/certificate", test_certificate);

  return g_test_run ();
}
