/* Snapshots as such, and those of year folders. */
#include <config.h>

#include "render/snapshot.h"

#include "charts/data.h"
#include "render/digest.h"
#include "render/figures.h"
#include "scores/listing.h"

#define ANY_DPI 150.0 /* an SVG has none */

ApFigureState *
ap_figure_state_new(const char *id, const char *caption, const char *hash)
{
    ApFigureState *figure = g_new(ApFigureState, 1);
    *figure = (ApFigureState){g_strdup(id), g_strdup(caption), g_strdup(hash)};
    return figure;
}

void
ap_figure_state_free(ApFigureState *figure)
{
    if (figure == NULL)
        return;
    g_free(figure->id);
    g_free(figure->caption);
    g_free(figure->hash);
    g_free(figure);
}

void
ap_snapshot_free(ApSnapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    g_clear_pointer(&snapshot->listing, g_ptr_array_unref);
    g_clear_pointer(&snapshot->figures, g_ptr_array_unref);
    ap_transcript_free(snapshot->transcript);
    g_free(snapshot->path);
    g_free(snapshot);
}

/* The bytes by which a figure is told apart; NULL with `error`. */
static GBytes *
figure_bytes(const ApChart *chart, const ApFigure *figure, const ApBlock *block, ApFiguresBy figures_by,
             GError **error)
{
    return figures_by == AP_FIGURES_BY_DATA
               ? ap_chart_data_csv(ap_chart_data(chart))
               : ap_figure_render(chart, AP_FORMAT_SVG, figure->caption, block->alt, ANY_DPI, error);
}

static gboolean
take_figures(ApSnapshot *snapshot, const ApDocument *document, const ApChart *const *charts,
             ApFiguresBy figures_by, GError **error)
{
    const ApYear *year = ap_store_year(snapshot->store);
    for (guint i = 0; i < year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(year, i);
        const ApBlock *block = ap_document_figure(document, i);
        if (block == NULL)
            continue;
        g_autoptr(GBytes) bytes = figure_bytes(charts[i], figure, block, figures_by, error);
        if (bytes == NULL)
            return FALSE;
        g_autofree char *hash = ap_digest_bytes(bytes);
        g_ptr_array_add(snapshot->figures, ap_figure_state_new(figure->id, figure->caption, hash));
    }
    return TRUE;
}

/* All but the figures. */
static ApSnapshot *
snapshot_new(const char *path, const ApStore *store, const ApDocument *document)
{
    ApSnapshot *snapshot = g_new0(ApSnapshot, 1);
    snapshot->path = g_strdup(path);
    snapshot->store = store;
    snapshot->listing = ap_listing_new(store);
    snapshot->figures = g_ptr_array_new_with_free_func((GDestroyNotify)ap_figure_state_free);
    snapshot->transcript = ap_transcript_of_document(document);
    return snapshot;
}

ApSnapshot *
ap_snapshot_of_outputs(const char *path, const ApStore *store, const ApDocument *document,
                       GHashTable *outputs)
{
    const ApYear *year = ap_store_year(store);
    ApSnapshot *snapshot = snapshot_new(path, store, document);
    for (guint i = 0; i < year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(year, i);
        const ApBlock *block = ap_document_figure(document, i);
        g_autofree char *name = block != NULL ? ap_figure_file_name(block->number, figure->id, "svg") : NULL;
        GBytes *picture = name != NULL ? g_hash_table_lookup(outputs, name) : NULL;
        if (picture == NULL)
            continue;
        g_autofree char *hash = ap_digest_bytes(picture);
        g_ptr_array_add(snapshot->figures, ap_figure_state_new(figure->id, figure->caption, hash));
    }
    return snapshot;
}

ApSnapshot *
ap_snapshot_of_year(const char *path, const ApStore *store, const ApDocument *document,
                    const ApChart *const *charts, ApFiguresBy figures_by, GError **error)
{
    g_autoptr(ApSnapshot) snapshot = snapshot_new(path, store, document);
    return take_figures(snapshot, document, charts, figures_by, error) ? g_steal_pointer(&snapshot) : NULL;
}
