/* Streams content.xml, once for the list of sheets and once for each sheet that is read. */
#include <config.h>

#include "scores/ods_reader.h"

#include "scores/cell_number.h"
#include "scores/xml.h"

#include <glib/gi18n.h>
#include <string.h>

#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TABLE "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define MANIFEST "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#define CALCEXT "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

#define CONTENT "content.xml"
#define BLANKS_LIMIT 1024     /* that one element may stand for */
#define PAST_SHEET (1u << 24) /* rows or columns */

struct ApOds {
    ApPackage *package;
    GPtrArray *sheets; /* ApWorkbookTab */
};

/* A password leaves the list of parts readable, and names the cipher in it. */
static gboolean
check_password(ApPackage *package)
{
    const char *manifest = "META-INF/manifest.xml";
    if (!ap_package_has(package, manifest))
        return TRUE;
    ApXml *xml = ap_xml_open(package, manifest);
    gboolean encrypted = FALSE;
    for (int root = 0; xml != NULL && ap_xml_child(xml, root);)
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);)
            for (int inner = ap_xml_enter(xml); ap_xml_child(xml, inner);)
                encrypted = encrypted || ap_xml_is(xml, "encryption-data");
    if (!ap_xml_close(xml))
        return FALSE;
    if (encrypted)
        ap_package_error(package, _("the workbook has a password; save it without one"));
    return !encrypted;
}

/* LibreOffice may list its empty libraries; the modules themselves are further parts. */
static gboolean
is_macro(const char *name)
{
    return g_str_has_prefix(name, "scripts/") ||
           (g_str_has_prefix(name, "basic/") && !g_str_has_suffix(name, "/script-lb.xml") &&
            !g_str_has_suffix(name, "/script-lc.xml"));
}

/* What a workbook of scores may not have. */
static gboolean
check_macros(ApPackage *package)
{
    gboolean macros = ap_package_any(package, is_macro);
    if (macros)
        ap_package_error(package, _("the workbook has macros; save it without them"));
    return !macros;
}

/* Walks the children of office:spreadsheet, the sheets among them. */
typedef gboolean (*SheetFunc)(ApOds *ods, ApXml *xml, gpointer user);

static gboolean
walk_sheets(ApOds *ods, SheetFunc func, gpointer user)
{
    ApXml *xml = ap_xml_open(ods->package, CONTENT);
    if (xml == NULL)
        return FALSE;
    gboolean fine = TRUE;
    for (int root = 0; ap_xml_child(xml, root);)
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);)
            for (int body = ap_xml_is(xml, "body") ? ap_xml_enter(xml) : -1; ap_xml_child(xml, body);)
                for (int inner = ap_xml_enter(xml); ap_xml_child(xml, inner);)
                    fine = fine && func(ods, xml, user);
    return ap_xml_close(xml) && fine;
}

/* Whether the sheet is a copy of one in another file. */
static gboolean
is_linked(ApXml *xml)
{
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);)
        if (ap_xml_is(xml, "table-source"))
            return TRUE;
    return FALSE;
}

static gboolean
add_sheet(ApOds *ods, ApXml *xml, gpointer user)
{
    (void)user;
    gboolean linked = ap_xml_is(xml, "dde-links");
    if (ap_xml_is(xml, "table")) {
        const char *name = ap_xml_attribute(xml, TABLE, "name");
        ApWorkbookTab *tab = g_new0(ApWorkbookTab, 1);
        tab->name = g_strdup(name != NULL ? name : "");
        tab->part = g_strdup(CONTENT);
        g_ptr_array_add(ods->sheets, tab);
        /* LibreOffice keeps what it took from other files in sheets of such names. */
        linked = g_str_has_prefix(tab->name, "'file:") || is_linked(xml);
    }
    if (linked)
        ap_package_error(ods->package,
                         _("the workbook takes values from other files; replace the links by their values "
                           "(Edit, Links to External Files, Break Link)"));
    return !linked;
}

static gboolean
read_parts(ApOds *ods)
{
    if (!check_macros(ods->package) || !check_password(ods->package) || !walk_sheets(ods, add_sheet, NULL))
        return FALSE;
    if (ods->sheets->len == 0)
        ap_package_error(ods->package, _("this is no workbook with sheets; open it and save it as .ods"));
    return ods->sheets->len > 0;
}

