/* Makes runs of pieces of text: references, line ends, and the search for marks that marked nothing. */
#include <config.h>

#include "document/inline.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_piece(gpointer data)
{
    ApPiece *piece = data;
    g_free(piece->text);
    g_free(piece->claim);
}

GArray *
ap_pieces_new(void)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(ApPiece));
    g_array_set_clear_func(pieces, clear_piece);
    return pieces;
}

void
ap_pieces_append(GArray *pieces, ApPiece piece)
{
    ApPiece *last = pieces->len > 0 ? &g_array_index(pieces, ApPiece, pieces->len - 1) : NULL;
    if (last != NULL && last->kind == AP_PIECE_TEXT && piece.kind == AP_PIECE_TEXT &&
        last->span == piece.span && last->literal == piece.literal && last->strong == piece.strong &&
        last->emphasis == piece.emphasis) {
        char *joined = g_strconcat(last->text, piece.text, NULL);
        g_free(last->text);
        g_free(piece.text);
        last->text = joined;
        return;
    }
    g_array_append_val(pieces, piece);
}

gboolean
ap_pieces_are(const GArray *pieces, const char *text)
{
    return pieces->len == 1 && g_array_index(pieces, ApPiece, 0).literal &&
           strcmp(g_array_index(pieces, ApPiece, 0).text, text) == 0;
}

gboolean
ap_pieces_begin(const GArray *pieces, const char *text)
{
    return pieces->len > 0 && g_array_index(pieces, ApPiece, 0).literal &&
           g_str_has_prefix(g_array_index(pieces, ApPiece, 0).text, text);
}

ApPlace
ap_pieces_place_within(const ApPiece *piece, gsize length)
{
    ApPlace place = piece->place;
    if (piece->literal)
        place.column += (guint)g_utf8_strlen(piece->text, (gssize)length);
    return place;
}

void
ap_pieces_skip(GArray *pieces, gsize length)
{
    ApPiece *piece = &g_array_index(pieces, ApPiece, 0);
    piece->place = ap_pieces_place_within(piece, length);
    memmove(piece->text, piece->text + length, strlen(piece->text) - length + 1);
}

char *
ap_pieces_take_attributes(GArray *pieces, ApPlace *place)
{
    const ApPiece *last = pieces->len > 0 ? &g_array_index(pieces, ApPiece, pieces->len - 1) : NULL;
    if (last == NULL || !last->literal || !g_str_has_suffix(last->text, "}"))
        return NULL;
    g_autoptr(GString) tail = g_string_new(NULL);
    for (guint i = pieces->len; i-- > 0;) {
        ApPiece *piece = &g_array_index(pieces, ApPiece, i);
        if (piece->kind != AP_PIECE_TEXT)
            return NULL;
        char *brace = piece->literal ? strrchr(piece->text, '{') : NULL;
        g_string_prepend(tail, brace != NULL ? brace + 1 : piece->text);
        if (brace == NULL)
            continue;
        *place = ap_pieces_place_within(piece, (gsize)(brace - piece->text));
        while (brace > piece->text && brace[-1] == ' ')
            brace--;
        *brace = '\0';
        g_array_set_size(pieces, piece->text[0] == '\0' ? i : i + 1);
        return g_strndup(tail->str, tail->len - 1);
    }
    return NULL;
}

/* What is being made of pieces. */
typedef struct {
    GPtrArray *runs; /* ApRun */
    ApProblems *problems;
    ApRun *open;         /* the last run while it takes more text, else NULL */
    GString *text;       /* of the open run */
    const ApPiece *last; /* the last piece of the open run */
    ApRun *reference;    /* whose id is still being read; NULL if none */
    gboolean newline;    /* stands before the next text */
} Maker;

static void
close_run(Maker *maker)
{
    if (maker->open == NULL)
        return;
    g_free(maker->open->text);
    maker->open->text = g_strndup(maker->text->str, maker->text->len);
    maker->open = NULL;
}

