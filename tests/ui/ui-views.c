/* ui-views.c: everything that the application can show
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-views.h"

#include "foreign-leaks.h"
#include "inflight-split.h"

/* What is passed on for each view. */
typedef struct
{
  UiFixture  *fixture;
  guint       n_frames;
  UiViewFunc  func;
  gpointer    user_data;
} Visit;

/* Frames */

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  guint *n_left = user_data;

  return --*n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * ui_run_frames:
 * @widget: a widget that is mapped
 * @n_frames: how many frames to show, at least 1
 */
void
ui_run_frames (GtkWidget *widget,
               guint      n_frames)
{
  guint n_left = n_frames;

  gtk_widget_add_tick_callback (widget, tick_cb, &n_left, NULL);
  ui_await (n_left == 0);

  /* What came with the last of them. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * ui_undecorate:
 * @window: a window that is mapped
 *
 * Takes away the frame that GTK draws where nothing can draw a shadow, so that
 * sizes are those on a desktop.
 */
void
ui_undecorate (GtkWidget *window)
{
  gtk_widget_remove_css_class (window, "solid-csd");
  gtk_widget_add_css_class (window, "csd");
  ui_run_frames (window, 2);
}

/**
 * ui_resize:
 * @window: a window that is mapped and has no frame
 * @width: in pixels
 * @height: in pixels
 *
 * There is no window manager to ask.
 */
void
ui_resize (GtkWidget *window,
           int        width,
           int        height)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  ui_await (gtk_widget_get_width (window) == width &&
            gtk_widget_get_height (window) == height);
  ui_run_frames (window, 3);
}

/**
 * ui_save_picture:
 * @root: a window or a popover
 * @path: where to write it, as PNG
 */
void
ui_save_picture (GtkWidget  *root,
                 const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  graphene_rect_t bounds;
  GskRenderNode *node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  graphene_rect_init (&bounds, 0, 0, gtk_widget_get_width (root), gtk_widget_get_height (root));

  /* There is none before it is drawn, and while it is to be drawn anew. */
  for (int i = 0; node == NULL && i < 20; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gdk_paintable_snapshot (paintable, snapshot, bounds.size.width, bounds.size.height);
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        ui_run_frames (root, 1);
    }

  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (root)),
                                         node, &bounds);
  gsk_render_node_unref (node);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
}

/* Tasks */

/* A pause holds its whole host: this one has a host of its own. */
static void
add_held (UiFixture *self)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  g_ptr_array_add (requests, inflight_request_new ("http://busy/busy?times=1&after=40",
                                                   self->virtual.options, NULL));
  inflight_window_add_requests (self->window, requests, TRUE);
}

/**
 * ui_views_add_tasks:
 * @self: a fixture
 *
 * Has a task in every state, and waits that have returned and that have not.
 */
void
ui_views_add_tasks (UiFixture *self)
{
  inflight_network_set_caps (self->virtual.network, 64, 8);
  inflight_options_set_max_retries (self->virtual.options, 1);
  ui_add (self, TRUE,
          "never?wait=5&cancel=no",
          "ok?at=120&wait=20&head=60&title=The%20lamp%20that%20stayed%20on%20all%20night",
          "ok?at=84&title=A%20ferry",
          "fail?at=30&error=name-not-found",
          "ok?at=40&status=404&size=1234567",
          "never?wait=900000",
          "never?wait=20",
          "never?wait=20&head=40&every=10&chunk=70000",
          "never?wait=5",
          "never?wait=20",
          "never?wait=20",
          NULL);
  add_held (self);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, self->virtual.now_us + 150 * MS);
  ui_select (self, 1, 1);
  ui_activate (self, "cancel-selected");
  ui_select (self, 9, 9);
  ui_activate (self, "cancel-selected");
  fake_run_until (&self->virtual, self->virtual.now_us + 10 * MS);
  ui_add (self, FALSE, "ok?n=1&name=an-address-that-is-far-too-long-to-be-shown-in-whole", NULL);
  ui_select (self, 2, 2);
}

/* Finding */

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
collect_all (GtkWidget *root,
             GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);

  return found;
}

static void
tell (Visit      *visit,
      GtkWidget  *root,
      const char *name)
{
  ui_run_frames (root, visit->n_frames);
  visit->func (visit->fixture, name, root, visit->user_data);
}

/* Pages */

/* A page of a stack, then the pages of a stack within it. */
static void
visit_stack (Visit        *visit,
             AdwViewStack *stack,
             const char   *prefix)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (stack);
  GtkWidget *before = adw_view_stack_get_visible_child (stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      g_autofree char *name = g_strdup_printf ("%s-%s", prefix,
                                               adw_view_stack_page_get_name (page));
      GtkWidget *child = adw_view_stack_page_get_child (page);
      g_autoptr (GPtrArray) inner = NULL;

      adw_view_stack_set_visible_child (stack, child);
      ui_run_frames (GTK_WIDGET (visit->fixture->window), visit->n_frames);
      inner = collect_all (child, ADW_TYPE_VIEW_STACK);
      if (inner->len > 0)
        visit_stack (visit, g_ptr_array_index (inner, 0), name);
      else
        tell (visit, GTK_WIDGET (visit->fixture->window), name);
    }

  adw_view_stack_set_visible_child (stack, before);
}

