/* Font faces: found by fontconfig through Pango, known by file and index, read once. */
#pragma once

#include "render/pdf/page.h"

#include <hb.h>
#include <pango/pango.h>

typedef struct ApFaces ApFaces;

/* A set of faces of these families (a list that ends with NULL) and the Pango context that lays out with them
 * (language zh-tw, hinting and metrics rounding off, 72 units an inch, so that a Pango point is a PDF point).
 */
ApFaces *ap_faces_new(const char *const *families);
void ap_faces_free(ApFaces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApFaces, ap_faces_free)
PangoContext *ap_faces_context(ApFaces *faces);

/* The face behind a Pango font, made at its first use; lent. NULL with `error` if its file cannot be read. */
ApFace *ap_faces_lookup(ApFaces *faces, PangoFont *font, GError **error);

/* TRUE if a face of this family is installed under exactly this name (no substitute). */
gboolean ap_faces_has_family(ApFaces *faces, const char *family);

const char *ap_face_file(const ApFace *face);
hb_face_t *ap_face_hb(const ApFace *face);
double ap_face_advance(const ApFace *face, guint32 glyph); /* thousandths of the font size */
double ap_face_ascent(const ApFace *face);                 /* of the font size, upwards */
double ap_face_descent(const ApFace *face);                /* of the font size, downwards, positive */
