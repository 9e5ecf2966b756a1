/* A PDF read back by qpdf. Handles are released after each element, page and font: there are many. */
#include <config.h>

#include "render/pdf/reread.h"

#include "render/pdf/cmap.h"
#include "render/pdf/scan.h"
#include "render/pdf/sink.h"

#include <glib/gi18n.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than any structure tree of ours. */
#define DEPTH_LIMIT 64

/* More sequences than any page has: a number beyond is damage. */
#define MCID_LIMIT 100000

/* A font while content streams are read. */
typedef struct {
    ApReadFont *font;
    gboolean is_composite;
    guint8 known[AP_CODE_SET]; /* codes in ToUnicode */
    guint8 drawn[AP_CODE_SET];
    GHashTable *texts; /* what the codes stand for; NULL unless texts are read */
} FontUse;

typedef struct {
    ApReadFile *file;
    qpdf_data qpdf;
    GHashTable *page_numbers; /* object number → index + 1 */
    GHashTable *parents;      /* key of the ParentTree → GArray of int */
    GHashTable *types;        /* structure type in the file → standard type, both interned */
    GHashTable *font_uses;    /* object number → FontUse */
    GHashTable *forms;        /* object numbers of forms already scanned */
    gboolean with_texts;
    ApTextSink sink;  /* of the tagged sequence that is open */
    ApTextSink shown; /* of the whole page */
} Reader;

/* The content stream that is being scanned. */
typedef struct {
    Reader *reader;
    guint page;
    qpdf_oh resources;
    GHashTable *fonts; /* resource name → FontUse */
    guint depth;
} Stream;

static void
element_free(ApReadElement *element)
{
    g_array_unref(element->contents);
    g_array_unref(element->annotations);
    g_free(element);
}

static void
page_free(ApReadPage *page)
{
    g_array_unref(page->mcids);
    g_ptr_array_unref(page->texts);
    g_string_free(page->shown, TRUE);
    g_array_unref(page->owners);
    g_free(page);
}

static void
text_free(gpointer text)
{
    if (text)
        g_string_free(text, TRUE);
}

static void
font_free(ApReadFont *font)
{
    g_free(font->name);
    g_free(font);
}

void
ap_read_file_free(ApReadFile *file)
{
    if (!file)
        return;
    g_ptr_array_unref(file->elements);
    g_ptr_array_unref(file->pages);
    g_ptr_array_unref(file->annotations);
    g_ptr_array_unref(file->fonts);
    g_ptr_array_unref(file->failures);
    g_free(file->metadata);
    g_string_chunk_free(file->strings);
    g_free(file);
}

static ApReadFile *
read_file_new(void)
{
    ApReadFile *file = g_new0(ApReadFile, 1);
    file->elements = g_ptr_array_new_with_free_func((GDestroyNotify)element_free);
    file->pages = g_ptr_array_new_with_free_func((GDestroyNotify)page_free);
    file->annotations = g_ptr_array_new_with_free_func(g_free);
    file->fonts = g_ptr_array_new_with_free_func((GDestroyNotify)font_free);
    file->failures = g_ptr_array_new_with_free_func(g_free);
    file->strings = g_string_chunk_new(4096);
    return file;
}

/* ---- Small steps in qpdf. ---- */

static qpdf_oh
get(Reader *reader, qpdf_oh dict, const char *key)
{
    return qpdf_oh_get_key_if_dict(reader->qpdf, dict, key);
}

static gint64
get_integer(Reader *reader, qpdf_oh dict, const char *key, gint64 fallback)
{
    qpdf_oh value = get(reader, dict, key);
    return qpdf_oh_is_integer(reader->qpdf, value) ? qpdf_oh_get_int_value(reader->qpdf, value) : fallback;
}

static gboolean
is_name(Reader *reader, qpdf_oh dict, const char *key, const char *name)
{
    return qpdf_oh_is_name_and_equals(reader->qpdf, get(reader, dict, key), name);
}

