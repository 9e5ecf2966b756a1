#!/bin/sh
# The statistics of random year folders, character for character as an independent computation has them. AP_SEEDS is how many
# folders (default 40), AP_FIRST_SEED where to begin.
python3 -c 'import yaml' 2>/dev/null || { echo '1..0 # SKIP python3-yaml is not installed'; exit 0; }
exec python3 "$AP_SRCDIR/tests/oracle.py" compare "${AP_PROGRAM:-$AP_BUILDDIR/auditpress}" "${AP_SEEDS:-40}" "${AP_FIRST_SEED:-1}"
