/* inflight-head.c: the header of an answer, judged line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-head-private.h"

#include "inflight-head-fields-private.h"

#include <string.h>

/**
 * InflightHead:
 *
 * Takes the lines of a header as they arrive, and tells what they say and
 * whether they are a header (RFC 9112). What frames the body is read strictly:
 * who reads it otherwise than the server meant takes one answer for another. The
 * rest is read as browsers do: a line that is no field is passed over, and white
 * space before a colon is not part of the name (section 5.1).
 *
 * Objections to the fields that frame a body wait for the end of the header: a
 * person is to see what it said.
 */

/* As many empty lines before an answer as a careless server leaves behind the
 * one before it. */
#define MAX_BLANK_BYTES 8

static const char no_answer[] = "the answer is not of HTTP/1.0 or HTTP/1.1";

/* Lines. What reads them returns what is wrong, or %NULL. */

/* Whether there is a byte below 0x20 among eight. */
static inline gboolean
has_control (const char *data)
{
  const guint64 ones = G_MAXUINT64 / 0xff;
  guint64 word;

  memcpy (&word, data, sizeof word);

  return ((word - ones * 0x20) & ~word & ones * 0x80) != 0;
}

/* Returns what is in the line that may be in none, or %NULL. */
static const char *
find_fault (const char *line,
            gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if (line[i] == '\0')
      return "a zero byte in the header";
    else if (line[i] == '\r')
      return "a carriage return without a line feed";
    else if (line[i] == '\n')
      return "a line feed within a line";

  return NULL;
}

/* Takes the end off a line, and looks at what is left of it. A line feed alone is
 * an end, too (RFC 9112, section 2.2). */
static const char *
strip_line (const char *line,
            gsize      *size)
{
  gsize n = *size;

  if (n == 0 || line[n - 1] != '\n')
    return "a line that does not end";

  n--;
  if (n > 0 && line[n - 1] == '\r')
    n--;
  *size = n;

  /* The last eight bytes may have been looked at in part. */
  if (n < sizeof (guint64) || has_control (line + n - sizeof (guint64)))
    return find_fault (line, n);

  for (gsize i = 0; i + sizeof (guint64) < n; i += sizeof (guint64))
    if (has_control (line + i))
      return find_fault (line, n);

  return NULL;
}

/* Returns how many bytes of the line are the version, 0 if it is none. */
static gsize
read_version (InflightHead *self,
              const char   *line,
              gsize         size)
{
  static const struct
  {
    char     name[9];
    gboolean http2;
  } versions[] = {
    { "HTTP/1.1", FALSE },
    { "HTTP/1.0", FALSE },
    { "HTTP/2", TRUE },
    { "HTTP/3", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      gsize length = strlen (versions[i].name);

      if (size > length && memcmp (line, versions[i].name, length) == 0 &&
          (self->http2 || !versions[i].http2))
        {
          self->protocol = versions[i].name;
          return length;
        }
    }

  return 0;
}

/* RFC 9110, section 15, ends at 599, and wants what is beyond taken for 5xx. */
static const char *
read_status_line (InflightHead *self,
                  const char   *line,
                  gsize         size)
{
  gsize n = read_version (self, line, size);
  const char *digits = line + n + 1;

  if (n == 0 || size < n + 4 || line[n] != ' ' ||
      !g_ascii_isdigit (digits[0]) || digits[0] == '0' ||
      !g_ascii_isdigit (digits[1]) || !g_ascii_isdigit (digits[2]) ||
      (size > n + 4 && digits[3] != ' '))
    return no_answer;

  self->status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
  self->in_header = TRUE;
  inflight_head_begin_fields (self);

  return NULL;
}

static const char *
read_first_line (InflightHead *self,
                 const char   *line,
                 gsize         size,
                 gsize         raw_size)
{
  if (self->complete)
    return "an answer that was not asked for";

  if (size > 0)
    return read_status_line (self, line, size);

  self->n_blank += raw_size;

  return self->n_blank > MAX_BLANK_BYTES ? "empty lines instead of an answer" : NULL;
}

static const char *
end_informational (InflightHead *self)
{
  if (self->objection != NULL)
    return self->objection;

  if (self->status == 101)
    return "another protocol, which was not asked for";

  if (++self->n_informational > INFLIGHT_HEAD_MAX_INFORMATIONAL)
    return "endless informational answers";

  return NULL;
}

static const char *
end_header (InflightHead *self)
{
  inflight_head_end_fields (self);
  self->in_header = FALSE;

  if (self->status < 200)
    return end_informational (self);

  self->complete = TRUE;

  return self->objection;
}

static const char *
read_line (InflightHead *self,
           const char   *line,
           gsize         size)
{
  if (size == 0)
    return end_header (self);

  if (head_is_blank (*line))
    inflight_head_continue_field (self, line, size);
  else
    inflight_head_begin_field (self, line, size);

  return NULL;
}

static gboolean
fail_protocol (GError     **error,
               const char  *message)
{
  g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL, message);

  return FALSE;
}

