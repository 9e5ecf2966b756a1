/* LibreOffice as a converter, if it is installed. */
#pragma once

#include <gio/gio.h>

typedef enum { AP_CONVERTED, AP_CONVERTER_MISSING, AP_CONVERTER_FAILED } ApConversion;

/* The path of the program; NULL if it is not installed. Caller frees. */
char *ap_libreoffice_path(void);

/* Converts a workbook to OpenDocument with a profile of its own, so that neither the user's settings nor an
 * open window have a part in it. `*converted` is set if it came out; `error` if the system failed. Takes
 * seconds, and is given up after minutes. */
ApConversion ap_libreoffice_convert(GBytes *workbook, GBytes **converted, GError **error);
