/* The appendix: the numbers behind the report as a workbook that computes them again. */
#pragma once

#include "charts/chart.h"
#include "document/template.h"
#include "document/tree.h"
#include "render/provenance.h"

/* Tells where the year exceeds what a workbook can hold (errors) or comes near it (warnings). */
void ap_workbook_check(const ApStore *store, const ApDocument *document, const ApTemplate *template,
                       ApProblems *problems);

/* The bytes of the workbook. Sheet names, headers and notes come from the template's style.yaml, section
 * `workbook`; `provenance` is told in its notes; `charts` are those of ApYear.figures, in that order. NULL
 * with problems if the style is wrong or a sheet cannot hold the year (ap_workbook_check tells them too), or
 * with `error` if the library or the
 * file system fails. The same input gives the same bytes. */
GBytes *ap_workbook_render(const ApStore *store, const ApDocument *document, const ApTemplate *template,
                           const ApProvenance *provenance, const ApChart *const *charts, guint n_charts,
                           ApProblems *problems, GError **error);
