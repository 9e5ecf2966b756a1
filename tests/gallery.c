/* Draws every kind of chart over made-up years on one sheet, to be looked at: make gallery. */
#include <config.h>

#include "unit/chart_year.h"

#define COLUMNS 5
#define SPACE 12.0 /* points between charts */
#define SCALE 0.64 /* pixels a point */
#define GREY 0.88

/* From the smallest folder to the largest, with names short, long and rare, scores close and far apart. */
static const ChartPlan plans[] = {
    {1, 1, 1, 1, 0, FALSE, 0, 40, 100, 2, "75", "60", 1, NULL},
    {3, 3, 3, 6, 40, TRUE, 70, 90, 100, 0, "75", "60", 3, NULL},
    {6, 1, 3, 9, 0, FALSE, 0, 60, 90, 2, "75", "60", 4, NULL},
    {12, 4, 9, 12, 24, FALSE, 30, 50, 100, 4, "80", "70", 5, NULL},
    {17, 3, 3, 9, 0, FALSE, 5, 50, 95, 2, "75", "60", 6, NULL},
    {17, 3, 4, 14, 12, TRUE, 5, 0, 100, 2, "75", "60", 7, NULL},
    {40, 3, 4, 9, 0, FALSE, 3, 40, 99, 2, "75", "60", 9, NULL},
    {60, 2, 2, 20, 12, FALSE, 0, 0, 100, 1, "66.67", "50", 11, NULL},
    {97, 1, 5, 15, 40, TRUE, 10, 55, 65, 3, "75", "60", 12, NULL},
    {200, 5, 6, 30, 40, TRUE, 3, 30, 100, 2, "75", "60", 13, NULL},
};

typedef struct {
    cairo_surface_t *surface; /* a recording */
    cairo_t *cr;
    double heights[COLUMNS];
} Sheet;

/* Draws the chart below the others of the shortest column. */
static void
place(Sheet *sheet, const ApChart *chart)
{
    guint column = 0;
    for (guint i = 1; i < COLUMNS; i++)
        if (sheet->heights[i] < sheet->heights[column])
            column = i;
    cairo_save(sheet->cr);
    cairo_translate(sheet->cr, SPACE + column * (ap_chart_width(chart) + SPACE),
                    sheet->heights[column] + SPACE);
    cairo_set_source_rgb(sheet->cr, 1, 1, 1);
    cairo_rectangle(sheet->cr, 0, 0, ap_chart_width(chart), ap_chart_height(chart));
    cairo_fill(sheet->cr);
    const ApPen pen = ap_pen_cairo(sheet->cr);
    ap_chart_draw(chart, &pen);
    cairo_restore(sheet->cr);
    sheet->heights[column] += ap_chart_height(chart) + SPACE;
}

/* The figures about all participants; those of the first group look alike. */
static void
place_year(Sheet *sheet, const ChartPlan *plan, const ApChartStyle *style)
{
    g_autoptr(ApYear) year = chart_year_new(plan);
    g_autoptr(ApStore) store = ap_store_new(year);
    for (guint i = 0; i < year->figures->len; i++) {
        g_autoptr(ApChart) chart = ap_chart_new(store, i, style);
        if (ap_year_figure(year, i)->group < 0)
            place(sheet, chart);
    }
}

static cairo_status_t
write_sheet(const Sheet *sheet, double width, const char *path)
{
    double height = 0;
    for (guint i = 0; i < COLUMNS; i++)
        height = MAX(height, sheet->heights[i]);
    cairo_surface_t *image =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(SCALE * (SPACE + COLUMNS * (width + SPACE))),
                                   (int)(SCALE * (height + SPACE)));
    cairo_t *cr = cairo_create(image);
    cairo_set_source_rgb(cr, GREY, GREY, GREY);
    cairo_paint(cr);
    cairo_scale(cr, SCALE, SCALE);
    cairo_set_source_surface(cr, sheet->surface, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_status_t status = cairo_surface_write_to_png(image, path);
    cairo_surface_destroy(image);
    return status;
}

int
main(int argc, char **argv)
{
    if (argc != 2) {
        g_printerr("usage: gallery FILE.png\n");
        return 2;
    }
    g_autoptr(ApChartStyle) style = chart_style_new();
    Sheet sheet = {.surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL)};
    sheet.cr = cairo_create(sheet.surface);
    for (guint i = 0; i < G_N_ELEMENTS(plans); i++)
        place_year(&sheet, &plans[i], style);
    cairo_destroy(sheet.cr);
    cairo_status_t status = write_sheet(&sheet, 16 / 2.54 * 72, argv[1]);
    cairo_surface_destroy(sheet.surface);
    if (status != CAIRO_STATUS_SUCCESS)
        g_printerr("%s: %s\n", argv[1], cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS ? 0 : 3;
}
