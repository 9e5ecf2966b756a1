/* Marks of the plan, taken apart. */
#include <config.h>

#include "render/xlsx/plan.h"

#include "render/xlsx/formula.h"

#include <string.h>

/* A mark: "plan group:1 stage:onsite weight" is about a group and a stage. Indexes, or -1. */
typedef struct {
    char *subject;
    char *kind;
    gint group;
    gint stage;
    gint code;
    gint measure;
} Mark;

/* If `*text` starts with `prefix` and `id` as a whole word, moves behind them. */
static gboolean
take_id(const char **text, const char *prefix, const char *id)
{
    gsize n = strlen(prefix), length = strlen(id);
    if (strncmp(*text, prefix, n) != 0 || strncmp(*text + n, id, length) != 0)
        return FALSE;
    const char *end = *text + n + length;
    if (*end != '\0' && *end != ' ')
        return FALSE;
    *text = *end == ' ' ? end + 1 : end;
    return TRUE;
}

static void
find_subject(const ApAppendix *appendix, Mark *mark)
{
    const ApYear *year = appendix->year;
    const char *rest = mark->subject;
    guint measure = 0;
    take_id(&rest, "", "all");
    for (guint g = 0; mark->group < 0 && g < year->groups->len; g++)
        if (take_id(&rest, "group:", ap_year_group(year, g)->id))
            mark->group = (gint)g;
    for (guint s = 0; mark->stage < 0 && s < year->stages->len; s++)
        if (take_id(&rest, "stage:", ap_year_stage(year, s)->id))
            mark->stage = (gint)s;
    for (guint c = 0; mark->code < 0 && c < year->codes->len; c++)
        if (take_id(&rest, "code:", ap_year_code(year, c)->code))
            mark->code = (gint)c;
    if (ap_store_find_measure(appendix->store, mark->subject, &measure))
        mark->measure = (gint)measure;
}

static Mark
parse(const ApAppendix *appendix, const char *text)
{
    Mark mark = {.group = -1, .stage = -1, .code = -1, .measure = -1};
    const char *body = g_str_has_prefix(text, "plan ") ? text + strlen("plan ") : text;
    const char *band = strstr(body, " band");
    const char *last = band != NULL ? band : strrchr(body, ' ');
    mark.subject = last == NULL ? g_strdup("") : g_strndup(body, (gsize)(last - body));
    mark.kind = g_strdup(band != NULL ? "band" : last == NULL ? body : last + 1);
    find_subject(appendix, &mark);
    return mark;
}

/* ---- What it is. ---- */

/* The kinds that the style has a word for. */
static const char *const kinds[] = {
    "year",
    "next_year",
    "previous_year",
    "published.year",
    "published.month",
    "good",
    "pass",
    "decimals",
    "participants",
    "groups",
    "stages",
    "agencies",
    "corrections",
    "place",
    "band",
    "max",
    "items",
    "facets",
    "pilots",
    "weight",
    "date",
    "items_at_least_good",
    "items_below_good",
    "items_below_70",
    "items_below_pass",
    "index",
    NULL,
};

static char *
describe(const ApAppendix *appendix, const Mark *mark, const char *text)
{
    if (!g_strv_contains(kinds, mark->kind))
        return g_strdup(text);
    const ApYear *year = appendix->year;
    g_autofree char *key = g_strconcat("plan.", mark->kind, NULL);
    GString *what = g_string_new(NULL);
    if (mark->group >= 0)
        g_string_append_printf(what, "%s ", appendix->group_titles[mark->group]);
    if (mark->code >= 0)
        g_string_append_printf(what, "%s ", ap_year_code(year, (guint)mark->code)->code);
    if (mark->measure >= 0) {
        g_autofree char *title = ap_appendix_measure_title(appendix, (guint)mark->measure);
        g_string_append_printf(what, "%s ", title);
    } else if (mark->stage >= 0) {
        g_string_append_printf(what, "%s ", ap_year_stage(year, (guint)mark->stage)->name);
    }
    g_string_append(what, ap_terms_get(appendix->terms, key));
    return g_string_free(what, FALSE);
}

/* ---- What computes it. ---- */

/* The rows of the table of `sheet`. */
static char *
count_rows(const ApTab *sheet)
{
    g_autofree char *range = ap_tab_range(sheet, sheet->header + 1, 0, sheet->end - 1, 0);
    return g_strdup_printf("COUNTA(%s)", range);
}

static void
compute_participants(const ApAppendix *appendix, const Mark *mark, ApPlanNumber *number)
{
    const ApYear *year = appendix->year;
    if (mark->group < 0) {
        number->expression = count_rows(appendix->participants);
        number->value = year->participants->len;
        return;
    }
    const ApTab *sheet = appendix->participants;
    g_autofree char *groups =
        ap_tab_range(sheet, sheet->header + 1, AP_COLUMN_GROUP, sheet->end - 1, AP_COLUMN_GROUP);
    g_autofree char *literal = ap_appendix_literal(appendix->group_titles[mark->group]);
    number->expression = g_strdup_printf("SUMPRODUCT((%s=%s)*1)", groups, literal);
    for (guint p = 0; p < year->participants->len; p++)
        number->value += ap_year_participant(year, p)->group == (guint)mark->group;
}

