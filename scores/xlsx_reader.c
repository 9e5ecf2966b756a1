/* Finds the parts through their relationships, then streams a sheet's cells. Elements are told by their local
 * names: the transitional and the strict form differ in namespaces only. */
#include <config.h>

#include "scores/xlsx_reader.h"

#include "scores/cell_number.h"
#include "scores/xml.h"

#include <glib/gi18n.h>
#include <string.h>

#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_RELATIONSHIPS "http://purl.oclc.org/ooxml/officeDocument/relationships"

struct ApXlsx {
    ApPackage *package;
    GPtrArray *sheets;   /* ApWorkbookTab */
    GStringChunk *texts; /* holds the shared strings */
    GPtrArray *strings;  /* const char * */
    GArray *formats;     /* ApNumberFormat of each cell style */
    gboolean from_1904;
};

/* What a part points to. */
typedef struct {
    char *id;
    char *type;
    char *part;
} Relationship;

static void
relationship_free(gpointer data)
{
    Relationship *relationship = data;
    g_free(relationship->id);
    g_free(relationship->type);
    g_free(relationship->part);
    g_free(relationship);
}

/* The part that `target` means as seen from a part in `folder`: "../a/b.xml" in "xl" is "a/b.xml". */
static char *
resolve(const char *folder, const char *target)
{
    g_autofree char *joined =
        *target == '/' ? g_strdup(target) : g_strconcat("/", folder, *folder ? "/" : "", target, NULL);
    g_autofree char *canonical = g_canonicalize_filename(joined, "/");
    return g_strdup(canonical + strspn(canonical, "/"));
}

/* The relationships of `part` ("" for the package's own). NULL after a problem. */
static GPtrArray *
read_relationships(ApPackage *package, const char *part)
{
    const char *slash = strrchr(part, '/');
    g_autofree char *folder = slash != NULL ? g_strndup(part, (gsize)(slash - part)) : g_strdup("");
    g_autofree char *name =
        g_strdup_printf("%s%s_rels/%s.rels", folder, *folder ? "/" : "", slash != NULL ? slash + 1 : part);
    ApXml *xml = ap_xml_open(package, name);
    if (xml == NULL)
        return NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(relationship_free);
    for (int root = 0; ap_xml_child(xml, root);) {
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
            const char *target = ap_xml_attribute(xml, NULL, "Target");
            const char *mode = ap_xml_attribute(xml, NULL, "TargetMode");
            if (target == NULL || g_strcmp0(mode, "External") == 0)
                continue;
            Relationship *relationship = g_new0(Relationship, 1);
            relationship->part = resolve(folder, target);
            relationship->id = g_strdup(ap_xml_attribute(xml, NULL, "Id"));
            relationship->type = g_strdup(ap_xml_attribute(xml, NULL, "Type"));
            g_ptr_array_add(list, relationship);
        }
    }
    if (!ap_xml_close(xml))
        g_clear_pointer(&list, g_ptr_array_unref);
    return list;
}

/* The part of the first relationship whose type ends like this; NULL if there is none. */
static const char *
find_type(const GPtrArray *relationships, const char *type)
{
    for (guint i = 0; i < relationships->len; i++) {
        const Relationship *relationship = g_ptr_array_index(relationships, i);
        if (relationship->type != NULL && g_str_has_suffix(relationship->type, type))
            return relationship->part;
    }
    return NULL;
}

static const Relationship *
find_id(const GPtrArray *relationships, const char *id)
{
    for (guint i = 0; i < relationships->len; i++) {
        const Relationship *relationship = g_ptr_array_index(relationships, i);
        if (g_strcmp0(relationship->id, id) == 0)
            return relationship;
    }
    return NULL;
}

static gboolean
is_true(const char *value)
{
    return g_strcmp0(value, "1") == 0 || g_strcmp0(value, "true") == 0;
}

