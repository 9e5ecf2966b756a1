/* Inside scores/ only: reading nodes of report.yaml. Each function reports what is wrong with a node and then
 * returns NULL or FALSE. */
#pragma once

#include "scores/reading.h"

/* Reports keys of `map` that are not in `known` (NULL-terminated). */
void ap_plan_check_keys(ApReading *reading, const yaml_node_t *map, const char *const *known);

/* The value of `key`, of the given type; NULL without a report if it is absent and not required. */
const yaml_node_t *ap_plan_get(ApReading *reading, const yaml_node_t *map, const char *key,
                               yaml_node_type_t type, gboolean required);

/* The text of `key`, not empty. */
const char *ap_plan_text(ApReading *reading, const yaml_node_t *map, const char *key, gboolean required);

/* An element of a list of mappings. */
const yaml_node_t *ap_plan_element(ApReading *reading, const yaml_node_t *list, guint index);

/* The stage that `key`, which is required, names. */
gboolean ap_plan_find_stage(ApReading *reading, const yaml_node_t *map, const char *key, guint *stage);

/* The list `outputs` of the section `report`; without it, all of the contract. */
void ap_read_outputs(ApReading *reading, const yaml_node_t *report);
