# cmd/: the program. Only here is anything printed, and only here does the program end.
bin_PROGRAMS += auditpress
auditpress_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(JANSSON_CFLAGS) $(SECCOMP_CFLAGS)
auditpress_SOURCES = \
  cmd/build.c \
  cmd/changes.c \
  cmd/changes.h \
  cmd/check.c \
  cmd/choice.c \
  cmd/choice.h \
  cmd/command.h \
  cmd/context.c \
  cmd/correct.c \
  cmd/corrections.c \
  cmd/crew.c \
  cmd/crew.h \
  cmd/diff.c \
  cmd/figure.c \
  cmd/figures.c \
  cmd/figures.h \
  cmd/language.c \
  cmd/language.h \
  cmd/main.c \
  cmd/new.c \
  cmd/nightly.c \
  cmd/options.c \
  cmd/options.h \
  cmd/outputs.c \
  cmd/outputs.h \
  cmd/paths.c \
  cmd/paths.h \
  cmd/reuse.c \
  cmd/reuse.h \
  cmd/sandbox.c \
  cmd/sandbox.h \
  cmd/sheets.c \
  cmd/sheets.h \
  cmd/stats.c \
  cmd/terminal.c \
  cmd/terminal.h \
  cmd/timings.c \
  cmd/timings.h \
  cmd/verify.c \
  cmd/work.c \
  cmd/work.h
auditpress_LDADD = libverify.a libdifference.a libleak.a $(HTML_LIBS) $(PDF_LIBS) $(XLSX_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(JANSSON_LIBS) $(SECCOMP_LIBS)
if SANITIZERS
auditpress_SOURCES += cmd/suppressions.c
endif
