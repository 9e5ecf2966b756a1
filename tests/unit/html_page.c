/* The page: what a hand-made document says arrives in it, whatever characters it uses. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_year.h"
#include "document/template.h"
#include "render/html/html.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#define HOSTILE "<script src=\"//x\">&amp;'</style>"
#define HOSTILE_CSV "\"<script src=\"\"//x\"\">&amp;'</style>\""

typedef struct {
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApChartStyle *chart_style;
    ApChart *charts[2];
    ApDocument *document;
    GBytes *bytes;
    xmlDoc *page;
} Fixture;

/* ---- A document ---- */

static ApRun *
add_run(GPtrArray *runs, ApRunKind kind, const char *text)
{
    ApRun *run = ap_run_new(kind, text);
    g_ptr_array_add(runs, run);
    return run;
}

static ApBlock *
add_block(GPtrArray *blocks, ApBlockKind kind, const char *text)
{
    ApBlock *block = ap_block_new(kind, (ApPlace){"report.md", 1, 1});
    if (text != NULL)
        add_run(block->runs, AP_RUN_TEXT, text);
    g_ptr_array_add(blocks, block);
    return block;
}

static void
add_numbered(GPtrArray *blocks, ApBlockKind kind, const char *id, const char *label, guint level)
{
    ApBlock *block = add_block(blocks, kind, HOSTILE);
    block->id = g_strdup(id);
    g_free(block->label);
    block->label = g_strdup(label);
    block->level = level;
    block->number = 1;
}

/* Two header rows, a header that covers two columns, one that covers two rows, and one without words. */
static ApTable *
make_table(void)
{
    ApTable *table = ap_table_new(4, 3);
    table->header_rows = 2;
    for (guint row = 0; row < 4; row++)
        for (guint column = 0; column < 3; column++)
            if (row + column > 0)
                add_run(ap_table_cell(table, row, column)->runs, AP_RUN_TEXT, HOSTILE);
    ap_table_cell(table, 0, 1)->column_span = 2;
    ap_table_cell(table, 0, 2)->covered = TRUE;
    ap_table_cell(table, 2, 0)->row_span = 2;
    ap_table_cell(table, 2, 0)->header = TRUE;
    ap_table_cell(table, 3, 0)->covered = TRUE;
    ap_table_cell(table, 3, 2)->align = AP_ALIGN_RIGHT;
    return table;
}

static void
add_text(GPtrArray *blocks)
{
    ApBlock *paragraph = add_block(blocks, AP_BLOCK_PARAGRAPH, HOSTILE);
    ApRun *value = add_run(paragraph->runs, AP_RUN_TEXT, "77.83");
    value->value = g_strdup("group:1 stage:" HOSTILE " mean");
    value->strong = TRUE;
    ApRun *reference = add_run(paragraph->runs, AP_RUN_REFERENCE, "圖 1");
    reference->target = g_strdup("fig-one");
    add_run(paragraph->runs, AP_RUN_BREAK, "");
    ApBlock *list = add_block(blocks, AP_BLOCK_LIST, NULL);
    list->number = 1;
    ApBlock *item = add_block(list->children, AP_BLOCK_ITEM, NULL);
    g_free(item->label);
    item->label = g_strdup("1、");
    add_block(item->children, AP_BLOCK_PARAGRAPH, HOSTILE);
}

static ApDocument *
make_document(void)
{
    ApDocument *document = ap_document_new_empty();
    document->title = g_strdup(HOSTILE);
    document->author = g_strdup(HOSTILE);
    document->subject = g_strdup(HOSTILE);
    ApBlock *cover = add_block(document->blocks, AP_BLOCK_COVER, NULL);
    add_block(cover->children, AP_BLOCK_PARAGRAPH, HOSTILE);
    add_block(document->blocks, AP_BLOCK_CONTENTS, "目次");
    add_block(document->blocks, AP_BLOCK_FIGURES, "圖目次");
    add_block(document->blocks, AP_BLOCK_BODY, NULL);
    add_numbered(document->blocks, AP_BLOCK_HEADING, "a b", "壹、", 1);
    add_numbered(document->blocks, AP_BLOCK_HEADING, "a-b", "一、", 2);
    add_text(document->blocks);
    for (guint i = 0; i < 2; i++) {
        add_numbered(document->blocks, AP_BLOCK_FIGURE, i == 0 ? "fig-one" : "fig-two", "圖 1", 0);
        ApBlock *figure = g_ptr_array_index(document->blocks, document->blocks->len - 1);
        figure->figure = (gint)i;
        figure->alt = g_strdup(HOSTILE);
    }
    add_numbered(document->blocks, AP_BLOCK_HEADING, "c", "貳、", 1);
    add_numbered(document->blocks, AP_BLOCK_TABLE, "tbl-one", "表 1", 0);
    ((ApBlock *)g_ptr_array_index(document->blocks, document->blocks->len - 1))->table = make_table();
    return document;
}

