/* inflight-filter-bar.c: which tasks are to be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-filter-bar.h"

#include "inflight-host-chip.h"
#include "inflight-refresher.h"
#include "inflight-text.h"

#include <glib/gi18n.h>

/**
 * InflightFilterBar:
 *
 * A chip for each group of states, with the number of tasks in it, one for the
 * hosts, and a search that says how much it finds. What is chosen here a view of
 * the tasks is told.
 */
struct _InflightFilterBar
{
  GtkWidget           parent_instance;

  /* Template */
  GtkWidget          *box;
  InflightStateChips *chips;
  InflightHostChip   *host_chip;
  GtkSearchBar       *search_bar;
  GtkEditable        *search_entry;
  GtkLabel           *matches;

  /* Owned */
  InflightTaskView   *view;
  InflightBatch      *batch;
  InflightRefresher  *refresher;
};

enum {
  SEARCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightFilterBar, inflight_filter_bar, GTK_TYPE_WIDGET)

static char *
word_matches (InflightFilterBar *self)
{
  guint n_matches = g_list_model_get_n_items (G_LIST_MODEL (self->view));

  if (inflight_task_view_get_search (self->view) == NULL)
    return g_strdup ("");

  if (inflight_task_view_get_busy (self->view))
    return g_strdup (_("Searching…"));

  if (n_matches == 0)
    return g_strdup (_("No matches"));

  return g_strdup_printf (ngettext ("%u match", "%u matches", n_matches), n_matches);
}

static void
show_matches (InflightFilterBar *self)
{
  g_autofree char *text = word_matches (self);

  if (!g_str_equal (gtk_label_get_text (self->matches), text))
    gtk_label_set_text (self->matches, text);
}

static void
busy_changed_cb (InflightTaskView  *view,
                 GParamSpec        *pspec,
                 InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  show_matches (self);
}

static void
items_changed_cb (GListModel        *view,
                  guint              position,
                  guint              n_removed,
                  guint              n_added,
                  InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  show_matches (self);
}

/* Several times a second at most, because other texts have the window laid out
 * anew. */
static void
refresh (GtkWidget *widget)
{
  InflightFilterBar *self = INFLIGHT_FILTER_BAR (widget);

  inflight_state_chips_update (self->chips, self->batch);
}

static void
batch_changed_cb (InflightBatch     *batch,
                  GParamSpec        *pspec,
                  InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  inflight_refresher_queue_soon (self->refresher, GTK_WIDGET (self));
}

/* What is chosen */

static void
group_changed_cb (InflightStateChips *chips,
                  GParamSpec         *pspec,
                  InflightFilterBar  *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  inflight_task_view_set_group (self->view, inflight_state_chips_get_group (chips));
}

static void
host_changed_cb (InflightHostChip  *chip,
                 GParamSpec        *pspec,
                 InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  inflight_task_view_set_host (self->view, inflight_host_chip_get_host (chip));
}

static void
search_changed_cb (GtkSearchEntry    *entry,
                   InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  inflight_task_view_set_search (self->view, gtk_editable_get_text (self->search_entry));
  show_matches (self);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* The search bar does so itself, but before what is around it may have the focus.
 * Whoever closes it goes on in the list. */
static void
search_mode_changed_cb (GtkSearchBar      *bar,
                        GParamSpec        *pspec,
                        InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  if (gtk_search_bar_get_search_mode (bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else if (has_focus (GTK_WIDGET (bar)))
    g_signal_emit (self, signals[SEARCHED], 0);
}

static void
search_activated_cb (GtkSearchEntry    *entry,
                     InflightFilterBar *self)
{
  g_assert (INFLIGHT_IS_FILTER_BAR (self));

  g_signal_emit (self, signals[SEARCHED], 0);
}

static void
inflight_filter_bar_dispose (GObject *object)
{
  InflightFilterBar *self = INFLIGHT_FILTER_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->view);
  g_clear_object (&self->batch);
  g_clear_object (&self->refresher);

  G_OBJECT_CLASS (inflight_filter_bar_parent_class)->dispose (object);
}

static void
inflight_filter_bar_class_init (InflightFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_filter_bar_dispose;

  /**
   * InflightFilterBar::searched:
   * @self: the bar
   *
   * The person has typed what to search for, and wants to go to what was found.
   */
  signals[SEARCHED] =
    g_signal_new ("searched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INFLIGHT_TYPE_HOST_CHIP);
  g_type_ensure (INFLIGHT_TYPE_STATE_CHIPS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, host_chip);
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InflightFilterBar, matches);
  gtk_widget_class_bind_template_callback (widget_class, group_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, host_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
}

static void
inflight_filter_bar_init (InflightFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (search_mode_changed_cb), self, 0);
}

/**
 * inflight_filter_bar_set_view:
 * @self: a bar
 * @view: what is told which tasks to show; once
 */
void
inflight_filter_bar_set_view (InflightFilterBar *self,
                              InflightTaskView  *view)
{
  g_return_if_fail (INFLIGHT_IS_FILTER_BAR (self));
  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (view));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "notify::busy", G_CALLBACK (busy_changed_cb), self, 0);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
}

