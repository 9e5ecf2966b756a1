/* Workbooks as officers and hostile hands make them: what is read of their cells, and what is said about
 * them. */
#include <config.h>

#include "scores/spreadsheet.h"

#include "package_fixture.h"
#include "scores/cell_number.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

static int
set_up(void **state)
{
    *state = packages_new();
    return 0;
}

static int
tear_down(void **state)
{
    packages_free(*state);
    return 0;
}

static void
take_row(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    GString *text = user;
    g_string_append_printf(text, "%u:", line);
    for (guint i = 0; i < n_cells; i++)
        g_string_append_printf(text, "%s%.*s", i > 0 ? "|" : "", (int)cells[i].length, cells[i].text);
    g_string_append_c(text, '\n');
}

/* The rows as "line:cell|cell" and then the problems as "line:column: severity: message". */
static char *
read_all(const char *path, const char *sheet)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);
    g_autoptr(ApSpreadsheet) spreadsheet = ap_spreadsheet_open(path, 0, problems, &error);
    assert_null(error);
    gboolean whole = spreadsheet != NULL && ap_spreadsheet_read(spreadsheet, sheet, take_row, text);
    assert_int_equal(whole, ap_problems_count_errors(problems) == 0);
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        assert_string_equal(problem->file, path);
        g_string_append_printf(text, "%u:%u: %s: %s\n", problem->line, problem->column,
                               problem->severity == AP_ERROR ? "error" : "warning", problem->message);
    }
    return g_string_free(text, FALSE);
}

static void
assert_reads(const char *path, const char *expected)
{
    g_autofree char *text = read_all(path, "items");
    assert_string_equal(text, expected);
}

/* No row, and one error about the whole file that holds `part`. */
static void
assert_refused(const char *path, const char *part)
{
    g_autofree char *text = read_all(path, "items");
    if (!g_str_has_prefix(text, "1:1: error: ") || strstr(text, part) == NULL ||
        strchr(text, '\n') != text + strlen(text) - 1)
        fail_msg("“%s” is not one error about “%s”", text, part);
}

