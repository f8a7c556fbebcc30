/* inflight-sample.c: things to try in the lab
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-sample.h"

#include <glib/gi18n.h>

/* A pattern would give each post ten times in a row. */
#define HUNDRED "/posts/[1-100]?delay=5&jitter=40\n"

static const InflightSample samples[] = {
  {
    .id = "posts",
    .icon = "inflight-succeeded-symbolic",
    .title = N_("Three Posts"),
    .description = N_("Wait for all of them"),
    .list = "/posts/[1-3]?delay=300&jitter=1500",
    .until = "all",
    .within_us = INFLIGHT_NO_LIMIT,
    .then = INFLIGHT_THEN_LEAVE,
  },
  {
    .id = "race",
    .icon = "inflight-receiving-symbolic",
    .title = N_("First Answer Wins"),
    .description = N_("The rest are cancelled"),
    .list = "/posts/[1-5]?delay=600&jitter=3000",
    .until = "first",
    .within_us = INFLIGHT_NO_LIMIT,
    .then = INFLIGHT_THEN_CANCEL,
  },
  {
    .id = "slow",
    .icon = "inflight-cancelling-symbolic",
    .title = N_("A Slow Task"),
    .description = N_("Cancelled after a second"),
    .list = "/posts/[1-3]?delay=200\n/slow?delay=20000",
    .until = "all",
    .within_us = G_USEC_PER_SEC,
    .then = INFLIGHT_THEN_CANCEL,
  },
  {
    .id = "error",
    .icon = "inflight-failed-symbolic",
    .title = N_("One Fails"),
    .description = N_("Stop waiting at the first error, leave the rest running"),
    .list = "/posts/[1-3]?delay=400&jitter=400\n"
            "/posts/4?delay=1200&status=500\n"
            "/posts/[5-6]?delay=3000",
    .until = "first-error",
    .within_us = INFLIGHT_NO_LIMIT,
    .then = INFLIGHT_THEN_LEAVE,
  },
  {
    .id = "tail",
    .icon = "inflight-waiting-symbolic",
    .title = N_("A Stuck Tail"),
    .description = N_("One server never answers; three seconds are enough"),
    .list = "/posts/[1-9]?delay=200&jitter=1500\n/posts/10?hang",
    .until = "all",
    .within_us = 3 * G_USEC_PER_SEC,
    .then = INFLIGHT_THEN_LEAVE,
  },
  {
    .id = "many",
    .icon = "inflight-queued-symbolic",
    .title = N_("1,000 Posts"),
    .description = N_("As fast as they come"),
    .list = HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
            HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED,
    .until = "all",
    .within_us = INFLIGHT_NO_LIMIT,
    .then = INFLIGHT_THEN_LEAVE,
  },
};

/**
 * inflight_sample_get:
 * @index: which one
 *
 * Returns: (nullable): the sample, or %NULL behind the last
 */
const InflightSample *
inflight_sample_get (guint index)
{
  return index < G_N_ELEMENTS (samples) ? &samples[index] : NULL;
}

/**
 * inflight_sample_find:
 * @id: what it is called
 *
 * Returns: (nullable): the sample
 */
const InflightSample *
inflight_sample_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_str_equal (samples[i].id, id))
      return &samples[i];

  return NULL;
}

/**
 * inflight_sample_get_wait:
 * @self: a sample
 *
 * Returns: the wait that belongs to it
 */
InflightCondition
inflight_sample_get_wait (const InflightSample *self)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  inflight_condition_set_until (&condition, self->until, NULL);
  condition.within_us = self->within_us;
  condition.then = self->then;

  return condition;
}

/**
 * inflight_sample_fill_menu:
 * @menu: a menu
 *
 * Adds an item for each sample, which activates “win.sample”.
 */
void
inflight_sample_fill_menu (GMenu *menu)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(samples[i].title), NULL);

      g_menu_item_set_action_and_target (item, "win.sample", "s", samples[i].id);
      g_menu_append_item (menu, item);
    }
}