/* One tab; those of charts and dialogs are passed over. */
static void
add_sheet(ApXlsx *xlsx, ApXml *xml, const GPtrArray *relationships)
{
    const char *name = ap_xml_attribute(xml, NULL, "name");
    const char *id = ap_xml_attribute(xml, RELATIONSHIPS, "id");
    if (id == NULL)
        id = ap_xml_attribute(xml, STRICT_RELATIONSHIPS, "id");
    const Relationship *relationship = find_id(relationships, id);
    if (name == NULL || relationship == NULL || !g_str_has_suffix(relationship->type, "/worksheet"))
        return;
    ApWorkbookTab *tab = g_new0(ApWorkbookTab, 1);
    tab->name = g_strdup(name);
    tab->part = g_strdup(relationship->part);
    const char *state = ap_xml_attribute(xml, NULL, "state");
    tab->hidden = state != NULL && !g_str_equal(state, "visible");
    g_ptr_array_add(xlsx->sheets, tab);
}

static gboolean
read_workbook(ApXlsx *xlsx, const char *part, const GPtrArray *relationships)
{
    ApXml *xml = ap_xml_open(xlsx->package, part);
    if (xml == NULL)
        return FALSE;
    for (int root = 0; ap_xml_child(xml, root);) {
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
            if (ap_xml_is(xml, "workbookPr"))
                xlsx->from_1904 = is_true(ap_xml_attribute(xml, NULL, "date1904"));
            if (ap_xml_is(xml, "sheets"))
                for (int inner = ap_xml_enter(xml); ap_xml_child(xml, inner);)
                    add_sheet(xlsx, xml, relationships);
        }
    }
    return ap_xml_close(xml);
}

/* Excel writes characters that XML cannot hold, and underscores that would look like it, as _x000D_. */
static void
unescape(GString *text)
{
    gsize to = 0;
    for (gsize from = 0; from < text->len;) {
        const char *at = text->str + from;
        guint code = 0;
        if (at[0] == '_' && at[1] == 'x' && at[2] != '\0' && strspn(at + 2, "0123456789ABCDEFabcdef") == 4 &&
            at[6] == '_')
            code = (guint)g_ascii_strtoull(at + 2, NULL, 16);
        if (code > 0 && code < 0x80) {
            text->str[to++] = (char)code;
            from += 7;
        } else {
            text->str[to++] = *at;
            from++;
        }
    }
    g_string_truncate(text, to);
}

/* Appends the text of <si> or <is>: plain or in runs, without the phonetic guide beside it. */
static void
append_rich_text(ApXml *xml, GString *into)
{
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (ap_xml_is(xml, "t"))
            ap_xml_append_text(xml, into);
        else if (ap_xml_is(xml, "r"))
            for (int run = ap_xml_enter(xml); ap_xml_child(xml, run);)
                if (ap_xml_is(xml, "t"))
                    ap_xml_append_text(xml, into);
    }
    unescape(into);
}

static gboolean
read_strings(ApXlsx *xlsx, const char *part)
{
    if (part == NULL)
        return TRUE;
    ApXml *xml = ap_xml_open(xlsx->package, part);
    if (xml == NULL)
        return FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    for (int root = 0; ap_xml_child(xml, root);) {
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
            if (!ap_xml_is(xml, "si"))
                continue;
            g_string_truncate(text, 0);
            append_rich_text(xml, text);
            g_ptr_array_add(xlsx->strings,
                            g_string_chunk_insert_len(xlsx->texts, text->str, (gssize)text->len));
        }
    }
    return ap_xml_close(xml);
}

static void
read_number_formats(ApXml *xml, GHashTable *codes)
{
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        guint id = ap_xml_number(xml, NULL, "numFmtId", 0);
        const char *code = ap_xml_attribute(xml, NULL, "formatCode");
        if (code != NULL)
            g_hash_table_insert(codes, GUINT_TO_POINTER(id), g_strdup(code));
    }
}

static void
read_cell_styles(ApXlsx *xlsx, ApXml *xml, GHashTable *codes)
{
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        guint id = ap_xml_number(xml, NULL, "numFmtId", 0);
        const char *code = g_hash_table_lookup(codes, GUINT_TO_POINTER(id));
        ApNumberFormat format = code != NULL ? ap_number_format_parse(code) : ap_number_format_builtin(id);
        g_array_append_val(xlsx->formats, format);
    }
}

static gboolean
read_styles(ApXlsx *xlsx, const char *part)
{
    if (part == NULL)
        return TRUE;
    ApXml *xml = ap_xml_open(xlsx->package, part);
    if (xml == NULL)
        return FALSE;
    g_autoptr(GHashTable) codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (int root = 0; ap_xml_child(xml, root);) {
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
            if (ap_xml_is(xml, "numFmts"))
                read_number_formats(xml, codes);
            else if (ap_xml_is(xml, "cellXfs"))
                read_cell_styles(xlsx, xml, codes);
        }
    }
    return ap_xml_close(xml);
}

