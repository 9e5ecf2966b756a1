/* items.csv: what is scored. Rows of one item of a stage become its parts; rows of one code share a score. */
#include <config.h>

#include "scores/source.h"

#include <glib/gi18n.h>
#include <string.h>

/* An audit has some dozens of items; the bound keeps a wrong file from taking all day. */
#define ROWS_LIMIT 10000U

enum { STAGE, FACET, ITEM, NAME, PART, CODE, MAX_POINTS, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [STAGE] = {"stage", FALSE},    [FACET] = {"facet", FALSE}, [ITEM] = {"item", FALSE},
    [NAME] = {"name", FALSE},      [PART] = {"part", FALSE},   [CODE] = {"code", FALSE},
    [MAX_POINTS] = {"max", FALSE},
};

typedef struct {
    ApReading *reading;
    guint rows;
} Items;

static gboolean
find_stage(ApReading *reading, const ApRow *row, guint *stage)
{
    if (!ap_require_cell(reading, row, STAGE, "stage"))
        return FALSE;
    if (ap_index_find(reading->stages, ap_row_cell(row, STAGE), stage))
        return TRUE;
    g_autofree char *shown = ap_slice_show(ap_row_cell(row, STAGE));
    if (reading->plan_known)
        ap_problems_error(reading->problems, ap_row_place(row, STAGE),
                          _("stage “%s” is not in report.yaml; correct it or add it there"), shown);
    return FALSE;
}

/* The maximum of a row: empty for a pilot, else above 0. */
static gboolean
read_max(ApReading *reading, const ApRow *row, ApDecimal *max)
{
    ApSlice cell = ap_row_cell(row, MAX_POINTS);
    ApPlace place = ap_row_place(row, MAX_POINTS);
    *max = 0;
    if (cell.length == 0)
        return TRUE;
    if (!ap_read_decimal(reading, place, N_("max"), cell, max))
        return FALSE;
    if (*max > 0 && *max <= AP_GRID_MAX_POINTS)
        return TRUE;
    g_autofree char *text = ap_decimal_format(*max);
    g_autofree char *limit = ap_decimal_format(AP_GRID_MAX_POINTS);
    ap_problems_error(reading->problems, place,
                      _("max %s must be above 0 and at most %s; leave it empty for a pilot"), text, limit);
    return FALSE;
}

/* A later row of a code must agree with the first. */
static void
check_code(ApReading *reading, const ApRow *row, const ApCode *code, guint stage, ApDecimal max)
{
    if (code->stage != stage)
        ap_problems_error(reading->problems, ap_row_place(row, CODE),
                          _("code “%s” belongs to another stage (line %u); a code has one stage"), code->code,
                          code->place.line);
    if (code->max == max)
        return;
    g_autofree char *here = ap_decimal_format(max), *there = ap_decimal_format(code->max);
    ap_problems_error(reading->problems, ap_row_place(row, MAX_POINTS),
                      _("code “%s” has max “%s” here and “%s” in line %u; rows of a code share one"),
                      code->code, max > 0 ? here : "", code->max > 0 ? there : "", code->place.line);
}

/* The code of the row, new or known. After an error in the row a new code counts as a pilot of unknown max,
 * so that no score is asked of it. */
static guint
take_code(ApReading *reading, const ApRow *row, gboolean good, guint stage, ApDecimal max)
{
    guint index;
    if (ap_index_find(reading->codes, ap_row_cell(row, CODE), &index)) {
        if (good && ap_year_code(reading->year, index)->max != AP_MAX_UNKNOWN)
            check_code(reading, row, ap_year_code(reading->year, index), stage, max);
        return index;
    }
    ApCode *code = g_new0(ApCode, 1);
    code->code = ap_row_text(row, CODE);
    code->stage = stage;
    code->max = good ? max : AP_MAX_UNKNOWN;
    code->pilot = code->max <= 0;
    code->place = ap_row_place(row, CODE);
    index = reading->year->codes->len;
    g_ptr_array_add(reading->year->codes, code);
    ap_index_add(reading->codes, (ApSlice){code->code, strlen(code->code)}, index);
    return index;
}

