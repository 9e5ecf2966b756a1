/* Expat pushes what it finds; here it is stopped at each element that is asked for, so that readers can walk.
 * What lies deeper than that passes by without a stop. */
#include <config.h>

#include "scores/xml.h"

#include <expat.h>
#include <glib/gi18n.h>
#include <string.h>

#define XMLNS "xmlns:"
#define BLOCK 16384
#define DEPTH_LIMIT 256         /* of elements in each other; readers call themselves for some */
#define SPACES_LIMIT 256        /* namespaces declared at a time; LibreOffice has 40 */
#define LENGTH_LIMIT (10 << 20) /* of one tag, comment or text */

typedef enum { FINE, NOT_UNPACKED, NOT_XML, DOCUMENT_TYPE } Trouble;

/* Why the parser was stopped. */
typedef enum { NOTHING, ELEMENT, END } Event;

/* A prefix of attributes; in force until the next stop at `depth` or above. */
typedef struct {
    int depth;
    char *prefix;
    gsize length; /* of the prefix */
    char *space;
} Declaration;

/* Where in the tag an attribute stands. */
typedef struct {
    gsize name;
    gsize value;
} Attribute;

struct ApXml {
    ApPackage *package;
    char *name;
    ApPackagePart *part;
    XML_Parser parser;
    Trouble trouble;
    guint64 n_read;
    gboolean stopped; /* the parser has more of its block */
    gboolean ending;  /* the last block was read */
    gboolean ended;   /* and parsed */

    int depth; /* how many elements are open */
    int level; /* the depth of what is asked for */
    gboolean with_text;

    Event event;
    int event_depth;
    gboolean waiting; /* the event comes after the text, which was given out */
    gboolean empty;   /* an element that ends where it begins */
    GString *text;    /* between the last event and this one */
    GString *tag;     /* the name of the element, and name and value of each attribute; each closed by NUL */
    gsize local_name; /* where in the tag it begins, without its prefix */
    GArray *attributes;
    GArray *declarations;
};

/* ---- What expat finds. ---- */

static void
fail(ApXml *xml, Trouble trouble)
{
    xml->trouble = trouble;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void
stop(ApXml *xml, Event event, int depth)
{
    xml->event = event;
    xml->event_depth = depth;
    XML_StopParser(xml->parser, XML_TRUE);
}

static void
clear_declaration(gpointer data)
{
    Declaration *declaration = data;
    g_free(declaration->prefix);
    g_free(declaration->space);
}

/* Only those of elements at which the parser stops count: readers see none within the others. */
static void
declare(ApXml *xml, const char *prefix, const char *space)
{
    Declaration declaration = {xml->event_depth, g_strdup(prefix), strlen(prefix), g_strdup(space)};
    g_array_append_val(xml->declarations, declaration);
    if (xml->declarations->len > SPACES_LIMIT)
        fail(xml, NOT_XML);
}

static void
end_declarations(ApXml *xml, int depth)
{
    guint kept = xml->declarations->len;
    while (kept > 0 && g_array_index(xml->declarations, Declaration, kept - 1).depth >= depth)
        kept--;
    g_array_set_size(xml->declarations, kept);
}

/* Appends the text and its NUL to the tag; returns where. */
static gsize
append_with_nul(GString *tag, const char *text)
{
    gsize at = tag->len;
    g_string_append_len(tag, text, (gssize)strlen(text) + 1);
    return at;
}

static void
store_tag(ApXml *xml, const char *name, const char **attributes)
{
    const char *colon = strchr(name, ':');
    xml->local_name = colon != NULL ? (gsize)(colon + 1 - name) : 0;
    g_string_truncate(xml->tag, 0);
    g_array_set_size(xml->attributes, 0);
    append_with_nul(xml->tag, name);
    for (; attributes[0] != NULL; attributes += 2) {
        Attribute attribute;
        attribute.name = append_with_nul(xml->tag, attributes[0]);
        attribute.value = append_with_nul(xml->tag, attributes[1]);
        g_array_append_val(xml->attributes, attribute);
        if (strncmp(attributes[0], XMLNS, strlen(XMLNS)) == 0)
            declare(xml, attributes[0] + strlen(XMLNS), attributes[1]);
    }
}

static void
begin_element(void *user, const char *name, const char **attributes)
{
    ApXml *xml = user;
    int depth = xml->depth++;
    if (depth >= DEPTH_LIMIT) {
        fail(xml, NOT_XML);
    } else if (depth == xml->level) {
        stop(xml, ELEMENT, depth);
        xml->empty = FALSE;
        end_declarations(xml, depth);
        store_tag(xml, name, attributes);
    }
}

/* Of an element that ends where it begins the end comes before the parser stops. */
static void
end_element(void *user, G_GNUC_UNUSED const char *name)
{
    ApXml *xml = user;
    int depth = --xml->depth;
    if (xml->event == ELEMENT)
        xml->empty = TRUE;
    else if (depth < xml->level)
        stop(xml, END, depth);
}

static void
take_text(void *user, const char *text, int length)
{
    ApXml *xml = user;
    if (!xml->with_text || xml->depth != xml->level)
        return;
    g_string_append_len(xml->text, text, length);
    if (xml->text->len > LENGTH_LIMIT)
        fail(xml, NOT_XML);
}

static void
refuse_document_type(void *user, G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const char *system_id,
                     G_GNUC_UNUSED const char *public_id, G_GNUC_UNUSED int has_internal_subset)
{
    fail(user, DOCUMENT_TYPE);
}

/* ---- The reader. ---- */

ApXml *
ap_xml_open(ApPackage *package, const char *part)
{
    static const XML_Memory_Handling_Suite memory = {g_malloc, g_realloc, g_free};
    ApPackagePart *opened = ap_package_part_open(package, part);
    if (opened == NULL)
        return NULL;
    ApXml *xml = g_new0(ApXml, 1);
    xml->package = package;
    xml->name = g_strdup(part);
    xml->part = opened;
    xml->text = g_string_new(NULL);
    xml->tag = g_string_new(NULL);
    xml->attributes = g_array_new(FALSE, FALSE, sizeof(Attribute));
    xml->declarations = g_array_new(FALSE, FALSE, sizeof(Declaration));
    g_array_set_clear_func(xml->declarations, clear_declaration);
    xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, begin_element, end_element);
    XML_SetCharacterDataHandler(xml->parser, take_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_document_type);
    return xml;
}

