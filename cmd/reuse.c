/* Fingerprints say what an output was made from. Nothing is guessed from the times of inputs. */
#include <config.h>

#include "cmd/reuse.h"

#include "render/digest.h"
#include "render/record.h"
#include "render/surroundings.h"
#include "render/xlsx/opendocument.h"
#include "scores/standing.h"

#include <locale.h>
#include <string.h>

struct ApReuse {
    const ApWork *work; /* lent */
    char *out;
    struct timespec since;
    ApRecord *former;   /* NULL if there is none */
    char *inputs;       /* fingerprint of the year folder and the template */
    char *surroundings; /* that of everything else */
    char *key;          /* that of both and the options */
    char *listener;     /* the language of messages and the name of the year folder */
    gboolean doubted;
    GHashTable *sources; /* name of an output, with its folder → fingerprint of what it is made from */
};

static char *
digest_of(const char *first, const char *second, const char *third)
{
    g_autofree char *text = g_strjoin("\n", first, second, third, NULL);
    return ap_digest(text, strlen(text));
}

static char *
name_listener(const ApWork *work)
{
    const char *languages = g_getenv("LANGUAGE");
    return digest_of(setlocale(LC_MESSAGES, NULL), languages != NULL ? languages : "", work->dir);
}

ApReuse *
ap_reuse_new(ApWork *work, const char *out, const char *options, const struct timespec *since)
{
    g_autofree char *tool = work->year->outputs[AP_PRODUCT_ODS].wanted ? ap_opendocument_tool() : NULL;
    if (!ap_work_hash_inputs(work) || !ap_work_prepare_fonts(work))
        return NULL;
    ApReuse *reuse = g_new0(ApReuse, 1);
    reuse->work = work;
    reuse->out = g_strdup(out);
    reuse->since = *since;
    reuse->former = ap_record_read(out);
    reuse->surroundings = ap_surroundings_digest(tool);
    reuse->inputs = ap_inputs_digest(work->inputs);
    reuse->key = digest_of(reuse->surroundings, reuse->inputs, options);
    reuse->listener = name_listener(work);
    reuse->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return reuse;
}

void
ap_reuse_free(ApReuse *reuse)
{
    if (reuse == NULL)
        return;
    g_free(reuse->out);
    ap_record_free(reuse->former);
    g_free(reuse->inputs);
    g_free(reuse->surroundings);
    g_free(reuse->key);
    g_free(reuse->listener);
    g_hash_table_unref(reuse->sources);
    g_free(reuse);
}

const char *
ap_reuse_current(const ApReuse *reuse, guint *count)
{
    const ApRecord *former = reuse->former;
    if (former == NULL || strcmp(former->key, reuse->key) != 0)
        return NULL;
    /* Warnings are told in words: they are given again only to whom they were given. */
    if (*former->warnings != '\0' && strcmp(former->listener, reuse->listener) != 0)
        return NULL;
    *count = g_hash_table_size(former->outputs);
    return ap_record_is_intact(former, reuse->out) ? former->warnings : NULL;
}

gboolean
ap_reuse_take(ApReuse *reuse, const ApMaking *making, GHashTable *outputs)
{
    const ApRecord *former = reuse->former;
    char *name = g_build_filename(making->folder, making->name, NULL);
    char *source = digest_of(reuse->surroundings, making->of_inputs ? reuse->inputs : "", making->facts);
    g_hash_table_replace(reuse->sources, name, source);
    if (former == NULL || (making->of_inputs && *former->warnings != '\0'))
        return FALSE;
    GBytes *bytes = ap_record_take(former, reuse->out, name, source);
    if (bytes == NULL)
        return FALSE;
    g_hash_table_insert(outputs, g_strdup(making->name), bytes);
    return TRUE;
}

void
ap_reuse_doubt(ApReuse *reuse)
{
    reuse->doubted = TRUE;
}

GHashTable *
ap_reuse_classes(const ApReuse *reuse)
{
    return reuse->former != NULL ? reuse->former->classes : NULL;
}

GBytes *
ap_reuse_note(const ApReuse *reuse, GHashTable *outputs, const char *warnings)
{
    if (reuse->doubted || !ap_inputs_are_settled(reuse->work->year, reuse->work->template, &reuse->since))
        return NULL;
    g_autoptr(ApRecord) record =
        ap_record_new(reuse->key, reuse->listener, warnings, ap_standing_classes(reuse->work->store));
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, &bytes)) {
        const char *source = g_hash_table_lookup(reuse->sources, name);
        const char *hash = ap_digests_of(reuse->work->digests, bytes);
        ap_record_add(record, name, g_bytes_get_size(bytes), hash, source != NULL ? source : "");
    }
    return ap_record_render(record);
}
