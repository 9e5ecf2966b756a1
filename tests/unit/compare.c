/* Reports as transcript, and how old and new ones are laid side by side. */
#include <config.h>

#include "document/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Lines of a report: "# …" a heading, "= …" a caption, "| …" a row of cells that "|" parts, others
 * paragraphs. */
static ApTranscript *
read_lines(const char *text)
{
    ApTranscript *transcript = ap_transcript_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], "# "))
            ap_transcript_add(transcript, AP_PASSAGE_HEADING, lines[i] + 2);
        else if (g_str_has_prefix(lines[i], "= "))
            ap_transcript_add(transcript, AP_PASSAGE_CAPTION, lines[i] + 2);
        else if (g_str_has_prefix(lines[i], "| ")) {
            g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
            g_auto(GStrv) parts = g_strsplit(lines[i] + 2, "|", -1);
            for (gsize c = 0; parts[c] != NULL; c++)
                g_ptr_array_add(cells, g_strdup(parts[c]));
            ap_transcript_add_row(transcript, cells);
        } else
            ap_transcript_add_paragraph(transcript, lines[i]);
    return transcript;
}

/* Fails unless the changes, a line each as "[section] old → new", are `expected`. */
static void
check(const char *before_text, const char *after_text, const char *expected)
{
    g_autoptr(ApTranscript) before = read_lines(before_text);
    g_autoptr(ApTranscript) after = read_lines(after_text);
    g_autoptr(GArray) changes = ap_compare_transcripts(before, after);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++) {
        const ApPassageChange *change = &g_array_index(changes, ApPassageChange, i);
        const ApPassage *present = change->after != NULL ? change->after : change->before;
        g_string_append_printf(found, "[%s] %s → %s\n", present->section,
                               change->before != NULL ? change->before->text : "–",
                               change->after != NULL ? change->after->text : "–");
    }
    assert_string_equal(found->str, expected);
}

static void
test_sentences(void **state)
{
    (void)state;
    g_autoptr(ApTranscript) transcript =
        read_lines("# 壹、緣起\n他說：「好！」眾人稱善。是否？！其一；其二\n\n ");
    const char *const expected[] = {"壹、緣起", "他說：「好！」", "眾人稱善。", "是否？！", "其一；", "其二"};
    assert_int_equal(transcript->list->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        assert_string_equal(ap_transcript_at(transcript, i)->text, expected[i]);
        assert_string_equal(ap_transcript_at(transcript, i)->section, "壹、緣起");
    }
}

static void
test_same(void **state)
{
    (void)state;
    check("# 甲\n一。二。", "# 甲\n一。二。", "");
    check("", "", "");
    check("共 17 個機關。", "共17個 機關。", ""); /* blanks are the typesetter's */
    check("一。一。一。", "一。一。一。", "");
}

static void
test_one_changes(void **state)
{
    (void)state;
    check("平均為 64.33 分。以上。", "平均為 64.84 分。以上。", "[] 平均為 64.33 分。 → 平均為 64.84 分。\n");
    check("甲乙丙丁。以上。", "戊己庚辛。以上。", "[] 甲乙丙丁。 → –\n[] – → 戊己庚辛。\n");
    check("以上。", "新增一句。以上。", "[] – → 新增一句。\n");
    check("舊有一句。以上。", "以上。", "[] 舊有一句。 → –\n");
    check("", "全新。", "[] – → 全新。\n");
}

/* The same sentence twice: the one that stayed in its section is not taken for the other. */
static void
test_repetition(void **state)
{
    (void)state;
    check("# 甲\n起首文字。說明如下。甲之結語。\n# 乙\n說明如下。乙之結語。",
          "# 甲\n起首文字。甲之結語。\n# 乙\n說明如下。乙之結語。", "[甲] 說明如下。 → –\n");
    check("重複。重複。", "重複。重複。重複。", "[] – → 重複。\n");
}

/* A heading with another number is counterpart to its former self, and what stands below it unchanged. */
static void
test_sections(void **state)
{
    (void)state;
    check("# 一、緣起說明\n緣起。\n# 二、稽核結果\n結果一。結果二。", "# 一、稽核結果\n結果一。結果二。",
          "[一、緣起說明] 一、緣起說明 → –\n[一、緣起說明] 緣起。 → –\n"
          "[一、稽核結果] 二、稽核結果 → 一、稽核結果\n");
    /* What moved is gone there and new here. */
    check("# 甲\n子句甲。丑句乙。\n# 乙\n寅句丙。卯句丁。", "# 甲\n丑句乙。\n# 乙\n寅句丙。卯句丁。子句甲。",
          "[甲] 子句甲。 → –\n[乙] – → 子句甲。\n");
}

