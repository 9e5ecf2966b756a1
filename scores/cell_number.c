/* Decimal digits, rounded; formats, classified; days, counted. */
#include <config.h>

#include "scores/cell_number.h"

#include <string.h>

#define SHOWN_DIGITS 15
#define EXPONENT_LIMIT 400
#define LAST_DAY 2958465 /* 9999-12-31 in the epoch of 1900 */

/* 0.d1d2…dn × 10^point; no leading and no trailing zero; n is 0 for zero. */
typedef struct {
    gboolean negative;
    char digits[SHOWN_DIGITS + 1]; /* one more than is shown, to round by */
    gint n;
    gint point;
} Number;

static void
strip_zeros(Number *number)
{
    while (number->n > 0 && number->digits[number->n - 1] == '0')
        number->n--;
}

/* Takes one digit; those beyond what rounding needs only move the point. */
static void
take_digit(Number *number, char digit, gboolean whole)
{
    if (number->n == 0 && digit == '0') {
        number->point -= !whole;
        return;
    }
    number->point += whole;
    if (number->n < (gint)sizeof number->digits)
        number->digits[number->n++] = digit;
}

/* "e-2" and the like at the end of a number; FALSE if it is none. */
static gboolean
take_exponent(Number *number, const char *text)
{
    gboolean negative = *text == '-';
    if (*text == '-' || *text == '+')
        text++;
    gint exponent = 0;
    gboolean any = FALSE;
    for (; g_ascii_isdigit(*text); text++, any = TRUE)
        exponent = MIN(exponent * 10 + (*text - '0'), EXPONENT_LIMIT);
    number->point += negative ? -exponent : exponent;
    return any && *text == '\0';
}

static gboolean
parse(const char *text, Number *number)
{
    *number = (Number){.negative = *text == '-'};
    if (*text == '-' || *text == '+')
        text++;
    gboolean any = FALSE;
    for (; g_ascii_isdigit(*text); text++, any = TRUE)
        take_digit(number, *text, TRUE);
    if (*text == '.')
        for (text++; g_ascii_isdigit(*text); text++, any = TRUE)
            take_digit(number, *text, FALSE);
    if (!any || (*text != '\0' && *text != 'e' && *text != 'E'))
        return FALSE;
    if (*text != '\0' && !take_exponent(number, text + 1))
        return FALSE;
    strip_zeros(number);
    return TRUE;
}

/* Keeps `keep` significant digits, half up. TRUE if any but zeros went. */
static gboolean
round_digits(Number *number, gint keep)
{
    if (keep >= number->n)
        return FALSE;
    gboolean up = keep >= 0 && number->digits[keep] >= '5';
    number->n = MAX(keep, 0);
    if (up) {
        while (number->n > 0 && number->digits[number->n - 1] == '9')
            number->n--;
        if (number->n > 0) {
            number->digits[number->n - 1]++;
        } else {
            number->digits[number->n++] = '1';
            number->point++;
        }
    }
    strip_zeros(number);
    return TRUE;
}

static void
append_zeros(GString *text, gint count)
{
    for (; count > 0; count--)
        g_string_append_c(text, '0');
}

/* "0.0735", with at least `whole` digits before the point. */
static char *
format(const Number *number, guint whole)
{
    GString *text = g_string_new(number->negative && number->n > 0 ? "-" : NULL);
    gint point = number->n > 0 ? number->point : 0;
    if (point > 21 || point < -20) {
        g_string_append_printf(text, "%.*sE%d", number->n, number->digits, point - number->n);
        return g_string_free(text, FALSE);
    }
    append_zeros(text, (gint)MAX(whole, 1) - MAX(point, 0));
    for (gint i = 0; i < point; i++)
        g_string_append_c(text, i < number->n ? number->digits[i] : '0');
    if (number->n > point) {
        g_string_append_c(text, '.');
        append_zeros(text, -point);
        g_string_append_len(text, number->digits + MAX(point, 0), number->n - MAX(point, 0));
    }
    return g_string_free(text, FALSE);
}

