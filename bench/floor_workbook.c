/* A workbook with as many cells as the appendix, half of them numbers and half words, and nothing else. */
#include <config.h>

#include "bench/clock.h"
#include "bench/floors.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { COLUMNS = 10, WORDS = 500 };

static void
write_cells(lxw_worksheet *sheet, guint cells)
{
    for (guint i = 0; i < cells; i++) {
        lxw_row_t row = i / COLUMNS;
        lxw_col_t column = (lxw_col_t)(i % COLUMNS);
        char word[32];
        if (i % 2 == 0) {
            worksheet_write_number(sheet, row, column, i % 10000 / 100.0, NULL);
            continue;
        }
        g_snprintf(word, sizeof word, "word %u", i % WORDS);
        worksheet_write_string(sheet, row, column, word, NULL);
    }
}

ApFloorCost
ap_floor_workbook(const ApFloorInput *input, G_GNUC_UNUSED int level)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("auditpress-XXXXXX.xlsx", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    close(file);
    double start = ap_bench_now();
    lxw_workbook *workbook = workbook_new(path);
    write_cells(workbook_add_worksheet(workbook, NULL), input->cells);
    lxw_error status = workbook_close(workbook);
    ApFloorCost cost = {ap_bench_now() - start, 0, "bytes"};
    g_assert_cmpint(status, ==, LXW_NO_ERROR);
    GStatBuf facts;
    if (g_stat(path, &facts) == 0)
        cost.amount = (gsize)facts.st_size;
    g_unlink(path);
    return cost;
}
