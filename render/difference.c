#include <config.h>

#include "render/difference.h"

#include <string.h>

/* The figure `id`; NULL if there is none. */
static const ApFigureState *
find_figure(const ApSnapshot *snapshot, const char *id)
{
    for (guint i = 0; i < snapshot->figures->len; i++)
        if (strcmp(ap_snapshot_figure(snapshot, i)->id, id) == 0)
            return ap_snapshot_figure(snapshot, i);
    return NULL;
}

/* In the order of `after`, then what is gone. */
static GArray *
compare_figures(const ApSnapshot *before, const ApSnapshot *after)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(ApFigureChange));
    for (guint i = 0; i < after->figures->len; i++) {
        const ApFigureState *present = ap_snapshot_figure(after, i);
        ApFigureChange change = {find_figure(before, present->id), present};
        if (change.before == NULL || strcmp(change.before->hash, present->hash) != 0)
            g_array_append_val(changes, change);
    }
    for (guint i = 0; i < before->figures->len; i++) {
        ApFigureChange change = {ap_snapshot_figure(before, i), NULL};
        if (find_figure(after, change.before->id) == NULL)
            g_array_append_val(changes, change);
    }
    return changes;
}

ApReportDifference *
ap_report_difference_new(const ApSnapshot *before, const ApSnapshot *after)
{
    ApReportDifference *difference = g_new(ApReportDifference, 1);
    *difference = (ApReportDifference){
        .before = before,
        .after = after,
        .numbers = before->store != NULL && after->store != NULL
                       ? ap_difference_new(before->store, after->store)
                       : ap_difference_of_listings(before->listing, after->listing),
        .figures = compare_figures(before, after),
        .passages = ap_compare_transcripts(before->transcript, after->transcript),
    };
    if (before->classes != NULL && after->store != NULL)
        ap_difference_add_classes(difference->numbers, before->classes, after->store);
    return difference;
}

void
ap_report_difference_free(ApReportDifference *difference)
{
    if (difference == NULL)
        return;
    g_ptr_array_unref(difference->numbers);
    g_array_unref(difference->figures);
    g_array_unref(difference->passages);
    g_free(difference);
}
