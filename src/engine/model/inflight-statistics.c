/* inflight-statistics.c: how fast answers arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-statistics-private.h"

/* Latencies: so many counters for each power of two of microseconds. Within one
 * the counters are equally wide, and below the first power each has one value. */
#define SUB_BITS   10
#define N_SUBS     (1 << SUB_BITS)
#define N_OCTAVES  40
#define N_COUNTERS ((N_OCTAVES - SUB_BITS + 1) * N_SUBS)

/* The series for a chart. */
#define N_SLOTS       256
#define SLOT_WIDTH_US (10 * 1000)

/* What the rate is about: the last second, in so many parts. */
#define N_PARTS       20
#define PART_WIDTH_US (G_USEC_PER_SEC / N_PARTS)

/* Runs of which the start is known. Those before were long ago. */
#define MAX_RUNS 256

/**
 * InflightStatistics:
 *
 * How fast the tasks of a batch were answered, kept as they settle. An answer is
 * one with a status: that of a task that succeeded, or failed for its status
 * alone. Tasks that were cancelled, or that failed on the way, took as long as
 * they took for another reason and do not count. A task that is retried later
 * has been answered all the same and stays counted.
 *
 * Latencies are those of inflight_task_get_elapsed_us(): from leaving the queue,
 * of the last attempt, redirects included. They are counted in a histogram with
 * steps in proportion to the value, as G. Tene's HdrHistogram has them
 * (https://hdrhistogram.org): a counter is never wider than a 1,024th of what it
 * counts, so its middle is off by 0.05 % at the most. That is less than what is
 * shown of it, so that a percentile looks like one of the times in the list.
 *
 * A *run* lasts from a launch, when nothing was under way, to the time when all
 * that was launched meanwhile has settled. Between runs no time passes in the
 * series.
 *
 * Everything costs the same however many tasks there are, in time and memory.
 */
struct _InflightStatistics
{
  guint   counters[N_COUNTERS];
  guint   n_answers;
  gint64  min_us;
  gint64  max_us;
  guint64 sum_us;

  guint   slots[N_SLOTS];
  guint   n_slots;
  gint64  slot_width_us;

  guint   parts[N_PARTS + 1];
  gint64  newest_part;

  guint   n_under_way;
  gint64  idle_us;
  gint64  last_settled_us;
  gint64  runs[MAX_RUNS];
  guint   n_runs;
};

InflightStatistics *
inflight_statistics_new (void)
{
  InflightStatistics *self = g_new0 (InflightStatistics, 1);

  self->slot_width_us = SLOT_WIDTH_US;

  return self;
}

void
inflight_statistics_free (InflightStatistics *self)
{
  g_free (self);
}

/* The histogram */

static guint
get_counter (gint64 value_us)
{
  guint64 value = CLAMP (value_us, 0, ((gint64) 1 << N_OCTAVES) - 1);
  guint shift;

  if (value < N_SUBS)
    return value;

  shift = g_bit_storage (value) - SUB_BITS - 1;

  return shift * N_SUBS + (value >> shift);
}

/* The least value that belongs in a counter. */
static gint64
get_counter_start (guint counter)
{
  guint shift;

  if (counter < N_SUBS)
    return counter;

  shift = counter / N_SUBS - 1;

  return (gint64) (counter % N_SUBS + N_SUBS) << shift;
}

static gint64
get_counter_middle (guint counter)
{
  gint64 start_us = get_counter_start (counter);

  /* The last value in it is one less than the next one's first. */
  return start_us + (get_counter_start (counter + 1) - 1 - start_us) / 2;
}

static void
add_latency (InflightStatistics *self,
             gint64              elapsed_us)
{
  self->counters[get_counter (elapsed_us)]++;
  self->min_us = self->n_answers == 0 ? elapsed_us : MIN (self->min_us, elapsed_us);
  self->max_us = MAX (self->max_us, elapsed_us);
  self->sum_us += elapsed_us;
  self->n_answers++;
}

/* The rate */

/* Lets time pass up to the part; what is no longer in the last second goes. */
static void
turn_parts (InflightStatistics *self,
            gint64              part)
{
  gint64 n_new = MIN (part - self->newest_part, N_PARTS + 1);

  for (gint64 i = 0; i < n_new; i++)
    self->parts[(part - i) % (N_PARTS + 1)] = 0;

  self->newest_part = MAX (self->newest_part, part);
}

