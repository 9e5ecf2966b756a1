/* Turns rendered Markdown into blocks: splits it at its lines ":::" and has what lies between read. */
#include <config.h>

#include "document/markdown.h"

#include "document/reader.h"
#include "document/segments.h"
#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* A blank that Markdown keeps. */
#define BLANK "&#32;"

/* Letters of two and three bytes of UTF-8 (U+00E9, U+4E00). */
#define TWO_BYTES "\xC3\xA9"
#define THREE_BYTES "\xE4\xB8\x80"

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
            g_string_append(out, BLANK);
            continue;
        }
        if (g_ascii_ispunct(*at))
            g_string_append_c(out, '\\');
        g_string_append_c(out, blank ? ' ' : *at);
    }
}

char *
ap_markdown_unescape(const char *escaped, gsize length)
{
    GString *text = g_string_sized_new(length);
    for (const char *at = escaped, *end = escaped + length; at < end; at++) {
        if (g_str_has_prefix(at, BLANK)) {
            g_string_append_c(text, ' ');
            at += strlen(BLANK) - 1;
        } else {
            at += *at == '\\' && at + 1 < end ? 1 : 0;
            g_string_append_c(text, *at);
        }
    }
    return g_string_free(text, FALSE);
}

/* What md4c is given to read, byte for byte as long as the rendered text: of values, all but letters and
 * digits is the letter x, so that nothing in them can mean anything; and marks such as 「 are ideographs,
 * since Markdown would not let emphasis begin or end between a mark and a word, as Chinese does all the time
 * (**「甲」**乙). */
static char *
mask(const ApRendered *rendered)
{
    char *masked = g_strdup(rendered->text);
    for (guint i = 0; i < rendered->spans->len; i++) {
        const ApSpan *span = &g_array_index(rendered->spans, ApSpan, i);
        for (gsize at = span->start; span->escaped && at < span->start + span->length; at++)
            masked[at] = g_ascii_isalnum(masked[at]) ? masked[at] : 'x';
    }
    for (char *at = masked; *at != '\0'; at = g_utf8_next_char(at)) {
        gsize length = (gsize)(g_utf8_next_char(at) - at);
        if (length > 1 && length < 4 && g_unichar_ispunct(g_utf8_get_char(at)))
            memcpy(at, length == 2 ? TWO_BYTES : THREE_BYTES, length);
    }
    return masked;
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
find_fenced(const ApReader *reader, const ApSegment *segment)
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
read_title(ApReader *reader, const ApSegment *segment, ApBlock *block)
{
    g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(free_block);
    g_ptr_array_add(reader->containers, blocks);
    ap_reader_read(reader, segment->start, segment->end);
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
read_alone(ApReader *reader, const ApSegment *segment)
{
    gint row = find_fenced(reader, segment);
    if (row < 0)
        return;
    ApBlock *block = ap_block_new(fenced[row].kind, segment->place);
    if (fenced[row].titled)
        read_title(reader, segment, block);
    ap_reader_add_block(reader, block);
}

/* Opens a block that holds others; a block in another is not read as one. */
static const ApSegment *
open_fenced(ApReader *reader, const ApSegment *segment, const ApSegment *open)
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
    ap_reader_add_block(reader, block);
    g_ptr_array_add(reader->containers, block->children);
    return segment;
}

static void
read_segments(ApReader *reader, const GArray *segments)
{
    const ApSegment *open = NULL;
    gboolean lost = FALSE; /* an unknown block was opened: its end is no second problem */
    for (guint i = 0; i < segments->len; i++) {
        const ApSegment *segment = &g_array_index(segments, ApSegment, i);
        switch (segment->kind) {
        case AP_SEGMENT_TEXT:
            ap_reader_read(reader, segment->start, segment->end);
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
    g_autofree char *masked = mask(rendered);
    ApReader reader = {
        .rendered = rendered,
        .masked = masked,
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
