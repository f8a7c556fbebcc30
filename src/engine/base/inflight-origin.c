/* inflight-origin.c: scheme, host and port, each combination once
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-origin-private.h"

#include <string.h>

/* “https://”, a host, which is in brackets and has a zone at most, and “:65535”. */
#define MAX_TEXT (sizeof "https://[%25]:65535" + INFLIGHT_ORIGIN_MAX_HOST)

/**
 * Origin:
 * @ref_count: becomes 0 under the lock only, so that what is in the table may be
 *   referenced
 * @port: its port
 * @host: where in @text its host begins
 * @text: scheme, host and port, which is what others hold, and the host again
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint16         port;
  guint16         host;
  char            text[];
} Origin;

/* The addresses of a list mostly go where the one before went. This holds a
 * reference, and what of an address led there, as it was written. */
typedef struct
{
  Origin *origin;
  gsize   length;
  char    prefix[MAX_TEXT];
} Last;

G_LOCK_DEFINE_STATIC (origins);
static GHashTable *origins;
static Last last;

static Origin *
origin_from_text (const char *text)
{
  return (Origin *) (text - G_STRUCT_OFFSET (Origin, text));
}

static Origin *
origin_new (const char *text,
            const char *host,
            guint       port)
{
  gsize size = strlen (text) + 1;
  gsize host_size = strlen (host) + 1;
  Origin *self = g_malloc (sizeof (Origin) + size + host_size);

  g_atomic_ref_count_init (&self->ref_count);
  self->port = port;
  self->host = size;
  memcpy (self->text, text, size);
  memcpy (self->text + size, host, host_size);

  return self;
}

/* With the lock held. */
static void
origin_unref (Origin *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_remove (origins, self->text);
  g_free (self);
}

/* An address of IPv6 in brackets (RFC 3986, section 3.2.2), its zone behind “%25” (RFC
 * 6874). Returns: the end of what was written. */
static char *
write_host (char       *to,
            const char *host)
{
  const char *zone = strchr (host, '%');

  if (strchr (host, ':') == NULL)
    return g_stpcpy (to, host);

  *to++ = '[';
  for (const char *p = host; p != zone && *p != '\0'; p++)
    *to++ = *p;
  if (zone != NULL)
    to = g_stpcpy (g_stpcpy (to, "%25"), zone + 1);
  *to++ = ']';
  *to = '\0';

  return to;
}

/* By hand: a printf() would be half of what an address costs. */
static void
write_text (char        text[MAX_TEXT],
            gboolean    is_secure,
            const char *host,
            guint       port)
{
  char digits[5];
  gsize n_digits = 0;
  char *end;

  end = g_stpcpy (text, is_secure ? "https://" : "http://");
  end = write_host (end, host);
  *end++ = ':';

  do
    digits[n_digits++] = '0' + port % 10;
  while ((port /= 10) > 0);

  while (n_digits > 0)
    *end++ = digits[--n_digits];
  *end = '\0';
}

/*
 * inflight_origin_intern:
 * @is_secure: whether the scheme is https, not http
 * @host: a host in small letters, at most %INFLIGHT_ORIGIN_MAX_HOST bytes
 * @port: a port
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): the origin, see inflight_uri_get_origin()
 */
char *
inflight_origin_intern (gboolean    is_secure,
                        const char *host,
                        guint       port)
{
  char text[MAX_TEXT];
  Origin *self;

  g_assert (port <= G_MAXUINT16);
  write_text (text, is_secure, host, port);

  G_LOCK (origins);

  if (origins == NULL)
    origins = g_hash_table_new (g_str_hash, g_str_equal);

  self = g_hash_table_lookup (origins, text);
  if (self != NULL)
    {
      g_atomic_ref_count_inc (&self->ref_count);
    }
  else
    {
      self = origin_new (text, host, port);
      g_hash_table_insert (origins, self->text, self);
    }

  G_UNLOCK (origins);

  return self->text;
}

/*
 * inflight_origin_recall:
 * @address: an address
 * @rest: (out): what follows its scheme, host and port
 *
 * Returns: (transfer full) (nullable): the origin of @address, if it is written
 *   as that of the address that was remembered last
 */
char *
inflight_origin_recall (const char  *address,
                        const char **rest)
{
  char *origin = NULL;

  G_LOCK (origins);

  if (last.origin != NULL && strncmp (address, last.prefix, last.length) == 0)
    {
      const char *end = address + last.length;

      if (*end == '/' || *end == '\0' || *end == '?')
        {
          g_atomic_ref_count_inc (&last.origin->ref_count);
          origin = last.origin->text;
          *rest = end;
        }
    }

  G_UNLOCK (origins);

  return origin;
}

/*
 * inflight_origin_remember:
 * @origin: an origin
 * @address: an address that leads there
 * @length: how much of it is scheme, host and port, without user information
 */
void
inflight_origin_remember (char       *origin,
                          const char *address,
                          gsize       length)
{
  Origin *before;

  if (length > sizeof last.prefix)
    return;

  G_LOCK (origins);

  before = last.origin;
  last.origin = origin_from_text (inflight_origin_acquire (origin));
  last.length = length;
  memcpy (last.prefix, address, length);
  if (before != NULL)
    origin_unref (before);

  G_UNLOCK (origins);
}

/**
 * inflight_origin_acquire:
 * @origin: an origin, see inflight_uri_get_origin()
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @origin, to be let go of by
 *   inflight_origin_release()
 */
char *
inflight_origin_acquire (char *origin)
{
  g_atomic_ref_count_inc (&origin_from_text (origin)->ref_count);

  return origin;
}

/**
 * inflight_origin_release:
 * @origin: (transfer full): an origin, see inflight_uri_get_origin()
 *
 * May be called on any thread.
 */
void
inflight_origin_release (char *origin)
{
  G_LOCK (origins);
  origin_unref (origin_from_text (origin));
  G_UNLOCK (origins);
}

const char *
inflight_origin_get_host (const char *origin)
{
  return origin + origin_from_text (origin)->host;
}

guint
inflight_origin_get_port (const char *origin)
{
  return origin_from_text (origin)->port;
}
