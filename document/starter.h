/* What a new year folder begins with: files that check clean once their scores are filled in. */
#pragma once

#include "scores/year.h"

/* The files of a new folder for ROC year `roc_year`, from the folder `starter` of `templates_dir`: a table of
 * names and GBytes, which the caller unrefs. NULL with problems (a text of the starter is wrong) or `error`
 * (it cannot be read). */
GHashTable *ap_starter_new(const char *templates_dir, guint roc_year, ApProblems *problems, GError **error);

/* The same, with plan, participants and texts carried over from `from`; its scores, corrections, agencies and
 * published figures stay behind. The year, where report.yaml names it, becomes `roc_year`; passages of the
 * texts that speak of the former year are marked (carry.h). */
GHashTable *ap_starter_from(const ApYear *from, const char *templates_dir, guint roc_year,
                            ApProblems *problems, GError **error);
