/* test-cell-text.c: what of an address and a remark is shown where there is little room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cell-text.h"
#include "ui-fixture.h"

#define HEIGHT 30

typedef struct
{
  GtkWidget *window;
  GtkWidget *text;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->window = gtk_window_new ();
  self->text = inflight_cell_text_new (10, FALSE);
  inflight_cell_text_have_remark (INFLIGHT_CELL_TEXT (self->text));
  gtk_window_set_child (GTK_WINDOW (self->window), self->text);
  gtk_widget_realize (self->window);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static int
measure (Fixture    *self,
         const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->text, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static GtkWidget *
get_inscription (Fixture *self)
{
  return gtk_widget_get_first_child (self->text);
}

static void
assert_shown (Fixture    *self,
              int         width,
              const char *expected)
{
  GtkWidget *inscription = get_inscription (self);

  gtk_widget_allocate (self->text, width, HEIGHT, -1, NULL);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), ==, expected);
}

/* Room for what is given, and not for a character more. */
static int
room_for (Fixture    *self,
          const char *text)
{
  return measure (self, text) + 4;
}

static void
set_address (Fixture    *self,
             const char *address,
             guint64     telling)
{
  inflight_cell_text_set_address (INFLIGHT_CELL_TEXT (self->text), address, telling, NULL);
}

/* What is cut is what others have, too: first from the left, the host before all. */
static void
test_parts (Fixture       *self,
            gconstpointer  user_data)
{
  set_address (self, "http://127.0.0.1:38777/posts/3?delay=28000", 1 | 1 << 2);
  assert_shown (self, 1000, "http://127.0.0.1:38777/posts/3?delay=28000");
  assert_shown (self, room_for (self, "…/posts/3?delay=28000"), "…/posts/3?delay=28000");
  assert_shown (self, room_for (self, "…/3?delay=28000"), "…/3?delay=28000");

  /* The end of the rest is cut by whoever draws it. */
  assert_shown (self, room_for (self, "…/3…"), "…/3?delay=28000");

  set_address (self, "/api/v1/customers/accounts/2/health-check?status=404", 1 << 1 | 1 << 5);
  assert_shown (self, room_for (self, "/api…/2/health-check?status=404"),
                "/api…/2/health-check?status=404");
  assert_shown (self, room_for (self, "/api…/accounts/2…"),
                "/api…/accounts/2/health-check?status=404");
  assert_shown (self, room_for (self, "…/2…"), "…/2/health-check?status=404");
  assert_shown (self, 0, "/api/v1/customers/accounts/2/health-check?status=404");
}

/* Where the host alone tells it, it stays. */
static void
test_host (Fixture       *self,
           gconstpointer  user_data)
{
  set_address (self, "https://localhost:38778/a/long/path/that/is/nowhere/else", 1);
  assert_shown (self, room_for (self, "https://localhost:38778/a"),
                "https://localhost:38778/a/long/path/that/is/nowhere/else");
  g_assert_cmpint (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (get_inscription (self))), ==,
                   GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
}

/* Of what there is too little room for even so both ends are left. */
static void
test_long (Fixture       *self,
           gconstpointer  user_data)
{
  set_address (self, "/files/a-name-that-goes-on-for-ever-0001.txt?a", 1 << 2);
  assert_shown (self, 100, "…/a-name-that-goes-on-for-ever-0001.txt…");
  g_assert_cmpint (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (get_inscription (self))), ==,
                   GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);

  /* Nothing tells it from others: there are none. */
  set_address (self, "/files/a-name-that-goes-on-for-ever-0001.txt", 0);
  assert_shown (self, 100, "/files/a-name-that-goes-on-for-ever-0001.txt");
  g_assert_cmpint (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (get_inscription (self))), ==,
                   GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
}

