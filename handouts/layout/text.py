"""A phrase → lines of text. Words are shaped by HarfBuzz, lines break by UAX 14.

In: a Phrase, a `Type` (sizes, weights, colours) and a width in points. Out: a `Paragraph`, which
knows its height and gives its page items. A line box is as high as the leading; the baseline stands
where half-leading above and below puts it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.errors import HandoutError, Problem
from handouts.fonts import BOLD, REGULAR, SEMIBOLD, Fonts
from handouts.layout.line_breaks import break_units
from handouts.layout.shapes import polyline, rectangle
from handouts.layout.theme import INK, WHITE
from handouts.model.handout import Phrase, Run
from handouts.model.page import Block, Item, Path, Text
from handouts.units import PT_PER_MM, mm

# Where the baseline stands below the middle of a line box, in parts of the size: half of
# ascender minus descender (1.024 and 0.4 em in Source Sans 3).
_BASELINE = 0.312
_SOLID = "0"  # for the line breaker, what must not be broken is a digit


@dataclass(frozen=True, slots=True)
class Type:
    """How a paragraph is set: points, weights, colours. 0 or "" means: as the plain voice.

    `blank_width` and `blank_height` are a box to write in; without a height it is a dotted line.
    """

    size: float
    leading: float
    weight: int = REGULAR
    colour: str = INK
    strong_weight: int = SEMIBOLD
    strong_colour: str = ""
    numeral_size: float = 0.0
    word_size: float = 0.0
    blank_width: float = mm(30)
    blank_height: float = 0.0
    blank_colour: str = INK

    def voice(self, run: Run) -> tuple[int, float, str]:
        """Weight, size and colour of a run."""
        match run.voice:
            case "strong":
                return self.strong_weight, self.size, self.strong_colour or self.colour
            case "numeral":
                return BOLD, self.numeral_size or self.size, self.colour
            case "word":
                return BOLD, self.word_size or self.size, self.colour
            case _:
                return self.weight, self.size, self.colour


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a run that stands on one line."""

    run: Run
    text: str
    advance: float


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[_Piece, ...]
    ink: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A phrase in lines."""

    node: str
    kind: Type
    lines: tuple[_Line, ...]
    width: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.kind.leading

    @property
    def ink(self) -> float:
        """The width of its longest line."""
        return max((line.ink for line in self.lines), default=0.0)

    def block(self, *, to_end: bool = False) -> Block:
        """Its page items; `to_end` sets the lines flush with the end edge."""
        items: list[Item] = []
        for number, line in enumerate(self.lines):
            middle = (number + 0.5) * self.kind.leading
            x = self.width - line.ink if to_end else 0.0
            for piece in line.pieces:
                items += self._items(piece, x, middle)
                x += piece.advance
        return Block(self.width, self.height, tuple(items))

    def _items(self, piece: _Piece, x: float, middle: float) -> Iterator[Item]:
        baseline = middle + _BASELINE * self.kind.size
        if piece.run.voice == "blank":
            yield from self._blank(piece, x, middle, baseline)
            return
        weight, size, colour = self.kind.voice(piece.run)
        spoken = piece.run.spoken
        yield Text(self.node, x, baseline, piece.text, weight, size, colour, spoken)

    def _blank(self, piece: _Piece, x: float, middle: float, baseline: float) -> Iterator[Path]:
        """A place to write: a box with a dotted foot, or a dotted line."""
        width, height = self.kind.blank_width, self.kind.blank_height
        spoken = piece.run.spoken
        foot = baseline
        if height:
            top = middle - height / 2
            foot = top + height
            box = rectangle(x, top, width, height)
            yield Path(self.node, box, WHITE, self.kind.blank_colour, mm(0.25), spoken=spoken)
            spoken = ""
        dotted = polyline((x, foot), (x + width, foot))
        yield Path(
            self.node, dotted, None, INK, mm(0.4), (0.01, mm(0.9)), round_ends=True, spoken=spoken
        )


@functools.lru_cache(maxsize=1024)
def set_phrase(phrase: Phrase, kind: Type, width: float, fonts: Fonts) -> Paragraph:
    """Break a phrase into lines of at most `width` points. Kept: pages are tried at many heights.

    Raises HandoutError when one word alone is wider: it is never cut, shrunk or hyphenated.
    """
    lines: list[_Line] = []
    units: list[tuple[tuple[Run, str], ...]] = []
    used = 0.0
    for unit, ends_line in _units(phrase.runs):
        ink, advance = _measure(unit, kind, fonts)
        if ink > width + 0.01:
            raise HandoutError(
                [
                    Problem(
                        phrase.source,
                        f"a word is too long for its place on the sheet "
                        f"({width / PT_PER_MM:.0f} mm)",
                        "write it shorter, or put a space or a hyphen into it",
                    )
                ]
            )
        if units and used + ink > width + 0.01:
            lines.append(_line(units, kind, fonts))
            units, used = [], 0.0
        units.append(unit)
        used += advance
        if ends_line:
            lines.append(_line(units, kind, fonts))
            units, used = [], 0.0
    if units:
        lines.append(_line(units, kind, fonts))
    return Paragraph(phrase.id, kind, tuple(lines), width)


@functools.lru_cache(maxsize=1024)
def set_line(phrase: Phrase, kind: Type, fonts: Fonts) -> Paragraph:
    """A phrase on one line, however long: an address or a count, which must never be broken."""
    runs = tuple((run, run.text) for run in phrase.runs)
    line = _line([runs], kind, fonts)
    return Paragraph(phrase.id, kind, (line,), line.ink)


def _units(runs: tuple[Run, ...]) -> Iterator[tuple[tuple[tuple[Run, str], ...], bool]]:
    """(the parts of runs between two break opportunities, whether a line must end after them)."""
    texts = [_SOLID if run.voice == "blank" else run.text for run in runs]
    # The big "8–12" must not break at its dash.
    breakable = (_SOLID * len(text) if run.voice == "numeral" else text
                 for run, text in zip(runs, texts, strict=True))  # fmt: skip
    at, offset = 0, 0
    for unit in break_units("".join(breakable)):
        parts: list[tuple[Run, str]] = []
        rest = len(unit)
        while rest:
            take = min(rest, len(texts[at]) - offset)
            if take:
                parts.append((runs[at], texts[at][offset : offset + take].replace("\n", " ")))
            rest, offset = rest - take, offset + take
            if offset == len(texts[at]):
                at, offset = at + 1, 0
        yield tuple(parts), unit.endswith("\n")


def _measure(unit: tuple[tuple[Run, str], ...], kind: Type, fonts: Fonts) -> tuple[float, float]:
    """(width without the space at the end, width with it)."""
    advance = ink = 0.0
    for run, text in unit:
        if run.voice == "blank":
            ink = advance + kind.blank_width
            advance = ink
            continue
        weight, size, _ = kind.voice(run)
        if text.strip(" "):
            ink = advance + fonts.width(text, weight, size)
        advance += fonts.advance(text, weight, size)
    return ink, advance


def _line(units: list[tuple[tuple[Run, str], ...]], kind: Type, fonts: Fonts) -> _Line:
    """The units joined again, so that each run is one piece of the line."""
    joined: list[tuple[Run, str]] = []
    for unit in units:
        for run, text in unit:
            if joined and joined[-1][0] is run:
                joined[-1] = (run, joined[-1][1] + text)
            else:
                joined.append((run, text))
    pieces = tuple(
        _Piece(run, text, _measure(((run, text),), kind, fonts)[1]) for run, text in joined
    )
    ink, _ = _measure(tuple(joined), kind, fonts)
    return _Line(pieces, ink)
