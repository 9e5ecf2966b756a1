/* Turns rendered Markdown into blocks: md4c finds the structure, and the offsets of its texts lead back to
 * the places and marks of the spans. */
#include <config.h>

#include "document/markdown.h"

#include "document/nearest.h"
#include "document/raw_table.h"
#include "document/segments.h"

#include <glib/gi18n.h>
#include <md4c.h>
#include <string.h>

#define DEEPEST_HEADING 5

/* A paragraph ": caption {#tbl-x}" that waits for its table. */
typedef struct {
    GArray *pieces; /* NULL if none waits */
    char *attributes;
    ApPlace attributes_place;
    ApPlace place;
} Caption;

typedef struct {
    const ApRendered *rendered;
    ApProblems *problems;
    gsize last;            /* the offset behind the last text that was seen */
    GPtrArray *containers; /* GPtrArray of ApBlock, lent: where blocks go, innermost last */
    GPtrArray *lists;      /* ApBlock, lent: the lists that are open */
    GArray *pieces;        /* ApPiece: of the block or cell being read; NULL outside of one */
    ApPlace leaf_place;
    gboolean implicit; /* the paragraph of a tight list's item, which md4c does not announce */
    gsize first;       /* the offset of its first text */
    guint level;       /* of the heading being read, 0 outside of one */
    guint strong;
    guint emphasis;
    char *image; /* the target of an image in this paragraph */
    ApPlace image_place;
    ApRawTable *raw;
    gboolean header;
    ApAlign align;
    guint columns;
    gssize row_start; /* offset of the row's first text, or -1 */
    Caption caption;
    guint refused; /* depth of constructs that the language lacks; their text is dropped */
} Reader;

static void
free_block(gpointer data)
{
    ap_block_free(data);
}

void
ap_markdown_escape(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        guchar byte = (guchar)*at;
        gboolean blank = byte <= ' ' || byte == 0x7F;
        if (blank && (at == text || at[1] == '\0' || (guchar)at[1] <= ' ')) {
            /* Markdown drops blanks at a line's ends and reads two of them as a line break. */
            g_string_append(out, "&#32;");
            continue;
        }
        if (g_ascii_ispunct(*at))
            g_string_append_c(out, '\\');
        g_string_append_c(out, blank ? ' ' : *at);
    }
}

static GPtrArray *
blocks_of(const Reader *reader)
{
    return g_ptr_array_index(reader->containers, reader->containers->len - 1);
}

/* The place of what comes after the last text. */
static ApPlace
next_place(const Reader *reader)
{
    const char *text = reader->rendered->text;
    gsize at = reader->last;
    while (g_ascii_isspace(text[at]))
        at++;
    return ap_rendered_place(reader->rendered, at);
}

static void
drop_caption(Reader *reader)
{
    if (reader->caption.pieces == NULL)
        return;
    ap_problems_error(reader->problems, reader->caption.place,
                      _("this caption has no table; put the table after it, a blank line between"));
    g_clear_pointer(&reader->caption.pieces, g_array_unref);
    g_clear_pointer(&reader->caption.attributes, g_free);
}

static void
add_block(Reader *reader, ApBlock *block)
{
    drop_caption(reader);
    g_ptr_array_add(blocks_of(reader), block);
}

static void
begin_pieces(Reader *reader)
{
    reader->pieces = ap_pieces_new();
    reader->leaf_place = next_place(reader);
}

/* Begins the paragraph of a tight list's item if none is being read. */
static void
begin_implicit(Reader *reader)
{
    if (reader->pieces != NULL)
        return;
    begin_pieces(reader);
    reader->implicit = TRUE;
}

static ApPlace
first_place(const Reader *reader, const GArray *pieces)
{
    return pieces->len > 0 ? g_array_index(pieces, ApPiece, 0).place : reader->leaf_place;
}

/* Whether the heading is written with #. Markdown also takes a line of === or --- below a text for one; to an
 * editor that is a slip. */
static gboolean
begins_with_hash(const Reader *reader)
{
    const char *text = reader->rendered->text;
    const char *line = text + reader->first;
    while (line > text && line[-1] != '\n')
        line--;
    return line[strspn(line, " ")] == '#';
}

