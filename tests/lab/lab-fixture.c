/* lab-fixture.c: a practice server and clients for its tests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lab-fixture.h"

#include <string.h>

/* How often the lab's thread said so in its log. */
int lab_n_gone;
int lab_n_pauses;

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *text,
        gpointer        user_data)
{
  if (g_str_has_prefix (text, "A client went away before"))
    g_atomic_int_inc (&lab_n_gone);
  else if (g_str_has_prefix (text, "Accepting pauses"))
    g_atomic_int_inc (&lab_n_pauses);

  g_main_context_wakeup (NULL);
}

void
lab_await_count (const int *counter,
                 int        count)
{
  while (g_atomic_int_get (counter) < count)
    g_main_context_iteration (NULL, TRUE);
}

void
lab_fixture_set_up (LabFixture    *self,
                    gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->lab = inflight_lab_new (0, &error);
  g_assert_no_error (error);
  g_assert_true (INFLIGHT_IS_LAB (self->lab));

  self->session = g_object_new (SOUP_TYPE_SESSION,
                                "max-conns", 400,
                                "max-conns-per-host", 400,
                                "timeout", LAB_GIVE_UP_S,
                                "proxy-resolver", NULL,
                                NULL);

  g_atomic_int_set (&lab_n_gone, 0);
  g_atomic_int_set (&lab_n_pauses, 0);
}

void
lab_fixture_tear_down (LabFixture    *self,
                       gconstpointer  user_data)
{
  soup_session_abort (self->session);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_finalize_object (g_steal_pointer (&self->session));
  if (self->lab != NULL)
    g_assert_finalize_object (g_steal_pointer (&self->lab));
}

void
lab_reply_free (LabReply *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  LabReply *self = user_data;

  g_assert_true (SOUP_IS_SESSION (source));

  self->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                  &self->error);
  self->elapsed_us = g_get_monotonic_time () - self->begun_us;
  self->is_done = TRUE;
}

static void
wrote_body_cb (SoupMessage *message,
               gpointer     user_data)
{
  LabReply *self = user_data;

  g_assert_true (SOUP_IS_MESSAGE (message));

  self->is_sent = TRUE;
}

LabReply *
lab_send (LabFixture *fixture,
          const char *method,
          const char *path)
{
  g_autofree char *uri = NULL;
  LabReply *self = g_new0 (LabReply, 1);

  uri = g_strconcat (inflight_lab_get_base_uri (fixture->lab), path, NULL);
  self->message = soup_message_new (method, uri);
  g_assert_nonnull (self->message);

  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (self->message, "wrote-body",
                    G_CALLBACK (wrote_body_cb), self);

  self->begun_us = g_get_monotonic_time ();
  soup_session_send_and_read_async (fixture->session, self->message,
                                    G_PRIORITY_DEFAULT, NULL, read_cb, self);

  return self;
}

void
lab_await (const gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

LabReply *
lab_request (LabFixture *fixture,
             const char *method,
             const char *path)
{
  LabReply *self = lab_send (fixture, method, path);

  lab_await (&self->is_done);

  return self;
}

LabReply *
lab_get (LabFixture *fixture,
         const char *path)
{
  LabReply *self = lab_request (fixture, "GET", path);

  g_assert_no_error (self->error);

  return self;
}

char *
lab_reply_dup_text (LabReply *self)
{
  gsize size = g_bytes_get_size (self->body);

  return size > 0 ? g_strndup (g_bytes_get_data (self->body, NULL), size)
                  : g_strdup ("");
}

const char *
lab_reply_get_header (LabReply   *self,
                      const char *name)
{
  return soup_message_headers_get_one (
    soup_message_get_response_headers (self->message), name);
}

JsonNode *
lab_reply_parse (LabReply *self)
{
  g_autofree char *text = lab_reply_dup_text (self);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

void
lab_assert_reply (LabReply   *self,
                  guint       status,
                  const char *text)
{
  g_autofree char *actual = lab_reply_dup_text (self);

  g_assert_cmpuint (soup_message_get_status (self->message), ==, status);
  g_assert_cmpstr (actual, ==, text);
}

void
lab_assert_post (LabReply *self,
                 guint     id)
{
  g_autoptr (JsonNode) node = lab_reply_parse (self);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  g_assert_cmpint (json_object_get_int_member (object, "userId"), ==,
                   (id - 1) / 10 + 1);
  g_assert_cmpint (json_object_get_int_member (object, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (object, "title"), !=, "");
  g_assert_cmpstr (json_object_get_string_member (object, "body"), !=, "");
}

/* A client that does nothing by itself. */
GSocketConnection *
lab_raw_connect (LabFixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, LAB_GIVE_UP_S);
  connection = g_socket_client_connect_to_uri (
    client, inflight_lab_get_base_uri (fixture->lab), 80, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

void
lab_raw_write (GSocketConnection *connection,
               const char        *text)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

GSocketConnection *
lab_raw_send (LabFixture *fixture,
              const char *method,
              const char *path)
{
  g_autofree char *text = g_strdup_printf ("%s %s HTTP/1.1\r\n"
                                           "Host: localhost\r\n"
                                           "\r\n", method, path);
  GSocketConnection *connection = lab_raw_connect (fixture);

  lab_raw_write (connection, text);

  return connection;
}

gsize
lab_raw_read (GSocketConnection  *connection,
              char               *buffer,
              gsize               size,
              GError            **error)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  gsize n_read = 0;

  g_input_stream_read_all (in, buffer, size, &n_read, NULL, error);

  return n_read;
}

/* What main() does before anything else. */
void
lab_test_init (int    *argc,
               char ***argv)
{
  /* Otherwise libsoup opens one connection to learn about HTTP/2 first. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (argc, argv, NULL);
  g_log_set_handler ("inflight-lab", G_LOG_LEVEL_DEBUG, log_cb, NULL);
}