static gboolean
is_macro(const char *name)
{
    return g_str_has_suffix(name, "vbaproject.bin") || g_str_has_prefix(name, "xl/macrosheets/");
}

static gboolean
is_link(const char *name)
{
    return g_str_has_prefix(name, "xl/externallinks/") || g_str_equal(name, "xl/connections.xml");
}

/* What a workbook of scores may not have. */
static gboolean
check_parts(ApPackage *package)
{
    gboolean macros = ap_package_any(package, is_macro), links = ap_package_any(package, is_link);
    if (macros)
        ap_package_error(package, _("the workbook has macros; save it as .xlsx without them"));
    if (links)
        ap_package_error(package,
                         _("the workbook takes values from other files; replace the links by their values "
                           "(Data, Edit Links, Break Link)"));
    return !macros && !links;
}

static gboolean
read_parts(ApXlsx *xlsx)
{
    g_autoptr(GPtrArray) package = read_relationships(xlsx->package, "");
    if (package == NULL)
        return FALSE;
    const char *workbook = find_type(package, "/officeDocument");
    if (workbook == NULL || !g_str_has_suffix(workbook, ".xml")) {
        ap_package_error(xlsx->package, _("this is no .xlsx workbook; open it and save it as .xlsx"));
        return FALSE;
    }
    g_autoptr(GPtrArray) parts = read_relationships(xlsx->package, workbook);
    if (parts == NULL || !read_workbook(xlsx, workbook, parts) ||
        !read_strings(xlsx, find_type(parts, "/sharedStrings")) ||
        !read_styles(xlsx, find_type(parts, "/styles")))
        return FALSE;
    if (xlsx->sheets->len == 0)
        ap_package_error(xlsx->package, _("this is no workbook with sheets; open it and save it as .xlsx"));
    return xlsx->sheets->len > 0;
}

ApXlsx *
ap_xlsx_open(ApPackage *package)
{
    if (!check_parts(package))
        return NULL;
    g_autoptr(ApXlsx) xlsx = g_new0(ApXlsx, 1);
    xlsx->package = package;
    xlsx->sheets = g_ptr_array_new_with_free_func(ap_workbook_tab_free);
    xlsx->texts = g_string_chunk_new(65536);
    xlsx->strings = g_ptr_array_new();
    xlsx->formats = g_array_new(FALSE, FALSE, sizeof(ApNumberFormat));
    return read_parts(xlsx) ? g_steal_pointer(&xlsx) : NULL;
}

void
ap_xlsx_free(ApXlsx *xlsx)
{
    if (xlsx == NULL)
        return;
    g_ptr_array_unref(xlsx->sheets);
    g_ptr_array_unref(xlsx->strings);
    g_string_chunk_free(xlsx->texts);
    g_array_unref(xlsx->formats);
    g_free(xlsx);
}

const GPtrArray *
ap_xlsx_sheets(const ApXlsx *xlsx)
{
    return xlsx->sheets;
}

/* The column of "AB12"; 0 if it is no reference. */
static guint
parse_column(const char *reference)
{
    guint column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column < 100000; reference++)
        column = column * 26 + (guint)(*reference - 'A') + 1;
    return g_ascii_isdigit(*reference) ? column : 0;
}

typedef enum { NUMBER, SHARED, TEXT, BOOLEAN, FAILURE, DATE } CellType;

/* A cell as the part has it. */
typedef struct {
    CellType type;
    guint column;
    guint style;
    gboolean formula;
    gboolean valued; /* has <v> or <is> */
    GString *text;
} Cell;

static CellType
cell_type(const char *name)
{
    static const struct {
        const char *name;
        CellType type;
    } types[] = {{"s", SHARED},  {"str", TEXT},  {"inlineStr", TEXT},
                 {"b", BOOLEAN}, {"e", FAILURE}, {"d", DATE}};
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(types); i++)
        if (g_str_equal(name, types[i].name))
            return types[i].type;
    return NUMBER;
}

