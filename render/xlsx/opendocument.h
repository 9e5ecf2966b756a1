/* The appendix as an OpenDocument spreadsheet. */
#pragma once

#include "scores/problem.h"

#include <gio/gio.h>

/* The bytes of `workbook`, an Excel workbook, as OpenDocument; LibreOffice makes them. NULL with a warning at
 * `wish`, where the year asks for it, if LibreOffice is not installed or cannot do it; NULL with `error` if
 * the system fails. The same workbook and LibreOffice give the same bytes. */
GBytes *ap_opendocument_render(GBytes *workbook, ApPlace wish, ApProblems *problems, GError **error);

/* The path of the program that does it, for the caller to free; NULL if it is not installed. */
char *ap_opendocument_tool(void);
