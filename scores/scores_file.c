/* scores.csv, as a long sheet (participant, code, score) or a wide one (a row a participant, a column a
 * code), and what must hold once it is read: no score missing, none without use. */
#include <config.h>

#include "scores/reading.h"

#include <glib/gi18n.h>
#include <string.h>

/* 100,000 participants with 1,000 codes each: beyond that, something else is wrong. */
#define CELLS_LIMIT 100000000

enum { PARTICIPANT, CODE, SCORE };

static const ApColumn long_columns[] = {
    [PARTICIPANT] = {"participant", FALSE},
    [CODE] = {"code", FALSE},
    [SCORE] = {"score", FALSE},
};

typedef struct {
    ApReading *reading;
    const char *file;
    ApTable *table; /* made when the header is seen */
    gboolean wide;
    guint header_line;
    GArray *codes;    /* wide: guint, the code of each field, or G_MAXUINT */
    GArray *has_code; /* wide: gboolean a code, whether the sheet has its column */
    guint *rows;      /* wide: the line of each participant, 0 if there is none */
} Sheet;

/* Puts a score into the grid. A bad one counts as NA there, so that it is not reported missing too. */
static void
put(Sheet *sheet, ApPlace place, ApCell cell, guint participant, guint code)
{
    ApReading *reading = sheet->reading;
    ApScoreTable *grid = reading->year->scores;
    ApScore score, former = ap_grid_get(grid, participant, code);
    if (former.kind != AP_SCORE_NONE) {
        ap_problems_error(reading->problems, place,
                          _("participant “%s” has a score for code “%s” already, in line %u; keep one"),
                          ap_year_participant(reading->year, participant)->id,
                          ap_year_code(reading->year, code)->code, former.place.line);
        return;
    }
    if (!ap_read_score(reading, place, _("score"), cell, &score) ||
        (score.kind == AP_SCORE_POINTS && !ap_check_points(reading, place, _("score"), code, score.points)))
        score = (ApScore){AP_SCORE_NA, 0, place};
    ap_grid_set(grid, participant, code, score.kind, score.points, place.line);
}

static void
take_long_row(gpointer user, const ApRow *row)
{
    Sheet *sheet = user;
    guint participant, code;
    gboolean known = ap_find_participant(sheet->reading, ap_row_place(row, PARTICIPANT),
                                         ap_row_cell(row, PARTICIPANT), &participant);
    known = ap_find_code(sheet->reading, ap_row_place(row, CODE), ap_row_cell(row, CODE), &code) && known;
    if (!known)
        return;
    ApPlace place = ap_row_place(row, SCORE);
    if (ap_row_cell(row, SCORE).length == 0) {
        ap_problems_error(sheet->reading->problems, place,
                          _("the score is empty; write NA if the code does not apply"));
        ap_grid_set(sheet->reading->year->scores, participant, code, AP_SCORE_NA, 0, place.line);
        return;
    }
    put(sheet, place, ap_row_cell(row, SCORE), participant, code);
}

static void
take_long_header(gpointer user, const ApRow *header)
{
    Sheet *sheet = user;
    for (guint code = 0; code < sheet->reading->year->codes->len; code++)
        ap_grid_set_field(sheet->reading->year->scores, code, header->fields[SCORE]);
}

static void
take_wide_column(Sheet *sheet, ApPlace place, ApCell name)
{
    ApReading *reading = sheet->reading;
    guint code = G_MAXUINT;
    if (ap_find_code(reading, place, name, &code)) {
        if (g_array_index(sheet->has_code, gboolean, code)) {
            ap_problems_error(reading->problems, place, _("column “%s” is there twice; keep one"),
                              ap_year_code(reading->year, code)->code);
            code = G_MAXUINT;
        } else {
            g_array_index(sheet->has_code, gboolean, code) = TRUE;
            ap_grid_set_field(reading->year->scores, code, place.column);
        }
    }
    g_array_append_val(sheet->codes, code);
}

