/* Reads a content stream again: what it shows, and in which marked content. ISO 32000-1, 7.2, 7.8 and 14.6.
 */
#pragma once

#include <glib.h>

/* A sequence of marked content. */
typedef struct {
    glong mcid;         /* -1 for none */
    const guint8 *text; /* its ActualText, a text string of PDF; NULL for none; lent */
    gsize length;       /* bytes of it */
} ApScanMark;

/* Called for each event, with the caller's `data`. All are needed. */
typedef struct {
    /* Marked content begins; the last that began ends. */
    void (*begin)(gpointer data, const ApScanMark *mark);
    void (*end)(gpointer data);
    /* Codes are shown in the font of this resource name ("F1", or NULL if none was set). */
    void (*show)(gpointer data, const char *font, const guint8 *codes, gsize length);
    /* What is shown next does not follow on what was shown before. */
    void (*gap)(gpointer data);
    /* An XObject of this resource name is drawn. */
    void (*draw)(gpointer data, const char *name);
    /* Something breaks the rules; `what` is a short translated text. */
    void (*fail)(gpointer data, const char *what);
} ApScanEvents;

/* Scans `bytes`. `needs_marks`: all that is drawn must be inside an MCID or an artifact, neither inside the
 * other; so it is on pages, not in the forms that they draw. */
void ap_content_scan(const char *bytes, gsize length, gboolean needs_marks, const ApScanEvents *events,
                     gpointer data);
