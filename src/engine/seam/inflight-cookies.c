/* inflight-cookies.c: the cookies of one attempt
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cookies-private.h"

#include "inflight-soup-functions-private.h"

#include <string.h>

/**
 * InflightCookies:
 *
 * What the redirects of an attempt have set (RFC 6265), in libsoup's jar, whatever
 * carries the requests. It goes with the attempt: tasks do not share a session.
 */
struct _InflightCookies
{
  const InflightSoupFunctions *soup;
  GObject                     *jar;
};

/**
 * inflight_cookies_new:
 * @error: return location for an error
 *
 * Returns: (transfer full): a jar with nothing in it, or %NULL with
 *   %INFLIGHT_ERROR_FAILED where libsoup cannot be loaded
 */
InflightCookies *
inflight_cookies_new (GError **error)
{
  const InflightSoupFunctions *soup = inflight_soup_load (error);
  InflightCookies *self;

  if (soup == NULL)
    return NULL;

  self = g_new0 (InflightCookies, 1);
  self->soup = soup;
  self->jar = soup->jar_new ();

  return self;
}

void
inflight_cookies_free (InflightCookies *self)
{
  g_object_unref (self->jar);
  g_free (self);
}

/* Returns: (nullable): the value of the next field Set-Cookie, and where the text
 *   goes on behind it. */
static char *
next_value (const char **headers)
{
  static const char name[] = "set-cookie:";

  while (**headers != '\0')
    {
      const char *line = *headers;
      gsize length = strcspn (line, "\n");

      *headers += length + (line[length] == '\n' ? 1 : 0);
      if (g_ascii_strncasecmp (line, name, strlen (name)) == 0)
        return g_strstrip (g_strndup (line + strlen (name), length - strlen (name)));
    }

  return NULL;
}

/**
 * inflight_cookies_are_in:
 * @headers: (nullable): header fields, one a line
 *
 * Returns: whether a cookie is set by them
 */
gboolean
inflight_cookies_are_in (const char *headers)
{
  g_autofree char *value = headers != NULL ? next_value (&headers) : NULL;

  return value != NULL;
}

/**
 * inflight_cookies_take:
 * @self: cookies
 * @uri: the address that answered
 * @headers: the header fields of the answer, one a line
 *
 * Keeps what the answer sets, as far as it may set it.
 */
void
inflight_cookies_take (InflightCookies *self,
                       InflightUri     *uri,
                       const char      *headers)
{
  g_autofree char *url = inflight_uri_to_url (uri);
  char *value;

  while ((value = next_value (&headers)) != NULL)
    {
      self->soup->jar_add (self->jar, url, value);
      g_free (value);
    }
}

/**
 * inflight_cookies_dup:
 * @self: cookies
 * @uri: an address that is to be fetched
 *
 * Returns: (transfer full) (nullable): the value of the field Cookie for it
 */
char *
inflight_cookies_dup (InflightCookies *self,
                      InflightUri     *uri)
{
  g_autofree char *url = inflight_uri_to_url (uri);

  return self->soup->jar_dup (self->jar, url);
}