static void
test_tables(void **state)
{
    (void)state;
    check("# 甲\n= 表 1 成績\n| 分組|平均\n| 第 1 分組|74.76\n| 第 2 分組|70.70\n| 合計|9",
          "# 甲\n= 表 1 成績\n| 分組|平均\n| 第 1 分組|74.80\n| 第 2 分組|70.70\n| 合計|8",
          "[表 1 成績] 第 1 分組 │ 74.76 → 第 1 分組 │ 74.80\n[表 1 成績] 合計 │ 9 → 合計 │ 8\n");
    /* Rows of nothing but a number are counterparts too; a row is never one of a sentence. */
    check("= 表 1\n| 9", "= 表 1\n| 8", "[表 1] 9 → 8\n");
    check("= 表 1\n| 甲乙丙", "= 表 1\n甲乙丙", "[表 1] 甲乙丙 → –\n[] – → 甲乙丙\n");
    check("= 表 1\n| 1|甲\n| 2|乙\n| 3|丙", "= 表 1\n| 1|甲\n| 3|丙", "[表 1] 2 │ 乙 → –\n");
}

/* Of many like rows each meets its own, not merely the one at its place. */
static void
test_many(void **state)
{
    (void)state;
    g_autoptr(GString) before = g_string_new("= 表 1\n"), after = g_string_new("= 表 1\n");
    g_autoptr(GString) expected = g_string_new("[表 1] – → 機關新 │ 1.5\n");
    g_string_append(after, "| 機關新|1.5\n");
    for (guint i = 100; i < 400; i++) {
        g_string_append_printf(before, "| 機關 %u|%u.25\n", i, i);
        g_string_append_printf(after, "| 機關 %u|%u.75\n", i, i);
        g_string_append_printf(expected, "[表 1] 機關 %u │ %u.25 → 機關 %u │ %u.75\n", i, i, i, i);
    }
    check(before->str, after->str, expected->str);
}

/* Blocks of a document become passages; labels of list items and lists of contents do not. */
static void
test_document(void **state)
{
    (void)state;
    static const ApBlockKind kinds[] = {AP_BLOCK_HEADING, AP_BLOCK_PARAGRAPH, AP_BLOCK_TABLE, AP_BLOCK_ITEM};
    static const char *const labels[] = {"壹、", "", "表 1", "1、"};
    static const char *const texts[] = {"結果", "甲。乙。", "一覽", ""};
    g_autoptr(ApDocument) document = ap_document_new_empty();
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        ApBlock *block = ap_block_new(kinds[i], (ApPlace){0});
        g_free(block->label);
        block->label = g_strdup(labels[i]);
        g_ptr_array_add(block->runs, ap_run_new(AP_RUN_TEXT, texts[i]));
        g_ptr_array_add(document->blocks, block);
    }
    ApBlock *table = document->blocks->pdata[2], *item = document->blocks->pdata[3];
    table->table = ap_table_new(2, 2);
    for (guint i = 0; i < 3; i++)
        g_ptr_array_add(table->table->cells[i].runs, ap_run_new(AP_RUN_TEXT, i < 2 ? "格" : "併"));
    ap_table_cell(table->table, 1, 0)->column_span = 2;
    ap_table_cell(table->table, 1, 1)->covered = TRUE;
    ApBlock *paragraph = ap_block_new(AP_BLOCK_PARAGRAPH, (ApPlace){0});
    g_ptr_array_add(paragraph->runs, ap_run_new(AP_RUN_TEXT, "列舉。"));
    g_ptr_array_add(item->children, paragraph);

    g_autoptr(ApTranscript) transcript = ap_transcript_of_document(document);
    const char *const expected[] = {"壹、結果", "甲。", "乙。", "表 1 一覽", "格 │ 格", "併", "列舉。"};
    assert_int_equal(transcript->list->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        assert_string_equal(ap_transcript_at(transcript, i)->text, expected[i]);
    assert_string_equal(ap_transcript_at(transcript, 5)->section, "表 1 一覽");
    assert_string_equal(ap_transcript_at(transcript, 6)->section, "壹、結果");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),   cmocka_unit_test(test_same),
        cmocka_unit_test(test_one_changes), cmocka_unit_test(test_repetition),
        cmocka_unit_test(test_sections),    cmocka_unit_test(test_tables),
        cmocka_unit_test(test_many),        cmocka_unit_test(test_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
