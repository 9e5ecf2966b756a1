"""The workbook of a build, held against its statistics and against what makes a table usable.

    workbook.py check OUT [RECALCULATED]  prints "ok WHAT" or "not ok WHAT: WHY" lines; RECALCULATED is the same workbook
                                          after another program computed it anew
    workbook.py recalculated OUT OTHER    only what RECALCULATED is good for, of any year, in one line
    workbook.py same ONE OTHER            compares the cells of two workbooks, in one such line
    workbook.py spoil FROM TO             copies a workbook with every result of a formula made wrong
"""
import csv
import re
import sys
import zipfile
from os.path import join

import openpyxl

STATISTICS = "n mean median min max q1 q3 stdev at_least_good below_good between below_pass".split()
FORMULA_CELLS = re.compile(rb"(<c [^>]*?)(?: t=\"str\")?(>)(<f[^>]*>[^<]*</f>)<v>[^<]*</v>")


def spoil(source, target):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = FORMULA_CELLS.sub(rb"\1\2\3<v>-1</v>", data)
            new.writestr(name, data)


def report(what, faults):
    faults = list(faults)
    print(f"ok {what}" if not faults else f"not ok {what}: {'; '.join(map(str, faults[:5]))}")


def tables(book):
    """Every sheet's table as (sheet, header cells, rows of cells)."""
    for sheet in book:
        for table in sheet.tables.values():
            rows = list(sheet[table.ref])
            yield sheet, rows[0], rows[1:]


def statistics_sheet(book):
    for sheet, header, rows in tables(book):
        if len(header) == 4 + len(STATISTICS) and any(row[-1].value == "total" for row in rows):
            return rows
    return []


def wrong_statistics(book, out):
    with open(join(out, "statistics.csv"), encoding="utf-8", newline="") as file:
        expected = {(r["scope"], r["measure"], r["statistic"]): r["value"] for r in csv.DictReader(file)}
    for row in statistics_sheet(book):
        for name, cell in zip(STATISTICS, row[2:]):
            value = expected.pop((row[-2].value, row[-1].value, name), None)
            if value is None or not isinstance(cell.value, (int, float)) or cell.value != float(value):
                yield f"{cell.coordinate} is {cell.value!r}, not {value}"
    yield from (f"{key} is missing" for key in expected)


def wrong_printed_numbers(book):
    """The last sheet lists what the report prints (fourth column) beside what its formula computes (fifth)."""
    *_, (sheet, _, rows) = tables(book)
    computed = [row for row in rows if isinstance(row[4].value, (int, float))]
    yield from (f"{row[3].coordinate} {row[3].value} is computed as {row[4].value}" for row in computed
                if float(row[3].value) != row[4].value)
    if len(computed) < 100:
        yield f"only {len(computed)} are computed"


def numbers_without_sample(book):
    """A printed statistic says of how many it is: the n in the third column of the row that its cell is in."""
    *_, (sheet, _, rows) = tables(book)
    statistics = statistics_sheet(book)
    counts = {f"{row[0].parent.title}!{cell.coordinate}": (row[2].value, cell is row[2]) for row in statistics
              for cell in row}
    for row in rows:
        n, is_itself = counts.get(row[5].value, (None, False))
        if n is not None and not is_itself and not row[2].value.endswith(f" n={n}"):
            yield f"{row[2].coordinate} {row[2].value!r} is of {n}"
    if not any(row[5].value in counts for row in rows):
        yield "no cell is one of the statistics"


def different_cells(book, other, tolerance=1e-10):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                value = other[sheet.title][cell.coordinate].value
                same = cell.value == value
                if isinstance(value, float) and isinstance(cell.value, float) and cell.number_format.count("0") > 6:
                    same = abs(cell.value - value) < tolerance  # the unrounded values
                if not same:
                    yield f"{sheet.title}!{cell.coordinate} {cell.value!r} became {value!r}"


def chart_faults(archive):
    anchors = 0
    for name in archive.namelist():
        if name.startswith("xl/drawings/drawing"):
            for properties in re.findall(r"<xdr:cNvPr [^>]*>", archive.read(name).decode()):
                anchors += 1
                if not re.search(r'descr="[^"]{10,}"', properties):
                    yield f"{name}: no alternative text"
    charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    if anchors != 8 or len(charts) != 8:
        yield f"{anchors} drawings, {len(charts)} charts"


def chart_cache_faults(archive, book):
    """What a chart shows where nobody reads the cells must be what the cells hold."""
    for name in archive.namelist():
        if not name.startswith("xl/charts/chart"):
            continue
        for reference, cache in re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>(.*?)</c:numRef>",
                                           archive.read(name).decode()):
            sheet, cells = reference.rsplit("!", 1)
            shown = [float(value) for value in re.findall(r"<c:v>(.*?)</c:v>", cache)]
            held = [cell.value for row in book[sheet.strip("'")][cells.replace("$", "")] for cell in row]
            if shown != held or not shown:
                yield f"{name}: {shown} for {held}"


def property_faults(archive, book):
    """What a reader's program says of the file before he opens it."""
    for name in ("title", "creator", "subject", "description", "created"):
        if not getattr(book.properties, name):
            yield f"no {name}"
    if b"zh-TW" not in archive.read("docProps/custom.xml"):
        yield "no language"


def external_targets(archive):
    for name in archive.namelist():
        if name.endswith(".rels") and b'TargetMode="External"' in archive.read(name):
            yield name


