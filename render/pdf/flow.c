/* Page breaks: no line alone, no heading without its text, figures on the next page while the text goes on.
 */
#include <config.h>

#include "render/pdf/flow.h"

#include <math.h>

#define EPSILON 0.001
/* Lines of a paragraph that stay together at a page's foot or head. */
#define TOGETHER 2
/* A table of at most so much of a page is not broken, if text can fill the place that it leaves. */
#define FLOATING_TABLE 0.66
/* Where the title of the cover stands, from the top, and the end of its last text, from the foot: of the
 * text's height. */
#define COVER_TITLE 0.25
#define COVER_FOOT 0.06

typedef struct {
    const ApPageStyle *style;
    const GPtrArray *boxes;
    ApPages *pages;
    ApFlowNotes *notes;
    ApPage *page; /* NULL: the next thing starts one */
    double y, bottom;
    double after;   /* space below what was placed last */
    gboolean fresh; /* nothing on the page yet */
    GQueue floats;  /* ApFlowBox: figures and tables that wait for the next page */
    const char *chapter;
    gboolean body;
    guint number;
} Flow;

static void place_floats(Flow *flow);
static void flush_floats(Flow *flow);

char *
ap_roman(guint number)
{
    static const struct {
        guint value;
        const char *sign;
    } signs[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
                 {9, "ix"},  {5, "v"},   {4, "iv"}, {1, "i"}};
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            g_string_append(text, signs[i].sign);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* ---- Pages ---- */

static void
add_page(Flow *flow, char *label)
{
    flow->page = ap_page_new();
    g_free(flow->page->label);
    flow->page->label = label;
    g_ptr_array_add(flow->pages->pages, flow->page);
    g_ptr_array_add(flow->notes->chapters, (gpointer)flow->chapter);
    flow->y = flow->style->top;
    flow->bottom = flow->style->height - flow->style->bottom;
    flow->after = 0;
    flow->fresh = TRUE;
}

static void
next_page(Flow *flow)
{
    flow->number++;
    add_page(flow, flow->body ? g_strdup_printf("%u", flow->number) : ap_roman(flow->number));
    place_floats(flow);
}

static guint
page_index(const Flow *flow)
{
    return flow->pages->pages->len - 1;
}

static void
need_page(Flow *flow)
{
    if (!flow->page)
        next_page(flow);
}

/* The space above a box: the larger of what it and its neighbour ask for, none at the top of a page. */
static double
space_above(const Flow *flow, const ApFlowBox *box)
{
    return flow->fresh ? 0 : MAX(flow->after, box->before);
}

/* Where links to `box` lead: its top. */
static void
mark_destination(Flow *flow, const ApFlowBox *box)
{
    if (box->destination < 0)
        return;
    ApDestination *destination =
        &g_array_index(flow->pages->destinations, ApDestination, (guint)box->destination);
    destination->page = page_index(flow);
    destination->y = flow->y;
}

/* ---- Room that a box needs ---- */

static double
lines_height(const ApSetText *set, guint n)
{
    return n * set->text->style->pitch;
}

static double
figure_height(const Flow *flow, const ApFlowBox *box)
{
    double caption = 0;
    for (guint i = 0; i < box->texts->len; i++) {
        const ApSetText *set = box->texts->pdata[i];
        caption += flow->style->caption_gap + lines_height(set, set->lines->len);
    }
    return box->height + caption;
}

/* Of all that waits, one below the other. */
static double
floats_height(const Flow *flow)
{
    double height = 0;
    for (const GList *node = flow->floats.head; node; node = node->next) {
        const ApFlowBox *box = node->data;
        height += box->kind == AP_BOX_TABLE ? ap_tabular_height(box->tabular) : figure_height(flow, box);
        height += node->next ? box->after : 0;
    }
    return height;
}

/* Without so much room below `y` the box at `index` must start on the next page. */
static double
start_need(const Flow *flow, guint index)
{
    if (index >= flow->boxes->len)
        return 0;
    const ApFlowBox *box = flow->boxes->pdata[index];
    if (box->kind == AP_BOX_TABLE)
        return ap_tabular_start_height(box->tabular);
    if (box->kind == AP_BOX_FIGURE)
        return figure_height(flow, box);
    if (box->kind != AP_BOX_TEXT)
        return 0;
    const ApSetText *set = box->texts->pdata[0];
    guint n = set->lines->len;
    if (!box->keep || index + 1 >= flow->boxes->len)
        return lines_height(set, n < 2 * TOGETHER ? n : TOGETHER);
    const ApFlowBox *next = flow->boxes->pdata[index + 1];
    return lines_height(set, n) + MAX(box->after, next->before) + start_need(flow, index + 1);
}

/* ---- Texts ---- */

static void
add_link(Flow *flow, ApElement *element, guint destination, char *description, double x, double y,
         double width, double height)
{
    ApPageLink *link = g_new0(ApPageLink, 1);
    *link = (ApPageLink){element, x, y, width, height, destination, description};
    g_ptr_array_add(flow->page->links, link);
}

/* The stretches of a line that are links. */
static void
add_line_links(Flow *flow, const ApSetText *set, const ApLine *line, double top)
{
    for (guint i = 0; set->links && i < set->links->len; i++) {
        const ApBoxLink *link = &g_array_index(set->links, ApBoxLink, i);
        guint from = line->start;
        while (from < line->end && ap_text_cluster(set->text, from)->stretch_of != link->piece)
            from++;
        guint to = from;
        while (to < line->end && ap_text_cluster(set->text, to)->stretch_of == link->piece)
            to++;
        if (from == to)
            continue;
        double left = flow->style->left + set->x;
        double x = ap_line_place(set->text, line, from), end = ap_line_place(set->text, line, to);
        const ApTextPiece *piece = &g_array_index(set->text->pieces, ApTextPiece, link->piece);
        add_link(flow, link->element, link->destination, g_strdup(piece->run->text), left + x, top, end - x,
                 set->text->style->pitch);
    }
}

static void
paint_line(Flow *flow, const ApSetText *set, guint index)
{
    const ApLine *line = &g_array_index(set->lines, ApLine, index);
    double baseline = flow->y + ap_line_baseline(set->text->style);
    ap_line_paint(flow->page, set->text, line, flow->style->left + set->x, baseline, &set->meaning);
    add_line_links(flow, set, line, flow->y);
    flow->y += set->text->style->pitch;
    flow->fresh = FALSE;
}

/* How many of the `left` lines to place here, so that none is alone on either page; 0 if the next page is
 * better. */
static guint
lines_here(const Flow *flow, const ApSetText *set, guint left)
{
    double pitch = set->text->style->pitch;
    guint fit = (guint)MAX(floor((flow->bottom - flow->y) / pitch + EPSILON), 0);
    if (fit >= left)
        return left;
    if (left - fit < TOGETHER)
        fit = left > TOGETHER ? left - TOGETHER : 0;
    if (fit < TOGETHER && fit < left)
        fit = 0;
    return fit == 0 && flow->fresh ? 1 : fit;
}

static void
paint_label(Flow *flow, const ApSetText *label)
{
    double y = flow->y + ap_line_baseline(label->text->style);
    ap_line_paint(flow->page, label->text, &g_array_index(label->lines, ApLine, 0),
                  flow->style->left + label->x, y, &label->meaning);
}

static void
note_entry(Flow *flow, const ApFlowBox *box, const ApSetText *set, double top)
{
    const ApLine *line = &g_array_index(set->lines, ApLine, set->lines->len - 1);
    double left = flow->style->left + set->x;
    ApEntry entry = {.page = page_index(flow),
                     .mark = flow->page->marks->len,
                     .x = left + line->x + line->width,
                     .y = flow->y - set->text->style->pitch + ap_line_baseline(set->text->style),
                     .destination = (guint)box->entry,
                     .link = box->entry_link,
                     .role = box->entry_role};
    g_array_append_val(flow->notes->entries, entry);
    add_link(flow, box->entry_link, (guint)box->entry, g_strdup(set->text->text), left, top,
             flow->style->width - flow->style->right - left, flow->y - top);
}

static void
enter_chapter(Flow *flow, const ApFlowBox *box, gboolean at_top)
{
    if (!box->chapter)
        return;
    flow->chapter = box->chapter;
    gpointer *chapter = &flow->notes->chapters->pdata[page_index(flow)];
    if (at_top || !*chapter)
        *chapter = (gpointer)box->chapter;
}

/* A new section does not start while more figures wait than a page can take: text that ran ahead of them
 * would leave them alone on their pages. */
static void
let_floats_catch_up(Flow *flow)
{
    while (floats_height(flow) > ap_page_style_text_height(flow->style))
        next_page(flow);
}

static void
place_text(Flow *flow, const ApFlowBox *box, guint index)
{
    const ApSetText *set = box->texts->pdata[0];
    double need = start_need(flow, index);
    if (box->keep)
        let_floats_catch_up(flow);
    need_page(flow);
    while (!flow->fresh && flow->y + space_above(flow, box) + need > flow->bottom + EPSILON)
        next_page(flow);
    gboolean at_top = flow->fresh;
    flow->y += space_above(flow, box);
    mark_destination(flow, box);
    enter_chapter(flow, box, at_top);
    double top = flow->y;
    if (box->label)
        paint_label(flow, box->label);
    for (guint i = 0; i < set->lines->len;) {
        guint n = lines_here(flow, set, set->lines->len - i);
        if (n == 0) {
            next_page(flow);
            flow->y += flow->after; /* below a figure that waited */
        }
        for (guint end = i + n; i < end; i++)
            paint_line(flow, set, i);
    }
    if (box->entry >= 0)
        note_entry(flow, box, set, top);
    flow->after = box->after;
}

/* ---- Figures ---- */

/* A figure that is larger than the page's text is made smaller. */
static void
paint_figure(Flow *flow, const ApFlowBox *box)
{
    flow->y += space_above(flow, box);
    mark_destination(flow, box);
    double room = flow->bottom - flow->y - (figure_height(flow, box) - box->height);
    double scale = MIN(room / box->height, ap_page_style_text_width(flow->style) / box->width);
    scale = CLAMP(scale, 0.1, 1);
    ApPageMark *mark = ap_page_mark_new(AP_MARK_FIGURE, box->figure_element);
    mark->figure = box->figure;
    mark->width = box->width * scale;
    mark->height = box->height * scale;
    mark->x = flow->style->left + (ap_page_style_text_width(flow->style) - mark->width) / 2;
    mark->y = flow->y;
    g_ptr_array_add(flow->page->marks, mark);
    flow->y += mark->height + flow->style->caption_gap;
    flow->fresh = FALSE;
    for (guint i = 0; i < box->texts->len; i++) {
        const ApSetText *set = box->texts->pdata[i];
        for (guint line = 0; line < set->lines->len; line++)
            paint_line(flow, set, line);
    }
    flow->after = box->after;
}

static gboolean
figure_fits(const Flow *flow, const ApFlowBox *box)
{
    return flow->y + space_above(flow, box) + figure_height(flow, box) <= flow->bottom + EPSILON;
}

/* Here if there is room, else at the top of the next page: what follows fills this one. */
static void
place_float(Flow *flow, ApFlowBox *box)
{
    need_page(flow);
    g_queue_push_tail(&flow->floats, box);
    if (g_queue_get_length(&flow->floats) == 1)
        place_floats(flow);
}

/* ---- Tables ---- */

static double
table_bottom(const Flow *flow, const ApFlowBox *box)
{
    return flow->y + space_above(flow, box) + ap_tabular_height(box->tabular);
}

/* As much as fits here, and so on over pages. */
static void
paint_table(Flow *flow, const ApFlowBox *box)
{
    g_autoptr(ApTabularCursor) cursor = ap_tabular_cursor_new(box->tabular);
    while (!ap_tabular_cursor_at_end(cursor)) {
        double y = flow->y + space_above(flow, box);
        gboolean started = cursor->started;
        double height =
            ap_tabular_place(cursor, flow->page, flow->style->left, y, flow->bottom - y, flow->fresh);
        if (height > 0 && !started) {
            flow->y = y;
            mark_destination(flow, box);
        }
        if (height > 0) {
            flow->y = y + height;
            flow->fresh = FALSE;
        }
        if (!ap_tabular_cursor_at_end(cursor))
            next_page(flow);
    }
    flow->after = box->after;
}

/* The height of the texts after the box at `index`, up to the next box that could not go before it. */
static double
text_ahead(const Flow *flow, guint index, double enough)
{
    double height = 0;
    for (guint i = index + 1; i < flow->boxes->len && height < enough; i++) {
        const ApFlowBox *box = flow->boxes->pdata[i];
        if (box->kind != AP_BOX_TEXT || box->flush)
            break;
        const ApSetText *set = box->texts->pdata[0];
        height += box->before + lines_height(set, set->lines->len);
    }
    return height;
}

static gboolean
table_floats(const Flow *flow, const ApFlowBox *box, guint index)
{
    const ApFlowBox *before = index > 0 ? flow->boxes->pdata[index - 1] : NULL;
    double room = flow->bottom - flow->y;
    return !(before && before->keep) &&
           ap_tabular_height(box->tabular) <= FLOATING_TABLE * ap_page_style_text_height(flow->style) &&
           text_ahead(flow, index, room) >= room;
}

/* Tables keep their order. */
static gboolean
table_waits(Flow *flow)
{
    for (const GList *node = flow->floats.head; node; node = node->next)
        if (((const ApFlowBox *)node->data)->kind == AP_BOX_TABLE)
            return TRUE;
    return FALSE;
}

static void
place_table(Flow *flow, ApFlowBox *box, guint index)
{
    need_page(flow);
    gboolean fits = table_bottom(flow, box) <= flow->bottom + EPSILON;
    if ((!fits || !g_queue_is_empty(&flow->floats)) && table_floats(flow, box, index)) {
        g_queue_push_tail(&flow->floats, box);
        return;
    }
    if (table_waits(flow))
        flush_floats(flow);
    double need = ap_tabular_start_height(box->tabular);
    while (!flow->fresh && flow->y + space_above(flow, box) + need > flow->bottom + EPSILON)
        next_page(flow);
    paint_table(flow, box);
}

/* ---- Floats ---- */

/* Places what waits at the top of a page, in its order, as long as it fits. */
static void
place_floats(Flow *flow)
{
    while (!g_queue_is_empty(&flow->floats)) {
        const ApFlowBox *box = g_queue_peek_head(&flow->floats);
        gboolean table = box->kind == AP_BOX_TABLE;
        if (!(table ? table_bottom(flow, box) <= flow->bottom + EPSILON : figure_fits(flow, box)) &&
            !flow->fresh)
            return;
        g_queue_pop_head(&flow->floats);
        if (table)
            paint_table(flow, box);
        else
            paint_figure(flow, box);
    }
}

static void
flush_floats(Flow *flow)
{
    while (!g_queue_is_empty(&flow->floats))
        next_page(flow);
}

/* ---- The cover ---- */

static void
place_cover(Flow *flow, const ApFlowBox *box)
{
    add_page(flow, g_strdup(""));
    double height = ap_page_style_text_height(flow->style);
    flow->y = flow->style->top + COVER_TITLE * height;
    double foot = flow->bottom - COVER_FOOT * height;
    for (guint i = 1; i < box->texts->len; i++) {
        const ApSetText *set = box->texts->pdata[i];
        foot -= lines_height(set, set->lines->len);
    }
    for (guint i = 0; i < box->texts->len; i++) {
        const ApSetText *set = box->texts->pdata[i];
        if (i == 1)
            flow->y = MAX(flow->y, foot);
        for (guint line = 0; line < set->lines->len; line++)
            paint_line(flow, set, line);
    }
    flow->page = NULL;
}

/* ---- All ---- */

static void
place(Flow *flow, guint index)
{
    ApFlowBox *box = flow->boxes->pdata[index];
    if (box->flush || box->kind == AP_BOX_PAGE || box->kind == AP_BOX_BODY || box->kind == AP_BOX_COVER)
        flush_floats(flow);
    switch (box->kind) {
    case AP_BOX_TEXT:
        place_text(flow, box, index);
        break;
    case AP_BOX_TABLE:
        place_table(flow, box, index);
        break;
    case AP_BOX_FIGURE:
        place_float(flow, box);
        break;
    case AP_BOX_COVER:
        place_cover(flow, box);
        break;
    case AP_BOX_BODY:
        flow->body = TRUE;
        flow->number = 0;
        flow->page = NULL;
        break;
    case AP_BOX_PAGE:
        flow->page = flow->fresh ? flow->page : NULL;
        break;
    }
}

void
ap_flow(const ApPageStyle *style, const GPtrArray *boxes, gboolean has_front, ApPages *pages,
        ApFlowNotes *notes)
{
    Flow flow = {.style = style, .boxes = boxes, .pages = pages, .notes = notes, .body = !has_front};
    g_queue_init(&flow.floats);
    notes->chapters = g_ptr_array_new();
    notes->entries = g_array_new(FALSE, FALSE, sizeof(ApEntry));
    for (guint i = 0; i < boxes->len; i++)
        place(&flow, i);
    flush_floats(&flow);
    g_queue_clear(&flow.floats);
}

void
ap_flow_notes_clear(ApFlowNotes *notes)
{
    g_clear_pointer(&notes->chapters, g_ptr_array_unref);
    g_clear_pointer(&notes->entries, g_array_unref);
}
