/* inflight-input.c: addresses gathered from arguments, files and text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-input.h"

#include "inflight-host-private.h"
#include "inflight-line-private.h"
#include "inflight-list.h"
#include "inflight-pattern.h"
#include "inflight-text.h"
#include "inflight-uri.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES (64 << 10)

typedef struct
{
  InflightProblem *problem;
  char            *source;
} Finding;

/**
 * InflightInput:
 *
 * What the arguments of a command, or of a launch, come to: addresses in the
 * order given, and everything that could not be understood, each with its place.
 */
struct _InflightInput
{
  gboolean   glob;
  gboolean   is_guess;          /* the last argument named no file, nor a folder */
  char      *base;
  GPtrArray *addresses;
  GPtrArray *findings;
};

static void
finding_free (gpointer data)
{
  Finding *self = data;

  inflight_problem_free (self->problem);
  g_free (self->source);
  g_free (self);
}

/**
 * inflight_input_new:
 * @glob: whether `[1-10]` and `{a,b}` are patterns
 * @base: (nullable): what an address that begins with “/” is relative to
 *
 * Returns: (transfer full): an input with nothing in it
 */
InflightInput *
inflight_input_new (gboolean    glob,
                    const char *base)
{
  InflightInput *self = g_new0 (InflightInput, 1);

  self->glob = glob;
  self->base = g_strdup (base);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  self->findings = g_ptr_array_new_with_free_func (finding_free);

  return self;
}

void
inflight_input_free (InflightInput *self)
{
  g_ptr_array_unref (self->addresses);
  g_ptr_array_unref (self->findings);
  g_free (self->base);
  g_free (self);
}

/* Takes the problem. The name of a file is bytes, of which any may be shown. */
static void
add_finding (InflightInput   *self,
             InflightProblem *problem,
             const char      *source)
{
  Finding *finding = g_new (Finding, 1);

  finding->problem = problem;
  finding->source = inflight_text_clean (source, -1);
  g_ptr_array_add (self->findings, finding);
}

static gboolean
has_room (InflightInput *self,
          guint64        n_addresses,
          const char    *source)
{
  if (self->addresses->len + n_addresses <= INFLIGHT_MAX_ADDRESSES)
    return TRUE;

  add_finding (self,
               inflight_problem_new (INFLIGHT_PROBLEM_TOO_MANY, 0,
                                     self->addresses->len + n_addresses, NULL, 0),
               source);

  return FALSE;
}

static void
add_pattern (InflightInput *self,
             const char    *text)
{
  InflightProblem *problem = NULL;
  g_autofree char *display = inflight_uri_dup_display (text);
  g_autoptr (InflightPattern) pattern = NULL;
  guint64 n_addresses;

  pattern = inflight_pattern_parse (text, self->glob, self->base, &problem);
  if (pattern == NULL)
    {
      add_finding (self, problem, display);
      return;
    }

  n_addresses = inflight_pattern_get_count (pattern);
  if (!has_room (self, n_addresses, display))
    return;

  for (guint64 i = 0; i < n_addresses; i++)
    g_ptr_array_add (self->addresses, inflight_pattern_dup_address (pattern, i));
}

static void
add_text (InflightInput *self,
          const char    *text,
          gsize          length,
          const char    *source)
{
  g_autoptr (InflightList) list = NULL;

  list = inflight_list_parse (text, length, self->glob, self->base);

  for (guint i = 0; i < inflight_list_get_n_problems (list); i++)
    add_finding (self, inflight_problem_copy (inflight_list_get_problem (list, i)),
                 source);

  if (has_room (self, inflight_list_get_count (list), source))
    {
      GPtrArray *addresses = inflight_list_dup_addresses (list, FALSE);

      g_ptr_array_extend_and_steal (self->addresses, addresses);
    }
}