/* "{-}" leaves the heading without a number, "{#name}" gives it a name. */
static void
end_heading(Reader *reader)
{
    g_autoptr(GArray) pieces = g_steal_pointer(&reader->pieces);
    ApBlock *block = ap_block_new(AP_BLOCK_HEADING, first_place(reader, pieces));
    ApPlace place;
    g_autofree char *attributes = ap_pieces_take_attributes(pieces, &place);
    block->level = reader->level;
    block->number = attributes == NULL || strcmp(attributes, "-") != 0 ? 1 : 0;
    if (attributes != NULL && attributes[0] == '#' && attributes[1] != '\0')
        block->id = g_strdup(attributes + 1);
    else if (attributes != NULL && strcmp(attributes, "-") != 0)
        ap_problems_error(reader->problems, place, _("a heading has no “%s”; write {-} or {#name}"),
                          attributes);
    if (pieces->len > 0 && !begins_with_hash(reader))
        ap_problems_error(
            reader->problems, block->place,
            _("a line of --- or === below a text; put a blank line between, or # before a heading"));
    if (pieces->len == 0)
        ap_problems_error(reader->problems, block->place,
                          _("a heading without words; write them or remove it"));
    if (reader->level > DEEPEST_HEADING)
        ap_problems_error(reader->problems, block->place,
                          _("a heading of level %u; there are levels 1 to %u"), reader->level,
                          DEEPEST_HEADING);
    ap_pieces_to_runs(pieces, block->runs, reader->problems);
    add_block(reader, block);
    reader->level = 0;
}

static void
add_figure(Reader *reader, const GArray *pieces)
{
    g_autofree char *target = g_steal_pointer(&reader->image);
    if (pieces->len > 0) {
        ap_problems_error(reader->problems, reader->image_place,
                          _("a figure stands in a paragraph of its own; put blank lines around ![](%s)"),
                          target);
        return;
    }
    if (!g_str_has_prefix(target, "fig-")) {
        ap_problems_error(reader->problems, reader->image_place,
                          _("“%s” is no figure; write ![](fig-ID) with an ID of report.yaml"), target);
        return;
    }
    ApBlock *block = ap_block_new(AP_BLOCK_FIGURE, reader->image_place);
    block->id = g_steal_pointer(&target);
    add_block(reader, block);
}

static void
begin_caption(Reader *reader, GArray *pieces)
{
    drop_caption(reader);
    reader->caption.place = first_place(reader, pieces);
    ap_pieces_skip(pieces, strlen(": "));
    reader->caption.attributes = ap_pieces_take_attributes(pieces, &reader->caption.attributes_place);
    if (reader->caption.attributes == NULL) {
        ap_problems_error(reader->problems, reader->caption.place,
                          _("a caption needs an id; end it by {#tbl-ID}"));
        reader->caption.attributes = g_strdup("#tbl-");
        reader->caption.attributes_place = reader->caption.place;
    }
    reader->caption.pieces = g_array_ref(pieces);
}

static void
end_paragraph(Reader *reader)
{
    g_autoptr(GArray) pieces = g_steal_pointer(&reader->pieces);
    reader->implicit = FALSE;
    if (reader->image != NULL) {
        add_figure(reader, pieces);
        return;
    }
    if (ap_pieces_begin(pieces, ": ")) {
        begin_caption(reader, pieces);
        return;
    }
    if (pieces->len == 0)
        return;
    ApBlock *block = ap_block_new(AP_BLOCK_PARAGRAPH, first_place(reader, pieces));
    if (ap_pieces_begin(pieces, "#"))
        ap_problems_error(reader->problems, block->place,
                          _("“#” begins a heading only before a blank; write \\# to print it"));
    ap_pieces_to_runs(pieces, block->runs, reader->problems);
    add_block(reader, block);
}

static void
begin_list(Reader *reader, guint number)
{
    ApBlock *list = ap_block_new(AP_BLOCK_LIST, next_place(reader));
    list->number = number;
    list->level = reader->lists->len + 1;
    add_block(reader, list);
    g_ptr_array_add(reader->lists, list);
}

static void
begin_item(Reader *reader)
{
    ApBlock *list = g_ptr_array_index(reader->lists, reader->lists->len - 1);
    ApBlock *item = ap_block_new(AP_BLOCK_ITEM, next_place(reader));
    item->level = list->level;
    item->number = list->number > 0 ? list->number + list->children->len : 0;
    g_ptr_array_add(list->children, item);
    g_ptr_array_add(reader->containers, item->children);
}

static void
end_table(Reader *reader)
{
    g_autoptr(ApRawTable) raw = g_steal_pointer(&reader->raw);
    g_autoptr(GArray) caption = g_steal_pointer(&reader->caption.pieces);
    g_autofree char *attributes = g_steal_pointer(&reader->caption.attributes);
    add_block(reader, ap_raw_table_to_block(raw, caption, attributes, reader->caption.attributes_place,
                                            reader->problems));
}

