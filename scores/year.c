/* The year folder as a whole: reads its files in order. */
#include <config.h>

#include "scores/year.h"

#include "scores/input.h"
#include "scores/source.h"

#include <glib/gi18n.h>

/* In the order in which a later file can rely on an earlier one. */
static gboolean
read_files(ApReading *reading, GError **error)
{
    if (!ap_read_plan(reading, error) || !ap_sources_find(reading, error) || !ap_read_items(reading, error))
        return FALSE;
    ap_read_figures(reading);
    if (!ap_read_participants(reading, error) || !ap_read_scores(reading, error) ||
        !ap_read_corrections(reading, error))
        return FALSE;
    ap_check_coverage(reading);
    return ap_read_agencies(reading, error) && ap_read_published(reading, error) &&
           (reading->alone || ap_read_earlier(reading, error));
}

static gboolean
read_folder(ApReading *reading, GError **error)
{
    const char *dir = reading->year->dir;
    if (*dir == '\0' || g_file_test(dir, G_FILE_TEST_IS_DIR))
        return read_files(reading, error);
    ApPlace place = {dir, 1, 1};
    ap_problems_error(reading->problems, place,
                      ap_input_exists(dir) ? _("this is not a folder; name the year's folder")
                                           : _("there is no such folder; name the year's folder"));
    return TRUE;
}

static ApYear *
load(const char *dir, gsize limit, gboolean alone, ApProblems *problems, GError **error)
{
    ApYear *year = ap_year_new(dir);
    ApReading reading = {
        .year = year,
        .problems = problems,
        .limit = limit,
        .alone = alone,
        .stages = ap_index_new(),
        .groups = ap_index_new(),
        .codes = year->code_ids,
        .participants = year->participant_ids,
    };
    guint before = ap_problems_count_errors(problems);
    gboolean good = read_folder(&reading, error);
    ap_sources_free(reading.sources);
    ap_yaml_free(reading.yaml);
    ap_index_free(reading.groups);
    ap_index_free(reading.stages);
    if (!good || ap_problems_count_errors(problems) > before)
        g_clear_pointer(&year, ap_year_free);
    return year;
}

ApYear *
ap_year_load_alone(const char *dir, gsize limit, ApProblems *problems, GError **error)
{
    return load(dir, limit, TRUE, problems, error);
}

ApYear *
ap_year_load_within(const char *dir, gsize limit, ApProblems *problems, GError **error)
{
    return load(dir, limit, FALSE, problems, error);
}

ApYear *
ap_year_load(const char *dir, ApProblems *problems, GError **error)
{
    return ap_year_load_within(dir, 0, problems, error);
}
