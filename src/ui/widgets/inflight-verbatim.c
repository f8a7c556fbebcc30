/* inflight-verbatim.c: text that is shown as it is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-verbatim.h"

/* Pango puts a hyphen where it breaks a line between two letters. In an address,
 * a header or a body it would be read as part of it. */

static void
inserted_cb (GtkTextBuffer *buffer,
             GtkTextIter   *end,
             const char    *text,
             int            length,
             gpointer       user_data)
{
  GtkTextTag *tag = GTK_TEXT_TAG (user_data);
  GtkTextIter start = *end;

  g_assert (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_iter_backward_chars (&start, g_utf8_strlen (text, length));
  gtk_text_buffer_apply_tag (buffer, tag, &start, end);
}

/**
 * inflight_verbatim_label:
 * @label: a label
 *
 * Has it wrap, between letters too, without adding hyphens.
 */
void
inflight_verbatim_label (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (GTK_IS_LABEL (label));

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

/**
 * inflight_verbatim_buffer:
 * @buffer: a buffer without text yet
 *
 * Has what will be in it be shown without added hyphens.
 */
void
inflight_verbatim_buffer (GtkTextBuffer *buffer)
{
  GtkTextTag *tag;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  tag = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), tag,
                           G_CONNECT_AFTER);
}
