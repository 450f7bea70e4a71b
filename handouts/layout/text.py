"""A phrase → lines of text. Words are shaped by HarfBuzz, lines break by UAX 14.

In: a Phrase, a `Type` (sizes, weights, colours) and a width in points. Out: a `Paragraph`, which
knows its height and gives its page items. A line box is as high as the leading; the baseline stands
where half-leading above and below puts it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from msgspec import Struct

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
_SLACK = 0.01  # points that a line may be wider than its place: lengths are sums


class Type(Struct, frozen=True):
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


class _Piece(Struct, frozen=True):
    """Part of a run that stands on one line."""

    run: Run
    text: str
    advance: float


class _Line(Struct, frozen=True):
    """A line, or a part of one that nothing breaks: its width without the space at the end, and
    with it.
    """

    pieces: tuple[_Piece, ...]
    ink: float
    advance: float


class Paragraph(Struct, frozen=True):
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
            baseline = middle + _BASELINE * self.kind.size
            for piece in line.pieces:
                if piece.run.voice == "blank":
                    items += self._blank(piece, x, middle, baseline)
                else:
                    items.append(self._text(piece, x, baseline))
                x += piece.advance
        return Block(self.width, self.height, tuple(items))

    def _text(self, piece: _Piece, x: float, baseline: float) -> Text:
        weight, size, colour = self.kind.voice(piece.run)
        return Text(self.node, x, baseline, piece.text, weight, size, colour, piece.run.spoken)

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
    whole = set_line(phrase, kind, fonts)
    if 0 < whole.ink <= width + _SLACK and "\n" not in phrase.text:
        return Paragraph(phrase.id, kind, whole.lines, width)
    lines: list[_Line] = []
    units: list[_Line] = []
    used = 0.0
    for unit, ends_line in _units(phrase.runs, kind, fonts):
        if unit.ink > width + _SLACK:
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
        if units and used + unit.ink > width + _SLACK:
            lines.append(_joined(units, kind, fonts))
            units, used = [], 0.0
        units.append(unit)
        used += unit.advance
        if ends_line:
            lines.append(_joined(units, kind, fonts))
            units, used = [], 0.0
    if units:
        lines.append(_joined(units, kind, fonts))
    return Paragraph(phrase.id, kind, tuple(lines), width)


@functools.lru_cache(maxsize=1024)
def set_line(phrase: Phrase, kind: Type, fonts: Fonts) -> Paragraph:
    """A phrase on one line, however long: an address or a count, which must never be broken."""
    line = _line([(run, text) for run in phrase.runs if (text := _drawn(run))], kind, fonts)
    return Paragraph(phrase.id, kind, (line,), line.ink)


@functools.lru_cache(maxsize=1024)
def _units(runs: tuple[Run, ...], kind: Type, fonts: Fonts) -> tuple[tuple[_Line, bool], ...]:
    """(what stands between two break opportunities, whether a line must end after it). Kept: widths
    are tried as well.
    """
    texts = [_drawn(run) for run in runs]
    # The big "8–12" must not break at its dash.
    breakable = (_SOLID * len(text) if run.voice == "numeral" else text
                 for run, text in zip(runs, texts, strict=True))  # fmt: skip
    units: list[tuple[_Line, bool]] = []
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
        units.append((_line(parts, kind, fonts), unit.endswith("\n")))
    return tuple(units)


def _drawn(run: Run) -> str:
    """The letters of a run; a place to write is as one."""
    return _SOLID if run.voice == "blank" else run.text


def _joined(units: Sequence[_Line], kind: Type, fonts: Fonts) -> _Line:
    """The units on one line, so that each run is one piece of it."""
    parts: list[tuple[Run, str]] = []
    for unit in units:
        for piece in unit.pieces:
            if parts and parts[-1][0] is piece.run:
                parts[-1] = (piece.run, parts[-1][1] + piece.text)
            else:
                parts.append((piece.run, piece.text))
    return _line(parts, kind, fonts)


def _line(parts: Sequence[tuple[Run, str]], kind: Type, fonts: Fonts) -> _Line:
    """Runs, or parts of them, beside each other."""
    pieces: list[_Piece] = []
    ink = advance = 0.0
    for run, text in parts:
        if run.voice == "blank":
            own_ink = own_advance = kind.blank_width
        else:
            weight, size, _ = kind.voice(run)
            own_ink, own_advance = fonts.extent(text, weight, size)
        if own_ink:  # not of spaces alone
            ink = advance + own_ink
        advance += own_advance
        pieces.append(_Piece(run, text, own_advance))
    return _Line(tuple(pieces), ink, advance)
