/* The statistics as CSV, JSON and a table for people. */
#include <config.h>

#include "render/statistics.h"

#include "render/columns.h"
#include "render/measure.h"
#include "scores/csv_write.h"
#include "scores/listing.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <string.h>

/* ---- CSV. ---- */

GBytes *
ap_statistics_csv(const ApStore *store)
{
    g_autoptr(GPtrArray) listing = ap_listing_new(store);
    GString *csv = g_string_new("scope,measure,statistic,value\n");
    for (guint i = 0; i < listing->len; i++) {
        const ApListed *row = ap_listing_at(listing, i);
        const char *const fields[] = {row->scope, row->measure, row->statistic, row->value};
        ap_csv_append_row(csv, fields, G_N_ELEMENTS(fields));
    }
    return g_string_free_to_bytes(csv);
}

/* ---- JSON. ---- */

GBytes *
ap_statistics_json(const ApStore *store)
{
    g_autoptr(GPtrArray) listing = ap_listing_new(store);
    json_t *list = json_array();
    for (guint i = 0; i < listing->len; i++) {
        const ApListed *row = ap_listing_at(listing, i);
        json_array_append_new(list, json_pack("{ssssssss}", "scope", row->scope, "measure", row->measure,
                                              "statistic", row->statistic, "value", row->value));
    }
    char *text = json_dumps(list, JSON_INDENT(2));
    json_decref(list);
    GString *json = g_string_new(text);
    free(text);
    g_string_append_c(json, '\n');
    return g_string_free_to_bytes(json);
}

/* ---- The table for people. ---- */

enum { COLUMN_SCOPE, COLUMN_MEASURE, COLUMN_STATISTICS, COLUMNS = COLUMN_STATISTICS + AP_STATISTICS };

static void
append_header(GPtrArray *cells, const ApYear *year)
{
    g_ptr_array_add(cells, g_strdup(C_("statistics", "scope")));
    g_ptr_array_add(cells, g_strdup(C_("statistics", "measure")));
    for (ApStatistic t = 0; t < AP_STATISTICS; t++)
        g_ptr_array_add(cells, ap_statistic_title(year, t));
}

static void
append_summaries(GPtrArray *cells, const ApStore *store, guint scope)
{
    const ApYear *year = ap_store_year(store);
    gint group = ap_store_scope(store, scope)->group;
    const char *scope_title = group < 0 ? _("all") : ap_year_group(year, (guint)group)->name;
    for (guint m = 0; m < ap_store_n_measures(store); m++) {
        const ApSummary *summary = ap_store_summary(store, scope, m);
        if (summary == NULL)
            continue;
        g_ptr_array_add(cells, g_strdup(scope_title));
        g_ptr_array_add(cells, ap_measure_title(year, ap_store_measure(store, m), _("total")));
        for (guint t = 0; t < AP_STATISTICS; t++)
            g_ptr_array_add(cells, ap_store_format(store, (ApStatistic)t, summary->values[t]));
    }
}

/* Texts to the left, numbers to the right, two blanks between columns. */
static void
append_line(GString *text, const GPtrArray *cells, guint first, const guint *widths)
{
    for (guint c = 0; c < COLUMNS; c++) {
        const char *cell = g_ptr_array_index(cells, first + c);
        gboolean left = c < COLUMN_STATISTICS;
        guint fill = widths[c] - ap_columns(cell);
        g_string_append_printf(text, "%*s%s", left ? 0 : (int)fill, "", cell);
        if (c + 1 < COLUMNS)
            g_string_append_printf(text, "%*s", (int)(left ? fill : 0) + 2, "");
    }
    g_string_append_c(text, '\n');
}

GBytes *
ap_statistics_text(const ApStore *store)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    append_header(cells, ap_store_year(store));
    for (guint s = 0; s < ap_store_n_scopes(store); s++)
        append_summaries(cells, store, s);

    guint widths[COLUMNS] = {0};
    for (guint i = 0; i < cells->len; i++)
        widths[i % COLUMNS] = MAX(widths[i % COLUMNS], ap_columns(g_ptr_array_index(cells, i)));
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < cells->len; i += COLUMNS)
        append_line(text, cells, i, widths);
    return g_string_free_to_bytes(text);
}
