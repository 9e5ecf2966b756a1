/* Reads a claim word by word and compares values as they are published. */
#include <config.h>

#include "document/claim.h"

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_FACTS 5

typedef enum { AT_LEAST, AT_MOST, ABOVE, BELOW, EQUALS } Comparison;

static const struct {
    const char *words[2]; /* the second may be NULL */
    Comparison comparison;
} comparisons[] = {
    {{"at", "least"}, AT_LEAST}, {{"at", "most"}, AT_MOST},  {{"above", NULL}, ABOVE},
    {{"below", NULL}, BELOW},    {{"equals", NULL}, EQUALS},
};

/* One statistic of one measure in one scope. */
typedef struct {
    guint scope;
    guint measure;
    ApStatistic statistic;
} Value;

/* The claim while it is read; `words` from `at` on are still to come. */
typedef struct {
    const ApStore *store;
    const char *claim;
    const char *printed; /* what the text prints */
    ApPlace place;
    ApProblems *problems;
    GStrv words;
    guint at;
} Claim;

static const char *
next_word(const Claim *claim)
{
    return claim->words[claim->at] != NULL ? claim->words[claim->at] : "";
}

static gboolean
take(Claim *claim, const char *word)
{
    if (strcmp(next_word(claim), word) != 0)
        return FALSE;
    claim->at++;
    return TRUE;
}

/* The next word is none of `names`, which are `what`. */
static void
report_unknown(const Claim *claim, const char *what, const GPtrArray *names)
{
    const char *word = next_word(claim);
    g_autofree char *nearest = word[0] != '\0' ? ap_nearest(word, names) : NULL;
    g_autoptr(GString) all = g_string_new(nearest);
    for (guint i = 0; nearest == NULL && i < names->len && i < 12; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(names, i));
    if (word[0] == '\0')
        ap_problems_error(claim->problems, claim->place,
                          _("the claim “%s” ends before its %s; write one of %s"), claim->claim, what,
                          all->str);
    else
        ap_problems_error(claim->problems, claim->place,
                          _("the claim “%s” names no %s with “%s”; nearest: %s"), claim->claim, what, word,
                          all->str);
}

static gboolean
has_value(const Claim *claim, const Value *value)
{
    return ap_store_summary(claim->store, value->scope, value->measure) != NULL;
}

/* The value in ten-thousandths, as a decimal is held. */
static ApDecimal
decimal_of(const Claim *claim, const Value *value)
{
    const ApSummary *summary = ap_store_summary(claim->store, value->scope, value->measure);
    guint places = ap_statistic_is_count(value->statistic) ? 0 : ap_store_year(claim->store)->decimals;
    ApDecimal decimal = summary->values[value->statistic];
    for (; places < AP_DECIMAL_PLACES; places++)
        decimal *= 10;
    return decimal;
}

/* "group:1 total mean is 74.76". */
static void
append_fact(const Claim *claim, GString *facts, const Value *value)
{
    const ApSummary *summary = ap_store_summary(claim->store, value->scope, value->measure);
    const char *scope = ap_store_scope(claim->store, value->scope)->id;
    const char *measure = ap_store_measure(claim->store, value->measure)->id;
    const char *statistic = ap_statistic_name(value->statistic);
    g_string_append(facts, facts->len > 0 ? "; " : "");
    if (summary == NULL) {
        g_string_append_printf(facts, _("%s %s %s has no value"), scope, measure, statistic);
        return;
    }
    g_autofree char *text =
        ap_store_format(claim->store, value->statistic, summary->values[value->statistic]);
    g_string_append_printf(facts, _("%s %s %s is %s"), scope, measure, statistic, text);
}

static void
report_false(const Claim *claim, const GArray *values)
{
    g_autoptr(GString) facts = g_string_new(NULL);
    for (guint i = 0; i < values->len && i < MOST_FACTS; i++)
        append_fact(claim, facts, &g_array_index(values, Value, i));
    if (values->len > MOST_FACTS)
        g_string_append(facts, "; …");
    ap_problems_error(claim->problems, claim->place, _("“%s” claims “%s”, which is not so: %s"),
                      claim->printed, claim->claim, facts->str);
}

