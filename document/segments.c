/* Finds the lines ":::" of a rendered text. */
#include <config.h>

#include "document/segments.h"

#include <string.h>

#define FENCE ":::"

static void
clear_segment(gpointer data)
{
    ApSegment *segment = data;
    g_free(segment->name);
}

/* Reads the fence whose colons begin at `start`, on a line that ends at `end`. */
static ApSegment
read_fence(const ApRendered *rendered, gsize start, gsize end)
{
    const char *text = rendered->text;
    ApSegment fence = {.kind = AP_SEGMENT_CLOSE, .place = ap_rendered_place(rendered, start)};
    while (end > start && g_ascii_isspace(text[end - 1]))
        end--;
    gsize from = start + strlen(FENCE);
    while (from < end && text[from] == ' ')
        from++;
    if (from >= end)
        return fence;
    fence.kind = AP_SEGMENT_OPEN;
    if (end - from > strlen(FENCE) && memcmp(text + end - strlen(FENCE), FENCE, strlen(FENCE)) == 0) {
        fence.kind = AP_SEGMENT_ALONE;
        end -= strlen(FENCE);
    }
    gsize name_end = from;
    while (name_end < end && text[name_end] != ' ')
        name_end++;
    fence.name = g_strndup(text + from, name_end - from);
    fence.start = name_end;
    fence.end = end;
    return fence;
}

GArray *
ap_segments_find(const ApRendered *rendered)
{
    GArray *segments = g_array_new(FALSE, FALSE, sizeof(ApSegment));
    g_array_set_clear_func(segments, clear_segment);
    gsize from = 0;
    for (gsize line = 0; line < rendered->length;) {
        gsize end = line + strcspn(rendered->text + line, "\n");
        gsize start = line + strspn(rendered->text + line, " ");
        if (strncmp(rendered->text + start, FENCE, strlen(FENCE)) == 0) {
            ApSegment before = {.kind = AP_SEGMENT_TEXT, .start = from, .end = line};
            ApSegment fence = read_fence(rendered, start, end);
            g_array_append_val(segments, before);
            g_array_append_val(segments, fence);
            from = MIN(end + 1, rendered->length);
        }
        line = end + 1;
    }
    ApSegment rest = {.kind = AP_SEGMENT_TEXT, .start = from, .end = rendered->length};
    g_array_append_val(segments, rest);
    return segments;
}
