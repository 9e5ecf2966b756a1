/* Files as they come from an officer's hands: opened without trusting them, and their text checked before
 * any parser sees it. */
#pragma once

#include "scores/problem.h"

/* How the columns of a place are counted in a kind of file. */
typedef enum { AP_COLUMNS_CHARACTERS, AP_COLUMNS_FIELDS } ApColumns;

/* Whether something is at `path`. */
gboolean ap_input_exists(const char *path);

/* Opens `path`, a regular file of at most `limit` bytes (0: no limit), for reading. What the user can put
 * right (not there, not allowed, a folder, too large) becomes a problem at 1:1, other failures set `error`;
 * both return -1. The caller closes. */
int ap_input_open(const char *path, gsize limit, ApProblems *problems, GError **error);

/* Reads up to `size` bytes, fewer only at the end of the file. -1 and `error` on failure. */
gssize ap_input_fill(int fd, char *buffer, gsize size, const char *path, GError **error);

/* The whole file; failures as of ap_input_open, then NULL. */
GBytes *ap_input_read(const char *path, gsize limit, ApProblems *problems, GError **error);

/* The number of bytes of a byte order mark that `text` begins with: 3 or 0. */
gsize ap_input_bom(const char *text, gsize length);

/* Whether `text`, which begins at `place` (line and column 1 of that line), is UTF-8 without NUL bytes. If
 * not, the first offence is reported; text in Big5 or UTF-16 is recognised and the message says how to
 * convert it. */
gboolean ap_input_check_text(ApPlace place, ApColumns columns, const char *text, gsize length,
                             ApProblems *problems);

/* Opens a folder. NULL with a problem at 1:1 of it if it may not be read, NULL with `error` if
 * the system failed. */
GDir *ap_input_open_folder(const char *path, ApProblems *problems, GError **error);

/* Whether `length` bytes of valid text from `place`, whose column is a character, hold no character that is
 * lost on a reader or would mislead one: controls, marks that turn the direction of writing, blanks without
 * width, and U+FFFD, which stands for a character that is lost already. The first is an error. */
gboolean ap_input_check_characters(ApPlace place, const char *text, gsize length, ApProblems *problems);
