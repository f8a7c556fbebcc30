/* inflight-cli-written.h: the options of inflight-cli run, as they were written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char     *until;
  char     *within;
  char     *then;
  char     *cancelled;
  char     *errors;
  char     *order;
  char     *format;
  char     *timeout;
  char     *deadline;
  char     *interval;
  char     *max_body;
  char     *method;
  char     *data;
  char     *data_file;
  char     *proxy;
  char     *transport;
  char     *http;
  char     *title;
  char    **headers;
  char    **inputs;
  int       max_in_flight;
  int       per_host;
  int       retries;
  int       max_redirects;
  gboolean  retry_unsafe;
  gboolean  insecure;
  gboolean  allow_private;
  gboolean  no_glob;
  gboolean  quiet;
  gboolean  lab;
} InflightCliWritten;

gboolean inflight_cli_written_parse (InflightCliWritten  *self,
                                     int                  argc,
                                     char               **argv,
                                     GError             **error);
void     inflight_cli_written_clear (InflightCliWritten  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (InflightCliWritten, inflight_cli_written_clear)

G_END_DECLS
