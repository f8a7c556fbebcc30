/* inflight-header-list.c: the fields of a header
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-header-list.h"

#include "inflight-text.h"
#include "inflight-verbatim.h"

#include <glib/gi18n.h>
#include <string.h>

/* A server may send thirty thousand fields, or one of 64 KiB; people look at the
 * first, and the rest can be copied. */
#define MAX_ROWS        100
#define MAX_VALUE_BYTES 4096
#define MAX_SHOWN_BYTES (32 << 10)

#define NAME_CHARS 16

/**
 * InflightHeaderList:
 *
 * The fields of a header, name and value side by side, each to be selected and
 * copied.
 */
struct _InflightHeaderList
{
  GtkWidget  parent_instance;

  GtkWidget *scrolled;
  GtkGrid   *grid;
  int        n_rows;

  char      *text;
  gboolean   is_stale;
};

G_DEFINE_FINAL_TYPE (InflightHeaderList, inflight_header_list, GTK_TYPE_WIDGET)

/**
 * inflight_header_list_dup_clean:
 * @text: bytes from outside
 * @length: how many
 *
 * Unlike inflight_text_clean() this leaves nothing out and breaks no line.
 *
 * Returns: (transfer full): valid UTF-8 with control characters made visible
 */
char *
inflight_header_list_dup_clean (const char *text,
                                gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *out = g_string_sized_new (length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, inflight_text_make_visible (g_utf8_get_char (p)));

  return g_string_free (out, FALSE);
}

static GtkWidget *
new_name_label (const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  inflight_verbatim_label (GTK_LABEL (label));
  gtk_label_set_width_chars (GTK_LABEL (label), NAME_CHARS / 2);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
new_value_label (const char *value,
                 gsize       n_shown)
{
  gsize size = MIN (n_shown, MAX_VALUE_BYTES);
  g_autofree char *clean = inflight_header_list_dup_clean (value, MIN (strlen (value), size));
  g_autofree char *shown = NULL;
  GtkWidget *label;

  if (strlen (value) > size)
    shown = g_strconcat (clean, "…", NULL);
  label = gtk_label_new (shown != NULL ? shown : clean);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  inflight_verbatim_label (GTK_LABEL (label));
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static GtkWidget *
new_copy_button (const char *name,
                 const char *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *isolated = inflight_text_isolate (name);
  g_autofree char *clean = inflight_header_list_dup_clean (value, strlen (value));
  /* Translators: the name of a header field */
  g_autofree char *label = g_strdup_printf (_("Copy %s"), isolated);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.copy-value");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", clean);

  return button;
}

static void
add_field (InflightHeaderList *self,
           const char         *line,
           gsize               n_shown)
{
  const char *colon = strchr (line, ':');
  gsize name_length = colon != NULL ? (gsize) (colon - line) : 0;
  const char *value = colon != NULL ? colon + 1 : line;
  g_autofree char *name = inflight_text_clean (line, name_length);
  int row = self->n_rows++;

  while (*value == ' ')
    value++;

  gtk_grid_attach (self->grid, new_name_label (name), 0, row, 1, 1);
  gtk_grid_attach (self->grid, new_value_label (value, n_shown), 1, row, 1, 1);
  gtk_grid_attach (self->grid, new_copy_button (name, value), 2, row, 1, 1);
}

static void
add_rest (InflightHeaderList *self,
          guint               n_fields)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more field", "%u more fields", n_fields),
                                           n_fields);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (self->grid, label, 0, self->n_rows++, 3, 1);
}

static void
remove_rows (InflightHeaderList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_rows = 0;
}

/* A line a field; an empty one behind the last. */
static void
show_fields (InflightHeaderList *self)
{
  g_auto (GStrv) lines = g_strsplit (self->text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  gsize left = MAX_SHOWN_BYTES;
  guint i;

  if (n_lines > 0 && *lines[n_lines - 1] == '\0')
    n_lines--;

  for (i = 0; i < n_lines && i < MAX_ROWS && left > 0; i++)
    {
      add_field (self, lines[i], left);
      left -= MIN (left, MIN (strlen (lines[i]), MAX_VALUE_BYTES));
    }

  if (i < n_lines)
    add_rest (self, n_lines - i);
}

static void
update (InflightHeaderList *self)
{
  if (!self->is_stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->is_stale = FALSE;
  remove_rows (self);
  show_fields (self);
}

static void
inflight_header_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inflight_header_list_parent_class)->map (widget);

  update (INFLIGHT_HEADER_LIST (widget));
}

static void
inflight_header_list_dispose (GObject *object)
{
  InflightHeaderList *self = INFLIGHT_HEADER_LIST (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_header_list_parent_class)->dispose (object);
}

static void
inflight_header_list_class_init (InflightHeaderListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inflight_header_list_dispose;
  widget_class->map = inflight_header_list_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
inflight_header_list_init (InflightHeaderList *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "fields");
  self->grid = GTK_GRID (grid);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), grid);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/**
 * inflight_header_list_set_text:
 * @self: a list
 * @text: fields, `Name: value`, one a line; bytes from outside
 *
 * Does nothing if they are what is shown.
 */
void
inflight_header_list_set_text (InflightHeaderList *self,
                               const char         *text)
{
  g_return_if_fail (INFLIGHT_IS_HEADER_LIST (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (text, self->text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  self->is_stale = TRUE;
  update (self);
}
