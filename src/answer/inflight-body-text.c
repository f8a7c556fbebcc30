/* inflight-body-text.c: a body as text that can be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-text.h"

#include "inflight-charset.h"
#include "inflight-json-indent.h"
#include "inflight-text.h"

#include <string.h>

/* How much of a body is looked at to find out what it is. */
#define SNIFF_BYTES (64 << 10)

#define HEX_ROW_BYTES 16

/* What GtkSourceView 5.6 does with nesting, and with much on one line, was
 * measured: `[` fifteen thousand deep overflows the stack, two hundred of them on
 * each of fifty lines take 2 s, and so do words in a tag of 2,000 characters.
 * Within these bounds it is 60 ms a screen. */
#define MAX_COLOURED_DEPTH   100
#define MAX_COLOURED_MARKS   60
#define MAX_COLOURED_COLUMNS 200

/* A line is rather broken behind one of these than in a word, if there is one in
 * the last tenth of it. */
#define BREAK_AFTER  " ,;>}&"
#define BREAK_WINDOW (INFLIGHT_BODY_MAX_COLUMNS / 10)

/* Tabs are what a view is slowest with: two thousand on a line take it 0.5 s. */
#define TAB_COLUMNS 8

/* How many characters are read between two looks at the cancellable. */
#define CHARACTERS_A_LOOK (64 << 10)

/* What its parts know of a body. */
typedef struct
{
  InflightBodyText  *text;
  const char        *data;
  gsize              size;
  InflightBodyFlags  flags;
  const char        *charset;
  gboolean           is_declared;
  GCancellable      *cancellable;
} Reader;

/* The type */

static char *
dup_media_type (const char *content_type)
{
  char *type = g_ascii_strdown (content_type, strcspn (content_type, ";, \t"));

  return type;
}

static gboolean
has_ending (const char        *type,
            const char *const *endings)
{
  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (type, endings[i]))
      return TRUE;

  return FALSE;
}

/* What the type says; binary, if that it is no text. */
static InflightBodyKind
get_declared_kind (const char *type)
{
  static const char *const json[] = { "/json", "+json", "/manifest+json", NULL };
  static const char *const html[] = { "/html", "/xhtml+xml", NULL };
  static const char *const xml[] = { "/xml", "+xml", NULL };
  static const char *const script[] = { "javascript", "ecmascript", NULL };
  static const char *const binary[] = { "image/", "audio/", "video/", "font/", NULL };

  if (has_ending (type, json))
    return INFLIGHT_BODY_JSON;
  if (has_ending (type, html))
    return INFLIGHT_BODY_HTML;
  if (has_ending (type, xml))
    return INFLIGHT_BODY_XML;
  if (has_ending (type, script))
    return INFLIGHT_BODY_SCRIPT;
  if (g_str_equal (type, "text/css"))
    return INFLIGHT_BODY_CSS;

  for (gsize i = 0; binary[i] != NULL; i++)
    if (g_str_has_prefix (type, binary[i]))
      return INFLIGHT_BODY_BINARY;

  return g_str_has_prefix (type, "text/") ? INFLIGHT_BODY_TEXT : INFLIGHT_BODY_EMPTY;
}

static gboolean
begins_with (const char *text,
             gsize       length,
             const char *prefix)
{
  return length >= strlen (prefix) && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* What text looks like that is of no declared kind. */
static InflightBodyKind
guess_kind (const GString *text)
{
  const char *at = text->str;
  gsize length;

  while (g_ascii_isspace (*at))
    at++;
  length = text->str + text->len - at;

  if (*at == '{' || *at == '[')
    return INFLIGHT_BODY_JSON;
  if (begins_with (at, length, "<!doctype html") || begins_with (at, length, "<html"))
    return INFLIGHT_BODY_HTML;
  if (begins_with (at, length, "<?xml"))
    return INFLIGHT_BODY_XML;

  return INFLIGHT_BODY_TEXT;
}

static gboolean
is_wide (const char *charset)
{
  return charset != NULL &&
         (g_str_has_prefix (charset, "UTF-16") || g_str_has_prefix (charset, "UTF-32"));
}

/* Text that is said to be some may hold a NUL or two. */
static gboolean
is_binary (const Reader     *self,
           InflightBodyKind  declared)
{
  gsize n = MIN (self->size, SNIFF_BYTES);
  gsize n_nuls = 0;
  gsize n_controls = 0;
  gboolean is_text = declared != INFLIGHT_BODY_EMPTY && declared != INFLIGHT_BODY_BINARY;

  if (self->flags & INFLIGHT_BODY_ENCODED)
    return TRUE;

  if (is_wide (self->charset))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      guchar c = self->data[i];

      n_nuls += c == '\0';
      n_controls += c < 0x20 && !(c >= '\a' && c <= '\r') && c != 0x1b;
    }

  if (declared == INFLIGHT_BODY_BINARY && !inflight_charset_is_utf8 (self->data, n, FALSE))
    return TRUE;

  return n_controls * 10 > n || n_nuls * 100 > n || (n_nuls > 0 && !is_text);
}

