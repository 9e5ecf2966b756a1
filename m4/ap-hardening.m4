# What makes a mistake with memory a crash and not a way in. A distribution may ask for the same; then it is asked for twice.

# AP_HARDEN(VARIABLE, FLAG, [FLAG-THAT-GOES-WITH-IT])
# Adds the flag to the variable if a program can be compiled and linked with it without a warning: a compiler that would ignore it goes without.
AC_DEFUN([AP_HARDEN], [
  AC_MSG_CHECKING([whether $CC takes $2])
  ap_harden_cflags=$CFLAGS
  CFLAGS="$CFLAGS -Werror $3 $2"
  AC_LINK_IFELSE([AC_LANG_PROGRAM()], [
    AC_MSG_RESULT([yes])
    $1="$$1 $2"],
    [AC_MSG_RESULT([no])])
  CFLAGS=$ap_harden_cflags])

# AP_FORTIFY_LEVEL: defines FORTIFY_LEVEL as the highest that the C library takes. config.h asks for it where the compiler optimizes, as it
# cannot be had without, and where nobody asked for one.
AC_DEFUN([AP_FORTIFY_LEVEL], [
  AC_MSG_CHECKING([how far the C library checks the sizes of what it writes to])
  ap_fortify_cflags=$CFLAGS
  CFLAGS="$CFLAGS -O2"
  for ap_fortify_level in 3 2 0; do
    AC_COMPILE_IFELSE([AC_LANG_SOURCE([
#undef _FORTIFY_SOURCE
#define _FORTIFY_SOURCE $ap_fortify_level
#include <string.h>
#if __USE_FORTIFY_LEVEL < $ap_fortify_level
#error "less than asked for"
#endif
])], [break])
  done
  CFLAGS=$ap_fortify_cflags
  AC_MSG_RESULT([$ap_fortify_level])
  AS_IF([test "$ap_fortify_level" -gt 0], [
    AC_DEFINE_UNQUOTED([FORTIFY_LEVEL], [$ap_fortify_level], [How far the C library checks the sizes of what it writes to.])])])

# AP_HARDENING: sets HARDENED to yes or no, and HARDENING_CFLAGS and HARDENING_LDFLAGS. The sanitizers check more, and want to be alone.
AC_DEFUN([AP_HARDENING], [
  AC_ARG_ENABLE([hardening],
    [AS_HELP_STRING([--disable-hardening], [build without stack protector, checked string functions, random addresses and read-only relocations])])
  AS_IF([test "x$enable_sanitizers" = xyes || test "x$enable_fuzzers" = xyes], [enable_hardening=no])
  AS_IF([test "x$enable_hardening" = xno], [HARDENED=no], [
    HARDENED=yes
    AP_HARDEN([HARDENING_CFLAGS], [-fstack-protector-strong])
    AP_HARDEN([HARDENING_CFLAGS], [-fstack-clash-protection])
    AP_HARDEN([HARDENING_CFLAGS], [-fcf-protection])
    AP_HARDEN([HARDENING_LDFLAGS], [-pie], [-fPIE])
    AS_CASE([$HARDENING_LDFLAGS], [*-pie*], [HARDENING_CFLAGS="$HARDENING_CFLAGS -fPIE"])
    AP_HARDEN([HARDENING_LDFLAGS], [-Wl,-z,relro])
    AP_HARDEN([HARDENING_LDFLAGS], [-Wl,-z,now])
    AP_FORTIFY_LEVEL])
  AC_SUBST([HARDENED])
  AC_SUBST([HARDENING_CFLAGS])
  AC_SUBST([HARDENING_LDFLAGS])
  AH_BOTTOM([#if defined FORTIFY_LEVEL && defined __OPTIMIZE__ && !defined _FORTIFY_SOURCE
# define _FORTIFY_SOURCE FORTIFY_LEVEL
#endif])])
