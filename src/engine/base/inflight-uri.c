/* inflight-uri.c: an address, taken apart
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri-private.h"

#include "inflight-origin-private.h"

#include <string.h>

/* Places in an address are counted with 29 bits. */
#define MAX_LENGTH (1 << 20)

static gsize
size_of (const char *text,
         gsize       length)
{
  return text != NULL ? length + 1 : 0;
}

static char *
put (char       *to,
     const char *text,
     gsize       length)
{
  if (text == NULL)
    return to;

  memcpy (to, text, length);
  to[length] = '\0';

  return to + length + 1;
}

/* Takes the origin of @parts. @target may be the end of @text. @offset is the
 * room that is left in front. */
static InflightUri *
uri_build (const char             *text,
           const InflightUriParts *parts,
           const char             *target,
           gsize                   offset)
{
  gsize length = strlen (text);
  gboolean is_inside = target > text && target < text + length;
  gsize target_length = is_inside ? 0 : strlen (target);
  InflightUri *self;
  char *block;
  char *to;

  block = g_malloc (offset + G_STRUCT_OFFSET (InflightUri, text) +
                    size_of (text, length) +
                    size_of (parts->user, parts->user_length) +
                    size_of (parts->password, parts->password_length) +
                    size_of (is_inside ? NULL : target, target_length));
  self = (InflightUri *) (block + offset);
  self->origin = parts->origin;
  g_atomic_ref_count_init (&self->ref_count);
  self->has_user = parts->user != NULL;
  self->has_password = parts->password != NULL;
  self->in_request = offset > 0;

  to = put (self->text, text, length);
  to = put (to, parts->user, parts->user_length);
  to = put (to, parts->password, parts->password_length);
  self->target = is_inside ? target - text : to - self->text;
  if (!is_inside)
    put (to, target, target_length);

  return self;
}

static gboolean
check_control (const char  *text,
               GError     **error)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if (*p < 0x20 || *p == 0x7f)
      return inflight_uri_fail (error, "a line break or another control character");

  return TRUE;
}

/* The beginning of an address as it is typed: of what browsers guess there,
 * nothing is guessed. */
static gboolean
split_typed (const char        *text,
             InflightUriParts  *parts,
             GError           **error)
{
  gboolean is_secure;
  const char *rest;

  if (!check_control (text, error))
    return FALSE;

  rest = inflight_uri_split_scheme (text, &is_secure, error);
  if (rest == NULL)
    return FALSE;
  if (rest == text || !g_str_has_prefix (rest, "//"))
    return inflight_uri_fail (error, "it does not begin with http:// or https://");
  if (!inflight_uri_split_authority (rest + strlen ("//"), is_secure, parts, error))
    return FALSE;

  if (parts->user == NULL)
    inflight_origin_remember (parts->origin, text, parts->rest - text);

  return TRUE;
}

/* @text is @typed without the spaces around it. */
static InflightUri *
parse_typed (const char  *typed,
             const char  *text,
             gsize        offset,
             GError     **error)
{
  InflightUriParts parts = { 0 };
  g_autoptr (GString) target = NULL;

  parts.origin = inflight_origin_recall (text, &parts.rest);

  if (parts.origin == NULL && !split_typed (text, &parts, error))
    return NULL;

  if (*parts.rest == '/' && *inflight_uri_skip_sendable (parts.rest) == '\0')
    return uri_build (typed, &parts, parts.rest, offset);

  if (!check_control (parts.rest, error))
    {
      inflight_origin_release (parts.origin);
      return NULL;
    }

  target = g_string_new (NULL);
  inflight_uri_append_target (target, parts.rest);

  return uri_build (typed, &parts, target->str, offset);
}

/*
 * inflight_uri_new_in_request:
 * @text: an absolute address, as it is typed
 * @offset: the size of what a request has in front of its address
 * @error: return location for an error
 *
 * As inflight_uri_new(), but what is freed with the last reference is the request.
 *
 * Returns: (transfer full): the address, @offset bytes into what was allocated
 */
InflightUri *
inflight_uri_new_in_request (const char  *text,
                             gsize        offset,
                             GError     **error)
{
  gsize length = strlen (text);
  g_autofree char *trimmed = NULL;
  gsize start;

  if (length > MAX_LENGTH)
    {
      inflight_uri_fail (error, "an address is no longer than 1 MiB");
      return NULL;
    }

  if (*text != ' ' && (length == 0 || text[length - 1] != ' '))
    return parse_typed (text, text, offset, error);

  start = strspn (text, " ");
  while (length > start && text[length - 1] == ' ')
    length--;
  trimmed = g_strndup (text + start, length - start);

  return parse_typed (text, trimmed, offset, error);
}

/**
 * inflight_uri_new:
 * @text: an absolute address, as it is typed
 * @error: return location for an error, which never repeats @text
 *
 * Spaces around the address are left out; those in its path and query, and what
 * is not ASCII, are percent-encoded, and a backslash in the path is a slash, as
 * browsers have it (URL Standard). A host goes through IDNA.
 *
 * Returns: (transfer full): the address; or %NULL with
 *   %INFLIGHT_ERROR_INVALID_ADDRESS
 */
InflightUri *
inflight_uri_new (const char  *text,
                  GError     **error)
{
  return inflight_uri_new_in_request (text, 0, error);
}

/* A Location without what browsers leave out of it, and with slashes for the
 * backslashes of its path (URL Standard, section 4.4). */
