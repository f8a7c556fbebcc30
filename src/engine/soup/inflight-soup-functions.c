/* inflight-soup-functions.c: what the engine has of libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-seam-private.h"

#include "inflight-soup-private.h"

static GObject *
jar_new (void)
{
  return G_OBJECT (soup_cookie_jar_new ());
}

static GUri *
parse (const char *url)
{
  return g_uri_parse (url, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
}

static void
jar_add (GObject    *jar,
         const char *url,
         const char *value)
{
  g_autoptr (GUri) uri = parse (url);
  SoupCookie *cookie = uri != NULL ? soup_cookie_parse (value, uri) : NULL;

  if (cookie != NULL)
    soup_cookie_jar_add_cookie_full (SOUP_COOKIE_JAR (jar), cookie, uri, NULL);
}

static char *
jar_dup (GObject    *jar,
         const char *url)
{
  g_autoptr (GUri) uri = parse (url);

  return uri != NULL ? soup_cookie_jar_get_cookies (SOUP_COOKIE_JAR (jar), uri, TRUE) : NULL;
}

const InflightSoupFunctions inflight_soup_functions = {
  .transport_new = inflight_soup_transport_new,
  .jar_new = jar_new,
  .jar_add = jar_add,
  .jar_dup = jar_dup,
};
