/* inflight-memory.c: how the allocator treats what is free
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-memory-private.h"

#include <gio/gio.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/**
 * inflight_memory_keep:
 *
 * Has glibc keep what is free at the end of the heap, up to 16 MiB. Bodies of up
 * to a MiB come and go; by default each of them is given back to the system and
 * taken again, zeroed page by page, which is a third of the time of a download.
 *
 * And has threads share two heaps. Each takes 64 MiB of addresses, and by default
 * there are eight on a processor: where addresses are limited, they are all there are.
 */
void
inflight_memory_keep (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, 2 << 20);
  mallopt (M_TRIM_THRESHOLD, 16 << 20);
  mallopt (M_ARENA_MAX, 2);
#endif
}

static void
trim_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

/**
 * inflight_memory_trim:
 *
 * Gives back to the system, on another thread, what is free anywhere. After
 * 100,000 tasks that is a tenth of all memory: what requests under way needed
 * lies between what their answers left.
 */
void
inflight_memory_trim (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, inflight_memory_trim);
  g_task_run_in_thread (task, trim_in_thread);
}