static void
numbers_read_as_they_are_shown(void **state)
{
    (void)state;
    static const struct {
        const char *stored, *shown;
    } cases[] = {
        {"74.760000000000005", "74.76"},
        {"8.3499999999999996", "8.35"},
        {"7.0000000000000007E-2", "0.07"},
        {"1", "1"},
        {"0", "0"},
        {"-0", "0"},
        {"0.1", "0.1"},
        {".5", "0.5"},
        {"5.", "5"},
        {"-3.5", "-3.5"},
        {"1e3", "1000"},
        {"1.5E+2", "150"},
        {"99.999999999999996", "100"},
        {"0.99999999999999999", "1"},
        {"0.30000000000000004", "0.3"},
        {"0.33333333333333331", "0.333333333333333"},
        {"123456789012345678", "123456789012346000"},
        {"0012.500", "12.5"},
        {"1E-7", "0.0000001"},
        {"1E+30", "1E30"},
        {"9.9999999999999995E-8", "0.0000001"},
        {"1E-999999999999", "1E-400"},
        {"", NULL},
        {"-", NULL},
        {".", NULL},
        {"1,5", NULL},
        {"1e", NULL},
        {"1e5x", NULL},
        {"inf", NULL},
        {"0x1", NULL},
        {" 1", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown =
            ap_number_show(cases[i].stored, (ApNumberFormat){AP_NUMBER_GENERAL, 0, 0}, FALSE, NULL);
        if (g_strcmp0(shown, cases[i].shown) != 0)
            fail_msg("%s reads %s, not %s", cases[i].stored, shown, cases[i].shown);
    }
}

static void
formats_decide_what_is_shown(void **state)
{
    (void)state;
    static const struct {
        const char *code, *stored, *shown;
        gboolean hidden;
    } cases[] = {
        {"General", "7.4567", "7.4567", FALSE},
        {"0.00", "7.4567", "7.46", TRUE},
        {"0.00", "7.4549999999999996", "7.46", TRUE}, /* 7.455 in the sheet */
        {"0.00", "7.4500000000000002", "7.45", FALSE},
        {"0.00", "66", "66", FALSE},
        {"#,##0.00_);[Red]\\(#,##0.00\\)", "1234.5", "1234.5", FALSE},
        {"0", "0.5", "1", TRUE},
        {"0", "99.5", "100", TRUE},
        {"0", "0.4", "0", TRUE},
        {"000", "7", "007", FALSE},
        {"0.00E+00", "7.4567", "7.4567", FALSE},
        {"0,", "7400", "7400", FALSE},
        {"@", "7.4567", "7.4567", FALSE},
        {"# ?/?", "0.5", "0.5", FALSE},
        {"[>=10]0;0.0", "7.45", "7.45", FALSE},
        {"\"yd\"0.0", "7.45", "7.5", TRUE},
        {"0.0\\d", "7.45", "7.5", TRUE},
        {"0%", "0.75", "75%", FALSE},
        {"0.00%", "0.07", "7%", FALSE},
        {"yyyy\\-mm\\-dd", "44748", "2022-07-06", FALSE},
        {"[$-404]e/m/d", "44748", "2022-07-06", FALSE},
        {"ggge\"年\"m\"月\"d\"日\"", "44748", "2022-07-06", FALSE},
        {"yyyy/m/d h:mm", "44748.395833333336", "2022-07-06T09:30:00", FALSE},
        {"h:mm", "0.39583333333333331", "09:30:00", FALSE},
        {"[h]:mm", "1.5", "1900-01-01T12:00:00", FALSE},
        {"m/d/yy", "44747.999999999", "2022-07-06", FALSE},
        {"m/d/yy", "1", "1900-01-01", FALSE},
        {"m/d/yy", "59", "1900-02-28", FALSE},
        {"m/d/yy", "60", "1900-02-29", FALSE},
        {"m/d/yy", "61", "1900-03-01", FALSE},
        {"m/d/yy", "2958465", "9999-12-31", FALSE},
        {"m/d/yy", "2958466", "2958466", FALSE},
        {"m/d/yy", "-1", "-1", FALSE},
        {"m/d/yy", "0", "00:00:00", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean hidden;
        g_autofree char *shown =
            ap_number_show(cases[i].stored, ap_number_format_parse(cases[i].code), FALSE, &hidden);
        if (g_strcmp0(shown, cases[i].shown) != 0 || hidden != cases[i].hidden)
            fail_msg("%s as %s reads %s (%d), not %s", cases[i].stored, cases[i].code, shown, hidden,
                     cases[i].shown);
    }
    g_autofree char *from_1904 = ap_number_show("43286", ap_number_format_builtin(14), TRUE, NULL);
    assert_string_equal(from_1904, "2022-07-06");
    g_autofree char *first = ap_number_show("0", ap_number_format_builtin(14), TRUE, NULL);
    assert_string_equal(first, "1904-01-01");
}

static void
unfinished_formats_end(void **state)
{
    (void)state;
    static const char *const codes[] = {"", "\"", "[", "\\", "_", "*", "\\字", "[h", "\"字", ";", "0.", "G"};
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_autofree char *shown = ap_number_show("1", ap_number_format_parse(codes[i]), FALSE, NULL);
        assert_non_null(shown);
    }
}

static void
xlsx_cells(void **state)
{
    const char *strings = "<si><t>participant</t></si>"
                          "<si><r><rPr><b/></rPr><t>海洋</t></r><r><t xml:space=\"preserve\"> 委員會</t></r>"
                          "<rPh sb=\"0\" eb=\"2\"><t>ㄏㄞˇ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                          "<si><t>two_x000D_\nlines_x005F_</t></si><si/>";
    const char *styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                         "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                         "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/>"
                         "<xf numFmtId=\"14\"/><xf numFmtId=\"2\"/></cellXfs>";
    const char *rows =
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>b</t></is></c>"
        "<c t=\"str\"><f>X</f><v>c</v></c><c t=\"s\"><v>1</v></c><c r=\"G2\" s=\"3\"/></row>"
        "<row/>"
        "<row r=\"5\"><c r=\"B5\"><v>74.760000000000005</v></c><c r=\"D5\" s=\"1\"><v>44748</v></c></row>"
        "<row><c s=\"2\"><v>0.75</v></c><c t=\"b\"><v>1</v></c><c><f>A1</f><v>8.3499999999999996</v></c>"
        "<c t=\"s\"><v>2</v></c></row>"
        "<row r=\"7\"><c r=\"A7\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B7\" t=\"s\"><v>3</v></c></row>"
        "<row r=\"9\"><c r=\"A9\" t=\"d\"><v>2022-07-06T00:00:00</v></c><c r=\"B9\" s=\"99\"><v>3</v></c>"
        "<c r=\"D9\" t=\"inlineStr\"><is><t>　x\xC2\xA0 </t></is></c></row>";
    assert_reads(packages_xlsx(*state, rows, strings, styles, ""), "2:participant|b|c|海洋 委員會\n"
                                                                   "5:|74.76||2022-07-06\n"
                                                                   "6:75%|TRUE|8.35|two\r\nlines_\n"
                                                                   "9:2022-07-06|3||x\n");
}

static void
xlsx_of_1904(void **state)
{
    const char *styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
    assert_reads(packages_xlsx(*state, "<row r=\"1\"><c r=\"A1\"><v>43286</v></c></row>", "", styles,
                               "<workbookPr date1904=\"true\"/>"),
                 "1:2022-07-06\n");
}

static void
xlsx_troubles_have_their_place(void **state)
{
    const char *styles = "<cellXfs><xf numFmtId=\"2\"/></cellXfs>";
    const char *rows =
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#N/A</v></c><c r=\"B2\"><f>1+1</f></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>7.4567000000000001</v></c><c r=\"B3\" t=\"s\"><v>0</v></c></row>"
        "<row r=\"4\"><c r=\"A4\"><v>x</v></c><c r=\"C4\" t=\"str\"><v>note</v></c></row>"
        "<row r=\"5\"><c r=\"B5\"><v>1</v></c><c r=\"A5\"><v>2</v></c></row>"
        "<row r=\"6\"><c r=\"A6\"><v>7.4567</v></c></row>"
        "<row r=\"6\"><c r=\"A6\"><v>1</v></c></row>"
        "<row r=\"7\"><c r=\"A7\"><v>1</v></c></row>";
    assert_reads(
        packages_xlsx(*state, rows, "", styles, ""),
        "1:a|b\n6:7.46|\n"
        "2:1: error: the cell shows the error #N/A; correct its formula or type the value\n"
        "2:2: error: the cell's formula has no stored value; open the workbook, let it calculate, and save "
        "it\n"
        "3:1: warning: the cell holds 7.4567 and shows 7.46, which is used; type the number that counts\n"
        "3:2: error: the workbook is damaged: this cell's text is missing; type it again\n"
        "4:1: error: “x” is stored as a number but is none; type it again\n"
        "4:3: error: “note” stands in a column without a name; name the column in the header or clear the "
        "cell\n"
        "5:1: error: the workbook is damaged: its cells are out of order; open it and save it again\n"
        "6:1: warning: the cell holds 7.4567 and shows 7.46, which is used; type the number that counts\n"
        "6:1: error: the workbook is damaged: its rows are out of order; open it and save it again\n");
}

static void
bad_header_ends_the_sheet(void **state)
{
    const char *rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>"
                       "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    assert_reads(packages_xlsx(*state, rows, "", "", ""),
                 "1:1: error: the cell shows the error #REF!; correct its formula or type the value\n");
}

