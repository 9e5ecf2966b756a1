/* The figures of report.yaml. They name facets and items, so they are read after items.csv. */
#include <config.h>

#include "scores/plan.h"

#include <glib/gi18n.h>
#include <string.h>

static void report_at(ApReading *reading, const yaml_node_t *map, const char *key, const char *format,
                      const char *value) G_GNUC_PRINTF(4, 0);

/* A problem at the value of `key`, which the format quotes. */
static void
report_at(ApReading *reading, const yaml_node_t *map, const char *key, const char *format, const char *value)
{
    g_autofree char *message = g_strdup_printf(format, value);
    ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, key)),
                      "%s", message);
}

static char *
read_figure_id(ApReading *reading, const yaml_node_t *map)
{
    static const char *const allowed = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-";
    const char *id = ap_plan_text(reading, map, "id", TRUE);
    if (id == NULL)
        return NULL;
    if (strspn(id, allowed) != strlen(id))
        report_at(reading, map, "id", _("figure id “%s” may hold only A-Z, a-z, 0-9, _ and -"), id);
    for (guint i = 0; i < reading->year->figures->len; i++)
        if (g_strcmp0(ap_year_figure(reading->year, i)->id, id) == 0)
            report_at(reading, map, "id", _("figure id “%s” is given twice; each needs one of its own"), id);
    return g_strdup(id);
}

static gboolean
read_kind(ApReading *reading, const yaml_node_t *map, ApFigureKind *kind)
{
    static const char *const names[] = {[AP_FIGURE_SCORES] = "scores",
                                        [AP_FIGURE_BANDS] = "bands",
                                        [AP_FIGURE_ITEMS] = "items",
                                        [AP_FIGURE_FACETS] = "facets"};
    const char *text = ap_plan_text(reading, map, "kind", TRUE);
    if (text == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(text, names[i]) == 0) {
            *kind = (ApFigureKind)i;
            return TRUE;
        }
    report_at(reading, map, "kind",
              _("figure kind “%s” is unknown; the kinds are scores, bands, items and facets"), text);
    return FALSE;
}

static gboolean
has_facet(const ApYear *year, guint stage, const char *name)
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

/* Finds the stage of "S/X", where X is a facet or an item. Ids may hold slashes: every cut is tried. */
static gboolean
find_part(ApReading *reading, const char *text, gboolean facet, gint *stage)
{
    for (const char *slash = strchr(text, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        guint found;
        if (ap_index_find(reading->stages, (ApSlice){text, (gsize)(slash - text)}, &found) &&
            (facet ? has_facet(reading->year, found, slash + 1)
                   : has_item(reading->year, found, slash + 1))) {
            *stage = (gint)found;
            return TRUE;
        }
    }
    return FALSE;
}

/* The stage that a measure is about, -1 for the total. */
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

static gboolean
read_measure(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    const char *measure = ap_plan_text(reading, map, "measure", TRUE);
    if (measure == NULL)
        return FALSE;
    figure->measure = g_strdup(measure);
    gboolean about_items = g_str_has_prefix(measure, "facet:") || g_str_has_prefix(measure, "item:");
    if (find_measure(reading, measure, &figure->stage) || (about_items && !reading->items_known))
        return TRUE;
    report_at(reading, map, "measure",
              _("measure “%s” is unknown; write total, stage:STAGE, facet:STAGE/FACET or item:STAGE/ITEM of "
                "this year"),
              measure);
    return FALSE;
}

static gboolean
read_scope(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    const char *scope = ap_plan_text(reading, map, "scope", FALSE);
    figure->scope = g_strdup(scope != NULL ? scope : "all");
    figure->group = -1;
    if (strcmp(figure->scope, "all") == 0)
        return TRUE;
    guint group;
    if (g_str_has_prefix(figure->scope, "group:")) {
        const char *id = figure->scope + strlen("group:");
        if (ap_index_find(reading->groups, (ApSlice){id, strlen(id)}, &group)) {
            figure->group = (gint)group;
            return TRUE;
        }
    }
    report_at(reading, map, "scope",
              _("scope “%s” is unknown; write all or group:ID with a group of this year"), scope);
    return FALSE;
}

/* A figure about a stage in which its group takes no part would be empty. */
static void
check_group_stage(ApReading *reading, const yaml_node_t *map, const ApFigure *figure)
{
    if (figure->group < 0 || figure->stage < 0 || !reading->groups_sound)
        return;
    const GArray *stages = ap_year_group(reading->year, (guint)figure->group)->stages;
    for (guint i = 0; i < stages->len; i++)
        if (g_array_index(stages, ApGroupStage, i).stage == (guint)figure->stage)
            return;
    report_at(reading, map, "scope", _("the figure would be empty: “%s” takes no part in the figure's stage"),
              figure->scope);
}

static void
read_stage_and_by(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    guint stage;
    if (ap_plan_find_stage(reading, map, "stage", &stage)) {
        figure->stage = (gint)stage;
        if (figure->kind == AP_FIGURE_FACETS && reading->items_known &&
            !has_facet(reading->year, stage, NULL))
            report_at(reading, map, "stage",
                      _("stage “%s” has no facets to draw; fill in the column facet of items.csv"),
                      ap_year_stage(reading->year, stage)->id);
    }
    const char *by = figure->kind == AP_FIGURE_FACETS ? ap_plan_text(reading, map, "by", FALSE) : NULL;
    if (by != NULL && strcmp(by, "group") != 0)
        report_at(reading, map, "by", _("by “%s” is unknown; write group"), by);
}

static void
read_figure(ApReading *reading, const yaml_node_t *map)
{
    static const char *const of_measure[] = {"id", "kind", "measure", "scope", "caption", NULL};
    static const char *const of_items[] = {"id", "kind", "stage", "scope", "caption", NULL};
    static const char *const of_facets[] = {"id", "kind", "stage", "by", "scope", "caption", NULL};
    ApFigure *figure = g_new0(ApFigure, 1);
    figure->place = ap_yaml_place(reading->yaml, map);
    figure->stage = -1;
    figure->id = read_figure_id(reading, map);
    figure->caption = g_strdup(ap_plan_text(reading, map, "caption", TRUE));
    g_ptr_array_add(reading->year->figures, figure);
    gboolean scope_known = read_scope(reading, map, figure);
    if (!read_kind(reading, map, &figure->kind))
        return;
    if (figure->kind == AP_FIGURE_SCORES || figure->kind == AP_FIGURE_BANDS) {
        ap_plan_check_keys(reading, map, of_measure);
        read_measure(reading, map, figure);
    } else {
        ap_plan_check_keys(reading, map, figure->kind == AP_FIGURE_ITEMS ? of_items : of_facets);
        read_stage_and_by(reading, map, figure);
    }
    if (scope_known)
        check_group_stage(reading, map, figure);
}

void
ap_read_figures(ApReading *reading)
{
    if (reading->yaml == NULL || !reading->plan_known)
        return;
    const yaml_node_t *root = ap_yaml_root(reading->yaml);
    const yaml_node_t *list = ap_plan_get(reading, root, "figures", YAML_SEQUENCE_NODE, FALSE);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *map = ap_plan_element(reading, list, i);
        if (map != NULL)
            read_figure(reading, map);
    }
}