static char *
dup_clean (const char *location)
{
  const char *end = location + strlen (location);
  char *clean;
  char *out;

  while (end > location && (guchar) end[-1] <= ' ')
    end--;
  while (location < end && (guchar) *location <= ' ')
    location++;

  clean = out = g_malloc (end - location + 1);
  for (; location < end; location++)
    if (*location != '\t' && *location != '\r' && *location != '\n')
      *out++ = *location;
  *out = '\0';

  for (out = clean; *out != '\0' && *out != '?' && *out != '#'; out++)
    if (*out == '\\')
      *out = '/';

  return clean;
}

/* User information of a server's making is not ours to send; the person's own
 * goes along as far as the origin does. */
static void
carry_user (InflightUri      *base,
            InflightUriParts *parts)
{
  gboolean same = parts->origin == base->origin;

  parts->user = same ? inflight_uri_get_user (base) : NULL;
  parts->user_length = parts->user != NULL ? strlen (parts->user) : 0;
  parts->password = same ? inflight_uri_get_password (base) : NULL;
  parts->password_length = parts->password != NULL ? strlen (parts->password) : 0;
}

/**
 * inflight_uri_resolve:
 * @base: the address that was asked for
 * @location: the Location of its answer, any bytes
 * @error: return location for an error, which never repeats @location
 *
 * Resolves a redirect as browsers do (RFC 9110, section 10.2.2; URL Standard,
 * section 4.4), with one difference: a @location that names a host is taken as it
 * is written, dot segments and all, for it may be signed. Its fragment and its user
 * information are left out; those of @base stay as long as the origin does.
 *
 * Returns: (transfer full): where to; or %NULL with
 *   %INFLIGHT_ERROR_INVALID_ADDRESS
 */
InflightUri *
inflight_uri_resolve (InflightUri  *base,
                      const char   *location,
                      GError      **error)
{
  g_autofree char *clean = dup_clean (location);
  g_autoptr (GString) target = g_string_new (NULL);
  gboolean was_secure = inflight_uri_is_secure (base);
  gboolean is_secure = was_secure;
  const char *rest = inflight_uri_split_scheme (clean, &is_secure, error);
  InflightUriParts parts = { 0 };

  if (rest == NULL)
    return NULL;

  /* “http:x” is “x” where the address is an http one, too. */
  if (is_secure != was_secure || g_str_has_prefix (rest, "//"))
    {
      if (!inflight_uri_split_authority (rest + strspn (rest, "/"), is_secure, &parts, error))
        return NULL;
      inflight_uri_append_target (target, parts.rest);
    }
  else
    {
      parts.origin = inflight_origin_acquire (base->origin);
      inflight_uri_append_resolved (target, inflight_uri_get_target (base), rest);
    }

  carry_user (base, &parts);

  return uri_build ("", &parts, target->str, 0);
}

/**
 * inflight_uri_ref:
 * @self: an address
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightUri *
inflight_uri_ref (InflightUri *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_uri_unref:
 * @self: (transfer full): an address
 *
 * May be called on any thread.
 */
void
inflight_uri_unref (InflightUri *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  inflight_origin_release (self->origin);
  if (self->in_request)
    inflight_uri_free_request (self);
  else
    g_free (self);
}

/**
 * inflight_uri_get_text:
 * @self: an address
 *
 * Returns: the text that it was made of, empty for a redirect's. It may hold
 *   credentials: show inflight_uri_dup_display() instead
 */
const char *
inflight_uri_get_text (InflightUri *self)
{
  return self->text;
}

/**
 * inflight_uri_get_scheme:
 * @self: an address
 *
 * Returns: “http” or “https”
 */
const char *
inflight_uri_get_scheme (InflightUri *self)
{
  return inflight_uri_is_secure (self) ? "https" : "http";
}

/**
 * inflight_uri_is_secure:
 * @self: an address
 *
 * Returns: whether its scheme is https
 */
gboolean
inflight_uri_is_secure (InflightUri *self)
{
  return self->origin[strlen ("http")] == 's';
}

static const char *
behind (const char *text)
{
  return text + strlen (text) + 1;
}

/**
 * inflight_uri_get_user:
 * @self: an address
 *
 * Returns: (nullable): the user name, still percent-encoded
 */
const char *
inflight_uri_get_user (InflightUri *self)
{
  return self->has_user ? behind (self->text) : NULL;
}

/**
 * inflight_uri_get_password:
 * @self: an address
 *
 * Returns: (nullable): the password, still percent-encoded
 */
const char *
inflight_uri_get_password (InflightUri *self)
{
  return self->has_password ? behind (behind (self->text)) : NULL;
}

/**
 * inflight_uri_get_host:
 * @self: an address
 *
 * Returns: the host in ASCII and small letters; an IPv6 address without brackets,
 *   with its zone if it has one
 */
const char *
inflight_uri_get_host (InflightUri *self)
{
  return inflight_origin_get_host (self->origin);
}

/**
 * inflight_uri_get_port:
 * @self: an address
 *
 * Returns: its port, the scheme's own where none is written; never 0
 */
guint
inflight_uri_get_port (InflightUri *self)
{
  return inflight_origin_get_port (self->origin);
}

/**
 * inflight_uri_get_target:
 * @self: an address
 *
 * Returns: path and query as they are sent (RFC 9112, section 3.2.1): ASCII, from
 *   a slash on, without a fragment
 */
const char *
inflight_uri_get_target (InflightUri *self)
{
  return self->text + self->target;
}

/**
 * inflight_uri_get_origin:
 * @self: an address
 *
 * Those of equal origins are the same one: compare the pointers.
 *
 * Returns: (transfer none): scheme, host and port (RFC 6454, section 4), see
 *   inflight_origin_acquire()
 */
char *
inflight_uri_get_origin (InflightUri *self)
{
  return self->origin;
}
