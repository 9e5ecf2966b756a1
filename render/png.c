/* PNG (ISO/IEC 15948): a signature, then chunks of length, type, data and CRC. */
#include <config.h>

#include "render/png.h"

#include "render/palette.h"

#include <libdeflate.h>
#include <math.h>

#define METRES_PER_INCH 0.0254
#define LEVEL 3 /* of libdeflate, 1 to 12: measured the quickest here, level 1 included */

enum { DEPTH = 8, COLOUR_PALETTE = 3, FILTER_NONE = 0, UNIT_METRE = 1, INTENT_RELATIVE = 1 };

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
    static const guint8 rest[] = {DEPTH, COLOUR_PALETTE, 0, 0, 0};
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

/* Red, green and blue of each colour. */
static void
append_palette(GByteArray *png, const ApPalette *palette)
{
    guint n;
    const guint32 *colours = ap_palette_colours(palette, &n);
    guint8 data[3 * AP_PALETTE_SIZE];
    for (gsize i = 0; i < n; i++) {
        data[3 * i] = (guint8)(colours[i] >> 16);
        data[3 * i + 1] = (guint8)(colours[i] >> 8);
        data[3 * i + 2] = (guint8)colours[i];
    }
    append_chunk(png, "PLTE", data, 3 * (gsize)n);
}

/* Rows of indices, each after the number of its filter. Without a filter rows of paper stay long runs of one
 * byte, which compress best. */
static guint8 *
pack_rows(const ApImage *image, const ApPalette *palette, gsize *length)
{
    gsize row = 1 + (gsize)image->width;
    *length = image->height * row;
    guint8 *packed = g_malloc(*length);
    for (guint y = 0; y < image->height; y++)
        packed[y * row] = FILTER_NONE;
    ap_palette_write(palette, packed + 1, row);
    return packed;
}

static void
append_pixels(GByteArray *png, const ApImage *image, const ApPalette *palette)
{
    gsize length = 0;
    g_autofree guint8 *packed = pack_rows(image, palette, &length);
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
    g_autoptr(ApPalette) palette = ap_palette_new(image);
    GByteArray *png = g_byte_array_new();
    g_byte_array_append(png, signature, sizeof signature);
    append_header(png, image);
    append_chunk(png, "sRGB", &intent, 1);
    append_resolution(png, dpi);
    append_text(png, "Title", title);
    append_text(png, "Description", description);
    append_palette(png, palette);
    append_pixels(png, image, palette);
    append_chunk(png, "IEND", NULL, 0);
    return g_byte_array_free_to_bytes(png);
}
