/* inflight-lab-posts.c: what the practice server has to offer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-lab-posts-private.h"

#include <string.h>

/* Neither a title nor a sentence holds a quotation mark or a backslash: they
 * are put into JSON as they are. */
static const char *const titles[INFLIGHT_LAB_N_POSTS] = {
  "A lighthouse keeps its own hours",
  "The ferry that never hurried",
  "Seven ways to fold a map",
  "Morning fog over the harbour",
  "What the clockmaker forgot",
  "Letters from a quiet island",
  "The bakery at the end of the line",
  "Rain on a tin roof",
  "How swallows find the way home",
  "An orchard in late October",
  "The last tram to the hills",
  "Borrowed umbrellas",
  "A short history of doorbells",
  "The gardener’s second-best hat",
  "Stars above the parking lot",
  "Tea for eleven",
  "The bridge with two names",
  "Learning to whistle at forty",
  "A field guide to puddles",
  "The librarian and the owl",
  "Postcards nobody sent",
  "Why the kettle sings",
  "Sunday on the night train",
  "The smallest museum in town",
  "Chestnuts and cold hands",
  "A piano in the stairwell",
  "The year of the tall sunflowers",
  "Two cats and a ladder",
  "The sound of new snow",
  "Counting sheep correctly",
  "A compass that points to lunch",
  "The tailor’s unfinished coat",
  "Blue paint, white fence",
  "The café on the corner",
  "Fireflies in a jam jar",
  "An honest weather forecast",
  "The boat named Thursday",
  "Notes on a leaky tap",
  "The beekeeper takes a holiday",
  "Footprints on the frozen lake",
  "A recipe for plain bread",
  "The violin in the attic",
  "Slow bicycles",
  "The mountain has other plans",
  "Grandmother’s radio",
  "Paper boats after the storm",
  "The girl who drew islands",
  "A bench beneath the linden tree",
  "Half past nearly noon",
  "The fisherman’s patient dog",
  "Lanterns along the canal",
  "Everything smells of cinnamon",
  "The goat on the roof",
  "Instructions for watching clouds",
  "A key without a door",
  "The orchestra tunes up",
  "Salt, wind and wool",
  "The ninth step creaks",
  "Marbles under the sofa",
  "A long walk to the post office",
  "The hedgehog’s winter coat",
  "Pancakes at midnight",
  "The map shop closes early",
  "Echoes in the old quarry",
  "A kite above the allotments",
  "The astronomer sleeps late",
  "Wild strawberries by the rails",
  "Three chairs, one window",
  "The river takes its time",
  "Gloves in the lost-property box",
  "A choir of kettles",
  "The swing behind the school",
  "Moonlight in the greenhouse",
  "How to greet a crow",
  "The island with one shop",
  "Ink stains and apple peel",
  "The glassblower’s first vase",
  "A very small parade",
  "The well at the crossroads",
  "Socks drying in the breeze",
  "The heron stands still",
  "Seeds saved in envelopes",
  "A good day for ducks",
  "The mapmaker gets lost",
  "Woodsmoke and wet leaves",
  "The clock tower runs ahead",
  "Dancing in the corner shop",
  "A suitcase full of feathers",
  "The quiet end of the beach",
  "Ladders against the pear tree",
  "The night watchman’s garden",
  "Chalk drawings before the rain",
  "A blanket by the window",
  "The signal box at Alder Junction",
  "Honey in the comb",
  "The whale that came to visit",
  "A drawer full of string",
  "The first swim of the year",
  "Home before the lamps are lit",
  "The end of the pier",
};

static const char *const openings[] = {
  "It began on a morning when nobody had anything better to do.",
  "Most people walk past without looking up.",
  "There are three versions of this story, and all of them are true.",
  "The neighbours still talk about it when the evenings are long.",
  "You would not find the place on an ordinary map.",
  "Nothing much happened, and that was the best part.",
  "The old people say it was always so.",
};

static const char *const middles[] = {
  "Someone put the kettle on, and everybody agreed to wait.",
  "By noon the wind had turned and the whole street smelled of bread.",
  "A dog slept through all of it and could not be asked.",
  "It took longer than planned, as good things do.",
  NULL,
};

