/* From characters to clusters: Pango chooses fonts and shapes; our rules say what each cluster may do. */
#include <config.h>

#include "render/pdf/text.h"

#include "render/pdf/breaks.h"
#include "render/pdf/spacing.h"

#define LINE_SEPARATOR 0x2028

typedef struct {
    ApShaper *shaper;
    ApText *out;
    GString *string;
    GArray *ends;     /* guint: byte at which each piece ends */
    GArray *no_break; /* guint: bytes of spaces at which no line ends */
} Builder;

/* ---- Characters ---- */

/* A no-break space is drawn as a space and remembered; line ends and tabs are spaces. */
static void
append_text(Builder *builder, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0xa0 || c == 0x202f) {
            guint byte = (guint)builder->string->len;
            g_array_append_val(builder->no_break, byte);
            g_string_append_c(builder->string, ' ');
        } else if (c == 0x2011) {
            g_string_append_c(builder->string, '-');
        } else if (c == '\n' || c == '\t' || c == '\r') {
            g_string_append_c(builder->string, ' ');
        } else if (c >= 0x20 && c != 0xad && c != 0xfeff) {
            g_string_append_unichar(builder->string, c);
        }
    }
}

static void
append_piece(Builder *builder, const ApRun *run, const char *text)
{
    ApTextPiece piece = {run, builder->out->style->bold || (run && (run->strong || run->emphasis))};
    if (run && run->kind == AP_RUN_BREAK)
        g_string_append_unichar(builder->string, LINE_SEPARATOR);
    else
        append_text(builder, text);
    guint end = (guint)builder->string->len;
    g_array_append_val(builder->out->pieces, piece);
    g_array_append_val(builder->ends, end);
}

/* ---- Clusters ---- */

static void
append_glyphs(Builder *builder, ApCluster *cluster, const PangoGlyphString *glyphs, int from, int to)
{
    double unit = ap_shaper_unit(builder->out->style->size), x = 0;
    cluster->glyph_start = builder->out->glyphs->len;
    for (int i = from; i < to; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        if (info->glyph != PANGO_GLYPH_EMPTY) {
            ApClusterGlyph glyph = {info->glyph, x + unit * info->geometry.x_offset,
                                    -unit * info->geometry.y_offset};
            g_array_append_val(builder->out->glyphs, glyph);
        }
        x += unit * info->geometry.width;
    }
    cluster->advance = x;
    cluster->glyph_length = builder->out->glyphs->len - cluster->glyph_start;
}

/* The first character of a cluster that its font cannot show, or 0. */
static gunichar
missing_character(const ApCluster *cluster, const ApShaperFont *font, const PangoGlyphString *glyphs,
                  int from, int to)
{
    if (!font->allowed)
        return cluster->character;
    for (int i = from; i < to; i++)
        if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY &&
            glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            return glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
    return 0;
}

/* A character that no font has is not drawn, and the report is not published. */
static void
leave_out(Builder *builder, ApCluster *cluster, gunichar missing)
{
    const ApRun *run = g_array_index(builder->out->pieces, ApTextPiece, cluster->stretch_of).run;
    ap_shaper_report_missing(builder->shaper, run ? run->origin : (ApPlace){NULL, 0, 0}, missing);
    g_array_set_size(builder->out->glyphs, cluster->glyph_start);
    cluster->glyph_length = 0;
}

/* A line separator ends its line and is not drawn; other controls are nothing. */
static void
append_control(ApText *out, ApCluster *cluster)
{
    cluster->text_length = 0;
    cluster->class = AP_CHAR_SPACE;
    cluster->glyph_start = out->glyphs->len;
    cluster->after = cluster->character == LINE_SEPARATOR ? AP_BREAK_FORCED : AP_BREAK_NEVER;
    g_array_append_val(out->clusters, *cluster);
}

static void
append_cluster(Builder *builder, const PangoItem *item, const PangoGlyphString *glyphs, int from, int to,
               guint start, guint length)
{
    ApText *out = builder->out;
    guint piece = out->clusters->len > 0 ? ap_text_cluster(out, out->clusters->len - 1)->stretch_of : 0;
    while (piece + 1 < out->pieces->len && start >= g_array_index(builder->ends, guint, piece))
        piece++;
    const char *text = builder->string->str + start;
    ApCluster cluster = {.text_start = start, .text_length = length, .stretch_of = piece};
    cluster.character = g_utf8_get_char(text);
    if (cluster.character == LINE_SEPARATOR || g_unichar_type(cluster.character) == G_UNICODE_CONTROL) {
        append_control(out, &cluster);
        return;
    }
    const ApShaperFont *font = ap_shaper_font(builder->shaper, item->analysis.font);
    cluster.face = font->face;
    gunichar missing = missing_character(&cluster, font, glyphs, from, to);
    append_glyphs(builder, &cluster, glyphs, from, to);
    if (missing)
        leave_out(builder, &cluster, missing);
    ap_cluster_set_class(&cluster, item->analysis.font, glyphs->glyphs[from].glyph, out->style->size);
    g_array_append_val(out->clusters, cluster);
}