/* md4c drops the cells that a row has beyond the table's columns and fills up those that it lacks; to an
 * editor both are slips. */
static void
check_row(const Reader *reader)
{
    if (reader->row_start < 0)
        return;
    const char *text = reader->rendered->text;
    const char *start = text + reader->row_start;
    while (start > text && start[-1] != '\n')
        start--;
    start += strspn(start, " ");
    const char *end = start + strcspn(start, "\n");
    while (end > start && end[-1] == ' ')
        end--;
    guint bars = 0;
    for (const char *at = start; at < end; at++) {
        gboolean outer = at == start || at == end - 1;
        if (*at == '\\')
            at++;
        else if (*at == '|' && !outer)
            bars++;
    }
    if (bars + 1 != reader->columns)
        ap_problems_error(reader->problems, ap_rendered_place(reader->rendered, (gsize)(start - text)),
                          _("this row has %u cells, the table has %u columns; make them equal"), bars + 1,
                          reader->columns);
}

/* Refuses a construct that Markdown has and this language has not. */
static void
refuse(Reader *reader, const char *what)
{
    if (reader->refused++ == 0)
        ap_problems_error(reader->problems, next_place(reader), _("%s: this language has none; remove it"),
                          what);
}

static void
begin_table_part(Reader *reader, MD_BLOCKTYPE type, const void *detail)
{
    if (type == MD_BLOCK_TABLE) {
        reader->columns = ((const MD_BLOCK_TABLE_DETAIL *)detail)->col_count;
        reader->raw = ap_raw_table_new(reader->columns, next_place(reader));
    } else if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY) {
        reader->header = type == MD_BLOCK_THEAD;
    } else if (type == MD_BLOCK_TR) {
        ap_raw_table_add_row(reader->raw, reader->header);
        reader->row_start = -1;
    } else {
        MD_ALIGN align = ((const MD_BLOCK_TD_DETAIL *)detail)->align;
        reader->align = align == MD_ALIGN_CENTER  ? AP_ALIGN_CENTER
                        : align == MD_ALIGN_RIGHT ? AP_ALIGN_RIGHT
                                                  : AP_ALIGN_LEFT;
        begin_pieces(reader);
    }
}

static void
end_table_part(Reader *reader, MD_BLOCKTYPE type)
{
    if (type == MD_BLOCK_TABLE) {
        end_table(reader);
    } else if (type == MD_BLOCK_TR) {
        check_row(reader);
    } else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        GArray *pieces = g_steal_pointer(&reader->pieces);
        ap_raw_table_add_cell(reader->raw, pieces, reader->align, first_place(reader, pieces));
    }
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Reader *reader = data;
    if (reader->implicit)
        end_paragraph(reader);
    switch (type) {
    case MD_BLOCK_UL:
        begin_list(reader, 0);
        break;
    case MD_BLOCK_OL:
        begin_list(reader, MAX(1, ((MD_BLOCK_OL_DETAIL *)detail)->start));
        break;
    case MD_BLOCK_LI:
        begin_item(reader);
        break;
    case MD_BLOCK_H:
        reader->level = ((MD_BLOCK_H_DETAIL *)detail)->level;
        begin_pieces(reader);
        break;
    case MD_BLOCK_P:
        begin_pieces(reader);
        break;
    case MD_BLOCK_QUOTE:
        refuse(reader, _("a block quote"));
        break;
    case MD_BLOCK_HR:
        refuse(reader, _("a rule (---)"));
        break;
    case MD_BLOCK_CODE:
        refuse(reader, _("a block of code"));
        break;
    case MD_BLOCK_HTML:
        refuse(reader, _("raw HTML"));
        break;
    case MD_BLOCK_DOC:
        break;
    default:
        begin_table_part(reader, type, detail);
    }
    return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Reader *reader = data;
    (void)detail;
    if (reader->implicit)
        end_paragraph(reader);
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        g_ptr_array_set_size(reader->lists, (gint)reader->lists->len - 1);
        break;
    case MD_BLOCK_LI:
        drop_caption(reader);
        g_ptr_array_set_size(reader->containers, (gint)reader->containers->len - 1);
        break;
    case MD_BLOCK_H:
        end_heading(reader);
        break;
    case MD_BLOCK_P:
        end_paragraph(reader);
        break;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_HR:
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
        reader->refused--;
        break;
    case MD_BLOCK_DOC:
        break;
    default:
        end_table_part(reader, type);
    }
    return 0;
}