/* The number as a whole number of 10^-places, cut off; it must be small enough. */
static gint64
scale(const Number *number, gint places)
{
    gint64 units = 0;
    for (gint i = 0; i < number->point + places; i++)
        units = units * 10 + (i < number->n ? number->digits[i] - '0' : 0);
    return units;
}

/* The epoch of 1900 has a 29 February 1900 that never was: day 60. It is written as such, for whoever checks
 * the date to refuse. */
static void
append_date(GString *text, gint64 day, gboolean from_1904)
{
    GDate date;
    if (!from_1904 && day == 60) {
        g_string_append(text, "1900-02-29");
        return;
    }
    if (from_1904)
        g_date_set_dmy(&date, 1, 1, 1904);
    else
        g_date_set_dmy(&date, day < 60 ? 31 : 30, 12, 1899);
    g_date_add_days(&date, (guint)day);
    g_string_append_printf(text, "%04u-%02u-%02u", (guint)g_date_get_year(&date),
                           (guint)g_date_get_month(&date), (guint)g_date_get_day(&date));
}

/* "2022-07-06", "09:30:00" for less than a day, "2022-07-06T09:30:00". NULL for what no calendar holds. */
static char *
format_calendar(const Number *number, gboolean from_1904)
{
    if (number->negative || number->point > 7)
        return NULL;
    gint64 day = scale(number, 0);
    gint64 billionths = scale(number, 9) - day * 1000000000;
    gint64 seconds = (billionths * 86400 + 500000000) / 1000000000;
    day += seconds / 86400;
    seconds %= 86400;
    if (day > LAST_DAY)
        return NULL;

    GString *text = g_string_new(NULL);
    if (day > 0 || (seconds == 0 && from_1904))
        append_date(text, day, from_1904);
    if (seconds > 0 || text->len == 0)
        g_string_append_printf(text, "%s%02d:%02d:%02d", text->len > 0 ? "T" : "", (int)(seconds / 3600),
                               (int)(seconds / 60 % 60), (int)(seconds % 60));
    return g_string_free(text, FALSE);
}

char *
ap_number_show(const char *stored, ApNumberFormat shown, gboolean from_1904, gboolean *hidden)
{
    Number number;
    if (hidden != NULL)
        *hidden = FALSE;
    if (!parse(stored, &number))
        return NULL;
    round_digits(&number, SHOWN_DIGITS);
    if (shown.kind == AP_NUMBER_CALENDAR) {
        char *text = format_calendar(&number, from_1904);
        return text != NULL ? text : format(&number, 1);
    }
    if (shown.kind == AP_NUMBER_PERCENT) {
        number.point += 2;
        g_autofree char *text = format(&number, 1);
        return g_strconcat(text, "%", NULL);
    }
    if (shown.kind == AP_NUMBER_FIXED) {
        gboolean rounded = round_digits(&number, number.point + (gint)shown.places);
        if (hidden != NULL)
            *hidden = rounded;
    }
    return format(&number, shown.kind == AP_NUMBER_FIXED ? shown.whole : 1);
}

char *
ap_number_as_shown(const char *stored, const char *shown, gboolean *hidden)
{
    gsize length = strlen(shown), whole = strspn(shown, "0123456789");
    gsize places = shown[whole] == '.' ? length - whole - 1 : 0;
    if (whole == 0 || length > 2 * SHOWN_DIGITS || strspn(shown, "0123456789.") != length)
        return NULL;
    ApNumberFormat plain = {AP_NUMBER_FIXED, (guint)places, (guint)whole};
    g_autofree char *rounded = ap_number_show(stored, plain, FALSE, hidden);
    g_autofree char *written = ap_number_show(shown, plain, FALSE, NULL);
    return g_strcmp0(rounded, written) == 0 ? g_steal_pointer(&rounded) : NULL;
}

