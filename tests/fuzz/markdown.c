/* Fuzz target: the report.md of a template, all the way to the page of HTML: template, context, Mustache,
 * Markdown, numbers, proofs, markup. */
#include <config.h>

#include "fuzz.h"

#include "document/assemble.h"
#include "document/proof.h"
#include "render/html/html.h"

#include <string.h>

#define TEMPLATE "  template: fuzz\n"

/* Made once: libFuzzer has no place for it. */
static struct {
    const char *dir;
    char *templates;
    ApYear *year;
    ApStore *store;
    ApChartStyle *style;
    GPtrArray *charts;
} fixture;

static void
free_fixture(void)
{
    g_ptr_array_unref(fixture.charts);
    ap_chart_style_free(fixture.style);
    ap_store_free(fixture.store);
    ap_year_free(fixture.year);
    g_free(fixture.templates);
}

/* A year folder with a template of its own, which leans on the annual one. */
static void
make_folder(void)
{
    g_autofree char *text = NULL;
    gsize length;
    fixture.dir = fuzz_folder("tests/golden/folder");
    g_autofree char *path = g_build_filename(fixture.dir, "report.yaml", NULL);
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(GString) plan = g_string_new(text);
    char *report = strstr(plan->str, "report:\n");
    g_string_insert(plan, report + strlen("report:\n") - plan->str, TEMPLATE);
    fuzz_write(fixture.dir, "report.yaml", plan->str, plan->len);
    static const char lean[] = "base: annual\nselection: yes\n";
    fuzz_write(fixture.dir, "fuzz/template.yaml", lean, sizeof lean - 1);
    fuzz_write(fixture.dir, "fuzz/report.md", "text", 4);
}

static void
make_fixture(void)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    make_folder();
    fixture.templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    fixture.year = ap_year_load(fixture.dir, problems, NULL);
    fixture.store = ap_store_new(fixture.year);
    g_autoptr(ApTemplate) template = ap_template_load(fixture.year, fixture.templates, problems, NULL);
    g_assert_nonnull(template);
    fixture.style = ap_chart_style_new(ap_template_style(template), problems);
    g_assert_nonnull(fixture.style);
    fixture.charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < fixture.year->figures->len; i++)
        g_ptr_array_add(fixture.charts, ap_chart_new(fixture.store, i, fixture.style));
    atexit(free_fixture);
}

static void
read_document(const ApTemplate *template, ApProblems *problems)
{
    g_autoptr(ApDocument) document = ap_document_assemble(fixture.store, template, problems);
    if (document == NULL)
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(ApProof) proof = ap_proof_new(fixture.store, template, problems);
    ap_proof_read(proof, document->blocks);
    g_autoptr(GBytes) page =
        ap_html_render(fixture.store, document, template, (const ApChart *const *)fixture.charts->pdata,
                       fixture.charts->len, FALSE, problems, &error);
    g_assert_no_error(error);
    g_assert_true(page != NULL || ap_problems_count_errors(problems) > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (fixture.year == NULL)
        make_fixture();
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    fuzz_write(fixture.dir, "fuzz/report.md", (const char *)data, size);
    g_autoptr(ApTemplate) template = ap_template_load(fixture.year, fixture.templates, problems, &error);
    g_assert_no_error(error);
    if (template != NULL)
        read_document(template, problems);
    fuzz_check_problems(problems);
    return 0;
}
