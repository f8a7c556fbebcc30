/* inflight-focus-keeper.c: a window whose focus is never nowhere
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-focus-keeper.h"

/* What is given the focus as it comes, such as the search, is there by then. */
#define FRAMES_TO_APPEAR 3

/* Windows are less deep. */
#define MAX_DEPTH 64

#define MAX_HEIRS 4

/*
 * What has the focus may be hidden, removed or made insensitive by what its own
 * press brings about; a menu that is closed leaves the focus in it in GTK 4.8. No
 * key does anything then until something is clicked, or GTK goes to the beginning
 * of the window. So the way from the window to the focus is remembered, and when
 * the focus is lost what is nearest on that way gets it: the card of a button, the
 * list of a row, or what comes next. Where that would do something unlike at the
 * next press of the same key, a widget names its heirs.
 */
typedef struct
{
  GWeakRef  way[MAX_DEPTH];     /* the focus first, the window not included */
  guint     depth;
  GWeakRef  watched;
  guint     idle_id;
  guint     tick_id;
  guint     n_frames;
} Keeper;

typedef struct
{
  GWeakRef all[MAX_HEIRS];
} Heirs;

static G_DEFINE_QUARK (inflight-focus-keeper, keeper)
static G_DEFINE_QUARK (inflight-focus-heirs, heirs)

static void
keeper_free (gpointer data)
{
  Keeper *self = data;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  for (guint i = 0; i < MAX_DEPTH; i++)
    g_weak_ref_clear (&self->way[i]);
  g_weak_ref_clear (&self->watched);
  g_free (self);
}

static Keeper *
keeper_new (void)
{
  Keeper *self = g_new0 (Keeper, 1);

  for (guint i = 0; i < MAX_DEPTH; i++)
    g_weak_ref_init (&self->way[i], NULL);
  g_weak_ref_init (&self->watched, NULL);

  return self;
}

static Keeper *
get_keeper (GtkWidget *window)
{
  return g_object_get_qdata (G_OBJECT (window), keeper_quark ());
}

static gboolean
can_have_focus (GtkWidget *window,
                GtkWidget *widget)
{
  return widget != NULL && GTK_WIDGET (gtk_widget_get_root (widget)) == window &&
         gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

static gboolean
is_lost (GtkWidget *window)
{
  return !can_have_focus (window, gtk_window_get_focus (GTK_WINDOW (window)));
}

/* A container passes it on to what is in it. */
static gboolean
give (GtkWidget *window,
      GtkWidget *widget)
{
  if (!can_have_focus (window, widget))
    return FALSE;

  if (!gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);

  return !is_lost (window);
}

static gboolean
give_to_heirs (GtkWidget *window,
               GtkWidget *lost)
{
  Heirs *heirs = g_object_get_qdata (G_OBJECT (lost), heirs_quark ());

  for (guint i = 0; heirs != NULL && i < MAX_HEIRS; i++)
    {
      g_autoptr (GtkWidget) heir = g_weak_ref_get (&heirs->all[i]);

      if (give (window, heir))
        return TRUE;
    }

  return FALSE;
}

static gboolean
give_to_next (GtkWidget *window,
              GtkWidget *lost)
{
  for (GtkWidget *next = gtk_widget_get_next_sibling (lost);
       next != NULL;
       next = gtk_widget_get_next_sibling (next))
    if (give (window, next))
      return TRUE;

  return FALSE;
}

static void
restore (GtkWidget *window)
{
  Keeper *self = get_keeper (window);
  guint depth = self->depth;
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func (g_object_unref);

  /* It changes as the focus is tried here and there. */
  for (guint i = 0; i < depth; i++)
    {
      GtkWidget *widget = g_weak_ref_get (&self->way[i]);

      if (widget != NULL)
        g_ptr_array_add (way, widget);
    }

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < way->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (way, i);

      if (give (window, widget) || give_to_heirs (window, widget) ||
          give_to_next (window, widget))
        return;
    }

  if (depth > 0)
    gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
}

/* Whether it is about to be seen. */
static gboolean
is_coming (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && GTK_WIDGET (gtk_widget_get_root (focus)) == window &&
         gtk_widget_is_visible (focus) && gtk_widget_is_sensitive (focus);
}

static gboolean
tick_cb (GtkWidget     *window,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  Keeper *self = get_keeper (window);

  if (is_lost (window) && is_coming (window) && ++self->n_frames <= FRAMES_TO_APPEAR)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  if (is_lost (window))
    restore (window);

  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer user_data)
{
  GtkWidget *window = user_data;
  Keeper *self = get_keeper (window);

  self->idle_id = 0;
  if (!gtk_widget_get_mapped (window) || !is_lost (window))
    return G_SOURCE_REMOVE;

  if (!is_coming (window))
    {
      restore (window);
    }
  else if (self->tick_id == 0)
    {
      self->n_frames = 0;
      self->tick_id = gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
    }

  return G_SOURCE_REMOVE;
}

