/* From the document tree to boxes and structure elements, and from the boxes to pages. */
#include <config.h>

#include "render/pdf/layout.h"

#include "render/pdf/furniture.h"
#include "render/pdf/margin.h"

#include <glib/gi18n.h>

/* Between a list's label and its text, and a list's indent, in sizes. */
#define LABEL_GAP 0.25
#define LIST_INDENT 1.0

/* Short texts that announce a list or table stay with it. */
#define INTRODUCTION_LINES 3
/* Entries of the contents that stay with its title. */
#define ENTRIES_TOGETHER 3

typedef struct {
    const ApDocument *document;
    const ApLayoutOptions *options;
    ApShaper *shaper;
    ApPages *pages;
    GPtrArray *boxes;
    GHashTable *by_block; /* ApBlock → destination + 1 */
    GHashTable *by_id;    /* id → destination + 1 */
    GPtrArray *chapters;  /* texts of chapters */
    ApElement *section;   /* where blocks go */
    guint level;          /* of the last heading in the structure */
    double width;         /* of the text */
} Layout;

static void add_blocks(Layout *layout, const GPtrArray *blocks, ApElement *parent, double x);

/* ---- Destinations ---- */

static gboolean
has_destination(ApBlockKind kind)
{
    return kind == AP_BLOCK_HEADING || kind == AP_BLOCK_FIGURE || kind == AP_BLOCK_TABLE ||
           kind == AP_BLOCK_CONTENTS || kind == AP_BLOCK_FIGURES || kind == AP_BLOCK_TABLES;
}

static void
number_destinations(Layout *layout, const GPtrArray *blocks)
{
    for (guint i = 0; blocks && i < blocks->len; i++) {
        const ApBlock *block = blocks->pdata[i];
        if (has_destination(block->kind)) {
            ApDestination destination = {0, 0};
            g_array_append_val(layout->pages->destinations, destination);
            gpointer number = GUINT_TO_POINTER(layout->pages->destinations->len);
            g_hash_table_insert(layout->by_block, (gpointer)block, number);
            if (block->id)
                g_hash_table_insert(layout->by_id, block->id, number);
        }
        number_destinations(layout, block->children);
    }
}

static gint
destination_of(const Layout *layout, const ApBlock *block)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(layout->by_block, block)) - 1;
}

/* ---- Texts ---- */

static ApFlowBox *
add_text_box(Layout *layout, ApSetText *set)
{
    ApFlowBox *box = ap_flow_box_new(AP_BOX_TEXT);
    g_ptr_array_add(box->texts, set);
    box->before = set->text->style->before;
    box->after = set->text->style->after;
    g_ptr_array_add(layout->boxes, box);
    return box;
}

static gint
reference_target(const Layout *layout, const ApTextPiece *piece)
{
    if (!piece->run || piece->run->kind != AP_RUN_REFERENCE || !piece->run->target)
        return -1;
    return GPOINTER_TO_INT(g_hash_table_lookup(layout->by_id, piece->run->target)) - 1;
}

/* If `set` holds references, its pieces become links and spans under its element, in their order. */
static void
link_references(const Layout *layout, ApSetText *set)
{
    const GArray *pieces = set->text->pieces;
    gboolean any = FALSE;
    for (guint i = 0; i < pieces->len; i++)
        any = any || reference_target(layout, &g_array_index(pieces, ApTextPiece, i)) >= 0;
    if (!any)
        return;
    set->meaning.pieces = g_new0(ApElement *, pieces->len);
    set->links = g_array_new(FALSE, FALSE, sizeof(ApBoxLink));
    ApElement *span = NULL;
    for (guint i = 0; i < pieces->len; i++) {
        gint target = reference_target(layout, &g_array_index(pieces, ApTextPiece, i));
        if (target < 0) {
            span = span ? span : ap_element_new(set->meaning.element, AP_ELEMENT_SPAN);
            set->meaning.pieces[i] = span;
            continue;
        }
        ApBoxLink link = {i, (guint)target, ap_element_new(set->meaning.element, AP_ELEMENT_LINK)};
        set->meaning.pieces[i] = link.element;
        g_array_append_val(set->links, link);
        span = NULL;
    }
}