/* More parts than are told apart, empty ones, and none. */
static void
test_odd (Fixture       *self,
          gconstpointer  user_data)
{
  GtkInscription *inscription = GTK_INSCRIPTION (get_inscription (self));
  g_autoptr (GString) deep = g_string_new (NULL);
  static const char *const odd[] = {
    "", "/", "?", "//", "/?&&", "host", "http://", "http:///", "/\u05d0/\u05d1?\u05d2", "/a#b/c",
  };

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "/a");
  set_address (self, deep->str, ~G_GUINT64_CONSTANT (0));
  gtk_widget_allocate (self->text, 100, HEIGHT, -1, NULL);
  g_assert_true (g_str_has_prefix (gtk_inscription_get_text (inscription), "…/a"));

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    for (int width = 0; width < 40; width++)
      {
        set_address (self, odd[i], ~G_GUINT64_CONSTANT (0));
        gtk_widget_allocate (self->text, width, HEIGHT, -1, NULL);
      }
}

/* What is cut has its ellipsis where it ends itself, and not where lines do. */
static void
assert_remark_marked (Fixture   *self,
                      GtkWidget *remark,
                      int        width,
                      gboolean   marked)
{
  gtk_widget_allocate (self->text, width, HEIGHT, -1, NULL);
  g_assert_cmpint (g_str_has_prefix (gtk_inscription_get_text (GTK_INSCRIPTION (remark)),
                                     "\u200f"), ==, marked);
}

/* Both are there, however little room there is; the remark behind the text. */
static void
test_remark (Fixture       *self,
             gconstpointer  user_data)
{
  const char *reason = "connection refused by the server at the other end";
  GtkTextDirection direction = GPOINTER_TO_INT (user_data);
  GtkWidget *remark;

  gtk_widget_set_direction (self->text, direction);
  inflight_cell_text_set_address (INFLIGHT_CELL_TEXT (self->text), "/a/path/of/some/length", 1 << 5,
                                  reason);
  remark = gtk_widget_get_next_sibling (get_inscription (self));
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (remark)), !=, "");

  for (int width = 160; width < 700; width += 50)
    {
      graphene_rect_t text_bounds;
      graphene_rect_t bounds;

      gtk_widget_allocate (self->text, width, HEIGHT, -1, NULL);
      g_assert_true (gtk_widget_compute_bounds (get_inscription (self), self->text, &text_bounds));
      g_assert_true (gtk_widget_compute_bounds (remark, self->text, &bounds));
      g_assert_cmpfloat (bounds.size.width, >=,
                         MIN (width * 0.4 - 1, measure (self, reason)));
      g_assert_cmpfloat (text_bounds.size.width, >=,
                         MIN (width * 0.4, measure (self, "/a/path/of/some/length")));
      if (direction == GTK_TEXT_DIR_LTR)
        g_assert_cmpfloat (text_bounds.origin.x + text_bounds.size.width, <, bounds.origin.x);
      else
        g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, text_bounds.origin.x);
    }

  assert_remark_marked (self, remark, 200, FALSE);
  assert_remark_marked (self, remark, 900, direction == GTK_TEXT_DIR_RTL);

  inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->text), "a title", NULL);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (remark)), ==, "");
}

/* A remark of which nothing could be read takes nothing away. */
static void
test_narrow (Fixture       *self,
             gconstpointer  user_data)
{
  GtkWidget *remark = gtk_widget_get_next_sibling (get_inscription (self));

  inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->text), "a title of some length",
                               "and a remark");
  gtk_widget_allocate (self->text, 70, HEIGHT, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (get_inscription (self)), ==, 70);
  g_assert_cmpint (gtk_widget_get_width (remark), ==, 0);

  inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->text), "ab", "c");
  gtk_widget_allocate (self->text, 70, HEIGHT, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (remark), >, 0);
}

#define CELL_TEXT_ADD(path, data, func) \
  g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  CELL_TEXT_ADD ("/ui/cell-text/parts", NULL, test_parts);
  CELL_TEXT_ADD ("/ui/cell-text/host", NULL, test_host);
  CELL_TEXT_ADD ("/ui/cell-text/long", NULL, test_long);
  CELL_TEXT_ADD ("/ui/cell-text/odd", NULL, test_odd);
  CELL_TEXT_ADD ("/ui/cell-text/remark/ltr", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_remark);
  CELL_TEXT_ADD ("/ui/cell-text/remark/rtl", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_remark);
  CELL_TEXT_ADD ("/ui/cell-text/narrow", NULL, test_narrow);

  return g_test_run ();
}
