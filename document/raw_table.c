/* Merges the cells of a table and reads the attributes of its caption. */
#include <config.h>

#include "document/raw_table.h"

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    GArray *pieces; /* ApPiece */
    ApAlign align;
    ApPlace place;
} RawCell;

struct ApRawTable {
    guint columns;
    guint header_rows;
    GPtrArray *rows; /* GArray of RawCell */
    ApPlace place;
};

/* What a caption says of its table. */
typedef struct {
    char *id;
    double *widths; /* columns */
    guint rows;     /* header rows */
    guint heads;    /* columns that head their row */
} Attributes;

static void
clear_cell(gpointer data)
{
    RawCell *cell = data;
    g_array_unref(cell->pieces);
}

static void
free_row(gpointer data)
{
    g_array_unref(data);
}

ApRawTable *
ap_raw_table_new(guint columns, ApPlace place)
{
    ApRawTable *raw = g_new0(ApRawTable, 1);
    raw->columns = columns;
    raw->rows = g_ptr_array_new_with_free_func(free_row);
    raw->place = place;
    return raw;
}

void
ap_raw_table_free(ApRawTable *raw)
{
    if (raw == NULL)
        return;
    g_ptr_array_unref(raw->rows);
    g_free(raw);
}

void
ap_raw_table_add_row(ApRawTable *raw, gboolean header)
{
    GArray *row = g_array_new(FALSE, FALSE, sizeof(RawCell));
    g_array_set_clear_func(row, clear_cell);
    g_ptr_array_add(raw->rows, row);
    if (header)
        raw->header_rows++;
}

void
ap_raw_table_add_cell(ApRawTable *raw, GArray *pieces, ApAlign align, ApPlace place)
{
    RawCell cell = {pieces, align, place};
    g_array_append_val((GArray *)g_ptr_array_index(raw->rows, raw->rows->len - 1), cell);
}

static const RawCell *
cell_at(const ApRawTable *raw, guint row, guint column)
{
    return &g_array_index((GArray *)g_ptr_array_index(raw->rows, row), RawCell, column);
}

/* A whole number from 0 to `most`; FALSE with a problem. */
static gboolean
read_count(const char *name, const char *text, guint most, ApPlace place, guint *count, ApProblems *problems)
{
    guint64 value;
    if (!g_ascii_string_to_unsigned(text, 10, 0, most, &value, NULL)) {
        ap_problems_error(problems, place, _("%s=\"%s\" is not a whole number up to %u"), name, text, most);
        return FALSE;
    }
    *count = (guint)value;
    return TRUE;
}

static void
read_widths(const ApRawTable *raw, const char *text, ApPlace place, double *widths, ApProblems *problems)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint count = 0;
    for (guint i = 0; words[i] != NULL; i++) {
        char *end;
        if (words[i][0] == '\0')
            continue;
        double width = g_ascii_strtod(words[i], &end);
        if (*end != '\0' || !(width > 0 && width < 1000)) {
            ap_problems_error(problems, place, _("widths: “%s” is not a share; write numbers above 0"),
                              words[i]);
            return;
        }
        if (count < raw->columns)
            widths[count] = width;
        count++;
    }
    if (count != raw->columns)
        ap_problems_error(problems, place,
                          _("widths=\"%s\" gives %u shares, the table has %u columns; give one a column"),
                          text, count, raw->columns);
}

static void
read_pair(const ApRawTable *raw, const char *name, const char *value, ApPlace place, Attributes *attributes,
          ApProblems *problems)
{
    static const char *const names[] = {"widths", "rows", "heads"};
    if (strcmp(name, "widths") == 0) {
        read_widths(raw, value, place, attributes->widths, problems);
    } else if (strcmp(name, "rows") == 0) {
        read_count(name, value, raw->rows->len, place, &attributes->rows, problems);
    } else if (strcmp(name, "heads") == 0) {
        read_count(name, value, raw->columns, place, &attributes->heads, problems);
    } else {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            g_ptr_array_add(known, (gpointer)names[i]);
        g_autofree char *nearest = ap_nearest(name, known);
        ap_problems_error(problems, place, _("a caption has no attribute “%s”; write %s"), name,
                          nearest != NULL ? nearest : "widths, rows, heads");
    }
}

/* Reads "#tbl-x name="value" …". */
static void
read_attributes(const ApRawTable *raw, const char *text, ApPlace place, Attributes *attributes,
                ApProblems *problems)
{
    g_autoptr(GRegex) one = g_regex_new("\\s*(?:#([\\w-]+)|(\\w+)=\"([^\"]*)\")(?=\\s|$)", G_REGEX_OPTIMIZE,
                                        G_REGEX_MATCH_ANCHORED, NULL);
    const char *rest = text;
    while (rest[strspn(rest, " ")] != '\0') {
        g_autoptr(GMatchInfo) match = NULL;
        gint end;
        if (!g_regex_match(one, rest, G_REGEX_MATCH_ANCHORED, &match)) {
            ap_problems_error(problems, place, _("“%s” is no attribute; write #tbl-ID or name=\"value\""),
                              rest);
            return;
        }
        g_autofree char *id = g_match_info_fetch(match, 1);
        g_autofree char *name = g_match_info_fetch(match, 2);
        g_autofree char *value = g_match_info_fetch(match, 3);
        if (id != NULL && id[0] != '\0' && attributes->id == NULL)
            attributes->id = g_steal_pointer(&id);
        else if (name != NULL && name[0] != '\0')
            read_pair(raw, name, value, place, attributes, problems);
        g_match_info_fetch_pos(match, 0, NULL, &end);
        rest += end;
    }
    if (attributes->id == NULL || !g_str_has_prefix(attributes->id, "tbl-"))
        ap_problems_error(problems, place, _("a caption needs an id; begin its attributes by #tbl-ID"));
}

