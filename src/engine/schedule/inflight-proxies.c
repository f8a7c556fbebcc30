/* inflight-proxies.c: which proxy an exchange goes through
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-proxies-private.h"

#include "inflight-base-private.h"
#include "inflight-no-proxy-private.h"
#include "inflight-proxy.h"
#include "inflight-types.h"
#include "inflight-uri.h"

#include <string.h>

/* A desktop does not say when its settings change, and takes up to 80 µs to say what
 * they are, as long as four small fetches. */
#define ANSWERS_HOLD_US (5 * G_USEC_PER_SEC)

/**
 * Variable:
 * @name: (nullable): the variable that decides, or %NULL where none is set
 * @proxy: (nullable): the proxy that it names, or %NULL if it names none: then
 *   what uses it fails
 */
typedef struct
{
  const char *name;
  char       *proxy;
} Variable;

/**
 * InflightProxies:
 * @chosen: (nullable): what a person chose, in place of all that follows
 * @desktop: whether the desktop decides, rather than the environment
 * @http: what the environment says of http
 * @https: what the environment says of https
 * @no_proxy: (nullable): where the environment says to use none
 * @answers: (nullable): what the desktop said, `direct://` for none, by the address
 *   it was asked about
 * @answers_us: when the first of them was asked for, monotonic
 *
 * A choice holds for every host. The environment and the desktop do not for IP
 * literals and the names of this machine, the practice server's among them: what
 * needs no look-up waits for none of a proxy.
 */
struct _InflightProxies
{
  char            *chosen;
  gboolean         desktop;
  Variable         http;
  Variable         https;
  InflightNoProxy *no_proxy;
  GHashTable      *answers;
  gint64           answers_us;
};

/* Returns: (nullable): what the first of the variables holds that holds anything:
 *   to curl, one that is empty is not set. */
static const char *
read_environment (const char *const  *names,
                  const char        **name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        {
          *name = names[i];
          return value;
        }
    }

  return NULL;
}

/* What follows the port is passed over, as curl does. */
static char *
dup_without_path (const char *value)
{
  const char *slashes = strstr (value, "://");
  const char *authority = slashes != NULL ? slashes + strlen ("://") : value;

  return g_strndup (value, authority - value + strcspn (authority, "/?#"));
}

static void
variable_read (Variable          *self,
               const char *const *names)
{
  const char *value = read_environment (names, &self->name);

  if (value != NULL)
    {
      g_autofree char *proxy = dup_without_path (value);

      self->proxy = inflight_proxy_check (proxy, NULL);
    }
}

/* Not HTTP_PROXY: a server that runs programs for its visitors sets it to what
 * their header field “Proxy” says (RFC 3875, section 4.1.18). */
static void
read_variables (InflightProxies *self)
{
  static const char *const http[] = { "http_proxy", "all_proxy", "ALL_PROXY", NULL };
  static const char *const https[] = {
    "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL,
  };
  static const char *const no_proxy[] = { "no_proxy", "NO_PROXY", NULL };
  const char *name;
  const char *exceptions;

  variable_read (&self->http, http);
  variable_read (&self->https, https);

  exceptions = read_environment (no_proxy, &name);
  if (exceptions != NULL)
    self->no_proxy = inflight_no_proxy_new (exceptions);
}

/**
 * inflight_proxies_new:
 * @chosen: (nullable): the proxy that a person chose, `direct://` for none, see
 *   inflight_network_set_proxy(); %NULL for what the system is set to
 * @desktop: whether that is the desktop's settings, as in the window, or the
 *   environment, as on the command line
 *
 * The environment is read here, once. For use on one thread.
 *
 * Returns: (transfer full): what knows which proxy to use, see
 *   inflight_proxies_free()
 */
InflightProxies *
inflight_proxies_new (const char *chosen,
                      gboolean    desktop)
{
  g_autofree char *checked = chosen != NULL ? inflight_proxy_check (chosen, NULL) : NULL;
  InflightProxies *self;

  g_return_val_if_fail (chosen == NULL || checked != NULL, NULL);

  self = g_new0 (InflightProxies, 1);
  self->chosen = g_steal_pointer (&checked);
  self->desktop = desktop;

  if (self->chosen == NULL && !desktop)
    read_variables (self);

  return self;
}

/**
 * inflight_proxies_free:
 * @self: (transfer full): what knows which proxy to use
 *
 * What the desktop was asked is answered all the same.
 */
void
inflight_proxies_free (InflightProxies *self)
{
  g_clear_pointer (&self->no_proxy, inflight_no_proxy_free);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_free (self->http.proxy);
  g_free (self->https.proxy);
  g_free (self->chosen);
  g_free (self);
}

static gboolean
is_direct (const char *proxy)
{
  return strcmp (proxy, "direct://") == 0;
}

static InflightProxyVerdict
use (const char  *found,
     const char **proxy)
{
  if (is_direct (found))
    return INFLIGHT_PROXY_DIRECT;

  *proxy = found;

  return INFLIGHT_PROXY_THROUGH;
}

static InflightProxyVerdict
find_in_environment (InflightProxies  *self,
                     const Variable   *variable,
                     const char       *host,
                     guint             port,
                     const char      **proxy,
                     GError          **error)
{
  if (inflight_no_proxy_covers (self->no_proxy, host, port))
    return INFLIGHT_PROXY_DIRECT;

  if (variable->proxy != NULL)
    return use (variable->proxy, proxy);

  /* It may hold a password: it is not repeated. */
  g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY,
               "what the variable %s holds is not a proxy", variable->name);

  return INFLIGHT_PROXY_FAULTY;
}