static const char *const endings[] = {
  "In the end the door was open the whole time.",
  "Come back in spring and see for yourself.",
  "That was years ago, but the bench is still there.",
};

struct _InflightLabPosts
{
  InflightLabPage index;
  InflightLabPage list;
  InflightLabPage slow;
  InflightLabPage posts[INFLIGHT_LAB_N_POSTS];
  InflightLabPage pages[INFLIGHT_LAB_N_POSTS];
  GBytes         *padding;
};

/* Seven, five and three sentences: no two of a hundred bodies are the same.
 * Every fifth goes without a middle. */
static char *
dup_text (guint n)
{
  const char *opening = openings[n % G_N_ELEMENTS (openings)];
  const char *middle = middles[n % G_N_ELEMENTS (middles)];
  const char *ending = endings[n % G_N_ELEMENTS (endings)];

  if (middle == NULL)
    return g_strjoin (" ", opening, ending, NULL);

  return g_strjoin (" ", opening, middle, ending, NULL);
}

static char *
dup_json (guint       user_id,
          guint       id,
          const char *title,
          const char *text)
{
  return g_strdup_printf ("{\n"
                          "  \"userId\": %u,\n"
                          "  \"id\": %u,\n"
                          "  \"title\": \"%s\",\n"
                          "  \"body\": \"%s\"\n"
                          "}",
                          user_id, id, title, text);
}

static char *
dup_html (const char *title,
          const char *text)
{
  return g_markup_printf_escaped ("<!DOCTYPE html>\n"
                                  "<html lang=\"en\">\n"
                                  "<head>\n"
                                  "  <meta charset=\"utf-8\">\n"
                                  "  <title>%s</title>\n"
                                  "</head>\n"
                                  "<body>\n"
                                  "  <h1>%s</h1>\n"
                                  "  <p>%s</p>\n"
                                  "</body>\n"
                                  "</html>\n",
                                  title, title, text);
}

static const char index_html[] =
  "<!DOCTYPE html>\n"
  "<html lang=\"en\">\n"
  "<head>\n"
  "  <meta charset=\"utf-8\">\n"
  "  <title>The Inflight lab</title>\n"
  "</head>\n"
  "<body>\n"
  "  <h1>The Inflight lab</h1>\n"
  "  <p>A practice server on this machine. Nothing leaves it.</p>\n"
  "  <ul>\n"
  "    <li><a href=\"/posts\">/posts</a>: a hundred posts as JSON</li>\n"
  "    <li><a href=\"/posts/1\">/posts/1</a> to /posts/100: one of them</li>\n"
  "    <li><a href=\"/pages/1\">/pages/1</a> to /pages/100: as HTML</li>\n"
  "    <li><a href=\"/slow\">/slow</a>: a post after five seconds</li>\n"
  "  </ul>\n"
  "  <p>Every address takes these parameters:</p>\n"
  "  <dl>\n"
  "    <dt>delay=ms</dt><dd>time before the header</dd>\n"
  "    <dt>jitter=ms</dt><dd>a random time up to that on top</dd>\n"
  "    <dt>trickle=ms</dt><dd>time over which the body is spread</dd>\n"
  "    <dt>size=bytes</dt><dd>length of the body</dd>\n"
  "    <dt>status=NNN</dt><dd>status of the answer</dd>\n"
  "    <dt>location=address</dt><dd>where a redirect leads</dd>\n"
  "    <dt>retry-after=s</dt><dd>the header of that name, and 503</dd>\n"
  "    <dt>flaky=percent</dt><dd>share of the requests that get a 503</dd>\n"
  "    <dt>seed=number</dt><dd>the same chance on every run</dd>\n"
  "    <dt>hang</dt><dd>no answer, ever</dd>\n"
  "    <dt>reset</dt><dd>the connection breaks amid the body</dd>\n"
  "  </dl>\n"
  "</body>\n"
  "</html>\n";

