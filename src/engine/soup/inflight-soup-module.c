/* inflight-soup-module.c: libsoup in a program that loads it when it needs it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-module.h"

#include "inflight-seam-private.h"
#include "inflight-types.h"

#include <gmodule.h>

#define MODULE "inflight-soup.so"

/* Beside the program, where it was built; where it is installed, in a folder of its
 * own. Had the linker been told of that (DT_RUNPATH), every start would look there for
 * every library first: that is a hundred files that are not there. */
static GModule *
open_module (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, MODULE, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_EXISTS))
    return g_module_open (beside, G_MODULE_BIND_LOCAL);

  return g_module_open (MODULE_DIR G_DIR_SEPARATOR_S MODULE, G_MODULE_BIND_LOCAL);
}

/**
 * inflight_soup_module_find:
 * @symbol: the name of a table of functions
 * @error: return location for an error
 *
 * Loads the module with all that needs libsoup, unless it is there. It stays: its
 * types are registered for good. Any thread may call this.
 *
 * Returns: (transfer none): the table, or %NULL with %INFLIGHT_ERROR_FAILED
 */
gconstpointer
inflight_soup_module_find (const char  *symbol,
                           GError     **error)
{
  static GMutex mutex;
  static GModule *module;
  gpointer found = NULL;

  g_mutex_lock (&mutex);

  if (module == NULL)
    module = open_module ();
  if (module == NULL || !g_module_symbol (module, symbol, &found))
    g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_FAILED, "%s", g_module_error ());

  g_mutex_unlock (&mutex);

  return found;
}

const InflightSoupFunctions *
inflight_soup_load (GError **error)
{
  return inflight_soup_module_find ("inflight_soup_functions", error);
}