/* Takes the scope: the indices of one, or of all groups. NULL with a problem. */
static GArray *
read_scopes(Claim *claim)
{
    g_autoptr(GArray) scopes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    gboolean all_groups = strcmp(next_word(claim), "groups") == 0;
    for (guint i = 0; i < ap_store_n_scopes(claim->store); i++) {
        const ApScope *scope = ap_store_scope(claim->store, i);
        g_ptr_array_add(names, scope->id);
        if (all_groups ? scope->group >= 0 : strcmp(scope->id, next_word(claim)) == 0)
            g_array_append_val(scopes, i);
    }
    g_ptr_array_add(names, (gpointer) "groups");
    if (scopes->len == 0) {
        report_unknown(claim, _("scope"), names);
        return NULL;
    }
    claim->at++;
    return g_steal_pointer(&scopes);
}

/* Whether `word` is "stages", "items:STAGE" or "facets:STAGE" and the measure is one of these. */
static gboolean
is_one_of(const ApStore *store, const ApMeasure *measure, const char *word)
{
    const char *stage = ap_year_stage(ap_store_year(store), measure->stage)->id;
    if (measure->kind == AP_MEASURE_STAGE)
        return strcmp(word, "stages") == 0;
    const char *set = measure->kind == AP_MEASURE_ITEM    ? "items:"
                      : measure->kind == AP_MEASURE_FACET ? "facets:"
                                                          : NULL;
    return set != NULL && g_str_has_prefix(word, set) && strcmp(word + strlen(set), stage) == 0;
}

static void
report_unknown_measure(const Claim *claim)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const ApYear *year = ap_store_year(claim->store);
    for (guint i = 0; i < ap_store_n_measures(claim->store); i++)
        g_ptr_array_add(names, g_strdup(ap_store_measure(claim->store, i)->id));
    g_ptr_array_add(names, g_strdup("stages"));
    for (guint i = 0; i < year->stages->len; i++) {
        g_ptr_array_add(names, g_strconcat("items:", ap_year_stage(year, i)->id, NULL));
        g_ptr_array_add(names, g_strconcat("facets:", ap_year_stage(year, i)->id, NULL));
    }
    report_unknown(claim, _("measure"), names);
}

/* Takes the measure: the indices of one, or of all of a set. NULL with a problem. */
static GArray *
read_measures(Claim *claim)
{
    g_autoptr(GArray) measures = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < ap_store_n_measures(claim->store); i++) {
        const ApMeasure *measure = ap_store_measure(claim->store, i);
        if (strcmp(measure->id, next_word(claim)) == 0 ||
            (measure->kind != AP_MEASURE_TOTAL && is_one_of(claim->store, measure, next_word(claim))))
            g_array_append_val(measures, i);
    }
    if (measures->len == 0) {
        report_unknown_measure(claim);
        return NULL;
    }
    claim->at++;
    return g_steal_pointer(&measures);
}

static gboolean
read_statistic(Claim *claim, ApStatistic *statistic)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (ap_statistic_from_name(next_word(claim), statistic)) {
        claim->at++;
        return TRUE;
    }
    for (ApStatistic i = 0; i < AP_STATISTICS; i++)
        g_ptr_array_add(names, (gpointer)ap_statistic_name(i));
    report_unknown(claim, _("statistic"), names);
    return FALSE;
}

/* Takes SCOPE MEASURE STATISTIC: an array of Value, one or all of a set. NULL with a problem. */
static GArray *
read_values(Claim *claim)
{
    ApStatistic statistic;
    g_autoptr(GArray) scopes = read_scopes(claim);
    g_autoptr(GArray) measures = scopes != NULL ? read_measures(claim) : NULL;
    if (measures == NULL || !read_statistic(claim, &statistic))
        return NULL;
    GArray *values = g_array_new(FALSE, FALSE, sizeof(Value));
    for (guint i = 0; i < scopes->len; i++)
        for (guint j = 0; j < measures->len; j++) {
            Value value = {g_array_index(scopes, guint, i), g_array_index(measures, guint, j), statistic};
            if ((scopes->len == 1 && measures->len == 1) || has_value(claim, &value))
                g_array_append_val(values, value);
        }
    return values;
}