static ApRun *
add_run(Maker *maker, ApRunKind kind, const ApPiece *piece, ApPlace place)
{
    ApRun *run = ap_run_new(kind, "");
    close_run(maker);
    run->strong = piece->strong;
    run->emphasis = piece->emphasis;
    run->meant = piece->meant;
    run->escaped =
        kind == AP_RUN_TEXT && !piece->literal && (piece->span == NULL || !piece->span->interpolated);
    run->claim = g_strdup(piece->claim);
    run->place = place;
    run->origin = place;
    if (kind == AP_RUN_TEXT && piece->span != NULL && piece->span->interpolated) {
        run->interpolated = TRUE;
        run->value = g_strdup(piece->span->value);
        if (piece->span->origin.file != NULL)
            run->origin = piece->span->origin;
    }
    g_ptr_array_add(maker->runs, run);
    return run;
}

/* Whether a piece goes on in the run of the one before it: then the characters of the run follow each other
 * in the source, too. */
static gboolean
continues(const ApPiece *last, const ApPiece *piece)
{
    return last == piece ||
           (last->span == piece->span && last->literal == piece->literal && last->strong == piece->strong &&
            last->emphasis == piece->emphasis && !piece->meant && g_strcmp0(last->claim, piece->claim) == 0);
}

/* Appends `length` bytes of the piece's text from `start`, to the last run if they continue it. */
static void
add_text(Maker *maker, const ApPiece *piece, const char *start, gsize length)
{
    if (length == 0)
        return;
    if (maker->open == NULL || !continues(maker->last, piece)) {
        maker->open =
            add_run(maker, AP_RUN_TEXT, piece, ap_pieces_place_within(piece, (gsize)(start - piece->text)));
        g_string_truncate(maker->text, 0);
    }
    maker->last = piece;
    g_string_append_len(maker->text, start, (gssize)length);
}

static gsize
id_length(const char *text)
{
    gsize length = 0;
    while (g_ascii_isalnum(text[length]) || text[length] == '-' || text[length] == '_')
        length++;
    return length;
}

/* Reads on in the id of an open reference, which may go over pieces (@fig-{{id}}); returns where the text
 * goes on. */
static const char *
continue_reference(Maker *maker, const char *text)
{
    if (maker->reference == NULL)
        return text;
    gsize length = id_length(text);
    g_autofree char *part = g_strndup(text, length);
    char *joined = g_strconcat(maker->reference->target, part, NULL);
    g_free(maker->reference->target);
    maker->reference->target = joined;
    if (text[length] != '\0')
        maker->reference = NULL;
    return text + length;
}

/* The next "@fig-" or "@tbl-" in `text`, or NULL. */
static const char *
find_reference(const char *text)
{
    const char *figure = strstr(text, "@fig-");
    const char *table = strstr(text, "@tbl-");
    return figure == NULL || (table != NULL && table < figure) ? table : figure;
}

/* Text between two words of Latin script is parted by a line's end; beside a wide character it is not. */
static void
end_line(Maker *maker, const ApPiece *next)
{
    ApRun *last = maker->runs->len > 0 ? g_ptr_array_index(maker->runs, maker->runs->len - 1) : NULL;
    if (!maker->newline)
        return;
    maker->newline = FALSE;
    if (last == NULL || last->kind == AP_RUN_BREAK ||
        (next->literal && find_reference(next->text) == next->text))
        return;
    const char *end = last->text + strlen(last->text);
    gboolean wide = end > last->text && g_unichar_iswide(g_utf8_get_char(g_utf8_prev_char(end)));
    if (wide || g_unichar_iswide(g_utf8_get_char(next->text)))
        return;
    ApPiece space = {.kind = AP_PIECE_TEXT,
                     .strong = last->strong && next->strong,
                     .emphasis = last->emphasis && next->emphasis};
    last = add_run(maker, AP_RUN_TEXT, &space, next->place);
    g_free(last->text);
    last->text = g_strdup(" ");
}

/* Marks that Markdown or we would have taken away had they been used rightly: as text they would reach print.
 */
typedef struct {
    const char *mark;
    const char *advice;
} Stray;

