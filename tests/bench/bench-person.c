/* bench-person.c: somebody who uses a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-person.h"

#include <adwaita.h>

/* A turn of a wheel a frame, more or less. */
#define SCROLLED_A_FRAME 97

#define FRAME_MS        16
#define SCROLLED_FRAMES 60

/* What is done again and again: a step returns whether there was what it needs. */
typedef struct
{
  const char *name;
  guint       interval_ms;
  guint       n_steps;
  gboolean  (*step) (BenchPerson *self,
                     guint        step);
} Act;

struct _BenchPerson
{
  GtkWidget   *window;
  GtkWidget   *list;
  BenchFrames *frames;
  GHashTable  *missing;
  const char  *only;
  gboolean     down;
  guint        act;
  guint        step;
  guint        n_steps_done;
  guint        source_id;
};

typedef gboolean (*Matches) (GtkWidget *widget,
                             gpointer   what);

static GtkWidget *
find (GtkWidget *widget,
      Matches    matches,
      gpointer   what)
{
  if (matches (widget, what))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matches, what);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_a (GtkWidget *widget,
      gpointer   what)
{
  GType type = g_type_from_name (what);

  return type != G_TYPE_INVALID && G_TYPE_CHECK_INSTANCE_TYPE (widget, type);
}

static GtkColumnView *
get_view (BenchPerson *self)
{
  return GTK_COLUMN_VIEW (find (self->list, is_a, (gpointer) "GtkColumnView"));
}

static gboolean
activate (BenchPerson *self,
          const char  *name,
          GVariant    *target)
{
  g_autofree char *full = g_strconcat ("win.", name, NULL);
  g_autoptr (GVariant) parameter = target != NULL ? g_variant_ref_sink (target) : NULL;

  if (!g_action_group_has_action (G_ACTION_GROUP (self->window), name))
    return FALSE;

  bench_frames_note (self->frames, "%s %s", full,
                     parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, parameter);

  return TRUE;
}

/* Acts */

static gboolean
rest (BenchPerson *self,
      guint        step)
{
  return TRUE;
}

static void
scroll_to (BenchPerson *self,
           double       value)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));

  gtk_adjustment_set_value (adjustment, value);
}

static gboolean
scroll (BenchPerson *self,
        guint        step)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  if (value >= end)
    self->down = FALSE;
  else if (value <= 0)
    self->down = TRUE;

  bench_frames_note (self->frames, "scroll by rows");
  scroll_to (self, value + (self->down ? SCROLLED_A_FRAME : -SCROLLED_A_FRAME));

  return TRUE;
}

static gboolean
jump (BenchPerson *self,
      guint        step)
{
  static const double places[] = { 1, 0, 0.5, 0.25, 0.9, 0.1 };
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  double place = places[step % G_N_ELEMENTS (places)];

  bench_frames_note (self->frames, "jump to %.0f %%", place * 100);
  scroll_to (self, place * gtk_adjustment_get_upper (adjustment));

  return TRUE;
}

static gboolean
sort_by_column (BenchPerson *self,
                guint        index,
                GtkSortType  type)
{
  GListModel *columns = gtk_column_view_get_columns (get_view (self));
  g_autoptr (GtkColumnViewColumn) column =
    g_list_model_get_item (columns, index % g_list_model_get_n_items (columns));

  if (gtk_column_view_column_get_sorter (column) == NULL)
    return FALSE;

  bench_frames_note (self->frames, "sort by %s", gtk_column_view_column_get_title (column));
  gtk_column_view_sort_by_column (get_view (self), column, type);

  return TRUE;
}

static gboolean
sort (BenchPerson *self,
      guint        step)
{
  static const char *const keys[] = {
    "number", "label", "state", "host", "status", "size", "time"
  };
  gboolean turn = step % 2 == 1;

  if (!g_action_group_has_action (G_ACTION_GROUP (self->window), "sort-by"))
    return sort_by_column (self, step / 2, turn ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);

  if (turn)
    return activate (self, "sort-descending", NULL);

  return activate (self, "sort-by",
                   g_variant_new_string (keys[step / 2 % G_N_ELEMENTS (keys)]));
}

