/* inflight-network-control.c: what is asked of the network thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-network-private.h"

#include "inflight-base-private.h"
#include "inflight-proxy.h"
#include "inflight-resolver-private.h"
#include "inflight-task-private.h"

/* How long a turn may be that lets go of what nobody needs any more. */
#define TIDY_US 2000

static G_DEFINE_QUARK (inflight-network-tidying, tidying)

static void
tidying_free (gpointer data)
{
  inflight_chores_free (data);
}

/**
 * inflight_network_tidy_up:
 * @self: a network
 * @func: lets go of some of what nobody needs any more
 * @data: (transfer full): passed to @func
 * @destroy: lets go of the rest, and of @data
 *
 * Letting go of a million tasks takes longer than the main loop may be away. A
 * virtual network, which has no loop, does it at once.
 */
void
inflight_network_tidy_up (InflightNetwork   *self,
                          InflightChoreFunc  func,
                          gpointer           data,
                          GDestroyNotify     destroy)
{
  InflightChores *tidying = g_object_get_qdata (G_OBJECT (self), tidying_quark ());

  if (tidying == NULL)
    {
      tidying = inflight_chores_new (inflight_network_is_virtual (self) ? G_MAXINT64 : TIDY_US);
      g_object_set_qdata_full (G_OBJECT (self), tidying_quark (), tidying, tidying_free);
    }

  inflight_chores_add (tidying, func, data, destroy);
}

/**
 * inflight_network_post_jobs:
 * @self: a network
 * @kind: what is to happen to them
 * @jobs: (element-type InflightJob): jobs; of none nothing is said
 */
void
inflight_network_post_jobs (InflightNetwork     *self,
                            InflightMessageKind  kind,
                            GPtrArray           *jobs)
{
  InflightMessage *message;

  if (jobs->len == 0)
    return;

  message = g_new0 (InflightMessage, 1);

  message->kind = kind;
  message->jobs = g_ptr_array_ref (jobs);
  inflight_network_post (self, message);
}

/**
 * inflight_network_set_transport:
 * @self: a network
 * @kind: what is to carry out requests
 * @error: return location for an error
 *
 * Has what begins from now on carried out by @kind. What is under way stays as it
 * is.
 *
 * Returns: whether @kind is built in and can be loaded; otherwise %INFLIGHT_ERROR_FAILED
 */
gboolean
inflight_network_set_transport (InflightNetwork        *self,
                                InflightTransportKind   kind,
                                GError                **error)
{
  InflightMessage *message;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), FALSE);

  if (!inflight_transport_kind_load (kind, error))
    return FALSE;

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_SET_TRANSPORT;
  message->transport = kind;
  inflight_network_post (self, message);

  return TRUE;
}

/**
 * inflight_network_set_http_version:
 * @self: a network
 * @version: the highest version of HTTP to offer from now on
 *
 * HTTP/2 is used over TLS where the server offers it (RFC 7301), by libcurl only.
 */
void
inflight_network_set_http_version (InflightNetwork     *self,
                                   InflightHttpVersion  version)
{
  InflightMessage *message;

  g_return_if_fail (INFLIGHT_IS_NETWORK (self));

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_SET_HTTP_VERSION;
  message->http_version = version;
  inflight_network_post (self, message);
}

/**
 * inflight_network_set_interval:
 * @self: a network
 * @interval_us: the least time between two requests begun at one origin, in
 *   microseconds; 0 for none
 *
 * May be changed while tasks run.
 */
void
inflight_network_set_interval (InflightNetwork *self,
                               gint64           interval_us)
{
  InflightMessage *message;

  g_return_if_fail (INFLIGHT_IS_NETWORK (self));
  g_return_if_fail (interval_us >= 0);

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_SET_INTERVAL;
  message->interval_us = interval_us;
  inflight_network_post (self, message);
}

/**
 * inflight_network_set_proxy:
 * @self: a network
 * @proxy: (nullable): the address of a proxy, `direct://` for none, see
 *   inflight_proxy_check(); %NULL for what the environment says
 * @error: return location for an error
 *
 * Has what begins from now on go through a proxy. What is under way stays as it is.
 *
 * Returns: whether @proxy is one; otherwise %INFLIGHT_ERROR_INVALID_ADDRESS
 */
gboolean
inflight_network_set_proxy (InflightNetwork  *self,
                            const char       *proxy,
                            GError          **error)
{
  g_autofree char *checked = NULL;
  InflightMessage *message;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), FALSE);

  if (proxy != NULL)
    {
      checked = inflight_proxy_check (proxy, error);
      if (checked == NULL)
        return FALSE;
    }

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_SET_PROXY;
  message->proxy = g_steal_pointer (&checked);
  inflight_network_post (self, message);

  return TRUE;
}

/**
 * inflight_network_set_desktop_proxy:
 * @self: a network
 *
 * Has what begins from now on go through what the desktop is set to, as
 * inflight_network_set_proxy() does.
 */
void
inflight_network_set_desktop_proxy (InflightNetwork *self)
{
  InflightMessage *message;

  g_return_if_fail (INFLIGHT_IS_NETWORK (self));

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_SET_PROXY;
  message->desktop = TRUE;
  inflight_network_post (self, message);
}

/**
 * inflight_network_changed:
 * @self: a network
 *
 * The computer is connected differently now. Names are looked up again, and what
 * begins from now on uses no connection of before, which may lead nowhere. What
 * is under way goes on.
 */
void
inflight_network_changed (InflightNetwork *self)
{
  InflightMessage *message;
  g_autoptr (GResolver) resolver = NULL;

  g_return_if_fail (INFLIGHT_IS_NETWORK (self));

  resolver = g_resolver_get_default ();
  if (INFLIGHT_IS_RESOLVER (resolver))
    inflight_resolver_forget (INFLIGHT_RESOLVER (resolver));

  message = g_new0 (InflightMessage, 1);
  message->kind = INFLIGHT_MESSAGE_NETWORK_CHANGED;
  inflight_network_post (self, message);
}

/**
 * inflight_network_skip_hold:
 * @self: a network
 * @tasks: (element-type InflightTask): tasks; those not held are passed over
 *
 * Ends the hold of tasks, and that of their hosts with it: what else waits for
 * the same hosts goes on, too.
 *
 * Returns: how many were held
 */
guint
inflight_network_skip_hold (InflightNetwork *self,
                            GPtrArray       *tasks)
{
  g_autoptr (GPtrArray) jobs = NULL;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), 0);
  g_return_val_if_fail (tasks != NULL, 0);

  jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_job_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD)
        g_ptr_array_add (jobs, inflight_job_ref (inflight_task_get_job (task)));
    }

  inflight_network_post_jobs (self, INFLIGHT_MESSAGE_SKIP_HOLD, jobs);

  return jobs->len;
}
