/* A difference as text for people. */
#include <config.h>

#include "render/difference_outline.h"

#include <glib/gi18n.h>

#define NOTHING "–" /* stands where a value was not or no longer is */

/* "mean 74.76 → 74.80; median …": the changes of one group in a line. */
static void
append_values(GString *text, const ApDifferenceGroup *group)
{
    g_string_append_printf(text, "  %s: ", group->title);
    for (guint i = 0; i < group->lines->len; i++) {
        const ApDifferenceLine *line = ap_difference_line(group, i);
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", line->label);
        if (line->before != NULL || line->after != NULL)
            g_string_append_printf(text, " %s → %s", line->before != NULL ? line->before : NOTHING,
                                   line->after != NULL ? line->after : NOTHING);
    }
    g_string_append_c(text, '\n');
}

/* The old passage, then the new one. */
static void
append_passages(GString *text, const ApDifferenceGroup *group)
{
    if (group->title[0] != '\0')
        g_string_append_printf(text, "  %s\n", group->title);
    for (guint i = 0; i < group->lines->len; i++) {
        const ApDifferenceLine *line = ap_difference_line(group, i);
        if (line->before != NULL)
            g_string_append_printf(text, "    - %s\n", line->before);
        if (line->after != NULL)
            g_string_append_printf(text, "    + %s\n", line->after);
    }
}

GBytes *
ap_report_difference_text(const ApReportDifference *difference)
{
    g_autoptr(GPtrArray) outline = ap_difference_outline_new(difference);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < outline->len; i++) {
        const ApDifferencePart *part = ap_difference_part(outline, i);
        g_string_append_printf(text, "%s%s (%u)\n", i > 0 ? "\n" : "", part->title, part->n_lines);
        for (guint g = 0; g < part->groups->len; g++)
            (part->of_passages ? append_passages : append_values)(text, ap_difference_group(part, g));
    }
    if (outline->len == 0)
        g_string_append_printf(text, "%s\n", _("Nothing differs."));
    else if (ap_difference_remark(difference) != NULL)
        g_string_append_printf(text, "\n%s\n", ap_difference_remark(difference));
    return g_string_free_to_bytes(text);
}
