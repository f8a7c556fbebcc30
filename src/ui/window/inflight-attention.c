/* inflight-attention.c: says that waits have returned
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-attention.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* How long the summary begins with what was announced. */
#define ANNOUNCED_S 8

/* Between the window that goes and the one that gets the focus none has it: whoever
 * closes a dialog looks nowhere for that long. */
#define GLANCE_MS 500

/* More that return together are one notification. */
#define MAX_NOTIFICATIONS 3

/**
 * InflightAttention:
 *
 * Watches the waits of a window. The outcome of each is announced, for the summary
 * to show a while; and, while the window is not the active one, told in a
 * notification that leads to the card. What is told is taken back once the window
 * is looked at, or is no more.
 */
struct _InflightAttention
{
  GObject               parent_instance;

  /* Borrowed */
  GtkApplicationWindow *window;

  /* Owned */
  GPtrArray            *waits;
  GPtrArray            *returned;
  GPtrArray            *unseen;
  GPtrArray            *sent;
  char                 *announcement;

  guint                 announced;
  guint                 window_id;
  guint                 flush_id;
  guint                 glance_id;
  guint                 silence_id;
};

enum {
  PROP_0,
  PROP_ANNOUNCEMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightAttention, inflight_attention, G_TYPE_OBJECT)

static void
set_announcement (InflightAttention *self,
                  char              *announcement)
{
  g_free (self->announcement);
  self->announcement = announcement;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANNOUNCEMENT]);
}

static gboolean
silence_cb (gpointer user_data)
{
  InflightAttention *self = user_data;

  g_assert (INFLIGHT_IS_ATTENTION (self));

  self->silence_id = 0;
  set_announcement (self, NULL);

  return G_SOURCE_REMOVE;
}

static char *
word_number (guint n_returned)
{
  /* Translators: so many waits have returned at once */
  return g_strdup_printf (ngettext ("%u wait returned", "%u waits returned", n_returned),
                          n_returned);
}

static char *
word_return (InflightWait *wait)
{
  g_autofree char *title = inflight_words_wait (wait);
  g_autofree char *sentence = inflight_words_outcome (wait);

  /* Translators: “Wait 2 · First”, and how far it has come or why it returned */
  return g_strdup_printf (C_("wait: outcome", "%s: %s"), title, sentence);
}

static void
announce (InflightAttention *self,
          GPtrArray         *returned)
{
  InflightWait *last = g_ptr_array_index (returned, returned->len - 1);
  g_autofree char *text = word_return (last);

  if (returned->len > 1)
    {
      g_autofree char *number = word_number (returned->len);
      char *both;

      /* Translators: “12 waits returned”, and the last of them with its outcome */
      both = g_strdup_printf (C_("number of waits, outcome", "%s · %s"), number, text);
      g_free (text);
      text = both;
    }

  self->announced = inflight_wait_get_number (last);
  set_announcement (self, g_steal_pointer (&text));
  g_clear_handle_id (&self->silence_id, g_source_remove);
  self->silence_id = g_timeout_add_seconds (ANNOUNCED_S, silence_cb, self);
  g_source_set_name_by_id (self->silence_id, "[inflight] end of an announcement");
}

/* Notifications */

/* What did not end well is told by an icon, too. */
static GIcon *
dup_icon (InflightWait *wait)
{
  if (inflight_wait_get_outcome (wait) != INFLIGHT_OUTCOME_SATISFIED)
    return g_themed_icon_new ("dialog-warning-symbolic");

  if (inflight_wait_found_error (wait))
    return g_themed_icon_new ("dialog-error-symbolic");

  return NULL;
}

static void
send (InflightAttention *self,
      const char        *id,
      const char        *title,
      const char        *body,
      InflightWait      *wait)
{
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autoptr (GIcon) icon = dup_icon (wait);

  g_notification_set_body (notification, body);
  if (icon != NULL)
    g_notification_set_icon (notification, icon);
  g_notification_set_default_action_and_target (notification, "app.show-wait", "(uu)",
                                                self->window_id,
                                                inflight_wait_get_number (wait));
  g_application_send_notification (g_application_get_default (), id, notification);
  g_ptr_array_add (self->sent, g_strdup (id));
}

