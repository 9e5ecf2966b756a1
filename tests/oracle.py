"""An independent computation of the statistics, in fractions, and random year folders to hold the program against.

    oracle.py stats DIR                 prints the statistics of a year folder as `auditpress stats --format csv` should
    oracle.py make SEED DIR             writes a random year folder
    oracle.py compare PROGRAM N [FIRST] makes N folders and compares, as TAP
"""
import csv
import io
import math
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction

import yaml

NAMES = ("n mean median min max q1 q3 stdev at_least_good below_good between below_pass").split()


# --- reading -------------------------------------------------------------------------------------------------------

def rows(directory, name):
    path = os.path.join(directory, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def points(text):
    """None for NA."""
    return None if text.strip() in ("NA", "不適用") else Fraction(Decimal(text.strip()))


def read_scores(directory):
    scores = {}
    for row in rows(directory, "scores.csv"):
        if "code" in row:
            scores[row["participant"].strip(), row["code"].strip()] = points(row["score"])
        else:
            for code, cell in row.items():
                if code != "participant" and cell.strip():
                    scores[row["participant"].strip(), code] = points(cell)
    for row in rows(directory, "corrections.csv"):
        scores[row["participant"], row["code"]] = points(row["to"])
    return scores


# --- computing -----------------------------------------------------------------------------------------------------

def half_up(value, places):
    return math.floor(value * 10**places + Fraction(1, 2))


def show(units, places):
    return str(units) if places == 0 else str(Decimal(units).scaleb(-places))


def quartile(ordered, k):
    position = Fraction(k * (len(ordered) - 1), 4)
    below = math.floor(position)
    above = math.ceil(position)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def root_half_up(value, places):
    """The whole number nearest to sqrt(value) * 10^places, halves up: the largest u with (2u - 1)^2 <= 4 value 10^2p."""
    square = 4 * value * 100**places
    units = math.isqrt(math.floor(square)) // 2
    while (2 * (units + 1) - 1) ** 2 <= square:
        units += 1
    return units


def summary(values, places, good, passing):
    ordered = sorted(values)
    n = len(ordered)
    mean = sum(ordered, Fraction(0)) / n
    variance = sum(((value - mean) ** 2 for value in ordered), Fraction(0)) / n
    printed = [Fraction(half_up(value, places), 10**places) for value in ordered]
    exact = {"mean": mean, "median": quartile(ordered, 2), "min": ordered[0], "max": ordered[-1],
             "q1": quartile(ordered, 1), "q3": quartile(ordered, 3)}
    result = {name: show(half_up(value, places), places) for name, value in exact.items()}
    result["n"] = str(n)
    result["stdev"] = show(root_half_up(variance, places), places)
    result["at_least_good"] = str(sum(value >= good for value in printed))
    result["below_good"] = str(sum(value < good for value in printed))
    result["between"] = str(sum(passing <= value < good for value in printed))
    result["below_pass"] = str(sum(value < passing for value in printed))
    return result


def unique(values):
    return list(dict.fromkeys(values))


def measures_of(plan, items):
    """(id, stage, codes) of every measure but the total, in order."""
    for stage in (entry["id"] for entry in plan["stages"]):
        mine = [row for row in items if row["stage"] == stage]
        yield f"stage:{stage}", stage, unique(row["code"] for row in mine)
        for facet in unique(row["facet"] for row in mine if row["facet"]):
            yield f"facet:{stage}/{facet}", stage, unique(row["code"] for row in mine if row["facet"] == facet)
        for item in unique(row["item"] for row in mine):
            yield f"item:{stage}/{item}", stage, unique(row["code"] for row in mine if row["item"] == item)


def statistics(directory):
    with open(os.path.join(directory, "report.yaml"), encoding="utf-8-sig") as file:
        plan = yaml.load(file, yaml.BaseLoader)
    items = [{key: cell.strip() for key, cell in row.items()} for row in rows(directory, "items.csv")]
    participants = [(row["participant"].strip(), row["group"].strip()) for row in rows(directory, "participants.csv")]
    scores = read_scores(directory)
    maxima = {row["code"]: Fraction(Decimal(row["max"])) for row in items if row["max"]}
    places = int(plan["scoring"]["decimals"])
    good, passing = (Fraction(Decimal(plan["scoring"][key])) for key in ("good", "pass"))
    weights = {group["id"]: {entry["stage"]: Fraction(Decimal(entry["weight"])) for entry in group["stages"]}
               for group in plan["groups"]}

    def value(participant, codes):
        counted = [code for code in codes if code in maxima and scores.get((participant, code)) is not None]
        if not counted:
            return None
        return 100 * sum(scores[participant, code] for code in counted) / sum(maxima[code] for code in counted)

    columns = {"total": {}}
    for name, stage, codes in measures_of(plan, items):
        columns[name] = {participant: value(participant, codes)
                         for participant, group in participants if stage in weights[group]}
    for participant, group in participants:
        parts = {stage: columns[f"stage:{stage}"][participant] for stage in weights[group]}
        if None not in parts.values():
            columns["total"][participant] = sum(weights[group][stage] * part / 100 for stage, part in parts.items())

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["scope", "measure", "statistic", "value"])
    for scope in [None] + [group["id"] for group in plan["groups"]]:
        members = [participant for participant, group in participants if scope in (None, group)]
        for name, column in columns.items():
            values = [column[member] for member in members if column.get(member) is not None]
            if values:
                result = summary(values, places, good, passing)
                for statistic in NAMES:
                    writer.writerow(["all" if scope is None else f"group:{scope}", name, statistic, result[statistic]])
    return text.getvalue()


