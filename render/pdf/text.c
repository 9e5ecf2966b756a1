/* From characters to clusters: Pango chooses fonts and shapes; our rules say what each cluster may do. */
#include <config.h>

#include "render/pdf/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* In font sizes: the space between Han and Latin, what of it may shrink, and the space between words. The
 * Chinese faces' own space is half an em, too wide between Latin words. */
#define GAP 0.25
#define GAP_SHRINK 0.1
#define WORD_SPACE 0.3
#define WORD_SHRINK 0.08
/* Blank that stays at the side of a mark whose blank is taken off, and the most that one mark loses. */
#define MARK_BLANK 0.08
#define MARK_LOSS 0.5
/* A space between words stretches so many times as much as the place between two ideographs. */
#define SPACE_STRETCH 3.0

typedef struct {
    ApFace *face;     /* NULL if it could not be read */
    gboolean allowed; /* the style names its family */
} ShaperFont;

struct ApShaper {
    ApFaces *faces;
    const ApPageStyle *style;
    ApProblems *problems;
    GHashTable *fonts;    /* PangoFont → ShaperFont */
    GHashTable *reported; /* "place:character" */
    GError *error;
    PangoAttrList *no_attributes;
    PangoFontDescription *descriptions[AP_N_TEXTS];
    ApTextRole role; /* whose description the context has; AP_N_TEXTS if none */
};

static gboolean
check_fonts(ApFaces *faces, const ApPageStyle *style, ApProblems *problems)
{
    guint missing = 0;
    for (guint i = 0; i < style->fonts->len; i++) {
        const ApFontName *name = style->fonts->pdata[i];
        if (ap_faces_has_family(faces, name->family))
            continue;
        missing++;
        ap_problems_error(problems, (ApPlace){"style.yaml", 1, 1},
                          _("font “%s” is not installed: apt-get install %s"), name->family, name->package);
    }
    return missing == 0;
}

ApShaper *
ap_shaper_new(ApFaces *faces, const ApPageStyle *style, ApProblems *problems)
{
    if (!check_fonts(faces, style, problems))
        return NULL;
    ApShaper *shaper = g_new0(ApShaper, 1);
    shaper->faces = faces;
    shaper->style = style;
    shaper->problems = problems;
    shaper->fonts = g_hash_table_new_full(NULL, NULL, g_object_unref, g_free);
    shaper->reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    shaper->no_attributes = pango_attr_list_new();
    shaper->role = AP_N_TEXTS;
    return shaper;
}

void
ap_shaper_free(ApShaper *shaper)
{
    if (!shaper)
        return;
    for (guint i = 0; i < AP_N_TEXTS; i++)
        pango_font_description_free(shaper->descriptions[i]);
    pango_attr_list_unref(shaper->no_attributes);
    g_hash_table_unref(shaper->fonts);
    g_hash_table_unref(shaper->reported);
    g_clear_error(&shaper->error);
    g_free(shaper);
}

const ApPageStyle *
ap_shaper_style(const ApShaper *shaper)
{
    return shaper->style;
}

gboolean
ap_shaper_check(ApShaper *shaper, GError **error)
{
    if (!shaper->error)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&shaper->error));
    return FALSE;
}

/* ---- Fonts ---- */

static void
use_role(ApShaper *shaper, ApTextRole role)
{
    if (shaper->role == role)
        return;
    PangoFontDescription **description = &shaper->descriptions[role];
    if (!*description) {
        const ApTextStyle *style = &shaper->style->texts[role];
        *description = pango_font_description_new();
        pango_font_description_set_family(*description, shaper->style->families);
        pango_font_description_set_absolute_size(*description, style->size * PANGO_SCALE);
        if (style->bold && shaper->style->bold_family) {
            g_autofree char *families =
                g_strconcat(shaper->style->bold_family, ",", shaper->style->families, NULL);
            pango_font_description_set_family(*description, families);
            pango_font_description_set_weight(*description, PANGO_WEIGHT_BOLD);
        }
    }
    pango_context_set_font_description(ap_faces_context(shaper->faces), *description);
    shaper->role = role;
}

