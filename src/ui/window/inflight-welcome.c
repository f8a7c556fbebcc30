/* inflight-welcome.c: the page of the first start
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-welcome.h"

#include "inflight-sample.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* About as high as a row is, with its heading's part. */
#define ROW_HEIGHT 72

/**
 * InflightWelcome:
 *
 * Ways to get tasks, and samples in the lab for those who have none.
 *
 * The rows of the samples are made after the first frame, which would come a
 * third later with them; until then their room is kept.
 */
struct _InflightWelcome
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *page;
  AdwPreferencesGroup *samples;

  guint                tick_id;
  gboolean             seen;
};

G_DEFINE_FINAL_TYPE (InflightWelcome, inflight_welcome, GTK_TYPE_WIDGET)

static void
add_sample (InflightWelcome      *self,
            const InflightSample *sample)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(sample->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(sample->description));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (sample->icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("media-playback-start-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.sample");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", sample->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(sample->description),
                                  -1);
  adw_preferences_group_add (self->samples, row);
}

static void
add_samples (InflightWelcome *self)
{
  const InflightSample *sample;

  adw_preferences_group_set_title (self->samples, _("Try the Lab"));
  adw_preferences_group_set_description (self->samples,
                                         _("A practice server inside this program; nothing "
                                           "leaves your computer"));
  for (guint i = 0; (sample = inflight_sample_get (i)) != NULL; i++)
    add_sample (self, sample);

  gtk_widget_set_size_request (GTK_WIDGET (self->samples), -1, -1);
}

/* The first time is before the first frame is painted, the second after it. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightWelcome *self = INFLIGHT_WELCOME (widget);

  if (!self->seen)
    {
      self->seen = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->tick_id = 0;
  add_samples (self);

  return G_SOURCE_REMOVE;
}

static void
inflight_welcome_dispose (GObject *object)
{
  InflightWelcome *self = INFLIGHT_WELCOME (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_welcome_parent_class)->dispose (object);
}

static void
inflight_welcome_class_init (InflightWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_welcome_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightWelcome, page);
  gtk_widget_class_bind_template_child (widget_class, InflightWelcome, samples);
}

static void
inflight_welcome_init (InflightWelcome *self)
{
  guint n_samples = 0;

  gtk_widget_init_template (GTK_WIDGET (self));

  while (inflight_sample_get (n_samples) != NULL)
    n_samples++;

  gtk_widget_set_size_request (GTK_WIDGET (self->samples), -1, n_samples * ROW_HEIGHT);
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
