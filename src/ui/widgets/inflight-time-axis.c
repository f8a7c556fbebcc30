/* inflight-time-axis.c: the time that waterfalls share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-time-axis.h"

#define LEAST_EXTENT_US (G_USEC_PER_SEC / 20)

/**
 * InflightTimeAxis:
 *
 * What the bars of a batch's tasks are drawn along. It begins where a run began,
 * so that each bar shows the time since the launch of its run and tasks that are
 * retried long after are not pushed to the far end by the pause before. It is as
 * long as what has settled took, rounded up, so that bars do not creep: they stay
 * where they are until the axis grows by a step, or is twice as long as it need be
 * because what took longest was retried or removed. What hangs, was cancelled or timed
 * out may last longer, and does not make all others short. Until something has
 * settled otherwise, the axis is as long as all of that.
 *
 * It follows the batch by itself when tasks settle; while they are under way,
 * whoever draws anew tells it the time.
 */
struct _InflightTimeAxis
{
  GObject        parent_instance;

  InflightBatch *batch;

  gint64         extent_us;
  gboolean       has_ends;
  guint64        serial;
};

enum {
  PROP_0,
  PROP_SERIAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightTimeAxis, inflight_time_axis, G_TYPE_OBJECT)

/* Steps of a quarter or so, between powers of ten. */
static gint64
round_up (gint64 time_us)
{
  static const guint steps[] = { 10, 12, 15, 20, 25, 30, 40, 50, 60, 80 };
  gint64 tenth_us = 1;

  while (tenth_us * 100 < time_us)
    tenth_us *= 10;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * tenth_us >= time_us)
      return steps[i] * tenth_us;

  return 100 * tenth_us;
}

/* Even if it stays where it is: that had not been decided before. */
static void
move_end (InflightTimeAxis *self,
          gint64            extent_us)
{
  self->extent_us = extent_us;
  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERIAL]);
}

static void
batch_changed_cb (InflightBatch    *batch,
                  GParamSpec       *pspec,
                  InflightTimeAxis *self)
{
  g_assert (INFLIGHT_IS_TIME_AXIS (self));

  inflight_time_axis_update (self, inflight_time_axis_get_now_us (self));
}

static void
inflight_time_axis_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightTimeAxis *self = INFLIGHT_TIME_AXIS (object);

  switch (prop_id)
    {
    case PROP_SERIAL:
      g_value_set_uint64 (value, self->serial);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_time_axis_dispose (GObject *object)
{
  InflightTimeAxis *self = INFLIGHT_TIME_AXIS (object);

  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_time_axis_parent_class)->dispose (object);
}

static void
inflight_time_axis_class_init (InflightTimeAxisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_time_axis_get_property;
  object_class->dispose = inflight_time_axis_dispose;

  /**
   * InflightTimeAxis:serial:
   *
   * A number that grows when everything along the axis moves.
   */
  properties[PROP_SERIAL] =
    g_param_spec_uint64 ("serial", NULL, NULL,
                         0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_time_axis_init (InflightTimeAxis *self)
{
  self->extent_us = LEAST_EXTENT_US;
}

/**
 * inflight_time_axis_new:
 *
 * Returns: (transfer full): an axis without a batch
 */
InflightTimeAxis *
inflight_time_axis_new (void)
{
  return g_object_new (INFLIGHT_TYPE_TIME_AXIS, NULL);
}

/**
 * inflight_time_axis_set_batch:
 * @self: an axis
 * @batch: (nullable): whose runs it shall be as long as
 */
void
inflight_time_axis_set_batch (InflightTimeAxis *self,
                              InflightBatch    *batch)
{
  g_return_if_fail (INFLIGHT_IS_TIME_AXIS (self));
  g_return_if_fail (batch == NULL || INFLIGHT_IS_BATCH (batch));

  if (self->batch == batch)
    return;

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  g_set_object (&self->batch, batch);
  if (batch != NULL)
    g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);

  self->has_ends = FALSE;
  if (self->extent_us != LEAST_EXTENT_US)
    move_end (self, LEAST_EXTENT_US);
  inflight_time_axis_update (self, inflight_time_axis_get_now_us (self));
}

/**
 * inflight_time_axis_update:
 * @self: an axis
 * @now_us: the time on the clock of the batch's network
 *
 * Makes the axis longer if it has been outgrown, and shorter when the first task
 * has settled, or what took long is no longer there. This costs the same however many
 * tasks there are.
 */
void
inflight_time_axis_update (InflightTimeAxis *self,
                           gint64            now_us)
{
  gint64 length_us;
  gint64 extent_us;
  gboolean has_ends;

  g_return_if_fail (INFLIGHT_IS_TIME_AXIS (self));

  if (self->batch == NULL)
    return;

  length_us = inflight_batch_get_longest_end_us (self->batch);
  has_ends = length_us > 0;
  if (!has_ends)
    length_us = inflight_batch_get_longest_us (self->batch, now_us);

  extent_us = MAX (LEAST_EXTENT_US, round_up (length_us));
  if (has_ends != self->has_ends || extent_us > self->extent_us ||
      extent_us * 2 <= self->extent_us)
    {
      self->has_ends = has_ends;
      move_end (self, extent_us);
    }
}

/**
 * inflight_time_axis_get_now_us:
 * @self: an axis
 *
 * Returns: the time on the clock of the batch's network, in microseconds; 0
 *   without a batch
 */
gint64
inflight_time_axis_get_now_us (InflightTimeAxis *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TIME_AXIS (self), 0);

  return self->batch != NULL
           ? inflight_network_get_now_us (inflight_batch_get_network (self->batch)) : 0;
}

/**
 * inflight_time_axis_get_extent_us:
 * @self: an axis
 *
 * Returns: how long it is, in microseconds; more than 0
 */
gint64
inflight_time_axis_get_extent_us (InflightTimeAxis *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TIME_AXIS (self), LEAST_EXTENT_US);

  return self->extent_us;
}

/**
 * inflight_time_axis_get_origin_us:
 * @self: an axis
 * @launched_us: when a task was launched
 *
 * Returns: when the axis begins for that task, on the clock of the network
 */
gint64
inflight_time_axis_get_origin_us (InflightTimeAxis *self,
                                  gint64            launched_us)
{
  g_return_val_if_fail (INFLIGHT_IS_TIME_AXIS (self), launched_us);

  if (self->batch == NULL)
    return launched_us;

  return inflight_statistics_get_run_start_us (inflight_batch_get_statistics (self->batch),
                                               launched_us);
}

/**
 * inflight_time_axis_choose_step:
 * @extent_us: how long an axis is, in microseconds
 * @max_steps: how many steps there is room for, more than 0
 *
 * Returns: how far apart its ticks shall be, in microseconds: one, two or five
 *   times a power of ten
 */
gint64
inflight_time_axis_choose_step (gint64 extent_us,
                                guint  max_steps)
{
  static const guint factors[] = { 1, 2, 5 };
  gint64 power_us = 1;

  g_return_val_if_fail (max_steps > 0, extent_us);

  for (;; power_us *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
      if (power_us * factors[i] * max_steps >= extent_us)
        return power_us * factors[i];
}
