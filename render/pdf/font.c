/* Fonts of a PDF: codes in the order of first use, a HarfBuzz subset, and the dictionaries around it.
 * ISO 32000-1, 9.7 (composite fonts), 9.9 (embedded fonts), 9.10.3 (ToUnicode). */
#include <config.h>

#include "render/pdf/font.h"

#include "render/pdf/cff.h"

#include <glib/gi18n.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <string.h>

/* Widths that equal this one are not listed: the em square of an ideograph. */
#define DEFAULT_WIDTH 1000

/* A CMap section holds at most so many entries. */
#define SECTION 100

/* For a glyph whose text another glyph of its cluster carries: every code needs some character, and the
 * cluster's ActualText overrides it. */
#define NO_TEXT "\342\200\213" /* zero width space */

typedef struct {
    guint32 glyph;
    guint text, text_length; /* bytes in ApFont.texts */
    int width;               /* thousandths */
    guint16 next;            /* another code of the same glyph, 0 for none */
} Code;

struct ApFont {
    const ApFace *face;
    char *name;
    GArray *codes;   /* Code, by code; code 0 stays free for .notdef */
    GString *texts;  /* of all codes, end to end */
    guint16 *latest; /* by glyph: its latest code, 0 for none */
    guint n_glyphs;
};

struct ApFonts {
    GPtrArray *fonts; /* ApFont, in order of first use */
};

static void
font_free(ApFont *font)
{
    g_array_unref(font->codes);
    g_string_free(font->texts, TRUE);
    g_free(font->latest);
    g_free(font->name);
    g_free(font);
}

ApFonts *
ap_fonts_new(void)
{
    ApFonts *fonts = g_new0(ApFonts, 1);
    fonts->fonts = g_ptr_array_new_with_free_func((GDestroyNotify)font_free);
    return fonts;
}

void
ap_fonts_free(ApFonts *fonts)
{
    if (!fonts)
        return;
    g_ptr_array_unref(fonts->fonts);
    g_free(fonts);
}

ApFont *
ap_fonts_lookup(ApFonts *fonts, const ApFace *face)
{
    for (guint i = 0; i < fonts->fonts->len; i++) {
        ApFont *font = fonts->fonts->pdata[i];
        if (font->face == face)
            return font;
    }
    ApFont *font = g_new0(ApFont, 1);
    font->face = face;
    font->name = g_strdup_printf("F%u", fonts->fonts->len + 1);
    font->codes = g_array_new(FALSE, TRUE, sizeof(Code));
    g_array_set_size(font->codes, 1);
    font->texts = g_string_new(NULL);
    font->n_glyphs = hb_face_get_glyph_count(ap_face_hb(face));
    font->latest = g_new0(guint16, font->n_glyphs);
    g_ptr_array_add(fonts->fonts, font);
    return font;
}

const char *
ap_font_name(const ApFont *font)
{
    return font->name;
}

guint
ap_font_encode(ApFont *font, guint32 glyph, const char *text, gsize length)
{
    if (length == 0) {
        text = NO_TEXT;
        length = strlen(NO_TEXT);
    }
    if (glyph >= font->n_glyphs)
        return 0;
    const Code *codes = (const Code *)(void *)font->codes->data;
    for (guint code = font->latest[glyph]; code != 0; code = codes[code].next)
        if (codes[code].text_length == length &&
            memcmp(font->texts->str + codes[code].text, text, length) == 0)
            return code;
    if (font->codes->len > G_MAXUINT16)
        return 0;
    Code entry = {.glyph = glyph,
                  .text = (guint)font->texts->len,
                  .text_length = (guint)length,
                  .width = (int)lround(ap_face_advance(font->face, glyph)),
                  .next = font->latest[glyph]};
    g_string_append_len(font->texts, text, (gssize)length);
    g_array_append_val(font->codes, entry);
    font->latest[glyph] = (guint16)(font->codes->len - 1);
    return font->codes->len - 1;
}

int
ap_font_width(const ApFont *font, guint code)
{
    return g_array_index(font->codes, Code, code).width;
}

/* ---- The subset. ---- */

/* A subset of a face: what is embedded, and how its glyphs are called there. */
typedef struct {
    hb_blob_t *blob; /* the font file, or the CFF table alone */
    gboolean is_cff; /* else TrueType */
    guint16 *cids;   /* by code: the CID, which for TrueType is the code itself */
    guint16 *glyphs; /* by code: the glyph's number in the subset */
    hb_face_t *face; /* the subset */
} Subset;

