/* The marks of printed values ("group:1 stage:technical mean"), read back into the store. */
#pragma once

#include "scores/store.h"

/* The statistic that `mark` names, if it has a value. FALSE for marks of other values, such as counts of the
 * plan. */
gboolean ap_mark_find(const ApStore *store, const char *mark, guint *scope, guint *measure,
                      ApStatistic *statistic);
