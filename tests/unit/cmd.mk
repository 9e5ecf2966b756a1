# Unit tests of cmd: one cmocka group a program.
check_PROGRAMS += tests/unit/sandbox
tests_unit_sandbox_SOURCES = tests/unit/sandbox.c cmd/sandbox.c cmd/sandbox.h
tests_unit_sandbox_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_sandbox_LDADD = $(GLIB_LIBS) $(SECCOMP_LIBS) $(CMOCKA_LIBS)
