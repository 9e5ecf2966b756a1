/* build.json: the hash of every input and output of a build, and the version that made it. */
#pragma once

#include "render/provenance.h"

#define AP_MANIFEST "build.json"

/* `outputs` maps names to GBytes; `internal` is their edition. */
GBytes *ap_manifest_render(const ApProvenance *provenance, gboolean internal, GHashTable *outputs);

/* Whether the build.json of the folder `dir` is that of a public edition. */
gboolean ap_manifest_is_public(const char *dir);

/* What a former build left below `dir` and the present one, of `outputs`, no longer makes: the names,
 * relative to `dir` as those of the outputs, of figures and of the page that a former build.json lists and
 * whose bytes are still those. Only the folders for which there is a new build.json are looked at. Caller
 * unrefs. */
GPtrArray *ap_manifest_stale(const char *dir, GHashTable *outputs);
