/* Inside scores/ only: what the ids of measures and scopes stand for. Each function reports an unknown id at
 * `place` and then returns FALSE; an id that cannot be judged, because its file was not read, passes. */
#pragma once

#include "scores/reading.h"

/* The stage that a measure ("total", "stage:S", "facet:S/F", "item:S/I") is about, -1 for the total. */
gboolean ap_find_measure(ApReading *reading, ApPlace place, const char *measure, gint *stage);

/* The group of a scope ("all", "group:ID"), -1 for all. */
gboolean ap_find_scope(ApReading *reading, ApPlace place, const char *scope, gint *group);

/* Whether a year has the measure or the scope of this id. */
gboolean ap_year_has_measure(const ApYear *year, const char *measure);
gboolean ap_year_has_scope(const ApYear *year, const char *scope);

/* Whether the stage has a facet of this name, or, with NULL, any. */
gboolean ap_year_has_facet(const ApYear *year, guint stage, const char *name);
