/* test-appearance.c: nothing is cut off, whatever a desktop looks like
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-state-chips.h"
#include "inflight-words.h"
#include "ui-language.h"
#include "ui-views.h"

#include <glib/gi18n.h>
#include <string.h>

#define NARROW 360
#define LOW 600
#define SLACK 1.5f

static const int widths[] = { NARROW, 600, 900, 1280 };

/* What the desktop is like, or its language; the first argument. */
static const char *mode;

/* Labels that may be shortened: what servers and people wrote, and what is said
 * elsewhere as well. */
static const char *const shortened[] = { "summary", "title", "subtitle" };

typedef struct
{
  const char *view;
  GtkWidget  *root;
  int         width;
} Look;

G_GNUC_PRINTF (3, 4)
static void
complain (const Look *look,
          GtkWidget  *widget,
          const char *format,
          ...)
{
  g_autofree char *message = NULL;
  g_autofree char *path = g_strdup (G_OBJECT_TYPE_NAME (widget));
  const char *owner = G_OBJECT_TYPE_NAME (widget);
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  for (GtkWidget *parent = gtk_widget_get_parent (widget);
       parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      g_autofree char *inner = g_steal_pointer (&path);

      owner = G_OBJECT_TYPE_NAME (parent);
      path = g_strdup_printf ("%s › %s", owner, inner);
      if (g_str_has_prefix (owner, "Inflight"))
        break;
    }

  g_test_message ("%s, %s, %d px: %s: %s", mode, look->view, look->width, path, message);
  g_test_fail ();
}

/* Sizes */

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

/* Returns the innermost widget that is alone too wide. */
static GtkWidget *
find_wide (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child) &&
        get_least_width (child) > NARROW)
      return find_wide (child);

  return widget;
}

static void
check_least (const Look *look)
{
  int width = get_least_width (look->root);
  int height;

  gtk_widget_measure (look->root, GTK_ORIENTATION_VERTICAL, MAX (width, NARROW), &height,
                      NULL, NULL, NULL);
  if (width > NARROW)
    complain (look, find_wide (look->root), "the window is at least %d px wide", width);
  if (height > LOW)
    complain (look, look->root, "at least %d px high", height);
}

static gboolean
goes_on (GtkWidget *scroller)
{
  return ui_find (scroller, GTK_TYPE_TOGGLE_BUTTON, NULL) != NULL;
}

/* Whether a widget can be scrolled to, on this axis. What has no bar is cut off
 * for all that one can see, but for the chips, which show that they go on. */
static gboolean
scrolls (GtkWidget      *widget,
         GtkWidget      *root,
         GtkOrientation  orientation)
{
  for (; widget != NULL && widget != root; widget = gtk_widget_get_parent (widget))
    {
      GtkPolicyType horizontal;
      GtkPolicyType vertical;
      GtkPolicyType policy;

      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;

      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &horizontal, &vertical);
      policy = orientation == GTK_ORIENTATION_HORIZONTAL ? horizontal : vertical;
      if (policy != GTK_POLICY_NEVER && (policy != GTK_POLICY_EXTERNAL || goes_on (widget)))
        return TRUE;
    }

  return FALSE;
}

/* What is scrolled gets less than it wants; that is what scrolling is for. */
static gboolean
is_scrolled (GtkWidget      *widget,
             GtkWidget      *root,
             GtkOrientation  orientation)
{
  return (GTK_IS_SCROLLABLE (widget) || GTK_IS_SCROLLABLE (gtk_widget_get_parent (widget))) &&
         scrolls (widget, root, orientation);
}

/* An allocation is without margins, what a widget asks for is with them. */
static void
check_allocation (const Look *look,
                  GtkWidget  *widget)
{
  int width = gtk_widget_get_allocated_width (widget) +
              gtk_widget_get_margin_start (widget) + gtk_widget_get_margin_end (widget);
  int height = gtk_widget_get_allocated_height (widget) +
               gtk_widget_get_margin_top (widget) + gtk_widget_get_margin_bottom (widget);
  int least_width;
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  if (width < least_width && !is_scrolled (widget, look->root, GTK_ORIENTATION_HORIZONTAL))
    complain (look, widget, "%d px wide, but needs %d", width, least_width);

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least_width), &least,
                      NULL, NULL, NULL);
  if (height < least && !is_scrolled (widget, look->root, GTK_ORIENTATION_VERTICAL))
    complain (look, widget, "%d px high, but needs %d", height, least);
}