static gboolean
set_file_error (GError     **error,
                int          code,
                const char  *name)
{
  g_autofree char *clean = inflight_text_clean (name, -1);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               "%s: %s", clean, g_strerror (code));

  return FALSE;
}

/* Whoever gave us the descriptor may have made it non-blocking. */
static gssize
read_some (int      descriptor,
           gpointer to)
{
  struct pollfd poll_fd = { .fd = descriptor, .events = POLLIN };

  for (;;)
    {
      gssize n_read = read (descriptor, to, READ_BYTES);

      if (n_read < 0 && errno == EAGAIN)
        poll (&poll_fd, 1, -1);
      else if (n_read >= 0 || errno != EINTR)
        return n_read;
    }
}

/**
 * inflight_input_add_descriptor:
 * @self: an input
 * @descriptor: an open file or pipe
 * @name: what it is called in messages
 * @error: return location for an error
 *
 * Reads a list to its end. A list too large is not kept in memory, and is
 * reported as a problem.
 *
 * Returns: %FALSE with a #GFileError if it cannot be read
 */
gboolean
inflight_input_add_descriptor (InflightInput  *self,
                               int             descriptor,
                               const char     *name,
                               GError        **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();

  while (text->len <= INFLIGHT_MAX_LIST_BYTES)
    {
      guint length = text->len;
      gssize n_read;

      g_byte_array_set_size (text, length + READ_BYTES);
      n_read = read_some (descriptor, text->data + length);
      g_byte_array_set_size (text, length + MAX (n_read, 0));

      if (n_read < 0)
        return set_file_error (error, errno, name);
      if (n_read == 0)
        break;
    }

  /* The list itself says what is wrong with one that is too large. */
  add_text (self, (const char *) text->data, text->len, name);

  return TRUE;
}

/**
 * inflight_input_add_file:
 * @self: an input
 * @path: where a list is, as the system has it
 * @error: return location for an error
 *
 * Returns: %FALSE with a #GFileError if it cannot be read
 */
gboolean
inflight_input_add_file (InflightInput  *self,
                         const char     *path,
                         GError        **error)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (descriptor < 0)
    return set_file_error (error, errno, path);

  done = inflight_input_add_descriptor (self, descriptor, path, error);
  close (descriptor);

  return done;
}

/* Whether @argument is called as lists and other files are, and has nothing that an
 * address has: it is a file that is missing. */
static gboolean
is_file_name (const char *argument)
{
  return strpbrk (argument, "/?#@:[]{}") == NULL && inflight_host_is_file_name (argument);
}

/* Whether @argument says where a file is, as no address does. */
static gboolean
is_path (InflightInput *self,
         const char    *argument)
{
  return g_str_has_prefix (argument, "./") || g_str_has_prefix (argument, "../") ||
         g_str_has_prefix (argument, "~") || strcmp (argument, ".") == 0 ||
         strcmp (argument, "..") == 0 ||
         (argument[0] == '/' && argument[1] != '/' && self->base == NULL);
}

/* Whether @argument, the name of a folder, may be meant as an address: as the copy of a
 * site is called, or as the site itself is. */
static gboolean
may_be_address (InflightInput *self,
                const char    *argument)
{
  return !is_path (self, argument) && !g_str_has_suffix (argument, "/") &&
         (strpbrk (argument, ".:") != NULL || *argument == '/' ||
          g_ascii_strncasecmp (argument, "localhost", strlen ("localhost")) == 0);
}

/* @code is why there is no file of that name, or 0 if it is a folder. */
static gboolean
add_missing (InflightInput  *self,
             const char     *argument,
             int             code,
             GError        **error)
{
  g_autofree char *display = inflight_uri_dup_display (argument);

  if (code != 0 && code != ENOENT && code != ENOTDIR)
    return set_file_error (error, code, display);

  add_finding (self,
               inflight_problem_new (code == 0 ? INFLIGHT_PROBLEM_FOLDER
                                               : INFLIGHT_PROBLEM_NO_FILE, 0, 0, NULL, 0),
               display);

  return TRUE;
}

