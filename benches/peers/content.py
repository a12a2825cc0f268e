"""What a report says: its headings, paragraphs and tables, read from the tags of its PDF."""

import re
import subprocess
from dataclasses import dataclass, field


@dataclass
class Cell:
    """A cell of a table."""

    text: str = ""
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    """A table; the first `heads` rows are repeated on every page."""

    rows: list = field(default_factory=list)
    heads: int = 0
    wide: bool = False

    def grid(self):
        """The rows with every place of the grid: a cell where it begins, None where one covers it; and the columns."""
        grid, covered = [], {}
        for number, row in enumerate(self.rows):
            line, column = {}, 0
            for cell in row:
                while (number, column) in covered:
                    column += 1
                line[column] = cell
                for below in range(cell.rows):
                    for beside in range(cell.columns):
                        covered[number + below, column + beside] = cell
                column += cell.columns
            grid.append(line)
        columns = 1 + max((column for _, column in covered), default=0)
        return grid, columns, covered

    def widths(self):
        """The share of the width that each column gets, by its longest text."""
        grid, columns, _ = self.grid()
        longest = [2.0] * columns
        for line in grid:
            for column, cell in line.items():
                if cell.columns == 1:
                    width = sum(0.55 if ord(c) < 128 else 1.0 for c in cell.text) + 0.8
                    cap = width if re.fullmatch(r"[-\d.,%]*", cell.text) else 12
                    longest[column] = max(longest[column], min(width, cap))
        total = sum(longest)
        return [width / total for width in longest]


@dataclass
class Text:
    """A paragraph (level 0) or a heading; one may begin a new page."""

    text: str
    level: int = 0
    wide: bool = False
    starts: bool = False


def read(pdf):
    """The blocks of a report."""
    shown = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, check=True)
    lines = [split(line) for line in shown.stdout.decode("utf-8", "replace").splitlines()]
    blocks, index = [], 0
    while index < len(lines):
        depth, line = lines[index]
        end = index + 1
        while end < len(lines) and lines[end][0] > depth:
            end += 1
        tag = re.match(r"[A-Z][A-Za-z0-9]*", line)
        tag = tag.group() if tag else ""
        if tag == "Table":
            blocks.append(table(lines[index:end]))
        elif tag == "P" or re.fullmatch(r"H[1-6]", tag):
            level = 0 if tag == "P" else int(tag[1])
            blocks.append(Text(words(lines[index:end]), level))
        elif tag == "Reference":
            parts = [text(line) for _, line in lines[index:end] if line.startswith('"')]
            blocks.append(Text("　".join(parts)))
        elif tag == "Div" and depth == 2:
            parts = [text(line) for _, line in lines[index:end] if line.startswith('"')]
            blocks.append(Text("".join(parts)))
        else:
            end = index + 1
        index = end
    return paged([block for block in blocks if isinstance(block, Table) or block.text])


def paged(blocks):
    """The same blocks; parts, statements and evaluation reports begin pages, and wide statements stand on wide ones."""
    part, begun = "", []
    for block in blocks:
        heading = isinstance(block, Text) and block.level
        if heading == 1:
            part, block.starts, begun = block.text, True, [block]
            after_part = True
        elif heading == 2:
            block.starts = not after_part and ("决算表" in part or "附件" in part)
            begun = begun + [block] if after_part else [block]
            after_part = False
        else:
            begun.append(block)
        if "决算表" not in part:
            block.wide = False
        elif isinstance(block, Table) and block.wide:
            for one in begun:
                one.wide = True
        elif begun:
            block.wide = begun[0].wide
    return blocks


def split(line):
    """How far a line is indented, and the rest."""
    rest = line.lstrip(" ")
    return len(line) - len(rest), rest.rstrip()


def text(line):
    """The words of a line between quotes."""
    return line.strip().removeprefix('"').removesuffix('"')


def words(lines):
    """All words of an element."""
    return "".join(text(line) for _, line in lines[1:] if line.startswith('"'))


def table(lines):
    """A table from its lines."""
    made = Table()
    row, cell, head = None, None, False
    for _, line in lines:
        if line.startswith("/BBox"):
            made.wide = float(line.split()[3]) > 600
        elif line == "THead":
            head = True
        elif line == "TBody":
            head = False
        elif line == "TR":
            row = []
            made.rows.append(row)
            made.heads += head
        elif re.match(r"T[HD]\b", line):
            cell = Cell()
            row.append(cell)
        elif line.startswith("/ColSpan"):
            cell.columns = int(line.split()[1])
        elif line.startswith("/RowSpan"):
            cell.rows = int(line.split()[1])
        elif line.startswith('"') and cell is not None:
            cell.text += text(line)
    _, columns, _ = made.grid()
    made.wide = made.wide or columns >= 9
    return made