static void
notify_of_one (InflightAttention *self,
               InflightWait      *wait)
{
  g_autofree char *id = g_strdup_printf ("wait-%u", inflight_wait_get_number (wait));
  g_autofree char *title = inflight_words_wait (wait);
  g_autofree char *body = inflight_words_outcome (wait);

  send (self, id, title, body, wait);
}

static void
notify_of_many (InflightAttention *self,
                GPtrArray         *waits)
{
  InflightWait *last = g_ptr_array_index (waits, waits->len - 1);
  g_autofree char *id = g_strdup_printf ("waits-%u", self->window_id);
  g_autofree char *title = word_number (waits->len);
  g_autofree char *body = word_return (last);

  send (self, id, title, body, last);
}

/* Whoever stopped waiting knows that. */
static void
add_news (InflightAttention *self,
          GPtrArray         *returned)
{
  for (guint i = 0; i < returned->len; i++)
    {
      InflightWait *wait = g_ptr_array_index (returned, i);

      if (inflight_wait_get_outcome (wait) != INFLIGHT_OUTCOME_ABANDONED)
        g_ptr_array_add (self->unseen, g_object_ref (wait));
    }
}

/* Those that have a card still. */
static GPtrArray *
take_news (InflightAttention *self)
{
  GPtrArray *news = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->unseen->len; i++)
    {
      InflightWait *wait = g_ptr_array_index (self->unseen, i);

      if (g_ptr_array_find (self->waits, wait, NULL))
        g_ptr_array_add (news, g_object_ref (wait));
    }

  g_ptr_array_set_size (self->unseen, 0);

  return news;
}

/* Be it that a dialog of the window has the focus. */
static gboolean
is_looked_at (InflightAttention *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) active = g_list_model_get_item (toplevels, i);

      if (!gtk_window_is_active (active))
        continue;

      for (GtkWindow *window = active;
           window != NULL;
           window = gtk_window_get_transient_for (window))
        if (window == GTK_WINDOW (self->window))
          return TRUE;
    }

  return FALSE;
}

static gboolean
glance_cb (gpointer user_data)
{
  InflightAttention *self = user_data;
  g_autoptr (GPtrArray) news = NULL;

  g_assert (INFLIGHT_IS_ATTENTION (self));

  self->glance_id = 0;
  news = take_news (self);
  if (is_looked_at (self))
    return G_SOURCE_REMOVE;

  if (news->len > MAX_NOTIFICATIONS)
    {
      notify_of_many (self, news);
      return G_SOURCE_REMOVE;
    }

  for (guint i = 0; i < news->len; i++)
    notify_of_one (self, g_ptr_array_index (news, i));

  return G_SOURCE_REMOVE;
}

static void
notify_of (InflightAttention *self,
           GPtrArray         *returned)
{
  if (is_looked_at (self))
    return;

  add_news (self, returned);
  if (self->unseen->len == 0 || self->glance_id != 0)
    return;

  self->glance_id = g_timeout_add (GLANCE_MS, glance_cb, self);
  g_source_set_name_by_id (self->glance_id, "[inflight] second look at who is active");
}

static void
withdraw (InflightAttention *self)
{
  GApplication *application = g_application_get_default ();

  for (guint i = 0; application != NULL && i < self->sent->len; i++)
    g_application_withdraw_notification (application, g_ptr_array_index (self->sent, i));

  g_ptr_array_set_size (self->sent, 0);
}

static void
active_cb (GtkWindow         *window,
           GParamSpec        *pspec,
           InflightAttention *self)
{
  g_assert (INFLIGHT_IS_ATTENTION (self));

  if (!gtk_window_is_active (window))
    return;

  withdraw (self);
  g_ptr_array_set_size (self->unseen, 0);
}

/* The waits */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint first = inflight_wait_get_number (*(InflightWait **) a);
  guint second = inflight_wait_get_number (*(InflightWait **) b);

  return first < second ? -1 : first > second;
}

static gboolean
flush_cb (gpointer user_data)
{
  InflightAttention *self = user_data;
  g_autoptr (GPtrArray) returned = NULL;

  g_assert (INFLIGHT_IS_ATTENTION (self));

  self->flush_id = 0;
  returned = g_steal_pointer (&self->returned);
  self->returned = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_sort (returned, compare_numbers);
  announce (self, returned);
  notify_of (self, returned);

  return G_SOURCE_REMOVE;
}

