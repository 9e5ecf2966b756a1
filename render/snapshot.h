/* What a report says at one time, in the form in which two reports are compared: from a year folder, or from
 * what a build left. */
#pragma once

#include "charts/chart.h"
#include "document/transcript.h"

typedef struct {
    char *id;
    char *caption; /* NULL if it isn't known */
    char *hash;    /* of its data or of its picture */
} ApFigureState;

typedef struct {
    char *path;           /* as it was given */
    const ApStore *store; /* lent; NULL of a build, which holds no participants' values */
    GHashTable *classes;  /* lent; of a build whose classes are known (scores/standing.h), else NULL */
    GPtrArray *listing;   /* ApListed: the statistics */
    GPtrArray *figures;   /* ApFigureState of those that the text shows */
    ApTranscript *transcript;
} ApSnapshot;

/* By what figures are told apart: year folders by their data; against a build, which has nothing else, by the
 * bytes of the SVG. */
typedef enum { AP_FIGURES_BY_DATA, AP_FIGURES_BY_PICTURE } ApFiguresBy;

/* Of a year folder; `charts` are those of its figures, `store` must outlive the snapshot. NULL with `error`
 * if a picture can't be made. */
ApSnapshot *ap_snapshot_of_year(const char *path, const ApStore *store, const ApDocument *document,
                                const ApChart *const *charts, ApFiguresBy figures_by, GError **error);

/* Of a build of a year folder whose `outputs` (name → GBytes) are not published yet: its figures are told
 * apart by their pictures among these. */
ApSnapshot *ap_snapshot_of_outputs(const char *path, const ApStore *store, const ApDocument *document,
                                   GHashTable *outputs);

/* Whether `path` is a build rather than a year folder. */
gboolean ap_snapshot_is_build(const char *path);

/* Of the outputs of a build: statistics.csv, build.json and report.pdf in the folder `path`. NULL with
 * problems, or with `error` if the system failed. */
ApSnapshot *ap_snapshot_of_build(const char *path, ApProblems *problems, GError **error);

void ap_snapshot_free(ApSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApSnapshot, ap_snapshot_free)

ApFigureState *ap_figure_state_new(const char *id, const char *caption, const char *hash);
void ap_figure_state_free(ApFigureState *figure);

static inline const ApFigureState *
ap_snapshot_figure(const ApSnapshot *snapshot, guint index)
{
    return (const ApFigureState *)g_ptr_array_index(snapshot->figures, index);
}