static void
append_item(Builder *builder, PangoItem *item, PangoGlyphString *glyphs)
{
    const char *string = builder->string->str;
    pango_shape_full(string + item->offset, item->length, string, (int)builder->string->len, &item->analysis,
                     glyphs);
    PangoGlyphItem glyph_item = {.item = item, .glyphs = glyphs};
    PangoGlyphItemIter iter;
    gboolean more = pango_glyph_item_iter_init_start(&iter, &glyph_item, string);
    for (; more; more = pango_glyph_item_iter_next_cluster(&iter)) {
        int from = MIN(iter.start_glyph, iter.end_glyph + 1);
        int to = iter.start_glyph < iter.end_glyph ? iter.end_glyph : iter.start_glyph + 1;
        append_cluster(builder, item, glyphs, from, to, (guint)iter.start_index,
                       (guint)(iter.end_index - iter.start_index));
    }
}

static void
set_range(PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
    attribute->start_index = start;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
}

/* Pieces that are bold have a font of their own, if the style names one; then they need no stroke. */
static PangoAttrList *
bold_attributes(Builder *builder)
{
    PangoAttrList *list = pango_attr_list_new();
    const ApPageStyle *style = ap_shaper_style(builder->shaper);
    if (!style->bold)
        return list;
    g_autofree char *families = g_strconcat(style->bold->family, ",", style->families, NULL);
    for (guint i = 0, start = 0; i < builder->out->pieces->len; i++) {
        ApTextPiece *piece = &g_array_index(builder->out->pieces, ApTextPiece, i);
        guint end = g_array_index(builder->ends, guint, i);
        if (piece->bold) {
            set_range(list, pango_attr_family_new(families), start, end);
            set_range(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
        }
        piece->bold = FALSE;
        start = end;
    }
    return list;
}

static void
shape(Builder *builder, PangoContext *context)
{
    PangoAttrList *attributes = bold_attributes(builder);
    GList *items =
        pango_itemize(context, builder->string->str, 0, (int)builder->string->len, attributes, NULL);
    PangoGlyphString *glyphs = pango_glyph_string_new();
    for (GList *node = items; node; node = node->next)
        append_item(builder, node->data, glyphs);
    pango_glyph_string_free(glyphs);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attributes);
}

/* A label is not parted from its text. */
static void
set_label(ApText *text, guint label_bytes)
{
    while (text->label_end < text->clusters->len) {
        ApCluster *cluster = &g_array_index(text->clusters, ApCluster, text->label_end);
        if (cluster->text_start >= label_bytes)
            return;
        cluster->after = AP_BREAK_NEVER;
        text->label_end++;
    }
}

ApText *
ap_text_new(ApShaper *shaper, ApTextRole role, const char *label, const GPtrArray *runs)
{
    ApText *text = g_new0(ApText, 1);
    text->style = &ap_shaper_style(shaper)->texts[role];
    text->pieces = g_array_new(FALSE, FALSE, sizeof(ApTextPiece));
    g_autoptr(GString) string = g_string_new(NULL);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) no_break = g_array_new(FALSE, FALSE, sizeof(guint));
    Builder builder = {shaper, text, string, ends, no_break};
    if (label && *label)
        append_piece(&builder, NULL, label);
    guint label_bytes = (guint)string->len;
    for (guint i = 0; runs && i < runs->len; i++)
        append_piece(&builder, runs->pdata[i], ((const ApRun *)runs->pdata[i])->text);
    text->clusters = g_array_sized_new(FALSE, TRUE, sizeof(ApCluster), (guint)string->len / 3 + 1);
    text->glyphs = g_array_sized_new(FALSE, TRUE, sizeof(ApClusterGlyph), (guint)string->len / 3 + 1);
    if (string->len > 0)
        shape(&builder, ap_shaper_context(shaper));
    text->text = g_string_free(g_steal_pointer(&string), FALSE);
    ap_text_set_spacing(text);
    ap_text_set_breaks(text, ap_shaper_style(shaper), no_break);
    set_label(text, label_bytes);
    return text;
}

void
ap_text_free(ApText *text)
{
    if (!text)
        return;
    g_free(text->text);
    g_free(text->sums);
    g_array_unref(text->clusters);
    g_array_unref(text->glyphs);
    g_array_unref(text->pieces);
    g_free(text);
}

guint
ap_text_length(const ApText *text)
{
    return text->clusters->len;
}

double
ap_text_width(const ApText *text, guint start, guint end)
{
    while (end > start && ap_text_cluster(text, end - 1)->class == AP_CHAR_SPACE)
        end--;
    if (end <= start)
        return 0;
    const ApCluster *first = ap_text_cluster(text, start), *last = ap_text_cluster(text, end - 1);
    return text->sums[end].width - text->sums[start].width - last->gap - first->lead - last->trail;
}

static double
widest(const ApText *text, ApBreak least)
{
    double width = 0;
    guint start = 0;
    for (guint i = 0; i < text->clusters->len; i++) {
        if (ap_text_cluster(text, i)->after < least && i + 1 < text->clusters->len)
            continue;
        width = MAX(width, ap_text_width(text, start, i + 1));
        start = i + 1;
    }
    return width;
}

double
ap_text_minimum_width(const ApText *text)
{
    return widest(text, AP_BREAK_ALLOWED);
}

double
ap_text_natural_width(const ApText *text)
{
    return widest(text, AP_BREAK_FORCED);
}
