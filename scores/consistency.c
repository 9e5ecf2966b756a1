/* The published figures as intervals, the plan as linear equations over them: ranges are narrowed until they
 * settle, and where they cannot meet, the rows to doubt are withdrawn one by one. */
#include <config.h>

#include "scores/consistency.h"
#include "scores/interval.h"

#include <glib/gi18n.h>
#include <string.h>

/* The statistics that add up; of the others a scope tells nothing about another. */
static const ApStatistic additive[] = {
    AP_STATISTIC_N,          AP_STATISTIC_MEAN,    AP_STATISTIC_AT_LEAST_GOOD,
    AP_STATISTIC_BELOW_GOOD, AP_STATISTIC_BETWEEN, AP_STATISTIC_BELOW_PASS,
};

/* With more figures than this that the scores do not bear out, which of them is wrong is anybody's guess;
 * reconciliation names each. */
#define DOUBTS_LIMIT 40

/* Propagation stops after so many rounds: the plans of audits are shallow, and a wider range than need be is
 * still a true one. */
#define ROUNDS 8

/* A row of published.csv that could be read: its variable lies in `interval`. */
typedef struct {
    const ApPublished *row;
    guint variable;
    gint64 units;
    guint places;
    ApInterval interval;
    gboolean holds; /* by the scores: not the one to doubt */
    gboolean withdrawn;
} Claim;

/* A number that is published or could be: a statistic of a measure over a scope, somewhere in `range`. */
typedef struct {
    guint scope, measure;
    ApStatistic statistic;
    ApInterval domain; /* before anyone claims anything */
    ApInterval range;  /* after the claims and the equations */
    gboolean torn;     /* its claims have nothing in common */
    gboolean claimed;  /* a row speaks of it */
    gboolean suspect;  /* a contradiction may come from it */
} Variable;

typedef struct {
    guint variable;
    mpq_t factor;
} Term;

/* The factors times the variables add up to zero. */
typedef struct {
    Term *terms;
    guint n_terms;
} Equation;

typedef struct {
    const ApStore *store;
    GPtrArray *claims;    /* Claim */
    GPtrArray *variables; /* Variable */
    GHashTable *indices;  /* char *, scope, measure and statistic → index of the variable */
    GPtrArray *equations; /* Equation */
    guint doubts;         /* claims that do not hold */
} System;

static void
claim_free(gpointer data)
{
    Claim *claim = data;
    ap_interval_clear(&claim->interval);
    g_free(claim);
}

static void
variable_free(gpointer data)
{
    Variable *variable = data;
    ap_interval_clear(&variable->domain);
    ap_interval_clear(&variable->range);
    g_free(variable);
}

static void
equation_free(gpointer data)
{
    Equation *equation = data;
    for (guint i = 0; i < equation->n_terms; i++)
        mpq_clear(equation->terms[i].factor);
    g_free(equation->terms);
    g_free(equation);
}

static Variable *
variable_at(const System *system, guint index)
{
    return g_ptr_array_index(system->variables, index);
}

static guint
participants_in(const ApStore *store, guint scope)
{
    const ApYear *year = ap_store_year(store);
    gint group = ap_store_scope(store, scope)->group;
    guint count = 0;
    for (guint i = 0; i < year->participants->len; i++)
        if (group < 0 || ap_year_participant(year, i)->group == (guint)group)
            count++;
    return count;
}

/* The index of a variable, made at its first mention. */
static guint
variable_of(System *system, guint scope, guint measure, ApStatistic statistic)
{
    g_autofree char *key = g_strdup_printf("%u %u %d", scope, measure, (int)statistic);
    gpointer index;
    if (g_hash_table_lookup_extended(system->indices, key, NULL, &index))
        return GPOINTER_TO_UINT(index);
    g_hash_table_insert(system->indices, g_steal_pointer(&key), GUINT_TO_POINTER(system->variables->len));
    Variable *variable = g_new0(Variable, 1);
    variable->scope = scope;
    variable->measure = measure;
    variable->statistic = statistic;
    ap_interval_init(&variable->domain);
    ap_interval_init(&variable->range);
    ap_interval_set_range(&variable->domain, 0,
                          statistic == AP_STATISTIC_MEAN ? 100
                                                         : (gint64)participants_in(system->store, scope));
    g_ptr_array_add(system->variables, variable);
    return system->variables->len - 1;
}

static gboolean
is_additive(ApStatistic statistic)
{
    for (gsize i = 0; i < G_N_ELEMENTS(additive); i++)
        if (additive[i] == statistic)
            return TRUE;
    return FALSE;
}

