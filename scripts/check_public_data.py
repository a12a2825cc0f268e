"""Checks the public data below a folder: csvw validates each description, LibreOffice opens each table.

Called by scripts/check-public-data, which made the data and says what is needed.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MARK = b"\xef\xbb\xbf"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

place = Path(sys.argv[1])
wrong = []


def is_valid(description):
    """Whether csvw finds no fault with a description and its tables; what it says."""
    told = subprocess.run(
        [place / "python/bin/csvwvalidate", "--verbose", description], capture_output=True, text=True, check=False
    )
    return told.returncode == 0, told.stdout + told.stderr


def assert_told(description):
    """The validator must find a letter among the numbers, or its word is worth nothing."""
    folder = place / "spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(description.parent, folder)
    for table in json.loads(description.read_text(encoding="utf-8"))["tables"]:
        columns = table["tableSchema"]["columns"]
        column = next((n for n, column in enumerate(columns) if column["datatype"] == "decimal"), None)
        rows = list(csv.reader((folder / table["url"]).read_text(encoding="utf-8-sig").splitlines()))
        row = next((row for row in rows[1:] if column is not None and row[column]), None)
        if row is None:
            continue
        row[column] = "1,234.50元"
        with (folder / table["url"]).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        if is_valid(folder / description.name)[0]:
            wrong.append("csvw finds no fault with letters among the numbers")
        return
    wrong.append(f"{description.parent.name}: no table has a number")


def opened(tables, codes):
    """Opens tables in LibreOffice as UTF-8, the columns of codes as text: their cells by file."""
    formats = "/".join(f"{code + 1}/2" for code in codes)
    out = place / "opened"
    shutil.rmtree(out, ignore_errors=True)
    copies = {}
    for number, table in enumerate(tables):
        # Tables of several reports have the same name.
        copy = place / "tables" / f"{number}.csv"
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(table, copy)
        copies[copy] = table
    command = [
        os.environ["libreoffice"], f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
        f"--infilter=CSV:44,34,76,1,{formats}", "--convert-to", "xlsx", "--outdir", out, *copies,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1200)
    return {table: cells(out / f"{copy.stem}.xlsx") for copy, table in copies.items()}


def cells(workbook):
    """The cells of a workbook's first sheet, by row and column from 0: whether each is a number, and what it holds."""
    with zipfile.ZipFile(workbook) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(part.text or "" for part in one.iter(f"{SHEET}t")) for one in shared.iter(f"{SHEET}si")]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{SHEET}c"):
        value = cell.find(f"{SHEET}v")
        if value is None:
            continue
        letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.get("r")).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        is_text = cell.get("t") == "s"
        found[int(row) - 1, column - 1] = (not is_text, texts[int(value.text)] if is_text else value.text)
    return found


def check(table, columns, seen):
    """Compares a table with what LibreOffice made of it; how many numbers it holds."""
    name = f"{table.parent.name}/{table.name}"
    raw = table.read_bytes()
    if not raw.startswith(MARK):
        wrong.append(f"{name}: no byte order mark")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    if rows[0] != [column["titles"] for column in columns]:
        wrong.append(f"{name}: the titles are not those of the description")
    numbers = 0
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            kind = columns[column]["datatype"]
            is_number, value = seen.get((at, column), (False, ""))
            if at > 0 and kind in ("decimal", "integer") and text:
                numbers += 1
                if not NUMBER.fullmatch(text) or not is_number or abs(float(value) - float(text)) > 1e-6:
                    wrong.append(f"{name}: {text} in row {at + 1} is {value!r}")
            elif at == 0 or kind != "string":
                # Titles and codes.
                if value != text or is_number:
                    wrong.append(f"{name}: {text} in row {at + 1} is {value!r}")
            elif (f"{float(value):g}" != f"{float(text):g}") if is_number else (value != text):
                wrong.append(f"{name}: {text} in row {at + 1} is {value!r}")
    return numbers


descriptions = sorted(place.glob("projects/*/out/**/csv-metadata.json"))
if not descriptions:
    sys.exit("no report has public data")
kinds = {}
for description in descriptions:
    fine, told = is_valid(description)
    if not fine:
        wrong.append(f"{description.parent.name}: csvw: {told.strip()}")
    for table in json.loads(description.read_text(encoding="utf-8"))["tables"]:
        columns = table["tableSchema"]["columns"]
        codes = tuple(n for n, column in enumerate(columns) if isinstance(column["datatype"], dict))
        kinds.setdefault(codes, {})[description.parent / table["url"]] = columns
assert_told(descriptions[0])
numbers = 0
for codes, tables in sorted(kinds.items()):
    for table, seen in opened(tables, codes).items():
        numbers += check(table, tables[table], seen)
tables = sum(map(len, kinds.values()))
for one in wrong:
    print(one, file=sys.stderr)
said = f"{len(descriptions)} reports, {tables} tables, {numbers} numbers"
if wrong:
    sys.exit(f"Public data: {len(wrong)} faults in {said}")
print(f"Public data: {said}: csvw and LibreOffice find no fault")
