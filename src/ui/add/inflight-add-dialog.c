/* inflight-add-dialog.c: from text to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"

#include "inflight-accessible.h"
#include "inflight-growing-slice.h"
#include "inflight-list-preview.h"
#include "inflight-list-work.h"
#include "inflight-verbatim.h"
#include "inflight-wait-choice.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

/* Of what a text view takes at once. Beyond, it, or the shaping of a long line,
 * takes longer than a frame. */
#define MAX_TEXT_BYTES (1 << 20)
#define MAX_LINE_BYTES (8 << 10)

/**
 * InflightAddDialog:
 *
 * Shows what a text becomes before it becomes tasks: how many addresses, the
 * first of them, and the lines that were not understood, which keep nothing else
 * from being added. Reading happens on another thread, because the text can be
 * megabytes; what is too much for a text view is held instead of shown.
 */
struct _InflightAddDialog
{
  AdwWindow           parent_instance;

  /* Template */
  GtkStack           *pages;
  GtkTextView        *text;
  GtkLabel           *held_title;
  GtkLabel           *notes;
  GtkLabel           *count;
  GtkWidget          *preview_area;
  GtkListView        *preview;
  GtkWidget          *add_button;
  GtkCheckButton     *unique_check;
  GtkCheckButton     *start_check;
  InflightWaitChoice *wait;

  /* Owned */
  InflightOptions    *options;
  char               *base;
  char               *held;
  InflightList       *list;
  GArray             *duplicates;
  GtkSliceListModel  *shown;
  guint               n_duplicates;
  gboolean            is_added;
  GCancellable       *reading;
};

enum {
  ADDED,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightAddDialog, inflight_add_dialog, ADW_TYPE_WINDOW)

/* What the text becomes */

static gboolean
leaves_out_duplicates (InflightAddDialog *self)
{
  return self->n_duplicates > 0 && gtk_check_button_get_active (self->unique_check);
}

static guint64
count_added (InflightAddDialog *self)
{
  guint64 count = inflight_list_get_count (self->list);

  return leaves_out_duplicates (self) ? count - self->n_duplicates : count;
}

static void
show_count (InflightAddDialog *self)
{
  g_autofree char *count = inflight_words_list (self->list, count_added (self));

  gtk_label_set_text (self->count, count);
  inflight_wait_choice_set_members (self->wait, count_added (self));
}

static void
show_list (InflightAddDialog *self)
{
  g_autoptr (InflightListPreview) preview = inflight_list_preview_new (self->list,
                                                                       self->duplicates);
  g_autofree char *duplicates = NULL;

  show_count (self);

  /* It begins to grow anew only when it was empty. */
  gtk_slice_list_model_set_model (self->shown, NULL);
  gtk_slice_list_model_set_model (self->shown, G_LIST_MODEL (preview));
  gtk_widget_set_visible (self->preview_area,
                          g_list_model_get_n_items (G_LIST_MODEL (preview)) > 0);

  duplicates = g_strdup_printf (ngettext ("Leave out %u duplicate",
                                          "Leave out %u duplicates", self->n_duplicates),
                                self->n_duplicates);
  gtk_check_button_set_label (self->unique_check, duplicates);
  gtk_widget_set_visible (GTK_WIDGET (self->unique_check), self->n_duplicates > 0);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (InflightAddDialog) self = user_data;
  GArray *duplicates;
  guint n_duplicates;
  InflightList *list = inflight_list_work_read_finish (result, &duplicates, &n_duplicates);

  /* A later text is being read, or the dialog is gone. */
  if (list == NULL)
    return;

  g_clear_pointer (&self->list, inflight_list_unref);
  g_clear_pointer (&self->duplicates, g_array_unref);
  self->list = list;
  self->duplicates = duplicates;
  self->n_duplicates = n_duplicates;
  show_list (self);
  gtk_widget_set_sensitive (self->add_button, inflight_list_get_count (self->list) > 0);
}

/* What there is to read, shown or held. */
static char *
dup_text (InflightAddDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;

  if (self->held != NULL)
    return g_strdup (self->held);

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
read_text (InflightAddDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  /* What is shown belongs to the text before. */
  gtk_widget_set_sensitive (self->add_button, FALSE);
  inflight_list_work_read_async (dup_text (self), self->base, self->reading,
                                 read_cb, g_object_ref (self));
}

static void
text_changed_cb (GtkTextBuffer     *buffer,
                 InflightAddDialog *self)
{
  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  if (self->held == NULL)
    read_text (self);
}

/* Too much for a text view */

static gboolean
has_long_line (const char *text,
               gsize       length,
               gsize       n_before)
{
  const char *end = text + length;
  gsize n_bytes = n_before;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);

      n_bytes += (line_end != NULL ? line_end : end) - text;
      if (n_bytes > MAX_LINE_BYTES)
        return TRUE;

      n_bytes = 0;
      text = line_end != NULL ? line_end + 1 : end;
    }

  return FALSE;
}

