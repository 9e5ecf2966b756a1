/* What the outputs of an edition tell of what they were made from: the hash of every input and of the
 * statistics, for build.json, the report's metadata and the workbook's notes. */
#pragma once

#include "render/inputs.h"

typedef struct {
    GPtrArray *year;     /* ApHash: the files of the year folder */
    GPtrArray *template; /* ApHash: the files of the template */
    GPtrArray *facts;    /* ApHash: what the outputs themselves carry: the year's files, the template as one,
                            statistics.csv */
} ApProvenance;

/* `statistics` are the bytes of statistics.csv. NULL with `error` if an input of which the edition of `year`
 * may not publish the hash can no longer be read. */
ApProvenance *ap_provenance_new(const ApInputs *inputs, const ApYear *year, GBytes *statistics,
                                GError **error);
void ap_provenance_free(ApProvenance *provenance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProvenance, ap_provenance_free)

/* The facts and the hash of one more file (NULL and NULL for none) as name, hash, …, NULL, for the report's
 * metadata. The array is the caller's, the texts are lent. */
const char **ap_provenance_properties(const ApProvenance *provenance, const char *name, const char *hash);

/* What a draft says at its feet: the program and a hash of all that it was made from (`properties`), so that
 * two printed drafts can be told apart and found again. Caller frees. */
char *ap_provenance_stamp(const char *const *properties);
