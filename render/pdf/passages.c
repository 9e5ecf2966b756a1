/* A PDF as passages: the blocks of its structure, then every string and every stream of text of the file,
 * whether anything refers to it or not. */
#include <config.h>

#include "render/pdf/passages.h"

#include "render/pdf/reread.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than any object of ours. */
#define DEPTH_LIMIT 64

void
ap_pdf_passages_free(ApPdfPassages *passages)
{
    if (!passages)
        return;
    g_ptr_array_unref(passages->passages);
    g_ptr_array_unref(passages->pages);
    g_free(passages);
}

/* ---- The structure. ---- */

/* A cell that reaches into rows below its own. */
typedef struct {
    char *text;
    guint rows; /* that are left */
} Span;

typedef struct {
    const ApReadFile *file;
    GPtrArray *passages;
    GPtrArray *children; /* by element: GArray of guint */
    GArray *spans;       /* Span: of the table at hand */
} Walk;

static const ApReadElement *
element_at(const Walk *walk, guint index)
{
    return walk->file->elements->pdata[index];
}

static void
span_clear(gpointer data)
{
    g_free(((Span *)data)->text);
}

static void
append_content(const Walk *walk, const ApReadContent *content, GString *out)
{
    if (content->page >= walk->file->pages->len)
        return;
    const GPtrArray *texts = ((const ApReadPage *)walk->file->pages->pdata[content->page])->texts;
    const GString *text = content->mcid < texts->len ? texts->pdata[content->mcid] : NULL;
    if (text)
        g_string_append_printf(out, "%s\n", text->str);
}

/* All that an element says, in order. */
static void
append_element(const Walk *walk, guint index, GString *out)
{
    const ApReadElement *element = element_at(walk, index);
    const GArray *children = walk->children->pdata[index];
    guint next = 0;
    for (guint i = 0; i < element->contents->len; i++) {
        const ApReadContent *content = &g_array_index(element->contents, ApReadContent, i);
        for (; next < MIN(content->n_before, children->len); next++)
            append_element(walk, g_array_index(children, guint, next), out);
        append_content(walk, content, out);
    }
    for (; next < children->len; next++)
        append_element(walk, g_array_index(children, guint, next), out);
    if (element->alt)
        g_string_append_printf(out, "%c%s", AP_PASSAGE_GAP, element->alt);
}

/* A row: its own cells and those that reach into it. */
static void
append_row(const Walk *walk, guint index, GString *out)
{
    const GArray *children = walk->children->pdata[index];
    for (guint i = 0; i < walk->spans->len; i++) {
        Span *span = &g_array_index(walk->spans, Span, i);
        if (span->rows > 0) {
            g_string_append_printf(out, "%s%c", span->text, AP_PASSAGE_GAP);
            span->rows--;
        }
    }
    for (guint i = 0; i < children->len; i++) {
        guint cell = g_array_index(children, guint, i);
        gsize start = out->len;
        append_element(walk, cell, out);
        Span span = {NULL, element_at(walk, cell)->row_span - 1};
        if (span.rows > 0) {
            span.text = g_strdup(out->str + start);
            g_array_append_val(walk->spans, span);
        }
        g_string_append_c(out, AP_PASSAGE_GAP);
    }
}

static gboolean
is_passage(const char *type)
{
    static const char *const types[] = {"P",  "H",       "H1", "H2",   "H3",   "H4",     "H5", "H6",
                                        "LI", "Caption", "TR", "TOCI", "Note", "Figure", NULL};
    return g_strv_contains(types, type);
}

static void
visit(Walk *walk, guint index)
{
    const ApReadElement *element = element_at(walk, index);
    const GArray *children = walk->children->pdata[index];
    GString *text = g_string_new(NULL);
    if (strcmp(element->type, "Table") == 0)
        g_array_set_size(walk->spans, 0);
    if (strcmp(element->type, "TR") == 0)
        append_row(walk, index, text);
    else if (is_passage(element->type))
        append_element(walk, index, text);
    else {
        for (guint i = 0; i < element->contents->len; i++)
            append_content(walk, &g_array_index(element->contents, ApReadContent, i), text);
        for (guint i = 0; i < children->len; i++)
            visit(walk, g_array_index(children, guint, i));
    }
    g_ptr_array_add(walk->passages, g_string_free(text, FALSE));
}

