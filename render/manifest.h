/* build.json: the hash of every input and output of a build, and the version that made it. */
#pragma once

#include "render/provenance.h"

/* `outputs` maps names to GBytes. */
GBytes *ap_manifest_render(const ApProvenance *provenance, GHashTable *outputs);
