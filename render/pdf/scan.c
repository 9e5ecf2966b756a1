/* Reads a content stream again. Only the operators that matter for tags and fonts are understood. */
#include <config.h>

#include "render/pdf/scan.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Deeper nesting of marked content is a fault. */
#define DEPTH_LIMIT 16

/* Between two strings, so many thousandths of the size are more than justification adds inside a word. */
#define GAP 200

typedef enum { MARK_OTHER, MARK_CONTENT, MARK_ARTIFACT } Mark;

typedef struct {
    const char *at, *end;
    gboolean needs_marks;
    const ApScanEvents *events;
    gpointer data;

    /* Operands since the last operator. */
    char name[128]; /* the first one, if it is a name */
    gboolean has_name;
    glong mcid;                 /* of a property list, -1 for none */
    gboolean is_keyed;          /* the last token was /MCID */
    GString *strings;           /* all strings, end to end */
    GArray *gaps;               /* gsize: where in `strings` gaps are */
    gboolean is_actual;         /* the last token was /ActualText */
    gsize text_start, text_end; /* its value in `strings` */
    gboolean has_text;

    Mark marks[DEPTH_LIMIT];
    guint depth;
    char *font;
} Scan;

/* What a character is to the words that it stands among (ISO 32000-1, 7.2.2). */
typedef enum { REGULAR, SPACE, DELIMITER } Kind;

