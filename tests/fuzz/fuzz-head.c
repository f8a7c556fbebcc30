/* fuzz-head.c: whatever comes as a header
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "inflight-head-private.h"
#include "inflight-header-private.h"

#include <string.h>

/* The first byte of an input says what kind of request it answers. */
enum {
  HEAD_REQUEST = 1 << 0,
  HTTP2 = 1 << 1,
};

static void
check_fields (const char *text)
{
  while (*text != '\0')
    {
      const char *colon = strchr (text, ':');
      const char *end = strchr (text, '\n');

      g_assert_true (colon != NULL && end != NULL && colon + 1 < end && colon[1] == ' ');
      g_assert_true (inflight_header_is_token (text, colon - text));
      g_assert_true (memchr (text, '\r', end - text) == NULL);
      text = end + 1;
    }
}

/* A value is not empty, and is in the text of the fields. */
static void
check_value (const char *value,
             const char *fields)
{
  g_assert_true (value == NULL || (*value != '\0' && strstr (fields, value) != NULL));
}

static void
check_head (InflightHead *head)
{
  g_autofree char *fields = inflight_head_steal_fields (head);

  g_assert_true ((head->status == 0) == (head->protocol == NULL) || !head->complete);
  g_assert_true (head->status < 1000 && (head->status >= 200 || !head->complete));
  g_assert_true (head->length_bytes >= -1 && head->retry_after_us >= -1);
  g_assert_true (!head->complete || !head->chunked || head->length_bytes < 0);
  g_assert_true (head->n_informational <= INFLIGHT_HEAD_MAX_INFORMATIONAL + 1);
  g_assert_true (inflight_head_has_body (head) || !inflight_head_ends_with_connection (head));
  g_assert_true (head->complete || fields == NULL);

  if (fields != NULL)
    {
      check_fields (fields);
      check_value (head->location, fields);
      check_value (head->content_type, fields);
    }
}

static gboolean
feed (InflightHead *head,
      const uint8_t *data,
      gsize         size,
      GError      **error)
{
  g_autofree char *line = g_memdup2 (data, size);

  return head->complete ? inflight_head_feed_trailer (head, line, size, error)
                        : inflight_head_feed (head, line, size, error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const guint8 *end = data + size;
  InflightHead head;
  g_autoptr (GError) error = NULL;
  gsize n_fed = 0;

  if (size == 0)
    return 0;

  inflight_head_init (&head, (*data & HEAD_REQUEST) != 0);
  if ((*data & HTTP2) != 0)
    inflight_head_set_http2 (&head);

  data++;
  while (data < end)
    {
      const guint8 *line_feed = memchr (data, '\n', end - data);
      gsize n = (line_feed != NULL ? line_feed + 1 : end) - data;

      n_fed += n;
      if (!feed (&head, data, n, &error))
        break;
      data += n;
    }

  g_assert_true (error == NULL || error->domain == INFLIGHT_ERROR);
  g_assert_true (head.size + head.trailer_size == n_fed);
  check_head (&head);
  inflight_head_clear (&head);

  return 0;
}
