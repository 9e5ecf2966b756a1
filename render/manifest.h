/* build.json: the hash of every input and output of a build, and the version that made it. */
#pragma once

#include "document/template.h"

/* `outputs` maps names to GBytes. NULL with `error` if an input can no longer be read. */
GBytes *ap_manifest_render(const ApYear *year, const ApTemplate *template, GHashTable *outputs,
                           GError **error);

/* The SHA-256 of the file `path` in hexadecimal, as build.json has it. Caller frees; NULL with `error`. */
char *ap_manifest_hash(const char *path, GError **error);
