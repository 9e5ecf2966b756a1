/* Reads a content stream again: what it shows, and in which marked content. ISO 32000-1, 7.2, 7.8 and 14.6.
 */
#pragma once

#include <glib.h>

/* Called for each event, with the caller's `data`. All are needed. */
typedef struct {
    /* Marked content with an MCID begins. */
    void (*begin)(gpointer data, guint mcid);
    /* Codes are shown in the font of this resource name ("F1", or NULL if none was set). */
    void (*show)(gpointer data, const char *font, const guint8 *codes, gsize length);
    /* An XObject of this resource name is drawn. */
    void (*draw)(gpointer data, const char *name);
    /* Something breaks the rules; `what` is a short translated text. */
    void (*fail)(gpointer data, const char *what);
} ApScanEvents;

/* Scans `bytes`. `needs_marks`: all that is drawn must be inside an MCID or an artifact, neither inside the
 * other; so it is on pages, not in the forms that they draw. */
void ap_content_scan(const char *bytes, gsize length, gboolean needs_marks, const ApScanEvents *events,
                     gpointer data);
