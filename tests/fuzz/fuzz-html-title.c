/* fuzz-html-title.c: any bytes as a page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "inflight-html-title-private.h"

#include <string.h>

/* The first line is the field Content-Type, the others are the page. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *content_type = g_strndup (end != NULL ? (const char *) data : "",
                                              end != NULL ? end - data : 0);
  g_autoptr (GString) title = NULL;

  if (end != NULL)
    {
      size -= end + 1 - data;
      data = end + 1;
    }

  title = inflight_html_title_find ((const char *) data, size, content_type);
  if (title != NULL)
    g_assert_true (g_utf8_validate (title->str, title->len, NULL));

  return 0;
}