static void
read_cell(ApXml *xml, Cell *cell)
{
    const char *reference = ap_xml_attribute(xml, NULL, "r");
    cell->column = reference != NULL ? parse_column(reference) : cell->column + 1;
    cell->type = cell_type(ap_xml_attribute(xml, NULL, "t"));
    cell->style = ap_xml_number(xml, NULL, "s", 0);
    cell->formula = cell->valued = FALSE;
    g_string_truncate(cell->text, 0);
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (ap_xml_is(xml, "f")) {
            cell->formula = TRUE;
        } else if (ap_xml_is(xml, "v")) {
            ap_xml_append_text(xml, cell->text);
            cell->valued = cell->text->len > 0 || cell->type == TEXT;
        } else if (ap_xml_is(xml, "is")) {
            append_rich_text(xml, cell->text);
            cell->valued = TRUE;
        }
    }
}

static void
put_number(const ApXlsx *xlsx, ApRows *rows, const Cell *cell)
{
    ApNumberFormat format = cell->style < xlsx->formats->len
                                ? g_array_index(xlsx->formats, ApNumberFormat, cell->style)
                                : ap_number_format_builtin(0);
    gboolean hidden;
    g_autofree char *stored = ap_number_show(cell->text->str, ap_number_format_builtin(0), FALSE, NULL);
    g_autofree char *shown = ap_number_show(cell->text->str, format, xlsx->from_1904, &hidden);
    if (shown == NULL)
        ap_rows_error(rows, cell->column, _("“%s” is stored as a number but is none; type it again"),
                      cell->text->str);
    else
        ap_rows_add_number(rows, cell->column, shown, hidden ? stored : NULL);
}

static void
put_shared(const ApXlsx *xlsx, ApRows *rows, const Cell *cell)
{
    guint64 index;
    if (!g_ascii_string_to_unsigned(cell->text->str, 10, 0, G_MAXUINT, &index, NULL) ||
        index >= xlsx->strings->len)
        ap_rows_error(rows, cell->column,
                      _("the workbook is damaged: this cell's text is missing; type it again"));
    else
        ap_rows_add(rows, cell->column, g_ptr_array_index(xlsx->strings, (guint)index));
}

static void
put_cell(const ApXlsx *xlsx, ApRows *rows, Cell *cell)
{
    if (!cell->valued) {
        if (cell->formula)
            ap_rows_no_value(rows, cell->column);
        return;
    }
    switch (cell->type) {
    case NUMBER:
        put_number(xlsx, rows, cell);
        break;
    case SHARED:
        put_shared(xlsx, rows, cell);
        break;
    case TEXT:
        ap_rows_add(rows, cell->column, cell->text->str);
        break;
    case BOOLEAN:
        ap_rows_add(rows, cell->column, is_true(cell->text->str) ? "TRUE" : "FALSE");
        break;
    case FAILURE:
        ap_rows_shows_error(rows, cell->column, cell->text->str);
        break;
    case DATE:
        ap_rows_add_date(rows, cell->column, cell->text->str);
        break;
    }
}

static void
read_row(ApXlsx *xlsx, ApXml *xml, ApRows *rows)
{
    Cell cell = {.text = g_string_new(NULL)};
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (!ap_xml_is(xml, "c"))
            continue;
        read_cell(xml, &cell);
        put_cell(xlsx, rows, &cell);
    }
    g_string_free(cell.text, TRUE);
    ap_rows_end_row(rows, 1);
}

static void
read_rows(ApXlsx *xlsx, ApXml *xml, ApRows *rows)
{
    guint row = 0;
    for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);) {
        if (!ap_xml_is(xml, "row"))
            continue;
        row = ap_xml_number(xml, NULL, "r", row + 1);
        if (!ap_rows_begin_row(rows, row))
            return;
        read_row(xlsx, xml, rows);
    }
}

gboolean
ap_xlsx_read(ApXlsx *xlsx, guint index, ApRows *rows)
{
    const ApWorkbookTab *tab = g_ptr_array_index(xlsx->sheets, index);
    ApXml *xml = ap_xml_open(xlsx->package, tab->part);
    if (xml == NULL)
        return FALSE;
    for (int root = 0; ap_xml_child(xml, root);)
        for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);)
            if (ap_xml_is(xml, "sheetData"))
                read_rows(xlsx, xml, rows);
    return ap_xml_close(xml);
}
