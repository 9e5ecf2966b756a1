/* YAML files read with libyaml's document API, which keeps line and column of every node. */
#pragma once

#include "scores/problem.h"

#include <yaml.h>

typedef struct ApYaml ApYaml;

/* Parses `length` bytes of `text`. `file` is named in problems and borrowed by places. NULL (and a problem)
 * if it is no YAML, is empty, larger than 1 MiB, nests deeper than 32 levels, uses aliases or repeats a key.
 */
ApYaml *ap_yaml_parse(const char *file, const char *text, gsize length, ApProblems *problems);
void ap_yaml_free(ApYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApYaml, ap_yaml_free)

/* Nodes are lent by the document. */
const yaml_node_t *ap_yaml_root(ApYaml *yaml);
ApPlace ap_yaml_place(const ApYaml *yaml, const yaml_node_t *node);

/* The value of `key` in a mapping; NULL if absent or `map` is no mapping. */
const yaml_node_t *ap_yaml_get(ApYaml *yaml, const yaml_node_t *map, const char *key);

/* Reports each key of `node`, and of what it holds, that ap_yaml_get was not asked for, in mappings of which
 * it was asked for anything: nobody would read it, and a slip of the pen would do nothing. */
void ap_yaml_check_asked(ApYaml *yaml, const yaml_node_t *node, ApProblems *problems);

/* The text of a scalar, or NULL. */
const char *ap_yaml_text(const yaml_node_t *node);

/* Elements of a sequence, or pairs of a mapping: 0 for anything else. */
guint ap_yaml_length(const yaml_node_t *node);
const yaml_node_t *ap_yaml_element(ApYaml *yaml, const yaml_node_t *sequence, guint index);
const yaml_node_t *ap_yaml_key(ApYaml *yaml, const yaml_node_t *map, guint index);
const yaml_node_t *ap_yaml_value(ApYaml *yaml, const yaml_node_t *map, guint index);
