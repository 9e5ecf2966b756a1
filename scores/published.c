/* published.csv: the figures that are already published, as written. */
#include <config.h>

#include "scores/source.h"

enum { SCOPE, MEASURE, STATISTIC, VALUE, WHERE, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [SCOPE] = {"scope", FALSE}, [MEASURE] = {"measure", FALSE}, [STATISTIC] = {"statistic", FALSE},
    [VALUE] = {"value", FALSE}, [WHERE] = {"where", FALSE},
};

static void
read_row(gpointer user, const ApRow *row)
{
    ApReading *reading = user;
    for (guint column = SCOPE; column <= VALUE; column++)
        ap_require_cell(reading, row, column, columns[column].name);
    ApPublished *published = g_new0(ApPublished, 1);
    published->scope = ap_row_text(row, SCOPE);
    published->measure = ap_row_text(row, MEASURE);
    published->statistic = ap_row_text(row, STATISTIC);
    published->value = ap_row_text(row, VALUE);
    published->where = ap_row_text(row, WHERE);
    published->place = ap_row_place(row, VALUE);
    published->scope_place = ap_row_place(row, SCOPE);
    published->measure_place = ap_row_place(row, MEASURE);
    published->statistic_place = ap_row_place(row, STATISTIC);
    g_ptr_array_add(reading->year->published, published);
}

gboolean
ap_read_published(ApReading *reading, GError **error)
{
    if (!ap_source_exists(reading, "published"))
        return TRUE;
    ApSheetSpec spec = {
        .file = ap_source_file(reading, "published"),
        .columns = columns,
        .n_columns = N_COLUMNS,
        .row = read_row,
        .user = reading,
        .problems = reading->problems,
    };
    GError *failure = NULL;
    ap_source_read_sheet(reading, "published", &spec, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    return TRUE;
}
