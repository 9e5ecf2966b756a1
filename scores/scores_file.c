/* scores.csv, as a long sheet (participant, code, score) or a wide one (a row a participant, a column a
 * code), and what must hold once it is read: no score missing, none without use. */
#include <config.h>

#include "scores/source.h"

#include <glib/gi18n.h>
#include <string.h>

/* 100,000 participants with 1,000 codes each: beyond that, something else is wrong. */
#define CELLS_LIMIT 100000000

enum { PARTICIPANT, CODE, SCORE };

#define SCORE_NAME N_("score")

static const ApColumn long_columns[] = {
    [PARTICIPANT] = {"participant", FALSE},
    [CODE] = {"code", FALSE},
    [SCORE] = {"score", FALSE},
};

/* How many rows of a long sheet are held at most. */
#define HELD_ROWS 128U

/* A row of a long sheet that is good as far as it can tell alone. It is held until there are many of them, so
 * that the memory that all need is fetched at once and not one after the other: a sheet may come in any
 * order, and waiting for its places in the index and in the grid would take longer than all else. */
typedef struct {
    ApIndexKey key; /* of the participant */
    gboolean known;
    guint participant;
    guint code;
    guint line;
    ApScoreKind kind;
    ApDecimal points;
} HeldRow;

typedef struct {
    ApReading *reading;
    const char *file;
    ApSheet *sheet;      /* made when the header is seen */
    const guint *fields; /* long: of each column; lent by the sheet */
    HeldRow *held;       /* long: HELD_ROWS */
    guint n_held;
    gboolean wide;
    guint header_line;
    GArray *codes;    /* wide: guint, the code of each field, or G_MAXUINT */
    GArray *has_code; /* wide: gboolean a code, whether the sheet has its column */
    guint *rows;      /* wide: the line of each participant, 0 if there is none */
} ScoreSheet;

/* Whether the participant has no score for the code yet; reports one that is there. */
static gboolean
check_free(const ScoreSheet *scores, ApPlace place, guint participant, guint code)
{
    const ApReading *reading = scores->reading;
    ApDecimal unused;
    if (ap_grid_peek(reading->year->scores, participant, code, &unused) == AP_SCORE_NONE)
        return TRUE;
    ap_problems_error(reading->problems, place,
                      _("participant “%s” has a score for code “%s” already, in line %u; keep one"),
                      ap_year_participant(reading->year, participant)->id,
                      ap_year_code(reading->year, code)->code,
                      ap_grid_get(reading->year->scores, participant, code).place.line);
    return FALSE;
}

/* Puts a score into the grid. A bad one is kept as refused, so that it is not reported missing too. */
static void
put(ScoreSheet *scores, ApPlace place, ApSlice cell, guint participant, guint code)
{
    ApReading *reading = scores->reading;
    ApScore score;
    if (!check_free(scores, place, participant, code))
        return;
    if (!ap_read_score(reading, place, SCORE_NAME, cell, &score) ||
        (score.kind == AP_SCORE_POINTS && !ap_check_points(reading, place, SCORE_NAME, code, score.points)))
        score = (ApScore){AP_SCORE_REFUSED, 0, place};
    ap_grid_set(reading->year->scores, participant, code, score.kind, score.points, place.line);
}

/* Holds a row if nothing in it is wrong by itself. */
static gboolean
hold(ScoreSheet *scores, const ApRow *row)
{
    const ApReading *reading = scores->reading;
    HeldRow *held = &scores->held[scores->n_held];
    held->line = row->line;
    if (!ap_index_make_key(ap_row_cell(row, PARTICIPANT), &held->key) ||
        !ap_index_find(reading->codes, ap_row_cell(row, CODE), &held->code) ||
        !ap_parse_score(ap_row_cell(row, SCORE), &held->kind, &held->points) ||
        held->points > ap_most_points(ap_year_code(reading->year, held->code)))
        return FALSE;
    scores->n_held++;
    return TRUE;
}

static void
report_unknown(const ScoreSheet *scores, const HeldRow *held)
{
    g_autofree char *id = ap_index_key_text(&held->key);
    guint unknown;
    ap_find_participant(scores->reading, (ApPlace){scores->file, held->line, scores->fields[PARTICIPANT]},
                        (ApSlice){id, strlen(id)}, &unknown);
}

