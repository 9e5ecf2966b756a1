/* Markdown into blocks: the structure, merged cells, references, places, what the language refuses, and that
 * no value ever becomes markup. */
#include <config.h>

#include "document/markdown.h"

#include "tests/unit/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static ApNode *
context_with(const char *text)
{
    ApNode *context = ap_node_map();
    ap_node_set(context, "x", ap_node_string(text, "all total mean", (ApPlace){"items.csv", 7, 4}));
    return context;
}

/* The blocks of `source`, in which {{x}} prints `text`. `*rendered` keeps the spans alive. */
static GPtrArray *
read_blocks(const char *source, const char *text, ApRendered **rendered, ApProblems *problems)
{
    g_autoptr(ApNode) context = context_with(text);
    ApMustacheOptions options = {.escape = ap_markdown_escape, .strict = TRUE};
    *rendered = ap_mustache_render("t.md", source, context, &options, problems);
    assert_non_null(*rendered);
    return ap_markdown_read(*rendered, problems);
}

static void
assert_reads(const char *source, const char *expected)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = NULL;
    g_autoptr(GPtrArray) blocks = read_blocks(source, "74.76", &rendered, problems);
    g_autofree char *complaints = ap_dump_problems(problems);
    g_autofree char *dump = ap_dump_blocks(blocks);
    assert_string_equal(complaints, "");
    assert_string_equal(dump, expected);
}

static void
assert_refuses(const char *source, const char *expected)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = NULL;
    g_autoptr(GPtrArray) blocks = read_blocks(source, "74.76", &rendered, problems);
    g_autofree char *complaints = ap_dump_problems(problems);
    assert_non_null(blocks);
    assert_string_equal(complaints, expected);
}

static void
test_blocks(void **state)
{
    (void)state;
    assert_reads("# 依據\n\n## 目的 {-}\n\n### 三 {#third}\n\n甲**乙***丙*丁\n",
                 "heading 1 n1: 依據\n"
                 "heading 2: 目的\n"
                 "heading 3 n1 #third: 三\n"
                 "paragraph: 甲**乙***丙*丁\n");
    assert_reads("平均 {{x}} 分、**{{x}}**\n",
                 "paragraph: 平均 [74.76=all total mean] 分、**[74.76=all total mean]**\n");
    assert_reads("![](fig-a)\n\n詳如@fig-a。見 @tbl-b-c，\\@fig-a\n",
                 "figure #fig-a\n"
                 "paragraph: 詳如<:fig-a>。見 <:tbl-b-c>，@fig-a\n");
    assert_reads("甲**「乙」**丙**（{{x}}）**丁\n",
                 "paragraph: 甲**「乙」**丙**（****[74.76=all total mean]****）**丁\n");
    assert_reads("![](fig-{{x}})\n\n@fig-{{x}}",
                 "figure #fig-74.76\nparagraph: <:fig-74>[.76=all total mean]\n");
    assert_reads("甲 &amp; &#x4E59; \\* a\\_b 3 < 5\n", "paragraph: 甲 & 乙 * a_b 3 < 5\n");
}

static void
test_lists(void **state)
{
    (void)state;
    assert_reads("3. 甲\n   1. 子\n   2. 丑\n4. 乙\n\n- x\n", "list 1 n3\n"
                                                              "  item 1 n3\n"
                                                              "    paragraph: 甲\n"
                                                              "    list 2 n1\n"
                                                              "      item 2 n1\n"
                                                              "        paragraph: 子\n"
                                                              "      item 2 n2\n"
                                                              "        paragraph: 丑\n"
                                                              "  item 1 n4\n"
                                                              "    paragraph: 乙\n"
                                                              "list 1\n"
                                                              "  item 1\n"
                                                              "    paragraph: x\n");
    assert_reads("1. 甲\n\n   次段\n\n2. 乙\n", "list 1 n1\n"
                                                "  item 1 n1\n"
                                                "    paragraph: 甲\n"
                                                "    paragraph: 次段\n"
                                                "  item 1 n2\n"
                                                "    paragraph: 乙\n");
}

