/* The files of results sheets. */
#pragma once

#include "scores/year.h"

#define AP_SHEET_PREFIX "sheet-"
#define AP_SHEET_SUFFIX ".pdf"

/* The names of all participants' files, "sheet-LABEL.pdf" (char *), by index: what some file system refuses
 * in a name is "_", and a name that differs from a former one by no more than case gets the row of its
 * participant as well. Names depend on the year alone, whichever sheets are made. Caller unrefs. */
GPtrArray *ap_sheet_names(const ApYear *year);
