/* inflight-state-chips.c: counts of tasks by state, to be filtered by
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-state-chips.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* Which states there are in the group of those that are not in flight yet: none of
 * them goes by the name of another. */
typedef enum {
  QUEUE_QUEUED,
  QUEUE_READY,
  QUEUE_HELD,
  QUEUE_MIXED,
} Queue;

/**
 * InflightStateChips:
 *
 * A row of toggles, one a group of states, each with the number of tasks in it.
 * The one that is pressed is the group to be shown.
 */
struct _InflightStateChips
{
  GtkWidget           parent_instance;

  InflightNetwork    *network;
  GtkWidget          *buttons[INFLIGHT_N_STATE_GROUPS];
  guint               counts[INFLIGHT_N_STATE_GROUPS];
  InflightStateGroup  group;
  Queue               queue;
};

enum {
  PROP_0,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightStateChips, inflight_state_chips, GTK_TYPE_WIDGET)

/**
 * inflight_state_group_of:
 * @state: a state
 *
 * Returns: the group of states that @state is in
 */
InflightStateGroup
inflight_state_group_of (InflightTaskState state)
{
  switch (state)
    {
    case INFLIGHT_TASK_STATE_READY:
    case INFLIGHT_TASK_STATE_QUEUED:
    case INFLIGHT_TASK_STATE_HELD:
      return INFLIGHT_STATE_GROUP_QUEUED;

    case INFLIGHT_TASK_STATE_CONNECTING:
    case INFLIGHT_TASK_STATE_WAITING:
    case INFLIGHT_TASK_STATE_RECEIVING:
    case INFLIGHT_TASK_STATE_CANCELLING:
      return INFLIGHT_STATE_GROUP_IN_FLIGHT;

    case INFLIGHT_TASK_STATE_SUCCEEDED:
      return INFLIGHT_STATE_GROUP_SUCCEEDED;

    case INFLIGHT_TASK_STATE_FAILED:
      return INFLIGHT_STATE_GROUP_FAILED;

    case INFLIGHT_TASK_STATE_CANCELLED:
      return INFLIGHT_STATE_GROUP_CANCELLED;
    }

  g_return_val_if_reached (INFLIGHT_STATE_GROUP_ALL);
}

static Queue
find_queue (InflightBatch *batch)
{
  guint n_ready = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY);
  guint n_queued = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_QUEUED);
  guint n_held = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_HELD);

  if (n_ready > 0)
    return n_queued + n_held > 0 ? QUEUE_MIXED : QUEUE_READY;

  return n_held > 0 && n_queued == 0 ? QUEUE_HELD : QUEUE_QUEUED;
}

static char *
word_queue (Queue queue,
            guint count)
{
  switch (queue)
    {
    case QUEUE_QUEUED:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Queued %u"), count);

    case QUEUE_READY:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Ready %u"), count);

    case QUEUE_HELD:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Held %u"), count);

    case QUEUE_MIXED:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Ready, Queued %u"), count);
    }

  g_return_val_if_reached (NULL);
}

static const char *
name_queue (Queue queue)
{
  switch (queue)
    {
    case QUEUE_QUEUED:
      return C_("filter", "Queued");

    case QUEUE_READY:
      return C_("filter", "Ready");

    case QUEUE_HELD:
      return C_("filter", "Held");

    case QUEUE_MIXED:
      return C_("filter", "Ready, Queued");
    }

  g_return_val_if_reached (NULL);
}

static char *
word_group (InflightStateGroup group,
            Queue              queue,
            guint              count)
{
  switch (group)
    {
    case INFLIGHT_STATE_GROUP_ALL:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("All %u"), count);

    case INFLIGHT_STATE_GROUP_IN_FLIGHT:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("In Flight %u"), count);

    case INFLIGHT_STATE_GROUP_QUEUED:
      return word_queue (queue, count);

    case INFLIGHT_STATE_GROUP_SUCCEEDED:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Succeeded %u"), count);

    case INFLIGHT_STATE_GROUP_FAILED:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Failed %u"), count);

    case INFLIGHT_STATE_GROUP_CANCELLED:
      /* Translators: a filter with the number of tasks that it shows */
      return g_strdup_printf (_("Cancelled %u"), count);
    }

  g_return_val_if_reached (NULL);
}

static void
show_count (InflightStateChips *self,
            InflightStateGroup  group,
            guint               count,
            gboolean            renamed)
{
  g_autofree char *text = NULL;

  if (self->counts[group] == count && !renamed)
    return;

  self->counts[group] = count;
  text = word_group (group, self->queue, count);
  gtk_button_set_label (GTK_BUTTON (self->buttons[group]), text);
}

/* The caps as they are chosen at the time. */
static gboolean
query_tooltip_cb (GtkWidget          *button,
                  int                 x,
                  int                 y,
                  gboolean            by_keyboard,
                  GtkTooltip         *tooltip,
                  InflightStateChips *self)
{
  g_autofree char *turn = NULL;

  g_assert (INFLIGHT_IS_STATE_CHIPS (self));

  if (self->network == NULL)
    return FALSE;

  turn = inflight_words_turn (self->network);
  gtk_tooltip_set_text (tooltip, turn);

  return TRUE;
}