static void
cells_outside_the_sheet(void **state)
{
    assert_reads(packages_xlsx(*state, "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "", "", ""),
                 "1:16385: error: the cell lies outside the sheet; open the workbook and save it again\n");
    assert_reads(
        packages_xlsx(*state, "<row r=\"4294967295\"><c r=\"A1\"><v>1</v></c></row>", "", "", ""),
        "4294967295:1: error: the cell lies outside the sheet; open the workbook and save it again\n");
    assert_reads(packages_xlsx(*state, "<row r=\"1\"><c r=\"AAAA1\"><v>1</v></c></row>", "", "", ""),
                 "1:18279: error: the cell lies outside the sheet; open the workbook and save it again\n");
}

static void
ods_cells(void **state)
{
    const char *tables =
        "<t:table t:name=\"Sheet1\"><o:forms/><t:table-column t:number-columns-repeated=\"5\"/>"
        "<t:table-header-rows><t:table-row>"
        "<t:table-cell o:value-type=\"string\"><o:annotation><x:p>not seen</x:p></o:annotation>"
        "<x:p>a <x:span>b<x:s x:c=\"2\"/>c</x:span>  d</x:p><x:p>e<x:tab/>f</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"string\" t:number-columns-repeated=\"2\"><x:p>x</x:p></t:table-cell>"
        "<t:table-cell/><t:table-cell o:value-type=\"string\" o:string-value=\"kept\"/>"
        "<t:table-cell t:number-columns-repeated=\"16379\"/></t:table-row></t:table-header-rows>"
        "<t:table-row-group><t:table-row t:number-rows-repeated=\"2\">"
        "<t:table-cell o:value-type=\"float\" o:value=\"8.35\"><x:p>8.35</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"percentage\" o:value=\"0.75\"><x:p>75%</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"date\" o:date-value=\"2022-07-06\"><x:p>111/7/6</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"boolean\" o:boolean-value=\"true\"><x:p>TRUE</x:p></t:table-cell>"
        "<t:covered-table-cell o:value-type=\"float\" o:value=\"1\"/></t:table-row></t:table-row-group>"
        "<t:table-row t:number-rows-repeated=\"10\"><t:table-cell "
        "t:number-columns-repeated=\"16384\"/></t:table-row>"
        "<t:table-row><t:table-cell o:value-type=\"float\" o:value=\"74.760000000000005\"/>"
        "<t:table-cell o:value-type=\"float\" o:value=\"7\"><x:p>007</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"float\" o:value=\"1234.5\"><x:p>1,234.50</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"date\" o:date-value=\"2022-07-06T09:30:00\"/>"
        "<t:table-cell o:value-type=\"currency\" o:value=\"5\"><x:p>NT$5</x:p></t:table-cell></t:table-row>"
        "<t:table-row t:number-rows-repeated=\"1048560\"><t:table-cell/></t:table-row></t:table>";
    assert_reads(packages_ods(*state, tables), "1:a b  c d\ne\tf|x|x||kept\n"
                                               "2:8.35|75%|2022-07-06|TRUE|\n"
                                               "3:8.35|75%|2022-07-06|TRUE|\n"
                                               "14:74.76|007|1234.5|2022-07-06T09:30:00|5\n");
}

static void
ods_troubles_have_their_place(void **state)
{
    const char *tables =
        "<t:table t:name=\"one\"><t:table-row><t:table-cell "
        "o:value-type=\"string\"><x:p>a</x:p></t:table-cell>"
        "</t:table-row></t:table>"
        "<t:table t:name=\"items\"><t:table-row><t:table-cell "
        "o:value-type=\"string\"><x:p>a</x:p></t:table-cell>"
        "<t:table-cell o:value-type=\"string\"><x:p>b</x:p></t:table-cell></t:table-row>"
        "<t:table-row><t:table-cell t:formula=\"of:=1\"/>"
        "<t:table-cell t:number-columns-repeated=\"999999999\" o:value-type=\"string\" "
        "c:value-type=\"error\">"
        "<x:p>#DIV/0!</x:p></t:table-cell></t:table-row>"
        "<t:table-row><t:table-cell o:value-type=\"float\" o:value=\"7.456\"><x:p>7.5</x:p></t:table-cell>"
        "</t:table-row><t:table-row><t:table-cell t:formula=\"of:=['file:///a.ods'#$Sheet1.A1]\" "
        "o:value-type=\"float\" o:value=\"7\"/>"
        "<t:table-cell t:formula=\"of:=1/0\" o:value-type=\"float\" o:value=\"0\"><x:p>#DIV/0!</x:p>"
        "</t:table-cell></t:table-row></t:table>";
    assert_reads(
        packages_ods(*state, tables),
        "1:a|b\n3:7.5|\n"
        "2:1: error: sheet “items”: the cell's formula has no stored value; open the workbook, let it "
        "calculate, and save it\n"
        "2:2: error: sheet “items”: the cell shows the error #DIV/0!; correct its formula or type the "
        "value\n"
        "3:1: warning: sheet “items”: the cell holds 7.456 and shows 7.5, which is used; type the number "
        "that counts\n"
        "4:1: error: sheet “items”: the cell takes its value from another file; type the value\n"
        "4:2: error: sheet “items”: the cell shows the error #DIV/0!; correct its formula or type the "
        "value\n");
}

static void
count_row(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    (void)line;
    (void)cells;
    *(guint64 *)user += n_cells;
}

static void
repetitions_are_bounded(void **state)
{
    const char *path = packages_ods(
        *state, "<t:table t:name=\"s\"><t:table-row t:number-rows-repeated=\"4294967295\">"
                "<t:table-cell o:value-type=\"float\" o:value=\"1\" t:number-columns-repeated=\"16384\"/>"
                "</t:table-row></t:table>");
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApSpreadsheet) spreadsheet = ap_spreadsheet_open(path, 0, problems, NULL);
    guint64 cells = 0;
    assert_false(ap_spreadsheet_read(spreadsheet, "items", count_row, &cells));
    assert_true(cells <= 67108864);
    assert_int_equal(ap_problems_count(problems), 1);
    assert_int_equal(ap_problems_at(problems, 0)->line, 4097);
}

