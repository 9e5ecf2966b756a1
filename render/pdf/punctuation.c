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

/* Marks are few: a switch names them by code point. */
static ApCharClass
mark_class(gunichar c)
{
    switch (c) {
    case 0x2018: /* quotation marks */
    case 0x201c:
    case 0x3008: /* brackets of CJK Symbols and Punctuation */
    case 0x300a:
    case 0x300c:
    case 0x300e:
    case 0x3010:
    case 0x3014:
    case 0x3016:
    case 0x3018:
    case 0x301a:
    case 0x301d:
    case 0xff08: /* full-width ( [ { */
    case 0xff3b:
    case 0xff5b:
        return AP_CHAR_OPEN;
    case 0x2019:
    case 0x201d:
    case 0x3009:
    case 0x300b:
    case 0x300d:
    case 0x300f:
    case 0x3011:
    case 0x3015:
    case 0x3017:
    case 0x3019:
    case 0x301b:
    case 0x301e:
    case 0x301f:
    case 0xff09:
    case 0xff3d:
    case 0xff5d:
        return AP_CHAR_CLOSE;
    case 0x3001: /* ideographic comma, full stop; full-width , . : ; ! ? */
    case 0x3002:
    case 0xff0c:
    case 0xff0e:
    case 0xff1a:
    case 0xff1b:
    case 0xff01:
    case 0xff1f:
    case 0xfe50: /* their small forms */
    case 0xfe51:
    case 0xfe52:
    case 0xfe54:
    case 0xfe55:
        return AP_CHAR_STOP;
    case 0x00b7: /* interpuncts, dashes, ellipses */
    case 0x2013:
    case 0x2014:
    case 0x2025:
    case 0x2026:
    case 0x2027:
    case 0x22ef:
    case 0x30fb:
    case 0xff5e:
        return AP_CHAR_MIDDLE;
    default:
        return AP_CHAR_OTHER;
    }
}

static gboolean
is_han(gunichar c)
{
    return (c >= 0x2e80 && c <= 0x2fdf) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3105 && c <= 0x33ff) || (c >= 0x3400 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff10 && c <= 0xff19) ||
           (c >= 0x20000 && c <= 0x3ffff)
           /* the private planes of the national character set */
           || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

ApCharClass
ap_char_class(gunichar c)
{
    if (c < 0x80)
        return ascii_class(c);
    ApCharClass mark = mark_class(c);
    if (mark != AP_CHAR_OTHER)
        return mark;
    if (is_han(c))
        return AP_CHAR_HAN;
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

gboolean
ap_class_starts_no_line(ApCharClass class)
{
    return class == AP_CHAR_CLOSE || class == AP_CHAR_STOP || class == AP_CHAR_MIDDLE ||
           class == AP_CHAR_NARROW_CLOSE;
}

gboolean
ap_class_ends_no_line(ApCharClass class)
{
    return class == AP_CHAR_OPEN || class == AP_CHAR_NARROW_OPEN;
}

gboolean
ap_char_starts_no_line(gunichar c)
{
    return c == '%' || c == '~' || c == 0x00b0 || c == 0x2030 || c == 0x2103 || c == 0xff05 || c == 0x3005 ||
           ap_class_starts_no_line(ap_char_class(c));
}

gboolean
ap_char_ends_no_line(gunichar c)
{
    return c == '$' || c == '#' || c == 0x20ac || c == 0x00a3 || c == 0x00a5 || c == 0xff04 ||
           ap_class_ends_no_line(ap_char_class(c));
}

gboolean
ap_classes_meet(ApCharClass before, ApCharClass after)
{
    gboolean before_narrow = before == AP_CHAR_WORD || before == AP_CHAR_DIGIT;
    gboolean after_narrow = after == AP_CHAR_WORD || after == AP_CHAR_DIGIT;
    return (before == AP_CHAR_HAN && after_narrow) || (before_narrow && after == AP_CHAR_HAN);
}