/* Binary */

static void
append_hex_row (GString      *out,
                const guchar *data,
                gsize         offset,
                gsize         n)
{
  static const char digits[] = "0123456789abcdef";

  g_string_append_printf (out, "%08zx ", offset);
  for (gsize i = 0; i < HEX_ROW_BYTES; i++)
    {
      if (i % 8 == 0)
        g_string_append_c (out, ' ');
      g_string_append_c (out, i < n ? digits[data[i] >> 4] : ' ');
      g_string_append_c (out, i < n ? digits[data[i] & 15] : ' ');
      g_string_append_c (out, ' ');
    }

  g_string_append_c (out, ' ');
  for (gsize i = 0; i < n; i++)
    g_string_append_c (out, g_ascii_isprint (data[i]) ? data[i] : '.');
  g_string_append_c (out, '\n');
}

static void
dump (Reader *self)
{
  InflightBodyText *text = self->text;
  gsize n = MIN (self->size, INFLIGHT_BODY_MAX_HEX_BYTES);
  GString *out = g_string_sized_new (n * 5);

  for (gsize i = 0; i < n; i += HEX_ROW_BYTES)
    append_hex_row (out, (const guchar *) self->data + i, i, MIN (n - i, HEX_ROW_BYTES));

  text->kind = INFLIGHT_BODY_BINARY;
  text->longest = 12 + HEX_ROW_BYTES * 4;
  text->shown_bytes = n;
  text->length = out->len;
  text->text = g_string_free (out, FALSE);
}

/* Lines */

typedef struct
{
  GString *out;
  guint    n_lines;
  guint    column;
  guint    longest;
  guint    n_broken;
  guint    n_marks;
  guint    most_marks;
  gboolean is_broken;
  gsize    break_at;
  guint    break_column;
} Lines;

static void
end_line (Lines *self)
{
  self->longest = MAX (self->longest, self->column);
  self->most_marks = MAX (self->most_marks, self->n_marks);
  self->n_marks = 0;
  self->n_lines++;
  self->column = 0;
  self->break_column = 0;
}

/* Somewhere in the last tenth of the line if there is a good place. */
static void
break_line (Lines *self)
{
  guint n_moved = self->break_column > 0 ? self->column - self->break_column : 0;

  if (n_moved > 0)
    g_string_insert_c (self->out, self->break_at, '\n');
  else
    g_string_append_c (self->out, '\n');

  self->column -= n_moved;
  end_line (self);
  self->column = n_moved;
  self->n_broken += !self->is_broken;
  self->is_broken = TRUE;
}

static void
append (Lines    *self,
        gunichar  c)
{
  guint width = c == '\t' ? TAB_COLUMNS : 1;

  if (c == '\n')
    {
      g_string_append_c (self->out, c);
      end_line (self);
      self->is_broken = FALSE;
      return;
    }

  if (self->column + width > INFLIGHT_BODY_MAX_COLUMNS)
    break_line (self);

  g_string_append_unichar (self->out, c == '\t' ? c : inflight_text_make_visible (c));
  self->column += width;
  self->n_marks += c == '"' || c == '\\';
  if (self->column > INFLIGHT_BODY_MAX_COLUMNS - BREAK_WINDOW &&
      c < 0x80 && strchr (BREAK_AFTER, c) != NULL && c != '\0')
    {
      self->break_at = self->out->len;
      self->break_column = self->column;
    }
}

/* Makes of valid text what a text view lays out without a pause. Returns how much
 * of it, in bytes. */
