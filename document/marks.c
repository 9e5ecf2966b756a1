/* The marks within a text that say how a word stands to the data: "\7" is meant as typed, "[words]{claim}"
 * must be borne out. */
#include <config.h>

#include "document/inline.h"

#include <string.h>

/* What a byte of the block's text is to become. */
typedef struct {
    gboolean dropped; /* of a mark: not printed */
    gboolean meant;   /* the first of what is marked as meant */
    guint claim;      /* 0 for none, else the claim's number */
} Mark;

/* The text of a block whose pieces are joined. */
typedef struct {
    GString *text;
    GString *typed; /* the same, but "x" for what is no mark: values and escaped characters */
    Mark *marks;    /* by byte */
    GPtrArray *claims;
} Line;

static void
join(Line *line, const GArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const ApPiece *piece = &g_array_index(pieces, ApPiece, i);
        const char *text = piece->kind == AP_PIECE_TEXT ? piece->text : "\n";
        g_string_append(line->text, text);
        if (piece->literal || piece->kind != AP_PIECE_TEXT)
            g_string_append(line->typed, text);
        else
            for (gsize j = strlen(text); j > 0; j--)
                g_string_append_c(line->typed, 'x');
    }
    line->marks = g_new0(Mark, line->text->len + 1);
}

/* "\" before a digit or an ideograph, where Markdown has no use for it. */
static void
find_meant(Line *line)
{
    for (gsize at = 0; at + 1 < line->typed->len; at++) {
        if (line->typed->str[at] != '\\')
            continue;
        gunichar next = g_utf8_get_char(line->typed->str + at + 1);
        if (!g_unichar_isdigit(next) &&
            !(next >= 0x80 && !g_unichar_ispunct(next) && !g_unichar_isspace(next)))
            continue;
        line->marks[at].dropped = TRUE;
        line->marks[at + 1].meant = TRUE;
    }
}

static void
drop(Line *line, gsize from, gsize to)
{
    for (gsize at = from; at < to; at++)
        line->marks[at].dropped = TRUE;
}

/* Every "[words]{claim}". */
static void
find_claims(Line *line)
{
    const char *typed = line->typed->str;
    for (const char *middle = strstr(typed, "]{"); middle != NULL; middle = strstr(middle + 1, "]{")) {
        const char *open = g_strrstr_len(typed, middle - typed, "[");
        const char *end = strchr(middle, '}');
        gsize claim = (gsize)(middle - typed) + 2;
        if (open == NULL || end == NULL || memchr(open, ']', (gsize)(middle - open)) != NULL)
            continue;
        g_ptr_array_add(line->claims, g_strndup(line->text->str + claim, (gsize)(end - typed) - claim));
        for (gsize at = (gsize)(open - typed) + 1; at < (gsize)(middle - typed); at++)
            line->marks[at].claim = line->claims->len;
        drop(line, (gsize)(open - typed), (gsize)(open - typed) + 1);
        drop(line, (gsize)(middle - typed), (gsize)(end - typed) + 1);
    }
}

/* Appends what the marks leave of a piece whose text begins at byte `start` of the line. */
static void
cut(const Line *line, const ApPiece *piece, gsize start, GArray *cuts)
{
    const Mark *marks = line->marks + start;
    gsize length = strlen(piece->text);
    for (gsize from = 0, to; from < length; from = to) {
        for (to = from + 1; to < length && marks[to].dropped == marks[from].dropped && !marks[to].meant &&
                            marks[to].claim == marks[from].claim;
             to++)
            ;
        if (marks[from].dropped)
            continue;
        ApPiece part = *piece;
        part.text = g_strndup(piece->text + from, to - from);
        part.place = ap_pieces_place_within(piece, from);
        part.meant = marks[from].meant;
        part.claim =
            marks[from].claim > 0 ? g_strdup(g_ptr_array_index(line->claims, marks[from].claim - 1)) : NULL;
        g_array_append_val(cuts, part);
    }
}

GArray *
ap_pieces_mark(const GArray *pieces)
{
    Line line = {
        .text = g_string_new(NULL),
        .typed = g_string_new(NULL),
        .claims = g_ptr_array_new_with_free_func(g_free),
    };
    GArray *cuts = ap_pieces_new();
    gsize start = 0;
    join(&line, pieces);
    find_meant(&line);
    find_claims(&line);
    for (guint i = 0; i < pieces->len; i++) {
        const ApPiece *piece = &g_array_index(pieces, ApPiece, i);
        if (piece->kind == AP_PIECE_TEXT)
            cut(&line, piece, start, cuts);
        else
            g_array_append_val(cuts, *piece);
        start += piece->kind == AP_PIECE_TEXT ? strlen(piece->text) : 1;
    }
    g_string_free(line.text, TRUE);
    g_string_free(line.typed, TRUE);
    g_free(line.marks);
    g_ptr_array_unref(line.claims);
    return cuts;
}
