/* Bytes become files: whole or not at all. */
#pragma once

#include <gio/gio.h>

typedef struct ApOutput ApOutput;

/* A set of files that appear together in `dir` (made if it is not there). */
ApOutput *ap_output_new(const char *dir);
void ap_output_free(ApOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApOutput, ap_output_free)

/* Adds a file; `name` is relative to the folder and may name folders in it. A name is added once. The files
 * are renamed into place in the order in which they were added: add last what vouches for the others. */
void ap_output_add(ApOutput *output, const char *name, GBytes *bytes);

/* Names a file of a former publication, relative to the folder as above, that goes when the new
 * files come. It need not be there, and is not one of those added. */
void ap_output_retire(ApOutput *output, const char *name);

/* Keeps `n` (from 1) former publications beside the folder: the last as FOLDER.1, the one before as FOLDER.2;
 * older ones go. Two publications are the same if their files `mark`, which must be among those added, are.
 */
void ap_output_set_keep(ApOutput *output, guint n, const char *mark);

/* Calls `tell` with the folder's path before the publication waits for another one's end. */
void ap_output_set_waiter(ApOutput *output, void (*tell)(const char *dir));

/* Gives the publication a note for the next one: it is kept beside the folder, readable by its owner alone,
 * and replaces the former note once the files have their places. Where there is no room for one it is left
 * out. */
void ap_output_set_note(ApOutput *output, GBytes *note);

/* Stages every file, syncs it, and puts all in place: by one exchange of the whole folder where the system
 * can, else one after the other. Files in the folder that were neither added nor retired stay; one that has
 * the bytes of an added one already is kept, with its time. On failure (with `error`) the former files are
 * what they were, and neither a half-written file nor a new folder is left. One publisher at a time works in
 * a folder: a second one waits. What a killed publisher staged is removed by the next. */
gboolean ap_output_publish(ApOutput *output, GError **error);

/* Whether the file `name`, once it is published, was there already, byte for byte. */
gboolean ap_output_was_there(const ApOutput *output, const char *name);
