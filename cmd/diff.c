/* auditpress diff: what differs between two year folders, two builds, or one and the other. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/difference.h"

#include <glib/gi18n.h>
#include <string.h>

typedef GBytes *(*Format)(const ApReportDifference *difference);

/* One of the two; the work outlives the snapshot, which looks into it. */
typedef struct {
    ApWork *work;
    ApSnapshot *snapshot;
} Side;

static void
side_clear(Side *side)
{
    ap_snapshot_free(side->snapshot);
    ap_work_free(side->work);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Side, side_clear)

/* NULL if there is no format of this name. */
static Format
format_named(const char *name)
{
    static const char *const names[] = {"text", "json", "html"};
    static const Format formats[] = {ap_report_difference_text, ap_report_difference_json,
                                     ap_report_difference_html};
    gint found = ap_options_find(names, G_N_ELEMENTS(names), name);
    return found >= 0 ? formats[found] : NULL;
}

/* Reads a side. Its warnings are not of the comparison: they show if there is an error among them. */
static ApExit
read_side(Side *side, const char *path, ApFiguresBy figures_by)
{
    ApWork *work = side->work = ap_work_new(path);
    if (ap_snapshot_is_build(path))
        side->snapshot = ap_snapshot_of_build(path, work->problems, &work->error);
    else if (ap_work_read(work) && ap_work_compose(work))
        side->snapshot =
            ap_snapshot_of_year(path, work->store, work->document,
                                (const ApChart *const *)work->charts->pdata, figures_by, &work->error);
    if (ap_work_failed(work))
        return ap_work_finish(work);
    ap_terminal_progress(NULL);
    return AP_EXIT_DONE;
}

/* Both are read whatever the first is like, so that all problems are told at once. */
static ApExit
print_difference(const char *old_path, const char *new_path, Format format)
{
    g_auto(Side) before = {0}, after = {0};
    gboolean with_build = ap_snapshot_is_build(old_path) || ap_snapshot_is_build(new_path);
    ApFiguresBy figures_by = with_build ? AP_FIGURES_BY_PICTURE : AP_FIGURES_BY_DATA;
    ApExit old_status = read_side(&before, old_path, figures_by);
    ApExit new_status = read_side(&after, new_path, figures_by);
    if (old_status != AP_EXIT_DONE || new_status != AP_EXIT_DONE)
        return MAX(old_status, new_status);
    g_autoptr(ApReportDifference) difference = ap_report_difference_new(before.snapshot, after.snapshot);
    g_autoptr(GBytes) bytes = format(difference);
    return ap_terminal_print(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

ApExit
ap_command_diff(int argc, char **argv)
{
    g_autofree char *format_name = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_name, N_("text (default), json or html"), "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "OLD NEW",
                          _("Prints what differs between OLD and NEW, each a year folder or the folder that "
                            "a build wrote: numbers, classes crossed, places, figures, tables, sentences.\n"
                            "The exit status is 0 whether or not anything differs."),
                          &status))
        return status;
    Format format = format_named(format_name != NULL ? format_name : "text");
    gboolean two = arguments != NULL && g_strv_length(arguments) == 2;
    if (format == NULL)
        ap_terminal_complain(_("auditpress diff: there is no format “%s”; take text, json or html"),
                             format_name);
    if (!two)
        ap_terminal_complain(_("auditpress diff: name two folders, the old one and the new one"));
    return format != NULL && two ? print_difference(arguments[0], arguments[1], format) : AP_EXIT_USAGE;
}