static void
subset_clear(Subset *subset)
{
    hb_blob_destroy(subset->blob);
    hb_face_destroy(subset->face);
    g_free(subset->cids);
    g_free(subset->glyphs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Subset, subset_clear)

/* The face with its outlines and metrics alone, which is all that an embedded font needs: the PDF says the
 * rest. Given the other tables HarfBuzz would look through all characters of the font first. */
static hb_face_t *
bare_face(hb_face_t *face)
{
    static const hb_tag_t needed[] = {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                                      HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
                                      HB_TAG('l', 'o', 'c', 'a'), HB_TAG('g', 'l', 'y', 'f'),
                                      HB_TAG('C', 'F', 'F', ' ')};
    hb_face_t *bare = hb_face_builder_create();
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++) {
        hb_blob_t *table = hb_face_reference_table(face, needed[i]);
        if (hb_blob_get_length(table) > 0)
            hb_face_builder_add_table(bare, needed[i], table);
        hb_blob_destroy(table);
    }
    return bare;
}

static hb_subset_input_t *
subset_input(const ApFont *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (guint code = 1; code < font->codes->len; code++)
        hb_set_add(glyphs, g_array_index(font->codes, Code, code).glyph);
    return input;
}

/* Fills in `face` and `glyphs`. */
static gboolean
run_plan(const ApFont *font, Subset *subset)
{
    hb_subset_input_t *input = subset_input(font);
    hb_face_t *bare = bare_face(ap_face_hb(font->face));
    hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(bare, input) : NULL;
    subset->face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (subset->face) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        subset->glyphs = g_new0(guint16, font->codes->len);
        for (guint code = 1; code < font->codes->len; code++)
            subset->glyphs[code] = (guint16)hb_map_get(map, g_array_index(font->codes, Code, code).glyph);
    }
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    hb_face_destroy(bare);
    return subset->face != NULL;
}

/* Fills in `cids`: for TrueType a table in the PDF leads from code to glyph; a CFF font is entered by CID. */
static gboolean
find_cids(const ApFont *font, Subset *subset)
{
    guint n_codes = font->codes->len;
    subset->cids = g_new0(guint16, n_codes);
    if (!subset->is_cff) {
        for (guint code = 0; code < n_codes; code++)
            subset->cids[code] = (guint16)code;
        return TRUE;
    }
    guint length = 0;
    const char *bytes = hb_blob_get_data(subset->blob, &length);
    guint n_glyphs = hb_face_get_glyph_count(subset->face);
    g_autofree guint16 *by_glyph = ap_cff_cids((const guint8 *)bytes, length, n_glyphs);
    for (guint code = 1; by_glyph && code < n_codes; code++)
        subset->cids[code] = by_glyph[MIN(subset->glyphs[code], n_glyphs - 1)];
    return by_glyph != NULL;
}

static gboolean
subset_make(const ApFont *font, Subset *subset, GError **error)
{
    if (run_plan(font, subset)) {
        subset->blob = hb_face_reference_table(subset->face, HB_TAG('C', 'F', 'F', ' '));
        subset->is_cff = hb_blob_get_length(subset->blob) > 0;
        if (!subset->is_cff) {
            hb_blob_destroy(subset->blob);
            subset->blob = hb_face_reference_blob(subset->face);
        }
    }
    if (!subset->face || hb_blob_get_length(subset->blob) == 0 || !find_cids(font, subset)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot embed the font %s"),
                    ap_face_file(font->face));
        return FALSE;
    }
    return TRUE;
}

/* ---- The dictionaries. ---- */

/* "ABCDEF+Name": six letters that follow from the glyphs, and the PostScript name. */
static char *
subset_name(const ApFont *font)
{
    char name[64] = "";
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(ap_face_hb(font->face), HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        name);
    g_strcanon(name, "-_0123456789" G_CSET_A_2_Z G_CSET_a_2_z, '-');
    guint32 hash = 2166136261U; /* FNV-1a */
    for (guint code = 1; code < font->codes->len; code++)
        hash = (hash ^ g_array_index(font->codes, Code, code).glyph) * 16777619U;
    char tag[7] = "";
    for (guint i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return g_strconcat(tag, "+", *name ? name : "Font", NULL);
}

/* The characters of a code as UTF-16, in hexadecimal. */
static void
append_utf16(GString *out, const char *text, gsize length)
{
    glong units = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, (glong)length, NULL, &units, NULL);
    for (glong i = 0; wide && i < units; i++)
        g_string_append_printf(out, "%04X", wide[i]);
}

static void
begin_cmap(GString *out, const char *name, const char *ordering)
{
    g_string_append_printf(out,
                           "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                           "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (%s) def\n"
                           "/Supplement 0 def\nend def\n/CMapName /%s def\n/CMapType %d def\n/WMode 0 def\n"
                           "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
                           ordering, name, strcmp(ordering, "UCS") == 0 ? 2 : 1);
}

