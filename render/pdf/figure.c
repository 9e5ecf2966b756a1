/* Figures in a PDF: the objects under each page of cairo's PDF are copied into the file being built, streams
 * as they are, and the page's content becomes a form XObject. ISO 32000-1, 8.10. */
#include <config.h>

#include "render/pdf/figure.h"

#include "render/pdf/cff.h"

#include <glib/gi18n.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

/* Deeper than any graph of objects that cairo writes; protects the stack from a broken file. */
#define DEPTH_LIMIT 64

struct ApFigures {
    ApFile *file;
    qpdf_data qpdf;
    GBytes *pdf;
    GHashTable *copies; /* object number there → object here, lent */
    GPtrArray *forms;   /* HPDF_Dict by page, NULL until used */
};

static void *copy_object(ApFigures *figures, qpdf_oh object, guint depth);

/* Turns what qpdf found wrong into `error`; TRUE if nothing was. */
static gboolean
check_qpdf(ApFigures *figures, GError **error)
{
    qpdf_error wrong = NULL;
    if (qpdf_has_error(figures->qpdf))
        wrong = qpdf_get_error(figures->qpdf);
    else if (qpdf_more_warnings(figures->qpdf))
        wrong = qpdf_next_warning(figures->qpdf);
    if (!wrong)
        return TRUE;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("cannot read the figures: %s"),
                qpdf_get_error_full_text(figures->qpdf, wrong));
    return FALSE;
}

ApFigures *
ap_figures_new(ApFile *file, GBytes *pdf, GError **error)
{
    g_autoptr(ApFigures) figures = g_new0(ApFigures, 1);
    figures->file = file;
    figures->qpdf = qpdf_init();
    qpdf_silence_errors(figures->qpdf);
    qpdf_set_suppress_warnings(figures->qpdf, QPDF_TRUE);
    figures->copies = g_hash_table_new(NULL, NULL);
    figures->forms = g_ptr_array_new();
    if (pdf) {
        gsize length = 0;
        figures->pdf = g_bytes_ref(pdf);
        const char *bytes = g_bytes_get_data(pdf, &length);
        (void)qpdf_read_memory(figures->qpdf, "figures", bytes, length, NULL);
        int n_pages = qpdf_has_error(figures->qpdf) ? 0 : qpdf_get_num_pages(figures->qpdf);
        if (!check_qpdf(figures, error))
            return NULL;
        g_ptr_array_set_size(figures->forms, MAX(n_pages, 0));
    }
    return g_steal_pointer(&figures);
}

void
ap_figures_free(ApFigures *figures)
{
    if (!figures)
        return;
    qpdf_cleanup(&figures->qpdf);
    if (figures->pdf)
        g_bytes_unref(figures->pdf);
    g_hash_table_unref(figures->copies);
    g_ptr_array_unref(figures->forms);
    g_free(figures);
}

/* Left, bottom, right, top of a page. */
static gboolean
page_box(ApFigures *figures, guint index, double box[static 4])
{
    if (index >= figures->forms->len)
        return FALSE;
    qpdf_oh page = qpdf_get_page_n(figures->qpdf, index);
    qpdf_oh edges = qpdf_oh_get_key(figures->qpdf, page, "/MediaBox");
    if (qpdf_oh_get_array_n_items(figures->qpdf, edges) != 4)
        return FALSE;
    for (int i = 0; i < 4; i++)
        box[i] = qpdf_oh_get_numeric_value(figures->qpdf, qpdf_oh_get_array_item(figures->qpdf, edges, i));
    return box[2] > box[0] && box[3] > box[1];
}

gboolean
ap_figures_size(ApFigures *figures, guint index, double *width, double *height)
{
    double box[4];
    if (!page_box(figures, index, box))
        return FALSE;
    *width = box[2] - box[0];
    *height = box[3] - box[1];
    return TRUE;
}

/* The keys of a dictionary, without their slash. qpdf has one iterator for all, so they are collected first.
 */
static GPtrArray *
dict_keys(ApFigures *figures, qpdf_oh dict)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    qpdf_oh_begin_dict_key_iter(figures->qpdf, dict);
    while (qpdf_oh_dict_more_keys(figures->qpdf))
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(figures->qpdf)));
    return keys;
}

