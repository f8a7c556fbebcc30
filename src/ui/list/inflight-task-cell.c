/* inflight-task-cell.c: one column of one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-cell.h"

#include "inflight-cell-text.h"
#include "inflight-state-icon.h"
#include "inflight-text.h"
#include "inflight-uri.h"
#include "inflight-waterfall.h"
#include "inflight-words.h"

#define NOT_NAMED (-1)

/**
 * InflightTaskCell:
 *
 * Shows one thing about one task. Whoever knows that the task has changed has the
 * cell queued, see #InflightRow.
 */
struct _InflightTaskCell
{
  GtkWidget          parent_instance;

  GtkWidget         *icon;
  GtkWidget         *lines;
  GtkWidget         *text;
  GtkWidget         *detail;
  GtkWidget         *bar;

  InflightRefresher *refresher;
  InflightTask      *task;
  InflightColumn     column;
  int                bar_named;
};

G_DEFINE_FINAL_TYPE (InflightTaskCell, inflight_task_cell, GTK_TYPE_WIDGET)

/* The widget that the list made for the cell, and the one for its row; in a list
 * without columns they are one. */
static GtkWidget *
get_row (InflightTaskCell *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *parent = row != NULL ? gtk_widget_get_parent (row) : NULL;

  return parent != NULL && !GTK_IS_LIST_VIEW (parent) ? parent : row;
}

static gboolean
is_finished (InflightTaskCell *self)
{
  return self->column == INFLIGHT_COLUMN_OUTCOME;
}