/* ---- The page ---- */

static GBytes *
render(Fixture *fixture, gboolean draft)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    GBytes *bytes = ap_html_render(fixture->store, fixture->document, fixture->template,
                                   (const ApChart *const *)fixture->charts, 2, draft, problems, &error);
    assert_null(error);
    assert_int_equal(ap_problems_count(problems), 0);
    assert_non_null(bytes);
    return bytes;
}

static xmlDoc *
parse(GBytes *bytes)
{
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    xmlDoc *page = xmlReadMemory(text, (int)size, NULL, "UTF-8", XML_PARSE_NONET);
    assert_non_null(page);
    return page;
}

/* The result of an XPath expression as text; elements of HTML have the prefix h, of SVG s. */
static char *
ask(xmlDoc *page, const char *expression)
{
    xmlXPathContext *context = xmlXPathNewContext(page);
    xmlXPathRegisterNs(context, BAD_CAST "h", BAD_CAST "http://www.w3.org/1999/xhtml");
    xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST "http://www.w3.org/2000/svg");
    xmlXPathObject *result = xmlXPathEvalExpression(BAD_CAST expression, context);
    assert_non_null(result);
    xmlChar *text = xmlXPathCastToString(result);
    char *copy = g_strdup((const char *)text);
    xmlFree(text);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return copy;
}

static void
assert_page(const Fixture *fixture, const char *expression, const char *expected)
{
    g_autofree char *found = ask(fixture->page, expression);
    assert_string_equal(found, expected);
}

static int
set_up(void **state)
{
    static const ChartPlan plan = {.participants = 3,
                                   .groups = 1,
                                   .items = 2,
                                   .least = 50,
                                   .most = 90,
                                   .decimals = 2,
                                   .good = "75",
                                   .pass = "60",
                                   .seed = 1,
                                   .first_label = HOSTILE_CSV};
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->year = chart_year_new(&plan);
    fixture->store = ap_store_new(fixture->year);
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    fixture->template = ap_template_load(fixture->year, templates, problems, NULL);
    assert_non_null(fixture->template);
    fixture->chart_style = chart_style_new();
    for (guint i = 0; i < 2; i++)
        fixture->charts[i] = ap_chart_new(fixture->store, i, fixture->chart_style);
    fixture->document = make_document();
    fixture->bytes = render(fixture, FALSE);
    fixture->page = parse(fixture->bytes);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    xmlFreeDoc(fixture->page);
    g_bytes_unref(fixture->bytes);
    ap_document_free(fixture->document);
    for (guint i = 0; i < 2; i++)
        ap_chart_free(fixture->charts[i]);
    ap_chart_style_free(fixture->chart_style);
    ap_template_free(fixture->template);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    g_free(fixture);
    xmlCleanupParser();
    return 0;
}

/* ---- Tests ---- */

static void
hostile_names_stay_texts(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//*[local-name() = 'script'])", "0");
    assert_page(fixture, "count(//h:style)", "1");
    assert_page(fixture, "string(//h:title)", HOSTILE);
    assert_page(fixture, "string(//h:meta[@name = 'author']/@content)", HOSTILE);
    assert_page(fixture, "string(//h:h1)", HOSTILE);
    assert_page(fixture, "string(//h:section/h:h2)", "壹、" HOSTILE);
    assert_page(fixture, "string(//h:caption)", "圖 1 " HOSTILE);
    assert_page(fixture, "string(//s:svg/s:desc)", HOSTILE);
    assert_page(fixture, "string(//h:details//h:tbody//h:th[starts-with(., '<')])", HOSTILE);
}

