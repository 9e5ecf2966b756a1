/* One run of LibreOffice without a window, in a folder that is thrown away. */
#include <config.h>

#include "render/xlsx/libreoffice.h"

#include "render/scratch.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "soffice"
#define PATIENCE (10 * 60 * G_USEC_PER_SEC) /* 5,000 participants take a tenth of it */
#define PAUSE (G_USEC_PER_SEC / 50)

/* The results stand as they are, they are exact; Chinese text is of Taiwan; nothing is said about versions or
 * tips. */
static const char settings[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
    "<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"OOXMLRecalcMode\" "
    "oor:op=\"fuse\"><value>1</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Linguistic/General\"><prop oor:name=\"DefaultLocale_CJK\" "
    "oor:op=\"fuse\"><value>zh-TW</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Setup/L10N\"><prop oor:name=\"ooSetupSystemLocale\" "
    "oor:op=\"fuse\"><value>zh-TW</value></prop></item>\n"
    "</oor:items>\n";

/* The folder of a run: the profile below it, the workbook in it, and the result beside that. */
typedef struct {
    ApScratch *folder;
    char *source;
    char *target;
} Scratch;

static void
scratch_clear(Scratch *scratch)
{
    ap_scratch_free(scratch->folder);
    g_free(scratch->source);
    g_free(scratch->target);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scratch, scratch_clear)

static gboolean
scratch_fill(Scratch *scratch, GBytes *workbook, GError **error)
{
    scratch->folder = ap_scratch_new(error);
    if (scratch->folder == NULL)
        return FALSE;
    const char *dir = scratch->folder->path;
    scratch->source = g_build_filename(dir, "appendix.xlsx", NULL);
    scratch->target = g_build_filename(dir, "appendix.ods", NULL);
    g_autofree char *user = g_build_filename(dir, "user", NULL);
    g_autofree char *registry = g_build_filename(user, "registrymodifications.xcu", NULL);
    gsize length = 0;
    const char *data = g_bytes_get_data(workbook, &length);
    if (g_mkdir(user, 0700) != 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("cannot make the folder %s"), user);
        return FALSE;
    }
    return g_file_set_contents(registry, settings, -1, error) &&
           g_file_set_contents(scratch->source, data, (gssize)length, error);
}

/* What LibreOffice is told of the world: the same everywhere, and a home of its own. */
static char **
make_environment(const Scratch *scratch)
{
    char **environment = g_get_environ();
    environment = g_environ_setenv(environment, "HOME", scratch->folder->path, TRUE);
    environment = g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
    environment = g_environ_setenv(environment, "TZ", "UTC0", TRUE);
    environment = g_environ_setenv(environment, "SAL_USE_VCLPLUGIN", "svp", TRUE);
    static const char *const unwanted[] = {"LANGUAGE", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME",
                                           "XDG_CACHE_HOME"};
    for (guint i = 0; i < G_N_ELEMENTS(unwanted); i++)
        environment = g_environ_unsetenv(environment, unwanted[i]);
    return environment;
}

/* A group of its own, so that all of its processes can be ended together. */
static void
leave_group(G_GNUC_UNUSED gpointer data)
{
    (void)setpgid(0, 0);
}

/* Waits for `child` until it ends, or ends it when patience does. */
static void
await(GPid child)
{
    int status = 0;
    for (gint64 end = g_get_monotonic_time() + PATIENCE; waitpid(child, &status, WNOHANG) == 0;) {
        if (g_get_monotonic_time() > end) {
            (void)kill(-child, SIGKILL);
            (void)waitpid(child, &status, 0);
            break;
        }
        g_usleep(PAUSE);
    }
    g_spawn_close_pid(child);
}

static gboolean
run(const char *program, const Scratch *scratch, GError **error)
{
    g_autofree char *uri = g_filename_to_uri(scratch->folder->path, NULL, error);
    if (uri == NULL)
        return FALSE;
    g_autofree char *profile = g_strconcat("-env:UserInstallation=", uri, NULL);
    const char *argv[] = {
        program,     profile,    "--headless",          "--norestore",   "--nologo", "--convert-to",
        "ods:calc8", "--outdir", scratch->folder->path, scratch->source, NULL};
    g_auto(GStrv) environment = make_environment(scratch);
    GPid child;
    if (!g_spawn_async(scratch->folder->path, (char **)argv, environment,
                       G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       leave_group, NULL, &child, error))
        return FALSE;
    await(child);
    return TRUE;
}

char *
ap_libreoffice_path(void)
{
    return g_find_program_in_path(PROGRAM);
}

ApConversion
ap_libreoffice_convert(GBytes *workbook, GBytes **converted, GError **error)
{
    g_autofree char *program = ap_libreoffice_path();
    if (program == NULL)
        return AP_CONVERTER_MISSING;
    g_auto(Scratch) scratch = {0};
    char *contents = NULL;
    gsize length = 0;
    if (!scratch_fill(&scratch, workbook, error) || !run(program, &scratch, error) ||
        !g_file_get_contents(scratch.target, &contents, &length, NULL))
        return AP_CONVERTER_FAILED;
    *converted = g_bytes_new_take(contents, length);
    return AP_CONVERTED;
}
