/* The appendix from its parts: the sheets in their order, the properties of the file, the bytes. */
#include <config.h>

#include "render/xlsx/workbook.h"

#include "render/scratch.h"
#include "render/xlsx/appendix.h"
#include "render/xlsx/archive.h"
#include "render/xlsx/limits.h"

#include <glib/gi18n.h>

#define ROC_EPOCH 1911

/* ---- What the style says. ---- */

/* The texts may use all that the report's texts may, and the program's version. */
static ApNode *
new_context(const ApDocument *document)
{
    ApNode *context = ap_node_copy(document->context);
    ap_node_set(context, "version", ap_node_string(PACKAGE_VERSION, NULL, (ApPlace){0}));
    return context;
}

static lxw_color_t
parse_color(const yaml_node_t *node)
{
    const char *text = ap_yaml_text(node);
    return text != NULL && *text == '#' ? (lxw_color_t)g_ascii_strtoull(text + 1, NULL, 16) : LXW_COLOR_BLACK;
}

/* The colours are those of the figures, so they are read where the figures read them. */
static GArray *
read_palette(ApYaml *style, lxw_color_t *everyone)
{
    GArray *palette = g_array_new(FALSE, FALSE, sizeof(lxw_color_t));
    const yaml_node_t *charts = ap_yaml_get(style, ap_yaml_root(style), "charts");
    const yaml_node_t *colors = ap_yaml_get(style, charts, "palette");
    *everyone = parse_color(ap_yaml_get(style, charts, "everyone"));
    for (guint i = 0; i < ap_yaml_length(colors); i++) {
        lxw_color_t color = parse_color(ap_yaml_element(style, colors, i));
        g_array_append_val(palette, color);
    }
    return palette;
}

/* ---- The book. ---- */

/* When the workbook says it was made: SOURCE_DATE_EPOCH, else the month of publication, else the end of the
 * year; never today, so that the bytes repeat. */
static time_t
creation_time(const ApYear *year)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (epoch != NULL && g_ascii_isdigit(*epoch))
        return (time_t)g_ascii_strtoull(epoch, NULL, 10);
    gboolean published = year->published_year > 0;
    guint roc_year = published ? year->published_year : year->roc_year + 1;
    g_autoptr(GDateTime) date = g_date_time_new_utc((gint)roc_year + ROC_EPOCH,
                                                    published ? (gint)year->published_month : 1, 1, 0, 0, 0);
    return date == NULL ? 1 : (time_t)g_date_time_to_unix(date);
}

static void
set_properties(ApBook *book, const ApStore *store, const ApDocument *document)
{
    const ApYear *year = ap_store_year(store);
    lxw_doc_properties properties = {.title = document->title,
                                     .subject = (char *)ap_terms_get(book->terms, "subject"),
                                     .author = year->publisher,
                                     .company = year->publisher,
                                     .comments = (char *)ap_terms_get(book->terms, "comments"),
                                     .created = creation_time(year)};
    ap_book_note(book, workbook_set_properties(book->workbook, &properties));
    ap_book_note(book, workbook_set_custom_property_string(book->workbook, "Language", document->language));
}

static gboolean
fill_sheets(ApAppendix *appendix, GError **error)
{
    ap_appendix_fill_participants(appendix);
    ap_appendix_fill_agencies(appendix);
    ap_appendix_fill_parameters(appendix);
    ap_appendix_fill_items(appendix);
    ap_appendix_fill_scores(appendix);
    ap_appendix_fill_corrections(appendix);
    ap_appendix_fill_values(appendix);
    ap_appendix_fill_statistics(appendix);
    if (!ap_appendix_add_figures(appendix, error))
        return FALSE;
    ap_appendix_fill_printed(appendix);
    ap_appendix_fill_notes(appendix);
    ap_appendix_fill_contents(appendix);
    return TRUE;
}

/* Scores are printed with as many places as the one that has most. */
static guint
places_of_points(const ApYear *year)
{
    guint places = 0;
    for (guint p = 0; p < year->participants->len; p++)
        for (guint c = 0; c < year->codes->len; c++) {
            ApDecimal points = ap_year_score(year, p, c).points;
            guint needed = AP_DECIMAL_PLACES;
            while (needed > places && points % 10 == 0) {
                points /= 10;
                needed--;
            }
            places = MAX(places, needed);
        }
    return places;
}

/* ---- From the library's file to bytes. ---- */

/* Everything that the workbook is made of. */
typedef struct {
    const ApStore *store;
    const ApDocument *document;
    const ApProvenance *provenance;
    const ApChart *const *charts;
    guint n_charts;
    ApYaml *style;
    ApTerms *terms;
} Source;