static gboolean
family_allowed(const ApPageStyle *style, PangoFont *font)
{
    PangoFontDescription *description = pango_font_describe(font);
    const char *family = pango_font_description_get_family(description);
    gboolean allowed = g_strcmp0(family, style->bold_family) == 0;
    for (guint i = 0; !allowed && i < style->fonts->len; i++)
        allowed = g_strcmp0(family, ((const ApFontName *)style->fonts->pdata[i])->family) == 0;
    pango_font_description_free(description);
    return allowed;
}

static const ShaperFont *
lookup_font(ApShaper *shaper, PangoFont *font)
{
    ShaperFont *found = g_hash_table_lookup(shaper->fonts, font);
    if (found)
        return found;
    found = g_new0(ShaperFont, 1);
    g_autoptr(GError) error = NULL;
    found->face = ap_faces_lookup(shaper->faces, font, &error);
    if (!found->face && !shaper->error)
        shaper->error = g_steal_pointer(&error);
    found->allowed = family_allowed(shaper->style, font);
    g_hash_table_insert(shaper->fonts, g_object_ref(font), found);
    return found;
}

/* ---- Characters ---- */

typedef struct {
    ApShaper *shaper;
    ApText *out;
    GString *string;
    GArray *ends;     /* guint: byte at which each piece ends */
    GArray *no_break; /* guint: bytes of spaces at which no line ends */
    double size;
    PangoLogAttr *attributes;
} Builder;

/* A no-break space is drawn as a space and remembered; line ends and tabs are spaces. */
static void
append_text(Builder *builder, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0xa0 || c == 0x202f) {
            guint at = (guint)builder->string->len;
            g_array_append_val(builder->no_break, at);
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
    gboolean bold = builder->out->style->bold && !builder->shaper->style->bold_family;
    ApPiece piece = {run, bold || (run && (run->strong || run->emphasis))};
    if (run && run->kind == AP_RUN_BREAK)
        g_string_append(builder->string, "\u2028");
    else
        append_text(builder, text);
    guint end = (guint)builder->string->len;
    g_array_append_val(builder->out->pieces, piece);
    g_array_append_val(builder->ends, end);
}

static void
report_missing(ApShaper *shaper, const ApPiece *piece, gunichar c)
{
    ApPlace place = piece->run ? piece->run->origin : (ApPlace){NULL, 0, 0};
    g_autofree char *key =
        g_strdup_printf("%s:%u:%u:%x", place.file ? place.file : "", place.line, place.column, c);
    if (!g_hash_table_add(shaper->reported, g_steal_pointer(&key)))
        return;
    char text[8] = {0};
    g_unichar_to_utf8(c, text);
    ap_problems_error(
        shaper->problems, place,
        _("character “%s” (U+%04X) is in none of the fonts %s; replace it, or add a font that has it "
          "to style.yaml"),
        g_unichar_isprint(c) ? text : "?", c, shaper->style->families);
}

/* ---- Clusters ---- */

/* The blank at both sides of a mark that may go, from its ink: the faces of the national set centre their
 * marks, others do not. */
static void
measure_mark(ApCluster *cluster, PangoFont *font, guint32 glyph, double size)
{
    PangoRectangle ink, logical;
    pango_font_get_glyph_extents(font, glyph, &ink, &logical);
    double left = (double)ink.x / PANGO_SCALE - MARK_BLANK * size;
    double right = (double)(logical.width - ink.x - ink.width) / PANGO_SCALE - MARK_BLANK * size;
    left = MAX(left, 0);
    right = MAX(right, 0);
    double loss = MARK_LOSS * size;
    if (left + right > loss && left > 0 && right > 0) {
        /* a centred mark loses the same at both sides */
        left = MIN(left, loss / 2);
        right = MIN(right, loss / 2);
    }
    cluster->shrink_left = MIN(left, loss);
    cluster->shrink_right = MIN(right, loss);
}

