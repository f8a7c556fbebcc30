/* test-proxies.c: which proxy an exchange goes through
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-proxies-private.h"

#include "inflight-types.h"

#include <string.h>

#define SECRET "s3cret"

/* A desktop: it names what @answers holds, or fails, or waits to be cancelled. */

#define DESKTOP_TYPE_RESOLVER (desktop_resolver_get_type ())
G_DECLARE_FINAL_TYPE (DesktopResolver, desktop_resolver, DESKTOP, RESOLVER, GObject)

struct _DesktopResolver
{
  GObject parent_instance;
};

static gint64 clock_us = G_USEC_PER_SEC;

/* In the place of GLib's, for the engine: five seconds are too long for a test. */
gint64
g_get_monotonic_time (void)
{
  return clock_us;
}

static const char *const direct[] = { "direct://", NULL };
static guint n_resolvers;
static const char *const *answers;
static char *asked;
static guint n_asked;

static gboolean
desktop_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
desktop_resolver_lookup (GProxyResolver  *resolver,
                         const char      *uri,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_assert_not_reached ();
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);
}

static void
desktop_resolver_lookup_async (GProxyResolver      *resolver,
                               const char          *uri,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (resolver, cancellable, callback, user_data);

  g_free (asked);
  asked = g_strdup (uri);
  n_asked++;

  if (answers != NULL)
    {
      g_task_return_pointer (task, g_strdupv ((char **) answers), (GDestroyNotify) g_strfreev);
      g_object_unref (task);
    }
  else if (cancellable != NULL)
    {
      g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), task, g_object_unref);
    }
  else
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no desktop");
      g_object_unref (task);
    }
}

static char **
desktop_resolver_lookup_finish (GProxyResolver  *resolver,
                                GAsyncResult    *result,
                                GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
desktop_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = desktop_resolver_is_supported;
  iface->lookup = desktop_resolver_lookup;
  iface->lookup_async = desktop_resolver_lookup_async;
  iface->lookup_finish = desktop_resolver_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DesktopResolver, desktop_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      desktop_resolver_iface_init))

static void
desktop_resolver_class_init (DesktopResolverClass *klass)
{
}

static void
desktop_resolver_init (DesktopResolver *self)
{
  n_resolvers++;
}

/* The environment */

/**
 * Row:
 * @variables: those that are set, as “name=value”
 * @url: what is to be fetched; its port is 80 or 443 unless there is one
 * @expected: the proxy; “direct” for none; “faulty name” for an error
 */
typedef struct
{
  const char *variables[4];
  const char *url;
  const char *expected;
} Row;

