/* auditpress figure: draws the named figures only. */
#include <config.h>

#include "cmd/figures.h"
#include "cmd/options.h"
#include "cmd/terminal.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const char *dir; /* lent by the arguments */
    GPtrArray *ids;  /* lent by the arguments; none: all figures */
    char *out;       /* NULL: DIR/out */
    ApFigureFormat format;
    gboolean both; /* SVG and PNG, as a build draws them */
    double dpi;
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

static gboolean
read_format(const char *name, Request *request)
{
    static const char *const names[] = {
        [AP_FORMAT_SVG] = "svg", [AP_FORMAT_PNG] = "png", [AP_FORMAT_PDF] = "pdf"};
    request->both = name == NULL;
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) {
            request->format = (ApFigureFormat)i;
            return TRUE;
        }
    if (name != NULL)
        ap_terminal_complain(_("auditpress figure: there is no format “%s”; take svg, png or pdf"), name);
    return name == NULL;
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
    if (!request->both)
        return ap_figures_add(work, index, request->format, request->dpi, outputs);
    return ap_figures_add(work, index, AP_FORMAT_SVG, request->dpi, outputs) &&
           ap_figures_add(work, index, AP_FORMAT_PNG, request->dpi, outputs);
}

static ApExit
draw(const Request *request)
{
    g_autoptr(ApWork) work = ap_work_new(request->dir);
    g_autoptr(GHashTable) outputs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    if (!ap_work_read(work) || !ap_work_compose(work))
        return ap_work_finish(work);
    gboolean known = TRUE, drawn = TRUE;
    for (guint i = 0; i < request->ids->len; i++) {
        gint index = find_figure(work->year, g_ptr_array_index(request->ids, i));
        known = known && index >= 0;
        drawn = drawn && (!known || draw_one(work, (guint)index, request, outputs));
    }
    if (!known)
        return AP_EXIT_USAGE;
    for (guint i = 0; request->ids->len == 0 && i < work->year->figures->len; i++)
        drawn = drawn && draw_one(work, i, request, outputs);
    g_autofree char *out =
        request->out != NULL ? g_strdup(request->out) : g_build_filename(request->dir, "out", NULL);
    if (drawn)
        ap_work_publish(work, outputs, out);
    return ap_work_finish(work);
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
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("svg, png or pdf (default: svg and png)"),
         "FORMAT"},
        {"dpi", 0, 0, G_OPTION_ARG_DOUBLE, &dpi,
         N_("resolution of a PNG at its printed width of 16 cm (default: 150)"), "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[ID…] [DIR]",
                          _("Draws the named figures only; without an ID, all of them."), &status))
        return status;
    gboolean right =
        read_format(format, &request) && read_dpi(dpi, &request) && sort_arguments(arguments, &request);
    status = right ? draw(&request) : AP_EXIT_USAGE;
    g_free(request.out);
    return status;
}
