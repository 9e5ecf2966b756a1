#include <config.h>

#include "render/difference_outline.h"

#include "render/difference_names.h"

#include <glib/gi18n.h>
#include <string.h>

static void
line_clear(gpointer data)
{
    ApDifferenceLine *line = data;
    g_free(line->label);
    g_free(line->before);
    g_free(line->after);
}

static void
group_free(gpointer data)
{
    ApDifferenceGroup *group = data;
    g_free(group->title);
    g_array_unref(group->lines);
    g_free(group);
}

static void
part_free(gpointer data)
{
    ApDifferencePart *part = data;
    g_ptr_array_unref(part->groups);
    g_free(part);
}

static ApDifferencePart *
part_new(const char *title, gboolean of_passages)
{
    ApDifferencePart *part = g_new(ApDifferencePart, 1);
    *part = (ApDifferencePart){title, of_passages, 0, g_ptr_array_new_with_free_func(group_free)};
    return part;
}

/* Adds a line to the last group if that has this title, else to a new one. Takes title and label. */
static void
add_line(ApDifferencePart *part, char *title, char *label, const char *before, const char *after)
{
    ApDifferenceGroup *group = part->groups->len > 0 ? part->groups->pdata[part->groups->len - 1] : NULL;
    if (group != NULL && strcmp(group->title, title) == 0)
        g_free(title);
    else {
        group = g_new(ApDifferenceGroup, 1);
        *group = (ApDifferenceGroup){title, g_array_new(FALSE, FALSE, sizeof(ApDifferenceLine))};
        g_array_set_clear_func(group->lines, line_clear);
        g_ptr_array_add(part->groups, group);
    }
    ApDifferenceLine line = {label, g_strdup(before), g_strdup(after)};
    g_array_append_val(group->lines, line);
    part->n_lines++;
}

/* Takes the part, unless it is empty. */
static void
add_part(GPtrArray *outline, ApDifferencePart *part)
{
    if (part->n_lines > 0)
        g_ptr_array_add(outline, part);
    else
        part_free(part);
}

/* ---- Numbers. ---- */

static char *
rank_label(const ApReportDifference *difference, const ApChange *change, const char *measure)
{
    if (strcmp(change->what, AP_CHANGE_AMONG_GROUPS) == 0)
        return g_strdup_printf(_("%s, place among groups"), measure);
    if (strcmp(change->what, AP_CHANGE_AMONG_ITEMS) == 0)
        return g_strdup_printf(_("%s, place among items"), measure);
    g_autofree char *scope = ap_difference_scope(difference, change->what);
    return g_strdup_printf(_("%s, place in %s"), measure, scope);
}

static void
add_change(ApDifferencePart *part, const ApReportDifference *difference, const ApChange *change)
{
    g_autofree char *subject = ap_difference_subject(difference, change);
    g_autofree char *measure = ap_difference_measure(difference, change->measure);
    switch (change->kind) {
    case AP_CHANGE_STATISTIC:
        add_line(part, g_strdup_printf("%s · %s", subject, measure),
                 ap_difference_statistic(difference, change->what), change->before, change->after);
        break;
    case AP_CHANGE_VALUE:
        add_line(part, g_steal_pointer(&subject), g_steal_pointer(&measure), change->before, change->after);
        break;
    case AP_CHANGE_CLASS: {
        g_autofree char *before = ap_difference_class(difference, difference->before, change->before);
        g_autofree char *after = ap_difference_class(difference, difference->after, change->after);
        add_line(part, g_steal_pointer(&subject), g_steal_pointer(&measure), before, after);
        break;
    }
    case AP_CHANGE_RANK:
        add_line(part, g_steal_pointer(&subject), rank_label(difference, change, measure), change->before,
                 change->after);
        break;
    }
}

static void
add_numbers(GPtrArray *outline, const ApReportDifference *difference)
{
    const char *const titles[] = {
        [AP_CHANGE_STATISTIC] = _("Numbers"),
        [AP_CHANGE_VALUE] = _("Results of participants"),
        [AP_CHANGE_CLASS] = _("Classes crossed"),
        [AP_CHANGE_RANK] = _("Places"),
    };
    for (ApChangeKind kind = 0; kind < G_N_ELEMENTS(titles); kind++) {
        ApDifferencePart *part = part_new(titles[kind], FALSE);
        for (guint i = 0; i < difference->numbers->len; i++) {
            const ApChange *change = g_ptr_array_index(difference->numbers, i);
            if (change->kind == kind)
                add_change(part, difference, change);
        }
        add_part(outline, part);
    }
}

/* ---- Figures and text. ---- */

static char *
figure_title(const ApFigureState *figure)
{
    return figure->caption != NULL ? g_strdup_printf("%s (%s)", figure->caption, figure->id)
                                   : g_strdup(figure->id);
}

static void
add_figures(GPtrArray *outline, const ApReportDifference *difference)
{
    ApDifferencePart *part = part_new(_("Figures"), FALSE);
    for (guint i = 0; i < difference->figures->len; i++) {
        const ApFigureChange *change = &g_array_index(difference->figures, ApFigureChange, i);
        gboolean is_new = change->before == NULL, is_gone = change->after == NULL;
        add_line(part,
                 g_strdup(is_new    ? _("new")
                          : is_gone ? _("gone")
                                    : _("changed")),
                 figure_title(is_gone ? change->before : change->after), NULL, NULL);
    }
    add_part(outline, part);
}

static void
add_passages(GPtrArray *outline, const ApReportDifference *difference, const char *title, gboolean rows)
{
    ApDifferencePart *part = part_new(title, TRUE);
    for (guint i = 0; i < difference->passages->len; i++) {
        const ApPassageChange *change = &g_array_index(difference->passages, ApPassageChange, i);
        const ApPassage *present = change->after != NULL ? change->after : change->before;
        if ((present->kind == AP_PASSAGE_ROW) == rows)
            add_line(part, g_strdup(present->section), NULL,
                     change->before != NULL ? change->before->text : NULL,
                     change->after != NULL ? change->after->text : NULL);
    }
    add_part(outline, part);
}

GPtrArray *
ap_difference_outline_new(const ApReportDifference *difference)
{
    GPtrArray *outline = g_ptr_array_new_with_free_func(part_free);
    add_numbers(outline, difference);
    add_figures(outline, difference);
    add_passages(outline, difference, _("Tables"), TRUE);
    add_passages(outline, difference, _("Text"), FALSE);
    return outline;
}

const char *
ap_difference_remark(const ApReportDifference *difference)
{
    return (difference->before->store == NULL && difference->before->classes == NULL) ||
                   difference->after->store == NULL
               ? _("A build does not hold the results of single participants: their classes and places are "
                   "compared between year folders only.")
               : NULL;
}