static gboolean
has_text(Reader *reader, qpdf_oh dict, const char *key)
{
    qpdf_oh text = get(reader, dict, key);
    return qpdf_oh_is_string(reader->qpdf, text) && *qpdf_oh_get_utf8_value(reader->qpdf, text) != '\0';
}

static gboolean
is_true(Reader *reader, qpdf_oh dict, const char *key)
{
    qpdf_oh value = get(reader, dict, key);
    return qpdf_oh_is_bool(reader->qpdf, value) && qpdf_oh_get_bool_value(reader->qpdf, value);
}

static void
note_failure(Reader *reader, const char *what)
{
    g_ptr_array_add(reader->file->failures, g_strdup(what));
}

/* ---- Fonts. ---- */

static void
read_to_unicode(Reader *reader, qpdf_oh dict, FontUse *use)
{
    qpdf_oh stream = get(reader, dict, "/ToUnicode");
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!qpdf_oh_is_stream(reader->qpdf, stream))
        return;
    (void)qpdf_oh_get_stream_data(reader->qpdf, stream, qpdf_dl_all, NULL, &bytes, &length);
    g_autofree char *cmap = g_strndup(bytes ? (const char *)bytes : "", length);
    free(bytes);
    ap_cmap_read(cmap, use->known);
    if (reader->with_texts)
        use->texts = ap_cmap_texts(cmap);
}

static gboolean
is_embedded(Reader *reader, qpdf_oh dict)
{
    qpdf_oh descriptor = get(reader, dict, "/FontDescriptor");
    static const char *const programs[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    for (guint i = 0; i < G_N_ELEMENTS(programs); i++)
        if (qpdf_oh_is_stream(reader->qpdf, get(reader, descriptor, programs[i])))
            return TRUE;
    return FALSE;
}

static void
font_use_free(FontUse *use)
{
    if (use->texts)
        g_hash_table_unref(use->texts);
    g_free(use);
}

static FontUse *
read_font(Reader *reader, qpdf_oh dict)
{
    FontUse *use = g_new0(FontUse, 1);
    use->font = g_new0(ApReadFont, 1);
    g_ptr_array_add(reader->file->fonts, use->font);
    qpdf_oh name = get(reader, dict, "/BaseFont");
    use->font->name =
        g_strdup(qpdf_oh_is_name(reader->qpdf, name) ? qpdf_oh_get_name(reader->qpdf, name) : "/?");
    use->is_composite = is_name(reader, dict, "/Subtype", "/Type0");
    qpdf_oh base = dict;
    if (use->is_composite)
        base = qpdf_oh_get_array_item(reader->qpdf, get(reader, dict, "/DescendantFonts"), 0);
    use->font->is_embedded = is_embedded(reader, base);
    read_to_unicode(reader, dict, use);
    return use;
}

static FontUse *
find_font(Stream *stream, const char *name)
{
    FontUse *use = name ? g_hash_table_lookup(stream->fonts, name) : NULL;
    if (use || !name)
        return use;
    Reader *reader = stream->reader;
    g_autofree char *key = g_strconcat("/", name, NULL);
    qpdf_oh dict = get(reader, get(reader, stream->resources, "/Font"), key);
    if (!qpdf_oh_is_dictionary(reader->qpdf, dict))
        return NULL;
    gpointer object = GINT_TO_POINTER(qpdf_oh_get_object_id(reader->qpdf, dict));
    use = g_hash_table_lookup(reader->font_uses, object);
    if (!use) {
        use = read_font(reader, dict);
        g_hash_table_insert(reader->font_uses, object, use);
    }
    g_hash_table_insert(stream->fonts, g_strdup(name), use);
    return use;
}

static void
count_undrawable(Reader *reader)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, reader->font_uses);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        FontUse *use = value;
        for (guint i = 0; i < AP_CODE_SET; i++)
            for (guint lost = use->drawn[i] & (guint)~use->known[i]; lost; lost &= lost - 1)
                use->font->undrawable++;
    }
}

