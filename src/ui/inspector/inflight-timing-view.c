/* inflight-timing-view.c: the phases of a task's requests, drawn and written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-timing-view.h"

#include "inflight-phase-bar.h"
#include "inflight-text.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

/* A task may have made two thousand requests; each takes twenty widgets. */
#define MAX_SHOWN 10

/* What is shorter is no part of the whole that anybody could miss. */
#define LEAST_US 500

/**
 * InflightTimingView:
 *
 * A bar and a line for each phase of each request of a settled task, the last
 * attempt first, and a line for what no phase took of its time. The requests of an
 * attempt, which follow redirects, share an axis. The times of the last attempt add up
 * to that of the task.
 */
struct _InflightTimingView
{
  GtkWidget         parent_instance;

  GtkWidget        *grid;
  int               n_rows;

  /* Owned */
  InflightExchange *exchange;
};

/* From when to when something was. */
typedef struct
{
  gint64 start_us;
  gint64 end_us;
} Stretch;

G_DEFINE_FINAL_TYPE (InflightTimingView, inflight_timing_view, GTK_TYPE_WIDGET)

/* One request takes over where the one before it ended: what a redirect waits in the
 * queue belongs to it. The last one ends with its task, unless that was held then. */
static Stretch
get_stretch (InflightTask           *task,
             const InflightExchange *exchange)
{
  const InflightExchange *last = inflight_task_get_exchange (task);
  const InflightExchange *previous = exchange->previous;
  gint64 started_us = inflight_task_get_started_us (task);
  gboolean is_last = started_us != 0 && exchange->attempt == last->attempt;
  Stretch stretch = {
    .start_us = exchange->timings.fetch_start_us,
    .end_us = inflight_exchange_get_end_us (exchange),
  };

  if (previous != NULL && previous->attempt == exchange->attempt)
    stretch.start_us = inflight_exchange_get_end_us (previous);
  else if (is_last)
    stretch.start_us = started_us;

  if (is_last && exchange == last)
    stretch.end_us = started_us + inflight_task_get_elapsed_us (task, 0);

  return stretch;
}

static double
get_place (const Stretch *axis,
           gint64         time_us)
{
  gint64 length_us = axis->end_us - axis->start_us;

  return length_us > 0 ? (double) (time_us - axis->start_us) / length_us : 0;
}

/* Takes the text. */
static GtkWidget *
attach_label (InflightTimingView *self,
              char               *text,
              int                 column,
              int                 n_columns,
              const char         *style_class)
{
  g_autofree char *owned = text;
  GtkWidget *label = gtk_label_new (owned);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, self->n_rows, n_columns, 1);

  return label;
}

static void
add_heading (InflightTimingView *self,
             char               *text)
{
  GtkWidget *label = attach_label (self, text, 0, 3, "caption-heading");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (self->n_rows > 0)
    gtk_widget_set_margin_top (label, 6);
  self->n_rows++;
}

/* Takes the text of the time. */
static void
add_line (InflightTimingView *self,
          const char         *name,
          char               *time)
{
  GtkWidget *label = attach_label (self, g_strdup (name), 0, 1, "dim-label");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, name);
  gtk_label_set_xalign (GTK_LABEL (attach_label (self, time, 2, 1, "numeric")), 1);
  self->n_rows++;
}

static void
add_phase (InflightTimingView      *self,
           const Stretch           *axis,
           const InflightPhaseSpan *span,
           InflightPhase            phase)
{
  GtkWidget *bar = inflight_phase_bar_new (phase, get_place (axis, span->start_us),
                                           get_place (axis, span->end_us));
  g_autofree char *duration = inflight_words_duration (span->end_us - span->start_us);

  gtk_grid_attach (GTK_GRID (self->grid), bar, 1, self->n_rows, 1, 1);
  if (span->is_finished)
    add_line (self, inflight_words_phase (phase), g_steal_pointer (&duration));
  else
    add_line (self, inflight_words_phase (phase),
              /* Translators: how long a phase of a request lasted until it broke off */
              g_strdup_printf (_("%s, not finished"), duration));
}

