/* report.yaml: the report's particulars, the scoring, stages and groups. */
#include <config.h>

#include "scores/input.h"
#include "scores/plan.h"

#include <glib/gi18n.h>
#include <string.h>

void
ap_plan_check_keys(ApReading *reading, const yaml_node_t *map, const char *const *known)
{
    g_autofree char *list = g_strjoinv(", ", (char **)known);
    for (guint i = 0; i < ap_yaml_length(map); i++) {
        const yaml_node_t *key = ap_yaml_key(reading->yaml, map, i);
        if (!g_strv_contains(known, ap_yaml_text(key)))
            ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, key),
                              _("unknown key “%s”; the keys here are %s"), ap_yaml_text(key), list);
    }
}

const yaml_node_t *
ap_plan_get(ApReading *reading, const yaml_node_t *map, const char *key, yaml_node_type_t type,
            gboolean required)
{
    const yaml_node_t *node = ap_yaml_get(reading->yaml, map, key);
    if (node == NULL) {
        if (required)
            ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, map),
                              _("key “%s” is missing here; add it"), key);
        return NULL;
    }
    if (node->type == type)
        return node;
    ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, node),
                      type == YAML_SCALAR_NODE    ? _("“%s” must be a single value")
                      : type == YAML_MAPPING_NODE ? _("“%s” must be a mapping of keys and values")
                                                  : _("“%s” must be a list, each element with a dash"),
                      key);
    return NULL;
}

const char *
ap_plan_text(ApReading *reading, const yaml_node_t *map, const char *key, gboolean required)
{
    const yaml_node_t *node = ap_plan_get(reading, map, key, YAML_SCALAR_NODE, required);
    const char *text = ap_yaml_text(node);
    if (text != NULL && *text == '\0') {
        ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, node),
                          _("“%s” is empty; fill it in"), key);
        return NULL;
    }
    return text;
}

/* A required decimal between 0 and 100. */
static gboolean
read_percent(ApReading *reading, const yaml_node_t *map, const char *key, ApDecimal *value)
{
    const char *text = ap_plan_text(reading, map, key, TRUE);
    if (text == NULL)
        return FALSE;
    ApPlace place = ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, key));
    if (!ap_read_decimal(reading, place, key, (ApSlice){text, strlen(text)}, value))
        return FALSE;
    if (*value <= 100 * AP_DECIMAL_ONE)
        return TRUE;
    ap_problems_error(reading->problems, place, _("%s %s is above 100; it must be from 0 to 100"), _(key),
                      text);
    return FALSE;
}

/* A whole number of at most three digits, or FALSE. */
static gboolean
parse_small(const char *text, gsize length, guint *value)
{
    guint result = 0;
    if (length < 1 || length > 3)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        result = result * 10 + (guint)(text[i] - '0');
    }
    *value = result;
    return TRUE;
}

static void
read_year(ApReading *reading, const yaml_node_t *map)
{
    const char *text = ap_plan_text(reading, map, "year", TRUE);
    if (text != NULL &&
        (!parse_small(text, strlen(text), &reading->year->roc_year) || reading->year->roc_year == 0))
        ap_problems_error(reading->problems,
                          ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, "year")),
                          _("year “%s” is not a year of the Republic; write it as in 111"), text);
}

static void
read_published_month(ApReading *reading, const yaml_node_t *map)
{
    const char *text = ap_plan_text(reading, map, "published", FALSE);
    if (text == NULL)
        return;
    ApYear *year = reading->year;
    const char *dash = strchr(text, '-');
    if (dash != NULL && parse_small(text, (gsize)(dash - text), &year->published_year) && strlen(dash) == 3 &&
        parse_small(dash + 1, 2, &year->published_month) && year->published_year > 0 &&
        year->published_month >= 1 && year->published_month <= 12)
        return;
    ap_problems_error(
        reading->problems, ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, "published")),
        _("published “%s” is not a month of a year of the Republic; write it as in 112-06"), text);
}

