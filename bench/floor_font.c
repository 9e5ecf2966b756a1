/* The font of the report: the subset with the ideographs of its texts, and that subset compressed. */
#include <config.h>

#include "bench/clock.h"
#include "bench/floors.h"

#include <hb-subset.h>
#include <libdeflate.h>
#include <zlib.h>

static void
add_ideographs(hb_font_t *font, const char *text, hb_set_t *glyphs)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        hb_codepoint_t glyph = 0;
        gunichar character = g_utf8_get_char(at);
        if (g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN &&
            hb_font_get_nominal_glyph(font, character, &glyph))
            hb_set_add(glyphs, glyph);
    }
}

/* The glyphs of the texts in a folder and in those below it. */
static void
add_folder(hb_font_t *font, const char *path, hb_set_t *glyphs)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name = NULL;
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        g_autofree char *text = NULL;
        if (g_file_test(file, G_FILE_TEST_IS_DIR))
            add_folder(font, file, glyphs);
        else if (g_str_has_suffix(name, ".md") && g_file_get_contents(file, &text, NULL, NULL))
            add_ideographs(font, text, glyphs);
    }
}

static hb_set_t *
collect_glyphs(const ApFloorInput *input, hb_face_t *face)
{
    hb_font_t *font = hb_font_create(face);
    hb_set_t *glyphs = hb_set_create();
    g_autofree char *template = g_build_filename(input->templates, "annual", NULL);
    add_folder(font, template, glyphs);
    add_folder(font, input->year, glyphs);
    hb_font_destroy(font);
    return glyphs;
}

/* The font without what a PDF does not need; HarfBuzz would look through all characters of the font. */
static hb_face_t *
take_outlines(hb_face_t *face)
{
    static const hb_tag_t tags[] = {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                                    HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
                                    HB_TAG('l', 'o', 'c', 'a'), HB_TAG('g', 'l', 'y', 'f')};
    hb_face_t *outlines = hb_face_builder_create();
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
        hb_blob_t *table = hb_face_reference_table(face, tags[i]);
        hb_face_builder_add_table(outlines, tags[i], table);
        hb_blob_destroy(table);
    }
    return outlines;
}

/* The font file with these glyphs alone. */
static hb_blob_t *
make_subset(hb_face_t *face, const hb_set_t *glyphs)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    hb_face_t *outlines = take_outlines(face);
    hb_face_t *subset = hb_subset_or_fail(outlines, input);
    g_assert_nonnull(subset);
    hb_blob_t *bytes = hb_face_reference_blob(subset);
    hb_face_destroy(subset);
    hb_face_destroy(outlines);
    hb_subset_input_destroy(input);
    return bytes;
}

/* The subset, the caller's; adds to `cost` what it took. */
static hb_blob_t *
subset(const ApFloorInput *input, ApFloorCost *cost)
{
    hb_blob_t *file = hb_blob_create_from_file(input->font);
    hb_face_t *face = hb_face_create(file, 0);
    hb_set_t *glyphs = collect_glyphs(input, face);
    double start = ap_bench_now();
    hb_blob_t *bytes = make_subset(face, glyphs);
    *cost = (ApFloorCost){ap_bench_now() - start, hb_set_get_population(glyphs), "glyphs"};
    hb_set_destroy(glyphs);
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return bytes;
}

ApFloorCost
ap_floor_subset(const ApFloorInput *input, G_GNUC_UNUSED int level)
{
    ApFloorCost cost = {0};
    hb_blob_destroy(subset(input, &cost));
    return cost;
}

ApFloorCost
ap_floor_zlib(const ApFloorInput *input, int level)
{
    ApFloorCost ignored = {0};
    hb_blob_t *blob = subset(input, &ignored);
    guint length = 0;
    const guint8 *bytes = (const guint8 *)hb_blob_get_data(blob, &length);
    double start = ap_bench_now();
    uLongf size = compressBound(length);
    g_autofree guint8 *packed = g_malloc(size);
    int status = compress2(packed, &size, bytes, length, level);
    ApFloorCost cost = {ap_bench_now() - start, size, "bytes"};
    g_assert_cmpint(status, ==, Z_OK);
    hb_blob_destroy(blob);
    return cost;
}

ApFloorCost
ap_floor_libdeflate(const ApFloorInput *input, int level)
{
    ApFloorCost ignored = {0};
    hb_blob_t *blob = subset(input, &ignored);
    guint length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    double start = ap_bench_now();
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    gsize bound = libdeflate_zlib_compress_bound(compressor, length);
    g_autofree guint8 *packed = g_malloc(bound);
    gsize size = libdeflate_zlib_compress(compressor, bytes, length, packed, bound);
    libdeflate_free_compressor(compressor);
    ApFloorCost cost = {ap_bench_now() - start, size, "bytes"};
    hb_blob_destroy(blob);
    return cost;
}
