/* inflight-body-view.c: a body, shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-view.h"

#include "inflight-body-notes.h"
#include "inflight-verbatim.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* How much the view is given between two frames: 16 KiB take it a millisecond or
 * two. */
#define SLICE_BYTES (16 << 10)

/**
 * InflightBodyView:
 *
 * Shows a body as text, with colours for its syntax, and says what it leaves out.
 * The text is made on another thread once the view is seen, and put in bit by
 * bit, so that no body, whatever it is, holds up the window.
 */
struct _InflightBodyView
{
  GtkWidget          parent_instance;

  /* Template */
  GtkWidget         *box;
  GtkStack          *stack;
  GtkToggleButton   *formatted;
  GtkToggleButton   *wrap;
  GtkWidget         *save;
  GtkLabel          *kind;
  GtkLabel          *note;
  GtkLabel          *missing;
  GtkScrolledWindow *scrolled;
  GtkSourceView     *view;

  /* Owned */
  GBytes            *body;
  char              *content_type;
  GCancellable      *cancellable;
  InflightBodyText  *text;
  GtkSourceBuffer   *buffer;

  InflightBodyFlags  flags;
  guint64            n_bytes;
  gboolean           is_whole;
  gsize              n_put;
  guint              put_id;
  gboolean           is_stale;
};

enum {
  PROP_0,
  PROP_SAVES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightBodyView, inflight_body_view, GTK_TYPE_WIDGET)

/* The text */

/* HTML is coloured as XML: GtkSourceView's own HTML colours scripts, too, which
 * nest without an end and take seconds. */
static const char *
get_language_id (InflightBodyKind kind)
{
  switch (kind)
    {
    case INFLIGHT_BODY_JSON:
      return "json";

    case INFLIGHT_BODY_HTML:
    case INFLIGHT_BODY_XML:
      return "xml";

    case INFLIGHT_BODY_CSS:
    case INFLIGHT_BODY_SCRIPT:
    case INFLIGHT_BODY_EMPTY:
    case INFLIGHT_BODY_TEXT:
    case INFLIGHT_BODY_BINARY:
      break;
    }

  return NULL;
}

static gboolean
may_be_coloured (const InflightBodyText *text)
{
  return get_language_id (text->kind) == NULL || text->may_colour;
}

static void
set_scheme (InflightBodyView *self)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->buffer != NULL)
    gtk_source_buffer_set_style_scheme (self->buffer,
                                        gtk_source_style_scheme_manager_get_scheme (
                                          manager, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
dark_changed_cb (AdwStyleManager  *manager,
                 GParamSpec       *pspec,
                 InflightBodyView *self)
{
  g_assert (INFLIGHT_IS_BODY_VIEW (self));

  set_scheme (self);
}

static void
colour (InflightBodyView *self)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  const char *id = get_language_id (self->text->kind);

  if (id != NULL && may_be_coloured (self->text))
    gtk_source_buffer_set_language (self->buffer,
                                    gtk_source_language_manager_get_language (manager, id));
}

/* No more than a slice, and no part of a character. */
static gsize
get_slice (const char *text,
           gsize       length)
{
  gsize size = MIN (length, SLICE_BYTES);

  while (size < length && ((guchar) text[size] & 0xc0) == 0x80)
    size--;

  return size;
}

/* Returns whether there was some. */
static gboolean
put_slice (InflightBodyView *self)
{
  const char *from = self->text->text + self->n_put;
  gsize size = get_slice (from, self->text->length - self->n_put);
  GtkTextIter end;

  if (size == 0)
    return FALSE;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &end, from, size);
  self->n_put += size;

  return TRUE;
}

static gboolean
put_cb (gpointer user_data)
{
  InflightBodyView *self = user_data;

  g_assert (INFLIGHT_IS_BODY_VIEW (self));

  if (put_slice (self))
    return G_SOURCE_CONTINUE;

  self->put_id = 0;
  colour (self);

  return G_SOURCE_REMOVE;
}

static void
new_buffer (InflightBodyView *self)
{
  g_clear_object (&self->buffer);
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self->buffer), FALSE);
  inflight_verbatim_buffer (GTK_TEXT_BUFFER (self->buffer));
  set_scheme (self);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (self->buffer));

  /* Not in the template: it may begin hidden, and then GTK 4.8 stumbles over it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Body"), -1);
}

/* The first slice comes with the buffer: nothing flickers. */
static void
put_text (InflightBodyView *self)
{
  GtkTextIter start;

  new_buffer (self);
  self->n_put = 0;
  if (put_slice (self))
    {
      self->put_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, put_cb, self, NULL);
      g_source_set_name_by_id (self->put_id, "inflight body");
    }

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
}

static void
show_notes (InflightBodyView *self)
{
  const InflightBodyText *text = self->text;
  g_autofree char *kind = inflight_body_notes_describe (text);
  g_autofree char *notes = inflight_body_notes_word (text, self->n_bytes, self->is_whole,
                                                     may_be_coloured (text));

  gtk_label_set_text (self->kind, kind);
  gtk_label_set_text (self->note, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *notes != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->formatted),
                          text->is_formatted || (text->kind == INFLIGHT_BODY_JSON &&
                                                 !text->is_wrong));
  gtk_widget_set_visible (GTK_WIDGET (self->wrap), text->kind != INFLIGHT_BODY_BINARY);
}