/* Copies the entries of `from` to `to`, but for those that a stream gets anew. */
static void
copy_entries(ApFigures *figures, qpdf_oh from, HPDF_Dict to, gboolean is_stream, guint depth)
{
    g_autoptr(GPtrArray) keys = dict_keys(figures, from);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = keys->pdata[i];
        if (is_stream && (strcmp(key, "/Length") == 0 || strcmp(key, "/Filter") == 0))
            continue;
        void *value = copy_object(figures, qpdf_oh_get_key(figures->qpdf, from, key), depth + 1);
        ap_dict_set(figures->file, to, key + 1, value);
    }
}

/* cairo 1.16 leaves this out, which PDF/A demands of an embedded TrueType font (ISO 19005-2, 6.2.11.3.2). */
static void
complete_font(ApFigures *figures, qpdf_oh from, HPDF_Dict to)
{
    if (qpdf_oh_is_name_and_equals(figures->qpdf, qpdf_oh_get_key(figures->qpdf, from, "/Subtype"),
                                   "/CIDFontType2") &&
        !qpdf_oh_has_key(figures->qpdf, from, "/CIDToGIDMap"))
        ap_dict_set_name(figures->file, to, "CIDToGIDMap", "Identity");
}

/* An embedded CFF font, made smaller if that is possible. */
static HPDF_Dict
copy_cff(ApFigures *figures, const unsigned char *bytes, size_t length)
{
    g_autoptr(GBytes) shrunk = ap_cff_shrink(bytes, length);
    if (shrunk)
        bytes = g_bytes_get_data(shrunk, &length);
    return ap_file_stream_deflated(figures->file, bytes, length);
}

/* The bytes of a stream: as they are if only deflated, else decoded and deflated anew. */
static HPDF_Dict
copy_bytes(ApFigures *figures, qpdf_oh object)
{
    qpdf_oh dict = qpdf_oh_get_dict(figures->qpdf, object);
    qpdf_oh filter = qpdf_oh_get_key(figures->qpdf, dict, "/Filter");
    gboolean is_cff = qpdf_oh_is_name_and_equals(
        figures->qpdf, qpdf_oh_get_key(figures->qpdf, dict, "/Subtype"), "/CIDFontType0C");
    gboolean is_kept = !is_cff && qpdf_oh_is_name_and_equals(figures->qpdf, filter, "/FlateDecode") &&
                       !qpdf_oh_has_key(figures->qpdf, dict, "/DecodeParms");
    unsigned char *bytes = NULL;
    size_t length = 0;
    (void)qpdf_oh_get_stream_data(figures->qpdf, object, is_kept ? qpdf_dl_none : qpdf_dl_all, NULL, &bytes,
                                  &length);
    HPDF_Dict copy = NULL;
    if (is_cff)
        copy = copy_cff(figures, bytes, length);
    else if (is_kept)
        copy = ap_file_stream_raw(figures->file, bytes, length, TRUE);
    else
        copy = ap_file_stream_deflated(figures->file, bytes, length);
    free(bytes);
    return copy;
}

static void *
copy_array(ApFigures *figures, qpdf_oh array, HPDF_Array copy, guint depth)
{
    int n_items = qpdf_oh_get_array_n_items(figures->qpdf, array);
    for (int i = 0; i < n_items; i++)
        ap_array_add(figures->file, copy,
                     copy_object(figures, qpdf_oh_get_array_item(figures->qpdf, array, i), depth + 1));
    return copy;
}

static void *
copy_scalar(ApFigures *figures, qpdf_oh object)
{
    HPDF_Doc doc = ap_file_doc(figures->file);
    qpdf_data qpdf = figures->qpdf;
    size_t length = 0;
    if (!doc)
        return NULL;
    switch (qpdf_oh_get_type_code(qpdf, object)) {
    case ot_boolean:
        return HPDF_Boolean_New(doc->mmgr, qpdf_oh_get_bool_value(qpdf, object));
    case ot_integer:
        return HPDF_Number_New(doc->mmgr, qpdf_oh_get_int_value_as_int(qpdf, object));
    case ot_real:
        return HPDF_Real_New(doc->mmgr, (HPDF_REAL)qpdf_oh_get_numeric_value(qpdf, object));
    case ot_name:
        return HPDF_Name_New(doc->mmgr, qpdf_oh_get_name(qpdf, object) + 1);
    case ot_string: {
        const char *bytes = qpdf_oh_get_binary_string_value(qpdf, object, &length);
        return ap_file_bytes(figures->file, bytes, length);
    }
    default:
        return HPDF_Null_New(doc->mmgr);
    }
}