/**
 * inflight_proxies_find:
 * @self: what knows which proxy to use
 * @scheme: the scheme of an address, http or https in lower case
 * @host: its host, in ASCII, an IPv6 literal without its brackets
 * @port: its port
 * @proxy: (out) (transfer none) (nullable): with %INFLIGHT_PROXY_THROUGH the proxy,
 *   `scheme://[user:password@]host:port` with one of the schemes http, https,
 *   socks4, socks4a, socks5 and socks5h, valid as long as @self; otherwise %NULL
 * @error: return location for an error
 *
 * Takes no memory unless it fails. A person's choice comes first, then the desktop
 * or the environment, the latter as with curl: `http_proxy` or `https_proxy`, then
 * `all_proxy`, except where `no_proxy` says otherwise.
 *
 * Returns: what to do; @error is set with %INFLIGHT_PROXY_FAULTY only, to
 *   %INFLIGHT_ERROR_PROXY that names the variable and not its value
 */
InflightProxyVerdict
inflight_proxies_find (InflightProxies  *self,
                       const char       *scheme,
                       const char       *host,
                       guint             port,
                       const char      **proxy,
                       GError          **error)
{
  const Variable *variable;

  g_return_val_if_fail (self != NULL, INFLIGHT_PROXY_DIRECT);
  g_return_val_if_fail (scheme != NULL && host != NULL, INFLIGHT_PROXY_DIRECT);
  g_return_val_if_fail (proxy != NULL, INFLIGHT_PROXY_DIRECT);

  *proxy = NULL;

  if (self->chosen != NULL)
    return use (self->chosen, proxy);

  variable = strcmp (scheme, "https") == 0 ? &self->https : &self->http;
  if (!self->desktop && variable->name == NULL)
    return INFLIGHT_PROXY_DIRECT;

  if (inflight_host_is_ip_literal (host) || inflight_host_is_within (host, "localhost"))
    return INFLIGHT_PROXY_DIRECT;

  if (self->desktop)
    return INFLIGHT_PROXY_ASK;

  return find_in_environment (self, variable, host, port, proxy, error);
}

/**
 * Question:
 * @root: the address that is asked about
 * @answers: where the answer is kept; those who asked may be gone by then
 */
typedef struct
{
  char       *root;
  GHashTable *answers;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->root);
  g_hash_table_unref (self->answers);
  g_free (self);
}

/* The first that can be used: a desktop may name several, to be tried in turn.
 *
 * Returns: (transfer full) (nullable): a proxy. */
static char *
choose (char **proxies)
{
  for (gsize i = 0; proxies[i] != NULL; i++)
    {
      char *proxy = inflight_proxy_check (proxies[i], NULL);

      if (proxy != NULL)
        return proxy;
    }

  return NULL;
}

static void
return_proxy (GTask      *task,
              const char *proxy)
{
  g_task_return_pointer (task, is_direct (proxy) ? NULL : g_strdup (proxy), g_free);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) proxies = NULL;
  char *proxy = NULL;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);
  if (proxies != NULL)
    proxy = choose (proxies);

  if (proxy == NULL)
    {
      g_task_return_new_error (task, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY,
                               "the desktop names none that can be used: %s",
                               error != NULL ? error->message : "it is not a proxy");
      return;
    }

  return_proxy (task, proxy);
  g_hash_table_insert (question->answers, g_steal_pointer (&question->root), proxy);
}

static void
forget_old_answers (InflightProxies *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->answers != NULL && now_us - self->answers_us < ANSWERS_HOLD_US)
    return;

  g_clear_pointer (&self->answers, g_hash_table_unref);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->answers_us = now_us;
}

/* An address without what is none of a proxy script's business, and without the
 * port that the scheme has anyway: scripts compare text. */
static char *
dup_root (InflightUri *uri)
{
  int port = inflight_uri_get_port (uri);

  if (port == (inflight_uri_is_secure (uri) ? 443 : 80))
    port = -1;

  return g_uri_join (G_URI_FLAGS_NONE, inflight_uri_get_scheme (uri), NULL,
                     inflight_uri_get_host (uri), port, "/", NULL, NULL);
}

/**
 * inflight_proxies_ask_async:
 * @self: what knows which proxy to use
 * @url: the address to fetch
 * @cancellable: (nullable): a cancellable
 * @callback: called when the desktop has answered
 * @user_data: for @callback
 *
 * Asks the desktop which proxy to use, after %INFLIGHT_PROXY_ASK. It is told the
 * scheme, host and port only. What it says counts for five seconds.
 *
 * The first time this loads what knows the desktop's settings, which takes some
 * milliseconds; nothing else does.
 */
void
inflight_proxies_ask_async (InflightProxies     *self,
                            const char          *url,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightUri) uri = NULL;
  Question *question;
  const char *known;

  g_return_if_fail (self != NULL && self->desktop);
  g_return_if_fail (url != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, inflight_proxies_ask_async);

  uri = inflight_uri_new (url, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  forget_old_answers (self);
  question = g_new0 (Question, 1);
  question->root = dup_root (uri);
  question->answers = g_hash_table_ref (self->answers);
  g_task_set_task_data (task, question, question_free);

  known = g_hash_table_lookup (self->answers, question->root);
  if (known != NULL)
    return_proxy (task, known);
  else
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), question->root, cancellable,
                                   answered_cb, g_steal_pointer (&task));
}

/**
 * inflight_proxies_ask_finish:
 * @self: (nullable): what was asked, or %NULL if that is no more
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the proxy, as inflight_proxies_find() gives
 *   it; or %NULL without an error for a direct connection; or %NULL with
 *   %INFLIGHT_ERROR_PROXY, %INFLIGHT_ERROR_INVALID_ADDRESS or %G_IO_ERROR_CANCELLED
 */
char *
inflight_proxies_ask_finish (InflightProxies  *self,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inflight_proxies_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
