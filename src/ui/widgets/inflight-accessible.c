/* inflight-accessible.c: names that GTK forgets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-accessible.h"

#include <glib/gi18n.h>

static GtkWidget *
find_inner (GtkWidget  *widget,
            GType       type,
            const char *css_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = child;

      if (!G_TYPE_CHECK_INSTANCE_TYPE (child, type) ||
          (css_class != NULL && !gtk_widget_has_css_class (child, css_class)))
        found = find_inner (child, type, css_class);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * inflight_accessible_name_inner:
 * @widget: a widget of a library
 * @type: the type of a widget inside it
 * @css_class: (nullable): a style class that it has
 * @name: what to call it
 *
 * Names a part that takes the focus and has been left without a name.
 */
void
inflight_accessible_name_inner (GtkWidget  *widget,
                                GType       type,
                                const char *css_class,
                                const char *name)
{
  GtkWidget *inner;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  inner = find_inner (widget, type, css_class);
  if (inner != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (inner),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Without the signs for the keys: “__” is an underscore. */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '_' && p[1] != '\0')
        p++;
      g_string_append_c (plain, *p);
    }

  return g_string_free (plain, FALSE);
}

/* Calls it that, and no more what GTK finds in it. */
static void
name_plainly (GtkWidget  *widget,
              const char *text)
{
  g_autofree char *name = dup_plain (text != NULL ? text : "");

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* An item of a menu is of a type that is not public. */
static void
name_items (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      name_plainly (widget, text);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static void
menu_mapped_cb (GtkWidget *menu,
                gpointer   user_data)
{
  g_assert (GTK_IS_POPOVER_MENU (menu));

  name_items (menu);
}

/**
 * inflight_accessible_name_menus:
 * @widget: a menu, or what has some in it
 *
 * GTK 4.18 calls an item of a menu by the text in it, which it hides from assistive
 * technology, so that there is no name. Has each be called that whenever a menu is
 * opened, as its items may have changed.
 */
void
inflight_accessible_name_menus (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_POPOVER_MENU (widget))
    {
      g_signal_connect (widget, "map", G_CALLBACK (menu_mapped_cb), NULL);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inflight_accessible_name_menus (child);
}

/**
 * inflight_accessible_name_buttons:
 * @widget: what has buttons with mnemonics in it
 *
 * GTK 4.8 has a button read with the sign for its key, and once more without. Has
 * each be called what it says.
 */
void
inflight_accessible_name_buttons (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      name_plainly (widget, gtk_button_get_label (GTK_BUTTON (widget)));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inflight_accessible_name_buttons (child);
}

static void
selected_cb (GtkDropDown *drop_down,
             GParamSpec  *pspec,
             const char  *name)
{
  GObject *item = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *sentence = NULL;
  const char *chosen;

  g_assert (GTK_IS_DROP_DOWN (drop_down));

  /* GTK 4.18 would call the list what is chosen, whatever name it was given. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (drop_down),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  if (!GTK_IS_STRING_OBJECT (item))
    return;

  chosen = gtk_string_object_get_string (GTK_STRING_OBJECT (item));
  if (name != NULL)
    /* Translators: %1$s is the name of a choice, %2$s what is chosen */
    sentence = g_strdup_printf (C_("choice: chosen", "%1$s: %2$s"), name, chosen);

  inflight_accessible_name_inner (GTK_WIDGET (drop_down), GTK_TYPE_TOGGLE_BUTTON, NULL,
                                  sentence != NULL ? sentence : chosen);
}

/**
 * inflight_accessible_name_drop_down:
 * @drop_down: a drop-down list of strings
 * @name: (nullable): what is chosen there, unless the strings say that themselves
 *
 * In GTK 4.8 the button in a drop-down list, which is what has the focus, is read
 * as the name of its type. Has it say what is chosen, now and from now on.
 */
void
inflight_accessible_name_drop_down (GtkDropDown *drop_down,
                                    const char  *name)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect_data (drop_down, "notify::selected-item", G_CALLBACK (selected_cb),
                         g_strdup (name), (GClosureNotify) (GCallback) g_free, 0);
  selected_cb (drop_down, NULL, name);
}
