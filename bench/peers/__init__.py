"""What other programs take for the same report: its text, tables, bars for its figures and the cells of its appendix.

They set it plainly: no tagged structure, no navigation by figure and table, no formulas in the workbook, no checks."""
import os
import shutil
import subprocess
import sys

from measure import cheapest, print_table

HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = 5
GOAL = 5  # so many times as much CPU as a build


def read_content(out, scratch):
    """Writes what the built report says, as JSON, and returns the path."""
    path = os.path.join(scratch, "content.json")
    with open(path, "w", encoding="utf-8") as file:
        subprocess.run([sys.executable, os.path.join(HERE, "content"), out], stdout=file, check=True)
    return path


def find_font(family):
    pattern = family.replace("-", r"\-")  # a size would follow
    return subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout


def has_modules(*names):
    command = ["python3", "-c", "import " + ", ".join(names)]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


def get_version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[0]


def measure(commands, folder):
    """Milliseconds together and peak MiB of the largest."""
    costs = [cheapest(command, runs=RUNS, cwd=folder) for command in commands]
    return sum(ms for ms, _ in costs), max(memory for _, memory in costs)


def measure_all(content, folder):
    """Triples of a peer's name, milliseconds and MiB; None twice for one that is not installed."""
    fonts = [find_font("TW-Kai"), find_font("Noto Sans CJK TC")]
    has_workbook, has_typst = has_modules("xlsxwriter"), shutil.which("typst")
    workbook = ["python3", os.path.join(HERE, "appendix.py"), content]
    typst = [["typst", "compile", "report.typ", "report.pdf"]]
    figures = [["typst", "compile", "figures.typ", f"figure-{{n}}.{end}"] for end in ("svg", "png")]
    for name in ("report.typ", "figures.typ", "bars.typ"):
        shutil.copy(os.path.join(HERE, name), folder)
    version = get_version(["typst", "--version"]).partition(" (")[0].capitalize() if has_typst else "Typst"
    for name, commands, is_there in [
            (f"{version}: the PDF", typst, has_typst),
            (f"{version}: the PDF and 16 figure files", typst + figures, has_typst),
            (f"{version} and XlsxWriter: everything", typst + figures + [workbook], has_typst and has_workbook),
            ("matplotlib, ReportLab and XlsxWriter: everything", [["python3", os.path.join(HERE, "report.py"), content, *fonts], workbook],
             has_workbook and has_modules("matplotlib", "reportlab"))]:
        yield name, *(measure(commands, folder) if is_there else (None, None))


def print_costs(content, scratch, build):
    """Prints what each takes beside the milliseconds of a full build."""
    folder = os.path.join(scratch, "peers")
    os.mkdir(folder)
    shutil.copy(content, folder)
    rows = []
    for name, ms, memory in measure_all(content, folder):
        if ms is None:
            rows.append([name, "not installed", "", "", ""])
            continue
        verdict = ("met" if ms >= GOAL * build else "missed") if "Typst" in name and "everything" in name else ""
        rows.append([name, f"{ms:.0f} ms", f"{memory:.0f} MiB", f"{ms / build:.1f}", f"{GOAL}: {verdict}" if verdict else ""])
    print_table(["the same by others", "CPU", "peak memory", "times a build", "goal"], rows)