/* The units and places of a published number as it is written; FALSE if it is none. */
static gboolean
read_published(const char *text, gint64 *units, guint *places)
{
    ApDecimal value;
    if (ap_decimal_parse(text, strlen(text), &value) != AP_DECIMAL_OK)
        return FALSE;
    const char *point = strchr(text, '.');
    *places = point != NULL ? (guint)strlen(point + 1) : 0;
    *units = value;
    for (guint i = *places; i < AP_DECIMAL_PLACES; i++)
        *units /= 10;
    return TRUE;
}

/* TRUE if the scores give what the claim says, at the precision of both. */
static gboolean
claim_holds(const ApStore *store, const Variable *variable, const ApInterval *claimed)
{
    const ApSummary *summary = ap_store_summary(store, variable->scope, variable->measure);
    gint64 units = summary != NULL ? summary->values[variable->statistic] : 0;
    ApInterval computed;
    ap_interval_init(&computed);
    if (ap_statistic_is_count(variable->statistic))
        ap_interval_set_range(&computed, units, units);
    else
        ap_interval_set_rounded(&computed, units, ap_store_year(store)->decimals);
    gboolean holds = ap_interval_meets(&computed, claimed);
    ap_interval_clear(&computed);
    return holds && (summary != NULL || ap_statistic_is_count(variable->statistic));
}

/* What a row of published.csv is about; FALSE if it cannot be read. */
static gboolean
find_row(const ApStore *store, const ApPublished *row, guint *scope, guint *measure, ApStatistic *statistic)
{
    return ap_store_find_scope(store, row->scope, scope) &&
           ap_store_find_measure(store, row->measure, measure) &&
           ap_statistic_from_name(row->statistic, statistic);
}

static void
add_claim(System *system, const ApPublished *row)
{
    guint scope, measure, places;
    ApStatistic statistic;
    gint64 units;
    if (!find_row(system->store, row, &scope, &measure, &statistic) ||
        !read_published(row->value, &units, &places))
        return;
    Claim *claim = g_new0(Claim, 1);
    claim->row = row;
    claim->variable = variable_of(system, scope, measure, statistic);
    claim->units = units;
    claim->places = places;
    ap_interval_init(&claim->interval);
    if (ap_statistic_is_count(statistic))
        ap_interval_set_range(&claim->interval, units, units);
    else
        ap_interval_set_rounded(&claim->interval, units, places);
    variable_at(system, claim->variable)->claimed = TRUE;
    claim->holds = claim_holds(system->store, variable_at(system, claim->variable), &claim->interval);
    system->doubts += claim->holds ? 0 : 1;
    g_ptr_array_add(system->claims, claim);
}

static Equation *
equation_new(System *system, guint n_terms)
{
    Equation *equation = g_new0(Equation, 1);
    equation->terms = g_new0(Term, n_terms);
    g_ptr_array_add(system->equations, equation);
    return equation;
}

static void
equation_add(Equation *equation, guint variable, gint64 numerator, guint64 denominator)
{
    if (numerator == 0)
        return;
    Term *term = &equation->terms[equation->n_terms++];
    term->variable = variable;
    mpq_init(term->factor);
    mpq_set_si(term->factor, numerator, denominator);
    mpq_canonicalize(term->factor);
}

/* How many participants of `scope` have `measure`. */
static guint
count_of(const ApStore *store, guint scope, guint measure)
{
    const ApSummary *summary = ap_store_summary(store, scope, measure);
    return summary != NULL ? (guint)summary->values[AP_STATISTIC_N] : 0;
}

/* all = Σ groups: a mean weighed by the numbers of participants, a count as it is. */
static void
relate_groups(System *system, guint measure, ApStatistic statistic)
{
    guint n_scopes = ap_store_n_scopes(system->store);
    gboolean mean = statistic == AP_STATISTIC_MEAN;
    guint n_all = count_of(system->store, 0, measure);
    if (n_all == 0)
        return;
    Equation *equation = equation_new(system, n_scopes);
    equation_add(equation, variable_of(system, 0, measure, statistic), mean ? -(gint64)n_all : -1, 1);
    for (guint scope = 1; scope < n_scopes; scope++) {
        guint n = count_of(system->store, scope, measure);
        if (n > 0)
            equation_add(equation, variable_of(system, scope, measure, statistic), mean ? (gint64)n : 1, 1);
    }
}

/* The measure of a stage; every stage has one. */
static guint
stage_measure(const ApStore *store, guint stage)
{
    guint measure = 0;
    while (ap_store_measure(store, measure)->kind != AP_MEASURE_STAGE ||
           ap_store_measure(store, measure)->stage != stage)
        measure++;
    return measure;
}

