/* Tells the two kinds of workbook apart and finds the sheet that is meant. */
#include <config.h>

#include "scores/spreadsheet.h"

#include "scores/input.h"
#include "scores/ods_reader.h"
#include "scores/xlsx_reader.h"

#include <glib/gi18n.h>
#include <string.h>

#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

struct ApSpreadsheet {
    const char *path;
    ApProblems *problems;
    ApPackage *package;
    ApXlsx *xlsx; /* one of the two */
    ApOds *ods;
};

/* The beginning of an OpenDocument package's "mimetype", which names its kind; NULL if it has none. */
static char *
read_type(ApPackage *package)
{
    if (!ap_package_has(package, "mimetype"))
        return NULL;
    char type[sizeof ODS_TYPE] = "";
    ApPackagePart *part = ap_package_part_open(package, "mimetype");
    if (part != NULL && ap_package_part_read(part, type, sizeof type - 1) < 0)
        type[0] = '\0';
    ap_package_part_close(part);
    return g_strdup(type);
}

/* Sets one of the two readers. */
static void
open_reader(ApSpreadsheet *spreadsheet)
{
    ApPackage *package = spreadsheet->package;
    gboolean named_ods = g_str_has_suffix(spreadsheet->path, ".ods");
    g_autofree char *type = read_type(package);
    gboolean is_ods = g_strcmp0(type, ODS_TYPE) == 0;
    gboolean is_xlsx = ap_package_has(package, "[Content_Types].xml");
    if (is_ods && !named_ods)
        ap_package_error(package, _("this is an .ods workbook; give it a name that ends in .ods"));
    else if (is_xlsx && named_ods)
        ap_package_error(package, _("this is an .xlsx workbook; give it a name that ends in .xlsx"));
    else if (is_ods)
        spreadsheet->ods = ap_ods_open(package);
    else if (is_xlsx)
        spreadsheet->xlsx = ap_xlsx_open(package);
    else
        ap_package_error(package, _("this is no .xlsx or .ods workbook; save the table as one"));
}

ApSpreadsheet *
ap_spreadsheet_open(const char *path, gsize limit, ApProblems *problems, GError **error)
{
    g_autoptr(GBytes) bytes = ap_input_read(path, limit, problems, error);
    if (bytes == NULL)
        return NULL;
    g_autoptr(ApSpreadsheet) spreadsheet = g_new0(ApSpreadsheet, 1);
    spreadsheet->path = path;
    spreadsheet->problems = problems;
    spreadsheet->package = ap_package_open(path, bytes, problems);
    if (spreadsheet->package != NULL)
        open_reader(spreadsheet);
    return spreadsheet->xlsx != NULL || spreadsheet->ods != NULL ? g_steal_pointer(&spreadsheet) : NULL;
}

void
ap_spreadsheet_free(ApSpreadsheet *spreadsheet)
{
    if (spreadsheet == NULL)
        return;
    ap_xlsx_free(spreadsheet->xlsx);
    ap_ods_free(spreadsheet->ods);
    ap_package_free(spreadsheet->package);
    g_free(spreadsheet);
}

static const GPtrArray *
sheets(const ApSpreadsheet *spreadsheet)
{
    return spreadsheet->xlsx != NULL ? ap_xlsx_sheets(spreadsheet->xlsx) : ap_ods_sheets(spreadsheet->ods);
}

static gboolean
find_sheet(const ApSpreadsheet *spreadsheet, const char *name, guint *index)
{
    const GPtrArray *list = sheets(spreadsheet);
    for (guint i = 0; i < list->len; i++) {
        const ApWorkbookTab *tab = g_ptr_array_index(list, i);
        if (g_ascii_strcasecmp(tab->name, name) != 0)
            continue;
        *index = i;
        return TRUE;
    }
    return FALSE;
}

static guint
first_visible(const ApSpreadsheet *spreadsheet)
{
    const GPtrArray *list = sheets(spreadsheet);
    for (guint i = 0; i < list->len; i++) {
        const ApWorkbookTab *tab = g_ptr_array_index(list, i);
        if (!tab->hidden)
            return i;
    }
    return 0;
}

gboolean
ap_spreadsheet_has_sheet(const ApSpreadsheet *spreadsheet, const char *name)
{
    guint index;
    return find_sheet(spreadsheet, name, &index);
}

guint
ap_spreadsheet_n_sheets(const ApSpreadsheet *spreadsheet)
{
    return sheets(spreadsheet)->len;
}

static const ApWorkbookTab *
sheet_at(const ApSpreadsheet *spreadsheet, guint index)
{
    return g_ptr_array_index(sheets(spreadsheet), index);
}

const char *
ap_spreadsheet_sheet_name(const ApSpreadsheet *spreadsheet, guint index)
{
    return sheet_at(spreadsheet, index)->name;
}

static gboolean
read_sheet(ApSpreadsheet *spreadsheet, guint index, const ApRowsTarget *target)
{
    g_autoptr(ApRows) rows = ap_rows_new(target);
    guint before = ap_problems_count(spreadsheet->problems);
    gboolean whole = spreadsheet->xlsx != NULL ? ap_xlsx_read(spreadsheet->xlsx, index, rows)
                                               : ap_ods_read(spreadsheet->ods, index, rows);
    if (sheets(spreadsheet)->len > 1)
        ap_problems_name_sheet(spreadsheet->problems, before, spreadsheet->path,
                               sheet_at(spreadsheet, index)->name);
    return whole && ap_rows_is_whole(rows);
}

gboolean
ap_spreadsheet_read(ApSpreadsheet *spreadsheet, const char *name, ApRowFunc row, gpointer user)
{
    guint index;
    if (!find_sheet(spreadsheet, name, &index))
        index = first_visible(spreadsheet);
    ApRowsTarget target = {spreadsheet->path, row, user, spreadsheet->problems, FALSE};
    return read_sheet(spreadsheet, index, &target);
}

gboolean
ap_spreadsheet_read_sheet(ApSpreadsheet *spreadsheet, guint index, ApRowFunc row, gpointer user)
{
    ApRowsTarget target = {spreadsheet->path, row, user, spreadsheet->problems, TRUE};
    return read_sheet(spreadsheet, index, &target);
}