/* What a text ending so announces follows on the same page. */
static gboolean
ends_with_colon(const ApText *text)
{
    guint n = ap_text_length(text);
    gunichar last = n > 0 ? ap_text_cluster(text, n - 1)->character : 0;
    return last == ':' || last == 0xff1a;
}

static ApFlowBox *
add_paragraph(Layout *layout, const ApBlock *block, ApTextRole role, ApElement *parent, double x,
              double indent)
{
    ApText *text = ap_text_new(layout->shaper, role, NULL, block->runs);
    ApLineMeasure measure = {.width = layout->width - x, .first_indent = indent, .align = text->style->align};
    measure.justify = measure.align == AP_ALIGN_LEFT;
    ApSetText *set = ap_set_text_new(text, &measure, x, ap_element_new(parent, AP_ELEMENT_PARAGRAPH));
    link_references(layout, set);
    ApFlowBox *box = add_text_box(layout, set);
    box->keep = ends_with_colon(text) && set->lines->len <= INTRODUCTION_LINES;
    return box;
}

/* A label and a text that hangs from it. */
static ApSetText *
new_hanging(const Layout *layout, const ApBlock *block, ApTextRole role, double x, double width,
            ApElement *element)
{
    ApText *text = ap_text_new(layout->shaper, role, block->label, block->runs);
    double hang = text->label_end > 0 ? text->sums[text->label_end].width : 0;
    ApLineMeasure measure = {.width = width, .rest_indent = hang, .align = text->style->align};
    return ap_set_text_new(text, &measure, x, element);
}

static char *
block_title(const ApBlock *block)
{
    g_autofree char *text = ap_runs_text(block->runs);
    return g_strconcat(block->label ? block->label : "", text, NULL);
}

/* ---- Headings ---- */

static ApElement *
new_heading_element(Layout *layout, guint level)
{
    if (level == 1)
        layout->section = ap_element_new(layout->pages->root, AP_ELEMENT_SECTION);
    layout->level = MIN(level, layout->level + 1); /* a reader of the structure must meet no gap */
    ApElement *element = ap_element_new(layout->section, AP_ELEMENT_HEADING);
    element->level = layout->level;
    return element;
}

static void
add_bookmark(Layout *layout, const char *title, gint destination)
{
    ApBookmark *bookmark = g_new0(ApBookmark, 1);
    *bookmark = (ApBookmark){g_strdup(title), layout->level, (guint)destination};
    g_ptr_array_add(layout->pages->bookmarks, bookmark);
}

static void
add_heading(Layout *layout, const ApBlock *block, guint level, ApTextRole role)
{
    ApElement *element = new_heading_element(layout, level);
    double indent = ap_shaper_style(layout->shaper)->texts[role].indent;
    ApFlowBox *box =
        add_text_box(layout, new_hanging(layout, block, role, indent, layout->width - indent, element));
    char *title = block_title(block);
    g_ptr_array_add(layout->chapters, title);
    box->keep = TRUE;
    box->flush = level == 1;
    box->chapter = level == 1 ? title : NULL;
    box->destination = destination_of(layout, block);
    add_bookmark(layout, title, box->destination);
}

static ApTextRole
heading_role(guint level)
{
    return (ApTextRole)(AP_TEXT_HEADING_1 + CLAMP(level, 1, 5) - 1);
}

/* ---- Contents ---- */

static gboolean
is_listed(const Layout *layout, const ApBlock *block, ApBlockKind list)
{
    if (list == AP_BLOCK_CONTENTS)
        return block->kind == AP_BLOCK_HEADING &&
               block->level <= ap_shaper_style(layout->shaper)->contents_levels;
    return block->kind == (list == AP_BLOCK_FIGURES ? AP_BLOCK_FIGURE : AP_BLOCK_TABLE);
}

