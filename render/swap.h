/* One folder put in the place of another in a single step, so that nobody ever sees half of each. */
#pragma once

#include <glib.h>

/* The folder beside `dir` in which to stage its successor, for g_mkdtemp ("…/.out.auditpress-XXXXXX"); NULL
 * if `dir` cannot be swapped because it is a link, a mount point, or named from inside ("."). Caller frees.
 */
char *ap_swap_template(const char *dir);

/* The path of the file beside `dir` for a note on what is in it ("…/.out.auditpress"); NULL as above. Caller
 * frees. */
char *ap_swap_note(const char *dir);

/* Puts `staged`, whose files are synced, in the place of `dir`, which comes to stand where `staged` stood.
 * What only `dir` holds goes along, but for the files in the set `retired` (names relative to `dir`): files
 * get a second name in `staged` first. FALSE, with `dir` as it was, if that cannot be done: a folder in it
 * that `staged` lacks, no second names, or no exchange on this file system. */
gboolean ap_swap(const char *dir, const char *staged, GHashTable *retired);
