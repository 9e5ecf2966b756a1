/* One more row for corrections.csv, checked by the reader of that file, in the shape that the file has. */
#include <config.h>

#include "scores/correct.h"

#include "scores/csv_write.h"
#include "scores/input.h"
#include "scores/reading.h"

#include <glib/gi18n.h>
#include <string.h>

enum { DATE, PARTICIPANT, CODE, FROM, TO, REASON, APPROVED_BY, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = {"date", "participant", "code",       "from",
                                                    "to",   "reason",      "approved_by"};

/* The largest ledger that is read, in bytes. */
#define LARGEST_LEDGER ((gsize)64 << 20)

void
ap_year_rewind(ApYear *year, guint n)
{
    /* Every `from` was the value in force, so going all the way back and forth again is exact. */
    for (guint i = year->corrections->len; i-- > 0;) {
        const ApCorrection *correction = ap_year_correction(year, i);
        ap_grid_correct(year->scores, correction->participant, correction->code, correction->from);
    }
    for (guint i = 0; i < n; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        ap_grid_correct(year->scores, correction->participant, correction->code, correction->to);
    }
}

/* The text of the score in force of a participant and a code, as the ids are given; "NA" where there is none
 * to find, which is reported when the row is checked. Caller frees. */
static char *
score_in_force(const ApReading *reading, ApSlice participant, ApSlice code)
{
    guint participant_index, code_index;
    ApScore score = {0};
    if (ap_index_find(reading->participants, participant, &participant_index) &&
        ap_index_find(reading->codes, code, &code_index))
        score = ap_year_score(reading->year, participant_index, code_index);
    return score.kind == AP_SCORE_POINTS ? ap_decimal_format(score.points) : g_strdup("NA");
}

/* Where each named column stands in the ledger's header, from 1. */
typedef struct {
    guint fields[N_COLUMNS];
    guint last_line;
} Shape;

static void
take_header(gpointer user, const ApRow *row)
{
    Shape *shape = user;
    memcpy(shape->fields, row->fields, sizeof shape->fields);
    shape->last_line = row->line;
}

static void
take_row(gpointer user, const ApRow *row)
{
    ((Shape *)user)->last_line = row->line;
}

/* Reads the header of the ledger that is there. FALSE with `error`. */
static gboolean
read_shape(const char *path, Shape *shape, ApProblems *problems, GError **error)
{
    ApColumn columns[N_COLUMNS];
    for (guint i = 0; i < N_COLUMNS; i++)
        columns[i] = (ApColumn){column_names[i], FALSE};
    const ApSheetSpec spec = {
        .file = path,
        .columns = columns,
        .n_columns = N_COLUMNS,
        .header = take_header,
        .row = take_row,
        .user = shape,
        .problems = problems,
    };
    GError *failure = NULL;
    ap_sheet_read_csv(&spec, LARGEST_LEDGER, &failure);
    if (failure == NULL)
        return TRUE;
    g_propagate_error(error, failure);
    return FALSE;
}

/* The text of the ledger, or the header of a new one. NULL with problems or `error`. */
static GString *
read_ledger(const char *path, Shape *shape, ApProblems *problems, GError **error)
{
    GString *ledger = g_string_new(NULL);
    if (!ap_input_exists(path)) {
        ap_csv_append_row(ledger, column_names, N_COLUMNS);
        *shape = (Shape){{1, 2, 3, 4, 5, 6, 7}, 1};
        return ledger;
    }
    g_autoptr(GBytes) bytes = ap_input_read(path, LARGEST_LEDGER, problems, error);
    if (bytes != NULL && read_shape(path, shape, problems, error)) {
        g_string_append_len(ledger, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
        return ledger;
    }
    g_string_free(ledger, TRUE);
    return NULL;
}

/* Appends the row in the ledger's own order of columns and with its own line ends. */
static void
append_row(GString *ledger, const Shape *shape, const ApSlice *cells)
{
    const char *row[N_COLUMNS];
    for (guint i = 0; i < N_COLUMNS; i++)
        row[shape->fields[i] - 1] = cells[i].text;
    gboolean crlf = strstr(ledger->str, "\r\n") != NULL;
    if (ledger->str[ledger->len - 1] != '\n')
        g_string_append(ledger, crlf ? "\r\n" : "\n");
    ap_csv_append_row(ledger, row, N_COLUMNS);
    if (crlf)
        g_string_insert_c(ledger, (gssize)ledger->len - 1, '\r');
}

GBytes *
ap_correct(ApYear *year, const ApCorrectionRequest *request, ApProblems *problems, GError **error)
{
    if (!g_str_has_suffix(year->ledger, ".csv")) {
        ap_problems_error(problems, (ApPlace){year->ledger, 1, 1},
                          _("the corrections are in a workbook; add the row there, or save its sheet as "
                            "corrections.csv"));
        return NULL;
    }
    ApReading reading = {
        .year = year,
        .problems = problems,
        .participants = year->participant_ids,
        .codes = year->code_ids,
        .plan_known = TRUE,
        .items_known = TRUE,
        .participants_known = TRUE,
        .groups_sound = TRUE,
    };
    Shape shape;
    GString *ledger = read_ledger(year->ledger, &shape, problems, error);
    if (ledger == NULL)
        return NULL;

    const char *texts[N_COLUMNS] = {request->date, request->participant, request->code,       NULL,
                                    request->to,   request->reason,      request->approved_by};
    ApSlice cells[N_COLUMNS];
    for (guint i = 0; i < N_COLUMNS; i++)
        cells[i] = (ApSlice){texts[i], texts[i] != NULL ? strlen(texts[i]) : 0};
    g_autofree char *from = score_in_force(&reading, cells[PARTICIPANT], cells[CODE]);
    cells[FROM] = (ApSlice){from, strlen(from)};
    guint before = ap_problems_count_errors(problems);
    ap_take_correction(&reading, shape.last_line + 1, cells);
    if (ap_problems_count_errors(problems) > before) {
        g_string_free(ledger, TRUE);
        return NULL;
    }
    append_row(ledger, &shape, cells);
    return g_string_free_to_bytes(ledger);
}