static char *
get_heading (InflightTask           *task,
             const InflightExchange *exchange,
             guint                   number,
             gint64                  length_us)
{
  g_autofree char *display = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *duration = inflight_words_duration (length_us);

  display = exchange->uri != NULL ? inflight_uri_dup_display (exchange->uri)
                                  : inflight_request_dup_display (inflight_task_get_request (task));
  clean = inflight_text_clean (display, -1);
  isolated = inflight_text_isolate (clean);

  /* Translators: the number of a request among those of a task, the attempt that it
   * belongs to, its address, and how long it took */
  return g_strdup_printf (_("Request %u, attempt %u: %s, %s"), number, exchange->attempt,
                          isolated, duration);
}

static void
add_exchange (InflightTimingView     *self,
              InflightTask           *task,
              const InflightExchange *exchange,
              const Stretch          *axis,
              guint                   number,
              guint                   n_exchanges)
{
  Stretch stretch = get_stretch (task, exchange);
  gint64 length_us = MAX (0, stretch.end_us - stretch.start_us);
  gint64 other_us = length_us;
  InflightPhaseSpan spans[INFLIGHT_N_PHASES];
  guint n_phases = 0;

  if (n_exchanges > 1)
    add_heading (self, get_heading (task, exchange, number, length_us));

  inflight_exchange_get_phases (exchange, spans);
  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    if (spans[phase].start_us != 0)
      {
        add_phase (self, axis, &spans[phase], phase);
        other_us -= spans[phase].end_us - spans[phase].start_us;
        n_phases++;
      }

  if (n_phases == 0)
    {
      attach_label (self, g_strdup (_("No phase is known")), 0, 3, "dim-label");
      self->n_rows++;
    }

  if (other_us >= LEAST_US)
    add_line (self, _("Other"), inflight_words_duration (other_us));
}

/* The requests of an attempt in their order, from @first to the last. */
static void
add_attempt (InflightTimingView *self,
             InflightTask       *task,
             GPtrArray          *exchanges,
             guint               first,
             guint               last)
{
  Stretch axis = {
    .start_us = get_stretch (task, g_ptr_array_index (exchanges, first)).start_us,
    .end_us = get_stretch (task, g_ptr_array_index (exchanges, last)).end_us,
  };

  for (guint i = first; i <= last; i++)
    add_exchange (self, task, g_ptr_array_index (exchanges, i), &axis, i + 1, exchanges->len);
}

static void
remove_rows (InflightTimingView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->n_rows = 0;
}

static void
add_rows (InflightTimingView *self,
          InflightTask       *task)
{
  g_autoptr (GPtrArray) exchanges = g_ptr_array_new ();
  guint n_shown = 0;
  guint end;

  for (const InflightExchange *exchange = self->exchange; exchange != NULL;
       exchange = exchange->previous)
    g_ptr_array_insert (exchanges, 0, (gpointer) exchange);

  /* Attempt by attempt, from the last on. */
  for (end = exchanges->len; end > 0 && n_shown < MAX_SHOWN;)
    {
      guint attempt = ((const InflightExchange *) g_ptr_array_index (exchanges, end - 1))->attempt;
      guint first = end - 1;

      while (first > 0 && n_shown + end - first < MAX_SHOWN &&
             ((const InflightExchange *) g_ptr_array_index (exchanges, first - 1))->attempt ==
             attempt)
        first--;

      add_attempt (self, task, exchanges, first, end - 1);
      n_shown += end - first;
      end = first;
    }

  if (end > 0)
    add_heading (self, g_strdup_printf (ngettext ("%u request before", "%u requests before", end),
                                        end));
}

static void
inflight_timing_view_dispose (GObject *object)
{
  InflightTimingView *self = INFLIGHT_TIMING_VIEW (object);

  g_clear_pointer (&self->exchange, inflight_exchange_unref);
  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_timing_view_parent_class)->dispose (object);
}

static void
inflight_timing_view_class_init (InflightTimingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inflight_timing_view_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
inflight_timing_view_init (InflightTimingView *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * inflight_timing_view_set_task:
 * @self: a view
 * @task: (nullable): the task whose requests to show
 *
 * Does nothing if they are shown already.
 */
void
inflight_timing_view_set_task (InflightTimingView *self,
                               InflightTask       *task)
{
  const InflightExchange *exchange = task != NULL ? inflight_task_get_exchange (task) : NULL;

  g_return_if_fail (INFLIGHT_IS_TIMING_VIEW (self));

  if (exchange == self->exchange)
    return;

  g_clear_pointer (&self->exchange, inflight_exchange_unref);
  remove_rows (self);
  if (exchange == NULL)
    return;

  self->exchange = inflight_exchange_ref ((InflightExchange *) exchange);
  add_rows (self, task);
}
