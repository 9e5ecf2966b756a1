/* Tables: columns, merged cells, header rows and torn rows, drawn part by part. */
#include <config.h>

#include "layout_support.h"

#include "render/pdf/fragment.h"

#include <math.h>
#include <string.h>

#define TABLES 120

static ApTabular *
new_tabular(Bench *bench, const ApBlock *block, ApElement *root)
{
    return ap_tabular_new(bench->shaper, block, ap_page_style_text_width(bench->style), root);
}

/* Places all of it on pages with `room`; the pages' marks are what is tested. */
static ApPages *
place_all(const ApTabular *tabular, ApElement *root, double room)
{
    ApPages *pages = ap_pages_new(595, 842);
    pages->root = root;
    g_autoptr(ApTabularCursor) cursor = ap_tabular_cursor_new(tabular);
    while (!ap_tabular_cursor_at_end(cursor)) {
        ApPage *page = ap_page_new();
        g_ptr_array_add(pages->pages, page);
        double height = ap_tabular_place(cursor, page, 70, 70, room, TRUE);
        assert_true(height > 0);
        assert_true(pages->pages->len < 200);
    }
    return pages;
}

/* ---- Tables made by chance ---- */

static void
merge(ApTable *table, guint row, guint column, guint rows, guint columns)
{
    for (guint i = row; i < row + rows; i++)
        for (guint j = column; j < column + columns; j++)
            if (ap_table_cell(table, i, j)->covered || ap_table_cell(table, i, j)->row_span > 1 ||
                ap_table_cell(table, i, j)->column_span > 1)
                return;
    for (guint i = row; i < row + rows; i++)
        for (guint j = column; j < column + columns; j++)
            ap_table_cell(table, i, j)->covered = i > row || j > column;
    ap_table_cell(table, row, column)->row_span = rows;
    ap_table_cell(table, row, column)->column_span = columns;
}

static ApBlock *
random_table(ApDocument *document, GRand *rand)
{
    guint rows = (guint)g_rand_int_range(rand, 2, 40), columns = (guint)g_rand_int_range(rand, 1, 7);
    g_autoptr(GString) text = g_string_new("項");
    for (gint n = g_rand_int_range(rand, 0, 30); n > 0; n--)
        g_string_append(text, "資訊機房");
    ApBlock *block = document_table(document, "tbl-x", rows, columns, text->str);
    for (guint i = 0; i < 6; i++) {
        guint row = (guint)g_rand_int_range(rand, 1, (gint)rows),
              column = (guint)g_rand_int_range(rand, 0, (gint)columns);
        guint high = (guint)g_rand_int_range(rand, 1, 6), wide = (guint)g_rand_int_range(rand, 1, 3);
        merge(block->table, row, column, MIN(rows - row, high), MIN(columns - column, wide));
    }
    return block;
}

/* ---- Columns ---- */

static void
test_columns_fill_the_width(void **state)
{
    (void)state;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (guint i = 0; i < 2000; i++) {
        guint n = (guint)g_rand_int_range(rand, 1, 9);
        double minimums[9], naturals[9], weights[9], widths[9], total = 0, least = 0;
        for (guint j = 0; j < n; j++) {
            minimums[j] = g_rand_double_range(rand, 10, 45);
            naturals[j] = minimums[j] + g_rand_double_range(rand, 0, 400);
            weights[j] = i % 2 ? g_rand_double_range(rand, 0.1, 5) : 0;
            least += minimums[j];
        }
        ap_columns_share(n, minimums, naturals, weights, 453, widths);
        for (guint j = 0; j < n; j++) {
            total += widths[j];
            assert_true(least > 453 || widths[j] >= minimums[j] - 1e-6);
        }
        assert_true(fabs(total - 453) < 1e-6);
    }
}

static void
test_weights_are_shares(void **state)
{
    (void)state;
    const double minimums[] = {20, 20, 20}, naturals[] = {500, 10, 10}, weights[] = {1, 3, 4};
    double widths[3];
    ap_columns_share(3, minimums, naturals, weights, 400, widths);
    assert_true(fabs(widths[0] - 50) < 1e-9 && fabs(widths[1] - 150) < 1e-9 && fabs(widths[2] - 200) < 1e-9);
}

/* Where the least widths are too much together, the widest give way: a long word can be torn, a number with
 * its unit can't. */