/* ---- Content. ---- */

static void scan_form(Stream *stream, const char *name);

/* Where the text of a sequence goes; NULL if it isn't wanted. */
static GString *
new_text(const Stream *stream, glong mcid)
{
    const ApReadPage *page = stream->reader->file->pages->pdata[stream->page];
    if (!stream->reader->with_texts || mcid < 0 || mcid > MCID_LIMIT)
        return NULL;
    if ((guint)mcid >= page->texts->len)
        g_ptr_array_set_size(page->texts, (gint)mcid + 1);
    if (!page->texts->pdata[mcid])
        page->texts->pdata[mcid] = g_string_new(NULL);
    return page->texts->pdata[mcid];
}

static void
on_begin(gpointer data, const ApScanMark *mark)
{
    Stream *stream = data;
    const ApReadPage *page = stream->reader->file->pages->pdata[stream->page];
    ap_text_sink_begin(&stream->reader->sink, mark, new_text(stream, mark->mcid));
    guint mcid = (guint)mark->mcid;
    if (mark->mcid >= 0)
        g_array_append_val(page->mcids, mcid);
}

static void
on_end(gpointer data)
{
    const Stream *stream = data;
    ap_text_sink_end(&stream->reader->sink);
}

static void
on_gap(gpointer data)
{
    const Stream *stream = data;
    ap_text_sink_gap(&stream->reader->sink);
    ap_text_sink_gap(&stream->reader->shown);
}

static void
on_show(gpointer data, const char *name, const guint8 *codes, gsize length)
{
    Stream *stream = data;
    FontUse *use = find_font(stream, name);
    if (!use) {
        note_failure(stream->reader, _("text is shown in a font that isn't there"));
        return;
    }
    if (use->texts) {
        ap_text_sink_show(&stream->reader->sink, use->texts, use->is_composite, codes, length);
        ap_text_sink_show(&stream->reader->shown, use->texts, use->is_composite, codes, length);
    }
    if (use->is_composite)
        for (gsize i = 0; i + 1 < length; i += 2)
            ap_code_set_add(use->drawn, (guint)codes[i] << 8 | codes[i + 1]);
    else
        for (gsize i = 0; i < length; i++)
            ap_code_set_add(use->drawn, codes[i]);
}

static void
on_draw(gpointer data, const char *name)
{
    scan_form(data, name);
}

static void
on_fail(gpointer data, const char *what)
{
    const Stream *stream = data;
    g_ptr_array_add(stream->reader->file->failures,
                    g_strdup_printf(_("page %u: %s"), stream->page + 1, what));
}

static const ApScanEvents scan_events = {on_begin, on_end, on_show, on_gap, on_draw, on_fail};

static void
scan_stream(Reader *reader, guint page, qpdf_oh resources, const unsigned char *bytes, size_t length,
            guint depth)
{
    Stream stream = {reader, page, resources, NULL, depth};
    stream.fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ap_content_scan((const char *)bytes, length, depth == 0, &scan_events, &stream);
    g_hash_table_unref(stream.fonts);
}

/* A form is scanned once, with its own resources. */
static void
scan_form(Stream *stream, const char *name)
{
    Reader *reader = stream->reader;
    g_autofree char *key = g_strconcat("/", name, NULL);
    qpdf_oh form = get(reader, get(reader, stream->resources, "/XObject"), key);
    if (!qpdf_oh_is_stream(reader->qpdf, form)) {
        on_fail(stream, _("something is drawn that isn't there"));
        return;
    }
    gpointer object = GINT_TO_POINTER(qpdf_oh_get_object_id(reader->qpdf, form));
    qpdf_oh dict = qpdf_oh_get_dict(reader->qpdf, form);
    if (!is_name(reader, dict, "/Subtype", "/Form") || stream->depth >= DEPTH_LIMIT ||
        !g_hash_table_add(reader->forms, object))
        return;
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (qpdf_oh_get_stream_data(reader->qpdf, form, qpdf_dl_all, NULL, &bytes, &length) == QPDF_SUCCESS)
        scan_stream(reader, stream->page, get(reader, dict, "/Resources"), bytes, length, stream->depth + 1);
    free(bytes);
}

