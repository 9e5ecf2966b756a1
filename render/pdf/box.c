/* Boxes: what the flow places. */
#include <config.h>

#include "render/pdf/flow.h"

ApFlowBox *
ap_flow_box_new(ApBoxKind kind)
{
    ApFlowBox *box = g_new0(ApFlowBox, 1);
    box->kind = kind;
    box->destination = -1;
    box->entry = -1;
    box->texts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_set_text_free);
    return box;
}

void
ap_flow_box_free(ApFlowBox *box)
{
    if (!box)
        return;
    g_ptr_array_unref(box->texts);
    ap_set_text_free(box->label);
    ap_tabular_free(box->tabular);
    g_free(box);
}

ApSetText *
ap_set_text_new(ApText *text, const ApLineMeasure *measure, double x, ApElement *element)
{
    ApSetText *set = g_new0(ApSetText, 1);
    set->text = text;
    set->lines = ap_lines_break(text, measure);
    set->x = x;
    set->meaning.element = element;
    return set;
}

void
ap_set_text_free(ApSetText *set)
{
    if (!set)
        return;
    ap_text_free(set->text);
    g_array_unref(set->lines);
    g_clear_pointer(&set->links, g_array_unref);
    g_free(set->meaning.pieces);
    g_free(set);
}
