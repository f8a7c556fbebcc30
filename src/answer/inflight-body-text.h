/* inflight-body-text.h: a body as text that can be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a text view can be given without a pause; tests/ui/test-body-view.c prints
 * what it costs. */
#define INFLIGHT_BODY_MAX_BYTES     (256 << 10)
#define INFLIGHT_BODY_MAX_LINES     20000
#define INFLIGHT_BODY_MAX_COLUMNS   2000
#define INFLIGHT_BODY_MAX_HEX_BYTES (64 << 10)

/**
 * InflightBodyKind:
 * @INFLIGHT_BODY_EMPTY: nothing
 * @INFLIGHT_BODY_TEXT: text of no special kind
 * @INFLIGHT_BODY_JSON: JSON (RFC 8259)
 * @INFLIGHT_BODY_HTML: HTML
 * @INFLIGHT_BODY_XML: XML
 * @INFLIGHT_BODY_CSS: a style sheet
 * @INFLIGHT_BODY_SCRIPT: JavaScript
 * @INFLIGHT_BODY_BINARY: no text
 */
typedef enum {
  INFLIGHT_BODY_EMPTY,
  INFLIGHT_BODY_TEXT,
  INFLIGHT_BODY_JSON,
  INFLIGHT_BODY_HTML,
  INFLIGHT_BODY_XML,
  INFLIGHT_BODY_CSS,
  INFLIGHT_BODY_SCRIPT,
  INFLIGHT_BODY_BINARY,
} InflightBodyKind;

/**
 * InflightBodyText:
 * @kind: what it is
 * @text: (nullable): valid UTF-8 without control characters but line feeds and
 *   tabs; no line of it is longer than %INFLIGHT_BODY_MAX_COLUMNS characters. A
 *   hexadecimal dump if it is binary
 * @length: the length of @text in bytes
 * @longest: the length of its longest line in characters, a tab being eight
 * @may_colour: whether colouring its syntax is safe, see #InflightBodyView
 * @size_bytes: the size of the body
 * @shown_bytes: how much of the body @text shows, from its beginning
 * @charset: (nullable): the character encoding it was read in; a static string
 * @is_guess: whether that is a guess, because none was named and it is not UTF-8
 * @unknown_charset: (nullable): the one that was named, if it is not known
 * @n_replaced: how many bytes or characters could not be read in it
 * @n_broken: how many lines were too long and are broken into several
 * @is_formatted: whether it was given lines and indentation of our own
 * @is_wrong: whether it should be JSON and is not
 * @wrong_line: the line of the body where it is wrong, from 1
 * @wrong_column: the column in characters, from 1
 */
typedef struct
{
  InflightBodyKind  kind;
  char             *text;
  gsize             length;
  guint             longest;
  gboolean          may_colour;
  gsize             size_bytes;
  gsize             shown_bytes;
  const char       *charset;
  gboolean          is_guess;
  char             *unknown_charset;
  guint             n_replaced;
  guint             n_broken;
  gboolean          is_formatted;
  gboolean          is_wrong;
  guint             wrong_line;
  guint             wrong_column;
} InflightBodyText;

/**
 * InflightBodyFlags:
 * @INFLIGHT_BODY_FORMAT: give JSON lines and indentation
 * @INFLIGHT_BODY_ENCODED: it is still compressed
 * @INFLIGHT_BODY_PARTIAL: more arrived than was kept
 */
typedef enum {
  INFLIGHT_BODY_FORMAT  = 1 << 0,
  INFLIGHT_BODY_ENCODED = 1 << 1,
  INFLIGHT_BODY_PARTIAL = 1 << 2,
} InflightBodyFlags;

InflightBodyText *inflight_body_text_new            (GBytes               *body,
                                                     const char           *content_type,
                                                     InflightBodyFlags     flags,
                                                     GCancellable         *cancellable);
void              inflight_body_text_free           (InflightBodyText     *self);
void              inflight_body_text_prepare_async  (GBytes               *body,
                                                     const char           *content_type,
                                                     InflightBodyFlags     flags,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
InflightBodyText *inflight_body_text_prepare_finish (GAsyncResult         *result,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightBodyText, inflight_body_text_free)

G_END_DECLS
