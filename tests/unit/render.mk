# Unit tests of render: one cmocka group a program.
check_PROGRAMS += tests/unit/render_output

tests_unit_render_output_SOURCES = tests/unit/render_output.c
tests_unit_render_output_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_render_output_LDFLAGS = -Wl,--wrap=write,--wrap=fsync,--wrap=rename,--wrap=link
tests_unit_render_output_LDADD = librender.a $(GLIB_LIBS) $(CMOCKA_LIBS)
