/* What must be true of every drawing, whatever the data: read from the marks of charts of made-up years. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_year.h"
#include "charts/kind.h"
#include "scores/bands.h"

#include <math.h>
#include <string.h>

#define CLOSE 0.01 /* points */

/* cmocka compares floats only. */
#define assert_near(a, b) assert_true(fabs((a) - (b)) < CLOSE)

/* The smallest and the largest folders, all that lies between in steps, and names that are long or rare. */
static const ChartPlan plans[] = {
    {1, 1, 1, 1, 0, FALSE, 0, 40, 100, 2, "75", "60", 1, NULL},
    {2, 1, 0, 3, 0, FALSE, 0, 100, 100, 2, "75", "60", 2, NULL},
    {3, 3, 3, 6, 40, TRUE, 80, 90, 100, 0, "75", "60", 3, NULL},
    {6, 1, 3, 9, 0, FALSE, 0, 60, 90, 2, "75", "60", 4, NULL},
    {12, 4, 9, 12, 40, FALSE, 30, 50, 100, 4, "80", "70", 5, NULL},
    {17, 3, 3, 9, 0, FALSE, 5, 50, 95, 2, "75", "60", 6, NULL},
    {17, 3, 3, 9, 12, TRUE, 5, 0, 100, 2, "75", "60", 7, NULL},
    {21, 2, 2, 8, 6, FALSE, 0, 0, 5, 1, "5", "2.5", 8, NULL},
    {40, 3, 4, 9, 0, FALSE, 3, 40, 99, 2, "75", "60", 9, NULL},
    {41, 5, 10, 20, 20, TRUE, 3, 70, 80, 2, "76", "74", 10, NULL},
    {60, 2, 2, 20, 12, FALSE, 0, 0, 100, 1, "66.67", "50", 11, NULL},
    {97, 1, 5, 15, 40, TRUE, 10, 55, 65, 3, "75", "60", 12, NULL},
    {200, 5, 6, 30, 40, TRUE, 3, 30, 100, 2, "75", "60", 13, NULL},
    {200, 1, 30, 30, 0, FALSE, 0, 90, 100, 2, "99", "98", 14, NULL},
};

typedef struct {
    ApYear *year;
    ApStore *store;
    const ApChartStyle *style;
    const ApFigure *figure;
    ApChart *chart;
    const ApChartData *data;
    const GArray *marks;
} Drawing;

static ApChartStyle *style;

static const ApMark *
mark_at(const Drawing *drawing, guint index)
{
    return &g_array_index(drawing->marks, ApMark, index);
}

static void
check_year(const ChartPlan *plan, void (*check)(const Drawing *))
{
    Drawing drawing = {.year = chart_year_new(plan), .style = style};
    drawing.store = ap_store_new(drawing.year);
    for (guint figure = 0; figure < drawing.year->figures->len; figure++) {
        drawing.figure = ap_year_figure(drawing.year, figure);
        drawing.chart = ap_chart_new(drawing.store, figure, style);
        drawing.data = ap_chart_data(drawing.chart);
        drawing.marks = ap_chart_canvas(drawing.chart)->marks;
        check(&drawing);
        ap_chart_free(drawing.chart);
    }
    ap_store_free(drawing.store);
    ap_year_free(drawing.year);
}

/* A plan by chance: the same for the same seed. */
static ChartPlan
random_plan(guint seed)
{
    static const char *const goods[] = {"75", "80", "66.67", "70.5", "66.4"}, *const passes[] = {
                                                                                  "60", "50", "0.01", "66"};
    g_autoptr(GRand) chance = g_rand_new_with_seed(seed);
    ChartPlan plan = {.seed = seed, .decimals = (guint)g_rand_int_range(chance, 0, 5)};
    plan.participants = (guint)g_rand_int_range(chance, 1, g_rand_boolean(chance) ? 20 : 201);
    plan.groups = (guint)g_rand_int_range(chance, 1, (gint)MIN(plan.participants, 5) + 1);
    plan.items = (guint)g_rand_int_range(chance, 1, 31);
    plan.facets = (guint)g_rand_int_range(chance, 0, (gint)MIN(plan.items, 10) + 1);
    plan.name_length = (guint)g_rand_int_range(chance, 0, 41);
    plan.rare = g_rand_boolean(chance);
    plan.na_percent = (guint)g_rand_int_range(chance, 0, 40);
    plan.least = (guint)g_rand_int_range(chance, 0, 100);
    plan.most = (guint)g_rand_int_range(chance, (gint)plan.least, 101);
    plan.good = goods[g_rand_int_range(chance, 0, G_N_ELEMENTS(goods))];
    plan.pass = passes[g_rand_int_range(chance, 0, G_N_ELEMENTS(passes))];
    return plan;
}

