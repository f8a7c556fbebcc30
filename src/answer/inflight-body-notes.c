/* inflight-body-notes.c: what there is to say about a body
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-notes.h"

#include "inflight-text.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

static const char *
get_kind (InflightBodyKind kind)
{
  switch (kind)
    {
    case INFLIGHT_BODY_EMPTY:
      return _("Empty");

    case INFLIGHT_BODY_TEXT:
      return _("Text");

    case INFLIGHT_BODY_JSON:
      return "JSON";

    case INFLIGHT_BODY_HTML:
      return "HTML";

    case INFLIGHT_BODY_XML:
      return "XML";

    case INFLIGHT_BODY_CSS:
      return "CSS";

    case INFLIGHT_BODY_SCRIPT:
      return "JavaScript";

    case INFLIGHT_BODY_BINARY:
      return _("Binary");
    }

  g_assert_not_reached ();
}

/**
 * inflight_body_notes_describe:
 * @text: a body
 *
 * Returns: (transfer full): its kind and character encoding
 */
char *
inflight_body_notes_describe (const InflightBodyText *text)
{
  if (text->charset == NULL)
    return g_strdup (get_kind (text->kind));

  /* Translators: the kind of a text, such as “HTML”, and a character encoding,
   * such as “UTF-8” */
  return g_strdup_printf (C_("kind, encoding", "%s, %s"), get_kind (text->kind), text->charset);
}

static void
add_size (GPtrArray              *notes,
          const InflightBodyText *text,
          guint64                 n_bytes)
{
  g_autofree char *shown = inflight_words_size (text->shown_bytes);
  g_autofree char *kept = inflight_words_size (text->size_bytes);
  g_autofree char *all = inflight_words_size (n_bytes);

  if (text->kind == INFLIGHT_BODY_BINARY)
    g_ptr_array_add (notes, g_strdup (_("This is no text: it is shown in hexadecimal digits.")));

  if (text->shown_bytes < text->size_bytes && text->size_bytes < n_bytes)
    /* Translators: all three are sizes */
    g_ptr_array_add (notes, g_strdup_printf (_("The first %s of %s are shown. The first %s were "
                                               "kept and can be saved."),
                                             shown, all, kept));
  else if (text->shown_bytes < text->size_bytes)
    /* Translators: both are sizes */
    g_ptr_array_add (notes, g_strdup_printf (_("The first %s of %s are shown. All of it can be "
                                               "saved."), shown, kept));
  else if (text->size_bytes < n_bytes)
    /* Translators: both are sizes */
    g_ptr_array_add (notes, g_strdup_printf (_("The first %s of %s are shown; the rest was not "
                                               "kept."), kept, all));
}

static void
add_encoding (GPtrArray              *notes,
              const InflightBodyText *text)
{
  if (text->unknown_charset != NULL)
    {
      g_autofree char *isolated = inflight_text_isolate (text->unknown_charset);

      /* Translators: the name of a character encoding that a server gave */
      g_ptr_array_add (notes, g_strdup_printf (_("The character encoding “%s” is not known."),
                                               isolated));
    }

  if (text->is_guess)
    /* Translators: the name of a character encoding */
    g_ptr_array_add (notes, g_strdup_printf (_("No character encoding is named and it is not "
                                               "UTF-8: read as %s."), text->charset));

  if (text->n_replaced > 0)
    /* Translators: a number, and the name of a character encoding */
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%u place is not valid in %s and shown as "
                                                       "“�”.",
                                                       "%u places are not valid in %s and shown "
                                                       "as “�”.", text->n_replaced),
                                             text->n_replaced, text->charset));
}

static void
add_lines (GPtrArray              *notes,
           const InflightBodyText *text,
           gboolean                is_coloured)
{
  if (text->is_wrong)
    /* Translators: a line and a column of a text */
    g_ptr_array_add (notes, g_strdup_printf (_("Not valid JSON: see line %u, column %u. It is "
                                               "shown as it came."),
                                             text->wrong_line, text->wrong_column));

  if (text->n_broken > 0)
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%u line was too long and is broken into "
                                                       "several.",
                                                       "%u lines were too long and are broken "
                                                       "into several.", text->n_broken),
                                             text->n_broken));

  if (!is_coloured && !text->is_wrong)
    g_ptr_array_add (notes,
                     g_strdup (_("Without colours, because of long lines or deep nesting.")));
}

/**
 * inflight_body_notes_word:
 * @text: a body
 * @n_bytes: how large it was when it arrived
 * @is_whole: whether all of it arrived
 * @is_coloured: whether its syntax is coloured, if it has any
 *
 * Returns: (transfer full): in sentences what is not shown, or not as it came;
 *   empty if nothing
 */
char *
inflight_body_notes_word (const InflightBodyText *text,
                          guint64                 n_bytes,
                          gboolean                is_whole,
                          gboolean                is_coloured)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  add_size (notes, text, n_bytes);
  if (!is_whole)
    g_ptr_array_add (notes, g_strdup (_("The body is not complete.")));
  add_encoding (notes, text);
  add_lines (notes, text, is_coloured);
  g_ptr_array_add (notes, NULL);

  return g_strjoinv (C_("sentences", " "), (char **) notes->pdata);
}
