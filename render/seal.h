/* The seal of a final report: a file beside the outputs with the hash of each, in the form that sha256sum
 * reads and writes, so that anybody can check it. build.json is among them, and holds the hashes of the
 * inputs. */
#pragma once

#include "scores/problem.h"

#include <gio/gio.h>

#define AP_SEAL "seal.sha256"

/* The seal of `outputs` (name → GBytes): the same for the same outputs. */
GBytes *ap_seal_render(GHashTable *outputs);

/* Whether the folder `dir` is sealed. */
gboolean ap_seal_exists(const char *dir);

/* The files below `dir` that are not in the set `expected` (names relative to `dir`): char *, sorted, caller
 * unrefs. Hidden files are passed over: file managers leave them. NULL with `error`. */
GPtrArray *ap_seal_strays(const char *dir, GHashTable *expected, GError **error);

/* Compares the folder `dir` with its seal. What changed, is missing or was added becomes an error, each file
 * by its name; the internal edition within, if it has a seal of its own, is passed over. Returns the
 * fingerprint of the seal, for the caller to free, and in `*count` how many files it vouches for; NULL if
 * there is no seal that can be read, which a problem or `error` tells. */
char *ap_seal_check(const char *dir, guint *count, ApProblems *problems, GError **error);