/* A line's end beside a wide character is nothing, between Latin words it is a space. */
static void
test_line_ends(void **state)
{
    (void)state;
    assert_reads("甲乙\n丙，\nISO\n27001\n丁\n見\n@fig-a\n所示\n",
                 "paragraph: 甲乙丙，ISO 27001丁見<:fig-a>所示\n");
    assert_reads("ISO\n@fig-a\nabc\n", "paragraph: ISO<:fig-a> abc\n");
    assert_reads("平均\n{{x}}\n{{x}}\n", "paragraph: 平均[74.76=all total mean] [74.76=all total mean]\n");
    assert_reads("甲\\\n乙  \n丙\n", "paragraph: 甲⏎乙⏎丙\n");
}

static void
test_tables(void **state)
{
    (void)state;
    assert_reads(": 分組 {#tbl-a widths=\"1 2.5 3\" heads=\"1\"}\n\n"
                 "| 分組 | << | 第一 |\n| :-: | --- | --: |\n| 甲 | 乙 | {{x}} |\n| ^^ | 丙 | \\| |\n",
                 "table #tbl-a: 分組\n"
                 "  # c! 1×2 分組 | . | r! 第一 |\n"
                 "  | c! 2×1 甲 | l 乙 | r [74.76=all total mean] |\n"
                 "  | . | l 丙 | r | |\n");
    assert_reads(": 表 {#tbl-b rows=\"2\"}\n\n| a | b |\n|---|---|\n| ^^ | c |\n| d | << |\n| ^^ | << |\n",
                 "table #tbl-b: 表\n"
                 "  # l! 2×1 a | l! b |\n"
                 "  # . | l! c |\n"
                 "  | l 2×2 d | . |\n"
                 "  | . | . |\n");
}

static void
test_fences(void **state)
{
    (void)state;
    assert_reads("::: cover\n{{x}}\n\n部\n:::\n::: contents 目次 :::\n::: body :::\n甲\n\n::: note\n乙\n:::\n"
                 "::: figures 圖 *次* :::\n::: tables 表次 :::\n::: page :::\n",
                 "cover\n"
                 "  paragraph: [74.76=all total mean]\n"
                 "  paragraph: 部\n"
                 "contents: 目次\n"
                 "body\n"
                 "paragraph: 甲\n"
                 "note\n"
                 "  paragraph: 乙\n"
                 "figures: 圖 *次*\n"
                 "tables: 表次\n"
                 "page\n");
}

static void
test_places(void **state)
{
    (void)state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = NULL;
    g_autoptr(GPtrArray) blocks =
        read_blocks("甲\n\n乙丙**丁** {{x}} 戊 @fig-a\n\n![](fig-b)\n", "1", &rendered, problems);
    const ApBlock *paragraph = g_ptr_array_index(blocks, 1);
    assert_int_equal(paragraph->place.line, 3);
    const guint columns[] = {1, 5, 8, 9, 14, 17};
    assert_int_equal(paragraph->runs->len, G_N_ELEMENTS(columns));
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ApRun *run = g_ptr_array_index(paragraph->runs, i);
        assert_int_equal(run->place.line, 3);
        assert_int_equal(run->place.column, columns[i]);
        assert_string_equal(run->origin.file, i == 3 ? "items.csv" : "t.md");
    }
    const ApBlock *figure = g_ptr_array_index(blocks, 2);
    assert_int_equal(figure->place.line, 5);
}

