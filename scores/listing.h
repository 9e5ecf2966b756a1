/* The published statistics as rows of texts: what statistics.csv holds, from a store or out of such a file.
 */
#pragma once

#include "scores/store.h"

typedef struct {
    char *scope;     /* id */
    char *measure;   /* id */
    char *statistic; /* "n", "mean", … */
    char *value;     /* as printed */
} ApListed;

/* The rows of `store` in the order in which they are published: ApListed, caller unrefs. */
GPtrArray *ap_listing_new(const ApStore *store);

/* The rows of the statistics.csv at `path`. NULL with problems, or with `error` if the system failed. */
GPtrArray *ap_listing_read(const char *path, ApProblems *problems, GError **error);

static inline const ApListed *
ap_listing_at(const GPtrArray *listing, guint index)
{
    return (const ApListed *)g_ptr_array_index(listing, index);
}
