/* participants.csv: who took part, in which group, under which label. */
#include <config.h>

#include "scores/source.h"

#include <glib/gi18n.h>
#include <string.h>

enum { PARTICIPANT, GROUP, LABEL, NAME, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [PARTICIPANT] = {"participant", FALSE},
    [GROUP] = {"group", FALSE},
    [LABEL] = {"label", FALSE},
    [NAME] = {"name", TRUE},
};

static gboolean
find_group(ApReading *reading, const ApRow *row, guint *group)
{
    if (!ap_require_cell(reading, row, GROUP, "group"))
        return FALSE;
    if (ap_index_find(reading->groups, ap_row_cell(row, GROUP), group))
        return TRUE;
    g_autofree char *shown = ap_slice_show(ap_row_cell(row, GROUP));
    if (reading->plan_known)
        ap_problems_error(reading->problems, ap_row_place(row, GROUP),
                          _("group “%s” is not in report.yaml; correct it or add it there"), shown);
    return FALSE;
}

static void
read_row(gpointer user, const ApRow *row)
{
    ApReading *reading = user;
    guint group = AP_NO_GROUP, former;
    find_group(reading, row, &group);
    ap_require_cell(reading, row, LABEL, "label");
    if (!ap_require_cell(reading, row, PARTICIPANT, "participant"))
        return;
    if (ap_index_find(reading->participants, ap_row_cell(row, PARTICIPANT), &former)) {
        const ApParticipant *first = ap_year_participant(reading->year, former);
        ap_problems_error(reading->problems, ap_row_place(row, PARTICIPANT),
                          _("participant “%s” is there already, in line %u; each has one row"), first->id,
                          first->place.line);
        return;
    }
    ApParticipant *participant = g_new0(ApParticipant, 1);
    participant->id = ap_row_text(row, PARTICIPANT);
    participant->label = ap_row_text(row, LABEL);
    participant->name = ap_row_text(row, NAME);
    participant->group = group;
    participant->place = ap_row_place(row, PARTICIPANT);
    ap_index_add(reading->participants, (ApSlice){participant->id, strlen(participant->id)},
                 reading->year->participants->len);
    g_ptr_array_add(reading->year->participants, participant);
}

gboolean
ap_read_participants(ApReading *reading, GError **error)
{
    ApSheetSpec spec = {
        .file = ap_source_file(reading, "participants"),
        .columns = columns,
        .n_columns = N_COLUMNS,
        .row = read_row,
        .user = reading,
        .problems = reading->problems,
    };
    GError *failure = NULL;
    reading->participants_known = ap_source_read_sheet(reading, "participants", &spec, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (reading->participants_known && reading->year->participants->len == 0) {
        reading->participants_known = FALSE;
        ap_problems_error(reading->problems, (ApPlace){spec.file, 1, 1},
                          _("there is no participant; add a row for each"));
    }
    return TRUE;
}
