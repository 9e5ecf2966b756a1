/* published.csv: the figures that are already published, as written. */
#include <config.h>

#include "scores/names.h"
#include "scores/source.h"
#include "scores/store.h"

#include <glib/gi18n.h>

enum { SCOPE, MEASURE, STATISTIC, VALUE, WHERE, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [SCOPE] = {"scope", FALSE}, [MEASURE] = {"measure", FALSE}, [STATISTIC] = {"statistic", FALSE},
    [VALUE] = {"value", FALSE}, [WHERE] = {"where", FALSE},
};

/* Whether what the row names is there. */
static void
check(ApReading *reading, const ApPublished *published, const ApRow *row)
{
    gint unused;
    ApStatistic statistic;
    ApDecimal value;
    if (*published->scope != '\0')
        ap_find_scope(reading, published->scope_place, published->scope, &unused);
    if (*published->measure != '\0')
        ap_find_measure(reading, published->measure_place, published->measure, &unused);
    if (*published->statistic != '\0' && !ap_statistic_from_name(published->statistic, &statistic))
        ap_problems_error(
            reading->problems, published->statistic_place,
            _("statistic “%s” is unknown; the statistics are n, mean, median, min, max, q1, q3, "
              "stdev, at_least_good, below_good, between and below_pass"),
            published->statistic);
    if (*published->value != '\0')
        ap_read_decimal(reading, published->place, N_("value"), ap_row_cell(row, VALUE), &value);
}

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
    check(reading, published, row);
    g_ptr_array_add(reading->year->published, published);
}

gboolean
ap_read_published(ApReading *reading, GError **error)
{
    return ap_source_read_optional(reading, "published", columns, N_COLUMNS, read_row, error);
}
