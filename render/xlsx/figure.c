/* Native charts. Score axes end where a gridline falls on each threshold: the library cannot mix a column
 * chart with lines of its own. Where bars are too many, their values and patterns are left to the table. */
#include <config.h>

#include "render/xlsx/figure.h"

#include <string.h>

#define FONT_SIZE 9
#define COLOR_TEXT 0x262626
#define COLOR_GRID 0xD9D9D9
#define WIDTH 720.0       /* pixels */
#define WIDTH_LYING 600.0 /* of a chart of lying bars: on the first page beside the key columns */
#define HEIGHT 400.0
#define LEAST_LYING 240.0   /* height of a chart of lying bars, however few */
#define ROW_HEIGHT 28.0     /* of a horizontal bar */
#define DEFAULT_WIDTH 480.0 /* of the library, which only scales */
#define DEFAULT_HEIGHT 288.0
#define GAP 60            /* between bars, in percent of a bar */
#define LEVEL_LABELS 20   /* values beside bars; more of them are turned upright, */
#define MOST_LABELS 50    /* and beyond this many there are none */
#define MOST_PATTERNS 100 /* bars whose patterns can be told apart */
#define UPRIGHT -90       /* degrees */
#define FEW_COUNTS 20     /* up to which an axis of counts has each */

/* A chart being drawn over the table of a sheet. */
typedef struct {
    ApAppendix *appendix;
    const ApFigure *figure;
    const ApChartData *data;
    ApTab *sheet;
    lxw_chart *chart;
    lxw_chart_font font;
    guint n_labels;      /* values to be printed beside bars or dots */
    gboolean horizontal; /* the bars lie */
} Drawing;

/* The colour of a group, or of everyone (-1), as in the figures. */
static lxw_color_t
group_color(const Drawing *drawing, gint group)
{
    const GArray *palette = drawing->appendix->palette;
    return group < 0 || palette->len == 0 ? drawing->appendix->everyone
                                          : g_array_index(palette, lxw_color_t, (guint)group % palette->len);
}

/* The pattern of a class is that of the figures: good solid, between hatched, below dotted. */
static uint8_t
class_pattern(const Drawing *drawing, const ApChartCell *cell)
{
    const ApYear *year = drawing->appendix->year;
    ApDecimal points = cell->units;
    for (guint i = drawing->data->decimals; i < AP_DECIMAL_PLACES; i++)
        points *= 10;
    if (points >= year->good)
        return LXW_CHART_PATTERN_NONE;
    return points >= year->pass ? LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL : LXW_CHART_PATTERN_PERCENT_25;
}

/* ---- Axes. ---- */

/* The longest step of which both thresholds are multiples, else `good` is, else `pass`; 20 if there is none.
 */
static guint
score_step(const ApYear *year)
{
    static const guint steps[] = {25, 20, 15, 12, 10, 5};
    guint for_good = 0, for_pass = 0;
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        gboolean good = year->good % (steps[i] * AP_DECIMAL_ONE) == 0;
        gboolean pass = year->pass % (steps[i] * AP_DECIMAL_ONE) == 0;
        if (good && pass)
            return steps[i];
        for_good = good && for_good == 0 ? steps[i] : for_good;
        for_pass = pass && for_pass == 0 ? steps[i] : for_pass;
    }
    return for_good > 0 ? for_good : for_pass > 0 ? for_pass : 20;
}

/* The library calls the horizontal axis x, also where the bars lie. */
static lxw_chart_axis *
value_axis(const Drawing *drawing)
{
    return drawing->horizontal ? drawing->chart->x_axis : drawing->chart->y_axis;
}

static lxw_chart_axis *
name_axis(const Drawing *drawing)
{
    return drawing->horizontal ? drawing->chart->y_axis : drawing->chart->x_axis;
}

static void
set_axes(Drawing *drawing, gboolean scores)
{
    lxw_chart_axis *values = value_axis(drawing);
    lxw_chart_axis *names = name_axis(drawing);
    lxw_chart_line grid = {.color = COLOR_GRID, .width = 0.75};
    lxw_chart_line none = {.none = LXW_TRUE};
    chart_axis_set_min(values, 0);
    chart_axis_set_num_format(values, "0");
    if (scores) {
        guint step = score_step(drawing->appendix->year);
        chart_axis_set_max(values, (100 + step - 1) / step * step);
        chart_axis_set_major_unit(values, step);
    }
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_set_line(values, &none);
    chart_axis_set_num_font(values, &drawing->font);
    chart_axis_set_num_font(names, &drawing->font);
    chart_axis_set_major_tick_mark(names, LXW_CHART_AXIS_TICK_MARK_NONE);
}

