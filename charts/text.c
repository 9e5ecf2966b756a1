/* Labels: one Pango layout each, drawn line by line on a pitch of our own. */
#include <config.h>

#include "charts/text.h"

#include "charts/font_map.h"

/* The share of an em above the baseline in the em box of Chinese fonts. */
#define ASCENT 0.88

/* So many are kept: those of the charts of a report, and not those of ten thousand participants' own. */
#define MOST_KEPT 4096

struct ApChartText {
    guint references;
    PangoLayout *layout;
    double size;
    double leading;
    double width;
    guint n_lines;
};

PangoContext *
ap_chart_text_context_new(PangoFontMap *map, const char *families, double size)
{
    PangoContext *context = ap_font_map_context(map, CAIRO_ANTIALIAS_GRAY);
    g_autoptr(PangoFontDescription) description = pango_font_description_new();
    pango_font_description_set_family(description, families);
    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_context_set_font_description(context, description);
    return context;
}

static double
line_width(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static ApChartText *
lay_out(const ApChartStyle *style, const char *string, double width)
{
    ApChartText *text = g_new0(ApChartText, 1);
    text->references = 1;
    text->layout = pango_layout_new(style->context);
    text->size = style->size;
    text->leading = style->leading;
    pango_layout_set_text(text->layout, string, -1);
    pango_layout_set_auto_dir(text->layout, FALSE);
    if (width > 0) {
        pango_layout_set_width(text->layout, (int)(width * PANGO_SCALE));
        pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
    }
    for (GSList *line = pango_layout_get_lines_readonly(text->layout); line != NULL; line = line->next) {
        text->width = MAX(text->width, line_width(line->data));
        text->n_lines++;
    }
    return text;
}

GHashTable *
ap_chart_texts_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)ap_chart_text_unref);
}

ApChartText *
ap_chart_text_new(const ApChartStyle *style, const char *string, double width)
{
    char *key = g_strdup_printf("%a %s", MAX(width, 0), string);
    ApChartText *text = g_hash_table_lookup(style->texts, key);
    if (text == NULL) {
        if (g_hash_table_size(style->texts) >= MOST_KEPT)
            g_hash_table_remove_all(style->texts);
        text = lay_out(style, string, width);
        g_hash_table_insert(style->texts, g_steal_pointer(&key), text);
    }
    g_free(key);
    text->references++;
    return text;
}

void
ap_chart_text_unref(ApChartText *text)
{
    if (text == NULL || --text->references > 0)
        return;
    g_clear_object(&text->layout);
    g_free(text);
}

double
ap_chart_text_width(const ApChartText *text)
{
    return text->width;
}

double
ap_chart_text_height(const ApChartText *text)
{
    return text->size + (text->n_lines - 1) * text->leading;
}

const char *
ap_chart_text_string(const ApChartText *text)
{
    return pango_layout_get_text(text->layout);
}

gboolean
ap_chart_text_breaks_words(const ApChartText *text)
{
    int n_attributes = 0;
    const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(text->layout, &n_attributes);
    const char *string = pango_layout_get_text(text->layout);
    GSList *lines = pango_layout_get_lines_readonly(text->layout);
    for (GSList *line = lines != NULL ? lines->next : NULL; line != NULL; line = line->next) {
        long offset = g_utf8_pointer_to_offset(string, string + ((PangoLayoutLine *)line->data)->start_index);
        if (offset < n_attributes && !attributes[offset].is_line_break)
            return TRUE;
    }
    return FALSE;
}

gunichar
ap_chart_text_missing(const ApChartText *text)
{
    if (pango_layout_get_unknown_glyphs_count(text->layout) == 0)
        return 0;
    PangoLayoutIter *iter = pango_layout_get_iter(text->layout);
    const char *string = pango_layout_get_text(text->layout);
    gunichar missing = 0;
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);
        for (int i = 0; missing == 0 && run != NULL && i < run->glyphs->num_glyphs; i++)
            if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                missing = g_utf8_get_char(string + run->item->offset + run->glyphs->log_clusters[i]);
    } while (missing == 0 && pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
    return missing;
}

void
ap_chart_text_draw(const ApChartText *text, const ApPen *pen, double x, double y, double align,
                   ApColour colour)
{
    double baseline = y + ASCENT * text->size;
    for (GSList *line = pango_layout_get_lines_readonly(text->layout); line != NULL; line = line->next) {
        double left = x + align * (text->width - line_width(line->data));
        pen->operations->text(pen->data, line->data, left, baseline, colour);
        baseline += text->leading;
    }
}