/* One of two words; `otherwise` if the key is absent. */
static gboolean
read_choice(ApReading *reading, const yaml_node_t *map, const char *key, const char *yes, const char *no,
            gboolean otherwise)
{
    const char *text = ap_plan_text(reading, map, key, FALSE);
    if (text == NULL)
        return otherwise;
    if (strcmp(text, yes) != 0 && strcmp(text, no) != 0)
        ap_problems_error(reading->problems,
                          ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, key)),
                          _("%s “%s” is unknown; write %s or %s"), key, text, yes, no);
    return strcmp(text, yes) == 0;
}

/* The place of a value; of the mapping, if it has none such. The file's name is one that the year keeps. */
static ApPlace
place_of(const ApReading *reading, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = ap_yaml_get(reading->yaml, map, key);
    return ap_yaml_place(reading->yaml, node != NULL ? node : map);
}

/* A template is the name of a folder, never a path. */
static void
read_template(ApReading *reading, const yaml_node_t *map)
{
    const char *text = ap_plan_text(reading, map, "template", FALSE);
    reading->year->template_name = g_strdup(text != NULL ? text : "annual");
    reading->year->template_place = place_of(reading, map, "template");
    if (text != NULL && (strpbrk(text, "/\\") != NULL || text[0] == '.'))
        ap_problems_error(reading->problems, reading->year->template_place,
                          _("template “%s” must be the name of a folder, without a path or a leading point"),
                          text);
}

static void
read_report(ApReading *reading, const yaml_node_t *root)
{
    static const char *const known[] = {"year",    "title",     "publisher", "published", "template",
                                        "edition", "synthetic", "errata",    "outputs",   NULL};
    const yaml_node_t *map = ap_plan_get(reading, root, "report", YAML_MAPPING_NODE, TRUE);
    if (map == NULL)
        return;
    ApYear *year = reading->year;
    ap_plan_check_keys(reading, map, known);
    read_year(reading, map);
    year->title = g_strdup(ap_plan_text(reading, map, "title", TRUE));
    year->publisher = g_strdup(ap_plan_text(reading, map, "publisher", TRUE));
    year->title_place = place_of(reading, map, "title");
    year->publisher_place = place_of(reading, map, "publisher");
    read_published_month(reading, map);
    read_template(reading, map);
    year->internal = read_choice(reading, map, "edition", "internal", "public", FALSE);
    year->synthetic = read_choice(reading, map, "synthetic", "yes", "no", FALSE);
    year->errata = read_choice(reading, map, "errata", "yes", "no", FALSE);
    ap_read_outputs(reading, map);
}

static void
read_scoring(ApReading *reading, const yaml_node_t *root)
{
    static const char *const known[] = {"decimals", "good", "pass", NULL};
    const yaml_node_t *map = ap_plan_get(reading, root, "scoring", YAML_MAPPING_NODE, TRUE);
    if (map == NULL)
        return;
    ApYear *year = reading->year;
    ap_plan_check_keys(reading, map, known);
    const char *decimals = ap_plan_text(reading, map, "decimals", TRUE);
    if (decimals != NULL && (!parse_small(decimals, strlen(decimals), &year->decimals) || year->decimals > 4))
        ap_problems_error(reading->problems,
                          ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, "decimals")),
                          _("decimals “%s” is not a whole number from 0 to 4"), decimals);
    if (read_percent(reading, map, N_("good"), &year->good) &
            read_percent(reading, map, N_("pass"), &year->pass) &&
        year->pass > year->good) {
        g_autofree char *good = ap_decimal_format(year->good), *pass = ap_decimal_format(year->pass);
        ap_problems_error(reading->problems,
                          ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, "pass")),
                          _("pass %s is above good %s; it must be at most that"), pass, good);
    }
}

