/* take-screenshots.c: pictures of the real window and the real lab
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-input.h"
#include "inflight-list.h"
#include "inflight-split.h"
#include "ui-views.h"

#include <stdio.h>
#include <stdlib.h>

/* The same addresses each time. */
#define PORT 8080

#define PER_HOST 12

#define WIDE 1120
#define HIGH 680
#define PHONE_WIDE 360
#define PHONE_HIGH 640

#define CARDS_HIGH 400

#define NO_TASK 0

/* Delays far enough from each other that the order is always the same. */
#define RACE \
  "/posts/12?delay=2440\n" \
  "/posts/27?delay=1950\n" \
  "/posts/31?delay=1240\n" \
  "/posts/48?delay=2960\n" \
  "/posts/56?delay=2150\n" \
  "/posts/63?delay=3370\n"

#define MIX \
  "/posts/[1-2]?delay=1050\n" \
  "/posts/3?delay=1340&size=180000\n" \
  "/posts/4?delay=1150&status=404\n" \
  "/pages/5?delay=1240\n" \
  "/posts/6?delay=60000\n" \
  "/posts/7?delay=1050&status=500\n" \
  "/posts/8?delay=300&size=9000000&trickle=60000\n" \
  "/posts/9?delay=1450\n" \
  "/posts/[10-11]?delay=60000\n" \
  "/posts/12?delay=1550\n" \
  "/posts/13?reset&delay=1240\n" \
  "/posts/[14-15]?delay=1650\n" \
  "/posts/16?hang\n" \
  "/posts/[17-30]?delay=350\n"

/**
 * Shot:
 * @name: of the file
 * @list: what to add, a list in the lab; %NULL for the first page
 * @waits: conditions to wait for, as the action has them; for the last one, the
 *   rest is cancelled if it is “first”
 * @after_ms: when to take the picture, from the start on
 * @page: (nullable): what the sidebar shows
 * @select: the task to select, from 1
 */
typedef struct
{
  const char          *name;
  const char          *list;
  const char          *waits[4];
  guint                after_ms;
  const char          *page;
  guint                select;
  AdwColorScheme       scheme;
  GtkTextDirection     direction;
  int                  width;
  int                  height;
} Shot;

static const Shot shots[] = {
  { .name = "first-start", .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT, .width = WIDE, .height = HIGH },
  { .name = "first-answer-wins", .list = RACE, .waits = { "first" }, .after_ms = 1900,
    .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT, .width = WIDE, .height = HIGH },
  { .name = "dark", .list = MIX, .waits = { "all" }, .after_ms = 3300,
    .scheme = ADW_COLOR_SCHEME_FORCE_DARK, .width = WIDE, .height = HIGH },
  { .name = "waits", .list = MIX, .waits = { "first", "first-error", "all" }, .after_ms = 3300,
    .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT, .width = WIDE, .height = HIGH },
  { .name = "inspector", .list = MIX, .waits = { "all" }, .after_ms = 3300, .page = "details",
    .select = 1, .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT, .width = WIDE, .height = HIGH },
  { .name = "phone", .list = MIX, .waits = { "all" }, .after_ms = 3300,
    .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT, .width = PHONE_WIDE, .height = PHONE_HIGH },
  { .name = "right-to-left", .list = MIX, .waits = { "all" }, .after_ms = 3300,
    .direction = GTK_TEXT_DIR_RTL, .scheme = ADW_COLOR_SCHEME_FORCE_LIGHT,
    .width = WIDE, .height = HIGH },
};

static void
run_for (guint duration_ms)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (duration_ms == 0)
    return;

  g_timeout_add_once (duration_ms, (GSourceOnceFunc) (GCallback) g_main_loop_quit, loop);
  g_main_loop_run (loop);
}

static void
add_list (InflightWindow *window,
          const char     *text,
          InflightLab    *lab)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightList) list = NULL;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  list = inflight_list_parse (text, -1, TRUE, inflight_lab_get_base_uri (lab));
  addresses = inflight_list_dup_addresses (list, FALSE);
  requests = inflight_input_make_requests (addresses, options, &error);
  g_assert_no_error (error);
  inflight_window_add_requests (window, requests, FALSE);
}

