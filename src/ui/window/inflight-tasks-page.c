/* inflight-tasks-page.c: tasks, the waits over them, and all about them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-tasks-page.h"

#include "inflight-accessible.h"
#include "inflight-first-fit.h"
#include "inflight-numbers.h"

/* How wide the sidebar is; with a task in detail it takes a part of the window. */
#define SIDEBAR_WIDTH     340
#define MAX_DETAILS_WIDTH 640
#define DETAILS_PART      0.4

/**
 * InflightTasksPage:
 *
 * What a window shows once it has tasks: the list, the waits and what finished
 * beside it, and a line that sums it up.
 */
struct _InflightTasksPage
{
  GtkWidget             parent_instance;

  /* Template */
  InflightSplit        *split;
  AdwViewStack         *sidebar;
  GtkLabel             *summary;
  GtkProgressBar       *progress;
  InflightWaitBar      *wait_bar;
  InflightWaitList     *wait_list;
  InflightTaskList     *task_list;
  InflightFinishedList *finished;
  InflightNumbers      *numbers;
  InflightInspector    *inspector;

  InflightLayout        layout;
  int                   width;
};

enum {
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightTasksPage, inflight_tasks_page, GTK_TYPE_WIDGET)

static gboolean
shows_details (InflightTasksPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->sidebar), "details") == 0;
}

static void
update_sidebar_width (InflightTasksPage *self)
{
  int width = SIDEBAR_WIDTH;

  if (shows_details (self) && self->layout == INFLIGHT_LAYOUT_WIDE)
    width = CLAMP ((int) (self->width * DETAILS_PART), SIDEBAR_WIDTH, MAX_DETAILS_WIDTH);
  else if (self->layout == INFLIGHT_LAYOUT_NARROW)
    width = G_MAXINT;

  inflight_split_set_width (self->split, width);
}

static void
page_changed_cb (AdwViewStack      *sidebar,
                 GParamSpec        *pspec,
                 InflightTasksPage *self)
{
  g_assert (INFLIGHT_IS_TASKS_PAGE (self));

  update_sidebar_width (self);
}

static void
selection_changed_cb (InflightTaskList  *list,
                      InflightTasksPage *self)
{
  g_autoptr (InflightTask) focused = NULL;

  g_assert (INFLIGHT_IS_TASKS_PAGE (self));

  /* A task that leaves the list as it is filtered is read on. */
  focused = inflight_task_list_get_focused (list);
  if (focused != NULL)
    inflight_inspector_set_task (self->inspector, focused);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
task_activated_cb (InflightTaskList  *list,
                   InflightTask      *task,
                   InflightTasksPage *self)
{
  g_assert (INFLIGHT_IS_TASKS_PAGE (self));

  inflight_tasks_page_show_details (self, task);
}

/* It need not be in the list as it is filtered. */
static void
finished_activated_cb (InflightFinishedList *list,
                       InflightTask         *task,
                       InflightTasksPage    *self)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_assert (INFLIGHT_IS_TASKS_PAGE (self));

  g_ptr_array_add (tasks, task);
  inflight_task_list_select (self->task_list, tasks);
  inflight_tasks_page_show_details (self, task);
}

static void
inflight_tasks_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_tasks_page_parent_class)->dispose (object);
}

static void
inflight_tasks_page_class_init (InflightTasksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_tasks_page_dispose;

  /**
   * InflightTasksPage::selection-changed:
   * @self: the page
   *
   * Other tasks are selected than before.
   */
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INFLIGHT_TYPE_FINISHED_LIST);
  g_type_ensure (INFLIGHT_TYPE_FIRST_FIT);
  g_type_ensure (INFLIGHT_TYPE_INSPECTOR);
  g_type_ensure (INFLIGHT_TYPE_NUMBERS);
  g_type_ensure (INFLIGHT_TYPE_SPLIT);
  g_type_ensure (INFLIGHT_TYPE_TASK_LIST);
  g_type_ensure (INFLIGHT_TYPE_WAIT_BAR);
  g_type_ensure (INFLIGHT_TYPE_WAIT_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-tasks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, split);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, summary);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, progress);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, wait_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, wait_list);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, task_list);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, finished);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, numbers);
  gtk_widget_class_bind_template_child (widget_class, InflightTasksPage, inspector);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_activated_cb);
}

static void
inflight_tasks_page_init (InflightTasksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_accessible_name_menus (GTK_WIDGET (self));
}

/**
 * inflight_tasks_page_new:
 *
 * Returns: (transfer floating): a page without a batch
 */
GtkWidget *
inflight_tasks_page_new (void)
{
  return g_object_new (INFLIGHT_TYPE_TASKS_PAGE, NULL);
}

/**
 * inflight_tasks_page_set_batch:
 * @self: a page
 * @batch: what to show
 */
void
inflight_tasks_page_set_batch (InflightTasksPage *self,
                               InflightBatch     *batch)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  inflight_task_list_set_batch (self->task_list, batch);
  inflight_finished_list_set_batch (self->finished, batch);
  inflight_numbers_set_batch (self->numbers, batch);
  inflight_wait_list_set_network (self->wait_list, inflight_batch_get_network (batch));
  inflight_inspector_set_task (self->inspector, NULL);
  inflight_inspector_set_network (self->inspector, inflight_batch_get_network (batch));
}

