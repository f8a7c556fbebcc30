/* inflight-task-columns.c: the columns of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-columns.h"

#include "inflight-column-choice.h"
#include "inflight-column-heading.h"

#include <string.h>

/* Around a cell, in a list in libadwaita's style; and around a heading, beside
 * which there may be an arrow. */
#define CELL_PADDING    13
#define HEADING_PADDING 35

/* A title is worth more than what it may say itself, unless that was asked for. */
#define MORE_FOR_ADDRESS 80

/* What is remembered may have been written by somebody else. */
#define MAX_WIDTH 2000

#define N_COLUMNS INFLIGHT_N_COLUMNS

typedef struct
{
  InflightTaskColumns *columns;
  InflightColumn       column;
} Probe;

/**
 * InflightTaskColumns:
 *
 * The columns of a column view: which of them are shown, in which order, how
 * wide, and by which of them the list is sorted. Those that are wanted are shown
 * as far as there is room; one that is asked for makes room for itself.
 *
 * GTK 4.8 does not tell by which column a view is sorted. Each has a sorter that
 * remembers that it was asked, and the view's is asked to find out.
 */
struct _InflightTaskColumns
{
  GObject              parent_instance;

  /* Borrowed */
  GtkColumnView       *view;

  /* Owned */
  GtkColumnViewColumn *columns[N_COLUMNS];

  InflightColumnChoice choice;
  Probe                probes[N_COLUMNS];
  InflightColumn       order[N_COLUMNS];
  gboolean             in_view[N_COLUMNS];
  gboolean             crowded_out[N_COLUMNS];
  int                  kept_widths[N_COLUMNS];
  int                  widths[N_COLUMNS];

  InflightColumn       probed;
  InflightColumn       sort_column;
  gboolean             descending;
  gboolean             changing;
  gboolean             narrow;
  int                  room;
};

enum {
  SORTING_CHANGED,
  SHOWN_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightTaskColumns, inflight_task_columns, G_TYPE_OBJECT)

static void
inflight_task_columns_dispose (GObject *object)
{
  InflightTaskColumns *self = INFLIGHT_TASK_COLUMNS (object);

  for (int column = 0; column < N_COLUMNS; column++)
    g_clear_object (&self->columns[column]);

  G_OBJECT_CLASS (inflight_task_columns_parent_class)->dispose (object);
}