static void
add_entry(Layout *layout, const ApBlock *block, ApElement *contents)
{
    guint level = block->kind == AP_BLOCK_HEADING ? CLAMP(block->level, 1, 3) : 1;
    ApTextRole role = (ApTextRole)(AP_TEXT_CONTENTS_1 + level - 1);
    if (block->kind != AP_BLOCK_HEADING)
        role = AP_TEXT_CONTENTS_2;
    const ApTextStyle *style = &ap_shaper_style(layout->shaper)->texts[role];
    double x = block->kind == AP_BLOCK_HEADING ? style->indent : 0;
    ApElement *item = ap_element_new(contents, AP_ELEMENT_CONTENTS_ITEM);
    ApElement *link = ap_element_new(ap_element_new(item, AP_ELEMENT_REFERENCE), AP_ELEMENT_LINK);
    ApBlock entry = *block;
    g_autofree char *label = g_strconcat(block->label, AP_LABEL_SPACE, NULL);
    entry.label = block->kind == AP_BLOCK_HEADING ? block->label : label;
    double width = layout->width - x - ap_entry_number_width(style);
    ApFlowBox *box = add_text_box(layout, new_hanging(layout, &entry, role, x, width, link));
    box->entry = destination_of(layout, block);
    box->entry_link = link;
    box->entry_role = role;
}

static void
add_entries(Layout *layout, const GPtrArray *blocks, ApBlockKind list, ApElement **contents)
{
    for (guint i = 0; blocks && i < blocks->len; i++) {
        const ApBlock *block = blocks->pdata[i];
        if (is_listed(layout, block, list)) {
            *contents = *contents ? *contents : ap_element_new(layout->section, AP_ELEMENT_CONTENTS);
            add_entry(layout, block, *contents);
        }
        add_entries(layout, block->children, list, contents);
    }
}

static void
add_contents(Layout *layout, const ApBlock *block)
{
    ApElement *contents = NULL;
    add_heading(layout, block, 1, AP_TEXT_CONTENTS_TITLE);
    guint first = layout->boxes->len;
    add_entries(layout, layout->document->blocks, block->kind, &contents);
    /* no title with a single entry at a page's foot */
    for (guint i = first; i + 1 < MIN(layout->boxes->len, first + ENTRIES_TOGETHER); i++)
        ((ApFlowBox *)layout->boxes->pdata[i])->keep = TRUE;
}

/* ---- Lists ---- */

static double
widest_label(const Layout *layout, const ApBlock *list)
{
    double widest = 0;
    for (guint i = 0; i < list->children->len; i++) {
        const ApBlock *item = list->children->pdata[i];
        g_autoptr(ApText) text = ap_text_new(layout->shaper, AP_TEXT_BODY, item->label, NULL);
        widest = MAX(widest, ap_text_natural_width(text));
    }
    return widest;
}

static ApSetText *
new_label(const Layout *layout, const ApBlock *item, ApElement *element, double x, double width)
{
    ApText *text = ap_text_new(layout->shaper, AP_TEXT_BODY, item->label, NULL);
    ApLineMeasure measure = {.width = width, .align = AP_ALIGN_LEFT};
    return ap_set_text_new(text, &measure, x, element);
}

static void
add_item(Layout *layout, const ApBlock *item, ApElement *list, double x, double label_width)
{
    const ApTextStyle *style = &ap_shaper_style(layout->shaper)->texts[AP_TEXT_BODY];
    double text_x = x + label_width + LABEL_GAP * style->size;
    ApElement *element = ap_element_new(list, AP_ELEMENT_LIST_ITEM);
    ApElement *label_element = item->label && *item->label ? ap_element_new(element, AP_ELEMENT_LABEL) : NULL;
    guint first = layout->boxes->len;
    add_blocks(layout, item->children, ap_element_new(element, AP_ELEMENT_LIST_BODY), text_x);
    if (!label_element || layout->boxes->len == first)
        return;
    ApFlowBox *box = layout->boxes->pdata[first];
    ApSetText *label = new_label(layout, item, label_element, x, label_width);
    if (box->kind == AP_BOX_TEXT && !box->label)
        box->label = label;
    else
        ap_set_text_free(label);
}