/* Runs `check` on every chart of every plan, and of some by chance: CHART_YEARS says how many. */
static void
for_each_drawing(void (*check)(const Drawing *))
{
    const char *wanted = g_getenv("CHART_YEARS");
    guint64 n_random = wanted != NULL ? g_ascii_strtoull(wanted, NULL, 10) : 12;
    for (guint i = 0; i < G_N_ELEMENTS(plans); i++)
        check_year(&plans[i], check);
    for (guint seed = 1; seed <= n_random; seed++) {
        ChartPlan plan = random_plan(seed);
        check_year(&plan, check);
    }
}

static void
fail_at(const Drawing *drawing, const char *what, const char *text)
{
    fail_msg("%s (%u participants, %u items): %s: %s", drawing->figure->id, drawing->year->participants->len,
             drawing->year->items->len, what, text);
}

static gboolean
overlap(ApBox a, ApBox b)
{
    return a.x + CLOSE < b.x + b.width && b.x + CLOSE < a.x + a.width && a.y + CLOSE < b.y + b.height &&
           b.y + CLOSE < a.y + a.height;
}

static void
check_texts(const Drawing *drawing)
{
    for (guint i = 0; i < drawing->marks->len; i++)
        for (guint j = 0; j < i && mark_at(drawing, i)->shape == AP_SHAPE_TEXT; j++) {
            const ApMark *one = mark_at(drawing, i), *other = mark_at(drawing, j);
            if (other->shape == AP_SHAPE_TEXT && overlap(one->box, other->box)) {
                g_autofree char *both = g_strdup_printf("%s / %s", ap_chart_text_string(one->text),
                                                        ap_chart_text_string(other->text));
                fail_at(drawing, "texts overlap", both);
            }
        }
}

static void
no_two_texts_overlap(void **state)
{
    (void)state;
    for_each_drawing(check_texts);
}

static void
check_page(const Drawing *drawing)
{
    double right = ap_chart_width(drawing->chart), bottom = ap_chart_height(drawing->chart);
    assert_true(ap_chart_height(drawing->chart) <= 24.0 / 2.54 * 72);
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        double left = MIN(mark->box.x, mark->box.x + mark->box.width);
        double end = MAX(mark->box.x, mark->box.x + mark->box.width);
        double top = MIN(mark->box.y, mark->box.y + mark->box.height);
        double foot = MAX(mark->box.y, mark->box.y + mark->box.height);
        if (left < 0 || end > right || top < 0 || foot > bottom)
            fail_at(drawing, "a mark leaves the page",
                    mark->text != NULL ? ap_chart_text_string(mark->text) : "");
    }
}

static void
nothing_leaves_the_page(void **state)
{
    (void)state;
    for_each_drawing(check_page);
}

/* Where the text that is exactly `string` stands along the scale. */
static double
find_tick(const Drawing *drawing, const char *string, gboolean upright)
{
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role == AP_ROLE_LABEL && mark->cell.row < 0 &&
            strcmp(ap_chart_text_string(mark->text), string) == 0)
            return upright ? mark->box.y + mark->box.height / 2 : mark->box.x + mark->box.width / 2;
    }
    fail_at(drawing, "there is no tick", string);
    return 0;
}

/* Lines at thresholds run across the plot: level if the bars stand. */
static gboolean
stands(const Drawing *drawing)
{
    for (guint i = 0; i < drawing->marks->len; i++)
        if (mark_at(drawing, i)->role == AP_ROLE_REFERENCE)
            return mark_at(drawing, i)->box.height == 0;
    fail_at(drawing, "there is no line", "");
    return FALSE;
}