static const Row rows[] = {
  { { NULL }, "http://example.com", "direct" },
  { { "http_proxy=p:1" }, "http://example.com", "http://p:1" },
  { { "http_proxy=p:1" }, "https://example.com", "direct" },
  { { "HTTP_PROXY=p:1" }, "http://example.com", "direct" },
  { { "https_proxy=p:1" }, "https://example.com", "http://p:1" },
  { { "https_proxy=p:1" }, "http://example.com", "direct" },
  { { "HTTPS_PROXY=p:1" }, "https://example.com", "http://p:1" },
  { { "https_proxy=p:1", "HTTPS_PROXY=q:2" }, "https://example.com", "http://p:1" },
  { { "all_proxy=p:1" }, "http://example.com", "http://p:1" },
  { { "all_proxy=p:1" }, "https://example.com", "http://p:1" },
  { { "ALL_PROXY=p:1" }, "http://example.com", "http://p:1" },
  { { "ALL_PROXY=p:1" }, "https://example.com", "http://p:1" },
  { { "all_proxy=p:1", "ALL_PROXY=q:2" }, "http://example.com", "http://p:1" },
  { { "http_proxy=p:1", "all_proxy=q:2" }, "http://example.com", "http://p:1" },
  { { "HTTPS_PROXY=p:1", "all_proxy=q:2" }, "https://example.com", "http://p:1" },

  { { "http_proxy=" }, "http://example.com", "direct" },
  { { "http_proxy=", "ALL_PROXY=q:2" }, "http://example.com", "http://q:2" },
  { { "https_proxy=", "HTTPS_PROXY=q:2" }, "https://example.com", "http://q:2" },
  { { "all_proxy=", "ALL_PROXY=q:2" }, "http://example.com", "http://q:2" },

  { { "http_proxy=p" }, "http://example.com", "http://p:1080" },
  { { "http_proxy=https://p" }, "http://example.com", "https://p:443" },
  { { "all_proxy=socks://p:9050/" }, "http://example.com", "socks5h://p:9050" },
  { { "http_proxy=u:" SECRET "@p:1" }, "http://example.com", "http://u:" SECRET "@p:1" },
  { { "http_proxy=http://p:1/path?q#f" }, "http://example.com", "http://p:1" },
  { { "http_proxy=p:1/path" }, "http://example.com", "http://p:1" },
  { { "http_proxy=direct://" }, "http://example.com", "direct" },

  { { "http_proxy=p:1", "no_proxy=*" }, "http://example.com", "direct" },
  { { "http_proxy=p:1", "NO_PROXY=*" }, "http://example.com", "direct" },
  { { "http_proxy=p:1", "no_proxy=x", "NO_PROXY=*" }, "http://example.com", "http://p:1" },
  { { "http_proxy=p:1", "no_proxy=", "NO_PROXY=*" }, "http://example.com", "direct" },
  { { "http_proxy=p:1", "no_proxy=example.com" }, "http://www.example.com", "direct" },
  { { "http_proxy=p:1", "no_proxy=example.com" }, "http://example.org", "http://p:1" },
  { { "all_proxy=p:1", "no_proxy=example.com:8080" }, "http://example.com:8080", "direct" },
  { { "all_proxy=p:1", "no_proxy=example.com:8080" }, "http://example.com", "http://p:1" },
  { { "all_proxy=p:1", "no_proxy=example.com:443" }, "https://example.com", "direct" },

  { { "all_proxy=p:1" }, "http://127.0.0.1", "direct" },
  { { "all_proxy=p:1" }, "http://203.0.113.1", "direct" },
  { { "all_proxy=p:1" }, "http://[::1]", "direct" },
  { { "all_proxy=p:1" }, "http://[2001:db8::1]", "direct" },
  { { "all_proxy=p:1" }, "http://localhost", "direct" },
  { { "all_proxy=p:1" }, "http://LOCALHOST.", "direct" },
  { { "all_proxy=p:1" }, "https://a.localhost", "direct" },
  { { "all_proxy=p:1" }, "http://mylocalhost", "http://p:1" },
  { { "all_proxy=p:1" }, "http://localhost.example", "http://p:1" },
  { { "all_proxy=p:1" }, "http://127.0.0.1.example", "http://p:1" },

  { { "http_proxy=ftp://u:" SECRET "@p" }, "http://example.com", "faulty http_proxy" },
  { { "http_proxy=ftp://u:" SECRET "@p" }, "https://example.com", "direct" },
  { { "http_proxy= p:1" }, "http://example.com", "faulty http_proxy" },
  { { "http_proxy=p:" SECRET, "ALL_PROXY=q:2" }, "http://example.com", "faulty http_proxy" },
  { { "HTTPS_PROXY=p:99999" }, "https://example.com", "faulty HTTPS_PROXY" },
  { { "all_proxy=" SECRET ":" SECRET }, "http://example.com", "faulty all_proxy" },
  { { "ALL_PROXY=http://" }, "https://example.com", "faulty ALL_PROXY" },
  { { "http_proxy=p:x", "no_proxy=example.com" }, "http://example.com", "direct" },
  { { "http_proxy=p:x" }, "http://127.0.0.1", "direct" },
};

static void
set_environment (const char *const *variables)
{
  const char *names[] = {
    "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
    "no_proxy", "NO_PROXY",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_unsetenv (names[i]);

  for (gsize i = 0; i < 4 && variables[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (variables[i], "=", 2);

      g_setenv (parts[0], parts[1], TRUE);
    }
}

static InflightProxyVerdict
find (InflightProxies  *proxies,
      const char       *url,
      const char      **proxy,
      GError          **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  gboolean is_https = strcmp (g_uri_get_scheme (uri), "https") == 0;
  int port = g_uri_get_port (uri);

  if (port < 0)
    port = is_https ? 443 : 80;

  return inflight_proxies_find (proxies, g_uri_get_scheme (uri), g_uri_get_host (uri), port,
                                proxy, error);
}

static void
assert_found (InflightProxies *proxies,
              const char      *url,
              const char      *expected)
{
  g_autoptr (GError) error = NULL;
  const char *proxy = "untouched";

  g_test_message ("%s", url);

  switch (find (proxies, url, &proxy, &error))
    {
    case INFLIGHT_PROXY_DIRECT:
      g_assert_cmpstr ("direct", ==, expected);
      break;

    case INFLIGHT_PROXY_THROUGH:
      g_assert_cmpstr (proxy, ==, expected);
      break;

    case INFLIGHT_PROXY_ASK:
      g_assert_cmpstr ("ask", ==, expected);
      break;

    case INFLIGHT_PROXY_FAULTY:
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY);
      g_assert_true (g_str_has_prefix (expected, "faulty "));
      g_assert_nonnull (strstr (error->message, strchr (expected, ' ')));
      g_assert_null (strstr (error->message, SECRET));
      g_assert_null (proxy);
      return;

    default:
      g_assert_not_reached ();
    }

  g_assert_no_error (error);
  g_assert_true ((proxy != NULL) == (strstr (expected, "://") != NULL));
}

static void
test_environment (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightProxies) proxies = NULL;

      set_environment (rows[i].variables);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      proxies = inflight_proxies_new (NULL, FALSE);
      assert_found (proxies, rows[i].url, rows[i].expected);
    }
}

