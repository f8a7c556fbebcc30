/* inflight-wait-card.c: one wait, while it lasts and after
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-card.h"

#include "inflight-refresher.h"
#include "inflight-words.h"
#include "inflight-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * InflightWaitCard:
 *
 * Shows how far a wait has come and how long it has lasted, or what is left of
 * its limit; and, once it has returned, the sentence that says why. It is a row
 * of a #GtkListBox, so that the arrow keys lead from card to card.
 */
struct _InflightWaitCard
{
  GtkListBoxRow             parent_instance;

  /* Template */
  GtkEventControllerFocus  *focus;
  GtkImage                 *verdict;
  GtkLabel                 *title;
  GtkLabel                 *clock;
  GtkLabel                 *sentence;
  GtkProgressBar           *bar;
  GtkWidget                *dismiss;
  GtkWidget                *stop;
  GtkWidget                *cancel;
  GtkWidget                *select_done;
  GtkWidget                *select_pending;

  /* Owned */
  InflightNetwork          *network;
  InflightWait             *wait;
  InflightRefresher        *refresher;
};

enum {
  PROP_0,
  PROP_FOCUSED,
  N_PROPS
};

enum {
  DISMISS,
  SELECT_TASKS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightWaitCard, inflight_wait_card, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_running (InflightWaitCard *self)
{
  return inflight_wait_get_outcome (self->wait) == INFLIGHT_OUTCOME_NONE;
}

static void
show_title (InflightWaitCard *self)
{
  g_autofree char *title = inflight_words_wait (self->wait);

  gtk_label_set_text (self->title, title);
}

static gint64
get_elapsed_us (InflightWaitCard *self)
{
  return inflight_wait_get_elapsed_us (self->wait, inflight_network_get_now_us (self->network));
}

/* What is left of its limit, if it has one. */
static gint64
get_left_us (InflightWaitCard *self)
{
  gint64 within_us = inflight_wait_get_condition (self->wait)->within_us;

  return within_us == INFLIGHT_NO_LIMIT ? INFLIGHT_NO_LIMIT
                                        : MAX (0, within_us - get_elapsed_us (self));
}

static char *
dup_clock_text (InflightWaitCard *self)
{
  gint64 left_us = get_left_us (self);
  g_autofree char *span = NULL;

  if (!is_running (self))
    return inflight_words_duration (get_elapsed_us (self));

  if (left_us == INFLIGHT_NO_LIMIT)
    return inflight_words_elapsed (get_elapsed_us (self));

  span = inflight_words_left (left_us);

  /* Translators: the time that is left before a wait times out */
  return g_strdup_printf (_("%s left"), span);
}

static void
show_clock (InflightWaitCard *self)
{
  g_autofree char *text = dup_clock_text (self);

  gtk_label_set_text (self->clock, text);
}

/* What the condition counts, out of what it needs. */
static double
get_fraction (InflightWaitCard *self)
{
  const InflightCondition *condition = inflight_wait_get_condition (self->wait);
  const InflightTally *tally = inflight_wait_get_tally (self->wait);

  switch (condition->until)
    {
    case INFLIGHT_UNTIL_OK:
      return (double) tally->succeeded / condition->k;

    case INFLIGHT_UNTIL_DONE:
      return (double) inflight_tally_get_done (tally) / condition->k;

    case INFLIGHT_UNTIL_ALL:
    case INFLIGHT_UNTIL_FIRST:
    case INFLIGHT_UNTIL_FIRST_ERROR:
    case INFLIGHT_UNTIL_FIRST_SUCCESS:
      return (double) inflight_tally_get_done (tally) / tally->members;
    }

  g_return_val_if_reached (0);
}

/* The row is what the keyboard reaches, and says all of the card. GTK 4.8 crashes
 * over what has a name before it has its place. */
static void
update_label (InflightWaitCard *self)
{
  g_autofree char *label = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  /* Translators: “Wait 2 · First”, and how far it has come or why it returned */
  label = g_strdup_printf (C_("wait: outcome", "%s: %s"), gtk_label_get_text (self->title),
                           gtk_label_get_text (self->sentence));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_sentence (InflightWaitCard *self,
               const char       *sentence)
{
  if (strcmp (gtk_label_get_text (self->sentence), sentence) == 0)
    return;

  gtk_label_set_text (self->sentence, sentence);
  update_label (self);
}

/* What is hidden takes the focus along, which shall stay at the card. */
static void
show_button (InflightWaitCard *self,
             GtkWidget        *button,
             gboolean          visible)
{
  if (!visible && gtk_widget_is_focus (button))
    gtk_widget_grab_focus (GTK_WIDGET (self));

  gtk_widget_set_visible (button, visible);
}

static void
show_fraction (InflightWaitCard *self)
{
  double fraction = MIN (1.0, get_fraction (self));

  if (fraction != gtk_progress_bar_get_fraction (self->bar))
    gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
show_progress (InflightWaitCard *self)
{
  const InflightTally *tally = inflight_wait_get_tally (self->wait);
  g_autofree char *text = inflight_words_progress (self->wait);

  show_sentence (self, text);
  show_button (self, self->select_done, inflight_tally_get_done (tally) > 0);
  show_button (self, self->select_pending, inflight_tally_get_done (tally) < tally->members);
  show_fraction (self);
  show_clock (self);
}

/* A thousand cards are mapped although few of them are in sight. */
static gboolean
is_in_sight (InflightWaitCard *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (view == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), view, &bounds))
    return TRUE;

  return bounds.origin.y < gtk_widget_get_height (view) &&
         bounds.origin.y + bounds.size.height > 0;
}

static void
refresh (GtkWidget *widget)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (widget);
  gint64 left_us;

