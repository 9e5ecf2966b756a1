/* A workbook file as the ZIP package that it is: opened without trusting it, its parts read as streams. */
#pragma once

#include "scores/problem.h"

typedef struct ApPackage ApPackage;
typedef struct ApPackagePart ApPackagePart;

/* Opens `bytes`, the content of `file` (borrowed, named in problems). What is no package, is damaged, needs a
 * password or unpacks to more than any workbook of scores (a ZIP bomb) becomes a problem and gives NULL.
 * `problems` is borrowed and takes what reading the parts finds. */
ApPackage *ap_package_open(const char *file, GBytes *bytes, ApProblems *problems);
void ap_package_free(ApPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPackage, ap_package_free)

/* Adds an error about the whole file. */
void ap_package_error(ApPackage *package, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Whether there is a part of this name; capitals make no difference, here and below. */
gboolean ap_package_has(const ApPackage *package, const char *part);

/* Whether `match` is true of the name, in small letters, of any file in the package. */
gboolean ap_package_any(const ApPackage *package, gboolean (*match)(const char *name));

/* Opens a part; NULL and a problem if it is not there. The package must outlive it. */
ApPackagePart *ap_package_part_open(ApPackage *package, const char *name);

/* The next bytes, at most `size`: 0 at the end, -1 if the part cannot be unpacked. */
gssize ap_package_part_read(ApPackagePart *part, void *buffer, gsize size);

/* Frees the part (may be NULL). */
void ap_package_part_close(ApPackagePart *part);