/* What was sorted by last changes while one reads. */
static gboolean
scroll_sorted (BenchPerson *self,
               guint        step)
{
  scroll (self, step);
  if (step == SCROLLED_FRAMES - 1)
    {
      if (g_action_group_has_action (G_ACTION_GROUP (self->window), "sort-by"))
        return activate (self, "sort-by", g_variant_new_string ("number"));

      return sort_by_column (self, 0, GTK_SORT_ASCENDING);
    }

  return !g_hash_table_contains (self->missing, "sort");
}

static gboolean
is_chip (GtkWidget *widget,
         gpointer   what)
{
  guint *n = what;

  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "chip") &&
         (*n)-- == 0;
}

static gboolean
press_chip (BenchPerson *self,
            guint        number)
{
  guint n = number;
  GtkWidget *chip = find (self->list, is_chip, &n);

  if (chip == NULL)
    return FALSE;

  bench_frames_note (self->frames, "press chip %u", number);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);

  return TRUE;
}

/* Ends with those that succeeded. */
static gboolean
filter (BenchPerson *self,
        guint        step)
{
  static const guint order[] = { 3, 2, 0, 1, 4, 3 };

  return press_chip (self, order[step % G_N_ELEMENTS (order)]);
}

static gboolean
scroll_filtered (BenchPerson *self,
                 guint        step)
{
  scroll (self, step);

  return step < SCROLLED_FRAMES - 1 || press_chip (self, 0);
}

/* Types, looks, and takes it back; the first step opens the entry. */
static gboolean
search (BenchPerson *self,
        guint        step)
{
  static const char *const texts[] = {
    "p", "po", "post", "posts/4", "posts/42", "posts/42?round=7", "42?round=7", "42", "4", "",
  };
  GtkWidget *entry;

  if (step == 0)
    return activate (self, "find", NULL);

  entry = find (self->window, is_a, (gpointer) "GtkSearchEntry");
  if (entry == NULL)
    return FALSE;

  bench_frames_note (self->frames, "search for “%s”", texts[(step - 1) % G_N_ELEMENTS (texts)]);
  gtk_editable_set_text (GTK_EDITABLE (entry), texts[(step - 1) % G_N_ELEMENTS (texts)]);

  return TRUE;
}

static guint
choose_row (BenchPerson *self,
            guint        step)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_view (self)));
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  guint n_items = g_list_model_get_n_items (model);
  double upper = MAX (1, gtk_adjustment_get_upper (adjustment));
  guint first = gtk_adjustment_get_value (adjustment) / upper * n_items;

  return n_items > 0 ? (first + step * 3) % n_items : GTK_INVALID_LIST_POSITION;
}

static gboolean
inspect (BenchPerson *self,
         guint        step)
{
  GtkSelectionModel *model = gtk_column_view_get_model (get_view (self));
  guint row = choose_row (self, step / 2);

  if (step % 2 == 1)
    return activate (self, "details", NULL);

  bench_frames_note (self->frames, "select a row");
  gtk_selection_model_select_item (model, row, TRUE);

  return TRUE;
}

/* Ends with the first. */
static gboolean
turn_pages (BenchPerson *self,
            guint        step)
{
  GtkWidget *stack = find (self->window, is_a, (gpointer) "AdwViewStack");
  g_autoptr (GtkSelectionModel) pages = NULL;
  g_autoptr (AdwViewStackPage) page = NULL;
  guint n_pages;

  if (stack == NULL)
    return FALSE;

  pages = adw_view_stack_get_pages (ADW_VIEW_STACK (stack));
  n_pages = g_list_model_get_n_items (G_LIST_MODEL (pages));
  page = g_list_model_get_item (G_LIST_MODEL (pages), (step + 1) % n_pages);
  bench_frames_note (self->frames, "page %s", adw_view_stack_page_get_name (page));
  adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack),
                                    adw_view_stack_page_get_child (page));

  return TRUE;
}

