# render/xlsx/: the appendix. Only here is xlsxwriter.h included.
noinst_LIBRARIES += libxlsx.a
libxlsx_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(ZIP_CFLAGS) $(EXPAT_CFLAGS)
libxlsx_a_SOURCES = \
  render/xlsx/appendix.c render/xlsx/appendix.h \
  render/xlsx/archive.c render/xlsx/archive.h \
  render/xlsx/book.c render/xlsx/book.h \
  render/xlsx/figure.c render/xlsx/figure.h \
  render/xlsx/figures.c \
  render/xlsx/formula.c render/xlsx/formula.h \
  render/xlsx/front.c \
  render/xlsx/inputs.c \
  render/xlsx/libreoffice.c render/xlsx/libreoffice.h \
  render/xlsx/limits.c render/xlsx/limits.h \
  render/xlsx/opendocument.c render/xlsx/opendocument.h \
  render/xlsx/opendocument_parts.c render/xlsx/opendocument_parts.h \
  render/xlsx/plan.c render/xlsx/plan.h \
  render/xlsx/printed.c \
  render/xlsx/scores.c \
  render/xlsx/tab.c render/xlsx/tab.h \
  render/xlsx/summaries.c \
  render/xlsx/terms.c render/xlsx/terms.h \
  render/xlsx/values.c \
  render/xlsx/workbook.c render/xlsx/workbook.h

XLSX_LIBS = libxlsx.a $(XLSXWRITER_LIBS) $(ZIP_LIBS) $(EXPAT_LIBS)
