/* test-conditions.c: the popover with every condition
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-condition-popover.h"
#include "inflight-preset.h"
#include "ui-fixture.h"

#include <string.h>

#define CONDITION(self) inflight_wait_get_condition (ui_get_wait (self, 0))

static GtkWidget *
find_deep (GtkWidget *root,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_deep (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* By what it is called, as a person finds it. */
static gpointer
get_field (UiFixture  *self,
           const char *name)
{
  GtkWidget *popover = find_deep (GTK_WIDGET (self->window), INFLIGHT_TYPE_CONDITION_POPOVER);

  return gtk_widget_get_template_child (popover, INFLIGHT_TYPE_CONDITION_POPOVER, name);
}

static void
open_popover (UiFixture *self)
{
  GtkWidget *popover = find_deep (GTK_WIDGET (self->window), INFLIGHT_TYPE_CONDITION_POPOVER);

  gtk_popover_popup (GTK_POPOVER (popover));
  ui_await (gtk_widget_get_mapped (popover));
}

static void
wait_as_chosen (UiFixture *self)
{
  GtkWidget *popover = find_deep (GTK_WIDGET (self->window), INFLIGHT_TYPE_CONDITION_POPOVER);

  g_signal_emit_by_name (ui_find (popover, GTK_TYPE_BUTTON, "Wait"), "clicked");
}

typedef struct
{
  const char          *name;
  InflightUntil        until;
  InflightCancelledAs  cancelled_as;
} Expectation;

/* Written down once more: what people learn from it must not change unseen. */
static const Expectation expected[] = {
  { "asyncio.wait · ALL_COMPLETED", INFLIGHT_UNTIL_ALL, INFLIGHT_CANCELLED_AS_SETTLED },
  { "asyncio.wait · FIRST_COMPLETED", INFLIGHT_UNTIL_FIRST, INFLIGHT_CANCELLED_AS_SETTLED },
  { "asyncio.wait · FIRST_EXCEPTION", INFLIGHT_UNTIL_FIRST_ERROR,
    INFLIGHT_CANCELLED_AS_SETTLED },
  { "asyncio.gather", INFLIGHT_UNTIL_FIRST_ERROR, INFLIGHT_CANCELLED_AS_ERROR },
  { "asyncio.gather · return_exceptions", INFLIGHT_UNTIL_ALL, INFLIGHT_CANCELLED_AS_SETTLED },
  { "Promise.all", INFLIGHT_UNTIL_FIRST_ERROR, INFLIGHT_CANCELLED_AS_ERROR },
  { "Promise.any", INFLIGHT_UNTIL_FIRST_SUCCESS, INFLIGHT_CANCELLED_AS_SETTLED },
  { "Promise.race", INFLIGHT_UNTIL_FIRST, INFLIGHT_CANCELLED_AS_SETTLED },
  { "Promise.allSettled", INFLIGHT_UNTIL_ALL, INFLIGHT_CANCELLED_AS_SETTLED },
};

static void
choose_preset (UiFixture  *self,
               const char *name)
{
  GtkDropDown *preset = get_field (self, "preset");
  GListModel *model = gtk_drop_down_get_model (preset);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) string = g_list_model_get_item (model, i);

      if (strcmp (gtk_string_object_get_string (string), name) == 0)
        {
          gtk_drop_down_set_selected (preset, i);
          return;
        }
    }

  g_assert_not_reached ();
}

static void
test_presets (UiFixture     *self,
              gconstpointer  user_data)
{
  g_assert_null (inflight_preset_get (G_N_ELEMENTS (expected)));
  ui_add (self, TRUE, "never", "never", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GtkLabel *meaning = get_field (self, "meaning");

      /* From as far away as can be. */
      gtk_drop_down_set_selected (get_field (self, "until"), INFLIGHT_UNTIL_DONE);
      gtk_drop_down_set_selected (get_field (self, "then"), INFLIGHT_THEN_CANCEL);
      gtk_check_button_set_active (get_field (self, "limit_check"), TRUE);
      gtk_check_button_set_active (get_field (self, "cancelled_check"), i % 2 == 0);

      choose_preset (self, expected[i].name);
      g_assert_cmpuint (strlen (gtk_label_get_text (meaning)), >, 20);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (meaning)));
      open_popover (self);
      wait_as_chosen (self);
      g_assert_cmpint (CONDITION (self)->until, ==, expected[i].until);
      g_assert_cmpint (CONDITION (self)->within_us, ==, INFLIGHT_NO_LIMIT);
      g_assert_cmpint (CONDITION (self)->then, ==, INFLIGHT_THEN_LEAVE);
      g_assert_cmpint (CONDITION (self)->cancelled_as, ==, expected[i].cancelled_as);
    }
}