/* ---- Series. ---- */

/* The number that a cell of the figure's table holds. */
static double
cell_number(const ApChartCell *cell)
{
    guint places = cell->kind == AP_CELL_POINTS ? cell->decimals : 0;
    return ap_appendix_number(cell->units, places);
}

/* The numbers that viewers draw which do not read the cells, the first of `n_rows`. The library would take
 * them from the cells, but of a formula it sees zero; so it is asked for a cache of zeros, to be replaced. */
static lxw_series_data_point *
new_cache(Drawing *drawing, lxw_chart_series *series, guint n_rows)
{
    g_autofree guint8 *zeros = g_new0(guint8, n_rows);
    ap_book_note(drawing->appendix->book,
                 lxw_chart_add_data_cache(series->values, zeros, (guint16)n_rows, 1, 0));
    return STAILQ_FIRST(series->values->data_cache);
}

static void
fill_cache(Drawing *drawing, lxw_chart_series *series, guint column, guint n_rows)
{
    lxw_series_data_point *point = new_cache(drawing, series, n_rows);
    for (guint r = 0; r < n_rows && point != NULL; r++) {
        const ApChartCell *cell = ap_chart_data_cell(drawing->data, r, column);
        point->number = cell_number(cell);
        point->no_data = cell->kind == AP_CELL_NONE;
        point = STAILQ_NEXT(point, list_pointers);
    }
}

/* A word in the table has no bar and must have no label "0" either. */
static void
hide_labels_of_words(Drawing *drawing, lxw_chart_series *series, guint column, guint n_rows)
{
    g_autofree lxw_chart_data_label *labels = g_new0(lxw_chart_data_label, n_rows);
    g_autofree lxw_chart_data_label **list = g_new0(lxw_chart_data_label *, n_rows + 1);
    gboolean any = FALSE;
    for (guint r = 0; r < n_rows; r++) {
        labels[r].hide = ap_chart_data_cell(drawing->data, r, column)->kind == AP_CELL_NONE;
        any = any || labels[r].hide;
        list[r] = &labels[r];
    }
    if (any)
        ap_book_note(drawing->appendix->book, chart_series_set_labels_custom(series, list));
}

/* One column of the table as a series: values from `column`, names from `names`, rows 0 to n - 1. */
static lxw_chart_series *
add_range(Drawing *drawing, guint names, guint column, guint n_rows)
{
    ApTab *sheet = drawing->sheet;
    lxw_row_t first = sheet->header + 1, last = sheet->header + n_rows;
    lxw_chart_series *series = chart_add_series(drawing->chart, NULL, NULL);
    chart_series_set_categories(series, sheet->name, first, (lxw_col_t)names, last, (lxw_col_t)names);
    chart_series_set_values(series, sheet->name, first, (lxw_col_t)column, last, (lxw_col_t)column);
    chart_series_set_name_range(series, sheet->name, sheet->header, (lxw_col_t)column);
    return series;
}

/* The values beside the bars or dots of a series, in `number_format` or, if it is NULL, as their cells show
 * them. */
static void
add_labels(Drawing *drawing, lxw_chart_series *series, guint column, guint n_rows, const char *number_format)
{
    if (drawing->n_labels > MOST_LABELS && !drawing->horizontal)
        return;
    lxw_chart_font font = drawing->font;
    if (drawing->n_labels > LEVEL_LABELS && !drawing->horizontal)
        font.rotation = UPRIGHT;
    chart_series_set_labels(series);
    if (number_format != NULL)
        chart_series_set_labels_num_format(series, number_format);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
    hide_labels_of_words(drawing, series, column, n_rows);
}

/* A series with its colour and the values beside it. */
static lxw_chart_series *
add_series(Drawing *drawing, guint names, guint column, guint n_rows, gint group, const char *number_format)
{
    lxw_chart_series *series = add_range(drawing, names, column, n_rows);
    lxw_chart_fill fill = {.color = group_color(drawing, group)};
    lxw_chart_line line = {.color = fill.color, .width = 0.75};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
    add_labels(drawing, series, column, n_rows, number_format);
    fill_cache(drawing, series, column, n_rows);
    return series;
}

static char *
value_format(const ApChartData *data)
{
    g_autofree char *zeros = g_strnfill(data->decimals, '0');
    return g_strdup_printf("0%s%s", data->decimals > 0 ? "." : "", zeros);
}