static gsize
lay_out (Reader        *self,
         const GString *from,
         gsize          limit)
{
  InflightBodyText *text = self->text;
  Lines lines = { .out = g_string_sized_new (from->len + from->len / 8) };
  const char *p = from->str;
  const char *end = from->str + from->len;

  for (guint n = 1; p < end && lines.out->len < limit &&
                    lines.n_lines < INFLIGHT_BODY_MAX_LINES; n++)
    {
      gunichar c = *p != '\0' ? g_utf8_get_char (p) : 0;

      if (n % CHARACTERS_A_LOOK == 0 && g_cancellable_is_cancelled (self->cancellable))
        break;

      if (c != '\r' || p + 1 == end || p[1] != '\n')
        append (&lines, c);
      p = c != 0 ? g_utf8_next_char (p) : p + 1;
    }

  end_line (&lines);
  text->longest = lines.longest;
  text->n_broken = lines.n_broken;
  text->may_colour = text->kind == INFLIGHT_BODY_JSON ? lines.most_marks <= MAX_COLOURED_MARKS
                                                      : lines.longest <= MAX_COLOURED_COLUMNS;
  text->length = lines.out->len;
  text->text = g_string_free (lines.out, FALSE);

  return p - from->str;
}

/* Text */

static GString *
decode (Reader *self,
        gsize   size)
{
  InflightBodyText *text = self->text;
  gboolean is_whole = size == self->size && !(self->flags & INFLIGHT_BODY_PARTIAL);
  const char *charset = self->charset;

  if (charset == NULL && inflight_charset_is_utf8 (self->data, size, FALSE))
    charset = "UTF-8";

  /* As browsers do. */
  if (charset == NULL)
    {
      charset = "WINDOWS-1252";
      text->is_guess = TRUE;
    }

  text->charset = charset;

  return inflight_charset_decode (charset, self->data, size, is_whole, G_MAXUINT,
                                  &text->n_replaced);
}

static void
show_as_it_is (Reader *self)
{
  gsize size = MIN (self->size, INFLIGHT_BODY_MAX_BYTES);
  g_autoptr (GString) decoded = decode (self, size);
  gsize taken = lay_out (self, decoded, INFLIGHT_BODY_MAX_BYTES * 2);

  self->text->shown_bytes = size;
  if (taken < decoded->len)
    self->text->shown_bytes = (double) taken / decoded->len * size;
}

static void
locate (InflightBodyText *text,
        const GString    *decoded,
        gsize             offset)
{
  const char *line = decoded->str;

  text->is_wrong = TRUE;
  text->wrong_line = 1;
  for (gsize i = 0; i < offset; i++)
    if (decoded->str[i] == '\n')
      {
        text->wrong_line++;
        line = decoded->str + i + 1;
      }

  text->wrong_column = 1 + g_utf8_strlen (line, decoded->str + offset - line);
}

/* Takes what was indented of it. */
static void
show_indented (Reader        *self,
               const GString *decoded,
               GString       *indented,
               gsize          offset)
{
  g_autoptr (GString) owned = indented;
  gsize taken = lay_out (self, owned, INFLIGHT_BODY_MAX_BYTES * 2);

  self->text->is_formatted = TRUE;
  self->text->shown_bytes = self->size;
  if (offset < decoded->len || taken < owned->len)
    self->text->shown_bytes = (double) offset / decoded->len * taken / MAX (1, owned->len) *
                              self->size;
}

/* Only what is known to be JSON is coloured as such. */
static void
show_json (Reader   *self,
           gboolean  is_declared)
{
  InflightBodyText *text = self->text;
  gboolean formats = (self->flags & INFLIGHT_BODY_FORMAT) != 0;
  g_autoptr (GString) decoded = decode (self, self->size);
  g_autoptr (GString) indented = NULL;
  InflightJsonVerdict verdict;
  gsize offset;
  guint depth;

  indented = inflight_json_indent (decoded->str, decoded->len,
                                   formats ? INFLIGHT_BODY_MAX_BYTES : 0,
                                   self->cancellable, &verdict, &offset, &depth);
  if (verdict == INFLIGHT_JSON_WRONG ||
      (verdict == INFLIGHT_JSON_CUT && !(self->flags & INFLIGHT_BODY_PARTIAL)))
    {
      text->kind = is_declared ? INFLIGHT_BODY_JSON : INFLIGHT_BODY_TEXT;
      if (is_declared)
        locate (text, decoded, verdict == INFLIGHT_JSON_CUT ? decoded->len : offset);
      show_as_it_is (self);
      text->may_colour = FALSE;
      return;
    }

  if (formats)
    show_indented (self, decoded, g_steal_pointer (&indented), offset);
  else
    show_as_it_is (self);
  text->may_colour &= depth <= MAX_COLOURED_DEPTH;
}