static void
report(const ApXml *xml)
{
    switch (xml->trouble) {
    case FINE:
        break;
    case NOT_UNPACKED:
        ap_package_error(
            xml->package,
            _("the workbook's part “%s” is damaged and cannot be unpacked; copy or save it again"),
            xml->name);
        break;
    case NOT_XML:
        ap_package_error(xml->package,
                         _("the workbook's part “%s” is damaged: it is no XML; copy or save it again"),
                         xml->name);
        break;
    case DOCUMENT_TYPE:
        ap_package_error(xml->package,
                         _("the workbook's part “%s” has a document type, which no workbook has; open it and "
                           "save it again"),
                         xml->name);
        break;
    }
}

gboolean
ap_xml_close(ApXml *xml)
{
    if (xml == NULL)
        return FALSE;
    gboolean fine = xml->trouble == FINE;
    report(xml);
    XML_ParserFree(xml->parser);
    ap_package_part_close(xml->part);
    g_string_free(xml->text, TRUE);
    g_string_free(xml->tag, TRUE);
    g_array_unref(xml->attributes);
    g_array_unref(xml->declarations);
    g_free(xml->name);
    g_free(xml);
    return fine;
}

/* How much to read next. A tag or comment that is not whole is parsed again from its start, so as much again
 * is read as there is of it: then its length does not count twice. 0 if it is too long. */
static gsize
next_length(const ApXml *xml)
{
    XML_Index parsed = XML_GetCurrentByteIndex(xml->parser);
    guint64 kept = parsed > 0 ? xml->n_read - (guint64)parsed : xml->n_read;
    return kept > LENGTH_LIMIT ? 0 : CLAMP(kept, BLOCK, LENGTH_LIMIT + BLOCK - kept);
}

/* Reads a block and parses it as far as to the next stop. */
static enum XML_Status
parse_block(ApXml *xml)
{
    gsize length = next_length(xml);
    void *block = length > 0 ? XML_GetBuffer(xml->parser, (int)length) : NULL;
    if (block == NULL)
        return XML_STATUS_ERROR;
    gssize got = ap_package_part_read(xml->part, block, length);
    if (got < 0) {
        xml->trouble = NOT_UNPACKED;
        return XML_STATUS_ERROR;
    }
    xml->n_read += (guint64)got;
    xml->ending = got == 0;
    return XML_ParseBuffer(xml->parser, (int)got, xml->ending);
}