static void
test_the_widest_give_way(void **state)
{
    (void)state;
    const double minimums[] = {400, 60, 40, 250}, naturals[] = {900, 60, 80, 250}, weights[] = {0, 0, 0, 0};
    double widths[4];
    ap_columns_share(4, minimums, naturals, weights, 400, widths);
    assert_true(fabs(widths[1] - 60) < 1e-9 && fabs(widths[2] - 40) < 1e-9);
    assert_true(fabs(widths[0] - 150) < 1e-9 && fabs(widths[3] - 150) < 1e-9);
}

static void
set_cell(ApTable *table, guint row, guint column, guint rows, const char *text)
{
    ApTableCell *cell = ap_table_cell(table, row, column);
    cell->row_span = rows;
    cell->column_span = 1;
    g_ptr_array_add(cell->runs, ap_run_new(AP_RUN_TEXT, text));
    for (guint i = 1; i < rows; i++)
        ap_table_cell(table, row + i, column)->covered = TRUE;
}

/* A long text in a merged cell gets a column as wide as if it stood in a row of its own. */
static void
test_merged_text_gets_room(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_add(document->blocks, AP_BLOCK_TABLE, "表 1", "表");
    block->table = ap_table_new(2, 3);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 30; i++)
        g_string_append(text, "資通安全管理");
    set_cell(block->table, 0, 0, 2, text->str);
    for (guint row = 0; row < 2; row++)
        for (guint column = 1; column < 3; column++)
            set_cell(
                block->table, row, column, 1,
                "各機關應依規定辦理稽核作業，部分機關未依規定辦理，並應改善；各機關應依規定辦理稽核作業。");
    g_autoptr(ApElement) root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    assert_true(ap_tabular_owner(tabular, 0, 0)->lines->len <= 12);
}

/* Where many short cells would leave a long text no room, they wrap after all. */
static void
test_short_cells_leave_room(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_add(document->blocks, AP_BLOCK_TABLE, "表 1", "表");
    block->table = ap_table_new(1, 7);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 50; i++)
        g_string_append(text, "資通安全管理");
    for (guint column = 0; column < 7; column++)
        set_cell(block->table, 0, column, 1, column == 3 ? text->str : "部分機關名稱");
    g_autoptr(ApElement) root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    assert_true(ap_tabular_owner(tabular, 0, 3)->lines->len <= 30);
    assert_true(ap_tabular_owner(tabular, 0, 0)->lines->len <= 3);
}

/* A column of short words does not wrap for the sake of one of long text. */
static void
test_short_cells_stay_whole(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_add(document->blocks, AP_BLOCK_TABLE, "表 1", "表");
    block->table = ap_table_new(1, 2);
    const char *const words[] = {
        "行政院", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"};
    for (guint i = 0; i < 2; i++) {
        ApTableCell *cell = ap_table_cell(block->table, 0, i);
        cell->row_span = cell->column_span = 1;
        g_ptr_array_add(cell->runs, ap_run_new(AP_RUN_TEXT, words[i]));
    }
    g_autoptr(ApElement) root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    assert_int_equal(ap_tabular_owner(tabular, 0, 0)->lines->len, 1);
    assert_int_equal(ap_tabular_owner(tabular, 0, 1)->lines->len, 2);
}

/* ---- Parts ---- */

static void
check_lines_fit(const ApTabular *tabular)
{
    for (guint i = 0; i < tabular->cells->len; i++) {
        const ApTabularCell *cell = &g_array_index(tabular->cells, ApTabularCell, i);
        double width = tabular->edges[cell->column + cell->column_span] - tabular->edges[cell->column];
        for (guint j = 0; j < cell->lines->len; j++)
            assert_true(g_array_index(cell->lines, ApLine, j).width <=
                        width - 2 * tabular->style->cell_padding_x + 0.01);
    }
}

static char *
text_without_spaces(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    return g_strjoinv("", parts);
}

/* Each cell is drawn once, whole, and on one page unless its row is taller than a page. */
static void
check_cells(const ApTabular *tabular, const ApPages *pages, double room)
{
    for (guint i = 0; i < tabular->cells->len; i++) {
        const ApTabularCell *cell = &g_array_index(tabular->cells, ApTabularCell, i);
        g_autofree char *drawn = element_text(pages, cell->meaning.element);
        g_autofree char *all = text_without_spaces(drawn), *wanted = text_without_spaces(cell->text->text);
        assert_string_equal(all, wanted);
        guint first = 0, last = 0;
        if (cell->row_span == 1 && tabular->heights[cell->row] < room - 80 &&
            element_pages(pages, cell->meaning.element, &first, &last))
            assert_int_equal(first, last);
    }
}

static void
check_inside(const ApPages *pages, double room)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->marks->len; j++) {
            const ApPageMark *mark = page->marks->pdata[j];
            if (mark->kind == AP_MARK_GLYPHS)
                assert_true(mark->run->y <= 70 + room && run_ink_right(mark->run) <= 70 + 453.6);
        }
    }
}

