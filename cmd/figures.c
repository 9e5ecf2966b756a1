#include <config.h>

#include "cmd/figures.h"

static const char *
extension(ApFigureFormat format)
{
    static const char *const extensions[] = {
        [AP_FORMAT_SVG] = "svg", [AP_FORMAT_PNG] = "png", [AP_FORMAT_PDF] = "pdf"};
    return extensions[format];
}

gboolean
ap_figures_add(ApWork *work, guint index, ApFigureFormat format, double dpi, GHashTable *outputs)
{
    const ApFigure *figure = ap_year_figure(work->year, index);
    const ApBlock *block = ap_work_figure_block(work, index);
    if (block == NULL)
        return TRUE; /* the text does not show it, so it has no number; the document has warned of that */
    const ApChart *chart = g_ptr_array_index(work->charts, index);
    GBytes *bytes = ap_figure_render(chart, format, figure->caption, block->alt, dpi, &work->error);
    if (bytes == NULL)
        return FALSE;
    g_hash_table_insert(outputs,
                        g_strdup_printf("figures/fig-%u-%s.%s", block->number, figure->id, extension(format)),
                        bytes);
    return TRUE;
}
