/* Part of verify.c: the numbers that the report prints against the cells of its appendix. */
#pragma once

#include "render/pdf/extract.h"
#include "render/workbook_read.h"

/* All borrowed. */
typedef struct {
    const char *report, *appendix; /* paths, named in problems */
    const GPtrArray *texts;        /* ApPdfText */
    const ApReadWorkbook *book;
    guint places;         /* decimals of the published numbers */
    ApProblems *problems; /* gets what disagrees */
    GPtrArray *passed;    /* char *: gets what was found right */
} ApVerifyNumbers;

void ap_verify_numbers(const ApVerifyNumbers *verify);