# --- making --------------------------------------------------------------------------------------------------------

class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.newline = self.random.choice(["\n", "\r\n"])
        self.files = {}

    def decimal(self, low, high, places):
        unit = 10**places
        return Decimal(self.random.randint(low * unit, high * unit)).scaleb(-places)

    def text(self, number):
        """A decimal, sometimes with zeros behind."""
        shown = format(number, "f")
        if self.random.random() < 0.1 and "." in shown and len(shown.split(".")[1]) < 4:
            shown += "0"
        return shown

    def table(self, name, columns, records, keep_order=False):
        columns = list(columns)
        self.random.shuffle(columns)
        if not keep_order:
            self.random.shuffle(records)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=self.newline,
                            quoting=self.random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerow(columns)
        for record in records:
            writer.writerow([record[column] for column in columns])
        self.files[name] = self.random.choice(["", "\ufeff"]) + text.getvalue()

    def weights(self, n):
        places = self.random.choice([0, 0, 1, 2, 4])
        cuts = sorted(self.random.randint(0, 100 * 10**places) for _ in range(n - 1))
        ends = [0] + cuts + [100 * 10**places]
        return [Decimal(b - a).scaleb(-places) for a, b in zip(ends, ends[1:])]

    def make_plan(self):
        choose = self.random
        self.stages = choose.sample(["technical", "onsite", "文件", "s-1", "drill"], choose.randint(1, 3))
        ids = choose.choice([["1", "2", "3", "4", "5"], ["甲", "乙", "丙", "丁", "戊"], ["01", "A", "x_y", "7.5", "no"]])
        self.groups = {}
        for group in ids[:choose.randint(1, 5)]:
            listed = choose.sample(self.stages, choose.randint(1, len(self.stages)))
            self.groups[group] = dict(zip(listed, self.weights(len(listed))))
        low, high = sorted(choose.choice([Decimal(60), Decimal(75), self.decimal(0, 100, 0), self.decimal(0, 100, 4),
                                          self.decimal(40, 90, 2), Decimal(0), Decimal(100)]) for _ in range(2))
        self.good, self.passing, self.places = high, low, choose.randint(0, 4)

    def figures(self):
        """One of every kind but trends, which need an earlier year."""
        yield "  - { id: totals, kind: scores, measure: total, caption: '總分, 由高至低' }"
        yield "  - { id: bands, kind: bands, measure: total, caption: \"級距 & '分布'\" }"
        yield "  - { id: groups, kind: groups, measure: total, caption: 各組 }"
        for number, stage in enumerate(self.stages):
            yield f"  - {{ id: items-{number}, kind: items, stage: '{stage}', caption: 項目 {number} }}"
            yield f"  - {{ id: stage-{number}, kind: scores, measure: 'stage:{stage}', caption: 階段 {number} }}"
            if stage in self.with_facets:
                yield f"  - {{ id: facets-{number}, kind: facets, stage: '{stage}', by: group, caption: 構面 {number} }}"

    def write_plan(self):
        lines = ["# made at random", "report:", "  year: 111", "  title: 年度報告", "  publisher: '部'", "scoring:",
                 f"  decimals: {self.places}", f"  good: {self.text(self.good)}", f"  pass: \"{self.text(self.passing)}\"",
                 "stages:"]
        lines += [f"  - id: '{stage}'\n    name: 階段 {stage}" for stage in self.stages]
        lines.append("groups:")
        for group, weights in self.groups.items():
            lines.append(f"  - id: '{group}'\n    name: 第 {group} 分組\n    stages:")
            lines += [f"      - {{ stage: '{stage}', weight: {self.text(weight)} }}" for stage, weight in weights.items()]
        self.files["report.yaml"] = "\n".join(lines) + "\n"

    def make_items(self):
        choose = self.random
        self.codes, self.with_facets, records = {}, set(), []
        odd = choose.random() < 0.2
        for stage in self.stages:
            mine, facets = [], choose.sample(["策略面", "管理面", "技術, 面", ""], choose.randint(1, 4))
            for item in range(1, choose.choice([1, 30] + 6 * [choose.randint(1, 6)]) + 1):
                facet = choose.choice(facets)
                self.with_facets |= {stage} if facet else set()
                for part in range(choose.randint(1, 3)):
                    if mine and choose.random() < 0.2:
                        code = choose.choice(mine)
                    else:
                        code = f"{stage[:1].upper()}{self.stages.index(stage)}.{item}.{part}"
                        pilot = mine and choose.random() < 0.1
                        largest = self.decimal(1, 1000, 4) if odd else self.decimal(1, 40, choose.choice([0, 0, 0, 1, 4]))
                        self.codes[code] = (stage, None if pilot else largest)
                        mine.append(code)
                    largest = self.codes[code][1]
                    records.append({"stage": stage, "facet": facet, "item": str(item), "name": f"項目「{item}」",
                                    "part": choose.choice(["", f"第 {part} 部分, \"甲\""]), "code": code,
                                    "max": "" if largest is None else self.text(largest)})
        self.table("items.csv", records[0], records, keep_order=choose.random() < 0.8)

    def score(self, largest):
        """Anything; often a share of the maximum near or on a threshold."""
        kind = self.random.random()
        if kind < 0.3:
            edge = self.random.choice([self.good, self.passing]) * largest / 100
            step = Decimal(self.random.randint(-2, 2)).scaleb(-self.random.randint(1, 4))
            edge = (edge + step).quantize(Decimal("0.0001"))
            return min(max(edge, Decimal(0)), largest)
        if kind < 0.35:
            return self.random.choice([Decimal(0), largest])
        places = self.random.choice([0, 1, 2, 2, 4])
        return min(self.decimal(0, int(largest), places), largest)

    def make_scores(self):
        choose = self.random
        self.participants, self.scores = {}, {}
        rate = choose.choice([0, 0, 0.05, 0.3, 0.9])
        for number in range(choose.choice([1, 2, 3, choose.randint(2, 30), choose.randint(2, 200)])):
            participant = f"P{number}"
            self.participants[participant] = choose.choice(list(self.groups))
            listed = list(self.groups[self.participants[participant]])
            spared = choose.choice(listed)
            for stage in listed:
                mine = [code for code, (where, largest) in self.codes.items() if where == stage]
                counted = [code for code in mine if self.codes[code][1] is not None]
                kept = choose.choice(counted)
                for code in mine:
                    largest = self.codes[code][1]
                    if largest is None:
                        if choose.random() < 0.5:
                            self.scores[participant, code] = self.decimal(0, 10, 1)
                    elif choose.random() < rate and (code != kept or (stage != spared and choose.random() < 0.3)):
                        self.scores[participant, code] = None
                    else:
                        self.scores[participant, code] = self.score(largest)
        # A stage in which every participant is NA throughout would be refused.
        for stage in self.stages:
            those = [p for p, group in self.participants.items() if stage in self.groups[group]]
            mine = [code for code, (where, largest) in self.codes.items() if where == stage and largest is not None]
            if those and all(self.scores[p, code] is None for p in those for code in mine):
                self.scores[those[0], mine[0]] = self.score(self.codes[mine[0]][1])

    def cell(self, score):
        return self.random.choice(["NA", "不適用"]) if score is None else self.text(score)

    def make_corrections(self):
        """The sheet gets a former value; the correction leads to the one that counts."""
        choose = self.random
        self.sheet = dict(self.scores)
        counted = [key for key in self.scores if self.codes[key[1]][1] is not None]
        records = []
        for day in range(choose.choice([0, 0, 1, 5])):
            key = choose.choice(counted)
            before = self.sheet[key]
            if day and any((record["participant"], record["code"]) == key for record in records):
                continue
            self.sheet[key] = choose.choice([None, self.score(self.codes[key[1]][1])])
            records.append({"date": f"2023-02-{day + 1:02}", "participant": key[0], "code": key[1],
                            "from": self.cell(self.sheet[key]), "to": self.cell(before), "reason": "複核, 更正",
                            "approved_by": "領隊"})
        if records:
            self.table("corrections.csv", records[0], records, keep_order=True)

    def write_participants(self):
        marks = self.random.choice([["機關 "], ["=1+1 ", "+", "-", "@", "'", "\"甲\" & <乙> ", "~*? "]])
        records = [{"participant": participant, "group": group, "label": self.random.choice(marks) + participant}
                   for participant, group in self.participants.items()]
        columns = ["participant", "group", "label"]
        if self.random.random() < 0.3:
            columns.append("name")
            for record in records:
                record["name"] = "某, 機關"
        self.table("participants.csv", columns, records)

    def write_scores(self):
        if self.random.random() < 0.5:
            records = [{"participant": participant, "code": code, "score": self.cell(score)}
                       for (participant, code), score in self.sheet.items()]
            self.table("scores.csv", ["participant", "code", "score"], records)
            return
        records = []
        for participant in self.participants:
            record = {"participant": participant}
            for code in self.codes:
                there = (participant, code) in self.sheet
                record[code] = self.cell(self.sheet[participant, code]) if there else ""
            records.append(record)
        self.table("scores.csv", ["participant"] + list(self.codes), records)

    def make(self, directory):
        self.make_plan()
        self.write_plan()
        self.make_items()
        self.files["report.yaml"] += "\n".join(["figures:", *self.figures()]) + "\n"
        self.make_scores()
        self.make_corrections()
        self.write_participants()
        self.write_scores()
        os.makedirs(directory, exist_ok=True)
        for name, text in self.files.items():
            with open(os.path.join(directory, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)


# --- comparing -----------------------------------------------------------------------------------------------------

def first_difference(expected, got):
    for wanted, line in zip(expected.splitlines(), got.splitlines()):
        if wanted != line:
            return f"# expected {wanted}\n# but got  {line}"
    return f"# expected {len(expected.splitlines())} lines\n# but got  {len(got.splitlines())}"


def compare(program, count, first=1):
    for number in range(1, count + 1):
        seed = first + number - 1
        with tempfile.TemporaryDirectory(prefix="auditpress-oracle.") as directory:
            Maker(seed).make(directory)
            run = subprocess.run([program, "stats", "--format", "csv", directory], capture_output=True, text=True)
            expected = statistics(directory)
        good = run.returncode == 0 and run.stdout == expected
        print(f"{'ok' if good else 'not ok'} {number} - the statistics of random folder {seed}")
        if run.returncode != 0:
            print("# " + run.stderr.strip().replace("\n", "\n# "))
        elif not good:
            print(first_difference(expected, run.stdout))
    print(f"1..{count}")


def main(command, *arguments):
    if command == "stats":
        sys.stdout.write(statistics(arguments[0]))
    elif command == "make":
        Maker(int(arguments[0])).make(arguments[1])
    else:
        compare(arguments[0], *map(int, arguments[1:]))


if __name__ == "__main__":
    main(*sys.argv[1:])
