/* inflight-help.c: a window with the help
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-help.h"

#include "inflight-help-page.h"
#include "inflight-help-text.h"
#include "inflight-split.h"

#include <glib/gi18n.h>

/* Below this width the page lies over the list. */
#define FOLDED_WIDTH 600

#define FOLDER "/io/github/inflight/Inflight/help/"

/**
 * InflightHelp:
 *
 * Shows the pages of data/help, which are part of the program: no other one is
 * needed to read them. Stands beside the windows, and goes with the last one.
 */
struct _InflightHelp
{
  AdwWindow          parent_instance;

  /* Template */
  InflightSplit     *split;
  AdwHeaderBar      *list_bar;
  AdwHeaderBar      *page_bar;
  GtkListBox        *list;
  GtkWidget         *back;
  AdwWindowTitle    *page_title;
  GtkScrolledWindow *scroller;
  GtkBox            *content;

  /* Owned */
  char              *next;

  /* Borrowed */
  const char        *page;

  guint              follow_id;
  guint              fold_id;
  int                width;

  /* Whether a page was opened, which then is on top of the list. */
  gboolean           reading;
};

G_DEFINE_FINAL_TYPE (InflightHelp, inflight_help, ADW_TYPE_WINDOW)

static const char *const pages[] = {
  "index",
  "first-steps",
  "waiting",
  "list",
  "inspector",
  "requests",
  "lab",
  "keys",
  "command-line",
  NULL,
};

/* Texts are in the program: what is missing was forgotten by us. */
static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".md", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (text == NULL)
    g_warning ("%s", error->message);

  return text;
}

