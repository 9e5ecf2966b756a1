/* What a PDF says of itself. ISO 19005-2 (PDF/A-2), 6.2.3 and 6.6; ISO 14289-1 (PDF/UA-1), 5 and 7.1. */
#include <config.h>

#include "render/pdf/metadata.h"

#include <glib/gi18n.h>
#include <lcms2.h>
#include <string.h>

/* Claims PDF/A-2a and PDF/UA-1. PDF/A knows every schema but pdfuaid and ours: those are described. */
static const char xmp_claims[] =
    "  <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
    "   <pdfaid:part>2</pdfaid:part>\n"
    "   <pdfaid:conformance>A</pdfaid:conformance>\n"
    "  </rdf:Description>\n"
    "  <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "   <pdfuaid:part>1</pdfuaid:part>\n"
    "  </rdf:Description>\n";

#define SCHEMA(NAME, URI, PREFIX, PROPERTY, TYPE, CATEGORY, DESCRIPTION)              \
    "     <rdf:li rdf:parseType=\"Resource\">\n"                                      \
    "      <pdfaSchema:schema>" NAME "</pdfaSchema:schema>\n"                         \
    "      <pdfaSchema:namespaceURI>" URI "</pdfaSchema:namespaceURI>\n"              \
    "      <pdfaSchema:prefix>" PREFIX "</pdfaSchema:prefix>\n"                       \
    "      <pdfaSchema:property>\n"                                                   \
    "       <rdf:Seq>\n"                                                              \
    "        <rdf:li rdf:parseType=\"Resource\">\n"                                   \
    "         <pdfaProperty:name>" PROPERTY "</pdfaProperty:name>\n"                  \
    "         <pdfaProperty:valueType>" TYPE "</pdfaProperty:valueType>\n"            \
    "         <pdfaProperty:category>" CATEGORY "</pdfaProperty:category>\n"          \
    "         <pdfaProperty:description>" DESCRIPTION "</pdfaProperty:description>\n" \
    "        </rdf:li>\n"                                                             \
    "       </rdf:Seq>\n"                                                             \
    "      </pdfaSchema:property>\n"                                                  \
    "     </rdf:li>\n"

static const char xmp_schemas[] =
    "  <rdf:Description rdf:about=\"\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    "    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    "    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "   <pdfaExtension:schemas>\n"
    "    <rdf:Bag>\n" SCHEMA("PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/",
                             "pdfuaid", "part", "Integer", "internal",
                             "Indicates, which part of ISO 14289 standard is followed")
        SCHEMA("auditpress report", AP_METADATA_NAMESPACE, "auditpress", AP_METADATA_FACTS, "bag Text",
               "external",
               "What the report was made from: entries NAME=VALUE, such as "
               "hashes of the inputs") "    </rdf:Bag>\n"
                                       "   </pdfaExtension:schemas>\n"
                                       "  </rdf:Description>\n";

/* <element>, a container and one item, if `text` is given; `attributes` begins with a space. */
static void
add_item(GString *out, const char *element, const char *container, const char *attributes, const char *text)
{
    if (!text || !*text)
        return;
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append_printf(out, "   <%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n", element, container,
                           attributes, escaped, container, element);
}

static void
add_facts(GString *out, const char *const *properties)
{
    if (!properties || !properties[0])
        return;
    g_string_append(out, "  <rdf:Description rdf:about=\"\" xmlns:auditpress=\"" AP_METADATA_NAMESPACE "\">\n"
                         "   <auditpress:" AP_METADATA_FACTS ">\n    <rdf:Bag>\n");
    for (guint i = 0; properties[i] && properties[i + 1]; i += 2) {
        g_autofree char *fact =
            g_markup_printf_escaped("     <rdf:li>%s=%s</rdf:li>\n", properties[i], properties[i + 1]);
        g_string_append(out, fact);
    }
    g_string_append(out, "    </rdf:Bag>\n   </auditpress:" AP_METADATA_FACTS ">\n  </rdf:Description>\n");
}

