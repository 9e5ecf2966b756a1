/* What Excel can hold, and how near a year comes to it. */
#pragma once

#include "render/xlsx/appendix.h"

/* Adds an error for each limit that the year exceeds and a warning where it comes near, at the record that
 * brings it there. Nothing needs to be written yet. */
void ap_limits_check(const ApAppendix *appendix, ApProblems *problems);
