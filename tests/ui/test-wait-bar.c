/* test-wait-bar.c: the buttons that wait, in whatever room there is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-bar.h"
#include "ui-views.h"

static const char *const names[] = {
  "all", "first", "first_error", "more", "scope", "then", "cancel",
};

static GtkWidget *
get_bar (UiFixture *self)
{
  return ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_WAIT_BAR, NULL);
}

static GtkWidget *
get_part (UiFixture  *self,
          const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_bar (self), INFLIGHT_TYPE_WAIT_BAR,
                                                    name));
}

static int
get_least (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Each within the bar, with what it needs at least, behind those before it. */
static void
assert_in_place (UiFixture *self,
                 gboolean   mirrored)
{
  GtkWidget *bar = get_bar (self);
  float end = 0;
  float y = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *part = get_part (self, names[i]);
      graphene_rect_t bounds;
      float x;

      if (!gtk_widget_get_child_visible (part))
        continue;

      g_assert_true (gtk_widget_compute_bounds (part, bar, &bounds));
      x = mirrored ? gtk_widget_get_width (bar) - bounds.origin.x - bounds.size.width
                   : bounds.origin.x;
      if (bounds.origin.y > y)
        end = 0;
      y = bounds.origin.y;
      g_assert_cmpfloat (x, >=, end);
      end = x + bounds.size.width;
      g_assert_cmpfloat (end, <=, gtk_widget_get_width (bar));
      g_assert_cmpfloat (y + bounds.size.height, <=, gtk_widget_get_height (bar));
      g_assert_cmpfloat (bounds.size.width, >=, get_least (part));
    }
}

static guint
count_waits_shown (UiFixture *self)
{
  guint n_shown = 0;

  for (gsize i = 0; i < 3; i++)
    n_shown += gtk_widget_get_mapped (get_part (self, names[i]));

  return n_shown;
}

static void
set_width (UiFixture *self,
           int        width)
{
  ui_await (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  ui_undecorate (GTK_WIDGET (self->window));
  ui_resize (GTK_WIDGET (self->window), width, 600);
  ui_run_frames (GTK_WIDGET (self->window), 3);
}

/* They fold where they do not fit, and nowhere else. */
static void
test_fold (UiFixture     *self,
           gconstpointer  user_data)
{
  static const struct {
    int   width;
    guint n_shown;
  } rows[] = {
    { 1200, 3 }, { 880, 3 }, { 720, 3 }, { 600, 3 }, { 500, 3 }, { 360, 2 },
  };

  ui_add (self, TRUE, "never", "never", "never", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      set_width (self, rows[i].width);
      g_test_message ("At %d", rows[i].width);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), ==, rows[i].width);
      assert_in_place (self, FALSE);
      g_assert_cmpuint (count_waits_shown (self), ==, rows[i].n_shown);
    }
}

static void
test_mirrored (UiFixture     *self,
               gconstpointer  user_data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ui_add (self, TRUE, "never", "never", "never", NULL);
  for (int width = 1200; width >= 360; width -= 120)
    {
      set_width (self, width);
      assert_in_place (self, TRUE);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
set_label (UiFixture  *self,
           const char *part,
           const char *text)
{
  gtk_button_set_label (GTK_BUTTON (get_part (self, part)), text);
}

/* Words of whatever length: what does not fit folds, what is left stays whole. */
static void
test_long (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", "never", NULL);
  set_label (self, "first_error", "Auf das allererste fehlgeschlagene Ergebnis warten");
  set_width (self, 500);
  assert_in_place (self, FALSE);
  g_assert_cmpuint (count_waits_shown (self), ==, 2);

  set_label (self, "first", "Auf das allererste erhaltene Ergebnis warten");
  ui_run_frames (GTK_WIDGET (self->window), 3);
  assert_in_place (self, FALSE);
  g_assert_cmpuint (count_waits_shown (self), ==, 1);

  set_width (self, 1200);
  assert_in_place (self, FALSE);
  g_assert_cmpuint (count_waits_shown (self), ==, 3);
}

/* How many it cancels is on the button even where its words have no room. */
static void
test_number (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", "never", NULL);
  gtk_label_set_text (GTK_LABEL (get_part (self, "cancel_label")), "Alle 3 sofort abbrechen");
  set_width (self, 360);
  assert_in_place (self, FALSE);
  g_assert_false (gtk_widget_get_mapped (get_part (self, "cancel_label")));
  g_assert_true (gtk_widget_get_mapped (get_part (self, "short_cancel_label")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_part (self, "short_cancel_label"))),
                   ==, "3");

  /* Beside it is how many there are, which is not cut before it. */
  gtk_label_set_text (GTK_LABEL (get_part (self, "short_then_label")), "unterdessen abbrechen");
  gtk_label_set_text (GTK_LABEL (get_part (self, "then_label")), "unterdessen abbrechen");
  ui_run_frames (GTK_WIDGET (self->window), 3);
  assert_in_place (self, FALSE);
  g_assert_false (gtk_widget_get_mapped (get_part (self, "short_cancel_label")));
  g_assert_true (gtk_widget_get_mapped (get_part (self, "cancel")));
}

/* The focus of what folds goes to what it folds into. */
static void
test_focus (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", "never", NULL);
  set_width (self, 880);
  ui_await (gtk_widget_is_sensitive (get_part (self, "first_error")));
  gtk_widget_grab_focus (get_part (self, "first_error"));
  set_width (self, 360);
  g_assert_true (gtk_widget_get_focus_child (get_bar (self)) == get_part (self, "more"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/wait-bar/fold", test_fold);
  UI_ADD ("/ui/wait-bar/mirrored", test_mirrored);
  UI_ADD ("/ui/wait-bar/long", test_long);
  UI_ADD ("/ui/wait-bar/number", test_number);
  UI_ADD ("/ui/wait-bar/focus", test_focus);

  return g_test_run ();
}
