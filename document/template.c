/* Loads a template's folder and lays the year's texts over it. */
#include <config.h>

#include "document/template.h"

#include "scores/input.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define LARGEST_TEXT ((gsize)1 << 20) /* bytes */
#define MAIN_TEXT "report"

typedef struct {
    char *file;
    char *source;
} Text;

struct ApTemplate {
    GHashTable *texts;  /* char *, name → Text */
    GHashTable *sheets; /* char *, name of the file → Text: stylesheets */
    char *style_file;
    ApYaml *style;
    ApWords *words;
    char *glossary_file;
    ApGlossary *glossary;
    gboolean selection;
    GHashTable *parts;    /* char *, of the texts without the year's */
    GPtrArray *names;     /* char *, of all texts, sorted; lent by `texts` */
    GPtrArray *own_names; /* char *, of the year's texts */
    GPtrArray *inputs;    /* char * */
};

static void
free_text(gpointer data)
{
    Text *text = data;
    g_free(text->file);
    g_free(text->source);
    g_free(text);
}

void
ap_template_free(ApTemplate *template)
{
    if (template == NULL)
        return;
    g_hash_table_unref(template->texts);
    g_hash_table_unref(template->sheets);
    g_hash_table_unref(template->parts);
    ap_words_free(template->words);
    ap_yaml_free(template->style);
    g_free(template->style_file);
    ap_glossary_free(template->glossary);
    g_free(template->glossary_file);
    g_clear_pointer(&template->names, g_ptr_array_unref);
    g_clear_pointer(&template->own_names, g_ptr_array_unref);
    g_ptr_array_unref(template->inputs);
    g_free(template);
}

static gboolean
find_text(GHashTable *texts, const char *name, const char **file, const char **source)
{
    const Text *text = g_hash_table_lookup(texts, name);
    if (text == NULL)
        return FALSE;
    *file = text->file;
    *source = text->source;
    return TRUE;
}

gboolean
ap_template_text(const ApTemplate *template, const char *name, const char **file, const char **source)
{
    return find_text(template->texts, name, file, source);
}

gboolean
ap_template_sheet(const ApTemplate *template, const char *name, const char **file, const char **source)
{
    return find_text(template->sheets, name, file, source);
}

const GPtrArray *
ap_template_names(const ApTemplate *template)
{
    return template->names;
}

const GPtrArray *
ap_template_own_names(const ApTemplate *template)
{
    return template->own_names;
}

gboolean
ap_template_is_selection(const ApTemplate *template)
{
    return template->selection;
}

gboolean
ap_template_has_part(const ApTemplate *template, const char *name)
{
    return g_hash_table_contains(template->parts, name);
}

ApYaml *
ap_template_style(const ApTemplate *template)
{
    return template->style;
}

const ApWords *
ap_template_words(const ApTemplate *template)
{
    return template->words;
}

const ApGlossary *
ap_template_glossary(const ApTemplate *template)
{
    return template->glossary;
}

const GPtrArray *
ap_template_inputs(const ApTemplate *template)
{
    return template->inputs;
}

