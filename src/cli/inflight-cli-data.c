/* inflight-cli-data.c: what is sent with each request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-data.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define READ_BYTES (64 << 10)

/* As long as a list may be; it is in memory once, however many requests there are. */
#define MAX_DATA_BYTES (64 << 20)

/**
 * inflight_cli_read_data:
 * @path: the name of a file, as the system has it
 * @error: return location for an error
 *
 * Reads a file, or a pipe, to its end, unless that is too far.
 *
 * Returns: (transfer full): what it holds; or %NULL with a #GIOErrorEnum
 */
GBytes *
inflight_cli_read_data (const char  *path,
                        GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  GByteArray *data;
  gssize n_read = 1;

  if (stream == NULL)
    return NULL;

  data = g_byte_array_new ();
  while (n_read > 0 && data->len <= MAX_DATA_BYTES)
    {
      guint length = data->len;

      g_byte_array_set_size (data, length + READ_BYTES);
      n_read = g_input_stream_read (G_INPUT_STREAM (stream), data->data + length, READ_BYTES,
                                    NULL, error);
      g_byte_array_set_size (data, length + MAX (n_read, 0));
    }

  if (n_read == 0)
    return g_byte_array_free_to_bytes (data);

  if (n_read > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 /* Translators: %s is the name of a file */
                 _("%s is larger than 64 MiB"), path);
  g_byte_array_unref (data);

  return NULL;
}
