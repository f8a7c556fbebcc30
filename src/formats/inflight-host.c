/* inflight-host.c: the host of an address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-host-private.h"

#include "inflight-problem-private.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <string.h>

#define MAX_HOST_LENGTH  253
#define MAX_LABEL_LENGTH 63

typedef struct
{
  const char       *text;       /* columns are counted from here */
  const char       *start;
  const char       *end;        /* of the host, found on the way */
  InflightProblem **problem;
} Host;

static gboolean
fail (const Host *self,
      const char *at,
      const char *what,
      gssize      length)
{
  return inflight_problem_fail_with (self->problem, INFLIGHT_PROBLEM_BAD_HOST,
                                     self->text, at, what, length);
}

static gboolean
fail_length (const Host *self,
             guint64     length)
{
  return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_HOST_TOO_LONG,
                                self->text, self->start, length);
}

/* RFC 6874, whose “%25” people write as “%”. */
static gboolean
check_zone (const Host *self,
            const char *percent,
            const char *zone,
            const char *end)
{
  if (zone >= end || end - zone > MAX_LABEL_LENGTH)
    return fail (self, percent, "%", -1);

  for (const char *p = zone; p < end; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~", *p) == NULL)
      return fail (self, p, p, g_utf8_next_char (p) - p);

  return TRUE;
}

/* GLib takes “:” for one, too. */
static gboolean
is_ipv6 (const char *text)
{
  struct in6_addr address;

  return inet_pton (AF_INET6, text, &address) == 1;
}

/* An IPv6 address in brackets, with a zone or without (RFC 3986, section
 * 3.2.2). */
static gboolean
complete_literal (Host  *self,
                  char **host)
{
  const char *inner = self->start + 1;
  const char *close = memchr (inner, ']', self->end - inner);
  const char *percent;
  const char *zone;
  g_autofree char *address = NULL;
  g_autofree char *lower = NULL;

  if (close == NULL)
    return fail (self, self->start, "[", -1);

  percent = memchr (inner, '%', close - inner);
  address = g_strndup (inner, (percent != NULL ? percent : close) - inner);
  if (!is_ipv6 (address))
    return fail (self, self->start, self->start, close + 1 - self->start);

  self->end = close + 1;
  lower = g_ascii_strdown (address, -1);

  if (percent == NULL)
    {
      *host = g_strdup_printf ("[%s]", lower);
      return TRUE;
    }

  zone = percent + (g_str_has_prefix (percent, "%25") ? 3 : 1);
  if (!check_zone (self, percent, zone, close))
    return FALSE;

  *host = g_strdup_printf ("[%s%%25%.*s]", lower, (int) (close - zone), zone);

  return TRUE;
}

static gboolean
is_host_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_';
}

/* Whether the labels of a host in ASCII have lengths that DNS has room for, and
 * whether it is not almost an IPv4 address: what “10.1” or “1.2.3.999” stands
 * for is a matter of taste among resolvers. */
static gboolean
check_labels (const Host *self,
              const char *host)
{
  const char *last = host;
  gsize host_length = strlen (host);
  gsize digits;

  if (host_length > MAX_HOST_LENGTH)
    return fail_length (self, host_length);

  for (const char *label = host; *label != '\0';)
    {
      gsize length = strcspn (label, ".");

      if (length == 0)
        return fail (self, self->start, label == host ? "." : "..", -1);
      if (length > MAX_LABEL_LENGTH)
        return fail_length (self, length);

      last = label;
      label += length + (label[length] == '.');
    }

  digits = strspn (last, "0123456789");
  if (last[digits] != '\0' && last[digits] != '.')
    return TRUE;

  return g_hostname_is_ip_address (host) || fail (self, self->start, host, -1);
}

/* Whether @character, beyond ASCII, looks like what ends a host, as a slash of
 * mathematics does, or is left over of a sentence. A few marks are letters to those who
 * write them, and a few are dots. Emoji have domains. */
