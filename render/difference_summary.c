/* A difference in a few lines, as a build tells it. */
#include <config.h>

#include "render/difference_outline.h"

#include <glib/gi18n.h>

/* So many changes of a part are named. */
#define NAMED 3

/* "All · total mean 69.89 → 69.76" */
static void
append_change(GString *text, const ApDifferenceGroup *group, const ApDifferenceLine *line)
{
    g_string_append_printf(text, "%s %s", group->title, line->label);
    if (line->before != NULL && line->after != NULL)
        g_string_append_printf(text, " %s → %s", line->before, line->after);
}

/* The first changes, and a sign that there are more. */
static void
append_first(GString *text, const ApDifferencePart *part)
{
    guint named = 0;
    for (guint g = 0; g < part->groups->len; g++) {
        const ApDifferenceGroup *group = ap_difference_group(part, g);
        for (guint i = 0; i < group->lines->len && named < NAMED; i++, named++) {
            g_string_append(text, named > 0 ? "; " : ": ");
            append_change(text, group, ap_difference_line(group, i));
        }
    }
    if (part->n_lines > NAMED)
        g_string_append(text, "; …");
}

char *
ap_report_difference_summary(const ApReportDifference *difference)
{
    g_autoptr(GPtrArray) outline = ap_difference_outline_new(difference);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < outline->len; i++) {
        const ApDifferencePart *part = ap_difference_part(outline, i);
        g_string_append_printf(text, "  %s (%u)", part->title, part->n_lines);
        if (!part->of_passages)
            append_first(text, part);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}