static void
put_held(const ScoreSheet *scores, const HeldRow *held)
{
    ApPlace place = {scores->file, held->line, scores->fields[SCORE]};
    if (!held->known)
        report_unknown(scores, held);
    else if (check_free(scores, place, held->participant, held->code))
        ap_grid_set(scores->reading->year->scores, held->participant, held->code, held->kind, held->points,
                    held->line);
}

/* Puts the scores of the held rows into the grid, in their order. */
static void
settle(ScoreSheet *scores)
{
    const ApReading *reading = scores->reading;
    HeldRow *end = scores->held + scores->n_held;
    for (HeldRow *held = scores->held; held < end; held++)
        ap_index_fetch(reading->participants, &held->key);
    for (HeldRow *held = scores->held; held < end; held++) {
        held->known = ap_index_find_key(reading->participants, &held->key, &held->participant);
        if (held->known)
            ap_grid_fetch(reading->year->scores, held->participant, held->code);
    }
    for (HeldRow *held = scores->held; held < end; held++)
        put_held(scores, held);
    scores->n_held = 0;
}

/* A row in which something may be wrong. */
static void
take_doubtful_row(ScoreSheet *scores, const ApRow *row)
{
    guint participant, code;
    gboolean known = ap_find_participant(scores->reading, ap_row_place(row, PARTICIPANT),
                                         ap_row_cell(row, PARTICIPANT), &participant);
    known = ap_find_code(scores->reading, ap_row_place(row, CODE), ap_row_cell(row, CODE), &code) && known;
    if (!known)
        return;
    ApPlace place = ap_row_place(row, SCORE);
    if (ap_row_cell(row, SCORE).length == 0) {
        ap_problems_error(scores->reading->problems, place,
                          _("the score is empty; write NA if the code does not apply"));
        ap_grid_set(scores->reading->year->scores, participant, code, AP_SCORE_REFUSED, 0, place.line);
        return;
    }
    put(scores, place, ap_row_cell(row, SCORE), participant, code);
}

static void
take_long_row(gpointer user, const ApRow *row)
{
    ScoreSheet *scores = user;
    gboolean good = hold(scores, row);
    if (!good || scores->n_held == HELD_ROWS)
        settle(scores);
    if (!good)
        take_doubtful_row(scores, row);
}

static void
take_long_header(gpointer user, const ApRow *header)
{
    ScoreSheet *scores = user;
    scores->fields = header->fields;
    for (guint code = 0; code < scores->reading->year->codes->len; code++)
        ap_grid_set_field(scores->reading->year->scores, code, header->fields[SCORE]);
}

static void
take_wide_column(ScoreSheet *scores, ApPlace place, ApSlice name)
{
    ApReading *reading = scores->reading;
    guint code = G_MAXUINT;
    if (ap_find_code(reading, place, name, &code)) {
        if (g_array_index(scores->has_code, gboolean, code)) {
            ap_problems_error(reading->problems, place, _("column “%s” is there twice; keep one"),
                              ap_year_code(reading->year, code)->code);
            code = G_MAXUINT;
        } else {
            g_array_index(scores->has_code, gboolean, code) = TRUE;
            ap_grid_set_field(reading->year->scores, code, place.column);
        }
    }
    g_array_append_val(scores->codes, code);
}

static void
take_wide_header(gpointer user, const ApRow *header)
{
    ScoreSheet *scores = user;
    scores->header_line = header->line;
    for (guint i = 0; i < header->n_cells; i++) {
        guint none = G_MAXUINT;
        if (i + 1 == header->fields[PARTICIPANT])
            g_array_append_val(scores->codes, none);
        else
            take_wide_column(scores, (ApPlace){scores->file, header->line, i + 1}, header->cells[i]);
    }
}

static void
take_wide_row(gpointer user, const ApRow *row)
{
    ScoreSheet *scores = user;
    ApReading *reading = scores->reading;
    ApPlace place = ap_row_place(row, PARTICIPANT);
    guint participant;
    if (!ap_find_participant(reading, place, ap_row_cell(row, PARTICIPANT), &participant))
        return;
    if (scores->rows[participant] > 0) {
        ap_problems_error(reading->problems, place,
                          _("participant “%s” has a row already, line %u; keep one"),
                          ap_year_participant(reading->year, participant)->id, scores->rows[participant]);
        return;
    }
    scores->rows[participant] = row->line;
    for (guint i = 0; i < row->n_cells; i++) {
        guint code = g_array_index(scores->codes, guint, i);
        if (code != G_MAXUINT && row->cells[i].length > 0)
            put(scores, (ApPlace){scores->file, row->line, i + 1}, row->cells[i], participant, code);
    }
}

