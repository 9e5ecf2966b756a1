/* The report as PDF. */
#include <config.h>

#include "render/pdf/report.h"

#include "render/figures.h"
#include "render/pdf/check.h"
#include "render/pdf/layout.h"
#include "render/pdf/write.h"

#include <glib/gi18n.h>

static ApPages *
lay_out(const ApDocument *document, const ApPageStyle *style, ApFaces *faces, const ApChart *const *charts,
        guint n_charts, const ApReportOptions *options, ApProblems *problems, GError **error)
{
    g_autofree ApFigureSize *sizes = g_new0(ApFigureSize, n_charts + 1);
    for (guint i = 0; i < n_charts; i++)
        sizes[i] = (ApFigureSize){ap_chart_width(charts[i]), ap_chart_height(charts[i])};
    ApLayoutOptions layout = {.style = style,
                              .faces = faces,
                              .figures = sizes,
                              .n_figures = n_charts,
                              .draft = options->draft,
                              .stamp = options->stamp};
    return ap_layout_document(document, &layout, problems, error);
}

/* TRUE if the finished file keeps the rules that it claims to keep; else `error` tells all that it breaks. */
static gboolean
check_report(GBytes *report, GError **error)
{
    g_autoptr(GPtrArray) failures = ap_pdf_check(report, error);
    if (!failures)
        return FALSE;
    if (failures->len == 0)
        return TRUE;
    g_ptr_array_add(failures, NULL);
    g_autofree char *lines = g_strjoinv("\n  ", (char **)failures->pdata);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("the report breaks rules of PDF/A or PDF/UA:\n  %s"),
                lines);
    return FALSE;
}

GBytes *
ap_report_render(const ApDocument *document, const ApTemplate *template, const ApChart *const *charts,
                 guint n_charts, const ApReportOptions *options, ApProblems *problems, GError **error)
{
    g_autoptr(ApPageStyle) style = ap_page_style_new(ap_template_style(template), problems);
    if (!style)
        return NULL;
    g_autoptr(ApFaces) faces = ap_faces_new();
    g_autoptr(ApPages) pages = lay_out(document, style, faces, charts, n_charts, options, problems, error);
    if (!pages)
        return NULL;
    g_autoptr(GBytes) figures = NULL;
    if (n_charts > 0) {
        figures = ap_figures_render_pages(charts, n_charts, error);
        if (!figures)
            return NULL;
    }
    ApPdfOptions pdf = {.title = document->title,
                        .author = document->author,
                        .subject = document->subject,
                        .language = document->language,
                        .producer = PACKAGE_STRING,
                        .figures = figures,
                        .properties = options->properties};
    g_autoptr(GBytes) report = ap_pdf_write(pages, &pdf, error);
    if (!report || !check_report(report, error))
        return NULL;
    return g_steal_pointer(&report);
}