/* What was set when it was made counts. */
static void
test_environment_changes (void)
{
  const char *before[4] = { "http_proxy=p:1" };
  const char *after[4] = { "http_proxy=q:2" };
  g_autoptr (InflightProxies) proxies = NULL;

  set_environment (before);
  proxies = inflight_proxies_new (NULL, FALSE);
  set_environment (after);
  assert_found (proxies, "http://example.com", "http://p:1");
}

/* A choice holds for every host, whatever the environment says. */
static void
test_chosen (void)
{
  const char *variables[4] = { "http_proxy=q:2", "https_proxy=q:2", "no_proxy=*" };
  const char *urls[] = {
    "http://example.com", "https://example.com", "http://127.0.0.1", "http://localhost",
    "https://[::1]",
  };

  set_environment (variables);

  for (guint desktop = 0; desktop < 2; desktop++)
    {
      g_autoptr (InflightProxies) through = inflight_proxies_new ("p:1", desktop);
      g_autoptr (InflightProxies) none = inflight_proxies_new ("direct://", desktop);

      for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
        {
          assert_found (through, urls[i], "http://p:1");
          assert_found (none, urls[i], "direct");
        }
    }

  g_assert_cmpuint (n_resolvers, ==, 0);
}

/* The desktop */

typedef InflightProxies *Proxies;

static void
set_up (Proxies       *self,
        gconstpointer  user_data)
{
  const char *variables[4] = { "http_proxy=q:2", "https_proxy=q:2" };

  set_environment (variables);
  *self = inflight_proxies_new (NULL, TRUE);
}

static void
tear_down (Proxies       *self,
           gconstpointer  user_data)
{
  g_clear_pointer (self, inflight_proxies_free);
  g_clear_pointer (&asked, g_free);
  answers = NULL;
}

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static char *
await_answer (GAsyncResult **result,
              GError       **error)
{
  g_autoptr (GAsyncResult) answered = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answered = g_steal_pointer (result);

  return inflight_proxies_ask_finish (NULL, answered, error);
}

static char *
ask (InflightProxies  *proxies,
     const char       *url,
     GError          **error)
{
  GAsyncResult *result = NULL;

  inflight_proxies_ask_async (proxies, url, NULL, store_result_cb, &result);
  g_assert_null (result);

  return await_answer (&result, error);
}

/* Nothing is loaded until the desktop is asked, and it is not asked about what is
 * near. Has to be the first that asks. */
