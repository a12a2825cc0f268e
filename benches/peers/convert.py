"""Writes a report as DOCX, HTML or TeX, with the content of its PDF: convert.py FONTS OUT PDF, where OUT lacks its ending."""

import pathlib
import sys

import content
import docx_writer
import html_writer
import tex_writer

WRITERS = {"docx": docx_writer.write, "html": html_writer.write, "tex": tex_writer.write}


def main():
    """Writes the report in every form."""
    fonts, out, report = sys.argv[1:]
    blocks = content.read(report)
    for ending, write in WRITERS.items():
        write(blocks, pathlib.Path(f"{out}.{ending}"), pathlib.Path(fonts).resolve())


main()
