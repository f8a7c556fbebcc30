/* inflight-task-columns.c: the columns of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-columns.h"

#include <glib/gi18n.h>

/* Around a cell, in a list in libadwaita's style. */
#define CELL_PADDING 12

/* A title is of no use with less. */
#define LABEL_WIDTH 180

/* What a person may see, besides the compact one of narrow windows. */
#define N_COLUMNS (INFLIGHT_COLUMN_COMPACT + 1)

typedef struct
{
  const char      *name;
  const char      *title;
  InflightSortKey  key;
} ColumnInfo;

static const ColumnInfo infos[N_COLUMNS] = {
  /* Translators: the heading of the numbers of the tasks */
  [INFLIGHT_COLUMN_NUMBER] = { "number", N_("#"), INFLIGHT_SORT_NUMBER },
  [INFLIGHT_COLUMN_STATE] = { "state", N_("State"), INFLIGHT_SORT_STATE },
  [INFLIGHT_COLUMN_LABEL] = { "label", N_("Title or Address"), INFLIGHT_SORT_LABEL },
  [INFLIGHT_COLUMN_HOST] = { "host", N_("Host"), INFLIGHT_SORT_HOST },
  [INFLIGHT_COLUMN_STATUS] = { "status", N_("Status"), INFLIGHT_SORT_STATUS },
  [INFLIGHT_COLUMN_SIZE] = { "size", N_("Size"), INFLIGHT_SORT_SIZE },
  [INFLIGHT_COLUMN_TIME] = { "time", N_("Time"), INFLIGHT_SORT_TIME },
  /* Translators: the heading of bars that show when each task did what */
  [INFLIGHT_COLUMN_WATERFALL] = { "waterfall", N_("Waterfall"), INFLIGHT_SORT_STARTED },
  [INFLIGHT_COLUMN_COMPACT] = { "compact", N_("Task"), INFLIGHT_SORT_NUMBER },
};

/* What goes first where there is too little room. */
static const InflightColumn dispensable[] = {
  INFLIGHT_COLUMN_HOST, INFLIGHT_COLUMN_NUMBER, INFLIGHT_COLUMN_SIZE,
  INFLIGHT_COLUMN_WATERFALL, INFLIGHT_COLUMN_STATUS, INFLIGHT_COLUMN_TIME,
};

typedef struct
{
  InflightTaskColumns *columns;
  InflightColumn       column;
} Probe;

/**
 * InflightTaskColumns:
 *
 * The columns of a column view: which of them are shown, in which order, how
 * wide, and by which of them the list is sorted.
 *
 * GTK 4.8 does not tell by which column a view is sorted. Each has a sorter that
 * remembers that it was asked, and the view's is asked to find out.
 */
struct _InflightTaskColumns
{
  GObject              parent_instance;

  /* Borrowed: the view holds this, and its columns */
  GtkColumnView       *view;
  GtkColumnViewColumn *columns[N_COLUMNS];

  Probe                probes[N_COLUMNS];
  gboolean             visible[N_COLUMNS];
  int                  widths[N_COLUMNS];

  InflightColumn       sort_column;
  gboolean             descending;
  gboolean             narrow;
  int                  room;
};

enum {
  SORTING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightTaskColumns, inflight_task_columns, G_TYPE_OBJECT)

