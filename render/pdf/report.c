/* The report as PDF. */
#include <config.h>

#include "render/pdf/report.h"

#include "render/mark.h"
#include "render/measure.h"
#include "render/pdf/check.h"
#include "render/pdf/drawing.h"
#include "render/pdf/layout.h"
#include "render/pdf/write.h"

#include <glib/gi18n.h>

struct ApPress {
    ApPageStyle *style;
    ApFaces *faces;
};

/* What the words of the margin are made of. */
typedef struct {
    const ApStore *store;
    const ApPageStyle *style;
} Description;

/* An ApDescribe: scope, measure, statistic and how many participants they are over. */
static char *
describe(gconstpointer data, const char *value)
{
    const Description *description = data;
    const ApStore *store = description->store;
    const ApYear *year = ap_store_year(store);
    guint scope, measure;
    ApStatistic statistic;
    if (!ap_mark_find(store, value, &scope, &measure, &statistic))
        return NULL;
    gint group = ap_store_scope(store, scope)->group;
    g_autofree char *title =
        ap_measure_title(year, ap_store_measure(store, measure), description->style->word_total);
    return g_strdup_printf("%s %s %s n=%" G_GINT64_FORMAT,
                           group < 0 ? description->style->word_all : ap_year_group(year, (guint)group)->name,
                           title, description->style->word_statistics[statistic],
                           ap_store_summary(store, scope, measure)->values[AP_STATISTIC_N]);
}

static ApPages *
lay_out(const ApDocument *document, const ApPageStyle *style, ApFaces *faces, const ApChart *const *charts,
        guint n_charts, const ApReportOptions *options, ApProblems *problems, GError **error)
{
    g_autofree ApFigureSize *sizes = g_new0(ApFigureSize, n_charts + 1);
    for (guint i = 0; i < n_charts; i++)
        sizes[i] = (ApFigureSize){ap_chart_width(charts[i]), ap_chart_height(charts[i])};
    const Description description = {options->store, style};
    ApLayoutOptions layout = {.style = style,
                              .faces = faces,
                              .figures = sizes,
                              .n_figures = n_charts,
                              .draft = options->draft,
                              .stamp = options->stamp,
                              .describe = options->store != NULL ? describe : NULL,
                              .describe_data = &description};
    return ap_layout_document(document, &layout, problems, error);
}

/* Draws the charts into the boxes that the layout left for them. */
static gboolean
draw_figures(ApPages *pages, const ApChart *const *charts, ApFaces *faces, GError **error)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->marks->len; j++) {
            ApPageMark *mark = page->marks->pdata[j];
            if (mark->kind == AP_MARK_FIGURE &&
                !ap_page_figure_draw(charts[mark->figure], mark, faces, error))
                return FALSE;
        }
    }
    return TRUE;
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

ApPress *
ap_press_new(const ApTemplate *template, ApProblems *problems)
{
    ApPageStyle *style = ap_page_style_new(ap_template_style(template), problems);
    if (!style)
        return NULL;
    ApPress *press = g_new0(ApPress, 1);
    press->style = style;
    g_autofree const char **families = ap_page_style_families(style);
    press->faces = ap_faces_new(families);
    return press;
}

void
ap_press_free(ApPress *press)
{
    if (!press)
        return;
    ap_page_style_free(press->style);
    ap_faces_free(press->faces);
    g_free(press);
}

GBytes *
ap_press_print(ApPress *press, const ApDocument *document, const ApChart *const *charts, guint n_charts,
               const ApReportOptions *options, ApProblems *problems, GError **error)
{
    g_autoptr(ApPages) pages =
        lay_out(document, press->style, press->faces, charts, n_charts, options, problems, error);
    if (!pages || !draw_figures(pages, charts, press->faces, error))
        return NULL;
    ApPdfOptions pdf = {.title = document->title,
                        .author = document->author,
                        .subject = document->subject,
                        .language = document->language,
                        .producer = PACKAGE_STRING,
                        .properties = options->properties};
    g_autoptr(GBytes) report = ap_pdf_write(pages, &pdf, error);
    if (!report || !check_report(report, error))
        return NULL;
    return g_steal_pointer(&report);
}

gboolean
ap_report_check(const ApDocument *document, const ApTemplate *template, const ApChart *const *charts,
                guint n_charts, ApProblems *problems, GError **error)
{
    const ApReportOptions options = {0};
    g_autoptr(ApPress) press = ap_press_new(template, problems);
    if (!press)
        return FALSE;
    g_autoptr(ApPages) pages =
        lay_out(document, press->style, press->faces, charts, n_charts, &options, problems, error);
    return pages != NULL;
}

GBytes *
ap_report_render(const ApDocument *document, const ApTemplate *template, const ApChart *const *charts,
                 guint n_charts, const ApReportOptions *options, ApProblems *problems, GError **error)
{
    g_autoptr(ApPress) press = ap_press_new(template, problems);
    return press ? ap_press_print(press, document, charts, n_charts, options, problems, error) : NULL;
}
