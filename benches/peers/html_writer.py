"""A report as HTML."""

from html import escape

from content import Table

STYLE = """
@font-face { font-family: Body; src: url("file://FONTS/FandolFang-Regular.otf"); }
@font-face { font-family: Kai; src: url("file://FONTS/FandolKai-Regular.otf"); }
@font-face { font-family: Hei; src: url("file://FONTS/NotoSansSC_500Medium.ttf"); }
@font-face { font-family: Song; src: url("file://FONTS/NotoSerifSC-Regular.otf"); }
@font-face { font-family: Title; src: url("file://FONTS/NotoSerifSC_700Bold.ttf"); }
@font-face { font-family: Digits; src: url("file://FONTS/LiberationSerif-Regular.ttf"); unicode-range: U+0-7F; }
@page { size: A4; margin: 2.54cm 89.6pt; @bottom-center { content: "— " counter(page) " —"; font: 12pt Song; } }
@page wide { size: A4 landscape; margin: 2.3cm 1.8cm 2cm; }
body { margin: 0; font: 16pt/28pt Digits, Body; }
p, h1, h2, h3, h4, h5 { margin: 0; text-indent: 2em; font-size: 16pt; font-weight: normal; text-align: justify; }
h1 { font: 18pt/28pt Title; text-align: center; text-indent: 0; margin: 14pt 0 20pt; }
h2 { font-family: Digits, Hei; }
h3 { font-family: Digits, Kai; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font: 9.5pt/1.3 Digits, Song; }
td, th { border: 0.5pt solid black; padding: 3pt 2.5pt; font-weight: normal; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.starts { break-before: page; }
.wide { page: wide; }
"""


def write(blocks, path, fonts):
    """Writes the file."""
    parts = [f"<!DOCTYPE html><html lang=zh><meta charset=utf-8><title>{escape(blocks[0].text)}</title>"]
    parts.append(f"<style>{STYLE.replace('FONTS', str(fonts))}</style><body>")
    for block in blocks:
        if isinstance(block, Table):
            parts.append(table(block))
        else:
            tag = f"h{block.level}" if block.level else "p"
            names = " ".join(["wide"] * block.wide + ["starts"] * block.starts)
            parts.append(f'<{tag} class="{names}">{escape(block.text)}</{tag}>')
    path.write_text("\n".join(parts), encoding="utf-8")


def table(block):
    """A table."""
    columns = "".join(f'<col style="width:{share:.2%}">' for share in block.widths())
    rows = ["".join(cell(c, number < block.heads) for c in row) for number, row in enumerate(block.rows)]
    rows = [f"<tr>{row}</tr>" for row in rows]
    head, body = "".join(rows[: block.heads]), "".join(rows[block.heads :])
    name = "wide" if block.wide else ""
    return f'<table class="{name}"><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>'


def cell(one, head):
    """A cell."""
    tag = "th" if head else "td"
    return f"<{tag} colspan={one.columns} rowspan={one.rows}>{escape(one.text)}</{tag}>"
