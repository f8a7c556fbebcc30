/* inflight-wait-card.c: one wait, while it lasts and after
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-card.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

#define CLOCK_INTERVAL_US (G_USEC_PER_SEC / 10)

/**
 * InflightWaitCard:
 *
 * Shows how far a wait has come and how long it has lasted, or what is left of
 * its limit; and, once it has returned, the sentence that says why.
 */
struct _InflightWaitCard
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *box;
  GtkLabel        *title;
  GtkLabel        *clock;
  GtkLabel        *sentence;
  GtkProgressBar  *bar;
  GtkWidget       *stop;
  GtkWidget       *cancel;
  GtkWidget       *show_done;

  /* Owned */
  InflightNetwork *network;
  InflightWait    *wait;

  guint            tick_id;
  gint64           shown_us;
};

enum {
  SELECT_TASKS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightWaitCard, inflight_wait_card, GTK_TYPE_WIDGET)

static void
show_title (InflightWaitCard *self)
{
  g_autofree char *condition = inflight_words_condition (inflight_wait_get_condition (self->wait));
  g_autofree char *title = NULL;

  /* Translators: the number of a wait, and what it waits for */
  title = g_strdup_printf (_("Wait %u · %s"), inflight_wait_get_number (self->wait), condition);
  gtk_label_set_text (self->title, title);
}

static void
show_clock (InflightWaitCard *self)
{
  gint64 within_us = inflight_wait_get_condition (self->wait)->within_us;
  gint64 elapsed_us = inflight_wait_get_elapsed_us (self->wait,
                                                    inflight_network_get_now_us (self->network));
  g_autofree char *span = NULL;
  g_autofree char *text = NULL;

  if (within_us == INFLIGHT_NO_LIMIT ||
      inflight_wait_get_outcome (self->wait) != INFLIGHT_OUTCOME_NONE)
    {
      text = inflight_words_duration (elapsed_us);
      gtk_label_set_text (self->clock, text);
      return;
    }

  span = inflight_words_duration (MAX (0, within_us - elapsed_us));
  /* Translators: the time that is left before a wait times out */
  text = g_strdup_printf (_("%s left"), span);
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

static void
show_progress (InflightWaitCard *self)
{
  g_autofree char *text = inflight_words_progress (self->wait);

  gtk_label_set_text (self->sentence, text);
  gtk_progress_bar_set_fraction (self->bar, MIN (1.0, get_fraction (self)));
  show_clock (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (frame_clock);

  if (now_us - self->shown_us >= CLOCK_INTERVAL_US)
    {
      self->shown_us = now_us;
      show_progress (self);
    }

  return G_SOURCE_CONTINUE;
}

static void
show_cancel (InflightWaitCard *self)
{
  const InflightTally *tally = inflight_wait_get_tally (self->wait);
  guint n_pending = tally->members - inflight_tally_get_done (tally);
  g_autofree char *text = NULL;

  if (n_pending == 0 ||
      inflight_wait_get_condition (self->wait)->then == INFLIGHT_THEN_CANCEL)
    return;

  /* Translators: a button that cancels so many tasks */
  text = g_strdup_printf (ngettext ("Cancel the %u", "Cancel the %u", n_pending), n_pending);
  gtk_button_set_label (GTK_BUTTON (self->cancel), text);
  gtk_widget_set_visible (self->cancel, TRUE);
}

static void
show_outcome (InflightWaitCard *self)
{
  g_autofree char *sentence = inflight_words_outcome (self->wait);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;

  show_clock (self);
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (self->stop, FALSE);
  gtk_widget_set_visible (self->show_done,
                          inflight_tally_get_done (inflight_wait_get_tally (self->wait)) > 0);
  show_cancel (self);

  if (inflight_wait_get_outcome (self->wait) == INFLIGHT_OUTCOME_SATISFIED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "satisfied");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "unsatisfied");
}

static void
returned_cb (InflightWait     *wait,
             GParamSpec       *pspec,
             InflightWaitCard *self)
{
  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  show_outcome (self);
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
  g_autoptr (GPtrArray) pending = NULL;

  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  pending = inflight_wait_dup_pending (self->wait);
  inflight_network_cancel (self->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  gtk_widget_set_sensitive (self->cancel, FALSE);
}

static void
show_done_cb (GtkButton        *button,
              InflightWaitCard *self)
{
  g_autoptr (GPtrArray) done = NULL;

  g_assert (INFLIGHT_IS_WAIT_CARD (self));

  done = inflight_wait_dup_done (self->wait);
  g_signal_emit (self, signals[SELECT_TASKS], 0, done);
}

static void
inflight_wait_card_dispose (GObject *object)
{
  InflightWaitCard *self = INFLIGHT_WAIT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->wait);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_wait_card_parent_class)->dispose (object);
}

static void
inflight_wait_card_class_init (InflightWaitCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_wait_card_dispose;

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

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-wait-card.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, box);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, title);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, clock);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, bar);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, stop);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, cancel);
  gtk_widget_class_bind_template_child (widget_class, InflightWaitCard, show_done);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_done_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
inflight_wait_card_init (InflightWaitCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  show_title (self);
  show_progress (self);

  if (inflight_wait_get_outcome (wait) != INFLIGHT_OUTCOME_NONE)
    show_outcome (self);
  else
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);

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