static void
add_to_rate (InflightStatistics *self,
             gint64              settled_us)
{
  gint64 part = settled_us / PART_WIDTH_US;

  turn_parts (self, part);
  if (part + N_PARTS >= self->newest_part)
    self->parts[part % (N_PARTS + 1)]++;
}

/* The series */

static void
halve_slots (InflightStatistics *self)
{
  for (guint i = 0; i < N_SLOTS / 2; i++)
    self->slots[i] = self->slots[2 * i] + self->slots[2 * i + 1];

  for (guint i = N_SLOTS / 2; i < N_SLOTS; i++)
    self->slots[i] = 0;

  self->n_slots = (self->n_slots + 1) / 2;
  self->slot_width_us *= 2;
}

static void
add_to_series (InflightStatistics *self,
               gint64              busy_us)
{
  guint slot;

  while (busy_us / self->slot_width_us >= N_SLOTS)
    halve_slots (self);

  slot = busy_us / self->slot_width_us;
  self->slots[slot]++;
  self->n_slots = MAX (self->n_slots, slot + 1);
}

/* Runs */

static gint64
get_newest_run_us (const InflightStatistics *self)
{
  return self->n_runs > 0 ? self->runs[self->n_runs - 1] : 0;
}

/* The time since the first launch, without that between runs. */
static gint64
get_busy_until (const InflightStatistics *self,
                gint64                    time_us)
{
  return MAX (0, time_us - self->idle_us);
}

static void
add_run (InflightStatistics *self,
         gint64              launched_us)
{
  if (self->n_runs == MAX_RUNS)
    {
      for (guint i = 1; i < MAX_RUNS; i++)
        self->runs[i - 1] = self->runs[i];
      self->n_runs--;
    }

  self->runs[self->n_runs++] = launched_us;
}

static void
begin_run (InflightStatistics *self,
           gint64              launched_us)
{
  if (self->n_runs == 0)
    self->idle_us = launched_us;
  else
    self->idle_us += launched_us - self->last_settled_us;

  add_run (self, launched_us);
}

/**
 * inflight_statistics_add_launch:
 * @self: statistics
 * @launched_us: when a task was launched, on the clock of its network
 */
void
inflight_statistics_add_launch (InflightStatistics *self,
                                gint64              launched_us)
{
  /* Tasks that are launched together may be queued in turns, and the first of
   * them settle before the last is queued. */
  if (self->n_runs == 0 ||
      (self->n_under_way == 0 && launched_us > self->last_settled_us))
    begin_run (self, launched_us);

  self->n_under_way++;
}

/**
 * inflight_statistics_add_end:
 * @self: statistics
 * @settled_us: when a task that was launched has settled
 */
void
inflight_statistics_add_end (InflightStatistics *self,
                             gint64              settled_us)
{
  g_assert (self->n_under_way > 0);

  self->n_under_way--;
  self->last_settled_us = MAX (self->last_settled_us, settled_us);
}

/**
 * inflight_statistics_add_answer:
 * @self: statistics
 * @settled_us: when a task was answered
 * @elapsed_us: how long that took
 */
void
inflight_statistics_add_answer (InflightStatistics *self,
                                gint64              settled_us,
                                gint64              elapsed_us)
{
  add_latency (self, MAX (elapsed_us, 0));
  add_to_rate (self, MAX (settled_us, 0));
  add_to_series (self, get_busy_until (self, settled_us));
}

static void
adopt_series (InflightStatistics *self,
              InflightStatistics *other)
{
  gint64 busy_us = get_busy_until (self, self->last_settled_us);
  guint first;

  while (self->slot_width_us < other->slot_width_us ||
         busy_us / self->slot_width_us + other->n_slots > N_SLOTS)
    {
      if (other->slot_width_us <= self->slot_width_us)
        halve_slots (other);
      halve_slots (self);
    }

  while (other->slot_width_us < self->slot_width_us)
    halve_slots (other);

  first = busy_us / self->slot_width_us;
  for (guint i = 0; i < other->n_slots; i++)
    self->slots[first + i] += other->slots[i];

  self->n_slots = MAX (self->n_slots, other->n_slots > 0 ? first + other->n_slots : 0);
  self->idle_us = other->idle_us - busy_us;
}

/* Takes in what @other knows, whose tasks were launched after those of @self. It
 * is of no use afterwards. */
