/* inflight-window.c: a window with one batch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-accessible.h"
#include "inflight-first-fit.h"
#include "inflight-focus-keeper.h"
#include "inflight-header-layout.h"
#include "inflight-refresher.h"
#include "inflight-sample.h"
#include "inflight-welcome.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

/* Below these widths the sidebar folds away, and columns go. */
#define FOLDED_WIDTH 880
#define NARROW_WIDTH 600

/**
 * InflightWindow:
 *
 * Shows a batch. Everything that can be done is an action; see
 * inflight-window-actions.c.
 *
 * The page with the tasks is made when it is needed, or after the first frame.
 */
struct _InflightWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template */
  AdwToastOverlay      *toasts;
  AdwWindowTitle       *title;
  GtkStack             *stack;
  GtkWidget            *sidebar_button;
  GtkWidget            *search_button;
  GtkInfoBar           *offline;
  GtkWidget            *start_button;
  GtkWidget            *again_button;
  GMenu                *undo_section;
  GtkWidget            *start_menu_button;
  GMenu                *start_menu;
  GMenu                *start_section;
  GMenu                *samples_section;
  GMenu                *view_menu;
  GMenu                *view_section;

  /* Borrowed */
  InflightTasksPage    *page;

  /* Owned */
  InflightServices     *services;
  InflightBatch        *batch;
  GListStore           *waits;
  InflightRefresher    *refresher;

  guint                 layout_id;
  guint                 page_id;
  InflightThen          then;
  InflightLayout        layout;
  int                   width;
};

G_DEFINE_FINAL_TYPE (InflightWindow, inflight_window, ADW_TYPE_APPLICATION_WINDOW)

static void need_page (InflightWindow *self);

/* What is shown of the batch as a whole */