/* Takes the text. */
static void
hold (InflightAddDialog *self,
      char              *text)
{
  g_autofree char *size = inflight_words_size (strlen (text));
  /* Translators: %s is a size, as in “12 MB” */
  g_autofree char *title = g_strdup_printf (_("%s of text, not shown"), size);

  g_free (self->held);
  self->held = text;
  gtk_label_set_text (self->held_title, title);
  gtk_stack_set_visible_child_name (self->pages, "held");
  read_text (self);
}

/* Not gtk_text_iter_get_bytes_in_line(): GTK 4.8 adds ten thousand to it where it
 * has not looked at the line yet, such as after what was selected is deleted. */
static gsize
count_line_bytes (const GtkTextIter *place)
{
  GtkTextIter end = *place;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);

  return gtk_text_iter_get_line_index (&end);
}

/* Everything that goes into the buffer comes here first: what is pasted, dropped
 * and typed. */
static void
insert_text_cb (GtkTextBuffer     *buffer,
                GtkTextIter       *place,
                const char        *text,
                int                length,
                InflightAddDialog *self)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  if (n_bytes + gtk_text_buffer_get_char_count (buffer) <= MAX_TEXT_BYTES &&
      !has_long_line (text, n_bytes, count_line_bytes (place)))
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, place, FALSE);
  after = gtk_text_buffer_get_text (buffer, place, &end, FALSE);

  g_signal_stop_emission_by_name (buffer, "insert-text");
  hold (self, g_strdup_printf ("%s%.*s%s", before, (int) n_bytes, text, after));
}

/* What was in the view before is still there. */
static void
discard_clicked_cb (GtkButton         *button,
                    InflightAddDialog *self)
{
  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  g_clear_pointer (&self->held, g_free);
  gtk_stack_set_visible_child_name (self->pages, "text");
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  read_text (self);
}

static void
unique_toggled_cb (GtkCheckButton    *button,
                   InflightAddDialog *self)
{
  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  if (self->list != NULL)
    show_count (self);
}

/* The preview */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          InflightAddDialog        *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  inflight_verbatim_label (GTK_LABEL (label));
  gtk_list_item_set_child (item, label);
}

/* A list whose text is held, not shown, has no line to go to. */
static guint
get_line (InflightAddDialog *self,
          guint              position)
{
  GListModel *preview = gtk_slice_list_model_get_model (self->shown);

  if (self->held != NULL || preview == NULL)
    return 0;

  return inflight_list_preview_get_line (INFLIGHT_LIST_PREVIEW (preview), position);
}

/* What was not understood stands out. In GTK 4.8 a row is read as the name of its
 * type. */
static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         InflightAddDialog        *self)
{
  static const char *bad_classes[] = { "warning", NULL };
  static const char *good_classes[] = { "dim-label", NULL };
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (label);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_list_item_set_activatable (item,
                                 get_line (self, gtk_list_item_get_position (item)) > 0);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_css_classes (label, g_str_has_prefix (text, INFLIGHT_LIST_PREVIEW_WARNING)
                                     ? bad_classes : good_classes);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Returns where a line begins, in characters. Lines are those of the list, which
 * ends one in fewer ways than a text buffer does. */
static gsize
find_line (const char *text,
           guint       line)
{
  const char *start = text;

  for (; line > 1 && *start != '\0'; line--)
    {
      start += strcspn (start, "\r\n");
      start += g_str_has_prefix (start, "\r\n") ? 2 : *start != '\0';
    }

  return g_utf8_pointer_to_offset (text, start);
}

/* A row that is about a line leads there. */
static void
row_activated_cb (GtkListView       *preview,
                  guint              position,
                  InflightAddDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;
  guint line;

  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  line = get_line (self, position);
  if (line == 0)
    return;

  text = dup_text (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, find_line (text, line));
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_view_scroll_to_mark (self->text, gtk_text_buffer_get_insert (buffer),
                                0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
make_preview (InflightAddDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->preview, factory);

  self->shown = inflight_growing_slice_new (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->preview, GTK_SELECTION_MODEL (selection));
}

/* Adding */

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (InflightAddDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = inflight_list_work_make_finish (result, &error);

  /* Closed meanwhile: nobody wants them any more. */
  if (self->text == NULL)
    return;

  if (requests == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->pages), TRUE);
      gtk_label_set_text (self->count, error->message);
      return;
    }

  self->is_added = TRUE;
  g_signal_emit (self, signals[ADDED], 0, requests,
                 gtk_check_button_get_active (self->start_check));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_clicked_cb (GtkButton         *button,
                InflightAddDialog *self)
{
  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
  inflight_list_work_make_async (self->list, self->options, leaves_out_duplicates (self),
                                 made_cb, g_object_ref (self));
}

static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

static gboolean
inflight_add_dialog_close_request (GtkWindow *window)
{
  InflightAddDialog *self = INFLIGHT_ADD_DIALOG (window);
  g_autofree char *text = self->is_added ? NULL : dup_text (self);

  if (text != NULL && !is_blank (text))
    g_signal_emit (self, signals[CANCELLED], 0, text);

  return GTK_WINDOW_CLASS (inflight_add_dialog_parent_class)->close_request (window);
}

static void
inflight_add_dialog_dispose (GObject *object)
{
  InflightAddDialog *self = INFLIGHT_ADD_DIALOG (object);

  g_cancellable_cancel (self->reading);

  G_OBJECT_CLASS (inflight_add_dialog_parent_class)->dispose (object);
}

static void
inflight_add_dialog_finalize (GObject *object)
{
  InflightAddDialog *self = INFLIGHT_ADD_DIALOG (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->list, inflight_list_unref);
  g_clear_pointer (&self->duplicates, g_array_unref);
  g_clear_pointer (&self->options, inflight_options_unref);
  g_clear_object (&self->shown);
  g_free (self->base);
  g_free (self->held);

  G_OBJECT_CLASS (inflight_add_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (INFLIGHT_TYPE_WAIT_CHOICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, text);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, held_title);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, count);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, preview_area);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, unique_check);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, start_check);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, wait);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unique_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
