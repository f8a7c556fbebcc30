/* inflight-application.c: the program, from its arguments to its windows
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-application.h"

#include "inflight-about.h"
#include "inflight-arguments.h"
#include "inflight-help.h"
#include "inflight-input.h"
#include "inflight-preferences.h"
#include "inflight-shortcuts.h"
#include "inflight-tooltips.h"

#include <glib/gi18n.h>

/* The exit status, as that of inflight-cli. */
#define FAULTY 2

/**
 * InflightApplication:
 *
 * Makes what all windows share and hands it to them, and has the actions that belong
 * to none of them.
 */
struct _InflightApplication
{
  AdwApplication    parent_instance;

  InflightServices *services;
  int               exit_status;
};

G_DEFINE_FINAL_TYPE (InflightApplication, inflight_application, ADW_TYPE_APPLICATION)

static InflightWindow *
get_window (InflightApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  /* The one that was used last comes first; help has no window of its own kind. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (INFLIGHT_IS_WINDOW (l->data))
      return l->data;

  return inflight_application_make_window (self);
}

/* Actions */

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  InflightApplication *self = INFLIGHT_APPLICATION (user_data);

  gtk_window_present (GTK_WINDOW (inflight_application_make_window (self)));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  InflightApplication *self = INFLIGHT_APPLICATION (user_data);
  InflightWindow *window = get_window (self);

  gtk_window_present (GTK_WINDOW (
    inflight_preferences_new (GTK_WINDOW (window),
                              inflight_services_get_settings (self->services))));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  InflightApplication *self = INFLIGHT_APPLICATION (user_data);

  gtk_window_present (GTK_WINDOW (inflight_about_new (GTK_WINDOW (get_window (self)))));
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  InflightApplication *self = INFLIGHT_APPLICATION (user_data);

  gtk_window_present (GTK_WINDOW (inflight_shortcuts_new (GTK_WINDOW (get_window (self)))));
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  inflight_help_present (GTK_APPLICATION (user_data));
}

static void
show_wait_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window;
  guint id;
  guint number;

  g_variant_get (parameter, "(uu)", &id, &number);
  window = gtk_application_get_window_by_id (GTK_APPLICATION (user_data), id);
  if (!INFLIGHT_IS_WINDOW (window))
    return;

  gtk_window_present (window);
  inflight_window_show_wait (INFLIGHT_WINDOW (window), number);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  inflight_window_close_all (GTK_APPLICATION (user_data));
}

static void
add_actions (InflightApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "about", .activate = about_cb },
    { .name = "help", .activate = help_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "show-wait", .activate = show_wait_cb, .parameter_type = "(uu)" },
  };
  static const struct {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.new-window", { "<Control>n" } },
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.add", { "<Control>l" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.find", { "<Control>f" } },
    { "win.start", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.cancel-pending", { "<Control>period" } },
    { "win.retry-failed", { "<Shift><Control>r" } },
    { "win.retry", { "<Control>r" } },
    { "win.details", { "<Alt>Return" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].accels);
}

/* The application */

static void
inflight_application_startup (GApplication *application)
{
  InflightApplication *self = INFLIGHT_APPLICATION (application);

  G_APPLICATION_CLASS (inflight_application_parent_class)->startup (application);

  self->services = inflight_services_new (GTK_APPLICATION (self));
  /* What has the focus is not chosen by that: a text that can be selected is not,
   * as soon as a window opens. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  inflight_tooltips_init ();
  add_actions (self);
}

static void
inflight_application_shutdown (GApplication *application)
{
  InflightApplication *self = INFLIGHT_APPLICATION (application);

  /* Whoever still holds it has none of it any more. */
  if (self->services != NULL)
    g_object_run_dispose (G_OBJECT (self->services));
  g_clear_object (&self->services);

  G_APPLICATION_CLASS (inflight_application_parent_class)->shutdown (application);
}

static void
inflight_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (INFLIGHT_APPLICATION (application))));
}

static int
inflight_application_handle_local_options (GApplication *application,
                                           GVariantDict *options)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("inflight %s\n", PACKAGE_VERSION);
      return 0;
    }

  /* Before there is a window that would have to go again. */
  if (!inflight_arguments_read_wait (options, &condition, &error))
    {
      g_printerr ("inflight: %s\n", error->message);
      return FAULTY;
    }

  return -1;
}

/* Only D-Bus activation comes here: a file manager names files. */
static void
inflight_application_open (GApplication  *application,
                           GFile        **files,
                           int            n_files,
                           const char    *hint)
{
  InflightApplication *self = INFLIGHT_APPLICATION (application);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  InflightWindow *window = get_window (self);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_file_get_path (files[i]);

      if (name == NULL)
        name = g_file_get_uri (files[i]);
      g_strv_builder_add (builder, name);
    }

  arguments = g_strv_builder_end (builder);
  inflight_window_add_arguments (window, arguments, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* A launch whose tasks are waited for */

typedef struct
{
  InflightApplication     *application;
  GApplicationCommandLine *command_line;
  InflightCondition        condition;
} Launch;

static void
launch_free (Launch *self)
{
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self->application);
  /* Whoever launched it goes on now. */
  g_object_unref (self->command_line);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Launch, launch_free)

