/* The figures of report.yaml. They name facets and items, so they are read after items.csv. */
#include <config.h>

#include "scores/names.h"
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
    static const char *const names[] = {
        [AP_FIGURE_SCORES] = "scores", [AP_FIGURE_BANDS] = "bands",   [AP_FIGURE_ITEMS] = "items",
        [AP_FIGURE_FACETS] = "facets", [AP_FIGURE_GROUPS] = "groups", [AP_FIGURE_TREND] = "trend"};
    const char *text = ap_plan_text(reading, map, "kind", TRUE);
    if (text == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(text, names[i]) == 0) {
            *kind = (ApFigureKind)i;
            return TRUE;
        }
    report_at(reading, map, "kind",
              _("figure kind “%s” is unknown; the kinds are scores, bands, items, facets, groups and trend"),
              text);
    return FALSE;
}

static ApPlace
place_of(ApReading *reading, const yaml_node_t *map, const char *key)
{
    return ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, key));
}

static void
read_measure(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    const char *measure = ap_plan_text(reading, map, "measure", TRUE);
    if (measure == NULL)
        return;
    figure->measure = g_strdup(measure);
    ap_find_measure(reading, place_of(reading, map, "measure"), measure, &figure->stage);
}

static gboolean
read_scope(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    const char *scope = ap_plan_text(reading, map, "scope", FALSE);
    figure->scope = g_strdup(scope != NULL ? scope : "all");
    figure->group = -1;
    return scope == NULL || ap_find_scope(reading, place_of(reading, map, "scope"), scope, &figure->group);
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
    report_at(
        reading, map, "scope",
        _("the figure would be empty: “%s” takes no part in the figure's stage; name another scope or stage"),
        figure->scope);
}

static void
read_stage_and_by(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    guint stage;
    if (ap_plan_find_stage(reading, map, "stage", &stage)) {
        figure->stage = (gint)stage;
        if (figure->kind == AP_FIGURE_FACETS && reading->items_known &&
            !ap_year_has_facet(reading->year, stage, NULL))
            report_at(reading, map, "stage",
                      _("stage “%s” has no facets to draw; fill in the column facet of items.csv"),
                      ap_year_stage(reading->year, stage)->id);
    }
    const char *by = figure->kind == AP_FIGURE_FACETS ? ap_plan_text(reading, map, "by", FALSE) : NULL;
    if (by != NULL && strcmp(by, "group") != 0)
        report_at(reading, map, "by", _("by “%s” is unknown; write group"), by);
}

/* The index of the earlier year in `folder`, which is noted if it is new. */
static guint
note_earlier(ApYear *year, const char *folder)
{
    for (guint i = 0; i < year->earlier->len; i++)
        if (strcmp(ap_year_earlier(year, i)->folder, folder) == 0)
            return i;
    ApEarlier *earlier = g_new0(ApEarlier, 1);
    earlier->folder = g_strdup(folder);
    g_ptr_array_add(year->earlier, earlier);
    return year->earlier->len - 1;
}

/* The folders of earlier years, to be read once this one is. */
static void
read_years(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    const yaml_node_t *list = ap_plan_get(reading, map, "years", YAML_SEQUENCE_NODE, TRUE);
    if (list != NULL && ap_yaml_length(list) == 0)
        report_at(reading, map, "years", _("“%s” is empty; name the folder of an earlier year, as in ../110"),
                  "years");
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *node = ap_yaml_element(reading->yaml, list, i);
        const char *folder = ap_yaml_text(node);
        ApFigureYear own = {0, ap_yaml_place(reading->yaml, node)};
        if (folder == NULL || *folder == '\0' || g_path_is_absolute(folder)) {
            ap_problems_error(reading->problems, own.place,
                              _("“%s” is no folder of an earlier year; write its path from this folder, as "
                                "in ../110"),
                              folder != NULL ? folder : "");
            continue;
        }
        own.index = note_earlier(reading->year, folder);
        g_array_append_val(figure->earlier, own);
    }
}

/* What the kind of a figure is about, and which keys it may have. */
static void
read_subject(ApReading *reading, const yaml_node_t *map, ApFigure *figure)
{
    static const char *const of_measure[] = {"id", "kind", "measure", "scope", "caption", NULL};
    static const char *const of_items[] = {"id", "kind", "stage", "scope", "caption", NULL};
    static const char *const of_facets[] = {"id", "kind", "stage", "by", "scope", "caption", NULL};
    static const char *const of_trend[] = {"id", "kind", "measure", "scope", "years", "caption", NULL};
    static const char *const *const keys[] = {
        [AP_FIGURE_SCORES] = of_measure, [AP_FIGURE_BANDS] = of_measure,  [AP_FIGURE_ITEMS] = of_items,
        [AP_FIGURE_FACETS] = of_facets,  [AP_FIGURE_GROUPS] = of_measure, [AP_FIGURE_TREND] = of_trend};
    ap_plan_check_keys(reading, map, keys[figure->kind]);
    if (figure->kind == AP_FIGURE_ITEMS || figure->kind == AP_FIGURE_FACETS)
        read_stage_and_by(reading, map, figure);
    else
        read_measure(reading, map, figure);
    if (figure->kind == AP_FIGURE_TREND)
        read_years(reading, map, figure);
    if (figure->kind == AP_FIGURE_GROUPS && figure->group >= 0)
        report_at(reading, map, "scope",
                  _("a figure of the kind groups compares all of them, not “%s” alone; write all"),
                  figure->scope);
}

static void
read_figure(ApReading *reading, const yaml_node_t *map)
{
    ApFigure *figure = ap_figure_new();
    figure->place = ap_yaml_place(reading->yaml, map);
    figure->id = read_figure_id(reading, map);
    figure->caption = g_strdup(ap_plan_text(reading, map, "caption", TRUE));
    g_ptr_array_add(reading->year->figures, figure);
    gboolean scope_known = read_scope(reading, map, figure);
    if (!read_kind(reading, map, &figure->kind))
        return;
    read_subject(reading, map, figure);
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
