/* inflight-fake-transport.c: a wire that behaves as the address says
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-fake-transport.h"

#include <string.h>

/* How a transfer ends, if nobody cancels it. */
typedef enum {
  ENDING_ANSWER,
  ENDING_ERROR,
  ENDING_REDIRECT,
  ENDING_NO_DESCRIPTOR,
  ENDING_BUSY,
  ENDING_DOWN,
  ENDING_NEVER,
} Ending;

typedef struct _Transfer Transfer;

typedef enum {
  ACTION_STATE,
  ACTION_PROGRESS,
  ACTION_SETTLE,
  ACTION_CANCELLED,
} ActionKind;

/* Something that a transfer does at some time. */
typedef struct
{
  gint64             at_us;
  guint              number;
  Transfer          *transfer;
  ActionKind         kind;
  InflightTaskState  state;
  guint64            bytes;
} Action;

/* How many transfers with one host, or with all, are under way. */
typedef struct
{
  guint now;
  guint peak;
} Count;

/**
 * FakeTransport:
 * @starts: (element-type utf8): path and query of each transfer begun, in order
 * @failures: how often an address has ended without a descriptor
 *
 * A transport without a wire. Each transfer reads its part from its address, in
 * milliseconds from its start, by the clock that the scheduler has:
 *
 * * `/ok?at=50`: an answer after 50 ms. `status=404`, `title=TEXT` (a JSON body)
 *   and `size=BYTES` (a body of zeros) say what it is
 * * `/fail?at=50`: an error; `error=refused` or another nick of #InflightError,
 *   `says=TEXT` with the escapes of g_strcompress(), `status=200` and `size=BYTES`
 *   if it comes behind a header
 * * `/redirect?at=50&to=/ok`: a redirect
 * * `/nofile?times=2`: no descriptor, so many times; then an answer
 * * `/busy?times=2&status=503`: that status, so many times; then an answer.
 *   `after=3` asks for a pause of so many seconds
 * * `/down?times=2&error=refused`: an error, so many times; then an answer
 * * `/never`: nothing
 *
 * and in each of them:
 *
 * * `wait=20`, `head=30`: when it reports waiting (0) and receiving (never)
 * * `every=10&chunk=5`: progress, five bytes more every 10 ms
 * * `cancel=200`: how long it takes to answer a cancel (0); `cancel=no`: it
 *   does not
 */
typedef struct
{
  InflightTransport  parent;
  const gint64      *clock_us;
  GSequence         *actions;
  GHashTable        *transfers;
  GHashTable        *slots;
  GHashTable        *counts;
  GHashTable        *failures;
  GPtrArray         *starts;
  guint              n_actions;
  guint              n_cancels;
} FakeTransport;

struct _Transfer
{
  FakeTransport           *transport;
  const InflightTransferEvents *events;
  gpointer                 user_data;
  char                    *address;
  char                    *host;
  InflightExchange        *record;
  GHashTable              *params;
  GSList                  *actions;
  Ending                   ending;
  guint                    slot;
};

static gint64
get_number (Transfer   *self,
            const char *name,
            gint64      fallback)
{
  const char *text = g_hash_table_lookup (self->params, name);
  gint64 number;

  if (text == NULL)
    return fallback;

  g_assert_true (g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL));

  return number;
}

static int
compare_actions (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Action *action_a = a;
  const Action *action_b = b;

  if (action_a->at_us != action_b->at_us)
    return action_a->at_us < action_b->at_us ? -1 : 1;

  return (action_a->number > action_b->number) - (action_a->number < action_b->number);
}

static Action *
add_action (Transfer  *transfer,
            ActionKind kind,
            gint64     after_ms)
{
  FakeTransport *self = transfer->transport;
  Action *action = g_new0 (Action, 1);

  action->at_us = *self->clock_us + after_ms * 1000;
  action->number = self->n_actions++;
  action->transfer = transfer;
  action->kind = kind;

  transfer->actions =
    g_slist_prepend (transfer->actions,
                     g_sequence_insert_sorted (self->actions, action,
                                               compare_actions, NULL));

  return action;
}

