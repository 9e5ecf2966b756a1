/* Locale and messages, also on a system that has no Chinese locale. */
#include <config.h>

#include "cmd/language.h"
#include "cmd/paths.h"

#include <glib.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

/* The locale that the environment asks for, by the precedence of POSIX. */
static const char *
wanted_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

void
ap_language_choose(void)
{
    /* A bare system lacks zh_TW.UTF-8, and in the locale "C" neither Chinese arguments nor Chinese messages
     * pass. The locale that always exists serves both: gettext translates in any but "C". GLib, whose words
     * are in the help, has no catalogue "zh"; ours is found as "zh_TW" too. */
    const char *chosen = setlocale(LC_ALL, "");
    if (chosen == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        (void)setlocale(LC_ALL, "C.UTF-8");
        const char *languages = g_getenv("LANGUAGE");
        if (g_str_has_prefix(wanted_locale(), "zh") && (languages == NULL || languages[0] == '\0'))
            g_setenv("LANGUAGE", "zh_TW", TRUE);
    }
    /* Fontconfig names fonts in the language of the locale, and prefers some by it; the report must not
     * differ. */
    g_setenv("FC_LANG", "en", TRUE);

    g_autofree char *catalogues = ap_paths_locale_dir();
    bindtextdomain(PACKAGE_NAME, catalogues);
    bind_textdomain_codeset(PACKAGE_NAME, "UTF-8");
    textdomain(PACKAGE_NAME);
}