ApOds *
ap_ods_open(ApPackage *package)
{
    g_autoptr(ApOds) ods = g_new0(ApOds, 1);
    ods->package = package;
    ods->sheets = g_ptr_array_new_with_free_func(ap_workbook_tab_free);
    return read_parts(ods) ? g_steal_pointer(&ods) : NULL;
}

void
ap_ods_free(ApOds *ods)
{
    if (ods == NULL)
        return;
    g_ptr_array_unref(ods->sheets);
    g_free(ods);
}

const GPtrArray *
ap_ods_sheets(const ApOds *ods)
{
    return ods->sheets;
}

/* Appends text as it is shown: any run of blanks is one blank, none begins a paragraph. */
static void
append_collapsed(GString *into, gsize start, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (!g_ascii_isspace(*c))
            g_string_append_c(into, *c);
        else if (into->len > start && into->str[into->len - 1] != ' ')
            g_string_append_c(into, ' ');
    }
}

/* Appends a paragraph that began at `start`, with its spans and links; notes and readings above it are no
 * part of the text. */
static void
append_paragraph(ApXml *xml, GString *into, gsize start)
{
    const char *text;
    for (int level = ap_xml_enter(xml); ap_xml_child_or_text(xml, level, &text);) {
        if (text != NULL)
            append_collapsed(into, start, text);
        else if (ap_xml_is(xml, "s"))
            for (guint i = MIN(ap_xml_number(xml, TEXT, "c", 1), BLANKS_LIMIT); i > 0; i--)
                g_string_append_c(into, ' ');
        else if (ap_xml_is(xml, "tab"))
            g_string_append_c(into, '\t');
        else if (ap_xml_is(xml, "line-break"))
            g_string_append_c(into, '\n');
        else if (!ap_xml_is(xml, "annotation") && !ap_xml_is(xml, "note") && !ap_xml_is(xml, "ruby-text"))
            append_paragraph(xml, into, start);
    }
}

typedef enum { EMPTY, NUMBER, PERCENT, DATE, BOOLEAN, STRING, FAILURE } CellType;

/* A cell as the part has it; it may stand several times side by side. */
typedef struct {
    CellType type;
    gboolean formula;
    gboolean linked; /* the formula reads another file: ['file:///a.ods'#$Sheet1.A1] */
    GString *value;  /* as stored */
    GString *text;   /* as shown */
} Cell;

static CellType
cell_type(ApXml *xml)
{
    static const struct {
        const char *name;
        CellType type;
    } types[] = {{"float", NUMBER}, {"currency", NUMBER}, {"percentage", PERCENT}, {"date", DATE},
                 {"time", STRING},  {"boolean", BOOLEAN}, {"string", STRING}};
    if (g_strcmp0(ap_xml_attribute(xml, CALCEXT, "value-type"), "error") == 0)
        return FAILURE;
    const char *name = ap_xml_attribute(xml, OFFICE, "value-type");
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(name, types[i].name))
            return types[i].type;
    return EMPTY;
}

/* Other programs than LibreOffice store the number 0 where a formula fails, and only show the error. */
static gboolean
shows_error(const Cell *cell)
{
    const char *text = cell->text->str;
    return cell->formula && (g_str_has_prefix(text, "Err:") || (text[0] == '#' && g_ascii_isupper(text[1])));
}

static void
read_cell(ApXml *xml, Cell *cell)
{
    static const char *const values[] = {
        [EMPTY] = "value",         [NUMBER] = "value",          [PERCENT] = "value",
        [DATE] = "date-value",     [BOOLEAN] = "boolean-value", [STRING] = "string-value",
        [FAILURE] = "string-value"};
    cell->type = cell_type(xml);
    const char *formula = ap_xml_attribute(xml, TABLE, "formula");
    cell->formula = formula != NULL;
    cell->linked = formula != NULL && strstr(formula, "['") != NULL && strstr(formula, "'#") != NULL;
    const char *value = ap_xml_attribute(xml, OFFICE, values[cell->type]);
    g_string_assign(cell->value, value != NULL ? value : "");
    g_string_truncate(cell->text, 0);
    gboolean first = TRUE;
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (!ap_xml_is(xml, "p"))
            continue;
        if (!first)
            g_string_append_c(cell->text, '\n');
        first = FALSE;
        append_paragraph(xml, cell->text, cell->text->len);
    }
    if (shows_error(cell))
        cell->type = FAILURE;
}

