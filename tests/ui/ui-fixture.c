/* ui-fixture.c: a real window on a fake network
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-fixture.h"

#include "fake-session.h"
#include "foreign-leaks.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__

/* GLib makes its table of quarks when it is loaded, and leaves the first one
 * behind on purpose once it needs a greater one. This comes before libraries are
 * initialized, the constructor after. */
static void (*const before_libraries) (void)
  __attribute__ ((section (".preinit_array"), used)) = foreign_leaks_begin;

static void __attribute__ ((constructor))
after_libraries (void)
{
  foreign_leaks_end ();
}

#endif

/* One for all tests: an application leaves the session bus only when its run
 * ends. */
static InflightApplication *
get_app (InflightNetwork *network)
{
  static InflightApplication *app;

  if (app == NULL)
    {
      g_autoptr (GError) error = NULL;

      /* GLib warns where nobody shows notifications. */
      fake_session_start ();
      app = inflight_application_new ();
      /* With a network of its own: it has that carry out requests with what the
       * settings name, and the fake wire is none of these. */
      g_application_register (G_APPLICATION (app), NULL, &error);
      g_assert_no_error (error);
    }

  inflight_services_set_network (inflight_application_get_services (app), network);

  return app;
}

void
ui_fixture_set_up (UiFixture     *self,
                   gconstpointer  user_data)
{
  virtual_network_set_up (&self->virtual, NULL);
  self->app = get_app (self->virtual.network);
  self->services = inflight_application_get_services (self->app);
  self->window = inflight_application_make_window (self->app);
  gtk_window_present (GTK_WINDOW (self->window));

  /* What it would do after its first frame. */
  inflight_window_get_task_list (self->window);
}

void
ui_fixture_tear_down (UiFixture     *self,
                      gconstpointer  user_data)
{
  g_autoptr (GPtrArray) pending =
    inflight_batch_dup_pending (inflight_window_get_batch (self->window));

  inflight_network_cancel (self->virtual.network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  inflight_fake_transport_cancel_all (self->virtual.transport);
  while (inflight_network_advance (self->virtual.network))
    ;
  g_clear_pointer (&pending, g_ptr_array_unref);

  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  inflight_services_set_network (self->services, NULL);
  virtual_network_tear_down (&self->virtual, NULL);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Waited in vain for %s", (const char *) user_data);

  return G_SOURCE_REMOVE;
}

guint
ui_give_up_later (const char *what)
{
  return g_timeout_add_seconds (60, give_up_cb, (gpointer) what);
}

static gboolean
settled_cb (gpointer user_data)
{
  gboolean *settled = user_data;

  *settled = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * ui_settle:
 *
 * Gives what happens by itself half a second to happen.
 */
void
ui_settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add (500, settled_cb, &settled);
  ui_await (settled);
}

/**
 * ui_add:
 * @self: a window
 * @start: whether to start the tasks
 * @address: the first address, relative to the fake wire
 *
 * Adds tasks as the dialog does.
 */
void
ui_add (UiFixture  *self,
        gboolean    start,
        const char *address,
        ...)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  va_list args;

  va_start (args, address);
  for (; address != NULL; address = va_arg (args, const char *))
    {
      g_autofree char *uri = g_strconcat ("http://fake/", address, NULL);

      g_ptr_array_add (requests, inflight_request_new (uri, self->virtual.options, NULL));
    }
  va_end (args);

  inflight_window_add_requests (self->window, requests, start);
}

/* An action with its target, as in “wait::all”. */
void
ui_activate (UiFixture  *self,
             const char *action)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_action_parse_detailed_name (action, &name, &target, &error);
  g_assert_no_error (error);
  g_assert_true (ui_is_enabled (self, name));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, target);
}

gboolean
ui_is_enabled (UiFixture  *self,
               const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), action);
}

/* By position in the list, from 1. */
void
ui_select (UiFixture *self,
           guint      first,
           guint      last)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  for (guint i = first; i <= last; i++)
    g_ptr_array_add (tasks, ui_get_task (self, i));

  inflight_task_list_select (inflight_window_get_task_list (self->window), tasks);
}

/* Borrowed from the batch. */
InflightTask *
ui_get_task (UiFixture *self,
             guint      position)
{
  GListModel *model = inflight_batch_get_tasks (inflight_window_get_batch (self->window));
  g_autoptr (InflightTask) task = g_list_model_get_item (model, position - 1);

  g_assert_nonnull (task);

  return task;
}

/* Borrowed from the window; the newest is 0. */
InflightWait *
ui_get_wait (UiFixture *self,
             guint      index)
{
  g_autoptr (InflightWait) wait =
    g_list_model_get_item (inflight_window_get_waits (self->window), index);

  g_assert_nonnull (wait);

  return wait;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return NULL;
}

static GtkShortcut *
find_shortcut (GtkEventController *controller,
               const char         *key)
{
  if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);
      g_autofree char *trigger =
        gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (g_str_equal (trigger, key))
        return g_steal_pointer (&shortcut);
    }

  return NULL;
}

/**
 * ui_press:
 * @widget: a widget that has a shortcut of its own
 * @key: its trigger, as GTK writes it
 *
 * Presses a key as GTK would bring it to @widget when nothing below takes it.
 *
 * Returns: whether it was taken
 */
gboolean
ui_press (GtkWidget  *widget,
          const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut = find_shortcut (controller, key);

      if (shortcut != NULL)
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                             NULL);
    }

  g_assert_not_reached ();
}

/**
 * ui_find:
 * @root: where to look
 * @type: the type of the widget
 * @text: (nullable): what its text begins with, if that matters
 *
 * Returns: (transfer none) (nullable): the first such widget that is visible
 */
GtkWidget *
ui_find (GtkWidget  *root,
         GType       type,
         const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) &&
      (text == NULL || (get_text (root) != NULL && g_str_has_prefix (get_text (root), text))))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * ui_find_anywhere:
 * @type: the type of a widget, which may be a window
 *
 * Returns: (transfer none) (nullable): the first such widget that is visible, in any
 *   window
 */
GtkWidget *
ui_find_anywhere (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = ui_find (window, type, NULL);
    }

  return found;
}

/* Returns: (transfer full): so many bytes of @unit, over and over, without a NUL. */
char *
ui_repeat (const char *unit,
           gsize       size)
{
  gsize length = strlen (unit);
  char *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = unit[i % length];

  return data;
}

/* Returns: (transfer full): what *Copy Titles* copies, in many small pieces. */
char *
ui_dup_titles (InflightFinishedList *finished)
{
  GString *titles = g_string_new (NULL);
  guint position = 0;

  while (!inflight_finished_list_add_titles (finished, titles, &position, 0))
    ;

  return g_string_free (titles, FALSE);
}