/* The first row decides which kind of sheet this is: only a long one has a column of codes or scores. */
static void
take_row(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    ScoreSheet *scores = user;
    if (scores->sheet == NULL) {
        scores->wide = TRUE;
        for (guint i = 0; i < n_cells; i++)
            if (ap_slice_equal(cells[i], "code") || ap_slice_equal(cells[i], "score"))
                scores->wide = FALSE;
        ApSheetSpec spec = {
            .file = scores->file,
            .columns = long_columns,
            .n_columns = scores->wide ? 1 : G_N_ELEMENTS(long_columns),
            .open = scores->wide,
            .header = scores->wide ? take_wide_header : take_long_header,
            .row = scores->wide ? take_wide_row : take_long_row,
            .user = scores,
            .problems = scores->reading->problems,
        };
        scores->sheet = ap_sheet_new(&spec);
    }
    ap_sheet_take(scores->sheet, line, cells, n_cells);
}

/* The columns that a wide sheet lacks are named once, not once a participant. */
static void
check_columns(ScoreSheet *scores, GArray *const *needed)
{
    const ApYear *year = scores->reading->year;
    g_autofree gboolean *asked = g_new0(gboolean, year->codes->len);
    for (guint group = 0; group < year->groups->len; group++)
        for (guint i = 0; needed[group] != NULL && i < needed[group]->len; i++)
            asked[g_array_index(needed[group], guint, i)] = TRUE;
    for (guint code = 0; code < year->codes->len; code++)
        if (asked[code] && !g_array_index(scores->has_code, gboolean, code))
            ap_problems_error(scores->reading->problems, (ApPlace){scores->file, scores->header_line, 1},
                              _("the column of code “%s” is missing; add it"),
                              ap_year_code(year, code)->code);
}

static void
report_missing(ScoreSheet *scores, guint participant, guint code)
{
    const ApYear *year = scores->reading->year;
    ApPlace place = ap_year_participant(year, participant)->place;
    if (scores->wide) {
        if (!g_array_index(scores->has_code, gboolean, code))
            return;
        place = ap_grid_get(year->scores, participant, code).place;
        place.line = scores->rows[participant];
    }
    ap_problems_error(
        scores->reading->problems, place,
        _("participant “%s” has no score for code “%s”; add it to scores.csv, or NA if it does not apply"),
        ap_year_participant(year, participant)->id, ap_year_code(year, code)->code);
}

/* Scores of a stage in which the participant takes no part are taken out, with one warning a stage. */
static void
drop_unlisted(ScoreSheet *scores, guint participant, guint stage)
{
    const ApYear *year = scores->reading->year;
    gboolean warned = FALSE;
    for (guint code = 0; code < year->codes->len; code++) {
        if (ap_year_code(year, code)->stage != stage || ap_year_code(year, code)->max == AP_MAX_UNKNOWN)
            continue;
        ApScore score = ap_grid_get(year->scores, participant, code);
        if (score.kind == AP_SCORE_POINTS && !warned) {
            const ApParticipant *record = ap_year_participant(year, participant);
            ap_problems_warning(
                scores->reading->problems, score.place,
                _("participant “%s” is in group “%s”, which has no stage “%s”; its scores there are ignored"),
                record->id, ap_year_group(year, record->group)->id, ap_year_stage(year, stage)->id);
            warned = TRUE;
        }
        ap_grid_set(year->scores, participant, code, AP_SCORE_NONE, 0, 0);
    }
}

/* The codes (guint) that every participant of the group must have scores for. */
static GArray *
list_needed(const ApYear *year, guint group)
{
    GArray *needed = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint code = 0; code < year->codes->len; code++) {
        const ApCode *scored = ap_year_code(year, code);
        if (!scored->pilot && ap_group_has_stage(ap_year_group(year, group), scored->stage))
            g_array_append_val(needed, code);
    }
    return needed;
}

