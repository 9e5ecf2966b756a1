/* Reads a stretch of Markdown: md4c finds the structure, and the offsets of its texts lead back to the places
 * and marks of the spans. */
#include <config.h>

#include "document/reader.h"

#include <glib/gi18n.h>
#include <string.h>

static GPtrArray *
blocks_of(const ApReader *reader)
{
    return g_ptr_array_index(reader->containers, reader->containers->len - 1);
}

/* The place of what comes after the last text. */
ApPlace
ap_reader_next_place(const ApReader *reader)
{
    const char *text = reader->rendered->text;
    gsize at = reader->last;
    while (g_ascii_isspace(text[at]))
        at++;
    return ap_rendered_place(reader->rendered, at);
}

void
ap_reader_drop_caption(ApReader *reader)
{
    if (reader->caption.pieces == NULL)
        return;
    ap_problems_error(reader->problems, reader->caption.place,
                      _("this caption has no table; put the table after it, a blank line between"));
    g_clear_pointer(&reader->caption.pieces, g_array_unref);
    g_clear_pointer(&reader->caption.attributes, g_free);
}

void
ap_reader_add_block(ApReader *reader, ApBlock *block)
{
    ap_reader_drop_caption(reader);
    g_ptr_array_add(blocks_of(reader), block);
}

void
ap_reader_begin_pieces(ApReader *reader)
{
    reader->pieces = ap_pieces_new();
    reader->leaf_place = ap_reader_next_place(reader);
}

/* Refuses a construct that Markdown has and this language has not. */
void
ap_reader_refuse(ApReader *reader, const char *what)
{
    if (reader->refused++ == 0)
        ap_problems_error(reader->problems, ap_reader_next_place(reader),
                          _("%s cannot stand in a text; remove it"), what);
}

/* Markdown takes "[name]: address" at the start of a paragraph for the definition of a link and prints
 * nothing of it: the line would be lost. */
static void
check_definitions(const ApReader *reader, gsize start, gsize end)
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
void
ap_reader_read(ApReader *reader, gsize start, gsize end)
{
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = ap_reader_enter_block,
        .leave_block = ap_reader_leave_block,
        .enter_span = ap_reader_enter_span,
        .leave_span = ap_reader_leave_span,
        .text = ap_reader_take_text,
    };
    reader->last = start;
    check_definitions(reader, start, end);
    /* It fails only for want of memory, as the callbacks never do. */
    if (md_parse(reader->masked + start, (MD_SIZE)(end - start), &parser, reader) != 0)
        g_error("out of memory");
    ap_reader_drop_caption(reader);
}
