/* Blocks: headings, paragraphs, captions and figures, lists, tables. */
#include <config.h>

#include "document/reader.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEEPEST_HEADING 5
#define DEEPEST_LIST 4 /* beyond, a line has hardly room for words */

static ApPlace
first_place(const ApReader *reader, const GArray *pieces)
{
    return pieces->len > 0 ? g_array_index(pieces, ApPiece, 0).place : reader->leaf_place;
}

/* Whether the heading is written with #. Markdown also takes a line of === or --- below a text for one; to an
 * editor that is a slip. */
static gboolean
begins_with_hash(const ApReader *reader)
{
    const char *text = reader->rendered->text;
    const char *line = text + reader->first;
    while (line > text && line[-1] != '\n')
        line--;
    return line[strspn(line, " ")] == '#';
}

/* "{-}" leaves the heading without a number, "{#name}" gives it a name. */
static void
end_heading(ApReader *reader)
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
        ap_problems_error(reader->problems, place, _("a heading has no attribute “%s”; write {-} or {#name}"),
                          attributes);
    if (pieces->len > 0 && !begins_with_hash(reader))
        ap_problems_error(
            reader->problems, block->place,
            _("a line of --- or === below a text; put a blank line between, or # before a heading"));
    if (pieces->len == 0)
        ap_problems_error(reader->problems, block->place,
                          _("a heading without words; write them or remove it"));
    if (reader->level > DEEPEST_HEADING)
        ap_problems_error(reader->problems, block->place, _("a heading of level %u; write at most %u “#”"),
                          reader->level, DEEPEST_HEADING);
    ap_pieces_to_runs(pieces, block->runs, reader->problems);
    ap_reader_add_block(reader, block);
    reader->level = 0;
}

static void
add_figure(ApReader *reader, const GArray *pieces)
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
    ap_reader_add_block(reader, block);
}

static void
begin_caption(ApReader *reader, GArray *pieces)
{
    ap_reader_drop_caption(reader);
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
end_paragraph(ApReader *reader)
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
    ap_reader_add_block(reader, block);
}

static void
begin_list(ApReader *reader, guint number)
{
    ApBlock *list = ap_block_new(AP_BLOCK_LIST, ap_reader_next_place(reader));
    list->number = number;
    list->level = reader->lists->len + 1;
    if (list->level == DEEPEST_LIST + 1)
        ap_problems_error(reader->problems, list->place,
                          _("a list of level %u; nest at most %u levels, or begin a heading"), list->level,
                          DEEPEST_LIST);
    ap_reader_add_block(reader, list);
    g_ptr_array_add(reader->lists, list);
}

static void
begin_item(ApReader *reader)
{
    ApBlock *list = g_ptr_array_index(reader->lists, reader->lists->len - 1);
    ApBlock *item = ap_block_new(AP_BLOCK_ITEM, ap_reader_next_place(reader));
    item->level = list->level;
    item->number = list->number > 0 ? list->number + list->children->len : 0;
    g_ptr_array_add(list->children, item);
    g_ptr_array_add(reader->containers, item->children);
}

static void
end_item(ApReader *reader)
{
    const ApBlock *list = g_ptr_array_index(reader->lists, reader->lists->len - 1);
    const ApBlock *item = g_ptr_array_index(list->children, list->children->len - 1);
    ap_reader_drop_caption(reader);
    if (item->children->len == 0)
        ap_problems_error(reader->problems, item->place,
                          _("an item of a list without words; write them or remove it"));
}

static void
end_table(ApReader *reader)
{
    g_autoptr(ApRawTable) raw = g_steal_pointer(&reader->raw);
    g_autoptr(GArray) caption = g_steal_pointer(&reader->caption.pieces);
    g_autofree char *attributes = g_steal_pointer(&reader->caption.attributes);
    ap_reader_add_block(reader, ap_raw_table_to_block(raw, caption, attributes,
                                                      reader->caption.attributes_place, reader->problems));
}

/* md4c drops the cells that a row has beyond the table's columns and fills up those that it lacks; to an
 * editor both are slips. */
static void
check_row(const ApReader *reader)
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

static void
begin_table_part(ApReader *reader, MD_BLOCKTYPE type, const void *detail)
{
    if (type == MD_BLOCK_TABLE) {
        reader->columns = ((const MD_BLOCK_TABLE_DETAIL *)detail)->col_count;
        reader->raw = ap_raw_table_new(reader->columns, ap_reader_next_place(reader));
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
        ap_reader_begin_pieces(reader);
    }
}

static void
end_table_part(ApReader *reader, MD_BLOCKTYPE type)
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

int
ap_reader_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    ApReader *reader = data;
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
        ap_reader_begin_pieces(reader);
        break;
    case MD_BLOCK_P:
        ap_reader_begin_pieces(reader);
        break;
    case MD_BLOCK_QUOTE:
        ap_reader_refuse(reader, _("a block quote"));
        break;
    case MD_BLOCK_HR:
        ap_reader_refuse(reader, _("a rule (---)"));
        break;
    case MD_BLOCK_CODE:
        ap_reader_refuse(reader, _("a block of code"));
        break;
    case MD_BLOCK_HTML:
        ap_reader_refuse(reader, _("raw HTML"));
        break;
    case MD_BLOCK_DOC:
        break;
    default:
        begin_table_part(reader, type, detail);
    }
    return 0;
}

int
ap_reader_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    ApReader *reader = data;
    (void)detail;
    if (reader->implicit)
        end_paragraph(reader);
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        g_ptr_array_set_size(reader->lists, (gint)reader->lists->len - 1);
        break;
    case MD_BLOCK_LI:
        end_item(reader);
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
