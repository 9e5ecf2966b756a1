/* Folders for what libraries and other programs write on the way to an output. */
#pragma once

#include <gio/gio.h>

typedef struct {
    char *path;
    int lock; /* held while the folder is in use */
} ApScratch;

/* Makes a scratch folder where the system keeps temporary files, and removes those that killed programs of
 * this user left there. NULL with `error`. */
ApScratch *ap_scratch_new(GError **error);

/* Removes the folder with all that is in it. */
void ap_scratch_free(ApScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApScratch, ap_scratch_free)