/* The columns of a dump stay columns. */
static void
apply_wrap (InflightBodyView *self)
{
  gboolean wraps = gtk_toggle_button_get_active (self->wrap) &&
                   (self->text == NULL || self->text->kind != INFLIGHT_BODY_BINARY);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view),
                               wraps ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
}

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (InflightBodyView) self = INFLIGHT_BODY_VIEW (user_data);
  g_autoptr (InflightBodyText) text = inflight_body_text_prepare_finish (result, NULL);

  /* Cancelled: something else is shown, or nothing any more. */
  if (text == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->text, inflight_body_text_free);
  self->text = g_steal_pointer (&text);
  show_notes (self);
  apply_wrap (self);
  put_text (self);
}

static void
stop (InflightBodyView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->put_id, g_source_remove);
}

/* Nobody looks where nothing is shown. */
static void
prepare (InflightBodyView *self)
{
  InflightBodyFlags flags = self->flags;

  if (!self->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (gtk_toggle_button_get_active (self->formatted))
    flags |= INFLIGHT_BODY_FORMAT;

  stop (self);
  self->is_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  inflight_body_text_prepare_async (self->body, self->content_type, flags, self->cancellable,
                                    prepared_cb, g_object_ref (self));
}

static void
formatted_cb (GtkToggleButton  *button,
              InflightBodyView *self)
{
  g_assert (INFLIGHT_IS_BODY_VIEW (self));

  self->is_stale = self->body != NULL;
  prepare (self);
}

static void
wrap_cb (GtkToggleButton  *button,
         InflightBodyView *self)
{
  g_assert (INFLIGHT_IS_BODY_VIEW (self));

  apply_wrap (self);
}

static void
inflight_body_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inflight_body_view_parent_class)->map (widget);

  prepare (INFLIGHT_BODY_VIEW (widget));
}

static void
inflight_body_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightBodyView *self = INFLIGHT_BODY_VIEW (object);

  switch (prop_id)
    {
    case PROP_SAVES:
      g_value_set_boolean (value, gtk_widget_get_visible (self->save));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_body_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  InflightBodyView *self = INFLIGHT_BODY_VIEW (object);

  switch (prop_id)
    {
    case PROP_SAVES:
      gtk_widget_set_visible (self->save, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_body_view_dispose (GObject *object)
{
  InflightBodyView *self = INFLIGHT_BODY_VIEW (object);

  stop (self);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->text, inflight_body_text_free);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_body_view_parent_class)->dispose (object);
}

static void
inflight_body_view_class_init (InflightBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_body_view_get_property;
  object_class->set_property = inflight_body_view_set_property;
  object_class->dispose = inflight_body_view_dispose;
  widget_class->map = inflight_body_view_map;

  /**
   * InflightBodyView:saves:
   *
   * Whether there is a button that saves the body of the answer.
   */
  properties[PROP_SAVES] =
    g_param_spec_boolean ("saves", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_source_init ();
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-body-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, box);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, stack);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, formatted);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, wrap);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, save);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, kind);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, note);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, missing);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, InflightBodyView, view);
  gtk_widget_class_bind_template_callback (widget_class, formatted_cb);
  gtk_widget_class_bind_template_callback (widget_class, wrap_cb);
}

static void
inflight_body_view_init (InflightBodyView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, 0);
}

/**
 * inflight_body_view_set_body:
 * @self: a view
 * @body: what to show
 * @content_type: (nullable): the field Content-Type, as sent
 * @is_encoded: whether it is still compressed
 * @n_bytes: how large it was when it arrived
 * @is_whole: whether all of it arrived
 *
 * Does nothing if @body is what is shown.
 */
void
inflight_body_view_set_body (InflightBodyView *self,
                             GBytes           *body,
                             const char       *content_type,
                             gboolean          is_encoded,
                             guint64           n_bytes,
                             gboolean          is_whole)
{
  g_return_if_fail (INFLIGHT_IS_BODY_VIEW (self));
  g_return_if_fail (body != NULL);

  gtk_stack_set_visible_child_name (self->stack, "body");
  if (body == self->body && g_strcmp0 (content_type, self->content_type) == 0 &&
      n_bytes == self->n_bytes && is_whole == self->is_whole)
    return;

  stop (self);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  self->n_bytes = n_bytes;
  self->is_whole = is_whole;
  self->flags = is_encoded ? INFLIGHT_BODY_ENCODED : 0;
  if (!is_whole || n_bytes > g_bytes_get_size (body))
    self->flags |= INFLIGHT_BODY_PARTIAL;
  self->is_stale = TRUE;
  prepare (self);
}

/**
 * inflight_body_view_set_missing:
 * @self: a view
 * @reason: why there is no body
 */
void
inflight_body_view_set_missing (InflightBodyView *self,
                                const char       *reason)
{
  g_return_if_fail (INFLIGHT_IS_BODY_VIEW (self));
  g_return_if_fail (reason != NULL);

  stop (self);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->is_stale = FALSE;
  if (g_strcmp0 (gtk_label_get_text (self->missing), reason) != 0)
    gtk_label_set_text (self->missing, reason);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

/**
 * inflight_body_view_is_busy:
 * @self: a view
 *
 * Returns: whether some of the text is still to come
 */
gboolean
inflight_body_view_is_busy (InflightBodyView *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BODY_VIEW (self), FALSE);

  return self->is_stale || self->cancellable != NULL || self->put_id != 0;
}