/* Where the content of each place of the table stands: the index of a place, row after row. A cell that is
 * not merged is its own owner. */
static guint *
find_owners(const ApRawTable *raw, ApProblems *problems)
{
    guint *owners = g_new(guint, (gsize)raw->rows->len * raw->columns);
    for (guint row = 0; row < raw->rows->len; row++) {
        for (guint column = 0; column < raw->columns; column++) {
            const RawCell *cell = cell_at(raw, row, column);
            guint here = row * raw->columns + column;
            gboolean up = ap_pieces_are(cell->pieces, "^^");
            gboolean left = ap_pieces_are(cell->pieces, "<<");
            owners[here] = up && row > 0        ? owners[here - raw->columns]
                           : left && column > 0 ? owners[here - 1]
                                                : here;
            if (up && row == 0)
                ap_problems_error(problems, cell->place,
                                  _("“^^” has no cell above it to merge with; fill the cell in"));
            if (left && column == 0)
                ap_problems_error(problems, cell->place,
                                  _("“<<” has no cell to its left to merge with; fill the cell in"));
        }
    }
    return owners;
}

/* What the cell at a place owns: how many places, and how far they reach. */
typedef struct {
    guint owned;
    guint last_row;
    guint last_column;
} Region;

static Region *
find_regions(const ApRawTable *raw, const guint *owners)
{
    Region *regions = g_new0(Region, (gsize)raw->rows->len * raw->columns);
    for (guint i = 0; i < raw->rows->len * raw->columns; i++) {
        Region *region = &regions[owners[i]];
        region->owned++;
        region->last_row = MAX(region->last_row, i / raw->columns);
        region->last_column = MAX(region->last_column, i % raw->columns);
    }
    return regions;
}

/* Gives the cell at `row`, `column` the span of its region, which must be a rectangle and lie on one side of
 * the header's end. */
static void
set_spans(const ApRawTable *raw, const Region *region, guint row, guint column, const ApTable *table,
          ApProblems *problems)
{
    ApTableCell *cell = ap_table_cell(table, row, column);
    cell->row_span = region->last_row - row + 1;
    cell->column_span = region->last_column - column + 1;
    if (region->owned != cell->row_span * cell->column_span)
        ap_problems_error(problems, cell_at(raw, row, column)->place,
                          _("the cells merged with this one form no rectangle; check its “^^” and “<<”"));
    if (row < table->header_rows && region->last_row >= table->header_rows)
        ap_problems_error(problems, cell_at(raw, row, column)->place,
                          _("a cell of the header is merged with one below it; raise rows=\"%u\""),
                          table->header_rows);
}

static ApTable *
build_table(const ApRawTable *raw, const Attributes *attributes, ApProblems *problems)
{
    ApTable *table = ap_table_new(raw->rows->len, raw->columns);
    g_autofree guint *owners = find_owners(raw, problems);
    g_autofree Region *regions = find_regions(raw, owners);
    table->header_rows = attributes->rows;
    memcpy(table->weights, attributes->widths, raw->columns * sizeof(double));
    for (guint i = 0; i < raw->rows->len * raw->columns; i++) {
        guint row = i / raw->columns, column = i % raw->columns;
        const RawCell *from = cell_at(raw, row, column);
        ApTableCell *cell = ap_table_cell(table, row, column);
        cell->align = from->align;
        cell->header = row < attributes->rows || column < attributes->heads;
        cell->covered = owners[i] != i;
        if (cell->covered)
            continue;
        if (!ap_pieces_are(from->pieces, "^^") && !ap_pieces_are(from->pieces, "<<"))
            ap_pieces_to_runs(from->pieces, cell->runs, problems);
        set_spans(raw, &regions[i], row, column, table, problems);
    }
    return table;
}

ApBlock *
ap_raw_table_to_block(const ApRawTable *raw, const GArray *caption, const char *attributes_text,
                      ApPlace attributes_place, ApProblems *problems)
{
    ApBlock *block = ap_block_new(AP_BLOCK_TABLE, raw->place);
    Attributes attributes = {.widths = g_new0(double, raw->columns), .rows = raw->header_rows};
    if (attributes_text != NULL)
        read_attributes(raw, attributes_text, attributes_place, &attributes, problems);
    if (caption != NULL)
        ap_pieces_to_runs(caption, block->runs, problems);
    block->id = attributes.id;
    block->table = build_table(raw, &attributes, problems);
    g_free(attributes.widths);
    return block;
}
