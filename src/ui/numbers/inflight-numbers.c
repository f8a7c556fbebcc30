/* inflight-numbers.c: how fast answers arrive, drawn and written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-numbers.h"

#include "inflight-chart.h"
#include "inflight-refresher.h"
#include "inflight-time-axis.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define UPDATE_INTERVAL_US (G_USEC_PER_SEC / 4)

/* As many columns as can be told apart, and as have something to show. */
#define MOST_COLUMNS   48
#define FEWEST_COLUMNS 8

/* There is no room for more than the powers of ten. */
#define MANY_POWERS (2.5 * G_LN10)

/* Only between such is there anything to be ranked. */
#define FEWEST_FOR_MARKS 2

/**
 * InflightNumbers:
 *
 * The throughput of a batch over its runs, and how long its answers took. Both
 * are drawn, and said in words below.
 *
 * What is shown is brought up to date four times a second at most, and only
 * while it can be seen.
 */
struct _InflightNumbers
{
  GtkWidget          parent_instance;

  /* Template */
  GtkStack          *stack;
  InflightChart     *throughput;
  GtkLabel          *throughput_text;
  InflightChart     *latency;
  GtkLabel          *latency_text;

  /* Owned */
  InflightBatch     *batch;
  InflightRefresher *refresher;
};

G_DEFINE_FINAL_TYPE (InflightNumbers, inflight_numbers, GTK_TYPE_WIDGET)

/* One, two or five times a power of ten. */
static double
round_up (double value)
{
  double power = pow (10, floor (log10 (value)));

  if (value <= power)
    return power;
  if (value <= 2 * power)
    return 2 * power;
  if (value <= 5 * power)
    return 5 * power;

  return 10 * power;
}

static guint
get_most_columns (const InflightStatistics *statistics)
{
  return CLAMP (inflight_statistics_get_n_answers (statistics) / 2, FEWEST_COLUMNS, MOST_COLUMNS);
}

/* Throughput */

static void
add_time_ticks (InflightChart *chart,
                gint64         extent_us)
{
  gint64 step_us = inflight_time_axis_choose_step (extent_us, 6);

  for (gint64 at_us = 0; at_us <= extent_us; at_us += step_us)
    {
      g_autofree char *text = inflight_words_tick (at_us);

      inflight_chart_add_tick (chart, (double) at_us / extent_us, text);
    }
}

static void
fill_throughput (InflightNumbers          *self,
                 const InflightStatistics *statistics,
                 gint64                    now_us)
{
  gint64 extent_us = MAX (inflight_statistics_get_busy_us (statistics, now_us), 1);
  double rates[INFLIGHT_MAX_RATES];
  gint64 width_us;
  guint n_rates = inflight_statistics_get_rates (statistics, now_us, rates, &width_us);
  double highest = 0;
  g_autofree char *top = NULL;

  for (guint i = 0; i < n_rates; i++)
    highest = MAX (highest, rates[i]);

  highest = round_up (highest);
  top = inflight_words_per_second (highest);

  inflight_chart_clear (self->throughput);
  inflight_chart_set_top (self->throughput, top);
  for (guint i = 0; i < n_rates; i++)
    inflight_chart_add_column (self->throughput, (double) i * width_us / extent_us,
                               MIN (1, (double) (i + 1) * width_us / extent_us),
                               rates[i] / highest);
  add_time_ticks (self->throughput, extent_us);
}

/* Latency */

/* A logarithmic axis. */
typedef struct
{
  double from;
  double extent;
} Scale;

static double
get_place (const Scale *scale,
           double       time_us)
{
  return (log (MAX (time_us, 1)) - scale->from) / scale->extent;
}

/* As fine as can be told apart. */
static guint
get_bins (const InflightStatistics *statistics,
          InflightBin              *bins)
{
  guint most = get_most_columns (statistics);
  guint n_bins = most + 1;

  for (guint per_octave = 256; n_bins > most && per_octave > 0; per_octave /= 2)
    n_bins = inflight_statistics_get_bins (statistics, per_octave, bins, MOST_COLUMNS + 1);

  return MIN (n_bins, MOST_COLUMNS);
}

/* How many answers there are for its width on the scale, so that a bin's area,
 * not its height alone, says how many there are in it. */
static double
get_density (const Scale       *scale,
             const InflightBin *bin)
{
  return bin->n_answers / (get_place (scale, bin->to_us) - get_place (scale, bin->from_us));
}

static void
add_latency_tick (InflightChart *chart,
                  const Scale   *scale,
                  gint64         time_us)
{
  g_autofree char *text = inflight_words_tick (time_us);

  inflight_chart_add_tick (chart, get_place (scale, time_us), text);
}

static void
add_end_ticks (InflightChart *chart,
               gint64         from_us,
               gint64         to_us)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  inflight_words_axis_ends (from_us, to_us, &from, &to);
  inflight_chart_add_tick (chart, 0, from);
  inflight_chart_add_tick (chart, 1, to);
}

static void
add_latency_ticks (InflightChart *chart,
                   const Scale   *scale)
{
  static const guint factors[] = { 1, 2, 5 };
  gint64 from_us = ceil (exp (scale->from));
  gint64 to_us = exp (scale->from + scale->extent);
  gsize n_factors = scale->extent < MANY_POWERS ? G_N_ELEMENTS (factors) : 1;
  guint n_ticks = 0;

  for (gint64 power_us = 1; power_us <= to_us; power_us *= 10)
    for (gsize i = 0; i < n_factors; i++)
      if (power_us * factors[i] >= from_us && power_us * factors[i] <= to_us)
        {
          add_latency_tick (chart, scale, power_us * factors[i]);
          n_ticks++;
        }

  /* Between two of them nothing says where one is. */
  if (n_ticks == 0)
    add_end_ticks (chart, from_us, to_us);
}

