/* The report as PDF. */
#include <config.h>

#include "render/pdf/report.h"

#include "render/figures.h"
#include "render/pdf/layout.h"
#include "render/pdf/write.h"

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
    return ap_pdf_write(pages, &pdf, error);
}