static void
test_tables_by_chance(void **state)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(112);
    for (guint i = 0; i < TABLES; i++) {
        g_autoptr(ApDocument) document = document_new();
        ApBlock *block = random_table(document, rand);
        ApElement *root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
        g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
        double room = g_rand_double_range(rand, 150, 700);
        check_lines_fit(tabular);
        g_autoptr(ApPages) pages = place_all(tabular, root, room);
        check_cells(tabular, pages, room);
        check_inside(pages, room);
    }
}

static void
test_header_and_caption_repeat(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_table(document, "tbl-x", 80, 3, "");
    ApElement *root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    g_autoptr(ApPages) pages = place_all(tabular, root, 500);
    assert_true(pages->pages->len >= 3);
    g_autofree char *artifacts = element_text(pages, NULL),
                    *head = element_text(pages, root->children->pdata[0]);
    guint captions = 0;
    for (const char *p = artifacts; (p = strstr(p, "表 1 (續)")); p++)
        captions++;
    assert_int_equal(captions, pages->pages->len - 1);
    assert_non_null(strstr(artifacts, "0,00,10,2"));
    assert_true(g_str_has_prefix(head, "表 1\u3000項目及配分0,0"));
}

static void
test_merged_label_repeats(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_table(document, "tbl-x", 60, 2, "");
    merge(block->table, 1, 0, 59, 1);
    ApElement *root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    g_autoptr(ApPages) pages = place_all(tabular, root, 500);
    assert_true(pages->pages->len >= 2);
    g_autofree char *artifacts = element_text(pages, NULL);
    assert_non_null(strstr(artifacts, "1,0"));
}

static void
test_a_row_taller_than_a_page_is_torn_between_lines(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 400; i++)
        g_string_append(text, "核心系統");
    ApBlock *block = document_table(document, "tbl-x", 3, 2, text->str);
    ApElement *root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    g_autoptr(ApPages) pages = place_all(tabular, root, 400);
    assert_true(pages->pages->len > 4);
    check_cells(tabular, pages, 400);
    check_inside(pages, 400);
}

static void
test_spans_and_scopes(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_table(document, "tbl-x", 4, 3, "");
    merge(block->table, 1, 0, 2, 2);
    ap_table_cell(block->table, 3, 0)->header = TRUE;
    g_autoptr(ApElement) root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_autoptr(ApTabular) tabular = new_tabular(*state, block, root);
    assert_non_null(tabular);
    const ApElement *first = element_find(root, AP_ELEMENT_HEADER_CELL, 0);
    assert_int_equal(first->scope, AP_SCOPE_COLUMN);
    const ApElement *merged = element_find(root, AP_ELEMENT_CELL, 0);
    assert_int_equal(merged->row_span, 2);
    assert_int_equal(merged->column_span, 2);
    assert_int_equal(element_find(root, AP_ELEMENT_HEADER_CELL, 3)->scope, AP_SCOPE_ROW);
    assert_null(element_find(root, AP_ELEMENT_CELL, 5));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_fill_the_width),
        cmocka_unit_test(test_weights_are_shares),
        cmocka_unit_test(test_the_widest_give_way),
        cmocka_unit_test(test_merged_text_gets_room),
        cmocka_unit_test(test_short_cells_leave_room),
        cmocka_unit_test(test_short_cells_stay_whole),
        cmocka_unit_test(test_tables_by_chance),
        cmocka_unit_test(test_header_and_caption_repeat),
        cmocka_unit_test(test_merged_label_repeats),
        cmocka_unit_test(test_a_row_taller_than_a_page_is_torn_between_lines),
        cmocka_unit_test(test_spans_and_scopes),
    };
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