static void
change_count (FakeTransport *self,
              const char    *host,
              int            change)
{
  Count *count = g_hash_table_lookup (self->counts, host);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (self->counts, g_strdup (host), count);
    }

  count->now += change;
  count->peak = MAX (count->peak, count->now);
}

static void
transfer_free (Transfer *self)
{
  for (GSList *l = self->actions; l != NULL; l = l->next)
    g_sequence_remove (l->data);

  change_count (self->transport, self->host, -1);
  change_count (self->transport, "", -1);
  g_hash_table_remove (self->transport->slots, GUINT_TO_POINTER (self->slot));
  g_hash_table_remove (self->transport->transfers, self);

  g_slist_free (self->actions);
  g_hash_table_unref (self->params);
  g_free (self->address);
  g_free (self->host);
  g_free (self);
}

/* How it ends */

static void
give_body (Transfer       *self,
           InflightAnswer *answer)
{
  const char *title = g_hash_table_lookup (self->params, "title");
  gsize size = get_number (self, "size", 0);

  answer->status = get_number (self, "status", 200);
  answer->bytes = size;

  if (title != NULL)
    {
      char *text = g_strdup_printf ("{\"title\": \"%s\"}", title);

      answer->content_type = g_strdup ("application/json");
      answer->bytes = strlen (text);
      answer->body = g_bytes_new_take (text, answer->bytes);
    }
  else if (size > 0)
    {
      size = MIN (size, INFLIGHT_HEAD_BYTES);
      answer->body = g_bytes_new_take (g_malloc0 (size), size);
    }
}

static void
give_error (Transfer       *self,
            InflightAnswer *answer)
{
  const char *nick = g_hash_table_lookup (self->params, "error");
  const char *says = g_hash_table_lookup (self->params, "says");
  g_autofree char *message = NULL;
  int code = INFLIGHT_ERROR_RESET;

  if (nick != NULL)
    g_assert_true (inflight_enum_from_nick (INFLIGHT_TYPE_ERROR, nick, &code));

  message = g_strcompress (says != NULL ? says : "as the address says");
  g_set_error_literal (&answer->error, INFLIGHT_ERROR, code, message);
}

/* Returns whether the address has failed as often as it shall. */
static gboolean
is_over (Transfer *self)
{
  GHashTable *failures = self->transport->failures;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (failures, self->address));

  if (n >= get_number (self, "times", 1))
    return TRUE;

  g_hash_table_insert (failures, g_strdup (self->address), GUINT_TO_POINTER (n + 1));

  return FALSE;
}

static void
give_busy (Transfer       *self,
           InflightAnswer *answer)
{
  gint64 after = get_number (self, "after", -1);

  answer->status = get_number (self, "status", 503);
  if (after >= 0)
    self->record->retry_after_us = after * G_USEC_PER_SEC;
}

/* An ending that is good after some failures. */
static void
give_failure (Transfer       *self,
              InflightAnswer *answer)
{
  if (is_over (self))
    {
      give_body (self, answer);
      answer->status = 200;
    }
  else if (self->ending == ENDING_NO_DESCRIPTOR)
    {
      g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                           "no descriptor");
    }
  else if (self->ending == ENDING_BUSY)
    {
      give_busy (self, answer);
    }
  else
    {
      give_error (self, answer);
    }
}

static void
settle (Transfer *self,
        gboolean  cancelled)
{
  const InflightTransferEvents *events = self->events;
  gpointer user_data = self->user_data;
  InflightAnswer *answer = inflight_answer_new ();

  if (cancelled)
    {
      g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
    }
  else
    {
      switch (self->ending)
        {
        case ENDING_ANSWER:
          give_body (self, answer);
          break;

        case ENDING_ERROR:
          if (g_hash_table_contains (self->params, "status"))
            give_body (self, answer);
          give_error (self, answer);
          break;

        case ENDING_REDIRECT:
          answer->status = get_number (self, "status", 302);
          answer->location = g_strdup (g_hash_table_lookup (self->params, "to"));
          break;

        case ENDING_NO_DESCRIPTOR:
        case ENDING_BUSY:
        case ENDING_DOWN:
          give_failure (self, answer);
          break;

        case ENDING_NEVER:
          g_assert_not_reached ();
        }
    }

  transfer_free (self);
  events->settled (user_data, answer);
}

/* The class */

