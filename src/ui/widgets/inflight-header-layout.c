/* inflight-header-layout.c: a title between two sides that yield
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-header-layout.h"

#define SPACING 6

/**
 * InflightHeaderLayout:
 *
 * Lays out three widgets, the start of a header bar, its title and its end. The
 * title is in the middle of the whole as long as the sides leave it there.
 *
 * Where there is no room for all, the title is shortened last, the end comes whole
 * or in its least form, and the start has what is left. #GtkCenterLayout promises
 * what is left to both sides, from GTK 4.10 on: where both can yield, one of them
 * lies over the title.
 */
struct _InflightHeaderLayout
{
  GtkLayoutManager parent_instance;
};

typedef enum {
  PIECE_START,
  PIECE_TITLE,
  PIECE_END,
  N_PIECES,
} Piece;

G_DEFINE_FINAL_TYPE (InflightHeaderLayout, inflight_header_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
get_pieces (GtkWidget *widget,
            GtkWidget *pieces[N_PIECES])
{
  pieces[PIECE_START] = gtk_widget_get_first_child (widget);
  pieces[PIECE_TITLE] = gtk_widget_get_next_sibling (pieces[PIECE_START]);
  pieces[PIECE_END] = gtk_widget_get_next_sibling (pieces[PIECE_TITLE]);
  g_assert (gtk_widget_get_next_sibling (pieces[PIECE_END]) == NULL);
}

/* Returns the room that is left of a width. */
static int
grow (int      *size,
      int       natural,
      int       room,
      gboolean  is_whole)
{
  int more = natural - *size;

  if (more > room)
    more = is_whole ? 0 : room;
  *size += more;

  return room - more;
}

static void
divide (GtkWidget *pieces[N_PIECES],
        int        width,
        int        sizes[N_PIECES])
{
  int room = width - (N_PIECES - 1) * SPACING;
  int naturals[N_PIECES];

  for (Piece piece = 0; piece < N_PIECES; piece++)
    {
      gtk_widget_measure (pieces[piece], GTK_ORIENTATION_HORIZONTAL, -1,
                          &sizes[piece], &naturals[piece], NULL, NULL);
      room -= sizes[piece];
    }

  room = MAX (room, 0);
  room = grow (&sizes[PIECE_TITLE], naturals[PIECE_TITLE], room, FALSE);
  room = grow (&sizes[PIECE_END], naturals[PIECE_END], room, TRUE);
  grow (&sizes[PIECE_START], naturals[PIECE_START], room, FALSE);
}

static GtkSizeRequestMode
inflight_header_layout_get_request_mode (GtkLayoutManager *manager,
                                         GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
inflight_header_layout_measure (GtkLayoutManager *manager,
                                GtkWidget        *widget,
                                GtkOrientation    orientation,
                                int               for_size,
                                int              *minimum,
                                int              *natural,
                                int              *minimum_baseline,
                                int              *natural_baseline)
{
  GtkWidget *pieces[N_PIECES];
  gboolean is_sum = orientation == GTK_ORIENTATION_HORIZONTAL;

  get_pieces (widget, pieces);
  *minimum = *natural = is_sum ? (N_PIECES - 1) * SPACING : 0;

  for (Piece piece = 0; piece < N_PIECES; piece++)
    {
      int piece_minimum;
      int piece_natural;

      gtk_widget_measure (pieces[piece], orientation, -1,
                          &piece_minimum, &piece_natural, NULL, NULL);
      *minimum = is_sum ? *minimum + piece_minimum : MAX (*minimum, piece_minimum);
      *natural = is_sum ? *natural + piece_natural : MAX (*natural, piece_natural);
    }
}

static void
inflight_header_layout_allocate (GtkLayoutManager *manager,
                                 GtkWidget        *widget,
                                 int               width,
                                 int               height,
                                 int               baseline)
{
  GtkWidget *pieces[N_PIECES];
  int sizes[N_PIECES];
  int places[N_PIECES];

  get_pieces (widget, pieces);
  divide (pieces, width, sizes);
  places[PIECE_START] = 0;
  places[PIECE_END] = width - sizes[PIECE_END];
  places[PIECE_TITLE] = MAX (MIN ((width - sizes[PIECE_TITLE]) / 2,
                                  places[PIECE_END] - SPACING - sizes[PIECE_TITLE]),
                             sizes[PIECE_START] + SPACING);

  for (Piece piece = 0; piece < N_PIECES; piece++)
    {
      GtkAllocation box = { places[piece], 0, sizes[piece], height };

      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        box.x = width - box.x - box.width;
      gtk_widget_size_allocate (pieces[piece], &box, -1);
    }
}

static void
inflight_header_layout_class_init (InflightHeaderLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = inflight_header_layout_get_request_mode;
  layout_class->measure = inflight_header_layout_measure;
  layout_class->allocate = inflight_header_layout_allocate;
}

static void
inflight_header_layout_init (InflightHeaderLayout *self)
{
}
