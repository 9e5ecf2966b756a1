/* How the context of docs/context.md is put together; the parts of it that more than one file builds. For the
 * files context*.c and assemble.c alone. */
#pragma once

#include "document/node.h"
#include "document/words.h"
#include "scores/profile.h"
#include "scores/store.h"

typedef struct {
    const ApStore *store;
    const ApYear *year;
    const ApWords *words;
    GHashTable *statistics; /* STATS made before, see ap_context_keep_statistics(); NULL to make each anew */
} ApContext;

/* For ApContext.statistics: a report asks for the same ones in many places. Caller unrefs. */
GHashTable *ap_context_keep_statistics(void);

/* The context of the report: all names that its texts may use. */
ApNode *ap_context_root(const ApContext *context);

/* Sets a text of the input that stands at `place`. */
void ap_context_set_text(ApNode *map, const char *name, const char *text, ApPlace place);

/* Sets a number that is printed as `text` or as itself; `mark` is what ApRun.value says of it. */
void ap_context_set_number(ApNode *map, const char *name, const char *text, const char *mark);
void ap_context_set_count(ApNode *map, const char *name, guint count, const char *mark);
/* A count and, as NAME_words, the same in words with its measure word. */
void ap_context_set_counted(const ApContext *context, ApNode *map, const char *name, ApCount kind,
                            guint count, const char *mark);
void ap_context_set_decimal(ApNode *map, const char *name, ApDecimal value, const char *mark);
void ap_context_set_flag(ApNode *map, const char *name, gboolean flag);

/* Sets the list's `first`, `last`, `index` and `ordinal` on each of its elements, which are maps of its own.
 */
void ap_context_finish_list(const ApContext *context, ApNode *list);

/* Sets `name` to the `field` of each element of `list`, joined as style.yaml says, and NAME_quoted to the
 * same with each in the marks of a quotation. */
void ap_context_set_joined(const ApContext *context, ApNode *map, const char *name, const ApNode *list,
                           const char *field);

/* STATS of a measure in a scope; false if there are none. It may stand elsewhere too: nothing may be set in
 * it. */
ApNode *ap_context_statistics(const ApContext *context, guint scope, guint measure);

/* A published value in 10^-decimals points as a decimal. */
ApDecimal ap_context_points(const ApContext *context, gint64 units);

/* The published mean as a decimal; FALSE if there is none. */
gboolean ap_context_mean(const ApContext *context, guint scope, guint measure, ApDecimal *mean);

/* Indices in the store. */
guint ap_context_group_scope(const ApContext *context, guint group);
guint ap_context_stage_measure(const ApContext *context, guint stage);
guint ap_context_item_measure(const ApContext *context, guint item);
guint ap_context_facet_measure(const ApContext *context, guint facet);

/* Whether the group lists the stage; then `*weight` is its weight there (it may be NULL). */
gboolean ap_context_lists_stage(const ApContext *context, guint group, guint stage, ApDecimal *weight);

/* The fields of a group without its stages and figures, and of an item without statistics. */
ApNode *ap_context_group(const ApContext *context, guint group);
ApNode *ap_context_item(const ApContext *context, guint item);

/* The points that an item can give. */
ApDecimal ap_context_item_max(const ApYear *year, const ApItem *item);

/* Sets the items of a stage with their statistics in a scope: `items`, `best_item`, the lists by threshold, …
 */
void ap_context_set_items(const ApContext *context, ApNode *map, guint stage, guint scope);

/* Sets `facets` and `leader` of a stage. */
void ap_context_set_facets(const ApContext *context, ApNode *map, guint stage);

/* The stages and groups, without tables and figures. */
ApNode *ap_context_stages(const ApContext *context);
ApNode *ap_context_groups(const ApContext *context, const ApNode *stages);

/* Those of `groups` that have a mean of the measure, the total or a stage, best first; equal means share a
 * `place`. */
ApNode *ap_context_ranking(const ApContext *context, const ApNode *groups, guint measure);

/* Sets the lists of figures in the root and in its stages; `groups` of the root are made afterwards. */
void ap_context_set_figures(const ApContext *context, ApNode *root);

/* The figures that stand in a group's section. */
ApNode *ap_context_group_figures(const ApContext *context, guint group);

/* The rows of items.csv of a stage; the agencies and corrections, into the root. */
ApNode *ap_context_rows(const ApContext *context, guint stage);
void ap_context_set_tables(const ApContext *context, ApNode *root);

/* The context of a figure's alternative text: the names of docs/context.md over those of `root`. */
ApNode *ap_context_for_figure(const ApContext *context, const ApNode *root, guint figure);

/* The context of a participant's results sheet: the names of `root` and `participant`. */
ApNode *ap_context_for_participant(const ApContext *context, const ApNode *root, const ApProfiles *profiles,
                                   guint participant);
