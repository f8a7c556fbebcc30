/* inflight-list-preview.c: what a list becomes, line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list-preview.h"

#include "inflight-text.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <gtk/gtk.h>

/**
 * InflightListPreview:
 *
 * A #GListModel of #GtkStringObject: what is wrong with a list, and then its
 * addresses. Nothing is written out before it is looked at, so that a list of a
 * million addresses costs no more than one of ten.
 */
struct _InflightListPreview
{
  GObject       parent_instance;

  InflightList *list;
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

  return inflight_list_get_n_problems (self->list) +
         MIN (inflight_list_get_count (self->list), INFLIGHT_MAX_ADDRESSES);
}

static gpointer
inflight_list_preview_get_item (GListModel *model,
                                guint       index)
{
  InflightListPreview *self = INFLIGHT_LIST_PREVIEW (model);
  guint n_problems = inflight_list_get_n_problems (self->list);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (index >= inflight_list_preview_get_n_items (model))
    return NULL;

  if (index < n_problems)
    {
      text = inflight_words_problem (inflight_list_get_problem (self->list, index));
      line = g_strconcat (INFLIGHT_LIST_PREVIEW_WARNING, text, NULL);
    }
  else
    {
      g_autofree char *address = inflight_list_dup_address (self->list, index - n_problems);

      text = inflight_uri_dup_display (address);
      line = inflight_text_clean (text, -1);
    }

  return gtk_string_object_new (line);
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
 *
 * Returns: (transfer full): a model of what is in @list
 */
InflightListPreview *
inflight_list_preview_new (InflightList *list)
{
  InflightListPreview *self;

  g_return_val_if_fail (list != NULL, NULL);

  self = g_object_new (INFLIGHT_TYPE_LIST_PREVIEW, NULL);
  self->list = inflight_list_ref (list);

  return self;
}
