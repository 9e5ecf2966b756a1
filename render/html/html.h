/* The report as one page of HTML that needs nothing else: for reading on a screen or aloud. */
#pragma once

#include "charts/chart.h"
#include "document/template.h"
#include "document/tree.h"

/* The bytes of report.html: HTML5 that is well-formed XML, too. It has no script, and asks no host for
 * anything. `charts` are those of ApYear.figures, in that order; a draft says that it is one. NULL with
 * problems (of the template) or `error`. */
GBytes *ap_html_render(const ApStore *store, const ApDocument *document, const ApTemplate *template,
                       const ApChart *const *charts, guint n_charts, gboolean draft, ApProblems *problems,
                       GError **error);

/* Whether the template has what the page needs. FALSE with problems. */
gboolean ap_html_check(const ApTemplate *template, ApProblems *problems);