static void
take_wide_header(gpointer user, const ApRow *header)
{
    Sheet *sheet = user;
    sheet->header_line = header->line;
    for (guint i = 0; i < header->n_cells; i++) {
        guint none = G_MAXUINT;
        if (i + 1 == header->fields[PARTICIPANT])
            g_array_append_val(sheet->codes, none);
        else
            take_wide_column(sheet, (ApPlace){sheet->file, header->line, i + 1}, header->cells[i]);
    }
}

static void
take_wide_row(gpointer user, const ApRow *row)
{
    Sheet *sheet = user;
    ApReading *reading = sheet->reading;
    ApPlace place = ap_row_place(row, PARTICIPANT);
    guint participant;
    if (!ap_find_participant(reading, place, ap_row_cell(row, PARTICIPANT), &participant))
        return;
    if (sheet->rows[participant] > 0) {
        ap_problems_error(reading->problems, place,
                          _("participant “%s” has a row already, line %u; keep one"),
                          ap_year_participant(reading->year, participant)->id, sheet->rows[participant]);
        return;
    }
    sheet->rows[participant] = row->line;
    for (guint i = 0; i < row->n_cells; i++) {
        guint code = g_array_index(sheet->codes, guint, i);
        if (code != G_MAXUINT && row->cells[i].length > 0)
            put(sheet, (ApPlace){sheet->file, row->line, i + 1}, row->cells[i], participant, code);
    }
}

/* The first row decides which kind of sheet this is: only a long one has a column of codes or scores. */
static void
take_row(gpointer user, guint line, const ApCell *cells, guint n_cells)
{
    Sheet *sheet = user;
    if (sheet->table == NULL) {
        sheet->wide = TRUE;
        for (guint i = 0; i < n_cells; i++)
            if (ap_cell_equal(cells[i], "code") || ap_cell_equal(cells[i], "score"))
                sheet->wide = FALSE;
        ApTableSpec spec = {
            .file = sheet->file,
            .columns = long_columns,
            .n_columns = sheet->wide ? 1 : G_N_ELEMENTS(long_columns),
            .open = sheet->wide,
            .header = sheet->wide ? take_wide_header : take_long_header,
            .row = sheet->wide ? take_wide_row : take_long_row,
            .user = sheet,
            .problems = sheet->reading->problems,
        };
        sheet->table = ap_table_new(&spec);
    }
    ap_table_take(sheet->table, line, cells, n_cells);
}

/* The columns that a wide sheet lacks are named once, not once a participant. */
static void
check_columns(Sheet *sheet, const gboolean *needed)
{
    const ApYear *year = sheet->reading->year;
    for (guint code = 0; code < year->codes->len; code++)
        if (needed[code] && !g_array_index(sheet->has_code, gboolean, code))
            ap_problems_error(sheet->reading->problems, (ApPlace){sheet->file, sheet->header_line, 1},
                              _("the column of code “%s” is missing; add it"),
                              ap_year_code(year, code)->code);
}

static void
report_missing(Sheet *sheet, guint participant, guint code)
{
    const ApYear *year = sheet->reading->year;
    ApPlace place = ap_year_participant(year, participant)->place;
    if (sheet->wide) {
        if (!g_array_index(sheet->has_code, gboolean, code))
            return;
        place = ap_grid_get(year->scores, participant, code).place;
        place.line = sheet->rows[participant];
    }
    ap_problems_error(
        sheet->reading->problems, place,
        _("participant “%s” has no score for code “%s”; add it to scores.csv, or NA if it does not apply"),
        ap_year_participant(year, participant)->id, ap_year_code(year, code)->code);
}

/* Scores of a stage in which the participant takes no part are taken out, with one warning a stage. */
static void
drop_unlisted(Sheet *sheet, guint participant, guint stage)
{
    const ApYear *year = sheet->reading->year;
    gboolean warned = FALSE;
    for (guint code = 0; code < year->codes->len; code++) {
        if (ap_year_code(year, code)->stage != stage)
            continue;
        ApScore score = ap_grid_get(year->scores, participant, code);
        if (score.kind == AP_SCORE_POINTS && !warned) {
            const ApParticipant *record = ap_year_participant(year, participant);
            ap_problems_warning(
                sheet->reading->problems, score.place,
                _("participant “%s” is in group “%s”, which has no stage “%s”; its scores there are ignored"),
                record->id, ap_year_group(year, record->group)->id, ap_year_stage(year, stage)->id);
            warned = TRUE;
        }
        ap_grid_set(year->scores, participant, code, AP_SCORE_NONE, 0, 0);
    }
}