static void
test_refusals(void **state)
{
    (void)state;
    assert_refuses("甲\n\n> 乙\n", "3:1: error: a block quote cannot stand in a text; remove it\n");
    assert_refuses("甲\n\n---\n", "3:1: error: a rule (---) cannot stand in a text; remove it\n");
    assert_refuses("```\nx\n```\n", "1:1: error: a block of code cannot stand in a text; remove it\n");
    assert_refuses("甲<b>乙</b>", "1:2: error: raw HTML cannot stand in a text; remove it\n"
                                  "1:6: error: raw HTML cannot stand in a text; remove it\n");
    assert_refuses("甲[乙](http://x.tw)", "1:2: error: a link cannot stand in a text; remove it\n");
    assert_refuses("甲 `x`", "1:3: error: inline code cannot stand in a text; remove it\n");
    assert_refuses("見 ![](fig-a)",
                   "1:3: error: a figure stands in a paragraph of its own; put blank lines around "
                   "![](fig-a)\n");
    assert_refuses(
        "# 甲 ![](fig-a)\n\n乙\n",
        "1:5: error: a figure cannot stand in a table or a heading; give it a paragraph of its own\n");
    assert_reads("- ![](fig-a)\n\n甲\n", "list 1\n  item 1\n    figure #fig-a\nparagraph: 甲\n");
    assert_refuses("![](a.png)",
                   "1:1: error: “a.png” is no figure; write ![](fig-ID) with an ID of report.yaml\n");
    assert_refuses("甲**乙",
                   "1:2: error: “*” marks nothing: its partner is missing, or stands between a mark and a "
                   "word; write \\* to print it\n");
    assert_refuses("甲{title}", "1:2: error: “{” opens no name or attributes here; write {{name}}, or \\{ to "
                                "print it\n");
    assert_refuses("#甲", "1:1: error: “#” begins a heading only before a blank; write \\# to print it\n");
    assert_refuses("甲\n#乙",
                   "2:1: error: “#” begins a heading only after a blank line; write \\# to print it\n");
    assert_refuses(
        "[註]: 甲",
        "1:1: error: a line “[…]:” defines a link, which this language has not; write \\[ to print it\n");
    assert_refuses("甲\\，乙",
                   "1:2: error: “\\” stands before nothing that it could escape; write \\\\ to print it\n");
    assert_refuses("甲<!--乙", "1:2: error: “<!”: HTML is no part of this language; write \\<! to print it, "
                               "{{! … }} for a remark\n");
    assert_refuses("甲 @fig:a",
                   "1:3: error: “@” begins a reference, @fig-ID or @tbl-ID; write \\@ to print it\n");
    assert_refuses("甲\n===\n",
                   "1:1: error: a line of --- or === below a text; put a blank line between, or # before "
                   "a heading\n");
    assert_refuses("甲&nosuch;", "1:2: error: “&nosuch;” is no character that is known; write the character "
                                 "itself\n");
    assert_refuses("###### 六", "1:8: error: a heading of level 6; write at most 5 “#”\n");
    assert_refuses("##\n\n甲", "1:1: error: a heading without words; write them or remove it\n");
}

static void
test_bad_tables(void **state)
{
    (void)state;
    assert_refuses(": 表 {#tbl-a}\n\n甲",
                   "1:1: error: this caption has no table; put the table after it, a blank "
                   "line between\n");
    assert_refuses(": 表\n\n| a |\n|---|\n", "1:1: error: a caption needs an id; end it by {#tbl-ID}\n");
    assert_refuses(": 表 {#tbl-a widths=\"1 2\"}\n\n| a |\n|---|\n",
                   "1:5: error: widths=\"1 2\" gives 2 shares, the table has 1 columns; give one a column\n");
    assert_refuses(": 表 {#tbl-a wdths=\"1\"}\n\n| a |\n|---|\n",
                   "1:5: error: a caption has no attribute “wdths”; write “widths”\n");
    assert_refuses(": 表 {#tbl-a rows=\"x\"}\n\n| a |\n|---|\n",
                   "1:5: error: rows=\"x\" is not a whole number up to 1\n");
    assert_refuses("| a | b |\n|---|---|\n| ^^ | b |\n| << | c | d |\n",
                   "4:1: error: this row has 3 cells, the table has 2 columns; make them equal\n"
                   "4:3: error: “<<” has no cell to its left to merge with; fill the cell in\n"
                   "1:3: error: a cell of the header is merged with one below it; raise rows=\"1\"\n");
    assert_refuses("| a | b |\n|---|---|\n| c | << |\n| ^^ | d |\n",
                   "3:3: error: the cells merged with this one form no rectangle; check its “^^” and “<<”\n");
    assert_refuses("| a | b |\n| c | d |\n",
                   "1:1: error: “|” belongs to no table: a table follows a blank line and "
                   "has a row |---|---| below its first; write \\| to print it\n"
                   "2:1: error: “|” belongs to no table: a table follows a blank line and "
                   "has a row |---|---| below its first; write \\| to print it\n");
}

