/* The cells that readers share: decimals, scores, dates, ids. */
#include <config.h>

#include "scores/reading.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
ap_require_cell(ApReading *reading, const ApRow *row, guint column, const char *column_name)
{
    if (ap_row_cell(row, column).length > 0)
        return TRUE;
    ap_problems_error(reading->problems, ap_row_place(row, column), _("“%s” is empty; fill it in"),
                      column_name);
    return FALSE;
}

/* Whether the cell has digits of the full-width block, U+FF10 to U+FF19. */
static gboolean
has_full_width(const char *text)
{
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (character >= 0xFF01 && character <= 0xFF5E)
            return TRUE;
    }
    return FALSE;
}

/* Why a text is no decimal, in the words that help most. */
static void
report_no_number(ApReading *reading, ApPlace place, const char *what, ApSlice cell)
{
    g_autofree char *text = g_strndup(cell.text, cell.length);
    g_autofree char *shown = ap_slice_show(cell);
    char *end = NULL;
    if (has_full_width(text)) {
        g_autofree char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
        ap_problems_error(reading->problems, place,
                          _("%s “%s” is written in full-width characters; write %s"), _(what), shown, narrow);
    } else if (strchr(text, ',') != NULL) {
        ap_problems_error(reading->problems, place,
                          _("%s “%s” has a comma; write the decimal point as in 12.5"), _(what), shown);
    } else if (g_ascii_isdigit(text[0]) && strpbrk(text, "eE") != NULL &&
               (g_ascii_strtod(text, &end), *end == '\0')) {
        ap_problems_error(reading->problems, place,
                          _("%s “%s” has an exponent; write the digits out, as in 120 for 1.2e2"), _(what),
                          shown);
    } else if (strchr(text, '%') != NULL) {
        ap_problems_error(reading->problems, place, _("%s “%s” has a percent sign; write the number alone"),
                          _(what), shown);
    } else {
        ap_problems_error(reading->problems, place,
                          _("%s “%s” is not a decimal; write digits with at most one point, as in 12.5"),
                          _(what), shown);
    }
}

gboolean
ap_read_decimal(ApReading *reading, ApPlace place, const char *what, ApSlice cell, ApDecimal *value)
{
    ApDecimalError wrong = ap_decimal_parse(cell.text, cell.length, value);
    if (wrong == AP_DECIMAL_OK)
        return TRUE;
    g_autofree char *shown = ap_slice_show(cell);
    switch (wrong) {
    case AP_DECIMAL_NEGATIVE:
        ap_problems_error(reading->problems, place, _("%s “%s” is negative; it must be 0 or more"), _(what),
                          shown);
        break;
    case AP_DECIMAL_TOO_MANY_PLACES:
        ap_problems_error(reading->problems, place, _("%s “%s” has more than four decimal places; round it"),
                          _(what), shown);
        break;
    case AP_DECIMAL_TOO_LARGE:
        ap_problems_error(reading->problems, place,
                          _("%s “%s” is too large; at most nine digits before the point"), _(what), shown);
        break;
    default:
        report_no_number(reading, place, what, cell);
    }
    return FALSE;
}

/* What people write for "not applicable" besides what is read as such. */
static gboolean
stands_for_na(ApSlice cell)
{
    static const char *const forms[] = {"na", "Na", "N/A", "n/a", "-", "－", "無", "免評"};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        if (ap_slice_equal(cell, forms[i]))
            return TRUE;
    return FALSE;
}

gboolean
ap_parse_score(ApSlice cell, ApScoreKind *kind, ApDecimal *points)
{
    *points = 0;
    *kind = ap_slice_equal(cell, "NA") || ap_slice_equal(cell, "不適用") ? AP_SCORE_NA : AP_SCORE_POINTS;
    return *kind == AP_SCORE_NA || ap_decimal_parse(cell.text, cell.length, points) == AP_DECIMAL_OK;
}

gboolean
ap_read_score(ApReading *reading, ApPlace place, const char *what, ApSlice cell, ApScore *score)
{
    *score = (ApScore){.place = place};
    if (ap_parse_score(cell, &score->kind, &score->points))
        return TRUE;
    if (stands_for_na(cell)) {
        g_autofree char *shown = ap_slice_show(cell);
        ap_problems_error(reading->problems, place,
                          _("%s “%s” is not a decimal; write NA if the code does not apply"), _(what), shown);
        return FALSE;
    }
    return ap_read_decimal(reading, place, what, cell, &score->points);
}

static gboolean
parse_date(ApSlice cell, GDate *date)
{
    if (cell.length != 10 || cell.text[4] != '-' || cell.text[7] != '-')
        return FALSE;
    guint numbers[3] = {0, 0, 0};
    for (gsize i = 0, part = 0; i < cell.length; i++) {
        if (i == 4 || i == 7)
            part++;
        else if (g_ascii_isdigit(cell.text[i]))
            numbers[part] = numbers[part] * 10 + (guint)(cell.text[i] - '0');
        else
            return FALSE;
    }
    if (!g_date_valid_dmy((GDateDay)numbers[2], (GDateMonth)numbers[1], (GDateYear)numbers[0]))
        return FALSE;
    g_date_clear(date, 1);
    g_date_set_dmy(date, (GDateDay)numbers[2], (GDateMonth)numbers[1], (GDateYear)numbers[0]);
    return TRUE;
}

gboolean
ap_read_date(ApReading *reading, ApPlace place, ApSlice cell, GDate *date)
{
    if (parse_date(cell, date))
        return TRUE;
    g_autofree char *shown = ap_slice_show(cell);
    ap_problems_error(reading->problems, place,
                      _("“%s” is not a date of the calendar; write year-month-day as in 2023-02-08"), shown);
    return FALSE;
}

gboolean
ap_find_participant(ApReading *reading, ApPlace place, ApSlice cell, guint *participant)
{
    if (ap_index_find(reading->participants, cell, participant))
        return TRUE;
    g_autofree char *shown = ap_slice_show(cell);
    if (cell.length == 0)
        ap_problems_error(reading->problems, place, _("“%s” is empty; fill it in"), "participant");
    else if (reading->participants_known)
        ap_problems_error(reading->problems, place,
                          _("participant “%s” is not in participants.csv; correct it or add it there"),
                          shown);
    return FALSE;
}

gboolean
ap_find_code(ApReading *reading, ApPlace place, ApSlice cell, guint *code)
{
    if (ap_index_find(reading->codes, cell, code))
        return TRUE;
    g_autofree char *shown = ap_slice_show(cell);
    if (cell.length == 0)
        ap_problems_error(reading->problems, place, _("“%s” is empty; fill it in"), "code");
    else if (reading->items_known)
        ap_problems_error(reading->problems, place,
                          _("code “%s” is not in items.csv; correct it or add it there"), shown);
    return FALSE;
}

gboolean
ap_check_points(ApReading *reading, ApPlace place, const char *what, guint code, ApDecimal points)
{
    const ApCode *scored = ap_year_code(reading->year, code);
    ApDecimal max = ap_most_points(scored);
    if (points <= max)
        return TRUE;
    g_autofree char *points_text = ap_decimal_format(points);
    g_autofree char *max_text = ap_decimal_format(max);
    ap_problems_error(reading->problems, place,
                      _("%s %s is above the %s points that code “%s” can give; correct it"), _(what),
                      points_text, max_text, scored->code);
    return FALSE;
}
