/* The page of a night: every draft with its status, what changed, and what is wrong with which input. */
#pragma once

#include <gio/gio.h>

typedef enum {
    AP_DRAFT_DONE,
    AP_DRAFT_INPUT,  /* the input is wrong */
    AP_DRAFT_SYSTEM, /* the system failed */
} ApDraftState;

/* All texts are the caller's. */
typedef struct {
    const char *name;     /* its folder beside the page */
    const char *folder;   /* the year folder, as it was given */
    ApDraftState state;   /* of this night */
    const char *said;     /* lines: what changed; "" or NULL for nothing */
    const char *messages; /* lines: what is wrong or doubtful; "" or NULL for nothing */
    gboolean has_report;  /* a draft is there, of this night or the last good one */
    gboolean has_page;
    gboolean has_changes;
    gint64 published; /* when that draft was made; seconds since 1970 */
} ApDraft;

/* The folder of a draft in that of its name. */
#define AP_DRAFT_FOLDER "draft"

/* The page of `drafts` (ApDraft) made at `now` of the local time, by the template `file` (HTML with
 * Mustache). NULL with `error`. */
GBytes *ap_drafts_page(const char *file, const GPtrArray *drafts, GDateTime *now, GError **error);