static void
check_lengths(const Drawing *drawing)
{
    if (drawing->figure->kind == AP_FIGURE_BANDS || drawing->figure->kind == AP_FIGURE_GROUPS ||
        drawing->figure->kind == AP_FIGURE_TREND)
        return;
    gboolean upright = stands(drawing);
    g_autofree char *last = ap_style_say(style, AP_WORD_tick_last, "value", "100", NULL);
    double zero = find_tick(drawing, "0", upright), length = fabs(find_tick(drawing, last, upright) - zero);
    guint n_bars = 0, n_values = 0;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role != AP_ROLE_BAR)
            continue;
        const ApChartCell *cell =
            ap_chart_data_cell(drawing->data, (guint)mark->cell.row, (guint)mark->cell.column);
        assert_int_equal(cell->kind, AP_CELL_POINTS);
        double expected = ap_store_points(drawing->store, cell->units) / 100 * length;
        assert_near(upright ? mark->box.height : mark->box.width, expected);
        assert_near(upright ? mark->box.y + mark->box.height : mark->box.x, zero);
        n_bars++;
    }
    guint first = drawing->figure->kind == AP_FIGURE_SCORES  ? 2
                  : drawing->figure->kind == AP_FIGURE_ITEMS ? 3
                                                             : 1;
    guint last_column = drawing->figure->kind == AP_FIGURE_FACETS ? drawing->data->columns->len : first + 1;
    for (guint row = 0; row < drawing->data->n_rows; row++)
        for (guint column = first; column < last_column; column++)
            n_values += ap_chart_data_cell(drawing->data, row, column)->kind == AP_CELL_POINTS ? 1 : 0;
    assert_int_equal(n_bars, n_values);
}

static void
bars_are_as_long_as_their_published_values(void **state)
{
    (void)state;
    for_each_drawing(check_lengths);
}

/* The area of a bar is its count; bars lie between the edges of their bands. */
static void
check_bands(const Drawing *drawing)
{
    double area = -1;
    gint64 counted = 0;
    if (drawing->figure->kind != AP_FIGURE_BANDS)
        return;
    for (guint row = 0; row < drawing->data->n_rows; row++)
        counted += ap_chart_data_cell(drawing->data, row, 1)->units;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role != AP_ROLE_BAR)
            continue;
        gint64 count = ap_chart_data_cell(drawing->data, (guint)mark->cell.row, 1)->units;
        double share = (mark->box.width + 0.8) * mark->box.height / (double)count;
        if (area >= 0)
            assert_true(fabs(share / area - 1) < 1e-6);
        area = share;
        counted -= count;
    }
    assert_int_equal(counted, 0);
}

static void
areas_of_bands_are_their_counts(void **state)
{
    (void)state;
    for_each_drawing(check_bands);
}

/* The thresholds are edges, and a band narrower than two points lies between two that cannot move. */
static void
check_edges(const Drawing *drawing)
{
    const ApYear *year = drawing->year;
    g_autoptr(GArray) edges = ap_bands_edges(year);
    guint n_thresholds = 0;
    for (guint i = 0; i < edges->len; i++) {
        ApDecimal edge = g_array_index(edges, ApDecimal, i);
        gboolean fixed =
            edge == 0 || edge == 100 * AP_DECIMAL_ONE || edge == year->good || edge == year->pass;
        n_thresholds += edge == year->good || edge == year->pass ? 1 : 0;
        ApDecimal width = i > 0 ? edge - g_array_index(edges, ApDecimal, i - 1) : 10 * AP_DECIMAL_ONE;
        assert_true(width > 0);
        if (!fixed)
            assert_true(width >= 2 * AP_DECIMAL_ONE);
    }
    assert_int_equal(n_thresholds, 2);
}

static void
bands_are_as_wide_as_thresholds_allow(void **state)
{
    (void)state;
    for_each_drawing(check_edges);
}