static Kind
kind_of(char c)
{
    static const guint8 kinds[G_MAXUINT8 + 1] = {
        ['\0'] = SPACE,    ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
        ['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
        ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
        ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
    };
    return kinds[(guchar)c];
}

static const guint8 *
codes_at(const Scan *scan, gsize at)
{
    return (const guint8 *)scan->strings->str + at;
}

static void
fail(Scan *scan, const char *what)
{
    scan->events->fail(scan->data, what);
}

/* A hexadecimal string, after its "<". */
static void
read_hex(Scan *scan)
{
    int high = -1;
    for (; scan->at < scan->end && *scan->at != '>'; scan->at++) {
        int digit = g_ascii_xdigit_value(*scan->at);
        if (digit < 0)
            continue;
        if (high < 0) {
            high = digit;
            continue;
        }
        g_string_append_c(scan->strings, (char)(high << 4 | digit));
        high = -1;
    }
    if (high >= 0)
        g_string_append_c(scan->strings, (char)(high << 4));
    if (scan->at < scan->end)
        scan->at++;
}

/* What follows a backslash; -1 for a line end, which only breaks the line. */
static int
read_escape(Scan *scan)
{
    static const char letters[] = "nrtbf";
    static const char values[] = "\n\r\t\b\f";
    char c = *scan->at++;
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        return values[letter - letters];
    if (c == '\r' && scan->at < scan->end && *scan->at == '\n')
        scan->at++;
    if (c == '\n' || c == '\r')
        return -1;
    if (c < '0' || c > '7')
        return (guchar)c;
    int value = c - '0';
    for (guint i = 0; i < 2 && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '7'; i++)
        value = value * 8 + (*scan->at++ - '0');
    return value & 0xff;
}

/* A string in parentheses, after the first one. */
static void
read_literal(Scan *scan)
{
    guint depth = 1;
    while (scan->at < scan->end) {
        int value = (guchar)*scan->at++;
        if (value == '\\' && scan->at < scan->end) {
            value = read_escape(scan);
            if (value < 0)
                continue;
        } else if (value == '(') {
            depth++;
        } else if (value == ')' && --depth == 0) {
            return;
        }
        g_string_append_c(scan->strings, (char)value);
    }
}

static void
begin_mark(Scan *scan)
{
    Mark mark = MARK_OTHER;
    if (scan->mcid >= 0)
        mark = MARK_CONTENT;
    else if (scan->has_name && strcmp(scan->name, "Artifact") == 0)
        mark = MARK_ARTIFACT;
    for (guint i = 0; i < scan->depth && mark != MARK_OTHER; i++)
        if (scan->marks[i] != MARK_OTHER)
            fail(scan, _("marked content is nested"));
    if (scan->depth >= DEPTH_LIMIT) {
        fail(scan, _("marked content is nested too deeply"));
        return;
    }
    scan->marks[scan->depth++] = mark;
    ApScanMark begun = {.mcid = scan->mcid};
    if (scan->has_text) {
        begun.text = codes_at(scan, scan->text_start);
        begun.length = scan->text_end - scan->text_start;
    }
    scan->events->begin(scan->data, &begun);
}

static void
end_mark(Scan *scan)
{
    if (scan->depth == 0) {
        fail(scan, _("marked content ends without a beginning"));
        return;
    }
    scan->depth--;
    scan->events->end(scan->data);
}

static void
require_mark(Scan *scan)
{
    gboolean is_marked = !scan->needs_marks;
    for (guint i = 0; i < scan->depth; i++)
        is_marked = is_marked || scan->marks[i] != MARK_OTHER;
    if (!is_marked)
        fail(scan, _("something is drawn that is neither tagged nor an artifact"));
}

typedef enum {
    ACTION_NONE,
    ACTION_BEGIN,
    ACTION_END,
    ACTION_FONT,
    ACTION_SHOW,
    ACTION_MOVE, /* puts the pen elsewhere */
    ACTION_DRAW,
    ACTION_PAINT
} Action;

/* What an operator does. Clipping, state and the construction of paths draw nothing. */
static Action
find_action(const char *operator)
{
    static const struct {
        char operator[4];
        Action action;
    } actions[] = {{"BDC", ACTION_BEGIN}, {"BMC", ACTION_BEGIN}, {"EMC", ACTION_END},  {"Tf", ACTION_FONT},
                   {"Tj", ACTION_SHOW},   {"TJ", ACTION_SHOW},   {"'", ACTION_SHOW},   {"\"", ACTION_SHOW},
                   {"BT", ACTION_MOVE},   {"Td", ACTION_MOVE},   {"TD", ACTION_MOVE},  {"Tm", ACTION_MOVE},
                   {"T*", ACTION_MOVE},   {"Do", ACTION_DRAW},   {"f", ACTION_PAINT},  {"F", ACTION_PAINT},
                   {"f*", ACTION_PAINT},  {"B", ACTION_PAINT},   {"B*", ACTION_PAINT}, {"b", ACTION_PAINT},
                   {"b*", ACTION_PAINT},  {"S", ACTION_PAINT},   {"s", ACTION_PAINT},  {"sh", ACTION_PAINT},
                   {"EI", ACTION_PAINT}};
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
        if (actions[i].operator[0] == operator[0] && strcmp(actions[i].operator, operator) == 0)
            return actions[i].action;
    return ACTION_NONE;
}

static void
show(Scan *scan, const char *operator)
{
    require_mark(scan);
    if (operator[0] != 'T')
        scan->events->gap(scan->data); /* ' and " go to the next line first */
    gsize start = 0;
    for (guint i = 0; i < scan->gaps->len; i++) {
        gsize end = g_array_index(scan->gaps, gsize, i);
        scan->events->show(scan->data, scan->font, codes_at(scan, start), end - start);
        scan->events->gap(scan->data);
        start = end;
    }
    scan->events->show(scan->data, scan->font, codes_at(scan, start), scan->strings->len - start);
}

static void
clear_operands(Scan *scan)
{
    scan->has_name = FALSE;
    scan->name[0] = '\0';
    scan->mcid = -1;
    scan->has_text = FALSE;
    g_string_truncate(scan->strings, 0);
    g_array_set_size(scan->gaps, 0);
}

static void
run_operator(Scan *scan, const char *operator)
{
    switch (find_action(operator)) {
    case ACTION_BEGIN:
        begin_mark(scan);
        break;
    case ACTION_END:
        end_mark(scan);
        break;
    case ACTION_FONT:
        g_free(scan->font);
        scan->font = g_strdup(scan->name);
        break;
    case ACTION_SHOW:
        show(scan, operator);
        break;
    case ACTION_MOVE:
        scan->events->gap(scan->data);
        break;
    case ACTION_DRAW:
        require_mark(scan);
        scan->events->draw(scan->data, scan->name);
        break;
    case ACTION_PAINT:
        require_mark(scan);
        break;
    case ACTION_NONE:
        break;
    }
    clear_operands(scan);
}

/* A run of regular characters: a number or an operator; a name after its slash. Longer ones are cut, which
 * makes them unknown. */
static void
read_word(Scan *scan, char *word, gsize size)
{
    gsize length = 0;
    for (; scan->at < scan->end && kind_of(*scan->at) == REGULAR; scan->at++)
        if (length + 1 < size)
            word[length++] = *scan->at;
    word[length] = '\0';
}

static void
read_name(Scan *scan)
{
    char name[sizeof scan->name];
    read_word(scan, name, sizeof name);
    scan->is_keyed = strcmp(name, "MCID") == 0;
    scan->is_actual = strcmp(name, "ActualText") == 0;
    if (!scan->has_name)
        g_strlcpy(scan->name, name, sizeof scan->name);
    scan->has_name = TRUE;
}

/* A string, after its opening mark. */
static void
read_string(Scan *scan, gboolean is_hex)
{
    gsize start = scan->strings->len;
    if (is_hex)
        read_hex(scan);
    else
        read_literal(scan);
    if (!scan->is_actual)
        return;
    scan->has_text = TRUE;
    scan->text_start = start;
    scan->text_end = scan->strings->len;
    scan->is_actual = FALSE;
}

/* A number: the value of /MCID, or how far the pen moves between two strings. */
static void
take_number(Scan *scan, const char *word)
{
    gsize end = scan->strings->len;
    if (scan->is_keyed)
        scan->mcid = strtol(word, NULL, 10);
    else if (end > 0 && word[0] == '-' && g_ascii_strtod(word, NULL) < -GAP)
        g_array_append_val(scan->gaps, end);
}

static void
read_token(Scan *scan)
{
    char c = *scan->at++;
    gboolean is_pair = scan->at < scan->end && *scan->at == c;
    if (c == '%')
        while (scan->at < scan->end && *scan->at != '\n' && *scan->at != '\r')
            scan->at++;
    else if (c == '(')
        read_string(scan, FALSE);
    else if (c == '/')
        read_name(scan);
    else if (c == '<' && !is_pair)
        read_string(scan, TRUE);
    else if (kind_of(c) == DELIMITER && is_pair)
        scan->at++; /* the brackets of a dictionary, or of two arrays: no matter */
    if (kind_of(c) != REGULAR)
        return;
    char word[32];
    scan->at--;
    read_word(scan, word, sizeof word);
    if (strchr("+-.0123456789", word[0]) == NULL)
        run_operator(scan, word);
    else
        take_number(scan, word);
    scan->is_keyed = FALSE;
}

void
ap_content_scan(const char *bytes, gsize length, gboolean needs_marks, const ApScanEvents *events,
                gpointer data)
{
    Scan scan = {.at = bytes,
                 .end = bytes + length,
                 .needs_marks = needs_marks,
                 .events = events,
                 .data = data,
                 .mcid = -1,
                 .strings = g_string_new(NULL),
                 .gaps = g_array_new(FALSE, FALSE, sizeof(gsize))};
    while (scan.at < scan.end)
        read_token(&scan);
    if (scan.depth > 0)
        fail(&scan, _("marked content does not end"));
    g_string_free(scan.strings, TRUE);
    g_array_unref(scan.gaps);
    g_free(scan.font);
}
