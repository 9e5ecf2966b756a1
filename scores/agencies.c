/* agencies.csv: the agencies that were audited, for the tables of the report. */
#include <config.h>

#include "scores/source.h"

enum { NUMBER, NAME, CONSULTANT, CERTIFIER, SCOPE, ONSITE_DATE, N_COLUMNS };

static const ApColumn columns[N_COLUMNS] = {
    [NUMBER] = {"no", FALSE},           [NAME] = {"name", FALSE},   [CONSULTANT] = {"consultant", FALSE},
    [CERTIFIER] = {"certifier", FALSE}, [SCOPE] = {"scope", FALSE}, [ONSITE_DATE] = {"onsite_date", FALSE},
};

static void
read_row(gpointer user, const ApRow *row)
{
    ApReading *reading = user;
    ap_require_cell(reading, row, NUMBER, "no");
    ap_require_cell(reading, row, NAME, "name");
    ApAgency *agency = g_new0(ApAgency, 1);
    agency->number = ap_row_text(row, NUMBER);
    agency->name = ap_row_text(row, NAME);
    agency->consultant = ap_row_text(row, CONSULTANT);
    agency->certifier = ap_row_text(row, CERTIFIER);
    agency->scope = ap_row_text(row, SCOPE);
    agency->place = ap_row_place(row, NUMBER);
    if (ap_row_cell(row, ONSITE_DATE).length > 0)
        ap_read_date(reading, ap_row_place(row, ONSITE_DATE), ap_row_cell(row, ONSITE_DATE),
                     &agency->onsite_date);
    g_ptr_array_add(reading->year->agencies, agency);
}

gboolean
ap_read_agencies(ApReading *reading, GError **error)
{
    return ap_source_read_optional(reading, "agencies", columns, N_COLUMNS, read_row, error);
}