inflight_add_dialog_class_init (InflightAddDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  window_class->close_request = inflight_add_dialog_close_request;
  object_class->dispose = inflight_add_dialog_dispose;
  object_class->finalize = inflight_add_dialog_finalize;

  /**
   * InflightAddDialog::added:
   * @self: the dialog
   * @requests: (element-type InflightRequest): what to fetch
   * @start: whether to start at once
   *
   * The person wants tasks for @requests.
   */
  signals[ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);

  /**
   * InflightAddDialog::cancelled:
   * @self: the dialog
   * @text: what was in it, if that was anything
   *
   * The person closed it without adding.
   */
  signals[CANCELLED] =
    g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  bind_template (widget_class);
}

static void
inflight_add_dialog_init (InflightAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_accessible_name_buttons (GTK_WIDGET (self));

  make_preview (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  /* Colours are those of the theme, be it light or dark. */
  gtk_source_buffer_set_style_scheme (
    GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->text)), NULL);
  gtk_source_buffer_set_highlight_matching_brackets (
    GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->text)), FALSE);
  inflight_verbatim_buffer (gtk_text_view_get_buffer (self->text));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "insert-text",
                           G_CALLBACK (insert_text_cb), self, 0);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (text_changed_cb), self, 0);
}

/**
 * inflight_add_dialog_new:
 * @parent: the window that asks
 * @options: what the requests shall have in common
 * @base: (nullable): what addresses that begin with “/” are relative to
 *
 * Returns: (transfer full): a dialog
 */
GtkWidget *
inflight_add_dialog_new (GtkWindow       *parent,
                         InflightOptions *options,
                         const char      *base)
{
  InflightAddDialog *self = g_object_new (INFLIGHT_TYPE_ADD_DIALOG,
                                          "transient-for", parent,
                                          NULL);
  int width;
  int height;

  self->options = inflight_options_ref (options);
  self->base = g_strdup (base);

  /* It is not to be wider than a narrow parent. */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    width = MIN (width, gtk_widget_get_width (GTK_WIDGET (parent)));
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);

  return GTK_WIDGET (self);
}

/**
 * inflight_add_dialog_set_text:
 * @self: a dialog
 * @text: what to begin with
 */
void
inflight_add_dialog_set_text (InflightAddDialog *self,
                              const char        *text)
{
  g_return_if_fail (INFLIGHT_IS_ADD_DIALOG (self));

  if (strlen (text) > MAX_TEXT_BYTES)
    hold (self, g_strdup (text));
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

/**
 * inflight_add_dialog_set_notes:
 * @self: a dialog
 * @notes: what has to be said about its text; may be empty
 */
void
inflight_add_dialog_set_notes (InflightAddDialog *self,
                               const char        *notes)
{
  g_return_if_fail (INFLIGHT_IS_ADD_DIALOG (self));

  gtk_label_set_text (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
}

/**
 * inflight_add_dialog_set_then:
 * @self: a dialog
 * @then: the aftermath that a wait made with the tasks begins with
 */
void
inflight_add_dialog_set_then (InflightAddDialog *self,
                              InflightThen       then)
{
  g_return_if_fail (INFLIGHT_IS_ADD_DIALOG (self));

  inflight_wait_choice_set_then (self->wait, then);
}

/**
 * inflight_add_dialog_get_wait:
 * @self: a dialog
 * @condition: (out): what to wait for, if there is something
 *
 * Returns: whether a wait shall be made together with the tasks, which are started
 */
gboolean
inflight_add_dialog_get_wait (InflightAddDialog *self,
                              InflightCondition *condition)
{
  g_return_val_if_fail (INFLIGHT_IS_ADD_DIALOG (self), FALSE);

  return gtk_check_button_get_active (self->start_check) &&
         inflight_wait_choice_get_condition (self->wait, condition);
}
