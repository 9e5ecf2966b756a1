/* Ids of measures and scopes, as report.yaml and published.csv write them. */
#include <config.h>

#include "scores/names.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
ap_year_has_facet(const ApYear *year, guint stage, const char *name)
{
    for (guint i = 0; i < year->facets->len; i++)
        if (ap_year_facet(year, i)->stage == stage &&
            (name == NULL || strcmp(ap_year_facet(year, i)->name, name) == 0))
            return TRUE;
    return FALSE;
}

static gboolean
has_item(const ApYear *year, guint stage, const char *number)
{
    for (guint i = 0; i < year->items->len; i++)
        if (ap_year_item(year, i)->stage == stage && strcmp(ap_year_item(year, i)->number, number) == 0)
            return TRUE;
    return FALSE;
}

/* Whether `text` is PREFIX:STAGE/PART. */
static gboolean
names_part(const ApYear *year, const char *text, const char *prefix, guint stage, const char *part)
{
    g_autofree char *id = g_strdup_printf("%s:%s/%s", prefix, ap_year_stage(year, stage)->id, part);
    return strcmp(text, id) == 0;
}

gboolean
ap_year_has_measure(const ApYear *year, const char *measure)
{
    gboolean found = strcmp(measure, "total") == 0;
    for (guint i = 0; !found && i < year->stages->len; i++)
        found = g_str_has_prefix(measure, "stage:") &&
                strcmp(measure + strlen("stage:"), ap_year_stage(year, i)->id) == 0;
    for (guint i = 0; !found && i < year->facets->len; i++)
        found =
            names_part(year, measure, "facet", ap_year_facet(year, i)->stage, ap_year_facet(year, i)->name);
    for (guint i = 0; !found && i < year->items->len; i++)
        found =
            names_part(year, measure, "item", ap_year_item(year, i)->stage, ap_year_item(year, i)->number);
    return found;
}

gboolean
ap_year_has_scope(const ApYear *year, const char *scope)
{
    gboolean found = strcmp(scope, "all") == 0;
    for (guint i = 0; !found && i < year->groups->len; i++)
        found = g_str_has_prefix(scope, "group:") &&
                strcmp(scope + strlen("group:"), ap_year_group(year, i)->id) == 0;
    return found;
}

/* Finds the stage of "S/X", where X is a facet or an item. Ids may hold slashes: every cut is tried. */
static gboolean
find_part(ApReading *reading, const char *text, gboolean facet, gint *stage)
{
    for (const char *slash = strchr(text, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        guint found;
        if (ap_index_find(reading->stages, (ApSlice){text, (gsize)(slash - text)}, &found) &&
            (facet ? ap_year_has_facet(reading->year, found, slash + 1)
                   : has_item(reading->year, found, slash + 1))) {
            *stage = (gint)found;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
find_measure(ApReading *reading, const char *measure, gint *stage)
{
    guint found;
    *stage = -1;
    if (strcmp(measure, "total") == 0)
        return TRUE;
    if (g_str_has_prefix(measure, "stage:")) {
        const char *id = measure + strlen("stage:");
        if (!ap_index_find(reading->stages, (ApSlice){id, strlen(id)}, &found))
            return FALSE;
        *stage = (gint)found;
        return TRUE;
    }
    if (g_str_has_prefix(measure, "facet:"))
        return find_part(reading, measure + strlen("facet:"), TRUE, stage);
    if (g_str_has_prefix(measure, "item:"))
        return find_part(reading, measure + strlen("item:"), FALSE, stage);
    return FALSE;
}

gboolean
ap_find_measure(ApReading *reading, ApPlace place, const char *measure, gint *stage)
{
    gboolean about_items = g_str_has_prefix(measure, "facet:") || g_str_has_prefix(measure, "item:");
    if (find_measure(reading, measure, stage) || !reading->plan_known ||
        (about_items && !reading->items_known))
        return TRUE;
    ap_problems_error(reading->problems, place,
                      _("measure “%s” is unknown; write total, stage:STAGE, facet:STAGE/FACET or "
                        "item:STAGE/ITEM of this year"),
                      measure);
    return FALSE;
}

gboolean
ap_find_scope(ApReading *reading, ApPlace place, const char *scope, gint *group)
{
    guint found;
    *group = -1;
    if (strcmp(scope, "all") == 0)
        return TRUE;
    if (g_str_has_prefix(scope, "group:")) {
        const char *id = scope + strlen("group:");
        if (ap_index_find(reading->groups, (ApSlice){id, strlen(id)}, &found)) {
            *group = (gint)found;
            return TRUE;
        }
    }
    if (!reading->plan_known)
        return TRUE;
    ap_problems_error(reading->problems, place,
                      _("scope “%s” is unknown; write all or group:ID with a group of this year"), scope);
    return FALSE;
}
