/* test-help.c: the pages of the help, and the window that shows them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "foreign-leaks.h"
#include "inflight-about.h"
#include "inflight-help-text.h"
#include "inflight-help.h"
#include "inflight-split.h"
#include "ui-views.h"

#include <string.h>

#define FOLDER "/io/github/inflight/Inflight/help/"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".md", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);

  return text;
}

/* Reading */

static void
test_spans (void)
{
  static const struct {
    const char *text;
    const char *markup;
  } rows[] = {
    { "plain", "plain" },
    { "`a*b*` and *c*", "<tt>a*b*</tt> and <i>c</i>" },
    { "**a `b` c**", "<b>a <tt>b</tt> c</b>" },
    { "[a *b*](c.md).", "<a href=\"c.md\">a <i>b</i></a>." },
    { "posts/[1-100]?a=[x](y", "posts/[1-100]?a=[x](y" },
    { "[1-3] and [a](b.md)", "[1-3] and <a href=\"b.md\">a</a>" },
    { "2 * 3 * 4, `open", "2 * 3 * 4, `open" },
    { "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;" },
    { "[a](\" onclick=\"<b>)", "<a href=\"&quot; onclick=&quot;&lt;b&gt;\">a</a>" },
    { "`<a href=\"x\">`", "<tt>&lt;a href=&quot;x&quot;&gt;</tt>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = inflight_help_text_to_markup (rows[i].text);

      g_assert_cmpstr (markup, ==, rows[i].markup);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL) ||
                     strstr (markup, "<a ") != NULL);
    }
}

static void
assert_block (GPtrArray        *blocks,
              guint             index,
              InflightHelpKind  kind,
              guint             number,
              const char       *text)
{
  InflightHelpBlock *block = g_ptr_array_index (blocks, index);
  g_autofree char *cells = block->cells != NULL ? g_strjoinv (";", block->cells) : NULL;

  g_assert_cmpint (block->kind, ==, kind);
  g_assert_cmpuint (block->number, ==, number);
  g_assert_cmpstr (block->text != NULL ? block->text : cells, ==, text);
}

static void
test_blocks (void)
{
  g_autoptr (GPtrArray) blocks = inflight_help_text_parse (
    "# Title\n"
    "\n"
    "One\n"
    "two.\n"
    "* first\n"
    "  goes on\n"
    "* second\n"
    "12. twelfth\n"
    "\n"
    "    code <b>\n"
    "\n"
    "      more\n"
    "\n"
    "| a | b |\n"
    "|---|---|\n"
    "| `c` | |\n"
    "## Part\n");

  g_assert_cmpuint (blocks->len, ==, 9);
  assert_block (blocks, 0, INFLIGHT_HELP_HEADING, 1, "Title");
  assert_block (blocks, 1, INFLIGHT_HELP_PARAGRAPH, 0, "One two.");
  assert_block (blocks, 2, INFLIGHT_HELP_ITEM, 0, "first goes on");
  assert_block (blocks, 3, INFLIGHT_HELP_ITEM, 0, "second");
  assert_block (blocks, 4, INFLIGHT_HELP_ITEM, 12, "twelfth");
  assert_block (blocks, 5, INFLIGHT_HELP_CODE, 0, "code <b>\n\n  more");
  assert_block (blocks, 6, INFLIGHT_HELP_ROW, 0, "a;b");
  assert_block (blocks, 7, INFLIGHT_HELP_ROW, 1, "<tt>c</tt>;");
  assert_block (blocks, 8, INFLIGHT_HELP_HEADING, 2, "Part");
}

/* Pages */

/* What is in data/help is in the program and in the list, and nothing else. */
static void
test_pages (void)
{
  const char *const *pages = inflight_help_get_pages ();
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "help", NULL);
  g_auto (GStrv) children = g_resources_enumerate_children (FOLDER, 0, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n_files++)
    g_assert_true (g_strv_contains ((const char *const *) children, name));

  g_assert_cmpuint (n_files, ==, g_strv_length ((char **) pages));
  g_assert_cmpuint (n_files, ==, g_strv_length (children));
  for (gsize i = 0; pages[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = load (pages[i]);
      const char *data = g_bytes_get_data (text, NULL);

      g_assert_true (g_utf8_validate (data, -1, NULL));
      g_assert_true (g_str_has_prefix (data, "# "));
    }
}

