/* The CIDs of a CFF table, on tables made by hand, and what is left of an installed font's table. */
#include <config.h>

#include "render/pdf/cff.h"
#include "render/pdf/face.h"

#include <hb-subset.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Header, an INDEX with the name "N", an INDEX with the Top DICT `dict`, and at byte 25 the charset. */
#define TABLE(...)                                                  \
    {                                                               \
        1, 0, 4, 1, 0, 1, 1, 1, 2, 'N', 0, 1, 1, 1, 10, __VA_ARGS__ \
    }

static void
test_keyed_font(void **state)
{
    (void)state;
    /* 1 2 0 ROS, 25 charset; format 2: CIDs from 300 on, 2 more; from 9 on, none more */
    const guint8 cff[] = TABLE(140, 141, 139, 12, 30, 28, 0, 25, 15, 0, 2, 1, 44, 0, 2, 0, 9, 0, 0);
    g_autofree guint16 *cids = ap_cff_cids(cff, sizeof cff, 5);
    assert_non_null(cids);
    const guint16 expected[] = {0, 300, 301, 302, 9};
    assert_memory_equal(cids, expected, sizeof expected);
}

static void
test_named_font(void **state)
{
    (void)state;
    /* 25 charset, without ROS: its glyphs are entered by their own numbers */
    const guint8 cff[] = TABLE(140, 17, 140, 17, 140, 17, 164, 15, 139, 0, 0, 1, 44);
    g_autofree guint16 *cids = ap_cff_cids(cff, sizeof cff, 2);
    assert_non_null(cids);
    assert_int_equal(cids[1], 1);
}

static void
test_broken_tables(void **state)
{
    (void)state;
    const guint8 cff[] = TABLE(140, 141, 139, 12, 30, 28, 0, 25, 15, 0, 2, 1, 44, 0, 2, 0, 9, 0, 0);
    for (gsize length = 0; length < sizeof cff; length++) {
        g_autofree guint8 *cut = g_memdup2(cff, length);
        g_autofree guint16 *cids = ap_cff_cids(cut, length, 5);
        assert_null(cids);
    }
}

/* A subset of a Hei font as cairo leaves it: with all its subroutines. */
static hb_blob_t *
wasteful_table(guint *n_glyphs)
{
    g_autoptr(ApFaces) faces = ap_faces_new();
    PangoFontDescription *description = pango_font_description_from_string("Noto Sans CJK TC 10");
    PangoFont *font = pango_context_load_font(ap_faces_context(faces), description);
    pango_font_description_free(description);
    const ApFace *face = ap_faces_lookup(faces, font, NULL);
    g_object_unref(font);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), 0x4e00, 0x4e80);
    hb_face_t *subset = hb_subset_or_fail(ap_face_hb(face), input);
    hb_subset_input_destroy(input);
    *n_glyphs = hb_face_get_glyph_count(subset);
    hb_blob_t *table = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
    hb_face_destroy(subset);
    return table;
}

static void
test_shrink(void **state)
{
    (void)state;
    guint n_glyphs = 0, length = 0;
    hb_blob_t *table = wasteful_table(&n_glyphs);
    const guint8 *bytes = (const guint8 *)hb_blob_get_data(table, &length);
    g_autoptr(GBytes) shrunk = ap_cff_shrink(bytes, length);
    assert_non_null(shrunk);
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(shrunk, &size);
    assert_true(size < length);
    g_autofree guint16 *before = ap_cff_cids(bytes, length, n_glyphs);
    g_autofree guint16 *after = ap_cff_cids(data, size, n_glyphs);
    assert_memory_equal(before, after, n_glyphs * sizeof *before);
    for (gsize cut = 0; cut < 64; cut++) {
        g_autoptr(GBytes) broken = ap_cff_shrink(bytes, cut);
        assert_null(broken);
    }
    hb_blob_destroy(table);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keyed_font), cmocka_unit_test(test_named_font),
                                       cmocka_unit_test(test_broken_tables), cmocka_unit_test(test_shrink)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