/* The elements that the ParentTree gives for a key. */
static const GArray *
find_parents(Reader *reader, gint64 key)
{
    return key < 0 ? NULL : g_hash_table_lookup(reader->parents, GINT_TO_POINTER((int)key + 1));
}

static void
read_annotations(Reader *reader, guint index, qpdf_oh page)
{
    qpdf_oh list = get(reader, page, "/Annots");
    int n_items = qpdf_oh_is_array(reader->qpdf, list) ? qpdf_oh_get_array_n_items(reader->qpdf, list) : 0;
    for (int i = 0; i < n_items; i++) {
        qpdf_oh dict = qpdf_oh_get_array_item(reader->qpdf, list, i);
        ApReadAnnotation *annotation = g_new0(ApReadAnnotation, 1);
        annotation->object = qpdf_oh_get_object_id(reader->qpdf, dict);
        annotation->page = index;
        annotation->is_link = is_name(reader, dict, "/Subtype", "/Link");
        annotation->has_contents = has_text(reader, dict, "/Contents");
        annotation->is_printed = get_integer(reader, dict, "/F", 0) == 4;
        const GArray *parents = find_parents(reader, get_integer(reader, dict, "/StructParent", -1));
        if (parents && parents->len == 1)
            annotation->owner = g_array_index(parents, int, 0);
        g_ptr_array_add(reader->file->annotations, annotation);
    }
}

static void
read_page(Reader *reader, guint index)
{
    ApReadPage *page = reader->file->pages->pdata[index];
    qpdf_oh dict = qpdf_get_page_n(reader->qpdf, index);
    page->has_tabs = is_name(reader, dict, "/Tabs", "/S");
    reader->shown.text = page->shown;
    const GArray *parents = find_parents(reader, get_integer(reader, dict, "/StructParents", -1));
    if (parents)
        g_array_append_vals(page->owners, parents->data, parents->len);
    read_annotations(reader, index, dict);
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (qpdf_oh_get_page_content_data(reader->qpdf, dict, &bytes, &length) == QPDF_SUCCESS)
        scan_stream(reader, index, get(reader, dict, "/Resources"), bytes, length, 0);
    free(bytes);
    qpdf_oh_release_all(reader->qpdf);
}

static void
read_pages(Reader *reader)
{
    for (guint i = 0; i < reader->file->pages->len; i++)
        read_page(reader, i);
    count_undrawable(reader);
}

/* The pages as such, so that elements can refer to them. */
static void
number_pages(Reader *reader)
{
    int n_pages = qpdf_get_num_pages(reader->qpdf);
    for (int i = 0; i < n_pages; i++) {
        qpdf_oh dict = qpdf_get_page_n(reader->qpdf, (size_t)i);
        gpointer object = GINT_TO_POINTER(qpdf_oh_get_object_id(reader->qpdf, dict));
        g_hash_table_insert(reader->page_numbers, object, GINT_TO_POINTER(i + 1));
        ApReadPage *page = g_new0(ApReadPage, 1);
        page->mcids = g_array_new(FALSE, FALSE, sizeof(guint));
        page->texts = g_ptr_array_new_with_free_func(text_free);
        page->shown = g_string_new(NULL);
        page->owners = g_array_new(FALSE, FALSE, sizeof(int));
        g_ptr_array_add(reader->file->pages, page);
    }
    qpdf_oh_release_all(reader->qpdf);
}

/* ---- The structure. ---- */

