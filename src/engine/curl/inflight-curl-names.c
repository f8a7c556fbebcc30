/* inflight-curl-names.c: what host names stand for, as libcurl wants it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

/* The resolver keeps answers, too, but asking it takes an iteration of the loop. */
#define KEEP_US  (30 * G_USEC_PER_SEC)
#define MAX_KEPT 4096

typedef struct
{
  char   *addresses;
  gint64  until_us;
} Name;

/**
 * InflightCurlNames:
 *
 * libcurl cannot be made to let go of a look-up that hangs. So the default
 * resolver of the program is asked, and libcurl given the addresses, separated by
 * commas (CURLOPT_RESOLVE).
 */
struct _InflightCurlNames
{
  GHashTable *by_host;
  GResolver  *resolver;
};

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->addresses);
  g_free (name);
}

InflightCurlNames *
inflight_curl_names_new (void)
{
  InflightCurlNames *self = g_new0 (InflightCurlNames, 1);

  self->by_host = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, name_free);
  self->resolver = g_resolver_get_default ();

  return self;
}

void
inflight_curl_names_free (InflightCurlNames *self)
{
  g_hash_table_unref (self->by_host);
  g_object_unref (self->resolver);
  g_free (self);
}

/**
 * inflight_curl_names_peek:
 * @self: names
 * @host: a name
 *
 * Returns: (transfer none) (nullable): its addresses, if they are known
 */
const char *
inflight_curl_names_peek (InflightCurlNames *self,
                          const char        *host)
{
  const Name *name = g_hash_table_lookup (self->by_host, host);

  return name != NULL && name->until_us > g_get_monotonic_time () ? name->addresses : NULL;
}

/**
 * inflight_curl_names_forget:
 * @self: names
 *
 * Drops what is known.
 */
void
inflight_curl_names_forget (InflightCurlNames *self)
{
  g_hash_table_remove_all (self->by_host);
}

static char *
join (GList *addresses)
{
  GString *text = g_string_new (NULL);

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      g_autofree char *address = g_inet_address_to_string (l->data);
      gboolean brackets = g_inet_address_get_family (l->data) == G_SOCKET_FAMILY_IPV6;

      g_string_append_printf (text, brackets ? "%s[%s]" : "%s%s",
                              text->len > 0 ? "," : "", address);
    }

  return g_string_free (text, FALSE);
}

static const char *
keep (InflightCurlNames *self,
      const char        *host,
      GList             *addresses)
{
  Name *name = g_new (Name, 1);

  if (g_hash_table_size (self->by_host) >= MAX_KEPT)
    g_hash_table_remove_all (self->by_host);

  name->addresses = join (addresses);
  name->until_us = g_get_monotonic_time () + KEEP_US;
  g_hash_table_replace (self->by_host, g_strdup (host), name);

  return name->addresses;
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *addresses;

  g_assert (G_IS_RESOLVER (object));

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_resolver_free_addresses);
}

/**
 * inflight_curl_names_ask_async:
 * @self: names
 * @host: a name
 * @cancellable: (nullable): a cancellable
 * @callback: called when the answer is there
 * @user_data: passed to @callback
 *
 * Looks a name up.
 */
void
inflight_curl_names_ask_async (InflightCurlNames   *self,
                               const char          *host,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, inflight_curl_names_ask_async);
  g_task_set_task_data (task, g_strdup (host), g_free);
  g_resolver_lookup_by_name_async (self->resolver, host, cancellable, looked_up_cb, task);
}

/**
 * inflight_curl_names_ask_finish:
 * @self: names
 * @result: what the callback was given
 * @error: return location for an error of %G_RESOLVER_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer none) (nullable): the addresses, valid until the main context
 *   goes on
 */
const char *
inflight_curl_names_ask_finish (InflightCurlNames  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  GList *addresses = g_task_propagate_pointer (G_TASK (result), error);
  const char *text;

  if (addresses == NULL)
    return NULL;

  text = keep (self, g_task_get_task_data (G_TASK (result)), addresses);
  g_resolver_free_addresses (addresses);

  return text;
}
