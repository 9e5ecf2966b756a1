/* Characters by their part in a line of Chinese text. */
#include <config.h>

#include "render/pdf/punctuation.h"

static ApCharClass
ascii_class(gunichar c)
{
    if (c == ' ')
        return AP_CHAR_SPACE;
    if (g_ascii_isdigit((char)c))
        return AP_CHAR_DIGIT;
    if (g_ascii_isalpha((char)c) || c == '%')
        return AP_CHAR_WORD;
    if (c == '(' || c == '[' || c == '{')
        return AP_CHAR_NARROW_OPEN;
    if (c == ')' || c == ']' || c == '}' || c == ',' || c == '.' || c == ':' || c == ';' || c == '!' ||
        c == '?' || c == '/')
        return AP_CHAR_NARROW_CLOSE;
    return AP_CHAR_OTHER;
}

/* Full-width marks, by code point: quotation marks and brackets, commas and stops with their small forms, and
 * interpuncts, dashes and ellipses. */
static const gunichar opening[] = {0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014,
                                   0x3016, 0x3018, 0x301a, 0x301d, 0xff08, 0xff3b, 0xff5b, 0};
static const gunichar closing[] = {0x2019, 0x201d, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3017,
                                   0x3019, 0x301b, 0x301e, 0x301f, 0xff09, 0xff3d, 0xff5d, 0};
static const gunichar stops[] = {0x3001, 0x3002, 0xff01, 0xff0c, 0xff0e, 0xff1a, 0xff1b,
                                 0xff1f, 0xfe50, 0xfe51, 0xfe52, 0xfe54, 0xfe55, 0};
static const gunichar middles[] = {0x00b7, 0x2013, 0x2014, 0x2025, 0x2026, 0x2027, 0x22ef, 0x30fb, 0xff5e, 0};

static gboolean
is_among(const gunichar *list, gunichar c)
{
    while (*list && *list != c)
        list++;
    return *list != 0;
}

static ApCharClass
mark_class(gunichar c)
{
    if (is_among(opening, c))
        return AP_CHAR_OPEN;
    if (is_among(closing, c))
        return AP_CHAR_CLOSE;
    if (is_among(stops, c))
        return AP_CHAR_STOP;
    return is_among(middles, c) ? AP_CHAR_MIDDLE : AP_CHAR_OTHER;
}

static gboolean
is_han(gunichar c)
{
    return (c >= 0x2e80 && c <= 0x2fdf) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3041 && c <= 0x30ff && c != 0x30fb) || (c >= 0x3105 && c <= 0x33ff) ||
           (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff10 && c <= 0xff19) ||
           (c >= 0x20000 && c <= 0x3ffff)
           /* the private planes of the national character set */
           || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

ApCharClass
ap_char_class(gunichar c)
{
    if (c < 0x80)
        return ascii_class(c);
    if (is_han(c))
        return AP_CHAR_HAN;
    ApCharClass mark = mark_class(c);
    if (mark != AP_CHAR_OTHER)
        return mark;
    return g_unichar_isalpha(c) && c < 0x2000 ? AP_CHAR_WORD : AP_CHAR_OTHER;
}

gboolean
ap_class_is_mark(ApCharClass class)
{
    return class == AP_CHAR_OPEN || class == AP_CHAR_CLOSE || class == AP_CHAR_STOP;
}

gboolean
ap_class_is_wide(ApCharClass class)
{
    return class == AP_CHAR_HAN || ap_class_is_mark(class) || class == AP_CHAR_MIDDLE;
}

static gboolean
class_starts_no_line(ApCharClass class)
{
    return class == AP_CHAR_CLOSE || class == AP_CHAR_STOP || class == AP_CHAR_MIDDLE ||
           class == AP_CHAR_NARROW_CLOSE;
}

static gboolean
class_ends_no_line(ApCharClass class)
{
    return class == AP_CHAR_OPEN || class == AP_CHAR_NARROW_OPEN;
}

gboolean
ap_char_starts_no_line(gunichar c)
{
    return c == '%' || c == '~' || c == 0x00b0 || c == 0x2030 || c == 0x2103 || c == 0xff05 || c == 0x3005 ||
           class_starts_no_line(ap_char_class(c));
}

gboolean
ap_char_ends_no_line(gunichar c)
{
    return c == '$' || c == '#' || c == 0x20ac || c == 0x00a3 || c == 0x00a5 || c == 0xff04 ||
           class_ends_no_line(ap_char_class(c));
}

gboolean
ap_classes_meet(ApCharClass before, ApCharClass after)
{
    gboolean before_narrow = before == AP_CHAR_WORD || before == AP_CHAR_DIGIT;
    gboolean after_narrow = after == AP_CHAR_WORD || after == AP_CHAR_DIGIT;
    return (before == AP_CHAR_HAN && after_narrow) || (before_narrow && after == AP_CHAR_HAN);
}