static Ending
read_ending (const char *target)
{
  static const char *const words[] = {
    [ENDING_ANSWER] = "/ok",
    [ENDING_ERROR] = "/fail",
    [ENDING_REDIRECT] = "/redirect",
    [ENDING_NO_DESCRIPTOR] = "/nofile",
    [ENDING_BUSY] = "/busy",
    [ENDING_DOWN] = "/down",
    [ENDING_NEVER] = "/never",
  };
  gsize length = strcspn (target, "?");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (target, words[i], length) == 0)
      return i;

  g_error ("The fake wire does not know %s", target);
}

static void
add_progress (Transfer *self)
{
  gint64 every = get_number (self, "every", 0);
  gint64 chunk = get_number (self, "chunk", 1);
  gint64 end = get_number (self, "at", 0);

  for (gint64 at = every; every > 0 && at < end; at += every)
    add_action (self, ACTION_PROGRESS, at)->bytes = at / every * chunk;
}

static Transfer *
transfer_new (FakeTransport                *transport,
              const InflightOrder          *order,
              const InflightTransferEvents *events,
              gpointer                      user_data)
{
  Transfer *self = g_new0 (Transfer, 1);
  const char *target = inflight_uri_get_target (order->uri);
  const char *query = strchr (target, '?');

  self->transport = transport;
  self->events = events;
  self->user_data = user_data;
  self->slot = order->slot;
  self->record = order->record;
  self->record->timings.fetch_start_us = *transport->clock_us;
  self->host = g_strdup (inflight_uri_get_host (order->uri));
  self->address = g_strdup (target);
  self->params = g_uri_parse_params (query != NULL ? query + 1 : "", -1, "&",
                                     G_URI_PARAMS_NONE, NULL);
  self->ending = read_ending (target);

  return self;
}

static gpointer
fake_transport_start (InflightTransport            *transport,
                      const InflightOrder          *order,
                      const InflightTransferEvents *events,
                      gpointer                      user_data)
{
  FakeTransport *self = (FakeTransport *) transport;
  Transfer *transfer = transfer_new (self, order, events, user_data);

  g_ptr_array_add (self->starts, g_strdup (transfer->address));
  g_hash_table_add (self->transfers, transfer);
  g_assert_true (g_hash_table_add (self->slots, GUINT_TO_POINTER (transfer->slot)));
  change_count (self, transfer->host, 1);
  change_count (self, "", 1);

  add_action (transfer, ACTION_STATE, 0)->state = INFLIGHT_TASK_STATE_CONNECTING;
  add_action (transfer, ACTION_STATE, get_number (transfer, "wait", 0))->state =
    INFLIGHT_TASK_STATE_WAITING;
  if (g_hash_table_contains (transfer->params, "head"))
    add_action (transfer, ACTION_STATE, get_number (transfer, "head", 0))->state =
      INFLIGHT_TASK_STATE_RECEIVING;
  add_progress (transfer);
  if (transfer->ending != ENDING_NEVER)
    add_action (transfer, ACTION_SETTLE, get_number (transfer, "at", 0));

  return transfer;
}

static void
fake_transport_cancel (InflightTransport *transport,
                       gpointer           handle)
{
  FakeTransport *self = (FakeTransport *) transport;
  Transfer *transfer = handle;

  g_assert_true (g_hash_table_contains (self->transfers, transfer));

  self->n_cancels++;
  if (g_strcmp0 (g_hash_table_lookup (transfer->params, "cancel"), "no") != 0)
    add_action (transfer, ACTION_CANCELLED, get_number (transfer, "cancel", 0));
}

static void
fake_transport_free (InflightTransport *transport)
{
  FakeTransport *self = (FakeTransport *) transport;

  g_assert_cmpuint (g_hash_table_size (self->transfers), ==, 0);

  g_sequence_free (self->actions);
  g_hash_table_unref (self->transfers);
  g_hash_table_unref (self->slots);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->failures);
  g_ptr_array_unref (self->starts);
  g_free (self);
}

static const InflightTransportClass fake_transport_class = {
  .start = fake_transport_start,
  .cancel = fake_transport_cancel,
  .free = fake_transport_free,
};

