"""Typst, as one writes it: a template with loops, compiled by one Compiler whose fonts are loaded
once and whose memory of earlier sheets is kept. The sheet's words come as one JSON string.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst
from benchmarks.sheet_data import Draw, Sheet


def drawer(pictures: Path, fonts: Path) -> Draw:
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    compiler = typst.Compiler(input=pictures / "sheet.typ", root=pictures, font_paths=faces)

    def draw(sheet: Sheet) -> bytes:
        said = {"sheet": json.dumps(sheet)}
        pdf: bytes = compiler.compile(format="pdf", sys_inputs=said, pdf_standards=["ua-1"])
        return pdf

    return draw