/**
 * inflight_filter_bar_set_batch:
 * @self: a bar
 * @batch: whose tasks to count, and whose hosts to offer
 */
void
inflight_filter_bar_set_batch (InflightFilterBar *self,
                               InflightBatch     *batch)
{
  g_return_if_fail (INFLIGHT_IS_FILTER_BAR (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  g_set_object (&self->batch, batch);
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  inflight_host_chip_set_batch (self->host_chip, batch);
  inflight_state_chips_update (self->chips, batch);
}

/**
 * inflight_filter_bar_set_host:
 * @self: a bar
 * @host: (nullable): the host, as inflight_uri_dup_host() has it, of the tasks to
 *   show; %NULL for those of all
 */
void
inflight_filter_bar_set_host (InflightFilterBar *self,
                              const char        *host)
{
  g_return_if_fail (INFLIGHT_IS_FILTER_BAR (self));

  inflight_host_chip_set_host (self->host_chip, host);
}

/**
 * inflight_filter_bar_reset:
 * @self: a bar
 *
 * Has all tasks be shown.
 */
void
inflight_filter_bar_reset (InflightFilterBar *self)
{
  g_return_if_fail (INFLIGHT_IS_FILTER_BAR (self));

  inflight_state_chips_set_group (self->chips, INFLIGHT_STATE_GROUP_ALL);
  inflight_host_chip_set_host (self->host_chip, NULL);
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* Takes the line. */
static void
add_line (GString *text,
          char    *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

/**
 * inflight_filter_bar_dup_text:
 * @self: a bar
 *
 * Returns: (transfer full): which filters are on, a line each; empty without any
 */
char *
inflight_filter_bar_dup_text (InflightFilterBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *group;
  const char *host;
  const char *search;

  g_return_val_if_fail (INFLIGHT_IS_FILTER_BAR (self), NULL);

  group = inflight_state_chips_get_name (self->chips);
  host = inflight_host_chip_get_host (self->host_chip);
  search = inflight_task_view_get_search (self->view);

  if (group != NULL)
    /* Translators: %s is a group of states, such as “Failed” */
    add_line (text, g_strdup_printf (_("State: %s"), group));

  if (host != NULL)
    {
      g_autofree char *clean = inflight_text_clean (host, -1);

      /* Translators: %s is the name of a host */
      add_line (text, g_strdup_printf (_("Host: %s"), clean));
    }

  if (search != NULL)
    {
      g_autofree char *clean = inflight_text_clean (search, -1);

      /* Translators: %s is what is searched for */
      add_line (text, g_strdup_printf (_("Search: “%s”"), clean));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * inflight_filter_bar_get_search_bar:
 * @self: a bar
 *
 * Returns: (transfer none): where a person types what to search for
 */
GtkSearchBar *
inflight_filter_bar_get_search_bar (InflightFilterBar *self)
{
  g_return_val_if_fail (INFLIGHT_IS_FILTER_BAR (self), NULL);

  return self->search_bar;
}

/**
 * inflight_filter_bar_focus_search:
 * @self: a bar
 *
 * Lets a person type what to search for.
 */
void
inflight_filter_bar_focus_search (InflightFilterBar *self)
{
  g_return_if_fail (INFLIGHT_IS_FILTER_BAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