static void
visit_search (Visit *visit)
{
  GtkWidget *window = GTK_WIDGET (visit->fixture->window);
  GtkWidget *bar = ui_find (window, GTK_TYPE_SEARCH_BAR, NULL);

  g_assert_nonnull (bar);
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), TRUE);
  tell (visit, window, "tasks-find");
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), FALSE);
  ui_run_frames (window, visit->n_frames);
}

static void
visit_tasks (Visit *visit)
{
  GtkWidget *window = GTK_WIDGET (visit->fixture->window);
  InflightSplit *split = INFLIGHT_SPLIT (ui_find (window, INFLIGHT_TYPE_SPLIT, NULL));
  g_autoptr (GPtrArray) stacks = NULL;
  gboolean was_revealed;

  ui_run_frames (window, visit->n_frames);
  was_revealed = inflight_split_get_revealed (split);
  tell (visit, window, "tasks");
  visit_search (visit);
  inflight_split_set_revealed (split, TRUE);
  ui_run_frames (window, visit->n_frames);
  stacks = collect_all (window, ADW_TYPE_VIEW_STACK);
  if (stacks->len > 0)
    visit_stack (visit, g_ptr_array_index (stacks, 0), "tasks");
  inflight_split_set_revealed (split, was_revealed);
  ui_run_frames (window, visit->n_frames);
}

/* Popovers */

/* The focus scrolls it into view. */
static GtkPopover *
popup (GtkWidget *button)
{
  gtk_widget_grab_focus (button);
  ui_run_frames (button, 2);
  if (ADW_IS_SPLIT_BUTTON (button))
    {
      adw_split_button_popup (ADW_SPLIT_BUTTON (button));
      return adw_split_button_get_popover (ADW_SPLIT_BUTTON (button));
    }

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));

  return gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
}

static void
visit_popovers (Visit *visit,
                GType  type)
{
  GtkWidget *window = GTK_WIDGET (visit->fixture->window);
  g_autoptr (GPtrArray) buttons = collect_all (window, type);

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkPopover *popover = popup (g_ptr_array_index (buttons, i));
      g_autofree char *name = g_strdup_printf ("popover-%s-%u", g_type_name (type), i);

      if (popover == NULL)
        continue;

      ui_await (gtk_widget_get_mapped (GTK_WIDGET (popover)));
      tell (visit, GTK_WIDGET (popover), name);
      gtk_popover_popdown (popover);
      ui_await (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
    }
}

/* The menu of a row belongs to the list. */
static void
visit_row_menu (Visit *visit)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (visit->fixture->window));

  for (GtkWidget *child = gtk_widget_get_first_child (list);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      {
        gtk_popover_popup (GTK_POPOVER (child));
        ui_await (gtk_widget_get_mapped (child));
        tell (visit, child, "popover-row");
        gtk_popover_popdown (GTK_POPOVER (child));
        ui_await (!gtk_widget_get_mapped (child));
      }
}

/* Other windows */

static void
visit_window (Visit      *visit,
              const char *action,
              int         width,
              int         height)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);
  gboolean is_about = g_str_equal (action, "app.about");
  g_autoptr (GtkWidget) window = NULL;
  g_autofree char *name = NULL;

  /* libadwaita 1.2 does not free the titles of legal sections. */
  if (is_about)
    foreign_leaks_begin ();
  gtk_widget_activate_action (GTK_WIDGET (visit->fixture->window), action, NULL);
  if (is_about)
    foreign_leaks_end ();
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_windows + 1);
  window = g_list_model_get_item (windows, n_windows);
  ui_await (gtk_widget_get_mapped (window));
  ui_undecorate (window);
  if (width > 0)
    ui_resize (window, width, height);

  name = g_strdup_printf ("window-%s", strchr (action, '.') + 1);
  tell (visit, window, name);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_run_frames (GTK_WIDGET (visit->fixture->window), 1);
}

static void
visit_others (Visit *visit)
{
  static const char *const actions[] = {
    "win.add", "app.preferences", "app.shortcuts", "app.about", "app.help",
  };
  GtkWidget *window = GTK_WIDGET (visit->fixture->window);
  gboolean is_narrow = gtk_widget_get_width (window) < 600;

  visit_popovers (visit, GTK_TYPE_MENU_BUTTON);
  visit_popovers (visit, ADW_TYPE_SPLIT_BUTTON);
  visit_row_menu (visit);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    visit_window (visit, actions[i], is_narrow ? 360 : 0, is_narrow ? 600 : 0);
}

/**
 * ui_views_visit:
 * @self: a fixture without tasks
 * @views: what to visit
 * @n_frames: how long to let each settle
 * @func: called for each
 * @user_data: for @func
 *
 * Shows what there is to see, at the size that the window has.
 */
void
ui_views_visit (UiFixture  *self,
                UiViews     views,
                guint       n_frames,
                UiViewFunc  func,
                gpointer    user_data)
{
  Visit visit = { self, n_frames, func, user_data };

  if (views & UI_VIEWS_WELCOME)
    tell (&visit, GTK_WIDGET (self->window), "welcome");

  if ((views & (UI_VIEWS_TASKS | UI_VIEWS_OTHERS)) == 0)
    return;

  ui_views_add_tasks (self);
  if (views & UI_VIEWS_TASKS)
    visit_tasks (&visit);
  if (views & UI_VIEWS_OTHERS)
    visit_others (&visit);
}