static void
test_bad_fences(void **state)
{
    (void)state;
    assert_refuses("::: covr\n甲\n:::\n", "1:1: error: there is no block “covr”; nearest: “cover”\n");
    assert_refuses("::: cover\n甲\n", "1:1: error: block “cover” is not closed; write “:::” below it\n");
    assert_refuses("甲\n:::\n", "2:1: error: “:::” closes no block; remove it\n");
    assert_refuses("::: contents 目次\n", "1:1: error: “contents” stands alone; end its line by “:::”\n");
    assert_refuses("::: contents :::\n",
                   "1:1: error: “contents” needs a title; write ::: contents TITLE :::\n");
    assert_refuses("::: note\n甲\n::: note\n:::\n",
                   "3:1: error: “note” stands within “note”; close that by “:::”\n");
}

/* The text of all runs of a block and of what it holds. */
static void
append_text(GString *out, const ApBlock *block)
{
    g_autofree char *own = ap_runs_text(block->runs);
    g_string_append(out, own);
    for (guint i = 0; block->table != NULL && i < block->table->columns; i++) {
        g_autofree char *cell = ap_runs_text(ap_table_cell(block->table, 1, i)->runs);
        g_string_append(out, cell);
    }
    for (guint i = 0; i < block->children->len; i++)
        append_text(out, g_ptr_array_index(block->children, i));
}

/* A random text of the characters that could mean something. */
static char *
random_text(GRand *random)
{
    static const char *const parts[] = {
        "*",  "_",  "`",     "[",      "]",   "(",           ")",        "!",  "<",  ">", "&", "#",
        "|",  "\\", "@",     "@fig-a", ":",   ":::",         "^^",       "<<", "~",  "{", "}", "-",
        "+",  "1.", "2)",    "=",      "===", "---",         " ",        "  ", "\"", "'", "$", "甲",
        "乙", "ab", "{{x}}", "&amp;",  "<b>", "http://a.tw", "www.a.tw", "—",  "，"};
    GString *text = g_string_new(NULL);
    guint count = 1 + (guint)g_rand_int_range(random, 0, 8);
    for (guint i = 0; i < count; i++)
        g_string_append(text, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
    return g_string_free(text, FALSE);
}

/* Wherever a value is put, it comes out as it went in, as one run with its mark. */
static void
test_a_value_is_never_markup(void **state)
{
    (void)state;
    static const struct {
        const char *source, *before, *after;
    } frames[] = {
        {"{{x}}\n", "", ""},
        {"甲{{x}}乙\n", "甲", "乙"},
        {"甲\n{{x}}\n乙\n", NULL, NULL},
        {"# {{x}}\n", "", ""},
        {"- {{x}}\n", "", ""},
        {"| a | b |\n|---|---|\n| {{x}} | 乙 |\n", "", "乙"},
        {"a {{x}} b\n", "a ", " b"},
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(111);
    for (guint i = 0; i < 4000; i++) {
        guint frame = i % G_N_ELEMENTS(frames);
        g_autofree char *text = random_text(random);
        g_autoptr(ApProblems) problems = ap_problems_new();
        g_autoptr(ApRendered) rendered = NULL;
        g_autoptr(GPtrArray) blocks = read_blocks(frames[frame].source, text, &rendered, problems);
        g_autoptr(GString) got = g_string_new(NULL);
        g_autofree char *complaints = ap_dump_problems(problems);
        assert_string_equal(complaints, "");
        assert_int_equal(blocks->len, 1);
        append_text(got, g_ptr_array_index(blocks, 0));
        if (frames[frame].before == NULL) {
            assert_non_null(strstr(got->str, text));
            continue;
        }
        g_autofree char *expected = g_strconcat(frames[frame].before, text, frames[frame].after, NULL);
        assert_string_equal(got->str, expected);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),     cmocka_unit_test(test_lists),
        cmocka_unit_test(test_line_ends),  cmocka_unit_test(test_tables),
        cmocka_unit_test(test_fences),     cmocka_unit_test(test_places),
        cmocka_unit_test(test_refusals),   cmocka_unit_test(test_bad_tables),
        cmocka_unit_test(test_bad_fences), cmocka_unit_test(test_a_value_is_never_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