/* The entries of a node of the ParentTree: keys and, for each, one element or an array of them. */
static void
read_parents(Reader *reader, qpdf_oh node, guint depth)
{
    qpdf_oh kids = get(reader, node, "/Kids");
    int n_kids = qpdf_oh_is_array(reader->qpdf, kids) ? qpdf_oh_get_array_n_items(reader->qpdf, kids) : 0;
    for (int i = 0; i < n_kids && depth < DEPTH_LIMIT; i++)
        read_parents(reader, qpdf_oh_get_array_item(reader->qpdf, kids, i), depth + 1);
    qpdf_oh entries = get(reader, node, "/Nums");
    int n_entries =
        qpdf_oh_is_array(reader->qpdf, entries) ? qpdf_oh_get_array_n_items(reader->qpdf, entries) : 0;
    for (int i = 0; i + 1 < n_entries; i += 2) {
        qpdf_oh key = qpdf_oh_get_array_item(reader->qpdf, entries, i);
        qpdf_oh value = qpdf_oh_get_array_item(reader->qpdf, entries, i + 1);
        gboolean is_array = qpdf_oh_is_array(reader->qpdf, value);
        int n_items = is_array ? qpdf_oh_get_array_n_items(reader->qpdf, value) : 1;
        GArray *owners = g_array_new(FALSE, FALSE, sizeof(int));
        for (int j = 0; j < n_items; j++) {
            qpdf_oh owner = is_array ? qpdf_oh_get_array_item(reader->qpdf, value, j) : value;
            int object = qpdf_oh_get_object_id(reader->qpdf, owner);
            g_array_append_val(owners, object);
            if (is_array)
                qpdf_oh_release(reader->qpdf, owner);
        }
        int number = qpdf_oh_get_int_value_as_int(reader->qpdf, key);
        g_hash_table_insert(reader->parents, GINT_TO_POINTER(number + 1), owners);
        qpdf_oh_release(reader->qpdf, key);
        qpdf_oh_release(reader->qpdf, value);
    }
}

/* The index of a page by reference, or `fallback` if there is none. */
static guint
find_page(Reader *reader, qpdf_oh dict, guint fallback)
{
    qpdf_oh page = get(reader, dict, "/Pg");
    gpointer object = GINT_TO_POINTER(qpdf_oh_get_object_id(reader->qpdf, page));
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(reader->page_numbers, object));
    return number ? number - 1 : fallback;
}

/* A reference to content or to an annotation: a dictionary within K. */
static void
read_reference(Reader *reader, ApReadElement *element, qpdf_oh kid, guint home, guint n_before)
{
    if (is_name(reader, kid, "/Type", "/OBJR")) {
        int object = qpdf_oh_get_object_id(reader->qpdf, get(reader, kid, "/Obj"));
        g_array_append_val(element->annotations, object);
        return;
    }
    ApReadContent content = {find_page(reader, kid, home), (guint)get_integer(reader, kid, "/MCID", G_MAXINT),
                             n_before};
    g_array_append_val(element->contents, content);
}

/* One entry of K: a child has a number, which goes to `children`; what is not shared is content. */
static void
read_kid(Reader *reader, ApReadElement *element, qpdf_oh kid, guint home, GArray *children)
{
    int object = qpdf_oh_get_object_id(reader->qpdf, kid);
    if (object != 0) {
        g_array_append_val(children, object);
    } else if (qpdf_oh_is_integer(reader->qpdf, kid)) {
        ApReadContent content = {home, (guint)qpdf_oh_get_int_value(reader->qpdf, kid), children->len};
        g_array_append_val(element->contents, content);
    } else {
        read_reference(reader, element, kid, home, children->len);
    }
}

static void
read_kids(Reader *reader, ApReadElement *element, qpdf_oh dict, GArray *children)
{
    guint home = find_page(reader, dict, 0);
    qpdf_oh kids = get(reader, dict, "/K");
    if (!qpdf_oh_is_array(reader->qpdf, kids)) {
        if (!qpdf_oh_is_null(reader->qpdf, kids))
            read_kid(reader, element, kids, home, children);
        return;
    }
    int n_kids = qpdf_oh_get_array_n_items(reader->qpdf, kids);
    for (int i = 0; i < n_kids; i++)
        read_kid(reader, element, qpdf_oh_get_array_item(reader->qpdf, kids, i), home, children);
}