static void
page_init (InflightLabPage *page,
           const char      *content_type,
           char            *body)
{
  page->body = g_bytes_new_take (body, strlen (body));
  page->content_type = content_type;
}

/**
 * inflight_lab_posts_new:
 *
 * Makes every page once, so that answering is no more than handing out a
 * reference. Nothing is changed afterwards: any thread may read it.
 *
 * Returns: (transfer full): the posts, the pages, their list and the index
 */
InflightLabPosts *
inflight_lab_posts_new (void)
{
  InflightLabPosts *self = g_new0 (InflightLabPosts, 1);
  g_autoptr (GString) list = g_string_new ("[\n");
  g_autofree char *slow_text = dup_text (0);

  for (guint i = 0; i < INFLIGHT_LAB_N_POSTS; i++)
    {
      guint id = i + 1;
      g_autofree char *text = dup_text (id);
      char *json = dup_json (i / 10 + 1, id, titles[i], text);

      g_string_append (list, json);
      g_string_append (list, id < INFLIGHT_LAB_N_POSTS ? ",\n" : "\n]");

      page_init (&self->posts[i], INFLIGHT_LAB_JSON, json);
      page_init (&self->pages[i], INFLIGHT_LAB_HTML,
                 dup_html (titles[i], text));
    }

  page_init (&self->list, INFLIGHT_LAB_JSON,
             g_string_free (g_steal_pointer (&list), FALSE));
  page_init (&self->slow, INFLIGHT_LAB_JSON,
             dup_json (INFLIGHT_LAB_N_POSTS / 10 + 1, INFLIGHT_LAB_N_POSTS + 1,
                       "Good things take their time", slow_text));
  self->slow.delay_ms = INFLIGHT_LAB_SLOW_DELAY_MS;
  page_init (&self->index, INFLIGHT_LAB_HTML, g_strdup (index_html));
  self->padding = g_bytes_new_take (
    g_strnfill (INFLIGHT_LAB_PADDING_BYTES, ' '), INFLIGHT_LAB_PADDING_BYTES);

  return self;
}

/**
 * inflight_lab_posts_free:
 * @self: (transfer full): the posts
 */
void
inflight_lab_posts_free (InflightLabPosts *self)
{
  g_return_if_fail (self != NULL);

  g_bytes_unref (self->index.body);
  g_bytes_unref (self->list.body);
  g_bytes_unref (self->slow.body);
  g_bytes_unref (self->padding);

  for (guint i = 0; i < INFLIGHT_LAB_N_POSTS; i++)
    {
      g_bytes_unref (self->posts[i].body);
      g_bytes_unref (self->pages[i].body);
    }

  g_free (self);
}

/**
 * inflight_lab_posts_lookup:
 * @self: the posts
 * @path: the path of an address, decoded
 *
 * Leading zeros in the number of a post do no harm: `/posts/[001-100]` is a
 * pattern like any other.
 *
 * Returns: (transfer none) (nullable): what is at @path
 */
const InflightLabPage *
inflight_lab_posts_lookup (const InflightLabPosts *self,
                           const char             *path)
{
  const InflightLabPage *pages = NULL;
  guint64 id;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (g_str_equal (path, "/"))
    return &self->index;

  if (g_str_equal (path, "/posts"))
    return &self->list;

  if (g_str_equal (path, "/slow"))
    return &self->slow;

  if (g_str_has_prefix (path, "/posts/"))
    pages = self->posts;
  else if (g_str_has_prefix (path, "/pages/"))
    pages = self->pages;

  if (pages == NULL ||
      !g_ascii_string_to_unsigned (path + strlen ("/posts/"), 10,
                                   1, INFLIGHT_LAB_N_POSTS, &id, NULL))
    return NULL;

  return &pages[id - 1];
}

/**
 * inflight_lab_posts_get_padding:
 * @self: the posts
 *
 * Returns: (transfer none): %INFLIGHT_LAB_PADDING_BYTES spaces, which may
 *   follow JSON (RFC 8259, section 2) and HTML
 */
GBytes *
inflight_lab_posts_get_padding (const InflightLabPosts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->padding;
}