  if (!is_running (self))
    return;

  if (is_in_sight (self))
    show_progress (self);

  left_us = get_left_us (self);
  inflight_refresher_queue_in (self->refresher, widget,
                               left_us == INFLIGHT_NO_LIMIT
                                 ? inflight_words_elapsed_lasts_us (get_elapsed_us (self))
                                 : inflight_words_left_lasts_us (left_us));
}

/* Those left running, as long as they run. What the wait itself cancels needs no
 * button. */
static void
show_cancel (InflightWaitCard *self)
{
  guint n_left = inflight_wait_get_unsettled (self->wait);
  gboolean left =
    inflight_wait_get_condition (self->wait)->then == INFLIGHT_THEN_LEAVE ||
    inflight_wait_get_outcome (self->wait) == INFLIGHT_OUTCOME_ABANDONED;
  g_autofree char *text = NULL;

  /* Translators: a button that cancels so many tasks */
  text = g_strdup_printf (ngettext ("Cancel the %u", "Cancel the %u", n_left), n_left);
  gtk_button_set_label (GTK_BUTTON (self->cancel), text);
  show_button (self, self->cancel, left && n_left > 0);
}

/* It has its name when it is seen, for the same reason. */
static void
dismiss_mapped_cb (GtkWidget        *dismiss,
                   InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (dismiss),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Dismiss"), -1);
}

/* A wait is satisfied by what was cancelled, too, and nothing went well then. */
static gboolean
found_nothing (InflightWait *wait)
{
  const InflightTally *tally = inflight_wait_get_tally (wait);

  return tally->succeeded == 0 && tally->cancelled > 0;
}

/* Green is only what ended well. A wait for the first error is satisfied by one. */
static void
show_verdict (InflightWaitCard *self)
{
  const char *icon_name = "inflight-succeeded-symbolic";
  const char *icon_class = "success";
  const char *card_class = "satisfied";

  if (inflight_wait_get_outcome (self->wait) != INFLIGHT_OUTCOME_SATISFIED)
    {
      icon_name = "dialog-warning-symbolic";
      icon_class = "warning";
      card_class = "unsatisfied";
    }
  else if (inflight_wait_found_error (self->wait))
    {
      icon_name = "inflight-failed-symbolic";
      icon_class = "error";
      card_class = "found-error";
    }
  else if (found_nothing (self->wait))
    {
      icon_name = "inflight-cancelled-symbolic";
      icon_class = "dim-label";
      card_class = "found-nothing";
    }

  gtk_image_set_from_icon_name (self->verdict, icon_name);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), icon_class);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), card_class);
}

static void
show_why (InflightWaitCard *self)
{
  g_autofree char *sentence = inflight_words_outcome (self->wait);

  show_sentence (self, sentence);
}

static void
show_outcome (InflightWaitCard *self)
{
  const InflightTally *tally = inflight_wait_get_tally (self->wait);

  inflight_refresher_forget (self->refresher, GTK_WIDGET (self));
  show_clock (self);
  show_why (self);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  show_button (self, self->stop, FALSE);
  show_button (self, self->select_done, inflight_tally_get_done (tally) > 0);
  show_button (self, self->select_pending, inflight_tally_get_done (tally) < tally->members);
  show_cancel (self);
  gtk_widget_set_visible (self->dismiss, TRUE);
  show_verdict (self);
}

static void
returned_cb (InflightWait     *wait,
             GParamSpec       *pspec,
             InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  show_outcome (self);
}

/* Several times a second, which nobody could read. */
static void
tally_cb (InflightWait     *wait,
          GParamSpec       *pspec,
          InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  if (is_running (self))
    inflight_refresher_queue_soon (self->refresher, GTK_WIDGET (self));
}

static void
unsettled_cb (InflightWait     *wait,
              GParamSpec       *pspec,
              InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  show_cancel (self);
}

