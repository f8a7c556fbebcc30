/* bench-frames.c: how long frames took, and while what was done
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-frames.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define N_WORST 8

/* What this thread has had at one moment, in microseconds. */
typedef struct
{
  gint64 time_us;
  gint64 cpu_us;
  gint64 waited_us;
} Moment;

/* From one update of the frame clock to the next: by the clock, how much of that
 * the thread had a processor, and how much it waited for one that others had.
 * The rest is sleep. */
typedef struct
{
  gint64      duration_us;
  gint64      cpu_us;
  gint64      waited_us;
  const char *phase;
  const char *note;
  guint       since_note;
} Frame;

typedef struct
{
  gint64      latency_us;
  const char *phase;
} Input;

typedef enum {
  FIGURE_DURATION,
  FIGURE_CPU,
  FIGURE_WAITED,
  FIGURE_INPUT,
} Figure;

struct _BenchFrames
{
  GtkWidget  *widget;
  GArray     *frames;
  GArray     *inputs;
  GPtrArray  *phases;
  const char *phase;
  const char *note;
  Moment      last;
  guint       since_note;
  guint       tick_id;
  int         schedstat_fd;
};

static Moment
get_moment (BenchFrames *self)
{
  Moment moment = { .time_us = g_get_monotonic_time () };
  gint64 cpu_ns = 0;
  gint64 waited_ns = 0;
  char text[128];
  ssize_t length = pread (self->schedstat_fd, text, sizeof text - 1, 0);

  text[MAX (length, 0)] = '\0';
  if (sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &cpu_ns, &waited_ns) == 2)
    {
      moment.cpu_us = cpu_ns / 1000;
      moment.waited_us = waited_ns / 1000;
    }

  return moment;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  BenchFrames *self = user_data;
  Moment now = get_moment (self);
  Frame frame = {
    .duration_us = now.time_us - self->last.time_us,
    .cpu_us = now.cpu_us - self->last.cpu_us,
    .waited_us = now.waited_us - self->last.waited_us,
    .phase = self->phase,
    .note = self->note,
    .since_note = self->since_note++,
  };

  if (self->last.time_us != 0)
    g_array_append_val (self->frames, frame);
  self->last = now;

  return G_SOURCE_CONTINUE;
}

/**
 * bench_frames_new:
 * @widget: what the frames are of; it outlives this
 *
 * To be called on the thread that draws.
 *
 * Returns: (transfer full): frames, of which none is watched yet
 */
BenchFrames *
bench_frames_new (GtkWidget *widget)
{
  BenchFrames *self = g_new0 (BenchFrames, 1);

  self->widget = widget;
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->inputs = g_array_new (FALSE, FALSE, sizeof (Input));
  self->phases = g_ptr_array_new ();
  self->schedstat_fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);

  return self;
}

void
bench_frames_free (BenchFrames *self)
{
  bench_frames_stop (self);
  g_array_unref (self->frames);
  g_array_unref (self->inputs);
  g_ptr_array_unref (self->phases);
  if (self->schedstat_fd >= 0)
    close (self->schedstat_fd);
  g_free (self);
}

/* Forgets what was watched before. */
void
bench_frames_clear (BenchFrames *self)
{
  g_array_set_size (self->frames, 0);
  g_array_set_size (self->inputs, 0);
  g_ptr_array_set_size (self->phases, 0);
}

void
bench_frames_start (BenchFrames *self)
{
  self->note = NULL;
  self->last.time_us = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}

void
bench_frames_stop (BenchFrames *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick_id);
  self->tick_id = 0;
}

/**
 * bench_frames_set_phase:
 * @self: frames
 * @phase: what is done from now on
 *
 * The frame that is under way counts as part of it.
 */
void
bench_frames_set_phase (BenchFrames *self,
                        const char  *phase)
{
  self->phase = g_intern_string (phase);
  if (!g_ptr_array_find (self->phases, self->phase, NULL))
    g_ptr_array_add (self->phases, (gpointer) self->phase);
}

/* Says what was just done, so that it can be named beside a slow frame. */
void
bench_frames_note (BenchFrames *self,
                   const char  *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  self->note = g_intern_string (text);
  self->since_note = 0;
}