static void
report_lacks(ScoreSheet *scores, guint participant, const GArray *needed)
{
    const ApYear *year = scores->reading->year;
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < needed->len; i++) {
        guint code = g_array_index(needed, guint, i);
        if (ap_grid_get(year->scores, participant, code).kind == AP_SCORE_NONE)
            g_array_append_val(missing, code);
    }
    if (scores->wide ? scores->rows[participant] == 0 : missing->len == needed->len) {
        ap_problems_error(scores->reading->problems, ap_year_participant(year, participant)->place,
                          _("participant “%s” has no scores in scores.csv; add them"),
                          ap_year_participant(year, participant)->id);
        return;
    }
    for (guint i = 0; i < missing->len; i++)
        report_missing(scores, participant, g_array_index(missing, guint, i));
}

static void
check_participant(ScoreSheet *scores, guint participant, const GArray *needed)
{
    const ApYear *year = scores->reading->year;
    const ApGroup *group = ap_year_group(year, ap_year_participant(year, participant)->group);
    for (guint stage = 0; stage < year->stages->len; stage++)
        if (scores->reading->groups_sound && !ap_group_has_stage(group, stage))
            drop_unlisted(scores, participant, stage);
    if (ap_grid_lacks(year->scores, participant, (const guint *)(gpointer)needed->data, needed->len))
        report_lacks(scores, participant, needed);
}

static void
check_complete(ScoreSheet *scores)
{
    const ApYear *year = scores->reading->year;
    /* Of each group that has a participant. */
    g_autofree GArray **needed = g_new0(GArray *, year->groups->len);
    for (guint participant = 0; participant < year->participants->len; participant++) {
        guint group = ap_year_participant(year, participant)->group;
        if (group == AP_NO_GROUP)
            continue;
        if (needed[group] == NULL)
            needed[group] = list_needed(year, group);
        check_participant(scores, participant, needed[group]);
    }
    if (scores->wide)
        check_columns(scores, needed);
    for (guint group = 0; group < year->groups->len; group++)
        g_clear_pointer(&needed[group], g_array_unref);
}

/* TRUE if there is a grid for the scores to go into. */
static gboolean
make_grid(ApReading *reading, const char *file, GError **error)
{
    ApYear *year = reading->year;
    if ((guint64)year->participants->len * year->codes->len > CELLS_LIMIT) {
        ap_problems_error(reading->problems, (ApPlace){file, 1, 1},
                          _("%u participants with %u codes each are more than this program can hold; split "
                            "the year folder"),
                          year->participants->len, year->codes->len);
        return FALSE;
    }
    year->scores = ap_grid_new(file, year->participants->len, year->codes->len);
    if (year->scores == NULL)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _("not enough memory for the scores"));
    return year->scores != NULL;
}

static void
read_sheet(ScoreSheet *scores, GError **error)
{
    ApReading *reading = scores->reading;
    gboolean whole = ap_source_read(reading, "scores", take_row, scores, error);
    settle(scores);
    if (whole && scores->sheet == NULL)
        ap_problems_error(reading->problems, (ApPlace){scores->file, 1, 1},
                          _("the file is empty; its first row must be the header: participant, code, score"));
    else if (whole && ap_sheet_finish(scores->sheet) && reading->plan_known && reading->items_known &&
             reading->participants_known) {
        reading->scores_known = TRUE;
        check_complete(scores);
    }
}

gboolean
ap_read_scores(ApReading *reading, GError **error)
{
    ScoreSheet scores = {.reading = reading, .file = ap_source_file(reading, "scores")};
    GError *failure = NULL;
    if (!make_grid(reading, scores.file, &failure)) {
        if (failure != NULL)
            g_propagate_error(error, failure);
        return failure == NULL;
    }
    scores.codes = g_array_new(FALSE, FALSE, sizeof(guint));
    scores.has_code = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(scores.has_code, reading->year->codes->len);
    scores.rows = g_new0(guint, reading->year->participants->len);
    scores.held = g_new(HeldRow, HELD_ROWS);
    read_sheet(&scores, &failure);
    ap_sheet_free(scores.sheet);
    g_array_unref(scores.has_code);
    g_array_unref(scores.codes);
    g_free(scores.held);
    g_free(scores.rows);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    return TRUE;
}
