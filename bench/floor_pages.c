/* The pages of the report: an operator for every character, compressed page by page. */
#include <config.h>

#include "bench/clock.h"
#include "bench/floors.h"

#include <libdeflate.h>

enum { LEVEL = 1, COLUMNS = 34, GLYPHS = 700 };

static void
write_page(GString *content, guint first, guint characters)
{
    g_string_assign(content, "BT /F1 14 Tf\n");
    for (guint i = 0; i < characters; i++)
        g_string_append_printf(content, "1 0 0 1 %u.%02u %u Tm <%04X> Tj\n", 71 + 14 * (i % COLUMNS), i % 100,
                               750 - 22 * (i / COLUMNS), (first + i) * 37 % GLYPHS);
    g_string_append(content, "ET\n");
}

ApFloorCost
ap_floor_content(const ApFloorInput *input, G_GNUC_UNUSED int level)
{
    double start = ap_bench_now();
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    g_autoptr(GString) content = g_string_new(NULL);
    gsize size = 0;
    for (guint page = 0; page < input->pages; page++) {
        guint first = input->characters * page / input->pages;
        write_page(content, first, input->characters * (page + 1) / input->pages - first);
        gsize bound = libdeflate_zlib_compress_bound(compressor, content->len);
        g_autofree guint8 *packed = g_malloc(bound);
        size += libdeflate_zlib_compress(compressor, content->str, content->len, packed, bound);
    }
    libdeflate_free_compressor(compressor);
    return (ApFloorCost){ap_bench_now() - start, size, "bytes"};
}
