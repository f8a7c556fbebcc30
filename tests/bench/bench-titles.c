/* bench-titles.c: what the worst answers cost until their title is found, or not
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-report.h"
#include "inflight-title.h"

#include <string.h>

#define BODY_BYTES (1 << 20)
#define N_REPEATS  5
#define BAR_MS     10

/* An answer is @head, then @unit as often as it fits. A pointer to something else
 * than a title is @token three thousand times. */
typedef struct
{
  const char *what;
  const char *type;
  const char *head;
  const char *unit;
  gsize       unit_bytes;
  const char *token;
} Answer;

#define TEXT(head, unit)             head, unit, sizeof unit - 1
#define HTML(head, unit)             "text/html", TEXT (head, unit), "/title"
#define HTML_IN(charset, head, unit) "text/html;charset=" charset, TEXT (head, unit), "/title"
#define JSON(head, unit)             "application/json", TEXT (head, unit), "/title"
#define JSON_AT(token, head, unit)   "application/json", TEXT (head, unit), token

static const Answer answers[] = {
  { "text", HTML ("<p>", "word ") },
  { "a page", HTML ("<p>", "<li class=\"a\"><a href='/x?y=1&amp;z'>Text</a></li>\n") },
  { "<", HTML ("", "<") },
  { "</", HTML ("", "</") },
  { "<?", HTML ("", "<?") },
  { "<?>", HTML ("", "<?>") },
  { "<!--", HTML ("", "<!--") },
  { "<!-->", HTML ("", "<!-->") },
  { "-> in a comment", HTML ("<!-- ", "->") },
  { "<a ", HTML ("", "<a ") },
  { "<a>", HTML ("", "<a>") },
  { "</a>", HTML ("", "</a>") },
  { "attributes in a tag", HTML ("<a", " x") },
  { "attributes with values", HTML ("<a", " x='y'") },
  { "attributes of <meta>", HTML ("<meta", " charse") },
  { "<meta charset=x>", HTML ("", "<meta charset=x>") },
  { "&", HTML ("", "&") },
  { "&#", HTML ("", "&#") },
  { "& in a title", HTML ("<title>", "&") },
  { "&CounterClockwiseContourIntegra in a title",
    HTML ("<title>", "&CounterClockwiseContourIntegra") },
  { "</titl in a title", HTML ("<title>", "</titl") },
  { "</textare in <textarea>", HTML ("<textarea>", "</textare") },
  { "<script>", HTML ("", "<script>") },
  { "<script></script>", HTML ("", "<script></script>") },
  { "<script> in a comment of a script", HTML ("<script><!--", "<script></script>") },
  { "--> in a script", HTML ("<script>", "<!---->") },
  { "<svg>", HTML ("", "<svg>") },
  { "<svg><p>", HTML ("", "<svg><p>") },
  { "<g> in SVG", HTML ("<svg>", "<g>") },
  { "<ba> in SVG", HTML ("<svg>", "<ba>") },
  { "<sx> in SVG", HTML ("<svg>", "<sx>") },
  { "<font x> in SVG", HTML ("<svg>", "<font x>") },
  { "attributes of <font> in SVG", HTML ("<svg><font", " x") },
  { "<svg><title>", HTML ("", "<svg><title>") },
  { "<svg><title><p>", HTML ("", "<svg><title><p>") },
  { "</svg> in MathML",
    HTML ("<math><mi><math><mi><math><mi><math><mi><math><mi><math><mi><math><mi><math><mi>",
          "</svg>") },
  { "]] in CDATA", HTML ("<svg><![CDATA[", "]]") },
  { "<template>", HTML ("", "<template>") },
  { "<template></template>", HTML ("", "<template></template>") },
  { "NULs", HTML ("", "\0") },
  { "bytes of no encoding", HTML ("", "\xff") },
  { "bytes of no encoding in a title", HTML ("<title>", "\xff") },
  { "bad Shift_JIS in a title", HTML_IN ("shift_jis", "<title>", "\xff") },
  { "UTF-16", HTML_IN ("utf-16", "", "\xb0\x30") },
  { "bad UTF-16", HTML_IN ("utf-16be", "", "\xdc\xdc") },
  { "< in UTF-16", HTML_IN ("utf-16le", "", "<\0") },
  { "ISO-2022-JP", HTML_IN ("iso-2022-jp", "\x1b$B", "$\"") },
  { "bad ISO-2022-JP", HTML_IN ("iso-2022-jp", "", "\xff") },
  { "bad and good ISO-2022-JP", HTML_IN ("iso-2022-jp", "", "\xff" "a") },
  { "escapes of ISO-2022-JP", HTML_IN ("iso-2022-jp", "", "\x1b$B\x1b(B") },
  { "numbers", JSON ("[", "1,") },
  { "members with escapes", JSON ("{", "\"\\/\":1,") },
  { "members with the same beginning", JSON ("{", "\"titl\\u0065x\":1,") },
  { "titles", JSON ("{", "\"title\":\"\",") },
  { "arrays", JSON ("", "[") },
  { "objects", JSON ("", "{\"title\":") },
  { "a title of escapes", JSON ("{\"title\":\"", "\\u00e4") },
  { "a title of backslashes", JSON ("{\"title\":\"", "\\\\") },
  { "a title of bad bytes", JSON ("{\"title\":\"", "\xff") },
  { "objects, 3,000 tokens", JSON_AT ("/a", "", "{\"a\":") },
  { "arrays, 3,000 tokens", JSON_AT ("/0", "", "[") },
  { "members, 3,000 tokens", JSON_AT ("/a", "{", "\"a\":{},") },
};

static GBytes *
make_body (const Answer *answer)
{
  GString *body = g_string_sized_new (BODY_BYTES);

  g_string_append (body, answer->head);
  while (body->len + answer->unit_bytes <= BODY_BYTES)
    g_string_append_len (body, answer->unit, answer->unit_bytes);
  while (body->len < BODY_BYTES)
    g_string_append_c (body, ' ');

  return g_string_free_to_bytes (body);
}

static char *
make_pointer (const Answer *answer)
{
  GString *pointer = g_string_new (answer->token);

  if (!g_str_equal (answer->token, "/title"))
    for (guint i = 1; i < 3000; i++)
      g_string_append (pointer, answer->token);

  return g_string_free (pointer, FALSE);
}

static void
measure (const Answer *answer)
{
  g_autoptr (GBytes) body = make_body (answer);
  g_autofree char *pointer = make_pointer (answer);
  g_autofree char *what = g_strdup_printf ("%s, 1 MiB", answer->what);
  g_autoptr (GArray) values = bench_values_new ();

  for (guint i = 0; i < N_REPEATS; i++)
    {
      double begin_us = bench_get_cpu_us ();
      g_autofree char *title = inflight_title_find (body, g_bytes_get_size (body),
                                                    answer->type, pointer);

      bench_values_add (values, (bench_get_cpu_us () - begin_us) / 1000);
    }

  bench_report_at_most (what, bench_values_get (values, 0.5), "ms", BAR_MS);
}

int
main (int   argc,
      char *argv[])
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    measure (&answers[i]);

  return 0;
}