static void
sheets_are_chosen_by_name_or_order(void **state)
{
#define ROW(text) "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" text "</v></c></row>"
    const char *named[] = {"Summary", ROW("no"), "ITEMS", ROW("yes"), NULL};
    assert_reads(packages_xlsx_sheets(*state, "a.xlsx", named), "1:yes\n");
    const char *hidden[] = {"-Lists", ROW("no"), "Sheet2", ROW("yes"), NULL};
    assert_reads(packages_xlsx_sheets(*state, "b.xlsx", hidden), "1:yes\n");
    const char *empty[] = {"Sheet1", "", NULL};
    assert_reads(packages_xlsx_sheets(*state, "c.xlsx", empty), "");
    const char *named_problem[] = {"x", "", "items", "<row r=\"3\"><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>",
                                   NULL};
    assert_reads(packages_xlsx_sheets(*state, "d.xlsx", named_problem),
                 "3:2: error: sheet “items”: the cell shows the error #N/A; correct its formula or type the "
                 "value\n");
#undef ROW
}

static void
what_is_no_workbook_is_named(void **state)
{
    static const guint8 old[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 1, 2};
    static const char password[] =
        "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    Packages *packages = *state;
    assert_refused(packages_write_bytes(packages, "a.xlsx", "", 0), "empty");
    assert_refused(packages_write_bytes(packages, "b.xlsx", "a,b\n1,2\n", 8), "name it .csv");
    assert_refused(packages_write_bytes(packages, "c.xlsx", old, sizeof old), ".xls kind");
    assert_refused(packages_write_bytes(packages, "d.xlsx", password, sizeof password), "password");
    assert_refused(packages_write_bytes(packages, "e.ods", "%PDF-1.7\n\xFF\xFF", 11), "no .xlsx or .ods");
    assert_refused(packages_write_bytes(packages, "f.xlsx", "PK\3\4", 4), "damaged or cut short");
    const char *zip[] = {"readme.txt", "hello", NULL};
    assert_refused(packages_write(packages, "g.xlsx", zip), "no .xlsx or .ods");
    const char *text[] = {"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a/>", NULL};
    assert_refused(packages_write(packages, "h.ods", text), "no .xlsx or .ods");
    const char *word[] = {"[Content_Types].xml", "<Types/>", "_rels/.rels", "<Relationships/>", NULL};
    assert_refused(packages_write(packages, "i.xlsx", word), "no .xlsx workbook");
    const char *ods[] = {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", NULL};
    assert_refused(packages_write(packages, "j.xlsx", ods), "ends in .ods");
    assert_refused(packages_write(packages, "k.ods", word), "ends in .xlsx");
    assert_refused(packages_write(packages, "l.ods", ods), "“content.xml” is missing");
    assert_refused(packages_ods(packages, ""), "no workbook with sheets");
}

static void
damage_is_named(void **state)
{
    Packages *packages = *state;
    g_autofree char *bytes = NULL;
    gsize length;
    const char *good = packages_xlsx(packages, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "", "", "");
    assert_true(g_file_get_contents(good, &bytes, &length, NULL));
    for (gsize cut = 5; cut < length; cut += 97)
        assert_refused(packages_write_bytes(packages, "cut.xlsx", bytes, cut), "damaged or cut short");
    assert_refused(packages_xlsx(packages, "<row><c></row>", "", "", ""), "it is no XML");
    assert_refused(packages_xlsx(packages, "<row r=\"1\">&undefined;</row>", "", "", ""), "it is no XML");
}

/* Every byte of the package changed in turn: nothing may crash, and what reads must be whole. */
static void
changed_bytes_do_no_harm(void **state)
{
    Packages *packages = *state;
    g_autofree char *bytes = NULL;
    gsize length;
    const char *good = packages_ods(
        packages, "<t:table t:name=\"s\"><t:table-row><t:table-cell o:value-type=\"float\" o:value=\"1\"/>"
                  "</t:table-row></t:table>");
    assert_true(g_file_get_contents(good, &bytes, &length, NULL));
    for (gsize i = 4; i < length; i++) {
        bytes[i] ^= 0x55;
        g_autofree char *text =
            read_all(packages_write_bytes(packages, "changed.ods", bytes, length), "items");
        bytes[i] ^= 0x55;
        assert_true(g_str_equal(text, "1:1\n") || strstr(text, "error: ") != NULL);
    }
}

/* A workbook of one cell whose sheet is these bytes. */
static const char *
write_sheet(Packages *packages, const char *bytes, gsize length)
{
    const char *path = packages_xlsx(packages, "", "", "", "");
    zip_t *zip = zip_open(path, 0, NULL);
    zip_int64_t index = zip_name_locate(zip, "xl/sheets/one.xml", 0);
    zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
    assert_int_equal(zip_file_replace(zip, (zip_uint64_t)index, source, 0), 0);
    assert_int_equal(zip_close(zip), 0);
    return path;
}

#define SHEET(text)                                                     \
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>" text \
    "</v></c></row></sheetData></worksheet>"

static const char *
write_text_sheet(Packages *packages, const char *text)
{
    return write_sheet(packages, text, strlen(text));
}

/* `text` in UTF-16, big-endian if so wished, behind its mark. */
static const char *
write_utf_16_sheet(Packages *packages, const char *text, gboolean big_endian)
{
    g_autoptr(GString) marked = g_string_new("\xEF\xBB\xBF");
    g_string_append(marked, text);
    gsize length;
    g_autofree char *bytes = g_convert(marked->str, (gssize)marked->len, big_endian ? "UTF-16BE" : "UTF-16LE",
                                       "UTF-8", NULL, &length, NULL);
    return write_sheet(packages, bytes, length);
}

static void
text_is_whole_however_it_is_written(void **state)
{
    Packages *packages = *state;
    assert_reads(write_text_sheet(packages, SHEET("a &lt;&amp;&gt; b&#x5B57;&#23383;")), "1:a <&> b字字\n");
    assert_reads(write_text_sheet(packages, SHEET("a<![CDATA[<&amp;>]]>b<![CDATA[]]>")), "1:a<&amp;>b\n");
    assert_reads(write_text_sheet(packages, SHEET("a<!-- no -->b<?no no?>c<f>no</f>d")), "1:abcd\n");
    assert_reads(write_text_sheet(packages, SHEET("a\r\nb\rc\nd")), "1:a\nb\nc\nd\n");
    assert_reads(write_text_sheet(packages, "\xEF\xBB\xBF" SHEET("字")), "1:字\n");
    assert_reads(packages_ods(packages, "<t:table t:name=\"s\"><t:table-row><t:table-cell "
                                        "o:value-type=\"string\" o:string-value=\"&lt;&#10;\"><x:p><x:span>a"
                                        "</x:span> <x:span>b</x:span>&amp;<x:span/>c </x:p></t:table-cell>"
                                        "</t:table-row></t:table>"),
                 "1:a b&c\n");
}

/* Longer than what is parsed at a time, and cut everywhere by that. */
static void
long_text_is_whole(void **state)
{
    g_autoptr(GString) sheet = g_string_new("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>");
    g_autoptr(GString) expected = g_string_new("1:");
    for (guint i = 0; i < 20000; i++) {
        g_string_append_printf(sheet, "字&amp;%u", i);
        g_string_append_printf(expected, "字&%u", i);
    }
    g_string_append(sheet, "</v></c></row></sheetData></worksheet>");
    g_string_append_c(expected, '\n');
    assert_reads(write_text_sheet(*state, sheet->str), expected->str);
}

static void
encodings_are_those_of_xml(void **state)
{
    Packages *packages = *state;
    const char *sheet = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" SHEET("字𠀀&amp;");
    assert_reads(write_utf_16_sheet(packages, sheet, FALSE), "1:字𠀀&\n");
    assert_reads(write_utf_16_sheet(packages, sheet, TRUE), "1:字𠀀&\n");
    assert_refused(write_utf_16_sheet(packages, "<!DOCTYPE a [<!ENTITY b \"c\">]>" SHEET("&b;"), FALSE),
                   "document type");
    static const char half[] = "\xFE\xFF\0<\0a\0>\xD8\x40\0<\0/\0a\0>"; /* of a pair of surrogates */
    assert_refused(write_sheet(packages, half, sizeof half - 1), "it is no XML");
    assert_refused(write_text_sheet(packages, "<?xml version=\"1.0\" encoding=\"Big5\"?>" SHEET("\xA6\x72")),
                   "it is no XML");
    assert_refused(write_text_sheet(packages, SHEET("\xA6\x72")), "it is no XML");
    assert_refused(write_text_sheet(packages, SHEET("\xED\xA0\x80")), "it is no XML");
}

/* What is damaged at its end may give rows before. */
static void
assert_damaged(const char *path)
{
    g_autofree char *text = read_all(path, "items");
    const char *error = strstr(text, "1:1: error: ");
    if (error == NULL || strstr(error, "it is no XML; ") == NULL || strchr(error, '\n')[1] != '\0')
        fail_msg("“%s” ends in no error about XML", text);
}

static void
cut_and_foreign_parts_are_refused(void **state)
{
    Packages *packages = *state;
    static const char sheet[] = "<?xml version=\"1.0\"?>" SHEET("a&amp;字");
    for (gsize cut = 0; cut < strlen(sheet); cut++)
        assert_damaged(write_sheet(packages, sheet, cut));
    static const char nul[] = SHEET("a\0b");
    assert_damaged(write_sheet(packages, nul, sizeof nul - 1));
    assert_damaged(write_sheet(packages, sheet, sizeof sheet)); /* with a NUL behind it */
    assert_damaged(write_text_sheet(packages, SHEET("a") "b"));
    assert_damaged(write_text_sheet(packages, SHEET("a") SHEET("b")));
    assert_damaged(write_text_sheet(packages, SHEET("&a;")));
    assert_damaged(write_text_sheet(packages, SHEET("&#0;")));
    assert_damaged(write_text_sheet(packages, SHEET("<x a=\"\" a=\"\"/>")));
}

/* `depth` elements in each other as the content of a cell. */
static const char *
write_deep_sheet(Packages *packages, guint depth)
{
    g_autoptr(GString) sheet = g_string_new("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\">");
    for (guint i = 0; i < depth; i++)
        g_string_append(sheet, "<x>");
    for (guint i = 0; i < depth; i++)
        g_string_append(sheet, "</x>");
    g_string_append(sheet, "<v>a</v></c></row></sheetData></worksheet>");
    return write_text_sheet(packages, sheet->str);
}

static void
depth_is_bounded(void **state)
{
    Packages *packages = *state;
    assert_reads(write_deep_sheet(packages, 200), "1:a\n");
    assert_refused(write_deep_sheet(packages, 1000), "it is no XML");
    assert_refused(write_deep_sheet(packages, 1000000), "it is no XML");
    g_autoptr(GString) spans =
        g_string_new("<t:table t:name=\"s\"><t:table-row><t:table-cell o:value-type=\"string\"><x:p>");
    for (guint i = 0; i < 100000; i++)
        g_string_append(spans, "<x:span>");
    assert_refused(packages_ods(packages, spans->str), "it is no XML");
}

/* A tag that is parsed again whenever more of it is there would take minutes here. */
static void
length_of_tags_is_bounded(void **state)
{
    enum { LONG = 9 << 20, TOO_LONG = 12 << 20 };
    Packages *packages = *state;
    for (guint length = LONG; length <= TOO_LONG; length += TOO_LONG - LONG) {
        g_autofree char *filler = g_strnfill(length, 'x');
        const char *forms[] = {"<!-- %s -->", "<?x %s?>", "<x y=\"%s\"/>", "<%s/>"};
        for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
            g_auto(GStrv) halves = g_strsplit(forms[i], "%s", 2);
            g_autofree char *sheet = g_strconcat(
                "<worksheet>", halves[0], filler, halves[1],
                "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>", NULL);
            const char *path = write_text_sheet(packages, sheet);
            if (length == LONG)
                assert_reads(path, "1:1\n");
            else
                assert_refused(path, "it is no XML");
        }
    }
}