/* Copies a container; it is noted before its contents, which may lead back to it. */
static void *
copy_container(ApFigures *figures, qpdf_oh object, gboolean is_shared, guint depth)
{
    ApFile *file = figures->file;
    gboolean is_stream = qpdf_oh_is_stream(figures->qpdf, object);
    gboolean is_array = qpdf_oh_is_array(figures->qpdf, object);
    void *copy = NULL;
    if (is_stream)
        copy = copy_bytes(figures, object);
    else if (is_array)
        copy = is_shared ? ap_file_shared_array(file) : ap_file_array(file);
    else
        copy = is_shared ? ap_file_shared_dict(file) : ap_file_dict(file);
    if (!copy)
        return NULL;
    if (is_shared)
        g_hash_table_insert(figures->copies, GINT_TO_POINTER(qpdf_oh_get_object_id(figures->qpdf, object)),
                            copy);
    if (is_array)
        return copy_array(figures, object, copy, depth);
    qpdf_oh dict = is_stream ? qpdf_oh_get_dict(figures->qpdf, object) : object;
    copy_entries(figures, dict, copy, is_stream, depth);
    complete_font(figures, dict, copy);
    return copy;
}

static void *
copy_object(ApFigures *figures, qpdf_oh object, guint depth)
{
    if (depth > DEPTH_LIMIT)
        return NULL;
    gboolean is_shared = qpdf_oh_is_indirect(figures->qpdf, object);
    if (is_shared) {
        void *copy = g_hash_table_lookup(figures->copies,
                                         GINT_TO_POINTER(qpdf_oh_get_object_id(figures->qpdf, object)));
        if (copy)
            return copy;
    }
    if (qpdf_oh_is_scalar(figures->qpdf, object))
        return copy_scalar(figures, object);
    return copy_container(figures, object, is_shared, depth);
}

/* The content of a page: one deflated stream as it is, else all of its streams joined. */
static HPDF_Dict
copy_content(ApFigures *figures, qpdf_oh page)
{
    qpdf_oh contents = qpdf_oh_get_key(figures->qpdf, page, "/Contents");
    if (qpdf_oh_is_stream(figures->qpdf, contents))
        return copy_bytes(figures, contents);
    unsigned char *bytes = NULL;
    size_t length = 0;
    (void)qpdf_oh_get_page_content_data(figures->qpdf, page, &bytes, &length);
    HPDF_Dict copy = ap_file_stream_deflated(figures->file, bytes, length);
    free(bytes);
    return copy;
}

HPDF_Dict
ap_figures_lookup(ApFigures *figures, guint index, GError **error)
{
    double box[4];
    if (!page_box(figures, index, box)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("figure %u was not drawn"), index + 1);
        return NULL;
    }
    if (figures->forms->pdata[index])
        return figures->forms->pdata[index];
    ApFile *file = figures->file;
    qpdf_oh page = qpdf_get_page_n(figures->qpdf, index);
    HPDF_Dict form = copy_content(figures, page);
    ap_dict_set_name(file, form, "Type", "XObject");
    ap_dict_set_name(file, form, "Subtype", "Form");
    ap_dict_set(file, form, "BBox", ap_file_box(file, box[0], box[1], box[2], box[3]));
    static const char *const inherited[] = {"/Resources", "/Group"};
    for (guint i = 0; i < G_N_ELEMENTS(inherited); i++)
        if (qpdf_oh_has_key(figures->qpdf, page, inherited[i]))
            ap_dict_set(file, form, inherited[i] + 1,
                        copy_object(figures, qpdf_oh_get_key(figures->qpdf, page, inherited[i]), 0));
    if (!check_qpdf(figures, error) || !ap_file_check(file, error))
        return NULL;
    figures->forms->pdata[index] = form;
    return form;
}