/* Elements of a required list of mappings; an empty list is reported too. */
static const yaml_node_t *
get_list(ApReading *reading, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *list = ap_plan_get(reading, map, key, YAML_SEQUENCE_NODE, TRUE);
    if (list != NULL && ap_yaml_length(list) == 0)
        ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, list),
                          _("“%s” is an empty list; at least one is needed"), key);
    return list;
}

const yaml_node_t *
ap_plan_element(ApReading *reading, const yaml_node_t *list, guint index)
{
    const yaml_node_t *node = ap_yaml_element(reading->yaml, list, index);
    if (node->type == YAML_MAPPING_NODE)
        return node;
    ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, node),
                      _("each element here must be a mapping of keys and values"));
    return NULL;
}

/* The id of a stage or a group, new in `index`. */
static char *
read_id(ApReading *reading, const yaml_node_t *map, const ApIndex *index)
{
    const char *id = ap_plan_text(reading, map, "id", TRUE);
    guint former;
    if (id != NULL && ap_index_find(index, (ApSlice){id, strlen(id)}, &former))
        ap_problems_error(reading->problems,
                          ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, "id")),
                          _("id “%s” is given twice; each needs one of its own"), id);
    return g_strdup(id != NULL ? id : "");
}

static void
add_to_index(ApIndex *index, const char *id, guint value)
{
    ApSlice key = {id, strlen(id)};
    guint former;
    if (!ap_index_find(index, key, &former))
        ap_index_add(index, key, value);
}

static void
read_stages(ApReading *reading, const yaml_node_t *root)
{
    static const char *const known[] = {"id", "name", NULL};
    const yaml_node_t *list = get_list(reading, root, "stages");
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *map = ap_plan_element(reading, list, i);
        if (map == NULL)
            continue;
        ap_plan_check_keys(reading, map, known);
        ApStage *stage = g_new0(ApStage, 1);
        stage->place = ap_yaml_place(reading->yaml, map);
        stage->id = read_id(reading, map, reading->stages);
        stage->name = g_strdup(ap_plan_text(reading, map, "name", TRUE));
        add_to_index(reading->stages, stage->id, reading->year->stages->len);
        g_ptr_array_add(reading->year->stages, stage);
    }
}

gboolean
ap_plan_find_stage(ApReading *reading, const yaml_node_t *map, const char *key, guint *stage)
{
    const char *id = ap_plan_text(reading, map, key, TRUE);
    if (id == NULL)
        return FALSE;
    if (ap_index_find(reading->stages, (ApSlice){id, strlen(id)}, stage))
        return TRUE;
    ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, ap_yaml_get(reading->yaml, map, key)),
                      _("stage “%s” is not among the stages of report.yaml; correct it or add it there"), id);
    return FALSE;
}

/* One stage of a group with its weight; FALSE if it is unknown or already there. */
static gboolean
read_group_stage(ApReading *reading, const yaml_node_t *map, const GArray *former, ApGroupStage *entry)
{
    static const char *const known[] = {"stage", "weight", NULL};
    ap_plan_check_keys(reading, map, known);
    gboolean good = ap_plan_find_stage(reading, map, "stage", &entry->stage);
    good = read_percent(reading, map, N_("weight"), &entry->weight) && good;
    for (guint i = 0; good && i < former->len; i++)
        if (g_array_index(former, ApGroupStage, i).stage == entry->stage) {
            ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, map),
                              _("the group lists stage “%s” twice; keep one"),
                              ap_year_stage(reading->year, entry->stage)->id);
            return FALSE;
        }
    return good;
}

static void
read_group_stages(ApReading *reading, const yaml_node_t *map, GArray *stages)
{
    const yaml_node_t *list = get_list(reading, map, "stages");
    gboolean good = ap_yaml_length(list) > 0;
    ApDecimal sum = 0;
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *element = ap_plan_element(reading, list, i);
        ApGroupStage entry;
        if (element == NULL || !read_group_stage(reading, element, stages, &entry)) {
            good = FALSE;
            continue;
        }
        sum += entry.weight;
        g_array_append_val(stages, entry);
    }
    if (good && sum != 100 * AP_DECIMAL_ONE) {
        g_autofree char *text = ap_decimal_format(sum);
        ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, list),
                          _("the weights of this group add up to %s; they must add up to 100"), text);
    }
}

