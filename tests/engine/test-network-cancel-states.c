/* test-network-cancel-states.c: every way to cancel, in every state of a connection
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"
#include "slow-names.h"
#include "wait-watch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define OK_HEADER "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
#define LATER "HTTP/1.1 503 Later\r\nConnection: close\r\nRetry-After: 60\r\n" \
              "Content-Length: 0\r\n\r\n"
#define FAR_AWAY "far.away.invalid:443"
#define DEADLINE_US 400000

/* More than the kernel takes off our hands. */
#define UPLOAD_BYTES (16 << 20)

/* The listener is one of them; Linux lets in one more than it was told. */
#define N_HOLE_SOCKETS 3

typedef struct _Cancel Cancel;

/**
 * State:
 * @name: where a task stands
 * @prepare: (nullable): what the server, the network or the options need for that
 * @address: (nullable): what is asked for; `/x` if %NULL
 * @reach: runs until the task is there
 * @answers: whether the server may be faster than a cancel that comes early
 * @stalls: whether the server keeps its side: who does not read does not hear of the end
 * @in_run: whether only the deadline of the run has a say
 * @timed_out: what a deadline ends with
 */
typedef struct
{
  const char    *name;
  void         (*prepare) (Cancel *self);
  const char    *address;
  void         (*reach)   (Cancel *self);
  gboolean       answers;
  gboolean       stalls;
  gboolean       in_run;
  InflightError  timed_out;
} State;

/**
 * Way:
 * @name: how it ends
 * @early: whether that does not wait until the state is reached
 * @cancel: does it
 * @reason: what the task must say; %INFLIGHT_CANCEL_REASON_NONE if it fails
 */
typedef struct
{
  const char           *name;
  gboolean              early;
  void                (*cancel) (Cancel *self);
  InflightCancelReason  reason;
} Way;

typedef struct
{
  const State *state;
  const Way   *way;
} Case;

/**
 * Cancel:
 * @blocker: (nullable): a task that takes the only place
 * @hole: sockets that make up an address at which nobody answers
 * @n_requests: how many the server had before
 * @n_notified: how often the task spoke after it had settled
 */
struct _Cancel
{
  RealNetwork   net;
  InflightTask *blocker;
  InflightTask *task;
  WaitWatch    *watch;
  char         *address;
  int           hole[N_HOLE_SOCKETS];
  guint         n_connections;
  guint         n_requests;
  guint         n_notified;
};

/* States */

static void
prepare_queued (Cancel *self)
{
  raw_server_add (self->net.server, "/never", RAW_HANG, "", NULL);
  inflight_network_set_caps (self->net.network, 1, 1);
  self->blocker = real_network_start (&self->net, "/never");
  raw_server_await_requests (self->net.server, 2);
}

static void
reach_queued (Cancel *self)
{
  g_assert_cmpint (inflight_task_get_state (self->task), ==, INFLIGHT_TASK_STATE_QUEUED);
}

/* Another one each time: they are remembered. */
static void
prepare_name (Cancel *self)
{
  static guint n_names;

  self->address = g_strdup_printf ("http://%u.slow.test:%u/x", n_names++,
                                   raw_server_get_port (self->net.server));
}

/* GIO asks for one family at a time. */
static void
reach_name (Cancel *self)
{
  slow_names_await_calls (real_network_is_curl () ? 1 : 2);
}

