/* inflight-host-chip.c: a host to be filtered by
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-host-chip.h"

#include "inflight-text.h"
#include "inflight-uri.h"

#include <glib/gi18n.h>

/* Those with the most tasks; all others are found by searching. */
#define MAX_HOSTS 100

/**
 * InflightHostChip:
 *
 * A button that says at which host the tasks shown are, and lists the hosts of
 * the batch when it is pressed.
 */
struct _InflightHostChip
{
  GtkWidget      parent_instance;

  /* Template */
  GtkWidget     *button;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkListBox    *hosts;

  /* Owned */
  InflightBatch *batch;
  char          *host;
};

typedef struct
{
  char  *name;
  guint  n_tasks;
} Host;

enum {
  PROP_0,
  PROP_HOST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightHostChip, inflight_host_chip, GTK_TYPE_WIDGET)

static void
clear_host (gpointer data)
{
  Host *host = data;

  g_free (host->name);
}

static int
compare_hosts (gconstpointer a,
               gconstpointer b)
{
  const Host *x = a;
  const Host *y = b;

  if (x->n_tasks != y->n_tasks)
    return x->n_tasks < y->n_tasks ? 1 : -1;

  return g_strcmp0 (x->name, y->name);
}

/* The same host may have several origins: one with TLS and one without. */
static GArray *
make_hosts (GHashTable *origins)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *hosts = g_array_new (FALSE, FALSE, sizeof (Host));
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_array_set_clear_func (hosts, clear_host);

  g_hash_table_iter_init (&iter, origins);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      char *name = inflight_uri_dup_host (key);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      g_hash_table_replace (counts, name, GUINT_TO_POINTER (count + GPOINTER_TO_UINT (value)));
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Host host = { .name = g_strdup (key), .n_tasks = GPOINTER_TO_UINT (value) };

      g_array_append_val (hosts, host);
    }

  g_array_sort (hosts, compare_hosts);

  return hosts;
}

static void
add_row (InflightHostChip *self,
         const char       *host,
         guint             n_tasks)
{
  g_autofree char *clean = host != NULL ? inflight_text_clean (host, -1) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name = gtk_label_new (clean != NULL ? clean : _("All Hosts"));
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *count = g_strdup_printf ("%u", n_tasks);
  GtkWidget *number = gtk_label_new (count);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), number);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (name)), -1);
  g_object_set_data_full (G_OBJECT (row), "host", g_strdup (host), g_free);
  gtk_list_box_append (self->hosts, row);
}

static void
remove_rows (InflightHostChip *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->hosts))) != NULL)
    gtk_list_box_remove (self->hosts, row);
}

static void
fill (InflightHostChip *self)
{
  g_autoptr (GArray) hosts = make_hosts (inflight_batch_get_origins (self->batch));

  remove_rows (self);
  add_row (self, NULL, inflight_batch_get_n_tasks (self->batch));
  for (guint i = 0; i < MIN (hosts->len, MAX_HOSTS); i++)
    add_row (self, g_array_index (hosts, Host, i).name,
             g_array_index (hosts, Host, i).n_tasks);
}

static void
shown_cb (GtkPopover       *popover,
          InflightHostChip *self)
{
  g_assert (INFLIGHT_IS_HOST_CHIP (self));

  fill (self);
}

static void
activated_cb (GtkListBox       *list,
              GtkListBoxRow    *row,
              InflightHostChip *self)
{
  g_assert (INFLIGHT_IS_HOST_CHIP (self));

  gtk_popover_popdown (self->popover);
  inflight_host_chip_set_host (self, g_object_get_data (G_OBJECT (row), "host"));
}

static void
show_host (InflightHostChip *self)
{
  g_autofree char *clean = NULL;

  if (self->host != NULL)
    clean = inflight_text_clean (self->host, -1);

  gtk_label_set_text (self->label, clean != NULL ? clean : _("All Hosts"));
  if (self->host != NULL)
    gtk_widget_add_css_class (self->button, "filters");
  else
    gtk_widget_remove_css_class (self->button, "filters");
}

static void
inflight_host_chip_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightHostChip *self = INFLIGHT_HOST_CHIP (object);

  switch (prop_id)
    {
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_host_chip_dispose (GObject *object)
{
  InflightHostChip *self = INFLIGHT_HOST_CHIP (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_host_chip_parent_class)->dispose (object);
}

static void
inflight_host_chip_finalize (GObject *object)
{
  InflightHostChip *self = INFLIGHT_HOST_CHIP (object);

  g_free (self->host);

  G_OBJECT_CLASS (inflight_host_chip_parent_class)->finalize (object);
}

static void
inflight_host_chip_class_init (InflightHostChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_host_chip_get_property;
  object_class->dispose = inflight_host_chip_dispose;
  object_class->finalize = inflight_host_chip_finalize;

  /**
   * InflightHostChip:host: (nullable)
   *
   * The host whose tasks are to be shown, %NULL for those of all.
   */
  properties[PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-host-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightHostChip, button);
  gtk_widget_class_bind_template_child (widget_class, InflightHostChip, label);
  gtk_widget_class_bind_template_child (widget_class, InflightHostChip, popover);
  gtk_widget_class_bind_template_child (widget_class, InflightHostChip, hosts);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
inflight_host_chip_init (InflightHostChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  show_host (self);
}

/**
 * inflight_host_chip_set_batch:
 * @self: a chip
 * @batch: whose hosts to offer
 */
void
inflight_host_chip_set_batch (InflightHostChip *self,
                              InflightBatch    *batch)
{
  g_return_if_fail (INFLIGHT_IS_HOST_CHIP (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  g_set_object (&self->batch, batch);
}

/**
 * inflight_host_chip_get_host:
 * @self: a chip
 *
 * Returns: (nullable): the host whose tasks are to be shown, as
 *   inflight_uri_dup_host() has it; %NULL for those of all
 */
const char *
inflight_host_chip_get_host (InflightHostChip *self)
{
  g_return_val_if_fail (INFLIGHT_IS_HOST_CHIP (self), NULL);

  return self->host;
}

/**
 * inflight_host_chip_set_host:
 * @self: a chip
 * @host: (nullable): the host whose tasks are to be shown, %NULL for those of all
 */
void
inflight_host_chip_set_host (InflightHostChip *self,
                             const char       *host)
{
  g_return_if_fail (INFLIGHT_IS_HOST_CHIP (self));

  if (g_strcmp0 (self->host, host) == 0)
    return;

  g_free (self->host);
  self->host = g_strdup (host);
  show_host (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST]);
}