void
inflight_statistics_adopt (InflightStatistics *self,
                           InflightStatistics *other)
{
  if (other->n_runs == 0)
    return;

  adopt_series (self, other);

  for (guint i = 0; i < N_COUNTERS; i++)
    self->counters[i] += other->counters[i];
  if (self->n_answers == 0 || (other->n_answers > 0 && other->min_us < self->min_us))
    self->min_us = other->min_us;
  self->max_us = MAX (self->max_us, other->max_us);
  self->sum_us += other->sum_us;
  self->n_answers += other->n_answers;

  turn_parts (self, other->newest_part);
  turn_parts (other, self->newest_part);
  for (guint i = 0; i <= N_PARTS; i++)
    self->parts[i] += other->parts[i];

  for (guint i = 0; i < other->n_runs; i++)
    add_run (self, other->runs[i]);
  self->n_under_way += other->n_under_way;
  self->last_settled_us = MAX (self->last_settled_us, other->last_settled_us);
}

/* Everybody's side */

/**
 * inflight_statistics_get_n_answers:
 * @self: statistics
 *
 * Returns: how many answers were counted
 */
guint
inflight_statistics_get_n_answers (const InflightStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_answers;
}

/**
 * inflight_statistics_get_min_us:
 * @self: statistics
 *
 * Returns: the least latency, exactly, in microseconds; 0 without an answer
 */
gint64
inflight_statistics_get_min_us (const InflightStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->min_us;
}

/**
 * inflight_statistics_get_max_us:
 * @self: statistics
 *
 * Returns: the greatest latency, exactly, in microseconds; 0 without an answer
 */
gint64
inflight_statistics_get_max_us (const InflightStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_us;
}

/**
 * inflight_statistics_get_mean_us:
 * @self: statistics
 *
 * Returns: the mean latency, in microseconds; 0 without an answer
 */
gint64
inflight_statistics_get_mean_us (const InflightStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_answers > 0 ? self->sum_us / self->n_answers : 0;
}

/**
 * inflight_statistics_get_percentile_us:
 * @self: statistics
 * @percent: more than 0, at most 100
 *
 * A percentile is that of the nearest rank: of the latencies in rising order the
 * one at place ⌈percent ÷ 100 × n⌉, the least that so many percent of the
 * answers did not exceed. It is always a latency that was measured, to 0.05 %.
 *
 * Returns: the percentile in microseconds; 0 without an answer
 */
gint64
inflight_statistics_get_percentile_us (const InflightStatistics *self,
                                       double                    percent)
{
  double exact_rank;
  guint64 rank;
  guint64 n_seen = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (percent > 0 && percent <= 100, 0);

  /* In this order whole numbers stay whole. */
  exact_rank = percent * self->n_answers / 100;
  rank = exact_rank;
  if (rank < exact_rank)
    rank++;

  if (self->n_answers == 0)
    return 0;

  for (guint i = get_counter (self->min_us); i <= get_counter (self->max_us); i++)
    {
      n_seen += self->counters[i];
      if (n_seen >= rank)
        return CLAMP (get_counter_middle (i), self->min_us, self->max_us);
    }

  return self->max_us;
}

/**
 * inflight_statistics_get_median_us:
 * @self: statistics
 *
 * Returns: the 50th percentile, see inflight_statistics_get_percentile_us()
 */
gint64
inflight_statistics_get_median_us (const InflightStatistics *self)
{
  return inflight_statistics_get_percentile_us (self, 50);
}

static gint64
get_bin_width (gint64 value_us,
               guint  bins_per_octave)
{
  gint64 octave_us = value_us > 0 ? G_GINT64_CONSTANT (1) << (g_bit_storage (value_us) - 1) : 1;

  return MAX (1, octave_us / bins_per_octave);
}

/**
 * inflight_statistics_get_bins:
 * @self: statistics
 * @bins_per_octave: how many bins there shall be for each power of two, a power
 *   of two itself, at most 1024
 * @bins: (array length=max_bins) (out caller-allocates): where to put them
 * @max_bins: how many there is room for
 *
 * The histogram from the first to the last bin that counts something. Those in
 * between can be empty; very short latencies have fewer bins than asked for.
 *
 * Returns: how many there are, @max_bins at most
 */
