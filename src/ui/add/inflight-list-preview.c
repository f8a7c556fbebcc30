/* inflight-list-preview.c: what a list becomes, line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list-preview.h"

#include "inflight-text.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/**
 * InflightListPreview:
 *
 * A #GListModel of #GtkStringObject: what is wrong with a list, which addresses are
 * there more than once, and then its addresses. Nothing is written out before it is
 * looked at, so that a list of a million addresses costs no more than one of ten.
 */
struct _InflightListPreview
{
  GObject       parent_instance;

  InflightList *list;
  GArray       *duplicates;
};

static GType
inflight_list_preview_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
inflight_list_preview_get_n_items (GListModel *model)
{
  InflightListPreview *self = INFLIGHT_LIST_PREVIEW (model);

  return inflight_list_get_n_problems (self->list) + self->duplicates->len +
         MIN (inflight_list_get_count (self->list), INFLIGHT_MAX_ADDRESSES);
}

static char *
dup_address (InflightListPreview *self,
             guint64              index)
{
  g_autofree char *address = inflight_list_dup_address (self->list, index);
  g_autofree char *text = inflight_uri_dup_display (address);

  return inflight_text_clean (text, -1);
}

static char *
word_problem (InflightListPreview *self,
              guint                index)
{
  g_autofree char *text =
    inflight_words_problem (inflight_list_get_problem (self->list, index));

  return g_strconcat (INFLIGHT_LIST_PREVIEW_WARNING, text, NULL);
}

static char *
word_duplicate (InflightListPreview     *self,
                const InflightDuplicate *duplicate)
{
  g_autofree char *address = dup_address (self, duplicate->index);

  if (duplicate->line == duplicate->first_line)
    /* Translators: the number of a line, and an address that is there twice */
    return g_strdup_printf (_("line %u has this more than once: %s"), duplicate->line, address);

  /* Translators: two numbers of lines, and an address that is in both */
  return g_strdup_printf (_("line %u repeats line %u: %s"), duplicate->line,
                          duplicate->first_line, address);
}

static gpointer
inflight_list_preview_get_item (GListModel *model,
                                guint       index)
{
  InflightListPreview *self = INFLIGHT_LIST_PREVIEW (model);
  guint n_problems = inflight_list_get_n_problems (self->list);
  g_autofree char *text = NULL;

  if (index >= inflight_list_preview_get_n_items (model))
    return NULL;

  if (index < n_problems)
    text = word_problem (self, index);
  else if (index - n_problems < self->duplicates->len)
    text = word_duplicate (self, &g_array_index (self->duplicates, InflightDuplicate,
                                                 index - n_problems));
  else
    text = dup_address (self, index - n_problems - self->duplicates->len);

  return gtk_string_object_new (text);
}

static void
inflight_list_preview_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inflight_list_preview_get_item_type;
  iface->get_n_items = inflight_list_preview_get_n_items;
  iface->get_item = inflight_list_preview_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightListPreview, inflight_list_preview, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inflight_list_preview_list_model_init))

static void
inflight_list_preview_finalize (GObject *object)
{
  InflightListPreview *self = INFLIGHT_LIST_PREVIEW (object);

  inflight_list_unref (self->list);
  g_array_unref (self->duplicates);

  G_OBJECT_CLASS (inflight_list_preview_parent_class)->finalize (object);
}

static void
inflight_list_preview_class_init (InflightListPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_list_preview_finalize;
}

static void
inflight_list_preview_init (InflightListPreview *self)
{
}

/**
 * inflight_list_preview_new:
 * @list: a list
 * @duplicates: (element-type InflightDuplicate): those of its addresses that are
 *   shown to be the same as one before them
 *
 * Returns: (transfer full): a model of what is in @list
 */
InflightListPreview *
inflight_list_preview_new (InflightList *list,
                           GArray       *duplicates)
{
  InflightListPreview *self;

  g_return_val_if_fail (list != NULL, NULL);
  g_return_val_if_fail (duplicates != NULL, NULL);

  self = g_object_new (INFLIGHT_TYPE_LIST_PREVIEW, NULL);
  self->list = inflight_list_ref (list);
  self->duplicates = g_array_ref (duplicates);

  return self;
}

/**
 * inflight_list_preview_get_line:
 * @self: a preview
 * @index: one of its rows, from 0
 *
 * Returns: which line of the text the row is about, from 1; 0 if it is an address
 *   with which all is well
 */
guint
inflight_list_preview_get_line (InflightListPreview *self,
                                guint                index)
{
  guint n_problems;

  g_return_val_if_fail (INFLIGHT_IS_LIST_PREVIEW (self), 0);

  n_problems = inflight_list_get_n_problems (self->list);
  if (index < n_problems)
    return inflight_list_get_problem (self->list, index)->line;

  index -= n_problems;
  if (index < self->duplicates->len)
    return g_array_index (self->duplicates, InflightDuplicate, index).line;

  return 0;
}