static void
read_groups(ApReading *reading, const yaml_node_t *root)
{
    static const char *const known[] = {"id", "name", "level", "stages", NULL};
    const yaml_node_t *list = get_list(reading, root, "groups");
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *map = ap_plan_element(reading, list, i);
        if (map == NULL)
            continue;
        ap_plan_check_keys(reading, map, known);
        ApGroup *group = g_new0(ApGroup, 1);
        group->place = ap_yaml_place(reading->yaml, map);
        group->stages = g_array_new(FALSE, FALSE, sizeof(ApGroupStage));
        group->id = read_id(reading, map, reading->groups);
        group->name = g_strdup(ap_plan_text(reading, map, "name", TRUE));
        const char *level = ap_yaml_text(ap_plan_get(reading, map, "level", YAML_SCALAR_NODE, FALSE));
        group->level = g_strdup(level != NULL ? level : "");
        read_group_stages(reading, map, group->stages);
        add_to_index(reading->groups, group->id, reading->year->groups->len);
        g_ptr_array_add(reading->year->groups, group);
    }
}

/* A stage in which nobody takes part is likely a group's omission. */
static void
check_stages_used(ApReading *reading)
{
    const ApYear *year = reading->year;
    for (guint stage = 0; stage < year->stages->len; stage++) {
        gboolean used = FALSE;
        for (guint group = 0; group < year->groups->len && !used; group++) {
            const GArray *stages = ap_year_group(year, group)->stages;
            for (guint i = 0; i < stages->len; i++)
                used = used || g_array_index(stages, ApGroupStage, i).stage == stage;
        }
        if (!used)
            ap_problems_warning(reading->problems, ap_year_stage(year, stage)->place,
                                _("no group lists stage “%s”; it will not appear in the report"),
                                ap_year_stage(year, stage)->id);
    }
}

gboolean
ap_read_plan(ApReading *reading, GError **error)
{
    static const char *const known[] = {"report", "scoring", "stages", "groups", "figures", NULL};
    const char *path = ap_reading_path(reading, "report.yaml");
    if (!ap_input_exists(path)) {
        ap_problems_error(
            reading->problems, (ApPlace){path, 1, 1},
            _("the file is missing: it describes the report, its stages, groups and figures; add it"));
        return TRUE;
    }
    GError *failure = NULL;
    g_autoptr(GBytes) bytes = ap_input_read(path, reading->limit, reading->problems, &failure);
    if (bytes == NULL) {
        if (failure != NULL)
            g_propagate_error(error, failure);
        return failure == NULL;
    }
    ap_reading_note(reading, "report.yaml");
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    reading->yaml = ap_yaml_parse(path, length > 0 ? text : "", length, reading->problems);
    if (reading->yaml == NULL)
        return TRUE;
    const yaml_node_t *root = ap_yaml_root(reading->yaml);
    if (root->type != YAML_MAPPING_NODE) {
        ap_problems_error(
            reading->problems, ap_yaml_place(reading->yaml, root),
            _("report.yaml must be a mapping with the keys report, scoring, stages and groups"));
        return TRUE;
    }
    ap_plan_check_keys(reading, root, known);
    read_report(reading, root);
    read_scoring(reading, root);
    guint before = ap_problems_count_errors(reading->problems);
    read_stages(reading, root);
    read_groups(reading, root);
    reading->groups_sound = before == ap_problems_count_errors(reading->problems);
    reading->plan_known = reading->year->stages->len > 0 && reading->year->groups->len > 0;
    if (reading->groups_sound)
        check_stages_used(reading);
    return TRUE;
}