/* Where keys scroll from now on. */
static void
focus_page (InflightHelp *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

static gboolean
follow_cb (gpointer user_data)
{
  InflightHelp *self = user_data;
  g_autofree char *next = g_steal_pointer (&self->next);

  g_assert (INFLIGHT_IS_HELP (self));

  self->follow_id = 0;
  if (!inflight_help_show_page (self, next))
    g_warning ("The help has no page %s", next);
  focus_page (self);

  return G_SOURCE_REMOVE;
}

/* The label goes with its page: not while it is telling of its link. */
static gboolean
link_cb (GtkLabel     *label,
         const char   *target,
         InflightHelp *self)
{
  g_assert (INFLIGHT_IS_HELP (self));

  if (!g_str_has_suffix (target, ".md"))
    return FALSE;

  g_free (self->next);
  self->next = g_strndup (target, strlen (target) - strlen (".md"));
  if (self->follow_id == 0)
    {
      self->follow_id = g_idle_add (follow_cb, self);
      g_source_set_name_by_id (self->follow_id, "inflight help");
    }

  return TRUE;
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  InflightHelp  *self)
{
  g_assert (INFLIGHT_IS_HELP (self));

  inflight_help_show_page (self, pages[gtk_list_box_row_get_index (row)]);
  focus_page (self);
}

static void
back_cb (GtkButton    *button,
         InflightHelp *self)
{
  g_assert (INFLIGHT_IS_HELP (self));

  inflight_split_set_revealed (self->split, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
revealed_cb (InflightSplit *split,
             GParamSpec    *pspec,
             InflightHelp  *self)
{
  g_assert (INFLIGHT_IS_HELP (self));

  if (inflight_split_get_folded (split))
    self->reading = inflight_split_get_revealed (split);
}

/* The way back gets its name when it is shown: GTK 4.8 does not stand names of
 * what is hidden. */
static void
set_folded (InflightHelp *self,
            gboolean      folded)
{
  inflight_split_set_folded (self->split, folded);
  inflight_split_set_revealed (self->split, !folded || self->reading);
  adw_header_bar_set_show_end_title_buttons (self->list_bar, folded);
  adw_header_bar_set_show_start_title_buttons (self->page_bar, folded);
  gtk_widget_set_visible (self->back, folded);
  if (folded)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->back),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
}

static gboolean
fold_cb (gpointer user_data)
{
  InflightHelp *self = user_data;

  g_assert (INFLIGHT_IS_HELP (self));

  self->fold_id = 0;
  set_folded (self, self->width < FOLDED_WIDTH);

  return G_SOURCE_REMOVE;
}

/* Nothing may come or go while it is being laid out. */
static void
inflight_help_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  InflightHelp *self = INFLIGHT_HELP (widget);

  GTK_WIDGET_CLASS (inflight_help_parent_class)->size_allocate (widget, width, height, baseline);

  if (width == self->width)
    return;

  self->width = width;
  if (self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static void
add_rows (InflightHelp *self)
{
  for (gsize i = 0; pages[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = load (pages[i]);
      g_autofree char *title = inflight_help_text_dup_title (g_bytes_get_data (text, NULL));
      GtkWidget *label = gtk_label_new (title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_list_box_append (self->list, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
}

static void
inflight_help_dispose (GObject *object)
{
  InflightHelp *self = INFLIGHT_HELP (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_pointer (&self->next, g_free);

  G_OBJECT_CLASS (inflight_help_parent_class)->dispose (object);
}

static void
inflight_help_class_init (InflightHelpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_help_dispose;
  widget_class->size_allocate = inflight_help_size_allocate;

  g_type_ensure (INFLIGHT_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-help.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, split);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, list_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, page_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, list);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, back);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, page_title);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, scroller);
  gtk_widget_class_bind_template_child (widget_class, InflightHelp, content);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
inflight_help_init (InflightHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_rows (self);
  inflight_split_set_width (self->split, G_MAXINT);
  inflight_help_show_page (self, pages[0]);
  self->reading = FALSE;
}

static InflightHelp *
find (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (INFLIGHT_IS_HELP (l->data))
      return l->data;

  return NULL;
}

/* Help alone does not keep the program. */
static void
window_removed_cb (GtkApplication *application,
                   GtkWindow      *window,
                   InflightHelp   *self)
{
  GList *windows = gtk_application_get_windows (application);

  g_assert (INFLIGHT_IS_HELP (self));

  if (windows != NULL && windows->next == NULL && windows->data == (gpointer) self)
    gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * inflight_help_present:
 * @application: the application
 *
 * Raises the help, and makes it before if there is none.
 *
 * Returns: (transfer none): its window
 */
InflightHelp *
inflight_help_present (GtkApplication *application)
{
  InflightHelp *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = find (application);
  if (self == NULL)
    {
      g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

      self = g_object_new (INFLIGHT_TYPE_HELP, "application", application, NULL);
      g_signal_connect_object (application, "window-removed",
                               G_CALLBACK (window_removed_cb), self, 0);

      /* It can be read while a dialog is open. */
      gtk_window_group_add_window (group, GTK_WINDOW (self));
    }

  gtk_window_present (GTK_WINDOW (self));

  return self;
}

/**
 * inflight_help_show_page:
 * @self: a window with the help
 * @name: a name from inflight_help_get_pages()
 *
 * Returns: whether there is such a page
 */
gboolean
inflight_help_show_page (InflightHelp *self,
                         const char   *name)
{
  g_autoptr (GBytes) text = NULL;
  g_autofree char *title = NULL;
  int index = 0;

  g_return_val_if_fail (INFLIGHT_IS_HELP (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  while (pages[index] != NULL && !g_str_equal (pages[index], name))
    index++;
  if (pages[index] == NULL)
    return FALSE;

  self->page = pages[index];
  text = load (name);
  title = inflight_help_text_dup_title (g_bytes_get_data (text, NULL));
  inflight_help_page_fill (self->content, g_bytes_get_data (text, NULL),
                           (InflightHelpLinkFunc) link_cb, self);
  adw_window_title_set_title (self->page_title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  self->reading = TRUE;
  inflight_split_set_revealed (self->split, TRUE);

  return TRUE;
}

/**
 * inflight_help_get_page:
 * @self: a window with the help
 *
 * Returns: the name of the page that is shown
 */
const char *
inflight_help_get_page (InflightHelp *self)
{
  g_return_val_if_fail (INFLIGHT_IS_HELP (self), NULL);

  return self->page;
}

/**
 * inflight_help_get_pages:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all pages, as
 *   they are listed
 */
const char *const *
inflight_help_get_pages (void)
{
  return pages;
}