static gint
take_facet(ApReading *reading, const ApRow *row, guint stage)
{
    ApSlice cell = ap_row_cell(row, FACET);
    GPtrArray *facets = reading->year->facets;
    if (cell.length == 0)
        return -1;
    for (guint i = 0; i < facets->len; i++) {
        const ApFacet *facet = g_ptr_array_index(facets, i);
        if (facet->stage == stage && ap_slice_equal(cell, facet->name))
            return (gint)i;
    }
    ApFacet *facet = g_new0(ApFacet, 1);
    facet->stage = stage;
    facet->name = ap_row_text(row, FACET);
    facet->place = ap_row_place(row, FACET);
    g_ptr_array_add(facets, facet);
    return (gint)facets->len - 1;
}

static void
check_item(ApReading *reading, const ApRow *row, const ApItem *item, gint facet)
{
    if (!ap_slice_equal(ap_row_cell(row, NAME), item->name))
        ap_problems_error(reading->problems, ap_row_place(row, NAME),
                          _("item “%s” is called “%s” in line %u; its rows share one name"), item->number,
                          item->name, item->place.line);
    if (facet != item->facet)
        ap_problems_error(reading->problems, ap_row_place(row, FACET),
                          _("item “%s” has another facet in line %u; its rows share one"), item->number,
                          item->place.line);
}

static ApItem *
take_item(ApReading *reading, const ApRow *row, guint stage)
{
    GPtrArray *items = reading->year->items;
    gint facet = take_facet(reading, row, stage);
    for (guint i = 0; i < items->len; i++) {
        ApItem *item = g_ptr_array_index(items, i);
        if (item->stage == stage && ap_slice_equal(ap_row_cell(row, ITEM), item->number)) {
            check_item(reading, row, item, facet);
            return item;
        }
    }
    ApItem *item = g_new0(ApItem, 1);
    item->stage = stage;
    item->facet = facet;
    item->number = ap_row_text(row, ITEM);
    item->name = ap_row_text(row, NAME);
    item->parts = g_array_new(FALSE, TRUE, sizeof(ApPart));
    item->place = ap_row_place(row, ITEM);
    g_ptr_array_add(items, item);
    return item;
}

static void
read_row(gpointer user, const ApRow *row)
{
    Items *items = user;
    ApReading *reading = items->reading;
    if (++items->rows == ROWS_LIMIT + 1)
        ap_problems_error(reading->problems, ap_row_place(row, STAGE),
                          _("there are more than %u rows; is this the right file?"), ROWS_LIMIT);
    if (items->rows > ROWS_LIMIT)
        return;
    guint stage = 0;
    ApDecimal max;
    gboolean good = find_stage(reading, row, &stage);
    good = ap_require_cell(reading, row, ITEM, "item") && good;
    good = ap_require_cell(reading, row, NAME, "name") && good;
    good = read_max(reading, row, &max) && good;
    if (!ap_require_cell(reading, row, CODE, "code"))
        return;
    guint code = take_code(reading, row, good, stage, max);
    if (!good)
        return;
    ApItem *item = take_item(reading, row, stage);
    ApPart part = {ap_row_text(row, PART), code, ap_row_place(row, CODE)};
    g_array_append_val(item->parts, part);
}

static void
check_stages(ApReading *reading)
{
    const ApYear *year = reading->year;
    for (guint stage = 0; stage < year->stages->len; stage++) {
        gboolean counted = FALSE;
        for (guint i = 0; i < year->codes->len && !counted; i++)
            counted = ap_year_code(year, i)->stage == stage && !ap_year_code(year, i)->pilot;
        if (!counted)
            ap_problems_error(reading->problems, ap_year_stage(year, stage)->place,
                              _("stage “%s” has no scored code; add one with a max to items.csv"),
                              ap_year_stage(year, stage)->id);
    }
}

gboolean
ap_read_items(ApReading *reading, GError **error)
{
    Items items = {reading, 0};
    ApSheetSpec spec = {
        .file = ap_source_file(reading, "items"),
        .columns = columns,
        .n_columns = N_COLUMNS,
        .row = read_row,
        .user = &items,
        .problems = reading->problems,
    };
    guint before = ap_problems_count_errors(reading->problems);
    GError *failure = NULL;
    reading->items_known =
        ap_source_read_sheet(reading, "items", &spec, &failure) && items.rows <= ROWS_LIMIT;
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (reading->items_known && before == ap_problems_count_errors(reading->problems))
        check_stages(reading);
    return TRUE;
}
