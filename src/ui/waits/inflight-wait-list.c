/* inflight-wait-list.c: the cards of all waits of a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-list.h"

#include "inflight-wait-card.h"

#include <glib/gi18n.h>

/* What is announced in one frame has its place in the next. */
#define SETTLING_FRAMES 2

/* With fewer each card is dismissed by itself. */
#define LEAST_TO_CLEAR 2

/**
 * InflightWaitList:
 *
 * A card for each wait, the newest on top. A card can be dismissed once its wait
 * has returned; the wait itself stays in the record.
 */
struct _InflightWaitList
{
  GtkWidget           parent_instance;

  /* Template */
  GtkWidget          *footer;
  GtkLabel           *returned;
  GtkScrolledWindow  *scroller;
  GtkListBox         *box;

  /* Borrowed */
  InflightWaitCard   *marked;
  InflightWaitCard   *hovered;

  /* Owned */
  InflightWait       *told;       /* as marked */
  InflightNetwork    *network;
  GtkFilterListModel *shown;
  GtkFilter          *filter;

  guint               n_returned;
  guint               tick_id;
  guint               n_ticks;
  double              pointer_x;
  double              pointer_y;
  gboolean            has_pointer;
};

enum {
  PROP_0,
  PROP_MARKED,
  N_PROPS
};

enum {
  SELECT_TASKS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightWaitList, inflight_wait_list, GTK_TYPE_WIDGET)

static G_DEFINE_QUARK (inflight-wait-dismissed, dismissed)

static gboolean
has_returned (InflightWait *wait)
{
  return inflight_wait_get_outcome (wait) != INFLIGHT_OUTCOME_NONE;
}

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  return g_object_get_qdata (item, dismissed_quark ()) == NULL;
}

static void
dismiss (InflightWait *wait)
{
  if (has_returned (wait))
    g_object_set_qdata (G_OBJECT (wait), dismissed_quark (), wait);
}

static void
show_footer (InflightWaitList *self)
{
  g_autofree char *text = NULL;

  /* Translators: so many waits have returned */
  text = g_strdup_printf (ngettext ("%u returned", "%u returned", self->n_returned),
                          self->n_returned);
  gtk_label_set_text (self->returned, text);
  gtk_widget_set_visible (self->footer, self->n_returned >= LEAST_TO_CLEAR);
}

static void
count_returned (InflightWaitList *self)
{
  GListModel *shown = G_LIST_MODEL (self->shown);
  guint n_items = g_list_model_get_n_items (shown);

  self->n_returned = 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightWait) wait = g_list_model_get_item (shown, i);

      self->n_returned += has_returned (wait);
    }
}

/* The pointer and the focus */

static InflightWaitCard *
find_focused (InflightWaitList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card = focus != NULL ? gtk_widget_get_ancestor (focus, INFLIGHT_TYPE_WAIT_CARD)
                                  : NULL;

  return card != NULL && gtk_widget_is_ancestor (card, GTK_WIDGET (self->box))
           ? INFLIGHT_WAIT_CARD (card) : NULL;
}

/* A card that is gone is forgotten without a word: what counts is what was told. */
static void
set_marked (InflightWaitList *self,
            InflightWaitCard *card)
{
  InflightWait *wait = card != NULL ? inflight_wait_card_get_wait (card) : NULL;

  g_set_weak_pointer (&self->marked, card);
  if (g_set_object (&self->told, wait))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKED]);
}

static gboolean
is_here (InflightWaitList *self,
         InflightWaitCard *card)
{
  return card != NULL && gtk_widget_is_ancestor (GTK_WIDGET (card), GTK_WIDGET (self->box));
}

/* A card may outlive its place in the list, and the pointer or the focus with it. */
static void
forget_gone (InflightWaitList *self)
{
  if (!is_here (self, self->hovered))
    g_clear_weak_pointer (&self->hovered);
  if (!is_here (self, self->marked))
    set_marked (self, self->hovered != NULL ? self->hovered : find_focused (self));
}

