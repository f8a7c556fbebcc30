/* inflight-codings.c: what a field Content-Encoding says
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-codings-private.h"

#include "inflight-types.h"

#include <string.h>

typedef struct
{
  const char *name;
  gsize       length;
  gsize       end;
} Coding;

/* Returns: whether there is another element; empty ones are none (RFC 9110,
 * section 5.6.1) */
static gboolean
next_coding (const char **field,
             Coding      *coding)
{
  coding->name = *field + strspn (*field, ", \t");
  coding->length = strcspn (coding->name, ",");
  *field = coding->name + coding->length;

  while (coding->length > 0 && strchr (" \t", coding->name[coding->length - 1]) != NULL)
    coding->length--;

  return coding->length > 0;
}

static gboolean
is_coding (const Coding *coding,
           const char   *name)
{
  return coding->length == strlen (name) &&
         g_ascii_strncasecmp (coding->name, name, coding->length) == 0;
}

/* RFC 9110, section 8.4.1. */
static gboolean
is_known (const Coding          *coding,
          InflightInflateCoding *known)
{
  gboolean is_gzip = is_coding (coding, "gzip") || is_coding (coding, "x-gzip");

  *known = is_gzip ? INFLIGHT_INFLATE_CODING_GZIP : INFLIGHT_INFLATE_CODING_DEFLATE;

  return is_gzip || is_coding (coding, "deflate");
}

/**
 * inflight_codings_parse:
 * @self: where to write what it says
 * @field: a field Content-Encoding
 * @error: return location for an error
 *
 * What was applied before a coding that is not known cannot be undone either.
 *
 * Returns: %FALSE with %INFLIGHT_ERROR_PROTOCOL if there are more than three
 */
gboolean
inflight_codings_parse (InflightCodings  *self,
                        const char       *field,
                        GError          **error)
{
  g_autoptr (GString) label = g_string_new (NULL);
  Coding codings[INFLIGHT_MAX_CODINGS];
  Coding coding;
  guint n = 0;

  while (next_coding (&field, &coding))
    {
      if (is_coding (&coding, "identity"))
        continue;

      if (n == INFLIGHT_MAX_CODINGS)
        {
          g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL,
                       "more than %d content encodings", INFLIGHT_MAX_CODINGS);
          return FALSE;
        }

      g_string_append (label, n > 0 ? ", " : "");
      g_string_append_len (label, coding.name, coding.length);
      coding.end = label->len;
      codings[n++] = coding;
    }

  self->n_known = 0;
  while (n > 0 && is_known (&codings[n - 1], &self->known[self->n_known]))
    {
      self->n_known++;
      n--;
    }

  self->remaining_length = n > 0 ? codings[n - 1].end : 0;
  self->label_bytes = label->allocated_len;
  self->label = g_string_free (g_steal_pointer (&label), FALSE);

  return TRUE;
}
