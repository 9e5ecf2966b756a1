/* auditpress verify: holds a published report, its appendix and its statistics against each other, or a
 * folder against its seal. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/manifest.h"
#include "render/seal.h"
#include "render/statistics.h"
#include "render/verify.h"

#include <glib/gi18n.h>
#include <string.h>

/* One line a check on a terminal, where someone watches; the last line everywhere. */
static ApExit
print_passed(const ApVerifyFiles *files, const GPtrArray *passed)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; ap_terminal_is_watched() && i < passed->len; i++)
        g_string_append_printf(lines, "✓ %s\n", (const char *)g_ptr_array_index(passed, i));
    g_string_append_printf(lines, _("%s: verified against %s and %s\n"), files->report, files->appendix,
                           files->statistics);
    return ap_terminal_print(lines->str, lines->len);
}

static ApExit
verify(const ApVerifyFiles *files)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) passed = ap_verify(files, problems, &error);
    ap_terminal_show_problems(problems);
    if (error != NULL) {
        ap_terminal_complain("auditpress: %s", error->message);
        return AP_EXIT_SYSTEM;
    }
    return ap_problems_count_errors(problems) > 0 ? AP_EXIT_INPUT : print_passed(files, passed);
}

/* ---- A sealed folder. ---- */

/* Checks one folder. Its line is added to `text`. */
static void
check_seal(const char *dir, ApWork *work, GString *text)
{
    guint count = 0;
    g_autofree char *digest = ap_seal_check(dir, &count, work->problems, &work->error);
    if (digest != NULL)
        g_string_append_printf(text, _("%s: all %u files are as they were sealed (%.16s)\n"), dir, count,
                               digest);
}

/* Whether the year folder work->dir is what the sealed report in `dir` was made from. */
static void
check_inputs(const char *dir, ApWork *work, GString *text)
{
    if (!ap_work_read(work) || !ap_work_hash_inputs(work))
        return;
    work->year->internal = !ap_manifest_is_public(dir);
    g_autoptr(GBytes) statistics = ap_statistics_csv(work->store);
    g_autoptr(ApProvenance) present = ap_provenance_new(work->inputs, work->year, statistics, &work->error);
    if (present != NULL && ap_manifest_check_inputs(dir, present, work->dir, work->problems, &work->error))
        g_string_append_printf(text, _("%s: all inputs are those of the sealed report\n"), work->dir);
}

static ApExit
verify_folder(const char *dir, const char *inputs)
{
    g_autoptr(ApWork) work = ap_work_new(inputs);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *internal = g_build_filename(dir, AP_INTERNAL_FOLDER, NULL);
    check_seal(dir, work, text);
    if (work->error == NULL && ap_seal_exists(internal))
        check_seal(internal, work, text);
    if (work->error == NULL && inputs != NULL)
        check_inputs(dir, work, text);
    ApExit status = ap_work_finish(work);
    return status == AP_EXIT_DONE ? ap_terminal_print(text->str, text->len) : status;
}

/* ---- The command. ---- */

ApExit
ap_command_verify(int argc, char **argv)
{
    g_autofree char *statistics = NULL, *inputs = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"statistics", 0, 0, G_OPTION_ARG_FILENAME, &statistics,
         N_("the statistics (default: statistics.csv beside the report)"), "FILE"},
        {"inputs", 0, 0, G_OPTION_ARG_FILENAME, &inputs,
         N_("with a folder: compare the inputs too, in this year folder"), "DIR"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(
            argc, argv, entries, "REPORT.PDF APPENDIX.XLSX | FOLDER",
            _("Checks that a report, its appendix and its statistics say the same, or that a folder with a "
              "final report is as it was sealed."),
            &status))
        return status;
    guint n = arguments != NULL ? g_strv_length(arguments) : 0;
    if (n == 1 && statistics == NULL && g_file_test(arguments[0], G_FILE_TEST_IS_DIR))
        return verify_folder(arguments[0], inputs);
    if (n != 2 || inputs != NULL) {
        ap_terminal_complain(
            _("auditpress verify: name the report and the appendix, or a folder that is sealed"));
        return AP_EXIT_USAGE;
    }
    g_autofree char *dir = g_path_get_dirname(arguments[0]);
    g_autofree char *beside =
        strcmp(dir, ".") == 0 ? g_strdup("statistics.csv") : g_build_filename(dir, "statistics.csv", NULL);
    const ApVerifyFiles files = {arguments[0], arguments[1], statistics != NULL ? statistics : beside};
    return verify(&files);
}
