"""A report as DOCX, the way Word writes one: real headings, paragraphs and tables."""

from xml.sax.saxutils import escape

from content import Table
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

SIZES = {False: (21.0, 29.7), True: (29.7, 21.0)}


def write(blocks, path, fonts):
    """Writes the file; the fonts are found by their names."""
    document = Document()
    style(document.styles["Normal"], "FandolFang R", 16)
    for level, font, size in [(1, "Noto Serif SC", 18), (2, "Noto Sans SC", 16), (3, "FandolKai", 16), (4, "FandolFang R", 16), (5, "FandolFang R", 16)]:
        style(document.styles[f"Heading {level}"], font, size)
    wide = False
    page(document.sections[0], wide)
    for block in blocks:
        turned = block.wide != wide
        if turned:
            wide = block.wide
            page(document.add_section(WD_SECTION.NEW_PAGE), wide)
        if isinstance(block, Table):
            document.element.body.insert_element_before(parse_xml(table(block)), "w:sectPr")
        else:
            added = document.add_heading(block.text, block.level) if block.level else document.add_paragraph(block.text)
            added.paragraph_format.first_line_indent = Pt(0 if block.level == 1 else 32)
            added.paragraph_format.page_break_before = block.starts and not turned
    document.save(path)


def style(one, font, size):
    """Gives a style its fonts and spacing."""
    one.font.name = "Liberation Serif"
    one.font.size = Pt(size)
    one.font.bold = False
    one.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):
        one.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    one.paragraph_format.space_before = one.paragraph_format.space_after = Pt(0)
    one.paragraph_format.line_spacing = Pt(28)


def page(section, wide):
    """Gives a section its page."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = SIZES[wide]
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(1.8) if wide else Pt(89.6)
    section.top_margin = section.bottom_margin = Cm(2.54)


def table(block):
    """A table as XML; the library's own way takes minutes for tables of this size."""
    grid, columns, covered = block.grid()
    full = 14900 if block.wide else 8320
    widths = [round(share * full) for share in block.widths()]
    parts = [f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{full}' w:type='dxa'/><w:tblLayout w:type='fixed'/><w:tblBorders>"]
    parts += [f"<w:{side} w:val='single' w:sz='4'/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    parts.append("</w:tblBorders></w:tblPr><w:tblGrid>" + "".join(f"<w:gridCol w:w='{width}'/>" for width in widths) + "</w:tblGrid>")
    for number, line in enumerate(grid):
        repeat = "<w:tblHeader/>" if number < block.heads else ""
        parts.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>")
        column = 0
        while column < columns:
            cell = line.get(column)
            over = cell or covered.get((number, column))
            span = over.columns if over else 1
            merge = "" if not over or over.rows == 1 else "<w:vMerge w:val='restart'/>" if cell else "<w:vMerge/>"
            width = sum(widths[column : column + span])
            words = escape(cell.text) if cell else ""
            run = "<w:rPr><w:rFonts w:ascii='Liberation Serif' w:hAnsi='Liberation Serif' w:eastAsia='Noto Serif SC'/><w:sz w:val='19'/></w:rPr>"
            parts.append(
                f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/><w:gridSpan w:val='{span}'/>{merge}</w:tcPr>"
                f"<w:p><w:pPr><w:spacing w:line='240' w:lineRule='auto'/></w:pPr><w:r>{run}<w:t xml:space='preserve'>{words}</w:t></w:r></w:p></w:tc>"
            )
            column += span
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return "".join(parts)
