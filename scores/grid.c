/* Packed cells: 2 bits of kind, 1 bit "corrected", 34 bits of ten-thousandths of points, 27 bits of line. */
#include <config.h>

#include "scores/grid.h"

#include "scores/large.h"

#define KIND_BITS 2
#define KIND_MASK (((guint64)1 << KIND_BITS) - 1)
#define CORRECTED ((guint64)1 << KIND_BITS)
#define POINTS_SHIFT (KIND_BITS + 1)
#define POINTS_BITS 34
#define POINTS_MASK (((guint64)1 << POINTS_BITS) - 1)
#define LINE_SHIFT (POINTS_SHIFT + POINTS_BITS)
#define LINE_LIMIT (((guint64)1 << (64 - LINE_SHIFT)) - 1)

G_STATIC_ASSERT((guint64)AP_GRID_MAX_POINTS <= POINTS_MASK);

struct ApScoreTable {
    const char *file;
    const char *corrections_file; /* NULL before the first correction */
    guint n_codes;
    guint *fields;         /* of each code */
    guint corrected_field; /* in the corrections file */
    guint64 *cells;        /* a row a participant */
};

ApScoreTable *
ap_grid_new(const char *file, guint n_participants, guint n_codes)
{
    ApScoreTable *grid = g_new0(ApScoreTable, 1);
    grid->file = file;
    grid->n_codes = n_codes;
    grid->fields = g_new0(guint, n_codes);
    /* One at least: a row of no codes is somewhere, too. */
    grid->cells = ap_large_try_new0(MAX((gsize)n_participants * n_codes, 1), sizeof(guint64));
    if (grid->cells == NULL)
        g_clear_pointer(&grid, ap_grid_free);
    return grid;
}

void
ap_grid_free(ApScoreTable *grid)
{
    if (grid == NULL)
        return;
    g_free(grid->cells);
    g_free(grid->fields);
    g_free(grid);
}

void
ap_grid_set_field(ApScoreTable *grid, guint code, guint field)
{
    grid->fields[code] = field;
}

static gsize
at(const ApScoreTable *grid, guint participant, guint code)
{
    return (gsize)participant * grid->n_codes + code;
}

static guint64
pack(ApScoreKind kind, ApDecimal points, guint line)
{
    return (guint64)kind | (guint64)points << POINTS_SHIFT | MIN((guint64)line, LINE_LIMIT) << LINE_SHIFT;
}

void
ap_grid_set(ApScoreTable *grid, guint participant, guint code, ApScoreKind kind, ApDecimal points, guint line)
{
    grid->cells[at(grid, participant, code)] = pack(kind, points, line);
}

void
ap_grid_correct(ApScoreTable *grid, guint participant, guint code, ApScore score)
{
    grid->corrections_file = score.place.file;
    grid->corrected_field = score.place.column;
    grid->cells[at(grid, participant, code)] = pack(score.kind, score.points, score.place.line) | CORRECTED;
}

ApScore
ap_grid_get(const ApScoreTable *grid, guint participant, guint code)
{
    guint64 cell = grid->cells[at(grid, participant, code)];
    gboolean corrected = (cell & CORRECTED) != 0;
    return (ApScore){
        .kind = (ApScoreKind)(cell & KIND_MASK),
        .points = (ApDecimal)(cell >> POINTS_SHIFT & POINTS_MASK),
        .place = {corrected ? grid->corrections_file : grid->file, (guint)(cell >> LINE_SHIFT),
                  corrected ? grid->corrected_field : grid->fields[code]},
    };
}

ApScoreKind
ap_grid_peek(const ApScoreTable *grid, guint participant, guint code, ApDecimal *points)
{
    guint64 cell = grid->cells[at(grid, participant, code)];
    *points = (ApDecimal)(cell >> POINTS_SHIFT & POINTS_MASK);
    return (ApScoreKind)(cell & KIND_MASK);
}

void
ap_grid_fetch(const ApScoreTable *grid, guint participant, guint code)
{
    __builtin_prefetch(&grid->cells[at(grid, participant, code)], 1);
}

gboolean
ap_grid_lacks(const ApScoreTable *grid, guint participant, const guint *codes, guint n)
{
    const guint64 *row = &grid->cells[at(grid, participant, 0)];
    for (guint i = 0; i < n; i++)
        if ((row[codes[i]] & KIND_MASK) == AP_SCORE_NONE)
            return TRUE;
    return FALSE;
}

void
ap_grid_sum(const ApScoreTable *grid, guint participant, const ApGridCode *codes, guint n, gint64 *points,
            gint64 *max)
{
    const guint64 *row = &grid->cells[at(grid, participant, 0)];
    *points = *max = 0;
    for (guint i = 0; i < n; i++) {
        guint64 cell = row[codes[i].code];
        /* All bits or none, as a jump on every score would be guessed wrong too often. */
        gint64 counted = -(gint64)((cell & KIND_MASK) == AP_SCORE_POINTS);
        *points += (gint64)(cell >> POINTS_SHIFT & POINTS_MASK) & counted;
        *max += codes[i].max & counted;
    }
}