static void
set_class(ApCluster *cluster, PangoFont *font, const PangoGlyphInfo *glyph, double size)
{
    cluster->class = ap_char_class(cluster->character);
    if (cluster->class == AP_CHAR_SPACE) {
        cluster->advance = WORD_SPACE * size;
        cluster->shrink_right = WORD_SHRINK * size;
        cluster->stretch = SPACE_STRETCH;
    } else if (ap_class_is_mark(cluster->class) && cluster->advance > 0.9 * size) {
        measure_mark(cluster, font, glyph->glyph, size);
    }
}

static void
append_glyphs(Builder *builder, ApCluster *cluster, const PangoGlyphString *glyphs, int from, int to)
{
    double x = 0;
    cluster->glyph_start = builder->out->glyphs->len;
    for (int i = from; i < to; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        if (info->glyph != PANGO_GLYPH_EMPTY) {
            ApClusterGlyph glyph = {info->glyph, x + (double)info->geometry.x_offset / PANGO_SCALE,
                                    -(double)info->geometry.y_offset / PANGO_SCALE};
            g_array_append_val(builder->out->glyphs, glyph);
        }
        x += (double)info->geometry.width / PANGO_SCALE;
    }
    cluster->advance = x;
    cluster->glyph_length = builder->out->glyphs->len - cluster->glyph_start;
}

