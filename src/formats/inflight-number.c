/* inflight-number.c: numbers as digits
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-number-private.h"

/* Appends a number, with zeros before it up to @width digits. There is one or
 * more in each address of a pattern and in each member of an object, and printf()
 * takes longer for it than all the rest of them. */
void
inflight_number_append (GString *out,
                        guint64  number,
                        gsize    width)
{
  char digits[sizeof "18446744073709551615" - 1];
  char *end = digits + sizeof digits;
  char *p = end;

  do
    *--p = '0' + number % 10;
  while ((number /= 10) > 0);

  for (gsize i = end - p; i < width; i++)
    g_string_append_c (out, '0');
  g_string_append_len (out, p, end - p);
}
