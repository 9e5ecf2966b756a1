/* What a character is to a line of Chinese text: what may start and end a line, what stays together, where a
 * quarter-em stands. After "Requirements for Chinese Text Layout" (W3C, CLREQ), 3.1.3 and 3.1.6. */
#pragma once

#include <glib.h>

typedef enum {
    AP_CHAR_OTHER,        /* breaks as Unicode says, no space of its own */
    AP_CHAR_HAN,          /* ideographs, kana, bopomofo and what is set like them */
    AP_CHAR_WORD,         /* letters, and what belongs to a number: % */
    AP_CHAR_DIGIT,        /* ASCII digits */
    AP_CHAR_SPACE,        /* U+0020 */
    AP_CHAR_OPEN,         /* full-width opening bracket or quotation mark */
    AP_CHAR_CLOSE,        /* full-width closing bracket or quotation mark */
    AP_CHAR_STOP,         /* full-width comma, full stop and their kind */
    AP_CHAR_MIDDLE,       /* full-width dash, ellipsis, interpunct */
    AP_CHAR_NARROW_OPEN,  /* ASCII ( [ { */
    AP_CHAR_NARROW_CLOSE, /* ASCII ) ] } , . : ; ! ? / and their kind */
} ApCharClass;

ApCharClass ap_char_class(gunichar c);

/* A full-width mark whose blank may be taken off. */
gboolean ap_class_is_mark(ApCharClass class);

/* As wide as an ideograph: a line may end beside it, and the places beside it stretch. */
gboolean ap_class_is_wide(ApCharClass class);

/* Percent and degree signs end a number: they start no line though they are letters to their neighbours. */
gboolean ap_char_starts_no_line(gunichar c);

/* Currency signs begin a number. */
gboolean ap_char_ends_no_line(gunichar c);

/* TRUE where an ideograph meets a letter or digit: a quarter-em stands between them. */
gboolean ap_classes_meet(ApCharClass before, ApCharClass after);
