/* inflight-help-page.c: a page of the help as widgets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-help-page.h"

#include "inflight-help-text.h"

/* Labels of one page, and who hears of their links. */
typedef struct
{
  GtkBox               *box;
  GtkWidget            *table;
  GPtrArray            *heads;
  InflightHelpLinkFunc  func;
  gpointer              user_data;
} Page;

static GtkWidget *
new_label (Page       *page,
           const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (page->func),
                           page->user_data, 0);

  return label;
}

static void
add_heading (Page                    *page,
             const InflightHelpBlock *block)
{
  static const char *const classes[] = { "title-1", "title-3", "heading" };
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", block->text,
                                   "use-markup", TRUE,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);
  guint level = CLAMP (block->number, 1, G_N_ELEMENTS (classes));

  gtk_widget_add_css_class (label, classes[level - 1]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  if (level > 1)
    gtk_widget_set_margin_top (label, 12);
  gtk_box_append (page->box, label);
}

static void
add_item (Page                    *page,
          const InflightHelpBlock *block)
{
  g_autofree char *mark = block->number > 0 ? g_strdup_printf ("%u.", block->number)
                                            : g_strdup ("•");
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = new_label (page, block->text);
  GtkWidget *bullet = gtk_label_new (mark);

  gtk_label_set_width_chars (GTK_LABEL (bullet), 2);
  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (item), bullet);
  gtk_box_append (GTK_BOX (item), label);
  gtk_box_append (page->box, item);
}

/* Wider than a phone at times, and worth copying. */
static void
add_code (Page                    *page,
          const InflightHelpBlock *block)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (block->text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_bottom (label, 9);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "card");
  gtk_box_append (page->box, scroller);
}

/* A cell below the first; its column has a name if there are several. */
static GtkWidget *
new_cell (Page       *page,
          const char *markup,
          guint       column,
          guint       n_columns)
{
  const char *head = n_columns > 2 && column < page->heads->len
                       ? g_ptr_array_index (page->heads, column)
                       : "";
  g_autofree char *text = NULL;

  if (*head != '\0')
    text = g_strconcat ("<small>", head, ":</small> ", markup, NULL);

  return new_label (page, text != NULL ? text : markup);
}

/* A table is a card, a row a line of it: two cells stand side by side, more of
 * them one below the other, so that all fit a phone. */
static void
add_row (Page                    *page,
         const InflightHelpBlock *block)
{
  guint n_columns = g_strv_length (block->cells);
  GtkWidget *row = gtk_box_new (n_columns > 2 ? GTK_ORIENTATION_VERTICAL
                                              : GTK_ORIENTATION_HORIZONTAL,
                                n_columns > 2 ? 3 : 12);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *strong = g_strdup_printf ("<b>%s</b>", block->cells[i]);
      GtkWidget *cell;

      if (*block->cells[i] == '\0')
        continue;

      cell = i == 0 ? new_label (page, strong) : new_cell (page, block->cells[i], i, n_columns);
      if (i == 0 && n_columns == 2)
        {
          gtk_label_set_width_chars (GTK_LABEL (cell), 14);
          gtk_label_set_max_width_chars (GTK_LABEL (cell), 14);
        }
      gtk_widget_set_hexpand (cell, i > 0);
      gtk_box_append (GTK_BOX (row), cell);
    }

  if (gtk_widget_get_first_child (page->table) != NULL)
    gtk_box_append (GTK_BOX (page->table), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_margin_top (row, 9);
  gtk_widget_set_margin_bottom (row, 9);
  gtk_box_append (GTK_BOX (page->table), row);
}

static void
begin_table (Page                    *page,
             const InflightHelpBlock *head)
{
  g_ptr_array_set_size (page->heads, 0);
  for (guint i = 0; head->cells[i] != NULL; i++)
    g_ptr_array_add (page->heads, head->cells[i]);

  page->table = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (page->table, "card");
  gtk_box_append (page->box, page->table);
}

static void
add_block (Page                    *page,
           const InflightHelpBlock *block)
{
  switch (block->kind)
    {
    case INFLIGHT_HELP_HEADING:
      add_heading (page, block);
      break;

    case INFLIGHT_HELP_PARAGRAPH:
      gtk_box_append (page->box, new_label (page, block->text));
      break;

    case INFLIGHT_HELP_ITEM:
      add_item (page, block);
      break;

    case INFLIGHT_HELP_CODE:
      add_code (page, block);
      break;

    case INFLIGHT_HELP_ROW:
      if (block->number == 0)
        begin_table (page, block);
      else
        add_row (page, block);
      break;
    }
}

/**
 * inflight_help_page_fill:
 * @box: where to show it; what is in it goes
 * @text: a page in Markdown
 * @func: called with an object as @user_data when somebody follows a link
 * @user_data: (type GObject.Object): for @func
 */
void
inflight_help_page_fill (GtkBox               *box,
                         const char           *text,
                         InflightHelpLinkFunc  func,
                         gpointer              user_data)
{
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  Page page = { .box = box, .heads = heads, .func = func, .user_data = user_data };
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (text != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  blocks = inflight_help_text_parse (text);
  for (guint i = 0; i < blocks->len; i++)
    add_block (&page, g_ptr_array_index (blocks, i));
}
