/* scene.h: a person, the application and a server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "person.h"

G_BEGIN_DECLS

typedef struct
{
  Person      *person;

  /* The practice server, in a process of its own. */
  GSubprocess *lab;
  char        *host;
} Scene;

typedef struct
{
  const char  *path;

  /* Options, and paths at the practice server, with blanks between them, that are
   * the arguments of the application. */
  const char  *arguments;

  void       (*play) (Scene *self);
} SceneTest;

/* What is not so is said along with all that the person sees. */
#define scene_assert(self, expression) \
  G_STMT_START { \
    if G_LIKELY (expression) ; else \
      scene_fail ((self), __FILE__, __LINE__, G_STRFUNC, #expression); \
  } G_STMT_END

int         scene_run             (int               argc,
                                   char            **argv,
                                   const SceneTest  *tests,
                                   gsize             n_tests);
void        scene_fail            (Scene            *self,
                                   const char       *file,
                                   int               line,
                                   const char       *function,
                                   const char       *expression) G_GNUC_NORETURN;

const char *scene_get_application (void);
void        scene_start_lab       (Scene            *self);
void        scene_stop_lab        (Scene            *self);

void        scene_press           (Scene            *self,
                                   const char       *name);
void        scene_press_in        (Scene            *self,
                                   const char       *window,
                                   const char       *pattern);
void        scene_press_menu      (Scene            *self,
                                   const char       *pattern);
void        scene_restart         (Scene            *self,
                                   const char       *argument);
void        scene_end             (Scene            *self);
void        scene_key             (Scene            *self,
                                   const char       *key);
void        scene_has             (Scene            *self,
                                   AtspiRole         role,
                                   const char       *pattern);
void        scene_focus           (Scene            *self,
                                   AtspiRole         role,
                                   const char       *pattern);
void        scene_row             (Scene            *self,
                                   const char       *pattern);
void        scene_selected        (Scene            *self,
                                   const char       *pattern);
void        scene_select_row      (Scene            *self,
                                   const char       *pattern);
void        scene_summary         (Scene            *self,
                                   const char       *pattern);
char       *scene_dup_label       (Scene            *self,
                                   const char       *pattern);
void        scene_window          (Scene            *self,
                                   const char       *name,
                                   gboolean          present);
void        scene_type_addresses  (Scene            *self,
                                   const char       *text);

G_END_DECLS
