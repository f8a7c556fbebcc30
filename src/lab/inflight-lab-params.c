/* inflight-lab-params.c: what a request asks of the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab-params-private.h"

#include <string.h>

#define MAX_DELAY_MS    (10 * 60 * 1000)
#define MAX_SIZE_BYTES  (G_GUINT64_CONSTANT (10) * 1000 * 1000 * 1000)
#define MAX_RETRY_S     (24 * 60 * 60)
#define MAX_LOCATION    2048

typedef struct
{
  const char *name;
  const char *kind;
  guint64     min;
  guint64     max;
  gsize       offset;
} NumberParam;

static const NumberParam number_params[] = {
  { "delay", "number of milliseconds", 0, MAX_DELAY_MS,
    G_STRUCT_OFFSET (InflightLabParams, delay_ms) },
  { "jitter", "number of milliseconds", 0, MAX_DELAY_MS,
    G_STRUCT_OFFSET (InflightLabParams, jitter_ms) },
  { "trickle", "number of milliseconds", 0, MAX_DELAY_MS,
    G_STRUCT_OFFSET (InflightLabParams, trickle_ms) },
  { "size", "number of bytes", 0, MAX_SIZE_BYTES,
    G_STRUCT_OFFSET (InflightLabParams, size_bytes) },
  /* An informational status is no answer (RFC 9110, section 15.2). */
  { "status", "status", 200, 599,
    G_STRUCT_OFFSET (InflightLabParams, status) },
  { "flaky", "percentage", 0, 100,
    G_STRUCT_OFFSET (InflightLabParams, flaky_percent) },
  { "retry-after", "number of seconds", 0, MAX_RETRY_S,
    G_STRUCT_OFFSET (InflightLabParams, retry_after_s) },
  { "seed", "whole number", 0, G_MAXINT64,
    G_STRUCT_OFFSET (InflightLabParams, seed) },
};

static gboolean
parse_number (InflightLabParams  *self,
              const NumberParam  *param,
              const char         *value,
              GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 number;

  if (g_ascii_string_to_unsigned (value, 10, param->min, param->max, &number,
                                  &local_error))
    {
      G_STRUCT_MEMBER (gint64, self, param->offset) = number;
      return TRUE;
    }

  if (g_error_matches (local_error, G_NUMBER_PARSER_ERROR,
                       G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s: not between %" G_GUINT64_FORMAT
                 " and %" G_GUINT64_FORMAT,
                 param->name, param->min, param->max);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s: not a %s", param->name, param->kind);

  return FALSE;
}

static gboolean
parse_flag (gboolean    *flag,
            const char  *name,
            const char  *value,
            GError     **error)
{
  if (g_str_equal (value, "") || g_str_equal (value, "1"))
    {
      *flag = TRUE;
      return TRUE;
    }

  if (g_str_equal (value, "0"))
    {
      *flag = FALSE;
      return TRUE;
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "%s: takes no value", name);
  return FALSE;
}

/* The value goes into a header: visible ASCII only, so that it cannot end the
 * line. Whether it is an address is for the client to find out. */
static gboolean
parse_location (InflightLabParams  *self,
                const char         *value,
                GError            **error)
{
  gsize length = strlen (value);
  gboolean printable = length > 0 && length <= MAX_LOCATION;

  for (const char *p = value; printable && *p != '\0'; p++)
    printable = g_ascii_isgraph (*p);

  if (!printable)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "location: not an address");
      return FALSE;
    }

  g_free (self->location);
  self->location = g_strdup (value);

  return TRUE;
}

/* What the lab does not know is left alone: people add parameters of their own
 * to tell requests apart. */
static gboolean
parse_param (InflightLabParams  *self,
             const char         *name,
             const char         *value,
             GError            **error)
{
  if (g_str_equal (name, "hang"))
    return parse_flag (&self->hang, name, value, error);

  if (g_str_equal (name, "reset"))
    return parse_flag (&self->reset, name, value, error);

  if (g_str_equal (name, "location"))
    return parse_location (self, value, error);

  for (gsize i = 0; i < G_N_ELEMENTS (number_params); i++)
    if (g_str_equal (name, number_params[i].name))
      return parse_number (self, &number_params[i], value, error);

  return TRUE;
}

/**
 * inflight_lab_params_init:
 * @self: (out caller-allocates): where the parameters go; to be cleared in any
 *   case
 * @query: (nullable): the query of an address, percent-encoded
 * @error: return location for an error
 *
 * A number that was not given is -1. Of a parameter given twice, the last
 * counts.
 * soup_form_decode() is not used because it drops names without a value.
 *
 * Returns: whether every known parameter makes sense; otherwise
 *   %G_IO_ERROR_INVALID_ARGUMENT with a message that needs no escaping in JSON
 */
gboolean
inflight_lab_params_init (InflightLabParams  *self,
                          const char         *query,
                          GError            **error)
{
  g_auto (GStrv) pairs = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  *self = (InflightLabParams) { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (number_params); i++)
    G_STRUCT_MEMBER (gint64, self, number_params[i].offset) = -1;

  if (query == NULL)
    return TRUE;

  pairs = g_strsplit (query, "&", -1);
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      g_autofree char *name = g_uri_unescape_segment (pairs[i], equals, NULL);
      g_autofree char *value = NULL;

      value = g_uri_unescape_segment (equals != NULL ? equals + 1 : "",
                                      NULL, NULL);
      if (name == NULL || value == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               "query: not percent-encoded");
          return FALSE;
        }

      if (!parse_param (self, name, value, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * inflight_lab_params_clear:
 * @self: parameters
 *
 * Frees what @self holds. May be called again.
 */
void
inflight_lab_params_clear (InflightLabParams *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->location, g_free);
}
