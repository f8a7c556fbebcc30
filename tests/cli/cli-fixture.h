/* cli-fixture.h: runs of the real inflight-cli, and what came out of them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  int         status;
  char       *out;
  char       *err;
  GPtrArray  *tasks;
  JsonObject *wait;
} CliRun;

/* The lab as a process of its own. */
typedef struct
{
  GSubprocess *process;
  char        *base;
} CliLab;

void         cli_test_init          (int          *argc,
                                     char       ***argv);
const char  *cli_test_get_program   (void);
const char  *cli_test_swap_program  (const char   *path);

void         cli_limit_descriptors  (guint n_descriptors);

GSubprocess *cli_spawn              (GSubprocessFlags   flags,
                                     const char *const *arguments);
CliRun      *cli_run                (const char *first,
                                     ...) G_GNUC_NULL_TERMINATED;
CliRun      *cli_run_with           (const char        *input,
                                     const char *const *arguments);
CliRun      *cli_run_to             (const char        *path,
                                     const char *const *arguments);
CliRun      *cli_run_finish         (GSubprocess *process,
                                     const char  *head);
void         cli_run_free           (CliRun *self);

JsonObject  *cli_run_get_task       (CliRun *self,
                                     guint   position);
void         cli_run_parse_lines    (CliRun *self);

#define cli_run_assert_wait(run, outcome, done, pending) \
  cli_run_assert_wait_at (__FILE__, __LINE__, G_STRFUNC, run, outcome, done, pending)

void         cli_run_assert_wait_at (const char *file,
                                     int         line,
                                     const char *function,
                                     CliRun     *self,
                                     const char *outcome,
                                     guint       n_done,
                                     guint       n_pending);

char        *cli_read_line          (GSubprocess *process);
void         cli_assert_contains    (const char *text,
                                     const char *part);

void         cli_lab_set_up         (CliLab        *self,
                                     gconstpointer  user_data);
void         cli_lab_tear_down      (CliLab        *self,
                                     gconstpointer  user_data);
char        *cli_lab_address        (CliLab     *self,
                                     const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

G_END_DECLS
