/* What a build notes for the next one, so that this makes only what changed. A record is private: it stands
 * beside the folder of outputs, not in it, and it may be lost at any time, which costs one full build. */
#pragma once

#include <gio/gio.h>

typedef struct {
    char *key;      /* fingerprint of all that the outputs were made from */
    char *warnings; /* what was said of the input, as it was shown; "" if nothing */
    char *listener; /* to whom: the words depend on the language, the paths on how the folder was named */
    GHashTable *classes; /* of the participants, as ap_standing_classes tells them */
    GHashTable *outputs; /* char * to private notes: what each output was made from, its size and its hash */
} ApRecord;

/* A record without outputs; takes `classes`. */
ApRecord *ap_record_new(const char *key, const char *listener, const char *warnings, GHashTable *classes);
void ap_record_free(ApRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRecord, ap_record_free)

/* Notes an output: its size in bytes and their hash, and `source`, a fingerprint of what it was made from. */
void ap_record_add(ApRecord *record, const char *name, gsize size, const char *hash, const char *source);

/* The record as bytes, the same for the same content. */
GBytes *ap_record_render(const ApRecord *record);

/* The record of the folder `out`; NULL if there is none, or none that this program understands. */
ApRecord *ap_record_read(const char *out);

/* Whether every output of the record is in the folder `out` as it was made, byte for byte. */
gboolean ap_record_is_intact(const ApRecord *record, const char *out);

/* The output `name` from the folder `out`, if it was made from `source` and is as it was made; else NULL. */
GBytes *ap_record_take(const ApRecord *record, const char *out, const char *name, const char *source);
