/* The scores in force, a participant a row and a code a column; above them the maxima. */
#include <config.h>

#include "render/xlsx/formula.h"

static char *
score_text(const ApAppendix *appendix, ApScore score)
{
    switch (score.kind) {
    case AP_SCORE_POINTS:
        return ap_decimal_format(score.points);
    case AP_SCORE_NA:
        return g_strdup(ap_terms_get(appendix->terms, "words.na"));
    case AP_SCORE_NONE:
        break;
    }
    return g_strdup(ap_terms_get(appendix->terms, "words.none"));
}

/* What the ledger says of a cell, a line a correction; NULL if it was never corrected. Caller frees. */
static char *
history(const ApAppendix *appendix, guint participant, guint code)
{
    GString *text = NULL;
    for (guint i = 0; i < appendix->year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(appendix->year, i);
        if (correction->participant != participant || correction->code != code)
            continue;
        if (text == NULL)
            text = g_string_new(NULL);
        g_autofree char *from = score_text(appendix, correction->from);
        g_autofree char *to = score_text(appendix, correction->to);
        g_string_append_printf(text, "%s%04u-%02u-%02u\n%s → %s\n%s", text->len > 0 ? "\n\n" : "",
                               g_date_get_year(&correction->date), (guint)g_date_get_month(&correction->date),
                               (guint)g_date_get_day(&correction->date), from, to, correction->reason);
    }
    return text == NULL ? NULL : g_string_free(text, FALSE);
}

static void
add_comment(ApAppendix *appendix, lxw_row_t row, lxw_col_t column, const char *text)
{
    lxw_comment_options options = {.author = (char *)ap_terms_get(appendix->terms, "words.comment_author"),
                                   .width = 220,
                                   .height = 96,
                                   .font_name = (char *)ap_terms_get(appendix->terms, "font"),
                                   .font_size = 10};
    ap_book_note(appendix->book,
                 worksheet_write_comment_opt(appendix->scores->worksheet, row, column, text, &options));
}

static void
add_score(ApAppendix *appendix, guint participant, guint position, gboolean corrected)
{
    guint code = g_array_index(appendix->codes, guint, position);
    ApScore score = ap_year_score(appendix->year, participant, code);
    lxw_row_t row = ap_appendix_score_row(participant);
    lxw_col_t column = (lxw_col_t)(AP_KEY_COLUMNS + position);
    g_autofree char *note = corrected ? history(appendix, participant, code) : NULL;
    if (score.kind == AP_SCORE_POINTS) {
        ap_tab_number(appendix->scores, row, column, ap_appendix_number(score.points, AP_DECIMAL_PLACES),
                      note != NULL ? AP_STYLE_MARKED : AP_STYLE_POINTS);
    } else {
        g_autofree char *word = score_text(appendix, score);
        ap_tab_text(appendix->scores, row, column, word, note != NULL ? AP_STYLE_MARKED_WORD : AP_STYLE_WORD);
    }
    if (note != NULL)
        add_comment(appendix, row, column, note);
}

/* The maximum of a code, looked up in the sheet of items by the code over the column. */
static void
add_maximum(ApAppendix *appendix, guint position)
{
    guint index = g_array_index(appendix->codes, guint, position);
    const ApCode *code = ap_year_code(appendix->year, index);
    lxw_col_t column = (lxw_col_t)(AP_KEY_COLUMNS + position);
    g_autofree char *lookup = ap_formula_maximum(appendix, index);
    g_autofree char *formula = g_strconcat("=", lookup, NULL);
    ap_tab_formula(appendix->scores, AP_SCORES_MAXIMA, column, formula,
                   ap_appendix_number(code->max, AP_DECIMAL_PLACES),
                   code->pilot ? ap_terms_get(appendix->terms, "words.pilot") : NULL, FALSE,
                   code->pilot ? AP_STYLE_WORD : AP_STYLE_POINTS);
}

void
ap_appendix_fill_scores(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    ApTab *sheet = appendix->scores;
    sheet->key_columns = AP_KEY_COLUMNS;
    ap_appendix_columns(appendix, sheet, "id", "label", "group", NULL);
    for (guint c = 0; c < appendix->codes->len; c++)
        ap_tab_column(sheet, ap_year_code(year, g_array_index(appendix->codes, guint, c))->code);
    ap_tab_text(sheet, AP_SCORES_MAXIMA, AP_KEY_COLUMNS - 1, ap_terms_get(appendix->terms, "columns.max"),
                AP_STYLE_WORD);
    for (guint c = 0; c < appendix->codes->len; c++)
        add_maximum(appendix, c);
    g_autofree gboolean *corrected = g_new0(gboolean, (gsize)year->participants->len * year->codes->len);
    for (guint i = 0; i < year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        corrected[correction->participant * year->codes->len + correction->code] = TRUE;
    }
    for (guint p = 0; p < year->participants->len; p++) {
        const ApParticipant *participant = ap_year_participant(year, p);
        lxw_row_t row = ap_appendix_score_row(p);
        ap_tab_text(sheet, row, AP_COLUMN_ID, participant->id, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, AP_COLUMN_LABEL, ap_year_title_of(year, p), AP_STYLE_TEXT);
        ap_tab_text(sheet, row, AP_COLUMN_GROUP, appendix->group_titles[participant->group], AP_STYLE_TEXT);
        for (guint c = 0; c < appendix->codes->len; c++)
            add_score(appendix, p, c,
                      corrected[p * year->codes->len + g_array_index(appendix->codes, guint, c)]);
    }
    ap_tab_finish(sheet);
}
