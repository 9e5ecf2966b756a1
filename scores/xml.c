/* A thin layer over xmlTextReader: children one by one, and one place where reading stops. */
#include <config.h>

#include "scores/xml.h"

#include <glib/gi18n.h>
#include <libxml/xmlreader.h>

typedef enum { FINE, NOT_UNPACKED, NOT_XML, DOCUMENT_TYPE } Trouble;

struct ApXml {
    ApPackage *package;
    char *name;
    ApPackagePart *part;
    xmlTextReaderPtr reader;
    Trouble trouble;
};

static int
read_part(void *user, char *buffer, int size)
{
    ApXml *xml = user;
    gssize got = ap_package_part_read(xml->part, buffer, (gsize)size);
    if (got < 0)
        xml->trouble = NOT_UNPACKED;
    return (int)got;
}

ApXml *
ap_xml_open(ApPackage *package, const char *part)
{
    ApPackagePart *opened = ap_package_part_open(package, part);
    if (opened == NULL)
        return NULL;
    ApXml *xml = g_new0(ApXml, 1);
    xml->package = package;
    xml->name = g_strdup(part);
    xml->part = opened;
    xml->reader = xmlReaderForIO(read_part, NULL, xml, NULL, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (xml->reader == NULL)
        xml->trouble = NOT_XML;
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
    xmlFreeTextReader(xml->reader);
    ap_package_part_close(xml->part);
    g_free(xml->name);
    g_free(xml);
    return fine;
}

/* Goes to the next node; FALSE at the end and in trouble. */
static gboolean
advance(ApXml *xml)
{
    if (xml->trouble != FINE)
        return FALSE;
    int got = xmlTextReaderRead(xml->reader);
    if (xml->trouble == FINE && got < 0)
        xml->trouble = NOT_XML;
    if (xml->trouble == FINE && xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        xml->trouble = DOCUMENT_TYPE;
    return xml->trouble == FINE && got == 1;
}

int
ap_xml_enter(ApXml *xml)
{
    /* An empty element has no end to stop at. */
    return xmlTextReaderIsEmptyElement(xml->reader) ? -1 : xmlTextReaderDepth(xml->reader) + 1;
}

gboolean
ap_xml_child_or_text(ApXml *xml, int level, const char **text)
{
    *text = NULL;
    while (level >= 0 && advance(xml)) {
        int type = xmlTextReaderNodeType(xml->reader), depth = xmlTextReaderDepth(xml->reader);
        if (depth < level)
            return FALSE;
        if (depth > level)
            continue;
        if (type == XML_READER_TYPE_ELEMENT)
            return TRUE;
        if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
            type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) {
            *text = (const char *)xmlTextReaderConstValue(xml->reader);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
ap_xml_child(ApXml *xml, int level)
{
    const char *text;
    while (ap_xml_child_or_text(xml, level, &text))
        if (text == NULL)
            return TRUE;
    return FALSE;
}

gboolean
ap_xml_is(const ApXml *xml, const char *name)
{
    return g_str_equal(xmlTextReaderConstLocalName(xml->reader), name);
}

const char *
ap_xml_attribute(ApXml *xml, const char *space, const char *name)
{
    const xmlChar *local = (const xmlChar *)name;
    int found = space != NULL ? xmlTextReaderMoveToAttributeNs(xml->reader, local, (const xmlChar *)space)
                              : xmlTextReaderMoveToAttribute(xml->reader, local);
    if (found != 1)
        return NULL;
    const xmlChar *value = xmlTextReaderConstValue(xml->reader);
    xmlTextReaderMoveToElement(xml->reader);
    return value != NULL ? (const char *)value : "";
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
