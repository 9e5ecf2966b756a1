/* Reconciliation with published.csv, and the warnings about values that rounding carries over a threshold. */
#include <config.h>

#include "scores/reconcile.h"

#include <glib/gi18n.h>
#include <string.h>

static gint64
power_of_ten(guint exponent)
{
    gint64 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A statistic in ten-thousandths, as a decimal is held. */
static ApDecimal
as_decimal(const ApStore *store, ApStatistic statistic, gint64 value)
{
    guint places = ap_statistic_is_count(statistic) ? 0 : ap_store_year(store)->decimals;
    return value * power_of_ten(AP_DECIMAL_PLACES - places);
}

/* The reader of published.csv has made sure that its names are known and its values decimals. */
static void
reconcile_figure(const ApStore *store, const ApPublished *published, ApProblems *problems)
{
    guint scope, measure;
    ApStatistic statistic;
    ApDecimal value;
    if (!ap_store_find_scope(store, published->scope, &scope) ||
        !ap_store_find_measure(store, published->measure, &measure) ||
        !ap_statistic_from_name(published->statistic, &statistic) ||
        ap_decimal_parse(published->value, strlen(published->value), &value) != AP_DECIMAL_OK)
        return;
    const ApSummary *summary = ap_store_summary(store, scope, measure);
    gint64 computed = summary != NULL ? summary->values[statistic] : 0;
    if (summary == NULL && !ap_statistic_is_count(statistic)) {
        ap_problems_error(problems, published->place,
                          _("%s of %s over %s was published as %s, but nobody has a value of this measure; "
                            "correct the row"),
                          published->statistic, published->measure, published->scope, published->value);
        return;
    }
    if (as_decimal(store, statistic, computed) == value)
        return;
    g_autofree char *text = ap_store_format(store, statistic, computed);
    ap_problems_error(
        problems, published->place,
        _("%s of %s over %s was published as %s, but the scores give %s; correct the row or the scores"),
        published->statistic, published->measure, published->scope, published->value, text);
}

/* -1, 0 or 1: the exact value below, at or above a threshold. */
static int
compare_exact(mpq_srcptr value, ApDecimal threshold)
{
    mpq_t limit;
    mpq_init(limit);
    mpq_set_si(limit, threshold, AP_DECIMAL_ONE);
    mpq_canonicalize(limit);
    int order = mpq_cmp(value, limit);
    mpq_clear(limit);
    return order;
}

static void
check_threshold(const ApStore *store, guint participant, guint measure, mpq_srcptr exact, ApDecimal threshold,
                ApProblems *problems)
{
    const ApYear *year = ap_store_year(store);
    gint64 units = ap_round_rational(exact, year->decimals);
    gboolean published_above = as_decimal(store, AP_STATISTIC_MEAN, units) >= threshold;
    gboolean exact_above = compare_exact(exact, threshold) >= 0;
    if (published_above == exact_above)
        return;
    const ApParticipant *record = ap_year_participant(year, participant);
    g_autofree char *limit = ap_decimal_format(threshold);
    g_autofree char *published = ap_rounded_format(units, year->decimals);
    ap_problems_warning(
        problems, record->place,
        exact_above
            ? _("%s of participant “%s” is at least %s before rounding, but is published and counted as %s")
            : _("%s of participant “%s” is below %s before rounding, but is published and counted as %s"),
        ap_store_measure(store, measure)->id, record->id, limit, published);
}

static void
check_thresholds(const ApStore *store, ApProblems *problems)
{
    const ApYear *year = ap_store_year(store);
    mpq_t exact;
    mpq_init(exact);
    for (guint participant = 0; participant < year->participants->len; participant++)
        for (guint measure = 0; measure < ap_store_n_measures(store); measure++) {
            if (!ap_store_exact_value(store, participant, measure, exact))
                continue;
            check_threshold(store, participant, measure, exact, year->good, problems);
            if (year->pass != year->good)
                check_threshold(store, participant, measure, exact, year->pass, problems);
        }
    mpq_clear(exact);
}

void
ap_reconcile(const ApStore *store, ApProblems *problems)
{
    const ApYear *year = ap_store_year(store);
    check_thresholds(store, problems);
    for (guint i = 0; i < year->published->len; i++)
        reconcile_figure(store, ap_year_published(year, i), problems);
}