/* What translators get, as build-aux/help-messages finds it: a set of markups. */
static GHashTable *
read_messages (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "..", "po", "help-messages.c", NULL);
  g_autoptr (GRegex) regex = g_regex_new ("NC_\\(\"help\", \"(.*)\"\\)$",
                                          G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *file = NULL;
  GHashTable *messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_regex_match (regex, file, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *quoted = g_match_info_fetch (match, 1);
      g_autofree char *message = g_strcompress (quoted);

      g_hash_table_add (messages, inflight_help_text_to_markup (message));
    }

  return messages;
}

/* Only what has no words but code need not be translated. */
static void
assert_message (GHashTable *messages,
                GHashTable *met,
                const char *markup)
{
  g_autoptr (GRegex) code = g_regex_new ("<tt>.*?</tt>|&[a-z]+;", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (code, markup, -1, 0, "", 0, NULL);

  if (g_hash_table_contains (messages, markup))
    g_hash_table_add (met, (gpointer) markup);
  else if (g_regex_match_simple ("\\p{L}", rest, 0, 0))
    g_error ("Translators do not get: %s", markup);
}

static void
assert_messages (GHashTable        *messages,
                 GHashTable        *met,
                 InflightHelpBlock *block)
{
  g_auto (GStrv) parts = NULL;

  if (block->kind == INFLIGHT_HELP_ROW)
    {
      for (gsize i = 0; block->cells[i] != NULL; i++)
        assert_message (messages, met, block->cells[i]);
      return;
    }

  if (block->kind != INFLIGHT_HELP_CODE)
    {
      assert_message (messages, met, block->text);
      return;
    }

  parts = g_strsplit (block->text, "\n\n", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *markup = inflight_help_text_to_markup (parts[i]);
      const char *message = NULL;

      if (g_hash_table_lookup_extended (messages, markup, (gpointer *) &message, NULL))
        g_hash_table_add (met, (gpointer) message);
    }
}

/* What is looked up is what translators get, and the other way round. */
static void
test_messages (void)
{
  const char *const *pages = inflight_help_get_pages ();
  g_autoptr (GHashTable) messages = read_messages ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (gsize i = 0; pages[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = load (pages[i]);
      GPtrArray *blocks = inflight_help_text_parse (g_bytes_get_data (text, NULL));

      g_ptr_array_add (read, blocks);
      for (guint j = 0; j < blocks->len; j++)
        assert_messages (messages, met, g_ptr_array_index (blocks, j));
    }

  g_assert_cmpuint (g_hash_table_size (messages), >, 400);
  g_assert_cmpuint (g_hash_table_size (met), ==, g_hash_table_size (messages));
}

/* Asks for every link of a page; those of a table are in its cells. */
static void
collect_links (const char *name,
               GPtrArray  *links)
{
  g_autoptr (GBytes) text = load (name);
  g_autoptr (GRegex) regex = g_regex_new ("\\]\\(([^)]*)\\)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, g_bytes_get_data (text, NULL), 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (links, g_match_info_fetch (match, 1));
}

static void
test_links (void)
{
  const char *const *pages = inflight_help_get_pages ();
  g_autoptr (GHashTable) reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (links, g_strdup ("index.md"));
  for (guint i = 0; i < links->len; i++)
    {
      const char *link = g_ptr_array_index (links, i);
      g_autofree char *name = NULL;

      if (g_str_has_prefix (link, "https://"))
        continue;

      g_assert_true (g_str_has_suffix (link, ".md"));
      name = g_strndup (link, strlen (link) - strlen (".md"));
      if (!g_strv_contains (pages, name))
        g_error ("No page for the link %s", link);

      if (g_hash_table_add (reached, g_strdup (name)))
        collect_links (name, links);
    }

  g_assert_cmpuint (g_hash_table_size (reached), ==, g_strv_length ((char **) pages));
}

/* The window */

typedef void (*LabelFunc) (GtkLabel *label,
                           gpointer  user_data);

static void
visit_labels (GtkWidget *widget,
              LabelFunc  func,
              gpointer   user_data)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget))
    func (GTK_LABEL (widget), user_data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit_labels (child, func, user_data);
}

static void
check_label (GtkLabel *label,
             gpointer  user_data)
{
  static const char *const leftovers[] = { "**", "`", "](", "|--", "](", "&amp;", "&lt;" };
  static const char *const beginnings[] = { "#", "* ", "|", "    " };
  const char *text = gtk_label_get_text (label);
  guint *n_labels = user_data;

  (*n_labels)++;
  g_assert_cmpstr (text, !=, "");
  for (gsize i = 0; i < G_N_ELEMENTS (leftovers); i++)
    if (strstr (text, leftovers[i]) != NULL)
      g_error ("“%s” is left over in: %s", leftovers[i], text);
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (text, beginnings[i]))
      g_error ("“%s” is left over in: %s", beginnings[i], text);
  if (!gtk_label_get_selectable (label) && strchr (text, '*') != NULL)
    g_error ("A star is left over in: %s", text);
}

