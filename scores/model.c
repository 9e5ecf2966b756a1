/* The year as a value: how it comes into being, is looked into and goes. */
#include <config.h>

#include "scores/grid.h"
#include "scores/reading.h"

#include <string.h>

static void
stage_free(gpointer data)
{
    ApStage *stage = data;
    g_free(stage->id);
    g_free(stage->name);
    g_free(stage);
}

static void
group_free(gpointer data)
{
    ApGroup *group = data;
    g_free(group->id);
    g_free(group->name);
    g_free(group->level);
    g_array_unref(group->stages);
    g_free(group);
}

static void
code_free(gpointer data)
{
    ApCode *code = data;
    g_free(code->code);
    g_free(code);
}

static void
item_free(gpointer data)
{
    ApItem *item = data;
    for (guint i = 0; i < item->parts->len; i++)
        g_free(g_array_index(item->parts, ApPart, i).name);
    g_array_unref(item->parts);
    g_free(item->number);
    g_free(item->name);
    g_free(item);
}

static void
facet_free(gpointer data)
{
    ApFacet *facet = data;
    g_free(facet->name);
    g_free(facet);
}

static void
participant_free(gpointer data)
{
    ApParticipant *participant = data;
    g_free(participant->id);
    g_free(participant->label);
    g_free(participant->name);
    g_free(participant);
}

static void
correction_free(gpointer data)
{
    ApCorrection *correction = data;
    g_free(correction->reason);
    g_free(correction->approved_by);
    g_free(correction);
}

static void
agency_free(gpointer data)
{
    ApAgency *agency = data;
    g_free(agency->number);
    g_free(agency->name);
    g_free(agency->consultant);
    g_free(agency->certifier);
    g_free(agency->scope);
    g_free(agency);
}

static void
published_free(gpointer data)
{
    ApPublished *published = data;
    g_free(published->scope);
    g_free(published->measure);
    g_free(published->statistic);
    g_free(published->value);
    g_free(published->where);
    g_free(published);
}

ApFigure *
ap_figure_new(void)
{
    ApFigure *figure = g_new0(ApFigure, 1);
    figure->stage = figure->group = -1;
    figure->earlier = g_array_new(FALSE, FALSE, sizeof(ApFigureYear));
    return figure;
}

void
ap_figure_free(ApFigure *figure)
{
    if (figure == NULL)
        return;
    g_free(figure->id);
    g_free(figure->measure);
    g_free(figure->scope);
    g_free(figure->caption);
    g_array_unref(figure->earlier);
    g_free(figure);
}

static void
earlier_free(gpointer data)
{
    ApEarlier *earlier = data;
    g_free(earlier->folder);
    ap_year_free(earlier->year);
    g_free(earlier);
}

ApYear *
ap_year_new(const char *dir)
{
    ApYear *year = g_new0(ApYear, 1);
    year->dir = g_strdup(dir);
    year->stages = g_ptr_array_new_with_free_func(stage_free);
    year->groups = g_ptr_array_new_with_free_func(group_free);
    year->codes = g_ptr_array_new_with_free_func(code_free);
    year->items = g_ptr_array_new_with_free_func(item_free);
    year->facets = g_ptr_array_new_with_free_func(facet_free);
    year->participants = g_ptr_array_new_with_free_func(participant_free);
    year->corrections = g_ptr_array_new_with_free_func(correction_free);
    year->agencies = g_ptr_array_new_with_free_func(agency_free);
    year->published = g_ptr_array_new_with_free_func(published_free);
    year->figures = g_ptr_array_new_with_free_func((GDestroyNotify)ap_figure_free);
    year->earlier = g_ptr_array_new_with_free_func(earlier_free);
    year->inputs = g_ptr_array_new_with_free_func(g_free);
    year->participant_ids = ap_index_new();
    year->code_ids = ap_index_new();
    year->paths = g_string_chunk_new(256);
    return year;
}

void
ap_year_free(ApYear *year)
{
    if (year == NULL)
        return;
    ap_grid_free(year->scores);
    ap_index_free(year->code_ids);
    ap_index_free(year->participant_ids);
    GPtrArray *lists[] = {year->stages,    year->groups,       year->codes,       year->items,
                          year->facets,    year->participants, year->corrections, year->agencies,
                          year->published, year->figures,      year->earlier,     year->inputs};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_unref(lists[i]);
    g_string_chunk_free(year->paths);
    g_free(year->template_name);
    g_free(year->publisher);
    g_free(year->title);
    g_free(year->dir);
    g_free(year);
}

const char *
ap_year_title_of(const ApYear *year, guint participant)
{
    const ApParticipant *record = ap_year_participant(year, participant);
    return year->internal && *record->name != '\0' ? record->name : record->label;
}

gboolean
ap_year_find_participant(const ApYear *year, const char *id, guint *participant)
{
    return ap_index_find(year->participant_ids, (ApSlice){id, strlen(id)}, participant);
}

ApScore
ap_year_score(const ApYear *year, guint participant, guint code)
{
    return ap_grid_get(year->scores, participant, code);
}
