/* A hash table of colours, looked up once for each run of equal pixels. */
#include <config.h>

#include "render/palette.h"

#include <stdlib.h>
#include <string.h>

#define COLOUR_MASK 0x00ffffffU
#define IN_USE 0x01000000U /* marks the slot of a colour, as black is 0 */
#define FIRST_SLOTS 4096   /* a power of two */

typedef struct {
    guint32 key;   /* the colour and IN_USE; 0: free */
    guint32 count; /* pixels */
    guint8 index;  /* in the palette */
} Slot;

struct ApPalette {
    Slot *slots;
    guint n_slots, n_used;
    guint32 colours[AP_PALETTE_SIZE];
    guint n_colours;
};

static const guint32 *
row_at(const ApImage *image, guint y)
{
    return (const guint32 *)(const void *)(image->pixels + (gsize)y * image->stride);
}

/* The slot of the colour, or the free one where it belongs. */
static Slot *
find(const ApPalette *palette, guint32 colour)
{
    guint32 key = (colour & COLOUR_MASK) | IN_USE;
    guint at = (key * 2654435761U) >> 12 & (palette->n_slots - 1); /* Knuth's multiplicative hash */
    while (palette->slots[at].key != key && palette->slots[at].key != 0)
        at = (at + 1) & (palette->n_slots - 1);
    return &palette->slots[at];
}

/* Twice as many slots, before chains grow long. */
static void
grow(ApPalette *palette)
{
    g_autofree Slot *former = palette->slots;
    guint n = palette->n_slots;
    palette->n_slots = 2 * n;
    palette->slots = g_new0(Slot, palette->n_slots);
    for (guint i = 0; i < n; i++)
        if (former[i].key != 0)
            *find(palette, former[i].key) = former[i];
}

static void
count(ApPalette *palette, guint32 colour, guint pixels)
{
    Slot *slot = find(palette, colour);
    if (slot->key == 0) {
        if (palette->n_used >= palette->n_slots / 2) {
            grow(palette);
            slot = find(palette, colour);
        }
        slot->key = (colour & COLOUR_MASK) | IN_USE;
        palette->n_used++;
    }
    slot->count += pixels;
}

/* Where the run of pixels that begins at `x` ends. */
static guint
end_of_run(const guint32 *row, guint x, guint width)
{
    guint32 colour = row[x];
    while (x < width && row[x] == colour)
        x++;
    return x;
}

/* Rows that equal one another are looked at once. */
static void
count_all(ApPalette *palette, const ApImage *image)
{
    for (guint y = 0, next; y < image->height; y = next) {
        const guint32 *row = row_at(image, y);
        for (next = y + 1; next < image->height; next++)
            if (memcmp(row, row_at(image, next), image->width * sizeof *row) != 0)
                break;
        for (guint x = 0, end; x < image->width; x = end) {
            end = end_of_run(row, x, image->width);
            count(palette, row[x], (end - x) * (next - y));
        }
    }
}

/* The most frequent first; of equally frequent ones that of the smaller number. */
static int
compare_slots(const void *a, const void *b)
{
    const Slot *first = *(Slot *const *)a, *second = *(Slot *const *)b;
    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return (first->key > second->key) - (first->key < second->key);
}

/* The index of the nearest colour, by the squares of the differences of red, green and blue. */
static guint8
nearest(const ApPalette *palette, guint32 colour)
{
    guint best = 0;
    int least = G_MAXINT;
    for (guint i = 0; i < palette->n_colours; i++) {
        int red = (int)(palette->colours[i] >> 16) - (int)(colour >> 16 & 0xff);
        int green = (int)(palette->colours[i] >> 8 & 0xff) - (int)(colour >> 8 & 0xff);
        int blue = (int)(palette->colours[i] & 0xff) - (int)(colour & 0xff);
        int distance = red * red + green * green + blue * blue;
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return (guint8)best;
}

static void
choose(ApPalette *palette)
{
    g_autofree Slot **order = g_new(Slot *, palette->n_used + 1);
    guint n = 0;
    for (guint i = 0; i < palette->n_slots; i++)
        if (palette->slots[i].key != 0)
            order[n++] = &palette->slots[i];
    qsort(order, n, sizeof *order, compare_slots);
    palette->n_colours = MIN(n, AP_PALETTE_SIZE);
    for (guint i = 0; i < palette->n_colours; i++) {
        palette->colours[i] = order[i]->key & COLOUR_MASK;
        order[i]->index = (guint8)i;
    }
    for (guint i = palette->n_colours; i < n; i++)
        order[i]->index = nearest(palette, order[i]->key);
}

ApPalette *
ap_palette_new(const ApImage *image)
{
    ApPalette *palette = g_new0(ApPalette, 1);
    palette->n_slots = FIRST_SLOTS;
    palette->slots = g_new0(Slot, palette->n_slots);
    count_all(palette, image);
    choose(palette);
    return palette;
}

void
ap_palette_free(ApPalette *palette)
{
    if (palette == NULL)
        return;
    g_free(palette->slots);
    g_free(palette);
}

const guint32 *
ap_palette_colours(const ApPalette *palette, guint *n)
{
    *n = palette->n_colours;
    return palette->colours;
}

void
ap_palette_index_row(const ApPalette *palette, const ApImage *image, guint y, guint8 *indices)
{
    const guint32 *row = row_at(image, y);
    for (guint x = 0, end; x < image->width; x = end) {
        end = end_of_run(row, x, image->width);
        memset(indices + x, find(palette, row[x])->index, end - x);
    }
}