/* In GTK 4.8 a row is read as the name of its type. */
static void
name_row (InflightTaskCell *self)
{
  gint64 now_us = inflight_refresher_get_now_us (self->refresher);
  g_autofree char *sentence = is_finished (self) ? inflight_words_finished_row (self->task)
                                                 : inflight_words_row (self->task, now_us);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = get_row (self);

  if (parent == NULL)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  if (row != parent)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

/* Only a hold changes what stands there while time passes. */
static char *
get_note (InflightTaskCell *self)
{
  if (inflight_task_get_state (self->task) == INFLIGHT_TASK_STATE_HELD)
    inflight_refresher_queue_running (self->refresher, GTK_WIDGET (self), self->task);

  return inflight_words_note (self->task, inflight_refresher_get_now_us (self->refresher));
}

static char *
get_time_text (InflightTaskCell *self)
{
  gint64 now_us = inflight_refresher_get_now_us (self->refresher);
  gint64 elapsed_us = inflight_task_get_elapsed_us (self->task, now_us);

  if (elapsed_us > 0 && !inflight_task_is_settled (self->task))
    inflight_refresher_queue_running (self->refresher, GTK_WIDGET (self), self->task);

  return inflight_words_task_time (inflight_task_get_state (self->task), elapsed_us);
}

static char *
get_size_text (InflightTaskCell *self)
{
  return inflight_words_task_size (inflight_task_get_state (self->task),
                                   inflight_task_get_bytes (self->task));
}

static char *
get_status_text (InflightTaskCell *self)
{
  guint status = inflight_task_get_status (self->task);

  return status > 0 ? g_strdup_printf ("%u", status) : NULL;
}

static char *
get_host_text (InflightTaskCell *self)
{
  InflightRequest *request = inflight_task_get_request (self->task);
  g_autofree char *host = inflight_uri_dup_host (inflight_request_get_origin (request));

  return inflight_text_clean (host, -1);
}

static char *
get_text (InflightTaskCell *self)
{
  switch (self->column)
    {
    case INFLIGHT_COLUMN_NUMBER:
      return g_strdup_printf ("%u", inflight_task_get_position (self->task));

    case INFLIGHT_COLUMN_RANK:
      return g_strdup_printf ("%u", inflight_task_get_rank (self->task));

    case INFLIGHT_COLUMN_STATE:
      return g_strdup (inflight_words_state (inflight_task_get_state (self->task)));

    case INFLIGHT_COLUMN_HOST:
      return get_host_text (self);

    case INFLIGHT_COLUMN_STATUS:
      return get_status_text (self);

    case INFLIGHT_COLUMN_SIZE:
      return get_size_text (self);

    case INFLIGHT_COLUMN_TIME:
      return get_time_text (self);

    case INFLIGHT_COLUMN_SINCE_LAUNCH:
      return inflight_words_duration (inflight_task_get_since_launch_us (self->task));

    case INFLIGHT_COLUMN_LABEL:
    case INFLIGHT_COLUMN_ADDRESS:
    case INFLIGHT_COLUMN_COMPACT:
    case INFLIGHT_COLUMN_OUTCOME:
    case INFLIGHT_COLUMN_WATERFALL:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

/* What the other columns say, on the second line: “Succeeded · 200 · 292 B · 84 ms”,
 * or “Failed · 12 ms · connection refused”. */
static char *
get_detail_text (InflightTaskCell *self)
{
  GString *text = g_string_new (inflight_words_state (inflight_task_get_state (self->task)));
  gboolean failed = inflight_task_get_state (self->task) == INFLIGHT_TASK_STATE_FAILED;
  char *parts[] = {
    failed ? NULL : get_status_text (self), failed ? NULL : get_size_text (self),
    get_time_text (self), get_note (self),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, " · %s", parts[i]);
      g_free (parts[i]);
    }

  return g_string_free (text, FALSE);
}

/* Whether it says which task its row is. */
static gboolean
names_row (InflightTaskCell *self)
{
  return self->column == INFLIGHT_COLUMN_LABEL || self->column == INFLIGHT_COLUMN_COMPACT ||
         self->column == INFLIGHT_COLUMN_OUTCOME;
}

static guint64
get_telling (InflightTaskCell *self)
{
  return inflight_refresher_get_telling (self->refresher, self->task);
}

static void
show_name (InflightTaskCell *self)
{
  InflightCellText *text = INFLIGHT_CELL_TEXT (self->text);
  InflightShared shared = inflight_refresher_get_shared (self->refresher);
  g_autofree char *name = inflight_words_name (self->task, shared);
  g_autofree char *note = self->detail == NULL ? get_note (self) : NULL;

  if (inflight_words_has_title (self->task))
    inflight_cell_text_set_text (text, name, note);
  else
    inflight_cell_text_set_address (text, name, get_telling (self), note);
}

static void
show_address (InflightTaskCell *self)
{
  g_autofree char *address =
    inflight_words_address (inflight_task_get_request (self->task),
                            inflight_refresher_get_shared (self->refresher));

  inflight_cell_text_set_address (INFLIGHT_CELL_TEXT (self->text), address,
                                  get_telling (self), NULL);
}

static void
show_text (InflightTaskCell *self)
{
  g_autofree char *text = NULL;

  if (names_row (self))
    {
      show_name (self);
    }
  else if (self->column == INFLIGHT_COLUMN_ADDRESS)
    {
      show_address (self);
    }
  else
    {
      text = get_text (self);
      inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->text), text, NULL);
    }
}

/* In words what the bar shows; the time that runs has a column of its own. */
static void
name_bar (InflightTaskCell *self)
{
  InflightTaskState state = inflight_task_get_state (self->task);
  g_autofree char *words = NULL;

  if (self->bar_named == (int) state)
    return;

  self->bar_named = state;
  if (inflight_task_is_settled (self->task))
    words = inflight_words_waterfall (self->task, 0);
  else
    words = g_strdup (inflight_words_state (state));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The bar grows as its time beside it changes in words, and not between: that would
 * be more frames, for a few pixels. */
static gint64
get_beat_us (InflightTaskCell *self,
             gint64            lasts_us)
{
  gint64 now_us = inflight_refresher_get_now_us (self->refresher);
  gint64 elapsed_us = MAX (0, inflight_task_get_elapsed_us (self->task, now_us));
  gint64 beat_us = inflight_words_elapsed_lasts_us (elapsed_us);
  gint64 step_us = inflight_words_elapsed_lasts_us (elapsed_us + beat_us);

  if (lasts_us > beat_us)
    beat_us += (lasts_us - beat_us + step_us - 1) / step_us * step_us;

  return beat_us;
}

static void
refresh_bar (InflightTaskCell *self)
{
  gint64 lasts_us;

  inflight_waterfall_refresh (INFLIGHT_WATERFALL (self->bar));
  name_bar (self);

  lasts_us = inflight_waterfall_get_lasts_us (INFLIGHT_WATERFALL (self->bar));
  if (lasts_us > 0)
    inflight_refresher_queue_in (self->refresher, GTK_WIDGET (self),
                                 get_beat_us (self, lasts_us));
}

/* A place in the list without a task in it. */
static void
show_nothing (InflightTaskCell *self)
{
  if (self->icon != NULL)
    inflight_state_icon_clear (INFLIGHT_STATE_ICON (self->icon));

  if (self->text != NULL)
    inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->text), NULL, NULL);

  if (self->detail != NULL)
    inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->detail), NULL, NULL);
}

