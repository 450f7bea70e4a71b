"""ReportLab platypus, as one writes it: paragraphs with markup, tables, a frame a page.

Figures are drawings of reportlab.graphics, as svglib makes them of SVG files, and codes are
ReportLab's own QR widget; both are made once and kept. The PDF is not tagged: platypus cannot.
"""

from __future__ import annotations

import functools
import io
import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from benchmarks.sheet_data import Draw, Sheet, text
from reportlab import platypus
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Circle, Drawing, Group, String
from reportlab.graphics.shapes import Path as DrawnPath
from reportlab.lib.colors import HexColor, white
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

INK, BRAND, MUTED, RED, TINT = "#1b2427", "#19625c", "#4b575b", "#b3261e", "#edf4f4"
LEVELS = {"go": "#1d7a3e", "slow": "#8a5a00", "stop": RED}
LIVE, MARGIN = 510.2, 42.5
_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MLCZhvz])([^MLCZhvz]*)")


def drawer(pictures: Path, fonts: Path) -> Draw:
    for weight in ("Regular", "SemiBold", "Bold"):
        file = fonts / f"SourceSans3-{weight}.ttf"
        pdfmetrics.registerFont(TTFont(f"Sans-{weight}", str(file)))
    for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
        addMapping("Sans-Regular", bold, italic, "Sans-Bold" if bold else "Sans-Regular")
    return _Drawer(pictures).draw