/* Whether two measures are of one set: stages, the items of a stage, its facets. */
static gboolean
are_peers(const ApMeasure *one, const ApMeasure *other)
{
    return one->kind == other->kind && (one->kind == AP_MEASURE_STAGE || one->stage == other->stage);
}

/* Takes the set after "among": the values of all in it but `value` itself. NULL with a problem. */
static GArray *
read_peers(Claim *claim, const Value *value)
{
    static const char *const sets[] = {"total", "stages", "facets", "items"}; /* by ApMeasureKind */
    const ApMeasure *measure = ap_store_measure(claim->store, value->measure);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    gboolean in_group = ap_store_scope(claim->store, value->scope)->group >= 0;
    gboolean groups = in_group && strcmp(next_word(claim), "groups") == 0;
    if (in_group)
        g_ptr_array_add(names, (gpointer) "groups");
    if (measure->kind != AP_MEASURE_TOTAL)
        g_ptr_array_add(names, (gpointer)sets[measure->kind]);
    if (names->len == 0) {
        ap_problems_error(
            claim->problems, claim->place,
            _("the claim “%s” compares the total over all, which has no peers; name a group, a stage or "
              "an item"),
            claim->claim);
        return NULL;
    }
    if (!groups &&
        (measure->kind == AP_MEASURE_TOTAL || strcmp(next_word(claim), sets[measure->kind]) != 0)) {
        report_unknown(claim, _("set that the value is one of"), names);
        return NULL;
    }
    claim->at++;
    GArray *peers = g_array_new(FALSE, FALSE, sizeof(Value));
    guint count = groups ? ap_store_n_scopes(claim->store) : ap_store_n_measures(claim->store);
    for (guint i = 0; i < count; i++) {
        Value peer = {groups ? i : value->scope, groups ? value->measure : i, value->statistic};
        if (groups ? i != value->scope && ap_store_scope(claim->store, i)->group >= 0
                   : i != value->measure && are_peers(ap_store_measure(claim->store, i), measure))
            if (has_value(claim, &peer))
                g_array_append_val(peers, peer);
    }
    return peers;
}

/* Nothing may follow. */
static gboolean
ends(const Claim *claim)
{
    if (claim->words[claim->at] == NULL)
        return TRUE;
    ap_problems_error(claim->problems, claim->place, _("the claim “%s” goes on with “%s”; remove it"),
                      claim->claim, next_word(claim));
    return FALSE;
}

/* Verifies "highest among …" or "lowest among …", whose first word is taken. The place may not be shared. */
static void
verify_extreme(Claim *claim, const GArray *values, gboolean highest)
{
    const Value *value = &g_array_index(values, Value, 0);
    if (values->len != 1 || !take(claim, "among")) {
        ap_problems_error(claim->problems, claim->place,
                          _("the claim “%s”: highest and lowest need one value and what it is among; write "
                            "“highest among groups”"),
                          claim->claim);
        return;
    }
    g_autoptr(GArray) peers = read_peers(claim, value);
    if (peers == NULL || !ends(claim))
        return;
    g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(Value));
    gboolean known = has_value(claim, value);
    g_array_append_val(facts, *value);
    for (guint i = 0; i < peers->len; i++) {
        const Value *peer = &g_array_index(peers, Value, i);
        ApDecimal gap = known ? decimal_of(claim, value) - decimal_of(claim, peer) : 0;
        if (highest ? gap <= 0 : gap >= 0)
            g_array_append_val(facts, *peer);
    }
    if (!known || facts->len > 1)
        report_false(claim, facts);
}

static gboolean
compare(ApDecimal left, Comparison comparison, ApDecimal right)
{
    switch (comparison) {
    case AT_LEAST:
        return left >= right;
    case AT_MOST:
        return left <= right;
    case ABOVE:
        return left > right;
    case BELOW:
        return left < right;
    case EQUALS:
        return left == right;
    }
    g_return_val_if_reached(FALSE);
}

