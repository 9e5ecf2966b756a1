/* Fuzz target: report.yaml of a year folder, or, if the first line of the input says so, the style.yaml of a
 * template. */
#include <config.h>

#include "fuzz.h"

#include "charts/chart.h"
#include "document/words.h"
#include "render/pdf/style.h"

static void
read_style(const char *text, gsize length)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYaml) yaml = ap_yaml_parse("style.yaml", text, length, problems);
    if (yaml != NULL) {
        g_autoptr(ApWords) words = ap_words_new(yaml, problems);
        g_autoptr(ApChartStyle) charts = ap_chart_style_new(yaml, problems);
        ApPageStyle *pages = ap_page_style_new(yaml, problems);
        g_assert_true((words != NULL && charts != NULL && pages != NULL) ||
                      ap_problems_count_errors(problems) > 0);
        ap_page_style_free(pages);
        ap_yaml_check_asked(yaml, ap_yaml_root(yaml), problems);
    }
    fuzz_check_problems(problems);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    g_autofree char *wanted = fuzz_take_line(&text, &size);
    if (g_str_equal(wanted, "style.yaml")) {
        read_style(text, size);
        return 0;
    }
    const char *dir = fuzz_folder("tests/golden/folder");
    fuzz_write(dir, "report.yaml", text, size);
    fuzz_read_year(dir);
    return 0;
}
