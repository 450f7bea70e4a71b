"""fpdf2, as one writes it: cells from top to bottom, shaped text, SVG files parsed once and kept.

The PDF is not tagged: fpdf2 cannot.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sheet_data import Draw, Sheet, text
from fpdf import FPDF
from fpdf.drawing import Transform
from fpdf.svg import SVGObject

INK, BRAND, MUTED, RED, TINT = "#1b2427", "#19625c", "#4b575b", "#b3261e", "#edf4f4"
LEVELS = {"go": "#1d7a3e", "slow": "#8a5a00", "stop": RED}
LIVE, MARGIN, BOTTOM = 510.2, 42.5, 68
STYLES = {"": "Regular", "I": "SemiBold", "B": "Bold"}
"""fpdf2 knows four styles of a family; the italic is the semibold here."""


def drawer(pictures: Path, fonts: Path) -> Draw:
    svg = functools.cache(lambda name: SVGObject.from_file(pictures / name))

    def draw(sheet: Sheet) -> bytes:
        document = _Document(sheet, svg, fonts)
        for page in sheet["pages"]:
            document.add_page()
            if page["front"]:
                document.front(page)
            else:
                document.back(page)
        return bytes(document.output())

    return draw


class _Document(FPDF):
    def __init__(self, sheet: Sheet, svg: Callable[[str], SVGObject], fonts: Path) -> None:
        super().__init__(unit="pt", format="A4")
        self.sheet, self.svg = sheet, svg
        self.set_margins(MARGIN, 28)
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.c_margin = 0
        for style, name in STYLES.items():
            self.add_font("Sans", style, fonts / f"SourceSans3-{name}.ttf")
        self.set_text_shaping(use_shaping_engine=True)
        self.set_title(sheet["title"])
        self.set_author(sheet["author"])
        self.set_lang(sheet["language"])

    def footer(self) -> None:
        sheet = self.sheet
        self.set_draw_color("#c9d3d2")
        self.line(MARGIN, 780, MARGIN + LIVE, 780)
        page_of = sheet["page_of"].format(page=self.page_no(), pages=len(sheet["pages"]))
        call_x = MARGIN + LIVE - 165
        self.noted(MARGIN, 783, LIVE - 180, text(sheet["disclaimer"]))
        self.noted(call_x, 782, 165, text(sheet["call"]), 12, "B", INK)
        self.noted(call_x, 797, 80, page_of)
        self.noted(call_x + 90, 797, 75, text(sheet["version"]))

    def noted(
        self, x: float, y: float, width: float, words: str, size: float = 10, style: str = "",
        colour: str = MUTED,
    ) -> None:  # fmt: skip
        self.set_xy(x, y)
        self.set_font("Sans", style, size)
        self.set_text_color(colour)
        self.multi_cell(width, size * 1.2, words, align="L")

    def front(self, page: dict[str, Any]) -> None:
        sheet = self.sheet
        self.picture(sheet["logo"], MARGIN, 28, 31, 31)
        self.said(MARGIN + 38, 28, 170, sheet["clinic"], 15, 18, BRAND, "B")
        self.said(MARGIN + 38, 46, 170, sheet["phone"], 13, 15, INK, "B")
        who = [*sheet["patient"], [" ", "plain"], *sheet["number"]]
        self.said(MARGIN + 190, 28, LIVE - 190, who, 12, 16, INK, align="R")
        about = [*sheet["physio"], [" ", "plain"], *sheet["next_visit"]]
        self.said(MARGIN + 190, 45, LIVE - 190, about, 12, 15, INK, align="R")
        self.set_fill_color(TINT)
        self.rect(MARGIN, 63, LIVE, 22, style="F")
        self.said(MARGIN + 5, 66, 300, sheet["scan"], 12, 16, INK, "I")
        self.said(MARGIN + 300, 66, LIVE - 305, sheet["turn_over"], 12, 16, INK, "I", align="R")
        y = 90.0
        for one in page["exercises"]:
            y = self.exercise(one, y)

    def exercise(self, one: dict[str, Any], y: float) -> float:
        self.rule(y)
        self.badge(one["number"], MARGIN, y + 4, 14)
        self.said(MARGIN + 24, y + 3, 300, one["title"], 16, 20, INK, "B")
        if one["side"]:
            self.set_font("Sans", "B", 16)
            x = MARGIN + 30 + self.get_string_width(text(one["title"]))
            self.set_font("Sans", "I", 12)
            width = self.get_string_width(text(one["side"])) + 8
            self.set_fill_color(INK)
            self.rect(x, y + 5, width, 16, style="F")
            self.said(x + 4, y + 5, width, one["side"], 12, 15, "#ffffff", "I")
        top = y + 25
        across = 205 / len(one["frames"])
        for at, frame in enumerate(one["frames"]):
            self.set_draw_color("#c9d3d2")
            self.rect(MARGIN + at * across, top, across - 4, 70)
            self.picture(frame["file"], MARGIN + at * across + 3, top + 2, across - 10, 66)
        self.set_fill_color(TINT)
        lines = max(len(one["how_much"]), len(one["how_often"]) + 1)
        self.rect(MARGIN, top + 73, 122, 24 * lines, style="F")
        self.set_draw_color(BRAND)
        self.rect(MARGIN + 126, top + 73, 78, 24 * lines)
        for x, name in ((MARGIN + 4, "how_much"), (MARGIN + 130, "how_often")):
            below = top + 75
            for line in one[name]:
                below = self.said(x, below, 118, line, 13, 18, BRAND, "I")
        at_y, x = top, MARGIN + 210
        for step in one["steps"]:
            self.said(x, at_y, 14, step["label"], 13, 15, BRAND, "B")
            at_y = self.said(x + 14, at_y, LIVE - 328, step["body"], 12, 15, INK)
        if one["stop"]:
            at_y = self.said(x, at_y + 2, LIVE - 314, one["stop"], 12, 15, INK, strong=RED)
        code, right = one["code"], MARGIN + LIVE - 104
        self.picture(code["file"], right + 30, top, 70, 70)
        self.said(right, top + 72, 104, code["address"], 12, 15, INK, align="R")
        self.link(right, top, 104, 90, code["url"])
        return max(at_y, top + 79 + 24 * lines) + 3

    def back(self, page: dict[str, Any]) -> None:
        sheet = self.sheet
        self.picture(sheet["logo"], MARGIN, 28, 14, 14)
        self.said(MARGIN + 20, 28, 200, sheet["running_clinic"], 10.5, 14, BRAND, "I")
        running = sheet["running_patient"]
        self.said(MARGIN + 220, 28, LIVE - 220, running, 10.5, 14, MUTED, align="R")
        y = self.guide(48) if page["guide"] else 48.0
        if page["more"]:
            self.rule(y)
            top = self.said(MARGIN, y + 3, LIVE, sheet["more_heading"], 15, 19, BRAND, "B")
            half = (len(page["more"]) + 1) // 2
            ends = []
            for at, part in enumerate((page["more"][:half], page["more"][half:])):
                y = top
                for one in part:
                    y = self.more(one, MARGIN + at * LIVE / 2, y)
                ends.append(y)
            y = max(ends)
        if page["information"]:
            words = sheet["information"]
            self.rule(y)
            top = self.said(MARGIN, y + 3, LIVE, words["heading"], 15, 19, BRAND, "B")
            width = LIVE / len(words["paragraphs"])
            y = max(
                self.said(MARGIN + at * width, top, width - 12, told, 12, 14.5, INK)
                for at, told in enumerate(words["paragraphs"])
            )
        if page["questions"]:
            self.said(MARGIN, y + 4, LIVE, sheet["questions_heading"], 13, 17, BRAND, "B")

    def guide(self, y: float) -> float:
        pain = self.sheet["pain"]
        y = self.said(MARGIN, y, LIVE, pain["heading"], 15, 19, BRAND, "B")
        self.said(MARGIN + LIVE - 200, y, 200, pain["rule"], 12, 15, INK, align="R")
        y = self.said(MARGIN, y, LIVE - 150, pain["lead"], 12, 15, INK) + 3
        width = LIVE / 3
        for at, panel in enumerate(pain["panels"]):
            x = MARGIN + at * width
            self.set_draw_color(LEVELS[panel["level"]])
            self.rect(x, y, width - 8, 56)
            below = self.said(x + 5, y + 3, width - 18, panel["heading"], 13, 19, INK, "B")
            self.said(x + 5, below, width - 18, panel["advice"], 12, 14.5, INK)
        y += 62
        ends = []
        for at, name in enumerate(("call_us", "emergency")):
            box, x = self.sheet[name], MARGIN + at * LIVE / 2
            below = self.said(x + 6, y + 3, 230, box["heading"], 15, 19, INK, "B")
            for line in box["bullets"]:
                self.said(x + 6, below, 10, [["•", "plain"]], 12, 15, INK)
                below = self.said(x + 17, below, LIVE / 2 - 32, line, 12, 15, INK)
            if box["closed"]:
                below = self.said(x + 6, below, LIVE / 2 - 24, box["closed"], 12, 15, INK)
            ends.append(below)
        for at, colour in enumerate((BRAND, RED)):
            self.set_draw_color(colour)
            self.rect(MARGIN + at * LIVE / 2, y, LIVE / 2 - 8, max(ends) - y + 5)
        return max(ends) + 12

    def more(self, one: dict[str, Any], x: float, y: float) -> float:
        self.badge(one["number"], x, y + 1, 12)
        inside, width = x + 22, LIVE / 2 - 34
        y = self.said(inside, y, width, one["title"], 13, 17, INK, "B")
        y = self.said(inside, y, width, one["purpose"], 12, 14.5, INK)
        y = self.said(inside, y, width, one["feel"], 12, 14.5, INK)
        for line in one["stop"]:
            y = self.said(inside, y, width, line, 12, 14.5, INK, strong=RED)
        y = self.said(inside, y, width, one["adjustments_heading"], 12, 14.5, BRAND, "B")
        for line in one["adjustments"]:
            y = self.said(inside, y, width, line, 12, 14.5, INK)
        return y + 6

    def said(
        self, x: float, y: float, width: float, phrase: list[list[str]], size: float,
        leading: float, colour: str, style: str = "", align: str = "L", strong: str | None = None,
    ) -> float:  # fmt: skip
        """A phrase in a column from `y` down; where it ends."""
        sizes = {"numeral": size * 1.35, "word": size * 1.08}
        with self.text_columns(
            l_margin=x, r_margin=self.w - x - width, text_align=align, line_height=1.0
        ) as column:
            self.set_xy(x, y)
            with column.paragraph(line_height=leading / size) as paragraph:
                for written, voice in phrase:
                    bold = voice in {"strong", "numeral", "word"}
                    self.set_font("Sans", "B" if bold else style, sizes.get(voice, size))
                    self.set_text_color((strong or colour) if voice == "strong" else colour)
                    paragraph.write(written)
        return float(self.get_y())

    def badge(self, number: int, x: float, y: float, size: float) -> None:
        self.set_fill_color(BRAND)
        self.circle(x + size * 0.6, y + size * 0.6, size * 0.6, style="F")
        self.said(x, y, size * 1.2, [[str(number), "strong"]], size, size, "#ffffff", align="C")

    def rule(self, y: float) -> None:
        self.set_draw_color(BRAND)
        self.line(MARGIN, y, MARGIN + LIVE, y)

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> None:
        svg = self.svg(name)
        _, _, across, down = svg.viewbox
        scale = min(width / across, height / down)
        wide, high = across * scale, down * scale
        left, top = x + (width - wide) / 2, y + (height - high) / 2
        _, _, path = svg.transform_to_rect_viewport(1, wide, high, ignore_svg_top_attrs=True)
        path.transform = path.transform @ Transform.translation(left, top)
        with self.rect_clip(left, top, wide, high):
            self.set_xy(0, 0)
            self.draw_path(path, copy=False)