/* The last that the pointer or the focus came to; when it leaves that, where the
 * other is. */

static void
focused_cb (InflightWaitCard *card,
            GParamSpec       *pspec,
            InflightWaitList *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  if (inflight_wait_card_get_focused (card))
    set_marked (self, card);
  else if (self->marked == card && self->hovered != card)
    set_marked (self, self->hovered != NULL ? self->hovered : find_focused (self));
}

static InflightWaitCard *
find_hovered (InflightWaitList *self)
{
  GtkWidget *widget = NULL;

  if (self->has_pointer)
    widget = gtk_widget_pick (GTK_WIDGET (self), self->pointer_x, self->pointer_y,
                              GTK_PICK_DEFAULT);
  if (widget != NULL)
    widget = gtk_widget_get_ancestor (widget, INFLIGHT_TYPE_WAIT_CARD);

  return widget != NULL ? INFLIGHT_WAIT_CARD (widget) : NULL;
}

static void
update_hovered (InflightWaitList *self)
{
  InflightWaitCard *hovered = find_hovered (self);

  if (!g_set_weak_pointer (&self->hovered, hovered))
    return;

  set_marked (self, hovered != NULL ? hovered : find_focused (self));
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           InflightWaitList         *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  self->pointer_x = x;
  self->pointer_y = y;
  self->has_pointer = TRUE;
  update_hovered (self);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          InflightWaitList         *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  self->has_pointer = FALSE;
  update_hovered (self);
}

static gboolean
settle_cb (GtkWidget     *widget,
           GdkFrameClock *frame_clock,
           gpointer       user_data)
{
  InflightWaitList *self = INFLIGHT_WAIT_LIST (widget);

  if (++self->n_ticks < SETTLING_FRAMES)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  update_hovered (self);
  if (self->has_pointer)
    gtk_widget_trigger_tooltip_query (widget);

  return G_SOURCE_REMOVE;
}

/* Cards move under a pointer that rests. GTK leaves it, and its tooltip, to the one
 * that was there until the pointer moves again. */
static void
cards_move (InflightWaitList *self)
{
  self->n_ticks = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

static void
scrolled_cb (GtkAdjustment    *adjustment,
             InflightWaitList *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  cards_move (self);
}

/* The cards */

static void
returned_cb (InflightWait     *wait,
             GParamSpec       *pspec,
             InflightWaitCard *card)
{
  InflightWaitList *self =
    INFLIGHT_WAIT_LIST (gtk_widget_get_ancestor (GTK_WIDGET (card), INFLIGHT_TYPE_WAIT_LIST));

  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  /* A thousand may return in a tick. */
  self->n_returned++;
  show_footer (self);
  cards_move (self);
}

/* Whoever pressed a button looks for its card. */
static void
items_changed_cb (GListModel       *model,
                  guint             position,
                  guint             n_removed,
                  guint             n_added,
                  InflightWaitList *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  if (position == 0 && n_added > 0)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);

  forget_gone (self);
  count_returned (self);
  show_footer (self);
  cards_move (self);
}

static void
dismiss_cb (InflightWaitCard *card,
            InflightWaitList *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  /* The keyboard goes on from the neighbour. */
  if (find_focused (self) == card)
    {
      int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (card));
      GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->box, index + 1);

      if (next == NULL)
        next = gtk_list_box_get_row_at_index (self->box, index - 1);
      if (next != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (next));
    }

  dismiss (inflight_wait_card_get_wait (card));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_MORE_STRICT);
}

static void
select_tasks_cb (InflightWaitCard *card,
                 GPtrArray        *tasks,
                 InflightWaitList *self)
{
  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  g_signal_emit (self, signals[SELECT_TASKS], 0, tasks);
}