static void
inflight_task_columns_class_init (InflightTaskColumnsClass *klass)
{
  /**
   * InflightTaskColumns::sorting-changed:
   * @self: the columns
   *
   * The list is to be sorted in another way.
   */
  signals[SORTING_CHANGED] =
    g_signal_new ("sorting-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inflight_task_columns_init (InflightTaskColumns *self)
{
  self->room = G_MAXINT;
  for (int column = 0; column < N_COLUMNS; column++)
    {
      self->visible[column] = TRUE;
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

  probe->columns->sort_column = probe->column;

  return GTK_ORDERING_SMALLER;
}

static void
sorter_changed_cb (GtkSorter           *sorter,
                   GtkSorterChange      change,
                   InflightTaskColumns *self)
{
  InflightColumn old = self->sort_column;
  gboolean was_descending = self->descending;

  g_assert (INFLIGHT_IS_TASK_COLUMNS (self));

  /* Any two objects do. */
  self->sort_column = INFLIGHT_COLUMN_NUMBER;
  self->descending = gtk_sorter_compare (sorter, self, self->view) == GTK_ORDERING_LARGER;

  if (old != self->sort_column || was_descending != self->descending)
    g_signal_emit (self, signals[SORTING_CHANGED], 0);
}

/* Visibility */

static int
get_width (InflightTaskColumns *self,
           InflightColumn       column)
{
  if (column == INFLIGHT_COLUMN_LABEL)
    return LABEL_WIDTH;

  return gtk_column_view_column_get_fixed_width (self->columns[column]);
}

static void
show_columns (InflightTaskColumns *self)
{
  gboolean shown[N_COLUMNS];
  int needed = 0;

  for (int column = 0; column < N_COLUMNS; column++)
    {
      shown[column] = self->visible[column] && !self->narrow;
      if (shown[column] && column != INFLIGHT_COLUMN_COMPACT)
        needed += get_width (self, column);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (dispensable) && needed > self->room; i++)
    if (shown[dispensable[i]])
      {
        needed -= get_width (self, dispensable[i]);
        shown[dispensable[i]] = FALSE;
      }

  shown[INFLIGHT_COLUMN_COMPACT] = self->narrow;
  for (int column = 0; column < N_COLUMNS; column++)
    gtk_column_view_column_set_visible (self->columns[column], shown[column]);

  /* Its header, which GTK 4.8 has no property for. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->view)), !self->narrow);
}

static void
add_column (InflightTaskColumns *self,
            InflightColumn       column,
            GtkListItemFactory  *factory)
{
  const char *title = _(infos[column].title);
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (title, factory);

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
  gtk_column_view_append_column (self->view, view_column);
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
 * inflight_task_columns_get_name:
 * @column: a column
 *
 * Returns: (nullable): its name, which is not translated; %NULL for one that a
 *   person cannot choose
 */
const char *
inflight_task_columns_get_name (InflightColumn column)
{
  return column < INFLIGHT_COLUMN_COMPACT ? infos[column].name : NULL;
}

/**
 * inflight_task_columns_get_title:
 * @column: a column
 *
 * Returns: its heading
 */
const char *
inflight_task_columns_get_title (InflightColumn column)
{
  g_return_val_if_fail (column < N_COLUMNS, NULL);

  return _(infos[column].title);
}

/**
 * inflight_task_columns_find:
 * @name: the name of a column
 *
 * Returns: the column; that of the numbers if there is none of that name
 */
InflightColumn
inflight_task_columns_find (const char *name)
{
  for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
    if (g_str_equal (infos[column].name, name))
      return column;

  return INFLIGHT_COLUMN_NUMBER;
}

/**
 * inflight_task_columns_get_visible:
 * @self: the columns
 * @column: one of them
 *
 * Returns: whether it is shown where there is room for it
 */
gboolean
inflight_task_columns_get_visible (InflightTaskColumns *self,
                                   InflightColumn       column)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), FALSE);
  g_return_val_if_fail (column < N_COLUMNS, FALSE);

  return self->visible[column];
}

/**
 * inflight_task_columns_set_visible:
 * @self: the columns
 * @column: one of them; that of the titles is always shown
 * @visible: whether it shall be shown where there is room for it
 */
void
inflight_task_columns_set_visible (InflightTaskColumns *self,
                                   InflightColumn       column,
                                   gboolean             visible)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));
  g_return_if_fail (column < N_COLUMNS);

  if (column == INFLIGHT_COLUMN_LABEL || self->visible[column] == visible)
    return;

  self->visible[column] = visible;
  show_columns (self);
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

/**
 * inflight_task_columns_fix_widths:
 * @self: the columns
 * @refresher: for the cells that are measured
 *
 * Has each column be as wide as a cell of it, also when there are no rows, unless
 * a person made it wider or narrower. To be called again when the font changes.
 */
void
inflight_task_columns_fix_widths (InflightTaskColumns *self,
                                  InflightRefresher   *refresher)
{
  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
    {
      GtkWidget *cell;
      int width;

      if (column == INFLIGHT_COLUMN_LABEL)
        continue;

      cell = g_object_ref_sink (inflight_task_cell_new (column, refresher));
      gtk_widget_set_parent (cell, GTK_WIDGET (self->view));
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      gtk_widget_unparent (cell);
      g_object_unref (cell);

      width += CELL_PADDING;
      if (gtk_column_view_column_get_fixed_width (self->columns[column]) == self->widths[column])
        gtk_column_view_column_set_fixed_width (self->columns[column], width);
      self->widths[column] = width;
    }

  show_columns (self);
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
 * inflight_task_columns_get_key:
 * @column: a column
 *
 * Returns: what sorting by it sorts by
 */
InflightSortKey
inflight_task_columns_get_key (InflightColumn column)
{
  g_return_val_if_fail (column < N_COLUMNS, INFLIGHT_SORT_NUMBER);

  return infos[column].key;
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

  gtk_column_view_sort_by_column (self->view, self->columns[column],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * inflight_task_columns_save:
 * @self: the columns
 *
 * Returns: (transfer floating): their names in order, whether each is shown, and
 *   its width in pixels if a person chose it, otherwise 0: a(sbi)
 */
GVariant *
inflight_task_columns_save (InflightTaskColumns *self)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  GVariantBuilder builder;

  g_return_val_if_fail (INFLIGHT_IS_TASK_COLUMNS (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbi)"));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (model, i);

      for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
        {
          int width = gtk_column_view_column_get_fixed_width (view_column);

          if (self->columns[column] == view_column)
            g_variant_builder_add (&builder, "(sbi)", infos[column].name, self->visible[column],
                                   width != self->widths[column] ? MAX (0, width) : 0);
        }
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
  guint place = 0;

  g_return_if_fail (INFLIGHT_IS_TASK_COLUMNS (self));

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&sbi)", &name, &visible, &width))
    {
      InflightColumn column = inflight_task_columns_find (name);

      if (!g_str_equal (infos[column].name, name) || place >= INFLIGHT_COLUMN_COMPACT)
        continue;

      gtk_column_view_insert_column (self->view, place++, self->columns[column]);
      self->visible[column] = visible || column == INFLIGHT_COLUMN_LABEL;
      if (width > 0)
        gtk_column_view_column_set_fixed_width (self->columns[column], MIN (width, 2000));
    }

  show_columns (self);
}