/* Bars of one row touch; the gap to the next row is narrower than a bar. */
static void
check_gaps(const Drawing *drawing)
{
    if (drawing->figure->kind == AP_FIGURE_BANDS)
        return;
    gboolean upright = stands(drawing);
    gint first = drawing->figure->kind == AP_FIGURE_FACETS ? 1 : -1,
         last = (gint)drawing->data->columns->len - 1;
    const ApMark *before = NULL;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role != AP_ROLE_BAR)
            continue;
        double thickness = upright ? mark->box.width : mark->box.height;
        double step = before == NULL ? 0
                      : upright      ? mark->box.x - before->box.x
                                     : mark->box.y - before->box.y;
        if (before != NULL && mark->cell.row == before->cell.row &&
            mark->cell.column == before->cell.column + 1)
            assert_near(step, thickness);
        else if (before != NULL && mark->cell.row == before->cell.row + 1 &&
                 (first < 0 || (mark->cell.column == first && before->cell.column == last)))
            assert_true(step > thickness && step < 2 * thickness);
        before = mark;
    }
}

static void
bars_are_wider_than_gaps(void **state)
{
    (void)state;
    for_each_drawing(check_gaps);
}

/* Counts the marks of a role whose text is `string` (any text for NULL). */
static guint
count_texts(const Drawing *drawing, ApRole role, const char *string)
{
    guint n = 0;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role == role && mark->text != NULL &&
            (string == NULL || strcmp(ap_chart_text_string(mark->text), string) == 0))
            n++;
    }
    return n;
}

static void
check_references(const Drawing *drawing)
{
    guint n_lines = 0, n_notes = 0;
    for (guint i = 0; i < drawing->data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(drawing->data->notes, ApChartNote, i);
        if (note->kind > AP_NOTE_MEAN || note->cell.kind == AP_CELL_NONE)
            continue;
        g_autofree char *label =
            ap_style_say(style, AP_WORD_reference, "name", note->name, "value", note->cell.text, NULL);
        assert_int_equal(count_texts(drawing, AP_ROLE_LABEL, label), 1);
        n_notes++;
    }
    for (guint i = 0; i < drawing->marks->len; i++)
        n_lines += mark_at(drawing, i)->role == AP_ROLE_REFERENCE ? 1 : 0;
    assert_int_equal(n_lines, n_notes);
    assert_in_range(n_notes, 2, 3);
}

static void
thresholds_and_mean_are_labelled(void **state)
{
    (void)state;
    for_each_drawing(check_references);
}

/* A bar's pattern is that of its value's class, and the legend counts each class as the store does. */
static void
check_classes(const Drawing *drawing)
{
    if (drawing->figure->kind != AP_FIGURE_SCORES)
        return;
    guint counts[AP_CLASSES] = {0}, kind_offset = AP_NOTE_AT_LEAST_GOOD;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role != AP_ROLE_BAR)
            continue;
        ApSubject subject = {drawing->store, drawing->year, drawing->figure, style, 0};
        ApClass class =
            ap_subject_class(&subject, ap_chart_data_cell(drawing->data, (guint)mark->cell.row, 2)->units);
        assert_int_equal(mark->paint.pattern, style->classes[class]);
        counts[class]++;
    }
    for (guint i = 0; i < drawing->data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(drawing->data->notes, ApChartNote, i);
        if (note->kind < AP_NOTE_AT_LEAST_GOOD || note->kind == AP_NOTE_NONE)
            continue;
        g_autofree char *entry =
            ap_style_say(style, AP_WORD_class_count, "class", note->name, "n", note->cell.text, NULL);
        assert_int_equal(note->cell.units, counts[note->kind - kind_offset]);
        assert_int_equal(count_texts(drawing, AP_ROLE_LEGEND, entry), 1);
    }
}

static void
classes_are_patterns_and_counts(void **state)
{
    (void)state;
    for_each_drawing(check_classes);
}

