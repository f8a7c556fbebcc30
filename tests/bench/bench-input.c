/* bench-input.c: moves the pointer and presses keys, as fast as a person might
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-input.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* A pointer moves sixty times a second, every third time there is a key. */
#define INTERVAL_US     16667
#define MOVES_TO_A_KEY  3

/* What is no window that somebody looks at. */
#define SMALL 200

#define FIND_INTERVAL_US 50000

static Window
find_window (Display *display)
{
  Window root = DefaultRootWindow (display);
  Window parent;
  Window *children = NULL;
  Window found = None;
  unsigned int n_children = 0;

  if (!XQueryTree (display, root, &root, &parent, &children, &n_children))
    return None;

  for (unsigned int i = 0; i < n_children; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (display, children[i], &attributes) &&
          attributes.map_state == IsViewable && attributes.width > SMALL &&
          attributes.height > SMALL)
        found = children[i];
    }

  XFree (children);

  return found;
}

static int
ignore_error_cb (Display     *display,
                 XErrorEvent *event)
{
  return 0;
}

/* Round over the rows of the list. */
static void
move (Display *display,
      gint64   n)
{
  XTestFakeMotionEvent (display, -1, 300 + (int) (200 * sin (n / 40.0)),
                        430 + (int) (180 * cos (n / 53.0)), CurrentTime);
}

static gboolean
press (Display *display,
       gint64   number)
{
  KeyCode code = XKeysymToKeycode (display, number % 2 == 0 ? XK_F7 : XK_F9);
  BenchInput input = { g_get_monotonic_time (), number };

  if (write (STDOUT_FILENO, &input, sizeof input) != sizeof input)
    return FALSE;

  XTestFakeKeyEvent (display, code, True, CurrentTime);
  XTestFakeKeyEvent (display, code, False, CurrentTime);

  return TRUE;
}

/* Ends when nobody reads any more what it says. */
int
main (void)
{
  Display *display = XOpenDisplay (NULL);
  Window window = None;
  gint64 number = 0;

  if (display == NULL)
    {
      g_printerr ("There is no X server\n");
      return EXIT_FAILURE;
    }

  XSetErrorHandler (ignore_error_cb);
  while ((window = find_window (display)) == None)
    g_usleep (FIND_INTERVAL_US);

  XSetInputFocus (display, window, RevertToPointerRoot, CurrentTime);
  XSync (display, False);

  for (gint64 n = 0;; n++)
    {
      move (display, n);
      if (n % MOVES_TO_A_KEY == 0 && !press (display, number++))
        break;

      XFlush (display);
      g_usleep (INTERVAL_US);
    }

  XCloseDisplay (display);

  return EXIT_SUCCESS;
}
