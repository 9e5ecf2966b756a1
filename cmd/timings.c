/* Stages follow one another, so that what the process has used between two of them is the first one's. */
#include <config.h>

#include "cmd/timings.h"

#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

#define ELLIPSIS "…" /* ends what is shown while a stage runs */

typedef struct {
    char *name;
    double cpu, clock; /* milliseconds */
} Stage;

struct ApTimings {
    GPtrArray *stages; /* Stage */
    Stage *present;    /* one of them; NULL between two */
    double cpu, clock; /* when it began */
};

static double
read_clock(clockid_t which)
{
    struct timespec time;
    clock_gettime(which, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
stage_free(gpointer data)
{
    Stage *stage = data;
    g_free(stage->name);
    g_free(stage);
}

/* The stage of this name, new if there is none. */
static Stage *
find(ApTimings *timings, const char *name)
{
    for (guint i = 0; i < timings->stages->len; i++) {
        Stage *stage = g_ptr_array_index(timings->stages, i);
        if (g_str_equal(stage->name, name))
            return stage;
    }
    Stage *stage = g_new0(Stage, 1);
    stage->name = g_strdup(name);
    g_ptr_array_add(timings->stages, stage);
    return stage;
}

ApTimings *
ap_timings_new(void)
{
    ApTimings *timings = g_new0(ApTimings, 1);
    timings->stages = g_ptr_array_new_with_free_func(stage_free);
    /* What the process has used so far went into its start: loading and linking its libraries. */
    find(timings, _("starting the program"))->cpu = read_clock(CLOCK_PROCESS_CPUTIME_ID);
    return timings;
}

void
ap_timings_free(ApTimings *timings)
{
    if (timings == NULL)
        return;
    g_ptr_array_unref(timings->stages);
    g_free(timings);
}

void
ap_timings_begin(ApTimings *timings, const char *name)
{
    if (timings == NULL)
        return;
    double cpu = read_clock(CLOCK_PROCESS_CPUTIME_ID), clock = read_clock(CLOCK_MONOTONIC);
    if (timings->present != NULL) {
        timings->present->cpu += cpu - timings->cpu;
        timings->present->clock += clock - timings->clock;
    }
    timings->cpu = cpu;
    timings->clock = clock;
    timings->present = name != NULL ? find(timings, name) : NULL;
}

static void
append_line(GString *text, const Stage *stage)
{
    g_autofree char *name = g_str_has_suffix(stage->name, ELLIPSIS)
                                ? g_strndup(stage->name, strlen(stage->name) - strlen(ELLIPSIS))
                                : g_strdup(stage->name);
    g_string_append_printf(text, "%8.1f %8.1f  %s\n", stage->cpu, stage->clock, name);
}

char *
ap_timings_word(ApTimings *timings)
{
    ap_timings_begin(timings, NULL);
    GString *text = g_string_new(NULL);
    Stage all = {.name = _("together")};
    g_string_append(text, _("     CPU    clock  milliseconds for\n"));
    for (guint i = 0; i < timings->stages->len; i++) {
        const Stage *stage = g_ptr_array_index(timings->stages, i);
        append_line(text, stage);
        all.cpu += stage->cpu;
        all.clock += stage->clock;
    }
    append_line(text, &all);
    return g_string_free(text, FALSE);
}