/**
 * inflight_tasks_page_set_layout:
 * @self: a page
 * @layout: how much room there is
 * @width: the width of the window, in pixels
 *
 * Not to be called while the page is laid out.
 */
void
inflight_tasks_page_set_layout (InflightTasksPage *self,
                                InflightLayout     layout,
                                int                width)
{
  gboolean wide = layout == INFLIGHT_LAYOUT_WIDE;

  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  self->width = width;
  if (self->layout != layout)
    {
      self->layout = layout;
      inflight_split_set_folded (self->split, !wide);
      inflight_split_set_revealed (self->split, wide);
      gtk_widget_set_visible (GTK_WIDGET (self->progress), layout != INFLIGHT_LAYOUT_NARROW);
    }

  update_sidebar_width (self);
}

/**
 * inflight_tasks_page_set_scope:
 * @self: a page
 * @scope: which tasks a wait would be about
 *
 * Has the bar say what a wait made now would be about.
 */
void
inflight_tasks_page_set_scope (InflightTasksPage   *self,
                               const InflightScope *scope)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  inflight_wait_bar_set_scope (self->wait_bar, scope);
}

/**
 * inflight_tasks_page_set_then:
 * @self: a page
 * @then: what happens to pending tasks when a wait made now returns
 */
void
inflight_tasks_page_set_then (InflightTasksPage *self,
                              InflightThen       then)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  inflight_wait_bar_set_then (self->wait_bar, then);
}

/**
 * inflight_tasks_page_show_summary:
 * @self: a page
 * @summary: how the tasks stand, as a sentence
 * @fraction: how many of them have settled, between 0 and 1
 */
void
inflight_tasks_page_show_summary (InflightTasksPage *self,
                                  const char        *summary,
                                  double             fraction)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->summary),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

/**
 * inflight_tasks_page_show_waits:
 * @self: a page
 *
 * Has the sidebar, where it is shown, be at the waits.
 */
void
inflight_tasks_page_show_waits (InflightTasksPage *self)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  adw_view_stack_set_visible_child_name (self->sidebar, "waits");
}

/**
 * inflight_tasks_page_hides_waits:
 * @self: a page
 *
 * Returns: whether a card cannot be seen, for want of room
 */
gboolean
inflight_tasks_page_hides_waits (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), FALSE);

  return inflight_split_get_folded (self->split) && !inflight_split_get_revealed (self->split);
}

/**
 * inflight_tasks_page_show_details:
 * @self: a page
 * @task: (nullable): what it is to show from now on; %NULL for what it shows
 *
 * Shows the inspector.
 */
void
inflight_tasks_page_show_details (InflightTasksPage *self,
                                  InflightTask      *task)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  if (task != NULL)
    inflight_inspector_set_task (self->inspector, task);
  adw_view_stack_set_visible_child_name (self->sidebar, "details");
  inflight_tasks_page_reveal (self);
}

/**
 * inflight_tasks_page_reveal:
 * @self: a page
 *
 * Shows the sidebar.
 */
void
inflight_tasks_page_reveal (InflightTasksPage *self)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  inflight_split_set_revealed (self->split, TRUE);
}

/**
 * inflight_tasks_page_show_list:
 * @self: a page
 *
 * Where the sidebar lies over the list it goes away.
 */
void
inflight_tasks_page_show_list (InflightTasksPage *self)
{
  g_return_if_fail (INFLIGHT_IS_TASKS_PAGE (self));

  if (inflight_split_get_folded (self->split))
    inflight_split_set_revealed (self->split, FALSE);
}

/**
 * inflight_tasks_page_get_split:
 * @self: a page
 *
 * Returns: (transfer none): what shows and hides the sidebar
 */
InflightSplit *
inflight_tasks_page_get_split (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), NULL);

  return self->split;
}

/**
 * inflight_tasks_page_get_task_list:
 * @self: a page
 *
 * Returns: (transfer none): the list of its tasks
 */
InflightTaskList *
inflight_tasks_page_get_task_list (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), NULL);

  return self->task_list;
}

/**
 * inflight_tasks_page_get_wait_list:
 * @self: a page
 *
 * Returns: (transfer none): the cards of its waits
 */
InflightWaitList *
inflight_tasks_page_get_wait_list (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), NULL);

  return self->wait_list;
}

/**
 * inflight_tasks_page_get_finished:
 * @self: a page
 *
 * Returns: (transfer none): the list of what finished
 */
InflightFinishedList *
inflight_tasks_page_get_finished (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), NULL);

  return self->finished;
}

/**
 * inflight_tasks_page_get_inspector:
 * @self: a page
 *
 * Returns: (transfer none): what shows one task in detail
 */
InflightInspector *
inflight_tasks_page_get_inspector (InflightTasksPage *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASKS_PAGE (self), NULL);

  return self->inspector;
}
