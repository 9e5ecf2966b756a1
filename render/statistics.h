/* The statistics as text: CSV and JSON for machines, a table for people. */
#pragma once

#include "scores/store.h"

GBytes *ap_statistics_csv(const ApStore *store);
GBytes *ap_statistics_json(const ApStore *store);
GBytes *ap_statistics_text(const ApStore *store);
