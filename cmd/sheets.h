/* build --participants: a results sheet for each participant. */
#pragma once

#include "cmd/command.h"

#include <glib.h>

typedef struct {
    const char *out;           /* NULL: DIR/sheets */
    const char *only;          /* which participants, as the user wrote it; NULL: all */
    gboolean internal, public; /* the edition; neither: that of report.yaml */
    gboolean draft;
    gboolean final;
    guint jobs; /* worker processes; 0: one for each processor */
} ApSheetsOptions;

/* Makes the sheets of the year folder `dir` and publishes them together. */
ApExit ap_sheets_build(const char *dir, const ApSheetsOptions *options);
