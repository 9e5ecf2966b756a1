/* Mustache as its specification has it (interpolation, sections, inverted sections, partials, comments,
 * delimiters), and two things more: every stretch of the result knows which line of which file it came from,
 * and every interpolated value keeps its mark. */
#pragma once

#include "document/node.h"

/* A stretch of the result: `length` bytes from `start`, within one line if it is literal text. `place` is the
 * template's for literal text; for an interpolated value it is the tag's, and `origin` the input's that the
 * value came from. `value` as in node.h, NULL for literal text. */
typedef struct {
    gsize start;
    gsize length;
    ApPlace place;
    ApPlace origin;
    char *value;
    gboolean interpolated;
    gboolean escaped; /* an interpolated text went through ApEscape */
} ApSpan;

typedef struct {
    char *text;
    gsize length;
    GArray *spans; /* ApSpan, in order, without gaps */
} ApRendered;

void ap_rendered_free(ApRendered *rendered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRendered, ap_rendered_free)

/* The span that holds byte `offset`, lent; NULL past the end. */
const ApSpan *ap_rendered_span(const ApRendered *rendered, gsize offset);

/* Where byte `offset` comes from, to the character: the tag for an interpolated byte. */
ApPlace ap_rendered_place(const ApRendered *rendered, gsize offset);

/* Appends `text` to `out`, escaped for the language of the template. */
typedef void (*ApEscape)(GString *out, const char *text);

/* The source of the partial `name` and its file's path, both lent; FALSE if there is none. */
typedef gboolean (*ApPartialLookup)(gpointer data, const char *name, const char **file, const char **source);

typedef struct {
    ApEscape escape;
    ApPartialLookup partial;
    gpointer partial_data;
    const GPtrArray
        *partial_names; /* char *, lent: the partials that there are, to name the nearest; may be NULL */
    gboolean strict; /* an unknown name or partial, and a list or map where a text should be, is an error; the
                        specification lets it print nothing */
} ApMustacheOptions;

/* Renders `source` of `file` (borrowed) over `context`. NULL if the template is wrong: the problems say
 * where. */
ApRendered *ap_mustache_render(const char *file, const char *source, const ApNode *context,
                               const ApMustacheOptions *options, ApProblems *problems);

/* Whether `source` is well formed; the problems say what is not. */
gboolean ap_mustache_check(const char *file, const char *source, ApProblems *problems);
