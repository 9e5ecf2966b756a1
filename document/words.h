/* The words that numbers are dressed in: Chinese numerals, the labels of headings, lists, figures and tables,
 * and how a list of names is joined. They come from the section `words` of style.yaml. */
#pragma once

#include "scores/yaml.h"

typedef enum {
    AP_NUMERAL_PLAIN,  /* 一, 十二, 一百零五 */
    AP_NUMERAL_FORMAL, /* 壹, 拾貳 */
} ApNumeral;

typedef enum { AP_LABEL_FIGURE, AP_LABEL_TABLE, AP_LABEL_TABLE_CONTINUED } ApLabel;

/* What is counted; each kind of thing has its measure word. */
typedef enum {
    AP_COUNT_PARTICIPANTS,
    AP_COUNT_GROUPS,
    AP_COUNT_STAGES,
    AP_COUNT_FACETS,
    AP_COUNT_ITEMS,
    AP_COUNT_AGENCIES,
    AP_COUNT_CORRECTIONS,
    AP_COUNTS
} ApCount;

typedef struct ApWords ApWords;

/* Reads the section `words`. NULL with problems. */
ApWords *ap_words_new(ApYaml *style, ApProblems *problems);
void ap_words_free(ApWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApWords, ap_words_free)

/* `number` as a numeral up to 9999, in Arabic digits beyond. Caller frees, as of all texts below. */
char *ap_words_numeral(const ApWords *words, ApNumeral numeral, guint number);

/* `number` in words with its measure word: 三個, 兩組, 十二項. */
char *ap_words_count(const ApWords *words, ApCount count, guint number);

/* The label of the `number`th heading of `level` (from 1); levels beyond the last pattern use the last. */
char *ap_words_heading(const ApWords *words, guint level, guint number);

/* The label of an item in a list of depth `level` (from 1): number 0 gives the bullet. */
char *ap_words_list(const ApWords *words, guint level, guint number);

/* "圖 3", "表 2", "表 2 (續)". */
char *ap_words_label(const ApWords *words, ApLabel label, guint number);

/* The texts (char *) joined: A, A 及 B, A、B 及 C. */
char *ap_words_join(const ApWords *words, const GPtrArray *texts);

/* The same, each between the marks of a quotation: 「A」、「B」及「C」. */
char *ap_words_join_quoted(const ApWords *words, const GPtrArray *texts);
