/* build.json: the hash of every input and output of a build, and the version that made it. */
#pragma once

#include "render/provenance.h"

/* `outputs` maps names to GBytes. */
GBytes *ap_manifest_render(const ApProvenance *provenance, GHashTable *outputs);

/* What a former build left in `dir` and the present one, of `outputs`, no longer makes: the names of figures
 * that its build.json lists and whose bytes are still those. Empty if there was none. Caller unrefs. */
GPtrArray *ap_manifest_stale(const char *dir, GHashTable *outputs);
