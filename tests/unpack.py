"""Every byte of a build's outputs, decompressed, for a search: unpack.py OUT prints them all, without what is in OUT/internal.

Texts in PDF strings, and the text that poppler reads on the pages, come as UTF-8; blanks of the pages' text are left out.
"""
import os
import re
import subprocess
import sys
import zipfile
import zlib

HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def pdf(path):
    plain = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    yield plain
    for digits in HEX.findall(plain):
        digits = re.sub(rb"\s", b"", digits)
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if text.startswith(b"\xfe\xff"):
            yield text[2:].decode("utf-16-be", "replace").encode()
    yield re.sub(rb"\s", b"", run("pdftotext", path, "-"))


def png(data):
    at = 8
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        yield kind + body
        if kind in (b"zTXt", b"iTXt"):
            for start in range(len(body)):
                try:
                    yield zlib.decompress(body[start:])
                except zlib.error:
                    pass
        at += length + 12


def parts(path):
    with open(path, "rb") as file:
        data = file.read()
    yield data
    if path.endswith(".pdf"):
        yield from pdf(path)
    elif path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                yield name.encode() + b"\n" + book.read(name)
    elif path.endswith(".png"):
        yield from png(data)


def main(out):
    for folder, folders, files in os.walk(out):
        folders[:] = sorted(name for name in folders if name != "internal")
        for name in sorted(files):
            sys.stdout.buffer.write(name.encode() + b"\n")
            for part in parts(os.path.join(folder, name)):
                sys.stdout.buffer.write(part + b"\n")


main(sys.argv[1])