/**
 * inflight_head_init:
 * @self: a head, in any state if it holds nothing
 * @head_request: whether the request was for the header alone
 *
 * The next line is the first of the answer to a request.
 */
void
inflight_head_init (InflightHead *self,
                    gboolean      head_request)
{
  *self = (InflightHead) {
    .head_request = head_request,
    .length_bytes = -1,
    .retry_after_us = -1,
  };
}

/**
 * inflight_head_clear:
 * @self: a head that was initialised, or is all zeros
 *
 * Lets go of what it holds. It is as good as all zeros then.
 */
void
inflight_head_clear (InflightHead *self)
{
  g_free (self->location);
  g_free (self->content_type);
  g_free (self->content_encoding);
  g_free (self->fields);
  if (self->encodings != NULL)
    g_string_free (self->encodings, TRUE);

  *self = (InflightHead) { 0 };
}

/**
 * inflight_head_set_http2:
 * @self: a head that was initialised
 *
 * The connection may speak HTTP/2 or HTTP/3, whose status lines libcurl writes as
 * `HTTP/2 200`. From another such a line is a protocol error.
 */
void
inflight_head_set_http2 (InflightHead *self)
{
  self->http2 = TRUE;
}

/**
 * inflight_head_feed:
 * @self: a head that was initialised, and is not complete
 * @line: a whole line, with its end; it may contain zero bytes
 * @size: its size, in bytes
 * @error: return location for an error
 *
 * Judges the next line: a status line, a field, the continuation of one, or the
 * empty line at the end. After an error nothing more is to be fed.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL, or with
 *   %INFLIGHT_ERROR_HEADERS_TOO_LARGE after %INFLIGHT_HEAD_HEADER_BYTES
 */
gboolean
inflight_head_feed (InflightHead  *self,
                    const char    *line,
                    gsize          size,
                    GError       **error)
{
  gsize raw_size = size;
  const char *message;

  self->size += size;
  if (self->size > INFLIGHT_HEAD_HEADER_BYTES)
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_HEADERS_TOO_LARGE,
                           "more than 64 KiB of header");
      return FALSE;
    }

  message = strip_line (line, &size);
  if (message == NULL)
    message = self->in_header ? read_line (self, line, size)
                              : read_first_line (self, line, size, raw_size);

  return message == NULL || fail_protocol (error, message);
}

/**
 * inflight_head_feed_trailer:
 * @self: a head that is complete
 * @line: a whole line, with its end; it may contain zero bytes
 * @size: its size, in bytes
 * @error: return location for an error
 *
 * Counts a line that follows a body (RFC 9112, section 7.1.2). It changes nothing
 * of what the header said.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL, also after
 *   %INFLIGHT_HEAD_TRAILER_BYTES
 */
gboolean
inflight_head_feed_trailer (InflightHead  *self,
                            const char    *line,
                            gsize          size,
                            GError       **error)
{
  const char *message;

  self->trailer_size += size;
  if (self->trailer_size > INFLIGHT_HEAD_TRAILER_BYTES)
    return fail_protocol (error, "more than 64 KiB of trailer");

  message = strip_line (line, &size);

  return message == NULL || fail_protocol (error, message);
}

/**
 * inflight_head_steal_fields:
 * @self: a head
 *
 * Returns: (transfer full) (nullable): the fields of an answer that is complete,
 *   each as `Name: value` and a line feed; %NULL if there are none, or they were
 *   stolen
 */
char *
inflight_head_steal_fields (InflightHead *self)
{
  gsize size = self->complete ? self->fields_size : 0;

  self->fields_size -= size;

  /* It is kept: without the room to grow. */
  return size > 0 ? g_strndup (self->fields, size) : NULL;
}

/**
 * inflight_head_has_body:
 * @self: a head
 *
 * Returns: whether a body follows the header (RFC 9112, section 6.3); it may be
 *   empty
 */
gboolean
inflight_head_has_body (const InflightHead *self)
{
  return self->status >= 200 && !self->head_request &&
         self->status != 204 && self->status != 304;
}

/**
 * inflight_head_ends_with_connection:
 * @self: a head that is complete
 *
 * Returns: whether a body follows of which nothing but the end of the connection
 *   tells where it ends (RFC 9112, section 6.3)
 */
gboolean
inflight_head_ends_with_connection (const InflightHead *self)
{
  return inflight_head_has_body (self) && !self->chunked && self->length_bytes < 0 &&
         g_str_has_prefix (self->protocol, "HTTP/1.");
}
