/* inflight-cookies.c: the cookies of one attempt
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cookies-private.h"

#include <libsoup/soup.h>
#include <string.h>

/**
 * InflightCookies:
 *
 * What the redirects of an attempt have set (RFC 6265), in libsoup's jar, whatever
 * carries the requests. It goes with the attempt: tasks do not share a session.
 */
struct _InflightCookies
{
  SoupCookieJar *jar;
};

InflightCookies *
inflight_cookies_new (void)
{
  InflightCookies *self = g_new0 (InflightCookies, 1);

  self->jar = soup_cookie_jar_new ();

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

static GUri *
new_uri (InflightUri *uri)
{
  g_autofree char *text = inflight_uri_to_url (uri);

  return g_uri_parse (text, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
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
  g_autoptr (GUri) origin = new_uri (uri);
  char *value;

  if (origin == NULL)
    return;

  while ((value = next_value (&headers)) != NULL)
    {
      SoupCookie *cookie = soup_cookie_parse (value, origin);

      if (cookie != NULL)
        soup_cookie_jar_add_cookie_full (self->jar, cookie, origin, NULL);
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
  g_autoptr (GUri) target = new_uri (uri);

  return target != NULL ? soup_cookie_jar_get_cookies (self->jar, target, TRUE) : NULL;
}
