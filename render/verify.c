/* Holds the published files against each other. */
#include <config.h>

#include "render/verify.h"

#include "render/digest.h"
#include "render/pdf/check.h"
#include "render/pdf/extract.h"
#include "render/verify_numbers.h"
#include "scores/input.h"
#include "scores/sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* One value of statistics.csv. */
typedef struct {
    char *key; /* "all total mean" */
    char *value;
    guint line;
    gboolean seen; /* in the workbook too */
} Published;

typedef struct {
    const ApVerifyFiles *files;
    ApProblems *problems;
    GPtrArray *passed; /* char * */

    GBytes *report;
    GBytes *appendix;
    GBytes *statistics;
    ApPdfExtract *extract;
    ApReadWorkbook *book;
    GPtrArray *published; /* Published */
    GHashTable *by_key;   /* key → Published */
} Verify;

static void
published_free(gpointer data)
{
    Published *published = data;
    g_free(published->key);
    g_free(published->value);
    g_free(published);
}

static void
verify_clear(Verify *verify)
{
    g_clear_pointer(&verify->passed, g_ptr_array_unref);
    g_clear_pointer(&verify->report, g_bytes_unref);
    g_clear_pointer(&verify->appendix, g_bytes_unref);
    g_clear_pointer(&verify->statistics, g_bytes_unref);
    ap_pdf_extract_free(verify->extract);
    ap_workbook_read_free(verify->book);
    g_ptr_array_unref(verify->published);
    g_hash_table_unref(verify->by_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verify, verify_clear)

/* ---- Reading. ---- */

enum { SCOPE, MEASURE, STATISTIC, VALUE, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [SCOPE] = {"scope", FALSE},
    [MEASURE] = {"measure", FALSE},
    [STATISTIC] = {"statistic", FALSE},
    [VALUE] = {"value", FALSE},
};

static char *
make_key(const char *scope, const char *measure, const char *statistic)
{
    return g_strdup_printf("%s %s %s", scope, measure, statistic);
}

static void
take_published(gpointer user, const ApRow *row)
{
    Verify *verify = user;
    g_autofree char *scope = ap_row_text(row, SCOPE);
    g_autofree char *measure = ap_row_text(row, MEASURE);
    g_autofree char *statistic = ap_row_text(row, STATISTIC);
    Published *published = g_new0(Published, 1);
    published->key = make_key(scope, measure, statistic);
    published->value = ap_row_text(row, VALUE);
    published->line = row->line;
    g_ptr_array_add(verify->published, published);
    if (!g_hash_table_insert(verify->by_key, published->key, published))
        ap_problems_error(verify->problems, ap_row_place(row, STATISTIC), _("“%s” is listed twice"),
                          published->key);
}

static gboolean
read_files(Verify *verify, GError **error)
{
    const ApVerifyFiles *files = verify->files;
    const ApSheetSpec spec = {.file = files->statistics,
                              .columns = columns,
                              .n_columns = N_COLUMNS,
                              .row = take_published,
                              .user = verify,
                              .problems = verify->problems};
    verify->report = ap_input_read(files->report, 0, verify->problems, error);
    if (verify->report == NULL)
        return FALSE;
    g_autoptr(GError) damage = NULL;
    verify->extract = ap_pdf_extract(verify->report, &damage);
    if (verify->extract == NULL) {
        ap_problems_error(verify->problems, (ApPlace){files->report, 1, 1}, "%s", damage->message);
        return FALSE;
    }
    verify->appendix = ap_input_read(files->appendix, 0, verify->problems, error);
    if (verify->appendix == NULL)
        return FALSE;
    verify->book = ap_workbook_read(files->appendix, verify->problems, error);
    if (verify->book == NULL)
        return FALSE;
    verify->statistics = ap_input_read(files->statistics, 0, verify->problems, error);
    return verify->statistics != NULL && ap_sheet_read_csv(&spec, 0, error);
}

/* ---- The rules of the PDF. ---- */

static gboolean
check_rules(Verify *verify, GError **error)
{
    g_autoptr(GPtrArray) failures = ap_pdf_check(verify->report, error);
    if (failures == NULL)
        return FALSE;
    for (guint i = 0; i < failures->len; i++)
        ap_problems_error(verify->problems, (ApPlace){verify->files->report, 1, 1}, "%s",
                          (const char *)failures->pdata[i]);
    if (failures->len == 0)
        g_ptr_array_add(verify->passed,
                        g_strdup(_("the report keeps the rules of PDF/A-2a and PDF/UA-1 that it "
                                   "relies on")));
    return TRUE;
}

/* ---- The hashes. ---- */

/* The value of the fact `name`, lent; NULL if there is none. */
static const char *
find_fact(const GPtrArray *facts, const char *name)
{
    gsize length = strlen(name);
    for (guint i = 0; i < facts->len; i++) {
        const char *fact = g_ptr_array_index(facts, i);
        if (strncmp(fact, name, length) == 0 && fact[length] == '=')
            return fact + length + 1;
    }
    return NULL;
}

/* Reports at `place` which hashes of `facts` those of the file `other` lack or contradict. */
static void
require_facts(Verify *verify, ApPlace place, const GPtrArray *facts, const GPtrArray *others,
              const char *other)
{
    for (guint i = 0; i < facts->len; i++) {
        const char *fact = g_ptr_array_index(facts, i), *mark = strrchr(fact, '=');
        g_autofree char *name = g_strndup(fact, mark != NULL ? (gsize)(mark - fact) : strlen(fact));
        const char *hash = mark != NULL ? mark + 1 : "", *value = find_fact(others, name);
        if (strcmp(name, "appendix.xlsx") == 0)
            continue; /* the appendix cannot hold its own */
        if (value == NULL)
            ap_problems_error(verify->problems, place, _("this file has a hash of “%s”, but %s has none"),
                              name, other);
        else if (strcmp(hash, value) != 0)
            ap_problems_error(
                verify->problems, place,
                _("this file was made from another “%s” than %s: its hash is %s here, %s there"), name, other,
                hash, value);
    }
}

/* Reports a file whose hash is not the one that the report has for it. */
static void
require_hash(Verify *verify, const char *name, const char *path, GBytes *bytes)
{
    g_autofree char *hash = ap_digest_bytes(bytes);
    const char *value = find_fact(verify->extract->facts, name);
    if (value == NULL)
        ap_problems_error(verify->problems, (ApPlace){verify->files->report, 1, 1},
                          _("the report has no hash of “%s”"), name);
    else if (strcmp(value, hash) != 0)
        ap_problems_error(verify->problems, (ApPlace){path, 1, 1},
                          _("this is not the file that %s was published with: its hash is %s, not %s"),
                          verify->files->report, hash, value);
}

static void
check_hashes(Verify *verify)
{
    const ApVerifyFiles *files = verify->files;
    guint before = ap_problems_count_errors(verify->problems);
    const GPtrArray *facts = verify->extract->facts, *notes = verify->book->facts;
    require_hash(verify, "appendix.xlsx", files->appendix, verify->appendix);
    require_hash(verify, "statistics.csv", files->statistics, verify->statistics);
    require_facts(verify, (ApPlace){files->report, 1, 1}, facts, notes, files->appendix);
    for (guint i = 0; i < notes->len; i++) {
        const char *fact = g_ptr_array_index(notes, i);
        g_autofree char *name = g_strndup(fact, (gsize)(strrchr(fact, '=') - fact));
        if (find_fact(facts, name) == NULL)
            ap_problems_error(verify->problems, verify->book->facts_place,
                              _("this file has a hash of “%s”, but %s has none"), name, files->report);
    }
    if (ap_problems_count_errors(verify->problems) == before)
        g_ptr_array_add(verify->passed,
                        g_strdup_printf(_("%u hashes of the inputs are the same in %s and %s, whose "
                                          "own hash is right, as is that of %s"),
                                        notes->len, files->report, files->appendix, files->statistics));
}

/* ---- The statistics. ---- */

static void
check_statistics_row(Verify *verify, const ApReadRow *row)
{
    const ApReadSheet *sheet = verify->book->statistics;
    for (guint i = 0; i < AP_STATISTICS; i++) {
        g_autofree char *key = make_key(ap_read_cell(row, AP_READ_SCOPE), ap_read_cell(row, AP_READ_MEASURE),
                                        ap_statistic_name((ApStatistic)i));
        const char *value = ap_read_cell(row, AP_READ_STATISTICS + i);
        ApPlace place = {verify->files->appendix, row->line, AP_READ_STATISTICS + i + 1};
        Published *published = g_hash_table_lookup(verify->by_key, key);
        if (published == NULL) {
            ap_problems_error(verify->problems, place, _("sheet “%s”: “%s” is not in %s"), sheet->name, key,
                              verify->files->statistics);
            continue;
        }
        published->seen = TRUE;
        if (!ap_read_is_same(published->value, value))
            ap_problems_error(verify->problems, place, _("sheet “%s”: “%s” is %s here, but %s in %s"),
                              sheet->name, key, value, published->value, verify->files->statistics);
    }
}

static void
check_statistics(Verify *verify)
{
    guint before = ap_problems_count_errors(verify->problems);
    const ApReadSheet *sheet = verify->book->statistics;
    if (sheet == NULL) {
        ap_problems_error(verify->problems, (ApPlace){verify->files->appendix, 1, 1},
                          _("no sheet holds the statistics; is this the appendix of a report?"));
        return;
    }
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        if (row->line > sheet->header)
            check_statistics_row(verify, row);
    }
    for (guint i = 0; i < verify->published->len; i++) {
        const Published *published = g_ptr_array_index(verify->published, i);
        if (!published->seen)
            ap_problems_error(verify->problems, (ApPlace){verify->files->statistics, published->line, 1},
                              _("“%s” is not in %s"), published->key, verify->files->appendix);
    }
    if (ap_problems_count_errors(verify->problems) == before)
        g_ptr_array_add(verify->passed,
                        g_strdup_printf(_("%u statistics are the same in %s and %s"), verify->published->len,
                                        verify->files->appendix, verify->files->statistics));
}

/* How many places the published numbers have: those of any mean. */
static guint
published_places(const Verify *verify)
{
    for (guint i = 0; i < verify->published->len; i++) {
        const Published *published = g_ptr_array_index(verify->published, i);
        const char *point = strchr(published->value, '.');
        if (point != NULL)
            return (guint)strlen(point + 1);
    }
    return 0;
}

GPtrArray *
ap_verify(const ApVerifyFiles *files, ApProblems *problems, GError **error)
{
    g_auto(Verify) verify = {.files = files,
                             .problems = problems,
                             .passed = g_ptr_array_new_with_free_func(g_free),
                             .published = g_ptr_array_new_with_free_func(published_free),
                             .by_key = g_hash_table_new(g_str_hash, g_str_equal)};
    ap_problems_expect_file(problems, files->report);
    ap_problems_expect_file(problems, files->appendix);
    if (!read_files(&verify, error) || !check_rules(&verify, error))
        return NULL;
    check_hashes(&verify);
    check_statistics(&verify);
    const ApVerifyNumbers numbers = {files->report, files->appendix,           verify.extract->texts,
                                     verify.book,   published_places(&verify), problems,
                                     verify.passed};
    ap_verify_numbers(&numbers);
    return g_steal_pointer(&verify.passed);
}
