/* inflight-address.c: from what a person types to an absolute address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address-private.h"

#include "inflight-host-private.h"
#include "inflight-problem-private.h"

#include <string.h>

/* An address taken apart; the pointers point into the text. */
typedef struct
{
  const char       *text;       /* columns are counted from here */
  const char       *start;
  const char       *end;
  const char       *scheme;     /* NULL if none was given */
  const char       *authority;
  const char       *host;       /* behind “user:password@” */
  const char       *port;       /* behind the host */
  const char       *path;       /* the end of the authority */
  InflightProblem **problem;
} Address;

/* What can be said without knowing what is host and what is path. */
static gboolean
check_text (Address *self,
            gsize    length)
{
  const char *backslash;

  if (length > INFLIGHT_MAX_LINE_BYTES)
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_LINE_TOO_LONG,
                                  self->text, self->text, length);

  if (!inflight_address_check_utf8 (self->text, length, self->problem))
    return FALSE;

  inflight_address_trim (&self->start, &self->end);
  if (self->start == self->end)
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_EMPTY,
                                  self->text, self->text, 0);

  if (!inflight_address_check_characters (self->text, self->start, self->end,
                                          self->problem))
    return FALSE;

  backslash = memchr (self->start, '\\', self->end - self->start);

  return backslash == NULL ||
         inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BACKSLASH,
                                self->text, backslash, 0);
}

static gboolean
span_is (const char *start,
         const char *end,
         const char *word)
{
  gsize length = strlen (word);

  return (gsize) (end - start) == length &&
         g_ascii_strncasecmp (start, word, length) == 0;
}

static const char *
find_authority_end (const char *p,
                    const char *end)
{
  while (p < end && *p != '/' && *p != '?' && *p != '#')
    p++;

  return p;
}

/* Whether “name:rest” without “//” begins with a scheme. It may as well be a
 * host and a port, or a user and a password. */
static gboolean
is_scheme (const char *name,
           const char *colon,
           const char *end)
{
  static const char *const with_at[] = {
    "acct", "data", "javascript", "mailto", "sip", "sips", "xmpp",
  };
  const char *authority_end = find_authority_end (colon + 1, end);
  const char *p = colon + 1;

  while (p < authority_end && g_ascii_isdigit (*p))
    p++;
  if (p == authority_end)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (with_at); i++)
    if (span_is (name, colon, with_at[i]))
      return TRUE;

  return memchr (p, '@', authority_end - p) == NULL &&
         memchr (name, '.', colon - name) == NULL &&
         !span_is (name, colon, "localhost");
}

/* RFC 3986, section 3.1, but “name:rest” may be a host and its port. */
static gboolean
split_scheme (Address *self)
{
  const char *p = self->start;
  gboolean has_slashes;

  self->authority = self->start;

  while (p < self->end && (g_ascii_isalnum (*p) || strchr ("+-.", *p) != NULL))
    p++;

  if (p == self->start && g_str_has_prefix (p, "//"))
    self->authority = p + strlen ("//");

  /* “https//host/” lacks a colon: nobody called a host so. */
  if (g_str_has_prefix (p, "//") &&
      (span_is (self->start, p, "http") || span_is (self->start, p, "https")))
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BAD_ADDRESS,
                                  self->text, p, 0);

  if (p == self->end || *p != ':' || !g_ascii_isalpha (*self->start))
    return TRUE;

  has_slashes = g_str_has_prefix (p, "://");

  if (span_is (self->start, p, "http"))
    self->scheme = "http";
  else if (span_is (self->start, p, "https"))
    self->scheme = "https";
  else if (has_slashes || is_scheme (self->start, p, self->end))
    return inflight_problem_fail_with (self->problem, INFLIGHT_PROBLEM_BAD_SCHEME,
                                       self->text, self->start,
                                       self->start, p - self->start);

  if (self->scheme != NULL && !has_slashes)
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BAD_ADDRESS,
                                  self->text, p, 0);

  if (has_slashes)
    self->authority = p + strlen ("://");

  return TRUE;
}

static void
split_authority (Address *self)
{
  const char *at;

  self->path = find_authority_end (self->authority, self->end);
  at = g_strrstr_len (self->authority, self->path - self->authority, "@");
  self->host = at != NULL ? at + 1 : self->authority;
}

/* Nothing, or “:” and nothing or a number (RFC 3986, section 3.2.3). The port
 * is repeated only if it is a number: “user:secret” lacks nothing but an “@”. */
static gboolean
complete_port (const Address *self,
               guint         *port)
{
  const char *digits = self->port + 1;
  const char *p;
  guint number = 0;

  *port = 0;

  if (self->port == self->path)
    return TRUE;

  if (*self->port != ':')
    return inflight_problem_fail_with (self->problem, INFLIGHT_PROBLEM_BAD_HOST,
                                       self->text, self->port, self->port,
                                       g_utf8_next_char (self->port) - self->port);

  /* “http://http://host/” is two addresses, or half of one; “_http://host/” has
   * something in front of it. */
  if (digits == self->path && g_str_has_prefix (self->path, "//"))
    return self->host != self->start
         ? inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BAD_ADDRESS,
                                  self->text, self->port, 0)
         : inflight_problem_fail_with (self->problem, INFLIGHT_PROBLEM_BAD_SCHEME,
                                       self->text, self->start,
                                       self->start, self->port - self->start);

  for (p = digits; p < self->path && g_ascii_isdigit (*p); p++)
    number = MIN (number * 10 + g_ascii_digit_value (*p), G_MAXUINT16 + 1);

  if (p < self->path)
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BAD_PORT,
                                  self->text, digits, 0);

  if (p > digits && (number == 0 || number > G_MAXUINT16))
    return inflight_problem_fail_with (self->problem, INFLIGHT_PROBLEM_BAD_PORT,
                                       self->text, digits, digits, p - digits);

  *port = number;

  return TRUE;
}

