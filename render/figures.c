/* Charts as SVG, PNG and PDF bytes, the same on every run: no dates, no compression that depends on the day.
 */
#include <config.h>

#include "render/figures.h"

#include "render/png.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
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

/* Appends the drawing, without the number that cairo gives the surface: it counts the surfaces of the
 * process, so that the same chart would differ from one command to the next. Nothing refers to it. */
static void
append_drawing(GString *result, const char *text, gsize length)
{
    static const char numbered[] = "<g id=\"surface";
    const char *group = g_strstr_len(text, (gssize)length, numbered);
    const char *quote = group != NULL ? memchr(group + strlen(numbered), '"',
                                               length - (gsize)(group + strlen(numbered) - text))
                                      : NULL;
    g_assert(quote != NULL);
    g_string_append_len(result, text, group - text);
    g_string_append(result, "<g");
    g_string_append_len(result, quote + 1, (gssize)(length - (gsize)(quote + 1 - text)));
}

/* cairo writes no accessible name: it is put in right after the root's start tag. */
static GBytes *
describe_svg(GBytes *svg, const char *title, const char *alt)
{
    gsize size = 0;
    const char *text = g_bytes_get_data(svg, &size);
    const char *root = g_strstr_len(text, (gssize)size, "<svg ");
    const char *end = root != NULL ? memchr(root, '>', size - (gsize)(root - text)) : NULL;
    g_assert(end != NULL);
    g_autofree char *name = g_markup_escape_text(title, -1);
    g_autofree char *description = g_markup_escape_text(alt, -1);
    GString *result = g_string_new_len(text, end - text);
    g_string_append_printf(
        result, " role=\"img\" lang=\"zh-TW\" xml:lang=\"zh-TW\">\n<title>%s</title>\n<desc>%s</desc>", name,
        description);
    append_drawing(result, end + 1, size - (gsize)(end + 1 - text));
    return g_string_free_to_bytes(result);
}

static GBytes *
render_svg(const ApChart *chart, const char *title, const char *alt, GError **error)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(append_bytes, bytes, ap_chart_width(chart),
                                                                   ap_chart_height(chart));
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
    draw(chart, surface, 1);
    g_autoptr(GBytes) svg = finish(surface, bytes, error);
    return svg != NULL ? describe_svg(svg, title, alt) : NULL;
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
        return render_svg(chart, title, alt, error);
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