/* Each in the process that it is about: one launch can be the run of the application. */
static void
refuse (Launch       *self,
        const char   *complaints,
        const GError *error)
{
  g_application_command_line_printerr (self->command_line, "%sinflight: %s\n", complaints,
                                       error->message);
  g_application_command_line_set_exit_status (self->command_line, FAULTY);
  if (!g_application_command_line_get_is_remote (self->command_line))
    self->application->exit_status = FAULTY;
}

static void
arguments_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Launch) launch = user_data;
  GVariantDict *options = g_application_command_line_get_options_dict (launch->command_line);
  g_autofree char *complaints = NULL;
  g_autoptr (GPtrArray) requests = inflight_arguments_read_finish (result, &complaints);
  g_autoptr (GError) error = NULL;
  InflightWindow *window;

  if (!inflight_condition_check (&launch->condition, requests != NULL ? requests->len : 0,
                                 &error))
    {
      refuse (launch, complaints, error);
      return;
    }

  window = get_window (launch->application);
  if (!g_variant_dict_contains (options, "then"))
    launch->condition.then = inflight_window_get_then (window);

  inflight_window_add_read (window, requests, complaints, &launch->condition);
  gtk_window_present (GTK_WINDOW (window));
}

/* There is no window for what cannot be waited for, and that is known when all is read. */
static void
read_and_wait (InflightApplication      *self,
               GApplicationCommandLine  *command_line,
               char                    **arguments,
               const InflightCondition  *condition)
{
  g_autoptr (InflightOptions) options = NULL;
  Launch *launch = g_new0 (Launch, 1);

  launch->application = g_object_ref (self);
  launch->command_line = g_object_ref (command_line);
  launch->condition = *condition;
  g_application_hold (G_APPLICATION (self));

  options = inflight_settings_make_options (inflight_services_get_settings (self->services));
  inflight_arguments_read_async (arguments, g_application_command_line_get_cwd (command_line),
                                 inflight_services_get_lab (self->services), options,
                                 arguments_read_cb, launch);
}

/* Arguments are taken as they are: a GFile would make a file of “example.com/p”. */
static int
inflight_application_command_line (GApplication            *application,
                                   GApplicationCommandLine *command_line)
{
  InflightApplication *self = INFLIGHT_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autofree const char **arguments = NULL;
  g_autoptr (GError) error = NULL;
  InflightWindow *window;

  if (!inflight_arguments_read_wait (options, &condition, &error))
    {
      g_application_command_line_printerr (command_line, "inflight: %s\n", error->message);
      return FAULTY;
    }

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments);
  if (inflight_arguments_wait (options))
    {
      read_and_wait (self, command_line, (char **) arguments, &condition);
      return 0;
    }

  window = get_window (self);
  if (arguments != NULL)
    inflight_window_add_arguments (window, (char **) arguments,
                                   g_application_command_line_get_cwd (command_line));

  gtk_window_present (GTK_WINDOW (window));

  return 0;
}

static void
inflight_application_class_init (InflightApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = inflight_application_startup;
  application_class->shutdown = inflight_application_shutdown;
  application_class->activate = inflight_application_activate;
  application_class->handle_local_options = inflight_application_handle_local_options;
  application_class->open = inflight_application_open;
  application_class->command_line = inflight_application_command_line;
}

static void
inflight_application_init (InflightApplication *self)
{
  static const GOptionEntry entries[] = {
    { "until", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("Start, and wait until this (default, if there is another of these: all)"),
      "all|first|first-error|first-success|ok:K|done:K" },
    { "within", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("Stop waiting after that long"), N_("SECONDS") },
    { "then", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("What happens to pending tasks (default: as chosen in the window)"), "cancel|leave" },
    { "cancelled", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("How a cancelled task counts (default: settled)"), "settled|error" },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    /* Bytes, which is what names of files are: in the locale C, GLib takes no UTF-8. */
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("URL|PATTERN|FILE…") },
    G_OPTION_ENTRY_NULL
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * inflight_application_new:
 *
 * Returns: (transfer full): the application
 */
InflightApplication *
inflight_application_new (void)
{
  return g_object_new (INFLIGHT_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/io/github/inflight/Inflight",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE |
                                G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * inflight_application_run:
 * @self: an application
 * @argc: from main()
 * @argv: from main()
 *
 * Runs until the last window is closed. What g_application_run() returns is no more
 * than whether the options were understood.
 *
 * Returns: the exit status of the program
 */
int
inflight_application_run (InflightApplication  *self,
                          int                   argc,
                          char                **argv)
{
  int status;

  g_return_val_if_fail (INFLIGHT_IS_APPLICATION (self), FAULTY);

  status = g_application_run (G_APPLICATION (self), argc, argv);

  return status != 0 ? status : self->exit_status;
}

/**
 * inflight_application_get_services:
 * @self: an application that has started
 *
 * Returns: (transfer none): what its windows share
 */
InflightServices *
inflight_application_get_services (InflightApplication *self)
{
  g_return_val_if_fail (INFLIGHT_IS_APPLICATION (self), NULL);

  return self->services;
}

/**
 * inflight_application_make_window:
 * @self: an application that has started
 *
 * Returns: (transfer none): a window with an empty batch; GTK holds it
 */
InflightWindow *
inflight_application_make_window (InflightApplication *self)
{
  g_return_val_if_fail (INFLIGHT_IS_APPLICATION (self), NULL);

  return inflight_window_new (GTK_APPLICATION (self), self->services);
}