/* The total of a group from its stages: means by their weights where everyone has every stage; all statistics
 * where there is one stage. */
static void
relate_stages(System *system, guint scope, ApStatistic statistic)
{
    const ApStore *store = system->store;
    const ApGroup *group = ap_year_group(ap_store_year(store), (guint)ap_store_scope(store, scope)->group);
    guint total = 0, n_total = count_of(store, scope, total);
    if (group->stages->len > 1 && statistic != AP_STATISTIC_MEAN)
        return;
    for (guint i = 0; i < group->stages->len; i++)
        if (count_of(store, scope,
                     stage_measure(store, g_array_index(group->stages, ApGroupStage, i).stage)) != n_total)
            return;
    Equation *equation = equation_new(system, group->stages->len + 1);
    equation_add(equation, variable_of(system, scope, total, statistic), -1, 1);
    for (guint i = 0; i < group->stages->len; i++) {
        const ApGroupStage *part = &g_array_index(group->stages, ApGroupStage, i);
        guint measure = stage_measure(store, part->stage);
        equation_add(equation, variable_of(system, scope, measure, statistic), part->weight,
                     100 * (guint64)AP_DECIMAL_ONE);
    }
}

/* n = at_least_good + below_good, and below_good = between + below_pass. */
static void
relate_counts(System *system, guint scope, guint measure)
{
    static const ApStatistic sums[][3] = {
        {AP_STATISTIC_N, AP_STATISTIC_AT_LEAST_GOOD, AP_STATISTIC_BELOW_GOOD},
        {AP_STATISTIC_BELOW_GOOD, AP_STATISTIC_BETWEEN, AP_STATISTIC_BELOW_PASS},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++) {
        Equation *equation = equation_new(system, 3);
        for (gsize j = 0; j < 3; j++)
            equation_add(equation, variable_of(system, scope, measure, sums[i][j]), j == 0 ? -1 : 1, 1);
    }
}

/* The total and the stages hang together (family 0); a facet or an item stands alone. No equation joins a
 * mean to a count. */
static guint
family_of(const ApStore *store, guint measure, ApStatistic statistic)
{
    ApMeasureKind kind = ap_store_measure(store, measure)->kind;
    guint first = kind == AP_MEASURE_TOTAL || kind == AP_MEASURE_STAGE ? 0 : measure;
    return 2 * first + (statistic == AP_STATISTIC_MEAN ? 0 : 1);
}

static void
relate_family(System *system, guint family)
{
    const ApStore *store = system->store;
    for (guint measure = 0; measure < ap_store_n_measures(store); measure++) {
        for (gsize s = 0; s < G_N_ELEMENTS(additive); s++)
            if (family_of(store, measure, additive[s]) == family)
                relate_groups(system, measure, additive[s]);
        for (guint scope = 0; scope < ap_store_n_scopes(store); scope++)
            if (family_of(store, measure, AP_STATISTIC_N) == family && count_of(store, scope, measure) > 0)
                relate_counts(system, scope, measure);
    }
    for (guint scope = 1; scope < ap_store_n_scopes(store); scope++)
        for (gsize s = 0; s < G_N_ELEMENTS(additive); s++)
            if (family_of(store, 0, additive[s]) == family)
                relate_stages(system, scope, additive[s]);
}

/* Sets every range to what its claims have in common, or to all of them together if that is nothing. */
static void
apply_claims(System *system)
{
    for (guint i = 0; i < system->variables->len; i++) {
        Variable *variable = variable_at(system, i);
        ap_interval_copy(&variable->range, &variable->domain);
        variable->torn = FALSE;
    }
    for (guint i = 0; i < system->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(system->claims, i);
        Variable *variable = variable_at(system, claim->variable);
        if (claim->withdrawn || (!variable->torn && ap_interval_narrow(&variable->range, &claim->interval)))
            continue;
        variable->torn = TRUE;
        ap_interval_widen(&variable->range, &claim->interval);
    }
}

/* What the other terms of `equation` leave for term `index`, into `implied`. */
static void
imply(const System *system, const Equation *equation, guint index, ApInterval *implied)
{
    mpq_t factor;
    mpq_init(factor);
    ap_interval_set_range(implied, 0, 0);
    for (guint i = 0; i < equation->n_terms; i++)
        if (i != index)
            ap_interval_add_scaled(implied, &variable_at(system, equation->terms[i].variable)->range,
                                   equation->terms[i].factor);
    mpq_inv(factor, equation->terms[index].factor);
    mpq_neg(factor, factor);
    ap_interval_scale(implied, factor);
    mpq_clear(factor);
}

