/* test-task-list.c: the list of tasks, its columns, chips and search
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-host-chip.h"
#include "inflight-legend.h"
#include "inflight-rows.h"
#include "inflight-task-menu.h"
#include "ui-views.h"

#define MANY 300

static GtkColumnView *
get_view (UiFixture *self)
{
  return GTK_COLUMN_VIEW (ui_find (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW, NULL));
}

static InflightTaskColumns *
get_columns (UiFixture *self)
{
  return inflight_task_list_get_columns (inflight_window_get_task_list (self->window));
}

/* The headings shown, in order. */
static char *
dup_headings (UiFixture *self)
{
  GListModel *model = gtk_column_view_get_columns (get_view (self));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (gtk_column_view_column_get_visible (column))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "",
                                gtk_column_view_column_get_title (column));
    }

  return g_string_free (text, FALSE);
}

static void
assert_headings (UiFixture  *self,
                 const char *expected)
{
  g_autofree char *headings = dup_headings (self);

  g_assert_cmpstr (headings, ==, expected);
}

static guint
get_shown (UiFixture  *self,
           guint       index)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_view (self)));
  g_autoptr (InflightRow) row = g_list_model_get_item (model, index);

  return inflight_task_get_position (inflight_row_get_task (row));
}

static void
test_sort (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GVariant) sort_by = NULL;
  GListModel *model = gtk_column_view_get_columns (get_view (self));
  g_autoptr (GtkColumnViewColumn) size = NULL;

  ui_add (self, TRUE, "ok?at=10&size=20", "ok?at=10&size=30", "ok?at=10&size=10", NULL);
  fake_run_until (&self->virtual, 100 * MS);

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-by",
                                      g_variant_new_string ("size"));
  g_assert_cmpuint (get_shown (self, 0), ==, 3);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-descending",
                                      g_variant_new_boolean (TRUE));
  g_assert_cmpuint (get_shown (self, 0), ==, 2);

  /* A press of the heading is the same as the menu. */
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), "Status") == 0)
        gtk_column_view_sort_by_column (get_view (self), column, GTK_SORT_ASCENDING);
    }

  sort_by = g_action_group_get_action_state (G_ACTION_GROUP (self->window), "sort-by");
  g_assert_cmpstr (g_variant_get_string (sort_by, NULL), ==, "status");
  g_assert_cmpuint (get_shown (self, 0), ==, 1);
}

static void
test_columns (UiFixture     *self,
              gconstpointer  user_data)
{
  InflightTaskColumns *columns = get_columns (self);
  g_autoptr (GVariant) saved = NULL;

  inflight_task_columns_set_narrow (columns, FALSE, 2000);
  assert_headings (self, "#|State|Title or Address|Address|Status|Size|Time|Waterfall");

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "show-column-size",
                                      g_variant_new_boolean (FALSE));
  assert_headings (self, "#|State|Title or Address|Address|Status|Time|Waterfall");
  saved = g_variant_ref_sink (inflight_task_columns_save (columns));

  inflight_task_columns_set_visible (columns, INFLIGHT_COLUMN_SIZE, TRUE);
  inflight_task_columns_restore (columns, saved);
  assert_headings (self, "#|State|Title or Address|Address|Status|Time|Waterfall");

  /* Without its titles a list is of no use. */
  inflight_task_columns_set_visible (columns, INFLIGHT_COLUMN_LABEL, FALSE);
  g_assert_true (inflight_task_columns_get_visible (columns, INFLIGHT_COLUMN_LABEL));
}

static void
test_order (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightTaskColumns *columns = get_columns (self);
  g_autoptr (GVariant) odd = NULL;

  inflight_task_columns_set_narrow (columns, FALSE, 2000);
  odd = g_variant_ref_sink (g_variant_new_parsed (
    "[('time', true, 90), ('colour', true, 5), ('label', false, 0), ('host', false, -7)]"));
  inflight_task_columns_restore (columns, odd);
  assert_headings (self, "Time|Title or Address|#|State|Address|Status|Size|Waterfall");

  /* A column that is hidden comes back where it was. */
  inflight_task_columns_set_visible (columns, INFLIGHT_COLUMN_HOST, TRUE);
  assert_headings (self, "Time|Title or Address|Host|#|State|Address|Status|Size|Waterfall");
}

/* It is of use only beside the bars. */
static gboolean
has_legend (UiFixture *self)
{
  return ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_LEGEND, NULL) != NULL;
}

