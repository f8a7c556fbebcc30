/* test-http-date.c: dates as HTTP writes them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-http-date-private.h"

#include <libsoup/soup.h>

/* In November 2026. */
#define NOW_S 1795000000

static void
test_forms (void)
{
  /* libsoup takes years below 70 for those of this century: in 2026 that is no
   * other verdict up to 2069, and from 1977. */
  for (guint i = 0; i < 20000; i++)
    {
      gint64 want_s = g_test_rand_int_range (220924800, G_MAXINT32);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (want_s);
      g_autofree char *today = g_date_time_format (date, "%a, %d %b %Y %T GMT");
      g_autofree char *rfc850 = g_date_time_format (date, "%A, %d-%b-%y %T GMT");
      g_autofree char *begin = g_date_time_format (date, "%a %b");
      g_autofree char *end = g_date_time_format (date, "%T %Y");
      g_autofree char *asctime = g_strdup_printf ("%s %2d %s", begin,
                                                  g_date_time_get_day_of_month (date), end);
      const char *texts[] = { today, rfc850, asctime };

      for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr (GDateTime) soup = soup_date_time_new_from_http_string (texts[j]);
          gint64 date_s = -1;

          g_assert_true (inflight_http_date_parse (texts[j], NOW_S, &date_s));
          g_assert_cmpint (date_s, ==, want_s);
          g_assert_cmpint (date_s, ==, g_date_time_to_unix (soup));
        }
    }
}

static void
test_odd (void)
{
  static const struct
  {
    const char *text;
    gint64      date_s;
  } dates[] = {
    /* The examples of RFC 9110, section 5.6.7. */
    { "Sun, 06 Nov 1994 08:49:37 GMT", 784111777 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", 784111777 },
    { "Sun Nov  6 08:49:37 1994", 784111777 },

    { "Sun, 6 Nov 1994 08:49:37 GMT", 784111777 },
    { "x, 06 NOV 1994 08:49:37 GMT", 784111777 },
    { "Thu, 31 Dec 2026 23:59:60 GMT", 1798761599 },
    { "Tue, 24-Nov-76 00:00:00 GMT", 3373401600 },
    { "Wed, 24-Nov-77 00:00:00 GMT", 249177600 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },

    { "", -1 },
    { "0", -1 },
    { "Sun", -1 },
    { "Sun,", -1 },
    { ", 06 Nov 1994 08:49:37 GMT", -1 },
    { "06 Nov 1994 08:49:37 GMT", -1 },
    { "Sun, 06 Nov 1994 08:49:37 GM", -1 },
    { "Sun, 06 Nov 1994 08:49:37 GMT ", -1 },
    { "Sun, 06 Nov 1994 08:49:37 +0100", -1 },
    { "Sun, 06 Nov 1994 08:49:61 GMT", -1 },
    { "Sun, 06 Nov 1994 08:60:00 GMT", -1 },
    { "Sun, 06 Nov 1994 24:00:00 GMT", -1 },
    { "Sun, 06 Nov 1994 8:49:37 GMT", -1 },
    { "Sun, 06 Nov 1994 -8:49:37 GMT", -1 },
    { "Sun, 06 Nov 94 08:49:37 GMT", -1 },
    { "Sun, 06 Nov 0000 08:49:37 GMT", -1 },
    { "Sun, 06 Nov 19940 08:49:37 GMT", -1 },
    { "Sun, 00 Nov 1994 08:49:37 GMT", -1 },
    { "Sun, 31 Nov 1994 08:49:37 GMT", -1 },
    { "Sun, 29 Feb 2027 08:49:37 GMT", -1 },
    { "Sun, 06 Xxx 1994 08:49:37 GMT", -1 },
    { "Sun Nov 6 08:49:37 1994 GMT", -1 },
    { "1994-11-06T08:49:37Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      gint64 date_s = -1;
      gboolean fine = inflight_http_date_parse (dates[i].text, NOW_S, &date_s);

      g_test_message ("%s", dates[i].text);
      g_assert_cmpint (date_s, ==, dates[i].date_s);
      g_assert_true (fine == (dates[i].date_s >= 0));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/http-date/forms", test_forms);
  g_test_add_func ("/engine/http-date/odd", test_odd);

  return g_test_run ();
}
