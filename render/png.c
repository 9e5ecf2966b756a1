/* PNG (ISO/IEC 15948): a signature, then chunks of length, type, data and CRC. */
#include <config.h>

#include "render/png.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

#define METRES_PER_INCH 0.0254
#define LEVEL 3 /* of libdeflate, 1 to 12: measured the quickest here, level 1 included */

enum { DEPTH = 8, COLOUR_RGB = 2, FILTER_NONE = 0, UNIT_METRE = 1, INTENT_RELATIVE = 1 };

static void
append_number(GByteArray *bytes, guint32 number)
{
    guint32 big = GUINT32_TO_BE(number);
    g_byte_array_append(bytes, (const guint8 *)&big, sizeof big);
}

/* The CRC covers type and data. */
static void
append_chunk(GByteArray *png, const char type[4], const guint8 *data, gsize length)
{
    append_number(png, (guint32)length);
    guint start = png->len;
    g_byte_array_append(png, (const guint8 *)type, 4);
    g_byte_array_append(png, data, (guint)length);
    append_number(png, libdeflate_crc32(0, png->data + start, 4 + length));
}

static void
append_header(GByteArray *png, const ApImage *image)
{
    static const guint8 rest[] = {DEPTH, COLOUR_RGB, 0, 0, 0};
    g_autoptr(GByteArray) data = g_byte_array_new();
    append_number(data, image->width);
    append_number(data, image->height);
    g_byte_array_append(data, rest, sizeof rest);
    append_chunk(png, "IHDR", data->data, data->len);
}

static void
append_resolution(GByteArray *png, double dpi)
{
    static const guint8 unit = UNIT_METRE;
    g_autoptr(GByteArray) data = g_byte_array_new();
    append_number(data, (guint32)lround(dpi / METRES_PER_INCH));
    append_number(data, (guint32)lround(dpi / METRES_PER_INCH));
    g_byte_array_append(data, &unit, 1);
    append_chunk(png, "pHYs", data->data, data->len);
}

/* An uncompressed international text: keyword, two flags, language, no translated keyword, text. */
static void
append_text(GByteArray *png, const char *keyword, const char *text)
{
    g_autoptr(GString) data = g_string_new(keyword);
    g_string_append_len(data, "\0\0\0zh-TW\0\0", 10);
    g_string_append(data, text);
    append_chunk(png, "iTXt", (const guint8 *)data->str, data->len);
}

/* Rows of red, green, blue, each after the number of its filter. Without a filter rows of paper stay long
 * runs of one byte, which compress best. */
static guint8 *
pack_rows(const ApImage *image, gsize *length)
{
    *length = (gsize)image->height * (1 + 3 * (gsize)image->width);
    guint8 *packed = g_malloc(*length), *next = packed;
    for (guint y = 0; y < image->height; y++) {
        const guint8 *row = image->pixels + (gsize)y * image->stride;
        *next++ = FILTER_NONE;
        for (guint x = 0; x < image->width; x++, next += 3) {
            guint32 pixel;
            memcpy(&pixel, row + 4 * (gsize)x, sizeof pixel);
            next[0] = (guint8)(pixel >> 16);
            next[1] = (guint8)(pixel >> 8);
            next[2] = (guint8)pixel;
        }
    }
    return packed;
}

static void
append_pixels(GByteArray *png, const ApImage *image)
{
    gsize length = 0;
    g_autofree guint8 *packed = pack_rows(image, &length);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    g_assert(compressor != NULL);
    gsize bound = libdeflate_zlib_compress_bound(compressor, length);
    g_autofree guint8 *data = g_malloc(bound);
    gsize size = libdeflate_zlib_compress(compressor, packed, length, data, bound);
    libdeflate_free_compressor(compressor);
    append_chunk(png, "IDAT", data, size);
}

GBytes *
ap_png_encode(const ApImage *image, const char *title, const char *description, double dpi)
{
    static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, intent = INTENT_RELATIVE;
    GByteArray *png = g_byte_array_new();
    g_byte_array_append(png, signature, sizeof signature);
    append_header(png, image);
    append_chunk(png, "sRGB", &intent, 1);
    append_resolution(png, dpi);
    append_text(png, "Title", title);
    append_text(png, "Description", description);
    append_pixels(png, image);
    append_chunk(png, "IEND", NULL, 0);
    return g_byte_array_free_to_bytes(png);
}