static void
test_room (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightTaskColumns *columns = get_columns (self);

  ui_add (self, FALSE, "ok", NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-by",
                                      g_variant_new_string ("address"));

  inflight_task_columns_set_narrow (columns, FALSE, 520);
  assert_headings (self, "State|Title or Address|Status|Time");
  g_assert_false (has_legend (self));
  inflight_task_columns_set_narrow (columns, TRUE, 300);
  assert_headings (self, "Task");
  g_assert_false (has_legend (self));

  /* It is still sorted by what there is no room for. */
  inflight_task_columns_set_narrow (columns, FALSE, 2000);
  assert_headings (self, "#|State|Title or Address|Address|Status|Size|Time|Waterfall");
  g_assert_true (has_legend (self));
  g_assert_cmpint (gtk_sorter_compare (gtk_column_view_get_sorter (get_view (self)),
                                       self->window, self->app), ==, GTK_ORDERING_SMALLER);
}

static void
assert_ticks (UiFixture *self)
{
  InflightTaskColumns *columns = get_columns (self);
  const char *name;

  for (int column = 0; (name = inflight_column_get_name (column)) != NULL; column++)
    {
      g_autofree char *action = g_strconcat ("show-column-", name, NULL);
      g_autoptr (GVariant) state =
        g_action_group_get_action_state (G_ACTION_GROUP (self->window), action);

      g_assert_cmpint (g_variant_get_boolean (state), ==,
                       inflight_task_columns_get_visible (columns, column));
    }
}

static void
tick (UiFixture  *self,
      const char *action,
      gboolean    ticked)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), action,
                                      g_variant_new_boolean (ticked));
  assert_ticks (self);
}

/* What is ticked is shown, at every width: it makes room for itself. */
static void
test_ticks (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightTaskColumns *columns = get_columns (self);

  ui_add (self, FALSE, "ok", NULL);
  inflight_task_columns_set_narrow (columns, FALSE, 700);
  assert_headings (self, "#|State|Title or Address|Status|Time|Waterfall");
  assert_ticks (self);

  tick (self, "show-column-host", TRUE);
  assert_headings (self, "#|State|Title or Address|Host|Status|Time");
  inflight_task_columns_set_narrow (columns, FALSE, 470);
  assert_headings (self, "State|Title or Address|Host");
  assert_ticks (self);

  tick (self, "show-column-size", TRUE);
  assert_headings (self, "State|Title or Address|Size");
  tick (self, "show-column-size", FALSE);
  assert_headings (self, "State|Title or Address|Host");

  /* There are no columns to choose in rows of two lines. */
  inflight_task_columns_set_narrow (columns, TRUE, 300);
  g_assert_false (ui_is_enabled (self, "show-column-host"));

  for (int room = 460; room < 2000; room += 20)
    {
      inflight_task_columns_set_narrow (columns, FALSE, room);
      assert_ticks (self);
    }
  g_assert_true (ui_is_enabled (self, "show-column-host"));
  tick (self, "show-column-host", FALSE);
}

/* A wide one goes for another wide one, and not all the narrow ones before it. */
static void
test_asked_for (UiFixture     *self,
                gconstpointer  user_data)
{
  InflightTaskColumns *columns = get_columns (self);

  ui_add (self, FALSE, "ok", NULL);
  inflight_task_columns_set_narrow (columns, FALSE, 880);
  assert_headings (self, "#|State|Title or Address|Status|Size|Time|Waterfall");

  tick (self, "show-column-address", TRUE);
  assert_headings (self, "#|State|Title or Address|Address|Status|Time|Waterfall");
  tick (self, "show-column-host", TRUE);
  assert_headings (self, "#|State|Title or Address|Address|Host|Status|Time");

  tick (self, "show-column-host", FALSE);
  tick (self, "show-column-address", FALSE);
  assert_headings (self, "#|State|Title or Address|Status|Size|Time|Waterfall");
}

static void
assert_below (UiFixture  *self,
              const char *heading,
              const char *text,
              gboolean    at_end)
{
  GtkWidget *view = GTK_WIDGET (get_view (self));
  GtkWidget *label = ui_find (view, GTK_TYPE_LABEL, heading);
  GtkWidget *inscription = ui_find (view, GTK_TYPE_INSCRIPTION, text);
  graphene_rect_t above;
  graphene_rect_t below;

  g_assert_true (gtk_widget_compute_bounds (label, view, &above));
  g_assert_true (gtk_widget_compute_bounds (inscription, view, &below));
  g_assert_cmpfloat_with_epsilon (above.origin.x + (at_end ? above.size.width : 0),
                                  below.origin.x + (at_end ? below.size.width : 0), 2);
}

