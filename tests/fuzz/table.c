/* Fuzz target: the layout of tables and of what stands around them. The input is Markdown without Mustache;
 * its blocks are set on pages with the fonts and the style of the annual template. */
#include <config.h>

#include "fuzz.h"

#include "document/markdown.h"
#include "document/numbering.h"
#include "render/pdf/layout.h"
#include "render/pdf/page.h"

#include <string.h>

/* More would only take longer: the layout has no state from one table to the next but the page. */
#define LONGEST ((gsize)8192)

/* Made once: libFuzzer has no place for it. */
static struct {
    char *source;
    ApYaml *yaml;
    ApWords *words;
    ApPageStyle *style;
    ApFaces *faces;
    GPtrArray *figures; /* none */
} fixture;

static void
free_fixture(void)
{
    g_ptr_array_unref(fixture.figures);
    ap_faces_free(fixture.faces);
    ap_page_style_free(fixture.style);
    ap_words_free(fixture.words);
    ap_yaml_free(fixture.yaml);
    g_free(fixture.source);
}

static void
make_fixture(void)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *path = g_build_filename(g_getenv("AP_SRCDIR"), "templates/annual/style.yaml", NULL);
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &fixture.source, &length, NULL));
    fixture.yaml = ap_yaml_parse("style.yaml", fixture.source, length, problems);
    fixture.words = ap_words_new(fixture.yaml, problems);
    fixture.style = ap_page_style_new(fixture.yaml, problems);
    g_assert_true(fixture.words != NULL && fixture.style != NULL);
    g_autofree const char **families = ap_page_style_families(fixture.style);
    fixture.faces = ap_faces_new(families);
    fixture.figures = g_ptr_array_new();
    atexit(free_fixture);
}

/* Whatever a document says, it takes pages, but not without end. */
static void
check_pages(const ApPages *pages)
{
    g_assert_cmpuint(pages->pages->len, >, 0);
    g_assert_cmpuint(pages->pages->len, <, 2000);
}

static void
lay_out(const GPtrArray *blocks, ApProblems *problems)
{
    g_autoptr(ApDocument) document = ap_document_new_empty();
    g_ptr_array_unref(document->blocks);
    document->blocks = g_ptr_array_ref((GPtrArray *)blocks);
    ap_document_number(document, fixture.figures, fixture.words, TRUE, problems);
    if (ap_problems_count_errors(problems) > 0)
        return;
    const ApLayoutOptions options = {.style = fixture.style, .faces = fixture.faces};
    g_autoptr(GError) error = NULL;
    ApPages *pages = ap_layout_document(document, &options, problems, &error);
    g_assert_no_error(error);
    g_assert_true(pages != NULL || ap_problems_count_errors(problems) > 0);
    if (pages != NULL)
        check_pages(pages);
    ap_pages_free(pages);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (fixture.yaml == NULL)
        make_fixture();
    g_autofree char *text = g_strndup((const char *)data, MIN(size, LONGEST));
    if (!g_utf8_validate(text, -1, NULL))
        return 0;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = fuzz_literal(text, strlen(text));
    g_autoptr(GPtrArray) blocks = ap_markdown_read(rendered, problems);
    /* A template's text that says nothing is refused before. */
    if (blocks->len > 0)
        lay_out(blocks, problems);
    fuzz_check_problems(problems);
    return 0;
}