/* What nobody accepts fills the queue; whoever comes then hears nothing. */
static void
prepare_hole (Cancel *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t size = sizeof address;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  for (guint i = 0; i < N_HOLE_SOCKETS; i++)
    {
      self->hole[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      g_assert_cmpint (self->hole[i], >=, 0);
    }

  g_assert_no_errno (bind (self->hole[0], (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (self->hole[0], 0));
  g_assert_no_errno (getsockname (self->hole[0], (struct sockaddr *) &address, &size));
  for (guint i = 1; i < N_HOLE_SOCKETS; i++)
    (void) connect (self->hole[i], (struct sockaddr *) &address, sizeof address);

  self->address = g_strdup_printf ("http://127.0.0.1:%u/x", ntohs (address.sin_port));
}

static void
reach_connecting (Cancel *self)
{
  real_network_await (self->task, INFLIGHT_TASK_STATE_CONNECTING);
}

/* A server that reads the first bytes and says nothing. */
static void
prepare_handshake (Cancel *self)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  raw_server_set_greeting (self->net.server, RAW_HANG, nothing, NULL);
  self->address = g_strdup_printf ("https://127.0.0.1:%u/x",
                                   raw_server_get_port (self->net.server));
}

static void
reach_handshake (Cancel *self)
{
  raw_server_await_connections (self->net.server, self->n_connections + 1);
  real_network_await (self->task, INFLIGHT_TASK_STATE_CONNECTING);
}

static void
prepare_tunnel (Cancel *self)
{
  g_autofree char *proxy = raw_server_dup_uri (self->net.server, "");

  raw_server_add (self->net.server, FAR_AWAY, RAW_HANG, "", NULL);
  g_assert_true (inflight_network_set_proxy (self->net.network, proxy, NULL));
}

static void
reach_request (Cancel *self)
{
  raw_server_await_requests (self->net.server, self->n_requests + 1);
}

static void
prepare_waiting (Cancel *self)
{
  raw_server_add (self->net.server, "/x", RAW_HANG, "", NULL);
}

static void
reach_waiting (Cancel *self)
{
  reach_request (self);
  real_network_await (self->task, INFLIGHT_TASK_STATE_WAITING);
}

static void
prepare_header (Cancel *self)
{
  raw_server_add (self->net.server, "/x", RAW_TRICKLE, "HTTP/1.1 200 OK\r\nX-Long: ", "x");
}

static void
prepare_receiving (Cancel *self)
{
  raw_server_add (self->net.server, "/x", RAW_TRICKLE, OK_HEADER, "x");
}

static void
prepare_silent_body (Cancel *self)
{
  raw_server_add (self->net.server, "/x", RAW_HANG, OK_HEADER "begin", NULL);
}

/* A body that nobody wants, as fast as it goes. */
static void
prepare_endless (Cancel *self)
{
  inflight_options_set_limit_bytes (self->net.options, G_MAXUINT64);
  raw_server_add (self->net.server, "/x", RAW_REPEAT, "HTTP/1.1 200 OK\r\n\r\n", "0123456789");
}

static void
reach_receiving (Cancel *self)
{
  real_network_await (self->task, INFLIGHT_TASK_STATE_RECEIVING);
}

/* The raw server reads 64 KiB, and then nothing more. */
static void
prepare_uploading (Cancel *self)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (UPLOAD_BYTES), UPLOAD_BYTES);

  g_assert_true (inflight_options_set_method (self->net.options, "POST", NULL));
  inflight_options_set_body (self->net.options, body);
  raw_server_add (self->net.server, "/x", RAW_STALL, "", NULL);
}

static void
prepare_held (Cancel *self)
{
  raw_server_add (self->net.server, "/x", RAW_CLOSE, LATER, NULL);
  inflight_options_set_max_retries (self->net.options, 1);
}

