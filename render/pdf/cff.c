/* The little of a CFF table that HarfBuzz doesn't tell: whether a font is keyed by CIDs, and the CIDs. */
#include <config.h>

#include "render/pdf/cff.h"

/* Operators of a Top DICT; two-byte ones follow the escape 12. */
enum { OPERATOR_CHARSET = 15, OPERATOR_ESCAPE = 12, OPERATOR_ROS = 30 };

/* What we need of a Top DICT. */
typedef struct {
    gboolean is_keyed; /* by CIDs */
    gint32 charset;    /* offset in the table */
} TopDict;

/* Reads forwards; past the end it reads zeros and says so. */
typedef struct {
    const guint8 *bytes;
    gsize length;
    gsize at;
    gboolean broken;
} Reader;

static guint32
read_number(Reader *reader, guint n_bytes)
{
    guint32 value = 0;
    for (guint i = 0; i < n_bytes; i++) {
        if (reader->at >= reader->length) {
            reader->broken = TRUE;
            return 0;
        }
        value = value << 8 | reader->bytes[reader->at++];
    }
    return value;
}

/* Passes an INDEX and returns its first object. */
static Reader
read_index(Reader *reader)
{
    Reader first = {reader->bytes, 0, 0, TRUE};
    guint32 count = read_number(reader, 2);
    if (count == 0)
        return first;
    guint offset_size = read_number(reader, 1);
    gsize offsets = reader->at;
    gsize base = offsets + (gsize)(count + 1) * offset_size - 1;
    guint32 begin = read_number(reader, offset_size);
    guint32 end = read_number(reader, offset_size);
    reader->at = offsets + (gsize)count * offset_size;
    gsize last = base + read_number(reader, offset_size);
    if (reader->broken || begin > end || base + end > last || last > reader->length) {
        reader->broken = TRUE;
        return first;
    }
    reader->at = last;
    return (Reader){reader->bytes, base + end, base + begin, FALSE};
}

/* Passes the operand that begins with `lead`; its value if it is an integer, else 0. */
static gint32
read_operand(Reader *dict, guint32 lead)
{
    if (lead == 28)
        return (gint16)read_number(dict, 2);
    if (lead == 29)
        return (gint32)read_number(dict, 4);
    if (lead == 30) { /* a real: half-bytes up to an f */
        guint32 pair;
        do
            pair = read_number(dict, 1);
        while (!dict->broken && (pair & 0xf) != 0xf && pair >> 4 != 0xf);
        return 0;
    }
    if (lead >= 251)
        return -((gint32)lead - 251) * 256 - (gint32)read_number(dict, 1) - 108;
    if (lead >= 247)
        return ((gint32)lead - 247) * 256 + (gint32)read_number(dict, 1) + 108;
    return (gint32)lead - 139;
}

/* FALSE if the table is broken before or in its Top DICT. */
static gboolean
read_top_dict(const guint8 *cff, gsize length, TopDict *top)
{
    Reader reader = {cff, length, 2, FALSE};
    reader.at = read_number(&reader, 1); /* the header's size */
    (void)read_index(&reader);           /* names */
    Reader dict = read_index(&reader);
    gint32 last = 0;
    while (!dict.broken && dict.at < dict.length) {
        guint32 lead = read_number(&dict, 1);
        if (lead > 21)
            last = read_operand(&dict, lead);
        else if (lead == OPERATOR_CHARSET)
            top->charset = last;
        else if (lead == OPERATOR_ESCAPE && read_number(&dict, 1) == OPERATOR_ROS)
            top->is_keyed = TRUE;
    }
    return !reader.broken && !dict.broken;
}

/* Formats 0 to 2: glyph by glyph, or ranges with a count of one or two bytes. Glyph 0 is not listed. */
static void
read_charset(Reader *charset, guint16 *cids, guint n_glyphs)
{
    guint32 format = read_number(charset, 1);
    charset->broken |= format > 2;
    for (guint glyph = 1; glyph < n_glyphs && !charset->broken;) {
        guint32 first = read_number(charset, 2);
        guint32 more = format ? read_number(charset, format) : 0;
        for (guint32 i = 0; i <= more && glyph < n_glyphs; i++)
            cids[glyph++] = (guint16)(first + i);
    }
}

guint16 *
ap_cff_cids(const guint8 *cff, gsize length, guint n_glyphs)
{
    TopDict top = {0};
    if (!read_top_dict(cff, length, &top) || n_glyphs > G_MAXUINT16 + 1U)
        return NULL;
    g_autofree guint16 *cids = g_new0(guint16, MAX(n_glyphs, 1));
    for (guint glyph = 0; glyph < n_glyphs; glyph++)
        cids[glyph] = (guint16)glyph;
    if (!top.is_keyed || top.charset <= 2) /* up to 2: predefined, which a font keyed by CIDs may not use */
        return g_steal_pointer(&cids);
    Reader charset = {cff, length, (gsize)top.charset, FALSE};
    read_charset(&charset, cids, n_glyphs);
    return charset.broken ? NULL : g_steal_pointer(&cids);
}
