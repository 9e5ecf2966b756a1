/* A difference as Markdown, as it lies beside the outputs. */
#include <config.h>

#include "render/difference_outline.h"

#include <glib/gi18n.h>
#include <string.h>

/* What was not or no longer is. */
#define NOTHING "–"

/* Texts of a report may hold what Markdown takes for markup. */
static void
append_plain(GString *page, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_[]<>#|~&", *text) != NULL)
            g_string_append_c(page, '\\');
        g_string_append_c(page, *text);
    }
}

static void
append_value(GString *page, const ApDifferenceLine *line)
{
    append_plain(page, line->label);
    if (line->before == NULL && line->after == NULL)
        return;
    g_string_append_c(page, ' ');
    append_plain(page, line->before != NULL ? line->before : NOTHING);
    g_string_append(page, " → ");
    append_plain(page, line->after != NULL ? line->after : NOTHING);
}

/* "- All · total: mean 69.89 → 69.76; median …" */
static void
append_values(GString *page, const ApDifferenceGroup *group)
{
    g_string_append(page, "- ");
    append_plain(page, group->title);
    for (guint i = 0; i < group->lines->len; i++) {
        g_string_append(page, i > 0 ? "; " : ": ");
        append_value(page, ap_difference_line(group, i));
    }
    g_string_append_c(page, '\n');
}

/* `text` may be NULL. */
static void
append_version(GString *page, const char *what, const char *text)
{
    if (text == NULL)
        return;
    g_string_append_printf(page, "- **%s** ", what);
    append_plain(page, text);
    g_string_append_c(page, '\n');
}

static void
append_passages(GString *page, const ApDifferenceGroup *group)
{
    if (group->title[0] != '\0') {
        g_string_append(page, "### ");
        append_plain(page, group->title);
        g_string_append(page, "\n\n");
    }
    for (guint i = 0; i < group->lines->len; i++) {
        const ApDifferenceLine *line = ap_difference_line(group, i);
        append_version(page, _("before:"), line->before);
        append_version(page, _("after:"), line->after);
    }
    g_string_append_c(page, '\n');
}

GBytes *
ap_report_difference_markdown(const ApReportDifference *difference)
{
    g_autoptr(GPtrArray) outline = ap_difference_outline_new(difference);
    GString *page = g_string_new(NULL);
    g_string_append_printf(page, "# %s\n", _("What changed since the build before"));
    for (guint i = 0; i < outline->len; i++) {
        const ApDifferencePart *part = ap_difference_part(outline, i);
        g_string_append_printf(page, "\n## %s (%u)\n\n", part->title, part->n_lines);
        for (guint g = 0; g < part->groups->len; g++)
            (part->of_passages ? append_passages : append_values)(page, ap_difference_group(part, g));
    }
    if (outline->len == 0)
        g_string_append_printf(page, "\n%s\n", _("Nothing differs."));
    else if (ap_difference_remark(difference) != NULL)
        g_string_append_printf(page, "\n%s\n", ap_difference_remark(difference));
    return g_string_free_to_bytes(page);
}