/* A prefix may stand for another namespace in an element, and does so until its end. */
static void
prefixes_have_their_scope(void **state)
{
    const char *tables =
        "<t:table t:name=\"s\" xmlns:y=\"urn:y\"><t:table-row>"
        "<t:table-cell xmlns:o=\"urn:other\" o:value-type=\"float\" o:value=\"1\"/>"
        "<t:table-cell xmlns:y=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" y:value-type=\"float\" "
        "y:value=\"2\"><y:p xmlns:y=\"urn:z\"/></t:table-cell>"
        "<t:table-cell y:value-type=\"float\" y:value=\"3\"/>"
        "<t:table-cell none:value-type=\"float\" value-type=\"float\" value=\"3\"/>"
        "<t:table-cell o:value-type=\"float\" o:value=\"4\"/>"
        "</t:table-row></t:table>";
    assert_reads(packages_ods(*state, tables), "1:|2|||4\n");
    g_autoptr(GString) many = g_string_new("<t:table t:name=\"s\"><t:table-row");
    for (guint i = 0; i < 100000; i++)
        g_string_append_printf(many, " xmlns:p%u=\"urn:%u\"", i, i);
    g_string_append(many, "/></t:table>");
    assert_refused(packages_ods(*state, many->str), "it is no XML");
}

