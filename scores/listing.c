/* The published statistics as rows of texts. */
#include <config.h>

#include "scores/listing.h"

#include "scores/sheet.h"

static void
listed_free(gpointer data)
{
    ApListed *row = data;
    g_free(row->scope);
    g_free(row->measure);
    g_free(row->statistic);
    g_free(row->value);
    g_free(row);
}

/* Adds a row; takes the texts. */
static void
add(GPtrArray *listing, char *scope, char *measure, char *statistic, char *value)
{
    ApListed *row = g_new(ApListed, 1);
    *row = (ApListed){scope, measure, statistic, value};
    g_ptr_array_add(listing, row);
}

GPtrArray *
ap_listing_new(const ApStore *store)
{
    GPtrArray *listing = g_ptr_array_new_with_free_func(listed_free);
    for (guint s = 0; s < ap_store_n_scopes(store); s++)
        for (guint m = 0; m < ap_store_n_measures(store); m++) {
            const ApSummary *summary = ap_store_summary(store, s, m);
            for (ApStatistic t = 0; summary != NULL && t < AP_STATISTICS; t++)
                add(listing, g_strdup(ap_store_scope(store, s)->id), g_strdup(ap_store_measure(store, m)->id),
                    g_strdup(ap_statistic_name(t)), ap_store_format(store, t, summary->values[t]));
        }
    return listing;
}

/* ---- The file. ---- */

enum { COLUMN_SCOPE, COLUMN_MEASURE, COLUMN_STATISTIC, COLUMN_VALUE, COLUMNS };

static const ApColumn columns[COLUMNS] = {
    [COLUMN_SCOPE] = {"scope", FALSE},
    [COLUMN_MEASURE] = {"measure", FALSE},
    [COLUMN_STATISTIC] = {"statistic", FALSE},
    [COLUMN_VALUE] = {"value", FALSE},
};

static void
read_row(gpointer user, const ApRow *row)
{
    add(user, ap_row_text(row, COLUMN_SCOPE), ap_row_text(row, COLUMN_MEASURE),
        ap_row_text(row, COLUMN_STATISTIC), ap_row_text(row, COLUMN_VALUE));
}

GPtrArray *
ap_listing_read(const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) listing = g_ptr_array_new_with_free_func(listed_free);
    const ApSheetSpec spec = {.file = path,
                              .columns = columns,
                              .n_columns = COLUMNS,
                              .row = read_row,
                              .user = listing,
                              .problems = problems};
    guint errors = ap_problems_count_errors(problems);
    if (!ap_sheet_read_csv(&spec, 0, error) || ap_problems_count_errors(problems) > errors)
        return NULL;
    return g_steal_pointer(&listing);
}