/* Sliders, shadows and lines may stick out. */
static gboolean
is_decoration (GtkWidget *widget)
{
  return GTK_IS_SEPARATOR (widget) || g_str_has_suffix (G_OBJECT_TYPE_NAME (widget), "Gizmo");
}

static void
check_bounds (const Look *look,
              GtkWidget  *widget)
{
  graphene_rect_t bounds;

  if (is_decoration (widget) || !gtk_widget_compute_bounds (widget, look->root, &bounds))
    return;

  if (!scrolls (widget, look->root, GTK_ORIENTATION_HORIZONTAL) &&
      (bounds.origin.x < -SLACK ||
       bounds.origin.x + bounds.size.width > gtk_widget_get_width (look->root) + SLACK))
    complain (look, widget, "from %.0f to %.0f px across, outside", bounds.origin.x,
              bounds.origin.x + bounds.size.width);
  if (!scrolls (widget, look->root, GTK_ORIENTATION_VERTICAL) &&
      (bounds.origin.y < -SLACK ||
       bounds.origin.y + bounds.size.height > gtk_widget_get_height (look->root) + SLACK))
    complain (look, widget, "from %.0f to %.0f px down, outside", bounds.origin.y,
              bounds.origin.y + bounds.size.height);
}

/* Texts */

static gboolean
may_be_shortened (GtkWidget *label)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (label));

  /* A window's title, which the desktop shows as well. */
  if (gtk_widget_has_css_class (label, "title") || gtk_widget_has_css_class (label, "subtitle"))
    return gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR) != NULL;

  return id != NULL && g_strv_contains (shortened, id);
}

/* Whether something around a text cuts it off that does not scroll. */
static void
check_clipping (const Look *look,
                GtkWidget  *text)
{
  for (GtkWidget *parent = gtk_widget_get_parent (text);
       parent != NULL && parent != look->root && !GTK_IS_SCROLLABLE (parent);
       parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_overflow (parent) != GTK_OVERFLOW_HIDDEN ||
          !gtk_widget_compute_bounds (text, parent, &bounds))
        continue;

      if (bounds.origin.x < -SLACK ||
          bounds.origin.x + bounds.size.width > gtk_widget_get_width (parent) + SLACK)
        complain (look, text, "“%s” is cut off by %s",
                  GTK_IS_LABEL (text) ? gtk_label_get_text (GTK_LABEL (text))
                                      : gtk_inscription_get_text (GTK_INSCRIPTION (text)),
                  G_OBJECT_TYPE_NAME (parent));
    }
}

static void
check_label (const Look *look,
             GtkLabel   *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  PangoRectangle extents;

  if (pango_layout_is_ellipsized (layout) && !may_be_shortened (GTK_WIDGET (label)))
    complain (look, GTK_WIDGET (label), "“%s” is shortened", gtk_label_get_text (label));

  if (gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE)
    return;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  if (extents.width > gtk_widget_get_width (GTK_WIDGET (label)) + 1 ||
      extents.height > gtk_widget_get_height (GTK_WIDGET (label)) + 1)
    complain (look, GTK_WIDGET (label), "“%s” needs %d × %d px, has %d × %d",
              gtk_label_get_text (label), extents.width, extents.height,
              gtk_widget_get_width (GTK_WIDGET (label)),
              gtk_widget_get_height (GTK_WIDGET (label)));
}

/* The word for a state, or a number with its unit: only whole it says something. */
static gboolean
is_fixed_text (const char *text)
{
  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    if (g_str_equal (text, inflight_words_state (state)))
      return TRUE;

  return g_regex_match_simple ("^[0-9.,:  ]+[a-zA-Zµ]*$", text, 0, 0);
}

static void
check_inscription (const Look     *look,
                   GtkInscription *inscription)
{
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL || !is_fixed_text (text))
    return;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  pango_layout_set_attributes (layout, gtk_inscription_get_attributes (inscription));
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > gtk_widget_get_width (GTK_WIDGET (inscription)))
    complain (look, GTK_WIDGET (inscription), "“%s” needs %d px, has %d", text, width,
              gtk_widget_get_width (GTK_WIDGET (inscription)));
}

