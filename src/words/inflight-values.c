/* inflight-values.c: what the values of options mean
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-values.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More than anybody waits, and far from what overflows in microseconds. */
#define MAX_SECONDS (366.0 * 24 * 60 * 60)

static gboolean
fail (GError     **error,
      const char  *option,
      const char  *value,
      const char  *expected)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: option, its value, what it should have been */
               _("--%s: “%s” is not %s"), option, value, expected);

  return FALSE;
}

/**
 * inflight_value_read_seconds:
 * @option: the name of the option
 * @text: its value: decimal, with a point in every locale
 * @may_be_negative: whether it may be less than nothing
 * @us: (out): the value in microseconds
 * @error: return location for an error
 *
 * Returns: whether @text is a number of seconds; otherwise an error that says what
 *   it should have been
 */
gboolean
inflight_value_read_seconds (const char  *option,
                             const char  *text,
                             gboolean     may_be_negative,
                             gint64      *us,
                             GError     **error)
{
  char *end;
  double seconds;

  errno = 0;
  seconds = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (seconds) ||
      fabs (seconds) > MAX_SECONDS || (seconds < 0 && !may_be_negative))
    return fail (error, option, text, _("a number of seconds"));

  /* What is too little for a number is more than none, all the same. */
  *us = errno == ERANGE ? 1 : inflight_us_from_seconds (seconds);

  return TRUE;
}

/**
 * inflight_value_read_size:
 * @option: the name of the option
 * @text: its value: a number and nothing, or K, M, G, KiB, MiB, GiB, which are 1,024
 *   and its powers
 * @bytes: (out): the value in bytes
 * @error: return location for an error
 *
 * Returns: whether @text is a size; otherwise an error that says what it should have
 *   been
 */
gboolean
inflight_value_read_size (const char  *option,
                          const char  *text,
                          guint64     *bytes,
                          GError     **error)
{
  static const char *const units[] = { "", "k", "m", "g", "kib", "mib", "gib" };
  const gsize n_powers = 3;
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, n_digits);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      guint shift = 10 * (i > n_powers ? i - n_powers : i);

      if (g_ascii_strcasecmp (text + n_digits, units[i]) == 0 &&
          g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64 >> shift, bytes, NULL))
        {
          *bytes <<= shift;
          return TRUE;
        }
    }

  return fail (error, option, text, _("a number of bytes from 1, such as 4096, 500K or 16MiB"));
}

/**
 * inflight_value_read_choice:
 * @option: the name of the option
 * @text: (nullable): its value
 * @type: an enumeration, of whose nicks @text is to be one
 * @value: (inout): the value; stays if there is no @text
 * @error: return location for an error
 *
 * Returns: whether @text is absent or understood; otherwise an error that lists what
 *   there is to choose from
 */
gboolean
inflight_value_read_choice (const char  *option,
                            const char  *text,
                            GType        type,
                            int         *value,
                            GError     **error)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  g_autofree char *choices = NULL;

  if (text == NULL || inflight_enum_from_nick (type, text, value))
    return TRUE;

  for (guint i = 0; i < class->n_values; i++)
    g_ptr_array_add (nicks, (gpointer) class->values[i].value_nick);
  g_ptr_array_add (nicks, NULL);
  choices = g_strjoinv (", ", (char **) nicks->pdata);

  return fail (error, option, text, choices);
}

/**
 * inflight_value_read_word:
 * @option: the name of the option
 * @text: (nullable): its value
 * @words: (array zero-terminated=1): of which @text is to be one
 * @index: (out): which one; the first if there is no @text
 * @error: return location for an error
 *
 * Returns: whether @text is absent or understood; otherwise an error that lists what
 *   there is to choose from
 */
gboolean
inflight_value_read_word (const char         *option,
                          const char         *text,
                          const char *const  *words,
                          int                *index,
                          GError            **error)
{
  g_autofree char *choices = NULL;

  *index = 0;
  if (text == NULL)
    return TRUE;

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *index = i;
        return TRUE;
      }

  choices = g_strjoinv (", ", (char **) words);

  return fail (error, option, text, choices);
}

/**
 * inflight_value_read_number:
 * @option: the name of the option
 * @written: its value
 * @least: the least that it may be, 0 or more
 * @most: the most
 * @expected: what it should have been, in words
 * @number: (out): the value
 * @error: return location for an error
 *
 * Returns: whether @written is within the limits; otherwise an error that says what
 *   it should have been
 */
gboolean
inflight_value_read_number (const char  *option,
                            int          written,
                            int          least,
                            int          most,
                            const char  *expected,
                            guint       *number,
                            GError     **error)
{
  g_autofree char *text = NULL;

  if (written >= least && written <= most)
    {
      *number = written;
      return TRUE;
    }

  text = g_strdup_printf ("%d", written);

  return fail (error, option, text, expected);
}

/**
 * inflight_value_read_condition:
 * @until: (nullable): the value of `--until`
 * @within: (nullable): that of `--within`
 * @then: (nullable): that of `--then`
 * @cancelled: (nullable): that of `--cancelled`
 * @condition: (inout): what a wait shall wait for; what no option says stays
 * @error: return location for an error
 *
 * Returns: whether all of them are understood; otherwise an error that says which is
 *   not, and what it should have been
 */
gboolean
inflight_value_read_condition (const char         *until,
                               const char         *within,
                               const char         *then,
                               const char         *cancelled,
                               InflightCondition  *condition,
                               GError            **error)
{
  int then_value = condition->then;
  int cancelled_as = condition->cancelled_as;

  if (until != NULL && !inflight_condition_set_until (condition, until, error))
    {
      g_prefix_error_literal (error, "--until: ");
      return FALSE;
    }

  if (within != NULL &&
      !inflight_value_read_seconds ("within", within, TRUE, &condition->within_us, error))
    return FALSE;

  if (!inflight_value_read_choice ("then", then, INFLIGHT_TYPE_THEN, &then_value, error) ||
      !inflight_value_read_choice ("cancelled", cancelled, INFLIGHT_TYPE_CANCELLED_AS,
                                   &cancelled_as, error))
    return FALSE;

  condition->then = then_value;
  condition->cancelled_as = cancelled_as;

  return TRUE;
}