/* Narrows every range by every equation until nothing changes. */
static void
propagate(System *system)
{
    ApInterval implied;
    ap_interval_init(&implied);
    gboolean changed = TRUE;
    for (guint round = 0; changed && round < ROUNDS; round++) {
        changed = FALSE;
        for (guint e = 0; e < system->equations->len; e++) {
            const Equation *equation = g_ptr_array_index(system->equations, e);
            for (guint i = 0; i < equation->n_terms; i++) {
                ApInterval *range = &variable_at(system, equation->terms[i].variable)->range;
                imply(system, equation, i, &implied);
                gboolean tighter =
                    mpq_cmp(implied.low, range->low) > 0 || mpq_cmp(implied.high, range->high) < 0;
                changed = (tighter && ap_interval_narrow(range, &implied)) || changed;
            }
        }
    }
    ap_interval_clear(&implied);
}

static gboolean
equation_holds(const System *system, const Equation *equation)
{
    ApInterval sum;
    ap_interval_init(&sum);
    for (guint i = 0; i < equation->n_terms; i++)
        ap_interval_add_scaled(&sum, &variable_at(system, equation->terms[i].variable)->range,
                               equation->terms[i].factor);
    gboolean holds = ap_interval_contains_zero(&sum);
    ap_interval_clear(&sum);
    return holds;
}

/* How many variables are torn and how many equations cannot hold. */
static guint
count_contradictions(System *system)
{
    apply_claims(system);
    propagate(system);
    guint count = 0;
    for (guint i = 0; i < system->variables->len; i++)
        if (variable_at(system, i)->torn)
            count++;
    for (guint i = 0; i < system->equations->len; i++)
        if (!equation_holds(system, g_ptr_array_index(system->equations, i)))
            count++;
    return count;
}

/* What a wrong figure turns out to be: another measure of the same scope, rounded or cut off. */
typedef struct {
    gint measure; /* -1: unexplained */
    gboolean cut;
} Explanation;

/* TRUE if the range tells anything worth saying: less than a point wide. */
static gboolean
is_narrow(const ApInterval *range)
{
    mpq_t width;
    mpq_init(width);
    mpq_sub(width, range->high, range->low);
    gboolean narrow = mpq_cmp_ui(width, 1, 1) < 0;
    mpq_clear(width);
    return narrow;
}

/* Ranges as they are with `claim` withdrawn. */
static Explanation
explain(const System *system, const Claim *claim)
{
    Explanation explanation = {-1, FALSE};
    const Variable *claimed = variable_at(system, claim->variable);
    ApInterval cut;
    ap_interval_init(&cut);
    ap_interval_set_cut(&cut, claim->units, claim->places);
    for (guint i = 0; i < system->variables->len && explanation.measure < 0; i++) {
        const Variable *other = variable_at(system, i);
        if (i == claim->variable || other->scope != claimed->scope ||
            other->statistic != claimed->statistic || !is_narrow(&other->range))
            continue;
        if (ap_interval_meets(&other->range, &claim->interval))
            explanation = (Explanation){(gint)other->measure, FALSE};
        else if (claimed->statistic == AP_STATISTIC_MEAN && ap_interval_meets(&other->range, &cut))
            explanation = (Explanation){(gint)other->measure, TRUE};
    }
    ap_interval_clear(&cut);
    return explanation;
}

/* Marks as suspect what stands in a contradiction, and, through a variable that no row speaks of, what stands
 * behind it. */
static void
mark_suspects(System *system)
{
    for (guint i = 0; i < system->variables->len; i++)
        variable_at(system, i)->suspect = variable_at(system, i)->torn;
    for (guint pass = 0; pass < 3; pass++)
        for (guint e = 0; e < system->equations->len; e++) {
            const Equation *equation = g_ptr_array_index(system->equations, e);
            gboolean spreads = pass == 0 && !equation_holds(system, equation);
            for (guint i = 0; i < equation->n_terms && !spreads; i++) {
                const Variable *variable = variable_at(system, equation->terms[i].variable);
                spreads = variable->suspect && (variable->torn || !variable->claimed);
            }
            for (guint i = 0; i < equation->n_terms && spreads; i++)
                variable_at(system, equation->terms[i].variable)->suspect = TRUE;
        }
}

/* The claim to doubt first, among those that the scores do not bear out: without it the fewest contradictions
 * remain; among equals one that another measure explains, then one over all, which more figures stand
 * against. */
