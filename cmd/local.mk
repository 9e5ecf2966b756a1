# cmd/: the program. Only here is anything printed, and only here does the program end.
bin_PROGRAMS += auditpress
auditpress_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
auditpress_SOURCES = \
  cmd/main.c
auditpress_LDADD = $(PDF_LIBS) $(XLSX_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS)
