/* Numbers of a workbook as a person sees them: a sheet stores 8.35 as 8.3499999999999996 and a date as a
 * count of days. All of it works on the stored decimal digits; no binary floating point takes part. */
#pragma once

#include <glib.h>

typedef enum {
    AP_NUMBER_GENERAL,  /* as typed */
    AP_NUMBER_FIXED,    /* shown with at most `places` places and at least `whole` digits before the point */
    AP_NUMBER_PERCENT,  /* 0.75 is shown as 75% */
    AP_NUMBER_CALENDAR, /* days since the workbook's epoch, shown as a date or a time */
} ApNumberKind;

typedef struct {
    ApNumberKind kind;
    guint places; /* of AP_NUMBER_FIXED */
    guint whole;  /* of AP_NUMBER_FIXED */
} ApNumberFormat;

/* What number format `id` of an .xlsx without a code of its own shows (ECMA-376 part 1, 18.8.30). */
ApNumberFormat ap_number_format_builtin(guint id);

/* What the format `code` shows, judged by its first section: "0.00", "yyyy-mm-dd", "[$-404]e/m/d". What is
 * neither a percentage, a date nor plain digits is AP_NUMBER_GENERAL. */
ApNumberFormat ap_number_format_parse(const char *code);

/* The text of the number `stored` ("8.3499999999999996", "7.0E-2"): rounded half up to the 15 significant
 * digits that a sheet shows, then to the places of `format`, without trailing zeros: "8.35". Dates are ISO
 * 8601. `from_1904` chooses the epoch. `*hidden` (may be NULL) tells whether the format hid digits. NULL if
 * `stored` is no number. Caller frees. */
char *ap_number_show(const char *stored, ApNumberFormat format, gboolean from_1904, gboolean *hidden);

/* Likewise where the application wrote what it shows beside the number ("08.40" for 8.3512 gives "08.4").
 * NULL if `shown` is not this number in plain digits. */
char *ap_number_as_shown(const char *stored, const char *shown, gboolean *hidden);