/* What returns in one tick is told together. */
static void
returned_cb (InflightWait      *wait,
             GParamSpec        *pspec,
             InflightAttention *self)
{
  g_assert (INFLIGHT_IS_ATTENTION (self));

  g_ptr_array_add (self->returned, g_object_ref (wait));
  if (self->flush_id != 0)
    return;

  self->flush_id = g_idle_add_full (G_PRIORITY_DEFAULT, flush_cb, self, NULL);
  g_source_set_name_by_id (self->flush_id, "[inflight] returned waits");
}

static void
waits_changed_cb (GListModel        *waits,
                  guint              position,
                  guint              n_removed,
                  guint              n_added,
                  InflightAttention *self)
{
  g_assert (INFLIGHT_IS_ATTENTION (self));

  /* What was taken away has no card any more. It may come back. */
  for (guint i = position; i < position + n_removed; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->waits, i), returned_cb, self);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->waits, position, n_removed);

  for (guint i = position; i < position + n_added; i++)
    {
      InflightWait *wait = g_list_model_get_item (waits, i);

      g_ptr_array_insert (self->waits, i, wait);
      if (inflight_wait_get_outcome (wait) == INFLIGHT_OUTCOME_NONE)
        g_signal_connect_object (wait, "notify::outcome", G_CALLBACK (returned_cb), self, 0);
    }
}

static void
inflight_attention_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightAttention *self = INFLIGHT_ATTENTION (object);

  switch (prop_id)
    {
    case PROP_ANNOUNCEMENT:
      g_value_set_string (value, self->announcement);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_attention_dispose (GObject *object)
{
  InflightAttention *self = INFLIGHT_ATTENTION (object);

  withdraw (self);
  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_handle_id (&self->glance_id, g_source_remove);
  g_clear_handle_id (&self->silence_id, g_source_remove);

  G_OBJECT_CLASS (inflight_attention_parent_class)->dispose (object);
}

static void
inflight_attention_finalize (GObject *object)
{
  InflightAttention *self = INFLIGHT_ATTENTION (object);

  g_ptr_array_unref (self->waits);
  g_ptr_array_unref (self->returned);
  g_ptr_array_unref (self->unseen);
  g_ptr_array_unref (self->sent);
  g_free (self->announcement);

  G_OBJECT_CLASS (inflight_attention_parent_class)->finalize (object);
}

static void
inflight_attention_class_init (InflightAttentionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_attention_get_property;
  object_class->dispose = inflight_attention_dispose;
  object_class->finalize = inflight_attention_finalize;

  /**
   * InflightAttention:announcement: (nullable)
   *
   * What has just happened, for as long as that is news.
   */
  properties[PROP_ANNOUNCEMENT] =
    g_param_spec_string ("announcement", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_attention_init (InflightAttention *self)
{
  self->waits = g_ptr_array_new_with_free_func (g_object_unref);
  self->unseen = g_ptr_array_new_with_free_func (g_object_unref);
  self->returned = g_ptr_array_new_with_free_func (g_object_unref);
  self->sent = g_ptr_array_new_with_free_func (g_free);
}

/**
 * inflight_attention_new:
 * @window: (transfer none): a window, which holds what is returned
 * @waits: (transfer none): its waits
 *
 * Returns: (transfer full): what watches @waits
 */
InflightAttention *
inflight_attention_new (GtkApplicationWindow *window,
                        GListModel           *waits)
{
  InflightAttention *self = g_object_new (INFLIGHT_TYPE_ATTENTION, NULL);

  self->window = window;
  self->window_id = gtk_application_window_get_id (window);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self, 0);
  g_signal_connect_object (waits, "items-changed", G_CALLBACK (waits_changed_cb), self, 0);
  waits_changed_cb (waits, 0, 0, g_list_model_get_n_items (waits), self);

  return self;
}

/**
 * inflight_attention_get_announcement:
 * @self: what watches waits
 *
 * Returns: (nullable): see #InflightAttention:announcement
 */
const char *
inflight_attention_get_announcement (InflightAttention *self)
{
  g_return_val_if_fail (INFLIGHT_IS_ATTENTION (self), NULL);

  return self->announcement;
}

/**
 * inflight_attention_get_announced:
 * @self: what watches waits
 *
 * Returns: the number of the wait that was announced last
 */
guint
inflight_attention_get_announced (InflightAttention *self)
{
  g_return_val_if_fail (INFLIGHT_IS_ATTENTION (self), 0);

  return self->announced;
}
