/* inflight-cli-data.c: what is sent with each request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-data.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define READ_BYTES (64 << 10)

/* As long as a list may be; it is in memory once, however many requests there are. */
#define MAX_DATA_BYTES (64 << 20)

static void
fail (GError     **error,
      const char  *path,
      int          code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
}

/**
 * inflight_cli_read_data:
 * @path: the name of a file, as the system has it
 * @error: return location for an error
 *
 * Reads a file, or a pipe, to its end, unless that is too far. An error has @path as it
 * was written, so that it can be told from the text around it.
 *
 * Returns: (transfer full): what it holds; or %NULL with a #GIOErrorEnum
 */
GBytes *
inflight_cli_read_data (const char  *path,
                        GError     **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gsize n_read = READ_BYTES;
  int code;
  FILE *file = g_fopen (path, "re");

  if (file == NULL)
    {
      fail (error, path, errno);
      return NULL;
    }

  while (n_read == READ_BYTES && data->len <= MAX_DATA_BYTES)
    {
      guint length = data->len;

      g_byte_array_set_size (data, length + READ_BYTES);
      n_read = fread (data->data + length, 1, READ_BYTES, file);
      g_byte_array_set_size (data, length + n_read);
    }

  code = ferror (file) ? errno : 0;
  fclose (file);

  if (code != 0)
    {
      fail (error, path, code);
      return NULL;
    }

  if (data->len <= MAX_DATA_BYTES)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               /* Translators: %s is the name of a file */
               _("%s is larger than 64 MiB"), path);

  return NULL;
}