static void
show_text (Reader           *self,
           InflightBodyKind  declared)
{
  InflightBodyText *text = self->text;

  text->kind = declared;
  if (declared <= INFLIGHT_BODY_TEXT || declared == INFLIGHT_BODY_BINARY)
    {
      g_autoptr (GString) head = decode (self, MIN (self->size, 1024));

      text->kind = guess_kind (head);
    }

  if (text->kind == INFLIGHT_BODY_JSON)
    show_json (self, declared == INFLIGHT_BODY_JSON);
  else
    show_as_it_is (self);
}

static void
find_charset (Reader     *self,
              const char *content_type)
{
  g_autofree char *label = inflight_charset_dup_label (content_type);
  gsize mark_bytes;

  self->charset = inflight_charset_sniff (self->data, self->size, &mark_bytes);
  self->data += mark_bytes;
  self->size -= mark_bytes;
  if (self->charset != NULL || label == NULL)
    return;

  self->charset = inflight_charset_find (label);
  if (self->charset == NULL)
    self->text->unknown_charset = inflight_text_clean (label, -1);
}

/**
 * inflight_body_text_new:
 * @body: (nullable): a body, as far as it was kept
 * @content_type: (nullable): the field Content-Type, as sent
 * @flags: what else is known about it, and what is wanted
 * @cancellable: (nullable): a cancellable; if it is cancelled, what is returned
 *   is good for nothing
 *
 * Takes as long as reading the body some times, and may be called on any thread.
 * Nothing in @body or @content_type can make the text larger than the limits of
 * this file.
 *
 * Returns: (transfer full): the text
 */
InflightBodyText *
inflight_body_text_new (GBytes            *body,
                        const char        *content_type,
                        InflightBodyFlags  flags,
                        GCancellable      *cancellable)
{
  InflightBodyText *text = g_new0 (InflightBodyText, 1);
  Reader reader = { .text = text, .flags = flags, .cancellable = cancellable };
  g_autofree char *type = NULL;
  InflightBodyKind declared;

  if (body != NULL)
    reader.data = g_bytes_get_data (body, &reader.size);

  text->size_bytes = reader.size;
  if (reader.size == 0)
    {
      text->text = g_strdup ("");
      return text;
    }

  type = dup_media_type (content_type != NULL ? content_type : "");
  declared = get_declared_kind (type);
  find_charset (&reader, content_type != NULL ? content_type : "");

  if (is_binary (&reader, declared))
    dump (&reader);
  else
    show_text (&reader, declared);

  /* With the byte order mark. */
  if (text->shown_bytes == reader.size)
    text->shown_bytes = text->size_bytes;

  return text;
}

/**
 * inflight_body_text_free:
 * @self: (transfer full): a text
 */
void
inflight_body_text_free (InflightBodyText *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self->unknown_charset);
  g_free (self);
}

/* On a thread */

typedef struct
{
  GBytes            *body;
  char              *content_type;
  InflightBodyFlags  flags;
} Preparing;

static void
preparing_free (gpointer data)
{
  Preparing *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self);
}

static void
prepare (GTask        *task,
         gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Preparing *preparing = task_data;
  InflightBodyText *text = inflight_body_text_new (preparing->body, preparing->content_type,
                                                   preparing->flags, cancellable);

  g_task_return_pointer (task, text, (GDestroyNotify) inflight_body_text_free);
}

/**
 * inflight_body_text_prepare_async:
 * @body: (nullable): a body, as far as it was kept
 * @content_type: (nullable): the field Content-Type, as sent
 * @flags: what else is known about it, and what is wanted
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Does what inflight_body_text_new() does on another thread.
 */
void
inflight_body_text_prepare_async (GBytes              *body,
                                  const char          *content_type,
                                  InflightBodyFlags    flags,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Preparing *preparing = g_new0 (Preparing, 1);

  preparing->body = body != NULL ? g_bytes_ref (body) : NULL;
  preparing->content_type = g_strdup (content_type);
  preparing->flags = flags;

  g_task_set_source_tag (task, inflight_body_text_prepare_async);
  g_task_set_task_data (task, preparing, preparing_free);
  g_task_run_in_thread (task, prepare);
}

/**
 * inflight_body_text_prepare_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the text, or %NULL with %G_IO_ERROR_CANCELLED
 */
InflightBodyText *
inflight_body_text_prepare_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
