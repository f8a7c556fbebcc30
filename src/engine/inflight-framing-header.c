/* inflight-framing-header.c: the header of an answer, byte by byte
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-framing-steps-private.h"

#include <string.h>

/* As many empty lines before an answer as a careless server leaves behind the
 * one before it. */
#define MAX_BLANK_BYTES 8

static const char no_answer[] = "the answer is not of HTTP/1.0 or HTTP/1.1";
static const char bare_return[] = "a carriage return without a line feed";

static const char version[] = "HTTP/1.";
static const char name_length[] = "content-length";
static const char name_coding[] = "transfer-encoding";

static void
object (InflightFraming *self,
        const char      *message)
{
  if (self->objection == NULL)
    self->objection = message;
}

void
inflight_framing_begin_answer (InflightFraming *self)
{
  self->state = FRAMING_START;
  self->n_matched = 0;
  self->n_codings = 0;
  self->status = 0;
  self->in_framing_field = FALSE;
  self->has_length = FALSE;
  self->chunked = FALSE;
  self->objection = NULL;
}

/* The length of a body, by RFC 9112, section 6.3. */
static void
begin_body (InflightFraming *self)
{
  if (self->head_request || self->status == 204 || self->status == 304)
    {
      self->state = FRAMING_COMPLETE;
    }
  else if (self->chunked)
    {
      self->closing = self->has_length || self->http_1_0;
      inflight_framing_begin_chunk (self);
    }
  else if (self->has_length)
    {
      self->left_bytes = self->length_bytes;
      self->state = self->left_bytes > 0 ? FRAMING_LENGTH_BODY : FRAMING_COMPLETE;
    }
  else
    {
      self->state = FRAMING_BODY_UNTIL_CLOSE;
    }
}

static void
end_header (InflightFraming *self)
{
  if (self->objection != NULL)
    {
      framing_fail_protocol (self, self->objection);
    }
  else if (self->status >= 200)
    {
      begin_body (self);
    }
  else if (self->status == 101)
    {
      framing_fail_protocol (self, "another protocol, which was not asked for");
    }
  else if (++self->n_informational > INFLIGHT_FRAMING_MAX_INFORMATIONAL)
    {
      framing_fail_protocol (self, "endless informational answers");
    }
  else
    {
      inflight_framing_begin_answer (self);
    }
}

/* The lines of the header. A line feed alone ends one, too (RFC 9112, section
 * 2.2). Steps return whether the byte is passed on. */

static gboolean
step_text (InflightFraming *self,
           guint8           byte)
{
  if (byte == '\n')
    self->state = FRAMING_LINE_START;
  else if (byte == '\r')
    self->state = FRAMING_CR;
  else if (byte == '\0')
    return framing_fail_protocol (self, "a zero byte in the header");
  else
    self->state = FRAMING_TEXT;

  return TRUE;
}

static gboolean
step_version (InflightFraming *self,
              guint8           byte)
{
  if (byte != (guint8) version[self->n_matched])
    return framing_fail_protocol (self, no_answer);

  self->n_matched++;

  return framing_go (self, version[self->n_matched] != '\0' ? FRAMING_VERSION : FRAMING_MINOR);
}

static gboolean
step_start (InflightFraming *self,
            guint8           byte)
{
  if (byte != '\r' && byte != '\n')
    return step_version (self, byte);

  if (++self->n_blank > MAX_BLANK_BYTES)
    framing_fail_protocol (self, "empty lines instead of an answer");

  return FALSE;
}

static gboolean
step_minor (InflightFraming *self,
            guint8           byte)
{
  if (byte != '0' && byte != '1')
    return framing_fail_protocol (self, no_answer);

  self->http_1_0 = byte == '0';

  return framing_go (self, FRAMING_SPACE);
}

static gboolean
step_space (InflightFraming *self,
            guint8           byte)
{
  if (byte != ' ')
    return framing_fail_protocol (self, no_answer);

  self->n_digits = 0;

  return framing_go (self, FRAMING_STATUS);
}

/* RFC 9110, section 15, ends at 599, and wants what is beyond taken for 5xx. */
static gboolean
step_status (InflightFraming *self,
             guint8           byte)
{
  if (!g_ascii_isdigit (byte) || (self->n_digits == 0 && byte == '0'))
    return framing_fail_protocol (self, no_answer);

  self->status = self->status * 10 + (byte - '0');
  self->n_digits++;

  return framing_go (self, self->n_digits < 3 ? FRAMING_STATUS : FRAMING_AFTER_STATUS);
}

static gboolean
step_after_status (InflightFraming *self,
                   guint8           byte)
{
  if (byte != ' ' && byte != '\r' && byte != '\n')
    return framing_fail_protocol (self, no_answer);

  return step_text (self, byte);
}

static gboolean
step_line_start (InflightFraming *self,
                 guint8           byte)
{
  self->n_matched = 0;

  switch (byte)
    {
    case '\n':
      end_header (self);
      return TRUE;

    case '\r':
      return framing_go (self, FRAMING_LAST_CR);

    /* A folded line (RFC 9112, section 5.2). */
    case ' ':
    case '\t':
      if (self->in_framing_field)
        object (self, "a folded line frames the body");
      return framing_go (self, FRAMING_TEXT);

    case 'c':
    case 'C':
      self->n_matched = 1;
      return framing_go (self, FRAMING_NAME_LENGTH);

    case 't':
    case 'T':
      self->n_matched = 1;
      return framing_go (self, FRAMING_NAME_CODING);

    default:
      self->in_framing_field = FALSE;
      return step_text (self, byte);
    }
}