static void
begin_image(Reader *reader, const MD_SPAN_IMG_DETAIL *detail)
{
    const char *found = strstr(reader->rendered->text + reader->last, "![");
    gsize offset = found != NULL ? (gsize)(found - reader->rendered->text) : reader->last;
    reader->image_place = ap_rendered_place(reader->rendered, offset);
    reader->last = offset + (found != NULL ? strlen("![") : 0);
    if (reader->raw != NULL || reader->level > 0) {
        ap_problems_error(reader->problems, reader->image_place,
                          _("a figure cannot stand in a table or a heading"));
        return;
    }
    begin_implicit(reader);
    if (reader->image != NULL)
        ap_problems_error(reader->problems, reader->image_place,
                          _("two figures in a paragraph; put a blank line between them"));
    g_free(reader->image);
    reader->image = g_strndup(detail->src.text, detail->src.size);
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    Reader *reader = data;
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
        refuse(reader, _("a link"));
        break;
    default:
        refuse(reader, _("inline code"));
    }
    return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    Reader *reader = data;
    (void)detail;
    if (type == MD_SPAN_STRONG)
        reader->strong--;
    else if (type == MD_SPAN_EM)
        reader->emphasis--;
    else if (type != MD_SPAN_IMG)
        reader->refused--;
    return 0;
}

/* Adds `length` bytes of the rendered text from `start` as pieces, one a span. `text` replaces them if it is
 * not NULL. */
static void
add_pieces(Reader *reader, gsize start, gsize length, const char *text, gboolean literal)
{
    for (gsize at = start; at < start + length;) {
        const ApSpan *span = ap_rendered_span(reader->rendered, at);
        gsize end = text != NULL ? start + length : MIN(start + length, span->start + span->length);
        ApPiece piece = {
            .kind = AP_PIECE_TEXT,
            .text = text != NULL ? g_strdup(text) : g_strndup(reader->rendered->text + at, end - at),
            .literal = literal && !span->interpolated,
            .strong = reader->strong > 0,
            .emphasis = reader->emphasis > 0,
            .span = span,
            .place = ap_rendered_place(reader->rendered, at),
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
add_entity(Reader *reader, gsize start, gsize length)
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
add_normal(Reader *reader, gsize start, gsize length)
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

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    Reader *reader = data;
    const char *base = reader->rendered->text;
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
        refuse(reader, type == MD_TEXT_HTML ? _("raw HTML") : _("this character"));
        reader->refused--;
    }
    return 0;
}

/* Markdown takes "[name]: address" at the start of a paragraph for the definition of a link and prints
 * nothing of it: the line would be lost. */
static void
check_definitions(const Reader *reader, gsize start, gsize end)
{
    const char *text = reader->rendered->text;
    for (gsize line = start; line < end; line += strcspn(text + line, "\n") + 1) {
        gsize at = line + strspn(text + line, " ");
        gsize rest = at + strcspn(text + at, "]\n\\");
        if (text[at] == '[' && rest + 1 < end && text[rest] == ']' && text[rest + 1] == ':')
            ap_problems_error(
                reader->problems, ap_rendered_place(reader->rendered, at),
                _("a line “[…]:” defines a link, which this language has not; write \\[ to print it"));
    }
}

/* Reads the bytes from `start` to `end` as Markdown. */
static void
read_markdown(Reader *reader, gsize start, gsize end)
{
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = take_text,
    };
    reader->last = start;
    check_definitions(reader, start, end);
    /* It fails only for want of memory, as the callbacks never do. */
    if (md_parse(reader->rendered->text + start, (MD_SIZE)(end - start), &parser, reader) != 0)
        g_error("out of memory");
    drop_caption(reader);
}

/* The blocks that stand alone on a line, and those that hold others. */
static const struct {
    const char *name;
    ApBlockKind kind;
    gboolean alone;
    gboolean titled;
} fenced[] = {
    {"cover", AP_BLOCK_COVER, FALSE, FALSE},     {"note", AP_BLOCK_NOTE, FALSE, FALSE},
    {"contents", AP_BLOCK_CONTENTS, TRUE, TRUE}, {"figures", AP_BLOCK_FIGURES, TRUE, TRUE},
    {"tables", AP_BLOCK_TABLES, TRUE, TRUE},     {"body", AP_BLOCK_BODY, TRUE, FALSE},
    {"page", AP_BLOCK_PAGE, TRUE, FALSE},
};