static void
hostile_parts_are_refused(void **state)
{
    Packages *packages = *state;
    const char *macros[] = {"[Content_Types].xml", "<Types/>", "xl/vbaProject.bin", "x", NULL};
    assert_refused(packages_write(packages, "a.xlsx", macros), "macros");
    const char *links[] = {"[Content_Types].xml", "<Types/>", "xl/externalLinks/externalLink1.xml", "x",
                           NULL};
    assert_refused(packages_write(packages, "b.xlsx", links), "other files");
    const char *ods = "application/vnd.oasis.opendocument.spreadsheet";
    const char *basic[] = {"mimetype", ods, "content.xml", "<a/>", "Basic/Standard/Module1.xml", "x", NULL};
    assert_refused(packages_write(packages, "c.ods", basic), "macros");
    const char *script[] = {"mimetype", ods, "content.xml", "<a/>", "Scripts/python/a.py", "x", NULL};
    assert_refused(packages_write(packages, "d.ods", script), "macros");
    const char *password[] = {"mimetype",
                              ods,
                              "content.xml",
                              "\1\2\3",
                              "META-INF/manifest.xml",
                              "<m><file-entry><encryption-data/></file-entry></m>",
                              NULL};
    assert_refused(packages_write(packages, "e.ods", password), "password");
    assert_refused(packages_ods(packages, "<t:table t:name=\"'file:///a.ods'#$Sheet1\"/>"), "other files");
    assert_refused(packages_ods(packages, "<t:table t:name=\"a\"><t:table-source/></t:table>"),
                   "other files");
    const char *laughs[] = {"mimetype", ods, "content.xml",
                            "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>", NULL};
    assert_refused(packages_write(packages, "f.ods", laughs), "document type");
    assert_refused(write_text_sheet(packages, "<!DOCTYPE a>" SHEET("a")), "document type");
    assert_refused(write_text_sheet(packages, "<!DOCTYPE a SYSTEM \"a.dtd\">" SHEET("a")), "document type");
    const char *outside[] = {"mimetype", ods, "content.xml",
                             "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><a>&a;</a>", NULL};
    assert_refused(packages_write(packages, "g.ods", outside), "document type");
}

