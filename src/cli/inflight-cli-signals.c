/* inflight-cli-signals.c: signals that end the program, in the main loop
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-signals.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

typedef struct
{
  InflightCliSignalFunc func;
  gpointer              user_data;
} Watch;

/* From the handler to the main loop, a byte a signal. GLib has a thread for that, and
 * both its start and its end take time, of which one short fetch has little. */
static int news[2] = { -1, -1 };

/* In whatever the signal interrupted: only what signal-safety(7) lists can be called.
 * If the pipe is full, there is enough to be heard of. */
static void
handler (int number)
{
  int saved_errno = errno;
  guint8 byte = number;
  gssize n_written = write (news[1], &byte, 1);

  (void) n_written;
  errno = saved_errno;
}

static void
set_handler (void (*func) (int number))
{
  struct sigaction action = { .sa_handler = func, .sa_flags = SA_RESTART };

  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

static gboolean
news_cb (int          descriptor,
         GIOCondition condition,
         gpointer     user_data)
{
  const Watch *watch = user_data;
  guint8 byte;

  while (read (descriptor, &byte, 1) == 1)
    watch->func (byte, watch->user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
open_news (void)
{
  return g_unix_open_pipe (news, FD_CLOEXEC, NULL) &&
         g_unix_set_fd_nonblocking (news[0], TRUE, NULL) &&
         g_unix_set_fd_nonblocking (news[1], TRUE, NULL);
}

/**
 * inflight_cli_signals_watch:
 * @func: called in the main loop for each SIGINT and SIGTERM, which do nothing else
 * @user_data: passed to @func
 *
 * To be called once at a time.
 *
 * Returns: what inflight_cli_signals_unwatch() takes; 0 if no more files can be opened,
 *   and the signals end the program as they always do
 */
guint
inflight_cli_signals_watch (InflightCliSignalFunc func,
                            gpointer              user_data)
{
  Watch *watch;

  if (news[0] < 0 && !open_news ())
    return 0;

  watch = g_new (Watch, 1);
  watch->func = func;
  watch->user_data = user_data;
  set_handler (handler);

  return g_unix_fd_add_full (G_PRIORITY_DEFAULT, news[0], G_IO_IN, news_cb, watch, g_free);
}

/**
 * inflight_cli_signals_unwatch:
 * @id: what inflight_cli_signals_watch() returned
 *
 * Has the signals end the program again.
 */
void
inflight_cli_signals_unwatch (guint id)
{
  if (id == 0)
    return;

  set_handler (SIG_DFL);
  g_source_remove (id);
}