static gboolean
read_comparison(Claim *claim, Comparison *comparison)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < G_N_ELEMENTS(comparisons); i++) {
        const char *second = comparisons[i].words[1];
        g_ptr_array_add(names, g_strjoin(" ", comparisons[i].words[0], second, NULL));
        if (strcmp(next_word(claim), comparisons[i].words[0]) != 0 ||
            (second != NULL && g_strcmp0(claim->words[claim->at + 1], second) != 0))
            continue;
        claim->at += second != NULL ? 2 : 1;
        *comparison = comparisons[i].comparison;
        return TRUE;
    }
    g_ptr_array_add(names, g_strdup("highest among"));
    g_ptr_array_add(names, g_strdup("lowest among"));
    report_unknown(claim, _("comparison"), names);
    return FALSE;
}

/* Takes what the values are held against. `*other` is set if that is a value of the store. */
static gboolean
read_limit(Claim *claim, ApDecimal *limit, GArray **other)
{
    const ApYear *year = ap_store_year(claim->store);
    const char *word = next_word(claim);
    if (take(claim, "good")) {
        *limit = year->good;
        return TRUE;
    }
    if (take(claim, "pass")) {
        *limit = year->pass;
        return TRUE;
    }
    if (ap_decimal_parse(word, strlen(word), limit) == AP_DECIMAL_OK) {
        claim->at++;
        return TRUE;
    }
    *other = read_values(claim);
    if (*other == NULL)
        return FALSE;
    const Value *value = &g_array_index(*other, Value, 0);
    if ((*other)->len == 1 && has_value(claim, value)) {
        *limit = decimal_of(claim, value);
        return TRUE;
    }
    ap_problems_error(claim->problems, claim->place,
                      _("the claim “%s” compares with what is not one value; name one group and one measure"),
                      claim->claim);
    return FALSE;
}

/* Verifies a comparison, of each of `values` or, if `only` is not negative, of just so many. */
static void
verify_comparison(Claim *claim, const GArray *values, gint64 only)
{
    Comparison comparison;
    ApDecimal limit;
    g_autoptr(GArray) other = NULL;
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(Value));
    g_autoptr(GArray) missed = g_array_new(FALSE, FALSE, sizeof(Value));
    if (!read_comparison(claim, &comparison) || !read_limit(claim, &limit, &other) || !ends(claim))
        return;
    for (guint i = 0; i < values->len; i++) {
        const Value *value = &g_array_index(values, Value, i);
        gboolean holds = has_value(claim, value) && compare(decimal_of(claim, value), comparison, limit);
        g_array_append_vals(holds ? met : missed, value, 1);
    }
    gboolean holds = only >= 0 ? met->len == only : met->len > 0 && missed->len == 0;
    if (holds)
        return;
    GArray *facts = only >= 0 && met->len > 0 ? met : missed;
    if (other != NULL)
        g_array_append_vals(facts, other->data, other->len);
    report_false(claim, facts);
}

/* Takes "only COUNT"; -1 if it is not there, -2 with a problem. */
static gint64
read_only(Claim *claim)
{
    guint64 count;
    if (!take(claim, "only"))
        return -1;
    if (!g_ascii_string_to_unsigned(next_word(claim), 10, 0, G_MAXUINT, &count, NULL)) {
        ap_problems_error(claim->problems, claim->place,
                          _("the claim “%s” needs a number after “only”; write “only 2 groups …”"),
                          claim->claim);
        return -2;
    }
    claim->at++;
    return (gint64)count;
}

void
ap_claim_verify(const char *text, const char *words, ApPlace place, const ApStore *store,
                ApProblems *problems)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit_set(text, " \n", -1);
    for (guint i = 0; parts[i] != NULL; i++)
        if (parts[i][0] != '\0')
            g_ptr_array_add(list, parts[i]);
    g_ptr_array_add(list, NULL);
    Claim claim = {store, text, words, place, problems, (GStrv)list->pdata, 0};
    gint64 only = read_only(&claim);
    g_autoptr(GArray) values = only != -2 ? read_values(&claim) : NULL;
    if (values == NULL)
        return;
    if (take(&claim, "highest"))
        verify_extreme(&claim, values, TRUE);
    else if (take(&claim, "lowest"))
        verify_extreme(&claim, values, FALSE);
    else
        verify_comparison(&claim, values, only);
}