static void
ids_are_given_once(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//*[@id = preceding::*/@id or @id = ancestor::*/@id])", "0");
    assert_page(fixture, "count(//*[@id]) > 20", "true");
    assert_page(fixture, "count(//*[contains(@id, ' ')])", "0");
}

static void
links_lead_somewhere(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//*[@href][@href != 'data:,'][not(substring(@href, 2) = //@id)])", "0");
    assert_page(fixture, "count(//*[@aria-labelledby][not(@aria-labelledby = //@id)])", "0");
    assert_page(fixture, "string(//h:p//h:a/@href)", "#fig-one");
    assert_page(fixture, "string(//h:nav[@class = 'contents']//h:li/h:ol/h:li/h:a)", "一、" HOSTILE);
    assert_page(fixture, "count(//h:nav[@class = 'contents']/h:ol/h:li)", "2");
    assert_page(fixture, "count(//h:nav[@class = 'list']/h:ol/h:li)", "2");
}

static void
values_keep_their_names(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "string(//h:p/h:strong/h:span/@data-value)", "group:1 stage:" HOSTILE " mean");
    assert_page(fixture, "string(//h:p/h:strong/h:span)", "77.83");
    assert_page(fixture, "count(//h:details//*[@data-value = 'all total mean']) > 0", "true");
}

static void
sections_follow_headings(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//h:main/h:section)", "2");
    assert_page(fixture, "count(//h:main/h:section/h:section/h:h3)", "1");
    assert_page(fixture, "string(//h:ol[@class = 'labelled']/h:li/h:span)", "1、");
}

static void
tables_tell_their_headers(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//h:main//h:div[@id = 'tbl-one']//h:thead/h:tr)", "2");
    assert_page(fixture, "count(//h:div[@id = 'tbl-one']//h:thead/h:tr[1]/h:td)", "1");
    assert_page(fixture, "string(//h:div[@id = 'tbl-one']//h:th[@colspan = 2]/@scope)", "col");
    assert_page(fixture, "string(//h:div[@id = 'tbl-one']//h:th[@rowspan = 2]/@scope)", "row");
    assert_page(fixture,
                "count(//h:div[@id = 'tbl-one']//h:tr[4]/h:td | //h:div[@id = 'tbl-one']//h:tbody/"
                "h:tr[2]/h:td)",
                "2");
    assert_page(fixture, "count(//h:div[@id = 'tbl-one']//h:td[@class = 'right'])", "1");
}

static void
figures_are_images_with_data(void **state)
{
    const Fixture *fixture = *state;
    assert_page(fixture, "count(//h:figure//s:svg[@role = 'img'])", "2");
    assert_page(fixture, "string(//h:figure[@id = 'fig-two']//s:svg/@aria-labelledby)", "fig-two.title");
    assert_page(fixture, "string(//s:title[@id = 'fig-two.title'])", HOSTILE);
    assert_page(fixture, "count(//h:figure[@id = 'fig-one']/h:details//h:tbody/h:tr)", "3");
}

static void
a_draft_says_so(void **state)
{
    Fixture *fixture = *state;
    assert_page(fixture, "count(//h:header/h:p[@class = 'draft'])", "0");
    g_autoptr(GBytes) bytes = render(fixture, TRUE);
    xmlDoc *page = parse(bytes);
    g_autofree char *word = ask(page, "string(//h:header/h:p[@class = 'draft'])");
    assert_string_equal(word, "草案");
    xmlFreeDoc(page);
}

static void
bytes_repeat(void **state)
{
    Fixture *fixture = *state;
    g_autoptr(GBytes) again = render(fixture, FALSE);
    assert_true(g_bytes_equal(again, fixture->bytes));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_names_stay_texts),
        cmocka_unit_test(ids_are_given_once),
        cmocka_unit_test(links_lead_somewhere),
        cmocka_unit_test(values_keep_their_names),
        cmocka_unit_test(sections_follow_headings),
        cmocka_unit_test(tables_tell_their_headers),
        cmocka_unit_test(figures_are_images_with_data),
        cmocka_unit_test(a_draft_says_so),
        cmocka_unit_test(bytes_repeat),
    };
    return cmocka_run_group_tests_name("html: page", tests, set_up, tear_down);
}