static void
toggled_cb (GtkToggleButton    *button,
            InflightStateChips *self)
{
  g_assert (INFLIGHT_IS_STATE_CHIPS (self));

  if (!gtk_toggle_button_get_active (button))
    return;

  for (int group = 0; group < INFLIGHT_N_STATE_GROUPS; group++)
    if (self->buttons[group] == GTK_WIDGET (button))
      self->group = group;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
}

static void
inflight_state_chips_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  InflightStateChips *self = INFLIGHT_STATE_CHIPS (object);

  switch (prop_id)
    {
    case PROP_GROUP:
      g_value_set_int (value, self->group);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_state_chips_dispose (GObject *object)
{
  InflightStateChips *self = INFLIGHT_STATE_CHIPS (object);

  for (int group = 0; group < INFLIGHT_N_STATE_GROUPS; group++)
    g_clear_pointer (&self->buttons[group], gtk_widget_unparent);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_state_chips_parent_class)->dispose (object);
}

static void
inflight_state_chips_class_init (InflightStateChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_state_chips_get_property;
  object_class->dispose = inflight_state_chips_dispose;

  /**
   * InflightStateChips:group:
   *
   * The group that is to be shown, an #InflightStateGroup.
   */
  properties[PROP_GROUP] =
    g_param_spec_int ("group", NULL, NULL,
                      0, INFLIGHT_N_STATE_GROUPS - 1, INFLIGHT_STATE_GROUP_ALL,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
inflight_state_chips_init (InflightStateChips *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);

  for (int group = 0; group < INFLIGHT_N_STATE_GROUPS; group++)
    {
      g_autofree char *text = word_group (group, QUEUE_QUEUED, 0);
      GtkWidget *button = gtk_toggle_button_new_with_label (text);

      gtk_widget_add_css_class (button, "chip");
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                   group > 0 ? GTK_TOGGLE_BUTTON (self->buttons[0]) : NULL);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), group == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
      self->buttons[group] = button;
    }

  gtk_widget_set_has_tooltip (self->buttons[INFLIGHT_STATE_GROUP_QUEUED], TRUE);
  g_signal_connect_object (self->buttons[INFLIGHT_STATE_GROUP_QUEUED], "query-tooltip",
                           G_CALLBACK (query_tooltip_cb), self, 0);
}

/**
 * inflight_state_chips_get_group:
 * @self: the chips
 *
 * Returns: the group that is to be shown
 */
InflightStateGroup
inflight_state_chips_get_group (InflightStateChips *self)
{
  g_return_val_if_fail (INFLIGHT_IS_STATE_CHIPS (self), INFLIGHT_STATE_GROUP_ALL);

  return self->group;
}

/**
 * inflight_state_chips_set_group:
 * @self: the chips
 * @group: the group that is to be shown
 */
void
inflight_state_chips_set_group (InflightStateChips *self,
                                InflightStateGroup  group)
{
  g_return_if_fail (INFLIGHT_IS_STATE_CHIPS (self));
  g_return_if_fail (group < INFLIGHT_N_STATE_GROUPS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[group]), TRUE);
}

/**
 * inflight_state_chips_get_name:
 * @self: the chips
 *
 * Returns: (nullable): what the group that is shown is called, %NULL for all tasks
 */
const char *
inflight_state_chips_get_name (InflightStateChips *self)
{
  g_return_val_if_fail (INFLIGHT_IS_STATE_CHIPS (self), NULL);

  switch (self->group)
    {
    case INFLIGHT_STATE_GROUP_ALL:
      return NULL;

    case INFLIGHT_STATE_GROUP_IN_FLIGHT:
      return C_("filter", "In Flight");

    case INFLIGHT_STATE_GROUP_QUEUED:
      return name_queue (self->queue);

    case INFLIGHT_STATE_GROUP_SUCCEEDED:
      return C_("filter", "Succeeded");

    case INFLIGHT_STATE_GROUP_FAILED:
      return C_("filter", "Failed");

    case INFLIGHT_STATE_GROUP_CANCELLED:
      return C_("filter", "Cancelled");
    }

  g_return_val_if_reached (NULL);
}

/**
 * inflight_state_chips_update:
 * @self: the chips
 * @batch: whose tasks to count
 *
 * Shows how many tasks are in each group now.
 */
void
inflight_state_chips_update (InflightStateChips *self,
                             InflightBatch      *batch)
{
  guint counts[INFLIGHT_N_STATE_GROUPS] = { inflight_batch_get_n_tasks (batch) };
  Queue queue = find_queue (batch);
  gboolean renamed = queue != self->queue;

  g_return_if_fail (INFLIGHT_IS_STATE_CHIPS (self));

  g_set_object (&self->network, inflight_batch_get_network (batch));
  self->queue = queue;

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    counts[inflight_state_group_of (state)] += inflight_batch_get_count (batch, state);

  for (int group = 0; group < INFLIGHT_N_STATE_GROUPS; group++)
    show_count (self, group, counts[group],
                renamed && group == INFLIGHT_STATE_GROUP_QUEUED);
}
