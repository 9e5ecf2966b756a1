/* Figure files, by format and under the number that the text gives the figure. */
#include <config.h>

#include "charts/data.h"
#include "cmd/figures.h"
#include "cmd/options.h"
#include "render/figures.h"

#include <string.h>

static const char *const file_names[AP_FIGURE_FILES] = {
    [AP_FIGURE_FILE_SVG] = "svg",
    [AP_FIGURE_FILE_PNG] = "png",
    [AP_FIGURE_FILE_PDF] = "pdf",
    [AP_FIGURE_FILE_CSV] = "csv",
};

gboolean
ap_figure_file_from_name(const char *name, ApFigureFile *file)
{
    gint found = ap_options_find(file_names, AP_FIGURE_FILES, name);
    if (found >= 0)
        *file = (ApFigureFile)found;
    return found >= 0;
}

static GBytes *
render(ApWork *work, guint index, const ApBlock *block, ApFigureFile file, double dpi)
{
    static const ApFigureFormat formats[] = {
        [AP_FIGURE_FILE_SVG] = AP_FORMAT_SVG,
        [AP_FIGURE_FILE_PNG] = AP_FORMAT_PNG,
        [AP_FIGURE_FILE_PDF] = AP_FORMAT_PDF,
    };
    const ApChart *chart = g_ptr_array_index(work->charts, index);
    if (file == AP_FIGURE_FILE_CSV)
        return ap_chart_data_csv(ap_chart_data(chart));
    return ap_figure_render(chart, formats[file], ap_year_figure(work->year, index)->caption, block->alt, dpi,
                            &work->error);
}

char *
ap_figures_name(const ApWork *work, guint index, ApFigureFile file)
{
    const ApBlock *block = ap_document_figure(work->document, index);
    if (block == NULL)
        return NULL; /* the text does not show it, so it has no number; the document has warned of that */
    return ap_figure_file_name(block->number, ap_year_figure(work->year, index)->id, file_names[file]);
}

gboolean
ap_figures_add(ApWork *work, guint index, ApFigureFile file, double dpi, GHashTable *outputs)
{
    char *name = ap_figures_name(work, index, file);
    if (name == NULL)
        return TRUE;
    GBytes *bytes = render(work, index, ap_document_figure(work->document, index), file, dpi);
    if (bytes == NULL) {
        g_free(name);
        return FALSE;
    }
    g_hash_table_insert(outputs, name, bytes);
    return TRUE;
}