static void
inflight_task_columns_class_init (InflightTaskColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_task_columns_dispose;

  /**
   * InflightTaskColumns::sorting-changed:
   * @self: the columns
   *
   * The list is to be sorted in another way.
   */
  signals[SORTING_CHANGED] =
    g_signal_new ("sorting-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * InflightTaskColumns::shown-changed:
   * @self: the columns
   *
   * Others may be shown than before, or rows have two lines now.
   */
  signals[SHOWN_CHANGED] =
    g_signal_new ("shown-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inflight_task_columns_init (InflightTaskColumns *self)
{
  self->room = G_MAXINT;
  inflight_column_choice_init (&self->choice);
  for (int column = 0; column < N_COLUMNS; column++)
    {
      self->order[column] = column;
      self->widths[column] = -1;
    }
}

/* Sorting */

static int
probe_cb (gconstpointer a,
          gconstpointer b,
          gpointer      user_data)
{
  Probe *probe = user_data;

  probe->columns->probed = probe->column;

  return GTK_ORDERING_SMALLER;
}

static void
sort_by (InflightTaskColumns *self,
         InflightColumn       column,
         gboolean             descending)
{
  if (self->sort_column == column && self->descending == descending)
    return;

  self->sort_column = column;
  self->descending = descending;
  g_signal_emit (self, signals[SORTING_CHANGED], 0);
}

/* Any two objects do to be compared. */
static void
sorter_changed_cb (GtkSorter           *sorter,
                   GtkSorterChange      change,
                   InflightTaskColumns *self)
{
  gboolean descending;

  g_assert (INFLIGHT_IS_TASK_COLUMNS (self));

  if (self->changing)
    return;

  self->probed = INFLIGHT_COLUMN_NUMBER;
  descending = gtk_sorter_compare (sorter, self, self->view) == GTK_ORDERING_LARGER;
  sort_by (self, self->probed, descending);
}

/* Has the heading say it. */
static void
show_sorting (InflightTaskColumns *self)
{
  if (self->in_view[self->sort_column] &&
      (self->sort_column != INFLIGHT_COLUMN_NUMBER || self->descending))
    gtk_column_view_sort_by_column (self->view, self->columns[self->sort_column],
                                    self->descending ? GTK_SORT_DESCENDING
                                                     : GTK_SORT_ASCENDING);
  else
    gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
}

/* Visibility */

static int
get_fixed_width (InflightTaskColumns *self,
                 InflightColumn       column)
{
  return self->crowded_out[column]
           ? self->kept_widths[column]
           : gtk_column_view_column_get_fixed_width (self->columns[column]);
}

static void
set_fixed_width (InflightTaskColumns *self,
                 InflightColumn       column,
                 int                  width)
{
  if (self->crowded_out[column])
    self->kept_widths[column] = width;
  else
    gtk_column_view_column_set_fixed_width (self->columns[column], width);
}

/* A view of GTK 4.8 leaves room for hidden columns that have a fixed width. */
static void
set_crowded_out (InflightTaskColumns *self,
                 InflightColumn       column,
                 gboolean             crowded_out)
{
  int width = get_fixed_width (self, column);

  if (self->crowded_out[column] == crowded_out)
    return;

  self->crowded_out[column] = crowded_out;
  self->kept_widths[column] = width;
  gtk_column_view_column_set_visible (self->columns[column], !crowded_out);
  gtk_column_view_column_set_fixed_width (self->columns[column], crowded_out ? -1 : width);
}

static int
get_width (InflightTaskColumns *self,
           InflightColumn       column)
{
  if (column == INFLIGHT_COLUMN_LABEL || column == INFLIGHT_COLUMN_COMPACT)
    return self->widths[INFLIGHT_COLUMN_LABEL];

  if (column == INFLIGHT_COLUMN_ADDRESS && !self->choice.asked_for[column])
    return get_fixed_width (self, column) + MORE_FOR_ADDRESS;

  return get_fixed_width (self, column);
}

static InflightColumn
find_column (InflightTaskColumns *self,
             GtkColumnViewColumn *view_column)
{
  int column = 0;

  while (self->columns[column] != view_column)
    column++;

  return column;
}

/* A person may have moved columns. Those that are not in the view stay where they
 * are among them. */
static void
learn_order (InflightTaskColumns *self)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  guint index = 0;

  for (int place = 0; place < INFLIGHT_COLUMN_COMPACT; place++)
    if (self->in_view[self->order[place]])
      {
        g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (model, index++);

        self->order[place] = find_column (self, view_column);
      }
}

static void
choose_columns (InflightTaskColumns *self,
                gboolean            *chosen,
                gboolean            *crowded_out)
{
  int widths[N_COLUMNS];

  for (int column = 0; column < N_COLUMNS; column++)
    {
      chosen[column] = (column == INFLIGHT_COLUMN_COMPACT) == self->narrow &&
                       self->choice.wanted[column];
      widths[column] = get_width (self, column);
    }

  if (!self->narrow)
    inflight_column_choice_compute (&self->choice, widths, self->room, crowded_out);
}

static gboolean
is_at (InflightTaskColumns *self,
       guint                index,
       InflightColumn       column)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (model, index);

  return view_column == self->columns[column];
}

/* Columns that a person does not want are not in the view, which would make cells
 * for them. Those that there is no room for stay, hidden: making the cells of two
 * columns anew takes 30 ms. */
static void
show_ordered (InflightTaskColumns *self)
{
  gboolean chosen[N_COLUMNS];
  gboolean crowded_out[N_COLUMNS] = { FALSE, };
  guint index = 0;

  choose_columns (self, chosen, crowded_out);

  self->changing = TRUE;
  for (int place = 0; place < N_COLUMNS; place++)
    {
      InflightColumn column = self->order[place];

      if (self->in_view[column] && !chosen[column])
        gtk_column_view_remove_column (self->view, self->columns[column]);
      else if (chosen[column] && !is_at (self, index, column))
        gtk_column_view_insert_column (self->view, index, self->columns[column]);

      set_crowded_out (self, column, crowded_out[column]);
      self->in_view[column] = chosen[column];
      if (chosen[column])
        index++;
    }

  show_sorting (self);
  self->changing = FALSE;

  /* Its header, which GTK 4.8 has no property for. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->view)), !self->narrow);
  inflight_column_heading_align (self->view);

  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

static void
show_columns (InflightTaskColumns *self)
{
  learn_order (self);
  show_ordered (self);
}

static void
move_to (InflightTaskColumns *self,
         InflightColumn       column,
         int                  place)
{
  int old = 0;

  while (self->order[old] != column)
    old++;

  if (old > place)
    memmove (&self->order[place + 1], &self->order[place],
             (old - place) * sizeof self->order[0]);
  else if (old < place)
    return;

  self->order[place] = column;
}

static void
add_column (InflightTaskColumns *self,
            InflightColumn       column,
            GtkListItemFactory  *factory)
{
  const char *title = inflight_column_get_title (column);
  GtkColumnViewColumn *view_column = gtk_column_view_column_new (title, factory);

  if (column != INFLIGHT_COLUMN_COMPACT)
    {
      g_autoptr (GtkSorter) sorter = NULL;

      self->probes[column] = (Probe) { .columns = self, .column = column };
      sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, &self->probes[column], NULL));
      gtk_column_view_column_set_sorter (view_column, sorter);
      gtk_column_view_column_set_resizable (view_column, TRUE);
    }

  gtk_column_view_column_set_expand (view_column, column == INFLIGHT_COLUMN_LABEL ||
                                                  column == INFLIGHT_COLUMN_COMPACT);
  self->columns[column] = view_column;
}

/**
 * inflight_task_columns_new:
 * @view: a view without columns
 * @make_factory: (scope call): makes what fills the cells of a column
 * @user_data: for @make_factory
 *
 * Returns: (transfer full): the columns, which are in @view from now on; they
 *   must not outlive it
 */
InflightTaskColumns *
inflight_task_columns_new (GtkColumnView       *view,
                           InflightMakeFactory  make_factory,
                           gpointer             user_data)
{
  InflightTaskColumns *self = g_object_new (INFLIGHT_TYPE_TASK_COLUMNS, NULL);

  self->view = view;
  for (int column = 0; column < N_COLUMNS; column++)
    add_column (self, column, make_factory (column, user_data));

  gtk_column_view_set_reorderable (view, TRUE);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, 0);
  show_columns (self);

  return self;
}

/**
 * inflight_task_columns_get_visible:
 * @self: the columns
 * @column: one of them
 *
 * Returns: whether it is shown
 */
gboolean
inflight_task_columns_get_visible (InflightTaskColumns *self,
                                   InflightColumn       column)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), FALSE);
  g_return_val_if_fail (column < N_COLUMNS, FALSE);

  return self->in_view[column] && !self->crowded_out[column];
}

