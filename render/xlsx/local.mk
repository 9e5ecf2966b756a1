# render/xlsx/: the appendix. Only here is xlsxwriter.h included.
noinst_LIBRARIES += libxlsx.a
libxlsx_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
libxlsx_a_SOURCES = \
  render/xlsx/workbook.h

XLSX_LIBS = libxlsx.a $(XLSXWRITER_LIBS)
