/* The sheets that repeat the year folder: participants, agencies, parameters, items, corrections. */
#include <config.h>

#include "render/xlsx/appendix.h"

static char *
iso_date(const GDate *date)
{
    if (!g_date_valid(date))
        return g_strdup("");
    return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(date), (guint)g_date_get_month(date),
                           (guint)g_date_get_day(date));
}

void
ap_appendix_fill_participants(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    ApTab *sheet = appendix->participants;
    ap_appendix_columns(appendix, sheet, "id", "label", "group", "level", NULL);
    if (year->internal)
        ap_appendix_columns(appendix, sheet, "name", NULL);
    for (guint p = 0; p < year->participants->len; p++) {
        const ApParticipant *participant = ap_year_participant(year, p);
        lxw_row_t row = sheet->end;
        ap_tab_text(sheet, row, 0, participant->id, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 1, participant->label, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 2, appendix->group_titles[participant->group], AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 3, ap_year_group(year, participant->group)->level, AP_STYLE_TEXT);
        if (year->internal)
            ap_tab_text(sheet, row, 4, ap_year_title_of(year, p), AP_STYLE_WRAP);
    }
    ap_tab_finish(sheet);
}

void
ap_appendix_fill_agencies(ApAppendix *appendix)
{
    ApTab *sheet = appendix->agencies;
    if (sheet == NULL)
        return;
    ap_appendix_columns(appendix, sheet, "number", "agency", "consultant", "certifier", "scope_of_isms",
                        "onsite_date", NULL);
    sheet->key_columns = 2;
    for (guint a = 0; a < appendix->year->agencies->len; a++) {
        const ApAgency *agency = ap_year_agency(appendix->year, a);
        g_autofree char *date = iso_date(&agency->onsite_date);
        const char *texts[] = {agency->number,    agency->name,  agency->consultant,
                               agency->certifier, agency->scope, date};
        lxw_row_t row = sheet->end;
        for (guint c = 0; c < G_N_ELEMENTS(texts); c++)
            ap_tab_text(sheet, row, (lxw_col_t)c, texts[c], c == 4 ? AP_STYLE_WRAP : AP_STYLE_TEXT);
    }
    ap_tab_finish(sheet);
}

/* One parameter: a name that formulas use, its value, what it is. */
static void
add_parameter(ApAppendix *appendix, const char *name, const char *what, ApDecimal value)
{
    ApTab *sheet = appendix->parameters;
    lxw_row_t row = sheet->end;
    ap_tab_text(sheet, row, 0, name, AP_STYLE_TEXT);
    ap_tab_number(sheet, row, 1, ap_appendix_number(value, AP_DECIMAL_PLACES), AP_STYLE_PLAIN);
    ap_tab_text(sheet, row, 2, what, AP_STYLE_TEXT);
    g_autofree char *cell = ap_tab_cell(sheet, row, 1);
    g_autofree char *formula = g_strconcat("=", cell, NULL);
    ap_book_note(appendix->book, workbook_define_name(appendix->book->workbook, name, formula));
}

void
ap_appendix_fill_parameters(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    ap_appendix_columns(appendix, appendix->parameters, "parameter", "value", "meaning", NULL);
    add_parameter(appendix, appendix->good, ap_terms_get(appendix->terms, "words.good"), year->good);
    add_parameter(appendix, appendix->pass, ap_terms_get(appendix->terms, "words.pass"), year->pass);
    const char *weight = ap_terms_get(appendix->terms, "words.weight");
    for (guint g = 0; g < year->groups->len; g++) {
        const GArray *stages = ap_year_group(year, g)->stages;
        for (guint k = 0; k < stages->len; k++) {
            const ApGroupStage *part = &g_array_index(stages, ApGroupStage, k);
            g_autofree char *what = g_strdup_printf("%s %s %s", appendix->group_titles[g],
                                                    ap_year_stage(year, part->stage)->name, weight);
            add_parameter(appendix, g_ptr_array_index(appendix->weights, appendix->first_weight[g] + k), what,
                          part->weight);
        }
    }
    ap_tab_finish(appendix->parameters);
}

static void
add_part(ApAppendix *appendix, const ApItem *item, const ApPart *part)
{
    const ApYear *year = appendix->year;
    const ApCode *code = ap_year_code(year, part->code);
    ApTab *sheet = appendix->items;
    lxw_row_t row = sheet->end;
    const char *texts[] = {ap_year_stage(year, item->stage)->name,
                           item->facet < 0 ? "" : ap_year_facet(year, (guint)item->facet)->name,
                           item->number,
                           item->name,
                           part->name,
                           code->code};
    for (guint c = 0; c < G_N_ELEMENTS(texts); c++)
        ap_tab_text(sheet, row, (lxw_col_t)c, texts[c], AP_STYLE_TEXT);
    if (code->pilot)
        ap_tab_text(sheet, row, AP_ITEMS_MAX, ap_terms_get(appendix->terms, "words.pilot"), AP_STYLE_WORD);
    else
        ap_tab_number(sheet, row, AP_ITEMS_MAX, ap_appendix_number(code->max, AP_DECIMAL_PLACES),
                      AP_STYLE_POINTS);
}

void
ap_appendix_fill_items(ApAppendix *appendix)
{
    ap_appendix_columns(appendix, appendix->items, "stage", "facet", "item", "item_name", "part", "code",
                        "max", NULL);
    for (guint i = 0; i < appendix->year->items->len; i++) {
        const ApItem *item = ap_year_item(appendix->year, i);
        for (guint p = 0; p < item->parts->len; p++)
            add_part(appendix, item, &g_array_index(item->parts, ApPart, p));
    }
    ap_tab_finish(appendix->items);
}

/* A score of the ledger: a number where there is one. */
static void
add_score(ApAppendix *appendix, lxw_row_t row, lxw_col_t column, ApScore score)
{
    if (score.kind == AP_SCORE_POINTS)
        ap_tab_number(appendix->corrections, row, column, ap_appendix_number(score.points, AP_DECIMAL_PLACES),
                      AP_STYLE_POINTS);
    else
        ap_tab_text(appendix->corrections, row, column,
                    score.kind == AP_SCORE_NA ? ap_terms_get(appendix->terms, "words.na") : "",
                    AP_STYLE_WORD);
}

void
ap_appendix_fill_corrections(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    ApTab *sheet = appendix->corrections;
    if (sheet == NULL)
        return;
    ap_appendix_columns(appendix, sheet, "date", "id", "label", "code", "from", "to", "reason", "approved_by",
                        NULL);
    for (guint i = 0; i < year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        const ApParticipant *participant = ap_year_participant(year, correction->participant);
        g_autofree char *date = iso_date(&correction->date);
        lxw_row_t row = sheet->end;
        ap_tab_text(sheet, row, 0, date, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 1, participant->id, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 2, ap_year_title_of(year, correction->participant), AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 3, ap_year_code(year, correction->code)->code, AP_STYLE_TEXT);
        add_score(appendix, row, 4, correction->from);
        add_score(appendix, row, 5, correction->to);
        ap_tab_text(sheet, row, 6, correction->reason, AP_STYLE_WRAP);
        ap_tab_text(sheet, row, 7, correction->approved_by, AP_STYLE_WRAP);
    }
    ap_tab_finish(sheet);
}