/* Numbers end where their headings do, and texts begin where theirs do. */
static void
test_headings (UiFixture     *self,
               gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=70&size=246912", NULL);
  fake_run_until (&self->virtual, 100 * MS);
  inflight_task_columns_set_narrow (get_columns (self), FALSE, 880);
  ui_await (ui_find (GTK_WIDGET (get_view (self)), GTK_TYPE_INSCRIPTION, "200") != NULL);
  ui_run_frames (GTK_WIDGET (self->window), 4);

  assert_below (self, "Title or Address", "/ok", FALSE);
  assert_below (self, "Status", "200", TRUE);
  assert_below (self, "Size", "246", TRUE);
  assert_below (self, "Time", "70", TRUE);
}

static GtkWidget *
find_chip (UiFixture  *self,
           const char *text)
{
  return ui_find (GTK_WIDGET (self->window), GTK_TYPE_TOGGLE_BUTTON, text);
}

static void
test_filters (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (self->window));
  GtkWidget *entry = ui_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);

  ui_add (self, TRUE, "ok?at=10&title=apple", "ok?at=10&title=apricot",
          "fail?at=10&error=refused", NULL);
  fake_run_until (&self->virtual, 100 * MS);
  ui_await (find_chip (self, "Failed 1") != NULL);

  ui_activate (self, "find");
  gtk_editable_set_text (GTK_EDITABLE (entry), "AP");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "2 matches") != NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "connection REFUSED");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "1 match") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "succeeded");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "2 matches") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "HTTP 200: ok");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "2 matches") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "AP");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "2 matches") != NULL);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_chip (self, "Failed 1")), TRUE);
  ui_await (ui_find (list, GTK_TYPE_LABEL, "No matches") != NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  ui_await (ui_find (list, GTK_TYPE_LABEL, "No matches") == NULL);
  g_assert_cmpuint (get_shown (self, 0), ==, 3);
}

static void
test_host (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);
  GtkWidget *chip = ui_find (GTK_WIDGET (list), INFLIGHT_TYPE_HOST_CHIP, NULL);
  GListModel *shown = G_LIST_MODEL (gtk_column_view_get_model (get_view (self)));

  ui_add (self, FALSE, "ok", "ok", NULL);
  ui_select (self, 2, 2);
  ui_activate (self, "only-host");
  g_assert_nonnull (inflight_host_chip_get_host (INFLIGHT_HOST_CHIP (chip)));
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);

  inflight_filter_bar_set_host (inflight_task_list_get_filter_bar (list), "elsewhere.example");
  ui_await (g_list_model_get_n_items (shown) == 0);
  inflight_filter_bar_set_host (inflight_task_list_get_filter_bar (list), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);
}

/* What is selected goes with its task, and away with it. */
static void
test_selection (UiFixture     *self,
                gconstpointer  user_data)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);
  g_autoptr (InflightTask) focused = NULL;

  ui_add (self, TRUE, "ok?at=10&size=20", "ok?at=10&size=30", "ok?at=10&size=10", NULL);
  fake_run_until (&self->virtual, 100 * MS);
  ui_select (self, 3, 3);

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-by",
                                      g_variant_new_string ("size"));
  focused = inflight_task_list_get_focused (list);
  g_assert_cmpuint (inflight_task_get_position (focused), ==, 3);
  g_assert_cmpuint (get_shown (self, 0), ==, 3);

  ui_activate (self, "clear");
  g_assert_cmpuint (inflight_task_list_get_selected (list), ==, 0);

  /* Of more than a view has rows for. */
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-by",
                                      g_variant_new_string ("number"));
  for (int i = 0; i < MANY; i++)
    ui_add (self, FALSE, "ok", NULL);
  ui_select (self, MANY, MANY);
  g_assert_cmpuint (inflight_task_list_get_selected (list), ==, 1);
  ui_activate (self, "clear");
  g_assert_cmpuint (inflight_task_list_get_selected (list), ==, 0);
}

static void
add_many (UiFixture *self,
          guint      n_tasks)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  for (guint i = 0; i < n_tasks; i++)
    g_ptr_array_add (requests, inflight_request_new ("http://fake/ok", self->virtual.options,
                                                     NULL));
  inflight_window_add_requests (self->window, requests, FALSE);
}

/* New tasks are brought into view, unless somebody reads in the middle. */
static void
test_follow (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkAdjustment *adjustment;
  double middle;

  gtk_window_present (GTK_WINDOW (self->window));
  add_many (self, 100);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  ui_run_frames (GTK_WIDGET (self->window), 40);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  add_many (self, 2);
  ui_await (gtk_adjustment_get_value (adjustment) > 0);
  ui_run_frames (GTK_WIDGET (self->window), 10);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment) +
                     gtk_adjustment_get_page_size (adjustment), >=,
                     gtk_adjustment_get_upper (adjustment) - 1);

  middle = gtk_adjustment_get_upper (adjustment) / 3;
  gtk_adjustment_set_value (adjustment, middle);
  ui_run_frames (GTK_WIDGET (self->window), 5);
  middle = gtk_adjustment_get_value (adjustment);
  add_many (self, 2);
  ui_run_frames (GTK_WIDGET (self->window), 10);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, middle);
}