static void
show_title (InflightWindow *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (self->batch);
  g_autofree char *subtitle = NULL;

  if (n_tasks > 0)
    subtitle = g_strdup_printf (ngettext ("%u task", "%u tasks", n_tasks), n_tasks);

  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

void
inflight_window_show_summary (InflightWindow *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (self->batch);
  guint n_pending = inflight_batch_get_n_pending (self->batch);
  g_autofree char *summary = NULL;

  if (n_tasks > 0)
    need_page (self);

  if (self->page != NULL)
    {
      summary = inflight_window_dup_summary (self);
      inflight_tasks_page_show_summary (self->page, summary,
                                        n_tasks > 0 ? 1.0 - (double) n_pending / n_tasks : 0);
    }

  gtk_stack_set_visible_child_name (self->stack, n_tasks > 0 ? "tasks" : "welcome");
  gtk_widget_set_sensitive (self->search_button, n_tasks > 0);
  gtk_widget_set_visible (self->sidebar_button,
                          n_tasks > 0 && self->layout != INFLIGHT_LAYOUT_WIDE);
  show_title (self);
}

static void
show_scope (InflightWindow *self)
{
  InflightScope scope = inflight_window_get_scope (self);

  inflight_tasks_page_set_scope (self->page, &scope);
}

/* On a phone it is in the main menu only. */
static void
show_start_menu (InflightWindow *self)
{
  gtk_widget_set_visible (self->start_menu_button,
                          self->layout != INFLIGHT_LAYOUT_NARROW &&
                          g_action_group_get_action_enabled (G_ACTION_GROUP (self),
                                                             "start-and-wait"));
}

/* Has all that is said of the tasks be what they are now. */
void
inflight_window_update (InflightWindow *self)
{
  inflight_window_show_summary (self);
  if (self->page != NULL)
    show_scope (self);
  inflight_window_show_start (self, self->start_button, self->again_button);
  inflight_window_update_actions (self);
  show_start_menu (self);
}

/* The rate sinks while nothing more comes. */
static gboolean
is_sinking (InflightWindow *self)
{
  const InflightStatistics *statistics = inflight_batch_get_statistics (self->batch);
  gint64 now_us = inflight_network_get_now_us (inflight_window_get_network (self));

  return inflight_statistics_is_under_way (statistics) &&
         inflight_statistics_get_rate (statistics, now_us) > 0;
}

static void
refresh (GtkWidget *widget)
{
  InflightWindow *self = INFLIGHT_WINDOW (widget);

  inflight_window_update (self);
  if (is_sinking (self))
    inflight_refresher_queue_soon (self->refresher, widget);
}

static void
batch_changed_cb (InflightBatch  *batch,
                  GParamSpec     *pspec,
                  InflightWindow *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_window_report_busy (self);
  inflight_refresher_queue_soon (self->refresher, GTK_WIDGET (self));
}

/* The page with the tasks */

static void
selection_changed_cb (InflightTasksPage *page,
                      InflightWindow    *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_window_update (self);
}

static void
need_page (InflightWindow *self)
{
  InflightSettings *settings;

  if (self->page != NULL)
    return;

  settings = inflight_services_get_settings (self->services);
  self->page = INFLIGHT_TASKS_PAGE (inflight_tasks_page_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "tasks");
  g_signal_connect_object (self->page, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, 0);
  g_object_bind_property (inflight_tasks_page_get_split (self->page), "revealed",
                          self->sidebar_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  inflight_tasks_page_set_layout (self->page, self->layout, self->width);
  inflight_tasks_page_set_batch (self->page, self->batch);
  inflight_tasks_page_set_then (self->page, self->then);
  inflight_finished_list_set_input_order (inflight_tasks_page_get_finished (self->page),
                                          inflight_settings_get_input_order (settings));
  inflight_window_add_waits (self, inflight_tasks_page_get_wait_list (self->page));
  inflight_window_show_view (self, self->search_button);
  inflight_window_hand_on_focus (self, self->start_button, self->again_button,
                                 self->start_menu_button);
}

static gboolean
page_cb (gpointer user_data)
{
  InflightWindow *self = user_data;

  g_assert (INFLIGHT_IS_WINDOW (self));

  self->page_id = 0;
  gtk_window_set_default_icon_name (APPLICATION_ID);
  need_page (self);

  return G_SOURCE_REMOVE;
}

/* Nobody sees the page yet, and few desktops show a window's icon: the first frame
 * waits for neither. */
static gboolean
first_tick_cb (GtkWidget     *widget,
               GdkFrameClock *frame_clock,
               gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (widget);

  if (self->page_id == 0)
    {
      self->page_id = g_idle_add (page_cb, self);
      g_source_set_name_by_id (self->page_id, "inflight page");
    }

  return G_SOURCE_REMOVE;
}

/* Narrow and wide */

static InflightLayout
get_layout (int width)
{
  if (width < NARROW_WIDTH)
    return INFLIGHT_LAYOUT_NARROW;

  return width < FOLDED_WIDTH ? INFLIGHT_LAYOUT_FOLDED : INFLIGHT_LAYOUT_WIDE;
}

static gboolean
apply_layout_cb (gpointer user_data)
{
  InflightWindow *self = user_data;

  g_assert (INFLIGHT_IS_WINDOW (self));

  self->layout_id = 0;
  if (self->page != NULL)
    inflight_tasks_page_set_layout (self->page, self->layout, self->width);
  inflight_window_show_summary (self);
  show_start_menu (self);

  return G_SOURCE_REMOVE;
}

/* libadwaita 1.2 has no breakpoints. Nothing may come or go while it is being
 * laid out, so that the least width of the window must not depend on this. */
static void
inflight_window_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  InflightWindow *self = INFLIGHT_WINDOW (widget);

  GTK_WIDGET_CLASS (inflight_window_parent_class)->size_allocate (widget, width,
                                                                  height, baseline);

  if (width == self->width)
    return;

  self->width = width;
  self->layout = get_layout (width);
  if (self->layout_id == 0)
    self->layout_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_layout_cb, self, NULL);
}

/* The batch */

static void
apply_kept_bytes (InflightWindow *self)
{
  InflightSettings *settings = inflight_services_get_settings (self->services);

  inflight_batch_set_kept_bytes (self->batch, inflight_settings_get_kept_bytes (settings));
}

static void
kept_changed_cb (GSettings      *store,
                 const char     *key,
                 InflightWindow *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  if (self->batch != NULL)
    apply_kept_bytes (self);
}