/* Up to forty bars with short names, every one has its label and its value; NA is the word for it. */
static void
check_labels(const Drawing *drawing)
{
    guint n_values = count_texts(drawing, AP_ROLE_VALUE, NULL), n_rows = drawing->data->n_rows;
    if (drawing->figure->kind == AP_FIGURE_ITEMS)
        assert_int_equal(n_values, n_rows);
    if (drawing->figure->kind != AP_FIGURE_SCORES || n_rows > 40 ||
        g_utf8_strlen(ap_chart_data_cell(drawing->data, 0, 0)->text, -1) > 8)
        return;
    assert_int_equal(n_values, n_rows);
    for (guint row = 0; row < n_rows; row++) {
        assert_int_equal(count_texts(drawing, AP_ROLE_LABEL, ap_chart_data_cell(drawing->data, row, 0)->text),
                         1);
        assert_true(count_texts(drawing, AP_ROLE_VALUE, ap_chart_data_cell(drawing->data, row, 2)->text) > 0);
    }
}

static void
every_bar_has_its_label_and_value(void **state)
{
    (void)state;
    for_each_drawing(check_labels);
}

/* A dot for each participant with a value, at that value; a box for more than twenty. */
static void
check_dots(const Drawing *drawing)
{
    if (drawing->figure->kind != AP_FIGURE_ITEMS)
        return;
    g_autofree char *last = ap_style_say(style, AP_WORD_tick_last, "value", "100", NULL);
    double zero = find_tick(drawing, "0", FALSE), length = find_tick(drawing, last, FALSE) - zero;
    guint n_dots = 0, n_medians = 0;
    gint64 n_expected = 0, n_boxes = 0;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        n_medians += mark->role == AP_ROLE_SPREAD && mark->cell.column == 5 ? 1 : 0;
        if (mark->role != AP_ROLE_DOT)
            continue;
        const ApChartCell *cell =
            ap_chart_data_cell(drawing->data, (guint)mark->cell.row, (guint)mark->cell.column);
        assert_near(mark->box.x + mark->box.width / 2,
                    zero + ap_store_points(drawing->store, cell->units) / 100 * length);
        n_dots++;
    }
    for (guint row = 0; row < drawing->data->n_rows; row++) {
        gint64 n = ap_chart_data_cell(drawing->data, row, 2)->units;
        n_expected += n;
        n_boxes += n > 20 ? 1 : 0;
    }
    assert_int_equal(n_dots, n_expected);
    assert_int_equal(n_medians, n_boxes);
}

static void
every_participant_is_a_dot(void **state)
{
    (void)state;
    for_each_drawing(check_dots);
}

/* Whether a cell of the table is empty: there is nobody who could have a value. */
static gboolean
is_empty(const ApChartCell *cell)
{
    return cell->kind == AP_CELL_TEXT && *cell->text == '\0';
}

/* A panel has a dot for each value and lines at the published mean and, from four values on, the quartiles,
 * all in the group's colour over one scale; its label tells the group and how many they are. */
static void
check_panels(const Drawing *drawing)
{
    enum { NAME, N, MEAN, Q1, MEDIAN, Q3, FIRST_VALUE = 8 };
    if (drawing->figure->kind != AP_FIGURE_GROUPS)
        return;
    g_autofree char *last = ap_style_say(style, AP_WORD_tick_last, "value", "100", NULL);
    double zero = find_tick(drawing, "0", FALSE), length = find_tick(drawing, last, FALSE) - zero;
    guint n_dots = 0, n_lines = 0, n_expected = 0, n_expected_lines = 0;
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        if (mark->role != AP_ROLE_DOT && mark->role != AP_ROLE_SPREAD)
            continue;
        const ApChartCell *cell =
            ap_chart_data_cell(drawing->data, (guint)mark->cell.row, (guint)mark->cell.column);
        ApColour own = ap_style_group(style, mark->cell.row).colour;
        double value = ap_store_points(drawing->store, cell->units);
        assert_near(mark->box.x + mark->box.width / 2, zero + value / 100 * length);
        n_dots += mark->role == AP_ROLE_DOT ? 1 : 0;
        n_lines += mark->role == AP_ROLE_SPREAD ? 1 : 0;
        if (mark->role == AP_ROLE_DOT)
            assert_memory_equal(&mark->paint.colour, &own, sizeof own);
    }
    for (guint row = 0; row < drawing->data->n_rows; row++) {
        guint n = (guint)ap_chart_data_cell(drawing->data, row, N)->units;
        g_autofree char *label =
            ap_style_say(style, AP_WORD_panel, "group", ap_chart_data_cell(drawing->data, row, NAME)->text,
                         "n", ap_chart_data_cell(drawing->data, row, N)->text, NULL);
        n_expected += n;
        n_expected_lines += n >= 4 ? 4 : n > 0 ? 1 : 0;
        assert_int_equal(count_texts(drawing, AP_ROLE_LABEL, label), 1);
        for (guint column = FIRST_VALUE; column < drawing->data->columns->len; column++)
            assert_int_equal(is_empty(ap_chart_data_cell(drawing->data, row, column)),
                             column >= FIRST_VALUE + n);
    }
    assert_int_equal(count_texts(drawing, AP_ROLE_VALUE, NULL), drawing->data->n_rows);
    assert_int_equal(drawing->data->n_rows, drawing->year->groups->len);
    assert_int_equal(n_dots, n_expected);
    assert_int_equal(n_lines, n_expected_lines);
}

