/* What a build makes, or takes over from the last one: everything of one edition. */
#pragma once

#include "cmd/reuse.h"

typedef struct {
    ApWork *work;       /* composed */
    ApReuse *reuse;     /* what is there already */
    const char *folder; /* where the edition goes, relative to the folder of outputs */
    gboolean draft;
    gboolean html; /* the page is wanted, whatever report.yaml says */
} ApMake;

/* Makes the outputs that the year wants into `outputs` (name → GBytes), build.json with them, and searches a
 * public edition for names. FALSE with work->error or problems. */
gboolean ap_outputs_make(const ApMake *make, GHashTable *outputs);
