/* A difference as JSON. Ids stand beside names, null for what is not there. */
#include <config.h>

#include "render/difference_names.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *
numbers_of(const ApReportDifference *difference, ApChangeKind kind)
{
    static const struct {
        const char *subject;
        const char *what;
    } members[] = {
        [AP_CHANGE_STATISTIC] = {"scope", "statistic"},
        [AP_CHANGE_VALUE] = {"participant", NULL},
        [AP_CHANGE_CLASS] = {"participant", NULL},
        [AP_CHANGE_RANK] = {"subject", "among"},
    };
    json_t *list = json_array();
    for (guint i = 0; i < difference->numbers->len; i++) {
        const ApChange *change = g_ptr_array_index(difference->numbers, i);
        if (change->kind != kind)
            continue;
        g_autofree char *subject = ap_difference_subject(difference, change);
        g_autofree char *measure = ap_difference_measure(difference, change->measure);
        json_t *number = json_pack("{ss ss ss ss}", members[kind].subject, change->subject, "name", subject,
                                   "measure", change->measure, "measure_name", measure);
        if (members[kind].what != NULL)
            json_object_set_new(number, members[kind].what, json_string(change->what));
        json_object_update_new(number,
                               json_pack("{ss? ss?}", "before", change->before, "after", change->after));
        json_array_append_new(list, number);
    }
    return list;
}

static json_t *
figures(const ApReportDifference *difference)
{
    json_t *list = json_array();
    for (guint i = 0; i < difference->figures->len; i++) {
        const ApFigureChange *change = &g_array_index(difference->figures, ApFigureChange, i);
        gboolean is_new = change->before == NULL, is_gone = change->after == NULL;
        const ApFigureState *figure = is_gone ? change->before : change->after;
        json_array_append_new(list, json_pack("{ss ss? ss}", "figure", figure->id, "caption", figure->caption,
                                              "change",
                                              is_new    ? "new"
                                              : is_gone ? "gone"
                                                        : "changed"));
    }
    return list;
}

/* The rows of tables, or everything else. */
static json_t *
passages(const ApReportDifference *difference, gboolean rows)
{
    static const char *const kinds[] = {
        [AP_PASSAGE_HEADING] = "heading",
        [AP_PASSAGE_SENTENCE] = "sentence",
        [AP_PASSAGE_CAPTION] = "caption",
        [AP_PASSAGE_ROW] = "row",
    };
    json_t *list = json_array();
    for (guint i = 0; i < difference->passages->len; i++) {
        const ApPassageChange *change = &g_array_index(difference->passages, ApPassageChange, i);
        const ApPassage *present = change->after != NULL ? change->after : change->before;
        if ((present->kind == AP_PASSAGE_ROW) != rows)
            continue;
        json_array_append_new(list, json_pack("{ss ss ss? ss?}", rows ? "table" : "section", present->section,
                                              "kind", kinds[present->kind], "before",
                                              change->before != NULL ? change->before->text : NULL, "after",
                                              change->after != NULL ? change->after->text : NULL));
    }
    return list;
}

static json_t *
side(const ApSnapshot *snapshot)
{
    return json_pack("{ss ss}", "path", snapshot->path, "kind", snapshot->store != NULL ? "year" : "build");
}

GBytes *
ap_report_difference_json(const ApReportDifference *difference)
{
    json_t *root = json_pack(
        "{so so so so so so so so so}", "old", side(difference->before), "new", side(difference->after),
        "statistics", numbers_of(difference, AP_CHANGE_STATISTIC), "values",
        numbers_of(difference, AP_CHANGE_VALUE), "classes", numbers_of(difference, AP_CHANGE_CLASS), "ranks",
        numbers_of(difference, AP_CHANGE_RANK), "figures", figures(difference), "tables",
        passages(difference, TRUE), "sentences", passages(difference, FALSE));
    char *dumped = json_dumps(root, JSON_INDENT(2));
    json_decref(root);
    GString *text = g_string_new(dumped);
    free(dumped);
    g_string_append_c(text, '\n');
    return g_string_free_to_bytes(text);
}
