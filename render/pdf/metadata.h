/* What a PDF says of itself: title, language, conformance, colours. */
#pragma once

#include "render/pdf/object.h"
#include "render/pdf/write.h"

/* The name space and name of the property that holds ApPdfOptions.properties: a bag of "NAME=VALUE". */
#define AP_METADATA_NAMESPACE "urn:auditpress:report:1.0/"
#define AP_METADATA_FACTS "facts"

/* Writes Info, XMP, Lang, ViewerPreferences and OutputIntents. FALSE with `error` if the colour profile can't
 * be made. */
gboolean ap_metadata_write(ApFile *file, const ApPdfOptions *options, GError **error);
