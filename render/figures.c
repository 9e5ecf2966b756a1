/* Charts as SVG, PNG and PDF bytes, the same on every run: no dates, no compression that depends on the day.
 */
#include <config.h>

#include "render/figures.h"

#include "render/png.h"
#include "render/svg_write.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define POINTS_PER_INCH 72.0

static cairo_status_t
append_bytes(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Ends the surface and hands over what it wrote; takes both. */
static GBytes *
finish(cairo_surface_t *surface, GByteArray *bytes, GError **error)
{
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(bytes);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("a figure could not be drawn: %s"),
                cairo_status_to_string(status));
    g_byte_array_unref(bytes);
    return NULL;
}

static void
draw(const ApChart *chart, cairo_surface_t *surface, double scale)
{
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    const ApPen pen = ap_pen_cairo(cr);
    ap_chart_draw(chart, &pen);
    cairo_destroy(cr);
}

static GBytes *
render_svg(const ApChart *chart, const char *title, const char *alt)
{
    ApSvgWriter *writer = ap_svg_writer_new();
    const ApPen pen = ap_svg_writer_pen(writer);
    ap_chart_draw(chart, &pen);
    return ap_svg_writer_finish(writer, ap_chart_width(chart), ap_chart_height(chart), title, alt);
}

static GBytes *
render_png(const ApChart *chart, const char *title, const char *alt, double dpi, GError **error)
{
    double scale = dpi / POINTS_PER_INCH;
    cairo_surface_t *image =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(ap_chart_width(chart) * scale),
                                   (int)ceil(ap_chart_height(chart) * scale));
    GBytes *bytes = NULL;
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS) {
        memset(cairo_image_surface_get_data(image), 0xff,
               (gsize)cairo_image_surface_get_stride(image) * (gsize)cairo_image_surface_get_height(image));
        cairo_surface_mark_dirty(image);
        draw(chart, image, scale);
        cairo_surface_flush(image);
    }
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS)
        bytes = ap_png_encode(&(ApImage){cairo_image_surface_get_data(image),
                                         (guint)cairo_image_surface_get_stride(image),
                                         (guint)cairo_image_surface_get_width(image),
                                         (guint)cairo_image_surface_get_height(image)},
                              title, alt, dpi);
    else
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("a figure could not be drawn: %s"),
                    cairo_status_to_string(cairo_surface_status(image)));
    cairo_surface_destroy(image);
    return bytes;
}

/* A PDF surface without a date, so that its bytes repeat. */
static cairo_surface_t *
open_pdf(GByteArray *bytes, double width, double height)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, bytes, width, height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
    return surface;
}

static GBytes *
render_pdf(const ApChart *chart, const char *title, const char *alt, GError **error)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = open_pdf(bytes, ap_chart_width(chart), ap_chart_height(chart));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, alt);
    draw(chart, surface, 1);
    return finish(surface, bytes, error);
}

GBytes *
ap_figure_render(const ApChart *chart, ApFigureFormat format, const char *title, const char *alt, double dpi,
                 GError **error)
{
    switch (format) {
    case AP_FORMAT_SVG:
        return render_svg(chart, title, alt);
    case AP_FORMAT_PNG:
        return render_png(chart, title, alt, dpi, error);
    case AP_FORMAT_PDF:
        return render_pdf(chart, title, alt, error);
    }
    g_assert_not_reached();
}

char *
ap_figure_file_name(guint number, const char *id, const char *format)
{
    return g_strdup_printf("figures/fig-%u-%s.%s", number, id, format);
}
