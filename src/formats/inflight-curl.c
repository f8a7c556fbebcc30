/* inflight-curl.c: requests as curl commands
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl.h"

#include "inflight-header.h"

#include <string.h>

/* What no shell takes for something else. */
#define PLAIN "+,-./:=@_%"

/* A single argument of a command may have 128 KiB on Linux. */
#define MAX_ARGUMENT_BYTES (64 << 10)

typedef struct
{
  GString  *text;
  gboolean  has_type;
  gboolean  has_encoding;
  gboolean  has_agent;
  gboolean  has_secrets;
} Command;

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (PLAIN, *p) == NULL)
      return FALSE;

  return *text != '\0';
}

/* In single quotes everything is itself but a single quote (POSIX, 2.2.2). */
static void
append_word (GString    *text,
             const char *word)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');

  if (is_plain (word))
    {
      g_string_append (text, word);
      return;
    }

  g_string_append_c (text, '\'');
  for (; *word != '\0'; word++)
    if (*word == '\'')
      g_string_append (text, "'\\''");
    else
      g_string_append_c (text, *word);
  g_string_append_c (text, '\'');
}

static void
append_option (GString    *text,
               const char *option,
               const char *value)
{
  append_word (text, option);
  append_word (text, value);
}

/* Headers */

static void
note_header_cb (const char *name,
                const char *value,
                gpointer    user_data)
{
  Command *self = user_data;

  self->has_type |= g_ascii_strcasecmp (name, "Content-Type") == 0;
  self->has_encoding |= g_ascii_strcasecmp (name, "Accept-Encoding") == 0;
  self->has_agent |= g_ascii_strcasecmp (name, "User-Agent") == 0;
  self->has_secrets |= inflight_header_is_secret (name);
}

/* A field without a value has a semicolon in curl's syntax. */
static void
add_header_cb (const char *name,
               const char *value,
               gpointer    user_data)
{
  Command *self = user_data;
  g_autofree char *line = NULL;

  line = *value != '\0' ? g_strconcat (name, ": ", value, NULL) : g_strconcat (name, ";", NULL);
  append_option (self->text, "--header", line);
}

static void
add_headers (Command               *self,
             const InflightOptions *options)
{
  inflight_options_foreach_header (options, note_header_cb, self);
  inflight_options_foreach_header (options, add_header_cb, self);

  if (!self->has_agent)
    append_option (self->text, "--user-agent", "Inflight/" PACKAGE_VERSION);
  if (!self->has_encoding)
    append_word (self->text, "--compressed");

  /* curl adds one of its own to a body. */
  if (!self->has_type && inflight_options_get_body (options) != NULL)
    append_option (self->text, "--header", "Content-Type:");
}

/* The body */

/* Whether it can be an argument on the same line. */
static gboolean
is_argument (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (size > MAX_ARGUMENT_BYTES || !g_utf8_validate_len (data, size, NULL))
    return FALSE;

  for (gsize i = 0; i < size; i++)
    if ((guchar) data[i] < 0x20 || data[i] == 0x7f)
      return FALSE;

  return TRUE;
}

/* printf is part of the shell and has no limit; octal digits are in POSIX, unlike
 * hexadecimal ones and the quotes that know escapes. */
static char *
dup_printf (GBytes *body)
{
  gsize size;
  const guchar *data = g_bytes_get_data (body, &size);
  GString *text = g_string_new ("printf '");

  for (gsize i = 0; i < size; i++)
    if (g_ascii_isalnum (data[i]) || data[i] == ' ' ||
        (g_ascii_ispunct (data[i]) && strchr ("'\\%", data[i]) == NULL))
      g_string_append_c (text, data[i]);
    else
      g_string_append_printf (text, "\\%03o", data[i]);
  g_string_append (text, "' |");

  return g_string_free (text, FALSE);
}

static void
add_body (Command *self,
          GBytes  *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *argument = NULL;

  if (!is_argument (body))
    {
      append_option (self->text, "--data-binary", "@-");
      return;
    }

  /* It does not take “@” for a file. */
  argument = g_strndup (data, size);
  append_option (self->text, "--data-raw", argument);
}

/* The rest */

static void
add_address (Command    *self,
             const char *uri)
{
  append_word (self->text, uri);
  if (strpbrk (uri, "[]{}") != NULL)
    append_word (self->text, "--globoff");
  if (strstr (uri, "/.") != NULL)
    append_word (self->text, "--path-as-is");
}

/* With a body curl makes it a POST, which becomes a GET on redirects as it should
 * (RFC 9110, section 15.4), unless a method is given. */
static void
add_method (Command               *self,
            const InflightOptions *options)
{
  const char *method = inflight_options_get_method (options);
  gboolean has_body = inflight_options_get_body (options) != NULL;

  if (g_str_equal (method, "HEAD") && !has_body)
    append_word (self->text, "--head");
  else if (!g_str_equal (method, has_body ? "POST" : "GET"))
    append_option (self->text, "--request", method);
}

static void
add_limits (Command               *self,
            const InflightOptions *options)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 deadline_us = inflight_options_get_deadline_us (options);

  append_word (self->text, "--location");
  g_snprintf (number, sizeof number, "%u", inflight_options_get_max_redirects (options));
  append_option (self->text, "--max-redirs", number);

  if (deadline_us > 0 && deadline_us < G_MAXINT64)
    {
      g_ascii_formatd (number, sizeof number, "%.6g", (double) deadline_us / G_USEC_PER_SEC);
      append_option (self->text, "--max-time", number);
    }

  if (inflight_options_get_insecure (options))
    append_word (self->text, "--insecure");
}

/**
 * inflight_curl_from_request:
 * @request: a request
 *
 * Makes a line for a POSIX shell that has curl fetch the same: method, address,
 * header fields, body, certificates not checked, redirects and time limit as
 * they are. Nothing in @request is more to the shell than a word. Copying a
 * command is deliberate, and it shall work: credentials are in it; see
 * inflight_curl_has_secrets(). Retries, the limit of size and the guard of
 * private addresses are not.
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): the command, without a line feed
 */
char *
inflight_curl_from_request (InflightRequest *request)
{
  const InflightOptions *options;
  Command command = { .text = g_string_new (NULL) };
  GBytes *body;

  g_return_val_if_fail (request != NULL, NULL);

  options = inflight_request_get_options (request);
  body = inflight_options_get_body (options);
  if (body != NULL && !is_argument (body))
    {
      g_autofree char *text = dup_printf (body);

      g_string_append (command.text, text);
    }

  append_word (command.text, "curl");
  add_address (&command, inflight_request_get_uri (request));
  add_method (&command, options);
  add_headers (&command, options);
  if (body != NULL)
    add_body (&command, body);
  add_limits (&command, options);

  return g_string_free (command.text, FALSE);
}

/**
 * inflight_curl_has_secrets:
 * @request: a request
 *
 * Returns: whether its command holds what is shown nowhere: credentials in the
 *   address, or the values of parameters and fields that speak of a secret
 */
gboolean
inflight_curl_has_secrets (InflightRequest *request)
{
  Command command = { NULL };
  g_autofree char *display = NULL;

  g_return_val_if_fail (request != NULL, FALSE);

  display = inflight_request_dup_display (request);
  inflight_options_foreach_header (inflight_request_get_options (request), note_header_cb,
                                   &command);

  return command.has_secrets || strcmp (display, inflight_request_get_uri (request)) != 0;
}
