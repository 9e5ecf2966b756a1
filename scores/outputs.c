/* The outputs that report.yaml asks for. */
#include <config.h>

#include "scores/plan.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const names[AP_PRODUCTS + 1] = {
    [AP_PRODUCT_PDF] = "pdf",         [AP_PRODUCT_XLSX] = "xlsx",
    [AP_PRODUCT_FIGURES] = "figures", [AP_PRODUCT_STATISTICS] = "statistics",
    [AP_PRODUCT_ODS] = "ods",         [AP_PRODUCT_HTML] = "html",
};

/* The second workbook takes its time and another program, and the page is a second report: both are made for
 * those who ask. */
static void
want_usual(ApYear *year)
{
    for (guint i = 0; i < AP_PRODUCTS; i++)
        year->outputs[i].wanted = i != AP_PRODUCT_ODS && i != AP_PRODUCT_HTML;
}

static void
read_output(ApReading *reading, const yaml_node_t *node)
{
    const char *name = ap_yaml_text(node);
    ApPlace place = ap_yaml_place(reading->yaml, node);
    for (guint i = 0; i < AP_PRODUCTS; i++) {
        ApWish *wish = &reading->year->outputs[i];
        if (g_strcmp0(name, names[i]) != 0)
            continue;
        if (wish->wanted)
            ap_problems_error(reading->problems, place, _("output “%s” is listed twice; keep one"), name);
        *wish = (ApWish){TRUE, place};
        return;
    }
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    if (name != NULL)
        ap_problems_error(reading->problems, place, _("output “%s” is unknown; the outputs are %s"), name,
                          list);
    else
        ap_problems_error(reading->problems, place, _("an output must be one of %s"), list);
}

void
ap_read_outputs(ApReading *reading, const yaml_node_t *report)
{
    const yaml_node_t *list = ap_plan_get(reading, report, "outputs", YAML_SEQUENCE_NODE, FALSE);
    if (list == NULL) {
        want_usual(reading->year);
        return;
    }
    if (ap_yaml_length(list) == 0)
        ap_problems_error(reading->problems, ap_yaml_place(reading->yaml, list),
                          _("“%s” is an empty list; at least one is needed"), "outputs");
    for (guint i = 0; i < ap_yaml_length(list); i++)
        read_output(reading, ap_yaml_element(reading->yaml, list, i));
}
