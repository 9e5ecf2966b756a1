/* Kind `items`: the mean of each item of a stage as a lying bar, over it a dot for each participant and,
 * where there are many, a quartile box. The best and the weakest item are named so. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"

#define MANY 20 /* participants, above which a box sums up the dots */
#define BOX_SHARE 0.5
#define GAP 6.0
#define END 2.0 /* width of the line that ends a bar, points */

enum { NUMBER, NAME, N, MEAN, Q1, MEDIAN, Q3, LEAST, MOST, FIRST_PARTICIPANT };

static void
add_columns(const ApSubject *subject, ApChartData *data)
{
    static const ApWord columns[FIRST_PARTICIPANT] = {
        AP_WORD_column_number, AP_WORD_column_item, AP_WORD_column_n,   AP_WORD_mean,      AP_WORD_column_q1,
        AP_WORD_column_median, AP_WORD_column_q3,   AP_WORD_column_min, AP_WORD_column_max};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    for (guint i = 0; i < subject->year->participants->len; i++)
        if (ap_subject_includes(subject, i, subject->figure->stage))
            ap_chart_data_add_column(data, ap_year_participant(subject->year, i)->label);
}

static void
add_row(const ApSubject *subject, ApChartData *data, guint measure)
{
    static const ApStatistic statistics[] = {AP_STATISTIC_N,      AP_STATISTIC_MEAN, AP_STATISTIC_Q1,
                                             AP_STATISTIC_MEDIAN, AP_STATISTIC_Q3,   AP_STATISTIC_MIN,
                                             AP_STATISTIC_MAX};
    const ApItem *item = ap_year_item(subject->year, ap_store_measure(subject->store, measure)->item);
    ap_chart_data_add_text(data, item->number);
    ap_chart_data_add_text(data, item->name);
    for (guint i = 0; i < G_N_ELEMENTS(statistics); i++)
        ap_chart_data_add_statistic(data, subject, subject->scope, measure, statistics[i]);
    for (guint i = 0; i < subject->year->participants->len; i++)
        if (ap_subject_includes(subject, i, subject->figure->stage))
            ap_chart_data_add_value(data, subject, i, measure);
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    add_columns(subject, data);
    for (guint measure = 0; measure < ap_store_n_measures(subject->store); measure++) {
        const ApMeasure *item = ap_store_measure(subject->store, measure);
        if (item->kind == AP_MEASURE_ITEM && item->stage == (guint)subject->figure->stage)
            add_row(subject, data, measure);
    }
    ap_chart_data_note_thresholds(data, subject);
}

/* The radius of dots, in points: smaller the more there are. */
static double
dot_radius(guint n)
{
    return n <= MANY ? 2.3 : n <= 60 ? 1.9 : 1.5;
}

typedef struct {
    double x;
    guint column;
} Dot;

static gint
compare_dots(gconstpointer a, gconstpointer b)
{
    const Dot *one = a, *other = b;
    return one->x < other->x ? -1 : one->x > other->x ? 1 : (gint)one->column - (gint)other->column;
}

/* The participants of a row that have a value, from the left. */
static GArray *
collect_dots(const ApBars *bars, guint row)
{
    GArray *dots = g_array_new(FALSE, FALSE, sizeof(Dot));
    for (guint column = FIRST_PARTICIPANT; column < bars->data->columns->len; column++) {
        const ApChartCell *cell = ap_chart_data_cell(bars->data, row, column);
        Dot dot = {ap_scale_at(bars->frame.scale, ap_chart_data_number(bars->data, cell)), column};
        if (cell->kind != AP_CELL_NONE)
            g_array_append_val(dots, dot);
    }
    g_array_sort(dots, compare_dots);
    return dots;
}

/* The middle lane if it is free at `x`, else the nearest free one, else the one that is free soonest. */
static guint
choose_lane(const double ends[], guint n_lanes, double x)
{
    guint best = 0;
    for (guint lane = 0; lane < n_lanes; lane++) {
        if (ends[lane] <= x)
            return lane;
        if (ends[lane] < ends[best])
            best = lane;
    }
    return best;
}

