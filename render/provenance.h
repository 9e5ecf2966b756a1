/* What the outputs were made from: the hash of every input and of the statistics, computed once for
 * build.json, the report's metadata and the workbook's notes. */
#pragma once

#include "document/template.h"

#include <time.h>

typedef struct {
    char *name; /* relative to the year folder ("scores.csv") or to the templates ("annual/report.md") */
    char *hash; /* SHA-256 in hexadecimal */
} ApHash;

typedef struct {
    GPtrArray *year;     /* ApHash: the files of the year folder */
    GPtrArray *template; /* ApHash: the files of the template */
    GPtrArray *facts;    /* ApHash: what the outputs themselves carry: the year's files, the template as one,
                            statistics.csv */
} ApProvenance;

/* Hashes the inputs; `statistics` are the bytes of statistics.csv. NULL with `error` if an input can no
 * longer be read. */
ApProvenance *ap_provenance_new(const ApYear *year, const ApTemplate *template, GBytes *statistics,
                                GError **error);
void ap_provenance_free(ApProvenance *provenance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProvenance, ap_provenance_free)

/* One fingerprint of every file that was read, whole, whatever the edition: not for publication, as it knows
 * the names. NULL with `error` if a file can no longer be read. Caller frees. */
char *ap_provenance_digest(const ApYear *year, const ApTemplate *template, GError **error);

/* Whether no file changed since `since` (of CLOCK_REALTIME_COARSE, by which Linux dates files): of one that
 * did, nobody knows whether it was read before or after. */
gboolean ap_provenance_is_settled(const ApYear *year, const ApTemplate *template,
                                  const struct timespec *since);

/* The facts and the hash of one more file (NULL and NULL for none) as name, hash, …, NULL, for the report's
 * metadata. The array is the caller's, the texts are lent. */
const char **ap_provenance_properties(const ApProvenance *provenance, const char *name, const char *hash);

/* What a draft says at its feet: the program and a hash of all that it was made from (`properties`), so that
 * two printed drafts can be told apart and found again. Caller frees. */
char *ap_provenance_stamp(const char *const *properties);

static inline const ApHash *
ap_provenance_hash(const GPtrArray *hashes, guint index)
{
    return (const ApHash *)g_ptr_array_index(hashes, index);
}