/**
 * inflight_task_cell_refresh:
 * @widget: a cell
 *
 * Shows how its task stands now; without one, nothing.
 */
void
inflight_task_cell_refresh (GtkWidget *widget)
{
  InflightTaskCell *self = INFLIGHT_TASK_CELL (widget);
  g_autofree char *detail = NULL;

  if (self->task == NULL)
    {
      show_nothing (self);
      return;
    }

  if (self->icon != NULL)
    inflight_state_icon_set_state (INFLIGHT_STATE_ICON (self->icon),
                                   inflight_task_get_state (self->task));

  if (self->text != NULL)
    show_text (self);

  if (self->bar != NULL)
    refresh_bar (self);

  if (self->detail != NULL)
    {
      detail = get_detail_text (self);
      inflight_cell_text_set_text (INFLIGHT_CELL_TEXT (self->detail), detail, NULL);
    }

  if (names_row (self))
    name_row (self);
}

/* What is cut is there, and of a number what it means. */
static gboolean
inflight_task_cell_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    keyboard_tip,
                                  GtkTooltip *tooltip)
{
  InflightTaskCell *self = INFLIGHT_TASK_CELL (widget);
  g_autofree char *text = NULL;

  if (self->task == NULL)
    return FALSE;

  if (self->column != INFLIGHT_COLUMN_STATUS)
    text = inflight_words_tip (self->task, inflight_refresher_get_network (self->refresher));
  else if (inflight_task_get_status (self->task) > 0)
    text = inflight_words_status (inflight_task_get_status (self->task));

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static void
inflight_task_cell_dispose (GObject *object)
{
  InflightTaskCell *self = INFLIGHT_TASK_CELL (object);

  if (self->refresher != NULL)
    inflight_task_cell_set_task (self, NULL);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->lines, gtk_widget_unparent);
  g_clear_object (&self->refresher);

  G_OBJECT_CLASS (inflight_task_cell_parent_class)->dispose (object);
}

static void
inflight_task_cell_class_init (InflightTaskCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_task_cell_dispose;
  widget_class->query_tooltip = inflight_task_cell_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "taskcell");
}

static void
inflight_task_cell_init (InflightTaskCell *self)
{
}

static GtkWidget *
new_text (InflightColumn column)
{
  return inflight_cell_text_new (inflight_column_get_n_chars (column),
                                 inflight_column_is_numeric (column));
}

static void
add_detail (InflightTaskCell *self)
{
  self->detail = new_text (INFLIGHT_COLUMN_COMPACT);
  gtk_widget_add_css_class (self->detail, "caption");
  gtk_widget_add_css_class (self->detail, "dim-label");

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->lines), self->text);
  gtk_box_append (GTK_BOX (self->lines), self->detail);
}

/* What had run out of the axis may have been given room. */
static void
axis_changed_cb (InflightTimeAxis *axis,
                 GParamSpec       *pspec,
                 InflightTaskCell *self)
{
  g_assert (INFLIGHT_IS_TASK_CELL (self));

  if (self->task != NULL)
    inflight_refresher_queue (self->refresher, GTK_WIDGET (self));
}