static void
start_many (UiFixture  *self,
            const char *address,
            guint       n_tasks)
{
  for (guint i = 0; i < n_tasks; i++)
    ui_add (self, TRUE, address, NULL);
}

/* Tasks that come to match a filter are no new ones. */
static void
test_filtered (UiFixture     *self,
               gconstpointer  user_data)
{
  GListModel *shown = G_LIST_MODEL (gtk_column_view_get_model (get_view (self)));
  GtkAdjustment *adjustment;

  gtk_window_present (GTK_WINDOW (self->window));
  start_many (self, "fail?at=10", 60);
  start_many (self, "fail?at=500", 60);
  fake_run_until (&self->virtual, 400 * MS);
  ui_await (find_chip (self, "Failed 60") != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_chip (self, "Failed 60")), TRUE);
  ui_await (g_list_model_get_n_items (shown) == 60);

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
  ui_run_frames (GTK_WIDGET (self->window), 20);
  gtk_adjustment_set_value (adjustment, 0);
  ui_run_frames (GTK_WIDGET (self->window), 5);

  fake_run_until (&self->virtual, 5000 * MS);
  ui_await (g_list_model_get_n_items (shown) == 120);
  ui_run_frames (GTK_WIDGET (self->window), 10);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

static guint
count_marked (GtkWidget *widget)
{
  guint count = gtk_widget_has_css_class (widget, "marked");

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_marked (child);

  return count;
}

static void
test_marks (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);

  ui_add (self, FALSE, "fail?at=10", "never", "never", NULL);
  ui_select (self, 1, 2);
  ui_activate (self, "wait::all");
  g_assert_cmpuint (count_marked (GTK_WIDGET (list)), ==, 0);

  inflight_task_list_mark_members (list, ui_get_wait (self, 0));
  g_assert_cmpuint (count_marked (GTK_WIDGET (list)), ==, 2);
  inflight_task_list_mark_members (list, NULL);
  g_assert_cmpuint (count_marked (GTK_WIDGET (list)), ==, 0);

  /* The row in the place of a member is marked as it was. */
  fake_run_until (&self->virtual, self->virtual.now_us + 100 * MS);
  ui_await (ui_is_enabled (self, "retry-failed"));
  ui_activate (self, "retry-failed");
  inflight_task_list_mark_members (list, ui_get_wait (self, 0));
  g_assert_cmpuint (count_marked (GTK_WIDGET (list)), ==, 2);
}

/* A row is neither left without the focus by its menu, nor pressed for ever. */
static void
test_menu_closed (UiFixture     *self,
                  gconstpointer  user_data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_button_new_with_label ("row");
  GtkWidget *menu = inflight_task_menu_new ();

  gtk_box_append (GTK_BOX (box), row);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_widget_set_parent (menu, box);
  gtk_window_present (GTK_WINDOW (window));

  gtk_widget_set_state_flags (row, GTK_STATE_FLAG_ACTIVE, FALSE);
  inflight_task_menu_popup (menu, gtk_button_get_child (GTK_BUTTON (row)), 0, 0);
  ui_await (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  ui_await (!gtk_widget_get_mapped (menu));

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == row);
  g_assert_false (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_ACTIVE);

  gtk_widget_unparent (menu);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/task-list/sort", test_sort);
  UI_ADD ("/ui/task-list/columns", test_columns);
  UI_ADD ("/ui/task-list/order", test_order);
  UI_ADD ("/ui/task-list/room", test_room);
  UI_ADD ("/ui/task-list/ticks", test_ticks);
  UI_ADD ("/ui/task-list/asked-for", test_asked_for);
  UI_ADD ("/ui/task-list/headings", test_headings);
  UI_ADD ("/ui/task-list/filters", test_filters);
  UI_ADD ("/ui/task-list/host", test_host);
  UI_ADD ("/ui/task-list/selection", test_selection);
  UI_ADD ("/ui/task-list/follow", test_follow);
  UI_ADD ("/ui/task-list/filtered", test_filtered);
  UI_ADD ("/ui/task-list/marks", test_marks);
  UI_ADD ("/ui/task-list/menu-closed", test_menu_closed);

  return g_test_run ();
}