class _Drawer:
    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self.picture = functools.cache(self._picture)
        self.code = functools.cache(self._code)
        body = ParagraphStyle(
            "body", fontName="Sans-Regular", fontSize=12, leading=14.5, textColor=INK
        )
        self.body = body
        self.right = ParagraphStyle("right", body, alignment=2)
        self.heading = ParagraphStyle(
            "heading", body, fontName="Sans-Bold", fontSize=15, leading=19, textColor=BRAND
        )
        self.title = ParagraphStyle("title", self.heading, fontSize=16, textColor=INK)
        self.dose = ParagraphStyle(
            "dose", body, fontName="Sans-SemiBold", fontSize=13, leading=18, textColor=BRAND
        )
        self.small = ParagraphStyle("small", body, fontSize=10, leading=12, textColor=MUTED)
        self.running = ParagraphStyle(
            "running", body, fontName="Sans-SemiBold", fontSize=10.5, leading=13, textColor=BRAND
        )
        self.running_right = ParagraphStyle(
            "running-right", self.running, fontName="Sans-Regular", textColor=MUTED, alignment=2
        )
        self.lead_in = ParagraphStyle("lead-in", body, fontName="Sans-Bold", textColor=BRAND)
        self.item = ParagraphStyle("item", body, leftIndent=14, bulletIndent=0, spaceAfter=1)
        self.bullet = ParagraphStyle("bullet", body, leftIndent=11, bulletIndent=0, spaceAfter=1)

    def draw(self, sheet: Sheet) -> bytes:
        file = io.BytesIO()
        document = BaseDocTemplate(
            file, pagesize=(595.28, 841.89), title=sheet["title"], author=sheet["author"],
            lang=sheet["language"],
        )  # fmt: skip
        frame = Frame(MARGIN, 62, LIVE, 752, 0, 0, 0, 0)
        foot = functools.partial(self._foot, sheet)
        document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
        story: list[Any] = []
        for at, page in enumerate(sheet["pages"]):
            story += [PageBreak()] if at else []
            story += self._front(sheet, page) if page["front"] else self._back(sheet, page)
        document.build(story)
        return file.getvalue()

    def _foot(self, sheet: Sheet, canvas: Any, document: Any) -> None:
        page_of = sheet["page_of"].format(page=document.page, pages=len(sheet["pages"]))
        call = Paragraph(f"<font name='Sans-Bold'>{_plain(sheet['call'])}</font>", self.body)
        numbers = Table(
            [[Paragraph(page_of, self.small), Paragraph(_plain(sheet["version"]), self.small)]],
            [88, 84],
        )
        foot = Table([[Paragraph(_plain(sheet["disclaimer"]), self.small), [call, numbers]]],
                     [LIVE - 172, 172])  # fmt: skip
        for flowable, y in ((HRFlowable(LIVE, 0.5, color="#c9d3d2"), 58), (foot, 26)):
            flowable.wrapOn(canvas, LIVE, 60)
            flowable.drawOn(canvas, MARGIN, y)

    def _front(self, sheet: Sheet, page: dict[str, Any]) -> list[Any]:
        left = [
            Paragraph(_plain(sheet["clinic"]), self.heading),
            Paragraph(f"<font size='13'><b>{_plain(sheet['phone'])}</b></font>", self.body),
        ]
        right = [
            Paragraph(
                f"<font size='14'><b>{_plain(sheet['patient'])}</b></font> "
                f"<font color='{MUTED}'>{_plain(sheet['number'])}</font>", self.right,
            ),
            Paragraph(f"{_marked(sheet['physio'])} {_marked(sheet['next_visit'])}", self.right),
        ]  # fmt: skip
        hints = [
            Paragraph(f"<font name='Sans-SemiBold'>{_plain(sheet[name])}</font>", style)
            for name, style in (("scan", self.body), ("turn_over", self.right))
        ]
        logo = self.picture(sheet["logo"], 31, 31)
        return [
            Table([[logo, left, right]], [36, 170, LIVE - 206]),
            Table([hints], [LIVE - 190, 190], [("BACKGROUND", (0, 0), (-1, -1), TINT)], pad=4),
            *(flowable for one in page["exercises"] for flowable in self._exercise(one)),
        ]

    def _exercise(self, one: dict[str, Any]) -> list[Any]:
        side = (
            one["side"]
            and f"<font size='12' color='white' backColor='{INK}'>{_plain(one['side'])}</font>"
        )
        title = Paragraph(f"{_plain(one['title'])} {side or ''}", self.title)
        frames = [self.picture(f["file"], 94, 66) for f in one["frames"]]
        box = ("BOX", (0, 0), (-1, -1), 0.7, "#c9d3d2")
        grid = ("INNERGRID", (0, 0), (-1, -1), 0.7, "#c9d3d2")
        middle = [("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        shown = Table([frames], [102 if len(frames) > 1 else 204] * len(frames),
                      [box, grid, *middle], heights=[70])  # fmt: skip
        doses = Table(
            [[[Paragraph(_dose(line), self.dose) for line in one[name]]
              for name in ("how_much", "how_often")]], [122, 82],
            [("BACKGROUND", (0, 0), (0, 0), TINT), ("BOX", (1, 0), (1, 0), 1.2, BRAND)], pad=4,
        )  # fmt: skip
        number = f"<bullet><font name='Sans-Bold' size='13' color='{BRAND}'>"
        steps = [
            Paragraph(
                f"{number}{_plain(step['label'])}</font></bullet>{_marked(step['body'])}", self.item
            )
            for step in one["steps"]
        ]
        stop = [Paragraph(_marked(one["stop"], RED), self.body)] if one["stop"] else []
        link = f"<a href='{one['code']['url']}'>{_plain(one['code']['address'])}</a>"
        code = [self.code(one["code"]["url"]), Paragraph(link, self.right)]
        return [
            HRFlowable(LIVE, 1.2, color=BRAND, spaceBefore=4, spaceAfter=2),
            Table([[self._badge(one["number"], 14), title]], [24, LIVE - 24]),
            Table([[[shown, doses], [*steps, *stop], code]], [210, LIVE - 314, 104]),
        ]

    def _back(self, sheet: Sheet, page: dict[str, Any]) -> list[Any]:
        running = [
            Paragraph(_plain(sheet["running_clinic"]), self.running),
            Paragraph(_plain(sheet["running_patient"]), self.running_right),
        ]
        story: list[Any] = [
            Table([[self.picture(sheet["logo"], 14, 14), *running]], [20, 200, LIVE - 220]),
            Spacer(1, 6),
        ]
        if page["guide"]:
            story += self._guide(sheet)
        rule = HRFlowable(LIVE, 1.2, color=BRAND, spaceBefore=4, spaceAfter=2)
        if page["more"]:
            items = [self._more(one) for one in page["more"]]
            half = (len(items) + 1) // 2
            columns = [[f for item in part for f in item] for part in (items[:half], items[half:])]
            story += [rule, Paragraph(_plain(sheet["more_heading"]), self.heading)]
            story.append(Table([columns], [LIVE / 2, LIVE / 2]))
        if page["information"]:
            words = sheet["information"]
            told = [Paragraph(_plain(paragraph), self.body) for paragraph in words["paragraphs"]]
            story += [rule, Paragraph(_plain(words["heading"]), self.heading)]
            story.append(Table([told], [LIVE / len(told)] * len(told)))
        if page["questions"]:
            story.append(Paragraph(_plain(sheet["questions_heading"]), self.heading))
        return story

    def _guide(self, sheet: Sheet) -> list[Any]:
        pain = sheet["pain"]
        lead = [
            Paragraph(_plain(pain["lead"]), self.body),
            Paragraph(_marked(pain["rule"]), self.right),
        ]
        panels = [
            [Paragraph(_dose(panel["heading"], 19, 13, INK), self.dose),
             Paragraph(_plain(panel["advice"]), self.body)]
            for panel in pain["panels"]
        ]  # fmt: skip
        boxes = [
            ("BOX", (at, 0), (at, 0), 1, LEVELS[panel["level"]])
            for at, panel in enumerate(pain["panels"])
        ]
        calls = [self._call_box(sheet[name]) for name in ("call_us", "emergency")]
        edges = [("BOX", (at, 0), (at, 0), 1, c) for at, c in enumerate((BRAND, RED))]
        return [
            Paragraph(_plain(pain["heading"]), self.heading),
            Table([lead], [LIVE - 170, 170]),
            Spacer(1, 3),
            Table([panels], [LIVE / 3] * 3, boxes, pad=5),
            Spacer(1, 6),
            Table([calls], [LIVE / 2] * 2, edges, pad=6),
            Spacer(1, 6),
        ]

    def _call_box(self, box: dict[str, Any]) -> list[Any]:
        lines = [Paragraph(_marked(line), self.bullet, "•") for line in box["bullets"]]
        closed = [Paragraph(_marked(box["closed"]), self.body)] if box["closed"] else []
        title = Paragraph(f"<font color='{INK}'>{_plain(box['heading'])}</font>", self.heading)
        return [title, *lines, *closed]

    def _more(self, one: dict[str, Any]) -> list[Any]:
        title = Paragraph(f"<font size='13'>{_plain(one['title'])}</font>", self.title)
        said = [
            Paragraph(_plain(one["purpose"]), self.body),
            Paragraph(_marked(one["feel"]), self.body),
            *(Paragraph(_marked(line, RED), self.body) for line in one["stop"]),
            Paragraph(_plain(one["adjustments_heading"]), self.lead_in),
            *(Paragraph(_marked(line), self.body) for line in one["adjustments"]),
        ]  # fmt: skip
        head = Table([[self._badge(one["number"], 12), title]], [22, LIVE / 2 - 22])
        return [head, Table([["", said]], [22, LIVE / 2 - 30]), Spacer(1, 6)]

    def _badge(self, number: int, size: float) -> Any:
        radius = size * 0.6
        drawing = Drawing(2 * radius, 2 * radius)
        drawing.add(Circle(radius, radius, radius, fillColor=HexColor(BRAND), strokeColor=None))
        drawing.add(String(radius, radius - size * 0.33, str(number), fontName="Sans-Bold",
                           fontSize=size, fillColor=white, textAnchor="middle"))  # fmt: skip
        return drawing

    def _picture(self, name: str, width: float, height: float) -> Any:
        """An SVG file as a drawing that fits into a box."""

        root = ET.parse(self.pictures / name).getroot()
        across, down = (float(side) for side in root.attrib["viewBox"].split()[2:])
        scale = min(width / across, height / down)
        drawing = _Clipped(across * scale, down * scale)
        group = Group(transform=(scale, 0, 0, -scale, 0, down * scale))
        (inner,) = root
        if "transform" in inner.attrib:  # mirrored
            group.transform = (-scale, 0, 0, -scale, across * scale, down * scale)
        for path in inner:
            group.add(_path(path.attrib))
        drawing.add(group)
        return drawing

    def _code(self, url: str) -> Any:
        side = 70
        drawing = Drawing(side, side)
        drawing.add(QrCodeWidget(url, barLevel="M", barWidth=side, barHeight=side, barBorder=4))
        drawing.hAlign = "RIGHT"
        return drawing


class _Clipped(Drawing):
    """A drawing of which nothing shows outside of its box."""

    def draw(self) -> None:
        self.canv.saveState()
        box = self.canv.beginPath()
        box.rect(0, 0, self.width, self.height)
        self.canv.clipPath(box, stroke=0, fill=0)
        super().draw()
        self.canv.restoreState()


def Table(  # noqa: N802  # a Table of platypus, without its padding
    rows: list[list[Any]], widths: list[float], style: list[Any] | None = None, *, pad: float = 0,
    heights: list[float] | None = None,
) -> Any:  # fmt: skip

    edges = [
        (f"{side}PADDING", (0, 0), (-1, -1), pad) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")
    return platypus.Table(rows, widths, heights, style=[*edges, top, *(style or [])])


def _path(said: dict[str, str]) -> Any:
    """A `<path>` of ours as a path of reportlab.graphics."""

    fill, stroke = said.get("fill", "none"), said.get("stroke", "none")
    clear = float(said.get("opacity", 1))
    path = DrawnPath(
        fillColor=None if fill == "none" else HexColor(fill),
        strokeColor=None if stroke == "none" else HexColor(stroke),
        strokeWidth=float(said.get("stroke-width", 1)), strokeLineCap=1, strokeLineJoin=1,
        fillOpacity=clear, strokeOpacity=clear,
    )  # fmt: skip
    for letter, numbers in _STEP.findall(said["d"]):
        at = [float(number) for number in numbers.split()]
        step = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.closePath}[letter]
        step(*at)
    return path


def _plain(phrase: list[list[str]]) -> str:
    return escape(text(phrase))


def _marked(phrase: list[list[str]], colour: str = INK) -> str:
    return "".join(
        f"<b><font color='{colour}'>{escape(said)}</font></b>"
        if voice == "strong"
        else escape(said)
        for said, voice in phrase
    )


def _dose(
    phrase: list[list[str]], numeral: float = 17.5, word: float = 14, colour: str = BRAND
) -> str:
    sizes = {"numeral": numeral, "word": word}
    return "".join(
        f"<font name='Sans-Bold' size='{sizes[voice]}' color='{colour}'>{escaped}</font>"
        if voice in sizes else escaped
        for said, voice in phrase
        for escaped in [escape(said).replace("\n", "<br/>")]
    )  # fmt: skip
