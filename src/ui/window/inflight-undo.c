/* inflight-undo.c: what can be undone, the last first
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-undo.h"

typedef struct
{
  char             *label;
  InflightUndoFunc  func;
  gpointer          data;
  GDestroyNotify    destroy;
  gsize             n_bytes;
} Step;

/**
 * InflightUndo:
 *
 * A stack of steps, bounded in their number and in the memory that they keep:
 * beyond that the oldest become final. The last one can always be undone.
 */
struct _InflightUndo
{
  GQueue steps;                 /* the last one at its head */
  gsize  n_bytes;
};

static void
step_free (gpointer data)
{
  Step *self = data;

  if (self->data != NULL)
    self->destroy (self->data);
  g_free (self->label);
  g_free (self);
}

/**
 * inflight_undo_new:
 *
 * Returns: (transfer full): a stack without steps
 */
InflightUndo *
inflight_undo_new (void)
{
  return g_new0 (InflightUndo, 1);
}

/**
 * inflight_undo_free:
 * @self: (transfer full): a stack
 *
 * Makes all steps final, the oldest first.
 */
void
inflight_undo_free (InflightUndo *self)
{
  g_return_if_fail (self != NULL);

  g_queue_reverse (&self->steps);
  g_queue_clear_full (&self->steps, step_free);
  g_free (self);
}

static void
drop_oldest (InflightUndo *self)
{
  Step *step = g_queue_pop_tail (&self->steps);

  self->n_bytes -= step->n_bytes;
  step_free (step);
}

/**
 * inflight_undo_push:
 * @self: a stack
 * @label: what undoing it is called, for a menu
 * @func: undoes the step
 * @data: (transfer full) (not nullable): what @func needs
 * @destroy: makes the step final
 * @n_bytes: about how much memory the step keeps, in bytes
 *
 * Adds a step that was just done.
 */
void
inflight_undo_push (InflightUndo     *self,
                    const char       *label,
                    InflightUndoFunc  func,
                    gpointer          data,
                    GDestroyNotify    destroy,
                    gsize             n_bytes)
{
  Step *step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL && data != NULL && destroy != NULL);

  step = g_new (Step, 1);
  *step = (Step) {
    .label = g_strdup (label),
    .func = func,
    .data = data,
    .destroy = destroy,
    .n_bytes = n_bytes,
  };
  g_queue_push_head (&self->steps, step);
  self->n_bytes += n_bytes;

  while (self->steps.length > 1 &&
         (self->steps.length > INFLIGHT_UNDO_MAX_STEPS ||
          self->n_bytes > INFLIGHT_UNDO_MAX_BYTES))
    drop_oldest (self);
}

/**
 * inflight_undo_drop:
 * @self: a stack
 * @func: undoes a kind of step
 *
 * Makes the steps of that kind final.
 */
void
inflight_undo_drop (InflightUndo     *self,
                    InflightUndoFunc  func)
{
  GList *next;

  g_return_if_fail (self != NULL && func != NULL);

  for (GList *link = self->steps.head; link != NULL; link = next)
    {
      Step *step = link->data;

      next = link->next;
      if (step->func != func)
        continue;

      self->n_bytes -= step->n_bytes;
      g_queue_delete_link (&self->steps, link);
      step_free (step);
    }
}

/**
 * inflight_undo_pop:
 * @self: a stack
 * @user_data: passed to the step's function
 *
 * Undoes the last step.
 *
 * Returns: whether there was one
 */
gboolean
inflight_undo_pop (InflightUndo *self,
                   gpointer      user_data)
{
  Step *step;

  g_return_val_if_fail (self != NULL, FALSE);

  step = g_queue_pop_head (&self->steps);
  if (step == NULL)
    return FALSE;

  self->n_bytes -= step->n_bytes;
  step->func (g_steal_pointer (&step->data), user_data);
  step_free (step);

  return TRUE;
}

/**
 * inflight_undo_get_n_steps:
 * @self: a stack
 *
 * Returns: how many steps can be undone
 */
guint
inflight_undo_get_n_steps (InflightUndo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->steps.length;
}

/**
 * inflight_undo_get_label:
 * @self: a stack
 *
 * Returns: (nullable): what undoing the last step is called, %NULL without steps
 */
const char *
inflight_undo_get_label (InflightUndo *self)
{
  Step *step;

  g_return_val_if_fail (self != NULL, NULL);

  step = g_queue_peek_head (&self->steps);

  return step != NULL ? step->label : NULL;
}
