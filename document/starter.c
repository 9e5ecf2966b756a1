/* The files of a new year folder: the starter template with the years put in, or those of a former year. */
#include <config.h>

#include "document/carry.h"
#include "document/mustache.h"
#include "document/starter.h"
#include "scores/csv_write.h"
#include "scores/input.h"
#include "scores/yaml.h"

#include <string.h>

/* The largest text that is carried over, in bytes. */
#define LARGEST_TEXT ((gsize)1 << 20)

static void
escape_nothing(GString *out, const char *text)
{
    g_string_append(out, text);
}

static gboolean
no_partials(gpointer data, const char *name, const char **file, const char **source)
{
    (void)data;
    (void)name;
    (void)file;
    (void)source;
    return FALSE;
}

static ApNode *
years_node(guint roc_year)
{
    const ApPlace nowhere = {0};
    g_autofree char *year = g_strdup_printf("%u", roc_year);
    g_autofree char *next = g_strdup_printf("%u", roc_year + 1);
    ApNode *context = ap_node_map();
    ap_node_set(context, "year", ap_node_string(year, NULL, nowhere));
    ap_node_set(context, "next_year", ap_node_string(next, NULL, nowhere));
    return context;
}

/* The starter's file at `path` with the years put in; NULL with problems or `error`. */
static GBytes *
render_file(const char *path, const ApNode *context, ApProblems *problems, GError **error)
{
    const ApMustacheOptions options = {.escape = escape_nothing, .partial = no_partials, .strict = TRUE};
    g_autofree char *source = NULL;
    if (!g_file_get_contents(path, &source, NULL, error))
        return NULL;
    g_autoptr(ApRendered) rendered = ap_mustache_render(path, source, context, &options, problems);
    return rendered != NULL ? g_bytes_new(rendered->text, rendered->length) : NULL;
}

static GHashTable *
files_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
}

GHashTable *
ap_starter_new(const char *templates_dir, guint roc_year, ApProblems *problems, GError **error)
{
    g_autofree char *dir = g_build_filename(templates_dir, "starter", NULL);
    g_autoptr(GDir) entries = g_dir_open(dir, 0, error);
    if (entries == NULL)
        return NULL;
    g_autoptr(ApNode) context = years_node(roc_year);
    g_autoptr(GHashTable) files = files_new();
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        GBytes *bytes = render_file(path, context, problems, error);
        if (bytes == NULL)
            return NULL;
        g_hash_table_insert(files, g_strdup(name), bytes);
    }
    return g_steal_pointer(&files);
}

/* ---- From another year. ---- */

static GBytes *
items_csv(const ApYear *year)
{
    static const char *const header[] = {"stage", "facet", "item", "name", "part", "code", "max"};
    GString *csv = g_string_new(NULL);
    ap_csv_append_row(csv, header, G_N_ELEMENTS(header));
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        for (guint j = 0; j < item->parts->len; j++) {
            const ApPart *part = &g_array_index(item->parts, ApPart, j);
            const ApCode *code = ap_year_code(year, part->code);
            g_autofree char *max = code->pilot ? g_strdup("") : ap_decimal_format(code->max);
            const char *const row[] = {
                ap_year_stage(year, item->stage)->id,
                item->facet >= 0 ? ap_year_facet(year, (guint)item->facet)->name : "",
                item->number,
                item->name,
                part->name,
                code->code,
                max,
            };
            ap_csv_append_row(csv, row, G_N_ELEMENTS(row));
        }
    }
    return g_string_free_to_bytes(csv);
}

static GBytes *
participants_csv(const ApYear *year)
{
    gboolean named = FALSE;
    for (guint i = 0; i < year->participants->len; i++)
        named = named || ap_year_participant(year, i)->name[0] != '\0';
    const char *const header[] = {"participant", "group", "label", "name"};
    GString *csv = g_string_new(NULL);
    ap_csv_append_row(csv, header, named ? 4 : 3);
    for (guint i = 0; i < year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(year, i);
        const char *const row[] = {participant->id, ap_year_group(year, participant->group)->id,
                                   participant->label, participant->name};
        ap_csv_append_row(csv, row, named ? 4 : 3);
    }
    return g_string_free_to_bytes(csv);
}

