/* What the tables list: rows of items.csv, agencies, corrections. */
#include <config.h>

#include "document/context.h"

#define FIRST_ROC_YEAR 1911 /* years before the first of the Republic */

/* `year` (民國), `month` and `day`; false if there is no date. */
static ApNode *
date_node(const GDate *date)
{
    if (!g_date_valid(date))
        return ap_node_boolean(FALSE);
    ApNode *map = ap_node_map();
    ap_context_set_count(map, "year", (guint)g_date_get_year(date) - FIRST_ROC_YEAR, "plan date");
    ap_context_set_count(map, "month", (guint)g_date_get_month(date), "plan date");
    ap_context_set_count(map, "day", g_date_get_day(date), "plan date");
    return map;
}

/* Which row of items.csv a row follows. */
typedef struct {
    const char *facet; /* NULL at the beginning */
    gint code;
} Previous;

static ApNode *
row_node(const ApContext *context, ApNode *item_node, const ApItem *item, guint index, Previous *previous)
{
    const ApPart *part = &g_array_index(item->parts, ApPart, index);
    const ApCode *code = ap_year_code(context->year, part->code);
    const ApFacet *facet = item->facet >= 0 ? ap_year_facet(context->year, (guint)item->facet) : NULL;
    const char *facet_name = facet != NULL ? facet->name : "";
    g_autofree char *mark = g_strdup_printf("plan code:%s max", code->code);
    ApNode *map = ap_node_map();
    ap_node_set(map, "item", ap_node_ref(item_node));
    ap_context_set_text(map, "part", part->name, part->place);
    ap_context_set_text(map, "code", code->code, part->place);
    ap_context_set_decimal(map, "max", code->max, mark);
    ap_context_set_flag(map, "pilot", code->pilot);
    ap_context_set_flag(map, "item_first", index == 0);
    ap_context_set_flag(map, "code_first", previous->code != (gint)part->code);
    ap_context_set_text(map, "facet", facet_name, facet != NULL ? facet->place : item->place);
    ap_context_set_flag(map, "facet_first", g_strcmp0(previous->facet, facet_name) != 0);
    *previous = (Previous){facet_name, (gint)part->code};
    return map;
}

ApNode *
ap_context_rows(const ApContext *context, guint stage)
{
    const ApYear *year = context->year;
    ApNode *list = ap_node_list();
    Previous previous = {NULL, -1};
    guint count = 0;
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        if (item->stage != stage)
            continue;
        g_autoptr(ApNode) item_node = ap_context_item(context, i);
        g_autofree char *ordinal = ap_words_numeral(context->words, AP_NUMERAL_PLAIN, ++count);
        ap_context_set_count(item_node, "index", count, "plan index");
        ap_context_set_number(item_node, "ordinal", ordinal, "plan index");
        for (guint j = 0; j < item->parts->len; j++)
            ap_node_append(list, row_node(context, item_node, item, j, &previous));
    }
    ap_context_finish_list(context, list);
    return list;
}

static ApNode *
agency_list(const ApContext *context)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->agencies->len; i++) {
        const ApAgency *agency = ap_year_agency(context->year, i);
        ApNode *map = ap_node_map();
        ap_context_set_text(map, "number", agency->number, agency->place);
        ap_context_set_text(map, "name", agency->name, agency->place);
        ap_context_set_text(map, "consultant", agency->consultant, agency->place);
        ap_context_set_text(map, "certifier", agency->certifier, agency->place);
        ap_context_set_text(map, "scope", agency->scope, agency->place);
        ap_node_set(map, "date", date_node(&agency->onsite_date));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

/* Sets `name` to the points, "" if there are none, and `name_na` to whether the score does not apply. */
static void
set_score(ApNode *map, const char *name, const ApScore *score, ApPlace place)
{
    g_autofree char *text = score->kind == AP_SCORE_POINTS ? ap_decimal_format(score->points) : g_strdup("");
    g_autofree char *not_applicable = g_strconcat(name, "_na", NULL);
    ap_context_set_text(map, name, text, place);
    ap_context_set_flag(map, not_applicable, score->kind == AP_SCORE_NA);
}

static ApNode *
correction_list(const ApContext *context)
{
    const ApYear *year = context->year;
    ApNode *list = ap_node_list();
    for (guint i = 0; i < year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        ApNode *map = ap_node_map();
        ap_node_set(map, "date", date_node(&correction->date));
        ap_context_set_text(map, "label", ap_year_title_of(year, correction->participant), correction->place);
        ap_context_set_text(map, "code", ap_year_code(year, correction->code)->code, correction->place);
        set_score(map, "from", &correction->from, correction->place);
        set_score(map, "to", &correction->to, correction->place);
        ap_context_set_text(map, "reason", correction->reason, correction->place);
        ap_context_set_text(map, "approved_by", correction->approved_by, correction->place);
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

void
ap_context_set_tables(const ApContext *context, ApNode *root)
{
    gboolean dated = FALSE;
    for (guint i = 0; i < context->year->agencies->len; i++)
        dated |= g_date_valid(&ap_year_agency(context->year, i)->onsite_date);
    ap_context_set_flag(root, "has_agencies", context->year->agencies->len > 0);
    ap_context_set_flag(root, "has_dates", dated);
    ap_context_set_flag(root, "has_corrections", context->year->corrections->len > 0);
    ap_node_set(root, "agencies", agency_list(context));
    ap_node_set(root, "corrections", correction_list(context));
}
