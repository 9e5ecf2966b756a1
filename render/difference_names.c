#include <config.h>

#include "render/difference_names.h"

#include "render/measure.h"
#include "scores/standing.h"

#include <glib/gi18n.h>
#include <string.h>

/* The stores that can name something, the newer first; NULL for a build. */
typedef struct {
    const ApStore *stores[2];
} Sources;

static Sources
sources(const ApReportDifference *difference)
{
    return (Sources){{difference->after->store, difference->before->store}};
}

char *
ap_difference_scope(const ApReportDifference *difference, const char *scope)
{
    Sources from = sources(difference);
    guint index;
    if (strcmp(scope, "all") == 0)
        return g_strdup(_("all"));
    for (gsize i = 0; i < G_N_ELEMENTS(from.stores); i++)
        if (from.stores[i] != NULL && ap_store_find_scope(from.stores[i], scope, &index)) {
            gint group = ap_store_scope(from.stores[i], index)->group;
            return g_strdup(ap_year_group(ap_store_year(from.stores[i]), (guint)group)->name);
        }
    return g_strdup(scope);
}

char *
ap_difference_measure(const ApReportDifference *difference, const char *measure)
{
    Sources from = sources(difference);
    guint index;
    if (strcmp(measure, "total") == 0)
        return g_strdup(_("total"));
    for (gsize i = 0; i < G_N_ELEMENTS(from.stores); i++)
        if (from.stores[i] != NULL && ap_store_find_measure(from.stores[i], measure, &index))
            return ap_measure_title(ap_store_year(from.stores[i]), ap_store_measure(from.stores[i], index),
                                    _("total"));
    return g_strdup(measure);
}

char *
ap_difference_participant(const ApReportDifference *difference, const char *participant)
{
    Sources from = sources(difference);
    for (gsize i = 0; i < G_N_ELEMENTS(from.stores); i++) {
        gint index = from.stores[i] != NULL ? ap_standing_find(from.stores[i], participant) : -1;
        if (index >= 0)
            return g_strdup(ap_year_title_of(ap_store_year(from.stores[i]), (guint)index));
    }
    return g_strdup(participant);
}

/* `store` may be NULL. */
static char *
statistic_title(const ApStore *store, const char *name)
{
    ApStatistic statistic;
    if (!ap_statistic_from_name(name, &statistic))
        return g_strdup(name);
    return ap_statistic_title(store != NULL ? ap_store_year(store) : NULL, statistic);
}

char *
ap_difference_statistic(const ApReportDifference *difference, const char *statistic)
{
    Sources from = sources(difference);
    return statistic_title(from.stores[0] != NULL ? from.stores[0] : from.stores[1], statistic);
}

char *
ap_difference_class(const ApReportDifference *difference, const ApSnapshot *side, const char *statistic)
{
    const ApStore *store = side->store != NULL ? side->store : difference->after->store;
    return statistic_title(store, statistic);
}

char *
ap_difference_subject(const ApReportDifference *difference, const ApChange *change)
{
    gboolean among_means =
        change->kind == AP_CHANGE_RANK && (strcmp(change->what, AP_CHANGE_AMONG_GROUPS) == 0 ||
                                           strcmp(change->what, AP_CHANGE_AMONG_ITEMS) == 0);
    return change->kind == AP_CHANGE_STATISTIC || among_means
               ? ap_difference_scope(difference, change->subject)
               : ap_difference_participant(difference, change->subject);
}
