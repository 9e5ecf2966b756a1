/* From pages to a PDF file: PDF/A-2a and PDF/UA-1, with libharu as the writer. */
#pragma once

#include "render/pdf/face.h"

typedef struct {
    const char *title;
    const char *author;
    const char *subject;
    const char *language;          /* "zh-TW" */
    const char *producer;          /* "auditpress 0.1.0" */
    const char *const *properties; /* name, value, …, NULL: facts for the XMP (hashes of inputs) */
} ApPdfOptions;

/* The whole file. NULL with `error`. The same pages give the same bytes. */
GBytes *ap_pdf_write(const ApPages *pages, const ApPdfOptions *options, GError **error);