/* The XMP packet (ISO 16684-1), UTF-8. */
static char *
make_xmp(const ApPdfOptions *options)
{
    GString *out = g_string_new("<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                                " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                                "  <rdf:Description rdf:about=\"\""
                                " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                                "   <dc:format>application/pdf</dc:format>\n");
    add_item(out, "dc:title", "Alt", " xml:lang=\"x-default\"", options->title);
    add_item(out, "dc:creator", "Seq", "", options->author);
    add_item(out, "dc:description", "Alt", " xml:lang=\"x-default\"", options->subject);
    add_item(out, "dc:language", "Bag", "", options->language);
    g_autofree char *producer = g_markup_escape_text(options->producer ? options->producer : "", -1);
    g_string_append_printf(out,
                           "  </rdf:Description>\n"
                           "  <rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                           "   <pdf:Producer>%s</pdf:Producer>\n"
                           "  </rdf:Description>\n",
                           producer);
    g_string_append(out, xmp_claims);
    add_facts(out, options->properties);
    g_string_append(out, xmp_schemas);
    g_string_append(out, " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    return g_string_free(out, FALSE);
}

/* The sRGB profile of lcms2, without the time at which it was made: the same bytes on every day. */
static GByteArray *
color_profile(void)
{
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number length = 0;
    GByteArray *bytes = g_byte_array_new();
    if (profile) {
        cmsSetProfileVersion(profile, 4.2); /* PDF 1.7 knows ICC profiles up to 4.2 */
        if (cmsSaveProfileToMem(profile, NULL, &length)) {
            g_byte_array_set_size(bytes, length);
            if (!cmsSaveProfileToMem(profile, bytes->data, &length))
                g_byte_array_set_size(bytes, 0);
        }
        cmsCloseProfile(profile);
    }
    if (bytes->len > 36) {
        /* Year, month, day, hour, minute, second, two bytes each (ICC.1, 7.2.8). */
        static const guint8 time[12] = {0x07, 0xe0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
        memcpy(bytes->data + 24, time, sizeof time);
    }
    return bytes;
}

static gboolean
write_output_intent(ApFile *file, GError **error)
{
    g_autoptr(GByteArray) profile = color_profile();
    if (profile->len == 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot make the sRGB colour profile"));
        return FALSE;
    }
    HPDF_Dict stream = ap_file_stream_deflated(file, profile->data, profile->len);
    ap_dict_set_integer(file, stream, "N", 3);
    HPDF_Dict intent = ap_file_dict(file);
    ap_dict_set_name(file, intent, "Type", "OutputIntent");
    ap_dict_set_name(file, intent, "S", "GTS_PDFA1");
    ap_dict_set_text(file, intent, "OutputConditionIdentifier", "sRGB IEC61966-2.1");
    ap_dict_set_text(file, intent, "Info", "sRGB IEC61966-2.1");
    ap_dict_set(file, intent, "DestOutputProfile", stream);
    HPDF_Array intents = ap_file_array(file);
    ap_array_add(file, intents, intent);
    ap_dict_set(file, ap_file_catalog(file), "OutputIntents", intents);
    return TRUE;
}

static void
write_info(ApFile *file, const ApPdfOptions *options)
{
    const struct {
        const char *key, *value;
    } entries[] = {{"Title", options->title},
                   {"Author", options->author},
                   {"Subject", options->subject},
                   {"Producer", options->producer ? options->producer : ""}};
    HPDF_Doc doc = ap_file_doc(file);
    for (guint i = 0; doc && i < G_N_ELEMENTS(entries); i++)
        if (entries[i].value)
            ap_dict_set_text(file, doc->info, entries[i].key, entries[i].value);
}

gboolean
ap_metadata_write(ApFile *file, const ApPdfOptions *options, GError **error)
{
    HPDF_Dict catalog = ap_file_catalog(file);
    write_info(file, options);
    g_autofree char *xmp = make_xmp(options);
    HPDF_Dict stream = ap_file_stream_raw(file, xmp, strlen(xmp));
    ap_dict_set_name(file, stream, "Type", "Metadata");
    ap_dict_set_name(file, stream, "Subtype", "XML");
    ap_dict_set(file, catalog, "Metadata", stream);
    ap_dict_set_text(file, catalog, "Lang", options->language);
    HPDF_Dict preferences = ap_file_dict(file);
    ap_dict_set_boolean(file, preferences, "DisplayDocTitle", TRUE);
    ap_dict_set(file, catalog, "ViewerPreferences", preferences);
    return write_output_intent(file, error);
}
