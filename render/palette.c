/* A hash table of colours, looked up once for each run of equal pixels. The runs are kept, so that the pixels
 * are looked at once. */
#include <config.h>

#include "render/palette.h"

#include <stdlib.h>
#include <string.h>

#define COLOUR_MASK 0x00ffffffU
#define IN_USE 0x01000000U /* marks the slot of a colour, as black is 0 */
#define FIRST_SLOTS 4096   /* a power of two */

/* A colour that the image has. Those found are numbered. */
typedef struct {
    guint32 colour;
    guint32 count; /* pixels */
    guint8 index;  /* in the palette */
} Found;

typedef struct {
    guint32 key;    /* the colour and IN_USE; 0: free */
    guint32 number; /* in `found` */
} Slot;

/* Equal pixels of a row, up to before `end`. */
typedef struct {
    guint32 number;
    guint32 end;
} Run;

struct ApPalette {
    guint width;
    Slot *slots;
    guint n_slots;
    GArray *found; /* Found */
    GArray *rows;  /* guint: how often each row stands there, one that differs from the one before it */
    GArray *runs;  /* Run: of these rows */
    guint32 colours[AP_PALETTE_SIZE];
    guint n_colours;
};

static const guint32 *
row_at(const ApImage *image, guint y)
{
    return (const guint32 *)(const void *)(image->pixels + (gsize)y * image->stride);
}

/* The slot of the key, or the free one where it belongs. */
static Slot *
find(const ApPalette *palette, guint32 key)
{
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

/* The number of the colour, which may be a new one. */
static guint
number_of(ApPalette *palette, guint32 colour)
{
    guint32 key = (colour & COLOUR_MASK) | IN_USE;
    Slot *slot = find(palette, key);
    if (slot->key != 0)
        return slot->number;
    if (palette->found->len >= palette->n_slots / 2) {
        grow(palette);
        slot = find(palette, key);
    }
    const Found found = {.colour = colour & COLOUR_MASK};
    *slot = (Slot){key, palette->found->len};
    g_array_append_val(palette->found, found);
    return slot->number;
}

/* Takes the runs of a row that stands there `times`. */
static void
read_row(ApPalette *palette, const guint32 *row, guint times)
{
    guint n = palette->runs->len, width = palette->width;
    g_array_set_size(palette->runs, n + width);
    for (guint x = 0, end = 0; x < width; x = end) {
        guint32 colour = row[x];
        while (end < width && row[end] == colour)
            end++;
        guint number = number_of(palette, colour);
        g_array_index(palette->found, Found, number).count += (end - x) * times;
        g_array_index(palette->runs, Run, n++) = (Run){number, end};
    }
    g_array_set_size(palette->runs, n);
    g_array_append_val(palette->rows, times);
}

static void
read_rows(ApPalette *palette, const ApImage *image)
{
    for (guint y = 0, next; y < image->height; y = next) {
        const guint32 *row = row_at(image, y);
        for (next = y + 1; next < image->height; next++)
            if (memcmp(row, row_at(image, next), image->width * sizeof *row) != 0)
                break;
        read_row(palette, row, next - y);
    }
}

/* The most frequent first; of equally frequent ones that of the smaller number. */
static int
compare_found(const void *a, const void *b)
{
    const Found *first = *(Found *const *)a, *second = *(Found *const *)b;
    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return (first->colour > second->colour) - (first->colour < second->colour);
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
    guint n = palette->found->len;
    g_autofree Found **order = g_new(Found *, n + 1);
    for (guint i = 0; i < n; i++)
        order[i] = &g_array_index(palette->found, Found, i);
    qsort(order, n, sizeof *order, compare_found);
    palette->n_colours = MIN(n, AP_PALETTE_SIZE);
    for (guint i = 0; i < palette->n_colours; i++) {
        palette->colours[i] = order[i]->colour;
        order[i]->index = (guint8)i;
    }
    for (guint i = palette->n_colours; i < n; i++)
        order[i]->index = nearest(palette, order[i]->colour);
}

ApPalette *
ap_palette_new(const ApImage *image)
{
    ApPalette *palette = g_new0(ApPalette, 1);
    palette->width = image->width;
    palette->n_slots = FIRST_SLOTS;
    palette->slots = g_new0(Slot, palette->n_slots);
    palette->found = g_array_new(FALSE, FALSE, sizeof(Found));
    palette->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    palette->runs = g_array_new(FALSE, FALSE, sizeof(Run));
    read_rows(palette, image);
    choose(palette);
    return palette;
}

void
ap_palette_free(ApPalette *palette)
{
    if (palette == NULL)
        return;
    g_free(palette->slots);
    g_array_unref(palette->found);
    g_array_unref(palette->rows);
    g_array_unref(palette->runs);
    g_free(palette);
}

const guint32 *
ap_palette_colours(const ApPalette *palette, guint *n)
{
    *n = palette->n_colours;
    return palette->colours;
}

/* Writes a row of indices from its runs; returns those of the next row. */
static const Run *
write_row(const ApPalette *palette, const Run *run, guint8 *indices)
{
    for (guint x = 0; x < palette->width; x = run++->end)
        memset(indices + x, g_array_index(palette->found, Found, run->number).index, run->end - x);
    return run;
}

void
ap_palette_write(const ApPalette *palette, guint8 *indices, gsize stride)
{
    const Run *run = (const Run *)(const void *)palette->runs->data;
    for (guint i = 0; i < palette->rows->len; i++) {
        const guint8 *first = indices;
        run = write_row(palette, run, indices);
        indices += stride;
        for (guint times = g_array_index(palette->rows, guint, i); times > 1; times--, indices += stride)
            memcpy(indices, first, palette->width);
    }
}
