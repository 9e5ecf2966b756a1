/* Laid-out pages: making and freeing them. */
#include <config.h>

#include "render/pdf/page.h"

ApElement *
ap_element_new(ApElement *parent, ApElementKind kind)
{
    ApElement *element = g_new0(ApElement, 1);
    element->kind = kind;
    element->row_span = 1;
    element->column_span = 1;
    element->children = g_ptr_array_new_with_free_func((GDestroyNotify)ap_element_free);
    element->parent = parent;
    if (parent)
        g_ptr_array_add(parent->children, element);
    return element;
}

void
ap_element_free(ApElement *root)
{
    if (!root)
        return;
    g_ptr_array_unref(root->children);
    g_free(root->alt);
    g_free(root->actual_text);
    g_free(root);
}

ApGlyphRun *
ap_glyph_run_new(void)
{
    ApGlyphRun *run = g_new0(ApGlyphRun, 1);
    run->glyphs = g_array_new(FALSE, FALSE, sizeof(ApGlyph));
    return run;
}

void
ap_glyph_run_free(ApGlyphRun *run)
{
    if (!run)
        return;
    g_free(run->text);
    g_array_unref(run->glyphs);
    g_free(run);
}

ApPageMark *
ap_page_mark_new(ApMarkKind kind, ApElement *element)
{
    ApPageMark *mark = g_new0(ApPageMark, 1);
    mark->kind = kind;
    mark->element = element;
    return mark;
}

void
ap_page_mark_free(ApPageMark *mark)
{
    if (!mark)
        return;
    ap_glyph_run_free(mark->run);
    g_clear_pointer(&mark->lines, g_array_unref);
    g_clear_pointer(&mark->drawn, g_ptr_array_unref);
    g_free(mark);
}

static void
page_link_free(ApPageLink *link)
{
    g_free(link->description);
    g_free(link);
}

ApPage *
ap_page_new(void)
{
    ApPage *page = g_new0(ApPage, 1);
    page->marks = g_ptr_array_new_with_free_func((GDestroyNotify)ap_page_mark_free);
    page->links = g_ptr_array_new_with_free_func((GDestroyNotify)page_link_free);
    page->printed = g_array_new(FALSE, FALSE, sizeof(ApPrinted));
    return page;
}

void
ap_page_free(ApPage *page)
{
    if (!page)
        return;
    g_ptr_array_unref(page->marks);
    g_ptr_array_unref(page->links);
    g_array_unref(page->printed);
    g_free(page->label);
    g_free(page);
}

static void
bookmark_free(ApBookmark *bookmark)
{
    g_free(bookmark->title);
    g_free(bookmark);
}

ApPages *
ap_pages_new(double width, double height)
{
    ApPages *pages = g_new0(ApPages, 1);
    pages->width = width;
    pages->height = height;
    pages->pages = g_ptr_array_new_with_free_func((GDestroyNotify)ap_page_free);
    pages->destinations = g_array_new(FALSE, FALSE, sizeof(ApDestination));
    pages->bookmarks = g_ptr_array_new_with_free_func((GDestroyNotify)bookmark_free);
    return pages;
}

void
ap_pages_free(ApPages *pages)
{
    if (!pages)
        return;
    g_ptr_array_unref(pages->pages);
    g_array_unref(pages->destinations);
    g_ptr_array_unref(pages->bookmarks);
    ap_element_free(pages->root);
    g_free(pages);
}
