/* The rules that the report relies on. ISO 14289-1, 7; ISO 32000-1, 14.8.4 (nesting) and 14.8.5.7 (tables).
 */
#include <config.h>

#include "render/pdf/check.h"

#include "render/pdf/reread.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const ApReadFile *file;
    GPtrArray *failures;
    GHashTable *by_object; /* object number → ApReadElement */
} Check;

/* What may stand directly in some types, and where some types may stand ("" is the root); types not named are
 * free. */
typedef struct {
    const char *type;
    const char *const others[6];
} Rule;

static const Rule content_rules[] = {
    {"L", {"L", "LI", "Caption"}},
    {"LI", {"Lbl", "LBody"}},
    {"TOC", {"TOC", "TOCI", "Caption"}},
    {"Table", {"TR", "THead", "TBody", "TFoot", "Caption"}},
    {"THead", {"TR"}},
    {"TBody", {"TR"}},
    {"TFoot", {"TR"}},
    {"TR", {"TH", "TD"}},
};
static const Rule place_rules[] = {
    {"LI", {"L"}},
    {"LBody", {"LI"}},
    {"TOCI", {"TOC"}},
    {"THead", {"Table"}},
    {"TBody", {"Table"}},
    {"TFoot", {"Table"}},
    {"TR", {"Table", "THead", "TBody", "TFoot"}},
    {"TH", {"TR"}},
    {"TD", {"TR"}},
    {"Document", {""}},
};

/* All types that a reader knows: ISO 32000-1, 14.8.4. */
static const char *const standard_types[] = {
    "Document", "Part",  "Art",       "Sect",    "Div",  "BlockQuote", "Caption", "TOC",      "TOCI",
    "Index",    "P",     "H1",        "H2",      "H3",   "H4",         "H5",      "H6",       "L",
    "LI",       "Lbl",   "LBody",     "Table",   "TR",   "TH",         "TD",      "THead",    "TBody",
    "TFoot",    "Span",  "Quote",     "Note",    "Code", "Link",       "Ruby",    "BibEntry", "Reference",
    "RB",       "RT",    "RP",        "Warichu", "WT",   "WP",         "Form",    "H",        "Figure",
    "Formula",  "Annot", "NonStruct", "Private", NULL};

/* What the metadata say of a PDF/A-2a and PDF/UA-1 file: ISO 19005-2, 6.6.4; ISO 14289-1, 5. */
static const char *const claims[] = {"<pdfaid:part>2</pdfaid:part>",
                                     "<pdfaid:conformance>A</pdfaid:conformance>",
                                     "<pdfuaid:part>1</pdfuaid:part>"};