static void
wait_for (InflightWindow    *window,
          const char *const *waits)
{
  GActionGroup *actions = G_ACTION_GROUP (window);

  for (gsize i = 0; waits[i] != NULL; i++)
    {
      gboolean cancels = waits[i + 1] == NULL && g_str_equal (waits[i], "first");

      g_action_group_change_action_state (actions, "then",
                                          g_variant_new_string (cancels ? "cancel" : "leave"));
      g_action_group_activate_action (actions, "wait", g_variant_new_string (waits[i]));
    }
}

static void
show (InflightWindow *window,
      const Shot     *shot)
{
  GtkWidget *split = ui_find (GTK_WIDGET (window), INFLIGHT_TYPE_SPLIT, NULL);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  if (shot->select != NO_TASK)
    {
      GListModel *model = inflight_batch_get_tasks (inflight_window_get_batch (window));

      g_ptr_array_add (tasks, g_list_model_get_item (model, shot->select - 1));
      inflight_task_list_select (inflight_window_get_task_list (window), tasks);
    }

  /* Several cards are more to look at than a list of titles. */
  if (g_strv_length ((char **) shot->waits) > 1)
    gtk_paned_set_position (GTK_PANED (ui_find (split, GTK_TYPE_PANED, NULL)),
                            CARDS_HIGH);

  if (shot->page != NULL)
    adw_view_stack_set_visible_child_name (
      ADW_VIEW_STACK (ui_find (split, ADW_TYPE_VIEW_STACK, NULL)),
      shot->page);
}

static void
take (InflightApplication *application,
      InflightLab         *lab,
      const Shot          *shot,
      const char          *folder)
{
  g_autofree char *file = g_strconcat (shot->name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  InflightWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), shot->scheme);
  gtk_widget_set_default_direction (shot->direction != GTK_TEXT_DIR_NONE ? shot->direction
                                                                         : GTK_TEXT_DIR_LTR);
  window = inflight_application_make_window (application);
  gtk_window_present (GTK_WINDOW (window));
  ui_await (gtk_widget_get_mapped (GTK_WIDGET (window)));
  ui_undecorate (GTK_WIDGET (window));
  ui_resize (GTK_WIDGET (window), shot->width, shot->height);

  if (shot->list != NULL)
    {
      add_list (window, shot->list, lab);
      wait_for (window, shot->waits);
    }

  run_for (shot->after_ms);
  if (shot->list != NULL)
    show (window, shot);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  ui_run_frames (GTK_WIDGET (window), 4);
  ui_save_picture (GTK_WIDGET (window), path);
  printf ("%s\n", path);

  gtk_window_destroy (GTK_WINDOW (window));
  run_for (100);
}

static const Shot *
find_shot (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shots); i++)
    if (g_str_equal (shots[i].name, name))
      return &shots[i];

  return NULL;
}

/* One picture a run: waits are numbered from 1 then. Without arguments, says what
 * there is. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (InflightApplication) application = NULL;
  g_autoptr (InflightLab) lab = NULL;
  g_autoptr (GError) error = NULL;
  InflightServices *services;
  const Shot *shot;

  if (argc == 1)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (shots); i++)
        printf ("%s\n", shots[i].name);
      return EXIT_SUCCESS;
    }

  shot = argc == 3 ? find_shot (argv[2]) : NULL;
  if (shot == NULL)
    {
      fprintf (stderr, "Usage: %s [FOLDER NAME]\n", argv[0]);
      return 2;
    }

  inflight_engine_init ();
  application = inflight_application_new ();
  lab = inflight_lab_new (PORT, &error);
  if (lab == NULL || !g_application_register (G_APPLICATION (application), NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, NULL);
  services = inflight_application_get_services (application);
  inflight_network_set_caps (inflight_services_get_network (services), 64, PER_HOST);
  take (application, lab, shot, argv[1]);

  return EXIT_SUCCESS;
}
