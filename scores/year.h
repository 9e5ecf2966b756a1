/* A year folder as it was read: the plan of the audit (stages, groups, items), who took part, their scores
 * after corrections, and what accompanies them. Plain data, const once loaded; every record knows its place
 * in the files. */
#pragma once

#include "scores/decimal.h"
#include "scores/problem.h"

typedef struct {
    char *id;
    char *name;
    ApPlace place;
} ApStage;

typedef struct {
    guint stage;      /* index in ApYear.stages */
    ApDecimal weight; /* percent; a group's weights add up to 100 */
} ApGroupStage;

typedef struct {
    char *id;
    char *name;
    char *level;    /* "" if not given */
    GArray *stages; /* ApGroupStage, as listed */
    ApPlace place;
} ApGroup;

/* What a score attaches to. */
typedef struct {
    char *code;
    guint stage;
    ApDecimal max;  /* points; 0 for a pilot */
    gboolean pilot; /* empty max: shown, never counted */
    ApPlace place;  /* its first row */
} ApCode;

typedef struct {
    char *name; /* "" if the row has no part */
    guint code; /* index in ApYear.codes */
    ApPlace place;
} ApPart;

typedef struct {
    guint stage;
    gint facet;   /* index in ApYear.facets, or -1 */
    char *number; /* the column `item`, as in measure ids */
    char *name;
    GArray *parts; /* ApPart, one a row; at least one */
    ApPlace place;
} ApItem;

typedef struct {
    guint stage;
    char *name;
    ApPlace place;
} ApFacet;

typedef struct {
    char *id;
    char *label;
    char *name; /* "" if it has none; for the internal edition, print it by ap_year_title_of */
    guint group;
    ApPlace place;
} ApParticipant;

typedef enum { AP_SCORE_NONE, AP_SCORE_NA, AP_SCORE_POINTS } ApScoreKind;

typedef struct {
    ApScoreKind kind;
    ApDecimal points;
    ApPlace place;
} ApScore;

typedef struct {
    GDate date;
    guint participant;
    guint code;
    ApScore from;
    ApScore to;
    char *reason;
    char *approved_by;
    ApPlace place;
} ApCorrection;

typedef struct {
    char *number;
    char *name;
    char *consultant;
    char *certifier;
    char *scope;
    GDate onsite_date; /* not valid if the cell is empty */
    ApPlace place;
} ApAgency;

/* A figure as already published, as written; reconciliation resolves the names. */
typedef struct {
    char *scope;
    char *measure;
    char *statistic;
    char *value;
    char *where;
    ApPlace place; /* of the value */
    ApPlace scope_place;
    ApPlace measure_place;
    ApPlace statistic_place;
} ApPublished;

typedef enum {
    AP_FIGURE_SCORES,
    AP_FIGURE_BANDS,
    AP_FIGURE_ITEMS,
    AP_FIGURE_FACETS,
    AP_FIGURE_GROUPS,
    AP_FIGURE_TREND,
    AP_FIGURE_PROFILE /* of results sheets only: the items of a stage, one participant beside its group */
} ApFigureKind;

/* An earlier year that a figure shows too. */
typedef struct {
    guint index; /* in ApYear.earlier */
    ApPlace place;
} ApFigureYear;

typedef struct {
    char *id;
    ApFigureKind kind;
    char *measure;     /* measure id; NULL for `items` and `facets`, which show all of a stage */
    gint stage;        /* index in ApYear.stages that the figure is about, or -1 for the total */
    gint group;        /* index in ApYear.groups when scope is group:ID, -1 for all */
    guint participant; /* of a profile */
    char *scope;       /* scope id */
    char *caption;
    GArray *earlier; /* ApFigureYear, from the earliest; empty but for `trend` */
    ApPlace place;
} ApFigure;

/* What a build makes if it is asked to, beside build.json. */
typedef enum {
    AP_PRODUCT_PDF,
    AP_PRODUCT_XLSX,
    AP_PRODUCT_FIGURES,
    AP_PRODUCT_STATISTICS,
    AP_PRODUCT_ODS,
    AP_PRODUCT_HTML,
    AP_PRODUCTS
} ApProduct;

typedef struct {
    gboolean wanted;
    ApPlace place; /* where report.yaml asks for it */
} ApWish;

typedef struct ApYear ApYear;

