/* inflight-http-date.c: a date as HTTP writes it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-http-date-private.h"

#include <string.h>

typedef struct
{
  int  year;
  int  month;
  int  day;
  int  hour;
  int  minute;
  int  second;
} Date;

static gboolean
read_number (const char **text,
             guint        min_digits,
             guint        max_digits,
             int         *number)
{
  guint n = 0;

  *number = 0;
  for (; n < max_digits && g_ascii_isdigit (**text); n++, (*text)++)
    *number = *number * 10 + g_ascii_digit_value (**text);

  return n >= min_digits;
}

static gboolean
read_month (const char **text,
            int         *month)
{
  static const char names[12][4] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (*text, names[i], 3) == 0)
      {
        *text += 3;
        *month = i + 1;
        return TRUE;
      }

  return FALSE;
}

/* The name of the day says nothing that the date does not. */
static gboolean
read_letters (const char **text)
{
  const char *begin = *text;

  while (g_ascii_isalpha (**text))
    (*text)++;

  return *text > begin;
}

static gboolean
read_time (const char **text,
           Date        *date)
{
  return read_number (text, 2, 2, &date->hour) && *(*text)++ == ':' &&
         read_number (text, 2, 2, &date->minute) && *(*text)++ == ':' &&
         read_number (text, 2, 2, &date->second);
}

/* A year of two digits is never more than 50 years ahead (RFC 9110, section
 * 5.6.7). */
static gboolean
read_short_year (const char **text,
                 gint64       now_s,
                 int         *year)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_s);
  int this_year = now != NULL ? g_date_time_get_year (now) : 1970;

  if (!read_number (text, 2, 2, year))
    return FALSE;

  *year += this_year - this_year % 100;
  if (*year > this_year + 50)
    *year -= 100;

  return TRUE;
}

/* Returns whether the field that @directive stands for comes next. */
static gboolean
read_field (char         directive,
            const char **text,
            gint64       now_s,
            Date        *date)
{
  switch (directive)
    {
    case 'a':
      return read_letters (text);
    case 'b':
      return read_month (text, &date->month);
    case 'd':
      *text += **text == ' ';
      return read_number (text, 1, 2, &date->day);
    case 'T':
      return read_time (text, date);
    case 'Y':
      return read_number (text, 4, 4, &date->year);
    case 'y':
      return read_short_year (text, now_s, &date->year);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
match (const char *form,
       const char *text,
       gint64      now_s,
       Date       *date)
{
  for (; *form != '\0'; form++)
    if (*form == '%')
      {
        if (!read_field (*++form, &text, now_s, date))
          return FALSE;
      }
    else if (*form != *text++)
      {
        return FALSE;
      }

  return *text == '\0';
}

/* A leap second is as good as the one before it. */
static gboolean
convert (const Date *date,
         gint64     *date_s)
{
  g_autoptr (GDateTime) then = NULL;

  if (date->second <= 60)
    then = g_date_time_new_utc (date->year, date->month, date->day, date->hour, date->minute,
                                MIN (date->second, 59));
  if (then == NULL)
    return FALSE;

  *date_s = g_date_time_to_unix (then);

  return TRUE;
}

/**
 * inflight_http_date_parse:
 * @text: the value of a field
 * @now_s: the time now, in seconds since 1970, which a year of two digits is near
 * @date_s: (out): the date, in seconds since 1970
 *
 * Reads a date in one of the three forms of RFC 9110, section 5.6.7: that of
 * today, that of RFC 850 and that of asctime(). All of them are in UTC.
 *
 * Returns: whether @text is a date
 */
gboolean
inflight_http_date_parse (const char *text,
                          gint64      now_s,
                          gint64     *date_s)
{
  static const char *const forms[] = {
    "%a, %d %b %Y %T GMT",
    "%a, %d-%b-%y %T GMT",
    "%a %b %d %T %Y",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      Date date = { 0 };

      if (match (forms[i], text, now_s, &date))
        return convert (&date, date_s);
    }

  return FALSE;
}