static void
compute_max(const ApAppendix *appendix, const Mark *mark, ApPlanNumber *number)
{
    const ApYear *year = appendix->year;
    ApDecimal sum = 0;
    if (mark->code >= 0 && !ap_year_code(year, (guint)mark->code)->pilot) {
        number->expression = ap_formula_maximum(appendix, (guint)mark->code);
        sum = ap_year_code(year, (guint)mark->code)->max;
    } else if (mark->measure >= 0) {
        const ApMeasure *measure = ap_store_measure(appendix->store, (guint)mark->measure);
        g_autoptr(GArray) runs = ap_formula_runs(appendix, measure);
        number->expression = ap_formula_maxima(appendix, measure);
        for (guint i = 0; i < runs->len; i += 2)
            for (guint c = g_array_index(runs, guint, i); c <= g_array_index(runs, guint, i + 1); c++)
                sum += ap_year_code(year, g_array_index(appendix->codes, guint, c))->max;
    }
    number->value = ap_appendix_number(sum, AP_DECIMAL_PLACES);
}

static void
compute_weight(const ApAppendix *appendix, const Mark *mark, ApPlanNumber *number)
{
    if (mark->group < 0 || mark->stage < 0)
        return;
    const GArray *stages = ap_year_group(appendix->year, (guint)mark->group)->stages;
    for (guint k = 0; k < stages->len; k++) {
        const ApGroupStage *part = &g_array_index(stages, ApGroupStage, k);
        if (part->stage != (guint)mark->stage)
            continue;
        number->expression =
            g_strdup(g_ptr_array_index(appendix->weights, appendix->first_weight[mark->group] + k));
        number->value = ap_appendix_number(part->weight, AP_DECIMAL_PLACES);
    }
}

/* How many items of a stage have a mean from `at_least` and below `below` (names or numbers, NULL for none):
 * their means stand one below the other in `statistics`. */
static void
compute_items(const ApAppendix *appendix, const Mark *mark, const char *at_least, const char *below,
              ApDecimal from, ApDecimal to, ApPlanNumber *number)
{
    const ApStore *store = appendix->store;
    guint n_measures = ap_store_n_measures(store), scope = (guint)(mark->group + 1);
    lxw_row_t first = 0, last = 0;
    for (guint m = 0; mark->stage >= 0 && m < n_measures; m++) {
        const ApMeasure *measure = ap_store_measure(store, m);
        const ApSummary *summary = ap_store_summary(store, scope, m);
        if (measure->kind != AP_MEASURE_ITEM || measure->stage != (guint)mark->stage || summary == NULL)
            continue;
        gint64 mean = summary->values[AP_STATISTIC_MEAN];
        for (guint i = appendix->year->decimals; i < AP_DECIMAL_PLACES; i++)
            mean *= 10;
        number->value += mean >= from && mean < to;
        last = appendix->summary_row[scope * n_measures + m];
        first = first == 0 ? last : first;
    }
    if (first == 0)
        return;
    const lxw_col_t column = AP_STATISTICS_FIRST + AP_STATISTIC_MEAN;
    g_autofree char *means = ap_tab_range(appendix->statistics, first, column, last, column);
    number->expression = ap_formula_count(NULL, NULL, means, at_least, below);
}

static void
compute(const ApAppendix *appendix, const Mark *mark, ApPlanNumber *number)
{
    const ApYear *year = appendix->year;
    if (strcmp(mark->kind, "good") == 0) {
        number->expression = g_strdup(appendix->good);
        number->value = ap_appendix_number(year->good, AP_DECIMAL_PLACES);
    } else if (strcmp(mark->kind, "pass") == 0) {
        number->expression = g_strdup(appendix->pass);
        number->value = ap_appendix_number(year->pass, AP_DECIMAL_PLACES);
    } else if (strcmp(mark->kind, "participants") == 0) {
        compute_participants(appendix, mark, number);
    } else if (strcmp(mark->kind, "agencies") == 0 && appendix->agencies != NULL) {
        number->expression = count_rows(appendix->agencies);
        number->value = year->agencies->len;
    } else if (strcmp(mark->kind, "corrections") == 0 && appendix->corrections != NULL) {
        number->expression = count_rows(appendix->corrections);
        number->value = year->corrections->len;
    } else if (strcmp(mark->kind, "max") == 0) {
        compute_max(appendix, mark, number);
    } else if (strcmp(mark->kind, "weight") == 0) {
        compute_weight(appendix, mark, number);
    } else if (strcmp(mark->kind, "items_at_least_good") == 0) {
        compute_items(appendix, mark, appendix->good, NULL, year->good, G_MAXINT64, number);
    } else if (strcmp(mark->kind, "items_below_good") == 0) {
        compute_items(appendix, mark, NULL, appendix->good, 0, year->good, number);
    } else if (strcmp(mark->kind, "items_below_70") == 0) {
        compute_items(appendix, mark, NULL, "70", 0, 70 * AP_DECIMAL_ONE, number);
    } else if (strcmp(mark->kind, "items_below_pass") == 0) {
        compute_items(appendix, mark, NULL, appendix->pass, 0, year->pass, number);
    }
}

ApPlanNumber
ap_plan_number(const ApAppendix *appendix, const char *text)
{
    ApPlanNumber number = {0};
    Mark mark = parse(appendix, text);
    number.what = describe(appendix, &mark, text);
    compute(appendix, &mark, &number);
    g_free(mark.subject);
    g_free(mark.kind);
    return number;
}

void
ap_plan_number_clear(ApPlanNumber *number)
{
    g_free(number->what);
    g_free(number->expression);
}
