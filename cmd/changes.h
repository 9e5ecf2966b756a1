/* What a build changes in the outputs that it replaces. */
#pragma once

#include "cmd/work.h"

/* The page that tells it, among the outputs: the only file that depends on what was there before. */
#define AP_CHANGES "changes.md"

typedef enum {
    AP_CHANGES_NONE,    /* there are no former outputs, or the new ones are the same */
    AP_CHANGES_UNKNOWN, /* the former ones cannot be compared, or must not */
    AP_CHANGES_TOLD
} ApChanges;

/* Compares `outputs` (name → GBytes) of the edition that `work` composed with the former ones in the folder
 * `dir`, of which `classes` are known (NULL: are not). If that can be told, `*summary` is a line a part of
 * what changed ("" if the report says the same) and `*page` the whole; the caller's. A public edition is told
 * from a public one only, and nobody is named. Trouble with former outputs is none of the build's. */
ApChanges ap_changes_tell(ApWork *work, const char *dir, GHashTable *classes, GHashTable *outputs,
                          char **summary, GBytes **page);
