/* inflight-list-files.c: lists that are read from files
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list-files.h"

#include "inflight-problem.h"
#include "inflight-text.h"
#include "inflight-utf16.h"

#include <glib/gi18n.h>
#include <string.h>

#define READ_BYTES (256 << 10)

/* More than anybody reads. */
#define MAX_COMPLAINTS 20

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," \
                   G_FILE_ATTRIBUTE_STANDARD_SIZE "," \
                   G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME

/* Files become one text, which is no longer than a list may be. */
typedef struct
{
  GPtrArray *files;
  GString   *text;
  GString   *complaints;
  guint      n_complaints;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_ptr_array_unref (self->files);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  if (self->complaints != NULL)
    g_string_free (self->complaints, TRUE);
  g_free (self);
}

static void
complain (Reading    *self,
          const char *name,
          const char *what)
{
  if (++self->n_complaints > MAX_COMPLAINTS)
    {
      if (self->n_complaints == MAX_COMPLAINTS + 1)
        g_string_append (self->complaints, "…\n");
      return;
    }

  /* Translators: the name of a file, and what is wrong with it */
  g_string_append_printf (self->complaints, C_("file: problem", "“%s”: %s"), name, what);
  g_string_append_c (self->complaints, '\n');
}

static void
complain_of_error (Reading    *self,
                   const char *name,
                   GError     *error)
{
  g_autofree char *clean = inflight_text_clean (error->message, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    complain (self, name, _("there is no such file"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    complain (self, name, _("you may not read it"));
  else
    complain (self, name, clean);
}

/* Devices and pipes may never end, or never begin. */
static gboolean
check_type (Reading    *self,
            const char *name,
            GFileInfo  *info)
{
  GFileType type = g_file_info_get_file_type (info);

  if (type == G_FILE_TYPE_REGULAR)
    return TRUE;

  complain (self, name, type == G_FILE_TYPE_DIRECTORY ? _("a folder, not a file")
                                                      : _("not an ordinary file"));

  return FALSE;
}

static void
complain_of_size (Reading    *self,
                  const char *name)
{
  complain (self, name, self->text->len > 0 ? _("with it, the lists are larger than 64 MiB")
                                            : _("larger than 64 MiB"));
}

/* A file can be longer than it says. Returns: (nullable): its bytes. */
static GByteArray *
load (Reading      *self,
      const char   *name,
      GFile        *file,
      GCancellable *cancellable)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &error);
  gsize room = INFLIGHT_MAX_LIST_BYTES - self->text->len;
  gssize n_read = stream != NULL ? 1 : -1;

  while (n_read > 0 && bytes->len <= room)
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + READ_BYTES);
      n_read = g_input_stream_read (G_INPUT_STREAM (stream), bytes->data + length, READ_BYTES,
                                    cancellable, &error);
      g_byte_array_set_size (bytes, length + MAX (n_read, 0));
    }

  if (n_read < 0)
    complain_of_error (self, name, error);
  else if (bytes->len > room)
    complain_of_size (self, name);
  else if (bytes->len == 0)
    complain (self, name, _("it is empty"));
  else
    return g_steal_pointer (&bytes);

  return NULL;
}

/* A byte order mark is no part of an address, and says what Windows wrote. What is
 * not text is seen, and can be put right, where the text is shown. */
static char *
decode (GByteArray *bytes)
{
  const char *data = (const char *) bytes->data;
  gsize length;
  char *text = inflight_utf16_decode (data, bytes->len, &length);

  if (text != NULL)
    {
      g_autofree char *decoded = text;

      return g_utf8_make_valid (decoded, length);
    }

  if (bytes->len >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, bytes->len - 3);

  return g_utf8_make_valid (data, bytes->len);
}

/* Several files are told apart by a comment. */
static void
append_text (Reading    *self,
             const char *name,
             const char *text)
{
  if (self->files->len > 1)
    g_string_append_printf (self->text, "# %s\n", name);

  g_string_append (self->text, text);
  if (!g_str_has_suffix (text, "\n"))
    g_string_append_c (self->text, '\n');
}

static void
read_file (Reading      *self,
           GFile        *file,
           GCancellable *cancellable)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = inflight_text_clean (base != NULL ? base : "", -1);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info == NULL)
    {
      complain_of_error (self, name, error);
      return;
    }

  g_free (name);
  name = inflight_text_clean (g_file_info_get_display_name (info), -1);
  if (!check_type (self, name, info))
    return;

  if (g_file_info_get_size (info) > (goffset) (INFLIGHT_MAX_LIST_BYTES - self->text->len))
    {
      complain_of_size (self, name);
      return;
    }

  bytes = load (self, name, file, cancellable);
  if (bytes == NULL)
    return;

  text = decode (bytes);
  append_text (self, name, text);
}

/* A link dragged from a browser comes as a file, too. */
static gboolean
is_address (GFile *file)
{
  return g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https");
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *self = task_data;

  for (guint i = 0; i < self->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      GFile *file = g_ptr_array_index (self->files, i);

      if (is_address (file))
        {
          g_autofree char *uri = g_file_get_uri (file);

          g_string_append_printf (self->text, "%s\n", uri);
        }
      else
        read_file (self, file, cancellable);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * inflight_list_files_read_async:
 * @files: (element-type GFile): files, or http and https addresses
 * @cancellable: (nullable): ends it early
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Reads lists on another thread. Of no file more is read than a list may be long,
 * and nothing of what is not an ordinary file.
 */
void
inflight_list_files_read_async (GPtrArray           *files,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (files != NULL);

  reading = g_new0 (Reading, 1);
  reading->files = g_ptr_array_new_full (files->len, g_object_unref);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (reading->files, g_object_ref (g_ptr_array_index (files, i)));
  reading->text = g_string_new (NULL);
  reading->complaints = g_string_new (NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, inflight_list_files_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * inflight_list_files_read_finish:
 * @result: the result
 * @complaints: (out): which files could not be read, and why, a line each, and “…”
 *   for too many; empty if all could
 * @error: return location for an error: only %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the text of those that could be read, valid UTF-8
 */
char *
inflight_list_files_read_finish (GAsyncResult  *result,
                                 char         **complaints,
                                 GError       **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  *complaints = g_string_free (g_steal_pointer (&reading->complaints), FALSE);

  return g_string_free (g_steal_pointer (&reading->text), FALSE);
}