static void
check_participant(Sheet *sheet, guint participant, gboolean *needed)
{
    const ApYear *year = sheet->reading->year;
    if (ap_year_participant(year, participant)->group == AP_NO_GROUP)
        return;
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(guint));
    guint n_needed = 0;
    for (guint stage = 0; stage < year->stages->len; stage++)
        if (!ap_year_has_stage(year, participant, stage))
            drop_unlisted(sheet, participant, stage);
    for (guint code = 0; code < year->codes->len; code++) {
        const ApCode *scored = ap_year_code(year, code);
        if (scored->pilot || !ap_year_has_stage(year, participant, scored->stage))
            continue;
        n_needed++;
        needed[code] = TRUE;
        if (ap_grid_get(year->scores, participant, code).kind == AP_SCORE_NONE)
            g_array_append_val(missing, code);
    }
    if (missing->len > 0 && (sheet->wide ? sheet->rows[participant] == 0 : missing->len == n_needed)) {
        ap_problems_error(sheet->reading->problems, ap_year_participant(year, participant)->place,
                          _("participant “%s” has no scores in scores.csv; add them"),
                          ap_year_participant(year, participant)->id);
        return;
    }
    for (guint i = 0; i < missing->len; i++)
        report_missing(sheet, participant, g_array_index(missing, guint, i));
}

static void
check_complete(Sheet *sheet)
{
    const ApYear *year = sheet->reading->year;
    g_autofree gboolean *needed = g_new0(gboolean, year->codes->len);
    for (guint participant = 0; participant < year->participants->len; participant++)
        check_participant(sheet, participant, needed);
    if (sheet->wide)
        check_columns(sheet, needed);
}

/* TRUE if there is a grid for the scores to go into. */
static gboolean
make_grid(ApReading *reading, const char *file, GError **error)
{
    ApYear *year = reading->year;
    if ((guint64)year->participants->len * year->codes->len > CELLS_LIMIT) {
        ap_problems_error(reading->problems, (ApPlace){file, 1, 1},
                          _("%u participants with %u codes each are more than this program can hold"),
                          year->participants->len, year->codes->len);
        return FALSE;
    }
    year->scores = ap_grid_new(file, year->participants->len, year->codes->len);
    if (year->scores == NULL)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _("not enough memory for the scores"));
    return year->scores != NULL;
}

static void
read_sheet(Sheet *sheet, GError **error)
{
    ApReading *reading = sheet->reading;
    gboolean whole = ap_csv_read(sheet->file, reading->limit, take_row, sheet, reading->problems, error);
    if (whole && sheet->table == NULL)
        ap_problems_error(reading->problems, (ApPlace){sheet->file, 1, 1},
                          _("the file is empty; its first row must be the header: participant, code, score"));
    else if (whole && ap_table_finish(sheet->table) && reading->plan_known && reading->items_known &&
             reading->participants_known)
        check_complete(sheet);
}

gboolean
ap_read_scores(ApReading *reading, GError **error)
{
    Sheet sheet = {.reading = reading, .file = ap_reading_path(reading, "scores.csv")};
    GError *failure = NULL;
    if (!make_grid(reading, sheet.file, &failure)) {
        if (failure != NULL)
            g_propagate_error(error, failure);
        return failure == NULL;
    }
    sheet.codes = g_array_new(FALSE, FALSE, sizeof(guint));
    sheet.has_code = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(sheet.has_code, reading->year->codes->len);
    sheet.rows = g_new0(guint, reading->year->participants->len);
    read_sheet(&sheet, &failure);
    ap_table_free(sheet.table);
    g_array_unref(sheet.has_code);
    g_array_unref(sheet.codes);
    g_free(sheet.rows);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    ap_reading_note(reading, "scores.csv");
    return TRUE;
}