/* Rows from the top whose cell in `column` has a value. */
static guint
rows_with_value(const ApChartData *data, guint column)
{
    guint n = 0;
    while (n < data->n_rows && ap_chart_data_cell(data, n, column)->kind != AP_CELL_NONE)
        n++;
    return n;
}

/* Gives each bar the pattern of its class, if they are wide enough to show it. */
static void
mark_classes(Drawing *drawing, lxw_chart_series *series, guint column, guint n_rows, gint group)
{
    if (n_rows > MOST_PATTERNS)
        return;
    lxw_color_t color = group_color(drawing, group);
    lxw_chart_fill fill = {.color = color};
    lxw_chart_line line = {.color = color, .width = 0.75};
    g_autofree lxw_chart_pattern *patterns = g_new0(lxw_chart_pattern, n_rows);
    g_autofree lxw_chart_point *points = g_new0(lxw_chart_point, n_rows);
    g_autofree lxw_chart_point **list = g_new0(lxw_chart_point *, n_rows + 1);
    for (guint i = 0; i < n_rows; i++) {
        uint8_t pattern = class_pattern(drawing, ap_chart_data_cell(drawing->data, i, column));
        patterns[i] = (lxw_chart_pattern){.fg_color = color, .bg_color = LXW_COLOR_WHITE, .type = pattern};
        points[i].line = &line;
        if (pattern == LXW_CHART_PATTERN_NONE)
            points[i].fill = &fill;
        else
            points[i].pattern = &patterns[i];
        list[i] = &points[i];
    }
    ap_book_note(drawing->appendix->book, chart_series_set_points(series, list));
}

/* ---- Kinds. ---- */

static gboolean
draw_scores(Drawing *drawing)
{
    guint n = rows_with_value(drawing->data, 2);
    if (n == 0)
        return FALSE;
    drawing->n_labels = n;
    g_autofree char *format = value_format(drawing->data);
    lxw_chart_series *series = add_series(drawing, 0, 2, n, drawing->figure->group, format);
    mark_classes(drawing, series, 2, n, drawing->figure->group);
    set_axes(drawing, TRUE);
    chart_legend_set_position(drawing->chart, LXW_CHART_LEGEND_NONE);
    return TRUE;
}

static gboolean
draw_bands(Drawing *drawing)
{
    drawing->n_labels = drawing->data->n_rows;
    add_series(drawing, 0, 1, drawing->data->n_rows, drawing->figure->group, "0");
    set_axes(drawing, FALSE);
    gint64 most = 0;
    for (guint r = 0; r < drawing->data->n_rows; r++)
        most = MAX(most, ap_chart_data_cell(drawing->data, r, 1)->units);
    if (most <= FEW_COUNTS) /* else the program's own steps would not be whole */
        chart_axis_set_major_unit(value_axis(drawing), 1);
    chart_legend_set_position(drawing->chart, LXW_CHART_LEGEND_NONE);
    return TRUE;
}

static gboolean
draw_items(Drawing *drawing)
{
    g_autofree char *format = value_format(drawing->data);
    add_series(drawing, 1, 3, drawing->data->n_rows, drawing->figure->group, format);
    set_axes(drawing, TRUE);
    chart_axis_set_reverse(name_axis(drawing)); /* the first item on top, */
    chart_axis_set_label_position(value_axis(drawing),
                                  LXW_CHART_AXIS_LABEL_POSITION_HIGH); /* numbers below */
    chart_legend_set_position(drawing->chart, LXW_CHART_LEGEND_NONE);
    return TRUE;
}

/* The group whose means a column of a table of facets holds. */
static gint
column_group(const Drawing *drawing, guint column)
{
    for (guint r = 0; r < drawing->data->n_rows; r++) {
        gint scope = ap_chart_data_cell(drawing->data, r, column)->source.scope;
        if (scope >= 0)
            return ap_store_scope(drawing->appendix->store, (guint)scope)->group;
    }
    return -1;
}

