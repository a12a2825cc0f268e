"""A report as LaTeX for xelatex with ctex; all widths are given, so that one run is enough."""

import re

from content import Table

HEAD = r"""\documentclass[UTF8,a4paper,fontset=none,zihao=-4,linespread=1]{ctexart}
\usepackage[top=2.54cm,bottom=2.54cm,left=89.6pt,right=89.6pt]{geometry}
\usepackage{longtable,multirow,array,pdflscape}
\setmainfont{LiberationSerif-Regular.ttf}[Path=FONTS/]
\setCJKmainfont{FandolFang-Regular.otf}[Path=FONTS/]
\newCJKfontfamily\hei{NotoSansSC_500Medium.ttf}[Path=FONTS/]
\newCJKfontfamily\kai{FandolKai-Regular.otf}[Path=FONTS/]
\newCJKfontfamily\song{NotoSerifSC-Regular.otf}[Path=FONTS/]
\newCJKfontfamily\titlefont{NotoSerifSC_700Bold.ttf}[Path=FONTS/]
\newcommand\bodysize{\fontsize{16pt}{28pt}\selectfont}
\setlength\parindent{32pt}\setlength\tabcolsep{2.5pt}\setlength\LTpre{4pt}\setlength\LTpost{4pt}
\raggedbottom\sloppy
\begin{document}\bodysize
"""

HEADINGS = {
    1: r"{\centering\titlefont\fontsize{18pt}{28pt}\selectfont %s\par}",
    2: r"{\hei %s\par}",
    3: r"{\kai %s\par}",
}


def write(blocks, path, fonts):
    """Writes the file."""
    parts = [HEAD.replace("FONTS", str(fonts))]
    wide = False
    for block in blocks:
        if block.wide != wide:
            wide = block.wide
            parts.append("\\begin{landscape}\n" if wide else "\\end{landscape}\n")
        if isinstance(block, Table):
            parts.append(table(block))
        else:
            parts.append("\\clearpage\n" if block.starts else "")
            parts.append((HEADINGS.get(block.level, "%s\n")) % escape(block.text) + "\n")
    parts.append("\\end{document}\n")
    path.write_text("".join(parts), encoding="utf-8")


def escape(text):
    """Text in which no character has a meaning of its own."""
    text = text.replace("\\", r"\textbackslash{}")
    text = re.sub(r"([#$%&_{}])", r"\\\1", text)
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")


def table(block):
    """A table over pages, its head repeated."""
    grid, columns, covered = block.grid()
    full = 735 if block.wide else 416
    widths = [share * full - 5.6 for share in block.widths()]
    column_of = lambda width: f"p{{{width:.1f}pt}}"
    parts = ["{\\song\\fontsize{9.5pt}{13pt}\\selectfont\n"]
    parts.append("\\begin{longtable}{|" + "|".join(map(column_of, widths)) + "|}\\hline\n")
    for number, line in enumerate(grid):
        cells, column, lines = [], 0, []
        while column < columns:
            cell = line.get(column)
            over = cell or covered.get((number, column))
            span = over.columns if over else 1
            width = sum(widths[column : column + span]) + 5.6 * (span - 1)
            words = escape(cell.text) if cell else ""
            if cell and cell.rows > 1:
                words = f"\\multirow{{{cell.rows}}}{{{width:.1f}pt}}{{{words}}}"
            if span > 1:
                left = "|" if column == 0 else ""
                words = f"\\multicolumn{{{span}}}{{{left}{column_of(width)}|}}{{{words}}}"
            cells.append(words)
            if covered.get((number + 1, column)) is not over or over is None:
                lines.append(f"\\cline{{{column + 1}-{column + span}}}")
            column += span
        parts.append(" & ".join(cells) + "\\\\" + "".join(lines) + "\n")
        if number + 1 == block.heads:
            parts.append("\\endhead\n")
    parts.append("\\end{longtable}}\n")
    return "".join(parts)