/* The folder of an earlier year, read for the sake of figures. */
typedef struct {
    char *folder; /* relative to the year's own, as report.yaml writes it */
    ApYear *year;
} ApEarlier;

struct ApYear {
    char *dir; /* as it was given */

    guint roc_year;
    char *title;
    char *publisher;
    ApPlace title_place; /* in report.yaml, as are the next two */
    ApPlace publisher_place;
    ApPlace template_place; /* of the section, if it is not named */
    guint published_year;   /* ROC; 0 if not given */
    guint published_month;
    char *template_name;
    gboolean internal;  /* the edition names participants; as report.yaml says, unless a command chose */
    gboolean synthetic; /* the scores are made up and belong to no named agency */
    gboolean errata;    /* the report lists its corrections */
    ApWish outputs[AP_PRODUCTS];

    guint decimals; /* published precision, 0 to 4 */
    ApDecimal good;
    ApDecimal pass;

    GPtrArray *stages;               /* ApStage */
    GPtrArray *groups;               /* ApGroup */
    GPtrArray *codes;                /* ApCode, in order of first appearance */
    GPtrArray *items;                /* ApItem, in order of first appearance */
    GPtrArray *facets;               /* ApFacet, in order of first appearance */
    GPtrArray *participants;         /* ApParticipant */
    GPtrArray *corrections;          /* ApCorrection */
    GPtrArray *agencies;             /* ApAgency; empty if there is no such file */
    GPtrArray *published;            /* ApPublished; empty if there is no such file */
    GPtrArray *figures;              /* ApFigure */
    GPtrArray *earlier;              /* ApEarlier; those of an earlier year are not read */
    const char *ledger;              /* path of the file that holds the corrections, or would */
    GPtrArray *inputs;               /* char *: paths of every file read, relative to dir, for build.json */
    struct ApIndex *participant_ids; /* to indices in participants and codes */
    struct ApIndex *code_ids;
    struct ApScoreTable *scores; /* participants × codes, corrections applied; read it with ap_year_score */
    GStringChunk *paths;         /* holds the file names of all places */
};

/* Reads and checks the year folder `dir`. Every problem of the input goes to `problems`; the result is NULL
 * if any of them is an error, or if a file could not be read for a reason of the system (then `error` is
 * set). */
ApYear *ap_year_load(const char *dir, ApProblems *problems, GError **error);

/* The same, with every file of more than `limit` bytes refused (0: no limit). */
ApYear *ap_year_load_within(const char *dir, gsize limit, ApProblems *problems, GError **error);
void ap_year_free(ApYear *year);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApYear, ap_year_free)

/* How a participant is printed: by its name in the internal edition, if it has one, else by its label.
 * Nothing but this decides who is named. */
const char *ap_year_title_of(const ApYear *year, guint participant);

/* A figure without texts, of no stage and no group. */
ApFigure *ap_figure_new(void);
void ap_figure_free(ApFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApFigure, ap_figure_free)

/* The index of the participant with this id; FALSE if there is none. */
gboolean ap_year_find_participant(const ApYear *year, const char *id, guint *participant);

/* The score in force, after corrections. */
ApScore ap_year_score(const ApYear *year, guint participant, guint code);

/* Typed access to the arrays, by index. */
#define AP_YEAR_ACCESSOR(Type, name, array)                                   \
    static inline const Type *ap_year_##name(const ApYear *year, guint index) \
    {                                                                         \
        return (const Type *)g_ptr_array_index(year->array, index);           \
    }
AP_YEAR_ACCESSOR(ApStage, stage, stages)
AP_YEAR_ACCESSOR(ApGroup, group, groups)
AP_YEAR_ACCESSOR(ApCode, code, codes)
AP_YEAR_ACCESSOR(ApItem, item, items)
AP_YEAR_ACCESSOR(ApFacet, facet, facets)
AP_YEAR_ACCESSOR(ApParticipant, participant, participants)
AP_YEAR_ACCESSOR(ApCorrection, correction, corrections)
AP_YEAR_ACCESSOR(ApAgency, agency, agencies)
AP_YEAR_ACCESSOR(ApPublished, published, published)
AP_YEAR_ACCESSOR(ApFigure, figure, figures)
AP_YEAR_ACCESSOR(ApEarlier, earlier, earlier)
#undef AP_YEAR_ACCESSOR