/**
 * inflight_fake_transport_new:
 * @clock_us: the clock, in microseconds
 *
 * Returns: (transfer full): a transport that does nothing but in
 *   inflight_fake_transport_run()
 */
InflightTransport *
inflight_fake_transport_new (const gint64 *clock_us)
{
  FakeTransport *self = g_new0 (FakeTransport, 1);

  self->parent.class = &fake_transport_class;
  self->clock_us = clock_us;
  self->actions = g_sequence_new (g_free);
  self->transfers = g_hash_table_new (NULL, NULL);
  self->slots = g_hash_table_new (NULL, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->starts = g_ptr_array_new_with_free_func (g_free);

  return &self->parent;
}

/**
 * inflight_fake_transport_get_next_us:
 * @transport: a fake transport
 *
 * Returns: when a transfer does something next, or %G_MAXINT64
 */
gint64
inflight_fake_transport_get_next_us (InflightTransport *transport)
{
  FakeTransport *self = (FakeTransport *) transport;
  Action *first;

  if (g_sequence_is_empty (self->actions))
    return G_MAXINT64;

  first = g_sequence_get (g_sequence_get_begin_iter (self->actions));

  return first->at_us;
}

static void
act (const Action *action)
{
  Transfer *transfer = action->transfer;

  switch (action->kind)
    {
    case ACTION_STATE:
      transfer->events->state (transfer->user_data, action->state);
      break;

    case ACTION_PROGRESS:
      transfer->events->progress (transfer->user_data, action->bytes);
      break;

    case ACTION_SETTLE:
      settle (transfer, FALSE);
      break;

    case ACTION_CANCELLED:
      settle (transfer, TRUE);
      break;
    }
}

/**
 * inflight_fake_transport_run:
 * @transport: a fake transport
 *
 * Does what is due by the time that the clock shows.
 */
void
inflight_fake_transport_run (InflightTransport *transport)
{
  FakeTransport *self = (FakeTransport *) transport;

  while (inflight_fake_transport_get_next_us (transport) <= *self->clock_us)
    {
      GSequenceIter *iter = g_sequence_get_begin_iter (self->actions);
      Action action = *(Action *) g_sequence_get (iter);

      action.transfer->actions = g_slist_remove (action.transfer->actions, iter);
      g_sequence_remove (iter);
      act (&action);
    }
}

/**
 * inflight_fake_transport_cancel_all:
 * @transport: a fake transport
 *
 * Ends all that is under way as if it had been cancelled, willing or not.
 */
void
inflight_fake_transport_cancel_all (InflightTransport *transport)
{
  FakeTransport *self = (FakeTransport *) transport;
  g_autoptr (GList) transfers = g_hash_table_get_keys (self->transfers);

  for (GList *l = transfers; l != NULL; l = l->next)
    settle (l->data, TRUE);
}

/**
 * inflight_fake_transport_get_starts:
 * @transport: a fake transport
 *
 * Returns: (transfer none) (element-type utf8): path and query of each transfer
 *   that was begun, in order
 */
GPtrArray *
inflight_fake_transport_get_starts (InflightTransport *transport)
{
  return ((FakeTransport *) transport)->starts;
}

guint
inflight_fake_transport_get_n_cancels (InflightTransport *transport)
{
  return ((FakeTransport *) transport)->n_cancels;
}

/**
 * inflight_fake_transport_get_in_flight:
 * @transport: a fake transport
 * @host: (nullable): a host, %NULL for all
 *
 * Returns: how many transfers are under way
 */
guint
inflight_fake_transport_get_in_flight (InflightTransport *transport,
                                       const char        *host)
{
  FakeTransport *self = (FakeTransport *) transport;
  Count *count = g_hash_table_lookup (self->counts, host != NULL ? host : "");

  return count != NULL ? count->now : 0;
}

/**
 * inflight_fake_transport_get_peak:
 * @transport: a fake transport
 * @host: (nullable): a host, %NULL for all
 *
 * Returns: how many transfers were under way at the most
 */
guint
inflight_fake_transport_get_peak (InflightTransport *transport,
                                  const char        *host)
{
  FakeTransport *self = (FakeTransport *) transport;
  Count *count = g_hash_table_lookup (self->counts, host != NULL ? host : "");

  return count != NULL ? count->peak : 0;
}
