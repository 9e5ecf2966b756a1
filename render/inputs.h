/* The hash of every file that a build read: computed once, for the record of the build and for what its
 * outputs tell of it. */
#pragma once

#include "document/template.h"

#include <time.h>

typedef struct {
    char *name; /* relative to the year folder ("scores.csv") or to the templates ("annual/report.md") */
    char *hash; /* SHA-256 in hexadecimal */
} ApHash;

/* Of the files as they are, names of participants and all: not for publication. */
typedef struct {
    GPtrArray *year;     /* ApHash: the files of the year folder, its texts too, in order */
    GPtrArray *template; /* ApHash: the files of the template and its base, in order */
} ApInputs;

/* Hashes the files of both. NULL with `error` if one can no longer be read. */
ApInputs *ap_inputs_new(const ApYear *year, const ApTemplate *template, GError **error);
void ap_inputs_free(ApInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApInputs, ap_inputs_free)

/* One fingerprint of all files. Caller frees. */
char *ap_inputs_digest(const ApInputs *inputs);

/* Whether no file changed since `since` (of CLOCK_REALTIME_COARSE, by which Linux dates files): of one that
 * did, nobody knows whether it was read before or after. */
gboolean ap_inputs_are_settled(const ApYear *year, const ApTemplate *template, const struct timespec *since);

/* An empty array of ApHash, which it frees. */
GPtrArray *ap_hashes_new(void);

/* Takes `hash`. */
void ap_hashes_add(GPtrArray *hashes, const char *name, char *hash);

/* Orders them by name. */
void ap_hashes_sort(GPtrArray *hashes);

/* One hash for many: that of their names and hashes, a line each. Caller frees. */
char *ap_hashes_digest(const GPtrArray *hashes);

static inline const ApHash *
ap_hashes_at(const GPtrArray *hashes, guint index)
{
    return (const ApHash *)g_ptr_array_index(hashes, index);
}
