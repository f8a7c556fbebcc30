/* peer-folder.c: what a server has to give away
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "peer-folder.h"

#include "peer.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* Titles, each of which somebody somewhere gets wrong. */
static const char *const titles[] = {
  "plain",
  "Grüße aus Łódź – Ελλάδα, Россия, 東京, 서울, القاهرة",
  "“quoted” and \"quoted\" and 'quoted'",
  "back\\slash, {braces}, [brackets], 100 %, %s %n",
  "<b>bold</b> &amp; <script>alert(1)</script>",
  "👩‍👩‍👧‍👦 🏳️‍🌈 🚀",
  "e\314\201 is not \303\251",
  "null",
  "0",
  "https://example.com/?q=1&token=none",
};

/**
 * peer_dup_title:
 * @id: the number of a post, from 1
 *
 * Returns: (transfer full): the title of what is at /posts/ID
 */
char *
peer_dup_title (guint id)
{
  return g_strdup_printf ("%s (%u)", titles[id % G_N_ELEMENTS (titles)], id);
}

/**
 * peer_folder_write:
 * @folder: a folder
 * @name: the name of a file in it
 * @text: what it is to hold
 * @size: how much that is; -1 if it ends with a zero
 *
 * Everybody may read it, and run what is a program.
 */
void
peer_folder_write (const char *folder,
                   const char *name,
                   const char *text,
                   gssize      size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (path, g_str_has_prefix (text, "#!") ? 0755 : 0644));
}

static char *
dup_ascii (const char *text)
{
  GString *ascii = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        g_string_append_c (ascii, c);
      else if (c < 0x10000)
        g_string_append_printf (ascii, "\\u%04x", c);
      else
        g_string_append_printf (ascii, "\\u%04x\\u%04X", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }

  return g_string_free (ascii, FALSE);
}

/* JSON by json-glib's generator; every other one with all but ASCII escaped. */
static void
write_post (const char *folder,
            guint       id)
{
  g_autofree char *name = g_strdup_printf ("posts/%u", id);
  g_autofree char *title = peer_dup_title (id);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;
  g_autofree char *ascii = NULL;

  json_object_set_int_member (object, "userId", (id - 1) / 10 + 1);
  json_object_set_int_member (object, "id", id);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "body", "quia et suscipit\nsuscipit");
  json_node_set_object (node, object);
  text = json_to_string (node, id % 3 == 0);
  ascii = dup_ascii (text);
  peer_folder_write (folder, name, id % 2 == 0 ? text : ascii, -1);
}

static char *
read_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "certificates",
                                                 name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
add_certificate (const char *folder)
{
  g_autofree char *certificate = read_certificate ("good.pem");
  g_autofree char *key = read_certificate ("key.pem");
  g_autofree char *both = g_strconcat (certificate, key, NULL);

  peer_folder_write (folder, "both.pem", both, -1);
}

static void
make_folder (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_errno (g_mkdir (path, 0755));
}

/**
 * peer_folder_make:
 *
 * Returns: (transfer full): a folder with posts, a large file, a certificate with its
 *   key, and a place for what is put
 */
char *
peer_folder_make (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (PEER_LARGE_BYTES, 'x');
  char *folder = g_dir_make_tmp ("inflight-XXXXXX", &error);

  g_assert_no_error (error);
  g_assert_no_errno (g_chmod (folder, 0755));
  make_folder (folder, "posts");
  make_folder (folder, "put");
  make_folder (folder, "temp");
  for (guint id = 1; id <= PEER_N_POSTS; id++)
    write_post (folder, id);
  peer_folder_write (folder, "large", large, PEER_LARGE_BYTES);
  peer_folder_write (folder, "chunked", "{\"title\": \"chunked\"}", -1);
  add_certificate (folder);

  return folder;
}

static void
remove_file (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_file (child);

  g_file_delete (file, NULL, NULL);
}

void
peer_folder_remove (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  remove_file (file);
}
