/* inflight-add-dialog.c: from text to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"

#include "inflight-input.h"
#include "inflight-list.h"
#include "inflight-text.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* How much of the list, and of what is wrong with it, is shown. */
#define MAX_PREVIEW  5
#define MAX_PROBLEMS 20

/**
 * InflightAddDialog:
 *
 * Shows what a text becomes before it becomes tasks: how many addresses, the
 * first of them, and the lines that were not understood, which keep nothing else
 * from being added. Reading happens on another thread, because the text can be
 * megabytes.
 */
struct _InflightAddDialog
{
  AdwWindow        parent_instance;

  /* Template */
  GtkTextView     *text;
  GtkLabel        *count;
  GtkLabel        *preview;
  GtkWidget       *add_button;
  GtkCheckButton  *unique_check;
  GtkCheckButton  *start_check;

  /* Owned */
  InflightOptions *options;
  char            *base;
  InflightList    *list;
  guint            n_duplicates;
  GCancellable    *reading;
};

enum {
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightAddDialog, inflight_add_dialog, ADW_TYPE_WINDOW)

/* Reading */

typedef struct
{
  char         *text;
  char         *base;
  InflightList *list;
  guint         n_duplicates;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->text);
  g_free (self->base);
  g_clear_pointer (&self->list, inflight_list_unref);
  g_free (self);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;

  reading->list = inflight_list_parse (reading->text, -1, TRUE, reading->base);
  reading->n_duplicates = inflight_list_count_duplicates (reading->list);
  g_task_return_boolean (task, TRUE);
}

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

static char *
word_count (InflightAddDialog *self)
{
  guint n_added = count_added (self);
  guint n_problems = inflight_list_get_n_problems (self->list);
  g_autofree char *added = g_strdup_printf (ngettext ("%u address", "%u addresses", n_added),
                                            n_added);
  g_autofree char *not_understood = NULL;

  if (n_problems == 0)
    return n_added > 0 ? g_steal_pointer (&added) : g_strdup ("");

  not_understood = g_strdup_printf (ngettext ("%u line not understood",
                                              "%u lines not understood", n_problems),
                                    n_problems);

  /* Translators: “48 addresses” and “2 lines not understood” */
  return g_strdup_printf (_("%s, %s"), added, not_understood);
}

static void
append_problems (InflightAddDialog *self,
                 GString           *text)
{
  guint n_problems = inflight_list_get_n_problems (self->list);

  for (guint i = 0; i < MIN (n_problems, MAX_PROBLEMS); i++)
    {
      g_autofree char *sentence =
        inflight_words_problem (inflight_list_get_problem (self->list, i));

      g_string_append_printf (text, "⚠ %s\n", sentence);
    }
}

static void
append_addresses (InflightAddDialog *self,
                  GString           *text)
{
  guint64 n_addresses = inflight_list_get_count (self->list);

  for (guint64 i = 0; i < MIN (n_addresses, MAX_PREVIEW); i++)
    {
      g_autofree char *address = inflight_list_dup_address (self->list, i);
      g_autofree char *clean = inflight_text_clean (address, -1);

      g_string_append_printf (text, "%s\n", clean);
    }

  if (n_addresses > MAX_PREVIEW)
    g_string_append (text, "…\n");
}

static void
show_list (InflightAddDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = word_count (self);
  g_autofree char *duplicates = NULL;

  append_problems (self, text);
  append_addresses (self, text);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->preview, text->str);

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
  Reading *reading = g_task_get_task_data (G_TASK (result));

  /* A later text is being read, or the dialog is gone. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  g_clear_pointer (&self->list, inflight_list_unref);
  self->list = g_steal_pointer (&reading->list);
  self->n_duplicates = reading->n_duplicates;
  show_list (self);
  gtk_widget_set_sensitive (self->add_button, inflight_list_get_count (self->list) > 0);
}

static void
text_changed_cb (GtkTextBuffer     *buffer,
                 InflightAddDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;
  GtkTextIter start;
  GtkTextIter end;

  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  reading = g_new0 (Reading, 1);
  reading->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  reading->base = g_strdup (self->base);

  /* What is shown belongs to the text before. */
  gtk_widget_set_sensitive (self->add_button, FALSE);

  /* Not the task holds the dialog: its last hold may be dropped on the thread. */
  task = g_task_new (NULL, self->reading, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, text_changed_cb);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
unique_toggled_cb (GtkCheckButton    *button,
                   InflightAddDialog *self)
{
  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  if (self->list != NULL)
    show_list (self);
}

/* Adding */

typedef struct
{
  InflightList    *list;
  InflightOptions *options;
  gboolean         unique;
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  inflight_list_unref (self->list);
  inflight_options_unref (self->options);
  g_free (self);
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Making *making = task_data;
  g_autoptr (GPtrArray) addresses = inflight_list_dup_addresses (making->list,
                                                                 making->unique);
  g_autoptr (GError) error = NULL;
  GPtrArray *requests;

  requests = inflight_input_make_requests (addresses, making->options, &error);
  if (requests != NULL)
    g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (InflightAddDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = g_task_propagate_pointer (G_TASK (result), &error);

  /* Closed meanwhile: nobody wants them any more. */
  if (self->text == NULL)
    return;

  if (requests == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->text), TRUE);
      gtk_label_set_text (self->count, error->message);
      return;
    }

  g_signal_emit (self, signals[ADDED], 0, requests,
                 gtk_check_button_get_active (self->start_check));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_clicked_cb (GtkButton         *button,
                InflightAddDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Making *making;

  g_assert (INFLIGHT_IS_ADD_DIALOG (self));

  making = g_new (Making, 1);
  making->list = inflight_list_ref (self->list);
  making->options = inflight_options_ref (self->options);
  making->unique = leaves_out_duplicates (self);

  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), FALSE);

  task = g_task_new (NULL, NULL, made_cb, g_object_ref (self));
  g_task_set_source_tag (task, add_clicked_cb);
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_in_thread);
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
  g_clear_pointer (&self->options, inflight_options_unref);
  g_free (self->base);

  G_OBJECT_CLASS (inflight_add_dialog_parent_class)->finalize (object);
}

static void
inflight_add_dialog_class_init (InflightAddDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, text);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, count);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, unique_check);
  gtk_widget_class_bind_template_child (widget_class, InflightAddDialog, start_check);
  gtk_widget_class_bind_template_callback (widget_class, unique_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
inflight_add_dialog_init (InflightAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
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

  self->options = inflight_options_ref (options);
  self->base = g_strdup (base);

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

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}
