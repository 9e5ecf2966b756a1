/* Where everything in the appendix stands. */
#include <config.h>

#include "render/xlsx/appendix.h"

#include "render/measure.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

/* The codes stage by stage, and within a stage facet by facet as the items come, so that the codes of a
 * measure mostly stand side by side. */
static void
order_codes(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    appendix->codes = g_array_new(FALSE, FALSE, sizeof(guint));
    appendix->code_position = g_new0(guint, year->codes->len);
    g_autofree gboolean *placed = g_new0(gboolean, year->codes->len);
    for (guint s = 0; s < year->stages->len; s++)
        for (gint f = -1; f < (gint)year->facets->len; f++)
            for (guint i = 0; i < year->items->len; i++) {
                const ApItem *item = ap_year_item(year, i);
                for (guint p = 0; item->stage == s && item->facet == f && p < item->parts->len; p++) {
                    guint code = g_array_index(item->parts, ApPart, p).code;
                    if (placed[code])
                        continue;
                    placed[code] = TRUE;
                    appendix->code_position[code] = appendix->codes->len;
                    g_array_append_val(appendix->codes, code);
                }
            }
}

static void
number_summaries(ApAppendix *appendix)
{
    const ApStore *store = appendix->store;
    guint n_scopes = ap_store_n_scopes(store), n_measures = ap_store_n_measures(store);
    appendix->summary_row = g_new0(lxw_row_t, (gsize)n_scopes * n_measures);
    lxw_row_t row = AP_TAB_HEADER + 1;
    for (guint s = 0; s < n_scopes; s++)
        for (guint m = 0; m < n_measures; m++)
            if (ap_store_summary(store, s, m) != NULL)
                appendix->summary_row[s * n_measures + m] = row++;
}

/* Formulas tell the groups apart by what the column says, so no two may say the same. */
static void
name_groups(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    const char *all = ap_terms_get(appendix->terms, "words.all");
    appendix->group_titles = g_new0(char *, year->groups->len + 1);
    for (guint g = 0; g < year->groups->len; g++) {
        const ApGroup *group = ap_year_group(year, g);
        gboolean taken = strcmp(group->name, all) == 0;
        for (guint other = 0; other < year->groups->len; other++)
            taken = taken || (other != g && strcmp(ap_year_group(year, other)->name, group->name) == 0);
        appendix->group_titles[g] =
            taken ? g_strdup_printf("%s (%s)", group->name, group->id) : g_strdup(group->name);
    }
}

static char *
legal_name(const char *prefix, const char *first, const char *second)
{
    g_autofree char *text = g_strjoin("_", prefix, first, second, NULL);
    GString *name = g_string_new(NULL);
    ap_tab_append_name(name, text);
    return g_string_free(name, FALSE);
}