static void
empty_macro_libraries_are_none(void **state)
{
    const char *content = "<d xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><body><s>"
                          "<t:table t:name=\"a\"/></s></body></d>";
    const char *parts[] = {"mimetype",
                           "application/vnd.oasis.opendocument.spreadsheet",
                           "content.xml",
                           content,
                           "Basic/script-lc.xml",
                           "<a/>",
                           "Basic/Standard/script-lb.xml",
                           "<a/>",
                           NULL};
    assert_reads(packages_write(*state, "a.ods", parts), "");
}

/* Adds a part of the next number as its name. */
static void
add_part(GPtrArray *parts, GPtrArray *names, const char *content)
{
    g_ptr_array_add(names, g_strdup_printf("%u", names->len));
    g_ptr_array_add(parts, g_ptr_array_index(names, names->len - 1));
    g_ptr_array_add(parts, (gpointer)content);
}

static void
bombs_are_refused(void **state)
{
    Packages *packages = *state;
    const char *ods = "application/vnd.oasis.opendocument.spreadsheet";
    g_autofree char *repetitive = g_strnfill(20 << 20, ' ');
    const char *ratio[] = {"mimetype", ods, "content.xml", repetitive, NULL};
    assert_refused(packages_write(packages, "a.ods", ratio), "unpacks to far more");
    repetitive[15 << 20] = '\0';
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 18; i++)
        add_part(parts, names, repetitive);
    g_ptr_array_add(parts, NULL);
    assert_refused(packages_write(packages, "b.ods", (const char *const *)parts->pdata),
                   "unpacks to far more");
    g_ptr_array_set_size(parts, 0);
    for (guint i = 0; i < 5000; i++)
        add_part(parts, names, "");
    g_ptr_array_add(parts, NULL);
    assert_refused(packages_write(packages, "c.ods", (const char *const *)parts->pdata),
                   "more than 4096 parts");
}

