/* test-rooms.c: which folder may know which
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sources.h"

#include <string.h>

/**
 * Room:
 * @name: a folder, relative to src
 * @may: the folders whose headers its files may include, besides its own
 * @shows: (nullable): its one private header that other rooms may include
 * @library: (nullable): what only its files may include, as the beginning of a name
 *
 * What doc/architecture.md says of a folder.
 */
typedef struct
{
  const char *name;
  const char *may;
  const char *shows;
  const char *library;
} Room;

#define ENGINE "engine/base engine/request engine/title engine/model"

static const Room rooms[] = {
  { "engine/base", "", "inflight-base-private.h", NULL },
  { "engine/request", "engine/base", "inflight-record-private.h", NULL },
  { "engine/judge", "engine/base engine/request", "inflight-judge-private.h", NULL },
  { "engine/title", "engine/base engine/request", NULL, NULL },
  { "engine/seam", "engine/base engine/request", "inflight-seam-private.h", NULL },
  { "engine/names", "engine/base", "inflight-resolver-private.h", NULL },
  { "engine/curl", "engine/base engine/request engine/judge engine/title engine/seam", NULL,
    "curl/" },
  { "engine/soup", "engine/base engine/request engine/judge engine/seam", NULL, "libsoup/" },
  { "engine/schedule", "engine/base engine/request engine/title engine/seam",
    "inflight-schedule-private.h", NULL },
  { "engine/thread", "engine/base engine/request engine/seam engine/schedule",
    "inflight-network-thread-private.h", NULL },
  { "engine/model", "engine/base engine/request engine/names engine/seam engine/schedule "
    "engine/thread", NULL, NULL },

  { "formats", ENGINE, NULL, NULL },
  { "lab", ENGINE, NULL, "libsoup/" },
  { "words", ENGINE " formats", NULL, NULL },
  { "answer", ENGINE " words", NULL, NULL },
  { "input", ENGINE " formats words", NULL, NULL },

  { "cli", ENGINE " engine/soup formats lab words answer input", NULL, NULL },

  { "ui/widgets", ENGINE " formats words", NULL, "gtk" },
  { "ui/services", ENGINE " lab words", NULL, "gtk" },
  { "ui/help", "ui/widgets", NULL, "gtk" },
  { "ui/numbers", ENGINE " words ui/widgets", NULL, "gtk" },
  { "ui/list", ENGINE " words ui/widgets ui/services", NULL, "gtk" },
  { "ui/waits", ENGINE " words ui/widgets ui/list", NULL, "gtk" },
  { "ui/inspector", ENGINE " words answer ui/widgets ui/services", NULL, "gtk" },
  { "ui/add", ENGINE " formats words input ui/widgets ui/waits", NULL, "gtk" },
  { "ui/window", ENGINE " formats words answer input ui/widgets ui/services ui/numbers "
    "ui/list ui/waits ui/inspector ui/add", NULL, "gtk" },
  { "ui/app", ENGINE " formats words input ui/widgets ui/services ui/help ui/window",
    NULL, "gtk" },
  { ".", ENGINE " words ui/app", NULL, NULL },
};

/* What is in the folders: the room of each file, by its name without folders. */
static GHashTable *room_of;

static const Room *
find_room (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (g_str_equal (rooms[i].name, folder))
      return &rooms[i];

  return NULL;
}

/* @name begins with “src/”. */
static const Room *
get_room (const char *name)
{
  g_autofree char *folder = g_path_get_dirname (name);

  return find_room (g_str_equal (folder, "src") ? "." : folder + strlen ("src/"));
}

static void
enter (const char  *name,
       char       **lines)
{
  g_autofree char *base = g_path_get_basename (name);
  const Room *room = get_room (name);

  if (room == NULL)
    sources_complain (name, 0, "a folder that doc/architecture.md does not have");
  else if (g_str_has_suffix (base, ".h") &&
           !g_hash_table_insert (room_of, g_steal_pointer (&base), (gpointer) room))
    sources_complain (name, 0, "two headers of one name");
}

static gboolean
may_know (const Room *room,
          const Room *other)
{
  g_auto (GStrv) names = g_strsplit (room->may, " ", -1);

  return room == other || g_strv_contains ((const char *const *) names, other->name);
}

/* What a room shows, it shows to those beside it, of the engine. */
static gboolean
is_shown (const Room *room,
          const Room *other,
          const char *include)
{
  return !g_str_has_suffix (include, "-private.h") || room == other ||
         (g_str_has_prefix (room->name, "engine/") && g_strcmp0 (other->shows, include) == 0);
}

static void
check_rooms (const char  *name,
             char       **lines)
{
  const Room *room = get_room (name);

  for (guint i = 0; room != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *include = sources_dup_include (lines[i]);
      const Room *other = include != NULL ? g_hash_table_lookup (room_of, include) : NULL;

      if (other == NULL)
        continue;

      if (!may_know (room, other))
        sources_complain (name, i, "a folder that it must not know");
      else if (!is_shown (room, other, include))
        sources_complain (name, i, "a private header of another folder");
    }
}

