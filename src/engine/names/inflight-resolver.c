/* inflight-resolver.c: host names without GIO's shared threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-resolver-private.h"

#include <sys/socket.h>

/* A connection asks for a name twice, once a family (RFC 8305, section 3), and a
 * look-up that was given up goes on for a while: this is twice what the default
 * of 64 in flight asks at once. */
#define MAX_THREADS 256

/**
 * InflightResolver:
 * @names: (transfer full): looks names up
 * @previous: (transfer full): does everything else
 *
 * GIO looks names up on the ten threads of GTask, which is where proxies, files
 * and everything else that blocks wait too. This resolver has threads of its own
 * and asks once for what is asked for many times.
 *
 * IP literals and localhost (RFC 6761, section 6.3) do not come here: GResolver
 * answers them itself.
 */
struct _InflightResolver
{
  GResolver      parent_instance;

  InflightNames *names;
  GResolver     *previous;
};

G_DEFINE_FINAL_TYPE (InflightResolver, inflight_resolver, G_TYPE_RESOLVER)

/* Names */

static int
get_family (GResolverNameLookupFlags flags)
{
  if (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY)
    return AF_INET;

  if (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    return AF_INET6;

  return AF_UNSPEC;
}

static void
inflight_resolver_lookup_by_name_with_flags_async (GResolver                *resolver,
                                                   const char               *hostname,
                                                   GResolverNameLookupFlags  flags,
                                                   GCancellable             *cancellable,
                                                   GAsyncReadyCallback       callback,
                                                   gpointer                  user_data)
{
  InflightResolver *self = INFLIGHT_RESOLVER (resolver);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, inflight_resolver_lookup_by_name_with_flags_async);
  inflight_names_look_up (self->names, hostname, get_family (flags), task);
}

static void
inflight_resolver_lookup_by_name_async (GResolver           *resolver,
                                        const char          *hostname,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  inflight_resolver_lookup_by_name_with_flags_async (resolver, hostname,
                                                     G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
                                                     cancellable, callback, user_data);
}

static gpointer
propagate (GResolver     *resolver,
           GAsyncResult  *result,
           GError       **error)
{
  g_assert (g_task_is_valid (result, resolver));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GList *
propagate_list (GResolver     *resolver,
                GAsyncResult  *result,
                GError       **error)
{
  return propagate (resolver, result, error);
}

static char *
propagate_name (GResolver     *resolver,
                GAsyncResult  *result,
                GError       **error)
{
  return propagate (resolver, result, error);
}

static void
store_result_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  g_assert (INFLIGHT_IS_RESOLVER (object));

  *stored = g_object_ref (result);
}

static GList *
inflight_resolver_lookup_by_name_with_flags (GResolver                 *resolver,
                                             const char                *hostname,
                                             GResolverNameLookupFlags   flags,
                                             GCancellable              *cancellable,
                                             GError                   **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  inflight_resolver_lookup_by_name_with_flags_async (resolver, hostname, flags, cancellable,
                                                     store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return propagate_list (resolver, result, error);
}

static GList *
inflight_resolver_lookup_by_name (GResolver     *resolver,
                                  const char    *hostname,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  return inflight_resolver_lookup_by_name_with_flags (resolver, hostname,
                                                      G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
                                                      cancellable, error);
}

/* Everything else: no fetch asks for it */

static char *
inflight_resolver_lookup_by_address (GResolver     *resolver,
                                     GInetAddress  *address,
                                     GCancellable  *cancellable,
                                     GError       **error)
{
  InflightResolver *self = INFLIGHT_RESOLVER (resolver);

  return g_resolver_lookup_by_address (self->previous, address, cancellable, error);
}

static void
got_name_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *name;

  g_assert (G_IS_RESOLVER (object));

  name = g_resolver_lookup_by_address_finish (G_RESOLVER (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, name, g_free);
}

static void
inflight_resolver_lookup_by_address_async (GResolver           *resolver,
                                           GInetAddress        *address,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  InflightResolver *self = INFLIGHT_RESOLVER (resolver);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, inflight_resolver_lookup_by_address_async);
  g_resolver_lookup_by_address_async (self->previous, address, cancellable, got_name_cb, task);
}