static void
put_number(ApRows *rows, guint column, const Cell *cell)
{
    ApNumberFormat format = {cell->type == PERCENT ? AP_NUMBER_PERCENT : AP_NUMBER_GENERAL, 0, 0};
    gboolean hidden = FALSE;
    g_autofree char *number = ap_number_show(cell->value->str, format, FALSE, NULL);
    g_autofree char *shown =
        cell->type == NUMBER ? ap_number_as_shown(cell->value->str, cell->text->str, &hidden) : NULL;
    if (number == NULL)
        ap_rows_error(rows, column, _("“%s” is stored as a number but is none; type it again"),
                      cell->value->str);
    else if (shown == NULL)
        ap_rows_add_number(rows, column, number, NULL);
    else
        ap_rows_add_number(rows, column, shown, hidden ? number : NULL);
}

static void
put_cell(ApRows *rows, guint column, const Cell *cell)
{
    if (cell->linked) {
        ap_rows_error(rows, column, _("the cell takes its value from another file; type the value"));
        return;
    }
    switch (cell->type) {
    case EMPTY:
        if (cell->formula)
            ap_rows_no_value(rows, column);
        break;
    case NUMBER:
    case PERCENT:
        put_number(rows, column, cell);
        break;
    case DATE:
        ap_rows_add_date(rows, column, cell->value->str);
        break;
    case BOOLEAN:
        ap_rows_add(rows, column, g_str_equal(cell->value->str, "true") ? "TRUE" : "FALSE");
        break;
    case STRING:
        ap_rows_add(rows, column, cell->text->len > 0 ? cell->text->str : cell->value->str);
        break;
    case FAILURE:
        ap_rows_shows_error(rows, column, cell->text->str);
        break;
    }
}

/* How often a cell or a row stands side by side; clamped to what is past every sheet and can be added up. */
static guint
repeats(ApXml *xml, const char *attribute)
{
    guint times = ap_xml_number(xml, TABLE, attribute, 1);
    return CLAMP(times, 1, PAST_SHEET);
}

static void
read_row(ApXml *xml, ApRows *rows)
{
    Cell cell = {.value = g_string_new(NULL), .text = g_string_new(NULL)};
    guint column = 1;
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        gboolean covered = ap_xml_is(xml, "covered-table-cell");
        if (!covered && !ap_xml_is(xml, "table-cell"))
            continue;
        guint next = MIN(column + repeats(xml, "number-columns-repeated"), PAST_SHEET);
        /* What a merged cell covers is not seen. */
        if (!covered) {
            read_cell(xml, &cell);
            do
                put_cell(rows, column, &cell);
            while (++column < next && cell.type != EMPTY && ap_rows_is_usable(rows));
        }
        column = next;
    }
    g_string_free(cell.value, TRUE);
    g_string_free(cell.text, TRUE);
}

/* Rows stand in the table itself or in groups of rows; `*row` counts them all. */
static void
read_rows(ApXml *xml, ApRows *rows, guint *row)
{
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (ap_xml_is(xml, "table-row")) {
            guint times = repeats(xml, "number-rows-repeated");
            if (!ap_rows_begin_row(rows, *row))
                return;
            read_row(xml, rows);
            ap_rows_end_row(rows, times);
            *row += times;
        } else if (ap_xml_is(xml, "table-header-rows") || ap_xml_is(xml, "table-rows") ||
                   ap_xml_is(xml, "table-row-group")) {
            read_rows(xml, rows, row);
        }
    }
}

typedef struct {
    guint index; /* the sheet that is wanted */
    guint at;
    ApRows *rows;
} Wanted;

static gboolean
read_if_wanted(ApOds *ods, ApXml *xml, gpointer user)
{
    (void)ods;
    Wanted *wanted = user;
    guint row = 1;
    if (ap_xml_is(xml, "table") && wanted->at++ == wanted->index)
        read_rows(xml, wanted->rows, &row);
    return TRUE;
}

gboolean
ap_ods_read(ApOds *ods, guint index, ApRows *rows)
{
    Wanted wanted = {index, 0, rows};
    return walk_sheets(ods, read_if_wanted, &wanted);
}