/* Dots lie at their values; those that would hide each other move aside, as a swarm does. Lanes are numbered
 * from the middle outwards: 0, above, below, … */
static void
draw_dots(const ApBars *bars, guint row, ApPaint paint, ApCanvas *canvas)
{
    double radius = dot_radius(bars->data->columns->len - FIRST_PARTICIPANT);
    double pitch = 2 * radius, middle = ap_bars_middle(bars, row);
    guint n_lanes = 1 + 2 * (guint)MAX(0, (bars->slot / 2 - radius) / pitch);
    g_autoptr(GArray) dots = collect_dots(bars, row);
    g_autofree double *ends = g_new0(double, n_lanes);
    for (guint i = 0; i < dots->len; i++) {
        const Dot *dot = &g_array_index(dots, Dot, i);
        guint lane = choose_lane(ends, n_lanes, dot->x);
        double offset = pitch * ((lane + 1) / 2) * (lane % 2 == 0 ? 1 : -1);
        ends[lane] = dot->x + pitch;
        ap_canvas_dot(canvas, AP_ROLE_DOT, (ApCell){(gint)row, (gint)dot->column}, dot->x, middle + offset,
                      radius, paint);
    }
}

static double
widest_text(const ApBars *bars, guint column)
{
    double width = 0;
    for (guint row = 0; row < bars->data->n_rows; row++) {
        g_autoptr(ApChartText) text =
            ap_chart_text_new(bars->style, ap_chart_data_cell(bars->data, row, column)->text, 0);
        width = MAX(width, ap_chart_text_width(text));
    }
    return width;
}

static double
cell_at(const ApBars *bars, guint row, guint column)
{
    return ap_scale_at(bars->frame.scale,
                       ap_chart_data_number(bars->data, ap_chart_data_cell(bars->data, row, column)));
}

/* The bar is light for the dots' sake: a line in full colour ends it. */
static void
draw_end(const ApBars *bars, guint row, ApPaint paint, ApCanvas *canvas)
{
    if (ap_chart_data_cell(bars->data, row, MEAN)->kind == AP_CELL_NONE)
        return;
    double x = cell_at(bars, row, MEAN), top = ap_bars_middle(bars, row) - bars->thickness / 2;
    ApStroke stroke = {.colour = paint.colour, .width = END};
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, MEAN},
                   (ApBox){x - END / 2, top, 0, bars->thickness}, stroke);
}

/* From the first to the third quartile, with the median across. */
static void
draw_box(const ApBars *bars, guint row, ApCanvas *canvas)
{
    if (ap_chart_data_cell(bars->data, row, N)->units <= MANY)
        return;
    double q1 = cell_at(bars, row, Q1), q3 = cell_at(bars, row, Q3), median = cell_at(bars, row, MEDIAN);
    double height = BOX_SHARE * bars->slot, top = ap_bars_middle(bars, row) - height / 2;
    ApStroke stroke = bars->style->mean;
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, Q1}, (ApBox){q1, top, 0, height}, stroke);
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, Q3}, (ApBox){q3, top, 0, height}, stroke);
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, Q1}, (ApBox){q1, top, q3 - q1, 0}, stroke);
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, Q3}, (ApBox){q1, top + height, q3 - q1, 0},
                   stroke);
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, MEDIAN}, (ApBox){median, top, 0, height},
                   stroke);
}

/* The highest and the lowest published mean; FALSE if the items do not differ. */
static gboolean
find_extremes(const ApChartData *data, gint64 *best, gint64 *weakest)
{
    *best = G_MININT64;
    *weakest = G_MAXINT64;
    for (guint row = 0; row < data->n_rows; row++) {
        const ApChartCell *mean = ap_chart_data_cell(data, row, MEAN);
        if (mean->kind == AP_CELL_NONE)
            continue;
        *best = MAX(*best, mean->units);
        *weakest = MIN(*weakest, mean->units);
    }
    return *best > *weakest;
}

