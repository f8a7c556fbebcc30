/* test-head.c: the header of an answer, line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-head-private.h"

#include <malloc.h>
#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define END "\r\n"
#define CONTINUE "HTTP/1.1 100 Continue\r\n\r\n"
#define CONTINUE8 CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE CONTINUE
#define DATE "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\n"

#define NO_ANSWER "protocol: the answer is not of HTTP/1.0 or HTTP/1.1"
#define NO_LENGTH "protocol: the answer's Content-Length is not one number"
#define NO_CODING "protocol: an unknown Transfer-Encoding"
#define BARE_RETURN "protocol: a carriage return without a line feed"

/* Bytes that may contain NUL. */
#define BYTES(literal) literal, sizeof (literal) - 1

/* @head is what came of @bytes, as describe() words it. */
typedef struct
{
  const char *name;
  const char *bytes;
  gsize       size;
  const char *head;
} Row;

static const Row rows[] = {
  /* Status lines. */
  { "plain", BYTES (OK END), "HTTP/1.1 200 until-close" },
  { "plain-1.0", BYTES ("HTTP/1.0 404 Not Found\r\n\r\n"), "HTTP/1.0 404 until-close" },
  { "line-feeds", BYTES ("HTTP/1.1 200 OK\nX: y\n\n"), "HTTP/1.1 200 until-close|X: y" },
  { "no-reason", BYTES ("HTTP/1.1 200\r\n\r\n"), "HTTP/1.1 200 until-close" },
  { "empty-reason", BYTES ("HTTP/1.1 200 \r\n\r\n"), "HTTP/1.1 200 until-close" },
  { "odd-reason", BYTES ("HTTP/1.1 200 \xff:\x01\t \r\n\r\n"), "HTTP/1.1 200 until-close" },
  { "status-600", BYTES ("HTTP/1.1 600 X\r\n\r\n"), "HTTP/1.1 600 until-close" },
  { "status-999", BYTES ("HTTP/1.1 999 X\r\n\r\n"), "HTTP/1.1 999 until-close" },
  { "204", BYTES ("HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n"),
    "HTTP/1.1 204 no-body length=5|Content-Length: 5" },
  { "304", BYTES ("HTTP/1.1 304 X\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "HTTP/1.1 304 no-body chunked|Transfer-Encoding: chunked" },
  { "status-99", BYTES ("HTTP/1.1 99 X\r\n"), NO_ANSWER },
  { "status-099", BYTES ("HTTP/1.1 099 X\r\n"), NO_ANSWER },
  { "status-1000", BYTES ("HTTP/1.1 1000 X\r\n"), NO_ANSWER },
  { "status-word", BYTES ("HTTP/1.1 2xx X\r\n"), NO_ANSWER },
  { "status-third-word", BYTES ("HTTP/1.1 20x OK\r\n"), NO_ANSWER },
  { "status-and-word", BYTES ("HTTP/1.1 200OK\r\n"), NO_ANSWER },
  { "status-negative", BYTES ("HTTP/1.1 -20 X\r\n"), NO_ANSWER },
  { "status-cut", BYTES ("HTTP/1.1 20\r\n"), NO_ANSWER },
  { "status-none", BYTES ("HTTP/1.1 \r\n"), NO_ANSWER },
  { "status-nothing", BYTES ("HTTP/1.1\r\n"), NO_ANSWER },
  { "status-two-spaces", BYTES ("HTTP/1.1  200 OK\r\n"), NO_ANSWER },
  { "status-tab", BYTES ("HTTP/1.1\t200 OK\r\n"), NO_ANSWER },
  { "http-0.9", BYTES ("<title>Old</title>\n"), NO_ANSWER },
  { "http-0.9-version", BYTES ("HTTP/0.9 200 OK\r\n"), NO_ANSWER },
  { "http-1.2", BYTES ("HTTP/1.2 200 OK\r\n"), NO_ANSWER },
  { "http-1.10", BYTES ("HTTP/1.10 200 OK\r\n"), NO_ANSWER },
  { "http-1", BYTES ("HTTP/1 200 OK\r\n"), NO_ANSWER },
  { "http-3.9", BYTES ("HTTP/3.9 200 OK\r\n"), NO_ANSWER },
  { "http-2", BYTES ("HTTP/2 200 \r\n"), NO_ANSWER },
  { "http-3", BYTES ("HTTP/3 200 \r\n"), NO_ANSWER },
  { "http-small", BYTES ("http/1.1 200 OK\r\n"), NO_ANSWER },
  { "icy", BYTES ("ICY 200 OK\r\n"), NO_ANSWER },
  { "ssh", BYTES ("SSH-2.0-OpenSSH_9.2p1\r\n"), NO_ANSWER },
  { "smtp", BYTES ("220 mail.example ESMTP\r\n"), NO_ANSWER },
  { "garbage", BYTES ("\x01\x02\xff\xfe garbage\r\n"), NO_ANSWER },
  { "space-first", BYTES (" HTTP/1.1 200 OK\r\n"), NO_ANSWER },
  { "field-first", BYTES ("Content-Length: 5\r\n"), NO_ANSWER },
  { "empty-lines-first", BYTES ("\r\n\n\r\n\r\n\n" OK END), "HTTP/1.1 200 until-close" },
  { "empty-line-feeds", BYTES ("\n\n\n\n\n\n\n\n\n"),
    "protocol: empty lines instead of an answer" },
  { "empty-lines", BYTES ("\r\n\r\n\r\n\r\n\r\n"), "protocol: empty lines instead of an answer" },

  /* Informational answers. */
  { "100", BYTES (CONTINUE OK END), "HTTP/1.1 200 until-close informational=1" },
  { "103", BYTES ("HTTP/1.1 103 X\r\nLocation: /a\r\nContent-Type: b\r\n"
    "Content-Encoding: c\r\nContent-Encoding: d\r\nRetry-After: 5\r\n"
    "Transfer-Encoding: chunked\r\n\r\n" OK "X: y\r\n" END),
    "HTTP/1.1 200 until-close informational=1|X: y" },
  { "103-with-framing", BYTES ("HTTP/1.1 103 X\r\nContent-Length: 3\r\n"
    "Transfer-Encoding: chunked\r\n\r\n" OK "Transfer-Encoding: chunked\r\n" END),
    "HTTP/1.1 200 chunked informational=1|Transfer-Encoding: chunked" },
  { "103-alone", BYTES ("HTTP/1.0 103 X\r\nX: y\r\n\r\n"),
    "HTTP/1.0 103 no-body incomplete informational=1" },
  { "100-with-length", BYTES ("HTTP/1.1 100 X\r\nContent-Length: 5\r\n\r\n" OK END),
    "HTTP/1.1 200 until-close informational=1" },
  { "100-with-two-lengths", BYTES ("HTTP/1.1 100 X\r\nContent-Length: 5, 3\r\n\r\n"), NO_LENGTH },
  { "100-32-times", BYTES (CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE8 OK END),
    "HTTP/1.1 200 until-close informational=32" },
  { "100-33-times", BYTES (CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE8 CONTINUE),
    "protocol: endless informational answers" },
  { "101", BYTES ("HTTP/1.1 101 X\r\nUpgrade: y\r\n\r\n"),
    "protocol: another protocol, which was not asked for" },
  { "answer-behind", BYTES (OK END "HTTP/1.1 500 Not Yours\r\n"),
    "protocol: an answer that was not asked for" },
  { "empty-line-behind", BYTES (OK END END), "protocol: an answer that was not asked for" },

  /* Content-Length. */
  { "length", BYTES (OK "Content-Length: 5\r\n" END),
    "HTTP/1.1 200 length=5|Content-Length: 5" },
  { "length-0", BYTES (OK "Content-Length: 0\r\n" END),
    "HTTP/1.1 200 length=0|Content-Length: 0" },
  { "length-padded", BYTES (OK "Content-Length: \t5 \t\r\n" END),
    "HTTP/1.1 200 length=5|Content-Length: 5" },
  { "length-zeros", BYTES (OK "Content-Length:0005\r\n" END),
    "HTTP/1.1 200 length=5|Content-Length: 0005" },
  { "length-case", BYTES (OK "cOnTENT-lENGTH:5\r\n" END),
    "HTTP/1.1 200 length=5|cOnTENT-lENGTH: 5" },
  { "length-twice", BYTES (OK "Content-Length: 5\r\nX: y\r\nContent-Length: 05\r\n" END),
    "HTTP/1.1 200 length=5|Content-Length: 5|X: y|Content-Length: 05" },
  { "length-twice-in-one", BYTES (OK "Content-Length: 5,5 , 5\r\n" END),
    "HTTP/1.1 200 length=5|Content-Length: 5,5 , 5" },
  { "length-largest", BYTES (OK "Content-Length: 9223372036854775807\r\n" END),
    "HTTP/1.1 200 length=9223372036854775807|Content-Length: 9223372036854775807" },
  { "length-huge", BYTES (OK "Content-Length: 9223372036854775808\r\n" END), NO_LENGTH },
  { "length-20-digits", BYTES (OK "Content-Length: 99999999999999999999\r\n" END), NO_LENGTH },
  { "length-negative", BYTES (OK "Content-Length: -5\r\n" END), NO_LENGTH },
  { "length-plus", BYTES (OK "Content-Length: +5\r\n" END), NO_LENGTH },
  { "length-word", BYTES (OK "Content-Length: abc\r\n" END), NO_LENGTH },
  { "length-exponent", BYTES (OK "Content-Length: 1e3\r\n" END), NO_LENGTH },
  { "length-hex", BYTES (OK "Content-Length: 0x5\r\n" END), NO_LENGTH },
  { "length-fraction", BYTES (OK "Content-Length: 5.0\r\n" END), NO_LENGTH },
  { "length-none", BYTES (OK "Content-Length: \r\n" END), NO_LENGTH },
  { "length-comma", BYTES (OK "Content-Length: 5,\r\n" END), NO_LENGTH },
  { "length-comma-first", BYTES (OK "Content-Length: ,5\r\n" END), NO_LENGTH },
  { "length-two-words", BYTES (OK "Content-Length: 5 5\r\n" END), NO_LENGTH },
  { "length-differs", BYTES (OK "Content-Length: 5\r\nContent-Length: 3\r\n" END), NO_LENGTH },
  { "length-differs-in-one", BYTES (OK "Content-Length: 5, 3\r\n" END), NO_LENGTH },
  { "length-space", BYTES (OK "Content-Length : 5\r\n" END), "protocol: a space before a colon" },
  { "length-tab", BYTES (OK "Content-Length\t: 5\r\n" END), "protocol: a space before a colon" },
  { "length-space-for-colon", BYTES (OK "Content-Length 5\r\n" END),
    "protocol: a space before a colon" },
  { "length-word-before-colon", BYTES (OK "Content-Length x: 5\r\n" END),
    "protocol: a space before a colon" },
  { "length-folded", BYTES (OK "Content-Length: 5\r\n 5\r\n" END),
    "protocol: a folded line frames the body" },
  { "length-folded-first", BYTES (OK "Content-Length:\r\n\t5\r\n" END),
    "protocol: a folded line frames the body" },
  { "length-folded-with-nothing", BYTES (OK "Content-Length: 5\r\n \r\n" END),
    "protocol: a folded line frames the body" },
  { "length-first-objection", BYTES (OK "Content-Length: x\r\nTransfer-Encoding: y\r\n" END),
    NO_LENGTH },
  { "length-waits-for-end", BYTES (OK "Content-Length: x\r\nX: y\r\n"),
    "HTTP/1.1 200 until-close incomplete" },
  { "other-names", BYTES (OK "Content-Lengthy: 5\r\nContent-Lengt: 5\r\nX-Content-Length: 5\r\n"
    "Dontent-Length: 5\r\nContent_Length: 5\r\nTransfer-Encoding-X: y\r\nTE: z\r\n" END),
    "HTTP/1.1 200 until-close|Content-Lengthy: 5|Content-Lengt: 5|X-Content-Length: 5|"
    "Dontent-Length: 5|Content_Length: 5|Transfer-Encoding-X: y|TE: z" },

  /* Transfer-Encoding. */
  { "chunked", BYTES (OK "Transfer-Encoding: chunked\r\n" END),
    "HTTP/1.1 200 chunked|Transfer-Encoding: chunked" },
  { "chunked-case", BYTES (OK "TRANSFER-ENCODING:\tChunKed \r\n" END),
    "HTTP/1.1 200 chunked|TRANSFER-ENCODING: ChunKed" },
  { "chunked-empty-elements", BYTES (OK "Transfer-Encoding: ,, chunked ,\r\n" END),
    "HTTP/1.1 200 chunked|Transfer-Encoding: ,, chunked ," },
  { "chunked-and-length", BYTES (OK "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" END),
    "HTTP/1.1 200 chunked closing|Content-Length: 3|Transfer-Encoding: chunked" },
  { "chunked-before-length", BYTES (OK "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n" END),
    "HTTP/1.1 200 chunked closing|Transfer-Encoding: chunked|Content-Length: 3" },
  { "chunked-1.0", BYTES ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "HTTP/1.0 200 chunked closing|Transfer-Encoding: chunked" },
  { "identity", BYTES (OK "Transfer-Encoding: Identity\r\nContent-Length: 0\r\n" END),
    "HTTP/1.1 200 length=0|Transfer-Encoding: Identity|Content-Length: 0" },
  { "coding-none", BYTES (OK "Transfer-Encoding:\r\n" END),
    "HTTP/1.1 200 until-close|Transfer-Encoding: " },
  { "coding-unknown", BYTES (OK "Transfer-Encoding: gzip\r\n" END), NO_CODING },
  { "coding-longer", BYTES (OK "Transfer-Encoding: chunkedd\r\n" END), NO_CODING },
  { "coding-shorter", BYTES (OK "Transfer-Encoding: chunke\r\n" END), NO_CODING },
  { "coding-split", BYTES (OK "Transfer-Encoding: chun ked\r\n" END), NO_CODING },
  { "coding-parameter", BYTES (OK "Transfer-Encoding: chunked;a=b\r\n" END), NO_CODING },
  { "coding-quoted", BYTES (OK "Transfer-Encoding: \"chunked\"\r\n" END), NO_CODING },
  { "coding-control", BYTES (OK "Transfer-Encoding: \x0b" "chunked\r\n" END), NO_CODING },
  { "coding-two", BYTES (OK "Transfer-Encoding: gzip, chunked\r\n" END), NO_CODING },
  { "coding-twice", BYTES (OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" END),
    NO_CODING },
  { "coding-not-last", BYTES (OK "Transfer-Encoding: chunked, identity\r\n" END), NO_CODING },
  { "coding-identity-twice", BYTES (OK "Transfer-Encoding: identity, identity\r\n" END),
    NO_CODING },
  { "coding-space", BYTES (OK "Transfer-Encoding : chunked\r\n" END),
    "protocol: a space before a colon" },
  { "coding-space-for-colon", BYTES (OK "TRANSFER-ENCODING chunked\r\n" END),
    "protocol: a space before a colon" },
  { "coding-folded", BYTES (OK "Transfer-Encoding: identity\r\n , chunked\r\n" END),
    "protocol: a folded line frames the body" },

  /* The others. */
  { "values", BYTES (OK "Location: /a b\xff \r\nContent-Type:text/html; charset=x\t\r\n"
    "Content-Encoding:  gzip\r\n" END),
    "HTTP/1.1 200 until-close location=[/a b\xff] type=[text/html; charset=x] encoding=[gzip]|"
    "Location: /a b\xff|Content-Type: text/html; charset=x|Content-Encoding: gzip" },
  { "values-twice", BYTES (OK "Location: a\r\nLocation: b\r\nContent-Type: c\r\n"
    "Content-Type: d\r\nContent-Encoding: br\r\nContent-Encoding: \r\n"
    "Content-Encoding: gzip , x\r\ncontent-encoding: y\r\n" END),
    "HTTP/1.1 200 until-close location=[b] type=[d] encoding=[br, gzip , x, y]|"
    "Location: a|Location: b|Content-Type: c|Content-Type: d|Content-Encoding: br|"
    "Content-Encoding: |Content-Encoding: gzip , x|content-encoding: y" },
  { "values-empty", BYTES (OK "Location:\r\nContent-Type: \r\nContent-Encoding:\t\r\n" END),
    "HTTP/1.1 200 until-close|Location: |Content-Type: |Content-Encoding: " },
  { "folded", BYTES (OK "Location: /a\r\n \t b\t\r\n\tc\r\nX:\r\n y\r\n \r\n z: 0\r\n" END),
    "HTTP/1.1 200 until-close location=[/a b c]|Location: /a b c|X: y z: 0" },
  { "folded-encoding", BYTES (OK "Content-Encoding: br,\r\n gzip\r\n" END),
    "HTTP/1.1 200 until-close encoding=[br, gzip]|Content-Encoding: br, gzip" },
  { "folded-framing", BYTES (OK "X: a\r\n\tb\r\n Content-Length: 9\r\nContent-Length: 0\r\n" END),
    "HTTP/1.1 200 length=0|X: a b Content-Length: 9|Content-Length: 0" },
  { "folded-first", BYTES (OK " Content-Length: 9\r\n x\r\nX: y\r\n" END),
    "HTTP/1.1 200 until-close|X: y" },
  { "folded-into-nothing", BYTES (OK "X: y\r\nhello\r\n folded: too\r\n: z\r\n folded\r\n" END),
    "HTTP/1.1 200 until-close|X: y" },
  { "no-colon", BYTES (OK "hello\r\nContent-Length\r\nContent-Type y\r\nX: y\r\n" END),
    "HTTP/1.1 200 until-close|X: y" },
  { "no-name", BYTES (OK ": x\r\n:\r\nX: y\r\n" END), "HTTP/1.1 200 until-close|X: y" },
  { "no-token", BYTES (OK "X Y: a\r\nX@: b\r\nX\xc3\xa9: c\r\n\x01X: d\r\n\"X\": e\r\n"
    "X\x7f: f\r\n!#$%&'*+-.^_`|~09: y\r\n" END),
    "HTTP/1.1 200 until-close|!#$%&'*+-.^_`|~09: y" },
  { "space-before-colon", BYTES (OK "Location \t : /a\r\n" END),
    "HTTP/1.1 200 until-close location=[/a]|Location: /a" },
  { "controls", BYTES (OK "X: \x1b[0m\x7f\x01\t\x0b\r\n" END),
    "HTTP/1.1 200 until-close|X: \x1b[0m\x7f\x01\t\x0b" },
  { "colons", BYTES (OK "X::y:z:\r\n" END), "HTTP/1.1 200 until-close|X: :y:z:" },
  { "status-line-again", BYTES (OK "HTTP/1.1 404 Not: Found\r\n" END),
    "HTTP/1.1 200 until-close" },

  /* What may be in no line. */
  { "zero-in-status-line", BYTES ("HTTP/1.1 200 O\0K\r\n"), "protocol: a zero byte in the header" },
  { "zero-in-name", BYTES (OK "X\0Y: z\r\n"), "protocol: a zero byte in the header" },
  { "zero-in-value", BYTES (OK "X-Nul: aaaaaaaaaa\0b\r\n"), "protocol: a zero byte in the header" },
  { "zero-in-fold", BYTES (OK "X: y\r\n \0\r\n"), "protocol: a zero byte in the header" },
  { "zero-alone", BYTES (OK "\0\n"), "protocol: a zero byte in the header" },
  { "return-in-value", BYTES (OK "X: a\rb\r\n"), BARE_RETURN },
  { "return-before-end", BYTES (OK "X: a\r\r\n"), BARE_RETURN },
  { "return-at-line-start", BYTES (OK "\rX: a\r\n"), BARE_RETURN },
  { "return-in-status-line", BYTES ("HTTP/1.1 200 O\rK\r\n"), BARE_RETURN },
  { "returns", BYTES (OK "\r\r\n"), BARE_RETURN },
  { "no-end", BYTES (OK "X: y"), "protocol: a line that does not end" },
  { "no-end-but-return", BYTES (OK "X: y\r"), "protocol: a line that does not end" },

  /* Retry-After. */
  { "retry-seconds", BYTES (OK "Retry-After: 7\r\n" END),
    "HTTP/1.1 200 until-close retry=7000000|Retry-After: 7" },
  { "retry-0", BYTES (OK "retry-after:0\r\n" END),
    "HTTP/1.1 200 until-close retry=0|retry-after: 0" },
  { "retry-longest", BYTES (OK "Retry-After: 9223372036854\r\n" END),
    "HTTP/1.1 200 until-close retry=9223372036854000000|Retry-After: 9223372036854" },
  { "retry-too-long", BYTES (OK "Retry-After: 9223372036855\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: 9223372036855" },
  { "retry-huge", BYTES (OK "Retry-After: 1000000000000000000000000000000\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: 1000000000000000000000000000000" },
  { "retry-negative", BYTES (OK "Retry-After: -5\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: -5" },
  { "retry-plus", BYTES (OK "Retry-After: +5\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: +5" },
  { "retry-word", BYTES (OK "Retry-After: abc\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: abc" },
  { "retry-fraction", BYTES (OK "Retry-After: 1.5\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: 1.5" },
  { "retry-nothing", BYTES (OK "Retry-After:\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: " },
  { "retry-twice", BYTES (OK "Retry-After: 5\r\nRetry-After: 5\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: 5|Retry-After: 5" },
  { "retry-twice-in-one", BYTES (OK "Retry-After: 5, 5\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: 5, 5" },
  { "retry-date", BYTES (OK DATE "Retry-After: Tue, 24 Nov 2026 10:01:30 GMT\r\n" END),
    "HTTP/1.1 200 until-close retry=90000000|Date: Tue, 24 Nov 2026 10:00:00 GMT|"
    "Retry-After: Tue, 24 Nov 2026 10:01:30 GMT" },
  { "retry-date-first", BYTES (OK "Retry-After: Tue Nov 24 10:00:06 2026\r\n" DATE END),
    "HTTP/1.1 200 until-close retry=6000000|Retry-After: Tue Nov 24 10:00:06 2026|"
    "Date: Tue, 24 Nov 2026 10:00:00 GMT" },
  { "retry-date-now", BYTES (OK DATE "Retry-After: Tue, 24 Nov 2026 10:00:00 GMT\r\n" END),
    "HTTP/1.1 200 until-close retry=0|Date: Tue, 24 Nov 2026 10:00:00 GMT|"
    "Retry-After: Tue, 24 Nov 2026 10:00:00 GMT" },
  { "retry-date-past", BYTES (OK DATE "Retry-After: Tue, 24 Nov 2026 09:59:59 GMT\r\n" END),
    "HTTP/1.1 200 until-close|Date: Tue, 24 Nov 2026 10:00:00 GMT|"
    "Retry-After: Tue, 24 Nov 2026 09:59:59 GMT" },
  { "retry-date-of-103", BYTES ("HTTP/1.1 103 X\r\nDate: Mon, 01 Jan 1990 00:00:00 GMT\r\n\r\n" OK
    "Etad: Mon, 01 Jan 1990 00:00:00 GMT\r\nRetry-After: Mon, 01 Jan 1990 00:00:05 GMT\r\n" END),
    "HTTP/1.1 200 until-close informational=1|Etad: Mon, 01 Jan 1990 00:00:00 GMT|"
    "Retry-After: Mon, 01 Jan 1990 00:00:05 GMT" },
  { "retry-date-past-now", BYTES (OK "Retry-After: Mon, 01 Jan 1990 00:00:00 GMT\r\n" END),
    "HTTP/1.1 200 until-close|Retry-After: Mon, 01 Jan 1990 00:00:00 GMT" },
};

/* Returns: the head in words, with "|" between its fields. */
static char *
describe (InflightHead *head)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fields = NULL;

  g_string_printf (text, "%s %u", head->protocol, head->status);
  if (!inflight_head_has_body (head))
    g_string_append (text, " no-body");
  if (inflight_head_ends_with_connection (head))
    g_string_append (text, " until-close");
  if (!head->complete)
    g_string_append (text, " incomplete");
  if (head->length_bytes != -1)
    g_string_append_printf (text, " length=%" G_GINT64_FORMAT, head->length_bytes);
  if (head->chunked)
    g_string_append (text, " chunked");
  if (head->closing)
    g_string_append (text, " closing");
  if (head->location != NULL)
    g_string_append_printf (text, " location=[%s]", head->location);
  if (head->content_type != NULL)
    g_string_append_printf (text, " type=[%s]", head->content_type);
  if (head->content_encoding != NULL)
    g_string_append_printf (text, " encoding=[%s]", head->content_encoding);
  if (head->retry_after_us != -1)
    g_string_append_printf (text, " retry=%" G_GINT64_FORMAT, head->retry_after_us);
  if (head->n_informational > 0)
    g_string_append_printf (text, " informational=%u", head->n_informational);

  fields = inflight_head_steal_fields (head);
  g_assert_null (inflight_head_steal_fields (head));
  if (fields != NULL)
    {
      g_assert_true (g_str_has_suffix (fields, "\n"));
      fields[strlen (fields) - 1] = '\0';
      g_string_append_printf (text, "|%s", g_strdelimit (fields, "\n", '|'));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Feeds line by line, each from memory of exactly its size. */
static gboolean
feed (InflightHead  *head,
      const char    *bytes,
      gsize          size,
      GError       **error)
{
  const char *end = bytes + size;

  while (bytes < end)
    {
      const char *line_feed = memchr (bytes, '\n', end - bytes);
      gsize n = line_feed != NULL ? line_feed + 1 - bytes : end - bytes;
      g_autofree char *line = g_memdup2 (bytes, n);

      if (!inflight_head_feed (head, line, n, error))
        {
          /* Nothing behind what is wrong: the rows are as short as they can be. */
          g_assert_true (bytes + n == end);
          return FALSE;
        }

      bytes += n;
    }

  return TRUE;
}

static char *
judge (const Row *row,
       gboolean   head_request,
       gboolean   http2)
{
  InflightHead head;
  g_autoptr (GError) error = NULL;
  char *text;

  inflight_head_init (&head, head_request);
  if (http2)
    inflight_head_set_http2 (&head);

  if (feed (&head, row->bytes, row->size, &error))
    text = describe (&head);
  else
    text = g_strdup_printf ("%s: %s", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, error->code),
                            error->message);

  if (error != NULL)
    g_assert_true (error->domain == INFLIGHT_ERROR);
  g_assert_cmpuint (head.size, ==, row->size);
  g_assert_cmpuint (head.trailer_size, ==, 0);
  inflight_head_clear (&head);

  return text;
}

static void
test_row (gconstpointer user_data)
{
  const Row *row = user_data;
  g_autofree char *head = judge (row, FALSE, FALSE);

  g_assert_cmpstr (head, ==, row->head);
}

/* What may be in no line is found wherever it is, and what may be is let be. */
static void
test_bytes (void)
{
  static const char text[] = "Name: a value of more than eight bytes";

  for (gsize size = 6; size < sizeof text; size++)
    for (gsize i = 0; i < size; i++)
      for (guint byte = 0; byte < 0x100; byte++)
        {
          InflightHead head;
          char line[sizeof text + 2];
          gboolean fine = byte != '\0' && byte != '\r' && byte != '\n';

          memcpy (line, text, size);
          memcpy (line + size, "\r\n", 2);
          line[i] = byte;

          inflight_head_init (&head, FALSE);
          g_assert_true (inflight_head_feed (&head, OK, strlen (OK), NULL));
          g_assert_true (inflight_head_feed (&head, line, size + 2, NULL) == fine);
          inflight_head_clear (&head);
        }
}

/* RFC 9110, section 5.6.2: what a name is made of. */
static void
test_names (void)
{
  for (guint byte = 1; byte < 0x100; byte++)
    {
      InflightHead head;
      char line[] = { 'X', byte, ':', ' ', 'y', '\r', '\n' };
      g_autofree char *want = NULL;
      g_autofree char *fields = NULL;

      if (g_ascii_isalnum (byte) || strchr ("!#$%&'*+-.^_`|~", byte) != NULL)
        want = g_strdup_printf ("X%c: y\n", byte);
      else if (byte == ' ' || byte == '\t')
        want = g_strdup ("X: y\n");
      else if (byte == ':')
        want = g_strdup ("X: : y\n");

      inflight_head_init (&head, FALSE);
      g_assert_true (feed (&head, BYTES (OK), NULL));
      if (inflight_head_feed (&head, line, sizeof line, NULL))
        g_assert_true (feed (&head, BYTES (END), NULL));
      fields = inflight_head_steal_fields (&head);
      g_assert_cmpstr (fields, ==, want);
      inflight_head_clear (&head);
    }
}

/* Only a connection that may speak it has such status lines. */
static void
test_http2 (void)
{
  static const Row http2_rows[] = {
    { NULL, BYTES ("HTTP/2 200 \r\nx: y\r\n\r\n"), "HTTP/2 200|x: y" },
    { NULL, BYTES ("HTTP/2 200\r\ncontent-length: 5\r\n\r\n"),
      "HTTP/2 200 length=5|content-length: 5" },
    { NULL, BYTES ("HTTP/3 103 \r\nx: y\r\n\r\nHTTP/3 304 \r\n\r\n"),
      "HTTP/3 304 no-body informational=1" },
    { NULL, BYTES (OK END), "HTTP/1.1 200 until-close" },
    { NULL, BYTES ("HTTP/2 2000\r\n"), NO_ANSWER },
    { NULL, BYTES ("HTTP/2 20\r\n"), NO_ANSWER },
    { NULL, BYTES ("HTTP/2\r\n"), NO_ANSWER },
    { NULL, BYTES ("HTTP/2.0 200 OK\r\n"), NO_ANSWER },
    { NULL, BYTES ("HTTP/3.9 200 OK\r\n"), NO_ANSWER },
    { NULL, BYTES ("HTTP/4 200 OK\r\n"), NO_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (http2_rows); i++)
    {
      g_autofree char *head = judge (&http2_rows[i], FALSE, TRUE);

      g_assert_cmpstr (head, ==, http2_rows[i].head);
    }
}

static void
test_head_request (void)
{
  static const Row head_rows[] = {
    { NULL, BYTES (OK END), "HTTP/1.1 200 no-body" },
    { NULL, BYTES (OK "Content-Length: 5\r\n" END),
      "HTTP/1.1 200 no-body length=5|Content-Length: 5" },
    { NULL, BYTES (OK "Content-Length: x\r\n" END), NO_LENGTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (head_rows); i++)
    {
      g_autofree char *head = judge (&head_rows[i], TRUE, FALSE);

      g_assert_cmpstr (head, ==, head_rows[i].head);
    }
}

/* A person is to see what a header said that is not to be trusted. */
static void
test_objection (void)
{
  InflightHead head;
  g_autoptr (GError) error = NULL;
  g_autofree char *fields = NULL;

  inflight_head_init (&head, FALSE);
  g_assert_cmpuint (head.status, ==, 0);
  g_assert_null (head.protocol);
  g_assert_false (inflight_head_has_body (&head));
  g_assert_false (inflight_head_ends_with_connection (&head));
  g_assert_null (inflight_head_steal_fields (&head));

  g_assert_false (feed (&head, BYTES (OK "Content-Length: -5\r\nX: y\r\n" END), &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);
  g_assert_true (head.complete);
  g_assert_cmpuint (head.status, ==, 200);
  g_assert_cmpint (head.length_bytes, ==, -1);
  fields = inflight_head_steal_fields (&head);
  g_assert_cmpstr (fields, ==, "Content-Length: -5\nX: y\n");

  inflight_head_clear (&head);
}

/* Feeds @line until there is an error. Returns: how many bytes were taken. */
static gsize
feed_for_ever (const char *begin,
               const char *line,
               gboolean    trailer,
               int         code)
{
  InflightHead head;
  g_autoptr (GError) error = NULL;
  gsize size = strlen (line);
  gsize n_taken;

  inflight_head_init (&head, FALSE);
  g_assert_true (feed (&head, begin, strlen (begin), NULL));
  n_taken = head.size;

  while (trailer ? inflight_head_feed_trailer (&head, line, size, &error)
                 : inflight_head_feed (&head, line, size, &error))
    n_taken += size;

  g_assert_error (error, INFLIGHT_ERROR, code);
  g_assert_false (head.complete && !trailer);
  inflight_head_clear (&head);

  return n_taken;
}

static void
test_limits (void)
{
  const gsize limit = 64 << 10;
  g_autofree char *line = g_strnfill (limit - strlen (OK), 'x');
  InflightHead head;

  g_assert_cmpuint (feed_for_ever (OK, "X: y\r\n", FALSE, INFLIGHT_ERROR_HEADERS_TOO_LARGE),
                    >, limit - 6);
  g_assert_cmpuint (feed_for_ever (CONTINUE OK, "a:\n", FALSE, INFLIGHT_ERROR_HEADERS_TOO_LARGE),
                    >, limit - 3);
  g_assert_cmpuint (feed_for_ever (OK "X: y\r\n", " z\r\n", FALSE,
                                   INFLIGHT_ERROR_HEADERS_TOO_LARGE), >, limit - 4);
  g_assert_cmpuint (feed_for_ever (OK END, "X: y\r\n", TRUE, INFLIGHT_ERROR_PROTOCOL),
                    ==, strlen (OK END) + limit / 6 * 6);

  /* The last byte that may come, and the first that may not. */
  line[1] = ':';
  line[limit - strlen (OK) - 3] = '\n';
  inflight_head_init (&head, FALSE);
  g_assert_true (inflight_head_feed (&head, OK, strlen (OK), NULL));
  g_assert_true (inflight_head_feed (&head, line, limit - strlen (OK) - 2, NULL));
  g_assert_true (inflight_head_feed (&head, "\r\n", 2, NULL));
  g_assert_true (head.complete);
  g_assert_cmpuint (head.size, ==, limit);
  inflight_head_clear (&head);

  line[limit - strlen (OK) - 3] = 'x';
  line[limit - strlen (OK) - 2] = '\n';
  inflight_head_init (&head, FALSE);
  g_assert_true (inflight_head_feed (&head, OK, strlen (OK), NULL));
  g_assert_true (inflight_head_feed (&head, line, limit - strlen (OK) - 1, NULL));
  g_assert_false (inflight_head_feed (&head, "\r\n", 2, NULL));
  g_assert_false (head.complete);
  inflight_head_clear (&head);
}

/* Many small fields make no more text than they are bytes, and cost no more. */
static void
test_many_fields (void)
{
  InflightHead head;
  g_autoptr (GString) encodings = g_string_new ("a");

  inflight_head_init (&head, FALSE);
  g_assert_true (feed (&head, BYTES (OK "Content-Encoding: a\r\n"), NULL));
  while (head.size < (64 << 10) - 40)
    {
      g_assert_true (feed (&head, BYTES ("Content-Encoding:b\n"), NULL));
      g_string_append (encodings, ", b");
    }
  g_assert_true (feed (&head, BYTES (END), NULL));
  g_assert_cmpstr (head.content_encoding, ==, encodings->str);
  inflight_head_clear (&head);
}

static void
test_trailer (void)
{
  static const struct
  {
    const char *bytes;
    gsize       size;
    gboolean    fine;
  } lines[] = {
    { BYTES ("X: y\r\n"), TRUE },
    { BYTES ("Content-Length: 9\n"), TRUE },
    { BYTES ("Transfer-Encoding: chunked, chunked\r\n"), TRUE },
    { BYTES ("Location: /x\r\n"), TRUE },
    { BYTES (" folded\r\n"), TRUE },
    { BYTES ("no colon\r\n"), TRUE },
    { BYTES ("HTTP/1.1 500 Not Yours\r\n"), TRUE },
    { BYTES ("\r\n"), TRUE },
    { BYTES ("X: \0\r\n"), FALSE },
    { BYTES ("X: \r \r\n"), FALSE },
    { BYTES ("X: y"), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      InflightHead head;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      inflight_head_init (&head, FALSE);
      g_assert_true (feed (&head, BYTES (OK "Content-Length: 5\r\n" END), NULL));
      g_assert_true (inflight_head_feed_trailer (&head, lines[i].bytes, lines[i].size, &error) ==
                     lines[i].fine);
      if (!lines[i].fine)
        g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);

      g_assert_cmpuint (head.trailer_size, ==, lines[i].size);
      text = describe (&head);
      g_assert_cmpstr (text, ==, "HTTP/1.1 200 length=5|Content-Length: 5");
      inflight_head_clear (&head);
    }
}

/* What is kept has no room to grow. */
static void
test_steal (void)
{
  InflightHead head = { 0 };

  inflight_head_clear (&head);

  for (guint i = 1; i < 3000; i += 97)
    {
      g_autofree char *value = g_strnfill (i, 'x');
      g_autofree char *line = g_strdup_printf ("X: %s\r\n", value);
      g_autofree char *fields = NULL;

      inflight_head_init (&head, FALSE);
      g_assert_true (feed (&head, BYTES (OK), NULL));
      g_assert_true (feed (&head, line, strlen (line), NULL));
      g_assert_null (inflight_head_steal_fields (&head));
      g_assert_true (feed (&head, BYTES (END), NULL));

      fields = inflight_head_steal_fields (&head);
      g_assert_true (g_str_has_prefix (fields, "X: xx") || i == 1);
      g_assert_cmpuint (strlen (fields), ==, i + 4);
      g_assert_cmpuint (malloc_usable_size (fields), <=, MAX (strlen (fields) + 1, 24) + 32);
      inflight_head_clear (&head);
      g_assert_null (head.fields);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/head/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/engine/head/bytes", test_bytes);
  g_test_add_func ("/engine/head/names", test_names);
  g_test_add_func ("/engine/head/http2", test_http2);
  g_test_add_func ("/engine/head/head-request", test_head_request);
  g_test_add_func ("/engine/head/objection", test_objection);
  g_test_add_func ("/engine/head/limits", test_limits);
  g_test_add_func ("/engine/head/many-fields", test_many_fields);
  g_test_add_func ("/engine/head/trailer", test_trailer);
  g_test_add_func ("/engine/head/steal", test_steal);

  return g_test_run ();
}