/* The cells of the rows in a branch of the library's tree. */
static guint64
count_cells_in_row(const lxw_cell *cell)
{
    return cell == NULL ? 0
                        : 1 + count_cells_in_row(cell->tree_pointers.rbe_left) +
                              count_cells_in_row(cell->tree_pointers.rbe_right);
}

static guint64
count_cells_in_rows(const lxw_row *row)
{
    return row == NULL
               ? 0
               : count_cells_in_row(row->cells->rbh_root) + count_cells_in_rows(row->tree_pointers.rbe_left) +
                     count_cells_in_rows(row->tree_pointers.rbe_right);
}

/* All cells that the library is going to write. */
static guint64
count_cells(const lxw_workbook *workbook)
{
    guint64 cells = 0;
    const lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers)
    cells += count_cells_in_rows(sheet->table->rbh_root);
    return cells;
}

/* Writes the workbook to `path`; the library keeps its own temporary files in `dir`. It has a mode that keeps
 * one row in memory, but no tables in that mode, and without tables there are no filters, no names and no
 * header cells that a screen reader knows. So the cells are in memory: those of five thousand participants,
 * their scores of thirty codes and three figures of items take 150 MB. `*cells`
 * counts them. */
static gboolean
write_workbook(const Source *source, const char *dir, const char *path, guint64 *cells, GError **error)
{
    g_autofree char *scratch = g_strdup(dir);
    lxw_workbook_options options = {.tmpdir = scratch};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    ApPlaces places = {.points = places_of_points(ap_store_year(source->store)),
                       .value = ap_store_year(source->store)->decimals};
    g_autoptr(ApBook) book = ap_book_new(workbook, source->terms, places);
    g_autoptr(ApAppendix) appendix =
        ap_appendix_new(source->store, source->document, source->charts, source->n_charts, book);
    appendix->provenance = source->provenance;
    appendix->palette = read_palette(source->style, &appendix->everyone);
    gboolean filled = fill_sheets(appendix, error);
    set_properties(book, source->store, source->document);
    *cells = count_cells(workbook);
    ap_book_note(book, workbook_close(workbook));
    g_array_unref(appendix->palette);
    if (filled && book->failure != LXW_NO_ERROR)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the workbook: %s"),
                    lxw_strerror(book->failure));
    return filled && book->failure == LXW_NO_ERROR;
}

/* The library writes files only: a folder of its own holds them until they are read back. */
static GBytes *
render(const Source *source, GError **error)
{
    g_autoptr(ApScratch) scratch = ap_scratch_new(error);
    if (scratch == NULL)
        return NULL;
    g_autofree char *path = g_build_filename(scratch->path, "appendix.xlsx", NULL);
    guint64 cells = 0;
    return write_workbook(source, scratch->path, path, &cells, error) ? ap_archive_read(path, cells, error)
                                                                      : NULL;
}

/* Weighs the year on a book that is planned and never written. */
static void
check_limits(const Source *source, ApProblems *problems)
{
    lxw_workbook *workbook = workbook_new("");
    g_autoptr(ApBook) book = ap_book_new(workbook, source->terms, (ApPlaces){0});
    g_autoptr(ApAppendix) appendix =
        ap_appendix_new(source->store, source->document, source->charts, source->n_charts, book);
    ap_limits_check(appendix, problems);
    lxw_workbook_free(workbook);
}

void
ap_workbook_check(const ApStore *store, const ApDocument *document, const ApTemplate *template,
                  ApProblems *problems)
{
    g_autoptr(ApNode) context = new_context(document);
    g_autoptr(ApTerms) terms = ap_terms_new(ap_template_style(template), context, problems);
    ap_terms_check(terms);
    const Source source = {.store = store, .document = document, .terms = terms};
    check_limits(&source, problems);
}

GBytes *
ap_workbook_render(const ApStore *store, const ApDocument *document, const ApTemplate *template,
                   const ApProvenance *provenance, const ApChart *const *charts, guint n_charts,
                   ApProblems *problems, GError **error)
{
    guint before = ap_problems_count_errors(problems);
    g_autoptr(ApNode) context = new_context(document);
    ApYaml *style = ap_template_style(template);
    g_autoptr(ApTerms) terms = ap_terms_new(style, context, problems);
    const Source source = {store, document, provenance, charts, n_charts, style, terms};
    check_limits(&source, problems);
    if (ap_problems_count_errors(problems) > before)
        return NULL;
    g_autoptr(GBytes) bytes = render(&source, error);
    return ap_problems_count_errors(problems) > before ? NULL : g_steal_pointer(&bytes);
}
