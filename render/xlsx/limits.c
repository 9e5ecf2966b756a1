/* Excel's limits (Microsoft, "Excel specifications and limits") against what the sheets will hold. */
#include <config.h>

#include "render/xlsx/limits.h"

#include "render/xlsx/formula.h"

#include <glib/gi18n.h>

/* From here, in percent of a limit, a year is warned: some growth from one year to the next must fit. */
#define NEAR 90

typedef struct {
    guint most;
    const char *unit;
} Limit;

static const Limit columns = {16384, N_("columns of a sheet")};
static const Limit rows = {1048576, N_("rows of a sheet")};
static const Limit name = {AP_TAB_NAME_MAX, N_("characters of a sheet's name")};
static const Limit cell = {32767, N_("characters of a cell")};
static const Limit heading = {255, N_("characters of a column's heading")};
static const Limit literal = {255, N_("characters of a text in a formula")};
static const Limit formula = {8192, N_("characters of a formula")};
static const Limit series = {255, N_("series of a chart")};

static void
weigh(ApProblems *problems, ApPlace place, const char *what, guint needed, const Limit *limit)
{
    if (needed > limit->most)
        ap_problems_error(
            problems, place,
            _("%s takes %u of the %u %s that Excel allows; split the year folder or shorten it"), _(what),
            needed, limit->most, _(limit->unit));
    else if ((guint64)needed * 100 >= (guint64)limit->most * NEAR)
        ap_problems_warning(problems, place, _("%s takes %u of the %u %s that Excel allows; keep it below"),
                            _(what), needed, limit->most, _(limit->unit));
}

static void
weigh_text(ApProblems *problems, ApPlace place, const char *text, const Limit *limit)
{
    weigh(problems, place, N_("this text"), text == NULL ? 0 : (guint)g_utf8_strlen(text, -1), limit);
}

/* ---- Sheets. ---- */

static guint
participants_of(const ApYear *year, gint group)
{
    guint n = 0;
    for (guint p = 0; p < year->participants->len; p++)
        n += group < 0 || ap_year_participant(year, p)->group == (guint)group;
    return n;
}

static void
weigh_sheets(const ApAppendix *appendix, ApProblems *problems)
{
    const ApYear *year = appendix->year;
    ApPlace last_code = ap_year_code(year, year->codes->len - 1)->place;
    ApPlace last_participant = ap_year_participant(year, year->participants->len - 1)->place;
    weigh(problems, last_code, N_("the sheet of scores"), AP_KEY_COLUMNS + year->codes->len, &columns);
    weigh(problems, last_code, N_("the sheet of values"),
          AP_KEY_COLUMNS + ap_store_n_measures(appendix->store), &columns);
    weigh(problems, last_participant, N_("the sheet of scores"),
          ap_appendix_score_row(year->participants->len), &rows);
    for (guint i = 0; i < year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(year, i);
        if (figure->kind == AP_FIGURE_ITEMS)
            weigh(problems, figure->place, N_("the sheet of the figure"),
                  AP_FIGURE_KEY_COLUMNS + participants_of(year, figure->group), &columns);
        if (figure->kind == AP_FIGURE_FACETS)
            weigh(problems, figure->place, N_("the chart"), year->groups->len, &series);
    }
}

/* The names of sheets are the template's. */
static void
weigh_names(const ApAppendix *appendix, ApProblems *problems)
{
    static const char *const sheets[] = {"contents",   "notes",  "participants", "agencies",
                                         "parameters", "items",  "scores",       "corrections",
                                         "exact",      "values", "statistics",   "printed"};
    for (guint i = 0; i < G_N_ELEMENTS(sheets); i++) {
        g_autofree char *key = g_strdup_printf("sheets.%s.name", sheets[i]);
        weigh_text(problems, ap_terms_place(appendix->terms, key), ap_terms_get(appendix->terms, key), &name);
    }
}

/* ---- Texts. ---- */

static void
weigh_plan(const ApYear *year, ApProblems *problems)
{
    for (guint g = 0; g < year->groups->len; g++) {
        const ApGroup *group = ap_year_group(year, g);
        weigh_text(problems, group->place, group->name, &literal);
        weigh_text(problems, group->place, group->level, &cell);
    }
    for (guint i = 0; i < year->figures->len; i++)
        weigh_text(problems, ap_year_figure(year, i)->place, ap_year_figure(year, i)->caption, &cell);
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        weigh_text(problems, item->place, item->name, &heading);
        for (guint p = 0; p < item->parts->len; p++) {
            const ApPart *part = &g_array_index(item->parts, ApPart, p);
            weigh_text(problems, part->place, part->name, &cell);
        }
    }
    for (guint c = 0; c < year->codes->len; c++)
        weigh_text(problems, ap_year_code(year, c)->place, ap_year_code(year, c)->code, &literal);
}

static void
weigh_records(const ApYear *year, ApProblems *problems)
{
    for (guint p = 0; p < year->participants->len; p++) {
        const ApParticipant *participant = ap_year_participant(year, p);
        weigh_text(problems, participant->place, participant->id, &literal);
        weigh_text(problems, participant->place, participant->label, &heading);
        weigh_text(problems, participant->place, participant->name, &heading);
    }
    for (guint i = 0; i < year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        weigh_text(problems, correction->place, correction->reason, &cell);
        weigh_text(problems, correction->place, correction->approved_by, &cell);
    }
    for (guint i = 0; i < year->agencies->len; i++) {
        const ApAgency *agency = ap_year_agency(year, i);
        const char *texts[] = {agency->name, agency->consultant, agency->certifier, agency->scope};
        for (guint t = 0; t < G_N_ELEMENTS(texts); t++)
            weigh_text(problems, agency->place, texts[t], &cell);
    }
}

/* ---- Formulas. ---- */

/* Where the plan has what a measure is of. */
static ApPlace
place_of(const ApYear *year, const ApMeasure *measure)
{
    if (measure->kind == AP_MEASURE_ITEM)
        return ap_year_item(year, measure->item)->place;
    if (measure->kind == AP_MEASURE_FACET)
        return ap_year_facet(year, measure->facet)->place;
    return ap_year_stage(year, measure->stage)->place;
}

/* The value of a measure whose codes do not stand side by side, because pilots or other facets' codes stand
 * between them, names every run of them. The last participant's row has the most digits. */
static void
weigh_formulas(const ApAppendix *appendix, ApProblems *problems)
{
    guint last = appendix->year->participants->len - 1;
    for (guint m = 0; m < ap_store_n_measures(appendix->store); m++) {
        const ApMeasure *measure = ap_store_measure(appendix->store, m);
        if (measure->kind == AP_MEASURE_TOTAL)
            continue;
        g_autoptr(GArray) runs = ap_formula_runs(appendix, measure);
        g_autofree char *ratio = ap_formula_ratio(appendix, runs, last);
        weigh(problems, place_of(appendix->year, measure), N_("the formula of its value"),
              (guint)g_utf8_strlen(ratio, -1), &formula);
    }
}

void
ap_limits_check(const ApAppendix *appendix, ApProblems *problems)
{
    weigh_sheets(appendix, problems);
    weigh_names(appendix, problems);
    weigh_plan(appendix->year, problems);
    weigh_records(appendix->year, problems);
    weigh_formulas(appendix, problems);
}