static gboolean
is_link(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* A folder itself, not a link to one: a year folder from elsewhere must not make the program read what lies
 * outside of it. */
static gboolean
is_folder(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The text of the file `path` without byte order mark and with plain line ends; NULL with a problem or
 * `error`. */
static char *
read_source(ApTemplate *template, const char *path, ApProblems *problems, GError **error)
{
    ApPlace place = {path, 1, 1};
    if (is_link(path)) {
        ap_problems_error(problems, place, _("this is a symbolic link; put the file itself here"));
        return NULL;
    }
    g_autoptr(GBytes) bytes = ap_input_read(path, LARGEST_TEXT, problems, error);
    if (bytes == NULL)
        return NULL;
    g_ptr_array_add(template->inputs, g_strdup(path));
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    gsize bom = ap_input_bom(data, length);
    if (!ap_input_check_text(place, AP_COLUMNS_CHARACTERS, data + bom, length - bom, problems) ||
        !ap_input_check_characters(place, data + bom, length - bom, problems))
        return NULL;
    GString *source = g_string_new_len(data + bom, (gssize)(length - bom));
    g_string_replace(source, "\r\n", "\n", 0);
    return g_string_free(source, FALSE);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files in `dir` that end in `suffix`, sorted; hidden files are not texts. None, with a
 * problem, if the folder may not be read; NULL if the system failed. */
static GPtrArray *
list_files(const char *dir, const char *suffix, ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    g_autoptr(GDir) open = ap_input_open_folder(dir, problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    if (open == NULL)
        return names;
    const char *name;
    while ((name = g_dir_read_name(open)) != NULL)
        if (name[0] != '.' && g_str_has_suffix(name, suffix))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Reads the file `name` of `dir` into `texts` under `key`. FALSE if the system failed. */
static gboolean
read_text(ApTemplate *template, const char *dir, const char *name, GHashTable *texts, const char *key,
          ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    g_autofree char *path = g_build_filename(dir, name, NULL);
    char *source = read_source(template, path, problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (source == NULL)
        return TRUE;
    if (source[strspn(source, " \t\r\n")] == '\0')
        ap_problems_error(problems, (ApPlace){path, 1, 1}, _("this text says nothing; write it"));
    Text *text = g_new0(Text, 1);
    text->file = g_steal_pointer(&path);
    text->source = source;
    g_hash_table_replace(texts, g_strdup(key), text);
    return TRUE;
}

/* Reads all texts of `dir`; they replace those of the same name. Returns their names, without ".md"; NULL if
 * the system failed. */
static GPtrArray *
read_texts(ApTemplate *template, const char *dir, ApProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(dir, ".md", problems, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        char *key = g_ptr_array_index(names, i);
        g_autofree char *name = g_strdup(key);
        key[strlen(key) - strlen(".md")] = '\0';
        if (!read_text(template, dir, name, template->texts, key, problems, error))
            return NULL;
    }
    return g_steal_pointer(&names);
}

/* Warns of files in the folder of the year's texts that are none: an officer may take them for such. Hidden
 * files and those that editors leave behind are nobody's mistake. */
static void
warn_of_others(const char *dir, const GPtrArray *names, ApProblems *problems)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (!g_str_has_suffix(name, ".md") && !g_str_has_suffix(name, "~") && !g_str_has_suffix(name, ".bak"))
            ap_problems_warning(problems, (ApPlace){path, 1, 1},
                                _("this is no text of the report: their names end in “.md”; rename or remove "
                                  "it"));
    }
}

/* Reads all stylesheets of `dir`. FALSE if the system failed. */
static gboolean
read_sheets(ApTemplate *template, const char *dir, ApProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(dir, ".css", problems, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!read_text(template, dir, name, template->sheets, name, problems, error))
            return FALSE;
    }
    return names != NULL;
}

/* The sections of style.yaml: each is read by the room that it is for. */
static void
check_sections(ApYaml *style, ApProblems *problems)
{
    static const char *const known[] = {"words", "charts", "pages", "html", "workbook"};
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        ap_yaml_get(style, ap_yaml_root(style), known[i]);
    ap_yaml_check_asked(style, ap_yaml_root(style), problems);
}

static gboolean
read_style(ApTemplate *template, const char *dir, ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    template->style_file = g_build_filename(dir, "style.yaml", NULL);
    g_autofree char *source = read_source(template, template->style_file, problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (source != NULL)
        template->style = ap_yaml_parse(template->style_file, source, strlen(source), problems);
    if (template->style != NULL) {
        check_sections(template->style, problems);
        template->words = ap_words_new(template->style, problems);
    }
    return TRUE;
}

static gboolean
read_glossary(ApTemplate *template, const char *dir, ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    g_autoptr(ApYaml) yaml = NULL;
    template->glossary_file = g_build_filename(dir, "terms.yaml", NULL);
    if (g_file_test(template->glossary_file, G_FILE_TEST_EXISTS) || is_link(template->glossary_file)) {
        g_autofree char *source = read_source(template, template->glossary_file, problems, &failure);
        if (failure != NULL) {
            g_propagate_error(error, failure);
            return FALSE;
        }
        if (source != NULL)
            yaml = ap_yaml_parse(template->glossary_file, source, strlen(source), problems);
    }
    template->glossary = ap_glossary_new(yaml, problems);
    return TRUE;
}

/* The folder of the template `name`, which is named at `place`; NULL with a problem. */
static char *
find_folder(const ApYear *year, const char *templates_dir, const char *name, ApPlace place,
            ApProblems *problems)
{
    if (name[0] == '\0' || name[0] == '.' || strpbrk(name, "/\\") != NULL) {
        ap_problems_error(problems, place,
                          _("template “%s” is not the name of a folder; write a name such as annual"), name);
        return NULL;
    }
    g_autofree char *own = g_build_filename(year->dir, name, NULL);
    g_autofree char *shared = g_build_filename(templates_dir, name, NULL);
    if (is_folder(own))
        return g_steal_pointer(&own);
    if (is_folder(shared))
        return g_steal_pointer(&shared);
    if (is_link(own) || is_link(shared))
        ap_problems_error(problems, place, _("template “%s” is a symbolic link; put the folder itself there"),
                          name);
    else
        ap_problems_error(problems, place,
                          _("there is no template “%s”, neither in %s nor in %s; correct the name"), name,
                          year->dir, templates_dir);
    return NULL;
}

static void
list_names(ApTemplate *template)
{
    GHashTableIter iter;
    gpointer name;
    template->names = g_ptr_array_new();
    g_hash_table_iter_init(&iter, template->texts);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(template->names, name);
    g_ptr_array_sort(template->names, compare_names);
}

/* The texts and stylesheets of a folder. FALSE if the system failed. */
static gboolean
read_parts(ApTemplate *template, const char *dir, ApProblems *problems, GError **error)
{
    g_autoptr(GPtrArray) names = NULL;
    if (!read_sheets(template, dir, problems, error) ||
        (names = read_texts(template, dir, problems, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        g_hash_table_add(template->parts, g_strdup(g_ptr_array_index(names, i)));
    return TRUE;
}

/* `dir`, if the file `name` is there or there is no base, else `base`. */
static const char *
home_of(const char *name, const char *dir, const char *base)
{
    g_autofree char *own = g_build_filename(dir, name, NULL);
    return base == NULL || g_file_test(own, G_FILE_TEST_EXISTS) || is_link(own) ? dir : base;
}

/* What template.yaml says, if there is one: `*base` is the folder of the base, or NULL. FALSE if the system
 * failed. */
static gboolean
read_leaning(ApTemplate *template, const ApYear *year, const char *templates_dir, const char *dir,
             char **base, ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    g_autofree char *path = g_build_filename(dir, "template.yaml", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && !is_link(path))
        return TRUE;
    g_autofree char *source = read_source(template, path, problems, &failure);
    g_autoptr(ApYaml) yaml = source != NULL ? ap_yaml_parse(path, source, strlen(source), problems) : NULL;
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (yaml == NULL)
        return TRUE;
    const yaml_node_t *root = ap_yaml_root(yaml);
    for (guint i = 0; i < ap_yaml_length(root); i++) {
        const char *key = ap_yaml_text(ap_yaml_key(yaml, root, i));
        const yaml_node_t *value = ap_yaml_value(yaml, root, i);
        const char *text = ap_yaml_text(value);
        if (g_strcmp0(key, "base") == 0 && text != NULL)
            *base = find_folder(year, templates_dir, text, ap_yaml_place(yaml, value), problems);
        else if (g_strcmp0(key, "selection") == 0 &&
                 (g_strcmp0(text, "yes") == 0 || g_strcmp0(text, "no") == 0))
            template->selection = strcmp(text, "yes") == 0;
        else
            ap_problems_error(problems, ap_yaml_place(yaml, value),
                              _("template.yaml may say: base, a template's name; selection, yes or no"));
    }
    return TRUE;
}

/* Reads the template's folder over its base, then the year's texts. FALSE if the system failed. */
static gboolean
read_all(ApTemplate *template, const ApYear *year, const char *dir, const char *base, ApProblems *problems,
         GError **error)
{
    g_autofree char *overlay = g_build_filename(year->dir, "text", NULL);
    if (!read_style(template, home_of("style.yaml", dir, base), problems, error) ||
        !read_glossary(template, home_of("terms.yaml", dir, base), problems, error) ||
        (base != NULL && !read_parts(template, base, problems, error)) ||
        !read_parts(template, dir, problems, error))
        return FALSE;
    if (is_link(overlay))
        ap_problems_error(problems, (ApPlace){overlay, 1, 1},
                          _("this is a symbolic link; put the folder itself here"));
    else if (g_file_test(overlay, G_FILE_TEST_EXISTS) && !is_folder(overlay))
        ap_problems_error(problems, (ApPlace){overlay, 1, 1},
                          _("this is no folder; put the texts of the year in a folder of this name"));
    template->own_names =
        is_folder(overlay) ? read_texts(template, overlay, problems, error) : g_ptr_array_new();
    g_autoptr(GPtrArray) files =
        is_folder(overlay) ? list_files(overlay, "", problems, error) : g_ptr_array_new();
    if (template->own_names == NULL || files == NULL)
        return FALSE;
    warn_of_others(overlay, files, problems);
    list_names(template);
    if (!g_hash_table_contains(template->texts, MAIN_TEXT))
        ap_problems_error(problems, (ApPlace){dir, 1, 1}, _("the template has no %s.md; add it"), MAIN_TEXT);
    return TRUE;
}

ApTemplate *
ap_template_load(const ApYear *year, const char *templates_dir, ApProblems *problems, GError **error)
{
    guint errors = ap_problems_count_errors(problems);
    g_autofree char *base = NULL;
    g_autofree char *dir =
        find_folder(year, templates_dir, year->template_name, year->template_place, problems);
    if (dir == NULL)
        return NULL;
    g_autoptr(ApTemplate) template = g_new0(ApTemplate, 1);
    template->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_text);
    template->sheets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_text);
    template->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    template->inputs = g_ptr_array_new_with_free_func(g_free);
    if (!read_leaning(template, year, templates_dir, dir, &base, problems, error) ||
        !read_all(template, year, dir, base, problems, error) || ap_problems_count_errors(problems) > errors)
        return NULL;
    return g_steal_pointer(&template);
}
