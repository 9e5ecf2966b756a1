/* The two sheets in front: what is where, and what to know before one uses it. */
#include <config.h>

#include "render/xlsx/appendix.h"

void
ap_appendix_fill_contents(ApAppendix *appendix)
{
    ApTab *sheet = appendix->contents;
    const GPtrArray *sheets = appendix->book->sheets;
    ap_appendix_columns(appendix, sheet, "sheet", "holds", NULL);
    for (guint i = 0; i < sheets->len; i++) {
        const ApTab *target = g_ptr_array_index(sheets, i);
        if (target == sheet)
            continue;
        lxw_row_t row = sheet->end;
        ap_tab_link(sheet, row, 0, target, 0, 0, target->name);
        ap_tab_text(sheet, row, 1, target->title, AP_STYLE_TEXT);
    }
    ap_tab_finish(sheet);
    worksheet_activate(sheet->worksheet);
}

/* What the numbers come from: the hashes that the report carries too. */
static void
add_hashes(ApAppendix *appendix)
{
    const GPtrArray *facts = appendix->provenance->facts;
    ApTab *sheet = appendix->notes;
    for (guint i = 0; i < facts->len; i++) {
        const ApHash *fact = ap_hashes_at(facts, i);
        g_autofree char *topic = g_strconcat(fact->name, " SHA-256", NULL);
        lxw_row_t row = sheet->end;
        ap_tab_text(sheet, row, 0, topic, AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 1, fact->hash, AP_STYLE_TEXT);
    }
}

void
ap_appendix_fill_notes(ApAppendix *appendix)
{
    ApTab *sheet = appendix->notes;
    const GPtrArray *notes = ap_terms_pairs(appendix->terms, "notes");
    ap_appendix_columns(appendix, sheet, "topic", "note", NULL);
    for (guint i = 0; i + 1 < notes->len; i += 2) {
        lxw_row_t row = sheet->end;
        ap_tab_text(sheet, row, 0, g_ptr_array_index(notes, i), AP_STYLE_TEXT);
        ap_tab_text(sheet, row, 1, g_ptr_array_index(notes, i + 1), AP_STYLE_WRAP);
    }
    add_hashes(appendix);
    ap_tab_finish(sheet);
}
