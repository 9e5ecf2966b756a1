#!/bin/sh
# Makes ./configure from configure.ac. Run it once after a clone and after a change of the build files.
set -eu
cd "$(dirname "$0")"
exec autoreconf --install --warnings=all
