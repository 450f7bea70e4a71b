"""WeasyPrint, as one writes it: a Jinja template, a style sheet read once, pictures kept."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from benchmarks.sheet_data import Draw, Sheet
from jinja2 import Environment, FileSystemLoader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

HERE = Path(__file__).parent
FACE = '@font-face {{ font-family: "Source Sans 3"; font-weight: {}; src: url("{}") }}'
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}


def drawer(pictures: Path, fonts: Path) -> Draw:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    faces = "\n".join(
        FACE.format(weight, (fonts / f"SourceSans3-{name}.ttf").as_uri())
        for weight, name in WEIGHTS.items()
    )
    known = FontConfiguration()
    look = (HERE / "sheet.css").read_text(encoding="utf-8")
    css = CSS(string=f"{faces}\n{look}", font_config=known)
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template(
        "sheet.html"
    )
    kept: dict[str, Any] = {}

    def draw(sheet: Sheet) -> bytes:
        html = HTML(string=template.render(sheet=sheet), base_url=f"{pictures}/")
        pdf: bytes = html.write_pdf(
            stylesheets=[css], font_config=known, cache=kept, pdf_variant="pdf/ua-1"
        )
        return pdf

    return draw
