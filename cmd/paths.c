/* Templates and catalogues, found from where the program itself lies, so that an installation can be moved.
 */
#include <config.h>

#include "cmd/paths.h"

#include <glib.h>

/* The folder of the running program; NULL where the system does not tell. */
static char *
program_dir(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program != NULL ? g_path_get_dirname(program) : NULL;
}

/* The first of the build folder's, the moved installation's and the configured place that is there. */
static char *
find_dir(const char *built, const char *installed_relative, const char *configured)
{
    g_autofree char *dir = program_dir();
    if (dir != NULL) {
        const char *const places[] = {built, installed_relative};
        for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
            g_autofree char *place = g_build_filename(dir, places[i], NULL);
            if (g_file_test(place, G_FILE_TEST_IS_DIR))
                return g_steal_pointer(&place);
        }
    }
    return g_strdup(configured);
}

char *
ap_paths_templates_dir(void)
{
    return find_dir("templates", "../share/" PACKAGE_NAME "/templates", PKGDATADIR "/templates");
}

char *
ap_paths_locale_dir(void)
{
    return find_dir("po/locale", "../share/locale", LOCALEDIR);
}
