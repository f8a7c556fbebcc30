/* inflight-sample.h: things to try in the lab
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InflightSample:
 * @id: what it is called in actions
 * @icon: the name of an icon
 * @title: (nullable): what it is about, to be translated
 * @description: what will be seen, to be translated
 * @list: addresses and patterns relative to the lab, one a line
 * @until: the condition to wait for
 * @within_us: its limit
 * @then: its aftermath
 *
 * A list, and a wait over it, that show one thing in the lab.
 */
typedef struct
{
  const char   *id;
  const char   *icon;
  const char   *title;
  const char   *description;
  const char   *list;
  const char   *until;
  gint64        within_us;
  InflightThen  then;
} InflightSample;

const InflightSample *inflight_sample_get       (guint                 index);
const InflightSample *inflight_sample_find      (const char           *id);
InflightCondition     inflight_sample_get_wait  (const InflightSample *self);
void                  inflight_sample_fill_menu (GMenu                *menu);

G_END_DECLS
