/* Inside scores/ only: the state of reading a year folder, shared by its readers, one a file. Each fills its
 * part of the year and reports every problem it meets; each returns FALSE only with `error` set, when the
 * system failed. */
#pragma once

#include "scores/grid.h"
#include "scores/index.h"
#include "scores/sheet.h"
#include "scores/yaml.h"
#include "scores/year.h"

/* The group of a participant whose group is unknown: such a year is never handed out. */
#define AP_NO_GROUP G_MAXUINT

/* The max of a code whose row is wrong: nothing more is asked of it, and such a year is never handed out. */
#define AP_MAX_UNKNOWN ((ApDecimal)-1)

/* Where the tables stand; see scores/source.h. */
typedef struct ApSources ApSources;

typedef struct {
    ApYear *year;
    ApProblems *problems;
    gsize limit;    /* bytes a file; 0: none */
    gboolean alone; /* the earlier years of its figures are not asked for */
    ApYaml *yaml;   /* report.yaml; its file name outlives it in the year */
    ApSources *sources;
    ApIndex *stages;
    ApIndex *groups;
    ApIndex *codes;        /* the year's */
    ApIndex *participants; /* the year's */
    /* Whether a file was read to its end: if not, what it names is unknown, and asking for it would only
     * repeat the problem. */
    gboolean plan_known, items_known, participants_known, scores_known;
    gboolean groups_sound; /* what each group lists is certain */
} ApReading;

/* A year without anything in it yet; free it with ap_year_free. */
ApYear *ap_year_new(const char *dir);

/* The path of `name` in the year folder, held by the year; its problems come in the order of these calls. */
const char *ap_reading_path(ApReading *reading, const char *name);
/* Notes a file that was read, once, for the record of inputs. */
void ap_reading_note(ApReading *reading, const char *name);
/* Whether the optional file `name` is there. */
gboolean ap_reading_has(ApReading *reading, const char *name);

gboolean ap_read_plan(ApReading *reading, GError **error);
gboolean ap_read_items(ApReading *reading, GError **error);
void ap_read_figures(ApReading *reading);
gboolean ap_read_participants(ApReading *reading, GError **error);
gboolean ap_read_scores(ApReading *reading, GError **error);
gboolean ap_read_corrections(ApReading *reading, GError **error);
/* Checks that everybody and every stage has a value once scores and corrections are in. */
void ap_check_coverage(ApReading *reading);
gboolean ap_read_agencies(ApReading *reading, GError **error);
gboolean ap_read_published(ApReading *reading, GError **error);

/* Reads the earlier years that figures name and checks that they have what the figures show. */
gboolean ap_read_earlier(ApReading *reading, GError **error);

/* As ap_year_load_within, but without the earlier years of that year's own figures. */
ApYear *ap_year_load_alone(const char *dir, gsize limit, ApProblems *problems, GError **error);

/* Takes one correction that is not in the file yet, as if it stood at `line`: date, participant, code, from,
 * to, reason, approved_by. */
void ap_take_correction(ApReading *reading, guint line, const ApSlice *cells);

/* Cells that every reader meets; each reports what is wrong and then returns FALSE or NULL. */

/* A cell that must not be empty. */
gboolean ap_require_cell(ApReading *reading, const ApRow *row, guint column, const char *column_name);
/* A decimal: `what` names it in the message ("score", "max"), which translates it. */
gboolean ap_read_decimal(ApReading *reading, ApPlace place, const char *what, ApSlice cell, ApDecimal *value);
/* "NA", 不適用 or a decimal; the former says nothing about what is neither. */
gboolean ap_parse_score(ApSlice cell, ApScoreKind *kind, ApDecimal *points);
gboolean ap_read_score(ApReading *reading, ApPlace place, const char *what, ApSlice cell, ApScore *score);
/* An ISO date. */
gboolean ap_read_date(ApReading *reading, ApPlace place, ApSlice cell, GDate *date);
/* The participant and the code of a row. */
gboolean ap_find_participant(ApReading *reading, ApPlace place, ApSlice cell, guint *participant);
gboolean ap_find_code(ApReading *reading, ApPlace place, ApSlice cell, guint *code);
/* Points that a code cannot give, and the most that it can. */
gboolean ap_check_points(ApReading *reading, ApPlace place, const char *what, guint code, ApDecimal points);
static inline ApDecimal
ap_most_points(const ApCode *code)
{
    return code->pilot ? AP_GRID_MAX_POINTS : code->max;
}

/* Whether the group lists `stage`. */
gboolean ap_group_has_stage(const ApGroup *group, guint stage);