static void
retried_cb (InflightWait     *wait,
            GParamSpec       *pspec,
            InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  if (is_running (self))
    show_progress (self);
  else
    show_why (self);
}

static void
focus_changed_cb (GtkEventController *controller,
                  GParamSpec         *pspec,
                  InflightWaitCard   *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUSED]);
}

static void
stop_cb (GtkButton        *button,
         InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  inflight_wait_abandon (self->wait);
}

static void
cancel_cb (GtkButton        *button,
           InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  inflight_wait_cancel (self->wait);
  gtk_widget_set_sensitive (self->cancel, FALSE);
}

static void
select_done_cb (GtkButton        *button,
                InflightWaitCard *self)
{
  g_autoptr (GPtrArray) done = NULL;

  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  done = inflight_wait_dup_done (self->wait);
  g_signal_emit (self, signals[SELECT_TASKS], 0, done);
}

static void
select_pending_cb (GtkButton        *button,
                   InflightWaitCard *self)
{
  g_autoptr (GPtrArray) pending = NULL;

  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  pending = inflight_wait_dup_pending (self->wait);
  g_signal_emit (self, signals[SELECT_TASKS], 0, pending);
}

static void
dismiss_cb (GtkButton        *button,
            InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  g_signal_emit (self, signals[DISMISS], 0);
}

static void
inflight_wait_card_map (GtkWidget *widget)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (widget);

  GTK_WIDGET_CLASS (inflight_wait_card_parent_class)->map (widget);

  update_label (self);
}

static void
inflight_wait_card_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (object);

  switch (prop_id)
    {
    case PROP_FOCUSED:
      g_value_set_boolean (value, inflight_wait_card_get_focused (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_wait_card_dispose (GObject *object)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (object);

  g_clear_object (&self->refresher);
  g_clear_object (&self->wait);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_wait_card_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, focus);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, title);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, clock);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, bar);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, dismiss);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, stop);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, select_done);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, select_pending);
  gtk_widget_class_bind_template_callback (widget_class, focus_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_pending_cb);
}

static void
inflight_wait_card_class_init (InflightWaitCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_wait_card_get_property;
  object_class->dispose = inflight_wait_card_dispose;
  widget_class->map = inflight_wait_card_map;

  /**
   * InflightWaitCard:focused:
   *
   * Whether the focus is at the card or in it.
   */
  properties[PROP_FOCUSED] =
    g_param_spec_boolean ("focused", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InflightWaitCard::dismiss:
   * @self: a card whose wait has returned
   *
   * The person does not want to see the card any more.
   */
  signals[DISMISS] =
    g_signal_new ("dismiss", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * InflightWaitCard::select-tasks:
   * @self: the card
   * @tasks: (element-type InflightTask): tasks
   *
   * The person wants to see @tasks selected.
   */
  signals[SELECT_TASKS] =
    g_signal_new ("select-tasks", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  g_type_ensure (INFLIGHT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-card.ui");
  bind_children (widget_class);
}

static void
inflight_wait_card_init (InflightWaitCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);
}

/**
 * inflight_wait_card_new:
 * @network: where the members run
 * @wait: the wait
 *
 * Returns: (transfer full): a card that holds @wait
 */
GtkWidget *
inflight_wait_card_new (InflightNetwork *network,
                        InflightWait    *wait)
{
  InflightWaitCard *self = g_object_new (INFLIGHT_TYPE_WAIT_CARD, NULL);

  self->network = g_object_ref (network);
  self->wait = g_object_ref (wait);
  g_signal_connect_object (wait, "notify::outcome", G_CALLBACK (returned_cb), self, 0);
  g_signal_connect_object (wait, "notify::tally", G_CALLBACK (tally_cb), self, 0);
  g_signal_connect_object (wait, "notify::unsettled", G_CALLBACK (unsettled_cb), self, 0);
  g_signal_connect_object (wait, "notify::retried", G_CALLBACK (retried_cb), self, 0);

  show_title (self);
  show_progress (self);

  if (is_running (self))
    inflight_refresher_queue_soon (self->refresher, GTK_WIDGET (self));
  else
    show_outcome (self);

  return GTK_WIDGET (self);
}

/**
 * inflight_wait_card_get_wait:
 * @self: a card
 *
 * Returns: (transfer none): its wait
 */
InflightWait *
inflight_wait_card_get_wait (InflightWaitCard *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT_CARD (self), NULL);

  return self->wait;
}

/**
 * inflight_wait_card_get_focused:
 * @self: a card
 *
 * Returns: whether the focus is at it or in it
 */
gboolean
inflight_wait_card_get_focused (InflightWaitCard *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT_CARD (self), FALSE);

  return gtk_event_controller_focus_contains_focus (self->focus);
}