static GList *
inflight_resolver_lookup_records (GResolver            *resolver,
                                  const char           *rrname,
                                  GResolverRecordType   record_type,
                                  GCancellable         *cancellable,
                                  GError              **error)
{
  InflightResolver *self = INFLIGHT_RESOLVER (resolver);

  return g_resolver_lookup_records (self->previous, rrname, record_type, cancellable, error);
}

static void
free_records (gpointer records)
{
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);
}

static void
got_records_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *records;

  g_assert (G_IS_RESOLVER (object));

  records = g_resolver_lookup_records_finish (G_RESOLVER (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, records, free_records);
}

static void
inflight_resolver_lookup_records_async (GResolver           *resolver,
                                        const char          *rrname,
                                        GResolverRecordType  record_type,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  InflightResolver *self = INFLIGHT_RESOLVER (resolver);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, inflight_resolver_lookup_records_async);
  g_resolver_lookup_records_async (self->previous, rrname, record_type, cancellable,
                                   got_records_cb, task);
}

static void
inflight_resolver_reload (GResolver *resolver)
{
  inflight_resolver_forget (INFLIGHT_RESOLVER (resolver));
}

static void
inflight_resolver_finalize (GObject *object)
{
  InflightResolver *self = INFLIGHT_RESOLVER (object);

  g_clear_pointer (&self->names, inflight_names_unref);
  g_clear_object (&self->previous);

  G_OBJECT_CLASS (inflight_resolver_parent_class)->finalize (object);
}

static void
inflight_resolver_class_init (InflightResolverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  object_class->finalize = inflight_resolver_finalize;

  resolver_class->reload = inflight_resolver_reload;
  resolver_class->lookup_by_name = inflight_resolver_lookup_by_name;
  resolver_class->lookup_by_name_async = inflight_resolver_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = propagate_list;
  resolver_class->lookup_by_name_with_flags = inflight_resolver_lookup_by_name_with_flags;
  resolver_class->lookup_by_name_with_flags_async =
    inflight_resolver_lookup_by_name_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish = propagate_list;
  resolver_class->lookup_by_address = inflight_resolver_lookup_by_address;
  resolver_class->lookup_by_address_async = inflight_resolver_lookup_by_address_async;
  resolver_class->lookup_by_address_finish = propagate_name;
  resolver_class->lookup_records = inflight_resolver_lookup_records;
  resolver_class->lookup_records_async = inflight_resolver_lookup_records_async;
  resolver_class->lookup_records_finish = propagate_list;
}

static void
inflight_resolver_init (InflightResolver *self)
{
  self->previous = g_resolver_get_default ();
}

/**
 * inflight_resolver_new:
 * @names: (transfer none): what looks names up
 *
 * Returns: (transfer full): a resolver; what is not a name goes to the one that
 *   is the default now
 */
InflightResolver *
inflight_resolver_new (InflightNames *names)
{
  InflightResolver *self = g_object_new (INFLIGHT_TYPE_RESOLVER, NULL);

  self->names = inflight_names_ref (names);

  return self;
}

/**
 * inflight_resolver_install:
 *
 * Makes a resolver the default of the program, for libsoup too. Does nothing if
 * one is.
 */
void
inflight_resolver_install (void)
{
  g_autoptr (GResolver) current = g_resolver_get_default ();
  g_autoptr (InflightNames) names = NULL;
  g_autoptr (InflightResolver) self = NULL;

  if (INFLIGHT_IS_RESOLVER (current))
    return;

  names = inflight_names_new (MAX_THREADS, NULL);
  self = inflight_resolver_new (names);
  g_resolver_set_default (G_RESOLVER (self));
}

/**
 * inflight_resolver_forget:
 * @self: a resolver
 *
 * Drops the names that it knows, as after a change of network. It does so itself
 * when it notices that the system's configuration of names changed.
 */
void
inflight_resolver_forget (InflightResolver *self)
{
  g_return_if_fail (INFLIGHT_IS_RESOLVER (self));

  inflight_names_forget (self->names);
}
