/* A context of drafts for a template of HTML. */
#include <config.h>

#include "render/drafts.h"

#include "document/mustache.h"

#include <glib/gi18n.h>
#include <string.h>

#define ROC_YEAR_ZERO 1911

static const ApPlace nowhere = {NULL, 0, 0};

static void
set_text(ApNode *map, const char *name, const char *text)
{
    ap_node_set(map, name, ap_node_string(text, NULL, nowhere));
}

static void
set_number(ApNode *map, const char *name, int digits, gint number)
{
    g_autofree char *text = g_strdup_printf("%0*d", digits, number);
    set_text(map, name, text);
}

static void
set_flag(ApNode *map, const char *name, gboolean flag)
{
    ap_node_set(map, name, ap_node_boolean(flag));
}

/* A date of the ROC calendar, with the time. */
static ApNode *
time_node(GDateTime *when)
{
    ApNode *map = ap_node_map();
    g_autofree char *iso = g_date_time_format(when, "%Y-%m-%dT%H:%M:%S%:z");
    set_text(map, "iso", iso);
    set_number(map, "year", 1, g_date_time_get_year(when) - ROC_YEAR_ZERO);
    set_number(map, "month", 1, g_date_time_get_month(when));
    set_number(map, "day", 1, g_date_time_get_day_of_month(when));
    set_number(map, "hour", 2, g_date_time_get_hour(when));
    set_number(map, "minute", 2, g_date_time_get_minute(when));
    return map;
}

/* Sets the list `name` of the lines of `text`, each a map with `line`, and the flag `any`: there is one. */
static void
set_lines(ApNode *map, const char *name, const char *any, const char *text)
{
    ApNode *list = ap_node_list();
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0')
            continue;
        ApNode *line = ap_node_map();
        set_text(line, "line", lines[i]);
        ap_node_append(list, line);
    }
    set_flag(map, any, ap_node_length(list) > 0);
    ap_node_set(map, name, list);
}

static ApNode *
draft_node(const ApDraft *draft, guint index)
{
    ApNode *map = ap_node_map();
    g_autofree char *link = g_uri_escape_string(draft->name, NULL, FALSE);
    g_autofree char *id = g_strdup_printf("%u", index + 1);
    set_text(map, "id", id);
    set_text(map, "name", draft->name);
    set_text(map, "folder", draft->folder);
    set_text(map, "link", link);
    set_flag(map, "is_done", draft->state == AP_DRAFT_DONE);
    set_flag(map, "is_input", draft->state == AP_DRAFT_INPUT);
    set_flag(map, "is_system", draft->state == AP_DRAFT_SYSTEM);
    set_lines(map, "changes", "some_changes", draft->said);
    set_lines(map, "messages", "some_messages", draft->messages);
    set_flag(map, "has_report", draft->has_report);
    set_flag(map, "has_page", draft->has_page);
    set_flag(map, "has_changes", draft->has_changes);
    set_flag(map, "published", FALSE);
    if (draft->has_report) {
        g_autoptr(GDateTime) published = g_date_time_new_from_unix_local(draft->published);
        ap_node_set(map, "published", time_node(published));
    }
    return map;
}

static ApNode *
page_context(const GPtrArray *drafts, GDateTime *now)
{
    guint counts[AP_DRAFT_SYSTEM + 1] = {0};
    ApNode *root = ap_node_map(), *list = ap_node_list();
    for (guint i = 0; i < drafts->len; i++) {
        const ApDraft *draft = g_ptr_array_index(drafts, i);
        counts[draft->state]++;
        ap_node_append(list, draft_node(draft, i));
    }
    ap_node_set(root, "now", time_node(now));
    ap_node_set(root, "drafts", list);
    set_number(root, "n", 1, (gint)drafts->len);
    set_number(root, "n_done", 1, (gint)counts[AP_DRAFT_DONE]);
    set_number(root, "n_input", 1, (gint)counts[AP_DRAFT_INPUT]);
    set_number(root, "n_system", 1, (gint)counts[AP_DRAFT_SYSTEM]);
    set_flag(root, "some_input", counts[AP_DRAFT_INPUT] > 0);
    set_flag(root, "some_system", counts[AP_DRAFT_SYSTEM] > 0);
    set_text(root, "messages_language", C_("language of the page", "en"));
    return root;
}

static void
escape(GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

GBytes *
ap_drafts_page(const char *file, const GPtrArray *drafts, GDateTime *now, GError **error)
{
    g_autofree char *source = NULL;
    if (!g_file_get_contents(file, &source, NULL, error))
        return NULL;
    g_autoptr(ApNode) context = page_context(drafts, now);
    g_autoptr(ApProblems) problems = ap_problems_new();
    const ApMustacheOptions options = {.escape = escape, .strict = TRUE};
    g_autoptr(ApRendered) page = ap_mustache_render(file, source, context, &options, problems);
    if (page != NULL)
        return g_bytes_new(page->text, page->length);
    const ApProblem *first = ap_problems_at(problems, 0);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u:%u: %s", first->file, first->line,
                first->column, first->message);
    return NULL;
}