/* The attributes that matter for some types; the dictionary A of our files is never an array. */
static void
read_attributes(Reader *reader, ApReadElement *element, qpdf_oh dict)
{
    element->row_span = element->column_span = 1;
    if (strcmp(element->type, "TH") == 0 || strcmp(element->type, "TD") == 0) {
        qpdf_oh attributes = get(reader, dict, "/A");
        if (qpdf_oh_is_null(reader->qpdf, attributes))
            return;
        element->has_scope = qpdf_oh_is_name(reader->qpdf, get(reader, attributes, "/Scope"));
        element->row_span = (guint)CLAMP(get_integer(reader, attributes, "/RowSpan", 1), 1, G_MAXINT16);
        element->column_span = (guint)CLAMP(get_integer(reader, attributes, "/ColSpan", 1), 1, G_MAXINT16);
    } else if (strcmp(element->type, "Figure") == 0) {
        element->has_alt = has_text(reader, dict, "/Alt");
        if (element->has_alt)
            element->alt = g_string_chunk_insert(
                reader->file->strings, qpdf_oh_get_utf8_value(reader->qpdf, get(reader, dict, "/Alt")));
    } else if (strcmp(element->type, "Note") == 0) {
        qpdf_oh id = get(reader, dict, "/ID");
        if (qpdf_oh_is_string(reader->qpdf, id))
            element->id =
                g_string_chunk_insert_const(reader->file->strings, qpdf_oh_get_utf8_value(reader->qpdf, id));
    }
}

/* The type of an element after the role map, looked up once a type. */
static const char *
read_type(Reader *reader, qpdf_oh dict)
{
    qpdf_oh type = get(reader, dict, "/S");
    const char *name = qpdf_oh_get_name(reader->qpdf, type);
    const char *standard = g_hash_table_lookup(reader->types, name);
    if (standard)
        return standard;
    char *key = g_string_chunk_insert_const(reader->file->strings, name);
    qpdf_oh roles = get(reader, get(reader, qpdf_get_root(reader->qpdf), "/StructTreeRoot"), "/RoleMap");
    qpdf_oh role = get(reader, roles, key);
    if (qpdf_oh_is_name(reader->qpdf, role))
        name = qpdf_oh_get_name(reader->qpdf, role);
    else
        name = key;
    char *value = g_string_chunk_insert_const(reader->file->strings, *name == '/' ? name + 1 : name);
    g_hash_table_insert(reader->types, key, value);
    return value;
}

static void
read_element(Reader *reader, int object, guint parent, guint depth)
{
    ApReadElement *element = g_new0(ApReadElement, 1);
    element->object = object;
    element->parent = parent;
    element->contents = g_array_new(FALSE, FALSE, sizeof(ApReadContent));
    element->annotations = g_array_new(FALSE, FALSE, sizeof(int));
    g_ptr_array_add(reader->file->elements, element);
    guint index = reader->file->elements->len - 1;
    qpdf_oh dict = qpdf_get_object_by_id(reader->qpdf, object, 0);
    element->type = read_type(reader, dict);
    read_attributes(reader, element, dict);
    g_autoptr(GArray) children = g_array_new(FALSE, FALSE, sizeof(int));
    read_kids(reader, element, dict, children);
    qpdf_oh_release_all(reader->qpdf);
    for (guint i = 0; i < children->len && depth < DEPTH_LIMIT; i++)
        read_element(reader, g_array_index(children, int, i), index, depth + 1);
}

