"""Spoils one number of a publication, for tests of what finds it.

    publication.py cell FROM TO SHEET CELL VALUE  copies a workbook with another value in one cell
    publication.py digit FROM TO OLD NEW          copies a PDF that qpdf --qdf wrote, with the first OLD on a page drawn as NEW
"""
import re
import sys
import zipfile


def part_of(archive, sheet):
    book = archive.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet name="([^"]*)"', book)
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"


def change_cell(source, target, sheet, cell, value):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        part = part_of(old, sheet)
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data, count = re.subn(rf'(<c r="{cell}"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>)[^<]*'.encode(),
                                      rf"\g<1>{value}".encode(), data)
                assert count == 1, f"{cell} is not there"
            new.writestr(name, data)


def change_digit(source, target, old, new):
    data = open(source, "rb").read()
    for cmap in re.findall(rb"begincmap.*?endcmap", data, re.S):
        codes = {text: code for code, text in re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>", cmap)}
        if not all(f"{ord(c):04x}".encode() in {t.lower() for t in codes} for c in old + new):
            continue
        codes = {text.lower(): code.lower() for text, code in codes.items()}
        hexed = [b"".join(codes[f"{ord(c):04x}".encode()] for c in number) for number in (old, new)]
        at = data.find(hexed[0])
        if at >= 0:
            open(target, "wb").write(data[:at] + hexed[1] + data[at + len(hexed[0]):])
            return
    sys.exit(f"{old} is not drawn in one piece")


{"cell": change_cell, "digit": change_digit}[sys.argv[1]](*sys.argv[2:])