/**
 * inflight_input_add_argument:
 * @self: an input
 * @argument: an address, a pattern, or the name of a file, as the system has it
 * @directory: (nullable): what a file name is relative to; %NULL for the current
 *   directory
 * @error: return location for an error
 *
 * What names a file is a list, whatever else it could be, unless it says that it
 * is an address by “://”. What is called as a list, or says where a file is, and names
 * none is a problem. Quotes around it, which are none to a shell, are left out.
 *
 * Returns: %FALSE with a #GFileError if a file cannot be read
 */
gboolean
inflight_input_add_argument (InflightInput  *self,
                             const char     *argument,
                             const char     *directory,
                             GError        **error)
{
  g_autofree char *path = NULL;
  g_autofree char *unwrapped = NULL;
  struct stat info;
  int code = ENOENT;
  gboolean is_address = *argument == '\0' || strstr (argument, "://") != NULL;

  self->is_guess = FALSE;

  if (!is_address)
    {
      path = g_canonicalize_filename (argument, directory);
      code = stat (path, &info) == 0 ? 0 : errno;

      /* Devices and pipes can be named, too. */
      if (code == 0 && !S_ISDIR (info.st_mode))
        return inflight_input_add_file (self, path, error);

      is_address = code == 0 ? may_be_address (self, argument)
                             : !is_path (self, argument) && !is_file_name (argument);
    }

  if (code != 0)
    unwrapped = inflight_line_dup_unwrapped (argument);
  if (unwrapped != NULL)
    return inflight_input_add_argument (self, unwrapped, directory, error);

  if (!is_address)
    return add_missing (self, argument, code, error);

  self->is_guess = code != 0;
  add_pattern (self, argument);

  return TRUE;
}

/**
 * inflight_input_get_addresses:
 * @self: an input
 *
 * Returns: (transfer none) (element-type utf8): the addresses so far
 */
GPtrArray *
inflight_input_get_addresses (InflightInput *self)
{
  return self->addresses;
}

/**
 * inflight_input_is_guess:
 * @self: an input
 *
 * Returns: whether the argument that was added last was read as an address, and there
 *   was no file or folder of that name, without the quotes around it either
 */
gboolean
inflight_input_is_guess (InflightInput *self)
{
  return self->is_guess;
}

/**
 * inflight_input_get_n_problems:
 * @self: an input
 *
 * Returns: how many things were not understood
 */
guint
inflight_input_get_n_problems (InflightInput *self)
{
  return self->findings->len;
}

/**
 * inflight_input_get_problem:
 * @self: an input
 * @index: which one
 * @source: (out): the argument or file in which it is
 *
 * Returns: (transfer none): what is wrong there
 */
const InflightProblem *
inflight_input_get_problem (InflightInput  *self,
                            guint           index,
                            const char    **source)
{
  Finding *finding = g_ptr_array_index (self->findings, index);

  *source = finding->source;

  return finding->problem;
}

/**
 * inflight_input_make_requests:
 * @addresses: (element-type utf8): complete addresses
 * @options: what they have in common
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type InflightRequest): a request for each,
 *   or %NULL with %INFLIGHT_ERROR_INVALID_ADDRESS
 */
GPtrArray *
inflight_input_make_requests (GPtrArray        *addresses,
                              InflightOptions  *options,
                              GError          **error)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_full (addresses->len, (GDestroyNotify) inflight_request_unref);

  for (guint i = 0; i < addresses->len; i++)
    {
      InflightRequest *request;

      request = inflight_request_new (g_ptr_array_index (addresses, i), options, error);
      if (request == NULL)
        {
          g_autofree char *display = inflight_uri_dup_display (g_ptr_array_index (addresses, i));

          g_prefix_error (error, "%s: ", display);
          return NULL;
        }

      g_ptr_array_add (requests, request);
    }

  return g_steal_pointer (&requests);
}
