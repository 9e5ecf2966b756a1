/* Splits a Mustache template into literal lines and tags, and nests them. */
#include <config.h>

#include "document/mustache_parse.h"

#include <glib/gi18n.h>
#include <string.h>

/* Counts lines and characters up to a position that only moves on. */
typedef struct {
    const char *position;
    ApPlace place;
} Cursor;

typedef struct {
    const char *source;
    const char *end;
    const char *indent;
    ApProblems *problems;
    char *open; /* the delimiters in force */
    char *close;
    GPtrArray *nesting; /* ApToken, lent: the root and the sections that are open, innermost last */
    Cursor text;        /* of literal text, which is added after the tag that follows it was read */
    Cursor tags;
} Parser;

/* A tag as it stands in the source. */
typedef struct {
    const char *start;
    const char *after;
    char sigil; /* # ^ / ! > = & {, or 0 for a plain name */
    char *content;
    ApPlace place;
} Tag;

static void
free_element(gpointer data)
{
    ap_token_free(data);
}

void
ap_token_free(ApToken *element)
{
    if (element == NULL)
        return;
    g_free(element->text);
    g_free(element->indent);
    g_clear_pointer(&element->children, g_ptr_array_unref);
    g_free(element);
}

static ApToken *
element_new(ApTokenKind kind, const char *text, gsize length, ApPlace place)
{
    ApToken *element = g_new0(ApToken, 1);
    element->kind = kind;
    element->text = g_strndup(text, length);
    element->place = place;
    if (kind == AP_TOKEN_SECTION || kind == AP_TOKEN_INVERTED)
        element->children = g_ptr_array_new_with_free_func(free_element);
    return element;
}

/* The place of `position`, which never lies before that of the cursor's last call. */
static ApPlace
place_of(Cursor *cursor, const char *position)
{
    for (; cursor->position < position; cursor->position++) {
        if (*cursor->position == '\n') {
            cursor->place.line++;
            cursor->place.column = 1;
        } else if ((cursor->position[1] & 0xC0) != 0x80) {
            cursor->place.column++;
        }
    }
    return cursor->place;
}

static void
add(Parser *parser, ApToken *element)
{
    ApToken *section = g_ptr_array_index(parser->nesting, parser->nesting->len - 1);
    g_ptr_array_add(section->children, element);
}

static gboolean
starts_line(const Parser *parser, const char *position)
{
    return position == parser->source || position[-1] == '\n';
}

static void
add_indent(Parser *parser, const char *position, ApPlace place)
{
    if (starts_line(parser, position) && parser->indent[0] != '\0')
        add(parser, element_new(AP_TOKEN_INDENT, parser->indent, strlen(parser->indent), place));
}

/* Adds the literal text from `start` to `end`, an element a line. */
static void
add_text(Parser *parser, const char *start, const char *end)
{
    while (start < end) {
        const char *newline = memchr(start, '\n', (gsize)(end - start));
        const char *next = newline != NULL ? newline + 1 : end;
        ApPlace place = place_of(&parser->text, start);
        add_indent(parser, start, place);
        add(parser, element_new(AP_TOKEN_TEXT, start, (gsize)(next - start), place));
        start = next;
    }
}

/* Reads the tag at `start`. FALSE, with a problem, if it has no end; then `tag->after` is where to go on. */
static gboolean
read_tag(Parser *parser, const char *start, Tag *tag)
{
    const char *content = start + strlen(parser->open);
    while (g_ascii_isspace(*content))
        content++;
    tag->start = start;
    tag->place = place_of(&parser->tags, start);
    tag->sigil = *content != '\0' && strchr("#^/!>=&{", *content) != NULL ? *content : '\0';
    if (tag->sigil != '\0')
        content++;
    const char *brace = tag->sigil == '{' ? "}" : tag->sigil == '=' ? "=" : "";
    g_autofree char *closing = g_strconcat(brace, parser->close, NULL);
    const char *end = strstr(content, closing);
    const char *nested = tag->sigil == '!' || tag->sigil == '=' ? NULL : strstr(content, parser->open);
    if (end == NULL || (nested != NULL && nested < end)) {
        tag->after = nested != NULL ? nested : parser->end;
        ap_problems_error(parser->problems, tag->place, _("“%s” is not closed; write “%s” after the name"),
                          parser->open, closing);
        return FALSE;
    }
    tag->after = end + strlen(closing);
    tag->content = g_strstrip(g_strndup(content, (gsize)(end - content)));
    return TRUE;
}

/* Whether nothing else stands on the tag's line or lines; then the whole line vanishes: `*line` is where it
 * starts, `*next` where the next one does. */
