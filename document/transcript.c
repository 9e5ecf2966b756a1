/* A report as sentences and rows of tables. */
#include <config.h>

#include "document/transcript.h"

#include <string.h>

#define CELL_GAP " │ "

static void
passage_free(gpointer data)
{
    ApPassage *passage = data;
    g_free(passage->section);
    g_free(passage->text);
    g_free(passage->key);
    g_free(passage);
}

ApTranscript *
ap_transcript_new(void)
{
    ApTranscript *transcript = g_new0(ApTranscript, 1);
    transcript->list = g_ptr_array_new_with_free_func(passage_free);
    transcript->heading = g_strdup("");
    transcript->caption = g_strdup("");
    return transcript;
}

void
ap_transcript_free(ApTranscript *transcript)
{
    if (transcript == NULL)
        return;
    g_ptr_array_unref(transcript->list);
    g_free(transcript->heading);
    g_free(transcript->caption);
    g_free(transcript);
}

static char *
without_blanks(const char *text)
{
    GString *key = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at)))
            g_string_append_unichar(key, g_utf8_get_char(at));
    return g_string_free(key, FALSE);
}

static void
remember(char **last, const char *text)
{
    g_free(*last);
    *last = g_strdup(text);
}

void
ap_transcript_add(ApTranscript *transcript, ApPassageKind kind, const char *text)
{
    g_autofree char *key = without_blanks(text);
    if (key[0] == '\0')
        return;
    ApPassage *passage = g_new0(ApPassage, 1);
    passage->kind = kind;
    passage->text = g_strstrip(g_strdup(text));
    passage->key = g_steal_pointer(&key);
    if (kind == AP_PASSAGE_HEADING)
        remember(&transcript->heading, passage->text);
    if (kind == AP_PASSAGE_CAPTION)
        remember(&transcript->caption, passage->text);
    passage->section = g_strdup(kind == AP_PASSAGE_ROW ? transcript->caption : transcript->heading);
    g_ptr_array_add(transcript->list, passage);
}

/* ---- Sentences. ---- */

static gboolean
ends_sentence(gunichar c)
{
    return c == 0x3002 /* 。 */ || c == 0xff01 /* ！ */ || c == 0xff1f /* ？ */ || c == 0xff1b /* ； */;
}

static gboolean
closes(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || ends_sentence(c);
}

/* The byte behind the sentence that begins `text`. */
static const char *
sentence_end(const char *text)
{
    const char *at = text;
    while (*at != '\0' && !ends_sentence(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    while (*at != '\0' && closes(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

void
ap_transcript_add_paragraph(ApTranscript *transcript, const char *text)
{
    while (*text != '\0') {
        const char *end = sentence_end(text);
        g_autofree char *sentence = g_strndup(text, (gsize)(end - text));
        ap_transcript_add(transcript, AP_PASSAGE_SENTENCE, sentence);
        text = end;
    }
}

/* ---- Rows. ---- */

void
ap_transcript_add_row(ApTranscript *transcript, const GPtrArray *cells)
{
    g_autoptr(GString) row = g_string_new(NULL);
    for (guint i = 0; i < cells->len; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(g_ptr_array_index(cells, i)));
        if (cell[0] != '\0')
            g_string_append_printf(row, "%s%s", row->len > 0 ? CELL_GAP : "", cell);
    }
    ap_transcript_add(transcript, AP_PASSAGE_ROW, row->str);
}

/* ---- Documents. ---- */

static void
add_table(ApTranscript *transcript, const ApTable *table)
{
    for (guint row = 0; row < table->rows; row++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        for (guint column = 0; column < table->columns; column++)
            if (!ap_table_cell(table, row, column)->covered)
                g_ptr_array_add(cells, ap_runs_text(ap_table_cell(table, row, column)->runs));
        ap_transcript_add_row(transcript, cells);
    }
}

static void
add_block(ApTranscript *transcript, const ApBlock *block)
{
    g_autofree char *runs = ap_runs_text(block->runs);
    switch (block->kind) {
    case AP_BLOCK_HEADING: {
        g_autofree char *heading = g_strconcat(block->label, runs, NULL);
        ap_transcript_add(transcript, AP_PASSAGE_HEADING, heading);
        break;
    }
    case AP_BLOCK_CONTENTS:
    case AP_BLOCK_FIGURES:
    case AP_BLOCK_TABLES:
        ap_transcript_add(transcript, AP_PASSAGE_HEADING, runs);
        break;
    case AP_BLOCK_TABLE:
    case AP_BLOCK_FIGURE: {
        g_autofree char *caption = g_strdup_printf("%s %s", block->label, runs);
        ap_transcript_add(transcript, AP_PASSAGE_CAPTION, caption);
        if (block->table != NULL)
            add_table(transcript, block->table);
        break;
    }
    default:
        ap_transcript_add_paragraph(transcript, runs);
    }
    for (guint i = 0; i < block->children->len; i++)
        add_block(transcript, g_ptr_array_index(block->children, i));
}

ApTranscript *
ap_transcript_of_document(const ApDocument *document)
{
    ApTranscript *transcript = ap_transcript_new();
    for (guint i = 0; i < document->blocks->len; i++)
        add_block(transcript, g_ptr_array_index(document->blocks, i));
    return transcript;
}