static gboolean
is_of_gtk (const char *include)
{
  return g_str_has_prefix (include, "gtk/") || g_str_has_prefix (include, "gdk/") ||
         g_str_has_prefix (include, "gtksourceview/") || g_str_equal (include, "adwaita.h");
}

static const char *
get_library (const char *include)
{
  if (g_str_has_prefix (include, "libsoup/"))
    return "libsoup/";
  if (g_str_has_prefix (include, "curl/") || g_str_has_prefix (include, "openssl/"))
    return "curl/";

  return is_of_gtk (include) ? "gtk" : NULL;
}

static void
check_libraries (const char  *name,
                 char       **lines)
{
  const Room *room = get_room (name);

  for (guint i = 0; room != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *include = sources_dup_include (lines[i]);
      const char *library = include != NULL ? get_library (include) : NULL;

      if (library != NULL && g_strcmp0 (library, room->library) != 0)
        sources_complain (name, i, "a library that this folder has nothing to do with");
    }
}

/* Circles */

static GHashTable *known_by;

/* A file without its ending, in its room. */
static char *
dup_unit (const Room *room,
          const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  char *end = strrchr (base, '.');

  *end = '\0';
  if (g_str_has_suffix (base, "-private"))
    base[strlen (base) - strlen ("-private")] = '\0';

  return g_build_filename (room->name, base, NULL);
}

static gboolean
goes_on_from (const char *name,
              const char *other)
{
  return g_str_has_prefix (name, other) && strchr ("-", name[strlen (other)]) != NULL;
}

/* A type may be in several files, whose names go on from the first one's. */
static gboolean
is_one_type (const char *unit,
             const char *other)
{
  return goes_on_from (unit, other) || goes_on_from (other, unit);
}

static GHashTable *
need_known (const char *unit)
{
  GHashTable *known = g_hash_table_lookup (known_by, unit);

  if (known == NULL)
    {
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (known_by, g_strdup (unit), known);
    }

  return known;
}

static void
note_includes (const char  *name,
               char       **lines)
{
  g_autofree char *unit = dup_unit (get_room (name), name);
  GHashTable *known = need_known (unit);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *include = sources_dup_include (lines[i]);
      const Room *room = include != NULL ? g_hash_table_lookup (room_of, include) : NULL;
      g_autofree char *other = room != NULL ? dup_unit (room, include) : NULL;

      if (other != NULL && !is_one_type (unit, other))
        g_hash_table_add (known, g_steal_pointer (&other));
    }
}

/* Follows what a unit knows; @path is how it was come by. */
static void
follow (const char *unit,
        GPtrArray  *path,
        GHashTable *done)
{
  GHashTable *known = g_hash_table_lookup (known_by, unit);
  GHashTableIter iter;
  gpointer other;
  guint begin;

  if (g_hash_table_contains (done, unit) || known == NULL)
    return;

  if (g_ptr_array_find_with_equal_func (path, unit, g_str_equal, &begin))
    {
      for (guint i = begin; i < path->len; i++)
        g_test_message ("%s knows", (const char *) g_ptr_array_index (path, i));
      g_test_message ("%s: a circle", unit);
      g_test_fail ();
      return;
    }

  g_ptr_array_add (path, (gpointer) unit);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    follow (other, path, done);
  g_ptr_array_set_size (path, path->len - 1);
  g_hash_table_add (done, (gpointer) unit);
}

static void
test_circles (void)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer unit;

  known_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) g_hash_table_unref);
  sources_visit ("src", note_includes);

  g_hash_table_iter_init (&iter, known_by);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    follow (unit, path, done);

  g_hash_table_unref (known_by);
}

static void
test_rooms (void)
{
  sources_visit ("src", check_rooms);
}

static void
test_libraries (void)
{
  sources_visit ("src", check_libraries);
}

/* A room of the table that is not there would be allowed for ever. */
static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", rooms[i].name, NULL);
      g_auto (GStrv) may = g_strsplit (rooms[i].may, " ", -1);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
      for (guint j = 0; may[j] != NULL && *may[j] != '\0'; j++)
        g_assert_nonnull (find_room (may[j]));
      if (rooms[i].shows != NULL)
        g_assert_true (g_hash_table_lookup (room_of, rooms[i].shows) == &rooms[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  room_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sources_visit ("src", enter);

  g_test_add_func ("/engine/rooms/table", test_table);
  g_test_add_func ("/engine/rooms/rooms", test_rooms);
  g_test_add_func ("/engine/rooms/libraries", test_libraries);
  g_test_add_func ("/engine/rooms/circles", test_circles);

  status = g_test_run ();
  g_hash_table_unref (room_of);

  return status;
}
