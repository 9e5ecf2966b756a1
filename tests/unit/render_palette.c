/* Palettes: exact while there is room, and then the frequent colours are kept. */
#include <config.h>

#include "render/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WIDTH 64
#define BLACK 0x000000U
#define PAPER 0xffffffU

/* The colour that pixel `x` of row `y` becomes. */
static guint32
colour_at(const ApPalette *palette, const ApImage *image, guint x, guint y)
{
    guint n;
    const guint32 *colours = ap_palette_colours(palette, &n);
    g_autofree guint8 *indices = g_malloc(image->height * WIDTH);
    ap_palette_write(palette, indices, WIDTH);
    guint8 index = indices[y * WIDTH + x];
    assert_true(index < n);
    return colours[index];
}

static int
distance(guint32 first, guint32 second)
{
    int sum = 0;
    for (guint shift = 0; shift <= 16; shift += 8) {
        int difference = (int)(first >> shift & 0xff) - (int)(second >> shift & 0xff);
        sum += difference * difference;
    }
    return sum;
}

/* What lies in the highest byte of a pixel is no part of its colour. */
static void
few_colours_are_exact(void **state)
{
    (void)state;
    guint32 pixels[4][WIDTH];
    for (guint y = 0; y < 4; y++)
        for (guint x = 0; x < WIDTH; x++)
            pixels[y][x] = (x % 2 == 0 ? 0xff000000U : 0) | (y < 2 ? 0x10203 * x : PAPER - y * WIDTH - x);
    const ApImage image = {(const guint8 *)pixels, sizeof pixels[0], WIDTH, 4};
    g_autoptr(ApPalette) palette = ap_palette_new(&image);
    guint n;
    ap_palette_colours(palette, &n);
    assert_int_equal(n, 3 * WIDTH);
    for (guint y = 0; y < 4; y++)
        for (guint x = 0; x < WIDTH; x++)
            assert_int_equal(colour_at(palette, &image, x, y), pixels[y][x] & 0xffffff);
}

/* Twenty rows of paper and ink, and more shades than the first table of colours has room for: equal rows
 * count as often as they are there. */
static void
rare_shades_become_their_neighbours(void **state)
{
    (void)state;
    enum { ROWS = 84, PLAIN = 20 };
    static guint32 pixels[ROWS][WIDTH];
    for (guint x = 0; x < WIDTH; x++)
        for (guint y = 0; y < PLAIN; y++)
            pixels[y][x] = x < WIDTH / 2 ? PAPER : BLACK;
    for (guint y = PLAIN; y < ROWS; y++)
        for (guint x = 0; x < WIDTH; x++)
            pixels[y][x] = 0x400000U + y * WIDTH + x;
    const ApImage image = {(const guint8 *)pixels, sizeof pixels[0], WIDTH, ROWS};
    g_autoptr(ApPalette) palette = ap_palette_new(&image);
    guint n;
    const guint32 *colours = ap_palette_colours(palette, &n);
    assert_int_equal(n, AP_PALETTE_SIZE);
    assert_int_equal(colours[0], BLACK);
    assert_int_equal(colours[1], PAPER);
    assert_int_equal(colours[2], 0x400000U + PLAIN * WIDTH); /* of equally frequent ones the smallest */
    assert_int_equal(colour_at(palette, &image, 0, 0), PAPER);
    assert_int_equal(colour_at(palette, &image, 9, PLAIN), pixels[PLAIN][9]);
    guint32 last = pixels[ROWS - 1][WIDTH - 1], found = colour_at(palette, &image, WIDTH - 1, ROWS - 1);
    assert_int_not_equal(found, last);
    for (guint i = 0; i < n; i++)
        assert_true(distance(found, last) <= distance(colours[i], last));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_colours_are_exact),
        cmocka_unit_test(rare_shades_become_their_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
