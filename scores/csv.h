/* CSV files (RFC 4180, UTF-8) as a stream of rows. */
#pragma once

#include "scores/problem.h"

/* The text of one field, without surrounding blanks; not terminated, lent for the time of the call. */
typedef struct {
    const char *text;
    gsize length;
} ApSlice;

/* `text` without the blanks around it, ideographic and no-break spaces included. */
ApSlice ap_slice_trim(const char *text, gsize length);

/* Gets each row in the order of the file, the header too; `line` is where it begins. Blank lines are passed
 * over. */
typedef void (*ApRowFunc)(gpointer user, guint line, const ApSlice *cells, guint n_cells);

/* Reads the file at `path`, of at most `limit` bytes (0: no limit), and calls `row` for each row. TRUE if the
 * whole file was read. What is wrong with it (no such file, no UTF-8, a quote out of place) becomes a problem
 * and ends the reading; if the system failed, `error` is set. */
gboolean ap_csv_read(const char *path, gsize limit, ApRowFunc row, gpointer user, ApProblems *problems,
                     GError **error);
