/* inflight-charset-labels.c: what character encodings are called
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-charset.h"

#include <stdlib.h>
#include <string.h>

/* The labels of the Encoding Standard (https://encoding.spec.whatwg.org, section
 * 4.2) in the order of strcmp(), with the names that iconv has for what they stand
 * for. iconv has far more, and loads a module for each, and the label comes from a
 * server. Those of the encoding “replacement” are left out: it is there to keep
 * scripts from being smuggled into a page, and none is run here. */
typedef struct
{
  char label[20];
  char charset[13];
} Label;

static const Label labels[] = {
  { "866", "IBM866" }, { "ansi_x3.4-1968", "WINDOWS-1252" }, { "arabic", "ISO-8859-6" },
  { "ascii", "WINDOWS-1252" }, { "asmo-708", "ISO-8859-6" }, { "big5", "BIG5-HKSCS" },
  { "big5-hkscs", "BIG5-HKSCS" }, { "chinese", "GB18030" }, { "cn-big5", "BIG5-HKSCS" },
  { "cp1250", "WINDOWS-1250" }, { "cp1251", "WINDOWS-1251" },
  { "cp1252", "WINDOWS-1252" }, { "cp1253", "WINDOWS-1253" },
  { "cp1254", "WINDOWS-1254" }, { "cp1255", "WINDOWS-1255" },
  { "cp1256", "WINDOWS-1256" }, { "cp1257", "WINDOWS-1257" },
  { "cp1258", "WINDOWS-1258" }, { "cp819", "WINDOWS-1252" }, { "cp866", "IBM866" },
  { "csbig5", "BIG5-HKSCS" }, { "cseuckr", "CP949" }, { "cseucpkdfmtjapanese", "EUC-JP-MS" },
  { "csgb2312", "GB18030" }, { "csibm866", "IBM866" }, { "csiso2022jp", "ISO-2022-JP" },
  { "csiso58gb231280", "GB18030" }, { "csiso88596e", "ISO-8859-6" },
  { "csiso88596i", "ISO-8859-6" }, { "csiso88598e", "ISO-8859-8" },
  { "csiso88598i", "ISO-8859-8" }, { "csisolatin1", "WINDOWS-1252" },
  { "csisolatin2", "ISO-8859-2" }, { "csisolatin3", "ISO-8859-3" },
  { "csisolatin4", "ISO-8859-4" }, { "csisolatin5", "WINDOWS-1254" },
  { "csisolatin6", "ISO-8859-10" }, { "csisolatin9", "ISO-8859-15" },
  { "csisolatinarabic", "ISO-8859-6" }, { "csisolatincyrillic", "ISO-8859-5" },
  { "csisolatingreek", "ISO-8859-7" }, { "csisolatinhebrew", "ISO-8859-8" },
  { "cskoi8r", "KOI8-R" }, { "csksc56011987", "CP949" }, { "csmacintosh", "MACINTOSH" },
  { "csshiftjis", "CP932" }, { "csunicode", "UTF-16LE" }, { "cyrillic", "ISO-8859-5" },
  { "dos-874", "WINDOWS-874" }, { "ecma-114", "ISO-8859-6" },
  { "ecma-118", "ISO-8859-7" }, { "elot_928", "ISO-8859-7" }, { "euc-jp", "EUC-JP-MS" },
  { "euc-kr", "CP949" }, { "gb18030", "GB18030" }, { "gb2312", "GB18030" },
  { "gb_2312", "GB18030" }, { "gb_2312-80", "GB18030" }, { "gbk", "GB18030" },
  { "greek", "ISO-8859-7" }, { "greek8", "ISO-8859-7" }, { "hebrew", "ISO-8859-8" },
  { "ibm819", "WINDOWS-1252" }, { "ibm866", "IBM866" }, { "iso-10646-ucs-2", "UTF-16LE" },
  { "iso-2022-jp", "ISO-2022-JP" }, { "iso-8859-1", "WINDOWS-1252" },
  { "iso-8859-10", "ISO-8859-10" }, { "iso-8859-11", "WINDOWS-874" },
  { "iso-8859-13", "ISO-8859-13" }, { "iso-8859-14", "ISO-8859-14" },
  { "iso-8859-15", "ISO-8859-15" }, { "iso-8859-16", "ISO-8859-16" },
  { "iso-8859-2", "ISO-8859-2" }, { "iso-8859-3", "ISO-8859-3" },
  { "iso-8859-4", "ISO-8859-4" }, { "iso-8859-5", "ISO-8859-5" },
  { "iso-8859-6", "ISO-8859-6" }, { "iso-8859-6-e", "ISO-8859-6" },
  { "iso-8859-6-i", "ISO-8859-6" }, { "iso-8859-7", "ISO-8859-7" },
  { "iso-8859-8", "ISO-8859-8" }, { "iso-8859-8-e", "ISO-8859-8" },
  { "iso-8859-8-i", "ISO-8859-8" }, { "iso-8859-9", "WINDOWS-1254" },
  { "iso-ir-100", "WINDOWS-1252" }, { "iso-ir-101", "ISO-8859-2" },
  { "iso-ir-109", "ISO-8859-3" }, { "iso-ir-110", "ISO-8859-4" },
  { "iso-ir-126", "ISO-8859-7" }, { "iso-ir-127", "ISO-8859-6" },
  { "iso-ir-138", "ISO-8859-8" }, { "iso-ir-144", "ISO-8859-5" },
  { "iso-ir-148", "WINDOWS-1254" }, { "iso-ir-149", "CP949" },
  { "iso-ir-157", "ISO-8859-10" }, { "iso-ir-58", "GB18030" },
  { "iso8859-1", "WINDOWS-1252" }, { "iso8859-10", "ISO-8859-10" },
  { "iso8859-11", "WINDOWS-874" }, { "iso8859-13", "ISO-8859-13" },
  { "iso8859-14", "ISO-8859-14" }, { "iso8859-15", "ISO-8859-15" },
  { "iso8859-2", "ISO-8859-2" }, { "iso8859-3", "ISO-8859-3" },
  { "iso8859-4", "ISO-8859-4" }, { "iso8859-5", "ISO-8859-5" },
  { "iso8859-6", "ISO-8859-6" }, { "iso8859-7", "ISO-8859-7" },
  { "iso8859-8", "ISO-8859-8" }, { "iso8859-9", "WINDOWS-1254" },
  { "iso88591", "WINDOWS-1252" }, { "iso885910", "ISO-8859-10" },
  { "iso885911", "WINDOWS-874" }, { "iso885913", "ISO-8859-13" },
  { "iso885914", "ISO-8859-14" }, { "iso885915", "ISO-8859-15" },
  { "iso88592", "ISO-8859-2" }, { "iso88593", "ISO-8859-3" },
  { "iso88594", "ISO-8859-4" }, { "iso88595", "ISO-8859-5" },
  { "iso88596", "ISO-8859-6" }, { "iso88597", "ISO-8859-7" },
  { "iso88598", "ISO-8859-8" }, { "iso88599", "WINDOWS-1254" },
  { "iso_8859-1", "WINDOWS-1252" }, { "iso_8859-15", "ISO-8859-15" },
  { "iso_8859-1:1987", "WINDOWS-1252" }, { "iso_8859-2", "ISO-8859-2" },
  { "iso_8859-2:1987", "ISO-8859-2" }, { "iso_8859-3", "ISO-8859-3" },
  { "iso_8859-3:1988", "ISO-8859-3" }, { "iso_8859-4", "ISO-8859-4" },
  { "iso_8859-4:1988", "ISO-8859-4" }, { "iso_8859-5", "ISO-8859-5" },
  { "iso_8859-5:1988", "ISO-8859-5" }, { "iso_8859-6", "ISO-8859-6" },
  { "iso_8859-6:1987", "ISO-8859-6" }, { "iso_8859-7", "ISO-8859-7" },
  { "iso_8859-7:1987", "ISO-8859-7" }, { "iso_8859-8", "ISO-8859-8" },
  { "iso_8859-8:1988", "ISO-8859-8" }, { "iso_8859-9", "WINDOWS-1254" },
  { "iso_8859-9:1989", "WINDOWS-1254" }, { "koi", "KOI8-R" }, { "koi8", "KOI8-R" },
  { "koi8-r", "KOI8-R" }, { "koi8-ru", "KOI8-U" }, { "koi8-u", "KOI8-U" },
  { "koi8_r", "KOI8-R" }, { "korean", "CP949" }, { "ks_c_5601-1987", "CP949" },
  { "ks_c_5601-1989", "CP949" }, { "ksc5601", "CP949" }, { "ksc_5601", "CP949" },
  { "l1", "WINDOWS-1252" }, { "l2", "ISO-8859-2" }, { "l3", "ISO-8859-3" },
  { "l4", "ISO-8859-4" }, { "l5", "WINDOWS-1254" }, { "l6", "ISO-8859-10" },
  { "l9", "ISO-8859-15" }, { "latin1", "WINDOWS-1252" }, { "latin2", "ISO-8859-2" },
  { "latin3", "ISO-8859-3" }, { "latin4", "ISO-8859-4" }, { "latin5", "WINDOWS-1254" },
  { "latin6", "ISO-8859-10" }, { "logical", "ISO-8859-8" }, { "mac", "MACINTOSH" },
  { "macintosh", "MACINTOSH" }, { "ms932", "CP932" }, { "ms_kanji", "CP932" },
  { "shift-jis", "CP932" }, { "shift_jis", "CP932" }, { "sjis", "CP932" },
  { "sun_eu_greek", "ISO-8859-7" }, { "tis-620", "WINDOWS-874" }, { "ucs-2", "UTF-16LE" },
  { "unicode", "UTF-16LE" }, { "unicode-1-1-utf-8", "UTF-8" },
  { "unicode11utf8", "UTF-8" }, { "unicode20utf8", "UTF-8" },
  { "unicodefeff", "UTF-16LE" }, { "unicodefffe", "UTF-16BE" },
  { "us-ascii", "WINDOWS-1252" }, { "utf-16", "UTF-16LE" }, { "utf-16be", "UTF-16BE" },
  { "utf-16le", "UTF-16LE" }, { "utf-8", "UTF-8" }, { "utf8", "UTF-8" },
  { "visual", "ISO-8859-8" }, { "windows-1250", "WINDOWS-1250" },
  { "windows-1251", "WINDOWS-1251" }, { "windows-1252", "WINDOWS-1252" },
  { "windows-1253", "WINDOWS-1253" }, { "windows-1254", "WINDOWS-1254" },
  { "windows-1255", "WINDOWS-1255" }, { "windows-1256", "WINDOWS-1256" },
  { "windows-1257", "WINDOWS-1257" }, { "windows-1258", "WINDOWS-1258" },
  { "windows-31j", "CP932" }, { "windows-874", "WINDOWS-874" },
  { "windows-949", "CP949" }, { "x-cp1250", "WINDOWS-1250" },
  { "x-cp1251", "WINDOWS-1251" }, { "x-cp1252", "WINDOWS-1252" },
  { "x-cp1253", "WINDOWS-1253" }, { "x-cp1254", "WINDOWS-1254" },
  { "x-cp1255", "WINDOWS-1255" }, { "x-cp1256", "WINDOWS-1256" },
  { "x-cp1257", "WINDOWS-1257" }, { "x-cp1258", "WINDOWS-1258" },
  { "x-euc-jp", "EUC-JP-MS" }, { "x-gbk", "GB18030" }, { "x-mac-cyrillic", "MAC-UK" },
  { "x-mac-roman", "MACINTOSH" }, { "x-mac-ukrainian", "MAC-UK" }, { "x-sjis", "CP932" },
  { "x-unicode20utf8", "UTF-8" }, { "x-user-defined", "WINDOWS-1252" },
  { "x-x-big5", "BIG5-HKSCS" },
};