/* The first character of a cluster that its font cannot show, or 0. */
static gunichar
missing_character(const ApCluster *cluster, const ShaperFont *font, const PangoGlyphString *glyphs, int from,
                  int to)
{
    if (!font->allowed)
        return cluster->character;
    for (int i = from; i < to; i++)
        if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY &&
            glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            return glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
    return 0;
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
    if (cluster.character == 0x2028 || g_unichar_type(cluster.character) == G_UNICODE_CONTROL) {
        cluster.text_length = 0;
        cluster.class = AP_CHAR_SPACE;
        cluster.glyph_start = out->glyphs->len;
        cluster.after = cluster.character == 0x2028 ? AP_BREAK_FORCED : AP_BREAK_NEVER;
        g_array_append_val(out->clusters, cluster);
        return;
    }
    const ShaperFont *font = lookup_font(builder->shaper, item->analysis.font);
    cluster.face = font->face;
    gunichar missing = missing_character(&cluster, font, glyphs, from, to);
    if (missing)
        report_missing(builder->shaper, &g_array_index(out->pieces, ApPiece, piece), missing);
    append_glyphs(builder, &cluster, glyphs, from, to);
    if (missing) {
        g_array_set_size(out->glyphs, cluster.glyph_start);
        cluster.glyph_length = 0;
    }
    set_class(&cluster, item->analysis.font, &glyphs->glyphs[from], builder->size);
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
shape(Builder *builder)
{
    PangoContext *context = ap_faces_context(builder->shaper->faces);
    int length = (int)builder->string->len;
    GList *items =
        pango_itemize(context, builder->string->str, 0, length, builder->shaper->no_attributes, NULL);
    PangoGlyphString *glyphs = pango_glyph_string_new();
    for (GList *node = items; node; node = node->next)
        append_item(builder, node->data, glyphs);
    pango_glyph_string_free(glyphs);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
}

/* ---- What neighbours do to each other ---- */

static ApCluster *
at(const ApText *text, guint index)
{
    return &g_array_index(text->clusters, ApCluster, index);
}

/* Two marks side by side: each loses its blank towards the other. */
static void
trim_pair(ApCluster *before, ApCluster *after)
{
    if (!ap_class_is_mark(before->class) || !ap_class_is_mark(after->class))
        return;
    before->advance -= before->shrink_right;
    before->shrink_right = 0;
    before->stretch = 0;
    after->advance -= after->shrink_left;
    after->offset -= after->shrink_left;
    after->shrink_left = 0;
}

/* Spaces between Han and Latin become quarter-ems, beside full-width marks nothing. */
static void
set_space(ApCluster *space, const ApCluster *before, const ApCluster *after, double size)
{
    if (ap_classes_meet(before->class, after->class)) {
        space->advance = GAP * size;
        space->shrink_right = GAP_SHRINK * size;
    } else if (ap_class_is_mark(before->class) || ap_class_is_mark(after->class)) {
        space->advance = 0;
        space->shrink_right = 0;
    }
    space->stretch = 1;
}

static gboolean
is_full_width(ApCharClass class)
{
    return class == AP_CHAR_HAN || ap_class_is_mark(class) || class == AP_CHAR_MIDDLE;
}

static gboolean
is_wide_side(const ApCluster *cluster)
{
    return is_full_width(cluster->class) || cluster->class == AP_CHAR_SPACE;
}

static void
set_neighbours(ApText *text, double size)
{
    for (guint i = 0; i + 1 < text->clusters->len; i++) {
        ApCluster *before = at(text, i), *after = at(text, i + 1);
        if (is_wide_side(before) || is_wide_side(after))
            before->stretch = MAX(before->stretch, 1);
        trim_pair(before, after);
        if (ap_classes_meet(before->class, after->class))
            before->gap = GAP * size;
        if (before->class == AP_CHAR_MIDDLE && after->character == before->character)
            before->stretch = 0; /* a dash of two characters is one stroke */
        if (after->class == AP_CHAR_SPACE && i + 2 < text->clusters->len && after->after != AP_BREAK_FORCED) {
            before->stretch = 0; /* the space itself stretches */
            set_space(after, before, at(text, i + 2), size);
        }
    }
    for (guint i = 0; i < text->clusters->len; i++) {
        ApCluster *cluster = at(text, i);
        if (cluster->class == AP_CHAR_OPEN)
            cluster->lead = cluster->shrink_left;
        if (cluster->class == AP_CHAR_CLOSE || cluster->class == AP_CHAR_STOP)
            cluster->trail = cluster->shrink_right;
    }
}

/* ---- Where a line may end ---- */

static gboolean
is_number_head(const ApPageStyle *style, gunichar c)
{
    for (const gunichar *head = style->number_heads; *head; head++)
        if (*head == c)
            return TRUE;
    return FALSE;
}

/* Whether the rules of Chinese lines, of numbers and of references part these two. */
static gboolean
may_part(const Builder *builder, const ApCluster *before, const ApCluster *after)
{
    if (ap_char_starts_no_line(after->character) || ap_char_ends_no_line(before->character))
        return FALSE;
    if (before->class == AP_CHAR_DIGIT && after->class == AP_CHAR_HAN)
        return FALSE;
    if (after->class == AP_CHAR_DIGIT && is_number_head(builder->shaper->style, before->character))
        return FALSE;
    return TRUE;
}

static gboolean
same_reference(const Builder *builder, const ApCluster *before, const ApCluster *after)
{
    const ApPiece *piece = &g_array_index(builder->out->pieces, ApPiece, before->stretch_of);
    return before->stretch_of == after->stretch_of && piece->run && piece->run->kind == AP_RUN_REFERENCE;
}

static gboolean
is_no_break(const Builder *builder, const ApCluster *cluster)
{
    for (guint i = 0; i < builder->no_break->len; i++)
        if (g_array_index(builder->no_break, guint, i) == cluster->text_start)
            return TRUE;
    return FALSE;
}

static ApBreak
break_between(const Builder *builder, const ApCluster *before, const ApCluster *space, const ApCluster *after,
              const PangoLogAttr *attribute)
{
    if (!may_part(builder, before, after) || (space && is_no_break(builder, space)))
        return AP_BREAK_NEVER;
    if (same_reference(builder, before, after))
        return AP_BREAK_NEVER;
    gboolean both_wide = is_full_width(before->class) && is_full_width(after->class);
    if (attribute->is_line_break || both_wide)
        return AP_BREAK_ALLOWED;
    return attribute->is_char_break ? AP_BREAK_TORN : AP_BREAK_NEVER;
}

/* `offset` counts characters, as Pango's attributes do. */
static void
set_breaks(Builder *builder)
{
    ApText *text = builder->out;
    guint offset = 0;
    guint last = text->clusters->len; /* the last cluster that is no space */
    const char *string = builder->string->str;
    for (guint i = 0; i + 1 < text->clusters->len; i++) {
        ApCluster *cluster = at(text, i);
        const ApCluster *next = at(text, i + 1);
        offset += (guint)g_utf8_pointer_to_offset(string + cluster->text_start, string + next->text_start);
        if (cluster->class != AP_CHAR_SPACE)
            last = i;
        if (cluster->after == AP_BREAK_FORCED)
            continue;
        if (next->class == AP_CHAR_SPACE || last == text->clusters->len)
            cluster->after = AP_BREAK_NEVER; /* a line ends after its spaces, and has something before them */
        else
            cluster->after = break_between(builder, at(text, last), last == i ? NULL : cluster, next,
                                           &builder->attributes[offset]);
    }
}

/* A label is not parted from its text. */
static void
set_label(ApText *text, guint label_bytes)
{
    while (text->label_end < text->clusters->len && at(text, text->label_end)->text_start < label_bytes) {
        at(text, text->label_end)->after = AP_BREAK_NEVER;
        text->label_end++;
    }
}

static void
set_sums(ApText *text)
{
    text->sums = g_new0(ApSum, text->clusters->len + 1);
    for (guint i = 0; i < text->clusters->len; i++) {
        const ApCluster *c = at(text, i);
        double gap_shrink = c->gap > 0 ? c->gap * GAP_SHRINK / GAP : 0;
        text->sums[i + 1].width = text->sums[i].width + c->advance + c->gap;
        text->sums[i + 1].shrink = text->sums[i].shrink + c->shrink_left + c->shrink_right + gap_shrink;
        text->sums[i + 1].stretch = text->sums[i].stretch + c->stretch;
    }
}

ApText *
ap_text_new(ApShaper *shaper, ApTextRole role, const char *label, const GPtrArray *runs)
{
    ApText *text = g_new0(ApText, 1);
    text->style = &shaper->style->texts[role];
    text->pieces = g_array_new(FALSE, FALSE, sizeof(ApPiece));
    g_autoptr(GString) string = g_string_new(NULL);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) no_break = g_array_new(FALSE, FALSE, sizeof(guint));
    Builder builder = {shaper, text, string, ends, no_break, text->style->size, NULL};
    if (label && *label)
        append_piece(&builder, NULL, label);
    guint label_bytes = (guint)string->len;
    for (guint i = 0; runs && i < runs->len; i++) {
        const ApRun *run = runs->pdata[i];
        append_piece(&builder, run, run->text);
    }
    text->clusters = g_array_sized_new(FALSE, TRUE, sizeof(ApCluster), (guint)string->len / 3 + 1);
    text->glyphs = g_array_sized_new(FALSE, TRUE, sizeof(ApClusterGlyph), (guint)string->len / 3 + 1);
    if (string->len > 0) {
        use_role(shaper, role);
        shape(&builder);
        int characters = (int)g_utf8_strlen(string->str, (gssize)string->len);
        builder.attributes = g_new0(PangoLogAttr, (gsize)characters + 1);
        pango_get_log_attrs(string->str, (int)string->len, 0, pango_language_from_string("zh-tw"),
                            builder.attributes, characters + 1);
        set_neighbours(text, text->style->size);
        set_breaks(&builder);
        set_label(text, label_bytes);
        g_free(builder.attributes);
    }
    set_sums(text);
    text->text = g_string_free(g_steal_pointer(&string), FALSE);
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

const ApCluster *
ap_text_cluster(const ApText *text, guint index)
{
    return at(text, index);
}

double
ap_text_width(const ApText *text, guint start, guint end)
{
    while (end > start && at(text, end - 1)->class == AP_CHAR_SPACE)
        end--;
    if (end <= start)
        return 0;
    const ApCluster *first = at(text, start), *last = at(text, end - 1);
    return text->sums[end].width - text->sums[start].width - last->gap - first->lead - last->trail;
}

static double
widest(const ApText *text, ApBreak least)
{
    double width = 0;
    guint start = 0;
    for (guint i = 0; i < text->clusters->len; i++) {
        if (at(text, i)->after < least && i + 1 < text->clusters->len)
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
