/* The margin of a draft. */
#include <config.h>

#include "render/pdf/margin.h"

#include "render/pdf/line.h"

/* Between the notes and the text, and between the notes and the edge of the paper; points. */
#define GAP 5

/* A margin that is being filled from the top. */
typedef struct {
    double x, width; /* of the notes */
    double y;        /* below the last of them */
} Column;

/* Sets one note at `y` or below. FALSE, and nothing is set, if the column has no room left. */
static gboolean
set_note(ApShaper *shaper, ApPage *page, Column *column, const char *note, double y)
{
    const ApPageStyle *style = ap_shaper_style(shaper);
    const ApTextStyle *look = &style->texts[AP_TEXT_MARGIN];
    const ApLineMeasure measure = {.width = column->width, .align = AP_ALIGN_LEFT};
    const ApMeaning artifact = {NULL, NULL};
    g_autoptr(ApText) text = ap_text_new(shaper, AP_TEXT_MARGIN, note, NULL);
    g_autoptr(GArray) lines = ap_lines_break(text, &measure);
    double top = MAX(y - look->size, column->y);
    if (top + lines->len * look->pitch > style->height - GAP)
        return FALSE;
    for (guint i = 0; i < lines->len; i++)
        ap_line_paint(page, text, &g_array_index(lines, ApLine, i), column->x,
                      top + i * look->pitch + ap_line_baseline(look), &artifact);
    column->y = top + lines->len * look->pitch + GAP / 2.0;
    return TRUE;
}

static void
note_page(ApShaper *shaper, ApDescribe describe, gconstpointer data, ApPage *page)
{
    const ApPageStyle *style = ap_shaper_style(shaper);
    Column columns[] = {
        {style->width - style->right + GAP, style->right - 2 * GAP, style->top},
        {GAP, style->left - 2 * GAP, style->top},
    };
    guint column = 0;
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < page->printed->len; i++) {
        const ApPrinted *printed = &g_array_index(page->printed, ApPrinted, i);
        g_autofree char *what = describe(data, printed->value);
        if (what == NULL || !g_hash_table_add(told, (gpointer)printed->value))
            continue;
        g_autofree char *note = g_strdup_printf("%s %s", printed->text, what);
        while (column < G_N_ELEMENTS(columns) && !set_note(shaper, page, &columns[column], note, printed->y))
            column++;
    }
}

void
ap_margin_notes(ApShaper *shaper, ApDescribe describe, gconstpointer data, ApPages *pages)
{
    for (guint i = 0; i < pages->pages->len; i++)
        note_page(shaper, describe, data, pages->pages->pdata[i]);
}