static void fail(Check *check, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
fail(Check *check, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(check->failures, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* A failure of an element, with the page on which it begins if it has content of its own. */
static void
fail_element(Check *check, const ApReadElement *element, const char *what)
{
    if (element->contents->len > 0)
        fail(check, _("page %u: %s: %s"), g_array_index(element->contents, ApReadContent, 0).page + 1,
             element->type, what);
    else
        fail(check, "%s: %s", element->type, what);
}

static gboolean
is_type(const ApReadElement *element, const char *type)
{
    return element && strcmp(element->type, type) == 0;
}

static const ApReadElement *
find_parent(const Check *check, const ApReadElement *element)
{
    return element->parent == G_MAXUINT ? NULL : check->file->elements->pdata[element->parent];
}

/* ---- Content and the tree belong together. ---- */

static void
check_content(Check *check, const ApReadElement *element, guint *n_contents)
{
    for (guint i = 0; i < element->contents->len; i++) {
        const ApReadContent *content = &g_array_index(element->contents, ApReadContent, i);
        const ApReadPage *page =
            content->page < check->file->pages->len ? check->file->pages->pdata[content->page] : NULL;
        if (!page || content->mcid >= page->owners->len ||
            g_array_index(page->owners, int, content->mcid) != element->object)
            fail_element(check, element, _("its content belongs to another element"));
    }
    *n_contents += element->contents->len;
}

/* With as many contents in the tree as sequences drawn, each of them its owner's, none can be left over. */
static void
check_pages(Check *check, guint n_contents)
{
    guint n_drawn = 0;
    for (guint i = 0; i < check->file->pages->len; i++) {
        const ApReadPage *page = check->file->pages->pdata[i];
        if (!page->has_tabs)
            fail(check, _("page %u: the tabulator does not follow the structure"), i + 1);
        for (guint j = 0; j < page->mcids->len; j++)
            if (g_array_index(page->mcids, guint, j) != j)
                fail(check, _("page %u: marked content is not numbered in its order"), i + 1);
        n_drawn += page->mcids->len;
    }
    if (n_drawn != n_contents)
        fail(check, _("%u pieces of content are drawn, but %u are in the structure"), n_drawn, n_contents);
}

static void
check_links(Check *check)
{
    for (guint i = 0; i < check->file->annotations->len; i++) {
        const ApReadAnnotation *annotation = check->file->annotations->pdata[i];
        const ApReadElement *owner =
            g_hash_table_lookup(check->by_object, GINT_TO_POINTER(annotation->owner));
        gboolean is_listed = FALSE;
        for (guint j = 0; owner && j < owner->annotations->len; j++)
            is_listed |= g_array_index(owner->annotations, int, j) == annotation->object;
        if (!annotation->is_link || !is_type(owner, "Link") || !is_listed)
            fail(check, _("page %u: a link is not in the structure"), annotation->page + 1);
        if (!annotation->has_contents)
            fail(check, _("page %u: a link has no description"), annotation->page + 1);
        if (!annotation->is_printed)
            fail(check, _("page %u: a link is not printed"), annotation->page + 1);
    }
}

static void
check_fonts(Check *check)
{
    for (guint i = 0; i < check->file->fonts->len; i++) {
        const ApReadFont *font = check->file->fonts->pdata[i];
        if (!font->is_embedded)
            fail(check, _("font %s: not embedded"), font->name);
        if (font->undrawable > 0)
            fail(check, _("font %s: %u glyphs are drawn whose text is unknown"), font->name,
                 font->undrawable);
    }
}

/* ---- The tree itself. ---- */

/* FALSE if the rules name `type`, but not `other` with it. */
static gboolean
is_allowed(const Rule *rules, gsize n_rules, const char *type, const char *other)
{
    for (gsize i = 0; i < n_rules; i++)
        if (strcmp(rules[i].type, type) == 0)
            return g_strv_contains(rules[i].others, other);
    return TRUE;
}

static void
check_nesting(Check *check, const ApReadElement *element)
{
    const ApReadElement *parent = find_parent(check, element);
    const char *above = parent ? parent->type : "";
    if (is_allowed(place_rules, G_N_ELEMENTS(place_rules), element->type, above) &&
        is_allowed(content_rules, G_N_ELEMENTS(content_rules), above, element->type))
        return;
    g_autofree char *what = g_strdup_printf(_("must not stand in %s"), parent ? above : _("the root"));
    fail_element(check, element, what);
}

static void
check_type(Check *check, const ApReadElement *element)
{
    if (!g_strv_contains(standard_types, element->type))
        fail_element(check, element, _("is a type that no reader knows"));
}

static void
check_attributes(Check *check, const ApReadElement *element, GHashTable *ids)
{
    if (is_type(element, "Figure") && !element->has_alt)
        fail_element(check, element, _("has no alternative text"));
    if (is_type(element, "TH") && !element->has_scope)
        fail_element(check, element, _("has no scope"));
    if (is_type(element, "Note") && (!element->id || !g_hash_table_add(ids, (gpointer)element->id)))
        fail_element(check, element, _("has no identifier of its own"));
    if (is_type(element, "Link") && element->annotations->len == 0)
        fail_element(check, element, _("leads nowhere"));
}

/* Headings go down one level at a time; `level` is that of the one before, 0 before the first. */
static void
check_heading(Check *check, const ApReadElement *element, guint *level)
{
    if (element->type[0] != 'H' || element->type[1] < '1' || element->type[1] > '6' || element->type[2])
        return;
    guint own = (guint)(element->type[1] - '0');
    if (own > *level + 1)
        fail_element(check, element, _("skips a level"));
    *level = own;
}

/* ---- Tables: each row is as wide as the first, cells from above included. ---- */

typedef struct {
    guint table, row; /* indices of the elements, G_MAXUINT outside */
    guint width;      /* columns of the first row, 0 before its end */
    guint filled;     /* columns of this row so far */
    GArray *below;    /* guint by column: how many rows the cell above it still spans */
    gboolean has_failed;
} Grid;

/* Passes the columns that cells from above take. */
static void
skip_spanned(Grid *grid)
{
    while (grid->filled < grid->below->len && g_array_index(grid->below, guint, grid->filled) > 0)
        g_array_index(grid->below, guint, grid->filled++)--;
}

static void
end_row(Grid *grid)
{
    if (grid->row == G_MAXUINT)
        return;
    skip_spanned(grid);
    if (grid->width == 0)
        grid->width = grid->filled;
    grid->has_failed |= grid->filled != grid->width;
    grid->row = G_MAXUINT;
}

static void
end_table(Check *check, Grid *grid)
{
    end_row(grid);
    for (guint i = 0; i < grid->below->len; i++)
        grid->has_failed |= g_array_index(grid->below, guint, i) > 0;
    if (grid->table != G_MAXUINT && grid->has_failed)
        fail_element(check, check->file->elements->pdata[grid->table], _("its rows are not equally wide"));
    grid->table = G_MAXUINT;
    grid->width = 0;
    grid->has_failed = FALSE;
    g_array_set_size(grid->below, 0);
}

static void
add_cell(Grid *grid, const ApReadElement *cell)
{
    skip_spanned(grid);
    for (guint i = 0; i < cell->column_span; i++, grid->filled++) {
        if (grid->filled >= grid->below->len)
            g_array_set_size(grid->below, grid->filled + 1);
        g_array_index(grid->below, guint, grid->filled) = cell->row_span - 1;
    }
}

static void
check_grid(Check *check, guint index, Grid *grid)
{
    const ApReadElement *element = check->file->elements->pdata[index];
    if (is_type(element, "Table")) {
        end_table(check, grid);
        grid->table = index;
    } else if (is_type(element, "TR")) {
        end_row(grid);
        grid->row = index;
        grid->filled = 0;
    } else if (grid->row != G_MAXUINT && element->parent == grid->row) {
        add_cell(grid, element);
    }
}

static void
check_elements(Check *check)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    Grid grid = {.table = G_MAXUINT, .row = G_MAXUINT};
    grid.below = g_array_new(FALSE, TRUE, sizeof(guint));
    guint n_contents = 0, level = 0;
    for (guint i = 0; i < check->file->elements->len; i++) {
        const ApReadElement *element = check->file->elements->pdata[i];
        check_content(check, element, &n_contents);
        check_type(check, element);
        check_nesting(check, element);
        check_attributes(check, element, ids);
        check_heading(check, element, &level);
        check_grid(check, i, &grid);
    }
    end_table(check, &grid);
    g_array_unref(grid.below);
    check_pages(check, n_contents);
}

/* ---- What the file says of itself. ---- */

static void
check_claims(Check *check)
{
    const char *metadata = check->file->metadata ? check->file->metadata : "";
    gboolean has_all = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++)
        has_all &= strstr(metadata, claims[i]) != NULL;
    if (!has_all)
        fail(check, _("the document does not claim to be PDF/A-2a and PDF/UA-1"));
}

GPtrArray *
ap_pdf_check(GBytes *pdf, GError **error)
{
    g_autoptr(ApReadFile) file = ap_file_reread(pdf, FALSE, error);
    if (!file)
        return NULL;
    g_autoptr(GHashTable) by_object = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < file->elements->len; i++) {
        ApReadElement *element = file->elements->pdata[i];
        g_hash_table_insert(by_object, GINT_TO_POINTER(element->object), element);
    }
    Check check = {file, g_ptr_array_new_with_free_func(g_free), by_object};
    for (guint i = 0; i < file->failures->len; i++)
        fail(&check, "%s", (const char *)file->failures->pdata[i]);
    check_claims(&check);
    check_elements(&check);
    check_links(&check);
    check_fonts(&check);
    return check.failures;
}
