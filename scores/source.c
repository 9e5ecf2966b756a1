/* Looks for every table in every form once, before the first is read. */
#include <config.h>

#include "scores/source.h"

#include "scores/input.h"
#include "scores/spreadsheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* The workbook of this name may hold the others too. */
#define SCORES "scores"

static const char *const tables[] = {"items", "participants", SCORES, "corrections", "agencies", "published"};

/* What a required table is for, by its place among the tables. */
static const char *const purposes[] = {
    N_("the file is missing: it lists the scored items with their codes and maxima; add it"),
    N_("the file is missing: it lists the participants with their groups and labels; add it"),
    N_("the file is missing: it holds the scores, by participant and code; add it"),
};
static const char *const workbook_endings[] = {".xlsx", ".ods"};

typedef struct {
    const char *name; /* of the file, in the year folder */
    const char *file; /* its path; both held by the year */
    gboolean exists;
    gboolean broken;         /* what is wrong has become a problem */
    ApSpreadsheet *workbook; /* NULL for CSV */
    gboolean owned;
} Source;

struct ApSources {
    Source tables[G_N_ELEMENTS(tables)];
    Source shared; /* scores.xlsx or scores.ods */
};

static void
set_file(ApReading *reading, Source *source, const char *table, const char *ending)
{
    g_autofree char *name = g_strconcat(table, ending, NULL);
    source->name = g_string_chunk_insert_const(reading->year->paths, name);
    source->file = ap_reading_path(reading, name);
    source->exists = ap_reading_has(reading, name);
}

/* Opens the workbook of a source. FALSE with `error` set if the system failed. */
static gboolean
open_workbook(ApReading *reading, Source *source, GError **error)
{
    GError *failure = NULL;
    source->workbook = ap_spreadsheet_open(source->file, reading->limit, reading->problems, &failure);
    source->owned = TRUE;
    source->broken = source->workbook == NULL;
    if (failure != NULL)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static gboolean
find_shared(ApReading *reading, Source *shared, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(workbook_endings) && !shared->exists; i++)
        set_file(reading, shared, SCORES, workbook_endings[i]);
    return !shared->exists || open_workbook(reading, shared, error);
}

/* Whether the shared workbook holds the table. The scores may be in a sheet of any name, unless sheets of
 * other tables tell that names matter. */
static gboolean
shared_holds(const Source *shared, const char *table)
{
    if (!shared->exists)
        return FALSE;
    if (shared->broken)
        return g_str_equal(table, SCORES);
    if (ap_spreadsheet_has_sheet(shared->workbook, table))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        if (ap_spreadsheet_has_sheet(shared->workbook, tables[i]))
            return FALSE;
    return g_str_equal(table, SCORES);
}

/* Makes `found` the place of the table, unless it has one already. */
static void
take(ApReading *reading, Source *source, const Source *found, const char *table)
{
    if (!found->exists)
        return;
    if (!source->exists) {
        *source = *found;
        source->owned = FALSE;
        return;
    }
    if (!source->broken)
        ap_problems_error(reading->problems, (ApPlace){.file = source->file, .line = 1, .column = 1},
                          _("the table “%s” is in %s and in %s; keep one of them"), table, source->name,
                          found->name);
    source->broken = TRUE;
}

static gboolean
find_table(ApReading *reading, Source *source, const char *table, GError **error)
{
    const Source *shared = &reading->sources->shared;
    Source found = {0};
    set_file(reading, &found, table, ".csv");
    take(reading, source, &found, table);
    if (shared_holds(shared, table))
        take(reading, source, shared, table);
    for (guint i = 0; i < G_N_ELEMENTS(workbook_endings); i++) {
        set_file(reading, &found, table, workbook_endings[i]);
        if (found.name != shared->name)
            take(reading, source, &found, table);
    }
    if (!source->exists) {
        set_file(reading, source, table, ".csv");
        /* It may be in a workbook that cannot be opened. */
        source->broken = shared->broken;
    }
    gboolean own = source->exists && source->workbook == NULL && !g_str_has_suffix(source->name, ".csv");
    return !own || source->broken || open_workbook(reading, source, error);
}

/* Problems come in the order of the tables, whatever is opened first. */
static void
expect_files(ApReading *reading)
{
    Source unused = {0};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        set_file(reading, &unused, tables[i], ".csv");
        for (guint j = 0; j < G_N_ELEMENTS(workbook_endings); j++)
            set_file(reading, &unused, tables[i], workbook_endings[j]);
    }
}

gboolean
ap_sources_find(ApReading *reading, GError **error)
{
    ApSources *sources = g_new0(ApSources, 1);
    reading->sources = sources;
    expect_files(reading);
    if (!find_shared(reading, &sources->shared, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        if (!find_table(reading, &sources->tables[i], tables[i], error))
            return FALSE;
    return TRUE;
}

void
ap_sources_free(ApSources *sources)
{
    if (sources == NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        if (sources->tables[i].owned)
            ap_spreadsheet_free(sources->tables[i].workbook);
    ap_spreadsheet_free(sources->shared.workbook);
    g_free(sources);
}

static guint
table_index(const char *table)
{
    guint i = 0;
    while (!g_str_equal(tables[i], table))
        i++;
    return i;
}

static const Source *
lookup(const ApReading *reading, const char *table)
{
    return &reading->sources->tables[table_index(table)];
}

const char *
ap_source_file(const ApReading *reading, const char *table)
{
    return lookup(reading, table)->file;
}

gboolean
ap_source_read(ApReading *reading, const char *table, ApRowFunc row, gpointer user, GError **error)
{
    const Source *source = lookup(reading, table);
    if (source->broken)
        return FALSE;
    if (!source->exists && table_index(table) < G_N_ELEMENTS(purposes)) {
        ap_problems_error(reading->problems, (ApPlace){source->file, 1, 1}, "%s",
                          _(purposes[table_index(table)]));
        return FALSE;
    }
    ap_reading_note(reading, source->name);
    if (source->workbook != NULL)
        return ap_spreadsheet_read(source->workbook, table, row, user);
    return ap_csv_read(source->file, reading->limit, row, user, reading->problems, error);
}

gboolean
ap_source_read_sheet(ApReading *reading, const char *table, const ApSheetSpec *spec, GError **error)
{
    g_autoptr(ApSheet) sheet = ap_sheet_new(spec);
    return ap_source_read(reading, table, ap_sheet_take, sheet, error) && ap_sheet_finish(sheet);
}

gboolean
ap_source_read_optional(ApReading *reading, const char *table, const ApColumn *columns, guint n_columns,
                        ApSheetFunc row, GError **error)
{
    if (!lookup(reading, table)->exists)
        return TRUE;
    const ApSheetSpec spec = {
        .file = ap_source_file(reading, table),
        .columns = columns,
        .n_columns = n_columns,
        .row = row,
        .user = reading,
        .problems = reading->problems,
    };
    GError *failure = NULL;
    ap_source_read_sheet(reading, table, &spec, &failure);
    if (failure == NULL)
        return TRUE;
    g_propagate_error(error, failure);
    return FALSE;
}
