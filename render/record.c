/* A record is a JSON file of fingerprints. */
#include <config.h>

#include "render/record.h"

#include "render/digest.h"
#include "render/former.h"
#include "render/swap.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Rises when the meaning of a record changes: an older one is none. */
#define FORMAT 1

typedef struct {
    char *source; /* fingerprint of what it was made from */
    gsize size;
    char *hash;
} Note;

static void
note_free(gpointer data)
{
    Note *note = data;
    g_free(note->source);
    g_free(note->hash);
    g_free(note);
}

/* Takes `hash`. */
static void
add_note(ApRecord *record, const char *name, const char *source, gsize size, char *hash)
{
    Note *note = g_new(Note, 1);
    *note = (Note){g_strdup(source), size, hash};
    g_hash_table_replace(record->outputs, g_strdup(name), note);
}

ApRecord *
ap_record_new(const char *key, const char *listener, const char *warnings, GHashTable *classes)
{
    ApRecord *record = g_new(ApRecord, 1);
    *record = (ApRecord){g_strdup(key), g_strdup(warnings), g_strdup(listener), classes,
                         g_hash_table_new_full(g_str_hash, g_str_equal, g_free, note_free)};
    return record;
}

void
ap_record_free(ApRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->key);
    g_free(record->warnings);
    g_free(record->listener);
    g_hash_table_unref(record->classes);
    g_hash_table_unref(record->outputs);
    g_free(record);
}

void
ap_record_add(ApRecord *record, const char *name, gsize size, const char *hash, const char *source)
{
    add_note(record, name, source, size, g_strdup(hash));
}

/* ---- Writing and reading. ---- */

static json_t *
pack_classes(GHashTable *classes)
{
    json_t *packed = json_object();
    GHashTableIter iter;
    gpointer who, class;
    g_hash_table_iter_init(&iter, classes);
    while (g_hash_table_iter_next(&iter, &who, &class))
        json_object_set_new(packed, who, json_string(class));
    return packed;
}

/* What is no text is left out. */
static GHashTable *
read_classes(json_t *packed)
{
    GHashTable *classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *who;
    json_t *class;
    json_object_foreach(packed, who, class)
    {
        if (json_is_string(class))
            g_hash_table_insert(classes, g_strdup(who), g_strdup(json_string_value(class)));
    }
    return classes;
}

GBytes *
ap_record_render(const ApRecord *record)
{
    json_t *outputs = json_object();
    GHashTableIter iter;
    gpointer name, data;
    g_hash_table_iter_init(&iter, record->outputs);
    while (g_hash_table_iter_next(&iter, &name, &data)) {
        const Note *note = data;
        json_object_set_new(outputs, name,
                            json_pack("{ss sI ss}", "source", note->source, "size", (json_int_t)note->size,
                                      "hash", note->hash));
    }
    json_t *root =
        json_pack("{si ss ss ss so so}", "format", FORMAT, "key", record->key, "warnings", record->warnings,
                  "listener", record->listener, "classes", pack_classes(record->classes), "outputs", outputs);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS);
    json_decref(root);
    GBytes *bytes = g_bytes_new(text, strlen(text));
    free(text);
    return bytes;
}

static gboolean
read_notes(ApRecord *record, json_t *outputs)
{
    const char *name;
    json_t *entry;
    json_object_foreach(outputs, name, entry)
    {
        const char *source, *hash;
        json_int_t size;
        if (json_unpack(entry, "{ss sI ss}", "source", &source, "size", &size, "hash", &hash) != 0 ||
            size < 0)
            return FALSE;
        add_note(record, name, source, (gsize)size, g_strdup(hash));
    }
    return TRUE;
}

ApRecord *
ap_record_read(const char *out)
{
    g_autofree char *path = ap_swap_note(out);
    json_t *root = path != NULL ? json_load_file(path, 0, NULL) : NULL;
    const char *key, *listener, *warnings;
    int format;
    json_t *classes, *outputs;
    g_autoptr(ApRecord) record = NULL;
    if (json_unpack(root, "{si ss ss ss so so}", "format", &format, "key", &key, "warnings", &warnings,
                    "listener", &listener, "classes", &classes, "outputs", &outputs) == 0 &&
        format == FORMAT) {
        record = ap_record_new(key, listener, warnings, read_classes(classes));
        if (!read_notes(record, outputs))
            g_clear_pointer(&record, ap_record_free);
    }
    json_decref(root);
    return g_steal_pointer(&record);
}

/* ---- What is still there. ---- */

/* The output, if it is as it was made: nobody's link, of that size and hash. */
static GBytes *
read_output(const char *out, const char *name, const Note *note)
{
    g_autofree char *path = g_build_filename(out, name, NULL);
    g_autoptr(GBytes) bytes = ap_former_read(path, note->size);
    g_autofree char *hash = bytes != NULL ? ap_digest_bytes(bytes) : NULL;
    return g_strcmp0(hash, note->hash) == 0 ? g_steal_pointer(&bytes) : NULL;
}

gboolean
ap_record_is_intact(const ApRecord *record, const char *out)
{
    GHashTableIter iter;
    gpointer name, note;
    g_hash_table_iter_init(&iter, record->outputs);
    while (g_hash_table_iter_next(&iter, &name, &note)) {
        g_autoptr(GBytes) bytes = read_output(out, name, note);
        if (bytes == NULL)
            return FALSE;
    }
    return TRUE;
}

GBytes *
ap_record_take(const ApRecord *record, const char *out, const char *name, const char *source)
{
    const Note *note = g_hash_table_lookup(record->outputs, name);
    return note != NULL && strcmp(note->source, source) == 0 ? read_output(out, name, note) : NULL;
}
