/* inflight-file-name.c: what to call the body of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-file-name.h"

#include "inflight-text.h"

#include <string.h>

/* Most file systems take 255; two of these and an extension fit. */
#define MAX_BYTES 100

#define FALLBACK "body"

static const struct
{
  const char *type;
  const char *extension;
} extensions[] = {
  { "application/json", ".json" }, { "text/html", ".html" }, { "text/plain", ".txt" },
  { "text/css", ".css" }, { "text/csv", ".csv" }, { "application/xml", ".xml" },
  { "text/xml", ".xml" }, { "text/javascript", ".js" }, { "application/javascript", ".js" },
  { "application/pdf", ".pdf" }, { "application/zip", ".zip" }, { "image/png", ".png" },
  { "image/jpeg", ".jpg" }, { "image/gif", ".gif" }, { "image/webp", ".webp" },
  { "image/svg+xml", ".svg" },
};

/* What is behind the last slash of the path. */
static char *
dup_last_segment (const char *address)
{
  const char *slashes = strstr (address, "://");
  const char *begin = slashes != NULL ? slashes + strlen ("://") : address;
  gsize length = strcspn (begin, "?#");
  const char *slash = g_strrstr_len (begin, length, "/");

  if (slash == NULL)
    return g_strdup ("");

  return g_strndup (slash + 1, begin + length - slash - 1);
}

/* Bytes, which may be anything; also an encoded slash or NUL. */
static char *
dup_unescaped (const char *segment)
{
  g_autoptr (GBytes) bytes = g_uri_unescape_bytes (segment, -1, NULL, NULL);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return inflight_text_clean (segment, -1);

  data = g_bytes_get_data (bytes, &size);

  return inflight_text_clean (data, size);
}

/* What no file system minds, and no shell or desktop takes for something else. */
static void
make_safe (char *name)
{
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  g_strstrip (name);

  while (*name == '.' || *name == '-' || *name == ' ' || *name == '~')
    memmove (name, name + 1, strlen (name));

  if (strlen (name) > MAX_BYTES)
    *g_utf8_find_prev_char (name, name + MAX_BYTES + 1) = '\0';

  while (*name != '\0' && strchr (". ", name[strlen (name) - 1]) != NULL)
    name[strlen (name) - 1] = '\0';
}

static const char *
get_extension (const char *content_type)
{
  gsize length = strcspn (content_type, "; \t");

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (strlen (extensions[i].type) == length &&
        g_ascii_strncasecmp (extensions[i].type, content_type, length) == 0)
      return extensions[i].extension;

  return "";
}

/**
 * inflight_file_name_suggest:
 * @address: where a body came from
 * @content_type: (nullable): the field Content-Type, as sent
 *
 * Returns: (transfer full): a name for its file: one name without a path, in
 *   UTF-8, not hidden, not empty, and not long
 */
char *
inflight_file_name_suggest (const char *address,
                            const char *content_type)
{
  g_autofree char *segment = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  segment = dup_last_segment (address);
  name = dup_unescaped (segment);
  make_safe (name);

  if (strchr (name, '.') != NULL)
    return g_steal_pointer (&name);

  return g_strconcat (*name != '\0' ? name : FALLBACK,
                      get_extension (content_type != NULL ? content_type : ""), NULL);
}
