/* launch-schedule-private.h: the fields of schedules of launches
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "launch-schedule.h"
#include "virtual-network.h"

G_BEGIN_DECLS

#define LAUNCH_N_HOSTS   4
#define LAUNCH_MAX_TASKS 16
#define LAUNCH_N_TICKS   16

enum { FORM_TASK, FORM_CANCEL, FORM_CAPS, FORM_INTERVAL, FORM_SKIP };
enum {
  TASK_LAUNCH, TASK_HOST, TASK_ENDING, TASK_AT, TASK_TO, TASK_DEADLINE, TASK_ANSWER,
  TASK_RUN, TASK_RETRIES, TASK_TIMES, TASK_AFTER,
};
enum { CANCEL_AT, CANCEL_TASK };
enum { CAPS_AT, CAPS_MAX, CAPS_PER_HOST };
enum { INTERVAL_AT, INTERVAL_LENGTH };
enum { SKIP_AT, SKIP_TASK };
enum {
  ENDING_OK, ENDING_FAIL, ENDING_NEVER, ENDING_REDIRECT, ENDING_BUSY, ENDING_DOWN,
  ENDING_NOFILE, N_ENDINGS,
};

extern const char *const launch_endings[];

/**
 * LaunchRun:
 * @values: what the statement of each task says
 * @launched: in which place each was launched, from 1
 * @launched_us: and when
 * @last_host: with which host each last began or was to go on
 * @led: whether a redirect leads each to another host
 * @asked: whether a cancel of each was asked for
 * @turns: how often each host let each other begin something, although it was
 *   ready itself
 * @interval_us: the least time between two starts at one host
 * @next_start_us: until when each host starts nothing for that reason
 * @held_until_us: until when each starts nothing because it asked for a pause
 * @files_ran_out: whether there may be fewer places than the cap allows
 * @complaint: (nullable): the first thing that must not be
 *
 * A schedule that is being carried out.
 */
typedef struct
{
  VirtualNetwork  net;
  GPtrArray      *tasks;
  const int      *values[LAUNCH_MAX_TASKS];
  guint           launched[LAUNCH_MAX_TASKS];
  gint64          launched_us[LAUNCH_MAX_TASKS];
  int             last_host[LAUNCH_MAX_TASKS];
  gboolean        led[LAUNCH_MAX_TASKS];
  guint           n_starts[LAUNCH_MAX_TASKS];
  guint           n_settled[LAUNCH_MAX_TASKS];
  gboolean        asked[LAUNCH_MAX_TASKS];
  guint           turns[LAUNCH_N_HOSTS][LAUNCH_N_HOSTS];
  guint           n_launched;
  gint64          interval_us;
  gint64          next_start_us[LAUNCH_N_HOSTS];
  gint64          held_until_us[LAUNCH_N_HOSTS];
  guint           max_in_flight;
  guint           per_host;
  gboolean        files_ran_out;
  char           *complaint;
} LaunchRun;

InflightTask *launch_run_get_task      (LaunchRun *self,
                                        guint      index);
void          launch_run_check_start   (LaunchRun *self,
                                        guint      task,
                                        int        host);
void          launch_run_note_start    (LaunchRun *self,
                                        guint      task,
                                        int        host);
void          launch_run_note_redirect (LaunchRun *self,
                                        guint      task);
void          launch_run_note_hold     (LaunchRun *self,
                                        guint      task,
                                        gboolean   busy);
void          launch_run_check_places  (LaunchRun *self);
void          launch_run_check_settled (LaunchRun *self,
                                        guint      task);

G_END_DECLS
