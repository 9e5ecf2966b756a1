# Unit tests of render: one cmocka group a program.
check_PROGRAMS += tests/unit/render_output

tests_unit_render_output_SOURCES = tests/unit/render_output.c
tests_unit_render_output_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_output_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=write,--wrap=fsync,--wrap=rename,--wrap=renameat2,--wrap=link
tests_unit_render_output_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/render_statistics
tests_unit_render_statistics_SOURCES = tests/unit/render_statistics.c
tests_unit_render_statistics_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_render_statistics_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_statistics_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/align
tests_unit_align_SOURCES = tests/unit/align.c
tests_unit_align_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_align_LDADD = libverify.a $(GLIB_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/render_leak
tests_unit_render_leak_SOURCES = tests/unit/render_leak.c
tests_unit_render_leak_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS)
tests_unit_render_leak_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_leak_LDADD = libleak.a $(PDF_LIBS) $(XLSX_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/render_digest
tests_unit_render_digest_SOURCES = tests/unit/render_digest.c
tests_unit_render_digest_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_digest_LDADD = $(RENDER_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/render_palette
tests_unit_render_palette_SOURCES = tests/unit/render_palette.c
tests_unit_render_palette_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_palette_LDADD = $(RENDER_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS)