/* Appends @start to @end with everything percent-encoded that RFC 3986 does not
 * allow there; what is percent-encoded already stays. */
static void
append_encoded (GString    *out,
                const char *start,
                const char *end,
                const char *allowed)
{
  static const char hex[] = "0123456789ABCDEF";

  for (const char *p = start; p < end; p++)
    {
      const char *run = p;
      guchar c;

      while (p < end &&
             (g_ascii_isalnum (*p) || strchr (allowed, *p) != NULL ||
              (*p == '%' && end - p > 2 &&
               g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))))
        p++;

      g_string_append_len (out, run, p - run);
      if (p == end)
        break;

      c = *p;
      g_string_append_c (out, '%');
      g_string_append_c (out, hex[c >> 4]);
      g_string_append_c (out, hex[c & 0xf]);
    }
}

/* The user information is decoded for the Authorization field, so it must be
 * text when it is. */
static gboolean
append_userinfo (const Address *self,
                 GString       *out)
{
  gsize before = out->len;
  g_autofree char *decoded = NULL;

  if (self->host == self->authority)
    return TRUE;

  append_encoded (out, self->authority, self->host - 1, "-._~!$&'()*+,;=:");
  decoded = g_uri_unescape_string (out->str + before, NULL);
  g_string_append_c (out, '@');

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_BAD_ADDRESS,
                                  self->text, self->authority, 0);

  return TRUE;
}

/* Appends what follows the authority. The fragment is never sent. */
static void
append_rest (GString    *out,
             const char *start,
             const char *end)
{
  const char *fragment = memchr (start, '#', end - start);

  if (start == end || *start != '/')
    g_string_append_c (out, '/');

  append_encoded (out, start, fragment != NULL ? fragment : end, "-._~!$&'()*+,;=:@/?");
}

/* Appends @rest to scheme and authority of an address, as if they had been completed
 * together. @rest is nothing or begins with “/”, “?” or “#”. */
void
inflight_address_append_rest (GString    *out,
                              const char *rest)
{
  append_rest (out, rest, rest + strlen (rest));
}

static char *
assemble (const Address *self,
          const char    *host,
          guint          port)
{
  GString *out = g_string_sized_new (self->end - self->start + 16);
  const char *scheme = self->scheme;

  if (scheme == NULL)
    scheme = inflight_host_is_plain (host) ? "http" : "https";

  g_string_append (out, scheme);
  g_string_append (out, "://");

  if (!append_userinfo (self, out))
    {
      g_string_free (out, TRUE);
      return NULL;
    }

  g_string_append (out, host);
  if (port != 0)
    g_string_append_printf (out, ":%u", port);

  append_rest (out, self->path, self->end);

  return g_string_free (out, FALSE);
}

/* Who wrote “urls.txt”, or “C:/urls”, named no host. */
static gboolean
check_name (const Address *self,
            const char    *host)
{
  gboolean is_drive = g_ascii_isalpha (*self->start) &&
                      self->port == self->start + 1 && self->path == self->port + 1;

  return self->authority != self->start ||
         (!is_drive && !inflight_host_is_file_name (host)) ||
         inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_FILE_NAME,
                                self->text, self->host, 0);
}

static char *
complete (Address *self)
{
  g_autofree char *host = NULL;
  guint port;

  if (!check_text (self, self->end - self->text) ||
      !split_scheme (self))
    return NULL;

  split_authority (self);

  if (!inflight_host_complete (self->text, self->host, self->path,
                               &host, &self->port, self->problem) ||
      !check_name (self, host) ||
      !complete_port (self, &port))
    return NULL;

  return assemble (self, host, port);
}

/**
 * inflight_address_complete:
 * @text: an address as a person types it
 * @problem: (out) (optional) (transfer full): what is wrong with it
 *
 * Makes an absolute http or https address (RFC 3986) of @text. White space and
 * invisible characters around it go; without a scheme it gets https, but http for localhost and IP
 * literals; a name that is not ASCII goes through IDNA; what has no place in a
 * path or query is percent-encoded, and the fragment, which is never sent, goes.
 * User and password stay: see inflight_uri_dup_display().
 *
 * A name without a scheme that is called as files are, such as “urls.txt”, is refused:
 * there is no such host.
 *
 * Spaces, control characters, invisible characters and backslashes are refused and
 * not encoded: they come from a wrong paste, and what a proxy makes of them differs.
 *
 * Returns: (transfer full) (nullable): the address, in ASCII
 */
char *
inflight_address_complete (const char       *text,
                           InflightProblem **problem)
{
  Address self = { .text = text, .start = text, .problem = problem };
  char *address;

  g_return_val_if_fail (text != NULL, NULL);

  self.end = text + strlen (text);

  address = complete (&self);
  if (address == NULL && problem != NULL)
    inflight_problem_redact (*problem, text);

  return address;
}