static void
check_tree (const Look *look,
            GtkWidget  *widget)
{
  if (!gtk_widget_get_mapped (widget) || (GTK_IS_NATIVE (widget) && widget != look->root))
    return;

  check_allocation (look, widget);
  if (widget != look->root)
    check_bounds (look, widget);
  if (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget))
    check_clipping (look, widget);
  if (GTK_IS_LABEL (widget))
    check_label (look, GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    check_inscription (look, GTK_INSCRIPTION (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_tree (look, child);
}

static void
check_view (UiFixture  *self,
            const char *name,
            GtkWidget  *root,
            gpointer    user_data)
{
  Look look = { name, root, GPOINTER_TO_INT (user_data) };
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "ui", "appearance", NULL);
  g_autofree char *file = g_strdup_printf ("%s-%d-%s.png", mode, look.width, name);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  if (GTK_IS_WINDOW (root))
    check_least (&look);
  check_tree (&look, root);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  ui_save_picture (root, path);
}

static void
test_width (UiFixture     *self,
            gconstpointer  user_data)
{
  int width = GPOINTER_TO_INT (user_data);
  gboolean is_still = !g_str_equal (mode, "light");

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", !is_still, NULL);
  ui_undecorate (GTK_WIDGET (self->window));
  ui_resize (GTK_WIDGET (self->window), width, width == NARROW ? LOW : 720);
  ui_views_visit (self, width == 600 || width == 900 ? UI_VIEWS_WELCOME | UI_VIEWS_TASKS
                                                     : UI_VIEWS_ALL,
                  is_still ? 3 : 30, check_view, GINT_TO_POINTER (width));
}

/* The header bar */

/* Appends what takes a place of its own. */
static void
collect_pieces (GtkWidget *widget,
                GPtrArray *pieces)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || ADW_IS_WINDOW_TITLE (widget))
    {
      g_ptr_array_add (pieces, widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_pieces (child, pieces);
}

static void
check_apart (const Look      *look,
             GtkWidget       *piece,
             graphene_rect_t *box,
             GtkWidget       *other,
             graphene_rect_t *other_box)
{
  graphene_rect_t shared;

  if (graphene_rect_intersection (box, other_box, &shared) && shared.size.width > 0)
    complain (look, piece, "lies over %s: %.0f px", G_OBJECT_TYPE_NAME (other),
              shared.size.width);
}

static void
check_pieces (const Look *look,
              GtkWidget  *header)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  graphene_rect_t boxes[16];

  collect_pieces (header, pieces);
  g_assert_cmpint (pieces->len, >=, 4);
  g_assert_cmpint (pieces->len, <=, G_N_ELEMENTS (boxes));

  for (guint i = 0; i < pieces->len; i++)
    {
      g_assert_true (gtk_widget_compute_bounds (pieces->pdata[i], header, &boxes[i]));
      if (boxes[i].origin.x < 0 ||
          boxes[i].origin.x + boxes[i].size.width > gtk_widget_get_width (header))
        complain (look, pieces->pdata[i], "does not lie in the header bar");
      for (guint k = 0; k < i; k++)
        check_apart (look, pieces->pdata[i], &boxes[i], pieces->pdata[k], &boxes[k]);
    }
}

static void
test_header (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *header = ui_find (window, ADW_TYPE_HEADER_BAR, NULL);

  ui_views_add_tasks (self);
  ui_undecorate (window);
  for (int width = NARROW; width <= 520; width += 4)
    {
      const Look look = { "header", window, width };

      ui_resize (window, width, LOW);
      check_pieces (&look, header);
    }
}

static void
set_up (UiFixture     *self,
        gconstpointer  user_data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  ui_fixture_set_up (self, NULL);
  adw_style_manager_set_color_scheme (manager, g_str_equal (mode, "dark")
                                                 ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_true (adw_style_manager_get_high_contrast (manager) ==
                 g_str_equal (mode, "contrast"));
  ui_await (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
}

static void
speak (const char *language)
{
  g_autofree char *directory = ui_dup_compiled_domains ();

  ui_speak (language, directory);
  g_assert_cmpstr (_("Watch Your Fetches Land"), !=, "Watch Your Fetches Land");
}

int
main (int    argc,
      char **argv)
{
  static const char *const modes[] = { "light", "dark", "contrast", "large", "still", "rtl", NULL };
  g_autofree char *header = NULL;

  g_assert_cmpint (argc, >, 1);
  mode = argv[1];
  if (!g_strv_contains (modes, mode))
    speak (mode);
  if (g_str_equal (mode, "contrast"))
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);

  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  adw_init ();

  if (g_str_equal (mode, "rtl"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_str_equal (mode, "large"))
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/appearance/%s/%d", mode, widths[i]);

      g_test_add (path, UiFixture, GINT_TO_POINTER (widths[i]), set_up, test_width,
                  ui_fixture_tear_down);
    }
  header = g_strdup_printf ("/ui/appearance/%s/header", mode);
  g_test_add (header, UiFixture, NULL, set_up, test_header, ui_fixture_tear_down);

  return g_test_run ();
}
