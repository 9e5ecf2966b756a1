/* Former publications beside the folder of the present one: FOLDER.1 is the last, FOLDER.2 the one before.
 * All functions need the folder's lock, and a `staging` folder beside it that is removed afterwards. `mark`
 * names the file that every publication has and by which two are told apart. */
#pragma once

#include <gio/gio.h>

/* Copies the publication in `dir`, if there is one, to FOLDER.1, once those that are there have moved up by a
 * number. What is copied already is not copied again. A copy has nothing in common with the original, so that
 * neither changes with the other. FALSE with `error`; then nothing is lost. */
gboolean ap_keep_add(const char *dir, const char *mark, const char *staging, GError **error);

/* Says that nothing can be kept beside this folder; always FALSE. */
gboolean ap_keep_refuse(const char *dir, GError **error);

/* Removes those of a higher number than `n`, but never a sealed one. One that cannot be removed harms nobody.
 */
void ap_keep_prune(const char *dir, const char *mark, guint n, const char *staging);
