/* inflight-words.h: states, numbers and outcomes as translated sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-list.h"
#include "inflight-wait.h"

G_BEGIN_DECLS

void        inflight_words_find_catalogues  (void);
char       *inflight_words_duration         (gint64                   duration_us);
char       *inflight_words_elapsed          (gint64                   elapsed_us);
gint64      inflight_words_elapsed_lasts_us (gint64                   elapsed_us);
char       *inflight_words_left             (gint64                   left_us);
gint64      inflight_words_left_lasts_us    (gint64                   left_us);
char       *inflight_words_size             (guint64                  bytes);
const char *inflight_words_state            (InflightTaskState        state);
char       *inflight_words_status           (guint                    status);
char       *inflight_words_cancelled        (InflightTask            *task);
char       *inflight_words_hold             (InflightTask            *task,
                                             gint64                   now_us);
char       *inflight_words_marks            (InflightTask            *task);
char       *inflight_words_summary          (InflightBatch           *batch);

char       *inflight_words_task_size        (InflightTaskState        state,
                                             guint64                  bytes);
char       *inflight_words_task_time        (InflightTaskState        state,
                                             gint64                   elapsed_us);
char       *inflight_words_address          (InflightRequest         *request,
                                             InflightShared           shared);
gboolean    inflight_words_has_title        (InflightTask            *task);
char       *inflight_words_name             (InflightTask            *task,
                                             InflightShared           shared);
char       *inflight_words_note             (InflightTask            *task,
                                             gint64                   now_us);
char       *inflight_words_row              (InflightTask            *task,
                                             gint64                   now_us);
char       *inflight_words_finished_row     (InflightTask            *task);
char       *inflight_words_tip              (InflightTask            *task,
                                             InflightNetwork         *network);

char       *inflight_words_failure          (InflightTask            *task);
char       *inflight_words_exchange_failure (InflightTask            *task,
                                             const InflightExchange  *exchange);
char       *inflight_words_problem          (const InflightProblem   *problem);
char       *inflight_words_list             (InflightList            *list,
                                             guint64                  n_added);

char      **inflight_words_certificate      (GTlsCertificateFlags     faults);
char       *inflight_words_connection       (const InflightExchange  *exchange);
char       *inflight_words_security         (const InflightExchange  *exchange);
char       *inflight_words_validity         (const InflightExchange  *exchange);
char       *inflight_words_steps            (InflightTask            *task);
char       *inflight_words_earlier          (InflightTask            *task);
const char *inflight_words_phase            (InflightPhase            phase);
char       *inflight_words_phases           (InflightTask            *task);
char       *inflight_words_waterfall        (InflightTask            *task,
                                             gint64                   now_us);

char       *inflight_words_per_second       (double                   rate);
char       *inflight_words_turn             (InflightNetwork         *network);
char       *inflight_words_tick             (gint64                   time_us);
void        inflight_words_axis_ends        (gint64                   from_us,
                                             gint64                   to_us,
                                             char                   **from,
                                             char                   **to);
char       *inflight_words_rate             (InflightBatch           *batch);
char       *inflight_words_percentiles      (InflightBatch           *batch);
char       *inflight_words_throughput       (InflightBatch           *batch);
char       *inflight_words_latency          (InflightBatch           *batch);

char       *inflight_words_condition        (const InflightCondition *condition);
char       *inflight_words_plan             (const InflightCondition *condition);
char       *inflight_words_wait             (InflightWait            *wait);
char       *inflight_words_progress         (InflightWait            *wait);
char       *inflight_words_outcome          (InflightWait            *wait);

void        inflight_words_take_over_printing (int                       argc,
                                               char                    **argv);
char       *inflight_words_hide_arguments     (const char               *message);

G_END_DECLS