def cursor_faults(book):
    """Who opens the book stands on the first sheet, and on each in its first cell, or behind what is frozen."""
    if book.active.title != book.sheetnames[0]:
        yield f"{book.active.title} is in front"
    for sheet in book:
        view = sheet.sheet_view
        if view.topLeftCell not in (None, "A1"):
            yield f"{sheet.title} is scrolled to {view.topLeftCell}"
        first = {"A1", sheet.freeze_panes} | {selection.activeCell for selection in view.selection
                                              if selection.pane in ("topRight", "bottomLeft")}
        yield from (f"{sheet.title}: {selection.activeCell}" for selection in view.selection
                    if selection.activeCell not in first)


def header_faults(book):
    for sheet, header, _ in tables(book):
        if next(iter(sheet.tables.values())).headerRowCount != 1:
            yield f"{sheet.title} has no header row"
        for cell in header:
            if not cell.font.b or cell.fill.fill_type != "solid":
                yield f"{sheet.title}!{cell.coordinate} looks like no header"


def hidden(book):
    for sheet in book:
        if sheet.sheet_state != "visible" or sheet.protection.sheet:
            yield f"{sheet.title} is hidden or protected"
        yield from (f"{sheet.title}: {key}" for dimensions in (sheet.row_dimensions, sheet.column_dimensions)
                    for key, dimension in dimensions.items() if dimension.hidden)


def check(out, recalculated):
    path = join(out, "appendix.xlsx")
    results = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        report("every part of the file is whole", filter(None, [archive.testzip()]))
        report("each figure has its chart with alternative text", chart_faults(archive))
        report("and draws what its cells hold", chart_cache_faults(archive, results))
        report("nothing runs and nothing is fetched",
               [*(n for n in archive.namelist() if "vba" in n.lower() or "externalLink" in n),
                *external_targets(archive)])
        report("the file says what it is, by whom, when and in which language", property_faults(archive, results))
    report("the contents come first, the notes next",
           [] if len(next(tables(results))[2]) == len(results.sheetnames) - 1 and len(results.sheetnames) > 10
           else results.sheetnames[:2])
    report("the cursor stands where reading begins", cursor_faults(results))
    report("header rows are marked and look it", header_faults(results))
    report("nothing is hidden or protected", hidden(results))
    report("every sheet has a title in A1", (s.title for s in results if not s["A1"].value))
    report("every sheet has one table", (s.title for s in results if len(s.tables) != 1))
    report("no cell is merged", (s.title for s in results if s.merged_cells.ranges))
    report("no cell of a table is blank", (f"{s.title}!{c.coordinate}" for s, h, rows in tables(results)
                                            for row in [h, *rows] for c in row if c.value in (None, "")))
    report("headers are frozen and repeat in print",
           (s.title for s, h, _ in tables(results)
            if not s.freeze_panes or s.print_title_rows.split(":")[0].strip("$") != str(h[0].row)))
    report("pages are A4 and as wide as the table",
           (s.title for s in results
            if str(s.page_setup.paperSize) != "9" or not s.sheet_properties.pageSetUpPr.fitToPage))
    report("the contents link to every other sheet",
           set(results.sheetnames[1:]) ^ {c.hyperlink.location.rsplit("!", 1)[0].strip("'")
                                          for row in results[results.sheetnames[0]].iter_rows() for c in row
                                          if c.hyperlink})
    report("no text has become a formula",
           (f"{s.title}!{c.coordinate}" for s in formulas for row in s.iter_rows() for c in row
            if isinstance(c.value, str) and c.value.startswith("=1+1") and c.data_type == "f"))
    report("corrected scores are commented",
           [] if sum(1 for s in results for row in s.iter_rows() for c in row if c.comment) == 3 else ["not 3"])
    report("thresholds and weights have names", [] if len(formulas.defined_names.definedName) >= 6 else ["too few"])
    report("every statistic is the published one", wrong_statistics(results, out))
    report("and is a formula", (c.coordinate for row in statistics_sheet(formulas) for c in row[2:-2]
                                if c.data_type != "f" and not hasattr(c.value, "text")))
    report("every number that the report prints is the one computed", wrong_printed_numbers(results))
    report("and says of how many it is", numbers_without_sample(results))
    if recalculated:
        again = openpyxl.load_workbook(recalculated, data_only=True)
        report("another program computes the published statistics", wrong_statistics_again(again, results, out))
        report("and every other cell as it was", different_cells(results, again))


def recalculated(out, other):
    results = openpyxl.load_workbook(join(out, "appendix.xlsx"), data_only=True)
    again = openpyxl.load_workbook(other, data_only=True)
    cells = list(different_cells(results, again))
    report("every cell is computed to what is published",
           [*wrong_statistics(results, out), *cells, *wrong_statistics_again(again, results, out)])


def wrong_statistics_again(again, results, out):
    """The same check by place, as the other program may drop the tables."""
    for row in statistics_sheet(results):
        for cell in row:
            cell.value = again[cell.parent.title][cell.coordinate].value
    yield from wrong_statistics(results, out)


if __name__ == "__main__":
    if sys.argv[1] == "spoil":
        spoil(sys.argv[2], sys.argv[3])
    elif sys.argv[1] == "recalculated":
        recalculated(sys.argv[2], sys.argv[3])
    elif sys.argv[1] == "same":
        report("every cell is the same", different_cells(*(openpyxl.load_workbook(path, data_only=True)
                                                           for path in sys.argv[2:])))
    else:
        check(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
