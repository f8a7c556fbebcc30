/* fuzz-json-title.c: any bytes as a JSON answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "inflight-json-title-private.h"

#include <string.h>

/* Valid but for the NULs that it may hold. */
static void
assert_text (const GString *text)
{
  for (gsize at = 0; at < text->len; at += strlen (text->str + at) + 1)
    g_assert_true (g_utf8_validate (text->str + at, -1, NULL));
}

/* The first line is the pointer, the others are the answer. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *pointer = g_strndup (end != NULL ? (const char *) data : "",
                                         end != NULL ? end - data : 0);
  g_autoptr (GString) title = NULL;
  g_autoptr (GString) title_of_head = NULL;

  if (end != NULL)
    {
      size -= end + 1 - data;
      data = end + 1;
    }

  title = inflight_json_title_find ((const char *) data, size, FALSE, pointer);
  title_of_head = inflight_json_title_find ((const char *) data, size, TRUE, pointer);
  if (title_of_head != NULL)
    assert_text (title_of_head);
  if (title != NULL)
    g_assert_true (g_string_equal (title, title_of_head));

  return 0;
}
