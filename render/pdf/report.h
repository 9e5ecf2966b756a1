/* The report as PDF: style, layout and writer put together. */
#pragma once

#include "charts/chart.h"
#include "document/template.h"
#include "document/tree.h"

typedef struct {
    gboolean draft;
    const char *stamp;             /* of a draft: printed at the foot, or NULL */
    const ApStore *store;          /* of a draft: notes in the margin tell what each number is; or NULL */
    const char *const *properties; /* name, value, …, NULL: facts for the metadata */
} ApReportOptions;

/* What the reports of one template share: the look of the pages and the fonts, found and read once. */
typedef struct ApPress ApPress;

/* `template` is borrowed. NULL with problems (style). */
ApPress *ap_press_new(const ApTemplate *template, ApProblems *problems);
void ap_press_free(ApPress *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPress, ap_press_free)

/* The bytes of a PDF. `charts` are those of the document's figures, by their index. NULL with problems
 * (glyphs) or `error`. */
GBytes *ap_press_print(ApPress *press, const ApDocument *document, const ApChart *const *charts,
                       guint n_charts, const ApReportOptions *options, ApProblems *problems, GError **error);

/* The bytes of report.pdf. `charts` are those of ApYear.figures, in that order. NULL with problems (style,
 * glyphs) or `error`. */
GBytes *ap_report_render(const ApDocument *document, const ApTemplate *template, const ApChart *const *charts,
                         guint n_charts, const ApReportOptions *options, ApProblems *problems,
                         GError **error);

/* Whether the report could be made: its style is read and its pages are laid out, and no more. FALSE with
 * problems or `error`. */
gboolean ap_report_check(const ApDocument *document, const ApTemplate *template, const ApChart *const *charts,
                         guint n_charts, ApProblems *problems, GError **error);
