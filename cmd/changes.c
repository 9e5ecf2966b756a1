/* The former outputs are read back as `auditpress diff` reads them. */
#include <config.h>

#include "cmd/changes.h"

#include "render/difference.h"
#include "render/former.h"
#include "render/leak.h"
#include "render/manifest.h"

/* Whether the difference as it is read names a participant: a former text may hold a name that is to be kept
 * now. */
static gboolean
names_somebody(const ApWork *work, const ApReportDifference *difference)
{
    g_autoptr(GHashTable) pages = ap_work_outputs_new();
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_hash_table_insert(pages, g_strdup(AP_CHANGES), ap_report_difference_text(difference));
    return !ap_leak_check(work->year, pages, problems, NULL) || ap_problems_count(problems) > 0;
}

/* NULL if what is there is no whole build. */
static ApSnapshot *
read_former(const char *dir, GHashTable *classes)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    ApSnapshot *former = ap_snapshot_of_build(dir, problems, NULL);
    if (former != NULL)
        former->classes = classes;
    return former;
}

ApChanges
ap_changes_tell(ApWork *work, const char *dir, GHashTable *classes, GHashTable *outputs, char **summary,
                GBytes **page)
{
    g_autofree char *manifest = g_build_filename(dir, AP_MANIFEST, NULL);
    if (!g_file_test(manifest, G_FILE_TEST_EXISTS) ||
        ap_former_equals(manifest, g_hash_table_lookup(outputs, AP_MANIFEST)))
        return AP_CHANGES_NONE;
    g_autoptr(ApSnapshot) before =
        work->year->internal || ap_manifest_is_public(dir) ? read_former(dir, classes) : NULL;
    if (before == NULL)
        return AP_CHANGES_UNKNOWN;
    g_autoptr(ApSnapshot) after = ap_snapshot_of_outputs(dir, work->store, work->document, outputs);
    g_autoptr(ApReportDifference) difference = ap_report_difference_new(before, after);
    if (!work->year->internal && names_somebody(work, difference))
        return AP_CHANGES_UNKNOWN;
    *summary = ap_report_difference_summary(difference);
    *page = ap_report_difference_markdown(difference);
    return AP_CHANGES_TOLD;
}