/* A name that turns out to be another is the beginning of text. White space
 * before the colon hides the field from libsoup. */
static gboolean
step_name (InflightFraming *self,
           guint8           byte)
{
  gboolean is_length = self->state == FRAMING_NAME_LENGTH;
  const char *name = is_length ? name_length : name_coding;

  if (name[self->n_matched] == '\0')
    {
      if (byte == ' ' || byte == '\t')
        object (self, "a space before a colon");

      if (byte == ':' || byte == ' ' || byte == '\t')
        {
          self->in_framing_field = TRUE;
          self->n_digits = 0;
          self->n_token = 0;
          self->number = 0;
          self->number_ended = FALSE;
          self->repeats = FALSE;
          return framing_go (self, is_length ? FRAMING_LENGTH : FRAMING_CODING);
        }
    }
  else if (g_ascii_tolower (byte) == name[self->n_matched])
    {
      self->n_matched++;
      return TRUE;
    }

  self->in_framing_field = FALSE;

  return step_text (self, byte);
}

static void
end_number (InflightFraming *self)
{
  if (self->n_digits == 0 || (self->has_length && self->length_bytes != self->number))
    object (self, "the answer's Content-Length is not one number");

  self->has_length = TRUE;
  self->length_bytes = self->number;
  self->n_digits = 0;
  self->number = 0;
  self->number_ended = FALSE;
}

/* Equal repetitions are one; libsoup does not know that, and sees the first. */
static gboolean
step_length (InflightFraming *self,
             guint8           byte)
{
  if (byte == '\r' || byte == '\n')
    {
      end_number (self);
      return step_text (self, byte);
    }

  if (g_ascii_isdigit (byte) && !self->number_ended &&
      self->number <= ((guint64) G_MAXINT64 - (byte - '0')) / 10)
    {
      self->number = self->number * 10 + (byte - '0');
      self->n_digits = 1;
    }
  else if (byte == ',')
    {
      end_number (self);
      self->repeats = TRUE;
    }
  else if (byte == ' ' || byte == '\t')
    {
      self->number_ended = self->n_digits > 0;
    }
  else if (byte == '\0')
    {
      return framing_fail_protocol (self, "a zero byte in the header");
    }
  else
    {
      object (self, "the answer's Content-Length is not one number");
    }

  return !self->repeats;
}

/* One coding is known, and “identity”, which once was one and means none. */
static void
end_coding (InflightFraming *self)
{
  static const char chunked[] = { 'c', 'h', 'u', 'n', 'k', 'e', 'd' };
  static const char identity[] = { 'i', 'd', 'e', 'n', 't', 'i', 't', 'y' };

  if (self->n_token == 0)
    return;

  self->chunked = self->n_token == sizeof chunked &&
                  memcmp (self->token, chunked, sizeof chunked) == 0;

  if (++self->n_codings > 1 ||
      (!self->chunked &&
       (self->n_token != sizeof identity ||
        memcmp (self->token, identity, sizeof identity) != 0)))
    object (self, "an unknown Transfer-Encoding");

  self->n_token = 0;
}

static gboolean
step_coding (InflightFraming *self,
             guint8           byte)
{
  if (byte == '\r' || byte == '\n')
    {
      end_coding (self);
      return step_text (self, byte);
    }

  if (byte == '\0')
    return framing_fail_protocol (self, "a zero byte in the header");

  if (byte == ',')
    end_coding (self);
  else if (byte != ' ' && byte != '\t' && self->n_token < sizeof self->token)
    self->token[self->n_token++] = g_ascii_tolower (byte);

  return TRUE;
}

static gboolean
step_cr (InflightFraming *self,
         guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, bare_return);

  return framing_go (self, FRAMING_LINE_START);
}

static gboolean
step_last_cr (InflightFraming *self,
              guint8           byte)
{
  if (byte != '\n')
    return framing_fail_protocol (self, bare_return);

  end_header (self);

  return TRUE;
}

typedef gboolean (*StepFunc) (InflightFraming *self,
                              guint8           byte);

static const StepFunc steps[N_FRAMING_STATES] = {
  [FRAMING_START] = step_start,
  [FRAMING_VERSION] = step_version,
  [FRAMING_MINOR] = step_minor,
  [FRAMING_SPACE] = step_space,
  [FRAMING_STATUS] = step_status,
  [FRAMING_AFTER_STATUS] = step_after_status,
  [FRAMING_LINE_START] = step_line_start,
  [FRAMING_NAME_LENGTH] = step_name,
  [FRAMING_NAME_CODING] = step_name,
  [FRAMING_LENGTH] = step_length,
  [FRAMING_CODING] = step_coding,
  [FRAMING_TEXT] = step_text,
  [FRAMING_CR] = step_cr,
  [FRAMING_LAST_CR] = step_last_cr,
};

/* Returns whether the byte is passed on. */
gboolean
inflight_framing_step_header (InflightFraming *self,
                              guint8           byte)
{
  return steps[self->state] (self, byte);
}
