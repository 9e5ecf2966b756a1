/* What a finished PDF says. Its structure gives the order: ISO 32000-1, 14.8.2.3. */
#include <config.h>

#include "render/pdf/extract.h"

#include "render/pdf/metadata.h"
#include "render/pdf/reread.h"

#include <string.h>

static void
text_free(gpointer data)
{
    ApPdfText *text = data;
    g_free(text->text);
    g_free(text);
}

void
ap_pdf_extract_free(ApPdfExtract *extract)
{
    if (!extract)
        return;
    g_ptr_array_unref(extract->texts);
    g_ptr_array_unref(extract->facts);
    g_free(extract);
}

/* ---- The facts. ---- */

/* Where the parser of the metadata is. */
typedef struct {
    GPtrArray *facts;
    gboolean in_facts;
    GString *item; /* of the list that is open, or NULL */
} Metadata;

#define FACTS_ELEMENT "auditpress:" AP_METADATA_FACTS

static void
on_start(GMarkupParseContext *context, const char *name, const char **names, const char **values,
         gpointer data, GError **error)
{
    (void)context;
    (void)names;
    (void)values;
    (void)error;
    Metadata *metadata = data;
    if (strcmp(name, FACTS_ELEMENT) == 0)
        metadata->in_facts = TRUE;
    else if (metadata->in_facts && !metadata->item && strcmp(name, "rdf:li") == 0)
        metadata->item = g_string_new(NULL);
}

static void
on_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
    (void)context;
    (void)error;
    Metadata *metadata = data;
    if (strcmp(name, FACTS_ELEMENT) == 0)
        metadata->in_facts = FALSE;
    if (metadata->item && strcmp(name, "rdf:li") == 0)
        g_ptr_array_add(metadata->facts, g_string_free(g_steal_pointer(&metadata->item), FALSE));
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
    (void)context;
    (void)error;
    const Metadata *metadata = data;
    if (metadata->item)
        g_string_append_len(metadata->item, text, (gssize)length);
}

/* The facts of an XMP packet; of one that is damaged, those before the damage. */
static void
read_facts(const char *xmp, GPtrArray *facts)
{
    static const GMarkupParser parser = {.start_element = on_start, .end_element = on_end, .text = on_text};
    Metadata metadata = {.facts = facts};
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &metadata, NULL);
    if (g_markup_parse_context_parse(context, xmp, (gssize)strlen(xmp), NULL))
        (void)g_markup_parse_context_end_parse(context, NULL);
    if (metadata.item)
        g_string_free(metadata.item, TRUE);
}

/* ---- The text. ---- */

/* A walk through the structure. */
typedef struct {
    const ApReadFile *file;
    ApPdfExtract *extract;
    GPtrArray *children; /* by element: GArray of guint, the indices of its children; NULL for none */

    /* The block at hand. */
    const char *type;
    guint block; /* index of its element */
    guint row;   /* that of the row of a table in which it is, or 0: element 0 is no row, but the root */
    gboolean in_contents;
    guint page;    /* index */
    GString *text; /* of the block on that page; NULL before the first */
} Walk;

/* The types that go on with the line in which they stand. ISO 32000-1, 14.8.4.4. */
static gboolean
is_inline(const char *type)
{
    static const char *const types[] = {"Span", "Quote", "Reference", "Link", "Annot",
                                        "Code", "Em",    "Strong",    NULL};
    return g_strv_contains(types, type);
}

/* Ideographs, their punctuation and full-width forms: between them and anything, the end of a line is no
 * blank. */
static gboolean
is_wide(gunichar c)
{
    return c == 0 || (c >= 0x2e80 && g_unichar_iswide(c));
}

/* `text` with its gaps as blanks where words meet. */
static char *
join_lines(const char *text)
{
    GString *out = g_string_new(NULL);
    gunichar before = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\n') {
            gunichar after = g_utf8_get_char(at + 1);
            if (is_wide(before) || is_wide(after) || before == ' ' || after == ' ')
                continue;
            c = ' ';
        }
        g_string_append_unichar(out, c);
        before = c;
    }
    return g_string_free(out, FALSE);
}