static Claim *
most_doubtful(System *system)
{
    Claim *doubtful = NULL;
    guint least = G_MAXUINT;
    mark_suspects(system);
    for (guint i = 0; i < system->claims->len; i++) {
        Claim *claim = g_ptr_array_index(system->claims, i);
        if (claim->withdrawn || claim->holds || !variable_at(system, claim->variable)->suspect)
            continue;
        claim->withdrawn = TRUE;
        guint left = count_contradictions(system);
        gboolean explained = explain(system, claim).measure >= 0;
        gboolean over_all = variable_at(system, claim->variable)->scope == 0;
        claim->withdrawn = FALSE;
        guint doubt = 4 * left + (explained ? 0 : 2) + (over_all ? 0 : 1);
        if (doubt < least) {
            least = doubt;
            doubtful = claim;
        }
    }
    return doubtful;
}

/* The places at which the range shows that the claim lies outside: those of the claim, or one more where its
 * ends, rounded outwards, would seem to reach it. */
static guint
places_to_show(const Claim *claim, const Variable *variable)
{
    if (ap_statistic_is_count(variable->statistic))
        return 0;
    return claim->places + (ap_interval_shows(&variable->range, claim->units, claim->places) ? 1 : 0);
}

/* Says why `claim`, now withdrawn, cannot stand. */
static void
report(const System *system, const Claim *claim, ApProblems *problems)
{
    const ApPublished *row = claim->row;
    const Variable *variable = variable_at(system, claim->variable);
    Explanation explanation = explain(system, claim);
    g_autofree char *allowed = ap_interval_format(&variable->range, places_to_show(claim, variable));
    const char *fits =
        explanation.measure >= 0 ? ap_store_measure(system->store, (guint)explanation.measure)->id : NULL;
    if (fits == NULL)
        ap_problems_error(problems, row->place,
                          _("%s cannot be the %s of %s over %s: the other published figures allow only %s; "
                            "correct the row"),
                          row->value, row->statistic, row->measure, row->scope, allowed);
    else if (explanation.cut)
        ap_problems_error(
            problems, row->place,
            _("%s cannot be the %s of %s over %s: the other published figures allow only %s; it is "
              "what %s would be, cut off instead of rounded; correct the value or the measure"),
            row->value, row->statistic, row->measure, row->scope, allowed, fits);
    else
        ap_problems_error(
            problems, row->place,
            _("%s cannot be the %s of %s over %s: the other published figures allow only %s; it is "
              "reachable for %s; correct the value or the measure"),
            row->value, row->statistic, row->measure, row->scope, allowed, fits);
}

/* Tests the rows of one family together. */
static void
examine(const ApStore *store, guint family, const GPtrArray *rows, ApProblems *problems)
{
    System system = {
        .store = store,
        .claims = g_ptr_array_new_with_free_func(claim_free),
        .variables = g_ptr_array_new_with_free_func(variable_free),
        .indices = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .equations = g_ptr_array_new_with_free_func(equation_free),
    };
    for (guint i = 0; i < rows->len; i++)
        add_claim(&system, g_ptr_array_index(rows, i));
    gboolean clear = system.doubts > 0 && system.doubts <= DOUBTS_LIMIT;
    if (clear)
        relate_family(&system, family);
    while (clear && count_contradictions(&system) > 0) {
        Claim *claim = most_doubtful(&system);
        if (claim == NULL)
            break;
        claim->withdrawn = TRUE;
        count_contradictions(&system);
        report(&system, claim, problems);
    }
    g_ptr_array_unref(system.claims);
    g_ptr_array_unref(system.variables);
    g_hash_table_unref(system.indices);
    g_ptr_array_unref(system.equations);
}

void
ap_consistency_check(const ApStore *store, ApProblems *problems)
{
    const ApYear *year = ap_store_year(store);
    guint n_families = 2 * ap_store_n_measures(store);
    g_autofree GPtrArray **families = g_new0(GPtrArray *, n_families);
    for (guint i = 0; i < year->published->len; i++) {
        ApPublished *row = g_ptr_array_index(year->published, i);
        guint scope, measure;
        ApStatistic statistic;
        if (!find_row(store, row, &scope, &measure, &statistic) || !is_additive(statistic))
            continue;
        guint family = family_of(store, measure, statistic);
        if (families[family] == NULL)
            families[family] = g_ptr_array_new();
        g_ptr_array_add(families[family], row);
    }
    for (guint family = 0; family < n_families; family++) {
        if (families[family] == NULL)
            continue;
        examine(store, family, families[family], problems);
        g_ptr_array_unref(families[family]);
    }
}