/* When what made it be lost is done, which may give it to something else, and
 * before GTK lays out a frame, in which it would give it to what comes first. */
static void
restore_later (GtkWidget *window)
{
  Keeper *self = get_keeper (window);

  if (self->idle_id != 0 || gtk_widget_in_destruction (window) || !is_lost (window))
    return;

  self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, window, NULL);
  g_source_set_name_by_id (self->idle_id, "inflight-focus");
}

/* What is lost in the midst of a frame, whose layout comes before any idle. */
static void
updated_cb (GdkFrameClock *frame_clock,
            GtkWidget     *window)
{
  Keeper *self = get_keeper (window);

  g_assert (GTK_IS_WINDOW (window));

  if (self->idle_id == 0)
    return;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  idle_cb (window);
}

static void
realize_cb (GtkWidget *window,
            gpointer   user_data)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "update",
                           G_CALLBACK (updated_cb), window, G_CONNECT_AFTER);
}

static void
unmapped_cb (GtkWidget *widget,
             GtkWidget *window)
{
  g_assert (GTK_IS_WINDOW (window));

  restore_later (window);
}

/* Being hidden the focus stays what it is for a while, and nothing is said. */
static void
watch (GtkWidget *window,
       GtkWidget *focus)
{
  Keeper *self = get_keeper (window);
  g_autoptr (GtkWidget) watched = g_weak_ref_get (&self->watched);

  if (watched != NULL)
    g_signal_handlers_disconnect_by_func (watched, unmapped_cb, window);

  g_weak_ref_set (&self->watched, focus);
  g_signal_connect_object (focus, "unmap", G_CALLBACK (unmapped_cb), window, G_CONNECT_AFTER);
}

static void
focus_changed_cb (GtkWidget  *window,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  Keeper *self = get_keeper (window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (focus != NULL)
    watch (window, focus);

  if (is_lost (window))
    {
      restore_later (window);
      return;
    }

  self->depth = 0;
  for (GtkWidget *widget = focus;
       widget != window && self->depth < MAX_DEPTH;
       widget = gtk_widget_get_parent (widget))
    g_weak_ref_set (&self->way[self->depth++], widget);
}

/* Returns: (nullable): the list that a widget is a row of, or in a row of */
static GtkWidget *
find_list (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget))
      return widget;

  return NULL;
}

/* In GTK 4.8, and later unless a list is told otherwise, Tab goes from row to row,
 * and nobody gets past 100,000 of them. Rows are for the arrow keys: a list that does
 * not take the focus is left at once. */
static void
move_focus_cb (GtkWidget        *widget,
               GtkDirectionType  direction,
               gpointer          user_data)
{
  GtkWidget *list = find_list (gtk_window_get_focus (GTK_WINDOW (widget)));

  g_assert (GTK_IS_WINDOW (widget));

  if (list == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return;

  g_signal_stop_emission_by_name (widget, "move-focus");
  gtk_widget_set_can_focus (list, FALSE);
  if (!gtk_widget_child_focus (widget, direction))
    {
      gtk_window_set_focus (GTK_WINDOW (widget), NULL);
      gtk_widget_child_focus (widget, direction);
    }
  gtk_widget_set_can_focus (list, TRUE);
}

/**
 * inflight_focus_keeper_attach:
 * @window: a window that is being made
 *
 * Has its focus, once something had it, never be where nobody sees it, or nowhere,
 * and Tab go from one part of it to the next: a list is one stop.
 */
void
inflight_focus_keeper_attach (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set_qdata_full (G_OBJECT (window), keeper_quark (), keeper_new (), keeper_free);
  g_signal_connect (window, "move-focus", G_CALLBACK (move_focus_cb), NULL);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
}

static void
heirs_free (gpointer data)
{
  Heirs *self = data;

  for (guint i = 0; i < MAX_HEIRS; i++)
    g_weak_ref_clear (&self->all[i]);
  g_free (self);
}

/**
 * inflight_focus_keeper_set_heirs:
 * @widget: a widget of a window that is kept
 * @heirs: (array zero-terminated=1): at most four widgets, @widget itself maybe among
 *   them
 *
 * Has the first of @heirs that can have the focus get it when @widget, which had it,
 * cannot any more.
 */
void
inflight_focus_keeper_set_heirs (GtkWidget        *widget,
                                 GtkWidget *const *heirs)
{
  Heirs *self;
  guint n_heirs = 0;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  self = g_new0 (Heirs, 1);
  while (n_heirs < MAX_HEIRS && heirs[n_heirs] != NULL)
    n_heirs++;
  for (guint i = 0; i < MAX_HEIRS; i++)
    g_weak_ref_init (&self->all[i], i < n_heirs ? heirs[i] : NULL);

  g_object_set_qdata_full (G_OBJECT (widget), heirs_quark (), self, heirs_free);
}
