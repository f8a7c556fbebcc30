/* inflight-help-text.c: reads the little Markdown that the help is written in
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-help-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Headings, paragraphs, items of one level, indented code, tables; in them code,
 * strong and emphasised text and links. What is not understood stays text: there
 * is no way from a page into the markup but through the escapes here.
 *
 * A page is written in English. Each of its pieces is a message of the catalogue,
 * which build-aux/help-messages finds in the same way: a heading, a paragraph and
 * an item with its lines joined, a cell, and the parts of code between blank
 * lines. A translation is read as the original would have been. */

#define CODE_INDENT "    "

static void
block_free (InflightHelpBlock *self)
{
  g_free (self->text);
  g_strfreev (self->cells);
  g_free (self);
}

/* Languages */

/* The message without a text is the head of the catalogue; what is not UTF-8 could
 * not be shown. */
static const char *
translate (const char *text)
{
  const char *translated;

  if (*text == '\0')
    return text;

  translated = g_dpgettext2 (NULL, "help", text);

  return g_utf8_validate (translated, -1, NULL) ? translated : text;
}

/* Within a line */

static void
append_escaped (GString    *markup,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

static void append_spans (GString    *markup,
                          const char *text,
                          gsize       length);

/* Text between two marks. Returns the length with both, 0 if it is none. */
static gsize
append_marked (GString    *markup,
               const char *text,
               gsize       length,
               const char *mark,
               const char *element)
{
  gsize n = strlen (mark);
  const char *end;

  if (length <= 2 * n || strncmp (text, mark, n) != 0 || g_ascii_isspace (text[n]))
    return 0;

  end = g_strstr_len (text + n, length - n, mark);
  if (end == NULL || end == text + n)
    return 0;

  g_string_append_printf (markup, "<%s>", element);
  if (*mark == '`')
    append_escaped (markup, text + n, end - text - n);
  else
    append_spans (markup, text + n, end - text - n);
  g_string_append_printf (markup, "</%s>", element);

  return end - text + n;
}

/* [Text](target). Returns the length, 0 if it is none. */
static gsize
append_link (GString    *markup,
             const char *text,
             gsize       length)
{
  const char *middle;
  const char *end;

  if (*text != '[')
    return 0;

  middle = g_strstr_len (text, length, "](");
  end = middle != NULL ? memchr (middle, ')', length - (middle - text)) : NULL;
  if (end == NULL || memchr (text + 1, '[', middle - text - 1) != NULL)
    return 0;

  g_string_append (markup, "<a href=\"");
  append_escaped (markup, middle + 2, end - middle - 2);
  g_string_append (markup, "\">");
  append_spans (markup, text + 1, middle - text - 1);
  g_string_append (markup, "</a>");

  return end - text + 1;
}

static gsize
append_span (GString    *markup,
             const char *text,
             gsize       length)
{
  gsize n = append_marked (markup, text, length, "`", "tt");

  if (n == 0)
    n = append_marked (markup, text, length, "**", "b");
  if (n == 0)
    n = append_marked (markup, text, length, "*", "i");
  if (n == 0)
    n = append_link (markup, text, length);

  return n;
}

static void
append_spans (GString    *markup,
              const char *text,
              gsize       length)
{
  gsize begin = 0;
  gsize i = 0;

  while (i < length)
    {
      g_autoptr (GString) span = g_string_new (NULL);
      gsize n = strchr ("`*[", text[i]) != NULL ? append_span (span, text + i, length - i) : 0;

      if (n == 0)
        {
          i++;
          continue;
        }

      append_escaped (markup, text + begin, i - begin);
      g_string_append_len (markup, span->str, span->len);
      i += n;
      begin = i;
    }

  append_escaped (markup, text + begin, length - begin);
}

/**
 * inflight_help_text_to_markup:
 * @text: text of a paragraph
 *
 * Returns: (transfer full): markup for a label that shows it
 */
char *
inflight_help_text_to_markup (const char *text)
{
  GString *markup = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  append_spans (markup, text, strlen (text));

  return g_string_free (markup, FALSE);
}

/* Lines */

static InflightHelpBlock *
add_block (GPtrArray        *blocks,
           InflightHelpKind  kind,
           guint             number)
{
  InflightHelpBlock *block = g_new0 (InflightHelpBlock, 1);

  block->kind = kind;
  block->number = number;
  g_ptr_array_add (blocks, block);

  return block;
}

/* Returns what follows the mark of an item, %NULL if it is none. */
static const char *
skip_item_mark (const char *line,
                guint      *number)
{
  gsize n_digits = strspn (line, "0123456789");

  *number = 0;
  if (g_str_has_prefix (line, "* "))
    return line + 2;

  if (n_digits == 0 || !g_str_has_prefix (line + n_digits, ". "))
    return NULL;

  *number = g_ascii_strtoull (line, NULL, 10);

  return line + n_digits + 2;
}

static gboolean
is_blank (const char *line)
{
  return line == NULL || *line == '\0';
}

/* A paragraph or an item goes on until a blank line or something else begins. */
static gboolean
goes_on (const char *line)
{
  guint number;

  return !is_blank (line) && *line != '|' && *line != '#' &&
         skip_item_mark (line, &number) == NULL;
}

/* Returns the line after it. */
static char **
read_text (GPtrArray         *blocks,
           char             **lines,
           InflightHelpKind   kind,
           guint              number,
           const char        *first)
{
  g_autoptr (GString) text = g_string_new (first);

  for (lines++; goes_on (*lines); lines++)
    g_string_append_printf (text, " %s", g_strchug (*lines));

  add_block (blocks, kind, number)->text =
    inflight_help_text_to_markup (translate (text->str));

  return lines;
}

/* Commands are the same in every language, but what is drawn has words. */
static char *
translate_code (const char *code)
{
  g_autoptr (GString) translated = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (code, "\n\n", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    g_string_append_printf (translated, "%s%s", i > 0 ? "\n\n" : "", translate (parts[i]));

  return g_string_free (g_steal_pointer (&translated), FALSE);
}

/* Blank lines within code belong to it. */
static char **
read_code (GPtrArray  *blocks,
           char      **lines)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (; *lines != NULL && (is_blank (*lines) || g_str_has_prefix (*lines, CODE_INDENT)); lines++)
    g_string_append_printf (code, "%s\n",
                            is_blank (*lines) ? "" : *lines + strlen (CODE_INDENT));

  add_block (blocks, INFLIGHT_HELP_CODE, 0)->text = translate_code (g_strchomp (code->str));

  return lines;
}

static char **
dup_cells (const char *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *inner = g_strdup (line + 1);
  g_auto (GStrv) parts = NULL;

  g_strchomp (inner);
  if (g_str_has_suffix (inner, "|"))
    inner[strlen (inner) - 1] = '\0';

  parts = g_strsplit (inner, "|", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *cell = translate (g_strstrip (parts[i]));
      g_autofree char *markup = inflight_help_text_to_markup (cell);

      g_strv_builder_add (builder, markup);
    }

  return g_strv_builder_end (builder);
}

static char **
read_table (GPtrArray  *blocks,
            char      **lines)
{
  for (guint number = 0; *lines != NULL && **lines == '|'; lines++)
    {
      if (strspn (*lines, "|-: ") == strlen (*lines) && strchr (*lines, '-') != NULL)
        continue;

      add_block (blocks, INFLIGHT_HELP_ROW, number++)->cells = dup_cells (*lines);
    }

  return lines;
}

/**
 * inflight_help_text_dup_title:
 * @text: a page
 *
 * Returns: (transfer full): what its first heading says, in the person's language
 */
char *
inflight_help_text_dup_title (const char *text)
{
  const char *begin;
  g_autofree char *title = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  begin = text + strspn (text, "# ");
  title = g_strndup (begin, strcspn (begin, "\n"));

  return g_strdup (translate (title));
}

/**
 * inflight_help_text_parse:
 * @text: a page
 *
 * Reads a page, in the person's language.
 *
 * Returns: (transfer full) (element-type InflightHelpBlock): its pieces, in order
 */
GPtrArray *
inflight_help_text_parse (const char *text)
{
  g_auto (GStrv) all = NULL;
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  char **lines;

  g_return_val_if_fail (text != NULL, NULL);

  all = g_strsplit (text, "\n", -1);
  lines = all;
  while (*lines != NULL)
    {
      guint number = strspn (*lines, "#");
      const char *item;

      if (is_blank (*lines))
        lines++;
      else if (g_str_has_prefix (*lines, CODE_INDENT))
        lines = read_code (blocks, lines);
      else if (**lines == '|')
        lines = read_table (blocks, lines);
      else if (number > 0)
        lines = read_text (blocks, lines, INFLIGHT_HELP_HEADING, number,
                           g_strchug (*lines + number));
      else if ((item = skip_item_mark (*lines, &number)) != NULL)
        lines = read_text (blocks, lines, INFLIGHT_HELP_ITEM, number, item);
      else
        lines = read_text (blocks, lines, INFLIGHT_HELP_PARAGRAPH, 0, *lines);
    }

  return blocks;
}
