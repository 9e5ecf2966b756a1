/* corrections.csv: what was changed after the audit, applied in order, each against the value in force. */
#include <config.h>

#include "scores/source.h"

#include <glib/gi18n.h>

enum { DATE, PARTICIPANT, CODE, FROM, TO, REASON, APPROVED_BY, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [DATE] = {"date", FALSE},
    [PARTICIPANT] = {"participant", FALSE},
    [CODE] = {"code", FALSE},
    [FROM] = {N_("from"), FALSE},
    [TO] = {N_("to"), FALSE},
    [REASON] = {"reason", FALSE},
    [APPROVED_BY] = {"approved_by", FALSE},
};

/* "7.45", "NA", or "none". Caller frees. */
static char *
show_score(const ApScore *score)
{
    if (score->kind == AP_SCORE_POINTS)
        return ap_decimal_format(score->points);
    return g_strdup(score->kind == AP_SCORE_NA ? "NA" : _("none"));
}

static gboolean
check_date(ApReading *reading, const ApRow *row, GDate *date)
{
    const GPtrArray *former = reading->year->corrections;
    if (!ap_read_date(reading, ap_row_place(row, DATE), ap_row_cell(row, DATE), date))
        return FALSE;
    if (former->len == 0)
        return TRUE;
    const ApCorrection *last = g_ptr_array_index(former, former->len - 1);
    if (!g_date_valid(&last->date) || g_date_compare(&last->date, date) <= 0)
        return TRUE;
    g_autofree char *shown = ap_slice_show(ap_row_cell(row, DATE));
    ap_problems_error(reading->problems, ap_row_place(row, DATE),
                      _("date %s is before that of line %u; order the corrections by date"), shown,
                      last->place.line);
    return FALSE;
}

/* Which score the row is about: one that counts. */
static gboolean
check_cell(ApReading *reading, const ApRow *row, ApCorrection *correction)
{
    const ApYear *year = reading->year;
    gboolean good = ap_find_participant(reading, ap_row_place(row, PARTICIPANT),
                                        ap_row_cell(row, PARTICIPANT), &correction->participant);
    good = ap_find_code(reading, ap_row_place(row, CODE), ap_row_cell(row, CODE), &correction->code) && good;
    if (!good)
        return FALSE;
    const ApParticipant *participant = ap_year_participant(year, correction->participant);
    if (participant->group == AP_NO_GROUP)
        return FALSE;
    const ApCode *code = ap_year_code(year, correction->code);
    if (code->max == AP_MAX_UNKNOWN)
        return FALSE;
    if (code->pilot) {
        ap_problems_error(reading->problems, ap_row_place(row, CODE),
                          _("code “%s” is a pilot and never counted; it cannot be corrected"), code->code);
        return FALSE;
    }
    if (reading->groups_sound && !ap_group_has_stage(ap_year_group(year, participant->group), code->stage)) {
        ap_problems_error(
            reading->problems, ap_row_place(row, CODE),
            _("participant “%s” takes no part in stage “%s” of code “%s”; there is nothing to correct"),
            participant->id, ap_year_stage(year, code->stage)->id, code->code);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_from(ApReading *reading, const ApCorrection *correction)
{
    ApScore force = ap_grid_get(reading->year->scores, correction->participant, correction->code);
    /* A score that is missing or refused has been reported as such. */
    if (force.kind == AP_SCORE_NONE || force.kind == AP_SCORE_REFUSED ||
        (force.kind == correction->from.kind && force.points == correction->from.points))
        return TRUE;
    g_autofree char *from = show_score(&correction->from), *in_force = show_score(&force);
    ap_problems_error(
        reading->problems, correction->from.place,
        _("from %s is not the value in force, which is %s (%s line %u); is the correction applied already?"),
        from, in_force, force.place.file, force.place.line);
    return FALSE;
}

static gboolean
read_value(ApReading *reading, const ApRow *row, guint column, ApScore *score)
{
    const char *name = columns[column].name;
    return ap_require_cell(reading, row, column, name) &&
           ap_read_score(reading, ap_row_place(row, column), name, ap_row_cell(row, column), score);
}

static void
read_row(gpointer user, const ApRow *row)
{
    ApReading *reading = user;
    ApCorrection *correction = g_new0(ApCorrection, 1);
    correction->place = ap_row_place(row, DATE);
    correction->reason = ap_row_text(row, REASON);
    correction->approved_by = ap_row_text(row, APPROVED_BY);
    check_date(reading, row, &correction->date);
    gboolean good = check_cell(reading, row, correction);
    gboolean has_from = read_value(reading, row, FROM, &correction->from);
    gboolean has_to = read_value(reading, row, TO, &correction->to);
    ap_require_cell(reading, row, REASON, "reason");
    ap_require_cell(reading, row, APPROVED_BY, "approved_by");
    g_ptr_array_add(reading->year->corrections, correction);

    if (good && has_to && correction->to.kind == AP_SCORE_POINTS)
        good = ap_check_points(reading, correction->to.place, "to", correction->code, correction->to.points);
    if (good && has_from)
        check_from(reading, correction);
    if (good && has_to)
        ap_grid_correct(reading->year->scores, correction->participant, correction->code, correction->to);
}

void
ap_take_correction(ApReading *reading, guint line, const ApSlice *cells)
{
    static const guint fields[N_COLUMNS] = {1, 2, 3, 4, 5, 6, 7};
    const ApRow row = {ap_reading_path(reading, "corrections.csv"), line, cells, N_COLUMNS, fields};
    read_row(reading, &row);
}

gboolean
ap_read_corrections(ApReading *reading, GError **error)
{
    reading->year->ledger = ap_source_file(reading, "corrections");
    if (reading->year->scores == NULL)
        return TRUE;
    return ap_source_read_optional(reading, "corrections", columns, N_COLUMNS, read_row, error);
}