static gboolean
is_foreign_mark (gunichar character)
{
  static const char *const letters = "·׳״་・､。．｡･";

  switch ((int) g_unichar_type (character))
    {
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
      return g_utf8_strchr (letters, -1, character) == NULL;

    default:
      return FALSE;
    }
}

/* IDNA. What comes out is looked at again: “℀” becomes “a/c”. */
static char *
name_to_ascii (const char *start,
               gsize       length)
{
  g_autofree char *name = g_strndup (start, length);
  g_autofree char *ascii = g_hostname_to_ascii (name);

  for (const char *p = ascii; p != NULL && *p != '\0'; p++)
    if (!is_host_character (*p))
      return NULL;

  return g_steal_pointer (&ascii);
}

/* A name or an IPv4 address. */
static gboolean
complete_name (Host  *self,
               char **host)
{
  const char *foreign = NULL;
  const char *p;
  g_autofree char *ascii = NULL;

  for (p = self->start; p < self->end && *p != ':'; p++)
    {
      if ((guchar) *p >= 0xc0 && is_foreign_mark (g_utf8_get_char (p)))
        return fail (self, p, p, g_utf8_next_char (p) - p);
      else if (*p & 0x80)
        foreign = foreign != NULL ? foreign : p;
      else if (!is_host_character (*p))
        return fail (self, p, p, 1);
    }

  self->end = p;

  if (foreign == NULL)
    {
      ascii = g_ascii_strdown (self->start, p - self->start);
    }
  else
    {
      glong length = g_utf8_strlen (self->start, p - self->start);

      /* Punycode is quadratic, and no character becomes less than one byte. */
      if (length > MAX_HOST_LENGTH)
        return fail_length (self, length);

      ascii = name_to_ascii (self->start, p - self->start);
      if (ascii == NULL)
        return fail (self, foreign, foreign, g_utf8_next_char (foreign) - foreign);
    }

  if (*ascii == '\0')
    return inflight_problem_fail (self->problem, INFLIGHT_PROBLEM_NO_HOST,
                                  self->text, self->start, 0);

  if (!check_labels (self, ascii))
    return FALSE;

  *host = g_steal_pointer (&ascii);

  return TRUE;
}

/* The host at @start, in ASCII and small letters. @end is where the authority
 * ends, @after where the host does; columns are counted from @text. */
gboolean
inflight_host_complete (const char       *text,
                        const char       *start,
                        const char       *end,
                        char            **host,
                        const char      **after,
                        InflightProblem **problem)
{
  Host self = { text, start, end, problem };
  gboolean complete;

  if (start < end && *start == '[')
    complete = complete_literal (&self, host);
  else
    complete = complete_name (&self, host);

  *after = self.end;

  return complete;
}

/* Whether HTTPS cannot be expected of @host: nobody certifies these. */
gboolean
inflight_host_is_plain (const char *host)
{
  return *host == '[' ||
         (g_ascii_isdigit (*host) && g_hostname_is_ip_address (host)) ||
         strcmp (host, "localhost") == 0 ||
         g_str_has_suffix (host, ".localhost");
}

/* Whether @name, in any letters, is called as lists and other files are. There is no
 * top-level domain of that name: whoever means such a host says so by its scheme. */
gboolean
inflight_host_is_file_name (const char *name)
{
  static const char *const endings[] = {
    "bak", "conf", "css", "csv", "doc", "docx", "eml", "gif", "gz", "har", "htm", "html",
    "ini", "jpeg", "jpg", "js", "json", "jsonl", "list", "log", "lst", "mhtml", "ndjson",
    "ods", "odt", "opml", "pdf", "php", "png", "rtf", "svg", "text", "toml", "tsv", "txt",
    "url", "urls", "webloc", "webp", "xhtml", "xls", "xlsx", "xml", "yaml", "yml", NULL
  };
  const char *dot = strrchr (name, '.');
  g_autofree char *lower = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return lower != NULL && g_strv_contains (endings, lower);
}