guint
inflight_statistics_get_bins (const InflightStatistics *self,
                              guint                     bins_per_octave,
                              InflightBin              *bins,
                              guint                     max_bins)
{
  gint64 from_us;
  guint n_bins = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (bins_per_octave > 0 && N_SUBS % bins_per_octave == 0, 0);

  if (self->n_answers == 0)
    return 0;

  from_us = self->min_us - self->min_us % get_bin_width (self->min_us, bins_per_octave);
  while (from_us <= self->max_us && n_bins < max_bins)
    {
      InflightBin *bin = &bins[n_bins++];

      bin->from_us = from_us;
      bin->to_us = from_us + get_bin_width (from_us, bins_per_octave);
      bin->n_answers = 0;
      for (guint i = get_counter (bin->from_us); i < get_counter (bin->to_us); i++)
        bin->n_answers += self->counters[i];
      from_us = bin->to_us;
    }

  return n_bins;
}

/**
 * inflight_statistics_is_under_way:
 * @self: statistics
 *
 * Returns: whether something that was launched has not settled
 */
gboolean
inflight_statistics_is_under_way (const InflightStatistics *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_under_way > 0;
}

/**
 * inflight_statistics_get_busy_us:
 * @self: statistics
 * @now_us: the time on the clock of the network
 *
 * Returns: how long all runs took together so far, in microseconds
 */
gint64
inflight_statistics_get_busy_us (const InflightStatistics *self,
                                 gint64                    now_us)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_busy_until (self, self->n_under_way > 0 ? MAX (now_us, self->last_settled_us)
                                                     : self->last_settled_us);
}

/**
 * inflight_statistics_get_run_us:
 * @self: statistics
 * @now_us: the time on the clock of the network
 *
 * Returns: how long the run that is under way has taken so far, in microseconds; 0
 *   if none is
 */
gint64
inflight_statistics_get_run_us (const InflightStatistics *self,
                                gint64                    now_us)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_under_way > 0 ? MAX (0, now_us - get_newest_run_us (self)) : 0;
}

/**
 * inflight_statistics_get_run_start_us:
 * @self: statistics
 * @launched_us: when a task was launched
 *
 * Returns: when the run began in which that was; @launched_us if that was many
 *   runs ago
 */
gint64
inflight_statistics_get_run_start_us (const InflightStatistics *self,
                                      gint64                    launched_us)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (self != NULL, launched_us);

  /* How many began by then. */
  high = self->n_runs;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->runs[middle] <= launched_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? self->runs[low - 1] : launched_us;
}

/**
 * inflight_statistics_get_rate:
 * @self: statistics
 * @now_us: the time on the clock of the network
 *
 * Returns: how many answers came within the last second
 */
double
inflight_statistics_get_rate (const InflightStatistics *self,
                              gint64                    now_us)
{
  gint64 now_part = MAX (now_us, 0) / PART_WIDTH_US;
  double gone = (double) (MAX (now_us, 0) % PART_WIDTH_US) / PART_WIDTH_US;
  double rate = 0;

  g_return_val_if_fail (self != NULL, 0);

  /* Of the oldest part only some is within the second still. */
  now_part = MAX (now_part, self->newest_part);
  for (gint64 part = MAX (0, now_part - N_PARTS); part <= self->newest_part; part++)
    rate += self->parts[part % (N_PARTS + 1)] * (part == now_part - N_PARTS ? 1 - gone : 1);

  return rate;
}

/**
 * inflight_statistics_get_mean_rate:
 * @self: statistics
 * @now_us: the time on the clock of the network
 *
 * Returns: how many answers came in a second, over all runs; 0 if no time passed
 */
double
inflight_statistics_get_mean_rate (const InflightStatistics *self,
                                   gint64                    now_us)
{
  gint64 busy_us = inflight_statistics_get_busy_us (self, now_us);

  return busy_us > 0 ? (double) self->n_answers * G_USEC_PER_SEC / busy_us : 0;
}

/**
 * inflight_statistics_get_series:
 * @self: statistics
 * @counts: (out) (array) (transfer none): how many answers came in each slot of
 *   time since the first launch, that between runs left out
 * @width_us: (out): how long a slot lasts, in microseconds. It doubles when the
 *   runs get too long for as many slots as there are.
 *
 * Returns: how many slots there are, the last one with an answer included
 */
guint
inflight_statistics_get_series (const InflightStatistics  *self,
                                const guint              **counts,
                                gint64                    *width_us)
{
  g_return_val_if_fail (self != NULL, 0);

  *counts = self->slots;
  *width_us = self->slot_width_us;

  return self->n_slots;
}