/* Ends the text of the block on this page. */
static void
flush(Walk *walk)
{
    if (!walk->text)
        return;
    ApPdfText *text = g_new0(ApPdfText, 1);
    text->page = walk->page + 1;
    text->type = walk->type;
    text->block = walk->block;
    text->row = walk->row;
    text->in_contents = walk->in_contents;
    text->text = strcmp(walk->type, "Figure") == 0 ? g_strdup(walk->text->str) : join_lines(walk->text->str);
    g_ptr_array_add(walk->extract->texts, text);
    g_string_free(g_steal_pointer(&walk->text), TRUE);
}

/* Whether two pieces of a block would make one word: they may stand on two lines, so they are kept apart. */
static gboolean
would_merge(const GString *text, const char *more)
{
    if (text->len == 0)
        return FALSE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(text->str + text->len)), after = g_utf8_get_char(more);
    return g_unichar_isalnum(before) && g_unichar_isalnum(after);
}

static void
add_content(Walk *walk, const ApReadContent *content)
{
    if (content->page >= walk->file->pages->len)
        return;
    const GPtrArray *texts = ((const ApReadPage *)walk->file->pages->pdata[content->page])->texts;
    const GString *text = content->mcid < texts->len ? texts->pdata[content->mcid] : NULL;
    if (!text || text->len == 0)
        return;
    if (walk->text && content->page != walk->page)
        flush(walk);
    if (!walk->text)
        walk->text = g_string_new(NULL);
    walk->page = content->page;
    if (would_merge(walk->text, text->str))
        g_string_append_c(walk->text, '\n');
    g_string_append_len(walk->text, text->str, (gssize)text->len);
}

static void walk_element(Walk *walk, guint index);

/* Content and children in their order. */
static void
walk_kids(Walk *walk, guint index)
{
    const ApReadElement *element = walk->file->elements->pdata[index];
    const GArray *children = walk->children->pdata[index];
    guint n_children = children ? children->len : 0, next = 0;
    for (guint i = 0; i < element->contents->len; i++) {
        const ApReadContent *content = &g_array_index(element->contents, ApReadContent, i);
        for (; next < MIN(content->n_before, n_children); next++)
            walk_element(walk, g_array_index(children, guint, next));
        add_content(walk, content);
    }
    for (; next < n_children; next++)
        walk_element(walk, g_array_index(children, guint, next));
}

static void
walk_element(Walk *walk, guint index)
{
    const char *type = ((const ApReadElement *)walk->file->elements->pdata[index])->type;
    if (is_inline(type) && walk->type) {
        walk_kids(walk, index);
        return;
    }
    flush(walk);
    Walk outer = *walk;
    walk->type = g_intern_string(type);
    walk->block = index;
    walk->row = strcmp(type, "TR") == 0 ? index : walk->row;
    walk->in_contents |= strcmp(type, "TOC") == 0;
    walk_kids(walk, index);
    flush(walk);
    walk->type = outer.type;
    walk->block = outer.block;
    walk->row = outer.row;
    walk->in_contents = outer.in_contents;
}

static void
children_free(gpointer children)
{
    if (children)
        g_array_unref(children);
}

static void
walk_structure(Walk *walk)
{
    const GPtrArray *elements = walk->file->elements;
    walk->children = g_ptr_array_new_with_free_func(children_free);
    g_ptr_array_set_size(walk->children, (gint)elements->len);
    for (guint i = 0; i < elements->len; i++) {
        guint parent = ((const ApReadElement *)elements->pdata[i])->parent;
        if (parent == G_MAXUINT)
            continue;
        if (!walk->children->pdata[parent])
            walk->children->pdata[parent] = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val((GArray *)walk->children->pdata[parent], i);
    }
    for (guint i = 0; i < elements->len; i++)
        if (((const ApReadElement *)elements->pdata[i])->parent == G_MAXUINT)
            walk_element(walk, i);
    g_ptr_array_unref(walk->children);
}

ApPdfExtract *
ap_pdf_extract(GBytes *pdf, GError **error)
{
    g_autoptr(ApReadFile) file = ap_file_reread(pdf, TRUE, error);
    if (!file)
        return NULL;
    ApPdfExtract *extract = g_new0(ApPdfExtract, 1);
    extract->texts = g_ptr_array_new_with_free_func(text_free);
    extract->facts = g_ptr_array_new_with_free_func(g_free);
    if (file->metadata)
        read_facts(file->metadata, extract->facts);
    Walk walk = {.file = file, .extract = extract};
    walk_structure(&walk);
    return extract;
}
