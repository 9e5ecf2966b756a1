/* What must hold once scores and corrections are in: everybody has something that counts, and so has every
 * stage in which anybody takes part. */
#include <config.h>

#include "scores/reading.h"

#include <glib/gi18n.h>

/* Whether any code of the stage counts for the participant, as far as is known: a score that is refused or
 * missing has a problem of its own, and so has a stage without codes. */
static gboolean
has_points(const ApYear *year, guint participant, guint stage)
{
    gboolean counted = FALSE;
    for (guint code = 0; code < year->codes->len; code++) {
        const ApCode *scored = ap_year_code(year, code);
        if (scored->max == AP_MAX_UNKNOWN)
            return TRUE;
        if (scored->stage != stage || scored->pilot)
            continue;
        counted = TRUE;
        if (ap_year_score(year, participant, code).kind != AP_SCORE_NA)
            return TRUE;
    }
    return !counted;
}

/* Notes in `covered` the stages in which the participant has a value, in `taken` those of the group. */
static void
check_participant(ApReading *reading, guint participant, gboolean *taken, gboolean *covered)
{
    const ApYear *year = reading->year;
    const ApParticipant *record = ap_year_participant(year, participant);
    if (record->group == AP_NO_GROUP)
        return;
    const GArray *stages = ap_year_group(year, record->group)->stages;
    guint empty = 0;
    const char *name = NULL;
    for (guint i = 0; i < stages->len; i++) {
        guint stage = g_array_index(stages, ApGroupStage, i).stage;
        taken[stage] = TRUE;
        if (has_points(year, participant, stage)) {
            covered[stage] = TRUE;
            continue;
        }
        name = ap_year_stage(year, stage)->id;
        empty++;
    }
    if (empty == 0)
        return;
    if (empty == stages->len)
        ap_problems_error(reading->problems, record->place,
                          _("participant “%s” has nothing but NA; give a score or take the row out"),
                          record->id);
    else
        ap_problems_warning(
            reading->problems, record->place,
            _("participant “%s” has nothing but NA in stage “%s”: the stage and the total are left out"),
            record->id, name);
}

void
ap_check_coverage(ApReading *reading)
{
    const ApYear *year = reading->year;
    g_autofree gboolean *taken = g_new0(gboolean, year->stages->len);
    g_autofree gboolean *covered = g_new0(gboolean, year->stages->len);
    if (!reading->scores_known)
        return;
    for (guint participant = 0; participant < year->participants->len; participant++)
        check_participant(reading, participant, taken, covered);
    for (guint stage = 0; stage < year->stages->len; stage++)
        if (taken[stage] && !covered[stage])
            ap_problems_error(
                reading->problems, ap_year_stage(year, stage)->place,
                _("stage “%s” has no score of anyone, only NA; give scores or remove the stage"),
                ap_year_stage(year, stage)->id);
}
