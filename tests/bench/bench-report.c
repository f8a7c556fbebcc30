/* bench-report.c: figures, and whether they are within their bars
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-report.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void
print (const char *what,
       double      value,
       const char *unit)
{
  g_print ("%-62s %9.*f %-5s", what, value < 100 ? 2 : 0, value, unit);
}

/**
 * bench_report:
 * @what: what was measured
 * @value: what came out
 * @unit: in what
 *
 * Prints a figure that has no bar.
 */
void
bench_report (const char *what,
              double      value,
              const char *unit)
{
  print (what, value, unit);
  g_print ("\n");
}

/**
 * bench_report_at_most:
 * @what: what was measured
 * @value: what came out
 * @unit: in what
 * @bar: what it may be at most
 *
 * Prints a figure and whether it is good enough. Nothing fails if it is not: that
 * depends on what else the machine does.
 */
void
bench_report_at_most (const char *what,
                      double      value,
                      const char *unit,
                      double      bar)
{
  print (what, value, unit);
  g_print (" at most %-5g %s\n", bar, value <= bar ? "REACHED" : "MISSED");
}

/**
 * bench_report_at_least:
 * @what: what was measured
 * @value: what came out
 * @unit: in what
 * @bar: what it must be at least
 *
 * Prints a figure and whether it is good enough, as bench_report_at_most() does.
 */
void
bench_report_at_least (const char *what,
                       double      value,
                       const char *unit,
                       double      bar)
{
  print (what, value, unit);
  g_print (" at least %-4g %s\n", bar, value >= bar ? "REACHED" : "MISSED");
}

GArray *
bench_values_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_values_add (GArray *self,
                  double  value)
{
  g_array_append_val (self, value);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * bench_values_get:
 * @self: (element-type double): values, which are sorted by this
 * @quantile: 0.5 for their median, 1 for the largest of them
 *
 * Returns: the value below which that share of them lies
 */
double
bench_values_get (GArray *self,
                  double  quantile)
{
  g_assert (self->len > 0);

  g_array_sort (self, compare_values);

  return g_array_index (self, double, MIN (self->len - 1, (guint) (quantile * self->len)));
}

double
bench_get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long size;
  unsigned long resident;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ||
      sscanf (text, "%lu %lu", &size, &resident) != 2)
    return 0;

  return (double) resident * sysconf (_SC_PAGESIZE);
}

/* What all threads of this process have used by now. */
double
bench_get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * (double) G_USEC_PER_SEC + time.tv_nsec / 1000.0;
}
