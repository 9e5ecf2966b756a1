/* build.json: the hash of every input and output of a build, and the version that made it. */
#pragma once

#include "render/digest.h"
#include "render/provenance.h"
#include "scores/problem.h"

#define AP_MANIFEST "build.json"

/* Where the internal edition goes beside a public one. */
#define AP_INTERNAL_FOLDER "internal"

/* `outputs` maps names to GBytes; `internal` is their edition. */
GBytes *ap_manifest_render(const ApProvenance *provenance, gboolean internal, GHashTable *outputs,
                           ApDigests *digests);

/* Whether the build.json of the folder `dir` is that of a public edition. */
gboolean ap_manifest_is_public(const char *dir);

/* Compares `present`, hashed now from the year folder `year`, with the inputs that the build.json of `dir`
 * lists: what changed, is missing or was added becomes an error at its file, a file of a template by its name
 * alone. What is no build.json becomes one, too. FALSE with `error` if it cannot be read. */
gboolean ap_manifest_check_inputs(const char *dir, const ApProvenance *present, const char *year,
                                  ApProblems *problems, GError **error);

/* What a former build left below `dir` and the present one, of `outputs`, no longer makes: the names,
 * relative to `dir` as those of the outputs, of figures and of the page that a former build.json lists and
 * whose bytes are still those. Only the folders for which there is a new build.json are looked at. Caller
 * unrefs. */
GPtrArray *ap_manifest_stale(const char *dir, GHashTable *outputs);