/* The directory promises one byte, the part holds many. */
static void
false_sizes_are_refused(void **state)
{
    Packages *packages = *state;
    g_autofree char *rows = g_strnfill(100000, ' ');
    const char *path = packages_xlsx(packages, rows, "", "", "");
    g_autofree char *bytes = NULL;
    gsize length;
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    /* The central directory's entry: the size stands 24 bytes after its signature, the name 46. */
    for (gsize i = 0; i + 64 < length; i++)
        if (memcmp(bytes + i, "PK\1\2", 4) == 0 && memcmp(bytes + i + 46, "xl/sheets/one.xml", 17) == 0)
            memcpy(bytes + i + 24, "\1\0\0\0", 4);
    assert_refused(packages_write_bytes(packages, "false.xlsx", bytes, length),
                   "“xl/sheets/one.xml” is damaged");
}

static void
zip_passwords_are_named(void **state)
{
    const char *parts[] = {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                           "<a/>", NULL};
    const char *path = packages_write(*state, "a.ods", parts);
    zip_t *zip = zip_open(path, 0, NULL);
    assert_int_equal(zip_file_set_encryption(zip, 1, ZIP_EM_AES_256, "secret"), 0);
    assert_int_equal(zip_close(zip), 0);
    assert_refused(path, "password");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_as_they_are_shown),
        cmocka_unit_test(formats_decide_what_is_shown),
        cmocka_unit_test(unfinished_formats_end),
        cmocka_unit_test_setup_teardown(xlsx_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(xlsx_of_1904, set_up, tear_down),
        cmocka_unit_test_setup_teardown(xlsx_troubles_have_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_header_ends_the_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cells_outside_the_sheet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ods_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ods_troubles_have_their_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(repetitions_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sheets_are_chosen_by_name_or_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_workbook_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_bytes_do_no_harm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_whole_however_it_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_text_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(encodings_are_those_of_xml, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cut_and_foreign_parts_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(depth_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(length_of_tags_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prefixes_have_their_scope, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_parts_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty_macro_libraries_are_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bombs_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(false_sizes_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(zip_passwords_are_named, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
