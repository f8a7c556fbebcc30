/* test-names.c: whatever takes the focus has a name, and gives it back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-capabilities.h"
#include "ui-views.h"

/* Names as GTK 4.8 computes them: a label that was given, or that of what is said
 * to label it, which can be an icon without any. Tooltips and children count only
 * in what newer ones make a button of. */

static gboolean
has_label (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *difference = NULL;

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;

  /* Equal to the empty text is as good as none. */
  difference = gtk_test_accessible_check_property (accessible,
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL, "");

  return difference != NULL;
}

/* Whether one among the widgets labels another, and has a label itself. */
static gboolean
is_labelled (GtkWidget *widget,
             GtkWidget *root)
{
  g_autofree char *difference = NULL;

  difference = gtk_test_accessible_check_relation (GTK_ACCESSIBLE (widget),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                                   root, NULL);
  if (difference == NULL)
    return has_label (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_labelled (widget, child))
      return TRUE;

  return FALSE;
}

#if INFLIGHT_NAMES_WHAT_IS_SEEN

static gboolean
shows_name (GtkWidget *widget)
{
  if ((GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') ||
      gtk_widget_get_tooltip_text (widget) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_name (child))
      return TRUE;

  return FALSE;
}

#endif

static gboolean
has_own_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return has_label (widget);

  return is_labelled (widget, GTK_WIDGET (gtk_widget_get_root (widget))) || has_label (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (has_own_name (widget))
    return TRUE;

  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';

  /* These two are seen as what they are in. */
  if (GTK_IS_TEXT (widget))
    return has_own_name (gtk_widget_get_ancestor (parent, GTK_TYPE_EDITABLE));
  if (GTK_IS_MENU_BUTTON (parent) && has_own_name (parent))
    return TRUE;

#if INFLIGHT_NAMES_WHAT_IS_SEEN
  return GTK_IS_BUTTON (widget) && shows_name (widget);
#else
  return FALSE;
#endif
}

/* Lists leave the focus to their rows, panes take it by a key of their own, and
 * nothing within a button has it. */
static gboolean
passes_focus (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_COLUMN_VIEW (widget) || GTK_IS_PANED (widget) ||
         gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_BUTTON) != NULL;
}

static gboolean
takes_focus (GtkWidget *widget)
{
  return !passes_focus (widget) && gtk_widget_get_focusable (widget) &&
         gtk_widget_get_can_focus (widget) && gtk_widget_is_sensitive (widget);
}

/* Whether something inside takes the focus; what scrolls or pops up then leaves
 * it to that. */
static gboolean
leaves_focus (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !GTK_IS_NATIVE (child) &&
        (takes_focus (child) || leaves_focus (child)))
      return TRUE;

  return FALSE;
}

static gboolean
is_container (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_POPOVER (widget);
}

static char *
describe (GtkWidget *widget)
{
  char *path = g_strdup (G_OBJECT_TYPE_NAME (widget));

  for (GtkWidget *parent = gtk_widget_get_parent (widget);
       parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      g_autofree char *inner = path;

      path = g_strdup_printf ("%s › %s", G_OBJECT_TYPE_NAME (parent), inner);
    }

  return path;
}