static gboolean
draw_facets(Drawing *drawing)
{
    drawing->n_labels = (drawing->data->columns->len - 1) * drawing->data->n_rows;
    g_autofree char *format = value_format(drawing->data);
    for (guint c = 1; c < drawing->data->columns->len; c++)
        add_series(drawing, 0, c, drawing->data->n_rows, column_group(drawing, c), format);
    set_axes(drawing, TRUE);
    chart_legend_set_position(drawing->chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(drawing->chart, &drawing->font);
    return drawing->data->columns->len > 1;
}

/* The lines at the thresholds, each a column behind those of the figure, with a dash of its own. */
static void
add_threshold_lines(Drawing *drawing, guint names)
{
    static const guint8 dashes[] = {LXW_CHART_LINE_DASH_LONG_DASH, LXW_CHART_LINE_DASH_ROUND_DOT};
    const ApChartData *data = drawing->data;
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        lxw_chart_series *series = add_range(drawing, names, data->columns->len + i, data->n_rows);
        lxw_chart_line line = {
            .color = COLOR_TEXT, .width = 1, .dash_type = dashes[i % G_N_ELEMENTS(dashes)]};
        chart_series_set_line(series, &line);
        chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        lxw_series_data_point *point = new_cache(drawing, series, data->n_rows);
        for (; point != NULL; point = STAILQ_NEXT(point, list_pointers))
            point->number = ap_appendix_number(note->cell.units, AP_DECIMAL_PLACES);
    }
}

/* The means over the years, these to scale; each has the decimals of its own year. */
static gboolean
draw_trend(Drawing *drawing)
{
    enum { YEAR, N, MEAN };
    const ApChartData *data = drawing->data;
    drawing->n_labels = data->n_rows;
    lxw_chart_series *series = add_series(drawing, YEAR, MEAN, data->n_rows, drawing->figure->group, NULL);
    lxw_chart_line line = {.color = group_color(drawing, drawing->figure->group), .width = 1.75};
    lxw_chart_fill fill = {.color = line.color};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_ABOVE);
    add_threshold_lines(drawing, YEAR);
    set_axes(drawing, TRUE);
    chart_axis_set_min(name_axis(drawing), (double)ap_chart_data_cell(data, 0, YEAR)->units - 1);
    chart_axis_set_max(name_axis(drawing),
                       (double)ap_chart_data_cell(data, data->n_rows - 1, YEAR)->units + 1);
    chart_axis_set_major_unit(name_axis(drawing), 1);
    chart_axis_set_num_format(name_axis(drawing), "0");
    chart_legend_set_position(drawing->chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(drawing->chart, &drawing->font);
    return TRUE;
}

/* How to draw a kind that programs can draw; none for the others. */
static const struct {
    lxw_chart_type type;
    gboolean (*draw)(Drawing *drawing);
} kinds[] = {
    [AP_FIGURE_SCORES] = {LXW_CHART_COLUMN, draw_scores},
    [AP_FIGURE_BANDS] = {LXW_CHART_COLUMN, draw_bands},
    [AP_FIGURE_ITEMS] = {LXW_CHART_BAR, draw_items},
    [AP_FIGURE_FACETS] = {LXW_CHART_COLUMN, draw_facets},
    [AP_FIGURE_TREND] = {LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS, draw_trend},
};

gboolean
ap_figure_is_native(ApFigureKind kind)
{
    return (guint)kind < G_N_ELEMENTS(kinds) && kinds[kind].draw != NULL;
}

gboolean
ap_figure_draw(ApAppendix *appendix, guint index, ApTab *sheet, const char *alt)
{
    const ApFigure *figure = ap_year_figure(appendix->year, index);
    const ApChartData *data = ap_chart_data(appendix->charts[index]);
    if (!ap_figure_is_native(figure->kind) || data->n_rows == 0)
        return FALSE;
    Drawing drawing = {.appendix = appendix, .figure = figure, .data = data, .sheet = sheet};
    drawing.font = (lxw_chart_font){
        .name = (char *)ap_terms_get(appendix->terms, "font"), .size = FONT_SIZE, .color = COLOR_TEXT};
    drawing.horizontal = kinds[figure->kind].type == LXW_CHART_BAR;
    drawing.chart = workbook_add_chart(appendix->book->workbook, (uint8_t)kinds[figure->kind].type);
    if (!kinds[figure->kind].draw(&drawing))
        return FALSE;
    chart_title_off(drawing.chart);
    chart_set_series_gap(drawing.chart, GAP);
    double width = drawing.horizontal ? WIDTH_LYING : WIDTH;
    double height = drawing.horizontal ? MAX(LEAST_LYING, ROW_HEIGHT * data->n_rows + 60) : HEIGHT;
    g_autofree char *description = g_strdup(alt);
    lxw_chart_options options = {
        .x_scale = width / DEFAULT_WIDTH, .y_scale = height / DEFAULT_HEIGHT, .description = description};
    lxw_row_t row;
    lxw_col_t column;
    ap_tab_place(sheet, (guint)width, (guint)height, &row, &column);
    ap_book_note(appendix->book,
                 worksheet_insert_chart_opt(sheet->worksheet, row, column, drawing.chart, &options));
    return TRUE;
}
