/* Profiles: a participant beside its group, by published values. */
#include <config.h>

#include "scores/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    ApProblems *problems;
    ApYear *year;
    ApStore *store;
    ApProfiles *profiles;
} Fixture;

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "examples", "111", NULL);
    fixture->problems = ap_problems_new();
    fixture->year = ap_year_load(dir, fixture->problems, NULL);
    assert_non_null(fixture->year);
    fixture->store = ap_store_new(fixture->year);
    fixture->profiles = ap_profiles_new(fixture->store);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_profiles_free(fixture->profiles);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    ap_problems_free(fixture->problems);
    g_free(fixture);
    return 0;
}

/* Every profile, reckoned again from the store by the definition. */
static void
test_all(void **state)
{
    const Fixture *fixture = *state;
    guint n_found = 0;
    for (guint i = 0; i < fixture->year->participants->len; i++)
        for (guint measure = 0; measure < ap_store_n_measures(fixture->store); measure++) {
            ApProfile profile;
            gint64 own, other;
            gboolean has_value = ap_store_value(fixture->store, i, measure, &own);
            assert_int_equal(ap_profiles_find(fixture->profiles, i, measure, &profile), has_value);
            if (!has_value)
                continue;
            guint place = 1, n = 0;
            for (guint j = 0; j < fixture->year->participants->len; j++)
                if (ap_year_participant(fixture->year, j)->group ==
                        ap_year_participant(fixture->year, i)->group &&
                    ap_store_value(fixture->store, j, measure, &other)) {
                    n++;
                    place += other > own ? 1 : 0;
                }
            assert_int_equal(profile.value, own);
            assert_int_equal(profile.place, place);
            assert_int_equal(profile.n, n);
            assert_int_equal(profile.difference, own - profile.mean);
            n_found++;
        }
    assert_true(n_found > 100);
}

/* A4: total 71.02 in a group of mean 74.76, published; class between 60 and 75. */
static void
test_total(void **state)
{
    const Fixture *fixture = *state;
    ApProfile profile;
    assert_true(ap_profiles_find(fixture->profiles, 3, 0, &profile));
    assert_int_equal(profile.value, 7102);
    assert_int_equal(profile.mean, 7476);
    assert_int_equal(profile.difference, -374);
    assert_int_equal(profile.place, 4);
    assert_int_equal(profile.class, AP_STATISTIC_BETWEEN);
}

static void
check_order(const Fixture *fixture, guint participant, const GArray *measures, gint64 side)
{
    gint64 former = G_MAXINT64;
    for (guint i = 0; i < measures->len; i++) {
        ApProfile profile;
        guint measure = g_array_index(measures, guint, i);
        assert_int_equal(ap_store_measure(fixture->store, measure)->kind, AP_MEASURE_ITEM);
        assert_true(ap_profiles_find(fixture->profiles, participant, measure, &profile));
        assert_true(side * profile.difference > 0);
        assert_true(side * profile.difference <= former);
        former = side * profile.difference;
    }
}

static void
test_outstanding(void **state)
{
    const Fixture *fixture = *state;
    for (guint i = 0; i < fixture->year->participants->len; i++) {
        g_autoptr(GArray) above = ap_profiles_above(fixture->profiles, i, 3);
        g_autoptr(GArray) below = ap_profiles_below(fixture->profiles, i, 3);
        g_autoptr(GArray) all = ap_profiles_below(fixture->profiles, i, G_MAXUINT);
        assert_true(above->len <= 3 && below->len == MIN(all->len, 3));
        check_order(fixture, i, above, 1);
        check_order(fixture, i, all, -1);
        assert_memory_equal(below->data, all->data, below->len * sizeof(guint));
    }
    /* A1 is the best of its group in everything but one item or more; nothing of its is below the mean. */
    g_autoptr(GArray) none = ap_profiles_below(fixture->profiles, 0, 3);
    assert_int_equal(none->len, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_total, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outstanding, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