static InflightHelp *
present (UiFixture *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->app), "help", NULL);

  return inflight_help_present (GTK_APPLICATION (self->app));
}

static void
test_rendering (UiFixture     *self,
                gconstpointer  user_data)
{
  const char *const *pages = inflight_help_get_pages ();
  InflightHelp *help = present (self);

  for (gsize i = 0; pages[i] != NULL; i++)
    {
      guint n_labels = 0;

      g_assert_true (inflight_help_show_page (help, pages[i]));
      g_assert_cmpstr (inflight_help_get_page (help), ==, pages[i]);
      visit_labels (GTK_WIDGET (help), check_label, &n_labels);
      g_assert_cmpuint (n_labels, >, 20);
    }

  g_assert_false (inflight_help_show_page (help, "none"));
  gtk_window_destroy (GTK_WINDOW (help));
}

static void
follow (GtkLabel *label,
        gpointer  user_data)
{
  const char *target = user_data;
  gboolean followed = FALSE;

  if (strstr (gtk_label_get_label (label), target) != NULL)
    g_signal_emit_by_name (label, "activate-link", "waiting.md", &followed);
}

/* There is one window; a link leads from page to page, Escape closes it. */
static void
test_window (UiFixture     *self,
             gconstpointer  user_data)
{
  InflightHelp *help = present (self);

  g_assert_true (present (self) == help);
  g_assert_cmpstr (inflight_help_get_page (help), ==, "index");
  visit_labels (GTK_WIDGET (help), follow, (gpointer) "\"waiting.md\"");
  ui_await (g_str_equal (inflight_help_get_page (help), "waiting"));

  g_assert_true (gtk_window_get_group (GTK_WINDOW (help)) !=
                 gtk_window_get_group (GTK_WINDOW (self->window)));
  g_object_add_weak_pointer (G_OBJECT (help), (gpointer *) &help);
  gtk_widget_activate_action (GTK_WIDGET (help), "window.close", NULL);
  ui_await (help == NULL);
}

static void
focus_label (GtkLabel *label,
             gpointer  user_data)
{
  if (gtk_label_get_selectable (label))
    *(gboolean *) user_data |= gtk_widget_grab_focus (GTK_WIDGET (label));
}

static void
assert_unselected (GtkLabel *label,
                   gpointer  user_data)
{
  int start;
  int end;

  g_assert_false (gtk_label_get_selection_bounds (label, &start, &end));
  ++*(guint *) user_data;
}

/* What gets the focus, as a page opens, is not selected by that. */
static void
test_unselected (UiFixture     *self,
                 gconstpointer  user_data)
{
  InflightHelp *help = present (self);
  gboolean is_focused = FALSE;
  guint n_labels = 0;

  ui_await (gtk_widget_get_mapped (GTK_WIDGET (help)));
  visit_labels (GTK_WIDGET (help), follow, (gpointer) "\"waiting.md\"");
  ui_await (g_str_equal (inflight_help_get_page (help), "waiting"));
  ui_run_frames (GTK_WIDGET (help), 3);
  visit_labels (GTK_WIDGET (help), focus_label, &is_focused);
  g_assert_true (is_focused);
  visit_labels (GTK_WIDGET (help), assert_unselected, &n_labels);
  g_assert_cmpuint (n_labels, >, 3);
  gtk_window_destroy (GTK_WINDOW (help));
}

