/* What all readers of a year folder share: paths, the record of inputs, who takes part in what. */
#include <config.h>

#include "scores/reading.h"

#include "scores/input.h"

const char *
ap_reading_path(ApReading *reading, const char *name)
{
    g_autofree char *path = g_build_filename(reading->year->dir, name, NULL);
    ap_problems_expect_file(reading->problems, path);
    return g_string_chunk_insert_const(reading->year->paths, path);
}

void
ap_reading_note(ApReading *reading, const char *name)
{
    GPtrArray *inputs = reading->year->inputs;
    if (!g_ptr_array_find_with_equal_func(inputs, name, g_str_equal, NULL))
        g_ptr_array_add(inputs, g_strdup(name));
}

gboolean
ap_reading_has(ApReading *reading, const char *name)
{
    return ap_input_exists(ap_reading_path(reading, name));
}

gboolean
ap_group_has_stage(const ApGroup *group, guint stage)
{
    for (guint i = 0; i < group->stages->len; i++)
        if (g_array_index(group->stages, ApGroupStage, i).stage == stage)
            return TRUE;
    return FALSE;
}
