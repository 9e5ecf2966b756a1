# Looks for the libraries of auditpress and remembers those that are missing, so that configure can name
# all of them at once together with the Debian packages that hold them.

ap_missing_libraries=
ap_missing_packages=

# AP_NOTE_MISSING(LIBRARY, DEBIAN-PACKAGE)
AC_DEFUN([AP_NOTE_MISSING], [
  ap_missing_libraries="$ap_missing_libraries
  $1 (Debian: $2)"
  ap_missing_packages="$ap_missing_packages $2"])

# AP_PKG_LIBRARY(VARIABLE, PKG-CONFIG-MODULE, MINIMUM-VERSION, DEBIAN-PACKAGE)
AC_DEFUN([AP_PKG_LIBRARY], [
  PKG_CHECK_MODULES([$1], [$2 >= $3], [], [AP_NOTE_MISSING([$2], [$4])])])

# AP_HEADER_LIBRARY(VARIABLE, LIBRARY, HEADER, FUNCTION, DEBIAN-PACKAGE)
# For libraries whose pkg-config file is absent or wrong in Debian: probes the header and one symbol.
AC_DEFUN([AP_HEADER_LIBRARY], [
  AC_CHECK_HEADER([$3], [
    AC_CHECK_LIB([$2], [$4], [$1_LIBS="-l$2"], [AP_NOTE_MISSING([$2], [$5])])],
    [AP_NOTE_MISSING([$2], [$5])])
  AC_SUBST([$1_LIBS])])

# AP_REQUIRE_LIBRARIES
AC_DEFUN([AP_REQUIRE_LIBRARIES], [
  AS_IF([test -n "$ap_missing_libraries"], [
    AC_MSG_ERROR([these libraries are missing:$ap_missing_libraries
install them on Debian with: apt-get install$ap_missing_packages])])])