static void
add_marks (InflightNumbers          *self,
           const InflightStatistics *statistics,
           const Scale              *scale)
{
  gint64 median_us = inflight_statistics_get_median_us (statistics);
  gint64 high_us = inflight_statistics_get_percentile_us (statistics, 95);
  g_autofree char *median = inflight_words_duration (median_us);
  g_autofree char *high = inflight_words_duration (high_us);
  /* Translators: %s is a time span */
  g_autofree char *median_text = g_strdup_printf (_("median %s"), median);
  /* Translators: the 95th percentile; %s is a time span. “%%” is shown as “%”. */
  g_autofree char *high_text = g_strdup_printf (_("95 %% %s"), high);

  /* The row above is for what is further on: its line crosses no label then. */
  inflight_chart_add_mark (self->latency, get_place (scale, high_us), high_text);
  inflight_chart_add_mark (self->latency, get_place (scale, median_us), median_text);
}

static void
fill_latency (InflightNumbers          *self,
              const InflightStatistics *statistics)
{
  InflightBin bins[MOST_COLUMNS + 1];
  guint n_bins = get_bins (statistics, bins);
  Scale scale;
  double highest = 0;

  /* A little more on either side, so that there is something to compare with. */
  scale.from = log (MAX (bins[0].from_us, 1));
  scale.extent = log (MAX (bins[n_bins - 1].to_us, 2)) - scale.from;
  scale.from -= scale.extent * 0.04;
  scale.extent *= 1.08;

  for (guint i = 0; i < n_bins; i++)
    highest = MAX (highest, get_density (&scale, &bins[i]));

  inflight_chart_clear (self->latency);
  for (guint i = 0; i < n_bins; i++)
    inflight_chart_add_column (self->latency, get_place (&scale, bins[i].from_us),
                               get_place (&scale, bins[i].to_us),
                               get_density (&scale, &bins[i]) / highest);
  add_latency_ticks (self->latency, &scale);
  if (inflight_statistics_get_n_answers (statistics) >= FEWEST_FOR_MARKS)
    add_marks (self, statistics, &scale);
}

/* The page */

static void
say (GtkLabel      *label,
     InflightChart *chart,
     const char    *name,
     const char    *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;

  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
update (InflightNumbers *self)
{
  const InflightStatistics *statistics = inflight_batch_get_statistics (self->batch);
  InflightNetwork *network = inflight_batch_get_network (self->batch);
  g_autofree char *throughput = inflight_words_throughput (self->batch);
  g_autofree char *latency = inflight_words_latency (self->batch);

  gtk_stack_set_visible_child_name (self->stack, throughput != NULL ? "numbers" : "none");
  if (throughput == NULL || latency == NULL)
    return;

  say (self->throughput_text, self->throughput, _("Throughput"), throughput);
  say (self->latency_text, self->latency, _("Latency"), latency);
  fill_throughput (self, statistics, inflight_network_get_now_us (network));
  fill_latency (self, statistics);
}

static void
refresh (GtkWidget *widget)
{
  InflightNumbers *self = INFLIGHT_NUMBERS (widget);
  const InflightStatistics *statistics = inflight_batch_get_statistics (self->batch);
  gint64 now_us = inflight_refresher_get_now_us (self->refresher);

  update (self);
  if (inflight_statistics_is_under_way (statistics))
    inflight_refresher_queue_in (self->refresher, widget,
                                 inflight_words_elapsed_lasts_us (
                                   inflight_statistics_get_busy_us (statistics, now_us)));
}

static void
batch_changed_cb (InflightBatch   *batch,
                  GParamSpec      *pspec,
                  InflightNumbers *self)
{
  g_assert (INFLIGHT_IS_NUMBERS (self));

  inflight_refresher_queue_in (self->refresher, GTK_WIDGET (self), UPDATE_INTERVAL_US);
}

static void
inflight_numbers_dispose (GObject *object)
{
  InflightNumbers *self = INFLIGHT_NUMBERS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->batch);
  g_clear_object (&self->refresher);

  G_OBJECT_CLASS (inflight_numbers_parent_class)->dispose (object);
}

static void
inflight_numbers_class_init (InflightNumbersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_numbers_dispose;

  g_type_ensure (INFLIGHT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-numbers.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightNumbers, stack);
  gtk_widget_class_bind_template_child (widget_class, InflightNumbers, throughput);
  gtk_widget_class_bind_template_child (widget_class, InflightNumbers, throughput_text);
  gtk_widget_class_bind_template_child (widget_class, InflightNumbers, latency);
  gtk_widget_class_bind_template_child (widget_class, InflightNumbers, latency_text);
}

static void
inflight_numbers_init (InflightNumbers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), refresh);
}

/**
 * inflight_numbers_set_batch:
 * @self: a page
 * @batch: (nullable): whose numbers to show
 */
void
inflight_numbers_set_batch (InflightNumbers *self,
                            InflightBatch   *batch)
{
  g_return_if_fail (INFLIGHT_IS_NUMBERS (self));
  g_return_if_fail (batch == NULL || INFLIGHT_IS_BATCH (batch));

  if (self->batch == batch)
    return;

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  inflight_refresher_forget (self->refresher, GTK_WIDGET (self));
  g_set_object (&self->batch, batch);
  if (batch == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }

  inflight_refresher_set_network (self->refresher, inflight_batch_get_network (batch));
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  inflight_refresher_queue (self->refresher, GTK_WIDGET (self));
}