/* Returns (transfer full) (element-type utf8): those without a name. */
static void
collect_nameless (GtkWidget *widget,
                  GtkWidget *root,
                  GPtrArray *nameless)
{
  if (!gtk_widget_get_mapped (widget) || (GTK_IS_NATIVE (widget) && widget != root))
    return;

  if (!GTK_IS_ROOT (widget) && takes_focus (widget) && !has_name (widget) &&
      !(is_container (widget) && leaves_focus (widget)))
    g_ptr_array_add (nameless, describe (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_nameless (child, root, nameless);
}

static void
check_view (UiFixture  *self,
            const char *name,
            GtkWidget  *root,
            gpointer    user_data)
{
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func (g_free);
  guint *n_views = user_data;

  (*n_views)++;
  collect_nameless (root, root, nameless);
  for (guint i = 0; i < nameless->len; i++)
    {
      g_test_message ("%s: without a name: %s", name, (char *) g_ptr_array_index (nameless, i));
      g_test_fail ();
    }
}

static void
test_names (UiFixture     *self,
            gconstpointer  user_data)
{
  guint n_views = 0;

  ui_undecorate (GTK_WIDGET (self->window));
  ui_resize (GTK_WIDGET (self->window), GPOINTER_TO_INT (user_data), 600);
  ui_views_visit (self, UI_VIEWS_ALL, 3, check_view, &n_views);
  g_assert_cmpuint (n_views, >, 10);
}

/* The walk finds what has no name: an icon, in this case; with a tooltip, where that
 * is none. */
static void
test_planted (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *root = GTK_WIDGET (self->window);
  GtkWidget *child = g_object_ref (adw_application_window_get_content (
    ADW_APPLICATION_WINDOW (root)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *planted = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);

  ui_run_frames (root, 2);
  collect_nameless (root, root, before);
  g_assert_cmpuint (before->len, ==, 0);

  if (!INFLIGHT_NAMES_WHAT_IS_SEEN)
    gtk_widget_set_tooltip_text (planted, "Add");
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (root), box);
  gtk_box_append (GTK_BOX (box), planted);
  gtk_box_append (GTK_BOX (box), child);
  g_object_unref (child);
  ui_run_frames (root, 2);
  collect_nameless (root, root, after);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (after, 0), "GtkButton"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (planted),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Add", -1);
  collect_nameless (root, root, named);
  g_assert_cmpuint (named->len, ==, 0);
}

/* Tab */

static GtkWidget *
press_tab (UiFixture        *self,
           GtkDirectionType  direction)
{
  g_signal_emit_by_name (self->window, "move-focus", direction);

  return gtk_window_get_focus (GTK_WINDOW (self->window));
}

/* Goes round once, and returns how many stops there were. */
static guint
go_round (UiFixture        *self,
          GtkDirectionType  direction,
          guint             most)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *first = press_tab (self, direction);
  GtkWidget *focus;

  g_assert_nonnull (first);
  g_hash_table_add (seen, first);
  while ((focus = press_tab (self, direction)) != first)
    {
      g_autofree char *path = describe (focus);

      if (!g_hash_table_add (seen, focus))
        g_error ("A ring without the first: %s", path);
      if (g_hash_table_size (seen) > most)
        g_error ("After %u stops at %s", most, path);
      /* A list that is scrolled elsewhere brings its row into view. */
      if (!gtk_widget_get_mapped (focus))
        ui_run_frames (GTK_WIDGET (self->window), 2);
      if (!gtk_widget_get_mapped (focus))
        g_error ("The focus is out of sight: %s", path);
    }

  return g_hash_table_size (seen);
}

/* Round both ways, with so many stops at least and at most. */
static void
check_round (UiFixture *self,
             guint      least,
             guint      most)
{
  guint n_stops;

  /* What becomes insensitive on the way is no stop any more. */
  ui_settle ();
  n_stops = go_round (self, GTK_DIR_TAB_FORWARD, most);
  g_assert_cmpuint (n_stops, >=, least);
  g_assert_cmpuint (go_round (self, GTK_DIR_TAB_BACKWARD, most), ==, n_stops);
}

static void
test_tab (UiFixture     *self,
          gconstpointer  user_data)
{
  ui_undecorate (GTK_WIDGET (self->window));
  ui_resize (GTK_WIDGET (self->window), GPOINTER_TO_INT (user_data), 600);
  check_round (self, 5, 60);

  /* Nothing is waited for, and nothing has finished. */
  ui_add (self, FALSE, "ok?at=10", "ok?at=10", NULL);
  check_round (self, 10, 60);

  /* Rows are one stop, however many there are. */
  for (guint i = 0; i < 20; i++)
    ui_add (self, TRUE, "ok?at=10", "ok?at=10", "ok?at=10", "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 100 * MS);
  check_round (self, 10, 60);
}

#define NAMES_ADD(path, width, func) \
  g_test_add (path, UiFixture, GINT_TO_POINTER (width), ui_fixture_set_up, func, \
              ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  NAMES_ADD ("/ui/names/planted", 900, test_planted);
  NAMES_ADD ("/ui/names/wide", 1120, test_names);
  NAMES_ADD ("/ui/names/narrow", 360, test_names);
  NAMES_ADD ("/ui/names/tab-wide", 1120, test_tab);
  NAMES_ADD ("/ui/names/tab-narrow", 360, test_tab);

  return g_test_run ();
}