static void
reach_held (Cancel *self)
{
  guint give_up = give_up_later ();

  while (inflight_task_get_state (self->task) != INFLIGHT_TASK_STATE_HELD)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

static const State states[] = {
  { "queued", prepare_queued, NULL, reach_queued, .in_run = TRUE,
    .timed_out = INFLIGHT_ERROR_RUN_TIMED_OUT },
  { "looking-up", prepare_name, NULL, reach_name,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_CONNECTING },
  { "connecting", prepare_hole, NULL, reach_connecting,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_CONNECTING },
  { "handshake", prepare_handshake, NULL, reach_handshake,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_CONNECTING },
  { "tunnel", prepare_tunnel, "https://" FAR_AWAY "/x", reach_request,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_CONNECTING },
  { "waiting", prepare_waiting, NULL, reach_waiting,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "in-header", prepare_header, NULL, reach_waiting,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "receiving", prepare_receiving, NULL, reach_receiving,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_RECEIVING },
  { "silent-body", prepare_silent_body, NULL, reach_receiving,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_RECEIVING },
  { "endless-body", prepare_endless, NULL, reach_receiving,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_RECEIVING },
  { "uploading", prepare_uploading, NULL, reach_request, .stalls = TRUE,
    .timed_out = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "held", prepare_held, NULL, reach_held, .answers = TRUE, .in_run = TRUE,
    .timed_out = INFLIGHT_ERROR_RUN_TIMED_OUT },
};

/* Ways */

static void
launch (Cancel *self)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, self->task);
  g_assert_cmpuint (inflight_network_launch (self->net.network, tasks), ==, 1);
}

static void
cancel_by_person (Cancel *self)
{
  g_assert_cmpuint (real_network_cancel (&self->net, self->task), ==, 1);
}

static void
cancel_at_once (Cancel *self)
{
  launch (self);
  cancel_by_person (self);
}

static gboolean
set_flag_cb (gpointer user_data)
{
  gboolean *flag = user_data;

  *flag = TRUE;

  return G_SOURCE_REMOVE;
}

static void
cancel_in_next_tick (Cancel *self)
{
  gboolean ticked = FALSE;

  launch (self);
  g_idle_add (set_flag_cb, &ticked);
  while (!ticked)
    g_main_context_iteration (NULL, TRUE);
  real_network_cancel (&self->net, self->task);
}

/* It returns at once, and what is pending goes with it. */
static void
cancel_by_wait (Cancel *self)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  condition.within_us = 0;
  condition.then = INFLIGHT_THEN_CANCEL;
  g_ptr_array_add (tasks, self->task);
  self->watch = wait_watch_new (self->net.network, tasks, &condition, NULL);
}

static void
cancel_by_quit (Cancel *self)
{
  g_object_run_dispose (G_OBJECT (self->net.network));
}

static const Way ways[] = {
  { "before-start", TRUE, cancel_by_person, INFLIGHT_CANCEL_REASON_USER },
  { "at-once", TRUE, cancel_at_once, INFLIGHT_CANCEL_REASON_USER },
  { "next-tick", TRUE, cancel_in_next_tick, INFLIGHT_CANCEL_REASON_USER },
  { "person", FALSE, cancel_by_person, INFLIGHT_CANCEL_REASON_USER },
  { "wait", FALSE, cancel_by_wait, INFLIGHT_CANCEL_REASON_WAIT },
  { "quit", FALSE, cancel_by_quit, INFLIGHT_CANCEL_REASON_QUIT },
  { "deadline", TRUE, launch, INFLIGHT_CANCEL_REASON_NONE },
};

static Case cases[G_N_ELEMENTS (states)][G_N_ELEMENTS (ways)];

/* The fixture */

/* An exchange that leaves no connection behind. */
static void
fetch_closing (Cancel     *self,
               RawServer  *server,
               const char *host)
{
  g_autofree char *address = g_strdup_printf ("http://%s:%u/closing", host,
                                              raw_server_get_port (server));
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (server, "/closing", RAW_CLOSE,
                  "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", NULL);
  real_network_renew_options (&self->net);
  task = real_network_fetch (&self->net, address);
  assert_succeeded (task, 200, NULL);
}

static void
set_up (Cancel        *self,
        gconstpointer  user_data)
{
  real_network_set_up (&self->net, NULL);
  /* GIO keeps a descriptor or two from the first name on. */
  fetch_closing (self, self->net.server, "quick.test");
  raw_server_await_gone (self->net.server, 1);
  slow_names_hold ();
  real_network_renew_options (&self->net);
  for (guint i = 0; i < N_HOLE_SOCKETS; i++)
    self->hole[i] = -1;
}