static void
show_beside_cb (InflightTaskColumns *self,
                GtkWidget           *widget)
{
  InflightColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "column"));

  g_assert (GTK_IS_WIDGET (widget));

  gtk_widget_set_visible (widget, inflight_task_columns_get_visible (self, column));
}

/**
 * inflight_task_columns_bind_visible:
 * @self: columns
 * @column: a column
 * @widget: what makes sense only beside it
 *
 * Has @widget be visible as long as @column is.
 */
void
inflight_task_columns_bind_visible (InflightTaskColumns *self,
                                    InflightColumn       column,
                                    GtkWidget           *widget)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  g_object_set_data (G_OBJECT (widget), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (self, "shown-changed", G_CALLBACK (show_beside_cb), widget, 0);
  show_beside_cb (self, widget);
}

/**
 * inflight_task_columns_set_visible:
 * @self: the columns
 * @column: one of them; that of the titles is always shown
 * @visible: whether it shall be shown
 *
 * Where there is no room for it another one makes place. Rows of two lines have no
 * columns: it is shown when there are some.
 */
void
inflight_task_columns_set_visible (InflightTaskColumns *self,
                                   InflightColumn       column,
                                   gboolean             visible)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));
  g_return_if_fail (column < N_COLUMNS);

  if (column == INFLIGHT_COLUMN_LABEL ||
      (self->choice.wanted[column] == visible &&
       inflight_task_columns_get_visible (self, column) == visible))
    return;

  inflight_column_choice_set (&self->choice, column, visible);
  show_columns (self);
}

/**
 * inflight_task_columns_get_narrow:
 * @self: the columns
 *
 * Returns: whether rows have two lines instead of columns
 */
gboolean
inflight_task_columns_get_narrow (InflightTaskColumns *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), FALSE);

  return self->narrow;
}

/**
 * inflight_task_columns_set_narrow:
 * @self: the columns
 * @narrow: whether rows shall have two lines instead of columns
 * @room: the width of the view, in pixels; what does not fit is not shown
 *
 * Not to be called while the view is laid out.
 */
void
inflight_task_columns_set_narrow (InflightTaskColumns *self,
                                  gboolean             narrow,
                                  int                  room)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  if (self->narrow == narrow && self->room == room)
    return;

  self->narrow = narrow;
  self->room = room;
  show_columns (self);
}