static void
add_list(Layout *layout, const ApBlock *block, ApElement *parent, double x)
{
    const ApTextStyle *style = &ap_shaper_style(layout->shaper)->texts[AP_TEXT_BODY];
    ApElement *list = ap_element_new(parent, AP_ELEMENT_LIST);
    double label_width = widest_label(layout, block);
    double label_x = x + (x > 0 ? 0 : LIST_INDENT * style->size);
    for (guint i = 0; i < block->children->len; i++)
        add_item(layout, block->children->pdata[i], list, label_x, label_width);
}

/* ---- Other blocks ---- */

static void
add_note(Layout *layout, const ApBlock *block, ApElement *parent, double x)
{
    ApElement *note = ap_element_new(parent, AP_ELEMENT_NOTE);
    for (guint i = 0; i < block->children->len; i++) {
        const ApBlock *child = block->children->pdata[i];
        if (child->kind == AP_BLOCK_PARAGRAPH)
            add_paragraph(layout, child, AP_TEXT_NOTE, note, x, 0);
    }
}

static void
add_figure(Layout *layout, const ApBlock *block, ApElement *parent)
{
    g_return_if_fail(block->figure >= 0 && (guint)block->figure < layout->options->n_figures);
    ApFlowBox *box = ap_flow_box_new(AP_BOX_FIGURE);
    const ApFigureSize *size = &layout->options->figures[block->figure];
    const ApTextStyle *style = &ap_shaper_style(layout->shaper)->texts[AP_TEXT_CAPTION];
    box->figure = (guint)block->figure;
    box->width = size->width;
    box->height = size->height;
    box->before = style->before;
    box->after = style->after;
    box->destination = destination_of(layout, block);
    box->figure_element = ap_element_new(parent, AP_ELEMENT_FIGURE);
    box->figure_element->alt = g_strdup(block->alt);
    g_autofree char *label = g_strconcat(block->label, AP_LABEL_SPACE, NULL);
    ApText *text = ap_text_new(layout->shaper, AP_TEXT_CAPTION, label, block->runs);
    ApLineMeasure measure = {.width = layout->width, .align = style->align, .balance = TRUE};
    ApSetText *caption = ap_set_text_new(text, &measure, 0, ap_element_new(parent, AP_ELEMENT_CAPTION));
    g_ptr_array_add(box->texts, caption);
    g_ptr_array_add(layout->boxes, box);
}

static void
add_table(Layout *layout, const ApBlock *block, ApElement *parent)
{
    const ApTextStyle *style = &ap_shaper_style(layout->shaper)->texts[AP_TEXT_CAPTION];
    ApFlowBox *box = ap_flow_box_new(AP_BOX_TABLE);
    box->tabular = ap_tabular_new(layout->shaper, block, layout->width, parent);
    box->before = style->before;
    box->after = style->after;
    box->destination = destination_of(layout, block);
    g_ptr_array_add(layout->boxes, box);
}

static void
add_cover(Layout *layout, const ApBlock *block)
{
    ApFlowBox *box = ap_flow_box_new(AP_BOX_COVER);
    layout->section = ap_element_new(layout->pages->root, AP_ELEMENT_SECTION);
    for (guint i = 0; i < block->children->len; i++) {
        const ApBlock *child = block->children->pdata[i];
        ApText *text =
            ap_text_new(layout->shaper, i == 0 ? AP_TEXT_COVER_TITLE : AP_TEXT_COVER, NULL, child->runs);
        ApLineMeasure measure = {.width = layout->width, .align = text->style->align, .balance = TRUE};
        ApElement *element =
            ap_element_new(layout->section, i == 0 ? AP_ELEMENT_TITLE : AP_ELEMENT_PARAGRAPH);
        g_ptr_array_add(box->texts, ap_set_text_new(text, &measure, 0, element));
    }
    g_ptr_array_add(layout->boxes, box);
}

