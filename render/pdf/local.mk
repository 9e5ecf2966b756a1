# render/pdf/: the report. Only here are hpdf.h and qpdf included.
noinst_LIBRARIES += libpdf.a
libpdf_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(QPDF_CFLAGS) $(LCMS_CFLAGS) $(DEFLATE_CFLAGS)
libpdf_a_SOURCES = \
  render/pdf/face.c \
  render/pdf/face.h \
  render/pdf/layout.h \
  render/pdf/page.c \
  render/pdf/page.h \
  render/pdf/report.h \
  render/pdf/write.h

PDF_LIBS = libpdf.a $(FONT_LIBS) $(HPDF_LIBS) $(QPDF_LIBS) $(LCMS_LIBS) $(DEFLATE_LIBS)