static int
compare_labels (gconstpointer key,
                gconstpointer element)
{
  const Label *label = element;

  return strcmp (key, label->label);
}

/**
 * inflight_charset_find:
 * @label: what a server or a page calls a character encoding
 *
 * Returns: (nullable): its name for inflight_charset_decode(); a static string
 */
const char *
inflight_charset_find (const char *label)
{
  g_autofree char *lower = g_strstrip (g_ascii_strdown (label, -1));
  const Label *found = bsearch (lower, labels, G_N_ELEMENTS (labels), sizeof labels[0],
                                compare_labels);

  return found != NULL ? found->charset : NULL;
}

/* Returns the end of a parameter's value, and its beginning without the quote. */
static const char *
skip_value (const char **begin)
{
  char quote = **begin;

  if (quote != '"' && quote != '\'')
    return *begin + strcspn (*begin, "; \t");

  (*begin)++;

  return *begin + strcspn (*begin, quote == '"' ? "\"" : "'; \t");
}

/**
 * inflight_charset_dup_label:
 * @content_type: (nullable): the field Content-Type, as sent
 *
 * Returns: (transfer full) (nullable): its parameter “charset” (RFC 9110, section
 *   8.3.2), without the quotes; %NULL if it has none
 */
char *
inflight_charset_dup_label (const char *content_type)
{
  const char *at = content_type;

  while (at != NULL && (at = strchr (at, ';')) != NULL)
    {
      const char *name = at + 1 + strspn (at + 1, " \t");
      const char *value = name + strcspn (name, "=; \t");
      gsize length = value - name;

      at = value;
      if (*value != '=')
        continue;

      value++;
      at = skip_value (&value);
      if (length == strlen ("charset") && g_ascii_strncasecmp (name, "charset", length) == 0)
        return g_strndup (value, at - value);
    }

  return NULL;
}