static GtkWidget *
create_card (gpointer item,
             gpointer user_data)
{
  InflightWaitList *self = user_data;
  GtkWidget *card = inflight_wait_card_new (self->network, item);

  g_signal_connect_object (item, "notify::outcome", G_CALLBACK (returned_cb), card, 0);
  g_signal_connect_object (card, "dismiss", G_CALLBACK (dismiss_cb), self, 0);
  g_signal_connect_object (card, "select-tasks", G_CALLBACK (select_tasks_cb), self, 0);
  g_signal_connect_object (card, "notify::focused", G_CALLBACK (focused_cb), self, 0);

  return card;
}

static void
clear_returned_cb (GtkButton        *button,
                   InflightWaitList *self)
{
  GListModel *shown = G_LIST_MODEL (self->shown);
  guint n_items = g_list_model_get_n_items (shown);

  g_assert (INFLIGHT_IS_WAIT_LIST (self));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightWait) wait = g_list_model_get_item (shown, i);

      dismiss (wait);
    }

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_MORE_STRICT);
}

static void
inflight_wait_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightWaitList *self = INFLIGHT_WAIT_LIST (object);

  switch (prop_id)
    {
    case PROP_MARKED:
      g_value_set_object (value, inflight_wait_list_get_marked (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_wait_list_dispose (GObject *object)
{
  InflightWaitList *self = INFLIGHT_WAIT_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_weak_pointer (&self->hovered);
  g_clear_weak_pointer (&self->marked);
  g_clear_object (&self->told);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_wait_list_parent_class)->dispose (object);
}

static void
inflight_wait_list_class_init (InflightWaitListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_wait_list_get_property;
  object_class->dispose = inflight_wait_list_dispose;

  /**
   * InflightWaitList:marked:
   *
   * The wait whose members are to be marked in the list of tasks, because the
   * pointer or the focus is at its card.
   */
  properties[PROP_MARKED] =
    g_param_spec_object ("marked", NULL, NULL, INFLIGHT_TYPE_WAIT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InflightWaitList::select-tasks:
   * @self: the list
   * @tasks: (element-type InflightTask): tasks
   *
   * The person wants to see @tasks selected.
   */
  signals[SELECT_TASKS] =
    g_signal_new ("select-tasks", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWaitList, footer);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitList, returned);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitList, scroller);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitList, box);
  gtk_widget_class_bind_template_callback (widget_class, clear_returned_cb);
}

static void
inflight_wait_list_init (InflightWaitList *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, 0);

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, NULL, NULL));
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  gtk_list_box_bind_model (self->box, G_LIST_MODEL (self->shown), create_card, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
}

/**
 * inflight_wait_list_set_waits:
 * @self: a list
 * @waits: (transfer none): waits, the newest first
 */
void
inflight_wait_list_set_waits (InflightWaitList *self,
                              GListModel       *waits)
{
  g_return_if_fail (INFLIGHT_IS_WAIT_LIST (self));
  g_return_if_fail (g_list_model_get_item_type (waits) == INFLIGHT_TYPE_WAIT);

  gtk_filter_list_model_set_model (self->shown, waits);
}

/**
 * inflight_wait_list_set_network:
 * @self: a list
 * @network: where the members of waits to come run
 */
void
inflight_wait_list_set_network (InflightWaitList *self,
                                InflightNetwork  *network)
{
  g_return_if_fail (INFLIGHT_IS_WAIT_LIST (self));

  g_set_object (&self->network, network);
}

/**
 * inflight_wait_list_get_marked:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the wait whose members are to be marked
 */
InflightWait *
inflight_wait_list_get_marked (InflightWaitList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT_LIST (self), NULL);

  return self->told;
}

/**
 * inflight_wait_list_show_wait:
 * @self: a list
 * @number: the number of a wait
 *
 * Gives its card the focus, which brings it into sight.
 *
 * Returns: whether there is such a card
 */
gboolean
inflight_wait_list_show_wait (InflightWaitList *self,
                              guint             number)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT_LIST (self), FALSE);

  for (int i = 0; ; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, i);

      if (row == NULL)
        return FALSE;

      if (inflight_wait_get_number (
            inflight_wait_card_get_wait (INFLIGHT_WAIT_CARD (row))) == number)
        return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}