static void
add_block(Layout *layout, const ApBlock *block, ApElement *parent, double x)
{
    const ApTextStyle *body = &ap_shaper_style(layout->shaper)->texts[AP_TEXT_BODY];
    switch (block->kind) {
    case AP_BLOCK_HEADING:
        add_heading(layout, block, block->level, heading_role(block->level));
        break;
    case AP_BLOCK_PARAGRAPH:
        add_paragraph(layout, block, AP_TEXT_BODY, parent, x, x > 0 ? 0 : body->indent);
        break;
    case AP_BLOCK_LIST:
        add_list(layout, block, parent, x);
        break;
    case AP_BLOCK_TABLE:
        add_table(layout, block, parent);
        break;
    case AP_BLOCK_FIGURE:
        add_figure(layout, block, parent);
        break;
    case AP_BLOCK_CONTENTS:
    case AP_BLOCK_FIGURES:
    case AP_BLOCK_TABLES:
        add_contents(layout, block);
        break;
    case AP_BLOCK_COVER:
        add_cover(layout, block);
        break;
    case AP_BLOCK_NOTE:
        add_note(layout, block, parent, x);
        break;
    case AP_BLOCK_BODY:
        g_ptr_array_add(layout->boxes, ap_flow_box_new(AP_BOX_BODY));
        break;
    case AP_BLOCK_PAGE:
        g_ptr_array_add(layout->boxes, ap_flow_box_new(AP_BOX_PAGE));
        break;
    case AP_BLOCK_ITEM:
        add_blocks(layout, block->children, parent, x);
        break;
    }
}

/* `parent` is NULL for the document's own blocks: they go where the last heading or cover opened a section.
 */
static void
add_blocks(Layout *layout, const GPtrArray *blocks, ApElement *parent, double x)
{
    for (guint i = 0; blocks && i < blocks->len; i++)
        add_block(layout, blocks->pdata[i], parent ? parent : layout->section, x);
}

/* ---- All ---- */

static gboolean
has_body(const ApDocument *document)
{
    for (guint i = 0; i < document->blocks->len; i++)
        if (((const ApBlock *)document->blocks->pdata[i])->kind == AP_BLOCK_BODY)
            return TRUE;
    return FALSE;
}

static void
set_pages(Layout *layout)
{
    const ApLayoutOptions *options = layout->options;
    ApFlowNotes notes = {NULL, NULL};
    number_destinations(layout, layout->document->blocks);
    layout->section = layout->pages->root;
    add_blocks(layout, layout->document->blocks, NULL, 0);
    ap_flow(options->style, layout->boxes, has_body(layout->document), layout->pages, &notes);
    ap_furniture_entries(layout->shaper, &notes, layout->pages);
    ap_furniture_heads(layout->shaper, &notes, layout->document->title ? layout->document->title : "",
                       layout->pages);
    if (options->draft) {
        ap_furniture_draft(layout->shaper, options->stamp, layout->pages);
        if (options->describe)
            ap_margin_notes(layout->shaper, options->describe, options->describe_data, layout->pages);
    }
    ap_flow_notes_clear(&notes);
}

ApPages *
ap_layout_document(const ApDocument *document, const ApLayoutOptions *options, ApProblems *problems,
                   GError **error)
{
    guint errors = ap_problems_count_errors(problems);
    g_autoptr(ApShaper) shaper = ap_shaper_new(options->faces, options->style, problems);
    if (!shaper)
        return NULL;
    g_autoptr(ApPages) pages = ap_pages_new(options->style->width, options->style->height);
    if (!pages->root)
        pages->root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(GPtrArray) boxes = g_ptr_array_new_with_free_func((GDestroyNotify)ap_flow_box_free);
    g_autoptr(GPtrArray) chapters = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) by_block = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    Layout layout = {.document = document,
                     .options = options,
                     .shaper = shaper,
                     .pages = pages,
                     .boxes = boxes,
                     .by_block = by_block,
                     .by_id = by_id,
                     .chapters = chapters,
                     .width = ap_page_style_text_width(options->style)};
    set_pages(&layout);
    if (!ap_shaper_check(shaper, error) || ap_problems_count_errors(problems) > errors)
        return NULL;
    return g_steal_pointer(&pages);
}
