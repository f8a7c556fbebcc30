/* inflight-window-waits.c: making waits, and their cards
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* A line of the toast about a wait, for large text in the least window. */
#define MAX_CHARS 12

/* What is in the list for them: they may have been retried since. */
static GPtrArray *
dup_latest (GPtrArray *tasks)
{
  GPtrArray *found = g_ptr_array_new_full (tasks->len, g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);
      InflightTask *latest = inflight_task_get_latest (task);

      g_ptr_array_add (found, g_object_ref (latest != NULL ? latest : task));
    }

  return found;
}

static void
select_tasks_cb (InflightWaitList *list,
                 GPtrArray        *tasks,
                 InflightWindow   *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_assert (INFLIGHT_IS_WINDOW (self));

  rows = dup_latest (tasks);
  inflight_task_list_show_and_select (inflight_window_get_task_list (self), rows);
  inflight_window_show_tasks (self);
}

static void
marked_cb (InflightWaitList *list,
           GParamSpec       *pspec,
           InflightWindow   *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_task_list_mark_members (inflight_window_get_task_list (self),
                                   inflight_wait_list_get_marked (list));
}

/**
 * inflight_window_add_waits:
 * @self: a window that is being made
 * @list: its cards
 *
 * Has the cards show the waits of the window, and lead to their tasks.
 */
void
inflight_window_add_waits (InflightWindow   *self,
                           InflightWaitList *list)
{
  inflight_wait_list_set_waits (list, inflight_window_get_waits (self));
  g_signal_connect_object (list, "select-tasks", G_CALLBACK (select_tasks_cb), self, 0);
  g_signal_connect_object (list, "notify::marked", G_CALLBACK (marked_cb), self, 0);
}

/* Where the cards are out of sight */

static G_DEFINE_QUARK (inflight-window-offer, offer)

/* The toast is on its way out, and no more to be changed. */
static void
dismissed_cb (AdwToast       *toast,
              InflightWindow *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  if (g_object_get_qdata (G_OBJECT (self), offer_quark ()) == toast)
    g_object_set_qdata (G_OBJECT (self), offer_quark (), NULL);
}

/* One toast for whatever happens while it is there. */
static AdwToast *
need_offer (InflightWindow *self)
{
  AdwToast *toast = g_object_get_qdata (G_OBJECT (self), offer_quark ());
  GtkWidget *label;

  if (toast != NULL)
    return toast;

  /* A toast is as high as it would have to be if it were as wide as it would like. */
  toast = adw_toast_new ("");
  label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  adw_toast_set_custom_title (toast, label);
  /* Translators: leads to the card of a wait */
  adw_toast_set_button_label (toast, _("_Show"));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  g_object_set_qdata_full (G_OBJECT (self), offer_quark (), g_object_ref (toast),
                           g_object_unref);
  inflight_window_add_toast (self, toast);

  return toast;
}

/**
 * inflight_window_offer_wait:
 * @self: a window
 * @number: the number of a wait
 * @text: what is said of it
 *
 * Where there is no room for the cards beside the list, says what happens to a wait,
 * and offers to show its card: nobody sees it otherwise, and the list, which they
 * look at, stays.
 */
void
inflight_window_offer_wait (InflightWindow *self,
                            guint           number,
                            const char     *text)
{
  guint id = gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self));
  AdwToast *toast;

  if (!inflight_tasks_page_hides_waits (inflight_window_get_page (self)))
    return;

  toast = need_offer (self);

  /* The action takes nothing but a target: it is named when there is one. */
  adw_toast_set_action_target (toast, "(uu)", id, number);
  adw_toast_set_action_name (toast, "app.show-wait");
  gtk_label_set_text (GTK_LABEL (adw_toast_get_custom_title (toast)), text);
}

/* Making */

static void
complain (InflightWindow *self,
          const GError   *error)
{
  inflight_window_complain (self, _("That Cannot Be Waited For"), error->message);
}

/**
 * inflight_window_may_wait:
 * @self: a window
 * @condition: what to wait for
 * @n_tasks: how many members there would be
 *
 * Says why there can be no such wait, if there can be none.
 *
 * Returns: whether there can be one
 */
gboolean
inflight_window_may_wait (InflightWindow          *self,
                          const InflightCondition *condition,
                          guint                    n_tasks)
{
  g_autoptr (GError) error = NULL;

  if (inflight_condition_check (condition, n_tasks, &error))
    return TRUE;

  complain (self, error);

  return FALSE;
}

/**
 * inflight_window_wait:
 * @self: a window
 * @tasks: (element-type InflightTask): the members; those that are ready are started
 * @condition: what to wait for
 * @before: (nullable): what is left out because it has settled
 *
 * Makes a wait, and a card for it, or says why there can be none; nothing is started
 * then.
 */
void
inflight_window_wait (InflightWindow          *self,
                      GPtrArray               *tasks,
                      const InflightCondition *condition,
                      const InflightTally     *before)
{
  InflightNetwork *network = inflight_window_get_network (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightWait) wait = inflight_wait_new (network, tasks, condition, NULL, &error);
  g_autofree char *title = NULL;

  if (wait == NULL)
    {
      complain (self, error);
      return;
    }

  if (before != NULL)
    inflight_wait_add_before (wait, before);
  inflight_network_launch (network, tasks);
  g_list_store_insert (G_LIST_STORE (inflight_window_get_waits (self)), 0, wait);
  inflight_tasks_page_show_waits (inflight_window_get_page (self));

  title = inflight_words_wait (wait);
  inflight_window_offer_wait (self, inflight_wait_get_number (wait), title);
}

static GPtrArray *
dup_ready (GPtrArray *tasks)
{
  GPtrArray *ready = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_READY)
        g_ptr_array_add (ready, g_object_ref (task));
    }

  return ready;
}

/**
 * inflight_window_start_and_wait:
 * @self: a window
 * @condition: what to wait for
 *
 * Starts what *Start* would start, or, when all have settled, what *Run Again*
 * would, and makes a wait over it, which can miss nothing. If there can be no such
 * wait, says why, and starts nothing.
 */
void
inflight_window_start_and_wait (InflightWindow          *self,
                                const InflightCondition *condition)
{
  g_autoptr (GPtrArray) scope = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_window_finish_chores (self);
  if (inflight_batch_get_n_pending (inflight_window_get_batch (self)) == 0)
    {
      inflight_window_retry_and_wait (self, condition);
      return;
    }

  inflight_window_end_adding (self);
  scope = inflight_window_dup_scope (self);
  tasks = dup_ready (scope);
  inflight_window_wait (self, tasks, condition, NULL);
}

/**
 * inflight_window_show_wait:
 * @self: a window
 * @number: the number of one of its waits
 *
 * Leads to the card of that wait, if it is still there.
 */
void
inflight_window_show_wait (InflightWindow *self,
                           guint           number)
{
  InflightTasksPage *page = inflight_window_get_page (self);

  inflight_tasks_page_show_waits (page);
  inflight_tasks_page_reveal (page);
  inflight_wait_list_show_wait (inflight_tasks_page_get_wait_list (page), number);
}