/* Fields that were changed by hand are no preset's. */
static void
test_own (UiFixture     *self,
          gconstpointer  user_data)
{
  GtkDropDown *preset = get_field (self, "preset");
  GtkLabel *plan = get_field (self, "plan");

  ui_add (self, TRUE, "never", "never", "never", NULL);
  choose_preset (self, "Promise.all");
  g_assert_true (gtk_check_button_get_active (get_field (self, "cancelled_check")));
  g_assert_cmpstr (gtk_label_get_text (plan), ==,
                   "Waits until the first fails, or all are done. A cancelled task counts as "
                   "an error. Pending tasks are left running.");

  gtk_check_button_set_active (get_field (self, "cancelled_check"), FALSE);
  g_assert_cmpuint (gtk_drop_down_get_selected (preset), ==, 0);
  g_assert_false (gtk_widget_get_visible (get_field (self, "meaning")));

  gtk_drop_down_set_selected (get_field (self, "until"), INFLIGHT_UNTIL_OK);
  g_assert_true (gtk_widget_is_sensitive (get_field (self, "k")));
  gtk_spin_button_set_value (get_field (self, "k"), 2);
  gtk_check_button_set_active (get_field (self, "limit_check"), TRUE);
  gtk_spin_button_set_value (get_field (self, "limit"), 2.5);
  gtk_drop_down_set_selected (get_field (self, "then"), INFLIGHT_THEN_CANCEL);
  g_assert_cmpstr (gtk_label_get_text (plan), ==,
                   "Waits until 2 succeeded. Gives up after 2.50 s. Pending tasks are "
                   "cancelled then.");

  open_popover (self);
  wait_as_chosen (self);
  g_assert_cmpint (CONDITION (self)->until, ==, INFLIGHT_UNTIL_OK);
  g_assert_cmpuint (CONDITION (self)->k, ==, 2);
  g_assert_cmpint (CONDITION (self)->within_us, ==, 2500 * MS);
  g_assert_cmpint (CONDITION (self)->then, ==, INFLIGHT_THEN_CANCEL);
}

/* It begins with the aftermath of the window, and does not change that. */
static void
test_then (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GVariant) state = NULL;

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "then",
                                      g_variant_new_string ("cancel"));
  g_assert_cmpuint (gtk_drop_down_get_selected (get_field (self, "then")), ==,
                    INFLIGHT_THEN_CANCEL);

  gtk_drop_down_set_selected (get_field (self, "then"), INFLIGHT_THEN_LEAVE);
  state = g_action_group_get_action_state (G_ACTION_GROUP (self->window), "then");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "cancel");
}

/* Return in a number waits. */
static void
test_return (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkEditable *k = get_field (self, "k");

  ui_add (self, TRUE, "never", "never", "never", NULL);
  gtk_drop_down_set_selected (get_field (self, "until"), INFLIGHT_UNTIL_DONE);
  open_popover (self);
  gtk_widget_grab_focus (GTK_WIDGET (k));
  gtk_editable_set_text (k, "3");
  g_signal_emit_by_name (gtk_editable_get_delegate (k), "activate");
  ui_await (g_list_model_get_n_items (inflight_window_get_waits (self->window)) == 1);
  g_assert_cmpint (CONDITION (self)->until, ==, INFLIGHT_UNTIL_DONE);
  g_assert_cmpuint (CONDITION (self)->k, ==, 3);
}

/* The least window is 360 wide, and text may be half as large again. */
static void
test_width (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *popover = find_deep (GTK_WIDGET (self->window), INFLIGHT_TYPE_CONDITION_POPOVER);
  g_autofree char *font = NULL;
  int small;
  int large;

  ui_add (self, FALSE, "never", NULL);
  open_popover (self);
  choose_preset (self, "asyncio.gather · return_exceptions");
  gtk_widget_measure (popover, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &small, NULL, NULL);
  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Cantarell 16.5", NULL);
  gtk_widget_measure (popover, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &large, NULL, NULL);
  g_object_set (settings, "gtk-font-name", font, NULL);

  /* With the shadow around it. */
  g_test_message ("%d and %d", small, large);
  g_assert_cmpint (small, >, 300);
  g_assert_cmpint (small, <=, 400);
  g_assert_cmpint (large, <=, 400);
}

/* Without a task there is nothing to wait for. */
static void
test_nothing (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *button;

  ui_add (self, FALSE, "http://a/1", NULL);
  open_popover (self);
  button = get_field (self, "wait_button");
  ui_await (gtk_widget_get_sensitive (button));

  ui_activate (self, "cancel-pending");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (!gtk_widget_get_sensitive (button));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/conditions/presets", test_presets);
  UI_ADD ("/ui/conditions/own", test_own);
  UI_ADD ("/ui/conditions/then", test_then);
  UI_ADD ("/ui/conditions/return", test_return);
  UI_ADD ("/ui/conditions/width", test_width);
  UI_ADD ("/ui/conditions/nothing", test_nothing);

  return g_test_run ();
}
