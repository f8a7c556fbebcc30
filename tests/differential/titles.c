/* titles.c: the titles of pages, for who compares them with a browser's
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-title-private.h"

#include <stdio.h>

/* A number of bytes in four of them, then as many. */
static char *
read_bytes (gsize *size)
{
  guint32 length;
  char *bytes;

  if (fread (&length, sizeof length, 1, stdin) != 1)
    return NULL;

  *size = GUINT32_FROM_LE (length);
  bytes = g_malloc0 (*size + 1);
  if (fread (bytes, 1, *size, stdin) != *size)
    g_error ("The page is cut");

  return bytes;
}

static void
print_title (const GString *title)
{
  guint32 length = GUINT32_TO_LE (title != NULL ? title->len : G_MAXUINT32);

  fwrite (&length, sizeof length, 1, stdout);
  if (title != NULL)
    fwrite (title->str, 1, title->len, stdout);
}

/* Pairs of Content-Type and page come from standard input, a title for each goes out;
 * a length of G_MAXUINT32 stands for none. */
int
main (void)
{
  for (;;)
    {
      gsize size;
      g_autofree char *content_type = read_bytes (&size);
      g_autofree char *page = content_type != NULL ? read_bytes (&size) : NULL;
      g_autoptr (GString) title = NULL;

      if (page == NULL)
        return 0;

      title = inflight_html_title_find (page, size, content_type);
      print_title (title);
    }
}
