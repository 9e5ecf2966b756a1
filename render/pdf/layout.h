/* From the document tree to pages: lines, tables, figures, contents, page breaks. No PDF here. */
#pragma once

#include "document/tree.h"
#include "render/pdf/face.h"
#include "render/pdf/style.h"

/* The printed size of each figure, by index of ApYear.figures, in points. */
typedef struct {
    double width, height;
} ApFigureSize;

/* What a printed value is, in words; NULL if there is nothing to say. Caller frees. */
typedef char *(*ApDescribe)(gconstpointer data, const char *value);

typedef struct {
    const ApPageStyle *style;
    ApFaces *faces;
    const ApFigureSize *figures;
    guint n_figures;
    gboolean draft;      /* watermark, stamp and notes in the margin */
    const char *stamp;   /* of a draft, or NULL */
    ApDescribe describe; /* of a draft: for the notes, or NULL */
    gconstpointer describe_data;
} ApLayoutOptions;

/* Sets `document`. NULL with problems if a glyph is in no font (the problem names character, code point, file
 * and line) and with `error` if the system fails. Marks of figures carry the index of the figure in
 * ApYear.figures. */
ApPages *ap_layout_document(const ApDocument *document, const ApLayoutOptions *options, ApProblems *problems,
                            GError **error);
