/* The text within blocks, as pieces that know where they stand. */
#include <config.h>

#include "document/reader.h"

#include "document/markdown.h"

#include <glib/gi18n.h>
#include <string.h>

/* Begins the paragraph of a tight list's item if none is being read. */
static void
begin_implicit(ApReader *reader)
{
    if (reader->pieces != NULL)
        return;
    ap_reader_begin_pieces(reader);
    reader->implicit = TRUE;
}

/* What an image points to: its text lies in what md4c reads, unless it holds escapes of the template's own.
 */
static char *
image_target(const ApReader *reader, const MD_ATTRIBUTE *source)
{
    if (source->text < reader->masked || source->text > reader->masked + reader->rendered->length)
        return g_strndup(source->text, source->size);
    return ap_markdown_unescape(reader->rendered->text + (source->text - reader->masked), source->size);
}

static void
begin_image(ApReader *reader, const MD_SPAN_IMG_DETAIL *detail)
{
    const char *found = strstr(reader->rendered->text + reader->last, "![");
    gsize offset = found != NULL ? (gsize)(found - reader->rendered->text) : reader->last;
    reader->image_place = ap_rendered_place(reader->rendered, offset);
    reader->last = offset + (found != NULL ? strlen("![") : 0);
    if (reader->raw != NULL || reader->level > 0) {
        ap_problems_error(reader->problems, reader->image_place,
                          _("a figure cannot stand in a table or a heading; give it a paragraph of its own"));
        return;
    }
    begin_implicit(reader);
    if (reader->image != NULL)
        ap_problems_error(reader->problems, reader->image_place,
                          _("two figures in a paragraph; put a blank line between them"));
    g_free(reader->image);
    reader->image = image_target(reader, &detail->src);
}

int
ap_reader_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    ApReader *reader = data;
    switch (type) {
    case MD_SPAN_STRONG:
        reader->strong++;
        break;
    case MD_SPAN_EM:
        reader->emphasis++;
        break;
    case MD_SPAN_IMG:
        begin_image(reader, detail);
        break;
    case MD_SPAN_A:
        ap_reader_refuse(reader, _("a link"));
        break;
    default:
        ap_reader_refuse(reader, _("inline code"));
    }
    return 0;
}

int
ap_reader_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    ApReader *reader = data;
    (void)detail;
    if (type == MD_SPAN_STRONG)
        reader->strong--;
    else if (type == MD_SPAN_EM)
        reader->emphasis--;
    else if (type != MD_SPAN_IMG)
        reader->refused--;
    return 0;
}

/* The place of `offset` in `span`. Texts come in order, so the characters of a long line are counted once. */
static ApPlace
place_in(ApReader *reader, const ApSpan *span, gsize offset)
{
    if (span->interpolated)
        return span->place;
    if (reader->counted_span != span || offset < reader->counted) {
        reader->counted_span = span;
        reader->counted = span->start;
        reader->counted_place = span->place;
    }
    const char *text = reader->rendered->text;
    reader->counted_place.column +=
        (guint)g_utf8_strlen(text + reader->counted, (gssize)(offset - reader->counted));
    reader->counted = offset;
    return reader->counted_place;
}

/* The text from `start` to `end`, which lie in `span`, as it is to be printed. */
static char *
text_of(const ApReader *reader, const ApSpan *span, gsize start, gsize end)
{
    const char *text = reader->rendered->text + start;
    return span->escaped ? ap_markdown_unescape(text, end - start) : g_strndup(text, end - start);
}

/* Adds `length` bytes of the rendered text from `start` as pieces, one a span. `text` replaces them if it is
 * not NULL. */
static void
add_pieces(ApReader *reader, gsize start, gsize length, const char *text, gboolean literal)
{
    for (gsize at = start; at < start + length;) {
        const ApSpan *span = ap_rendered_span(reader->rendered, at);
        gsize end = text != NULL ? start + length : MIN(start + length, span->start + span->length);
        ApPiece piece = {
            .kind = AP_PIECE_TEXT,
            .text = text != NULL ? g_strdup(text) : text_of(reader, span, at, end),
            .literal = literal && !span->interpolated,
            .strong = reader->strong > 0,
            .emphasis = reader->emphasis > 0,
            .span = span,
            .place = place_in(reader, span, at),
        };
        ap_pieces_append(reader->pieces, piece);
        at = end;
    }
    reader->last = start + length;
}

/* The character that an entity means: "&#32;", "&#x20;", "&amp;". Caller frees; NULL if we do not know it. */
static char *
decode_entity(const char *entity, gsize length)
{
    static const struct {
        const char *entity;
        const char *text;
    } known[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    g_autofree char *name = g_strndup(entity, length);
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(name, known[i].entity) == 0)
            return g_strdup(known[i].text);
    if (name[1] != '#')
        return NULL;
    gboolean hex = name[2] == 'x' || name[2] == 'X';
    guint64 code = g_ascii_strtoull(name + (hex ? 3 : 2), NULL, hex ? 16 : 10);
    char text[8] = {0};
    if (code == 0 || code > 0x10FFFF || !g_unichar_validate((gunichar)code))
        return NULL;
    g_unichar_to_utf8((gunichar)code, text);
    return g_strdup(text);
}

static void
add_entity(ApReader *reader, gsize start, gsize length)
{
    g_autofree char *text = decode_entity(reader->rendered->text + start, length);
    if (text == NULL)
        ap_problems_error(reader->problems, ap_rendered_place(reader->rendered, start),
                          _("“%.*s” is no character that is known; write the character itself"), (int)length,
                          reader->rendered->text + start);
    else
        add_pieces(reader, start, length, text, FALSE);
    reader->last = start + length;
}

static void
add_normal(ApReader *reader, gsize start, gsize length)
{
    const char *text = reader->rendered->text;
    /* A character after a backslash comes as the first of a text of its own. */
    if (start > 0 && text[start - 1] == '\\' && g_ascii_ispunct(text[start])) {
        add_pieces(reader, start, 1, NULL, FALSE);
        start++;
        length--;
    }
    add_pieces(reader, start, length, NULL, TRUE);
}

int
ap_reader_take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    ApReader *reader = data;
    const char *base = reader->masked;
    gboolean inside = text >= base && text + size <= base + reader->rendered->length;
    gsize start = inside ? (gsize)(text - base) : reader->last;
    if (reader->refused > 0) {
        reader->last = start + (inside ? size : 0);
        return 0;
    }
    begin_implicit(reader);
    if (reader->pieces->len == 0)
        reader->first = start;
    if (reader->row_start < 0 && inside)
        reader->row_start = (gssize)start;
    switch (type) {
    case MD_TEXT_NORMAL:
        add_normal(reader, start, size);
        break;
    case MD_TEXT_ENTITY:
        add_entity(reader, start, size);
        break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        ap_pieces_append(reader->pieces,
                         (ApPiece){.kind = type == MD_TEXT_BR ? AP_PIECE_BREAK : AP_PIECE_NEWLINE,
                                   .place = ap_rendered_place(reader->rendered, reader->last)});
        break;
    default:
        ap_reader_refuse(reader, type == MD_TEXT_HTML ? _("raw HTML") : _("this character"));
        reader->refused--;
    }
    return 0;
}
