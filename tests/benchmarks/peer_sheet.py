"""What a peer is given: the words, pages, figures and codes of one of our sheets, as plain data.

In: a Handout and its Pages. Out: dicts, lists and strings that could stand in a JSON file, and the
figures and QR codes as SVG files in a folder. A peer neither merges nor shapes our words: it begins
where `merge` ends, and that is to its favour. What stands on which page is as on our sheet, so that
every peer draws as many pages with the same words on each.

The voices of phrases are those of model/handout.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.sheet_data import Sheet

from handouts.fonts import Fonts
from handouts.layout.paginate import lay_out
from handouts.layout.theme import theme_for
from handouts.merge.merge import merge
from handouts.model import page as placed_page
from handouts.model.clinic import Clinic
from handouts.model.drawing import Drawing
from handouts.model.exercise import Library
from handouts.model.handout import CallBox, DoseBox, Frame, Handout, Numbered, Phrase
from handouts.model.page import Page
from handouts.model.palette import figure_palette
from handouts.model.prescription import Prescription
from handouts.qr import QUIET_ZONE_MODULES, qr_rows
from handouts.svg import svg_of


class PeerSheets:
    """The sheets of one clinic's patients; their figures and codes are written into `folder`."""

    def __init__(self, library: Library, clinic: Clinic, fonts: Fonts, folder: Path) -> None:
        self.library, self.clinic, self.fonts = library, clinic, fonts
        self.assets = _Assets(folder, clinic.colour)

    def sheet_of(self, prescription: Prescription) -> Sheet:
        handout = merge(prescription, self.library, self.clinic)
        pages = lay_out(handout, theme_for(self.clinic, prescription), self.fonts)
        return _sheet(handout, pages, self.assets)


