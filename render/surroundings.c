/* The surroundings as lines of text, and the fingerprint of that. Build ids lie in memory and files are only
 * asked for their status, so this takes a few milliseconds, most of them fontconfig's. */
#include <config.h>

#include "render/surroundings.h"

#include "render/digest.h"

#include <elf.h>
#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <link.h>
#include <string.h>

#define PROGRAM "/proc/self/exe"

/* The file as its status tells it apart from any other and from itself at another time. ctime is among it,
 * which cannot be set back. */
static void
note_file(GString *text, const char *path)
{
    GStatBuf status;
    if (g_stat(path, &status) != 0) {
        g_string_append_printf(text, "%s missing\n", path);
        return;
    }
    g_string_append_printf(text, "%s %ju %jd %jd.%09ld %jd.%09ld\n", path, (uintmax_t)status.st_ino,
                           (intmax_t)status.st_size, (intmax_t)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                           (intmax_t)status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

/* ---- The program and its libraries. ---- */

/* Appends the build id among the notes of a segment; FALSE if there is none. */
static gboolean
note_build_id(GString *text, const char *notes, gsize size)
{
    gsize at = 0;
    while (at + sizeof(ElfW(Nhdr)) <= size) {
        const ElfW(Nhdr) *note = (const void *)(notes + at);
        const char *name = notes + at + sizeof *note;
        const char *content = name + ((note->n_namesz + 3U) & ~3U);
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof ELF_NOTE_GNU &&
            memcmp(name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
            for (guint i = 0; i < note->n_descsz; i++)
                g_string_append_printf(text, "%02x", (guint)(guchar)content[i]);
            g_string_append_c(text, '\n');
            return TRUE;
        }
        at = (gsize)(content - notes) + ((note->n_descsz + 3U) & ~3U);
    }
    return FALSE;
}

/* One loaded object: its build id, or, if it was linked without one, its file. */
static int
note_object(struct dl_phdr_info *object, G_GNUC_UNUSED size_t size, void *text)
{
    if (strstr(object->dlpi_name, "vdso") != NULL)
        return 0; /* the kernel's; it draws nothing */
    for (guint i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        const char *notes = (const char *)(object->dlpi_addr + segment->p_vaddr);
        if (segment->p_type == PT_NOTE && note_build_id(text, notes, segment->p_memsz))
            return 0;
    }
    note_file(text, *object->dlpi_name != '\0' ? object->dlpi_name : PROGRAM);
    return 0;
}

/* ---- Fonts. ---- */

static void
note_configuration(GString *text, FcConfig *config)
{
    FcStrList *files = FcConfigGetConfigFiles(config);
    const FcChar8 *file;
    while (files != NULL && (file = FcStrListNext(files)) != NULL)
        note_file(text, (const char *)file);
    if (files != NULL)
        FcStrListDone(files);
}

/* All fonts that could be chosen: one that comes or goes may be preferred to one in use. */
static void
note_fonts(GString *text)
{
    static const FcSetName sets[] = {FcSetSystem, FcSetApplication};
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    FcConfig *config = FcConfigReference(NULL);
    if (config == NULL)
        return;
    note_configuration(text, config);
    for (gsize s = 0; s < G_N_ELEMENTS(sets); s++) {
        const FcFontSet *fonts = FcConfigGetFonts(config, sets[s]);
        for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
            FcChar8 *file = NULL; /* lent; several faces may be in one */
            if (FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &file) == FcResultMatch &&
                g_hash_table_add(seen, file))
                note_file(text, (const char *)file);
        }
    }
    FcConfigDestroy(config);
}

char *
ap_surroundings_digest(const char *tool)
{
    static const char *const variables[] = {"SOURCE_DATE_EPOCH", "FREETYPE_PROPERTIES", "PANGO_LANGUAGE"};
    g_autoptr(GString) text = g_string_new(PACKAGE_STRING "\n");
    dl_iterate_phdr(note_object, text);
    note_fonts(text);
    for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);
        g_string_append_printf(text, "%s=%s\n", variables[i], value != NULL ? value : "");
    }
    if (tool != NULL)
        note_file(text, tool);
    return ap_digest(text->str, text->len);
}