/* Takes the widget. */
static int
measure (InflightTaskColumns *self,
         GtkWidget           *widget)
{
  g_autoptr (GtkWidget) owned = g_object_ref_sink (widget);
  int width;

  gtk_widget_set_parent (owned, GTK_WIDGET (self->view));
  gtk_widget_measure (owned, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_unparent (owned);

  return width;
}

/**
 * inflight_task_columns_fix_widths:
 * @self: the columns
 * @refresher: for the cells that are measured
 * @axis: for their bars
 *
 * Has each column be as wide as a cell of it and as its heading, also when there
 * are no rows, unless a person made it wider or narrower. To be called again when the font changes.
 */
void
inflight_task_columns_fix_widths (InflightTaskColumns *self,
                                  InflightRefresher   *refresher,
                                  InflightTimeAxis    *axis)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
    {
      int cell = measure (self, inflight_task_cell_new (column, refresher, axis)) + CELL_PADDING;
      int heading = inflight_column_heading_measure (view, column) + HEADING_PADDING;
      int width = MAX (cell, heading);

      /* That of the titles takes what is left. */
      if (column != INFLIGHT_COLUMN_LABEL &&
          get_fixed_width (self, column) == self->widths[column])
        set_fixed_width (self, column, width);
      self->widths[column] = width;
    }

  show_columns (self);
}

/**
 * inflight_task_columns_show_extent:
 * @self: the columns
 * @axis: the time that bars are drawn in
 *
 * Has the heading of the bars say how long a time they are drawn in.
 */
void
inflight_task_columns_show_extent (InflightTaskColumns *self,
                                   InflightTimeAxis    *axis)
{
  g_autofree char *title =
    inflight_column_heading_dup_extent (inflight_time_axis_get_extent_us (axis));

  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  gtk_column_view_column_set_title (self->columns[INFLIGHT_COLUMN_WATERFALL], title);
}

/**
 * inflight_task_columns_get_sorting:
 * @self: the columns
 * @descending: (out): whether the greatest comes first
 *
 * Returns: the column by which the list is sorted; that of the numbers if none
 *   was chosen
 */
InflightColumn
inflight_task_columns_get_sorting (InflightTaskColumns *self,
                                   gboolean            *descending)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), INFLIGHT_COLUMN_NUMBER);

  *descending = self->descending;

  return self->sort_column;
}

/**
 * inflight_task_columns_set_sorting:
 * @self: the columns
 * @column: the one to sort by
 * @descending: whether the greatest comes first
 */
void
inflight_task_columns_set_sorting (InflightTaskColumns *self,
                                   InflightColumn       column,
                                   gboolean             descending)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));
  g_return_if_fail (column < INFLIGHT_COLUMN_COMPACT);

  sort_by (self, column, descending);

  self->changing = TRUE;
  show_sorting (self);
  self->changing = FALSE;
}

/**
 * inflight_task_columns_save:
 * @self: the columns
 *
 * Returns: (transfer floating): their names in order, whether each is wanted, and
 *   its width in pixels if a person chose it, otherwise 0: a(sbi)
 */
GVariant *
inflight_task_columns_save (InflightTaskColumns *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), NULL);

  learn_order (self);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbi)"));
  for (int place = 0; place < INFLIGHT_COLUMN_COMPACT; place++)
    {
      InflightColumn column = self->order[place];
      int width = get_fixed_width (self, column);

      g_variant_builder_add (&builder, "(sbi)", inflight_column_get_name (column),
                             self->choice.wanted[column],
                             width != self->widths[column] ? MAX (0, width) : 0);
    }

  return g_variant_builder_end (&builder);
}

/**
 * inflight_task_columns_restore:
 * @self: the columns
 * @saved: what inflight_task_columns_save() gave; what is not there, or not
 *   known, stays as it is
 */
void
inflight_task_columns_restore (InflightTaskColumns *self,
                               GVariant            *saved)
{
  GVariantIter iter;
  const char *name;
  gboolean visible;
  int width;
  int place = 0;

  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  learn_order (self);
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&sbi)", &name, &visible, &width))
    {
      InflightColumn column = inflight_column_find (name);

      if (!g_str_equal (inflight_column_get_name (column), name) ||
          place == INFLIGHT_COLUMN_COMPACT)
        continue;

      move_to (self, column, place++);
      self->choice.wanted[column] = visible || column == INFLIGHT_COLUMN_LABEL;
      if (width > 0)
        set_fixed_width (self, column, MIN (width, MAX_WIDTH));
    }

  show_ordered (self);
}