/* An empty wide sheet: a row a participant, a column a counted code. */
static GBytes *
scores_csv(const ApYear *year)
{
    g_autoptr(GPtrArray) row = g_ptr_array_new();
    GString *csv = g_string_new(NULL);
    g_ptr_array_add(row, (gpointer) "participant");
    for (guint i = 0; i < year->codes->len; i++)
        if (!ap_year_code(year, i)->pilot)
            g_ptr_array_add(row, ap_year_code(year, i)->code);
    ap_csv_append_row(csv, (const char *const *)row->pdata, row->len);
    for (guint i = 1; i < row->len; i++)
        row->pdata[i] = (gpointer) "";
    for (guint i = 0; i < year->participants->len; i++) {
        row->pdata[0] = ap_year_participant(year, i)->id;
        ap_csv_append_row(csv, (const char *const *)row->pdata, row->len);
    }
    return g_string_free_to_bytes(csv);
}

/* Replaces the scalar at `node` in `text` by `scalar`. Nodes must be replaced from the last to the first. */
static void
replace_scalar(GString *text, const yaml_node_t *node, const char *scalar)
{
    const char *start = g_utf8_offset_to_pointer(text->str, (glong)node->start_mark.index);
    const char *end = g_utf8_offset_to_pointer(text->str, (glong)node->end_mark.index);
    gssize at = start - text->str;
    g_string_erase(text, at, end - start);
    g_string_insert(text, at, scalar);
}

static gint
compare_by_place(gconstpointer a, gconstpointer b)
{
    const yaml_node_t *one = *(const yaml_node_t *const *)a, *other = *(const yaml_node_t *const *)b;
    return one->start_mark.index < other->start_mark.index ? 1 : -1;
}

/* The text with the old year, wherever it names it, replaced by the new one. */
static char *
put_year(const char *text, gsize length, const ApYear *from, guint roc_year)
{
    g_autofree char *pattern = g_strdup_printf("(?<![0-9])%u(?![0-9])", from->roc_year);
    g_autofree char *year = g_strdup_printf("%u", roc_year);
    g_autoptr(GRegex) alone = g_regex_new(pattern, 0, 0, NULL);
    return g_regex_replace_literal(alone, text, (gssize)length, 0, year, 0, NULL);
}

/* The scalar at `node` of `source`, quotes and all, for the new year. */
static char *
renew(const char *source, const yaml_node_t *node, const char *key, const ApYear *from, guint roc_year)
{
    if (strcmp(key, "published") == 0)
        return g_strdup_printf("%u-%02u", from->published_year + roc_year - from->roc_year,
                               from->published_month);
    const char *start = g_utf8_offset_to_pointer(source, (glong)node->start_mark.index);
    const char *end = g_utf8_offset_to_pointer(source, (glong)node->end_mark.index);
    return put_year(start, (gsize)(end - start), from, roc_year);
}

/* Renews the comment that the file begins with, as it tells what the file is about. */
static void
renew_heading(GString *text, const ApYear *from, guint roc_year)
{
    gsize length = text->str[0] == '#' ? strcspn(text->str, "\n") : 0;
    g_autofree char *heading = put_year(text->str, length, from, roc_year);
    g_string_erase(text, 0, (gssize)length);
    g_string_prepend(text, heading);
}