static void
end_cmap(GString *out)
{
    g_string_append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static GString *
to_unicode(const ApFont *font)
{
    GString *out = g_string_sized_new(20 * (gsize)font->codes->len);
    begin_cmap(out, "Adobe-Identity-UCS", "UCS");
    for (guint code = 1; code < font->codes->len; code++) {
        if ((code - 1) % SECTION == 0)
            g_string_append_printf(out, "%u beginbfchar\n", MIN(SECTION, font->codes->len - code));
        const Code *entry = &g_array_index(font->codes, Code, code);
        g_string_append_printf(out, "<%04X> <", code);
        append_utf16(out, font->texts->str + entry->text, entry->text_length);
        g_string_append(out, ">\n");
        if (code % SECTION == 0 || code == font->codes->len - 1)
            g_string_append(out, "endbfchar\n");
    }
    end_cmap(out);
    return out;
}

/* {Registry, Ordering, Supplement}: the same for the CMap and the font, as PDF/A asks. */
static HPDF_Dict
system_info(ApFile *file)
{
    HPDF_Dict info = ap_file_dict(file);
    ap_dict_set_text(file, info, "Registry", "Adobe");
    ap_dict_set_text(file, info, "Ordering", "Identity");
    ap_dict_set_integer(file, info, "Supplement", 0);
    return info;
}

/* The way from code to CID of a CFF font, whose CIDs are given: several codes may lead to one. */
static HPDF_Dict
write_encoding(const ApFont *font, const Subset *subset, ApFile *file)
{
    g_autoptr(GString) out = g_string_sized_new(16 * (gsize)font->codes->len);
    begin_cmap(out, "auditpress", "Identity");
    for (guint code = 1; code < font->codes->len; code++) {
        if ((code - 1) % SECTION == 0)
            g_string_append_printf(out, "%u begincidchar\n", MIN(SECTION, font->codes->len - code));
        g_string_append_printf(out, "<%04X> %u\n", code, subset->cids[code]);
        if (code % SECTION == 0 || code == font->codes->len - 1)
            g_string_append(out, "endcidchar\n");
    }
    end_cmap(out);
    HPDF_Dict cmap = ap_file_stream_deflated(file, out->str, out->len);
    ap_dict_set_name(file, cmap, "Type", "CMap");
    ap_dict_set_name(file, cmap, "CMapName", "auditpress");
    ap_dict_set(file, cmap, "CIDSystemInfo", system_info(file));
    ap_dict_set_integer(file, cmap, "WMode", 0);
    return cmap;
}

static HPDF_Dict
write_glyph_table(const ApFont *font, const Subset *subset, ApFile *file)
{
    gsize length = 2 * (gsize)font->codes->len;
    g_autofree guint8 *table = g_malloc(length);
    guint8 *next = table;
    for (guint code = 0; code < font->codes->len; code++) {
        *next++ = (guint8)(subset->glyphs[code] >> 8);
        *next++ = (guint8)(subset->glyphs[code] & 0xff);
    }
    return ap_file_stream_deflated(file, table, length);
}

/* Stretches of one width as "first last width"; ideographs have the default width and need no entry. */
static HPDF_Array
write_widths(const ApFont *font, const Subset *subset, ApFile *file)
{
    HPDF_Array widths = ap_file_array(file);
    const Code *codes = (const Code *)(void *)font->codes->data;
    for (guint code = 1, end; code < font->codes->len; code = end) {
        end = code + 1;
        while (end < font->codes->len && codes[end].width == codes[code].width &&
               subset->cids[end] == subset->cids[end - 1] + 1)
            end++;
        if (codes[code].width == DEFAULT_WIDTH)
            continue;
        ap_array_add_integer(file, widths, subset->cids[code]);
        ap_array_add_integer(file, widths, subset->cids[end - 1]);
        ap_array_add_integer(file, widths, codes[code].width);
    }
    return widths;
}

/* A metric of the face in thousandths of the font size. */
static gint64
metric(const ApFont *font, hb_font_t *measure, hb_ot_metrics_tag_t tag, gint64 fallback)
{
    hb_position_t value = 0;
    guint upem = hb_face_get_upem(ap_face_hb(font->face));
    return hb_ot_metrics_get_position(measure, tag, &value) ? lround(1000.0 * value / upem) : fallback;
}

/* The box of all glyphs: bytes 36 to 43 of the table `head`. */
static HPDF_Array
font_box(const ApFont *font, ApFile *file)
{
    hb_blob_t *head = hb_face_reference_table(ap_face_hb(font->face), HB_TAG('h', 'e', 'a', 'd'));
    guint length = 0;
    const guint8 *bytes = (const guint8 *)hb_blob_get_data(head, &length);
    double upem = hb_face_get_upem(ap_face_hb(font->face));
    HPDF_Array box = ap_file_array(file);
    for (guint at = 36; at < 44; at += 2) {
        guint edge = length >= 54 ? (guint)bytes[at] << 8 | bytes[at + 1] : 0;
        ap_array_add_integer(file, box, lround(1000 * (gint16)edge / upem));
    }
    hb_blob_destroy(head);
    return box;
}

static HPDF_Dict
write_descriptor(const ApFont *font, const Subset *subset, const char *name, ApFile *file)
{
    guint length = 0;
    const char *bytes = hb_blob_get_data(subset->blob, &length);
    HPDF_Dict program = ap_file_stream_deflated(file, bytes, length);
    if (subset->is_cff)
        ap_dict_set_name(file, program, "Subtype", "CIDFontType0C");
    else
        ap_dict_set_integer(file, program, "Length1", length);

    hb_font_t *measure = hb_font_create(ap_face_hb(font->face));
    gint64 ascent = lround(1000 * ap_face_ascent(font->face));
    HPDF_Dict descriptor = ap_file_shared_dict(file);
    ap_dict_set_name(file, descriptor, "Type", "FontDescriptor");
    ap_dict_set_name(file, descriptor, "FontName", name);
    ap_dict_set_integer(file, descriptor, "Flags", 4); /* symbolic: an encoding of its own */
    ap_dict_set(file, descriptor, "FontBBox", font_box(font, file));
    ap_dict_set_integer(file, descriptor, "ItalicAngle", 0);
    ap_dict_set_integer(file, descriptor, "Ascent", ascent);
    ap_dict_set_integer(file, descriptor, "Descent", lround(-1000 * ap_face_descent(font->face)));
    ap_dict_set_integer(file, descriptor, "CapHeight",
                        metric(font, measure, HB_OT_METRICS_TAG_CAP_HEIGHT, ascent));
    ap_dict_set_integer(file, descriptor, "StemV", 80); /* unknown; only a substitute font would need it */
    ap_dict_set(file, descriptor, subset->is_cff ? "FontFile3" : "FontFile2", program);
    hb_font_destroy(measure);
    return descriptor;
}

static HPDF_Dict
write_descendant(const ApFont *font, const Subset *subset, const char *name, ApFile *file)
{
    HPDF_Dict descendant = ap_file_shared_dict(file);
    ap_dict_set_name(file, descendant, "Type", "Font");
    ap_dict_set_name(file, descendant, "Subtype", subset->is_cff ? "CIDFontType0" : "CIDFontType2");
    ap_dict_set_name(file, descendant, "BaseFont", name);
    ap_dict_set(file, descendant, "CIDSystemInfo", system_info(file));
    ap_dict_set(file, descendant, "FontDescriptor", write_descriptor(font, subset, name, file));
    ap_dict_set_integer(file, descendant, "DW", DEFAULT_WIDTH);
    ap_dict_set(file, descendant, "W", write_widths(font, subset, file));
    if (!subset->is_cff)
        ap_dict_set(file, descendant, "CIDToGIDMap", write_glyph_table(font, subset, file));
    return descendant;
}

static gboolean
write_font(const ApFont *font, ApFile *file, HPDF_Dict resources, GError **error)
{
    g_auto(Subset) subset = {0};
    if (!subset_make(font, &subset, error))
        return FALSE;
    g_autofree char *name = subset_name(font);
    HPDF_Dict dict = ap_file_shared_dict(file);
    ap_dict_set_name(file, dict, "Type", "Font");
    ap_dict_set_name(file, dict, "Subtype", "Type0");
    ap_dict_set_name(file, dict, "BaseFont", name);
    if (subset.is_cff)
        ap_dict_set(file, dict, "Encoding", write_encoding(font, &subset, file));
    else
        ap_dict_set_name(file, dict, "Encoding", "Identity-H");
    HPDF_Array descendants = ap_file_array(file);
    ap_array_add(file, descendants, write_descendant(font, &subset, name, file));
    ap_dict_set(file, dict, "DescendantFonts", descendants);
    g_autoptr(GString) texts = to_unicode(font);
    ap_dict_set(file, dict, "ToUnicode", ap_file_stream_deflated(file, texts->str, texts->len));
    ap_dict_set(file, resources, font->name, dict);
    return TRUE;
}

gboolean
ap_fonts_write(const ApFonts *fonts, ApFile *file, HPDF_Dict resources, GError **error)
{
    for (guint i = 0; i < fonts->fonts->len; i++)
        if (!write_font(fonts->fonts->pdata[i], file, resources, error))
            return FALSE;
    return TRUE;
}