/* The word for the best and the weakest item; NULL for the others. */
static const char *
extreme_word(const ApSubject *subject, const ApChartData *data, guint row)
{
    gint64 best = 0, weakest = 0;
    const ApChartCell *mean = ap_chart_data_cell(data, row, MEAN);
    if (mean->kind == AP_CELL_NONE || !find_extremes(data, &best, &weakest))
        return NULL;
    if (mean->units == best)
        return subject->style->words[AP_WORD_best];
    return mean->units == weakest ? subject->style->words[AP_WORD_weakest] : NULL;
}

static double
draw_legend(const ApSubject *subject, const ApChartData *data, ApPaint bar, ApPaint dot, ApCanvas *canvas)
{
    char *const *words = subject->style->words;
    ApKey keys[] = {{.shape = AP_SHAPE_RECT, .paint = bar, .text = words[AP_WORD_key_bar]},
                    {.shape = AP_SHAPE_DOT, .paint = dot, .text = words[AP_WORD_key_dot]},
                    {.shape = AP_SHAPE_RECT,
                     .paint = {subject->style->mean.colour, AP_PATTERN_EMPTY},
                     .text = words[AP_WORD_key_box]}};
    guint n_keys = data->columns->len - FIRST_PARTICIPANT > MANY ? 3 : 2;
    return ap_legend_draw(canvas, subject->style, keys, n_keys, 0, 0);
}

/* The means stand in a column at the right, clear of the dots, the words beside them. */
static void
draw_means(const ApSubject *subject, const ApBars *bars, ApCanvas *canvas)
{
    double left = bars->frame.plot.x + bars->frame.plot.width + GAP, right = left + widest_text(bars, MEAN);
    for (guint row = 0; row < bars->data->n_rows; row += bars->stride) {
        const ApChartCell *mean = ap_chart_data_cell(bars->data, row, MEAN);
        const char *word = extreme_word(subject, bars->data, row);
        double middle = ap_bars_middle(bars, row);
        ap_canvas_text(canvas, AP_ROLE_VALUE, (ApCell){(gint)row, MEAN},
                       ap_chart_text_new(subject->style, mean->text, 0), right, middle, 1, 0.5);
        if (word != NULL)
            ap_canvas_text(canvas, AP_ROLE_LABEL, (ApCell){(gint)row, MEAN},
                           ap_chart_text_new(subject->style, word, 0), right + GAP / 2, middle, 0, 0.5);
    }
}

/* The room at the right of the plot that the means and the words need. */
static double
means_room(const ApBars *bars)
{
    g_autoptr(ApChartText) best = ap_chart_text_new(bars->style, bars->style->words[AP_WORD_best], 0);
    g_autoptr(ApChartText) weakest = ap_chart_text_new(bars->style, bars->style->words[AP_WORD_weakest], 0);
    return GAP + widest_text(bars, MEAN) + GAP / 2 +
           MAX(ap_chart_text_width(best), ap_chart_text_width(weakest));
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    gint group = ap_store_scope(subject->store, subject->scope)->group;
    ApPaint bar = ap_style_ground(subject->style, group);
    ApPaint dot = {ap_style_group(subject->style, group).colour, AP_PATTERN_SOLID};
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, MEAN, 1);
    for (guint row = 0; row < data->n_rows; row++) {
        bars.labels[row] =
            ap_style_say(subject->style, AP_WORD_item, "number", ap_chart_data_cell(data, row, NUMBER)->text,
                         "name", ap_chart_data_cell(data, row, NAME)->text, NULL);
        bars.paints[row] = bar;
    }
    bars.align = 0;
    bars.right = means_room(&bars);
    ap_bars_lay(&bars, draw_legend(subject, data, bar, dot, canvas));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    ap_bars_draw(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    for (guint row = 0; row < data->n_rows; row++) {
        draw_end(&bars, row, dot, canvas);
        draw_dots(&bars, row, dot, canvas);
        draw_box(&bars, row, canvas);
    }
    draw_means(subject, &bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_items = {tabulate, lay_out};
