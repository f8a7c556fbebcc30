/* test-cell-text.c: a text and a remark in whatever room there is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cell-text.h"
#include "ui-fixture.h"

#include <string.h>

#define ADDRESS "/one/folder/after/another/and/then/some/more/of/them/report-2031.html"
#define REMARK  "connection reset by the server before the answer, again and again"
#define GAP     "\u2001"

/* What is shown of both in so much room. */
static char *
dup_shown (int width)
{
  g_autoptr (GtkWidget) cell = g_object_ref_sink (inflight_cell_text_new (40, FALSE));
  GtkWidget *inscription = gtk_widget_get_first_child (cell);
  int height;

  inflight_cell_text_set_address (INFLIGHT_CELL_TEXT (cell), ADDRESS, REMARK);
  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_allocate (cell, width, height, -1, NULL);

  return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)));
}

static int
get_width (const char *text)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (text));
  int width;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

static void
test_wide (void)
{
  g_autofree char *shown = dup_shown (2000);

  g_assert_cmpstr (shown, ==, ADDRESS GAP REMARK);
}

/* Both ends of the address can be read, and the beginning of the remark. */
static void
test_cut (void)
{
  for (int width = 200; width < 600; width += 50)
    {
      g_autofree char *shown = dup_shown (width);
      g_auto (GStrv) parts = g_strsplit (shown, GAP, -1);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_cmpstr (parts[1], ==, REMARK);
      g_assert_true (g_str_has_prefix (parts[0], "/one/"));
      g_assert_true (g_str_has_suffix (parts[0], ".html"));
      g_assert_nonnull (strstr (parts[0], "…"));
      g_assert_cmpint (get_width (parts[0]), <=, width * 6 / 10 + 1);
      g_assert_cmpint (get_width (parts[0]), >, width * 5 / 10 - 10);
    }
}

/* A remark of which nothing could be read takes nothing away. */
static void
test_narrow (void)
{
  g_autofree char *shown = dup_shown (100);

  g_assert_true (g_str_has_suffix (shown, ADDRESS));
}

/* A text that would fit beside the beginning of the remark is left whole. */
static void
test_whole (void)
{
  int width = get_width (ADDRESS) * 10 / 6 + 10;
  g_autofree char *shown = dup_shown (width);

  g_assert_cmpint (get_width (ADDRESS GAP REMARK), >, width);
  g_assert_cmpstr (shown, ==, ADDRESS GAP REMARK);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/cell-text/wide", test_wide);
  g_test_add_func ("/ui/cell-text/cut", test_cut);
  g_test_add_func ("/ui/cell-text/narrow", test_narrow);
  g_test_add_func ("/ui/cell-text/whole", test_whole);

  return g_test_run ();
}