static void
test_lazy (Proxies       *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  assert_found (*self, "http://127.0.0.1", "direct");
  assert_found (*self, "https://[2001:db8::1]:8080", "direct");
  assert_found (*self, "http://localhost", "direct");
  assert_found (*self, "http://a.localhost.", "direct");
  assert_found (*self, "http://example.com", "ask");
  assert_found (*self, "https://example.com", "ask");
  g_assert_cmpuint (n_resolvers, ==, 0);

  answers = direct;
  g_assert_null (ask (*self, "http://example.com", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_resolvers, ==, 1);
}

static void
test_ask (Proxies       *self,
          gconstpointer  user_data)
{
  static const struct
  {
    const char *answers[4];
    const char *expected;
  } table[] = {
    { { "direct://" }, NULL },
    { { "http://p:3128" }, "http://p:3128" },
    { { "https://p" }, "https://p:443" },
    { { "socks://p:9050/" }, "socks5h://p:9050" },
    { { "http://u:" SECRET "@p:1", "direct://" }, "http://u:" SECRET "@p:1" },
    { { "direct://", "http://p:1" }, NULL },
    { { "ftp://p:1", "http://p:0", "http://q:1" }, "http://q:1" },
    { { "ftp://p:1", "direct://" }, NULL },
    { { "ftp://u:" SECRET "@p:1", "http://u:" SECRET "@" }, "error" },
    { { NULL }, "error" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *proxy = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      clock_us += 5 * G_USEC_PER_SEC;
      answers = table[i].answers;
      proxy = ask (*self, "http://example.com", &error);

      if (g_strcmp0 (table[i].expected, "error") == 0)
        {
          g_assert_null (proxy);
          g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY);
          g_assert_true (g_str_has_suffix (error->message, ": it is not a proxy"));
          g_assert_null (strstr (error->message, SECRET));
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpstr (proxy, ==, table[i].expected);
    }
}

/* A proxy script is told no more than it needs. */
static void
test_asked (Proxies       *self,
            gconstpointer  user_data)
{
  const char *const table[][2] = {
    { "https://u:" SECRET "@example.com/a?token=" SECRET "#x", "https://example.com/" },
    { "http://example.com:8080/a", "http://example.com:8080/" },
    { "http://example.com", "http://example.com/" },
  };

  answers = direct;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (*self, table[i][0], &error));
      g_assert_no_error (error);
      g_assert_cmpstr (asked, ==, table[i][1]);
    }
}

/* Many fetches from one host ask once; settings that change are noticed. */
static void
test_asked_again (Proxies       *self,
                  gconstpointer  user_data)
{
  static const char *const proxies[] = { "http://p:1", NULL };
  g_autoptr (GError) error = NULL;
  guint n_before = n_asked;

  answers = direct;
  g_assert_null (ask (*self, "http://example.com/a", &error));

  answers = proxies;
  clock_us += 5 * G_USEC_PER_SEC - 1;
  g_assert_null (ask (*self, "http://example.com/b", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_asked - n_before, ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *proxy = ask (*self, "https://example.com/", &error);

      g_assert_cmpstr (proxy, ==, "http://p:1");
      g_assert_cmpuint (n_asked - n_before, ==, 2);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *proxy = NULL;

      clock_us++;
      proxy = ask (*self, "http://example.com/", &error);
      g_assert_cmpstr (proxy, ==, "http://p:1");
      g_assert_cmpuint (n_asked - n_before, ==, 3);
    }
}

/* What went wrong once is asked for again. */
static void
test_ask_fails (Proxies       *self,
                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) address_error = NULL;

  g_assert_null (ask (*self, "http://example.com", &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY);
  g_assert_nonnull (strstr (error->message, "no desktop"));

  answers = direct;
  g_assert_null (ask (*self, "http://example.com", &again));
  g_assert_no_error (again);

  g_assert_null (ask (*self, "http://", &address_error));
  g_assert_error (address_error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
}

static void
test_ask_cancelled (Proxies       *self,
                    gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  inflight_proxies_ask_async (*self, "http://example.com", cancellable, store_result_cb,
                              &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (result);
  g_assert_null (await_answer (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An answer comes although nobody is there any more. */
static void
test_freed (Proxies       *self,
            gconstpointer  user_data)
{
  static const char *const proxies[] = { "http://p:1", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *proxy = NULL;
  GAsyncResult *result = NULL;

  answers = proxies;
  inflight_proxies_ask_async (*self, "http://example.com", NULL, store_result_cb, &result);
  g_clear_pointer (self, inflight_proxies_free);

  proxy = await_answer (&result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proxy, ==, "http://p:1");
}

#define ADD(path, test) g_test_add (path, Proxies, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, DESKTOP_TYPE_RESOLVER,
                                  "test", 1000);

  g_test_add_func ("/engine/proxies/environment", test_environment);
  g_test_add_func ("/engine/proxies/environment-changes", test_environment_changes);
  g_test_add_func ("/engine/proxies/chosen", test_chosen);
  ADD ("/engine/proxies/desktop/lazy", test_lazy);
  ADD ("/engine/proxies/desktop/ask", test_ask);
  ADD ("/engine/proxies/desktop/asked", test_asked);
  ADD ("/engine/proxies/desktop/asked-again", test_asked_again);
  ADD ("/engine/proxies/desktop/ask-fails", test_ask_fails);
  ADD ("/engine/proxies/desktop/ask-cancelled", test_ask_cancelled);
  ADD ("/engine/proxies/desktop/freed", test_freed);

  return g_test_run ();
}
