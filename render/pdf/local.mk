# render/pdf/: the report. Only here are hpdf.h and qpdf included.
noinst_LIBRARIES += libpdf.a
libpdf_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(QPDF_CFLAGS) $(LCMS_CFLAGS) $(DEFLATE_CFLAGS)
libpdf_a_SOURCES = \
  render/pdf/box.c \
  render/pdf/breaks.c \
  render/pdf/breaks.h \
  render/pdf/cff.c \
  render/pdf/cff.h \
  render/pdf/check.c \
  render/pdf/check.h \
  render/pdf/cmap.c \
  render/pdf/cmap.h \
  render/pdf/columns.c \
  render/pdf/content.c \
  render/pdf/content.h \
  render/pdf/drawing.c \
  render/pdf/drawing.h \
  render/pdf/extract.c \
  render/pdf/extract.h \
  render/pdf/face.c \
  render/pdf/face.h \
  render/pdf/flow.c \
  render/pdf/flow.h \
  render/pdf/font.c \
  render/pdf/font.h \
  render/pdf/fragment.c \
  render/pdf/fragment.h \
  render/pdf/furniture.c \
  render/pdf/furniture.h \
  render/pdf/layout.c \
  render/pdf/layout.h \
  render/pdf/line.c \
  render/pdf/line.h \
  render/pdf/margin.c \
  render/pdf/margin.h \
  render/pdf/metadata.c \
  render/pdf/metadata.h \
  render/pdf/navigation.c \
  render/pdf/navigation.h \
  render/pdf/object.c \
  render/pdf/object.h \
  render/pdf/page.c \
  render/pdf/page.h \
  render/pdf/passages.c \
  render/pdf/passages.h \
  render/pdf/punctuation.c \
  render/pdf/punctuation.h \
  render/pdf/report.c \
  render/pdf/report.h \
  render/pdf/reread.c \
  render/pdf/reread.h \
  render/pdf/save.c \
  render/pdf/scan.c \
  render/pdf/scan.h \
  render/pdf/shaper.c \
  render/pdf/shaper.h \
  render/pdf/sink.c \
  render/pdf/sink.h \
  render/pdf/spacing.c \
  render/pdf/spacing.h \
  render/pdf/style.c \
  render/pdf/style.h \
  render/pdf/tabular.c \
  render/pdf/tabular.h \
  render/pdf/tags.c \
  render/pdf/tags.h \
  render/pdf/text.c \
  render/pdf/text.h \
  render/pdf/write.c \
  render/pdf/write.h

PDF_LIBS = libpdf.a $(FONT_LIBS) $(HPDF_LIBS) $(QPDF_LIBS) $(LCMS_LIBS) $(DEFLATE_LIBS)
