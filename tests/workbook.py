"""The workbook of a build, held against its statistics and against what makes a table usable.

    workbook.py check OUT [RECALCULATED]  prints "ok WHAT" or "not ok WHAT: WHY" lines; RECALCULATED is the same workbook
                                          after another program computed it anew
    workbook.py recalculated OUT OTHER    only what RECALCULATED is good for, of any year, in one line
    workbook.py same ONE OTHER            compares the cells of two workbooks, in one such line
    workbook.py charts OUT                what the charts of the year of charts.sh must be, in "ok" lines
    workbook.py spoil FROM TO             copies a workbook with every result of a formula made wrong
"""
import csv
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from os.path import join

import openpyxl
from openpyxl.utils import column_index_from_string

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


def wrong_printed_numbers(book, least):
    """The last sheet lists what the report prints (fourth column) beside what its formula computes (fifth)."""
    *_, (sheet, _, rows) = tables(book)
    computed = [row for row in rows if isinstance(row[4].value, (int, float))]
    yield from (f"{row[3].coordinate} {row[3].value} is computed as {row[4].value}" for row in computed
                if float(row[3].value) != row[4].value)
    if len(computed) < least:
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


def unlisted_numbers(book, out):
    """What the report prints with decimals is in the list of printed numbers or, drawn in a figure, on its sheet, as
    often as it is printed."""
    text = subprocess.run(["pdftotext", join(out, "report.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    printed = Counter(re.findall(r"\d+\.\d\d(?!\d)", text))
    *figures, (_, _, rows) = tables(book)
    listed = Counter(row[3].value for row in rows)
    for sheet, _, figure_rows in figures:
        if " " in sheet.title:
            listed.update(re.findall(r"\d+\.\d\d(?!\d)", sheet["A2"].value))
            listed.update(f"{cell.value:.2f}" for row in figure_rows for cell in row if isinstance(cell.value, float | int))
    yield from (f"{number}: {count} times, not {listed[number]}" for number, count in printed.items()
                if count > listed[number])
    if len(printed) < 50:
        yield f"the report has {len(printed)}"


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


def missing_notes(book, out):
    notes = {row[0].value: str(row[1].value) for row in next(rows for sheet, _, rows in tables(book)
                                                            if sheet.title == book.sheetnames[1])}
    with open(join(out, "build.json"), encoding="utf-8") as file:
        built = json.load(file)
    yield from (name for name, digest in built["inputs"]["year"].items() if notes.get(name + " SHA-256") != digest)
    if len(built["inputs"]["year"]) < 5:
        yield "few inputs"
    yield from (word for word in ("模擬資料", "auditpress " + built["version"]) if word not in " ".join(notes.values()))


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
    report("the notes tell of synthetic data, of the version and of the inputs' hashes", missing_notes(results, out))
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
    report("every number that the report prints is the one computed", wrong_printed_numbers(results, 100))
    report("and is in the list", unlisted_numbers(results, out))
    report("and says of how many it is", numbers_without_sample(results))
    if recalculated:
        again = openpyxl.load_workbook(recalculated, data_only=True)
        report("another program computes the published statistics", wrong_statistics_again(again, results, out))
        report("and every other cell as it was", different_cells(results, again))


# --- charts ---------------------------------------------------------------------------------------------------------

class Drawn:
    """The charts and pictures of a book, by the sheet that they are on, and the table of each sheet."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path, data_only=True)
        self.formulas = openpyxl.load_workbook(path)
        self.archive = zipfile.ZipFile(path)

    def sheet(self, caption):
        return next(sheet for sheet in self.book if str(sheet["A1"].value).endswith(" " + caption))

    def chart(self, caption):
        """The XML of the chart on the sheet of a figure; "" if there is none."""
        own = "'" + self.sheet(caption).title + "'!"
        texts = (self.archive.read(name).decode() for name in self.archive.namelist()
                 if name.startswith("xl/charts/chart"))
        return next((text for text in texts if own in text), "")

    def anchors(self, sheet):
        """The drawings of a sheet: first row and column from 0, alternative text, whether it is a picture."""
        relations = f"xl/worksheets/_rels/sheet{self.book.sheetnames.index(sheet.title) + 1}.xml.rels"
        drawing = relations in self.archive.namelist() and re.search(r"drawings/drawing\d+\.xml",
                                                                     self.archive.read(relations).decode())
        text = self.archive.read("xl/" + drawing.group()).decode() if drawing else ""
        for anchor in re.findall(r"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>", text):
            column, row = re.search(r"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", anchor).groups()
            yield int(row), int(column), re.search(r'descr="([^"]*)"', anchor).group(1), "<xdr:pic>" in anchor


def repeated_drawings(drawn):
    """What stands over cells that every page repeats is printed on every page."""
    for sheet in drawn.book:
        last_row = int(sheet.print_title_rows.split(":")[1].strip("$"))
        last_column = column_index_from_string((sheet.print_title_cols or "$A:$A").split(":")[1].strip("$"))
        yield from (f"{sheet.title}: {row}, {column}" for row, column, _, _ in drawn.anchors(sheet)
                    if row < last_row or (sheet.print_title_cols and column < last_column))


def series_of(chart):
    return re.findall(r"<c:ser>.*?</c:ser>", chart)


def number_formats(sheet, column):
    return [cell.number_format for cell in next(iter(sheet.iter_cols(column, column, 5, sheet.max_row)))]


def wrong_headers(book):
    """Excel repairs a table whose columns do not say what their header cells do."""
    for sheet, header, _ in tables(book):
        names = [column.name for column in next(iter(sheet.tables.values())).tableColumns]
        yield from (f"{cell.coordinate} {cell.value!r} is {name!r}" for cell, name in zip(header, names)
                    if cell.value != name or any(ord(character) < 32 for character in name))


def threshold_faults(sheet, formulas):
    for column, name, value in ((5, "良好門檻", 80), (6, "及格門檻", 65)):
        for row in (5, 6):
            cell, formula = sheet.cell(row, column), formulas.cell(row, column).value
            if (cell.value, formula) != (value, "=" + name):
                yield f"{cell.coordinate} is {cell.value} by {formula}"


def charts(out):
    drawn = Drawn(join(out, "appendix.xlsx"))
    (_, _, alt, is_picture), = drawn.anchors(drawn.sheet("分組分布"))
    report("a kind that programs cannot draw is a picture with alternative text",
           [] if is_picture and len(alt) > 10 and not drawn.chart("分組分布") else [alt])
    report("and the sheet says so", [] if "圖片" in drawn.sheet("分組分布")["A2"].value else ["no"])
    report("the sheet of items says what its chart lacks",
           [] if "只繪平均" in drawn.sheet("個別項目成績分布")["A2"].value and drawn.chart("個別項目成績分布") else ["no"])

    trend, sheet = drawn.chart("歷年成績"), drawn.sheet("歷年成績")
    report("a trend has the means and a line of its own dash at each threshold",
           [] if [re.findall(r'<a:prstDash val="(\w+)"', series) for series in series_of(trend)]
           == [[], ["lgDash"], ["sysDot"]] else series_of(trend))
    report("the lines are drawn from the thresholds", threshold_faults(sheet, drawn.formulas[sheet.title]))
    classes = drawn.formulas[drawn.sheet("全體成績").title]["D5"].value
    report("a class follows from the value and the thresholds",
           [] if str(classes).startswith("=IF(ISNUMBER(C5),IF(C5>=良好門檻,") else [classes])
    report("the cache of a line holds its threshold",
           [] if [re.findall(r"<c:v>(80|65)</c:v>", series) for series in series_of(trend)[1:]] == [["80"] * 2, ["65"] * 2]
           else series_of(trend)[1:])
    report("an earlier year keeps its decimals", [] if number_formats(sheet, 3) == ["0", "0.00"] else
           number_formats(sheet, 3))
    report("beside its dot, too", [] if "<c:dLbls><c:numFmt" not in trend else ["one format for all"])

    steps = re.findall(r'<c:majorUnit val="(\d+)"', drawn.chart("全體成績"))
    report("a gridline falls on each threshold", [] if steps == ["5"] else [steps])
    report("few bars have their values and patterns",
           [] if all(part in drawn.chart("第 1 分組成績") for part in ("<c:showVal", "<a:pattFill")) else ["no"])
    report("many bars leave them to the table",
           [part for part in ("<c:showVal", "<c:dPt>") if part in drawn.chart("全體成績")])
    report("counts of many have no step of one", [] if "c:majorUnit" not in drawn.chart("分數帶") else ["1"])
    report("nothing is drawn over what every page repeats", repeated_drawings(drawn))
    report("a table has the headers of its cells", wrong_headers(drawn.formulas))
    report("no sheet has a name that Excel keeps for itself",
           [title for title in drawn.book.sheetnames if title.casefold() == "history"])
    names = [table.name for sheet in drawn.formulas for table in sheet.tables.values()]
    report("no two tables have one name", [] if len({name.casefold() for name in names}) == len(names) else names)


def recalculated(out, other):
    results = openpyxl.load_workbook(join(out, "appendix.xlsx"), data_only=True)
    again = openpyxl.load_workbook(other, data_only=True)
    cells = list(different_cells(results, again))
    report("every cell is computed to what is published",
           [*wrong_statistics(results, out), *wrong_printed_numbers(results, 10), *cells,
            *wrong_statistics_again(again, results, out)])


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
    elif sys.argv[1] == "charts":
        charts(sys.argv[2])
    elif sys.argv[1] == "same":
        report("every cell is the same", different_cells(*(openpyxl.load_workbook(path, data_only=True)
                                                           for path in sys.argv[2:])))
    else:
        check(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