/**
 * inflight_task_cell_new:
 * @column: what to show
 * @refresher: when to show it anew
 * @axis: (nullable): the time that bars are drawn in, for those that have one
 *
 * Returns: (transfer full): a cell without a task
 */
GtkWidget *
inflight_task_cell_new (InflightColumn     column,
                        InflightRefresher *refresher,
                        InflightTimeAxis  *axis)
{
  InflightTaskCell *self = g_object_new (INFLIGHT_TYPE_TASK_CELL, NULL);

  self->column = column;
  self->refresher = g_object_ref (refresher);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), names_row (self) ||
                                                 column == INFLIGHT_COLUMN_ADDRESS ||
                                                 column == INFLIGHT_COLUMN_STATE ||
                                                 column == INFLIGHT_COLUMN_STATUS);

  if (column == INFLIGHT_COLUMN_WATERFALL)
    {
      self->bar = inflight_waterfall_new (axis);
      g_signal_connect_object (axis, "notify::serial", G_CALLBACK (axis_changed_cb), self, 0);
      gtk_widget_set_hexpand (self->bar, TRUE);
      gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
      return GTK_WIDGET (self);
    }

  if (column == INFLIGHT_COLUMN_STATE || column == INFLIGHT_COLUMN_COMPACT ||
      column == INFLIGHT_COLUMN_OUTCOME)
    {
      self->icon = inflight_state_icon_new ();
      gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
    }

  self->text = new_text (column);
  self->lines = self->text;
  if (column == INFLIGHT_COLUMN_COMPACT)
    add_detail (self);
  else if (names_row (self))
    inflight_cell_text_have_remark (INFLIGHT_CELL_TEXT (self->text));
  gtk_widget_set_parent (self->lines, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * inflight_task_cell_set_task:
 * @self: a cell
 * @task: (nullable): what to show; %NULL when the row is recycled
 */
void
inflight_task_cell_set_task (InflightTaskCell *self,
                             InflightTask     *task)
{
  g_return_if_fail (INFLIGHT_IS_TASK_CELL (self));

  inflight_refresher_forget (self->refresher, GTK_WIDGET (self));
  g_set_object (&self->task, task);
  self->bar_named = NOT_NAMED;
  if (self->bar != NULL)
    inflight_waterfall_set_task (INFLIGHT_WATERFALL (self->bar), task);

  if (task != NULL)
    inflight_refresher_queue (self->refresher, GTK_WIDGET (self));
}

/**
 * inflight_task_cell_get_task:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what it shows
 */
InflightTask *
inflight_task_cell_get_task (InflightTaskCell *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_CELL (self), NULL);

  return self->task;
}

/**
 * inflight_task_cell_queue:
 * @self: a cell
 *
 * Its task has changed: has it refreshed in the next frame.
 */
void
inflight_task_cell_queue (InflightTaskCell *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK_CELL (self));

  inflight_refresher_queue (self->refresher, GTK_WIDGET (self));
}

/**
 * inflight_task_cell_shows_bytes:
 * @self: a cell
 *
 * Returns: whether it says how much of an answer has arrived
 */
gboolean
inflight_task_cell_shows_bytes (InflightTaskCell *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_CELL (self), FALSE);

  return self->column == INFLIGHT_COLUMN_SIZE || self->column == INFLIGHT_COLUMN_COMPACT;
}

/**
 * inflight_task_cell_set_marked:
 * @self: a cell
 * @marked: whether its row is to be marked as one that something is about
 *
 * One cell of a row has to do it: the one that has the title.
 */
void
inflight_task_cell_set_marked (InflightTaskCell *self,
                               gboolean          marked)
{
  GtkWidget *row;

  g_return_if_fail (INFLIGHT_IS_TASK_CELL (self));

  row = names_row (self) ? get_row (self) : NULL;
  if (row == NULL)
    return;

  if (marked)
    gtk_widget_add_css_class (row, "marked");
  else
    gtk_widget_remove_css_class (row, "marked");
}
