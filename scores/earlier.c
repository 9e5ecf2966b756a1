/* The folders of earlier years that figures name: read by the same code as the year itself, and asked whether
 * they have what the figures show. */
#include <config.h>

#include "scores/names.h"
#include "scores/reading.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where the first figure names the folder. */
static ApPlace
place_of(const ApYear *year, guint index)
{
    for (guint i = 0; i < year->figures->len; i++) {
        const GArray *own = ap_year_figure(year, i)->earlier;
        for (guint j = 0; j < own->len; j++)
            if (g_array_index(own, ApFigureYear, j).index == index)
                return g_array_index(own, ApFigureYear, j).place;
    }
    g_return_val_if_reached(((ApPlace){NULL, 0, 0}));
}

/* Notes the files of an earlier year among those that this one was made from. */
static void
note_inputs(ApReading *reading, const ApEarlier *earlier)
{
    for (guint i = 0; i < earlier->year->inputs->len; i++) {
        g_autofree char *name =
            g_build_filename(earlier->folder, g_ptr_array_index(earlier->year->inputs, i), NULL);
        ap_reading_note(reading, name);
    }
}

static gboolean
load(ApReading *reading, guint index, GError **error)
{
    ApEarlier *earlier = g_ptr_array_index(reading->year->earlier, index);
    g_autofree char *dir = g_build_filename(reading->year->dir, earlier->folder, NULL);
    if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
        ap_problems_error(reading->problems, place_of(reading->year, index),
                          _("there is no folder “%s” here; name the folder of an earlier year"),
                          earlier->folder);
        return TRUE;
    }
    GError *failure = NULL;
    earlier->year = ap_year_load_alone(dir, reading->limit, reading->problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (earlier->year != NULL)
        note_inputs(reading, earlier);
    return TRUE;
}

static void
check_thresholds(const ApReading *reading, const ApEarlier *earlier, ApPlace place)
{
    const ApYear *year = earlier->year;
    if (year->good == reading->year->good && year->pass == reading->year->pass)
        return;
    g_autofree char *good = ap_decimal_format(year->good), *pass = ap_decimal_format(year->pass);
    ap_problems_warning(reading->problems, place,
                        _("“%s” counts by other thresholds, good %s and pass %s; the figure draws those of "
                          "this year: say so in its caption"),
                        earlier->folder, good, pass);
}

/* Whether the figure names an earlier year of this number before place `index` of its list. */
static gboolean
is_repeated(const ApYear *year, const ApFigure *figure, guint index, guint roc_year)
{
    for (guint i = 0; i < index; i++) {
        const ApYear *other =
            ap_year_earlier(year, g_array_index(figure->earlier, ApFigureYear, i).index)->year;
        if (other != NULL && other->roc_year == roc_year)
            return TRUE;
    }
    return FALSE;
}

static void
check_figure(const ApReading *reading, const ApFigure *figure)
{
    for (guint i = 0; i < figure->earlier->len; i++) {
        const ApFigureYear *own = &g_array_index(figure->earlier, ApFigureYear, i);
        const ApEarlier *earlier = ap_year_earlier(reading->year, own->index);
        const ApYear *year = earlier->year;
        if (year == NULL)
            continue;
        if (year->roc_year >= reading->year->roc_year)
            ap_problems_error(reading->problems, own->place,
                              _("“%s” is of year %u; a trend leads up to %u: name folders of earlier years"),
                              earlier->folder, year->roc_year, reading->year->roc_year);
        else if (is_repeated(reading->year, figure, i, year->roc_year))
            ap_problems_error(reading->problems, own->place,
                              _("“%s” is of year %u, like a folder before it; name one of them"),
                              earlier->folder, year->roc_year);
        if (figure->measure != NULL && !ap_year_has_measure(year, figure->measure))
            ap_problems_error(
                reading->problems, own->place,
                _("“%s” has no measure “%s”; name a measure of all years or leave this one out"),
                earlier->folder, figure->measure);
        if (!ap_year_has_scope(year, figure->scope))
            ap_problems_error(reading->problems, own->place,
                              _("“%s” has no scope “%s”; name a scope of all years or leave this one out"),
                              earlier->folder, figure->scope);
        check_thresholds(reading, earlier, own->place);
    }
}

static gint
compare_years(gconstpointer a, gconstpointer b, gpointer data)
{
    const ApYear *year = data;
    const ApYear *one = ap_year_earlier(year, ((const ApFigureYear *)a)->index)->year;
    const ApYear *other = ap_year_earlier(year, ((const ApFigureYear *)b)->index)->year;
    return one == NULL || other == NULL ? 0 : (gint)one->roc_year - (gint)other->roc_year;
}

gboolean
ap_read_earlier(ApReading *reading, GError **error)
{
    for (guint i = 0; i < reading->year->earlier->len; i++)
        if (!load(reading, i, error))
            return FALSE;
    for (guint i = 0; i < reading->year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(reading->year, i);
        check_figure(reading, figure);
        g_array_sort_with_data(figure->earlier, compare_years, reading->year);
    }
    return TRUE;
}