/* Takes the time from an input's being sent to its arrival. */
void
bench_frames_add_input (BenchFrames *self,
                        gint64       latency_us)
{
  Input input = { latency_us, self->phase };

  if (self->tick_id != 0)
    g_array_append_val (self->inputs, input);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
get_value (const Frame *frame,
           Figure       figure)
{
  switch (figure)
    {
    case FIGURE_DURATION:
      return frame->duration_us;

    case FIGURE_CPU:
      return frame->cpu_us;

    case FIGURE_WAITED:
      return frame->waited_us;

    case FIGURE_INPUT:
      break;
    }

  g_return_val_if_reached (0);
}

/* Returns what was measured in a phase, or in all of them, smallest first. */
static GArray *
dup_values (BenchFrames *self,
            const char  *phase,
            Figure       figure)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (figure == FIGURE_INPUT)
    for (guint i = 0; i < self->inputs->len; i++)
      {
        const Input *input = &g_array_index (self->inputs, Input, i);

        if (phase == NULL || input->phase == phase)
          g_array_append_val (values, input->latency_us);
      }
  else
    for (guint i = 0; i < self->frames->len; i++)
      {
        const Frame *frame = &g_array_index (self->frames, Frame, i);
        gint64 value = get_value (frame, figure);

        if (phase == NULL || frame->phase == phase)
          g_array_append_val (values, value);
      }

  g_array_sort (values, compare_values);

  return values;
}

static double
get_quantile_ms (GArray *values,
                 double  quantile)
{
  if (values->len == 0)
    return 0;

  return g_array_index (values, gint64,
                        MIN (values->len - 1, (guint) (quantile * values->len))) / 1000.0;
}

static double
get_mean_ms (GArray *values)
{
  double sum = 0;

  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, gint64, i);

  return values->len > 0 ? sum / 1000 / values->len : 0;
}

static void
print_row (BenchFrames *self,
           const char  *name,
           const char  *phase)
{
  g_autoptr (GArray) durations = dup_values (self, phase, FIGURE_DURATION);
  g_autoptr (GArray) cpus = dup_values (self, phase, FIGURE_CPU);
  g_autoptr (GArray) waits = dup_values (self, phase, FIGURE_WAITED);
  g_autoptr (GArray) inputs = dup_values (self, phase, FIGURE_INPUT);

  g_print ("%-9s %6u %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %6u %7.1f %7.1f\n", name,
           durations->len, get_mean_ms (durations), get_quantile_ms (durations, 0.99),
           get_quantile_ms (durations, 1), get_mean_ms (cpus), get_quantile_ms (cpus, 1),
           get_mean_ms (waits), get_quantile_ms (waits, 1), inputs->len,
           get_quantile_ms (inputs, 0.99), get_quantile_ms (inputs, 1));
}

/* Prints a row a phase, and one of all of them. */
void
bench_frames_print (BenchFrames *self)
{
  g_print ("%-9s %6s %7s %7s %7s %7s %7s %7s %7s %6s %7s %7s\n", "ms", "frames", "mean",
           "99 %", "worst", "cpu", "worst", "waited", "worst", "inputs", "99 %", "worst");
  for (guint i = 0; i < self->phases->len; i++)
    {
      const char *phase = g_ptr_array_index (self->phases, i);

      print_row (self, phase, phase);
    }
  print_row (self, "all", NULL);
}

static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  const Frame *x = a;
  const Frame *y = b;

  return (x->duration_us < y->duration_us) - (x->duration_us > y->duration_us);
}

/* Prints the slowest frames and what had been done before each. */
void
bench_frames_print_worst (BenchFrames *self)
{
  g_autoptr (GArray) frames = g_array_copy (self->frames);

  g_array_sort (frames, compare_frames);
  for (guint i = 0; i < MIN (frames->len, N_WORST); i++)
    {
      const Frame *frame = &g_array_index (frames, Frame, i);

      g_print ("  %7.1f ms (cpu %.1f, waited %.1f) %s: %s, %u frames before\n",
               frame->duration_us / 1000.0, frame->cpu_us / 1000.0, frame->waited_us / 1000.0,
               frame->phase, frame->note != NULL ? frame->note : "nothing", frame->since_note);
    }
}

double
bench_frames_get_mean (BenchFrames *self)
{
  g_autoptr (GArray) values = dup_values (self, NULL, FIGURE_DURATION);

  return get_mean_ms (values);
}

/* Returns the duration, in milliseconds, below which that share of them lies. */
double
bench_frames_get (BenchFrames *self,
                  double       quantile)
{
  g_autoptr (GArray) values = dup_values (self, NULL, FIGURE_DURATION);

  return get_quantile_ms (values, quantile);
}

gboolean
bench_frames_get_input (BenchFrames *self,
                        double       quantile,
                        double      *latency_ms)
{
  g_autoptr (GArray) values = dup_values (self, NULL, FIGURE_INPUT);

  *latency_ms = get_quantile_ms (values, quantile);

  return values->len > 0;
}