static const Stray strays[] = {
    {"{", N_("“%s” opens no name or attributes here; write {{name}}, or \\%s to print it")},
    {"}", N_("“%s” closes no name or attributes here; write {{name}}, or \\%s to print it")},
    {"*", N_("“%s” marks nothing: its partner is missing, or stands between a mark and a word; write \\%s to "
             "print it")},
    {"`", N_("“%s” is no mark of this language; write \\%s to print it")},
    {"|",
     N_("“%s” belongs to no table: a table follows a blank line and has a row |---|---| below its first; "
        "write \\%s to print it")},
    {"^^", N_("“%s” merges only as the whole text of a cell; write \\%s to print it")},
    {"<<", N_("“%s” merges only as the whole text of a cell; write \\%s to print it")},
    {"~~", N_("“%s” is no mark of this language; write \\%s to print it")},
    {":::", N_("“%s” begins a block only at the start of a line; write \\%s to print it")},
    {"![", N_("“%s” is no whole figure; write ![](fig-ID) in a paragraph of its own, or \\%s to print it")},
    {"](", N_("“%s”: links are no part of this language; write \\%s to print it")},
    {"[", N_("“%s” begins a claim: [words]{what the data must show}; write \\%s to print it")},
    {"##", N_("“%s” begins a heading only at the start of a paragraph; write \\%s to print it")},
    {"<!", N_("“%s”: HTML is no part of this language; write \\%s to print it, {{! … }} for a remark")},
    {"</", N_("“%s”: HTML is no part of this language; write \\%s to print it")},
    {"<%", N_("“%s” is no tag here: tags are written {{name}}; write \\%s to print it")},
    {"｛", N_("“%s” is full-width; write {{name}} in half-width marks, or \\%s to print it")},
    {"＠fig-", N_("“%s” is full-width; write @fig-ID in half-width marks, or \\%s to print it")},
    {"＠tbl-", N_("“%s” is full-width; write @tbl-ID in half-width marks, or \\%s to print it")},
    {"\\", N_("“%s” stands before nothing that it could escape; write \\%s to print it")},
};

/* An "@" that begins no reference, unless it stands in a word, as in a mail address. */
static const char *
find_stray_at(const char *text)
{
    for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@'))
        if (find_reference(at) != at && !(at > text && g_ascii_isalnum(at[-1])))
            return at;
    return NULL;
}

static void
report_strays(Maker *maker, const ApPiece *piece)
{
    const char *stray_at = find_stray_at(piece->text);
    if (stray_at != NULL)
        ap_problems_error(maker->problems, ap_pieces_place_within(piece, (gsize)(stray_at - piece->text)),
                          _("“@” begins a reference, @fig-ID or @tbl-ID; write \\@ to print it"));
    for (guint i = 0; i < G_N_ELEMENTS(strays); i++) {
        const char *found = strstr(piece->text, strays[i].mark);
        if (found == NULL)
            continue;
        ap_problems_error(maker->problems, ap_pieces_place_within(piece, (gsize)(found - piece->text)),
                          _(strays[i].advice), strays[i].mark, strays[i].mark);
        return;
    }
}

static void
make_text(Maker *maker, const ApPiece *piece)
{
    if (piece->literal && maker->newline && piece->text[0] == '#')
        ap_problems_error(maker->problems, piece->place,
                          _("“#” begins a heading only after a blank line; write \\# to print it"));
    end_line(maker, piece);
    const char *text = continue_reference(maker, piece->text);
    const char *found;
    if (!piece->literal) {
        add_text(maker, piece, text, strlen(text));
        return;
    }
    report_strays(maker, piece);
    while ((found = find_reference(text)) != NULL) {
        add_text(maker, piece, text, (gsize)(found - text));
        maker->reference = add_run(maker, AP_RUN_REFERENCE, piece,
                                   ap_pieces_place_within(piece, (gsize)(found - piece->text)));
        maker->reference->target = g_strndup(found + 1, strlen("fig-"));
        text = continue_reference(maker, found + strlen("@fig-"));
    }
    add_text(maker, piece, text, strlen(text));
}

void
ap_pieces_to_runs(const GArray *pieces, GPtrArray *runs, ApProblems *problems)
{
    Maker maker = {.runs = runs, .problems = problems, .text = g_string_new(NULL)};
    g_autoptr(GArray) marked = ap_pieces_mark(pieces);
    for (guint i = 0; i < marked->len; i++) {
        const ApPiece *piece = &g_array_index(marked, ApPiece, i);
        if (piece->kind == AP_PIECE_TEXT) {
            make_text(&maker, piece);
            continue;
        }
        maker.reference = NULL;
        close_run(&maker);
        if (piece->kind == AP_PIECE_BREAK)
            add_run(&maker, AP_RUN_BREAK, piece, piece->place);
        maker.newline = piece->kind == AP_PIECE_NEWLINE;
    }
    close_run(&maker);
    g_string_free(maker.text, TRUE);
}