static void
read_structure(const ApReadFile *file, GPtrArray *passages)
{
    g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    g_array_set_clear_func(spans, span_clear);
    Walk walk = {file, passages, children, spans};
    for (guint i = 0; i < file->elements->len; i++) {
        guint parent = element_at(&walk, i)->parent;
        g_ptr_array_add(children, g_array_new(FALSE, FALSE, sizeof(guint)));
        if (parent != G_MAXUINT)
            g_array_append_val((GArray *)children->pdata[parent], i);
    }
    for (guint i = 0; i < file->elements->len; i++)
        if (element_at(&walk, i)->parent == G_MAXUINT)
            visit(&walk, i);
}

/* ---- The objects. ---- */

static void add_strings(qpdf_data qpdf, qpdf_oh object, guint depth, GPtrArray *passages);

static void
add_strings_of_dict(qpdf_data qpdf, qpdf_oh dict, guint depth, GPtrArray *passages)
{
    /* qpdf walks one dictionary at a time, so its keys are collected first. */
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    for (qpdf_oh_begin_dict_key_iter(qpdf, dict); qpdf_oh_dict_more_keys(qpdf);)
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(qpdf)));
    for (guint i = 0; i < keys->len; i++) {
        g_ptr_array_add(passages, g_strdup(keys->pdata[i]));
        add_strings(qpdf, qpdf_oh_get_key(qpdf, dict, keys->pdata[i]), depth + 1, passages);
    }
}

/* A stream of text, such as the metadata; others say what they say through their fonts. */
static void
add_text_stream(qpdf_data qpdf, qpdf_oh stream, GPtrArray *passages)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_all, NULL, &bytes, &length) == QPDF_SUCCESS && bytes &&
        g_utf8_validate((const char *)bytes, (gssize)length, NULL))
        g_ptr_array_add(passages, g_strndup((const char *)bytes, length));
    free(bytes);
}

/* The strings of an object and of those that are written within it. */
static void
add_strings(qpdf_data qpdf, qpdf_oh object, guint depth, GPtrArray *passages)
{
    if (depth > DEPTH_LIMIT || (depth > 0 && qpdf_oh_is_indirect(qpdf, object)))
        return;
    if (qpdf_oh_is_string(qpdf, object)) {
        g_ptr_array_add(passages, g_strdup(qpdf_oh_get_utf8_value(qpdf, object)));
    } else if (qpdf_oh_is_name(qpdf, object)) {
        g_ptr_array_add(passages, g_strdup(qpdf_oh_get_name(qpdf, object)));
    } else if (qpdf_oh_is_array(qpdf, object)) {
        int n_items = qpdf_oh_get_array_n_items(qpdf, object);
        for (int i = 0; i < n_items; i++)
            add_strings(qpdf, qpdf_oh_get_array_item(qpdf, object, i), depth + 1, passages);
    } else if (qpdf_oh_is_dictionary(qpdf, object)) {
        add_strings_of_dict(qpdf, object, depth, passages);
    } else if (qpdf_oh_is_stream(qpdf, object)) {
        add_strings_of_dict(qpdf, qpdf_oh_get_dict(qpdf, object), depth, passages);
        add_text_stream(qpdf, object, passages);
    }
}

/* Every object of the file, by its number; ap_file_reread has found the file sound. */
static void
read_objects(GBytes *pdf, GPtrArray *passages)
{
    qpdf_data qpdf = qpdf_init();
    gsize length = 0;
    const char *bytes = g_bytes_get_data(pdf, &length);
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (qpdf_read_memory(qpdf, "report.pdf", bytes, length, NULL) == QPDF_SUCCESS) {
        qpdf_oh trailer = qpdf_get_trailer(qpdf);
        int n_objects = qpdf_oh_get_int_value_as_int(qpdf, qpdf_oh_get_key(qpdf, trailer, "/Size"));
        add_strings(qpdf, trailer, 0, passages);
        for (int i = 1; i < n_objects; i++) {
            add_strings(qpdf, qpdf_get_object_by_id(qpdf, i, 0), 0, passages);
            qpdf_oh_release_all(qpdf);
        }
    }
    qpdf_cleanup(&qpdf);
}

ApPdfPassages *
ap_pdf_passages(GBytes *pdf, GError **error)
{
    g_autoptr(ApReadFile) file = ap_file_reread(pdf, TRUE, error);
    if (!file)
        return NULL;
    ApPdfPassages *passages = g_new0(ApPdfPassages, 1);
    passages->passages = g_ptr_array_new_with_free_func(g_free);
    passages->pages = g_ptr_array_new_with_free_func(g_free);
    read_structure(file, passages->passages);
    read_objects(pdf, passages->passages);
    for (guint i = 0; i < file->pages->len; i++)
        g_ptr_array_add(passages->pages, g_strdup(((const ApReadPage *)file->pages->pdata[i])->shown->str));
    return passages;
}
