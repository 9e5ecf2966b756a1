/* The scores themselves: participants × codes, eight bytes a cell, each with the line it came from. */
#pragma once

#include "scores/year.h"

typedef struct ApScoreTable ApScoreTable;

/* The largest number of points that a cell can hold. */
#define AP_GRID_MAX_POINTS (1000000 * AP_DECIMAL_ONE)

/* A score that was reported as wrong: neither missing nor NA, and never seen outside the readers. */
#define AP_SCORE_REFUSED ((ApScoreKind)(AP_SCORE_POINTS + 1))

/* A code that is summed up, and its maximum. */
typedef struct {
    guint code;
    ApDecimal max;
} ApGridCode;

/* Every cell is AP_SCORE_NONE. `file` names the score sheet and is borrowed. NULL if there is no memory. */
ApScoreTable *ap_grid_new(const char *file, guint n_participants, guint n_codes);
void ap_grid_free(ApScoreTable *grid);

/* The field of the sheet that holds the scores of `code`. */
void ap_grid_set_field(ApScoreTable *grid, guint code, guint field);

/* Sets a cell from `line` of the sheet. */
void ap_grid_set(ApScoreTable *grid, guint participant, guint code, ApScoreKind kind, ApDecimal points,
                 guint line);

/* Sets a cell by a correction: from now on it comes from `score.place`. */
void ap_grid_correct(ApScoreTable *grid, guint participant, guint code, ApScore score);

/* The kind and the points of a cell alone, for those who pass over all of them. */
ApScoreKind ap_grid_peek(const ApScoreTable *grid, guint participant, guint code, ApDecimal *points);

/* Has the memory of a cell fetched that is about to be used. */
void ap_grid_fetch(const ApScoreTable *grid, guint participant, guint code);

/* Whether any of `n` codes is AP_SCORE_NONE for the participant. */
gboolean ap_grid_lacks(const ApScoreTable *grid, guint participant, const guint *codes, guint n);

/* Adds up the points of the participant over `n` codes, and the maxima of those that have points. */
void ap_grid_sum(const ApScoreTable *grid, guint participant, const ApGridCode *codes, guint n,
                 gint64 *points, gint64 *max);

ApScore ap_grid_get(const ApScoreTable *grid, guint participant, guint code);
