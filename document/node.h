/* The context of a text: a tree of named values that a template may use. Every string knows where it came
 * from and, if it prints a value of the store, which one. */
#pragma once

#include "scores/problem.h"

typedef enum { AP_NODE_STRING, AP_NODE_BOOLEAN, AP_NODE_LIST, AP_NODE_MAP } ApNodeKind;

typedef struct ApNode ApNode;

/* A string. `value` names the value of the store that it prints ("group:1 stage:technical mean"; see
 * docs/context.md), or is NULL; `place` is where the input says it. Texts are copied, place.file is borrowed.
 */
ApNode *ap_node_string(const char *text, const char *value, ApPlace place);
ApNode *ap_node_boolean(gboolean value);
ApNode *ap_node_list(void);
ApNode *ap_node_map(void);

/* A map over names that the year folder chooses, such as the ids of stages: a name that is not in it is
 * false, where in any other map it is unknown. */
ApNode *ap_node_open_map(void);
void ap_node_unref(ApNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApNode, ap_node_unref)
ApNode *ap_node_ref(ApNode *node);

/* A map of the same names and values, which it shares. */
ApNode *ap_node_copy(const ApNode *map);

/* Both take the child's reference. Setting a name again replaces its value. */
void ap_node_append(ApNode *list, ApNode *child);
void ap_node_set(ApNode *map, const char *name, ApNode *child);

ApNodeKind ap_node_kind(const ApNode *node);
const char *ap_node_text(const ApNode *node);              /* of a string */
const char *ap_node_value(const ApNode *node);             /* of a string, may be NULL */
ApPlace ap_node_place(const ApNode *node);                 /* of a string */
gboolean ap_node_truth(const ApNode *node);                /* false: FALSE, "", an empty list, NULL */
guint ap_node_length(const ApNode *node);                  /* of a list or map */
const ApNode *ap_node_at(const ApNode *node, guint index); /* of a list or map, in the order of insertion */
const char *ap_node_name_at(const ApNode *map, guint index);
const ApNode *ap_node_get(const ApNode *map, const char *name); /* NULL if absent */
gboolean ap_node_is_open(const ApNode *map);