static const Act acts[] = {
  { "rest", 800, 1, rest },
  { "scroll", FRAME_MS, SCROLLED_FRAMES, scroll },
  { "jump", 200, 6, jump },
  { "sort", 200, 14, sort },
  { "sorted", FRAME_MS, SCROLLED_FRAMES, scroll_sorted },
  { "filter", 200, 6, filter },
  { "filtered", FRAME_MS, SCROLLED_FRAMES, scroll_filtered },
  { "search", 120, 11, search },
  { "inspect", 150, 12, inspect },
  { "pages", 200, 6, turn_pages },
};

static gboolean act_cb (gpointer user_data);

static void
schedule (BenchPerson *self,
          guint        interval_ms)
{
  self->source_id = g_timeout_add (interval_ms, act_cb, self);
}

static gboolean
does (BenchPerson *self,
      const Act   *act)
{
  return !g_hash_table_contains (self->missing, act->name) &&
         (self->only == NULL || g_str_equal (act->name, self->only));
}

/* One that cannot be done is tried first, to find that out. */
static void
begin_next_act (BenchPerson *self)
{
  self->step = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      self->act = (self->act + 1) % G_N_ELEMENTS (acts);
      if (does (self, &acts[self->act]))
        break;
    }
}

static gboolean
act_cb (gpointer user_data)
{
  BenchPerson *self = user_data;
  const Act *act = &acts[self->act];

  if (act->step (self, self->step))
    {
      bench_frames_set_phase (self->frames, act->name);
      self->n_steps_done++;
    }
  else
    {
      g_hash_table_add (self->missing, (gpointer) act->name);
    }

  self->step++;
  if (self->step == act->n_steps || !does (self, act))
    begin_next_act (self);

  schedule (self, act->interval_ms);

  return G_SOURCE_REMOVE;
}

/**
 * bench_person_new:
 * @window: the window; it outlives this
 * @frames: what to tell what is done; it outlives this
 * @only: (nullable): the one thing to do
 *
 * Returns: (transfer full): somebody who does nothing yet
 */
BenchPerson *
bench_person_new (GtkWidget   *window,
                  BenchFrames *frames,
                  const char  *only)
{
  BenchPerson *self = g_new0 (BenchPerson, 1);

  self->window = window;
  self->list = find (window, is_a, (gpointer) "InflightTaskList");
  self->frames = frames;
  self->missing = g_hash_table_new (g_str_hash, g_str_equal);
  self->only = only;
  self->act = G_N_ELEMENTS (acts) - 1;
  self->down = TRUE;
  begin_next_act (self);

  return self;
}

void
bench_person_free (BenchPerson *self)
{
  bench_person_stop (self);
  g_hash_table_unref (self->missing);
  g_free (self);
}

/* Does one thing after the other until stopped, then goes on where it was. */
void
bench_person_start (BenchPerson *self)
{
  bench_frames_set_phase (self->frames, acts[self->act].name);
  schedule (self, acts[self->act].interval_ms);
}

void
bench_person_stop (BenchPerson *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
}

/* Returns how often everything that can be was done. */
double
bench_person_get_rounds (BenchPerson *self)
{
  guint n_steps = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (does (self, &acts[i]))
      n_steps += acts[i].n_steps;

  return n_steps > 0 ? (double) self->n_steps_done / n_steps : 1;
}

/* Says what could not be done. */
void
bench_person_print_notes (BenchPerson *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_hash_table_contains (self->missing, acts[i].name))
      g_print ("Not done, as the window has not what it needs: %s\n", acts[i].name);
}