ApNumberFormat
ap_number_format_builtin(guint id)
{
    static const ApNumberFormat calendar = {AP_NUMBER_CALENDAR, 0, 0}, percent = {AP_NUMBER_PERCENT, 0, 0},
                                whole = {AP_NUMBER_FIXED, 0, 1}, two_places = {AP_NUMBER_FIXED, 2, 1};
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
        return calendar;
    switch (id) {
    case 1:
    case 3:
    case 5:
    case 6:
    case 37:
    case 38:
    case 41:
    case 42:
        return whole;
    case 2:
    case 4:
    case 7:
    case 8:
    case 39:
    case 40:
    case 43:
    case 44:
        return two_places;
    case 9:
    case 10:
        return percent;
    default:
        return (ApNumberFormat){AP_NUMBER_GENERAL, 0, 0};
    }
}

/* What the characters of a format's first section say. */
typedef struct {
    gboolean calendar, percent, other;
    gboolean placeholder, after_point;
    gboolean comma; /* follows the last placeholder: shown in thousands */
    guint whole, places;
} Section;

/* [Red], [$-404], [h]; returns the closing bracket or the end of the text. */
static const char *
take_bracket(Section *section, const char *at)
{
    gsize length = strcspn(at, "]");
    if (strspn(at + 1, "hHmMsS") == length - 1 && length > 1)
        section->calendar = TRUE;
    if (memchr(at, '<', length) != NULL || memchr(at, '>', length) != NULL || memchr(at, '=', length) != NULL)
        section->other = TRUE;
    return at[length] == ']' ? at + length : at + length - 1;
}

static void
take_placeholder(Section *section, char c)
{
    section->placeholder = TRUE;
    section->comma = FALSE;
    if (section->after_point)
        section->places++;
    else if (c == '0')
        section->whole++;
}

/* One character outside quotes and brackets; `next` follows it. */
static void
take_character(Section *section, char c, char next)
{
    if (strchr("0#?", c) != NULL)
        take_placeholder(section, c);
    else if (c == '.' && !section->comma)
        section->after_point = TRUE;
    else if (c == ',')
        section->comma = TRUE;
    else if (c == '%')
        section->percent = TRUE;
    else if (strchr("eE", c) != NULL && (next == '+' || next == '-'))
        section->other = TRUE;
    else if (strchr("ymdhsegbYMDHSEGB", c) != NULL)
        section->calendar = TRUE;
    else if (strchr("/@", c) != NULL)
        section->other = TRUE;
}

/* Returns the last character of what begins at `at`. */
static const char *
take_token(Section *section, const char *at)
{
    if (*at == '[')
        return take_bracket(section, at);
    if (*at == '"') {
        gsize length = strcspn(at + 1, "\"");
        return at[1 + length] == '"' ? at + 1 + length : at + length;
    }
    if (strchr("\\_*", *at) != NULL)
        return at[1] != '\0' ? g_utf8_next_char(at + 1) - 1 : at;
    if (g_ascii_strncasecmp(at, "General", 7) == 0) {
        section->other = TRUE;
        return at + 6;
    }
    take_character(section, *at, at[1]);
    return at;
}

ApNumberFormat
ap_number_format_parse(const char *code)
{
    Section section = {0};
    for (const char *at = code; *at != '\0' && *at != ';'; at++)
        at = take_token(&section, at);
    if (section.calendar)
        return (ApNumberFormat){AP_NUMBER_CALENDAR, 0, 0};
    if (section.percent)
        return (ApNumberFormat){AP_NUMBER_PERCENT, 0, 0};
    if (section.other || section.comma || !section.placeholder)
        return (ApNumberFormat){AP_NUMBER_GENERAL, 0, 0};
    return (ApNumberFormat){AP_NUMBER_FIXED, section.places, MIN(section.whole, SHOWN_DIGITS)};
}
