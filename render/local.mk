# render/: what is written. Uses every room but cmd/.
include render/html/local.mk
include render/pdf/local.mk
include render/xlsx/local.mk

noinst_LIBRARIES += librender.a
librender_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(DEFLATE_CFLAGS) $(FONTCONFIG_CFLAGS) $(HARFBUZZ_CFLAGS) $(JANSSON_CFLAGS) $(NETTLE_CFLAGS)
librender_a_SOURCES = \
  render/digest.c render/digest.h \
  render/drafts.c render/drafts.h \
  render/disk.c render/disk.h \
  render/figures.c render/figures.h \
  render/former.c render/former.h \
  render/columns.c render/columns.h \
  render/keep.c render/keep.h \
  render/mark.c render/mark.h \
  render/measure.c render/measure.h \
  render/manifest.c render/manifest.h \
  render/inputs.c render/inputs.h \
  render/provenance.c render/provenance.h \
  render/output.c render/output.h \
  render/record.c render/record.h \
  render/palette.c render/palette.h \
  render/png.c render/png.h \
  render/sheet_names.c render/sheet_names.h \
  render/scratch.c render/scratch.h \
  render/seal.c render/seal.h \
  render/statistics.c render/statistics.h \
  render/surroundings.c render/surroundings.h \
  render/svg_glyphs.c render/svg_glyphs.h \
  render/svg_path.c render/svg_path.h \
  render/svg_write.c render/svg_write.h \
  render/swap.c render/swap.h

RENDER_LIBS = librender.a $(DEFLATE_LIBS) $(FONTCONFIG_LIBS) $(HARFBUZZ_LIBS) $(JANSSON_LIBS) $(NETTLE_LIBS)

# Two reports that are compared may be finished ones, read back, so this stands above render/pdf/.
noinst_LIBRARIES += libdifference.a
libdifference_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(JANSSON_CFLAGS)
libdifference_a_SOURCES = \
  render/difference.c render/difference.h \
  render/difference_html.c \
  render/difference_json.c \
  render/difference_markdown.c \
  render/difference_names.c render/difference_names.h \
  render/difference_outline.c render/difference_outline.h \
  render/difference_summary.c \
  render/difference_text.c \
  render/snapshot.c render/snapshot.h \
  render/snapshot_build.c

# The check of what was published reads PDFs back, so it stands there too.
noinst_LIBRARIES += libverify.a
libverify_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS)
libverify_a_SOURCES = \
  render/align.c render/align.h \
  render/verify.c render/verify.h \
  render/verify_numbers.c render/verify_numbers.h \
  render/workbook_read.c render/workbook_read.h

# The search for names in a public edition reads PDFs and workbooks back, so it stands above render/pdf/ and
# render/xlsx/.
noinst_LIBRARIES += libleak.a
libleak_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(JANSSON_CFLAGS)
libleak_a_SOURCES = \
  render/leak.c render/leak.h \
  render/markup.c render/markup.h \
  render/needles.c render/needles.h \
  render/passages.c render/passages.h