/* report.yaml of `from`, comments and all, for the new year. */
static GBytes *
report_yaml(const ApYear *from, guint roc_year, ApProblems *problems, GError **error)
{
    static const char *const keys[] = {"year", "title", "published"};
    g_autofree char *path = g_build_filename(from->dir, "report.yaml", NULL);
    g_autoptr(GBytes) bytes = ap_input_read(path, LARGEST_TEXT, problems, error);
    if (bytes == NULL)
        return NULL;
    gsize length;
    const char *source = g_bytes_get_data(bytes, &length);
    gsize bom = ap_input_bom(source, length);
    g_autoptr(ApYaml) yaml = ap_yaml_parse(path, source + bom, length - bom, problems);
    if (yaml == NULL)
        return NULL;
    const yaml_node_t *report = ap_yaml_get(yaml, ap_yaml_root(yaml), "report");
    g_autoptr(GPtrArray) nodes = g_ptr_array_new();
    g_autoptr(GHashTable) texts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const yaml_node_t *node = ap_yaml_get(yaml, report, keys[i]);
        if (node == NULL)
            continue;
        g_ptr_array_add(nodes, (gpointer)node);
        g_hash_table_insert(texts, (gpointer)node, renew(source + bom, node, keys[i], from, roc_year));
    }
    g_ptr_array_sort(nodes, compare_by_place);
    GString *text = g_string_new_len(source + bom, (gssize)(length - bom));
    for (guint i = 0; i < nodes->len; i++)
        replace_scalar(text, nodes->pdata[i], g_hash_table_lookup(texts, nodes->pdata[i]));
    renew_heading(text, from, roc_year);
    return g_string_free_to_bytes(text);
}

static GBytes *
marked(GBytes *bytes, const ApCarry *carry)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    gsize bom = ap_input_bom(data, length);
    g_autofree char *text = g_strndup(data + bom, length - bom);
    char *result = ap_carry_mark(carry, text);
    g_bytes_unref(bytes);
    return g_bytes_new_take(result, strlen(result));
}

/* Adds the files of the folder `name` of `from`, if there is one, with marks by `carry` or, if that is NULL,
 * as they are.
 */
static gboolean
carry_folder(GHashTable *files, const ApYear *from, const char *name, const ApCarry *carry,
             ApProblems *problems, GError **error)
{
    GError *failure = NULL;
    g_autofree char *dir = g_build_filename(from->dir, name, NULL);
    if (!ap_input_exists(dir))
        return TRUE; /* most years have no template of their own, some no text */
    g_autoptr(GDir) entries = ap_input_open_folder(dir, problems, &failure);
    if (entries == NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    for (const char *entry = g_dir_read_name(entries); entry != NULL; entry = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(dir, entry, NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        GBytes *bytes = ap_input_read(path, LARGEST_TEXT, problems, error);
        if (bytes == NULL)
            return FALSE;
        if (carry != NULL)
            bytes = marked(bytes, carry);
        g_hash_table_insert(files, g_build_filename(name, entry, NULL), bytes);
    }
    return TRUE;
}

GHashTable *
ap_starter_from(const ApYear *from, const char *templates_dir, guint roc_year, ApProblems *problems,
                GError **error)
{
    g_autoptr(ApTemplate) template = ap_template_load(from, templates_dir, problems, error);
    g_autoptr(GHashTable) files =
        template == NULL ? NULL : ap_starter_new(templates_dir, roc_year, problems, error);
    if (files == NULL)
        return NULL;
    g_autoptr(ApCarry) carry = ap_carry_new(from, ap_template_glossary(template));
    GBytes *plan = report_yaml(from, roc_year, problems, error);
    if (plan == NULL)
        return NULL;
    g_hash_table_insert(files, g_strdup("report.yaml"), plan);
    g_hash_table_insert(files, g_strdup("items.csv"), items_csv(from));
    g_hash_table_insert(files, g_strdup("participants.csv"), participants_csv(from));
    g_hash_table_insert(files, g_strdup("scores.csv"), scores_csv(from));
    if (!carry_folder(files, from, "text", carry, problems, error) ||
        !carry_folder(files, from, from->template_name, NULL, problems, error))
        return NULL;
    return g_steal_pointer(&files);
}