class _Assets:
    """The SVG files that peers show, each written once."""

    def __init__(self, folder: Path, colour: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.palette, self.written = folder, figure_palette(colour), set[str]()

    def figure(self, frame: Frame) -> str:
        drawing = frame.artwork
        assert isinstance(drawing, Drawing)
        name = f"{drawing.digest}{'-mirrored' if frame.mirrored else ''}.svg"
        if name not in self.written:
            self._write(name, *_scaled(drawing), drawing, mirrored=frame.mirrored)
        return name

    def logo(self, drawing: Drawing) -> str:
        if "logo.svg" not in self.written:
            self._write("logo.svg", drawing.width, drawing.height, drawing, mirrored=False)
        return "logo.svg"

    def code(self, url: str) -> str:
        name = f"{url.rpartition('/')[2]}.svg"
        if name not in self.written:
            (self.folder / name).write_text(_code_svg(url), encoding="ascii")
            self.written.add(name)
        return name

    def _write(
        self, name: str, width: float, height: float, drawing: Drawing, *, mirrored: bool
    ) -> None:
        picture = placed_page.Picture(
            None, 0, 0, width, height, drawing, mirrored=mirrored, palette=self.palette
        )
        block = placed_page.Block(width, height, (picture,))
        page = Page(width, height, (placed_page.Placed(block, 0, 0),))
        # What is nested to clip a picture on a page of ours is the whole file here.
        svg = svg_of(page).decode()
        inner = svg[svg.index("<svg ", 5) : svg.rindex("</svg>")]
        inner = inner.replace('<svg x="0" y="0"', '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        (self.folder / name).write_text(inner, encoding="utf-8")
        self.written.add(name)


def _scaled(drawing: Drawing) -> tuple[float, float]:
    """Points, at the size at which figures print on a sheet."""
    return drawing.width / 20, drawing.height / 20


def _code_svg(url: str) -> str:
    """The code as one path of dark runs, as QR libraries write it, with its quiet zone."""
    rows = qr_rows(url)
    quiet = QUIET_ZONE_MODULES
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                runs.append(f"M{x + quiet} {y + quiet}h{length}v1h-{length}z")
            x += length or 1
    side = len(rows) + 2 * quiet
    box = f'width="{side}pt" height="{side}pt" viewBox="0 0 {side} {side}"'
    path = f'<path fill="#000000" d="{"".join(runs)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{path}</svg>'


def _sheet(handout: Handout, pages: tuple[Page, ...], assets: _Assets) -> Sheet:
    head, furniture = handout.head, handout.furniture
    assert isinstance(handout.logo, Drawing)
    return {
        "language": handout.language,
        "title": handout.title,
        "author": handout.author,
        "logo": assets.logo(handout.logo),
        "clinic": _runs(head.clinic),
        "phone": _runs(head.phone),
        "patient": _runs(head.patient),
        "number": _runs(head.number),
        "physio": _runs(head.physio),
        "next_visit": _runs(head.next_visit),
        "scan": _runs(head.scan),
        "turn_over": _runs(head.turn_over),
        "running_clinic": _runs(furniture.running_clinic),
        "running_patient": _runs(furniture.running_patient),
        "disclaimer": _runs(furniture.disclaimer),
        "call": _runs(furniture.call),
        "page_of": furniture.page_of,
        "version": _runs(furniture.version),
        "pain": {
            "heading": _runs(handout.pain_guide.heading),
            "lead": _runs(handout.pain_guide.lead),
            "rule": _runs(handout.pain_guide.rule),
            "panels": [
                {"level": p.level, "heading": _runs(p.heading), "advice": _runs(p.advice)}
                for p in handout.pain_guide.panels
            ],
        },
        "call_us": _box(handout.call_us),
        "emergency": _box(handout.emergency),
        "more_heading": _runs(handout.more_heading),
        "questions_heading": _runs(handout.questions_heading),
        "information": {
            "heading": _runs(handout.information.heading),
            "paragraphs": [_runs(each) for each in handout.information.paragraphs],
        },
        "pages": _pages(handout, pages, assets),
    }


def _pages(handout: Handout, pages: tuple[Page, ...], assets: _Assets) -> list[dict[str, Any]]:
    """Fronts and backs in turn, then what no back held."""
    shown = [_nodes(page) for page in pages]
    fronts = sum(
        any((one.id, one.block.title.id) in nodes for one in handout.numbered) for nodes in shown
    )
    return [
        {
            "front": at % 2 == 0 and at < 2 * fronts,
            "guide": at % 2 == 1 and at < 2 * fronts,
            "exercises": [
                _exercise(one, assets)
                for one in handout.numbered
                if (one.id, one.block.title.id) in nodes
            ],
            "more": [
                _more(one) for one in handout.numbered if (one.id, one.block.more.title.id) in nodes
            ],
            "information": ("", handout.information.heading.id) in nodes,
            "questions": ("", handout.questions_heading.id) in nodes,
        }
        for at, nodes in enumerate(shown)
    ]


def _nodes(page: Page) -> set[tuple[str, str]]:
    """(exercise, node) of what a page shows."""
    return {
        (placed.within, item.node)
        for placed in page.placed
        for item in placed.block.items
        if item.node is not None
    }


def _exercise(exercise: Numbered, assets: _Assets) -> dict[str, Any]:
    block = exercise.block
    assert block.code is not None
    return {
        "number": exercise.number,
        "title": _runs(block.title),
        "side": _runs(block.side),
        "frames": [
            {
                "file": assets.figure(frame), "alt": frame.alt,
                "width": frame.artwork.size[0] / 20, "height": frame.artwork.size[1] / 20,
            }
            for frame in block.frames
        ],
        "how_much": _lines(block.how_much),
        "how_often": _lines(block.how_often),
        "steps": [{"label": _runs(s.label), "body": _runs(s.body)} for s in block.steps],
        "stop": _runs(block.stop),
        "code": {
            "file": assets.code(block.code.url), "url": block.code.url,
            "alt": block.code.alt, "address": _runs(block.code.address),
        },
    }  # fmt: skip


def _more(exercise: Numbered) -> dict[str, Any]:
    more = exercise.block.more
    return {
        "number": exercise.number,
        "title": _runs(more.title),
        "purpose": _runs(more.purpose),
        "feel": _runs(more.feel),
        "stop": [_runs(phrase) for phrase in more.stop],
        "adjustments_heading": _runs(more.adjustments_heading) if more.adjustments else [],
        "adjustments": [_runs(phrase) for phrase in more.adjustments],
    }


def _box(box: CallBox) -> dict[str, Any]:
    bullets = [_runs(item.body) for item in box.bullets]
    return {"heading": _runs(box.heading), "bullets": bullets, "closed": _runs(box.closed)}


def _lines(box: DoseBox) -> list[list[list[str]]]:
    return [_runs(item.body) for item in box.lines]


def _runs(phrase: Phrase | None) -> list[list[str]]:
    return [[run.text, run.voice] for run in phrase.runs] if phrase else []