static void
read_structure(Reader *reader)
{
    qpdf_oh tree = get(reader, qpdf_get_root(reader->qpdf), "/StructTreeRoot");
    read_parents(reader, get(reader, tree, "/ParentTree"), 0);
    ApReadElement root = {.contents = g_array_new(FALSE, FALSE, sizeof(ApReadContent)),
                          .annotations = g_array_new(FALSE, FALSE, sizeof(int))};
    g_autoptr(GArray) children = g_array_new(FALSE, FALSE, sizeof(int));
    read_kids(reader, &root, tree, children);
    g_array_unref(root.contents);
    g_array_unref(root.annotations);
    qpdf_oh_release_all(reader->qpdf);
    for (guint i = 0; i < children->len; i++)
        read_element(reader, g_array_index(children, int, i), G_MAXUINT, 0);
}

/* ---- The document. ---- */

static void
read_metadata(Reader *reader, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!qpdf_oh_is_stream(reader->qpdf, stream)) {
        note_failure(reader, _("the document has no metadata"));
        return;
    }
    (void)qpdf_oh_get_stream_data(reader->qpdf, stream, qpdf_dl_all, NULL, &bytes, &length);
    reader->file->metadata = g_strndup(bytes ? (const char *)bytes : "", length);
    free(bytes);
}

static void
read_catalog(Reader *reader)
{
    qpdf_oh root = qpdf_get_root(reader->qpdf);
    if (!has_text(reader, root, "/Lang"))
        note_failure(reader, _("the document has no language"));
    if (!is_true(reader, get(reader, root, "/MarkInfo"), "/Marked"))
        note_failure(reader, _("the document does not say that it is tagged"));
    if (!is_true(reader, get(reader, root, "/ViewerPreferences"), "/DisplayDocTitle"))
        note_failure(reader, _("readers are not asked to show the title"));
    read_metadata(reader, get(reader, root, "/Metadata"));
    if (!qpdf_oh_is_array(reader->qpdf, get(reader, root, "/OutputIntents")))
        note_failure(reader, _("the document has no output intent"));
    if (!qpdf_oh_is_array(reader->qpdf, get(reader, qpdf_get_trailer(reader->qpdf), "/ID")))
        note_failure(reader, _("the document has no identifier"));
    qpdf_oh_release_all(reader->qpdf);
}

static gboolean
check_qpdf(Reader *reader, GError **error)
{
    qpdf_error wrong = NULL;
    if (qpdf_has_error(reader->qpdf))
        wrong = qpdf_get_error(reader->qpdf);
    else if (qpdf_more_warnings(reader->qpdf))
        wrong = qpdf_next_warning(reader->qpdf);
    if (!wrong)
        return TRUE;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("cannot read the PDF back: %s"),
                qpdf_get_error_full_text(reader->qpdf, wrong));
    return FALSE;
}

static void
reader_clear(Reader *reader)
{
    qpdf_cleanup(&reader->qpdf);
    g_hash_table_unref(reader->page_numbers);
    g_hash_table_unref(reader->parents);
    g_hash_table_unref(reader->types);
    g_hash_table_unref(reader->font_uses);
    g_hash_table_unref(reader->forms);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

ApReadFile *
ap_file_reread(GBytes *pdf, gboolean with_texts, GError **error)
{
    g_autoptr(ApReadFile) file = read_file_new();
    g_auto(Reader) reader = {.file = file, .qpdf = qpdf_init(), .with_texts = with_texts};
    reader.page_numbers = g_hash_table_new(NULL, NULL);
    reader.parents = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    reader.types = g_hash_table_new(g_str_hash, g_str_equal);
    reader.font_uses = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)font_use_free);
    reader.forms = g_hash_table_new(NULL, NULL);
    qpdf_silence_errors(reader.qpdf);
    qpdf_set_suppress_warnings(reader.qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(reader.qpdf, QPDF_FALSE);
    gsize length = 0;
    const char *bytes = g_bytes_get_data(pdf, &length);
    if (qpdf_read_memory(reader.qpdf, "report.pdf", bytes, length, NULL) == QPDF_SUCCESS) {
        read_catalog(&reader);
        number_pages(&reader);
        read_structure(&reader);
        read_pages(&reader);
    }
    return check_qpdf(&reader, error) ? g_steal_pointer(&file) : NULL;
}