/* The row of `fenced` that the segment names; -1 with a problem. */
static gint
find_fenced(const Reader *reader, const ApSegment *segment)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(fenced); i++) {
        g_ptr_array_add(names, (gpointer)fenced[i].name);
        if (strcmp(segment->name, fenced[i].name) != 0)
            continue;
        if (fenced[i].alone == (segment->kind == AP_SEGMENT_ALONE))
            return (gint)i;
        ap_problems_error(reader->problems, segment->place,
                          fenced[i].alone ? _("“%s” stands alone; end its line by “:::”")
                                          : _("“%s” holds text; put “:::” on a line below it"),
                          segment->name);
        return -1;
    }
    g_autofree char *nearest = ap_nearest(segment->name, names);
    ap_problems_error(reader->problems, segment->place, _("there is no block “%s”; nearest: %s"),
                      segment->name,
                      nearest != NULL ? nearest : "cover, note, contents, figures, tables, body, page");
    return -1;
}

/* The title's runs, read as the Markdown of one paragraph. */
static void
read_title(Reader *reader, const ApSegment *segment, ApBlock *block)
{
    g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(free_block);
    g_ptr_array_add(reader->containers, blocks);
    read_markdown(reader, segment->start, segment->end);
    g_ptr_array_set_size(reader->containers, (gint)reader->containers->len - 1);
    ApBlock *title = blocks->len == 1 ? g_ptr_array_index(blocks, 0) : NULL;
    if (title == NULL || title->kind != AP_BLOCK_PARAGRAPH) {
        ap_problems_error(reader->problems, segment->place, _("“%s” needs a title; write ::: %s TITLE :::"),
                          segment->name, segment->name);
        return;
    }
    g_ptr_array_unref(block->runs);
    block->runs = g_ptr_array_ref(title->runs);
}

static void
read_alone(Reader *reader, const ApSegment *segment)
{
    gint row = find_fenced(reader, segment);
    if (row < 0)
        return;
    ApBlock *block = ap_block_new(fenced[row].kind, segment->place);
    if (fenced[row].titled)
        read_title(reader, segment, block);
    add_block(reader, block);
}

/* Opens a block that holds others; a block in another is not read as one. */
static const ApSegment *
open_fenced(Reader *reader, const ApSegment *segment, const ApSegment *open)
{
    gint row = find_fenced(reader, segment);
    if (open != NULL) {
        ap_problems_error(reader->problems, segment->place, _("“%s” stands within “%s”; close that by “:::”"),
                          segment->name, open->name);
        return open;
    }
    if (row < 0)
        return NULL;
    ApBlock *block = ap_block_new(fenced[row].kind, segment->place);
    add_block(reader, block);
    g_ptr_array_add(reader->containers, block->children);
    return segment;
}

static void
read_segments(Reader *reader, const GArray *segments)
{
    const ApSegment *open = NULL;
    gboolean lost = FALSE; /* an unknown block was opened: its end is no second problem */
    for (guint i = 0; i < segments->len; i++) {
        const ApSegment *segment = &g_array_index(segments, ApSegment, i);
        switch (segment->kind) {
        case AP_SEGMENT_TEXT:
            read_markdown(reader, segment->start, segment->end);
            break;
        case AP_SEGMENT_ALONE:
            read_alone(reader, segment);
            break;
        case AP_SEGMENT_OPEN:
            open = open_fenced(reader, segment, open);
            lost = open == NULL;
            break;
        case AP_SEGMENT_CLOSE:
            if (open != NULL)
                g_ptr_array_set_size(reader->containers, (gint)reader->containers->len - 1);
            else if (!lost)
                ap_problems_error(reader->problems, segment->place, _("“:::” closes no block; remove it"));
            open = NULL;
            lost = FALSE;
        }
    }
    if (open != NULL)
        ap_problems_error(reader->problems, open->place, _("block “%s” is not closed; write “:::” below it"),
                          open->name);
}

GPtrArray *
ap_markdown_read(const ApRendered *rendered, ApProblems *problems)
{
    GPtrArray *blocks = g_ptr_array_new_with_free_func(free_block);
    g_autoptr(GArray) segments = ap_segments_find(rendered);
    Reader reader = {
        .rendered = rendered,
        .problems = problems,
        .containers = g_ptr_array_new(),
        .lists = g_ptr_array_new(),
    };
    g_ptr_array_add(reader.containers, blocks);
    read_segments(&reader, segments);
    g_ptr_array_unref(reader.containers);
    g_ptr_array_unref(reader.lists);
    return blocks;
}