/* Goes to the next event; FALSE at the end and in trouble. */
static gboolean
advance(ApXml *xml)
{
    xml->event = NOTHING;
    g_string_truncate(xml->text, 0);
    while (xml->event == NOTHING && xml->trouble == FINE && !xml->ended) {
        enum XML_Status status = xml->stopped ? XML_ResumeParser(xml->parser) : parse_block(xml);
        if (status == XML_STATUS_ERROR && xml->trouble == FINE)
            xml->trouble = NOT_XML;
        xml->stopped = status == XML_STATUS_SUSPENDED;
        xml->ended = status == XML_STATUS_OK && xml->ending;
    }
    return xml->event != NOTHING && xml->trouble == FINE;
}

int
ap_xml_enter(ApXml *xml)
{
    /* An empty element has no end to stop at. */
    return xml->empty ? -1 : xml->event_depth + 1;
}

/* Goes to the next child, or to the text before it: then the parser stands behind the text already, and
 * `waiting` keeps what it found there for the next call. */
static gboolean
go_on(ApXml *xml, int level, gboolean with_text)
{
    xml->level = level;
    xml->with_text = with_text;
    while (level >= 0 && (xml->waiting || advance(xml))) {
        xml->waiting = !xml->waiting && xml->text->len > 0;
        if (xml->waiting)
            return TRUE;
        if (xml->event_depth < level)
            return FALSE;
        if (xml->event_depth == level && xml->event == ELEMENT)
            return TRUE;
    }
    return FALSE;
}

gboolean
ap_xml_child_or_text(ApXml *xml, int level, const char **text)
{
    gboolean found = go_on(xml, level, TRUE);
    *text = found && xml->waiting ? xml->text->str : NULL;
    return found;
}

gboolean
ap_xml_child(ApXml *xml, int level)
{
    return go_on(xml, level, FALSE);
}

gboolean
ap_xml_is(const ApXml *xml, const char *name)
{
    return strcmp(xml->tag->str + xml->local_name, name) == 0;
}

/* Whether a prefix stands for the namespace. */
static gboolean
is_prefix_of(const ApXml *xml, const char *prefix, gsize length, const char *space)
{
    for (guint i = xml->declarations->len; i > 0; i--) {
        const Declaration *declaration = &g_array_index(xml->declarations, Declaration, i - 1);
        if (declaration->length == length && memcmp(declaration->prefix, prefix, length) == 0)
            return strcmp(declaration->space, space) == 0;
    }
    return FALSE;
}

/* Whether the attribute of this whole name is `local` of the namespace `space`. */
static gboolean
is_of_space(const ApXml *xml, const char *name, const char *space, const char *local)
{
    const char *colon = strchr(name, ':');
    return colon != NULL && strcmp(colon + 1, local) == 0 &&
           is_prefix_of(xml, name, (gsize)(colon - name), space);
}

const char *
ap_xml_attribute(ApXml *xml, const char *space, const char *name)
{
    for (guint i = 0; i < xml->attributes->len; i++) {
        const Attribute *attribute = &g_array_index(xml->attributes, Attribute, i);
        const char *whole_name = xml->tag->str + attribute->name;
        if (space == NULL ? strcmp(whole_name, name) == 0 : is_of_space(xml, whole_name, space, name))
            return xml->tag->str + attribute->value;
    }
    return NULL;
}

guint
ap_xml_number(ApXml *xml, const char *space, const char *name, guint fallback)
{
    const char *value = ap_xml_attribute(xml, space, name);
    if (value == NULL || !g_ascii_isdigit(*value))
        return fallback;
    guint64 number = g_ascii_strtoull(value, NULL, 10);
    return (guint)MIN(number, G_MAXUINT);
}

void
ap_xml_append_text(ApXml *xml, GString *into)
{
    const char *text;
    for (int level = ap_xml_enter(xml); ap_xml_child_or_text(xml, level, &text);)
        if (text != NULL)
            g_string_append(into, text);
}