static void
groups_are_panels_over_one_scale(void **state)
{
    (void)state;
    for_each_drawing(check_panels);
}

/* A dot for each year, its height the published mean, its place to scale in time; the last one is this year's
 * and is always labelled. */
static void
check_trend(const Drawing *drawing)
{
    enum { YEAR, N, MEAN };
    if (drawing->figure->kind != AP_FIGURE_TREND)
        return;
    const ApChartData *data = drawing->data;
    guint n = 0, n_path = 0, last = data->n_rows - 1;
    g_autofree char *top = ap_style_say(style, AP_WORD_tick_last, "value", "100", NULL);
    double zero = find_tick(drawing, "0", TRUE), height = zero - find_tick(drawing, top, TRUE);
    g_autofree double *places = g_new(double, data->n_rows);
    for (guint i = 0; i < drawing->marks->len; i++) {
        const ApMark *mark = mark_at(drawing, i);
        n_path += mark->role == AP_ROLE_PATH ? 1 : 0;
        if (mark->role != AP_ROLE_DOT)
            continue;
        double mean = g_ascii_strtod(ap_chart_data_cell(data, (guint)mark->cell.row, MEAN)->text, NULL);
        assert_int_equal(mark->cell.row, n);
        assert_near(mark->box.y + mark->box.height / 2, zero - mean / 100 * height);
        places[n++] = mark->box.x + mark->box.width / 2;
    }
    assert_int_equal(n, data->n_rows);
    assert_int_equal(n, drawing->figure->earlier->len + 1);
    assert_int_equal(n_path, n - 1);
    gint64 first_year = ap_chart_data_cell(data, 0, YEAR)->units;
    double span = (double)(ap_chart_data_cell(data, last, YEAR)->units - first_year);
    for (guint row = 1; row < n; row++) {
        double elapsed = (double)(ap_chart_data_cell(data, row, YEAR)->units - first_year);
        assert_true(places[row] > places[row - 1]);
        assert_near(places[row], places[0] + elapsed / span * (places[last] - places[0]));
    }
    assert_int_equal(ap_chart_data_cell(data, last, YEAR)->units, drawing->year->roc_year);
    assert_true(count_texts(drawing, AP_ROLE_VALUE, ap_chart_data_cell(data, last, MEAN)->text) > 0);
}

static void
years_are_to_scale(void **state)
{
    (void)state;
    for_each_drawing(check_trend);
}

static int
set_up(void **state)
{
    (void)state;
    style = chart_style_new();
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    ap_chart_style_free(style);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_texts_overlap),
        cmocka_unit_test(nothing_leaves_the_page),
        cmocka_unit_test(bars_are_as_long_as_their_published_values),
        cmocka_unit_test(areas_of_bands_are_their_counts),
        cmocka_unit_test(bands_are_as_wide_as_thresholds_allow),
        cmocka_unit_test(bars_are_wider_than_gaps),
        cmocka_unit_test(thresholds_and_mean_are_labelled),
        cmocka_unit_test(classes_are_patterns_and_counts),
        cmocka_unit_test(every_bar_has_its_label_and_value),
        cmocka_unit_test(every_participant_is_a_dot),
        cmocka_unit_test(groups_are_panels_over_one_scale),
        cmocka_unit_test(years_are_to_scale),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