static gboolean
weight_name_is_used(const ApAppendix *appendix, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    for (guint i = 0; i < appendix->weights->len; i++) {
        g_autofree char *other = g_utf8_casefold(g_ptr_array_index(appendix->weights, i), -1);
        if (strcmp(other, folded) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
name_parameters(ApAppendix *appendix)
{
    const ApYear *year = appendix->year;
    appendix->good = g_strdup(ap_terms_get(appendix->terms, "names.good"));
    appendix->pass = g_strdup(ap_terms_get(appendix->terms, "names.pass"));
    appendix->weights = g_ptr_array_new_with_free_func(g_free);
    appendix->first_weight = g_new0(guint, year->groups->len);
    const char *prefix = ap_terms_get(appendix->terms, "names.weight");
    for (guint g = 0; g < year->groups->len; g++) {
        const ApGroup *group = ap_year_group(year, g);
        appendix->first_weight[g] = appendix->weights->len;
        for (guint k = 0; k < group->stages->len; k++) {
            const ApStage *stage = ap_year_stage(year, g_array_index(group->stages, ApGroupStage, k).stage);
            g_autofree char *wished = legal_name(prefix, group->id, stage->id);
            char *name = g_strdup(wished);
            for (guint n = 2; weight_name_is_used(appendix, name); n++) {
                g_free(name);
                name = g_strdup_printf("%s_%u", wished, n);
            }
            g_ptr_array_add(appendix->weights, name);
        }
    }
}

static void
add_sheets(ApAppendix *appendix)
{
    ApBook *book = appendix->book;
    const ApYear *year = appendix->year;
    appendix->contents = ap_tab_of(book, "contents", AP_TAB_HEADER);
    appendix->notes = ap_tab_of(book, "notes", AP_TAB_HEADER);
    appendix->participants = ap_tab_of(book, "participants", AP_TAB_HEADER);
    if (year->agencies->len > 0)
        appendix->agencies = ap_tab_of(book, "agencies", AP_TAB_HEADER);
    appendix->parameters = ap_tab_of(book, "parameters", AP_TAB_HEADER);
    appendix->items = ap_tab_of(book, "items", AP_TAB_HEADER);
    appendix->scores = ap_tab_of(book, "scores", AP_SCORES_HEADER);
    if (year->corrections->len > 0)
        appendix->corrections = ap_tab_of(book, "corrections", AP_TAB_HEADER);
    appendix->exact = ap_tab_of(book, "exact", AP_TAB_HEADER);
    appendix->values = ap_tab_of(book, "values", AP_TAB_HEADER);
    appendix->statistics = ap_tab_of(book, "statistics", AP_TAB_HEADER);
}

ApAppendix *
ap_appendix_new(const ApStore *store, const ApDocument *document, const ApChart *const *charts,
                guint n_charts, ApBook *book)
{
    ApAppendix *appendix = g_new0(ApAppendix, 1);
    appendix->store = store;
    appendix->year = ap_store_year(store);
    appendix->document = document;
    appendix->charts = charts;
    appendix->n_charts = n_charts;
    appendix->book = book;
    appendix->terms = book->terms;
    order_codes(appendix);
    number_summaries(appendix);
    name_groups(appendix);
    name_parameters(appendix);
    add_sheets(appendix);
    return appendix;
}

void
ap_appendix_free(ApAppendix *appendix)
{
    if (appendix == NULL)
        return;
    g_array_unref(appendix->codes);
    g_free(appendix->code_position);
    g_free(appendix->summary_row);
    g_strfreev(appendix->group_titles);
    g_free(appendix->good);
    g_free(appendix->pass);
    g_ptr_array_unref(appendix->weights);
    g_free(appendix->first_weight);
    g_free(appendix);
}

lxw_row_t
ap_appendix_score_row(guint participant)
{
    return AP_SCORES_HEADER + 1 + participant;
}

lxw_row_t
ap_appendix_value_row(guint participant)
{
    return AP_TAB_HEADER + 1 + participant;
}

char *
ap_appendix_measure_title(const ApAppendix *appendix, guint measure)
{
    return ap_measure_title(appendix->year, ap_store_measure(appendix->store, measure),
                            ap_terms_get(appendix->terms, "words.total"));
}

guint
ap_appendix_sample(const ApAppendix *appendix, guint scope, guint measure)
{
    const ApSummary *summary = ap_store_summary(appendix->store, scope, measure);
    return summary == NULL ? 0 : (guint)summary->values[AP_STATISTIC_N];
}

const char *
ap_appendix_statistic_title(const ApAppendix *appendix, ApStatistic statistic)
{
    g_autofree char *key = g_strconcat("statistics.", ap_statistic_name(statistic), NULL);
    return ap_terms_get(appendix->terms, key);
}

void
ap_appendix_columns(ApAppendix *appendix, ApTab *sheet, ...)
{
    va_list names;
    va_start(names, sheet);
    for (const char *name = va_arg(names, const char *); name != NULL; name = va_arg(names, const char *)) {
        g_autofree char *key = g_strconcat("columns.", name, NULL);
        ap_tab_column(sheet, ap_terms_get(appendix->terms, key));
    }
    va_end(names);
}

char *
ap_appendix_literal(const char *text)
{
    GString *literal = g_string_new("\"");
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(literal, '"');
        g_string_append_c(literal, *at);
    }
    g_string_append_c(literal, '"');
    return g_string_free(literal, FALSE);
}

double
ap_appendix_number(gint64 units, guint places)
{
    return (double)units / pow(10, places);
}
