/* Collects text while a content stream is scanned. */
#include <config.h>

#include "render/pdf/sink.h"

/* A text string of PDF is UTF-16BE after a byte order mark; else PDFDocEncoding, of which ASCII is enough
 * here. ISO 32000-1, 7.9.2.2. */
static void
append_string(GString *out, const guint8 *bytes, gsize length)
{
    if (length < 2 || bytes[0] != 0xfe || bytes[1] != 0xff) {
        for (gsize i = 0; i < length; i++)
            g_string_append_unichar(out, bytes[i]);
        return;
    }
    g_autofree char *text =
        g_convert((const char *)bytes + 2, (gssize)length - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
    g_string_append(out, text ? text : "\357\277\275");
}

void
ap_text_sink_begin(ApTextSink *sink, const ApScanMark *mark, GString *text)
{
    if (!sink->text) {
        sink->text = text;
        sink->depth = 0;
    }
    if (!sink->text)
        return;
    sink->depth++;
    if (sink->replaced > 0 || !mark->text)
        return;
    append_string(sink->text, mark->text, mark->length);
    sink->replaced = sink->depth;
}

void
ap_text_sink_end(ApTextSink *sink)
{
    if (!sink->text)
        return;
    if (sink->replaced == sink->depth)
        sink->replaced = 0;
    if (--sink->depth == 0)
        sink->text = NULL;
}

void
ap_text_sink_show(ApTextSink *sink, GHashTable *texts, gboolean is_wide, const guint8 *codes, gsize length)
{
    if (!sink->text || sink->replaced > 0)
        return;
    gsize width = is_wide ? 2 : 1;
    for (gsize i = 0; i + width <= length; i += width) {
        guint code = is_wide ? (guint)codes[i] << 8 | codes[i + 1] : codes[i];
        const char *text = g_hash_table_lookup(texts, GUINT_TO_POINTER(code));
        g_string_append(sink->text, text ? text : "\357\277\275");
    }
}

void
ap_text_sink_gap(ApTextSink *sink)
{
    if (!sink->text || sink->replaced > 0 || sink->text->len == 0)
        return;
    if (sink->text->str[sink->text->len - 1] != '\n')
        g_string_append_c(sink->text, '\n');
}