static void
set_batch (InflightWindow *self,
           InflightBatch  *batch)
{
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  g_set_object (&self->batch, batch);
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  if (self->page != NULL)
    inflight_tasks_page_set_batch (self->page, batch);
  inflight_window_report_busy (self);
  apply_kept_bytes (self);
  g_list_store_remove_all (self->waits);
  inflight_window_update (self);
}

static void
cancel_all (InflightWindow       *self,
            InflightCancelReason  reason)
{
  inflight_batch_cancel (self->batch, NULL, reason);
}

static void
restore_settings (InflightWindow *self)
{
  InflightSettings *settings = inflight_services_get_settings (self->services);
  GSettings *store = inflight_settings_get_store (settings);

  inflight_window_show_then (self, inflight_settings_get_then (settings));
  if (store == NULL)
    return;

  g_signal_connect_object (store, "changed::kept-mib", G_CALLBACK (kept_changed_cb), self, 0);
  inflight_window_restore_size (self, store);
}

static gboolean
inflight_window_close_request (GtkWindow *window)
{
  InflightWindow *self = INFLIGHT_WINDOW (window);

  if (inflight_window_asks_before_closing (self))
    return TRUE;

  inflight_window_save (self);

  return GTK_WINDOW_CLASS (inflight_window_parent_class)->close_request (window);
}

static void
inflight_window_dispose (GObject *object)
{
  InflightWindow *self = INFLIGHT_WINDOW (object);

  if (self->batch != NULL)
    {
      cancel_all (self, INFLIGHT_CANCEL_REASON_QUIT);
      inflight_window_end_attention (self);
    }

  g_clear_handle_id (&self->layout_id, g_source_remove);
  g_clear_handle_id (&self->page_id, g_source_remove);
  g_clear_object (&self->refresher);
  g_clear_object (&self->waits);
  g_clear_object (&self->batch);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (inflight_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, title);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, view_menu);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, view_section);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, offline);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, samples_section);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, start_menu_button);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, start_menu);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, start_section);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, again_button);
  gtk_widget_class_bind_template_child (widget_class, InflightWindow, undo_section);
}

/* Unlike accelerators of the application these leave a key to the text that has
 * the focus. */
static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "win.copy-addresses", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "win.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.select-none", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0,
                                       "win.delete", NULL);
}

static void
inflight_window_class_init (InflightWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = inflight_window_dispose;
  widget_class->size_allocate = inflight_window_size_allocate;
  window_class->close_request = inflight_window_close_request;

  g_type_ensure (INFLIGHT_TYPE_FIRST_FIT);
  g_type_ensure (INFLIGHT_TYPE_HEADER_LAYOUT);
  g_type_ensure (INFLIGHT_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-window.ui");
  bind_children (widget_class);
  add_bindings (widget_class);
}

static void
inflight_window_init (InflightWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_accessible_name_menus (GTK_WIDGET (self));

  self->waits = g_list_store_new (INFLIGHT_TYPE_WAIT);
  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);

  inflight_sample_fill_menu (self->samples_section);
  inflight_window_add_actions (self);
  inflight_focus_keeper_attach (GTK_WINDOW (self));
  inflight_window_add_view_actions (self, self->view_menu);
  g_menu_append_section (self->start_section, NULL, G_MENU_MODEL (self->start_menu));
  g_menu_append_section (self->view_section, NULL, G_MENU_MODEL (self->view_menu));
  inflight_window_add_inspector_actions (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_tick_cb, NULL, NULL);
}

/**
 * inflight_window_new:
 * @application: the application
 * @services: what its windows share
 *
 * Returns: (transfer none): a window with an empty batch; GTK holds it
 */
InflightWindow *
inflight_window_new (GtkApplication   *application,
                     InflightServices *services)
{
  g_autoptr (InflightBatch) batch = NULL;
  InflightWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (INFLIGHT_IS_SERVICES (services), NULL);

  self = g_object_new (INFLIGHT_TYPE_WINDOW, "application", application, NULL);
  self->services = g_object_ref (services);
  inflight_window_add_attention (self, self->offline);
  batch = inflight_batch_new (inflight_services_get_network (services));
  set_batch (self, batch);
  restore_settings (self);

  return self;
}

