/* auditpress figure: draws the named figures only. */
#include <config.h>

#include "cmd/figures.h"
#include "cmd/options.h"
#include "cmd/terminal.h"
#include "render/former.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const char *dir; /* lent by the arguments */
    GPtrArray *ids;  /* lent by the arguments; none: all figures */
    char *out;       /* the folder to write to */
    gboolean wanted[AP_FIGURE_FILES];
    double dpi;
    gboolean changed; /* only what differs from the files that are there */
} Request;

/* TRUE if `argument` is a year folder rather than the id of a figure. */
static gboolean
is_year_folder(const char *argument)
{
    g_autofree char *plan = g_build_filename(argument, "report.yaml", NULL);
    return strchr(argument, G_DIR_SEPARATOR) != NULL || strcmp(argument, ".") == 0 ||
           strcmp(argument, "..") == 0 || g_file_test(plan, G_FILE_TEST_EXISTS);
}

/* Sorts the arguments into ids and at most one folder. */
static gboolean
sort_arguments(char **arguments, Request *request)
{
    for (char **argument = arguments; argument != NULL && *argument != NULL; argument++) {
        if (!is_year_folder(*argument)) {
            g_ptr_array_add(request->ids, *argument);
        } else if (request->dir == NULL) {
            request->dir = *argument;
        } else {
            ap_terminal_complain(_("auditpress figure: “%s” is a second year folder; name one"), *argument);
            return FALSE;
        }
    }
    if (request->dir == NULL)
        request->dir = ".";
    return TRUE;
}

/* Without a format, those of a build. */
static gboolean
read_format(const char *name, Request *request)
{
    ApFigureFile file;
    if (name == NULL) {
        request->wanted[AP_FIGURE_FILE_SVG] = request->wanted[AP_FIGURE_FILE_PNG] = TRUE;
        return TRUE;
    }
    if (!ap_figure_file_from_name(name, &file)) {
        ap_terminal_complain(_("auditpress figure: there is no format “%s”; take svg, png, pdf or csv"),
                             name);
        return FALSE;
    }
    request->wanted[file] = TRUE;
    return TRUE;
}

static gboolean
read_dpi(double dpi, Request *request)
{
    request->dpi = dpi;
    if (dpi >= 36 && dpi <= 2400)
        return TRUE;
    ap_terminal_complain(
        _("auditpress figure: a resolution of %g dots an inch is out of range; take 36 to 2400"), dpi);
    return FALSE;
}

/* The index of the figure called `id`, or -1 after a complaint that names those there are. */
static gint
find_figure(const ApYear *year, const char *id)
{
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(year, i);
        if (strcmp(figure->id, id) == 0)
            return (gint)i;
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", figure->id);
    }
    ap_terminal_complain(_("auditpress figure: there is no figure “%s”; report.yaml has: %s"), id,
                         known->str);
    return -1;
}

static gboolean
draw_one(ApWork *work, guint index, const Request *request, GHashTable *outputs)
{
    for (ApFigureFile file = 0; file < AP_FIGURE_FILES; file++)
        if (request->wanted[file] && !ap_figures_add(work, index, file, request->dpi, outputs))
            return FALSE;
    return TRUE;
}

/* Draws what was asked for into `outputs`. AP_EXIT_USAGE if a figure is not there; failures are in `work`. */
static ApExit
draw_all(ApWork *work, const Request *request, GHashTable *outputs)
{
    ApExit status = AP_EXIT_DONE;
    gboolean drawn = TRUE;
    for (guint i = 0; i < request->ids->len; i++) {
        gint index = find_figure(work->year, g_ptr_array_index(request->ids, i));
        if (index < 0)
            status = AP_EXIT_USAGE;
        drawn = drawn && (index < 0 || draw_one(work, (guint)index, request, outputs));
    }
    for (guint i = 0; request->ids->len == 0 && i < work->year->figures->len; i++)
        drawn = drawn && draw_one(work, i, request, outputs);
    return status;
}

/* The same data give the same bytes, so what is there already need not be written. Leaves in `outputs` what
 * changed and returns its names. */
static char *
keep_changed(GHashTable *outputs, const char *out)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(outputs), (GCompareFunc)strcmp);
    GString *changed = g_string_new(NULL);
    for (GList *name = names; name != NULL; name = name->next) {
        g_autofree char *path = g_build_filename(out, name->data, NULL);
        if (ap_former_equals(path, g_hash_table_lookup(outputs, name->data)))
            g_hash_table_remove(outputs, name->data);
        else
            g_string_append_printf(changed, "%s\n", (const char *)name->data);
    }
    return g_string_free(changed, FALSE);
}

static ApExit
draw(const Request *request)
{
    g_autoptr(ApWork) work = ap_work_new(request->dir);
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    if (!ap_work_read(work) || !ap_work_compose(work))
        return ap_work_finish(work);
    ApExit status = draw_all(work, request, outputs);
    g_autofree char *changed = request->changed ? keep_changed(outputs, request->out) : g_strdup("");
    if (status == AP_EXIT_DONE && !ap_work_failed(work))
        ap_work_publish(work, outputs, request->out, NULL);
    ApExit finished = ap_work_finish(work);
    if (finished == AP_EXIT_DONE && status == AP_EXIT_DONE)
        return ap_terminal_print(changed, strlen(changed));
    return finished != AP_EXIT_DONE ? finished : status;
}

ApExit
ap_command_figure(int argc, char **argv)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    Request request = {.ids = ids};
    g_autofree char *format = NULL;
    g_auto(GStrv) arguments = NULL;
    double dpi = AP_FIGURES_DPI;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &request.out,
         N_("the folder to write to (default: DIR/out)"), "OUT"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format,
         N_("svg, png, pdf or csv, the table behind it (default: svg and png)"), "FORMAT"},
        {"dpi", 0, 0, G_OPTION_ARG_DOUBLE, &dpi,
         N_("resolution of a PNG at its printed width of 16 cm (default: 150)"), "N"},
        {"changed", 0, 0, G_OPTION_ARG_NONE, &request.changed,
         N_("write only the figures that differ from those in OUT, and name them"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[ID…] [DIR]",
                          _("Draws the named figures only; without an ID, all of them."), &status))
        return status;
    gboolean right =
        read_format(format, &request) && read_dpi(dpi, &request) && sort_arguments(arguments, &request);
    if (right && request.out == NULL)
        request.out = g_build_filename(request.dir, "out", NULL);
    right = right && !ap_work_is_sealed("figure", request.out);
    status = right ? draw(&request) : AP_EXIT_USAGE;
    g_free(request.out);
    return status;
}
