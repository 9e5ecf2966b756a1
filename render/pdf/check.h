/* The rules of PDF/A-2a and PDF/UA-1 that the report relies on, tested on the finished file: it claims no
 * more than what was seen in it. Not a validator: what our writer can't get wrong isn't tested. */
#pragma once

#include <gio/gio.h>

/* Reads the file back. What is wrong as a list of char *, translated, one line each; empty if all is well.
 * NULL with `error` if the file can't be read at all. */
GPtrArray *ap_pdf_check(GBytes *pdf, GError **error);
