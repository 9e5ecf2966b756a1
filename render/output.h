/* Bytes become files: whole or not at all. */
#pragma once

#include <gio/gio.h>

typedef struct ApOutput ApOutput;

/* A set of files that appear together in `dir` (made if it is not there). */
ApOutput *ap_output_new(const char *dir);
void ap_output_free(ApOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApOutput, ap_output_free)

/* Adds a file; `name` is relative to the folder and may hold one '/'. */
void ap_output_add(ApOutput *output, const char *name, GBytes *bytes);

/* Writes every file beside its place, flushes and syncs it, then renames all into place; reads nothing back
 * that it did not write. On failure the former files stay and nothing half-written is left. */
gboolean ap_output_publish(ApOutput *output, GError **error);
