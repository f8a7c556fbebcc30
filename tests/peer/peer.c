/* peer.c: servers and proxies that nobody here wrote, as processes of their own
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "peer.h"

#include "peer-folder.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define GIVE_UP_US (20 * G_USEC_PER_SEC)
#define KNOCK_MS   5
#define NOBODY     65534

/* Kernels give their clients ports from 32768 up: none of those takes the port of a
 * server while that is restarted, nor is connected to itself while nobody listens. */
#define FIRST_PORT 10000
#define END_PORT   32768

/**
 * Peer:
 * @kind: what it is
 * @is_secured: whether it has TLS, or, for a proxy, wants a password
 * @folder: all that it reads and writes
 * @port: where it listens, on the loopback interface
 * @origin: (nullable): the server behind it
 * @process: it
 *
 * A server. It ends with the one who made it, whatever ends that.
 */
struct _Peer
{
  const PeerKind *kind;
  gboolean        is_secured;
  char           *folder;
  guint16         port;
  Peer           *origin;
  GSubprocess    *process;
};

static char *soup_program;

/**
 * peer_init:
 * @soup_peer: the program that is libsoup's server
 */
void
peer_init (const char *soup_peer)
{
  soup_program = g_canonicalize_filename (soup_peer, NULL);
}

/* Not every user has those of root among the programs. */
static char *
find_program (const PeerKind *kind)
{
  g_autofree char *system = NULL;
  char *path;

  if (kind->program == NULL)
    return g_strdup (soup_program);

  path = g_find_program_in_path (kind->program);
  if (path != NULL)
    return path;

  system = g_build_filename ("/usr/sbin", kind->program, NULL);

  return g_find_program_in_path (system);
}

gboolean
peer_kind_is_there (const PeerKind *kind)
{
  g_autofree char *program = find_program (kind);

  return program != NULL;
}

static gboolean
is_port_free (guint16 port)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) address = NULL;
  gboolean is_free;

  address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  is_free = g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM,
                                           G_SOCKET_PROTOCOL_TCP, NULL, NULL, NULL);
  g_socket_listener_close (listener);

  return is_free;
}

/**
 * peer_find_port:
 *
 * Returns: a port of the loopback interface where nobody listens
 */
guint16
peer_find_port (void)
{
  guint16 port;

  do
    port = g_random_int_range (FIRST_PORT, END_PORT);
  while (!is_port_free (port));

  return port;
}

static char *
fill_in (Peer       *self,
         const char *text)
{
  GString *filled = g_string_new (text);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *origin = NULL;

  origin = g_strdup_printf ("%u", self->origin != NULL ? self->origin->port : 0);
  g_string_replace (filled, "@OPTION@", self->kind->options[self->is_secured], 0);
  g_string_replace (filled, "@PORT@", port, 0);
  g_string_replace (filled, "@FOLDER@", self->folder, 0);
  g_string_replace (filled, "@ORIGIN@", origin, 0);

  return g_string_free (filled, FALSE);
}

static void
add_files (Peer *self)
{
  for (guint i = 0; self->kind->files[i] != NULL; i++)
    {
      const char *name = self->kind->files[i];
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "peer", "servers", name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *filled = NULL;
      g_autoptr (GError) error = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      filled = fill_in (self, text);
      peer_folder_write (self->folder, name, filled, -1);
    }
}

static void
child_setup_cb (gpointer user_data)
{
  Peer *self = user_data;

  if (self->kind->drops_root && geteuid () == 0 && setuid (NOBODY) != 0)
    _exit (1);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
spawn (Peer *self)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arguments, find_program (self->kind));
  for (guint i = 0; self->kind->arguments[i] != NULL; i++)
    g_ptr_array_add (arguments, fill_in (self, self->kind->arguments[i]));
  g_ptr_array_add (arguments, NULL);

  launcher = g_subprocess_launcher_new (g_test_verbose () ? G_SUBPROCESS_FLAGS_NONE
                                                          : G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                            G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, self, NULL);
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  self->process = g_subprocess_launcher_spawnv (launcher,
                                                (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
}

static gboolean
is_answering (Peer *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);

  return connection != NULL;
}

static gboolean
knock_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* None of them says when it listens: knock until it opens. */
static void
await_answer (Peer *self)
{
  gint64 give_up_us = g_get_monotonic_time () + GIVE_UP_US;
  guint knock = g_timeout_add (KNOCK_MS, knock_cb, NULL);

  while (!is_answering (self))
    {
      g_assert_nonnull (g_subprocess_get_identifier (self->process));
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
      g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (knock);
}

static void
start (Peer *self)
{
  spawn (self);
  await_answer (self);
}

static void
stop (Peer *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, self->kind->end_signal);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

/**
 * peer_new:
 * @kind: what it is; it must be there
 * @is_secured: whether with TLS, or, for a proxy, with a password
 *
 * Returns: (transfer full): a server, listening, with posts in /posts/1 and so on
 */
Peer *
peer_new (const PeerKind *kind,
          gboolean        is_secured)
{
  Peer *self = g_new0 (Peer, 1);

  self->kind = kind;
  self->is_secured = is_secured;
  self->folder = peer_folder_make ();
  self->port = peer_find_port ();
  if (kind->has_origin)
    self->origin = peer_new (&peer_soup, FALSE);
  add_files (self);
  start (self);

  return self;
}

void
peer_free (Peer *self)
{
  stop (self);
  g_clear_pointer (&self->origin, peer_free);
  peer_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

/**
 * peer_restart:
 * @self: a server
 *
 * Ends it, which closes its connections, and starts another in its place.
 */
void
peer_restart (Peer *self)
{
  stop (self);
  start (self);
}

/**
 * peer_dup_uri:
 * @self: a server
 * @path: what to ask it for
 *
 * Returns: (transfer full): the address
 */
char *
peer_dup_uri (Peer       *self,
              const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->is_secured ? "https" : "http",
                          self->port, path);
}

guint16
peer_get_port (Peer *self)
{
  return self->port;
}