/* The program is not kept by its help. */
static void
test_last (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightWindow *other = inflight_application_make_window (self->app);
  InflightHelp *help = present (self);

  gtk_window_destroy (GTK_WINDOW (other));
  g_assert_true (present (self) == help);

  g_object_add_weak_pointer (G_OBJECT (help), (gpointer *) &help);
  gtk_application_remove_window (GTK_APPLICATION (self->app), GTK_WINDOW (self->window));
  ui_await (help == NULL);
  gtk_application_add_window (GTK_APPLICATION (self->app), GTK_WINDOW (self->window));
}

/* The one in the template: newer header bars have a button like it, too. */
static GtkWidget *
find_back (GtkWidget *root)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (root));

  if (g_strcmp0 (id, "back") == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_back (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* On a phone there is a way back, with a name; beside the list there is none. */
static void
test_narrow (UiFixture     *self,
             gconstpointer  user_data)
{
  InflightHelp *help = g_object_new (INFLIGHT_TYPE_HELP, "default-width", 360,
                                     "default-height", 600, NULL);
  GtkWidget *back = find_back (GTK_WIDGET (help));
  InflightSplit *split;
  GtkWidget *list;

  g_assert_false (gtk_widget_get_visible (back));
  gtk_window_present (GTK_WINDOW (help));
  split = INFLIGHT_SPLIT (ui_find (GTK_WIDGET (help), INFLIGHT_TYPE_SPLIT, NULL));
  list = ui_find (GTK_WIDGET (help), GTK_TYPE_LIST_BOX, NULL);
  ui_await (inflight_split_get_folded (split));
  ui_await (gtk_widget_get_mapped (list) && !gtk_widget_get_mapped (back));
  g_assert_true (gtk_widget_get_visible (back));
  gtk_test_accessible_assert_property (back, GTK_ACCESSIBLE_PROPERTY_LABEL, "Back");

  g_assert_true (inflight_help_show_page (help, "requests"));
  ui_await (!gtk_widget_get_mapped (list) && gtk_widget_get_mapped (back));
  g_signal_emit_by_name (back, "clicked");
  ui_await (gtk_widget_get_mapped (list) && !gtk_widget_get_mapped (back));

  gtk_window_destroy (GTK_WINDOW (help));
}

/* Returns: (transfer full): a text without its white space. */
static char *
squeeze (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  return g_strjoinv (NULL, words);
}

/* About says what the metainfo says. */
static void
test_about (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data",
                                                 APPLICATION_ID ".metainfo.xml.in", NULL);
  g_autofree char *metainfo = NULL;
  g_autofree char *release = g_strdup_printf ("<release version=\"%s\"", PACKAGE_VERSION);
  GtkWidget *about;
  g_autofree char *notes = NULL;
  g_autofree char *found = NULL;

  /* libadwaita 1.2 does not free the titles of legal sections. */
  foreign_leaks_begin ();
  about = inflight_about_new (GTK_WINDOW (self->window));
  foreign_leaks_end ();
  notes = squeeze (adw_about_window_get_release_notes (ADW_ABOUT_WINDOW (about)));

  g_assert_true (g_file_get_contents (path, &metainfo, NULL, NULL));
  g_assert_nonnull (strstr (metainfo, release));
  found = squeeze (strstr (metainfo, release));
  g_assert_cmpstr (notes, !=, "");
  g_assert_nonnull (strstr (found, notes));

  gtk_window_present (GTK_WINDOW (about));
  gtk_window_destroy (GTK_WINDOW (about));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/ui/help/spans", test_spans);
  g_test_add_func ("/ui/help/blocks", test_blocks);
  g_test_add_func ("/ui/help/pages", test_pages);
  g_test_add_func ("/ui/help/messages", test_messages);
  g_test_add_func ("/ui/help/links", test_links);
  UI_ADD ("/ui/help/rendering", test_rendering);
  UI_ADD ("/ui/help/window", test_window);
  UI_ADD ("/ui/help/unselected", test_unselected);
  UI_ADD ("/ui/help/last", test_last);
  UI_ADD ("/ui/help/narrow", test_narrow);
  UI_ADD ("/ui/help/about", test_about);

  return g_test_run ();
}