/**
 * inflight_window_get_batch:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
InflightBatch *
inflight_window_get_batch (InflightWindow *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WINDOW (self), NULL);

  return self->batch;
}

InflightNetwork *
inflight_window_get_network (InflightWindow *self)
{
  return inflight_batch_get_network (self->batch);
}

InflightServices *
inflight_window_get_services (InflightWindow *self)
{
  return self->services;
}

InflightTasksPage *
inflight_window_get_page (InflightWindow *self)
{
  need_page (self);

  return self->page;
}

InflightTaskList *
inflight_window_get_task_list (InflightWindow *self)
{
  need_page (self);

  return inflight_tasks_page_get_task_list (self->page);
}

InflightFinishedList *
inflight_window_get_finished (InflightWindow *self)
{
  need_page (self);

  return inflight_tasks_page_get_finished (self->page);
}

InflightInspector *
inflight_window_get_inspector (InflightWindow *self)
{
  need_page (self);

  return inflight_tasks_page_get_inspector (self->page);
}

/* Whether there is anything of what those before give. */
gboolean
inflight_window_has_page (InflightWindow *self)
{
  return self->page != NULL;
}

guint
inflight_window_get_n_selected (InflightWindow *self)
{
  if (self->page == NULL)
    return 0;

  return inflight_task_list_get_selected (inflight_tasks_page_get_task_list (self->page));
}

GListModel *
inflight_window_get_waits (InflightWindow *self)
{
  return G_LIST_MODEL (self->waits);
}

/* The item of the menu says what would be undone. */
void
inflight_window_show_undo (InflightWindow *self,
                           const char     *label)
{
  GMenuModel *section = G_MENU_MODEL (self->undo_section);
  g_autoptr (GMenuItem) item = NULL;
  g_autofree char *shown = NULL;

  g_menu_model_get_item_attribute (section, 0, G_MENU_ATTRIBUTE_LABEL, "s", &shown);
  if (g_strcmp0 (shown, label) == 0)
    return;

  item = g_menu_item_new_from_model (section, 0);
  g_menu_item_set_label (item, label);
  g_menu_remove (self->undo_section, 0);
  g_menu_insert_item (self->undo_section, 0, item);
}

/* Takes the toast. The button that takes it away has no name in libadwaita 1.2. */
void
inflight_window_add_toast (InflightWindow *self,
                           AdwToast       *toast)
{
  GtkWidget *shown;

  adw_toast_overlay_add_toast (self->toasts, toast);
  shown = gtk_widget_get_last_child (GTK_WIDGET (self->toasts));
  if (g_str_equal (G_OBJECT_TYPE_NAME (shown), "AdwToastWidget"))
    {
      inflight_accessible_name_buttons (shown);
      inflight_accessible_name_inner (shown, GTK_TYPE_BUTTON, "circular", _("Dismiss"));
    }
}

/**
 * inflight_window_get_then:
 * @self: a window
 *
 * Returns: what is chosen in it to happen to pending tasks when a wait returns
 */
InflightThen
inflight_window_get_then (InflightWindow *self)
{
  return self->then;
}

void
inflight_window_show_then (InflightWindow *self,
                           InflightThen    then)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "then");
  const char *nick = inflight_enum_to_nick (INFLIGHT_TYPE_THEN, then);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (nick));
  self->then = then;
  if (self->page != NULL)
    inflight_tasks_page_set_then (self->page, then);
}

void
inflight_window_show_details (InflightWindow *self,
                              InflightTask   *task)
{
  need_page (self);
  inflight_tasks_page_show_details (self->page, task);
}

void
inflight_window_show_tasks (InflightWindow *self)
{
  need_page (self);
  inflight_tasks_page_show_list (self->page);
}

/* Another batch, and the waits over it. */
void
inflight_window_show_batch (InflightWindow *self,
                            InflightBatch  *batch,
                            GPtrArray      *waits)
{
  inflight_window_finish_chores (self);
  set_batch (self, batch);
  if (waits != NULL)
    g_list_store_splice (self->waits, 0, 0, waits->pdata, waits->len);
}
