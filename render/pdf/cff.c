/* The little of a CFF table that HarfBuzz doesn't tell: whether a font is keyed by CIDs, and the CIDs; and a
 * way to have HarfBuzz subset a bare table. */
#include <config.h>

#include "render/pdf/cff.h"

#include <hb-subset.h>

/* Operators of a Top DICT; two-byte ones follow the escape 12. */
enum { OPERATOR_CHARSET = 15, OPERATOR_GLYPHS = 17, OPERATOR_ESCAPE = 12, OPERATOR_ROS = 30 };

/* What we need of a Top DICT. */
typedef struct {
    gboolean is_keyed; /* by CIDs */
    gint32 charset;    /* offsets in the table */
    gint32 glyphs;
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
        else if (lead == OPERATOR_GLYPHS)
            top->glyphs = last;
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

/* ---- A table without a font around it. ---- */

static void
add_table(hb_face_t *builder, const char *tag, const guint8 *bytes, gsize length)
{
    hb_blob_t *blob =
        hb_blob_create((const char *)bytes, (guint)length, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(builder, hb_tag_from_string(tag, 4), blob);
    hb_blob_destroy(blob);
}

static void
put_number(guint8 *at, guint value)
{
    at[0] = (guint8)(value >> 8);
    at[1] = (guint8)value;
}

/* The table in the least font that HarfBuzz accepts: tables of the right size that say how many glyphs there
 * are. OpenType 1.9, head, hhea, hmtx, maxp. */
static hb_face_t *
wrap_table(const guint8 *cff, gsize length, guint n_glyphs)
{
    guint8 head[54] = {0, 1}, hhea[36] = {0, 1}, maxp[6] = {0, 0, 0x50, 0};
    put_number(head + 12, 0x5f0f); /* the magic number */
    put_number(head + 14, 0x3cf5);
    put_number(head + 18, 1000); /* units of the em square */
    put_number(hhea + 34, n_glyphs);
    put_number(maxp + 4, n_glyphs);
    g_autofree guint8 *hmtx = g_malloc0(4 * (gsize)n_glyphs);
    hb_face_t *builder = hb_face_builder_create();
    add_table(builder, "CFF ", cff, length);
    add_table(builder, "head", head, sizeof head);
    add_table(builder, "hhea", hhea, sizeof hhea);
    add_table(builder, "maxp", maxp, sizeof maxp);
    add_table(builder, "hmtx", hmtx, 4 * (gsize)n_glyphs);
    hb_blob_t *font = hb_face_reference_blob(builder);
    hb_face_t *face = hb_face_create(font, 0);
    hb_blob_destroy(font);
    hb_face_destroy(builder);
    return face;
}

GBytes *
ap_cff_shrink(const guint8 *cff, gsize length)
{
    TopDict top = {0};
    if (!read_top_dict(cff, length, &top) || top.glyphs <= 0)
        return NULL;
    Reader glyphs = {cff, length, (gsize)top.glyphs, FALSE};
    guint n_glyphs = read_number(&glyphs, 2);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input || n_glyphs == 0) {
        hb_subset_input_destroy(input);
        return NULL;
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                         HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_set_add_range(hb_subset_input_glyph_set(input), 0, n_glyphs - 1);
    hb_face_t *face = wrap_table(cff, length, n_glyphs);
    hb_face_t *subset = hb_subset_or_fail(face, input);
    hb_blob_t *blob =
        subset ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' ')) : hb_blob_get_empty();
    guint size = 0;
    const char *bytes = hb_blob_get_data(blob, &size);
    GBytes *shrunk = size > 0 ? g_bytes_new(bytes, size) : NULL;
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    hb_face_destroy(face);
    hb_subset_input_destroy(input);
    return shrunk;
}
