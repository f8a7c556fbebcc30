/* fake-session.c: what a desktop offers on the session bus
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-session.h"

/* It has a thread and a connection of its own: GTK waits for answers. */
static struct {
  GMutex           mutex;
  GCond            cond;
  GDBusConnection *connection;
  GHashTable      *shown;
  GHashTable      *inhibitors;
  guint            n_names;
  guint            n_notified;
  guint            cookie;
  guint            flags;
} session;

static const char introspection[] =
  "<node>"
  "  <interface name='org.gtk.Notifications'>"
  "    <method name='AddNotification'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/>"
  "    </method>"
  "    <method name='RemoveNotification'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "    </method>"
  "  </interface>"
  "  <interface name='org.gnome.SessionManager'>"
  "    <method name='RegisterClient'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='o' direction='out'/>"
  "    </method>"
  "    <method name='UnregisterClient'><arg type='o' direction='in'/></method>"
  "    <method name='Inhibit'>"
  "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "      <arg type='u' direction='out'/>"
  "    </method>"
  "    <method name='Uninhibit'><arg type='u' direction='in'/></method>"
  "  </interface>"
  "</node>";

static GVariant *
answer (const char *method,
        GVariant   *parameters)
{
  const char *id;
  GVariant *notification;
  guint cookie;

  if (g_str_equal (method, "AddNotification"))
    {
      g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &notification);
      g_hash_table_replace (session.shown, g_strdup (id), notification);
      session.n_notified++;
    }
  else if (g_str_equal (method, "RemoveNotification"))
    {
      g_variant_get (parameters, "(&s&s)", NULL, &id);
      g_hash_table_remove (session.shown, id);
    }
  else if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get (parameters, "(&su&su)", NULL, NULL, NULL, &session.flags);
      g_hash_table_add (session.inhibitors, GUINT_TO_POINTER (++session.cookie));
      return g_variant_new ("(u)", session.cookie);
    }
  else if (g_str_equal (method, "Uninhibit"))
    {
      g_variant_get (parameters, "(u)", &cookie);
      g_hash_table_remove (session.inhibitors, GUINT_TO_POINTER (cookie));
    }
  else if (g_str_equal (method, "RegisterClient"))
    {
      return g_variant_new ("(o)", "/client");
    }

  return NULL;
}

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  GVariant *result;

  g_mutex_lock (&session.mutex);
  result = answer (method, parameters);
  g_mutex_unlock (&session.mutex);
  g_dbus_method_invocation_return_value (invocation, result);
}

static void
acquired_cb (GDBusConnection *connection,
             const char      *name,
             gpointer         user_data)
{
  g_mutex_lock (&session.mutex);
  session.n_names++;
  g_cond_signal (&session.cond);
  g_mutex_unlock (&session.mutex);
}

static gpointer
run (gpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  static const char *const names[] = { "org.gtk.Notifications", "org.gnome.SessionManager" };
  static const char *const paths[] = { "/org/gtk/Notifications", "/org/gnome/SessionManager" };
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (context);
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  session.connection =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_dbus_connection_register_object (session.connection, paths[i], info->interfaces[i],
                                         &vtable, NULL, NULL, &error);
      g_assert_no_error (error);
      g_bus_own_name_on_connection (session.connection, names[i], G_BUS_NAME_OWNER_FLAGS_NONE,
                                    acquired_cb, NULL, NULL, NULL);
    }

  g_main_loop_run (loop);

  return NULL;
}

/**
 * fake_session_start:
 *
 * Owns the names of a desktop's notifications and of its session manager, until
 * the program ends. To be called before an application registers.
 */
void
fake_session_start (void)
{
  session.shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_variant_unref);
  session.inhibitors = g_hash_table_new (NULL, NULL);
  g_thread_unref (g_thread_new ("fake-session", run, NULL));

  g_mutex_lock (&session.mutex);
  while (session.n_names < 2)
    g_cond_wait (&session.cond, &session.mutex);
  g_mutex_unlock (&session.mutex);
}

/* What is shown under an id, if anything is. */
GVariant *
fake_session_dup_notification (const char *id)
{
  GVariant *notification;

  g_mutex_lock (&session.mutex);
  notification = g_hash_table_lookup (session.shown, id);
  if (notification != NULL)
    g_variant_ref (notification);
  g_mutex_unlock (&session.mutex);

  return notification;
}

static guint
get (const guint *number)
{
  guint value;

  g_mutex_lock (&session.mutex);
  value = *number;
  g_mutex_unlock (&session.mutex);

  return value;
}

static guint
get_size (GHashTable *table)
{
  guint value;

  g_mutex_lock (&session.mutex);
  value = g_hash_table_size (table);
  g_mutex_unlock (&session.mutex);

  return value;
}

guint
fake_session_get_n_shown (void)
{
  return get_size (session.shown);
}

/* Those that were taken back since, too. */
guint
fake_session_get_n_notified (void)
{
  return get (&session.n_notified);
}

guint
fake_session_get_n_inhibitors (void)
{
  return get_size (session.inhibitors);
}

guint
fake_session_get_inhibit_flags (void)
{
  return get (&session.flags);
}

/* Of what tests before have left. */
void
fake_session_forget (void)
{
  g_mutex_lock (&session.mutex);
  g_hash_table_remove_all (session.shown);
  session.n_notified = 0;
  g_mutex_unlock (&session.mutex);
}
