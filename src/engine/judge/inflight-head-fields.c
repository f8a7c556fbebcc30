/* inflight-head-fields.c: the fields of a header, and what they mean
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-head-fields-private.h"

#include "inflight-base-private.h"
#include "inflight-http-date-private.h"

#include <string.h>

/* A field is complete only when the next line is none of its own: each is written
 * down as it comes, with a line feed, and looked at when it has ended. */

/* As much as most headers need. */
#define USUAL_BYTES 512

static const char no_length[] = "the answer's Content-Length is not one number";
static const char space_in_name[] = "a space before a colon";
static const char no_coding[] = "an unknown Transfer-Encoding";

static void
object (InflightHead *self,
        const char   *message)
{
  if (self->objection == NULL)
    self->objection = message;
}

/* Takes white space off both ends (RFC 9110, section 5.6.3). */
static inline const char *
trim (const char *text,
      gsize      *size)
{
  while (*size > 0 && head_is_blank (text[*size - 1]))
    (*size)--;

  while (*size > 0 && head_is_blank (*text))
    text++, (*size)--;

  return text;
}

/* Whether a text is @word, which is of small letters and hyphens, in whatever
 * case. The only other byte that becomes one of these is the carriage return,
 * which is in no line. */
static inline gboolean
is_word (const char *text,
         const char *word,
         gsize       size)
{
  for (gsize i = 0; i < size; i++)
    if ((text[i] | 0x20) != word[i])
      return FALSE;

  return TRUE;
}

/* Takes an element from a list (RFC 9110, section 5.6.1), and moves on behind
 * its comma. Returns it, trimmed; %NULL behind the last. */
static const char *
next_element (const char **list,
              const char  *end,
              gsize       *size)
{
  const char *element = *list;
  const char *comma;

  if (element == NULL)
    return NULL;

  comma = memchr (element, ',', end - element);
  *list = comma != NULL ? comma + 1 : NULL;
  *size = (comma != NULL ? comma : end) - element;

  return trim (element, size);
}

/* The fields that mean something. Each gets its value, trimmed. */

static gboolean
read_number (const char *text,
             gsize       size,
             gint64     *number)
{
  gint64 value = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (!g_ascii_isdigit (text[i]) || value > (G_MAXINT64 - (text[i] - '0')) / 10)
        return FALSE;

      value = value * 10 + (text[i] - '0');
    }

  *number = value;

  return size > 0;
}

/* Equal repetitions are one. */
static void
take_length (InflightHead *self,
             const char   *value,
             gsize         size)
{
  const char *end = value + size;
  const char *element;

  if (self->oddity != NULL)
    object (self, self->oddity);

  while ((element = next_element (&value, end, &size)) != NULL)
    {
      gint64 number;

      if (!read_number (element, size, &number) ||
          (self->length_bytes >= 0 && self->length_bytes != number))
        {
          object (self, no_length);
          return;
        }

      self->length_bytes = number;
    }
}

/* One coding is known, and “identity”, which once was one and means none. */
static void
take_coding (InflightHead *self,
             const char   *value,
             gsize         size)
{
  const char *end = value + size;
  const char *element;

  if (self->oddity != NULL)
    object (self, self->oddity);

  while ((element = next_element (&value, end, &size)) != NULL)
    if (size > 0)
      {
        self->chunked = size == strlen ("chunked") && is_word (element, "chunked", size);
        if (++self->n_codings > 1 ||
            (!self->chunked &&
             (size != strlen ("identity") || !is_word (element, "identity", size))))
          object (self, no_coding);
      }
}

/* An empty value is none. */
static void
take_text (char       **text,
           const char  *value,
           gsize        size)
{
  g_free (*text);
  *text = size > 0 ? g_strndup (value, size) : NULL;
}

static void
take_location (InflightHead *self,
               const char   *value,
               gsize         size)
{
  take_text (&self->location, value, size);
}

static void
take_content_type (InflightHead *self,
                   const char   *value,
                   gsize         size)
{
  take_text (&self->content_type, value, size);
}

static void
take_content_encoding (InflightHead *self,
                       const char   *value,
                       gsize         size)
{
  if (size == 0)
    return;

  if (self->content_encoding == NULL)
    {
      take_text (&self->content_encoding, value, size);
      return;
    }

  if (self->encodings == NULL)
    self->encodings = g_string_new (self->content_encoding);
  g_string_append (self->encodings, ", ");
  g_string_append_len (self->encodings, value, size);
}

static void
take_date (InflightHead *self,
           const char   *value,
           gsize         size)
{
  self->date_begin = value - self->fields;
}

static void
take_retry_after (InflightHead *self,
                  const char   *value,
                  gsize         size)
{
  self->retry_after_begin = value - self->fields;
  self->n_retry_after++;
}

/* Whether a name is that of a field that frames the body. */
static gboolean
is_framing (const char *name,
            gsize       size)
{
  return (size == strlen ("content-length") && is_word (name, "content-length", size)) ||
         (size == strlen ("transfer-encoding") && is_word (name, "transfer-encoding", size));
}

typedef void (*FieldFunc) (InflightHead *self,
                           const char   *value,
                           gsize         size);

typedef struct
{
  const char *name;
  FieldFunc   take;
} Field;

/* By the length of their names, of which no two are equal. */
#define FIELD(name, take) [sizeof (name) - 1] = { name, take }
static const Field known_fields[] = {
  FIELD ("date", take_date),
  FIELD ("location", take_location),
  FIELD ("retry-after", take_retry_after),
  FIELD ("content-type", take_content_type),
  FIELD ("content-length", take_length),
  FIELD ("content-encoding", take_content_encoding),
  FIELD ("transfer-encoding", take_coding),
};
#undef FIELD

