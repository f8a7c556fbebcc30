/* inflight-capabilities.h: what newer GTK and libadwaita do by themselves
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <gtk/gtk.h>

/* The only place where versions are compared. GTK 4.8 and libadwaita 1.2 are the
 * oldest there may be, and what works with those alone has no macro: one appears
 * here where a newer library does what we had to bring about some other way, and
 * that other way would be fragile there. Each is 0 or 1, to be asked with #if.
 *
 * The build allows the functions of the oldest release and warns of all others,
 * on every system. A call that a macro below guards stands between
 * G_GNUC_BEGIN_IGNORE_DEPRECATIONS and G_GNUC_END_IGNORE_DEPRECATIONS, and
 * nothing else does. */

/**
 * INFLIGHT_NAMES_WHAT_IS_SEEN:
 *
 * A widget without a label is called what stands in it, or by its tooltip, as GTK
 * 4.18 was seen to do. Otherwise it has no name.
 */
#define INFLIGHT_NAMES_WHAT_IS_SEEN GTK_CHECK_VERSION (4, 18, 0)

/**
 * INFLIGHT_HAS_ALERT_DIALOG:
 *
 * There is #AdwAlertDialog. #AdwMessageDialog, which it took the place of, was seen to
 * measure its heading below its least width in libadwaita 1.7, and GTK warns of that.
 */
#define INFLIGHT_HAS_ALERT_DIALOG ADW_CHECK_VERSION (1, 5, 0)
