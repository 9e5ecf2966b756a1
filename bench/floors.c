/* The floors under the cost of a report: what its parts cost at the least on this machine, in milliseconds of
 * CPU. Prints a line for each, separated by tabs: name, milliseconds, amount, unit.
 *
 * Each is measured as a report pays for it, once in a process of its own ("floors NAME INPUT..."), because
 * libraries are quicker the second time; the cheapest of several processes counts. */
#include <config.h>

#include "bench/floors.h"

#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { RUNS = 15 };
#define FAMILY "TW-Kai"

typedef struct {
    const char *name;
    ApFloorCost (*run)(const ApFloorInput *input, int level);
    int level;
} Floor;

static const Floor floors[] = {
    {"subset", ap_floor_subset, 0},
    {"zlib 1", ap_floor_zlib, 1},
    {"zlib 6", ap_floor_zlib, 6},
    {"zlib 9", ap_floor_zlib, 9},
    {"libdeflate 1", ap_floor_libdeflate, 1},
    {"libdeflate 6", ap_floor_libdeflate, 6},
    {"libdeflate 9", ap_floor_libdeflate, 9},
    {"content", ap_floor_content, 0},
    {"svg", ap_floor_svg, 0},
    {"png", ap_floor_png, 0},
    {"workbook", ap_floor_workbook, 0},
};

static int
run_one(const char *name, const ApFloorInput *input)
{
    for (guint i = 0; i < G_N_ELEMENTS(floors); i++) {
        if (strcmp(floors[i].name, name) != 0)
            continue;
        ApFloorCost cost = floors[i].run(input, floors[i].level);
        printf("%.3f\t%zu\t%s\n", cost.ms, cost.amount, cost.unit);
        return EXIT_SUCCESS;
    }
    return 2;
}

/* Runs a program to its end; what it printed is the caller's, what it used is put into `ms`. */
static char *
run(char **arguments, double *ms)
{
    int out = -1;
    GPid child = 0;
    g_autoptr(GError) error = NULL;
    g_spawn_async_with_pipes(NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, NULL, &out,
                             NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GIOChannel) channel = g_io_channel_unix_new(out);
    g_io_channel_set_close_on_unref(channel, TRUE);
    char *text = NULL;
    g_io_channel_read_to_end(channel, &text, NULL, NULL);
    struct rusage used;
    int status = 0;
    wait4(child, &status, 0, &used);
    g_assert_cmpint(status, ==, 0);
    *ms = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
          (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
    return text;
}

/* What a process costs as a whole. */
static void
measure_start(const char *name, const char *start, const char *how, const char *font)
{
    char *arguments[] = {(char *)start, (char *)how, (char *)font, NULL};
    double cheapest = G_MAXDOUBLE;
    for (guint i = 0; i < RUNS; i++) {
        double ms = 0;
        g_free(run(arguments, &ms));
        cheapest = MIN(cheapest, ms);
    }
    printf("%s\t%.1f\t1\tprocess\n", name, cheapest);
}

/* What a process says that its part cost. `arguments` has the floor's name in its second place. */
static void
measure(const char *name, char **arguments)
{
    double cheapest = G_MAXDOUBLE;
    g_autofree char *rest = NULL;
    arguments[1] = (char *)name;
    for (guint i = 0; i < RUNS; i++) {
        double ignored = 0;
        char *end = NULL;
        g_autofree char *line = run(arguments, &ignored);
        double ms = g_ascii_strtod(line, &end);
        cheapest = MIN(cheapest, ms);
        g_free(rest);
        rest = g_strdup(end);
    }
    printf("%s\t%.1f%s", name, cheapest, rest);
    fflush(stdout);
}

/* The file of the report's font; the caller's. */
static char *
find_font(void)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, FAMILY, NULL);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultNoMatch;
    FcPattern *match = FcFontMatch(NULL, pattern, &result);
    FcChar8 *file = NULL;
    g_assert_cmpint(FcPatternGetString(match, FC_FILE, 0, &file), ==, FcResultMatch);
    char *path = g_strdup((const char *)file);
    FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return path;
}

static guint
read_number(const char *text)
{
    return (guint)g_ascii_strtoull(text, NULL, 10);
}

int
main(int argc, char **argv)
{
    if (argc == 8) {
        const ApFloorInput input = {
            argv[2], argv[3], argv[4], read_number(argv[5]), read_number(argv[6]), read_number(argv[7])};
        return run_one(argv[1], &input);
    }
    if (argc != 6) {
        g_printerr("usage: floors YEAR_FOLDER TEMPLATES_FOLDER CHARACTERS PAGES CELLS\n");
        return 2;
    }
    g_autofree char *font = find_font();
    g_autofree char *folder = g_path_get_dirname(argv[0]);
    g_autofree char *start = g_build_filename(folder, "start", NULL);
    measure_start("start, font by family", start, "family", FAMILY);
    measure_start("start, font by path", start, "file", font);
    char *arguments[] = {argv[0], NULL, argv[1], argv[2], font, argv[3], argv[4], argv[5], NULL};
    for (guint i = 0; i < G_N_ELEMENTS(floors); i++)
        measure(floors[i].name, arguments);
    return EXIT_SUCCESS;
}