static gboolean
stands_alone(const Parser *parser, const Tag *tag, const char **line, const char **next)
{
    if (tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{')
        return FALSE;
    const char *before = tag->start;
    while (before > parser->source && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
    const char *after = tag->after + strspn(tag->after, " \t");
    if (after[0] == '\r' && after[1] == '\n')
        after++;
    if (!starts_line(parser, before) || (*after != '\n' && *after != '\0'))
        return FALSE;
    *line = before;
    *next = *after == '\n' ? after + 1 : after;
    return TRUE;
}

static void
set_delimiters(Parser *parser, const Tag *tag)
{
    g_auto(GStrv) words = g_strsplit_set(tag->content, " \t\n", -1);
    GStrv last = words;
    guint count = 0;
    for (GStrv word = words; *word != NULL; word++)
        if (**word != '\0') {
            last = word;
            count++;
        }
    if (count != 2 || last == words || strchr(tag->content, '=') != NULL) {
        ap_problems_error(parser->problems, tag->place,
                          _("“%s” does not set delimiters; write two of them, such as {{=<%% %%>=}}"),
                          tag->content);
        return;
    }
    g_free(parser->open);
    g_free(parser->close);
    parser->open = g_strdup(words[0]);
    parser->close = g_strdup(*last);
}

static void
report_unclosed(Parser *parser, const ApToken *section)
{
    ap_problems_error(parser->problems, section->place,
                      _("section “%s” is not closed; write {{/%s}} where it ends"), section->text,
                      section->text);
}

/* Ends the section that `tag` names; sections within it that are still open are problems. */
static void
close_section(Parser *parser, const Tag *tag)
{
    for (guint i = parser->nesting->len - 1; i > 0; i--) {
        const ApToken *section = g_ptr_array_index(parser->nesting, i);
        if (strcmp(section->text, tag->content) != 0)
            continue;
        for (guint j = i + 1; j < parser->nesting->len; j++)
            report_unclosed(parser, g_ptr_array_index(parser->nesting, j));
        g_ptr_array_set_size(parser->nesting, (gint)i);
        return;
    }
    const ApToken *innermost = g_ptr_array_index(parser->nesting, parser->nesting->len - 1);
    if (parser->nesting->len > 1)
        ap_problems_error(parser->problems, tag->place,
                          _("{{/%s}} closes no section; the section open here is “%s”"), tag->content,
                          innermost->text);
    else
        ap_problems_error(parser->problems, tag->place, _("{{/%s}} closes no section; no section is open"),
                          tag->content);
}

static gboolean
is_name(Parser *parser, const Tag *tag)
{
    if (tag->content[0] == '\0') {
        ap_problems_error(parser->problems, tag->place, _("a tag without a name; write a name or remove it"));
        return FALSE;
    }
    if (strpbrk(tag->content, " \t\r\n") != NULL) {
        g_autofree char *line = g_strdelimit(g_strdup(tag->content), "\r\n\t", ' ');
        ap_problems_error(parser->problems, tag->place, _("“%s” is not a name; names hold no blanks"), line);
        return FALSE;
    }
    return TRUE;
}

/* Adds what the tag says; `blanks` are those before it if it stands alone on its line, else NULL. */
static void
add_tag(Parser *parser, const Tag *tag, const char *blanks)
{
    if (tag->sigil == '!')
        return;
    if (tag->sigil == '=') {
        set_delimiters(parser, tag);
        return;
    }
    if (!is_name(parser, tag))
        return;
    if (tag->sigil == '/') {
        close_section(parser, tag);
        return;
    }
    ApTokenKind kind = tag->sigil == '#'   ? AP_TOKEN_SECTION
                       : tag->sigil == '^' ? AP_TOKEN_INVERTED
                       : tag->sigil == '>' ? AP_TOKEN_PARTIAL
                       : tag->sigil == 0   ? AP_TOKEN_ESCAPED
                                           : AP_TOKEN_UNESCAPED;
    ApToken *element = element_new(kind, tag->content, strlen(tag->content), tag->place);
    if (kind == AP_TOKEN_PARTIAL)
        element->indent = blanks != NULL ? g_strconcat(parser->indent, blanks, NULL) : g_strdup("");
    add(parser, element);
    if (element->children != NULL)
        g_ptr_array_add(parser->nesting, element);
}

static void
parse_all(Parser *parser)
{
    const char *position = parser->source;
    const char *start;
    while ((start = strstr(position, parser->open)) != NULL) {
        Tag tag = {0};
        const char *line = start, *next = NULL;
        if (!read_tag(parser, start, &tag)) {
            position = tag.after;
            continue;
        }
        gboolean alone = stands_alone(parser, &tag, &line, &next);
        add_text(parser, position, alone ? line : start);
        if (!alone)
            add_indent(parser, start, tag.place);
        g_autofree char *blanks = alone ? g_strndup(line, (gsize)(start - line)) : NULL;
        add_tag(parser, &tag, blanks);
        position = alone ? next : tag.after;
        g_free(tag.content);
    }
    add_text(parser, position, parser->end);
}

ApToken *
ap_mustache_parse(const char *file, const char *source, const char *indent, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    ApPlace start = {file, 1, 1};
    g_autoptr(ApToken) root = element_new(AP_TOKEN_SECTION, "", 0, start);
    Parser parser = {
        .source = source,
        .end = source + strlen(source),
        .indent = indent,
        .problems = problems,
        .open = g_strdup("{{"),
        .close = g_strdup("}}"),
        .nesting = g_ptr_array_new(),
        .text = {source, start},
        .tags = {source, start},
    };
    g_ptr_array_add(parser.nesting, root);
    parse_all(&parser);
    for (guint i = 1; i < parser.nesting->len; i++)
        report_unclosed(&parser, g_ptr_array_index(parser.nesting, i));
    g_free(parser.open);
    g_free(parser.close);
    g_ptr_array_unref(parser.nesting);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&root);
}