static void
tear_down (Cancel        *self,
           gconstpointer  user_data)
{
  slow_names_release ();
  g_clear_pointer (&self->watch, wait_watch_free);
  g_clear_object (&self->task);
  g_clear_object (&self->blocker);
  real_network_tear_down (&self->net, user_data);
  slow_names_await_ends ();
  for (guint i = 0; i < N_HOLE_SOCKETS; i++)
    if (self->hole[i] >= 0)
      close (self->hole[i]);
  g_free (self->address);
}

/* Tests */

static void
add_task (Cancel     *self,
          const Case *test)
{
  const char *address = test->state->address;

  if (test->way->reason == INFLIGHT_CANCEL_REASON_NONE && test->state->in_run)
    inflight_options_set_run_deadline_us (self->net.options, DEADLINE_US);
  else if (test->way->reason == INFLIGHT_CANCEL_REASON_NONE)
    inflight_options_set_deadline_us (self->net.options, DEADLINE_US);
  else
    inflight_options_set_deadline_us (self->net.options, 0);

  if (address == NULL)
    address = self->address != NULL ? self->address : "/x";
  self->task = real_network_add (&self->net, address);
  self->n_connections = raw_server_get_n_connections (self->net.server);
  self->n_requests = raw_server_get_n_requests (self->net.server);
}

static void
assert_ended (Cancel     *self,
              const Case *test)
{
  InflightTask *task = self->task;

  if (test->way->reason == INFLIGHT_CANCEL_REASON_NONE)
    {
      assert_failed (task, test->state->timed_out);
      return;
    }

  /* It was faster, which is told as it is. */
  if (test->state->answers && test->way->early &&
      inflight_task_get_state (task) == INFLIGHT_TASK_STATE_FAILED)
    {
      assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);
      return;
    }

  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_no_error (inflight_task_get_error (task));
  g_assert_cmpint (inflight_task_get_cancel_reason (task), ==, test->way->reason);
}

static void
notify_cb (InflightTask *task,
           GParamSpec   *pspec,
           Cancel       *self)
{
  self->n_notified++;
}

/* What was still on its way when the task settled comes before what is asked then, of
 * another server: this one may have asked for patience. */
static void
assert_silence (Cancel *self,
                gulong  handler)
{
  g_autoptr (RawServer) other = raw_server_new ();

  if (self->blocker != NULL)
    {
      real_network_cancel (&self->net, self->blocker);
      real_network_await_settled (self->blocker);
    }
  slow_names_release ();
  slow_names_await_ends ();
  fetch_closing (self, other, "127.0.0.1");

  g_assert_cmpuint (self->n_notified, ==, 0);
  g_signal_handler_disconnect (self->task, handler);
}

/* It settles though nobody ever answers, leaves no descriptor, and says no more. */
static void
test_case (Cancel        *self,
           gconstpointer  user_data)
{
  const Case *test = user_data;
  guint n_descriptors;
  gulong handler;

  test->state->prepare (self);
  add_task (self, test);
  n_descriptors = count_descriptors ();

  if (!test->way->early)
    {
      launch (self);
      test->state->reach (self);
    }
  test->way->cancel (self);
  real_network_await_settled (self->task);
  handler = g_signal_connect (self->task, "notify", G_CALLBACK (notify_cb), self);
  assert_ended (self, test);
  await_descriptors (n_descriptors + test->state->stalls);

  if (test->way->reason == INFLIGHT_CANCEL_REASON_QUIT)
    g_assert_cmpuint (self->n_notified, ==, 0);
  else
    assert_silence (self, handler);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ways); j++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/network/cancel-states/%s/%s",
                                                 states[i].name, ways[j].name);

        cases[i][j] = (Case) { &states[i], &ways[j] };
        g_test_add (path, Cancel, &cases[i][j], set_up, test_case, tear_down);
      }

  return g_test_run ();
}
