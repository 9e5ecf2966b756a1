/* Fuzz target: a template's text, rendered over the context of a year and read as Markdown. It finds itself
 * as the partial "self". */
#include <config.h>

#include "fuzz.h"

#include "document/assemble.h"
#include "document/markdown.h"

/* Made once: libFuzzer has no place for it. */
static struct {
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApNode *context;
} fixture;

static void
free_fixture(void)
{
    ap_node_unref(fixture.context);
    ap_template_free(fixture.template);
    ap_store_free(fixture.store);
    ap_year_free(fixture.year);
}

static void
make_fixture(void)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "tests/unit/document", NULL);
    fixture.year = ap_year_load(dir, problems, NULL);
    g_assert_nonnull(fixture.year);
    fixture.store = ap_store_new(fixture.year);
    fixture.template = ap_template_load(fixture.year, dir, problems, NULL);
    g_assert_nonnull(fixture.template);
    fixture.context = ap_context_new(fixture.store, fixture.template);
    atexit(free_fixture);
}

static gboolean
find_partial(gpointer data, const char *name, const char **file, const char **source)
{
    *file = "input.md";
    *source = data;
    return g_str_equal(name, "self") || ap_template_text(fixture.template, name, file, source);
}

/* Every byte of the result comes from somewhere. */
static void
check_spans(const ApRendered *rendered)
{
    gsize end = 0;
    for (guint i = 0; i < rendered->spans->len; i++) {
        const ApSpan *span = &g_array_index(rendered->spans, ApSpan, i);
        g_assert_cmpuint(span->start, ==, end);
        g_assert_cmpuint(span->length, >, 0);
        end += span->length;
    }
    g_assert_cmpuint(end, ==, rendered->length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (fixture.year == NULL)
        make_fixture();
    g_autofree char *source = g_strndup((const char *)data, size);
    g_autoptr(ApProblems) problems = ap_problems_new();
    /* A template's file has been checked to be text before. */
    if (!g_utf8_validate(source, -1, NULL))
        return 0;
    const ApMustacheOptions options = {
        .escape = ap_markdown_escape,
        .partial = find_partial,
        .partial_data = source,
        .partial_names = ap_template_names(fixture.template),
        .strict = size % 2 == 0,
    };
    g_autoptr(ApRendered) rendered =
        ap_mustache_render("input.md", source, fixture.context, &options, problems);
    if (rendered != NULL) {
        check_spans(rendered);
        g_autoptr(GPtrArray) blocks = ap_markdown_read(rendered, problems);
        g_assert_nonnull(blocks);
    }
    fuzz_check_problems(problems);
    return 0;
}
