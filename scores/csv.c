/* CSV a line at a time, so that every row knows its line and memory stays bounded. A plain row, which is one
 * line without a quote, is split where it stands; any other goes through libcsv, which knows what quotes
 * mean. */
#include <config.h>

#include "scores/csv.h"

#include "scores/input.h"

#include <csv.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE ((gsize)262144)
#define ROW_LIMIT ((gsize)1048576)

typedef struct {
    const char *path;
    ApRowFunc row;
    gpointer user;
    ApProblems *problems;

    struct csv_parser parser;
    GString *text;  /* the fields of the row so far, one after the other */
    GArray *ends;   /* gsize: where each field ends in `text` */
    GArray *cells;  /* ApSlice */
    guint line;     /* being fed */
    guint row_line; /* where the row began */
    gsize row_size; /* bytes fed since */
    gboolean failed;
} Reader;

/* Blanks as they get into cells by hand: of ASCII, the no-break space and the ideographic space. */
static gsize
leading_blank(const char *text, gsize length)
{
    if (length >= 1 && g_ascii_isspace(text[0]))
        return 1;
    if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    if (length >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0)
        return 3;
    return 0;
}

static gsize
trailing_blank(const char *text, gsize length)
{
    if (length >= 1 && g_ascii_isspace(text[length - 1]))
        return 1;
    if (length >= 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
        return 2;
    if (length >= 3 && memcmp(text + length - 3, "\xE3\x80\x80", 3) == 0)
        return 3;
    return 0;
}

/* Whether the byte can be none of a blank. */
static gboolean
is_solid(char byte)
{
    return byte > ' ' && byte < '\x7F';
}

ApSlice
ap_slice_trim(const char *text, gsize length)
{
    gsize blank;
    if (length > 0 && is_solid(text[0]) && is_solid(text[length - 1]))
        return (ApSlice){text, length};
    while ((blank = leading_blank(text, length)) > 0) {
        text += blank;
        length -= blank;
    }
    while ((blank = trailing_blank(text, length)) > 0)
        length -= blank;
    return (ApSlice){text, length};
}

static void
end_field(void *field, size_t length, void *data)
{
    Reader *reader = data;
    if (length > 0)
        g_string_append_len(reader->text, field, (gssize)length);
    gsize end = reader->text->len;
    g_array_append_val(reader->ends, end);
}

static void
fail(Reader *reader, const char *message)
{
    ApPlace place = {reader->path, reader->row_line, reader->ends->len + 1};
    if (!reader->failed)
        ap_problems_error(reader->problems, place, "%s", message);
    reader->failed = TRUE;
}

/* Hands on the first `n` cells. Spreadsheets leave rows of nothing but commas below a table: they say as
 * little as a blank line. */
static void
hand_on(Reader *reader, guint line, guint n)
{
    const ApSlice *cells = (const ApSlice *)(gpointer)reader->cells->data;
    guint i = 0;
    while (i < n && cells[i].length == 0)
        i++;
    if (i < n)
        reader->row(reader->user, line, cells, n);
}

static void
end_row(int terminator, void *data)
{
    Reader *reader = data;
    if (reader->failed)
        return;
    g_array_set_size(reader->cells, 0);
    gsize start = 0;
    for (guint i = 0; i < reader->ends->len; i++) {
        gsize end = g_array_index(reader->ends, gsize, i);
        ApSlice cell = ap_slice_trim(reader->text->str + start, end - start);
        g_array_append_val(reader->cells, cell);
        start = end;
    }
    if (terminator == CSV_CR) {
        fail(reader, _("the line ends with a bare CR; save the file with LF or CRLF line ends"));
        return;
    }
    hand_on(reader, reader->row_line, reader->cells->len);
    g_array_set_size(reader->ends, 0);
    g_string_truncate(reader->text, 0);
    reader->row_size = 0;
}

static void
feed(Reader *reader, const char *text, gsize length)
{
    if (csv_parse(&reader->parser, text, length, end_field, end_row, reader) == length)
        return;
    if (reader->row_line < reader->line)
        fail(reader,
             _("a quote in this row is not closed properly; write \"\" for a quote inside a quoted field"));
    else
        fail(reader,
             _("a quote is out of place; quote the whole field and write \"\" for a quote inside it"));
}

/* One physical line with its end, which is LF, CRLF or, at the end of the file, nothing. */
static void
feed_line(Reader *reader, const char *text, gsize length)
{
    if (reader->row_size == 0)
        reader->row_line = reader->line;
    reader->row_size += length;
    if (reader->row_size > ROW_LIMIT) {
        fail(reader, _("the row is longer than 1 MiB; is a quote left open?"));
        return;
    }
    if (length >= 2 && text[length - 1] == '\n' && text[length - 2] == '\r') {
        feed(reader, text, length - 2);
        if (!reader->failed)
            feed(reader, "\n", 1);
    } else {
        feed(reader, text, length);
    }
    /* A blank line ends no row in libcsv; the next row begins after it. */
    if (reader->ends->len == 0 && reader->parser.pstate == 0)
        reader->row_size = 0;
    reader->line++;
}

/* The cell of index `i` of a plain row. */
static void
set_cell(GArray *cells, guint i, const char *start, const char *end)
{
    if (i == cells->len)
        g_array_set_size(cells, 2 * i + 1);
    g_array_index(cells, ApSlice, i) = ap_slice_trim(start, (gsize)(end - start));
}

/* Takes the row that begins at `text` if it is plain. Returns how many bytes that was, 0 if it is not. */
static gsize
take_plain_row(Reader *reader, const char *text, gsize length)
{
    const char *start = text, *end = text + MIN(length, ROW_LIMIT);
    guint n_cells = 0;
    for (const char *at = text; at < end; at++) {
        /* No byte above the comma means anything here; of those below, most mean nothing either. */
        if ((guchar)*at > ',')
            continue;
        if (*at == '"' || (*at == '\r' && (at + 1 == end || at[1] != '\n')))
            return 0;
        if (*at != ',' && *at != '\n')
            continue;
        set_cell(reader->cells, n_cells++, start, at);
        start = at + 1;
        if (*at == '\n') {
            hand_on(reader, reader->line++, n_cells);
            return (gsize)(start - text);
        }
    }
    return 0;
}

/* Takes the line that begins at `text`: a row, or a part of one. Returns how many bytes that was. */
static gsize
take_line(Reader *reader, const char *text, gsize length)
{
    gsize taken = reader->row_size == 0 ? take_plain_row(reader, text, length) : 0;
    if (taken == 0) {
        const char *end = memchr(text, '\n', length);
        taken = end != NULL ? (gsize)(end - text) + 1 : length;
        feed_line(reader, text, taken);
    }
    return taken;
}

/* Takes the whole lines of a block (at the end of the file, all of it) and returns how many bytes that was.
 */
static gsize
take_block(Reader *reader, const char *text, gsize length, gboolean last)
{
    gsize whole = length;
    while (!last && whole > 0 && text[whole - 1] != '\n')
        whole--;
    ApPlace place = {reader->path, reader->line, 1};
    if (!ap_input_check_text(place, AP_COLUMNS_FIELDS, text, whole, reader->problems)) {
        reader->failed = TRUE;
        return whole;
    }
    for (gsize at = 0; at < whole && !reader->failed;)
        at += take_line(reader, text + at, whole - at);
    return whole;
}

static void
finish(Reader *reader)
{
    if (!reader->failed && csv_fini(&reader->parser, end_field, end_row, reader) != 0)
        fail(reader, _("the quote that begins this field is never closed; add the closing quote"));
}

static gboolean
read_blocks(Reader *reader, int fd, GError **error)
{
    g_autofree char *buffer = g_malloc(ROW_LIMIT + BLOCK_SIZE);
    gsize held = 0;
    gboolean first = TRUE, last = FALSE;
    while (!last && !reader->failed) {
        gssize got = ap_input_fill(fd, buffer + held, BLOCK_SIZE, reader->path, error);
        if (got < 0)
            return FALSE;
        last = (gsize)got < BLOCK_SIZE;
        held += (gsize)got;
        gsize used = first ? ap_input_bom(buffer, held) : 0;
        first = FALSE;
        used += take_block(reader, buffer + used, held - used, last);
        memmove(buffer, buffer + used, held - used);
        held -= used;
        if (held > ROW_LIMIT && !reader->failed) {
            reader->row_line = reader->line;
            fail(reader, _("the row is longer than 1 MiB; is a quote left open?"));
        }
    }
    finish(reader);
    return !reader->failed;
}

gboolean
ap_csv_read(const char *path, gsize limit, ApRowFunc row, gpointer user, ApProblems *problems, GError **error)
{
    int fd = ap_input_open(path, limit, problems, error);
    if (fd < 0)
        return FALSE;

    Reader reader = {.path = path, .row = row, .user = user, .problems = problems, .line = 1};
    csv_init(&reader.parser, CSV_STRICT | CSV_STRICT_FINI);
    reader.text = g_string_new(NULL);
    reader.ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    reader.cells = g_array_new(FALSE, FALSE, sizeof(ApSlice));
    gboolean good = read_blocks(&reader, fd, error);
    g_array_unref(reader.cells);
    g_array_unref(reader.ends);
    g_string_free(reader.text, TRUE);
    csv_free(&reader.parser);
    close(fd);
    return good;
}
