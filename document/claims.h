/* What the texts of a year claim of its scores.
 *
 *     [最高]{group:1 total mean highest among groups}
 *     [均達]{groups total mean at least good}
 *     [優於]{group:1 stage:onsite mean above group:2 stage:onsite mean}
 *     [僅]{only 1 items:technical mean below 70}
 *
 * A claim is a value, by the names of published.csv, and what it is held against:
 *
 *     CLAIM = [ "only" COUNT ] SCOPE MEASURE STATISTIC HOW
 *     HOW   = "highest" "among" SET | "lowest" "among" SET | COMPARISON ( NUMBER | "good" | "pass" | SCOPE
 * MEASURE STATISTIC ) SET   = "groups" | "stages" | "items" | "facets" COMPARISON = "at least" | "at most" |
 * "above" | "below" | "equals"
 *
 * A SCOPE "groups" stands for each group, a MEASURE "stages", "items:STAGE" or "facets:STAGE" for each of
 * them; each must be so, or with "only COUNT" exactly as many. Values are compared as they are published. */
#pragma once

#include "document/glossary.h"
#include "document/prose.h"
#include "scores/store.h"

/* Errors: a claim that does not hold, with the facts, or that cannot be read. Warnings: a word of
 * glossary->claims that was typed outside of a claim, unless it is marked as meant or stands in a sentence of
 * the template that prints data; `own` (char *) are the paths of the year's texts, which are not the
 * template's. */
void ap_claims_check(ApProse *prose, const ApGlossary *glossary, GHashTable *own, const ApStore *store,
                     ApProblems *problems);
