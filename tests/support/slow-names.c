/* slow-names.c: a getaddrinfo() whose names in “test” do what a test wants
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For RTLD_NEXT and EAI_NODATA. */
#define _GNU_SOURCE

#include "config.h"

#include "slow-names.h"

#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>

#define GIVE_UP_S 60

typedef int (*GetAddrInfo) (const char             *node,
                            const char             *service,
                            const struct addrinfo  *hints,
                            struct addrinfo       **result);

typedef struct
{
  const char *name;
  int         code;
  int         code_of_one;      /* where one family is asked for, if it is another */
  int         system_errno;
  const char *addresses[4];
} Name;

static const Name names[] = {
  { .name = "dual.test", .addresses = { "::1", "127.0.0.2", "127.0.0.1" } },
  { .name = "missing.test", .code = EAI_NONAME },
  { .name = "nodata.test", .code = EAI_NODATA },
  { .name = "later.test", .code = EAI_AGAIN },
  { .name = "offline.test", .code = EAI_AGAIN, .code_of_one = EAI_NONAME },
  { .name = "failing.test", .code = EAI_FAIL },
  { .name = "broken.test", .code = EAI_FAMILY },
  { .name = "files.test", .code = EAI_SYSTEM, .system_errno = EMFILE },
};

static const Name other = { .addresses = { "127.0.0.1" } };

/* All of it under the mutex. */
static GMutex mutex;
static GCond cond;
static GPtrArray *calls;
static guint n_running;
static gboolean released;

static GetAddrInfo
get_next (void)
{
  GetAddrInfo next = NULL;

  /* ISO C knows no cast from an object to a function. */
  *(void **) &next = dlsym (RTLD_NEXT, "getaddrinfo");
  g_assert (next != NULL);

  return next;
}

static const Name *
find_name (const char *node)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, node))
      return &names[i];

  return &other;
}

/* Returns when the name may be answered. */
static void
enter (const char *node)
{
  g_mutex_lock (&mutex);
  if (calls == NULL)
    calls = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (calls, g_strdup (node));
  n_running++;
  g_cond_broadcast (&cond);

  while (g_str_has_suffix (node, ".slow.test") && !released)
    g_cond_wait (&cond, &mutex);

  g_mutex_unlock (&mutex);
}

static void
leave (void)
{
  g_mutex_lock (&mutex);
  n_running--;
  g_cond_broadcast (&cond);
  g_mutex_unlock (&mutex);
}

/* The C library's lists of numeric addresses, one after the other. */
static int
answer (const Name             *name,
        const struct addrinfo  *hints,
        struct addrinfo       **result)
{
  struct addrinfo numeric = *hints;
  struct addrinfo **end = result;

  *result = NULL;
  if (name->code_of_one != 0 && hints->ai_family != AF_UNSPEC)
    return name->code_of_one;
  if (name->code != 0)
    return name->code;

  numeric.ai_flags = AI_NUMERICHOST;
  for (gsize i = 0; name->addresses[i] != NULL; i++)
    if (get_next () (name->addresses[i], NULL, &numeric, end) == 0)
      end = &(*end)->ai_next;

  return *result != NULL ? 0 : EAI_NODATA;
}

int
getaddrinfo (const char             *node,
             const char             *service,
             const struct addrinfo  *hints,
             struct addrinfo       **result)
{
  g_autofree char *bare = node != NULL ? g_strdup (node) : NULL;
  const Name *name;
  int code;

  if (bare != NULL && g_str_has_suffix (bare, "."))
    bare[strlen (bare) - 1] = '\0';

  if (bare == NULL || hints == NULL ||
      (!g_str_has_suffix (bare, ".test") && !g_str_has_suffix (bare, ".example")))
    return get_next () (node, service, hints, result);

  name = find_name (bare);
  enter (bare);
  code = answer (name, hints, result);
  leave ();
  errno = name->system_errno;

  return code;
}

/* Waits under the mutex. */
static void
wait_for_news (void)
{
  gint64 end_us = g_get_monotonic_time () + GIVE_UP_S * G_USEC_PER_SEC;

  if (!g_cond_wait_until (&cond, &mutex, end_us))
    g_error ("No look-up began or ended in %d s", GIVE_UP_S);
}

/* Forgets the calls, and holds slow names from now on. */
void
slow_names_hold (void)
{
  g_mutex_lock (&mutex);
  g_clear_pointer (&calls, g_ptr_array_unref);
  released = FALSE;
  g_mutex_unlock (&mutex);
}

void
slow_names_release (void)
{
  g_mutex_lock (&mutex);
  released = TRUE;
  g_cond_broadcast (&cond);
  g_mutex_unlock (&mutex);
}

/**
 * slow_names_get_n_calls:
 * @name: (nullable): a name, or %NULL for all
 *
 * Returns: how often it was looked up since slow_names_hold()
 */
guint
slow_names_get_n_calls (const char *name)
{
  guint n_calls = 0;

  g_mutex_lock (&mutex);
  for (guint i = 0; calls != NULL && i < calls->len; i++)
    if (name == NULL || g_str_equal (name, g_ptr_array_index (calls, i)))
      n_calls++;
  g_mutex_unlock (&mutex);

  return n_calls;
}

/* Blocks until that many look-ups have begun. */
void
slow_names_await_calls (guint n_calls)
{
  g_mutex_lock (&mutex);
  while (calls == NULL || calls->len < n_calls)
    wait_for_news ();
  g_mutex_unlock (&mutex);
}

/* Blocks until no look-up goes on. */
void
slow_names_await_ends (void)
{
  g_mutex_lock (&mutex);
  while (n_running > 0)
    wait_for_news ();
  g_mutex_unlock (&mutex);
}