static void
end_field (InflightHead *self)
{
  gsize size = self->name_size;
  const char *name;
  const char *value;

  self->name_size = 0;
  if (size == 0 || size >= G_N_ELEMENTS (known_fields) || known_fields[size].name == NULL)
    return;

  name = self->fields + self->name_begin;
  value = name + size + strlen (": ");
  if (is_word (name, known_fields[size].name, size))
    known_fields[size].take (self, value, self->fields + self->fields_size - 1 - value);
}

static gboolean
parse_date (InflightHead *self,
            gsize         begin,
            gint64        now_us,
            gint64       *date_us)
{
  const char *value = self->fields + begin;
  g_autofree char *text = g_strndup (value, strchr (value, '\n') - value);
  gint64 date_s;

  if (!inflight_http_date_parse (text, now_us / G_USEC_PER_SEC, &date_s))
    return FALSE;

  *date_us = date_s * G_USEC_PER_SEC;

  return TRUE;
}

/* Seconds or a date (RFC 9110, section 10.2.3). The time between two dates of a
 * server does not depend on our own clock. */
static gint64
get_retry_after_us (InflightHead *self)
{
  const char *value = self->fields + self->retry_after_begin;
  gint64 now_us = g_get_real_time ();
  gint64 seconds;
  gint64 then_us;

  /* More seconds than can be counted in microseconds are no time at all. */
  if (read_number (value, strchr (value, '\n') - value, &seconds))
    return seconds <= G_MAXINT64 / G_USEC_PER_SEC ? seconds * G_USEC_PER_SEC : -1;

  if (self->date_begin > 0)
    parse_date (self, self->date_begin, now_us, &now_us);

  return parse_date (self, self->retry_after_begin, now_us, &then_us)
           ? MAX (then_us - now_us, -1) : -1;
}

/**
 * inflight_head_begin_fields:
 * @self: a head
 *
 * Forgets what another header said.
 */
void
inflight_head_begin_fields (InflightHead *self)
{
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->content_encoding, g_free);
  self->fields_size = 0;
  self->length_bytes = -1;
  self->chunked = FALSE;
  self->n_codings = 0;
  self->closing = FALSE;
  self->n_retry_after = 0;
  self->retry_after_us = -1;
  self->date_begin = 0;
  self->objection = NULL;
}

/* Returns: where so many bytes more are to be written. */
static inline char *
add_room (InflightHead *self,
          gsize         size)
{
  gsize begin = self->fields_size;

  self->fields_size += size;
  if (self->fields_size > self->fields_room)
    {
      self->fields_room = MAX (2 * self->fields_size, USUAL_BYTES);
      self->fields = g_realloc (self->fields, self->fields_room);
    }

  return self->fields + begin;
}

/**
 * inflight_head_begin_field:
 * @self: a head
 * @line: a line that is not empty, without its end
 * @size: its size, in bytes
 *
 * Takes a line as a field, if it is one.
 */
void
inflight_head_begin_field (InflightHead *self,
                           const char   *line,
                           gsize         size)
{
  gsize begin = self->fields_size;
  gsize name_size = inflight_header_span_token (line, size);
  gsize colon = name_size;
  gsize value_size;
  const char *value;
  char *text;

  end_field (self);

  while (colon < size && head_is_blank (line[colon]))
    colon++;

  if (name_size == 0 || colon == size || line[colon] != ':')
    {
      if (colon > name_size && is_framing (line, name_size))
        object (self, space_in_name);
      return;
    }

  value_size = size - colon - 1;
  value = trim (line + colon + 1, &value_size);

  text = add_room (self, name_size + value_size + strlen (": \n"));
  memcpy (text, line, name_size);
  memcpy (text + name_size, ": ", 2);
  memcpy (text + name_size + 2, value, value_size);
  text[name_size + 2 + value_size] = '\n';

  self->name_begin = begin;
  self->name_size = name_size;
  self->oddity = colon > name_size ? space_in_name : NULL;
}

/**
 * inflight_head_continue_field:
 * @self: a head
 * @line: a line that begins with white space, without its end
 * @size: its size, in bytes
 *
 * Takes a line as more of the last field (RFC 9112, section 5.2). What is folded
 * into a line that is no field is none, either.
 */
void
inflight_head_continue_field (InflightHead *self,
                              const char   *line,
                              gsize         size)
{
  const char *text = trim (line, &size);

  if (self->name_size == 0)
    return;

  self->oddity = "a folded line frames the body";
  if (size == 0)
    return;

  self->fields_size--;
  if (self->fields_size > self->name_begin + self->name_size + strlen (": "))
    *add_room (self, 1) = ' ';
  memcpy (add_room (self, size), text, size);
  *add_room (self, 1) = '\n';
}

/**
 * inflight_head_end_fields:
 * @self: a head whose status line came
 *
 * The header has ended: what can be said only now is said.
 */
void
inflight_head_end_fields (InflightHead *self)
{
  end_field (self);

  if (self->chunked)
    {
      self->closing = self->length_bytes >= 0 || g_str_equal (self->protocol, "HTTP/1.0");
      self->length_bytes = -1;
    }

  if (self->encodings != NULL)
    {
      g_free (self->content_encoding);
      self->content_encoding = g_string_free (g_steal_pointer (&self->encodings), FALSE);
    }

  if (self->n_retry_after == 1)
    self->retry_after_us = get_retry_after_us (self);
}
