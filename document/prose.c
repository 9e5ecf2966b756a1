/* Joins the runs of a block and finds the run of a byte again. */
#include <config.h>

#include "document/prose.h"

#include <glib/gi18n.h>

#define REFERENCE "\xEF\xBF\xBC"

/* A run's text begins at byte `start`. */
typedef struct {
    gsize start;
    const ApRun *run;
    gboolean taken; /* its mark as meant is of use */
} Stretch;

ApProse *
ap_prose_new(const GPtrArray *runs)
{
    ApProse *prose = g_new0(ApProse, 1);
    GString *text = g_string_new(NULL);
    prose->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    for (guint i = 0; i < runs->len; i++) {
        const ApRun *run = g_ptr_array_index(runs, i);
        Stretch stretch = {text->len, run, FALSE};
        g_array_append_val(prose->stretches, stretch);
        g_string_append(text, run->kind == AP_RUN_TEXT    ? run->text
                              : run->kind == AP_RUN_BREAK ? "\n"
                                                          : REFERENCE);
    }
    prose->text = g_string_free(text, FALSE);
    return prose;
}

ApProse *
ap_prose_new_plain(const ApRun *run)
{
    g_autoptr(GPtrArray) runs = g_ptr_array_new();
    g_ptr_array_add(runs, (gpointer)run);
    ApProse *prose = ap_prose_new(runs);
    prose->plain = TRUE;
    return prose;
}

void
ap_prose_free(ApProse *prose)
{
    if (prose == NULL)
        return;
    g_free(prose->text);
    g_array_unref(prose->stretches);
    g_free(prose);
}

static Stretch *
stretch_at(const ApProse *prose, gsize at)
{
    guint low = 0, high = prose->stretches->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(prose->stretches, Stretch, middle).start <= at)
            low = middle;
        else
            high = middle;
    }
    return &g_array_index(prose->stretches, Stretch, low);
}

const ApRun *
ap_prose_run(const ApProse *prose, gsize at)
{
    return stretch_at(prose, at)->run;
}

gboolean
ap_prose_typed(const ApProse *prose, gsize at)
{
    const ApRun *run = ap_prose_run(prose, at);
    return run->kind == AP_RUN_TEXT && !run->interpolated;
}

gboolean
ap_prose_take_meant(ApProse *prose, gsize at)
{
    Stretch *stretch = stretch_at(prose, at);
    if (!stretch->run->meant || stretch->start != at)
        return FALSE;
    stretch->taken = TRUE;
    return TRUE;
}

void
ap_prose_report_unused(const ApProse *prose, ApProblems *problems)
{
    for (guint i = 0; i < prose->stretches->len; i++) {
        const Stretch *stretch = &g_array_index(prose->stretches, Stretch, i);
        if (stretch->run->meant && !stretch->taken)
            ap_problems_error(
                problems, stretch->run->place,
                _("“\\” stands before nothing that it could mark as meant; remove it, or write \\\\ to "
                  "print it"));
    }
}

ApPlace
ap_prose_place(const ApProse *prose, gsize at)
{
    const Stretch *stretch = stretch_at(prose, at);
    ApPlace place = stretch->run->place;
    if (ap_prose_typed(prose, at) && !prose->plain)
        place.column += (guint)g_utf8_strlen(stretch->run->text, (gssize)(at - stretch->start));
    return place;
}
