"""What a command costs: CPU time and memory, of the process and those it started."""
import os
import subprocess
import sys
import tempfile

RUNS = 15


def run(command, **options):
    """Milliseconds of CPU (user and system) and peak MiB of one run, and what it printed; ends the program if it failed."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, **options)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for
        said.seek(0)
        text = said.read()
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2000:]}")
    return (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / 1024, text


def cheapest(command, prepare=lambda: None, runs=RUNS, **options):
    """Milliseconds and peak MiB of the cheapest of several runs; `prepare` is called before each."""
    costs = []
    for _ in range(runs):
        prepare()
        costs.append(run(command, **options)[:2])
    return min(ms for ms, _ in costs), min(memory for _, memory in costs)


def print_table(head, rows):
    """A table in Markdown that is readable as it stands; the first column is words, the others numbers."""
    widths = [max(3, *(len(row[column]) for row in (head, *rows))) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    for row in (head, rule, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        print("| " + " | ".join(cells) + " |", flush=True)
    print()
